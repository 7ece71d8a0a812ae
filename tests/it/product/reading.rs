//! What a run brings over.

use super::Pair;

const FIGURES: &str =
    "select coalesce(string_agg(m::text, E'\\n' order by tenant_id, day), '') from (select tenant_id, day, orders_created,
    orders_completed, orders_cancelled, revenue_minor, active_customers, new_customers, active_users, total_users, logins, branches, source
    from sys_tenant_metrics_daily) as m";

#[tokio::test]
async fn a_role_that_row_level_security_applies_to_is_refused_and_nothing_is_measured() {
    let pair = Pair::with_tenants(10).await;
    let tenant = pair.agreed("active").await;
    pair.read().await.done();
    let before = pair.text_here(FIGURES).await;
    pair.there(&format!("insert into org_orders_mst (tenant_org_id, created_at) values ('{tenant}', now())")).await;
    pair.read_as("product_blind").await.failed("blind");
    assert_eq!(pair.text_here(FIGURES).await, before, "a nought was taken for a measurement");
    let mut browser = pair.console.staff("super_admin").await;
    browser.open("/operations/product").await.ok().says("BYPASSRLS").says("product_blind");
}

#[tokio::test]
async fn tenants_are_found_by_id_by_slug_and_by_email_and_stay_linked_when_those_change() {
    let pair = Pair::with_tenants(30).await;
    let ids = pair.console.db_tenants("active", 3).await;
    pair.agree(ids[0].0).await;
    for (n, column) in [(1, "slug"), (2, "email")] {
        let value = pair.text_here(&format!("select {column} from sys_tenants where id = '{}'", ids[n].0)).await;
        let (slug, email) = if column == "slug" { (value.as_str(), "other@example.com") } else { ("another-word", value.as_str()) };
        pair.there(&format!("insert into org_tenants_mst (name, slug, email, phone) values ('Somebody', '{slug}', upper('{email}'), '1')"))
            .await;
    }
    pair.read().await.done();
    let matched = "select string_agg(matched_by, ',' order by matched_by) from sys_product_tenants where tenant_id is not null";
    assert_eq!(pair.text_here(matched).await, "email,id,slug");
    pair.there(
        "update org_tenants_mst set slug = 'renamed-' || left(id::text, 8), email = id || '@elsewhere.example' where name = 'Somebody'",
    )
    .await;
    pair.read().await.done();
    assert_eq!(pair.text_here(matched).await, "email,id,slug");
}

#[tokio::test]
async fn what_leads_to_two_tenants_is_linked_to_neither() {
    let pair = Pair::with_tenants(30).await;
    let ids = pair.console.db_tenants("active", 2).await;
    let slug = pair.text_here(&format!("select slug from sys_tenants where id = '{}'", ids[0].0)).await;
    let email = pair.text_here(&format!("select email from sys_tenants where id = '{}'", ids[1].0)).await;
    pair.there(&format!("insert into org_tenants_mst (name, slug, email, phone) values ('Both', '{slug}', '{email}', '1')")).await;
    pair.read().await.done();
    assert_eq!(pair.text_here("select ambiguous::text || coalesce(tenant_id::text, '') from sys_product_tenants").await, "true");
    assert_eq!(pair.text_here("select count(*)::text from sys_product_drifts where kind = 'ambiguous'").await, "1");
}

#[tokio::test]
async fn branches_and_people_are_mirrored_and_the_consoles_own_branch_keeps_its_name() {
    let pair = Pair::with_tenants(10).await;
    let tenant = pair.agreed("active").await;
    let own = pair.text_here(&format!("select name from sys_tenant_branches where tenant_id = '{tenant}' and is_main")).await;
    pair.there(&format!(
        "insert into org_branches_mst (tenant_org_id, name, is_main) values ('{tenant}', 'Head', true), ('{tenant}', ' ', false), ('{tenant}', 'Port', false);
         insert into org_branches_mst (tenant_org_id, name, rec_status) values ('{tenant}', 'Gone', 0);
         insert into org_users_mst (user_id, tenant_org_id, role) select gen_random_uuid(), '{tenant}', 'operator' from generate_series(1, 3)"
    ))
    .await;
    let run = pair.read().await;
    assert_eq!((run.done().branches, run.users), (3, 3));
    let branches = format!(
        "select string_agg(name, ',' order by is_main desc, name) from sys_tenant_branches where tenant_id = '{tenant}' and product_id is not null"
    );
    let seen = pair.text_here(&branches).await;
    assert!(seen.contains("Port") && seen.contains('—') && seen.contains(&own) && !seen.contains("Head"), "{seen}");
    pair.there("delete from org_branches_mst where name = 'Port'; delete from org_users_mst where user_id in (select user_id from org_users_mst limit 1)").await;
    pair.read().await.done();
    assert!(!pair.text_here(&branches).await.contains("Port"));
    assert_eq!(pair.text_here("select count(*)::text from sys_tenant_users").await, "2");
}

/// Two orders on either side of midnight in Muscat, which is eight in the evening by UTC.
async fn orders(pair: &Pair, tenant: uuid::Uuid) {
    pair.here(&format!("update sys_tenants set timezone = 'Asia/Muscat', currency = 'OMR' where id = '{tenant}'")).await;
    pair.there(&format!(
        "with d as (select (now() at time zone 'Asia/Muscat')::date - 2 as day)
         insert into org_orders_mst (tenant_org_id, customer_id, status, current_status, total_amount, currency_code, created_at, delivered_at, cancelled_at)
         select '{tenant}', gen_random_uuid(), s, s, amount, currency, (d.day + t::time) - interval '4 hours',
                case when s = 'delivered' then (d.day + t::time) - interval '4 hours' end,
                case when s = 'cancelled' then (d.day + t::time) at time zone 'Asia/Muscat' end
           from d, (values ('00:00', 'delivered', 1.2345, 'OMR'), ('23:59', 'processing', 2.0004, null), ('12:00', 'cancelled', 50, 'OMR'),
                           ('13:00', 'DRAFT', 60, 'OMR'), ('14:00', 'ready', 70, 'USD')) as o (t, s, amount, currency);
         insert into org_orders_mst (tenant_org_id, status, total_amount, created_at)
             select '{tenant}', 'ready', 9, ((now() at time zone 'Asia/Muscat')::date - 1)::timestamp - interval '4 hours';
         insert into org_orders_mst (tenant_org_id, status, order_subtype, created_at)
             select '{tenant}', 'ready', 'split_child', ((now() at time zone 'Asia/Muscat')::date - 2)::timestamp"
    ))
    .await;
}

#[tokio::test]
async fn figures_are_counted_by_the_tenants_own_day_and_in_its_own_currency() {
    let pair = Pair::with_tenants(10).await;
    let tenant = pair.agreed("active").await;
    orders(&pair, tenant).await;
    pair.read().await.done();
    let day = |ago: i32, columns: &str| {
        format!(
            "select ({columns})::text from sys_tenant_metrics_daily where tenant_id = '{tenant}' and day = (now() at time zone 'Asia/Muscat')::date - {ago}"
        )
    };
    // 1.2345 and 2.0004 rials are 3,235 baisa; dollars are not added to them.
    let figures = "orders_created, orders_completed, orders_cancelled, revenue_minor, active_customers, source";
    assert_eq!(pair.text_here(&day(2, figures)).await, "(5,1,1,3235,4,product)");
    assert_eq!(pair.text_here(&day(1, "orders_created, revenue_minor")).await, "(1,9000)");
    assert_eq!(pair.text_here(&day(3, "orders_created, revenue_minor")).await, "(0,0)");
    assert_eq!(pair.text_here(&format!("select count(*)::text from sys_tenant_metrics_daily where tenant_id = '{tenant}'")).await, "90");
}

#[tokio::test]
async fn reading_the_window_again_changes_nothing_and_late_changes_are_taken_up() {
    let pair = Pair::with_tenants(10).await;
    let tenant = pair.agreed("active").await;
    orders(&pair, tenant).await;
    assert_eq!(pair.read().await.done().days, 90);
    let before = pair.text_here(FIGURES).await;
    assert_eq!(pair.read().await.done().days, 0);
    assert_eq!(pair.text_here(FIGURES).await, before);
    pair.there("delete from org_orders_mst where total_amount = 9").await;
    assert_eq!(pair.read().await.done().days, 1);
    assert_ne!(pair.text_here(FIGURES).await, before);
}

#[tokio::test]
async fn the_products_figures_stand_above_those_of_events() {
    let pair = Pair::with_tenants(10).await;
    let tenant = pair.agreed("active").await;
    pair.here(&format!(
        "select sys_create_months('sys_tenant_metrics_daily', current_date, current_date);
         insert into sys_tenant_metrics_daily (tenant_id, day, orders_created, api_calls, source, computed_at)
         values ('{tenant}', current_date - 1, 77, 12, 'events', now())"
    ))
    .await;
    pair.read().await.done();
    // Calls of the interface are not among what this product shows, so what events said of them stays.
    let told = format!(
        "select (orders_created, api_calls, source)::text from sys_tenant_metrics_daily where tenant_id = '{tenant}' and day = current_date - 1"
    );
    assert_eq!(pair.text_here(&told).await, "(0,12,product)");
}

#[tokio::test]
async fn people_seen_are_counted_once_a_day_however_they_were_seen() {
    let pair = Pair::with_tenants(10).await;
    let tenant = pair.agreed("active").await;
    pair.here(&format!("update sys_tenants set timezone = 'UTC' where id = '{tenant}'")).await;
    pair.there(&format!(
        "insert into org_users_mst (user_id, tenant_org_id, last_login_at)
             values ('00000000-0000-4000-8000-000000000001', '{tenant}', now() at time zone 'UTC' - interval '1 day'),
                    ('00000000-0000-4000-8000-000000000002', '{tenant}', null);
         insert into sys_audit_log (user_id, action, status, created_at)
             select '00000000-0000-4000-8000-000000000001', 'login_success', s, now() at time zone 'UTC' - interval '1 day'
               from unnest(array['success', 'success', 'failure']) s;
         insert into org_order_history (order_id, tenant_org_id, action_type, done_by, done_at)
             values (gen_random_uuid(), '{tenant}', 'FIELD_UPDATE', '00000000-0000-4000-8000-000000000002', now() - interval '1 day')"
    ))
    .await;
    pair.read().await.done();
    let told = format!(
        "select (logins, active_users)::text from sys_tenant_metrics_daily where tenant_id = '{tenant}' and day = (now() at time zone 'UTC')::date - 1"
    );
    assert_eq!(pair.text_here(&told).await, "(2,2)");
}

#[tokio::test]
async fn an_older_schema_costs_what_it_lacks_and_nothing_else() {
    let pair = Pair::with_tenants(10).await;
    let tenant = pair.agreed("active").await;
    orders(&pair, tenant).await;
    pair.there(
        "drop table sys_audit_log, org_order_history, org_customers_mst, sys_plan_limits;
         alter table org_orders_mst drop column cancelled_at, drop column current_status, drop column order_subtype;
         alter table org_tenants_mst drop column is_hq_test_demo, drop column rec_status, drop column timezone;
         alter table org_branches_mst drop column is_main, drop column city",
    )
    .await;
    let run = pair.read().await;
    run.done();
    for lacking in [
        "sys_audit_log",
        "org_order_history",
        "org_customers_mst",
        "org_orders_mst.cancelled_at",
        "org_tenants_mst.rec_status",
        "storage.objects",
    ] {
        assert!(run.missing.iter().any(|name| name == lacking), "{lacking} is not among {:?}", run.missing);
    }
    let counted = format!("select sum(orders_created)::text from sys_tenant_metrics_daily where tenant_id = '{tenant}'");
    assert_eq!(pair.text_here(&counted).await, "7");
    let mut browser = pair.console.staff("super_admin").await;
    browser.open("/operations/product").await.ok().says("cancelled_at").says("parts of the product could not be seen");
    pair.there("drop table org_tenants_mst cascade").await;
    pair.read().await.failed("lacking");
}

#[tokio::test]
async fn a_product_that_is_down_fails_its_run_and_leaves_everything_as_it_was() {
    let pair = Pair::with_tenants(10).await;
    pair.agreed("active").await;
    pair.read().await.done();
    let (figures, drifts) = (pair.text_here(FIGURES).await, pair.text_here("select count(*)::text from sys_product_drifts").await);
    let down = pair.means_of(&[("PRODUCT_DATABASE_URL", "postgres://nobody:sesame-opens@127.0.0.1:1/gone")]);
    pair.read_with(&down).await.failed("unreachable");
    assert_eq!(pair.text_here(FIGURES).await, figures);
    assert_eq!(pair.text_here("select count(*)::text from sys_product_drifts").await, drifts);
    let mut browser = pair.console.staff("super_admin").await;
    browser.open("/operations/product").await.ok().says("does not answer").says_not("sesame");
    assert_eq!(pair.text_here("select count(*)::text from sys_product_syncs s where s::text like '%sesame%'").await, "0");
    assert!(!format!("{down:?}").contains("sesame"), "a log could hold the password");
}

#[tokio::test]
async fn an_emptied_product_is_not_taken_for_one_without_tenants() {
    let pair = Pair::with_tenants(10).await;
    pair.agreed("active").await;
    pair.read().await.done();
    pair.there("truncate org_tenants_mst cascade").await;
    pair.read().await.failed("empty");
    assert_eq!(pair.text_here("select count(tenant_id)::text from sys_product_tenants").await, "1");
}

#[tokio::test]
async fn two_thousand_tenants_are_read_in_batches_and_the_demonstrations_own_are_left_out() {
    let pair = Pair::start().await;
    pair.there(
        "insert into org_tenants_mst (name, slug, email, phone) select 'Laundry ' || n, 'laundry-' || n, n || '@example.com', '1' from generate_series(1, 2001) n;
         insert into org_tenants_mst (id, name, slug, email, phone) values ('11111111-1111-4111-8111-111111111111', 'Demo', 'demo', 'demo@example.com', '1');
         insert into org_tenants_mst (name, slug, email, phone, is_hq_test_demo) values ('Test', 'test', 'test@example.com', '1', true)",
    )
    .await;
    let run = pair.read().await;
    assert_eq!((run.done().tenants, run.drifts), (2001, 2001));
    pair.there("delete from sys_tenant_lifecycle; delete from org_tenants_mst where slug <> 'laundry-7'").await;
    let run = pair.read().await;
    assert_eq!((run.done().tenants, run.drifts), (1, 1));
}

#[tokio::test]
async fn one_tenant_whose_figures_cannot_be_read_does_not_cost_the_others_theirs() {
    let pair = Pair::with_tenants(20).await;
    let ids = pair.console.db_tenants("active", 3).await;
    for id in &ids {
        pair.agree(id.0).await;
        pair.there(&format!(
            "insert into org_orders_mst (tenant_org_id, total_amount, created_at) values ('{}', 1, now() at time zone 'UTC')",
            id.0
        ))
        .await;
    }
    // More money than there is: the sum does not fit.
    pair.there(&format!(
        "insert into org_orders_mst (tenant_org_id, total_amount, created_at)
         select '{}', 999999999999999, now() at time zone 'UTC' from generate_series(1, 200)",
        ids[1].0
    ))
    .await;
    let run = pair.read().await;
    assert_eq!(run.done().failures, 1);
    let counted = "select count(distinct tenant_id)::text from sys_tenant_metrics_daily where orders_created > 0";
    assert_eq!(pair.text_here(counted).await, "2");
    assert_eq!(pair.text_here("select measure_error from sys_product_tenants where measure_error is not null").await, "other");
}

#[tokio::test]
async fn only_one_run_is_under_way_and_one_whose_worker_died_is_given_up() {
    let pair = Pair::start().await;
    pair.here("insert into sys_product_syncs (id, state, asked_at, started_at, beat_at) values (gen_random_uuid(), 'running', now(), now(), now())").await;
    let means = pair.means_as("product_reader");
    assert!(hq_console::areas::product::sync::turn(&means).await.unwrap().is_none());
    pair.console.clock.advance(chrono::Duration::minutes(90));
    assert!(hq_console::areas::product::sync::turn(&means).await.unwrap().is_some());
    assert_eq!(
        pair.text_here("select string_agg(state || coalesce(error, ''), ',' order by asked_at) from sys_product_syncs").await,
        "failedlost,done"
    );
}
