//! The same from a shell.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{ROSTER, import, roster};
use crate::support::Console;
use crate::support::data_folder::Folder;

struct Shell {
    folder: Folder,
    database: Option<String>,
}

impl Shell {
    fn at(console: &Console) -> Self {
        Self { folder: Folder::new(), database: Some(console.db_url()) }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn import(&self, file: &Path, options: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hq-console"));
        command.args(["tenants", "import"]).arg(file).args(options).env_remove("DATABASE_URL").current_dir(&self.folder.path);
        if let Some(url) = &self.database {
            command.env("DATABASE_URL", url).env("HQ_SECRET_KEY", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
        }
        command.arg("--data-dir").arg(&self.folder.path).output().unwrap()
    }
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// How many rows every table of the database holds.
async fn everything(console: &Console) -> BTreeMap<String, i64> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
          where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    let mut counts = BTreeMap::new();
    for table in tables {
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}"))).fetch_one(&console.db).await.unwrap();
        counts.insert(table, count);
    }
    counts
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_foretells_the_run() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    import(&console, &mut browser, "Name,Email\nKnown,amal.dry.0@example.om\n").await;
    let shell = Shell::at(&console);
    let file = shell.file("roster.csv", ROSTER);
    let before = everything(&console).await;
    let dry = said(&shell.import(&file, &["--dry-run", "--errors", "dry.csv"]));
    assert!(dry.contains("358 rows would go in, 41 would be refused, 1 are known already"), "{dry}");
    assert_eq!(everything(&console).await, before);

    let run = said(&shell.import(&file, &["--errors", "run.csv"]));
    assert!(run.contains("358 rows went in, 41 were refused, 1 were known already"), "{run}");
    let errors = |name: &str| fs::read_to_string(shell.folder.path.join(name)).unwrap();
    assert_eq!(errors("dry.csv"), errors("run.csv"));
    assert!(errors("run.csv").lines().skip(1).all(|line| line.split(',').next().unwrap().parse::<u32>().is_ok()));
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 359);

    let again = said(&shell.import(&file, &[]));
    assert!(again.contains("0 rows went in, 41 were refused, 359 were known already"), "{again}");
    browser.open("/tenants/import").await.ok().says("Command line");
}

#[tokio::test]
async fn a_file_that_is_no_roster_is_refused_in_a_sentence() {
    let console = Console::start().await;
    let shell = Shell::at(&console);
    for (name, text, says) in [
        ("empty.csv", "", "This file is empty"),
        ("odd.csv", "Who,Kontakt\na,b\n", "no column that is recognised as: name, email"),
        ("book.csv", "PK\u{3}\u{4}", "This is not a CSV file"),
    ] {
        let output = shell.import(&shell.file(name, text), &[]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(says), "{told}");
    }
    assert_eq!(shell.import(Path::new("not-there.csv"), &[]).status.code(), Some(1));
    assert_eq!(console.db_number("select count(*) from sys_imports").await, 0);
}

#[tokio::test]
async fn columns_that_are_not_read_are_named() {
    let console = Console::start().await;
    let shell = Shell::at(&console);
    let file = shell.file("roster.csv", "Name,Email,Tarif,Mobile,,\nNoor,noor@example.om,ENTERPRISE,95908301,x,\n");
    for options in [&["--dry-run"][..], &[]] {
        let told = said(&shell.import(&file, options));
        assert!(told.contains("Read: Name = name, Email = email, Mobile = phone\n"), "{told}");
        assert!(told.contains("Not read: Tarif, column 5 (rename"), "{told}");
        assert!(told.contains("1 row "), "{told}");
    }
    let whole = said(&shell.import(&shell.file("whole.csv", "Name,Email\nShams,shams@example.om\n"), &["--dry-run"]));
    assert!(!whole.contains("Not read"), "{whole}");
}

#[tokio::test]
async fn the_error_file_costs_nothing_that_is_still_wanted() {
    let console = Console::start().await;
    let shell = Shell::at(&console);
    let text = "Name,Email\nNoor,nobody\n";
    let file = shell.file("roster.csv", text);
    std::os::unix::fs::symlink(&file, shell.folder.path.join("link.csv")).unwrap();
    fs::hard_link(&file, shell.folder.path.join("twin.csv")).unwrap();
    for errors in ["roster.csv", "./roster.csv", "link.csv", "twin.csv"] {
        for options in [&["--dry-run", "--errors", errors][..], &["--errors", errors]] {
            let output = shell.import(&file, options);
            assert_eq!(output.status.code(), Some(1), "{errors}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("is the roster itself"), "{output:?}");
            assert_eq!(fs::read_to_string(&file).unwrap(), text, "{errors}");
        }
    }
    let former = shell.file("former.csv", "of a former run");
    let unreachable = Shell { database: Some("postgres://nobody@127.0.0.1:1/none".to_owned()), ..shell };
    assert!(!unreachable.import(&file, &["--errors", "former.csv"]).status.success());
    assert!(!unreachable.import(&unreachable.file("empty.csv", ""), &["--errors", "former.csv"]).status.success());
    assert_eq!(fs::read_to_string(&former).unwrap(), "of a former run");

    let shell = Shell { database: Some(console.db_url()), ..unreachable };
    assert!(said(&shell.import(&file, &["--errors", "former.csv"])).contains("The refused rows are in former.csv."));
    let good = shell.file("good.csv", "Name,Email\nNoor,noor@example.om\n");
    let told = said(&shell.import(&good, &["--errors", "former.csv"]));
    assert!(!told.contains("former.csv"), "{told}");
    assert_eq!(fs::read_to_string(&former).unwrap().lines().count(), 1, "only the header is left");
}

#[tokio::test]
async fn a_private_database_is_started_for_it() {
    let shell = Shell { folder: Folder::new(), database: None };
    let file = shell.file("roster.csv", roster(30));
    assert!(said(&shell.import(&file, &["--dry-run"])).contains("30 rows would go in"));
    assert!(said(&shell.import(&file, &[])).contains("30 rows went in"));
    assert!(said(&shell.import(&file, &[])).contains("0 rows went in, 0 were refused, 30 were known already"));
}
