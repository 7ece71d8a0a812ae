//! What holds for every route, every page and every form of the console, drawn from the route table itself: whoever adds
//! one is held to it without writing a test.

mod deeds;
mod forgery;
mod headers;
mod matrix;
mod pages;
mod walk;

use std::collections::BTreeSet;
use std::sync::Arc;

use hq_console::areas::billing::changes::Change::Downgrade;
use hq_console::areas::billing::subscriptions;
use hq_console::areas::roles::model::Wanted;
use hq_console::areas::{self, access_reviews, roles};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{PlanVersionId, ReviewId, RoleId, TenantId};
use hq_console::core::jobs;
use hq_console::core::permission::{Permission, PermissionSet};
use hq_console::core::scope::Scope;
use hq_console::web::routes::{self, Access, Route, RouteTable};

use crate::support::{Browser, Console, Setup, ask_suspension};

const ROLES: [&str; 6] = ["super_admin", "billing", "support_manager", "support", "analyst", "auditor"];

fn table() -> Arc<RouteTable> {
    routes::join(areas::all(false)).1
}

/// Routes that are asked first, and those that end the session that asks.
fn in_order() -> Vec<Route> {
    let mut routes = table().routes.clone();
    // What programs call has rules of its own: see the tests of the API.
    routes.retain(|route| !route.is_api());
    routes.sort_by_key(|route| route.path == "/logout");
    assert!(routes.len() > 30, "the table is suspiciously short");
    routes
}

/// The address of a route, with something for each parameter that no row has.
fn address(path: &str) -> String {
    fill(path, "0190ffff-ffff-7fff-bfff-ffffffffffff")
}

fn fill(path: &str, parameter: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { parameter } else { part }).collect::<Vec<_>>().join("/")
}

/// What the database grants a role.
async fn grants(console: &Console, role: &str) -> PermissionSet {
    let codes: Vec<String> = sqlx::query_scalar(
        "select p.permission from sys_platform_role_permissions p join sys_platform_roles r on r.id = p.role_id where r.code = $1",
    )
    .bind(role)
    .fetch_all(&console.db)
    .await
    .unwrap();
    assert!(!codes.is_empty(), "{role} is no role");
    PermissionSet::from_grants(codes)
}

fn admits(access: Access, grants: &PermissionSet) -> bool {
    match access {
        Access::Public | Access::SignedIn => true,
        Access::Needs(permission) => grants.has(permission),
        Access::Scope(_) => false,
    }
}

/// A console with forty tenants and their history, imports that wait and one done, and colleagues of every standing.
async fn inhabited() -> Console {
    let console = Console::start_as(Setup { settings: &PRODUCT, ..Setup::default() }).await;
    areas::fill_demo(&console.db, &console.clock, &console.secrets, &[], 40).await.unwrap();
    let mut manager = console.staff("super_admin").await;
    for (name, start) in [("waiting.csv", false), ("tossed.csv", false), ("done.csv", true)] {
        let roster = format!("Name,Email,Phone\nLaundry of {name},{name}@example.om,95900001\nFaulty,nobody,1\n");
        manager.open("/tenants/import").await.ok();
        let path = manager.form("/tenants/import").attach("file", name, roster).submit().await.expect(303).location().to_owned();
        manager.follow().await.ok();
        if start {
            manager.form(&format!("{path}/run")).submit().await.expect(303);
        }
    }
    console.run_jobs().await;
    db_background_work(&console).await;
    manager.open("/tenants").await.ok();
    let noted = manager.page().attributes("#tenants tbody th a", "href").remove(1);
    manager.open(&noted).await.ok();
    manager.form(&format!("{noted}/notes/new")).fill("body", "Wants a call on Sunday").submit().await.expect(303);
    db_role_and_reviews(&console).await;
    console.db_key("Product, staging", Scope::ALL).await;
    console.invite("Waiting Colleague", "waiting@example.com", "billing").await;
    let person = console.db_person(&["support"]).await;
    console.signed_in(&person).await;
    console.disable(&person).await;
    lives(&console, &mut manager).await;
    db_product(&console).await;
    db_drafts_of_plans(&console).await;
    db_scheduled(&console).await;
    sqlx::query("update sys_tenant_subscriptions set due_on = period_start where ended_at is null and status = 'active'")
        .execute(&console.db)
        .await
        .unwrap();
    let busy = console.db_person(&["support"]).await;
    for _ in 0..3 {
        console.signed_in(&busy).await;
    }
    console
}

/// A subscription that becomes a smaller one at the end of its period.
async fn db_scheduled(console: &Console) {
    let sql = "select s.tenant_id from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
                where s.ended_at is null and s.status = 'active' and t.stage = 'active' and s.plan_code in ('GROWTH', 'PRO') and s.cancels_on is null
                order by t.created_at desc limit 1";
    let tenant = TenantId(sqlx::query_scalar(sql).fetch_one(&console.db).await.unwrap());
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap();
    let standing = subscriptions::standing::held(&mut change, tenant).await.unwrap().unwrap().unwrap();
    let starter =
        sqlx::query_scalar("select offered_version_id from sys_plans where code = 'STARTER'").fetch_one(&mut *change).await.unwrap();
    let plan = standing.offers.offer(PlanVersionId(starter), standing.terms().cycle, standing.currency()).unwrap();
    let down = Downgrade { plan, price_override: None };
    let outcome = standing.outcome(&mut change, &down, console.clock.today()).await.unwrap().unwrap();
    subscriptions::commands::carry_out(&mut change, &console.secrets, &standing, &outcome, "").await.unwrap();
    change.commit().await.unwrap();
}

/// Schedules as a worker makes them, a job that was given up, one that waits, and a kind that is paused.
async fn db_background_work(console: &Console) {
    jobs::settle_schedules(&console.db, &console.clock, &areas::jobs()).await.unwrap();
    sqlx::query(
        "insert into sys_jobs (id, kind, payload, priority, max_attempts, attempts, state, finished_at, last_error)
         select $1, 'console.sweep', '{}', 100, 3, 3, 'dead', now(), 'The harbour was closed'",
    )
    .bind(console.clock.new_id())
    .execute(&console.db)
    .await
    .unwrap();
    sqlx::query("insert into sys_job_pauses (kind, paused_at, reason) values ('jobs.sweep', now(), 'Flood in the cellar')")
        .execute(&console.db)
        .await
        .unwrap();
    let later = console.clock.now() + chrono::Duration::days(2);
    let kind = areas::jobs();
    let order = jobs::Order::by_hand(kind.kind("console.sweep").unwrap()).at(later);
    order.send(&mut console.db.acquire().await.unwrap()).await.unwrap();
}

/// Tenants in every stage, a request that waits, and an emergency nobody has looked at.
async fn lives(console: &Console, asking: &mut Browser) {
    let active = console.db_tenants("active", 5).await;
    ask_suspension(asking, active[0]).await;
    let request = ask_suspension(asking, active[1]).await;
    asking.open(&format!("{request}/emergency")).await.ok();
    asking.form(&format!("{request}/emergency")).fill("reason", "Nobody else could be reached").submit().await.expect(303);
    let over = console.clock.today() - chrono::Duration::days(1);
    for (sql, tenant) in [
        (
            "update sys_tenant_lifecycle set stage = 'suspended', suspension_mode = 'read_only' where tenant_id = $1 and $2::date is not null",
            active[2],
        ),
        ("update sys_tenant_lifecycle set stage = 'cancelled', data_retention_until = $2 where tenant_id = $1", active[3]),
        (
            "update sys_tenant_subscriptions set cancels_on = $2, cancel_reason = 'Closes the shop' where tenant_id = $1 and ended_at is null",
            active[4],
        ),
    ] {
        sqlx::query(sql).bind(tenant.0).bind(over).execute(&console.db).await.unwrap();
    }
    // A playbook that waits, one that runs, and somebody's task.
    for sql in [
        "insert into sys_playbook_runs (tenant_id, playbook, proposed_on, proposed_at, probability) values ($1, 'critical', $2::date - 200, now(), 0.99)",
        "insert into sys_playbook_runs (tenant_id, playbook, proposed_on, proposed_at, probability, started_at) values ($1, 'high', $2::date - 200, now(), 0.99, now())",
        "insert into sys_tasks (id, title, tenant_id, due_on, created_at) values (md5($1::text)::uuid, 'Count the herons', $1, $2, now())",
    ] {
        sqlx::query(sql).bind(active[0].0).bind(over).execute(&console.db).await.unwrap();
    }
}

/// The next version of two plans, begun, and a contract.
async fn db_drafts_of_plans(console: &Console) {
    let sql = "insert into sys_plan_versions (id, plan_code, number, status, name, name2, created_at)
               select gen_random_uuid(), plan_code, 2, 'draft', name, name2, now() from sys_plan_versions where plan_code in ('GROWTH', 'PRO')";
    sqlx::query(sql).execute(&console.db).await.unwrap();
    let sql = "insert into sys_plan_prices (plan_version_id, item, currency, minor) select id, x, 'OMR', 90000 from sys_plan_versions, unnest(array['monthly', 'annual']) x where number = 2 and status = 'draft' and plan_code in ('GROWTH', 'PRO')";
    sqlx::query(sql).execute(&console.db).await.unwrap();
    let sql = "insert into sys_plan_versions (id, plan_code, number, status, name, name2, created_at, is_public, tenant_id, contract_from)
               select gen_random_uuid(), 'ENTERPRISE', 90, 'draft', 'Enterprise', 'المؤسسات', now(), false, id, current_date
                 from sys_tenants where stage = 'active' order by created_at desc limit 1";
    sqlx::query(sql).execute(&console.db).await.unwrap();
    let sql = "insert into sys_plan_prices (plan_version_id, item, currency, minor) select v.id, 'monthly', t.currency, 400000
                 from sys_plan_versions v join sys_tenants t on t.id = v.tenant_id where v.number = 90";
    sqlx::query(sql).execute(&console.db).await.unwrap();
}

/// A product that is connected and does not answer: pages have to do without it.
const PRODUCT: [(&str, &str); 2] = [("PRODUCT_DATABASE_URL", "postgres://nobody@127.0.0.1:1/product"), ("HQ_PRODUCT_WRITE", "1")];

/// What runs found of it, a step it did not accept, and differences of every kind.
async fn db_product(console: &Console) {
    for sql in [
        r#"insert into sys_product_syncs (id, state, asked_at, started_at, ended_at, tenants, days, drifts, missing, probe)
           values (gen_random_uuid(), 'done', now() - interval '3 hours', now() - interval '3 hours', now() - interval '3 hours', 40, 280, 13,
                   '{org_order_history}', '{"version": "15.4", "role": "hq_connector", "bypasses": true, "can_write": true, "took_ms": 12,
                    "tables": [{"name": "org_tenants_mst", "usable": true, "missing": ["timezone"]}, {"name": "org_order_history", "usable": false, "missing": []}]}')"#,
        "insert into sys_product_syncs (id, state, asked_at, started_at, ended_at, error, error_detail)
         values (gen_random_uuid(), 'failed', now() - interval '2 hours', now() - interval '2 hours', now() - interval '2 hours', 'unreachable', 'refused')",
        "insert into sys_product_pushes (tenant_id, event_id, kind, to_stage, created_at, attempts, next_at, error)
         select tenant_id, id, case when from_stage is null then 'provision' else 'stage' end, to_stage, at, 2, now(), 'taken'
           from sys_tenant_lifecycle_events order by at desc, id limit 6",
        "insert into sys_product_drifts (kind, subject, tenant_id, product_id, name, console_value, product_value, first_seen_at)
         select kind, case when kind = 'limits' then 'STARTER.orders' else '' end, case when kind not in ('only_product', 'ambiguous', 'limits') then t.id end,
                case when kind not in ('only_console', 'limits') then t.id end, t.name, 'active', 'inactive', now()
           from (select id, name from sys_tenants order by id limit 1) t,
                unnest(array['only_product', 'only_console', 'ambiguous', 'name', 'slug', 'email', 'stage', 'plan', 'locale', 'subscriptions',
                             'plan_words', 'lifecycle', 'limits']) kind",
    ] {
        sqlx::query(sql).execute(&console.db).await.unwrap();
    }
}

/// The network every test's browser is in, a role nobody holds, a review of access that was just begun, and one that only waits to be signed.
async fn db_role_and_reviews(console: &Console) {
    console.db_person(&["support"]).await;
    let network = "insert into sys_allowed_networks (id, network, note, added_at) values ($1, '192.0.2.0/24', 'Head office', now())";
    sqlx::query(network).bind(console.clock.new_id()).execute(&console.db).await.unwrap();
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap();
    let wanted = Wanted {
        name: "Keeper of herons".to_owned(),
        name2: "حارس البلشون".to_owned(),
        description: String::new(),
        description2: String::new(),
        permissions: BTreeSet::from([Permission::TenantsRead]),
    };
    roles::commands::create(&mut change, RoleId(console.clock.new_id()), &wanted).await.unwrap().unwrap();
    for period in [None, Some("2020-Q1")] {
        let id = ReviewId(console.clock.new_id());
        access_reviews::commands::start(&mut change, id, period).await.unwrap().unwrap();
    }
    change.commit().await.unwrap();
    let another = console.db_person(&[]).await;
    sqlx::query(
        "update sys_access_review_grants set decision = 'kept', decided_by = $1, decided_by_name = $2, decided_at = now()
          where review_id = (select id from sys_access_reviews where period is not null)",
    )
    .bind(another.id.0)
    .bind(&another.name)
    .execute(&console.db)
    .await
    .unwrap();
}

/// Everything the database holds but sessions, which every request touches: a digest of each table.
async fn contents(console: &Console) -> Vec<(String, String)> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'sys_platform_sessions' order by 1",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    let mut digests = Vec::new();
    for table in tables {
        let sql = format!("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t");
        let digest: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&console.db).await.unwrap();
        digests.push((table, digest));
    }
    digests
}
