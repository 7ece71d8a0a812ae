//! Changing a subscription: what is shown is what is done, once, and what was agreed waits for a second person.

use chrono::Days;
use hq_console::areas::billing::changes::{Change as Deed, When};
use hq_console::areas::billing::period::Cycle;
use hq_console::areas::billing::subscriptions::commands::{Changing, carry_out};
use hq_console::areas::billing::subscriptions::standing::{self, Standing};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{PlanVersionId, TenantId};
use hq_console::core::money::{Currency, Money};

use crate::support::{Answer, Browser, Console};

/// A tenant on the Starter plan at 30 rials, ten days into a month of thirty that was charged.
pub(super) async fn starter() -> (Console, TenantId) {
    let (console, tenant) = super::invoices::console().await;
    db_subscribed(&console, tenant).await;
    (console, tenant)
}

pub(crate) async fn db_subscribed(console: &Console, tenant: TenantId) {
    let starts = console.clock.today() - Days::new(10);
    let sql = "update sys_tenant_subscriptions s
                  set plan_code = 'STARTER', plan_version_id = p.offered_version_id, cycle = 'monthly', status = 'active', currency = 'OMR',
                      price_override_minor = 30000, period_start = $2, period_end = $2 + 30, whole_days = 30, base_minor = 30000,
                      price_minor = 30000, moved = 0, vat_basis_points = 500, due_on = $2 + 30, setup_due = false, scheduled = null,
                      add_ons = '[]', cancels_on = null, anchor_day = extract(day from $2::date + 30), changed_on = greatest(s.changed_on, $2)
                 from sys_plans p where p.code = 'STARTER' and s.tenant_id = $1 and s.ended_at is null";
    sqlx::query(sql).bind(tenant.0).bind(starts).execute(&console.db).await.unwrap();
}

async fn db_version(console: &Console, plan: &str) -> PlanVersionId {
    let sql = "select offered_version_id from sys_plans where code = $1";
    PlanVersionId(sqlx::query_scalar(sql).bind(plan).fetch_one(&console.db).await.unwrap())
}

pub(super) fn path(tenant: TenantId, page: &str) -> String {
    format!("/tenants/{tenant}/subscription/{page}")
}

/// Looks at what a plan would do.
async fn look<'a>(browser: &'a mut Browser, console: &Console, tenant: TenantId, plan: &str) -> &'a Answer {
    let version = db_version(console, plan).await;
    browser.open(&format!("{}?look=yes&plan={version}", path(tenant, "plan"))).await
}

pub(super) async fn db_text(console: &Console, sql: &str, tenant: TenantId) -> String {
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned())).bind(tenant.0).fetch_one(&console.db).await.unwrap()
}

const PLAN: &str = "select s.plan_code || ' ' || coalesce(s.scheduled #>> '{terms,plan,code}', '-') || ' ' || t.plan_code
                      from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id where s.tenant_id = $1 and s.ended_at is null";
pub(super) const DOCUMENTS: &str =
    "select coalesce(string_agg(kind || ' ' || total_minor || ' ' || settled_minor, ', ' order by issued_at, kind desc), '')
                           from sys_tenant_invoices where tenant_id = $1 and origin = 'change'";

#[tokio::test]
async fn a_dearer_plan_holds_at_once_and_is_charged_by_the_day() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("billing").await;
    browser.open(&format!("/tenants/{tenant}/subscription")).await.ok().says("Change the plan");
    browser.open(&path(tenant, "plan")).await.ok().says("Growth");
    // (79 − 30) × 20 ÷ 30, and five per cent.
    look(&mut browser, &console, tenant, "GROWTH").await.ok().says("32.667").says("1.633").says("OMR 34.300").says("WhatsApp receipts");
    browser.form(&path(tenant, "plan")).submit().await.goes_to(&format!("/tenants/{tenant}/subscription"));
    browser.follow().await.ok().says("The subscription is changed.").says("Growth");
    assert_eq!(db_text(&console, PLAN, tenant).await, "GROWTH - GROWTH");
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "invoice 34300 0");
    assert_eq!(console.db_audited("tenant.subscription_changed").await, 1);
    assert_eq!(console.db_number("select count(*) from sys_mail_outbox where attachment_source = 'invoice'").await, 1);
    // The next period costs the list price: what was agreed for the old plan does not go along.
    let next = "select price_minor from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null";
    assert_eq!(sqlx::query_scalar::<_, i64>(next).bind(tenant.0).fetch_one(&console.db).await.unwrap(), 79_000);
    let yesterday = console.clock.today() - Days::new(1);
    browser.open(&format!("/tenants/{tenant}/subscription?on={yesterday}")).await.ok().says("OMR 30.000");
}

#[tokio::test]
async fn what_has_moved_since_it_was_looked_at_is_shown_anew() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("billing").await;
    look(&mut browser, &console, tenant, "GROWTH").await.ok();
    sqlx::query("update sys_tenant_subscriptions set price_override_minor = 31000, price_minor = 31000, changed_on = $2 where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .bind(console.clock.today())
        .execute(&console.db)
        .await
        .unwrap();
    let answer = browser.form(&path(tenant, "plan")).submit().await;
    // (79 − 31) × 20 ÷ 30 and the tax.
    answer.expect(422).says("has changed since").says("OMR 33.600");
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "");
    browser.form(&path(tenant, "plan")).submit().await.expect(303);
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "invoice 33600 0");
}

#[tokio::test]
async fn two_who_confirm_the_same_change_it_once() {
    let (console, tenant) = starter().await;
    let mut first = console.staff("billing").await;
    let mut second = console.staff("billing").await;
    look(&mut first, &console, tenant, "GROWTH").await.ok();
    look(&mut second, &console, tenant, "GROWTH").await.ok();
    let (one, other) = (first.form(&path(tenant, "plan")), second.form(&path(tenant, "plan")));
    let (one, other) = futures_util::future::join(one.submit(), other.submit()).await;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "invoice 34300 0");
}

#[tokio::test]
async fn a_cheaper_plan_waits_for_the_end_of_the_period_and_what_is_above_it_has_to_be_known() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("billing").await;
    look(&mut browser, &console, tenant, "PRO").await.ok();
    browser.form(&path(tenant, "plan")).submit().await.expect(303);
    sqlx::query(
        "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, source, computed_at) values ($1, $2, 700, 'events', now())
                 on conflict (tenant_id, day) do update set orders_created = 700",
    )
    .bind(tenant.0)
    .bind(console.clock.today())
    .execute(&console.db)
    .await
    .unwrap();
    look(&mut browser, &console, tenant, "GROWTH").await.ok().says("used, 500 allowed").says("Nothing is charged or given back now.");
    browser.form(&path(tenant, "plan")).submit().await.expect(422).says("Say that this is known");
    browser.form(&path(tenant, "plan")).check("exceeded").submit().await.expect(303);
    browser.follow().await.ok().says("A change is scheduled").says("Growth");
    assert_eq!(db_text(&console, PLAN, tenant).await, "PRO GROWTH PRO");
    // Nothing else is changed beside it, and it can be taken back.
    browser.get(&path(tenant, "cycle")).await.goes_to(&format!("/tenants/{tenant}/subscription"));
    browser.open(&path(tenant, "withdrawal")).await.ok();
    browser.form(&path(tenant, "withdrawal")).submit().await.expect(303);
    assert_eq!(db_text(&console, PLAN, tenant).await, "PRO - PRO");
}

#[tokio::test]
async fn a_price_of_their_own_waits_for_a_second_person_and_is_void_on_another_day() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("billing").await;
    let version = db_version(&console, "STARTER").await;
    let address = path(tenant, "price");
    let ask = format!("{address}?look=yes&plan={version}&price=45&when=now");
    browser.open(&ask).await.ok().says("OMR 10.500").says("Needs the approval of one other person");
    browser.form(&address).fill("reason", "Agreed on the phone").submit().await;
    let request = browser.page().location().to_owned();
    assert!(request.starts_with("/approvals/"), "{request}");
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "");
    console.clock.advance(chrono::Duration::days(1));
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok().says("OMR 45.000");
    second.form(&request).submit().await.expect(303);
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "", "the amount of yesterday is not the one of today");
    let mut browser = console.staff("billing").await;
    browser.open(&ask).await.ok().says("OMR 9.975");
    browser.form(&address).fill("reason", "Agreed on the phone").submit().await;
    let request = browser.page().location().to_owned();
    console.approve(&request).await;
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "invoice 9975 0");
    // At the end of the period nothing is charged now, and any day will do.
    browser.open(&format!("{address}?look=yes&plan={version}&price=&when=period_end")).await.ok();
    browser.form(&address).fill("reason", "Back to the list").submit().await;
    let request = browser.page().location().to_owned();
    console.clock.advance(chrono::Duration::days(1));
    console.approve(&request).await;
    let scheduled = "select coalesce(scheduled #>> '{terms,price_override}', 'list') from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null";
    assert_eq!(db_text(&console, scheduled, tenant).await, "list");
}

#[tokio::test]
async fn add_ons_are_charged_by_the_day_and_stand_on_the_next_invoice_by_name() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("billing").await;
    let address = path(tenant, "add-ons");
    browser.open(&address).await.ok().says("Training on site");
    let wrong = format!("{address}?look=yes&quantity=x&unit=5&quantity=1&unit=1,5");
    assert_eq!(browser.open(&wrong).await.faulty(), ["quantity", "unit"]);
    // Two accounts managed at three rials: 6 × 20 ÷ 30 and the tax.
    let asked = format!("{address}?look=yes&quantity=&unit=&quantity=2&unit=3");
    browser.open(&asked).await.ok().says("OMR 4.200").says("Account manager");
    browser.form(&address).fill("reason", "They asked for it").submit().await;
    let request = browser.page().location().to_owned();
    console.approve(&request).await;
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "invoice 4200 0");
    browser.open(&path(tenant, "forecast")).await.ok().says("2 × Account manager").says("OMR 37.800");
}

#[tokio::test]
async fn a_trial_is_extended_with_everything_that_knows_its_end() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("trial").await;
    let mut browser = console.staff("billing").await;
    let until = console.clock.today() + Days::new(60);
    let address = path(tenant, "trial");
    let far = format!("{address}?look=yes&until={}", console.clock.today() + Days::new(91));
    assert_eq!(browser.open(&far).await.faulty(), ["until"]);
    browser.open(&format!("{address}?look=yes&until={until}")).await.ok();
    browser.form(&address).fill("reason", "A branch opens late").submit().await.expect(303);
    let ends = "select concat(s.period_end, ' ', l.trial_ends_on) from sys_tenant_subscriptions s
                  join sys_tenant_lifecycle l on l.tenant_id = s.tenant_id where s.tenant_id = $1 and s.ended_at is null";
    assert_eq!(db_text(&console, ends, tenant).await, format!("{until} {until}"));
}

#[tokio::test]
async fn whoever_leaves_at_once_gets_the_unused_days_back_from_the_invoice_that_charged_them() {
    let (console, tenant) = starter().await;
    // What is left of the days, and the tax.
    let back = (db_unpaid_invoice(&console, tenant).await - 10) * 1_050;
    let mut browser = console.staff("super_admin").await;
    let address = format!("/tenants/{tenant}/cancellation");
    browser.open(&address).await.ok().says(&format!("OMR {}.{:03}", back / 1_000, back % 1_000));
    let form = browser.form(&address).choose("when", "now").fill("reason", "They close the shop");
    let request = form.submit().await.expect(303).location().to_owned();
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "cancelled");
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, format!("credit_note {back} {back}"));
    let invoice =
        "select concat(status, ' ', settled_minor, ' ', credited_minor) from sys_tenant_invoices where tenant_id = $1 and origin = 'run'";
    assert_eq!(db_text(&console, invoice, tenant).await, format!("partially_paid {back} {back}"));
}

/// What was charged for the month that runs, as a run would have: a rial for each of its days. Says how many it has.
async fn db_unpaid_invoice(console: &Console, tenant: TenantId) -> i64 {
    let today = console.clock.today();
    let month = "update sys_tenant_subscriptions
                    set period_end = (period_start + interval '1 month')::date, due_on = period_start, anchor_day = extract(day from period_start),
                        price_override_minor = 1000 * ((period_start + interval '1 month')::date - period_start)
                  where tenant_id = $1 and ended_at is null returning (period_end - period_start)::bigint";
    let days = sqlx::query_scalar(month).bind(tenant.0).fetch_one(&console.db).await.unwrap();
    sqlx::query("update sys_tenant_subscriptions set due_on = period_end where tenant_id <> $1 and ended_at is null and due_on <= $2 and period_end > $2")
        .bind(tenant.0)
        .bind(today)
        .execute(&console.db)
        .await
        .unwrap();
    super::runs::run_to(console, today).await;
    assert_eq!(db_text(console, "select count(*)::text from sys_tenant_invoices where tenant_id = $1", tenant).await, "1");
    days
}

#[tokio::test]
async fn what_was_given_back_by_hand_is_not_given_back_again() {
    let (console, tenant) = starter().await;
    db_unpaid_invoice(&console, tenant).await;
    let mut browser = console.staff("super_admin").await;
    let invoice = db_text(&console, "select id::text from sys_tenant_invoices where tenant_id = $1", tenant).await;
    let credit = format!("/billing/invoices/{invoice}/credit");
    browser.open(&credit).await.ok();
    browser.form(&credit).fill("reason", "The shop was closed").submit().await.expect(303);
    let address = format!("/tenants/{tenant}/cancellation");
    browser.open(&address).await.ok().says("Somebody is handed a task for it.");
    let request =
        browser.form(&address).choose("when", "now").fill("reason", "They close").submit().await.expect(303).location().to_owned();
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "cancelled");
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "");
    assert_eq!(console.db_number("select count(*) from sys_tasks where title_key = 'tasks-title-billing-unsettled'").await, 1);
}

#[tokio::test]
async fn where_nothing_can_be_issued_somebody_is_handed_a_task_and_a_change_is_refused() {
    let (console, tenant) = starter().await;
    sqlx::query("alter table sys_sellers disable trigger all").execute(&console.db).await.unwrap();
    sqlx::query("delete from sys_sellers").execute(&console.db).await.unwrap();
    let mut browser = console.staff("super_admin").await;
    look(&mut browser, &console, tenant, "GROWTH").await.ok();
    browser.form(&path(tenant, "plan")).submit().await.expect(422).says("VAT number");
    assert_eq!(db_text(&console, PLAN, tenant).await, "STARTER - STARTER");
    let address = format!("/tenants/{tenant}/cancellation");
    browser.open(&address).await.ok().says("Somebody is handed a task for it.");
    let request =
        browser.form(&address).choose("when", "now").fill("reason", "They close").submit().await.expect(303).location().to_owned();
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "cancelled");
    assert_eq!(console.db_number("select count(*) from sys_tasks where title_key = 'tasks-title-billing-unsettled'").await, 1);
}

#[tokio::test]
async fn who_may_not_change_it_is_not_shown_how_and_a_stranger_to_names_gets_no_further() {
    let (console, tenant) = starter().await;
    let mut agent = console.staff("support").await;
    agent.open(&format!("/tenants/{tenant}/subscription")).await.ok().says_not("Change the plan");
    agent.get(&path(tenant, "plan")).await.expect(403);
    let mut analyst = console.staff("analyst").await;
    analyst.open(&path(tenant, "forecast")).await.ok().says_not("Pearl Laundry").says("OMR 31.500");
    analyst.get(&path(tenant, "plan")).await.expect(403);
    let mut billing = console.staff("billing").await;
    billing.get(&path(TenantId(uuid::Uuid::nil()), "plan")).await.expect(404);
    assert_eq!(billing.open(&format!("{}?look=yes&plan=nothing", path(tenant, "plan"))).await.faulty(), ["plan"]);
}

async fn read(console: &Console, tenant: TenantId) -> Standing {
    standing::find(&mut console.db.acquire().await.unwrap(), tenant).await.unwrap().unwrap().unwrap()
}

/// Carries a deed out, and holds what is kept afterwards against what it was said to become.
async fn done_as_shown(console: &Console, tenant: TenantId, deed: &dyn Fn(&Standing) -> Deed) {
    let before = read(console, tenant).await;
    let deed = deed(&before);
    let today = console.clock.today();
    let shown = Box::new(before.outcome(&mut console.db.acquire().await.unwrap(), &deed, today).await.unwrap().unwrap());
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap();
    let held = standing::held(&mut change, tenant).await.unwrap().unwrap().unwrap();
    let outcome = Box::new(held.outcome(&mut change, &deed, today).await.unwrap().unwrap());
    assert_eq!(outcome.seal().unwrap(), shown.seal().unwrap());
    let done = Box::pin(carry_out(&mut change, &console.secrets, &held, &outcome, "")).await;
    let Changing::Done(references) = done.unwrap() else { panic!("{deed:?}") };
    change.commit().await.unwrap();
    let after = read(console, tenant).await;
    assert_eq!(after.due.subscription, shown.after.subscription, "{deed:?}");
    assert_eq!(after.subscriber.kept.due_on, shown.after.due_on(), "{deed:?}");
    let told: Vec<(String, i64)> =
        sqlx::query_as("select reference, total_minor from sys_tenant_invoices where reference = any($1) order by kind desc, number")
            .bind(&references)
            .fetch_all(&console.db)
            .await
            .unwrap();
    let due = shown.due.iter().map(|charge| charge.document.totals.total.minor);
    let totals: Vec<i64> = due.chain(shown.documents.iter().map(|document| document.totals.total.minor)).collect();
    assert_eq!(told.iter().map(|(_, total)| *total).sum::<i64>(), totals.iter().sum::<i64>(), "{deed:?}");
    assert_eq!(told.len(), totals.len(), "{deed:?}");
}

#[tokio::test]
async fn every_change_is_kept_as_it_was_shown() {
    let (console, tenant) = starter().await;
    let growth = db_version(&console, "GROWTH").await;
    let omr = |minor| Money::new(minor, Currency::Omr);
    let plan = |standing: &Standing, version, cycle| standing.offers.offer(version, cycle, Currency::Omr).unwrap();
    done_as_shown(&console, tenant, &|this| Deed::Upgrade { plan: plan(this, growth, Cycle::Monthly), price_override: None }).await;
    done_as_shown(&console, tenant, &|_| Deed::PriceOverride { price: Some(omr(61_111)), when: When::Now }).await;
    done_as_shown(&console, tenant, &|_| Deed::PriceOverride { price: None, when: When::PeriodEnd }).await;
    done_as_shown(&console, tenant, &|_| Deed::Withdraw).await;
    done_as_shown(&console, tenant, &|this| Deed::CycleChange {
        cycle: Cycle::Annual,
        plan: plan(this, growth, Cycle::Annual),
        price_override: Some(omr(700_000)),
        add_ons: Vec::new(),
        when: When::Now,
    })
    .await;
    console.clock.advance(chrono::Duration::days(3));
    // Dearer for what is left of the year than the credit of the month: the other way about gives back.
    done_as_shown(&console, tenant, &|this| Deed::CycleChange {
        cycle: Cycle::Monthly,
        plan: plan(this, growth, Cycle::Monthly),
        price_override: None,
        add_ons: Vec::new(),
        when: When::Now,
    })
    .await;
    // And one that was not charged yet is charged first.
    let uncharged = "update sys_tenant_subscriptions set due_on = period_start, setup_due = true where tenant_id = $1 and ended_at is null";
    sqlx::query(uncharged).bind(tenant.0).execute(&console.db).await.unwrap();
    console.clock.advance(chrono::Duration::days(2));
    done_as_shown(&console, tenant, &|_| Deed::PriceOverride { price: Some(omr(90_000)), when: When::Now }).await;
    let history = "select string_agg(concat(starts_on - $2::date, ' ', cycle, ' ', price_minor), ', ' order by starts_on)
                     from sys_subscription_history where tenant_id = $1 and starts_on >= $2::date";
    let told: String =
        sqlx::query_scalar(history).bind(tenant.0).bind(console.clock.today() - Days::new(5)).fetch_one(&console.db).await.unwrap();
    assert_eq!(told, "0 annual 700000, 3 monthly 79000, 5 monthly 90000");
}

/// Gives the whole invoice back by hand.
async fn credit(browser: &mut Browser, invoice: &str) -> u16 {
    let credit = format!("/billing/invoices/{invoice}/credit");
    browser.open(&credit).await.ok();
    browser.form(&credit).fill("reason", "The shop was closed").submit().await.status
}

async fn ask_to_leave(browser: &mut Browser, tenant: TenantId) -> String {
    let address = format!("/tenants/{tenant}/cancellation");
    browser.open(&address).await.ok();
    browser.form(&address).choose("when", "now").fill("reason", "They close").submit().await.expect(303).location().to_owned()
}

const UNSETTLED: &str = "select count(*) from sys_tasks where title_key = 'tasks-title-billing-unsettled'";

#[tokio::test]
async fn use_that_is_charged_is_no_money_to_give_days_back_from() {
    let (console, tenant) = starter().await;
    db_unpaid_invoice(&console, tenant).await;
    for sql in [
        "alter table sys_plan_prices disable trigger all",
        "insert into sys_plan_prices (plan_version_id, item, currency, minor) select offered_version_id, 'orders', 'OMR', 1000 from sys_plans where code = 'STARTER'",
    ] {
        sqlx::query(sql).execute(&console.db).await.unwrap();
    }
    sqlx::query(
        "insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, source, computed_at) values ($1, $2, 700, 'events', now())
                 on conflict (tenant_id, day) do update set orders_created = 700",
    )
    .bind(tenant.0)
    .bind(console.clock.today() - Days::new(1))
    .execute(&console.db)
    .await
    .unwrap();
    let mut browser = console.staff("super_admin").await;
    let invoice = db_text(&console, "select id::text from sys_tenant_invoices where tenant_id = $1", tenant).await;
    assert_eq!(credit(&mut browser, &invoice).await, 303);
    let request = ask_to_leave(&mut browser, tenant).await;
    console.approve(&request).await;
    assert_eq!(console.db_stage(tenant).await, "cancelled");
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "");
    assert_eq!(console.db_number(UNSETTLED).await, 1);
}

#[tokio::test]
async fn who_gives_back_by_hand_while_the_tenant_leaves_gives_no_day_back_twice() {
    let (console, tenant) = starter().await;
    let days = db_unpaid_invoice(&console, tenant).await;
    let mut browser = console.staff("super_admin").await;
    let mut other = console.staff("super_admin").await;
    let mut second = console.staff("super_admin").await;
    let invoice = db_text(&console, "select id::text from sys_tenant_invoices where tenant_id = $1", tenant).await;
    let request = ask_to_leave(&mut browser, tenant).await;
    let address = format!("/billing/invoices/{invoice}/credit");
    other.open(&address).await.ok();
    second.open(&request).await.ok();
    let by_hand = other.form(&address).fill("reason", "The shop was closed").submit();
    futures_util::future::join(by_hand, second.form(&request).submit()).await;
    assert_eq!(console.db_stage(tenant).await, "cancelled");
    let given_back = "select coalesce(sum(total_minor), 0)::text from sys_tenant_invoices where tenant_id = $1 and kind = 'credit_note'";
    let given_back = db_text(&console, given_back, tenant).await;
    let either = [days, days - 10].map(|days| (days * 1_050).to_string());
    assert!(either.contains(&given_back), "{given_back} of {either:?}");
}

#[tokio::test]
async fn what_was_given_back_of_several_invoices_leaves_none_of_them_to_be_taken_back() {
    let (console, tenant) = starter().await;
    let mut browser = console.staff("super_admin").await;
    look(&mut browser, &console, tenant, "GROWTH").await.ok();
    browser.form(&path(tenant, "plan")).submit().await.expect(303);
    let upgrade = db_text(&console, "select id::text from sys_tenant_invoices where tenant_id = $1", tenant).await;
    let request = ask_to_leave(&mut browser, tenant).await;
    console.approve(&request).await;
    // 79 × 20 ÷ 30 and the tax: more than the upgrade charged, so it stands by itself.
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "invoice 34300 0, credit_note 55300 0");
    let void = format!("/billing/invoices/{upgrade}/void");
    browser.open(&void).await.ok();
    browser.form(&void).fill("reason", "Issued twice").submit().await.expect(303);
    assert_eq!(credit(&mut browser, &upgrade).await, 303);
    browser.follow().await.ok().says("given back by another document");
    assert_eq!(db_text(&console, DOCUMENTS, tenant).await, "invoice 34300 0, credit_note 55300 0");
    let status = db_text(&console, "select status from sys_tenant_invoices where tenant_id = $1 and kind = 'invoice'", tenant).await;
    assert_eq!(status, "issued");
}

#[tokio::test]
async fn a_plan_by_contract_gets_its_price_and_is_charged_by_it() {
    let (console, tenant) = starter().await;
    sqlx::query("update sys_tenant_subscriptions s set plan_code = 'ENTERPRISE', plan_version_id = p.offered_version_id, price_override_minor = null,
                        price_minor = 0, base_minor = 0, period_start = $2, period_end = $2 + 30, due_on = $2, changed_on = $2
                   from sys_plans p where p.code = 'ENTERPRISE' and s.tenant_id = $1 and s.ended_at is null")
        .bind(tenant.0)
        .bind(console.clock.today())
        .execute(&console.db)
        .await
        .unwrap();
    let version = db_version(&console, "ENTERPRISE").await;
    let mut browser = console.staff("billing").await;
    let address = path(tenant, "price");
    browser.open(&format!("{address}?look=yes&plan={version}&price=300&when=now")).await.ok().says("300.000");
    browser.form(&address).fill("reason", "Signed this morning").submit().await;
    let request = browser.page().location().to_owned();
    console.approve(&request).await;
    let charged = "select concat(count(*), ' ', max(amount_minor) > 0) from sys_tenant_invoices where tenant_id = $1 and origin = 'change'";
    assert_eq!(db_text(&console, charged, tenant).await, "1 t");
    let price = "select price_override_minor::text from sys_tenant_subscriptions where tenant_id = $1 and ended_at is null";
    assert_eq!(db_text(&console, price, tenant).await, "300000");
}
