//! Rosters: from the file to the register and back.

mod command_line;
mod pages;
mod run;
mod undo;

use std::fmt::Write as _;

use hq_console::areas::tenants::imports::job::{self, Ended, Work};
use hq_console::core::ids::ImportId;
use tokio_util::sync::CancellationToken;

use crate::support::{Browser, Console};

const ROSTER: &[u8] = include_bytes!("fixtures/tenant-roster.csv");
const EXPECTED: &str = include_str!("fixtures/tenant-roster.expected.json");

/// Uploads through the form and opens the import it leads to. Returns its address.
async fn upload(browser: &mut Browser, name: &str, bytes: impl Into<Vec<u8>>) -> String {
    browser.open("/tenants/import").await.ok();
    let path = browser.form("/tenants/import").attach("file", name, bytes).submit().await.expect(303).location().to_owned();
    browser.follow().await.ok();
    path
}

/// Uploads, starts and works the import off.
async fn import(console: &Console, browser: &mut Browser, bytes: impl Into<Vec<u8>>) -> String {
    let path = upload(browser, "roster.csv", bytes).await;
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    console.run_jobs().await;
    browser.open(&path).await.ok();
    path
}

fn id(path: &str) -> ImportId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// The numbers on the tiles, in their order.
fn tiles(browser: &Browser) -> Vec<String> {
    browser.page().texts(".tile-number")
}

/// So many rows without fault.
fn roster(rows: usize) -> String {
    let mut text = String::from("Name,Email,Phone,City,Plan,Signed on,Notes\n");
    for row in 0..rows {
        writeln!(text, "Laundry {row},laundry{row}@example.om,9590{row:04},Sohar,GROWTH,2025-03-01,note {row}").unwrap();
    }
    text
}

/// Works at an import until `steps` steps are done, and then as if the process had ended.
async fn work_for(console: &Console, id: ImportId, work: Work, steps: usize) -> Ended {
    let stop = CancellationToken::new();
    let mut left = steps;
    let mut told = |_: &_| match left {
        0 => stop.cancel(),
        _ => left -= 1,
    };
    job::work(&console.db, &console.clock, id, work, &stop, &mut told).await.unwrap()
}
