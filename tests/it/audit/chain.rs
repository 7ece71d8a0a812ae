//! The sequencer: one at a time, nobody left out, whatever dies when.

use futures_util::future::join_all;
use hq_console::areas::audit::chain::sequencer;
use hq_console::areas::audit::chain::verify::Kind;
use hq_console::areas::audit::chain::watch::{self, Standing};
use hq_console::core::change::{Actor, Change, Event, Origin};
use tokio_util::sync::CancellationToken;

use super::support::Log;
use crate::support::Console;
use crate::support::data_folder::{Folder, until};
use crate::support::program::program;

/// Entries that do not stand in the chain exactly once, and places without an entry.
const ASTRAY: &str = "select count(*) from sys_platform_audit_log a full join sys_audit_links l on l.audit_id = a.id
                       where a.id is null or l.audit_id is null";

async fn change(console: &Console) -> Change {
    Change::begin(&console.db, &console.clock, Origin::of(Actor::Cli)).await.unwrap()
}

#[tokio::test]
async fn entries_that_become_visible_late_are_linked_all_the_same() {
    let log = Log::of(0).await;
    let mut early = change(&log.console).await;
    let first = early.record(Event::new("staff.renamed", "staff")).await.unwrap();
    log.write(1).await;
    assert_eq!(log.link().await, 1, "the later number is visible first");
    early.commit().await.unwrap();
    assert_eq!(log.link().await, 1);
    assert_eq!(log.entry_at(2).await, first);
    assert_eq!(log.verdict().await.fault, None);
}

#[tokio::test]
async fn concurrent_writers_and_two_linkers_lose_nothing() {
    let console = Console::start().await;
    let stop = CancellationToken::new();
    let linkers = [1, 2].map(|_| {
        let run = sequencer::run(console.db.clone(), console.clock.clone(), None, stop.clone());
        tokio::spawn(run)
    });
    join_all((0..40).map(|n| {
        let console = &console;
        async move {
            let mut change = change(console).await;
            let events: Vec<Event> = (0..=n * 7 % 50).map(|n| Event::new("staff.renamed", "staff").object(n, "x")).collect();
            change.record_all(&events).await.unwrap();
            if n % 5 == 0 { drop(change) } else { change.commit().await.unwrap() }
        }
    }))
    .await;
    until("all is linked", async || console.db_number("select count(*) from sys_audit_unlinked").await == 0).await;
    stop.cancel();
    join_all(linkers).await;
    assert_eq!(console.db_number(ASTRAY).await, 0);
    assert!(console.db_number("select count(*) from sys_platform_audit_log").await > 500);
    assert_eq!(
        console.db_number("select max(position) - count(*) from sys_audit_links").await,
        0,
        "places follow each other without a gap"
    );
}

#[tokio::test]
async fn a_linker_whose_connection_dies_in_the_middle_leaves_no_half_batch() {
    let log = Log::of(0).await;
    for n in 0..10 {
        log.write(n).await;
    }
    let mut db = log.console.db.acquire().await.unwrap().detach();
    // As far as a batch gets before its commit.
    let mut tx = sqlx::Connection::begin(&mut db).await.unwrap();
    sequencer::link_batch(&mut tx, log.console.clock.now()).await.unwrap();
    let pid: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut *tx).await.unwrap();
    sqlx::query("select pg_terminate_backend($1, 5000)").bind(pid).execute(&log.console.db).await.unwrap();
    drop(tx);
    assert_eq!(log.link().await, 10);
    assert_eq!(log.console.db_number(ASTRAY).await, 0);
    assert_eq!(log.verdict().await.fault, None);
}

#[tokio::test]
async fn a_worker_that_is_killed_is_followed_by_another() {
    let log = Log::of(0).await;
    let url = log.console.db_url();
    let folder = Folder::new();
    let worker = || {
        program(&folder.path, &["serve", "--role", "worker"])
            .env("DATABASE_URL", &url)
            .env("HQ_SECRET_KEY", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=")
            .env("HQ_METRICS_LISTEN", "off")
            .env("HQ_AUDIT_CHECKPOINTS", log.checkpoints.dir())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let linked = async || log.console.db_number("select count(*) from sys_audit_unlinked").await == 0;
    let mut leading = worker();
    for n in 0..3 {
        log.write(n).await;
        until("the entry is linked", linked).await;
        let waiting = worker();
        leading.kill().unwrap();
        leading.wait().unwrap();
        leading = waiting;
    }
    log.write(3).await;
    until("the one left links", linked).await;
    leading.kill().unwrap();
    leading.wait().unwrap();
    assert_eq!(log.console.db_number(ASTRAY).await, 0);
    assert_eq!(log.verdict().await.fault, None);
}

#[tokio::test]
async fn the_console_checks_its_own_log_and_remembers_what_it_found() {
    let log = Log::of(12).await;
    let mut db = log.console.db.acquire().await.unwrap();
    watch::check(&mut db, log.console.clock.now(), Some(&log.checkpoints)).await.unwrap();
    let standing = Standing::read(&mut db).await.unwrap();
    assert_eq!((standing.head, standing.fault), (log.head().await, None));
    // What was found sound is not read again for a day: only what came since.
    log.write(13).await;
    log.link().await;
    log.tamper("update sys_platform_audit_log set actor_label = 'x' where id = (select max(id) from sys_platform_audit_log)").await;
    for _ in 0..2 {
        watch::check(&mut db, log.console.clock.now(), Some(&log.checkpoints)).await.unwrap();
        let fault = Standing::read(&mut db).await.unwrap().fault.expect("the fault stays as long as it is there");
        assert_eq!((fault.kind, fault.position), (Kind::ChangedByte, Some(13)));
    }
    log.tamper("update sys_platform_audit_log set actor_label = 'Command line' where actor_label = 'x'").await;
    watch::check(&mut db, log.console.clock.now(), Some(&log.checkpoints)).await.unwrap();
    assert_eq!(Standing::read(&mut db).await.unwrap().fault, None);
    // An old entry is looked at again after a day, and a chain cut shorter than it was at once, checkpoints or not.
    log.tamper("update sys_platform_audit_log set actor_label = 'x' where id = (select min(id) from sys_platform_audit_log)").await;
    log.console.clock.advance(chrono::TimeDelta::hours(25));
    watch::check(&mut db, log.console.clock.now(), None).await.unwrap();
    assert_eq!(Standing::read(&mut db).await.unwrap().fault.map(|f| f.position), Some(Some(1)));
}

#[tokio::test]
async fn who_links_checks_the_log_too_and_notes_its_end_outside() {
    let log = Log::of(0).await;
    log.write(1).await;
    let stop = CancellationToken::new();
    let run = sequencer::run(log.console.db.clone(), log.console.clock.clone(), Some(log.checkpoints.clone()), stop.clone());
    let linker = tokio::spawn(run);
    until("the log was checked", async || {
        log.console.db_number("select count(*) from sys_audit_verified where checked_at is not null").await == 1
    })
    .await;
    until("the entry is linked", async || log.console.db_number("select count(*) from sys_audit_unlinked").await == 0).await;
    let noted = || log.checkpoints.read(log.checkpoints.dir()).unwrap();
    until("its end was noted", async || !noted().checkpoints.is_empty()).await;
    for n in 2..5 {
        log.write(n).await;
        until("the entry is linked", async || log.console.db_number("select count(*) from sys_audit_unlinked").await == 0).await;
    }
    log.write(5).await;
    stop.cancel();
    linker.await.unwrap();
    assert_eq!(log.head().await.position, 5, "what was written last is linked");
    assert_eq!(noted().checkpoints.iter().map(|c| c.head.position).collect::<Vec<_>>(), [1, 5], "noted once a minute, not with each");
    let noted = noted();
    assert_eq!(noted.checkpoints.last().map(|checkpoint| checkpoint.head), Some(log.head().await), "the end is noted when it stops");
    assert_eq!((noted.bad.len(), noted.torn), (0, 0));
}

#[tokio::test]
async fn the_place_a_check_goes_on_from_must_be_as_it_was() {
    let log = Log::of(12).await;
    let mut db = log.console.db.acquire().await.unwrap();
    let check = async |db: &mut sqlx::PgConnection| {
        watch::check(db, log.console.clock.now(), None).await.unwrap();
        Standing::read(db).await.unwrap()
    };
    assert_eq!(check(&mut db).await.fault, None);
    let before = check(&mut db).await;
    assert_eq!((before.fault, before.head), (None, log.head().await), "nothing came since");
    log.tamper("update sys_audit_links set hash = decode(repeat('00', 32), 'hex') where position = 12").await;
    let after = check(&mut db).await;
    assert_eq!(after.fault.map(|fault| fault.kind), Some(Kind::RebuiltChain));
    assert_eq!((after.head, after.whole_at), (before.head, before.whole_at), "the place found sound last stays");
}

#[tokio::test]
async fn a_place_is_noted_once() {
    let log = Log::of(3).await;
    let noted = || log.checkpoints.read(log.checkpoints.dir()).unwrap().checkpoints.iter().map(|c| c.head.position).collect::<Vec<_>>();
    log.note().await;
    log.note().await;
    assert_eq!(noted(), [3]);
    log.write(4).await;
    log.note().await;
    log.note().await;
    assert_eq!(noted(), [3, 4]);
}

#[tokio::test]
async fn who_does_not_hold_the_lock_neither_links_nor_notes_and_an_empty_log_is_not_noted() {
    let log = Log::of(0).await;
    let (first, second) = (CancellationToken::new(), CancellationToken::new());
    let run = |checkpoints, stop: &CancellationToken| {
        tokio::spawn(sequencer::run(log.console.db.clone(), log.console.clock.clone(), checkpoints, stop.clone()))
    };
    let leading = run(None, &first);
    let checked = "select count(*) from sys_audit_verified where checked_at is not null";
    until("the first leads", async || log.console.db_number(checked).await == 1).await;
    let waiting = run(Some(log.checkpoints.clone()), &second);
    for n in 0..5 {
        log.write(n).await;
        until("the entry is linked", async || log.console.db_number("select count(*) from sys_audit_unlinked").await == 0).await;
    }
    second.cancel();
    waiting.await.unwrap();
    first.cancel();
    leading.await.unwrap();
    assert!(!log.checkpoints.dir().exists(), "the one that waited did nothing");

    let empty = Log::of(0).await;
    let stop = CancellationToken::new();
    let run = sequencer::run(empty.console.db.clone(), empty.console.clock.clone(), Some(empty.checkpoints.clone()), stop.clone());
    let linker = tokio::spawn(run);
    until("it leads", async || empty.console.db_number(checked).await == 1).await;
    stop.cancel();
    linker.await.unwrap();
    assert!(!empty.checkpoints.dir().exists(), "nothing is no end");
}

#[tokio::test]
async fn everything_is_read_again_after_a_day_and_what_was_sound_must_still_be_there_before() {
    let log = Log::of(12).await;
    let mut db = log.console.db.acquire().await.unwrap();
    let check = async |db: &mut sqlx::PgConnection, at| {
        watch::check(db, at, None).await.unwrap();
        Standing::read(db).await.unwrap()
    };
    let first = check(&mut db, log.console.clock.now()).await.whole_at.unwrap();
    log.tamper("update sys_platform_audit_log set actor_label = 'x' where id = (select min(id) from sys_platform_audit_log)").await;
    let day = chrono::TimeDelta::days(1);
    assert_eq!(check(&mut db, first + day - chrono::TimeDelta::microseconds(1)).await.fault, None);
    assert_eq!(check(&mut db, first + day).await.fault.map(|fault| fault.position), Some(Some(1)), "a day to the instant");
    log.tamper("update sys_platform_audit_log set actor_label = 'Command line' where actor_label = 'x'").await;
    assert_eq!(check(&mut db, first + day).await.fault, None);
    // The place it went on from, out of the middle; and then all from there on, as neatly as can be.
    log.write(12).await;
    log.link().await;
    let soon = first + day + chrono::TimeDelta::minutes(1);
    log.tamper("create table kept as select * from sys_audit_links; delete from sys_audit_links where position = 12").await;
    let fault = check(&mut db, soon).await.fault.unwrap();
    assert_eq!((fault.kind, fault.position), (Kind::DeletedRow, Some(12)));
    log.tamper("insert into sys_audit_links select * from kept where position = 12").await;
    assert_eq!(check(&mut db, soon).await.fault, None);
    let entry = log.entry_at(11).await;
    log.tamper(&format!(
        "delete from sys_outbox_events where audit_id >= {entry}; delete from sys_platform_audit_log where id >= {entry};
         delete from sys_audit_links where position > 10"
    ))
    .await;
    let fault = check(&mut db, soon).await.fault.unwrap();
    assert_eq!((fault.kind, fault.position), (Kind::DeletedTail, Some(11)), "the head is left");
    log.tamper("update sys_audit_chain set position = 10, hash = (select hash from sys_audit_links where position = 10)").await;
    let fault = check(&mut db, soon).await.fault.unwrap();
    assert_eq!((fault.kind, fault.position), (Kind::DeletedTail, Some(11)), "only what was found sound is left");
    log.tamper(
        "delete from sys_outbox_events; delete from sys_platform_audit_log; delete from sys_audit_links;
         update sys_audit_chain set position = 0, hash = decode(repeat('00', 32), 'hex')",
    )
    .await;
    let fault = check(&mut db, soon).await.fault.unwrap();
    assert_eq!((fault.kind, fault.position), (Kind::DeletedTail, Some(1)), "all of it");
}
