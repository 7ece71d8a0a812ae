//! What a suspension does to what is charged: what had come due is charged with it, and days of it never.

use chrono::{Duration, NaiveDate};
use hq_console::areas::billing::period::{Anchor, Cycle, First};
use hq_console::areas::billing::runs::commands::NoRun;
use hq_console::areas::billing::subscription::Scheduled;
use hq_console::areas::billing::subscriptions::standing;
use hq_console::areas::billing::terms::Terms;
use hq_console::core::ids::TenantId;
use hq_console::core::money::{Currency, Money};

use super::invoices::db_seller;
use super::overage::{charged, db_metered};
use super::runs::{on, run_to, start};
use crate::support::{Console, ask_suspension};

/// Days from one, up to, not including, the other.
type Days = (NaiveDate, NaiveDate);

/// Somebody who pays by the month, with this period, due on a day.
async fn db_monthly(console: &Console, (starts, ends): Days, due: NaiveDate) -> TenantId {
    let tenant = console.db_tenant("active").await;
    sqlx::query(
        "update sys_tenant_subscriptions s
            set plan_code = 'STARTER', plan_version_id = p.offered_version_id, cycle = 'monthly', price_override_minor = null, discount = null,
                add_ons = '[]', period_start = $2, period_end = $3, due_on = $4, whole_days = greatest(28, $3 - $2),
                anchor_day = extract(day from $3), setup_due = false, changed_on = $2
           from sys_plans p where p.code = 'STARTER' and s.tenant_id = $1 and s.ended_at is null",
    )
    .bind(tenant.0)
    .bind(starts)
    .bind(ends)
    .bind(due)
    .execute(&console.db)
    .await
    .unwrap();
    tenant
}

async fn suspend(console: &Console, tenant: TenantId) {
    let request = ask_suspension(&mut console.staff("billing").await, tenant).await;
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "suspended");
}

/// Lets so many days pass and takes the tenant back. Gives the day.
async fn back_after(console: &Console, tenant: TenantId, days: i64) -> NaiveDate {
    console.clock.advance(Duration::days(days));
    let mut browser = console.staff("super_admin").await;
    let path = format!("/tenants/{tenant}/reinstatement");
    browser.open(&path).await.ok();
    browser.form(&path).fill("reason", "Paid").submit().await.expect(303);
    console.clock.today()
}

/// The period that runs, and when it is due.
async fn runs(console: &Console, tenant: TenantId) -> (Days, NaiveDate) {
    let sql = "select period_start, period_end, due_on from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null";
    let (starts, ends, due) = sqlx::query_as(sql).bind(tenant.0).fetch_one(&console.db).await.unwrap();
    ((starts, ends), due)
}

/// The periods invoices were issued for, by the day for which they were.
async fn periods(console: &Console, tenant: TenantId) -> Vec<(NaiveDate, Days)> {
    let sql = "select i.charged_for, l.period_start, l.period_end from sys_tenant_invoices i join sys_tenant_invoice_lines l on l.invoice_id = i.id
                where i.tenant_id = $1 and i.charged_for is not null order by 1";
    let rows: Vec<(NaiveDate, NaiveDate, NaiveDate)> = sqlx::query_as(sql).bind(tenant.0).fetch_all(&console.db).await.unwrap();
    rows.into_iter().map(|(due, starts, ends)| (due, (starts, ends))).collect()
}

const TASKS: &str = "select count(*) from sys_tasks where title_key = 'tasks-title-billing-overdue'";

#[tokio::test]
async fn whoever_comes_back_after_the_period_ran_out_is_charged_from_that_day_and_no_fee_again() {
    let console = Console::with_tenants(40).await;
    db_seller(&console).await;
    db_metered(&console).await;
    let ends = console.clock.today() + Duration::days(5);
    let tenant = db_monthly(&console, (ends - Duration::days(20), ends), ends).await;
    suspend(&console, tenant).await;
    assert_eq!((runs(&console, tenant).await.0.1, console.db_number(TASKS).await), (ends, 0), "nothing had come due");
    sqlx::query("update sys_tenant_subscriptions set due_on = $1::date + 4000 where ended_at is null and status in ('active', 'past_due')")
        .bind(ends)
        .execute(&console.db)
        .await
        .unwrap();
    assert_eq!(start(&console, console.clock.today()).await, Err(NoRun::NothingDue), "what is suspended is not charged");
    let back = back_after(&console, tenant, 40).await;
    let (said, due) = runs(&console, tenant).await;
    assert_eq!((said.0, due), (back, back));
    run_to(&console, back).await;
    assert_eq!(runs(&console, tenant).await.0, said, "it is charged for the period that was said to begin");
    let lines = charged(&console, tenant).await;
    assert!(matches!(lines.as_slice(), [(day, kind, 1, minor)] if *day == back && kind == "subscription" && *minor <= 29_000), "{lines:?}");
    assert_eq!(on(&console, tenant, back - Duration::days(1)).await.unwrap().1, "suspended");
    assert_eq!(on(&console, tenant, back).await.unwrap().1, "active");
}

#[tokio::test]
async fn what_had_come_due_is_charged_before_a_suspension_and_days_of_it_never() {
    let console = Console::with_tenants(40).await;
    db_seller(&console).await;
    let today = console.clock.today();
    // A part of a month from three days ago, which no run has charged.
    let (starts, ends) = (today - Duration::days(3), today + Duration::days(10));
    let tenant = db_monthly(&console, (starts, ends), starts).await;
    let mut browser = console.staff("billing").await;
    browser.open(&format!("/tenants/{tenant}/suspension")).await.ok().says("had come due and was not charged yet");
    suspend(&console, tenant).await;
    let part = (starts, (starts, ends));
    assert_eq!(periods(&console, tenant).await, [part], "it was served and is charged, as a run would have");
    // What is scheduled is for the end of the period, which passes in the suspension.
    let standing = standing::find(&mut console.db.acquire().await.unwrap(), tenant).await.unwrap().unwrap().unwrap();
    let (cycle, anchor) = (Cycle::Annual, Anchor::of(ends));
    let terms = Terms { cycle, anchor, price_override: Some(Money::new(290_000, Currency::Omr)), ..standing.terms().clone() };
    sqlx::query("update sys_tenant_subscriptions set scheduled = $2 where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .bind(serde_json::to_value(Scheduled { on: ends, terms }).unwrap())
        .execute(&console.db)
        .await
        .unwrap();
    let back = back_after(&console, tenant, 25).await;
    let year = (back, First::on_anchor(cycle, anchor, back).unwrap().period.ends);
    assert_eq!(runs(&console, tenant).await, (year, back), "a year, as was to hold by then, and no day before it");
    run_to(&console, back).await;
    assert_eq!(periods(&console, tenant).await, [part, (back, year)]);
}

#[tokio::test]
async fn what_cannot_be_charged_before_a_suspension_is_handed_to_somebody_and_charged_on_return() {
    // The seller has no number for VAT, so no run and no suspension can charge what was due nine days ago.
    let console = Console::with_tenants(40).await;
    let incomplete =
        "insert into sys_sellers (id, name, name2, created_at) values (gen_random_uuid(), 'CleanMateX', 'كلين ميت إكس', now())";
    sqlx::query(incomplete).execute(&console.db).await.unwrap();
    let due = console.clock.today() - Duration::days(9);
    let before = (due - Duration::days(28), due);
    let tenant = db_monthly(&console, before, due).await;
    suspend(&console, tenant).await;
    assert_eq!((periods(&console, tenant).await, console.db_number(TASKS).await), (vec![], 1));
    assert_eq!(runs(&console, tenant).await, (before, due));
    // Back while it is so, everything stays due.
    back_after(&console, tenant, 1).await;
    assert_eq!(runs(&console, tenant).await, (before, due));
    suspend(&console, tenant).await;
    db_seller(&console).await;
    let back = back_after(&console, tenant, 25).await;
    let charged = periods(&console, tenant).await;
    assert!(matches!(charged.as_slice(), [(day, (starts, ends))] if *day == due && *starts == due && *ends < back), "{charged:?}");
    let (period, next) = runs(&console, tenant).await;
    assert_eq!((period.0, next), (back, back), "what was served is charged, and nothing between the two periods");
    assert_eq!(on(&console, tenant, back - Duration::days(1)).await.unwrap().1, "suspended");
}
