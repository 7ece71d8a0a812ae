//! Statements of account: what a tenant owed on any day, as page, PDF, file and mail.

use std::process::Command;

use chrono::{Days, Duration, NaiveDate};
use hq_console::areas::billing::document::{DocumentKind, Item, LineKind};
use hq_console::areas::billing::invoices::commands::{self, Issuing};
use hq_console::areas::billing::invoices::corrections::{self, Back};
use hq_console::areas::billing::invoices::model::{Described, Written};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{InvoiceId, TenantId};
use hq_console::core::money::{Currency, Money};

use super::invoices::{console, issued};
use crate::support::{Answer, Console};

async fn change(console: &Console) -> Change {
    Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap()
}

/// An invoice of one line in any currency; five per cent of VAT come to it.
async fn invoice(console: &Console, tenant: TenantId, currency: Currency, minor: i64) -> InvoiceId {
    let unit = Money::new(minor, currency);
    let item = Item { kind: LineKind::AddOn, item: String::new(), quantity: 1, unit, period: None, of_days: None, vat_basis_points: 500 };
    let line = Described { item, description: "Training".to_owned(), description2: String::new(), corrects: None };
    let written = Written { currency, lines: vec![line], discount: None, note: None };
    let mut change = change(console).await;
    let buyer = commands::buyer(&mut change, tenant).await.unwrap().unwrap();
    let document = commands::reckon(DocumentKind::Invoice, &written).unwrap();
    let id = commands::draft(&mut change, &buyer, &written, &document).await.unwrap();
    let issuing = commands::issue(&mut change, &console.secrets, id, 1, false).await.unwrap();
    assert!(matches!(issuing, Issuing::Issued(_)), "{issuing:?}");
    change.commit().await.unwrap();
    id
}

/// The tenant is charged in another currency from now on.
async fn db_currency(console: &Console, tenant: TenantId, currency: Currency) {
    let sql = "update sys_tenants set currency = $2 where id = $1";
    sqlx::query(sql).bind(tenant.0).bind(currency.code()).execute(&console.db).await.unwrap();
}

/// Gives so much before VAT of the second line back.
async fn give_back(console: &Console, id: InvoiceId, minor: i64) {
    let mut change = change(console).await;
    let back = [Back { position: 2, minor }];
    corrections::credit(&mut change, &console.secrets, id, &back, "The report was short").await.unwrap().unwrap();
    change.commit().await.unwrap();
}

async fn void(console: &Console, id: InvoiceId) {
    let mut change = change(console).await;
    assert!(corrections::void(&mut change, &console.secrets, id, "Wrong tenant").await.unwrap());
    change.commit().await.unwrap();
}

async fn write_off(console: &Console, id: InvoiceId) {
    let mut change = change(console).await;
    assert!(corrections::write_off(&mut change, id, "Went out of business").await.unwrap());
    change.commit().await.unwrap();
}

/// What happened to an account, each on a day of its own: 157.500 charged, 10 days on 21.000 given back and as much as before charged and voided,
/// 10 days on 157.500 charged, 10 days on the rest of the first written off.
async fn story(console: &Console, tenant: TenantId) -> [NaiveDate; 4] {
    let first = issued(console, tenant).await;
    let one = console.clock.today();
    console.clock.advance(Duration::days(10));
    give_back(console, first, 20_000).await;
    let voided = issued(console, tenant).await;
    void(console, voided).await;
    let two = console.clock.today();
    console.clock.advance(Duration::days(10));
    issued(console, tenant).await;
    let three = console.clock.today();
    console.clock.advance(Duration::days(10));
    write_off(console, first).await;
    [one, two, three, console.clock.today()]
}

fn path(tenant: TenantId) -> String {
    format!("/tenants/{tenant}/statement")
}

/// The columns of figures of the entries, from the opening balance to the closing one.
fn figures(page: &Answer) -> Vec<[String; 3]> {
    let cells = page.texts("#entries td.num");
    let (opening, rest) = cells.split_first().unwrap();
    let mut figures = vec![[String::new(), String::new(), opening.clone()]];
    figures.extend(rest.chunks(3).map(|row| [row[0].clone(), row[1].clone(), row[2].clone()]));
    figures
}

fn owned(rows: &[[&str; 3]]) -> Vec<[String; 3]> {
    rows.iter().map(|row| row.map(ToOwned::to_owned)).collect()
}

#[tokio::test]
async fn every_deed_stands_on_its_day_and_the_balance_runs_along() {
    let (console, tenant) = console().await;
    let [one, .., last] = story(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let page = browser.open(&path(tenant)).await.ok();
    let all = [
        ["", "", "0.000"],
        ["157.500", "", "157.500"],
        ["", "21.000", "136.500"],
        ["157.500", "", "294.000"],
        ["", "157.500", "136.500"],
        ["157.500", "", "294.000"],
        ["", "136.500", "157.500"],
        ["472.500", "315.000", "157.500"],
    ];
    assert_eq!(figures(page), owned(&all));
    assert_eq!(page.texts(".tile-number"), ["0.000", "472.500", "315.000", "157.500"]);
    let what = page.texts("#entries tbody th + td");
    assert_eq!(what[1..], ["Invoice", "Credit note", "Invoice", "Voided", "Invoice", "Written off"]);
    // Each leads to its document.
    let hrefs = page.attributes("#entries tbody th a", "href");
    assert_eq!((hrefs.len(), &hrefs[0], &hrefs[2]), (6, &hrefs[5], &hrefs[3]));
    browser.get(&hrefs[1]).await.ok().says("Credit note");
    let same = browser.get(&format!("{}?from={one}&to={last}&currency=OMR", path(tenant))).await;
    assert_eq!(figures(&same), owned(&all));
}

#[tokio::test]
async fn what_was_before_is_the_opening_balance_and_what_came_later_is_left_out() {
    let (console, tenant) = console().await;
    let [one, two, three, last] = story(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let page = browser.open(&format!("{}?from={two}&to={two}", path(tenant))).await.ok();
    let expected = [
        ["", "", "157.500"],
        ["", "21.000", "136.500"],
        ["157.500", "", "294.000"],
        ["", "157.500", "136.500"],
        ["157.500", "178.500", "136.500"],
    ];
    assert_eq!(figures(page), owned(&expected));
    // On the first day nobody knew of the credit note.
    let page = browser.open(&format!("{}?to={one}", path(tenant))).await.ok();
    assert_eq!(figures(page), owned(&[["", "", "0.000"], ["157.500", "", "157.500"], ["157.500", "0.000", "157.500"]]));
    assert_eq!(page.texts("#ages td")[0], "157.500");
    // Between two days nothing happened.
    let (from, to) = (three + Days::new(1), last - Days::new(1));
    let page = browser.open(&format!("{}?from={from}&to={to}", path(tenant))).await.ok().says("Nothing happened in this period.");
    assert_eq!(page.texts(".tile-number"), ["294.000", "0.000", "0.000", "294.000"]);
    // What was written off is not open any more.
    let page = browser.open(&path(tenant)).await.ok();
    assert_eq!(page.texts("#ages td"), ["157.500", "0.000", "0.000", "0.000", "0.000"]);
}

#[tokio::test]
async fn what_is_open_grows_older_by_the_day() {
    let (console, tenant) = console().await;
    issued(&console, tenant).await;
    let due = console.clock.today() + Days::new(14);
    console.clock.advance(Duration::days(120));
    let mut browser = console.staff("billing").await;
    for (days, column) in [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4)] {
        let page = browser.open(&format!("{}?to={}", path(tenant), due + Days::new(days))).await.ok();
        let ages = page.texts("#ages td");
        assert_eq!(ages.iter().position(|amount| amount == "157.500"), Some(column), "{days} days after: {ages:?}");
        assert_eq!(ages.iter().filter(|amount| *amount == "0.000").count(), 4);
    }
}

/// What the tenant owed at the end of a day, reckoned by the database.
async fn db_balance(console: &Console, tenant: TenantId, day: NaiveDate) -> i64 {
    sqlx::query_scalar(
        "select (coalesce(sum(case i.kind when 'invoice' then 1 else -1 end * i.total_minor) filter (where i.issued_on <= $2), 0)
               - coalesce(sum(case i.kind when 'invoice' then 1 else -1 end * i.total_minor) filter (where i.voided_on <= $2), 0)
               - coalesce(sum(i.total_minor - n.back) filter (where i.written_off_on <= $2), 0))::bigint
           from sys_tenant_invoices i,
                lateral (select coalesce(sum(c.total_minor), 0) as back from sys_tenant_invoices c
                          where c.corrects_id = i.id and c.status not in ('draft', 'discarded', 'void') and c.issued_on <= i.written_off_on) n
          where i.tenant_id = $1 and i.status not in ('draft', 'discarded')",
    )
    .bind(tenant.0)
    .bind(day)
    .fetch_one(&console.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn the_closing_balance_is_what_the_database_adds_up_by_itself() {
    let console = Console::with_tenants(40).await;
    let accounts: Vec<(uuid::Uuid, String)> = sqlx::query_as(
        "select tenant_id, min(currency) from sys_tenant_invoices where status not in ('draft', 'discarded')
          group by tenant_id having count(distinct currency) = 1 order by tenant_id",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    assert!(accounts.len() > 8, "{}", accounts.len());
    let mut browser = console.staff("billing").await;
    for (tenant, currency) in accounts {
        let (tenant, currency) = (TenantId(tenant), Currency::parse(&currency).unwrap());
        for ago in [0, 17, 45, 300] {
            let day = console.clock.today() - Days::new(ago);
            let page = browser.open(&format!("{}?from=2020-01-01&to={day}", path(tenant))).await.ok();
            let expected = Money::new(db_balance(&console, tenant, day).await, currency);
            assert_eq!(page.texts(".tile-number")[3], expected.amount(), "{tenant} on {day}");
        }
    }
}

#[tokio::test]
async fn each_currency_has_an_account_of_its_own() {
    let (console, tenant) = console().await;
    let mut browser = console.staff("billing").await;
    issued(&console, tenant).await;
    assert_eq!(browser.open(&path(tenant)).await.ok().count("select[name=currency]"), 0);
    db_currency(&console, tenant, Currency::Aed).await;
    invoice(&console, tenant, Currency::Aed, 10_000).await;
    db_currency(&console, tenant, Currency::Omr).await;
    let page = browser.open(&path(tenant)).await.ok();
    assert_eq!(page.attributes("select[name=currency] option", "value"), ["AED", "OMR"]);
    assert_eq!(page.attributes("select[name=currency] option[selected]", "value"), ["OMR"], "the tenant's own comes first");
    assert_eq!(page.texts(".tile-number")[3], "157.500");
    browser.open(&format!("{}?currency=aed", path(tenant))).await.ok();
    assert_eq!(browser.page().texts(".tile-number")[3], "105.00");
    assert_eq!(browser.page().texts(".tile-unit"), ["AED"; 4]);
}

#[tokio::test]
async fn what_cannot_be_meant_is_told_and_stays_as_it_was_typed() {
    let (console, tenant) = console().await;
    issued(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let today = console.clock.today();
    let tomorrow = today + Days::new(1);
    for (query, fields) in [
        ("from=2026-02-30&to=soon".to_owned(), vec!["from", "to"]),
        (format!("from={today}&to={}", today - Days::new(1)), vec!["to"]),
        (format!("to={tomorrow}"), vec!["to"]),
        ("from=9999-12-31".to_owned(), vec!["from"]),
        ("from=0001-01-01".to_owned(), vec!["from"]),
        ("currency=EUR".to_owned(), vec!["currency"]),
    ] {
        let page = browser.open(&format!("{}?{query}", path(tenant))).await.expect(422);
        assert_eq!(page.faulty(), fields, "{query}");
        assert_eq!(page.count("#entries"), 0, "a statement of something else is none");
        // Files have no page of their own to say so.
        for file in ["pdf", "csv"] {
            let answer = browser.get(&format!("{}.{file}?{query}", path(tenant))).await;
            answer.expect(303);
            assert_eq!(browser.get(answer.location()).await.expect(422).faulty(), fields, "{file}");
        }
    }
    let typed = browser.get(&format!("{}?from=2026-02-30&to={today}", path(tenant))).await;
    assert_eq!(typed.attributes("#f-from, #f-to", "value"), ["2026-02-30".to_owned(), today.to_string()]);
    browser.open(&format!("{}?lang=ar&from=soon", path(tenant))).await.expect(422).says("ليس هذا يومًا في التقويم");
    let csrf = browser.csrf();
    let unsent = browser.post(&format!("{}/send", path(tenant)), &[("csrf", csrf.as_str()), ("to", "soon")]).await;
    browser.get(unsent.expect(303).location()).await.expect(422);
    assert_eq!(console.db_number("select count(*) from sys_tenant_statements").await, 0);
}

#[tokio::test]
async fn a_tenant_that_was_never_charged_has_an_empty_account() {
    let (console, tenant) = console().await;
    let mut browser = console.staff("billing").await;
    let page = browser.open(&path(tenant)).await.ok().says("No account yet");
    assert_eq!((page.count("#entries"), page.count("a[href*='.pdf']")), (0, 0));
    browser.get(&format!("{}.pdf", path(tenant))).await.expect(303);
    browser.get(&path(TenantId(uuid::Uuid::nil()))).await.expect(404);
}

#[tokio::test]
async fn only_who_reads_bills_and_knows_the_tenant_reads_its_account() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let pages = [path(tenant), format!("{}.pdf", path(tenant)), format!("{}.csv", path(tenant))];
    // The one may not read bills, the other not know whose they are.
    for role in ["support", "analyst"] {
        let mut browser = console.staff(role).await;
        for page in &pages {
            browser.get(page).await.expect(403);
        }
    }
    let mut analyst = console.staff("analyst").await;
    for page in [format!("/tenants/{tenant}/subscription"), format!("/billing/invoices/{id}")] {
        assert_eq!(analyst.open(&page).await.ok().count("a[href*='/statement']"), 0, "{page}");
    }
    let mut auditor = console.staff("auditor").await;
    let page = auditor.open(&pages[0]).await.ok();
    assert_eq!((page.count("a[href*='.csv']"), page.count("form[action$='/send']")), (0, 0));
    auditor.get(&pages[2]).await.expect(403);
    let mut billing = console.staff("billing").await;
    for page in [format!("/tenants/{tenant}/subscription"), format!("/billing/invoices/{id}")] {
        billing.open(&page).await.ok();
        billing.click("Statement of account").await.ok().says("Closing balance");
    }
}

#[tokio::test]
async fn the_pdf_shows_the_same_account_in_the_tenants_language() {
    let (console, tenant) = console().await;
    let [_, two, ..] = story(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let answer = browser.get(&format!("{}.pdf?to={two}", path(tenant))).await;
    assert_eq!(answer.ok().header("content-type"), Some("application/pdf"));
    let code: String =
        sqlx::query_scalar("select code from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap();
    let name = format!("filename=\"statement-{code}-OMR-{two}.pdf\"");
    assert!(answer.header("content-disposition").unwrap().contains(&name), "{:?}", answer.header("content-disposition"));
    assert!(answer.body.starts_with(b"%PDF-"));
    let file = std::env::temp_dir().join(format!("statement-{tenant}.pdf"));
    std::fs::write(&file, &answer.body).unwrap();
    // Where the program for reading is installed.
    if let Ok(read) = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output() {
        let text = String::from_utf8_lossy(&read.stdout).into_owned();
        for expected in ["Statement of account", "CleanMateX LLC", "Pearl Laundry", "INV-", "CRN-", "294.000", "136.500", "Voided"] {
            assert!(text.contains(expected), "{expected} is not in:\n{text}");
        }
        assert!(!text.contains("Written off"), "that was later:\n{text}");
    }
    std::fs::remove_file(&file).ok();
}

#[tokio::test]
async fn the_account_is_taken_out_as_a_file_and_told() {
    let (console, tenant) = console().await;
    let [one, two, ..] = story(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let file = browser.get(&format!("{}.csv?from={two}&to={two}", path(tenant))).await;
    let lines: Vec<Vec<&str>> = file.ok().body_text().trim().lines().map(|line| line.split(',').collect()).collect();
    let columns = |places: [usize; 4]| lines.iter().skip(1).map(|line| places.map(|place| line[place])).collect::<Vec<_>>();
    let expected = [
        ["opening", "", "", "157.500"],
        ["credit_note", "", "21.000", "136.500"],
        ["invoice", "157.500", "", "294.000"],
        ["void", "", "157.500", "136.500"],
        ["closing", "", "", "136.500"],
    ];
    assert_eq!(columns([1, 5, 6, 7]), expected);
    assert!(lines.iter().skip(1).all(|line| line[0] == two.to_string() && line[4] == "OMR"), "{lines:?}");
    let whole = browser.get(&format!("{}.csv?to={one}", path(tenant))).await;
    assert!(whole.ok().body_text().contains(&format!("{one},invoice,INV-")), "{}", whole.body_text());
    assert_eq!(console.db_audited("statement.exported").await, 2);
}

#[tokio::test]
async fn the_mail_is_in_the_tenants_language_and_carries_the_statement_of_that_day() {
    let (console, tenant) = console().await;
    let [one, ..] = story(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let address = format!("{}?currency=OMR&from={one}&to={one}", path(tenant));
    browser.open(&address).await.ok().says("pearl@example.om");
    browser.form(&format!("{}/send", path(tenant))).submit().await.goes_to(&address);
    browser.follow().await.ok().says("The mail is on its way.").says("Waiting");
    let mails = console.mails_to("pearl@example.om").await;
    let mail = mails.iter().find(|mail| mail.subject.contains("كشف حساب")).expect("a statement");
    assert_eq!(mail.language, "ar");
    let (name, bytes) = mail.files.first().expect("a file");
    assert_eq!(*name, format!("statement-OMR-{one}.pdf"));
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 5_000);
    browser.open(&address).await.ok().says("Sent");
    assert_eq!(console.db_audited("statement.sent").await, 1);
    browser.open(&format!("/tenants/{tenant}/activity")).await.ok().says("sent a statement of account by mail");
}
