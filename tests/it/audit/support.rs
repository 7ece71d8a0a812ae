//! A console with a linked log, its checkpoints, and somebody who owns the tables and means ill.

use std::path::PathBuf;

use hq_console::areas::audit::chain::links::{self, Head};
use hq_console::areas::audit::chain::verify::{Extent, Fault, Kind, Verdict, verify};
use hq_console::areas::audit::chain::{Checkpoints, hex, sequencer};
use hq_console::core::change::{Actor, Change, Event, Origin};
use serde_json::json;
use sqlx::AssertSqlSafe;

use crate::support::Console;
use crate::support::data_folder::Folder;

pub(super) struct Log {
    pub console: Console,
    pub checkpoints: Checkpoints,
    folder: Folder,
}

impl Log {
    /// A log of so many entries, all linked, noted outside after every tenth.
    pub(super) async fn of(entries: i64) -> Self {
        let console = Console::start().await;
        let folder = Folder::new();
        let checkpoints = Checkpoints::new(folder.path.join("checkpoints"), &console.secrets).unwrap();
        let log = Self { console, checkpoints, folder };
        for n in 0..entries {
            log.write(n).await;
            if (n + 1) % 10 == 0 {
                log.note().await;
            }
        }
        log.link().await;
        log
    }

    pub(super) async fn write(&self, n: i64) {
        let mut change = Change::begin(&self.console.db, &self.console.clock, Origin::of(Actor::Cli)).await.unwrap();
        let after = json!({ "n": n, "rate": 1.5, "name": "مغسلة النور \u{1f600}", "list": [1, null, true] });
        change.record(Event::new("staff.renamed", "staff").object(n, format!("number {n}")).after(after)).await.unwrap();
        change.commit().await.unwrap();
    }

    pub(super) async fn link(&self) -> i64 {
        let mut db = self.console.db.acquire().await.unwrap();
        let mut linked = 0;
        loop {
            match sequencer::link_batch(&mut db, self.console.clock.now()).await.unwrap() {
                0 => return linked,
                more => linked += more,
            }
        }
    }

    pub(super) async fn head(&self) -> Head {
        links::head(&mut self.console.db.acquire().await.unwrap()).await.unwrap()
    }

    /// Links what waits and notes the end of the chain outside.
    pub(super) async fn note(&self) {
        self.link().await;
        self.checkpoints.write(self.head().await, self.console.clock.now()).unwrap();
    }

    pub(super) fn checkpoints_file(&self) -> PathBuf {
        std::fs::read_dir(self.folder.path.join("checkpoints")).unwrap().next().unwrap().unwrap().path()
    }

    pub(super) async fn verdict(&self) -> Verdict {
        let noted = self.checkpoints.read(self.checkpoints.dir()).unwrap();
        let mut db = self.console.db.acquire().await.unwrap();
        verify(&mut db, Extent::Whole, None, &noted).await.unwrap()
    }

    /// The fault found; there must be one.
    pub(super) async fn fault(&self) -> (Kind, Option<i64>, Option<i64>) {
        let Fault { kind, position, audit_id, .. } = self.verdict().await.fault.expect("the tampering is found");
        (kind, position, audit_id)
    }

    /// Runs statements as the owner of the tables, with every trigger switched off.
    pub(super) async fn tamper(&self, statements: &str) {
        let mut db = self.console.db.acquire().await.unwrap();
        for statement in ["set session_replication_role = replica", statements, "set session_replication_role = origin"] {
            sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut *db).await.unwrap();
        }
    }

    pub(super) async fn entry_at(&self, position: i64) -> i64 {
        sqlx::query_scalar("select audit_id from sys_audit_links where position = $1")
            .bind(position)
            .fetch_one(&self.console.db)
            .await
            .unwrap()
    }

    /// Hashes these places anew, as somebody would who knows this program.
    pub(super) async fn rebuild(&self, first: i64, last: i64) {
        let mut db = self.console.db.acquire().await.unwrap();
        let all = links::range(&mut db, 0, i64::MAX).await.unwrap();
        let mut previous = [0; 32];
        for link in all {
            previous = if (first..=last).contains(&link.position) { link.entry.unwrap().hash(&previous) } else { link.hash };
            let hash = hex(&previous);
            self.tamper(&format!("update sys_audit_links set hash = decode('{hash}', 'hex') where position = {}", link.position)).await;
        }
        self.tamper("update sys_audit_chain set hash = (select hash from sys_audit_links order by position desc limit 1)").await;
    }
}
