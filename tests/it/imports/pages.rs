//! The pages: what can be uploaded, how columns are chosen, who may.

use axum::http::Method;
use futures_util::future::join_all;
use hq_console::areas::tenants::import::Roster;
use serde_json::Value;

use super::{EXPECTED, ROSTER, import, tiles, upload};
use crate::support::Console;

/// `row,field` of every line of an error file.
fn told(csv: &str) -> Vec<(u32, String)> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let lines = reader.records().map(|record| {
        let record = record.unwrap();
        (record[0].parse().unwrap(), record[1].to_owned())
    });
    lines.collect()
}

#[tokio::test]
async fn the_roster_ends_exactly_as_expected_and_again_adds_none() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "tenant-roster.csv", ROSTER).await;
    assert_eq!(tiles(&browser), ["359", "41", "0"]);
    browser.page().says("No welcome email is sent").says("359 rows are ready to be imported");
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 0);

    let foretold = browser.get(&format!("{path}/errors.csv")).await;
    browser.form(&format!("{path}/run")).submit().await.goes_to(&path);
    browser.follow().await.ok().says("Queued");
    console.run_jobs().await;
    browser.open(&path).await.ok();
    assert_eq!(tiles(&browser), ["359", "41", "0"]);
    assert_eq!(console.db_number("select count(*) from sys_tenants").await, 359);
    assert_eq!(console.db_audited("tenant.created").await, 359);
    assert_eq!((console.db_audited("import.started").await, console.db_audited("import.finished").await), (1, 1));
    assert!(console.mails().is_empty(), "imported tenants are not written to");

    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let expected = expected["errors"].as_array().unwrap();
    let expected: Vec<(u32, String)> = expected
        .iter()
        .map(|error| (u32::try_from(error["row"].as_u64().unwrap()).unwrap(), error["field"].as_str().unwrap().to_owned()))
        .collect();
    let errors = browser.get(&format!("{path}/errors.csv")).await;
    assert_eq!(told(errors.ok().body_text()), expected);
    assert_eq!(foretold.body_text(), errors.body_text(), "the review foretells the run");

    let kept = "select count(*) from sys_tenants t join sys_tenant_notes n on n.tenant_id = t.id
                 where t.city = 'Muscat' and t.signed_on = '2024-05-24' or n.body = E'line one\\nline two, \"quoted\"'";
    assert!(console.db_number(kept).await > 0, "city, date and notes are kept");

    upload(&mut browser, "again.csv", ROSTER).await;
    assert_eq!(tiles(&browser), ["0", "41", "359"]);
    browser.page().says("Nothing is left to import").says("This file was imported before");
    assert_eq!(browser.page().count("form[action$='/run']"), 0);
}

#[tokio::test]
async fn every_refused_row_says_where_and_why_in_the_readers_language() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", "Name,Email,Plan\nNoor,not-an-email,GOLD\nShams,shams@example.om,PRO\n").await;
    browser.open(&format!("{path}?verdict=refused")).await.ok();
    let refused = browser.page().one("#rows tbody");
    assert!(refused.contains("Email Enter one full email address, such as name@example.com. not-an-email"), "{refused}");
    assert!(refused.contains("GOLD") && !refused.contains("Shams"), "{refused}");
    let ready = browser.open(&format!("{path}?verdict=ready")).await.ok().one("#rows tbody");
    assert_eq!(ready, "3 Shams shams@example.om Oman Pro shams");
    browser.open(&format!("{path}?lang=ar&verdict=refused")).await.ok().says("البريد الإلكتروني أدخل عنوان بريد إلكتروني واحدًا");
    browser.get(&format!("{path}/errors.csv")).await.ok().says("2,email,not-an-email,");
    assert_eq!(console.db_audited("import.errors_exported").await, 1);
}

#[tokio::test]
async fn rows_are_read_page_by_page_in_the_order_of_the_file() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", super::roster(45)).await;
    let numbers = |page: &crate::support::Answer| page.texts("#rows tbody td:first-child");
    browser.open(&format!("{path}?size=20&verdict=ready")).await.ok();
    let mut seen = numbers(browser.page());
    for _ in 0..2 {
        browser.click("Older").await.ok();
        seen.extend(numbers(browser.page()));
    }
    let all: Vec<String> = (2..=46).map(|row| row.to_string()).collect();
    assert_eq!(seen, all);
    browser.click("Newer").await.ok();
    assert_eq!(numbers(browser.page()), all[20..40]);
}

#[tokio::test]
async fn what_is_no_roster_is_told_on_the_field() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let big = vec![b'a'; Roster::MAX_BYTES + 1];
    let huge = vec![b'a'; Roster::MAX_BYTES + 6 * 1024 * 1024];
    for (name, bytes, says) in [
        ("", Vec::new(), "Choose the file to import"),
        ("empty.csv", Vec::new(), "This file is empty"),
        ("header.csv", b"Name,Email\r\n".to_vec(), "a header but no rows"),
        ("book.xlsx", b"PK\x03\x04\x14\0\x06".to_vec(), "This is not a CSV file"),
        ("wide.csv", format!("{}\n1\n", vec!["Name"; Roster::MAX_COLUMNS + 1].join(",")).into_bytes(), "at most 200 columns"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\x02\x03\x08\x06".to_vec(), "This is not a CSV file"),
        ("big.csv", big, "at most 20 MB"),
        ("huge.csv", huge, "at most 20 MB"),
    ] {
        browser.open("/tenants/import").await.ok();
        let answer = browser.form("/tenants/import").attach("file", name, bytes).submit().await;
        assert_eq!(answer.expect(422).faulty(), ["file"], "{name}");
        answer.says(says);
    }
    assert_eq!(console.db_number("select count(*) from sys_imports").await, 0);
}

#[tokio::test]
async fn a_form_sent_twice_at_once_makes_one_import() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    browser.open("/tenants/import").await.ok();
    let sent = (0..6).map(|_| {
        let mut twin = browser.clone();
        async move {
            twin.form("/tenants/import").attach("file", "roster.csv", super::roster(30)).submit().await.expect(303).location().to_owned()
        }
    });
    let mut places = join_all(sent).await;
    places.dedup();
    assert_eq!(places.len(), 1);
    assert_eq!(console.db_number("select count(*) from sys_imports").await, 1);
    assert_eq!(console.db_number("select count(*) from sys_import_rows").await, 30);
}

#[tokio::test]
async fn other_columns_are_another_judgement() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "odd.csv", "Who,Kontakt,Extra\nNoor,noor@example.om,shams@example.om\n").await;
    assert_eq!(browser.page().faulty(), ["name", "email"], "what was not recognised is said at once");
    assert_eq!(browser.page().count("form[action$='/run']"), 0);
    let mapping = format!("{path}/mapping");

    let answer = browser.form(&mapping).choose("name", "0").choose("email", "0").submit().await;
    assert_eq!(answer.expect(422).faulty(), ["email"]);
    answer.says("already used for Name");
    let answer = browser.form(&mapping).choose("email", "").submit().await;
    assert_eq!(answer.expect(422).faulty(), ["email"]);

    let mut colleague = browser.clone();
    colleague.open(&path).await.ok();
    browser.form(&mapping).choose("name", "0").choose("email", "1").submit().await.goes_to(&path);
    browser.follow().await.ok().says("noor@example.om");
    assert_eq!(tiles(&browser), ["1", "0", "0"]);
    assert_eq!(console.db_audited("import.mapped").await, 1);

    colleague.form(&mapping).choose("name", "0").choose("email", "2").submit().await.goes_to(&path);
    colleague.follow().await.ok().says("The columns were changed in the meantime");
    let run = format!("{path}/run");
    browser.open(&path).await.ok();
    browser.form(&mapping).choose("email", "2").submit().await.goes_to(&path);
    colleague.form(&run).submit().await.goes_to(&path);
    colleague.follow().await.ok().says("Check the rows again");
    colleague.form(&run).submit().await.goes_to(&path);
    console.run_jobs().await;
    assert_eq!(console.db_number("select count(*) from sys_tenants where email = 'shams@example.om'").await, 1);
}

#[tokio::test]
async fn hostile_cells_come_out_harmless() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let hostile = "Name,Email,Notes\n\"=HYPERLINK(\"\"http://evil.example\"\",\"\"click\"\")\",x,<script>alert(1)</script>\n@SUM(1),x,\"-2\r\n+3\"\n\t+1,x,＝1\n";
    let path = upload(&mut browser, "<img src=x>.csv", hostile).await;
    let page = browser.page().body_text();
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x>"));
    let errors = browser.get(&format!("{path}/errors.csv")).await;
    assert_eq!(errors.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = errors.ok().body_text().trim_start_matches('\u{feff}');
    assert_eq!(text.lines().count(), 4, "one line a fault, whatever the cells hold");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.unwrap();
        assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '＝'])), "{record:?}");
    }
}

#[tokio::test]
async fn the_error_file_can_be_put_right_and_sent_again() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", "Name,Email,Phone\nNoor,noor.example.om,+968 9590 8301\n").await;
    let errors = browser.get(&format!("{path}/errors.csv")).await.ok().body_text().to_owned();
    assert!(errors.contains("'+968 9590 8301"));
    import(&console, &mut browser, errors.replace("noor.example.om", "noor@example.om")).await;
    assert_eq!(tiles(&browser), ["1", "0", "0"]);
    assert_eq!(console.db_number("select count(*) from sys_tenants where phone = '+96895908301'").await, 1);
}

#[tokio::test]
async fn only_those_who_may_import_can() {
    let console = Console::start().await;
    let mut manager = console.staff("support_manager").await;
    let path = upload(&mut manager, "roster.csv", super::roster(2)).await;
    for role in ["billing", "support", "analyst", "auditor"] {
        let mut browser = console.staff(role).await;
        browser.open("/login").await;
        for page in ["/tenants/import", &path, &format!("{path}/errors.csv"), &format!("{path}/undo")] {
            browser.get(page).await.expect(403);
        }
        for act in ["run", "stop", "discard", "undo", "mapping"] {
            browser.post::<&str>(&format!("{path}/{act}"), &[]).await.expect(403);
        }
        browser.ask(Method::POST, "/tenants/import").sent_here().send().await.expect(403);
    }
    assert_eq!(console.db_audited("import.started").await, 0);
    manager.get("/tenants/import/01990000-0000-7000-8000-000000000000").await.expect(404);
}

#[tokio::test]
async fn who_knows_tenants_by_code_only_is_shown_no_roster() {
    let console = Console::start().await;
    let mut manager = console.staff("support_manager").await;
    let path = import(&console, &mut manager, super::roster(2)).await;
    sqlx::query(
        "with r as (insert into sys_platform_roles (id, code, name, name2, description, description2, created_at)
                    values (gen_random_uuid(), 'mover', 'Mover', 'x', 'x', 'x', now()) returning id)
         insert into sys_platform_role_permissions (role_id, permission)
         select r.id, p from r, unnest(array['tenants:read', 'tenants:import']) as p",
    )
    .execute(&console.db)
    .await
    .unwrap();
    let mut mover = console.staff("mover").await;
    mover.open("/login").await;
    for page in ["/tenants/import", &path, &format!("{path}/errors.csv"), &format!("{path}/undo")] {
        mover.get(page).await.expect(403);
    }
    let csrf = mover.csrf_of("/tenants").await;
    for act in ["run", "stop", "discard", "undo"] {
        mover.post(&format!("{path}/{act}"), &[("csrf", csrf.as_str())]).await.expect(403);
    }
    mover.open("/tenants").await.ok();
    assert!(mover.page().attributes("main a", "href").iter().all(|href| href != "/tenants/import"));
}

#[tokio::test]
async fn an_upload_can_be_thrown_away() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = upload(&mut browser, "roster.csv", super::roster(3)).await;
    browser.form(&format!("{path}/discard")).submit().await.goes_to("/tenants/import");
    browser.follow().await.ok().says("The upload was discarded").says_not("roster.csv");
    browser.get(&path).await.expect(404);
    assert_eq!(console.db_number("select count(*) from sys_import_rows").await, 0);
    assert_eq!(console.db_audited("import.discarded").await, 1);
}

#[tokio::test]
async fn the_list_tells_of_earlier_imports() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    import(&console, &mut browser, super::roster(3)).await;
    upload(&mut browser, "later.csv", super::roster(4)).await;
    browser.open("/tenants/import").await.ok();
    assert_eq!(browser.page().texts("#imports tbody th"), ["later.csv", "roster.csv"]);
    browser.page().says("Waiting for review").says("Finished");
    browser.open("/tenants/import?lang=ar").await.ok().says("عمليات الاستيراد السابقة").says("بانتظار المراجعة");
}
