//! What a suspension does to what is charged: what had come due is charged with it, and days of it never.

use chrono::{Duration, NaiveDate};
use hq_console::areas::billing::period::{Anchor, Cycle, First};
use hq_console::areas::billing::runs::commands::NoRun;
use hq_console::areas::billing::subscription::Scheduled;
use hq_console::areas::billing::subscriptions::standing;
use hq_console::areas::billing::terms::Terms;
use hq_console::core::money::{Currency, Money};

use super::invoices::db_seller;
use super::overage::{charged, db_metered};
use super::runs::{on, run_to, start};
use crate::support::{Console, ask_suspension};

#[tokio::test]
async fn whoever_comes_back_after_the_period_ran_out_is_charged_from_that_day_and_no_fee_again() {
    let console = Console::with_tenants(40).await;
    db_seller(&console).await;
    db_metered(&console).await;
    let tenant = console.db_tenant("active").await;
    let (today, ends) = (console.clock.today(), console.clock.today() + Duration::days(5));
    sqlx::query(
        "update sys_tenant_subscriptions set plan_code = 'STARTER', cycle = 'monthly', price_override_minor = null, period_start = $2::date - 20, period_end = $2, due_on = $2,
                anchor_day = extract(day from $2), changed_on = $3 where tenant_id = $1 and ended_at is null",
    )
    .bind(tenant.0)
    .bind(ends)
    .bind(today)
    .execute(&console.db)
    .await
    .unwrap();
    let request = ask_suspension(&mut console.staff("billing").await, tenant).await;
    console.approve(&request).await;
    console.clock.advance(Duration::days(40));
    let back = console.clock.today();
    sqlx::query("update sys_tenant_subscriptions set due_on = $1 + 4000 where ended_at is null and status in ('active', 'past_due')")
        .bind(back)
        .execute(&console.db)
        .await
        .unwrap();
    assert_eq!(start(&console, back).await, Err(NoRun::NothingDue), "what is suspended is not charged");
    let mut browser = console.staff("super_admin").await;
    let path = format!("/tenants/{tenant}/reinstatement");
    browser.open(&path).await.ok();
    browser.form(&path).fill("reason", "Paid").submit().await.expect(303);
    let period = async || {
        let sql = "select period_start, period_end, whole_days from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null";
        sqlx::query_as::<_, (NaiveDate, NaiveDate, i32)>(sql).bind(tenant.0).fetch_one(&console.db).await.unwrap()
    };
    let said = period().await;
    assert_eq!(said.0, back);
    run_to(&console, back).await;
    assert_eq!(period().await, said, "it is charged for the period that was said to begin");
    let lines = charged(&console, tenant).await;
    assert!(matches!(lines.as_slice(), [(day, kind, 1, minor)] if *day == back && kind == "subscription" && *minor <= 29_000), "{lines:?}");
    assert_eq!(on(&console, tenant, back - Duration::days(1)).await.unwrap().1, "suspended");
    assert_eq!(on(&console, tenant, back).await.unwrap().1, "active");
}

#[tokio::test]
async fn what_had_come_due_is_charged_before_a_suspension_and_days_of_it_never() {
    let console = Console::with_tenants(40).await;
    db_seller(&console).await;
    let tenant = console.db_tenant("active").await;
    let today = console.clock.today();
    // A part of a month from three days ago, which no run has charged, and what is to hold from its end on.
    let (starts, ends) = (today - Duration::days(3), today + Duration::days(10));
    sqlx::query(
        "update sys_tenant_subscriptions set plan_code = 'STARTER', plan_version_id = (select id from sys_plan_versions where plan_code = 'STARTER' and status = 'published'),
                cycle = 'monthly', price_override_minor = null, discount = null, add_ons = '[]', period_start = $2, period_end = $3, due_on = $2,
                whole_days = 26, anchor_day = extract(day from $3), setup_due = false, changed_on = $2 where tenant_id = $1 and ended_at is null",
    )
    .bind(tenant.0)
    .bind(starts)
    .bind(ends)
    .execute(&console.db)
    .await
    .unwrap();
    let mut browser = console.staff("billing").await;
    browser.open(&format!("/tenants/{tenant}/suspension")).await.ok().says("had come due and was not charged yet");
    let request = ask_suspension(&mut browser, tenant).await;
    console.approve(&request).await;
    let charged_for = async || {
        let sql = "select i.charged_for, l.period_start, l.period_end from sys_tenant_invoices i join sys_tenant_invoice_lines l on l.invoice_id = i.id
                    where i.tenant_id = $1 and i.charged_for is not null order by 1";
        sqlx::query_as::<_, (NaiveDate, NaiveDate, NaiveDate)>(sql).bind(tenant.0).fetch_all(&console.db).await.unwrap()
    };
    let part = (starts, starts, ends);
    assert_eq!(charged_for().await, [part], "it was served and is charged, as a run would have");
    // What is scheduled meanwhile is for the end of the period, which passes in the suspension.
    let standing = standing::find(&mut console.db.acquire().await.unwrap(), tenant).await.unwrap().unwrap().unwrap();
    let (cycle, anchor) = (Cycle::Annual, Anchor::of(ends));
    let terms = Terms { cycle, anchor, price_override: Some(Money::new(290_000, Currency::Omr)), ..standing.terms().clone() };
    sqlx::query("update sys_tenant_subscriptions set scheduled = $2 where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .bind(serde_json::to_value(Scheduled { on: ends, terms }).unwrap())
        .execute(&console.db)
        .await
        .unwrap();
    console.clock.advance(Duration::days(25));
    let back = console.clock.today();
    let mut browser = console.staff("super_admin").await;
    let path = format!("/tenants/{tenant}/reinstatement");
    browser.open(&path).await.ok();
    browser.form(&path).fill("reason", "Paid").submit().await.expect(303);
    let (starts, ends, due): (NaiveDate, NaiveDate, NaiveDate) =
        sqlx::query_as("select period_start, period_end, due_on from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null")
            .bind(tenant.0)
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!((starts, due), (back, back), "no day before it is due");
    assert_eq!(ends, First::on_anchor(cycle, anchor, back).unwrap().period.ends, "it is a year, as was to hold by then");
    run_to(&console, back).await;
    assert_eq!(charged_for().await, [part, (back, back, ends)]);
}
