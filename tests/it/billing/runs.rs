//! Billing runs: what is due is charged, once, whoever runs it and however it is cut off; and a subscription is known as it was on any day.

use chrono::{Duration, NaiveDate};
use futures_util::future::join_all;
use hq_console::areas::billing::runs::commands::{self, NoRun, Step};
use hq_console::areas::billing::runs::job::{self, BillDaily, MailInvoices};
use hq_console::areas::billing::runs::model::Status;
use hq_console::areas::billing::runs::preview::{self, Oddity, Preview};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{BillingRunId, TenantId};
use hq_console::core::jobs::Job as _;
use tokio_util::sync::CancellationToken;

use super::invoices::db_seller;
use super::overage::{charged, metered};
use crate::support::Console;
use crate::support::data_folder::until;

/// Tenants with a seller, whose paid subscriptions are all due today.
pub(super) async fn due() -> (Console, NaiveDate) {
    let console = Console::with_tenants(60).await;
    db_seller(&console).await;
    let today = console.clock.today();
    db_due(&console, "true").await;
    (console, today)
}

/// Makes some subscriptions end their period today.
async fn db_due(console: &Console, which: &str) {
    let sql = format!(
        "update sys_tenant_subscriptions
            set period_start = least(period_start, $1::date - 30), period_end = $1, due_on = $1, anchor_day = extract(day from $1::date)
          where ended_at is null and status in ('active', 'past_due') and {which}"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(console.clock.today()).execute(&console.db).await.unwrap();
}

async fn change(console: &Console) -> Change {
    Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap()
}

pub(super) async fn start(console: &Console, to: NaiveDate) -> Result<BillingRunId, NoRun> {
    let mut change = change(console).await;
    let starting = commands::start(&mut change, to).await.unwrap();
    if starting.is_ok() {
        change.commit().await.unwrap();
    }
    starting
}

async fn started(console: &Console, to: NaiveDate) -> BillingRunId {
    start(console, to).await.unwrap()
}

pub(super) async fn work(console: &Console, run: BillingRunId) -> Option<Status> {
    job::work(&console.db, &console.clock, &Origin::of(Actor::System), run, commands::STEP, &CancellationToken::new()).await.unwrap()
}

/// Charges everything that is due by a day.
pub(crate) async fn run_to(console: &Console, to: NaiveDate) {
    let run = started(console, to).await;
    assert_eq!(work(console, run).await, Some(Status::Done));
}

async fn look(console: &Console, to: NaiveDate, asked: Option<Oddity>) -> Preview {
    preview::preview(&mut console.db.acquire().await.unwrap(), to, asked).await.unwrap()
}

const RUN_INVOICES: &str = "select count(*) from sys_tenant_invoices where run_id is not null";
pub(super) const GAPS: &str = "select count(*) from (select number, lag(number) over (partition by series, year order by number) as before
                      from sys_tenant_invoices where number is not null) n where number <> before + 1";
pub(super) const NOT_ONCE: &str = "select count(*) from (select subscription_id from sys_tenant_invoices where run_id is not null
                          group by subscription_id, charged_for having count(*) <> 1) twice";
pub(super) const UNLIKE_LINES: &str = "select count(*) from sys_tenant_invoices i
                             where i.run_id is not null and (i.taxable_minor, i.vat_minor, i.total_minor) <>
                                   (select sum(l.quantity * l.unit_minor - l.discount_minor)::bigint, sum(l.vat_minor)::bigint,
                                           sum(l.quantity * l.unit_minor - l.discount_minor + l.vat_minor)::bigint
                                      from sys_tenant_invoice_lines l where l.invoice_id = i.id)";

/// What ought to be charged for, reckoned in SQL from prices and rates alone.
const OUGHT: &str = "select coalesce(sum(price + round(price * rate / 10000.0)), 0)::bigint
      from (select coalesce(s.price_override_minor, p.minor) as price,
                   case t.country_code when 'OM' then 500 when 'AE' then 500 when 'SA' then 1500 when 'BH' then 1000 else 0 end as rate
              from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
              left join sys_plan_prices p on p.plan_version_id = s.plan_version_id and p.item = s.cycle and p.currency = s.currency
             where s.ended_at is null and s.status in ('active', 'past_due')) d";

#[tokio::test]
async fn a_run_charges_what_is_due_once_and_the_next_finds_nothing() {
    let (console, today) = due().await;
    let (ought, many) = (console.db_number(OUGHT).await, console.db_number("select count(*) from sys_tenant_subscriptions where due_on <= current_date + 1 and ended_at is null and status in ('active', 'past_due')").await);
    assert!(many > 10, "{many}");
    let looked_at = look(&console, today, None).await;
    assert_eq!((looked_at.subscriptions, looked_at.invoices()), (many, many));
    let run = started(&console, today).await;
    assert_eq!(work(&console, run).await, Some(Status::Done));
    assert_eq!(console.db_number(RUN_INVOICES).await, many);
    assert_eq!(console.db_number("select sum(total_minor)::bigint from sys_tenant_invoices where run_id is not null").await, ought);
    assert_eq!(looked_at.sums.values().map(|sum| sum.total).sum::<i64>(), ought, "the preview is what happens");
    for wrong in [GAPS, NOT_ONCE, UNLIKE_LINES] {
        assert_eq!(console.db_number(wrong).await, 0, "{wrong}");
    }
    let told = "select (billed = invoices and failed = 0 and expected = billed and first_reference like 'INV-%')::int::bigint from sys_billing_runs";
    assert_eq!(console.db_number(told).await, 1);
    let sums = "select (sum(total_minor) = (select sum(total_minor) from sys_tenant_invoices where run_id is not null))::int::bigint from sys_billing_run_sums";
    assert_eq!(console.db_number(sums).await, 1);
    assert_eq!(start(&console, today).await, Err(NoRun::NothingDue));
    assert_eq!(work(&console, run).await, Some(Status::Done), "what is over stays as it is");
    assert_eq!(console.db_number(RUN_INVOICES).await, many);
    assert_eq!(console.db_audited("billing.run_charged").await, 1);
}

#[tokio::test]
async fn whoever_takes_the_steps_and_wherever_they_are_cut_off_each_is_charged_once() {
    let (console, today) = due().await;
    let many = look(&console, today, None).await.subscriptions;
    let run = started(&console, today).await;
    assert_eq!(commands::step(change(&console).await, run, 3).await.unwrap(), Step::More);
    assert_eq!(console.db_number(RUN_INVOICES).await, 3);
    // Three at once take the rest in turn.
    let ended = join_all((0..3).map(|_| async { while commands::step(change(&console).await, run, 4).await.unwrap() == Step::More {} }));
    ended.await;
    assert_eq!(console.db_number(RUN_INVOICES).await, many);
    for wrong in [GAPS, NOT_ONCE, UNLIKE_LINES] {
        assert_eq!(console.db_number(wrong).await, 0, "{wrong}");
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_charge_a_subscription_twice_for_a_day() {
    let (console, today) = due().await;
    let run = started(&console, today).await;
    work(&console, run).await;
    // As if the day had not been moved on.
    db_due(&console, "true").await;
    let again = started(&console, today).await;
    let refused = commands::step(change(&console).await, again, 5).await.unwrap_err();
    assert!(refused.to_string().contains("sys_tenant_invoices_once"), "{refused}");
    assert_eq!(console.db_number("select count(*) from sys_tenant_invoices where run_id is not null and number is null").await, 0);
    assert_eq!(console.db_number(GAPS).await, 0, "numbers that were taken are given back");
}

#[tokio::test]
async fn who_cannot_be_charged_gets_a_task_and_the_others_are_charged() {
    let (console, today) = due().await;
    let odd: uuid::Uuid = sqlx::query_scalar(
        "update sys_tenant_subscriptions set plan_code = 'ENTERPRISE', price_override_minor = null, changed_on = current_date + 1
          where id = (select id from sys_tenant_subscriptions where due_on is not null and ended_at is null and status = 'active' order by id limit 1) returning id",
    )
    .fetch_one(&console.db)
    .await
    .unwrap();
    let looked_at = look(&console, today, Some(Oddity::Failing)).await;
    assert_eq!((looked_at.count(Oddity::Failing), looked_at.named.len()), (1, 1));
    let run = started(&console, today).await;
    assert_eq!(work(&console, run).await, Some(Status::Done));
    assert_eq!(console.db_number(RUN_INVOICES).await, looked_at.subscriptions - 1);
    let failed = "select count(*) from sys_billing_run_failures where subscription_id = $1 and reason = 'unpriced'";
    let count = sqlx::query_scalar::<_, i64>(failed).bind(odd).fetch_one(&console.db).await.unwrap();
    assert_eq!(count, 1);
    let tasks = "select count(*) from sys_tasks where title_key = 'tasks-title-billing-unpriced' and status = 'open'";
    assert_eq!(console.db_number(tasks).await, 1);
    // It is tried again the next day, and nobody is told twice.
    console.clock.advance(Duration::days(1));
    let next = started(&console, console.clock.today()).await;
    work(&console, next).await;
    assert_eq!(console.db_number(tasks).await, 1);
    assert_eq!(console.db_number("select count(*) from sys_billing_run_failures").await, 2);
    // With a price it is charged from the day it was due.
    sqlx::query("update sys_tenant_subscriptions set price_override_minor = 300000 where id = $1")
        .bind(odd)
        .execute(&console.db)
        .await
        .unwrap();
    console.clock.advance(Duration::days(1));
    let last = started(&console, console.clock.today()).await;
    work(&console, last).await;
    let charged =
        sqlx::query_scalar::<_, NaiveDate>("select charged_for from sys_tenant_invoices where subscription_id = $1 and run_id is not null");
    assert_eq!(charged.bind(odd).fetch_one(&console.db).await.unwrap(), today);
}

#[tokio::test]
async fn nothing_is_run_twice_at_once_before_its_day_or_without_a_seller() {
    let console = Console::with_tenants(40).await;
    db_due(&console, "true").await;
    let today = console.clock.today();
    sqlx::query("alter table sys_sellers disable trigger all").execute(&console.db).await.unwrap();
    sqlx::query("update sys_sellers set vat_number = ''").execute(&console.db).await.unwrap();
    assert_eq!(start(&console, today).await, Err(NoRun::SellerIncomplete));
    // Time asks for it, and once.
    BillDaily {}.run(console.job_run()).await.unwrap();
    BillDaily {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_number("select count(*) from sys_tasks where title_key = 'tasks-title-billing-seller'").await, 1);
    db_seller(&console).await;
    assert_eq!(start(&console, today + Duration::days(1)).await, Err(NoRun::NotYet));
    let both = join_all((0..2).map(|_| start(&console, today))).await;
    assert!(matches!(both.as_slice(), [Ok(a), Err(NoRun::Open(b))] | [Err(NoRun::Open(b)), Ok(a)] if a == b), "{both:?}");
}

#[tokio::test]
async fn a_run_that_is_stopped_keeps_what_it_charged_and_another_does_the_rest() {
    let (console, today) = due().await;
    let many = look(&console, today, None).await.subscriptions;
    let mut browser = console.staff("billing").await;
    let run = started(&console, today).await;
    commands::step(change(&console).await, run, 3).await.unwrap();
    let path = format!("/billing/runs/{run}");
    browser.open(&path).await.ok().says("Running");
    browser.form(&format!("{path}/stop")).submit().await.goes_to(&path);
    assert_eq!(work(&console, run).await, Some(Status::Cancelled));
    assert_eq!(console.db_number(RUN_INVOICES).await, 3);
    browser.open(&path).await.ok().says("Stopped");
    browser.post(&format!("{path}/stop"), &[("csrf", browser.csrf())]).await.goes_to(&path);
    let rest = started(&console, today).await;
    work(&console, rest).await;
    assert_eq!(console.db_number(RUN_INVOICES).await, many);
}

#[tokio::test]
async fn what_ends_with_its_period_or_is_suspended_is_left_out_and_stands_out() {
    let (console, today) = due().await;
    let tenants = console.db_tenants("active", 3).await;
    let end = "update sys_tenant_subscriptions set cancels_on = period_end, cancel_reason = 'Moves away' where tenant_id = $1 and ended_at is null";
    sqlx::query(end).bind(tenants[0].0).execute(&console.db).await.unwrap();
    let before = look(&console, today, None).await;
    let run = started(&console, today).await;
    work(&console, run).await;
    let of = "select count(*) from sys_tenant_invoices where run_id is not null and tenant_id = $1";
    assert_eq!(sqlx::query_scalar::<_, i64>(of).bind(tenants[0].0).fetch_one(&console.db).await.unwrap(), 0);
    assert!(before.count(Oddity::New) > 0 && before.count(Oddity::Moved) == 0);
    // A month on, one has left and one pays a third less.
    console.clock.advance(Duration::days(31));
    db_due(&console, "true").await;
    let suspend = "update sys_tenant_subscriptions set status = 'suspended', changed_on = $2 where tenant_id = $1 and ended_at is null";
    sqlx::query(suspend).bind(tenants[1].0).bind(console.clock.today()).execute(&console.db).await.unwrap();
    let cheaper =
        "update sys_tenant_subscriptions set price_override_minor = 1000, changed_on = $2 where tenant_id = $1 and ended_at is null";
    sqlx::query(cheaper).bind(tenants[2].0).bind(console.clock.today()).execute(&console.db).await.unwrap();
    let after = look(&console, console.clock.today(), Some(Oddity::Gone)).await;
    assert_eq!(after.named.iter().map(|odd| odd.tenant.id).collect::<Vec<_>>(), [tenants[1]]);
    assert!(after.count(Oddity::Moved) >= 1);
}

#[tokio::test]
async fn whoever_was_charged_for_a_part_of_a_month_is_new_to_the_whole_one() {
    let (console, tenant, first) = metered().await;
    let next = first + Duration::days(10);
    let anchor = "update sys_tenant_subscriptions set anchor_day = extract(day from $2::date) where tenant_id = $1 and ended_at is null";
    sqlx::query(anchor).bind(tenant.0).bind(next).execute(&console.db).await.unwrap();
    run_to(&console, first).await;
    console.clock.advance(Duration::days(10));
    let seen = look(&console, next, Some(Oddity::New)).await;
    assert_eq!((seen.subscriptions, seen.count(Oddity::Moved), seen.count(Oddity::New)), (1, 0, 1));
    run_to(&console, next).await;
    let later = charged(&console, tenant).await.last().unwrap().0 + chrono::Months::new(1);
    console.clock.advance(later - next);
    let seen = look(&console, later, None).await;
    assert_eq!((seen.count(Oddity::Moved), seen.count(Oddity::New)), (0, 0), "and like the one before it");
}

#[tokio::test]
async fn each_day_a_run_begins_by_itself_and_its_invoices_are_mailed_once() {
    let (console, _) = due().await;
    BillDaily {}.run(console.job_run()).await.unwrap();
    console.run_jobs().await;
    let invoices = console.db_number(RUN_INVOICES).await;
    assert!(invoices > 10);
    let mails = "select count(*) from sys_mail_outbox where attachment_source = 'invoice'";
    assert_eq!(console.db_number(mails).await, invoices);
    let run: BillingRunId = sqlx::query_scalar("select id from sys_billing_runs").fetch_one(&console.db).await.unwrap();
    let again: MailInvoices = serde_json::from_value(serde_json::json!({ "run": run })).unwrap();
    again.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_number(mails).await, invoices);
    assert_eq!(console.db_number("select mailed from sys_billing_runs").await, invoices);
    BillDaily {}.run(console.job_run()).await.unwrap();
    assert_eq!(console.db_number("select count(*) from sys_billing_runs").await, 1, "nothing is due, so none begins");
}

#[tokio::test]
async fn a_run_is_looked_at_begun_with_a_fresh_factor_and_followed_on_its_pages() {
    let (console, today) = due().await;
    let mut browser = console.staff("billing").await;
    browser.open("/billing/runs").await.ok().says("No run yet");
    browser.open(&format!("/billing/runs/new?to={today}&show=new")).await.ok().says("Charged for the first time").says("All plans");
    let stale = [("csrf", browser.csrf()), ("to", today.to_string()), ("seal", "0123456789abcdef".to_owned())];
    browser.post("/billing/runs/new", &stale).await.expect(422).says("has changed since you looked");
    assert_eq!(console.db_number("select count(*) from sys_billing_runs").await, 0);
    browser.open("/billing/runs/new").await.ok();
    let path = browser.form("/billing/runs/new").submit().await.expect(303).location().to_owned();
    console.run_jobs().await;
    browser.open(&path).await.ok().says("Done").says("Charged in OMR");
    assert!(browser.get(&format!("{path}?fragment=json")).await.ok().body_text().contains("\"ended\":true"));
    browser.open("/billing/runs").await.ok().says("Billing run 1").says("INV-");
    let run = path.rsplit('/').next().unwrap();
    browser.open(&format!("/billing/invoices?run={run}")).await.ok().says("one run");
    let tomorrow = today + Duration::days(1);
    browser.open(&format!("/billing/runs/new?to={tomorrow}")).await.ok().says("Nobody is charged before the day has come");
    browser.open("/billing/runs/new?to=9999-12-31").await.expect(422).says("more than a year ahead");
    browser.open("/billing/runs/new?to=soon").await.expect(422).says("Enter a date");
    console.staff("analyst").await.get("/billing/runs/new").await.expect(403);
    let mut auditor = console.staff("auditor").await;
    auditor.open(&path).await.ok();
    assert_eq!(auditor.page().count("form[action$=stop]"), 0);
}

/// The subscription of a tenant on a day, as the history has it.
pub(super) async fn on(console: &Console, tenant: TenantId, day: NaiveDate) -> Option<(String, String)> {
    sqlx::query_as("select plan_code, status from sys_subscription_history where tenant_id = $1 and starts_on <= $2 and (ends_on is null or ends_on > $2)")
        .bind(tenant.0)
        .bind(day)
        .fetch_optional(&console.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_subscription_is_known_as_it_was_on_any_day_and_no_day_twice_or_not_at_all() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let today = console.clock.today();
    let (plan, status) = on(&console, tenant, today).await.unwrap();
    console.clock.advance(Duration::days(10));
    let other = "update sys_tenant_subscriptions set plan_code = case plan_code when 'PRO' then 'GROWTH' else 'PRO' end, price_override_minor = null, changed_on = $2
                  where tenant_id = $1 and ended_at is null";
    sqlx::query(other).bind(tenant.0).bind(console.clock.today()).execute(&console.db).await.unwrap();
    assert_eq!(on(&console, tenant, today + Duration::days(9)).await, Some((plan.clone(), status.clone())));
    assert_ne!(on(&console, tenant, console.clock.today()).await.unwrap().0, plan);
    // Neither a gap nor an overlap, whoever tries.
    for wrong in [
        "update sys_subscription_history set ends_on = ends_on - 1 where tenant_id = $1 and ends_on is not null",
        "delete from sys_subscription_history where tenant_id = $1 and ends_on is null",
        "update sys_subscription_history set starts_on = starts_on + 1 where tenant_id = $1 and ends_on is null",
        "insert into sys_subscription_history select tenant_id, starts_on + 1, null, subscription_id, status, plan_code, plan_version_id, cycle, currency,
            price_minor, price_override_minor, add_ons, discount from sys_subscription_history where tenant_id = $1 and ends_on is null",
    ] {
        assert!(sqlx::query(wrong).bind(tenant.0).execute(&console.db).await.is_err(), "{wrong}");
    }
    // Nor is the past changed by a change that comes late.
    let late = sqlx::query(other).bind(tenant.0).bind(today).execute(&console.db).await;
    assert!(late.is_err());
    // What was suspended before the history began is told so from its day on, and not before.
    let suspended =
        "select count(*) from sys_subscription_history h join sys_tenant_lifecycle l on l.tenant_id = h.tenant_id and l.stage = 'suspended'
                      where h.ends_on is null and h.status = 'suspended'";
    let since = "select count(*) from sys_subscription_history h join sys_tenant_lifecycle l on l.tenant_id = h.tenant_id and l.stage = 'suspended'
                  where h.ends_on is null and h.status = 'suspended' and h.starts_on = (l.since at time zone 'Asia/Muscat')::date
                    and exists (select from sys_subscription_history b where b.tenant_id = h.tenant_id and b.ends_on = h.starts_on and b.status = 'active')";
    assert!(console.db_number(suspended).await > 0);
    assert_eq!(console.db_number(since).await, console.db_number(suspended).await);
    let unchained = "select count(*) from sys_subscription_history h where ends_on is not null and not exists
                        (select from sys_subscription_history n where n.tenant_id = h.tenant_id and n.starts_on = h.ends_on)";
    assert_eq!(console.db_number(unchained).await, 0);
}

#[tokio::test]
async fn a_row_that_says_something_unknown_keeps_nobody_else_from_being_charged() {
    let (console, today) = due().await;
    let many = look(&console, today, None).await.subscriptions;
    for (set, offset) in [("add_ons = '[{}]'", 0), ("price_override_minor = 1000000000000", 1)] {
        let sql = format!(
            "update sys_tenant_subscriptions set {set}, changed_on = current_date + 1 where id = (select id from sys_tenant_subscriptions where due_on is not null and ended_at is null and status = 'active' order by id limit 1 offset {offset})"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&console.db).await.unwrap();
    }
    let run = started(&console, today).await;
    assert_eq!(work(&console, run).await, Some(Status::Done));
    assert_eq!(console.db_number(RUN_INVOICES).await, many - 2);
    let told: Vec<String> =
        sqlx::query_scalar("select reason from sys_billing_run_failures order by reason").fetch_all(&console.db).await.unwrap();
    assert_eq!(told, ["amounts", "unreadable"]);
}

#[tokio::test]
async fn what_moves_while_it_is_waited_for_does_not_end_the_run_before_the_others() {
    let (console, today) = due().await;
    let many = look(&console, today, None).await.subscriptions;
    let run = started(&console, today).await;
    let next = "select s.tenant_id from sys_tenant_subscriptions s where s.ended_at is null and s.status in ('active', 'past_due') and s.due_on <= $1
                 order by s.due_on, s.id limit 1";
    let tenant: TenantId = sqlx::query_scalar(next).bind(today).fetch_one(&console.db).await.unwrap();
    // As whoever moves a tenant does: the tenant first, then its subscription.
    let mut other = console.db.begin().await.unwrap();
    sqlx::query("select from sys_tenants where id = $1 for update").bind(tenant.0).execute(&mut *other).await.unwrap();
    let (step, ()) = futures_util::join!(commands::step(change(&console).await, run, 1), async {
        let waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        until("the step waits", async || console.db_number(waits).await == 1).await;
        let suspend = "update sys_tenant_subscriptions set status = 'suspended', changed_on = $2 where tenant_id = $1 and ended_at is null";
        sqlx::query(suspend).bind(tenant.0).bind(today).execute(&mut *other).await.unwrap();
        other.commit().await.unwrap();
    });
    assert_eq!(step.unwrap(), Step::More);
    assert_eq!(work(&console, run).await, Some(Status::Done));
    assert_eq!(console.db_number(RUN_INVOICES).await, many - 1);
}
