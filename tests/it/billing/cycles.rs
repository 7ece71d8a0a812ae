//! Another cycle: what it gives back takes a reason, a fresh factor, and from an amount on a second person.

use super::subscriptions::{DOCUMENTS, db_text, path, starter};

#[tokio::test]
async fn what_gives_money_back_takes_a_reason_and_a_fresh_factor() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("billing").await;
    let address = path(tenant, "cycle");
    let ask = format!("{address}?look=yes&cycle=annual&when=now");
    browser.open(&ask).await.ok();
    assert_eq!(browser.form(&address).submit().await.expect(422).faulty(), ["reason"]);
    console.clock.advance(chrono::Duration::minutes(6));
    let asked = browser.get(&ask).await;
    assert!(asked.expect(303).location().starts_with("/step-up"), "{}", asked.location());
    browser.form(&address).fill("reason", "They pay by the year").submit().await.expect(303);
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "");
}

#[tokio::test]
async fn another_cycle_at_once_takes_a_second_person_when_it_gives_back_much() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("billing").await;
    let address = path(tenant, "cycle");
    let monthly = |when: &str| format!("{address}?look=yes&cycle=monthly&when={when}");
    // A year at 290 rials, of which so many days are left.
    let annual = async |left: i32| {
        let sql = "update sys_tenant_subscriptions
                      set cycle = 'annual', price_override_minor = null, period_start = $2 - (365 - $3), period_end = $2 + $3, due_on = $2 + $3,
                          whole_days = 365, base_minor = 290000, price_minor = 290000, moved = 0, scheduled = null, anchor_day = 1,
                          changed_on = greatest(changed_on, $2 - (365 - $3))
                    where tenant_id = $1 and ended_at is null";
        sqlx::query(sql).bind(tenant.0).bind(console.clock.today()).bind(left).execute(&console.db).await.unwrap();
    };
    let requests = "select count(*) from sys_approval_requests where command = 'tenant.cycle'";
    annual(355).await;
    browser.open(&monthly("period_end")).await.ok();
    browser.form(&address).submit().await.goes_to(&format!("/tenants/{tenant}/subscription"));
    annual(355).await;
    // 290 × 355 ÷ 365 is given back with its tax, and the days left of this month are charged.
    browser.open(&monthly("now")).await.ok().says("Needs the approval of one other person").says("OMR 296.158");
    browser.form(&address).fill("reason", "They leave the yearly offer").submit().await.expect(303);
    let request = browser.page().location().to_owned();
    assert!(request.starts_with("/approvals/"), "{request}");
    assert_eq!((db_text(&console, DOCUMENTS, tenant).await.as_str(), console.db_number(requests).await), ("", 1));
    let mut arabic = console.staff("super_admin").await;
    arabic.open("/account").await.ok();
    arabic.form("/account").choose("language", "ar").submit().await.expect(303);
    arabic.open(&request).await.ok().says("سنوية").says("شهرية");
    console.approve(&request).await;
    let documents = db_text(&console, DOCUMENTS, tenant).await;
    assert!(documents.ends_with(" 0, credit_note 296158 0") && documents.starts_with("invoice "), "{documents}");
    let cycle = "select concat_ws(' ', cycle, price_minor, anchor_day, extract(day from period_end)) from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null";
    assert_eq!(db_text(&console, cycle, tenant).await, "monthly 29000 1 1");
    annual(50).await;
    browser.open(&monthly("now")).await.ok();
    browser.form(&address).fill("reason", "Two months before its end").submit().await.goes_to(&format!("/tenants/{tenant}/subscription"));
    assert_eq!(console.db_number(requests).await, 1);
}
