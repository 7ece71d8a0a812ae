//! What is given back or given up, and where tenants pay to: whose word it takes.

use hq_console::core::ids::InvoiceId;

use super::{console, issued, standing};
use crate::support::{Browser, Console};

const NOTES: &str = "select count(*) from sys_tenant_invoices where kind = 'credit_note'";

/// Gives so much of the first line back, before VAT, and nothing of the second.
async fn give_back(browser: &mut Browser, id: InvoiceId, first: &str) -> String {
    let path = format!("/billing/invoices/{id}/credit");
    browser.open(&path).await.ok().says("From OMR 50.000 on");
    let pairs = browser.form(&path).fill("reason", "Never delivered").pairs();
    let mut amounts = [first, "0"].into_iter();
    let typed = pairs
        .iter()
        .map(|(name, value)| if name == "amount" { (name.as_str(), amounts.next().unwrap()) } else { (name.as_str(), value.as_str()) });
    let typed: Vec<(&str, &str)> = typed.collect();
    browser.post(&path, &typed).await.expect(303).location().to_owned()
}

async fn db_open_requests(console: &Console) -> i64 {
    console.db_number("select count(*) from sys_approval_requests where status = 'pending'").await
}

#[tokio::test]
async fn a_little_is_given_back_at_once_and_more_waits_for_somebody_else() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    // 47.618 and its VAT are 49.999.
    let note = give_back(&mut browser, id, "47.618").await;
    browser.open(&note).await.ok().says("Credit note");
    assert_ne!(note, format!("/billing/invoices/{id}"));
    assert_eq!(standing(&console, id).await, ("partially_paid".to_owned(), 49_999, 49_999));
    // In parts it weighs as much as in one.
    let request = give_back(&mut browser, id, "1").await;
    assert!(request.starts_with("/approvals/"), "{request}");
    assert_eq!(standing(&console, id).await.2, 49_999);
    browser.open(&request).await.ok().says("so somebody else decides").says("OMR 1.050").says("OMR 51.049").says("Training");
    // What waits is not asked for twice, in another manner neither, and nothing is typed in vain.
    browser.open(&format!("/billing/invoices/{id}/credit")).await.goes_to(&request);
    assert_eq!(db_open_requests(&console).await, 1);
    console.approve(&request).await;
    assert_eq!(standing(&console, id).await, ("partially_paid".to_owned(), 51_049, 51_049));
    assert_eq!((console.db_number(NOTES).await, console.db_audited("invoice.credited").await), (2, 2));
    assert_eq!(console.db_number("select count(*) from sys_tenant_invoices where reason = 'Never delivered'").await, 2);
}

#[tokio::test]
async fn what_was_given_back_meanwhile_voids_the_request() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let mut browser = console.staff("billing").await;
    let request = give_back(&mut browser, id, "90").await;
    let mut change = super::change(&console).await;
    let part = [hq_console::areas::billing::invoices::corrections::Back { position: 2, minor: 10_000 }];
    let credit = hq_console::areas::billing::invoices::corrections::credit(&mut change, &console.secrets, id, &part, "Report was short");
    credit.await.unwrap().unwrap();
    change.commit().await.unwrap();
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.expect(303);
    second.open(&request).await.ok().says("OMR 10.500");
    assert_eq!(console.db_number("select count(*) from sys_approval_requests where status = 'void'").await, 1);
    assert_eq!(standing(&console, id).await.2, 10_500);
}

#[tokio::test]
async fn in_another_currency_any_amount_waits() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    sqlx::query("alter table sys_tenant_invoices disable trigger user").execute(&console.db).await.unwrap();
    sqlx::query("update sys_tenant_invoices set currency = 'AED'").execute(&console.db).await.unwrap();
    let mut browser = console.staff("billing").await;
    let request = give_back(&mut browser, id, "0.01").await;
    assert!(request.starts_with("/approvals/"), "{request}");
    assert_eq!(console.db_number(NOTES).await, 0);
}

#[tokio::test]
async fn much_is_not_written_off_alone() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    let path = format!("/billing/invoices/{id}/write-off");
    let mut browser = console.staff("billing").await;
    browser.open(&path).await.ok().says("Needs the approval of one other person");
    browser.form(&path).submit().await.expect(422).says("Needs the approval of one other person");
    browser.form(&path).fill("reason", "Went out of business").submit().await.expect(303);
    let request = browser.page().location().to_owned();
    assert_eq!(standing(&console, id).await.0, "issued");
    console.approve(&request).await;
    assert_eq!(standing(&console, id).await.0, "uncollectible");
    // Under the limit it takes nobody else.
    sqlx::query("update sys_approval_policies set min_minor = 157501 where command = 'invoice.write_off'")
        .execute(&console.db)
        .await
        .unwrap();
    let other = issued(&console, tenant).await;
    let path = format!("/billing/invoices/{other}/write-off");
    browser.open(&path).await.ok().says("No approval is needed");
    browser.form(&path).fill("reason", "Went out of business").submit().await.goes_to(&format!("/billing/invoices/{other}"));
    assert_eq!(standing(&console, other).await.0, "uncollectible");
}

#[tokio::test]
async fn giving_back_and_giving_up_weigh_together() {
    let (console, tenant) = console().await;
    let id = issued(&console, tenant).await;
    sqlx::query("update sys_approval_policies set min_minor = 150000 where command = 'invoice.write_off'")
        .execute(&console.db)
        .await
        .unwrap();
    let mut browser = console.staff("billing").await;
    give_back(&mut browser, id, "47").await;
    // 108.150 are open, and 49.350 were given back.
    browser.open(&format!("/billing/invoices/{id}/write-off")).await.ok().says("Needs the approval of one other person");
}

#[tokio::test]
async fn another_bank_account_waits_and_the_rest_is_saved_at_once() {
    let (console, _) = console().await;
    let mut browser = console.staff("super_admin").await;
    browser.open("/billing/seller").await.ok();
    let form = browser.form("/billing/seller").fill("phone", "+968 2412 3456").fill("iban", "OM040280000012345678901");
    form.submit().await.expect(422).says("Say in a few words why");
    let newest = |field: &str| format!("select count(*) from (select {field} as it from sys_sellers order by version desc limit 1) s");
    let phone = newest("phone") + " where it like '%2412%'";
    let account = newest("iban") + " where it = 'OM040280000012345678901'";
    let count = async |sql: &str| -> i64 { sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned())).fetch_one(&console.db).await.unwrap() };
    assert_eq!((count(&phone).await, count(&account).await), (0, 0));
    browser.form("/billing/seller").fill("reason", "We moved to another bank").submit().await.expect(303);
    let request = browser.page().location().to_owned();
    assert_eq!((count(&phone).await, count(&account).await), (1, 0));
    browser.open(&request).await.ok().says("OM040280000012345678901").says("OM810180000001299123456");
    console.approve(&request).await;
    assert_eq!((count(&phone).await, count(&account).await), (1, 1));
}
