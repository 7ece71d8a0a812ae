//! Moving subscribers to the version on offer: whom, when, at what price, and who has to agree.

use chrono::{Days, Duration};

use super::invoices::db_seller;
use crate::support::{Browser, Console};

const VERSION: &str = "/billing/plans/GROWTH/versions/1";
const MOVE: &str = "/billing/plans/GROWTH/versions/1/move";

/// So many on Growth at 79 rials a month, ten days into their month, and a second version of it on offer at 89.
async fn growth(many: i32) -> Console {
    let console = Console::with_tenants(60).await;
    db_seller(&console).await;
    let today = console.clock.today();
    let away = "update sys_tenant_subscriptions s set plan_code = 'PRO', plan_version_id = p.offered_version_id from sys_plans p
                 where p.code = 'PRO' and s.ended_at is null and s.plan_code = 'GROWTH'";
    sqlx::query(away).execute(&console.db).await.unwrap();
    let here = "update sys_tenant_subscriptions s
                   set plan_code = 'GROWTH', plan_version_id = p.offered_version_id, cycle = 'monthly', status = 'active', currency = 'OMR',
                       period_start = $2, period_end = $2 + 30, whole_days = 30, base_minor = 79000, price_minor = 79000, moved = 0,
                       vat_basis_points = 500, due_on = $2 + 30, setup_due = false, scheduled = null, add_ons = '[]', cancels_on = null,
                       price_override_minor = null, anchor_day = extract(day from $2::date + 30), changed_on = greatest(s.changed_on, $2)
                  from sys_plans p, (select s.id from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
                                      where s.ended_at is null and s.status in ('active', 'past_due') order by t.code limit $1) few
                 where p.code = 'GROWTH' and few.id = s.id";
    sqlx::query(here).bind(many).bind(today - Days::new(10)).execute(&console.db).await.unwrap();
    let later =
        "update sys_tenant_subscriptions set due_on = $1 + 300, period_end = $1 + 300 where plan_code <> 'GROWTH' and ended_at is null";
    sqlx::query(later).bind(today).execute(&console.db).await.unwrap();
    // From twenty on somebody else has to agree.
    let policy = "update sys_approval_policies set min_subjects = 20 where command = 'tenants.move'";
    sqlx::query(policy).execute(&console.db).await.unwrap();
    next_version(&console, 2, &[("prices", "monthly", "89")]).await;
    console
}

/// Puts the next version on offer, with this in these fields of its pages.
async fn next_version(console: &Console, number: i32, typed: &[(&str, &str, &str)]) {
    let mut browser = console.staff("billing").await;
    browser.open("/billing/plans/GROWTH").await.ok();
    browser.form("/billing/plans/GROWTH/draft").submit().await.expect(303);
    let draft = format!("/billing/plans/GROWTH/versions/{number}");
    for (page, field, value) in typed {
        let page = format!("{draft}/{page}");
        browser.open(&page).await.ok();
        browser.form(&page).fill(field, value).submit().await.expect(303);
    }
    browser.open(&format!("{draft}/publication")).await.ok();
    browser.form(&format!("{draft}/publication")).submit().await.expect(303);
}

/// Changes the subscription of one of them, by their tenants' codes.
async fn db_set(console: &Console, which: i64, set: &str) {
    let sql = format!(
        "update sys_tenant_subscriptions s set {set}
          where s.id = (select x.id from sys_tenant_subscriptions x join sys_tenants t on t.id = x.tenant_id
                         where x.plan_code = 'GROWTH' and x.ended_at is null order by t.code offset {which} limit 1)"
    );
    assert_eq!(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&console.db).await.unwrap().rows_affected(), 1);
}

async fn confirm(browser: &mut Browser) {
    browser.open(MOVE).await.ok();
    browser.form(MOVE).fill("reason", "The old version ends").submit().await;
}

const WAITING: &str =
    "select count(*) from sys_tenant_subscriptions where plan_code = 'GROWTH' and scheduled is not null and ended_at is null";
const MOVED: &str = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id
                      where v.plan_code = 'GROWTH' and v.number = 2 and s.ended_at is null and s.scheduled is null";
const OLD: &str = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id
                    where v.plan_code = 'GROWTH' and v.number = 1 and s.ended_at is null";

#[tokio::test]
async fn each_moves_at_the_end_of_its_period_and_pays_the_new_price_from_then_on() {
    let console = growth(6).await;
    // One has a price of its own, one has something due, one is suspended, one ends with its period.
    db_set(&console, 1, "price_override_minor = 60000, price_minor = 60000, base_minor = 60000").await;
    db_set(&console, 2, &format!("due_on = '{}'", console.clock.today())).await;
    db_set(&console, 3, "status = 'suspended'").await;
    db_set(&console, 4, "cancels_on = period_end, cancel_reason = 'other'").await;
    let mut browser = console.staff("billing").await;
    browser.open(VERSION).await.ok().says("Move subscribers");
    let page = browser.open(MOVE).await.ok();
    page.says("3 subscriptions are moved.").says("3 subscriptions stay where they are").says("Something is due and not charged yet");
    assert_eq!(page.texts("#ready td:nth-of-type(1)"), ["OMR 79.000", "OMR 60.000", "OMR 79.000"]);
    assert_eq!(page.texts("#ready td:nth-of-type(2)"), ["OMR 89.000", "OMR 60.000", "OMR 89.000"]);
    browser.form(MOVE).submit().await.expect(422);
    confirm(&mut browser).await;
    browser.follow().await.ok().says("The subscriptions move when their periods end.");
    assert_eq!((console.db_number(WAITING).await, console.db_number(MOVED).await, console.db_number(OLD).await), (3, 0, 6));
    assert_eq!(console.db_audited("tenant.subscription_changed").await, 3);
    let told = "select count(*) from sys_mail_outbox where template = 'version-moved'";
    assert_eq!(console.db_number(told).await, 3, "each is told by mail");
    assert_eq!(console.db_number("select count(*) from sys_tenant_invoices where origin = 'change'").await, 0);
    // Whoever moves already is not moved again.
    browser.open(MOVE).await.says("Nobody can be moved now.");
    // The run of the day on which the periods end charges the new price, and what was agreed.
    let ends = console.clock.today() + Days::new(20);
    console.clock.advance(Duration::days(20));
    super::runs::run_to(&console, ends).await;
    assert_eq!(console.db_number(MOVED).await, 3);
    let charged =
        "select coalesce(sum(l.unit_minor), 0)::bigint from sys_tenant_invoices i join sys_tenant_invoice_lines l on l.invoice_id = i.id
                     join sys_tenant_subscriptions s on s.id = i.subscription_id join sys_plan_versions v on v.id = s.plan_version_id
                    where i.origin = 'run' and l.kind = 'subscription' and v.number = 2 and v.plan_code = 'GROWTH'";
    assert_eq!(console.db_number(charged).await, 89_000 + 60_000 + 89_000);
}

#[tokio::test]
async fn many_wait_for_a_second_person_and_few_do_not() {
    let console = growth(19).await;
    let mut browser = console.staff("billing").await;
    confirm(&mut browser).await;
    assert_eq!(console.db_number(WAITING).await, 19);

    let console = growth(20).await;
    let mut browser = console.staff("billing").await;
    browser.open(MOVE).await.ok().says("Needs the approval of one other person");
    confirm(&mut browser).await;
    let request = browser.page().location().to_owned();
    assert!(request.starts_with("/approvals/"), "{request}");
    assert_eq!(console.db_number(WAITING).await, 0);
    // Whoever asked does not decide.
    browser.open(&request).await.ok().says("You asked for this, so somebody else decides.");
    assert_eq!(browser.page().count(&format!("form[action=\"{request}\"]")), 0);
    console.approve(&request).await;
    assert_eq!(console.db_number(WAITING).await, 20);
}

/// Everybody on Growth has taken so many orders this month.
async fn db_busy(console: &Console, orders: i32) {
    let busy = "insert into sys_tenant_metrics_daily as m (tenant_id, day, orders_created, source, computed_at)
                select s.tenant_id, $1::date - 1, $2, 'product', now() from sys_tenant_subscriptions s where s.plan_code = 'GROWTH' and s.ended_at is null
                on conflict (tenant_id, day) do update set orders_created = $2";
    sqlx::query(busy).bind(console.clock.today()).bind(orders).execute(&console.db).await.unwrap();
}

#[tokio::test]
async fn whoever_decides_sees_what_the_version_allows_and_what_more_costs() {
    let console = growth(20).await;
    next_version(&console, 3, &[("edit", "orders", "321")]).await;
    db_busy(&console, 322).await;
    let mut browser = console.staff("billing").await;
    browser.open(MOVE).await.ok().says("321 allowed");
    browser.form(MOVE).fill("reason", "The old version ends").check("exceeded").submit().await.expect(303);
    let request = browser.page().location().to_owned();
    let mut second = console.staff("super_admin").await;
    let page = second.open(&request).await.ok();
    page.says("321").says("Growth 3").says("Above a smaller limit already");
}

#[tokio::test]
async fn whoever_uses_more_than_the_version_allows_is_named_and_has_to_be_known() {
    let console = growth(3).await;
    next_version(&console, 3, &[("edit", "orders", "1")]).await;
    db_busy(&console, 7).await;
    let mut browser = console.staff("billing").await;
    browser.open(MOVE).await.ok().says("1 allowed");
    browser.form(MOVE).fill("reason", "The old version ends").submit().await.expect(422).says("Say that this is known");
    assert_eq!(console.db_number(WAITING).await, 0);
    browser.form(MOVE).check("exceeded").submit().await.expect(303);
    assert_eq!(console.db_number(WAITING).await, 3);
}

#[tokio::test]
async fn unless_laid_down_otherwise_even_one_waits_for_a_second_person() {
    let console = growth(1).await;
    sqlx::query("update sys_approval_policies set min_subjects = 1 where command = 'tenants.move'").execute(&console.db).await.unwrap();
    let tenant = "select s.tenant_id from sys_tenant_subscriptions s where s.plan_code = 'GROWTH' and s.ended_at is null";
    let tenant: uuid::Uuid = sqlx::query_scalar(tenant).fetch_one(&console.db).await.unwrap();
    let path = format!("/tenants/{tenant}/subscription/version");
    let mut browser = console.staff("billing").await;
    browser.open(&path).await.ok().says("Needs the approval of one other person");
    browser.form(&path).submit().await.expect(422);
    browser.form(&path).fill("reason", "They asked for it").submit().await.expect(303);
    let request = browser.page().location().to_owned();
    assert_eq!(console.db_number(WAITING).await, 0);
    console.approve(&request).await;
    assert_eq!(console.db_number(WAITING).await, 1);
}

/// Asks to move twenty, lets something happen, and has a second person say yes.
async fn asked_and_then(happens: impl AsyncFnOnce(&Console)) {
    let console = growth(20).await;
    let mut browser = console.staff("billing").await;
    confirm(&mut browser).await;
    let request = browser.page().location().to_owned();
    happens(&console).await;
    let mut second = console.staff("super_admin").await;
    second.open(&request).await.ok();
    second.form(&request).submit().await.expect(303);
    assert_eq!(console.db_number(WAITING).await, 0);
    assert_eq!(console.db_number("select count(*) from sys_approval_requests where command = 'tenants.move' and status = 'void'").await, 1);
}

#[tokio::test]
async fn what_was_agreed_on_is_void_where_a_subscription_has_changed_since() {
    asked_and_then(async |console| db_set(console, 5, "price_override_minor = 50000, price_minor = 50000").await).await;
}

#[tokio::test]
async fn what_was_agreed_on_is_void_where_a_period_has_ended_since() {
    asked_and_then(async |console| {
        // Each would move ten days later than was looked at.
        let next =
            "update sys_tenant_subscriptions set period_start = period_start + 10, period_end = period_end + 10, due_on = due_on + 10
                     where plan_code = 'GROWTH' and ended_at is null";
        sqlx::query(next).execute(&console.db).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_is_moved_to_a_version_that_is_on_offer_no_longer() {
    asked_and_then(async |console| next_version(console, 3, &[("prices", "monthly", "99")]).await).await;
}

#[tokio::test]
async fn who_was_not_looked_at_is_not_moved() {
    let console = growth(6).await;
    let mut browser = console.staff("billing").await;
    browser.open(MOVE).await.ok();
    db_set(&console, 0, "price_override_minor = 50000, price_minor = 50000").await;
    browser.form(MOVE).fill("reason", "The old version ends").submit().await.expect(422).says("Look at it again").says("OMR 50.000");
    assert_eq!(console.db_number(WAITING).await, 0);
    // Two who confirm at once move each once.
    let mut other = console.staff("super_admin").await;
    browser.open(MOVE).await.ok();
    other.open(MOVE).await.ok();
    browser.form(MOVE).fill("reason", "The old version ends").submit().await.expect(303);
    other.form(MOVE).fill("reason", "The old version ends").submit().await.expect(422);
    assert_eq!((console.db_number(WAITING).await, console.db_audited("tenant.subscription_changed").await), (6, 6));
}

#[tokio::test]
async fn one_is_moved_on_its_own_page_and_taken_back() {
    let console = growth(1).await;
    let tenant = "select s.tenant_id from sys_tenant_subscriptions s where s.plan_code = 'GROWTH' and s.ended_at is null";
    let tenant: uuid::Uuid = sqlx::query_scalar(tenant).fetch_one(&console.db).await.unwrap();
    let path = format!("/tenants/{tenant}/subscription/version");
    let mut browser = console.staff("billing").await;
    browser.open(&format!("/tenants/{tenant}/subscription")).await.ok().says("Move to the version on offer");
    browser.open(&path).await.ok().says("OMR 89.000").says("Nothing is charged or given back now.");
    browser.form(&path).fill("reason", "They asked for it").submit().await.expect(303);
    assert_eq!(console.db_number(WAITING).await, 1);
    browser.open(&path).await.goes_to(&format!("/tenants/{tenant}/subscription"));
    let back = format!("/tenants/{tenant}/subscription/withdrawal");
    browser.open(&back).await.ok();
    browser.form(&back).submit().await.expect(303);
    assert_eq!(console.db_number(WAITING).await, 0);
}

#[tokio::test]
async fn nobody_is_moved_from_what_is_on_offer_or_by_who_may_not() {
    let console = growth(2).await;
    let mut browser = console.staff("billing").await;
    let offered = "/billing/plans/GROWTH/versions/2";
    browser.open(offered).await.ok().says_not("Move subscribers");
    browser.open(&format!("{offered}/move")).await.goes_to(offered);
    browser.get("/billing/plans/GROWTH/versions/9/move").await.expect(404);
    let mut auditor = console.staff("auditor").await;
    auditor.open(VERSION).await.ok().says_not("Move subscribers");
    auditor.get(MOVE).await.expect(403);
    browser.open(&format!("{MOVE}?lang=ar")).await.ok().says("نقل المشتركين").says("يُنقل اشتراكان");
}
