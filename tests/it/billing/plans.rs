//! Plans: versions are written, published and retired; what was published never changes, and who subscribed keeps it.

use hq_console::core::money::{Currency, Money};

use crate::support::{Browser, Console};

const GROWTH: &str = "/billing/plans/GROWTH";

/// Begins the next version of Growth on its page, and returns where the draft stands.
async fn begin(browser: &mut Browser) -> String {
    browser.open(GROWTH).await.ok();
    browser.form(&format!("{GROWTH}/draft")).submit().await.expect(303).location().to_owned()
}

/// Changes the monthly price of a draft.
async fn price(browser: &mut Browser, draft: &str, amount: &str) {
    browser.open(&format!("{draft}/prices")).await.ok();
    browser.form(&format!("{draft}/prices")).fill("monthly", amount).submit().await.expect(303);
}

async fn publish(browser: &mut Browser, draft: &str) {
    browser.open(&format!("{draft}/publication")).await.ok();
    browser.form(&format!("{draft}/publication")).submit().await.expect(303);
}

async fn db_refused(console: &Console, sql: &'static str) {
    let error = sqlx::query(sql).execute(&console.db).await.unwrap_err();
    assert!(error.to_string().contains("not change"), "{sql}: {error}");
}

async fn db_lines(console: &Console, action: &str) -> i64 {
    sqlx::query_scalar("select count(*) from sys_platform_audit_log where action = $1").bind(action).fetch_one(&console.db).await.unwrap()
}

#[tokio::test]
async fn a_version_is_a_copy_until_it_is_published_and_who_subscribed_keeps_the_old_one() {
    let console = Console::with_tenants(40).await;
    let mut browser = console.staff("billing").await;
    let held = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id
                 where v.plan_code = 'GROWTH' and v.number = 1 and s.ended_at is null";
    let before = console.db_number(held).await;
    assert!(before > 0);

    let draft = begin(&mut browser).await;
    assert_eq!(draft, format!("{GROWTH}/versions/2"));
    browser.open(&draft).await.ok().says("79.000 OMR").says("Draft");
    price(&mut browser, &draft, "89").await;
    browser.open(GROWTH).await.ok().says("79.000 OMR").says("89.000 OMR");
    publish(&mut browser, &draft).await;
    browser.follow().await.ok().says("GROWTH 2 is on offer now.");

    let offered =
        "select v.number::bigint from sys_plans p join sys_plan_versions v on v.id = p.offered_version_id where p.code = 'GROWTH'";
    assert_eq!((console.db_number(offered).await, console.db_number(held).await), (2, before));
    // Whoever comes to the plan from now on gets the new one.
    let moved = "update sys_tenant_subscriptions set plan_code = 'GROWTH' where ended_at is null and plan_code = 'STARTER'";
    let moved = sqlx::query(moved).execute(&console.db).await.unwrap().rows_affected();
    let new = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id where v.plan_code = 'GROWTH' and v.number = 2 and s.ended_at is null";
    assert!(moved > 0);
    assert_eq!(console.db_number(new).await, i64::try_from(moved).unwrap());
    for action in ["plan.drafted", "plan.priced", "plan.published"] {
        assert_eq!(db_lines(&console, action).await, 1, "{action}");
    }
}

#[tokio::test]
async fn the_database_refuses_to_change_what_was_published() {
    let console = Console::start().await;
    for sql in [
        "update sys_plan_versions set users_limit = 99 where plan_code = 'PRO'",
        "update sys_plan_versions set name = 'Cheaper' where plan_code = 'PRO'",
        "update sys_plan_versions set status = 'draft', published_at = null where plan_code = 'PRO'",
        "delete from sys_plan_versions where plan_code = 'PRO'",
        "update sys_plan_prices set minor = 1 where minor = 199000",
        "delete from sys_plan_prices where minor = 199000",
        "truncate sys_plan_prices",
        "truncate sys_plan_versions cascade",
        "update sys_plan_versions set status = 'retired', retired_at = now() where plan_code = 'PRO'",
        "insert into sys_plan_prices select id, 'setup', 'OMR', 5 from sys_plan_versions where plan_code = 'PRO'",
    ] {
        db_refused(&console, sql).await;
    }
    // Nor is a draft offered.
    let draft = "insert into sys_plan_versions (id, plan_code, number, status, name, name2, created_at)
                 select gen_random_uuid(), 'PRO', 2, 'draft', name, name2, now() from sys_plan_versions where plan_code = 'PRO'";
    sqlx::query(draft).execute(&console.db).await.unwrap();
    db_refused(
        &console,
        "update sys_plans set offered_version_id = (select id from sys_plan_versions where number = 2) where code = 'PRO'",
    )
    .await;
    // And no subscription has a version of another plan.
    let mixed = "insert into sys_tenant_subscriptions (id, tenant_id, plan_code, plan_version_id, status, period_start, period_end, anchor_day, started_at, due_on)
                 select gen_random_uuid(), gen_random_uuid(), 'PRO', id, 'active', current_date, current_date + 30, 1, now(), current_date from sys_plan_versions where plan_code = 'GROWTH'";
    assert!(sqlx::query(mixed).execute(&console.db).await.unwrap_err().to_string().contains("fkey"));
}

#[tokio::test]
async fn two_who_begin_a_version_work_on_the_same_draft_and_see_when_the_other_was_faster() {
    let console = Console::start().await;
    let (mut one, mut other) = (console.staff("billing").await, console.staff("super_admin").await);
    one.open(GROWTH).await.ok();
    other.open(GROWTH).await.ok();
    let draft = one.form(&format!("{GROWTH}/draft")).submit().await.expect(303).location().to_owned();
    assert_eq!(other.form(&format!("{GROWTH}/draft")).submit().await.expect(303).location(), draft);
    assert_eq!(db_lines(&console, "plan.drafted").await, 1);

    let edit = format!("{draft}/edit");
    one.open(&edit).await.ok();
    other.open(&edit).await.ok();
    let publication = format!("{draft}/publication");
    let mut third = console.staff("super_admin").await;
    third.open(&publication).await.ok();
    one.form(&edit).fill("orders", "600").submit().await.expect(303);
    let page = other.form(&edit).fill("name", "Growth plus").submit().await;
    page.expect(422).says("Somebody saved the draft meanwhile.");
    assert_eq!(page.attributes("input[name=name]", "value"), ["Growth plus"]);
    third.form(&publication).submit().await.expect(409).says("Somebody changed it meanwhile.");
    assert_eq!(db_lines(&console, "plan.published").await, 0);
}

#[tokio::test]
async fn what_is_wrong_with_a_draft_is_said_at_once_and_nothing_is_lost() {
    let console = Console::start().await;
    let mut browser = console.staff("billing").await;
    let draft = begin(&mut browser).await;
    let edit = format!("{draft}/edit");
    browser.open(&edit).await.ok();
    let form = browser.form(&edit).fill("name", "").fill("users", "many").fill("orders", "1,5").fill("description", "For busy shops");
    let page = form.submit().await;
    assert_eq!(page.expect(422).faulty(), ["name", "orders", "users"]);
    page.says("For busy shops");
    let prices = format!("{draft}/prices");
    browser.open(&prices).await.ok();
    let page = browser.form(&prices).fill("monthly", "1,5").fill("annual", "-3").submit().await;
    assert_eq!(page.expect(422).faulty(), ["monthly", "annual"]);
    browser.open(&format!("{prices}?currency=XXX")).await.expect(404);
}

#[tokio::test]
async fn without_a_monthly_price_nothing_is_published_but_a_contract() {
    let console = Console::start().await;
    let mut browser = console.staff("billing").await;
    let draft = begin(&mut browser).await;
    price(&mut browser, &draft, "").await;
    browser.open(&draft).await.ok().says("It lacks a price in OMR");
    assert_eq!(browser.open(&format!("{draft}/publication")).await.expect(303).location(), draft);
    browser.open("/billing/plans/ENTERPRISE").await.ok();
    let contract = browser.form("/billing/plans/ENTERPRISE/draft").submit().await.expect(303).location().to_owned();
    publish(&mut browser, &contract).await;
}

#[tokio::test]
async fn what_is_on_offer_is_not_retired_and_what_was_retired_is_kept_by_who_has_it() {
    let console = Console::with_tenants(20).await;
    let mut browser = console.staff("billing").await;
    let (first, end) = (format!("{GROWTH}/versions/1"), format!("{GROWTH}/versions/1/end"));
    assert_eq!(browser.open(&end).await.expect(303).location(), first);
    let draft = begin(&mut browser).await;
    publish(&mut browser, &draft).await;
    browser.open(&end).await.ok();
    browser.form(&end).submit().await.expect(303);
    browser.open(&first).await.ok().says("Retired");
    let held = "select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id where v.status = 'retired' and s.ended_at is null";
    assert!(console.db_number(held).await > 0);

    let draft = begin(&mut browser).await;
    browser.open(&format!("{draft}/end")).await.ok();
    browser.form(&format!("{draft}/end")).submit().await.expect(303);
    browser.open(&draft).await.ok().says("Discarded");
    assert_eq!(begin(&mut browser).await, format!("{GROWTH}/versions/4"), "a number is not used again");
}

#[tokio::test]
async fn who_discards_a_draft_that_moved_is_told_and_the_work_stays() {
    let console = Console::start().await;
    let (mut one, mut other) = (console.staff("billing").await, console.staff("super_admin").await);
    let draft = begin(&mut one).await;
    let end = format!("{draft}/end");
    other.open(&end).await.ok();
    price(&mut one, &draft, "85").await;
    other.form(&end).submit().await.expect(409).says("Somebody changed it meanwhile.");
    assert_eq!(db_lines(&console, "plan.discarded").await, 0);
}

#[tokio::test]
async fn a_name_in_the_other_language_is_a_difference_too_and_is_the_plans_name_once_published() {
    let console = Console::start().await;
    let mut browser = console.staff("billing").await;
    let draft = begin(&mut browser).await;
    let edit = format!("{draft}/edit");
    browser.open(&edit).await.ok();
    browser.form(&edit).fill("name2", "النمو الجديد").submit().await.expect(303);
    browser.open(&format!("{draft}/publication")).await.ok().says("النمو الجديد").says("Name in Arabic");
    publish(&mut browser, &draft).await;
    assert_eq!(console.db_number("select count(*) from sys_plans where name2 = 'النمو الجديد'").await, 1);
}

#[tokio::test]
async fn versions_are_compared_and_what_differs_is_marked() {
    let console = Console::start().await;
    let mut browser = console.staff("analyst").await;
    let page = browser.open("/billing/plans/compare?a=STARTER.1&b=PRO.1").await;
    page.ok().says("29.000 OMR").says("199.000 OMR").says("Differs");
    browser.open("/billing/plans/compare").await.ok();
    browser.open("/billing/plans/compare?a=STARTER.9").await.expect(404);
    let same = browser.open("/billing/plans/compare?a=PRO.1&b=PRO.1").await;
    assert!(!same.ok().text().contains("Differs"));
}

#[tokio::test]
async fn the_catalogue_adds_up_what_the_versions_bring() {
    let console = Console::with_tenants(120).await;
    let mut browser = console.staff("billing").await;
    let page = browser.open("/billing/plans").await.ok();
    let cells = |number: u32| page.texts(&format!("#plans tbody tr td:nth-child({number})"));
    let (subscribers, revenue) = (cells(5), cells(6));
    let expected: Vec<(String, i64, i64)> = sqlx::query_as(
        "select p.code, count(s.id),
                coalesce(round(sum(case s.cycle when 'annual' then m.minor / 12.0 when 'quarterly' then m.minor / 3.0 else m.minor end)
                                   filter (where s.status in ('active', 'past_due'))), 0)::bigint
           from sys_plans p left join sys_tenant_subscriptions s on s.plan_code = p.code and s.ended_at is null
           left join sys_plan_prices x on x.plan_version_id = s.plan_version_id and x.item = s.cycle and x.currency = 'OMR'
           left join lateral (select coalesce(s.price_override_minor, x.minor) as minor) m on true
          group by p.code, p.rank order by p.rank",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    let cycles = "select count(distinct cycle) from sys_tenant_subscriptions where ended_at is null and status = 'active' and plan_code <> 'ENTERPRISE'";
    assert_eq!(console.db_number(cycles).await, 3, "each way of paying is summed");
    for (place, (code, count, minor)) in expected.iter().enumerate() {
        let amount = Money::new(*minor, Currency::Omr).amount();
        assert!(subscribers[place].starts_with(&count.to_string()), "{code}: {} of {count}", subscribers[place]);
        assert!(revenue[place].starts_with(&format!("{amount} OMR")), "{code}: {} instead of {amount}", revenue[place]);
    }
    // The whole is rounded once, as on the overview.
    let yearly = "select round(sum(yearly_minor) / 12)::bigint from v_subscriptions where currency = 'OMR'";
    let all = Money::new(console.db_number(yearly).await, Currency::Omr).amount();
    assert_eq!(page.texts(".tile-number")[1], all);
    assert!(browser.open("/billing").await.ok().text().contains(&all));
}

#[tokio::test]
async fn who_may_only_read_changes_nothing() {
    let console = Console::start().await;
    for role in ["analyst", "auditor"] {
        let mut browser = console.staff(role).await;
        let page = browser.open(GROWTH).await;
        assert!(page.ok().attributes("form[method=post]", "action").iter().all(|action| !action.ends_with("/draft")), "{role}");
        browser.open(&format!("{GROWTH}/versions/1/edit")).await.expect(403);
    }
    for role in ["support", "support_manager"] {
        console.staff(role).await.open("/billing/plans").await.expect(403);
    }
}

#[tokio::test]
async fn the_catalogue_reads_in_arabic() {
    let console = Console::start().await;
    let mut browser = console.staff("billing").await;
    browser.open("/billing/plans?lang=ar").await;
    for (path, words) in [("/billing/plans", "المشتركون"), (GROWTH, "الإصدارات"), ("/billing/plans/GROWTH/versions/1", "تطبيق السائق")]
    {
        browser.open(path).await.ok().says(words);
    }
}
