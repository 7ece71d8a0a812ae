//! The pages.

use super::Pair;
use crate::support::Console;

#[tokio::test]
async fn without_a_product_the_page_says_so_calmly_and_how_to_connect_one() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    browser.open("/operations/product").await.ok().says("No product is connected").says("PRODUCT_DATABASE_URL").says_not("failed");
    let csrf = browser.csrf();
    browser.post("/operations/product/runs", &[("csrf", csrf)]).await.goes_to("/operations/product");
    assert_eq!(console.db_number("select count(*) from sys_product_syncs").await, 0);
}

#[tokio::test]
async fn asking_for_a_run_is_recorded_and_asking_twice_is_asking_once() {
    let pair = Pair::start().await;
    let mut browser = pair.console.staff("super_admin").await;
    browser.open("/operations/product").await.ok();
    let csrf = browser.csrf();
    browser.form("/operations/product/runs").submit().await.goes_to("/operations/product");
    browser.follow().await.ok().says("The run begins within seconds.").says("A run is under way.");
    browser.post("/operations/product/runs", &[("csrf", csrf)]).await.goes_to("/operations/product");
    assert_eq!(pair.console.db_audited("product.sync_asked").await, 1);
    let run = pair.read().await;
    run.done();
    browser.open("/operations/product").await.ok().says("Sees every row").says("Reads only").says("product_reader");
}

#[tokio::test]
async fn whatever_the_product_holds_is_shown_as_text() {
    let pair = Pair::start().await;
    pair.there(
        "insert into org_tenants_mst (name, slug, email, phone, status) values
         ('<script>alert(1)</script>', '\"><img src=x>', E'a\\u202Eb@example.com', '1', '<b>odd</b>'),
         ('=HYPERLINK(\"x\")', 'formula', '', '1', null), (repeat('ن', 255), repeat('s', 100), repeat('e', 255), '1', 'x')",
    )
    .await;
    pair.read().await.done();
    let mut browser = pair.console.staff("super_admin").await;
    let page = browser.open("/operations/product/differences").await.ok().clone();
    assert!(page.says("<script>alert(1)</script>").count("main script, main img") == 0);
    assert!(!page.body_text().contains('\u{202e}'), "a mark that turns text round reached the page");
    let file = browser.get("/operations/product/differences.csv").await;
    assert!(file.ok().body_text().contains("'=HYPERLINK"), "a spreadsheet would run it");
    assert_eq!(pair.console.db_audited("product.exported").await, 1);
}

#[tokio::test]
async fn differences_are_narrowed_by_kind_and_by_name() {
    let pair = Pair::with_tenants(10).await;
    pair.there("insert into org_tenants_mst (name, slug, email, phone) values ('Al Waha', 'al-waha', 'waha@example.com', '1')").await;
    pair.read().await.done();
    let mut browser = pair.console.staff("support_manager").await;
    browser.open("/operations/product").await.ok().says("Only in the console");
    browser.click("Only in the product").await.ok().says("Al Waha");
    assert_eq!(browser.page().count("#differences tbody tr, .table-region tbody tr"), 1);
    browser.open("/operations/product/differences?q=waha").await.ok().says("Al Waha");
    browser.open("/operations/product/differences?q=nobody").await.ok().says("No difference matches");
}

#[tokio::test]
async fn who_may_only_look_is_offered_nothing_to_press() {
    let pair = Pair::start().await;
    pair.read().await.done();
    let mut browser = pair.console.staff("auditor").await;
    browser.open("/operations/product").await.ok();
    assert_eq!(browser.page().count("main form[method=post]"), 0);
}
