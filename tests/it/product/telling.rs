//! What happens here is told to the product.

use hq_console::areas::product::push;
use hq_console::core::ids::TenantId;
use uuid::Uuid;

use super::Pair;
use crate::billing::{db_seller, db_subscribed, run_to};
use crate::support::Browser;

/// Turns telling on through the pages.
async fn turn_on(pair: &Pair) -> Browser {
    let mut browser = pair.console.staff("super_admin").await;
    browser.open("/operations/product").await.ok();
    browser.click("Tell the product").await.ok();
    browser.form("/operations/product/pushing").submit().await.goes_to("/operations/product");
    browser
}

/// A tenant created through the pages.
async fn create(pair: &Pair, browser: &mut Browser) -> Uuid {
    browser.open("/tenants/new").await.ok();
    let mut form = browser.form("/tenants/new");
    for (name, value) in [("name", "Al Noor Laundry"), ("email", "info@noor.example.om"), ("phone", "9590 8301")] {
        form = form.fill(name, value);
    }
    form.choose("business_type", "laundry").submit().await.expect(303);
    pair.text_here("select id::text from sys_tenants where email = 'info@noor.example.om'").await.parse().unwrap()
}

/// A step written down as the acts of the pages do.
async fn step(pair: &Pair, tenant: Uuid, from: &str, to: &str, mode: &str) {
    pair.here(&format!(
        "update sys_tenant_lifecycle set stage = '{to}', suspension_mode = nullif('{mode}', ''), reason = 'Asked for' where tenant_id = '{tenant}';
         insert into sys_tenant_lifecycle_events (id, tenant_id, from_stage, to_stage, suspension_mode, reason, at)
         values (gen_random_uuid(), '{tenant}', '{from}', '{to}', nullif('{mode}', ''), 'Asked for', clock_timestamp() - interval '1 second')"
    ))
    .await;
}

async fn stands(pair: &Pair, tenant: Uuid) -> String {
    pair.text_there(&format!(
        "select concat_ws(' ', t.status, t.is_active, s.status, l.lifecycle_stage) from org_tenants_mst t
           join org_pln_subscriptions_mst s on s.tenant_org_id = t.id and s.is_active
           join sys_tenant_lifecycle l on l.tenant_org_id = t.id where t.id = '{tenant}'"
    ))
    .await
}

async fn deliver(pair: &Pair) -> usize {
    push::deliver(&pair.means_as("product_reader")).await.unwrap()
}

const CONTENTS: &str = "select md5(concat((select string_agg(t::text, '') from org_tenants_mst t), (select string_agg(t::text, '' order by id) from org_branches_mst t),
    (select string_agg(t::text, '' order by id) from org_pln_subscriptions_mst t), (select string_agg(t::text, '' order by id) from org_tenant_settings_cf t),
    (select string_agg(t::text, '' order by id) from org_payment_methods_cf t), (select string_agg(t::text, '' order by id) from hq_tenant_status_history t),
    (select string_agg(t::text, '' order by id) from org_pln_change_history_tr t), (select string_agg(t::text, '') from sys_tenant_lifecycle t)))";

#[tokio::test]
async fn a_new_tenant_is_created_over_there_with_everything_an_order_needs() {
    let pair = Pair::with_tenants(5).await;
    let mut browser = turn_on(&pair).await;
    let tenant = create(&pair, &mut browser).await;
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(stands(&pair, tenant).await, "trial t trial trial");
    let told = format!(
        "select concat_ws(' ', (select string_agg(setting_code || value_jsonb::text, ',' order by setting_code) from org_tenant_settings_cf where tenant_org_id = '{tenant}'),
                (select payment_method_code from org_payment_methods_cf), (select count(*) from org_branches_mst where is_main),
                (select change_type from org_pln_change_history_tr), (select count(*) from hq_tenant_status_history),
                (select slug || ' ' || created_by || ' ' || stng_profile_code || ' ' || s_current_plan from org_tenants_mst))"
    );
    let expected = "TENANT_CURRENCY\"OMR\",TENANT_DECIMAL_PLACES3 CASH 1 initial 1 al-noor-laundry hq-console GCC_OM_MAIN FREE_TRIAL";
    assert_eq!(pair.text_there(&told).await, expected);
    assert_eq!(pair.console.db_audited("product.pushed").await, 1);
    pair.read().await.done();
    let differs = format!("select count(*)::text from sys_product_drifts where tenant_id = '{tenant}'");
    assert_eq!(pair.text_here(&differs).await, "0", "what was told differs from what is here");
}

#[tokio::test]
async fn telling_twice_is_telling_once() {
    let pair = Pair::with_tenants(5).await;
    let mut browser = turn_on(&pair).await;
    let tenant = create(&pair, &mut browser).await;
    step(&pair, tenant, "trial", "active", "").await;
    step(&pair, tenant, "active", "suspended", "blocked").await;
    assert_eq!(deliver(&pair).await, 3);
    assert_eq!(stands(&pair, tenant).await, "suspended f suspended suspended");
    let before = pair.text_there(CONTENTS).await;
    // As if the console had died between the product's commit and its own.
    pair.here("update sys_product_pushes set state = 'waiting' where id = (select max(id) from sys_product_pushes)").await;
    assert_eq!(deliver(&pair).await, 1);
    pair.here("update sys_product_pushes set state = 'waiting' where kind = 'provision'").await;
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(pair.text_there(CONTENTS).await, before);
}

#[tokio::test]
async fn every_stage_is_told_in_the_products_own_words() {
    let pair = Pair::with_tenants(5).await;
    let mut browser = turn_on(&pair).await;
    let tenant = create(&pair, &mut browser).await;
    deliver(&pair).await;
    for (from, to, mode, expected) in [
        ("trial", "active", "", "active t active active"),
        ("active", "suspended", "blocked", "suspended f suspended suspended"),
        ("suspended", "active", "", "active t active active"),
        ("active", "cancelled", "", "canceled f cancelled cancelled"),
        ("cancelled", "churned", "", "canceled f expired churned"),
    ] {
        step(&pair, tenant, from, to, mode).await;
        assert_eq!(
            deliver(&pair).await,
            1,
            "{to}: {}",
            pair.text_here("select coalesce(max(error), '') || coalesce(max(error_detail), '') from sys_product_pushes").await
        );
        assert_eq!(stands(&pair, tenant).await, expected);
    }
    let kept = "select concat_ws(' ', suspended_at is null, cancelled_at is not null, cancellation_reason) from sys_tenant_lifecycle";
    assert_eq!(pair.text_there(kept).await, "t t Asked for");
    assert_eq!(pair.text_there("select count(*)::text from hq_tenant_status_history").await, "6");
}

#[tokio::test]
async fn an_activation_takes_its_plan_along() {
    let pair = Pair::with_tenants(5).await;
    let mut browser = turn_on(&pair).await;
    let tenant = create(&pair, &mut browser).await;
    deliver(&pair).await;
    pair.here(&format!(
        "update sys_tenant_subscriptions set plan_code = 'GROWTH', status = 'active', cycle = 'annual', due_on = period_end where tenant_id = '{tenant}'"
    ))
    .await;
    step(&pair, tenant, "trial", "active", "").await;
    assert_eq!(deliver(&pair).await, 1);
    let told = "select concat_ws(' ', t.s_current_plan, s.plan_code, s.previous_plan_code, s.base_price::numeric(12,3), s.currency, s.billing_cycle, s.trial_end is null,
                       (select count(*) from org_pln_change_history_tr where change_type = 'upgrade'))
                  from org_tenants_mst t join org_pln_subscriptions_mst s on s.tenant_org_id = t.id";
    assert_eq!(pair.text_there(told).await, "GROWTH GROWTH FREE_TRIAL 790.000 OMR annual t 1");
}

#[tokio::test]
async fn another_plan_is_told_with_its_price_and_the_way_it_went() {
    let pair = Pair::with_tenants(20).await;
    turn_on(&pair).await;
    let tenant = pair.agreed("active").await;
    let console = &pair.console;
    db_seller(console).await;
    db_subscribed(console, TenantId(tenant)).await;
    pair.there("update org_pln_subscriptions_mst set plan_code = 'STARTER'; update org_tenants_mst set s_current_plan = 'STARTER'").await;
    let mut browser = console.staff("billing").await;
    let plan = format!("/tenants/{tenant}/subscription/plan");
    let version = |code: &str| format!("select offered_version_id::text from sys_plans where code = '{code}'");
    let growth = pair.text_here(&version("GROWTH")).await;
    browser.open(&format!("{plan}?look=yes&plan={growth}")).await.ok();
    browser.form(&plan).submit().await.expect(303);
    assert_eq!(deliver(&pair).await, 1);
    let told = "select concat_ws(' ', t.s_current_plan, s.plan_code, s.previous_plan_code, s.base_price::numeric(12,3), s.currency, s.status, h.change_type, h.from_plan_code)
                  from org_tenants_mst t join org_pln_subscriptions_mst s on s.tenant_org_id = t.id
                  join org_pln_change_history_tr h on h.tenant_org_id = t.id and h.to_plan_code = t.s_current_plan";
    assert_eq!(pair.text_there(told).await, "GROWTH GROWTH STARTER 79.000 OMR active upgrade STARTER");
    let mut operator = console.staff("super_admin").await;
    operator.open("/operations/product").await.ok().says("Plan: Growth").says("Told");
    // Told again, as after a crash between the two commits, it changes nothing.
    let before = pair.text_there(CONTENTS).await;
    pair.here("update sys_product_pushes set state = 'waiting'").await;
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(pair.text_there(CONTENTS).await, before);
    // A cheaper one is told when it holds, which is when the next period begins.
    let starter = pair.text_here(&version("STARTER")).await;
    browser.open(&format!("{plan}?look=yes&plan={starter}")).await.ok();
    browser.form(&plan).submit().await.expect(303);
    assert_eq!(deliver(&pair).await, 0);
    console.clock.advance(chrono::Duration::days(20));
    run_to(console, console.clock.today()).await;
    // The run renewed many tenants, and changed the plan of one.
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(pair.text_there(told).await, "STARTER STARTER GROWTH 29.000 OMR active downgrade GROWTH");
}

async fn db_plan_push(pair: &Pair, tenant: Uuid) {
    pair.here(&format!(
        "insert into sys_product_pushes (tenant_id, kind, to_plan, created_at, next_at)
         select id, 'plan', plan_code, now() - interval '1 day', now() - interval '1 day' from sys_tenants where id = '{tenant}'"
    ))
    .await;
}

#[tokio::test]
async fn a_plan_that_the_product_refuses_holds_no_suspension_up() {
    let pair = Pair::with_tenants(20).await;
    turn_on(&pair).await;
    let tenant = pair.agreed("active").await;
    pair.there(
        "update org_pln_subscriptions_mst set plan_code = 'OTHER'; alter table org_pln_subscriptions_mst add check (plan_code = 'OTHER')",
    )
    .await;
    db_plan_push(&pair, tenant).await;
    step(&pair, tenant, "active", "suspended", "blocked").await;
    assert_eq!(deliver(&pair).await, 2, "the plan is left out once the tenant is suspended");
    assert_eq!(stands(&pair, tenant).await, "suspended f suspended suspended");
    // And refused where it is not.
    step(&pair, tenant, "suspended", "active", "").await;
    pair.here("delete from sys_product_pushes").await;
    db_plan_push(&pair, tenant).await;
    assert_eq!(deliver(&pair).await, 0);
    step(&pair, tenant, "active", "suspended", "blocked").await;
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(
        pair.text_here("select string_agg(kind || ' ' || state, ', ' order by id) from sys_product_pushes").await,
        "plan waiting, stage done"
    );
}

#[tokio::test]
async fn the_plan_of_a_tenant_the_product_does_not_have_is_left_out() {
    let pair = Pair::with_tenants(20).await;
    turn_on(&pair).await;
    let tenant = pair.console.db_tenant("active").await.0;
    db_plan_push(&pair, tenant).await;
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(pair.text_here("select state || error from sys_product_pushes").await, "skippednot_there");
}

#[tokio::test]
async fn the_plan_of_a_tenant_whose_access_is_closed_is_told_when_it_is_opened_again() {
    let pair = Pair::with_tenants(20).await;
    turn_on(&pair).await;
    let tenant = pair.agreed("active").await;
    db_plan_push(&pair, tenant).await;
    pair.here(&format!(
        "update sys_tenant_lifecycle set stage = 'suspended', suspension_mode = 'blocked', reason = 'Asked for' where tenant_id = '{tenant}'"
    ))
    .await;
    pair.there("update org_pln_subscriptions_mst set plan_code = 'OTHER'").await;
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(pair.text_here("select state || error from sys_product_pushes").await, "skippednot_active");
    assert_eq!(pair.text_there("select plan_code from org_pln_subscriptions_mst").await, "OTHER");
    step(&pair, tenant, "suspended", "active", "").await;
    assert_eq!(deliver(&pair).await, 1);
    let plan = pair.text_here(&format!("select plan_code from sys_tenants where id = '{tenant}'")).await;
    assert_eq!(pair.text_there("select plan_code from org_pln_subscriptions_mst").await, plan);
}

#[tokio::test]
async fn what_the_product_refuses_waits_longer_each_time_and_keeps_its_followers_waiting() {
    let pair = Pair::with_tenants(5).await;
    let mut browser = turn_on(&pair).await;
    let tenant = create(&pair, &mut browser).await;
    step(&pair, tenant, "trial", "active", "").await;
    pair.there("insert into org_tenants_mst (name, slug, email, phone) values ('Another', 'al-noor-laundry', 'another@example.com', '1')")
        .await;
    assert_eq!(deliver(&pair).await, 0);
    let waits = "select string_agg(concat_ws(' ', state, attempts, error), ',' order by id) from sys_product_pushes";
    assert_eq!(pair.text_here(waits).await, "waiting 1 taken,waiting 0");
    assert_eq!(deliver(&pair).await, 0, "it was tried again before its time");
    assert_eq!(pair.text_here(waits).await, "waiting 1 taken,waiting 0");
    browser.open("/operations/product").await.ok().says("Another tenant of the product has this address word or e-mail.");
    pair.there("delete from sys_tenant_lifecycle; delete from org_tenants_mst").await;
    let retry = browser.page().attributes("form[action$='/retry']", "action").remove(0);
    browser.form(&retry).submit().await.goes_to("/operations/product");
    assert_eq!(deliver(&pair).await, 2);
    assert_eq!(stands(&pair, tenant).await, "active t active active");
}

#[tokio::test]
async fn a_tenant_without_exactly_one_subscription_over_there_is_left_to_a_person() {
    let pair = Pair::with_tenants(20).await;
    turn_on(&pair).await;
    let tenant = pair.agreed("active").await;
    pair.there("insert into org_pln_subscriptions_mst (tenant_org_id, plan_code, base_price, current_period_start, current_period_end) select id, 'PRO', 1, now(), now() from org_tenants_mst").await;
    step(&pair, tenant, "active", "suspended", "blocked").await;
    assert_eq!(deliver(&pair).await, 0);
    assert_eq!(pair.text_here("select error from sys_product_pushes").await, "many_subscriptions");
    assert_eq!(pair.text_there("select status from org_tenants_mst").await, "active", "half of the step was written");
}

#[tokio::test]
async fn a_suspension_that_still_lets_read_is_not_made_a_harder_one() {
    let pair = Pair::with_tenants(20).await;
    turn_on(&pair).await;
    let tenant = pair.agreed("active").await;
    step(&pair, tenant, "active", "suspended", "read_only").await;
    assert_eq!(deliver(&pair).await, 1);
    assert_eq!(pair.text_here("select state || error from sys_product_pushes").await, "skippedread_only");
    assert_eq!(pair.text_there("select status || is_active from org_tenants_mst").await, "activetrue");
    pair.read().await.done();
    assert_eq!(
        pair.text_here(&format!("select count(*)::text from sys_product_drifts where kind = 'stage' and tenant_id = '{tenant}'")).await,
        "0"
    );
}

#[tokio::test]
async fn nothing_is_told_unless_both_switches_stand() {
    let pair = Pair::with_tenants(5).await;
    let mut browser = pair.console.staff("super_admin").await;
    create(&pair, &mut browser).await;
    assert_eq!(pair.text_here("select count(*)::text from sys_product_pushes").await, "0");
    pair.here("update sys_product_settings set push_enabled = true").await;
    let tenant = pair.console.db_tenant("active").await.0;
    step(&pair, tenant, "active", "suspended", "blocked").await;
    let reader = super::address(&pair.url, "product_writer");
    let told = push::deliver(&pair.means_of(&[("PRODUCT_DATABASE_URL", &reader)])).await.unwrap();
    assert_eq!((told, pair.text_here("select state from sys_product_pushes").await.as_str()), (0, "waiting"));
}

#[tokio::test]
async fn a_product_that_is_down_is_no_steps_fault() {
    let pair = Pair::with_tenants(5).await;
    turn_on(&pair).await;
    let tenant = pair.console.db_tenant("active").await.0;
    step(&pair, tenant, "active", "suspended", "blocked").await;
    let down = pair.means_of(&[("PRODUCT_DATABASE_URL", "postgres://nobody@127.0.0.1:1/gone"), ("HQ_PRODUCT_WRITE", "1")]);
    push::deliver(&down).await.unwrap_err();
    assert_eq!(pair.text_here("select concat_ws(' ', state, attempts, error) from sys_product_pushes").await, "waiting 0 unreachable");
}
