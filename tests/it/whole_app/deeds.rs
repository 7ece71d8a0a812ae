//! Whatever a form changes leaves a line in the audit log.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use hq_console::areas::audit::model::field_key;
use hq_console::areas::staff::factors::Seed;
use hq_console::core::lang::Lang;

use super::walk::{Deed, shape, walk};
use super::{inhabited, table};
use crate::support::{Browser, Console, Person};

/// Forms that lead to a new session, a wait or another form rather than to a change of the platform, and so are tested elsewhere.
const ELSEWHERE: [&str; 6] = ["/login", "/step-up", "/logout", "/tenants/bulk", "/jobs/acts", "/jobs/acts/{id}"];

/// Forms that a browser fills in with what a passkey answered; tested with one of our own.
const WITH_A_PASSKEY: [&str; 4] =
    ["/login/passkey", "/step-up/passkey", "/account/factors/passkeys/new", "/account/factors/passkeys/{id}/removal"];

/// Something fitting for a field of this name.
fn invent(browser_code: Option<&str>, password: &str, name: &str) -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let value = match name {
        "title" => format!("Feed the herons {number}"),
        "name" => format!("Heron House {number}"),
        "name2" => format!("بيت البلشون {number}"),
        "slug" => format!("heron-house-{number}"),
        "email" => format!("heron{number}@example.com"),
        "phone" => format!("+9689590{number:04}"),
        "contact_name" | "role" | "city" | "region" => format!("Salim {number}"),
        "description" | "description2" => format!("Herons, lot {number}"),
        "price" => "10".to_owned(),
        "reason" | "note" | "body" | "notes" | "address" => format!("Because of herons, number {number}"),
        "code" => browser_code?.to_owned(),
        "current" | "current_password" => password.to_owned(),
        "new" | "password" | "new_password" | "again" | "repeat" => "nine herons over the harbour wall".to_owned(),
        "tax_id" | "vat_number" => format!("OM{number:08}"),
        "primary_color" => format!("#1f6f{:02x}", number % 256),
        // Where every browser of a test is: what is turned on later lets it in.
        "network" => "192.0.2.8/29".to_owned(),
        "monthly" => format!("{number}.500"),
        "tags" | "tag" => format!("heron-{number}"),
        _ => return None,
    };
    Some(value)
}

/// How much a deed leaves for others to be done to: what ends something comes last.
fn ends(shape: &str) -> usize {
    // Of tenants and tasks nobody has worked on yet, and of people whose roles nobody has changed, which signs them out.
    if shape.ends_with("/undo") || shape == "/staff/{}/sessions/{}/end" || shape == "/tasks/{}/edit" {
        return 0;
    }
    // And only on the day it was issued: codes move the clock on, late in the evening past midnight.
    if shape == "/staff/{}/sessions/end" || shape.ends_with("/void") {
        return 1;
    }
    let last = [
        "/sessions/end",
        "/reset",
        "/issue",
        "/credit",
        "/write-off",
        "/run",
        "/disable",
        "/discard",
        "/remove",
        "/removal",
        "/enforcement",
        "/revocation",
        "/signature",
        "/publication",
        "/versions/{}/end",
        "/undo",
    ];
    last.iter().position(|end| shape.ends_with(end)).map_or(2, |place| place + 3)
}

enum Outcome {
    /// Done, and so many lines were written.
    Done(i64),
    /// The form was shown again, or is not there any more.
    NotDone(String),
}

async fn carry_out(console: &Console, deed: &Deed) -> Outcome {
    let mut why = "no page shows it any more".to_owned();
    for page in &deed.pages {
        let person = console.db_person(&["super_admin"]).await;
        let mut browser = console.signed_in(&person).await;
        if deed.shape.starts_with("/account/sessions") {
            console.signed_in(&person).await;
        }
        let Some(action) = shown(&mut browser, page, &deed.shape).await else { continue };
        // A page that sets up another authenticator wants a code of that one.
        let new = browser.page().texts(".secret-one code").first().and_then(|secret| Seed::from_base32(&secret.replace(' ', "")));
        let code = match new {
            Some(seed) => Person::with_seed(person.id, "", "", seed).code(&console.clock),
            None => person.code(&console.clock),
        };
        let form = browser.form(&action);
        // A logo is optional and no roster.
        let form = if form.is_upload() && !action.ends_with("/branding") {
            form.attach("file", "herons.csv", "Name,Email,Phone\nHeron House,herons@example.om,95907777\n")
        } else {
            form
        };
        // Of the columns every choice but the guessed ones is wrong: one is given up.
        let form = if action.ends_with("/mapping") {
            form.choose("phone", "")
        } else {
            form.complete(|name| invent(Some(&code), &person.password, name))
        };
        let answer = form.submit().await;
        let request: uuid::Uuid = answer.header("x-request-id").unwrap().parse().unwrap();
        let lines: i64 = sqlx::query_scalar("select count(*) from sys_platform_audit_log where request_id = $1")
            .bind(request)
            .fetch_one(&console.db)
            .await
            .unwrap();
        match answer.status {
            303 | 200 => return Outcome::Done(lines),
            status => why = format!("{status}: {:?}", answer.errors()),
        }
    }
    Outcome::NotDone(why)
}

/// The action of a form of this shape on the page.
async fn shown(browser: &mut Browser, page: &str, form: &str) -> Option<String> {
    let open = browser.open(page).await.status == 200;
    let actions = browser.page().attributes("form[method=post]", "action");
    actions.into_iter().find(|action| open && shape(action) == form)
}

/// An import and a billing run can be stopped while they run only.
const NOT_ON_A_PAGE_OF_THE_WALK: [&str; 10] = [
    "/login/code",
    "/invitation",
    "/enrol",
    "/tenants/import/{id}/stop",
    "/billing/runs/{id}/stop",
    // Shown to whoever asked or ticked, and each deed is somebody else's.
    "/tenants/bulk/{selection}/suspension",
    "/tenants/bulk/{selection}/owner",
    "/tenants/bulk/{selection}/tags",
    "/approvals/{id}/withdrawal",
    "/approvals/{id}/emergency",
];

/// A preview of each change of a subscription, of tenants that nothing else is done to, and one that can be taken back.
async fn db_previews(console: &Console) -> Vec<String> {
    let mut start = Vec::new();
    for (change, asked, which, nth) in [
        ("plan", "plan=' || growth.offered_version_id || '", "s.plan_code = 'STARTER' and s.cycle = 'monthly'", 0),
        ("cycle", "cycle=annual&when=period_end", "s.plan_code = 'STARTER' and s.cycle = 'monthly'", 1),
        ("price", "plan=' || s.plan_version_id || '&price=45&when=period_end", "s.plan_code = 'STARTER' and s.cycle = 'monthly'", 2),
        ("add-ons", "quantity=1&unit=5", "s.plan_code = 'STARTER' and s.cycle = 'monthly'", 3),
        ("trial", "until=' || current_date + 60 || '", "s.status = 'trialing'", 0),
    ] {
        let sql = format!(
            "select '/tenants/' || s.tenant_id || '/subscription/{change}?look=yes&{asked}' from sys_tenant_subscriptions s
               join sys_tenants t on t.id = s.tenant_id join sys_plans growth on growth.code = 'GROWTH'
              where s.ended_at is null and s.status in ('active', 'trialing') and t.stage in ('active', 'trial') and s.cancels_on is null
                and s.scheduled is null and t.import_id is null
                and not exists (select from sys_approval_requests a where a.tenant_id = t.id) and {which} order by t.created_at desc, t.id limit 1 offset {nth}"
        );
        start.push(sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql)).fetch_one(&console.db).await.unwrap());
    }
    start.push(
        sqlx::query_scalar(
            "select '/tenants/' || tenant_id || '/subscription' from sys_tenant_subscriptions where scheduled is not null limit 1",
        )
        .fetch_one(&console.db)
        .await
        .unwrap(),
    );
    // A second version of the plan by contract is on offer: its subscribers can be moved, one or all.
    for sql in [
        "insert into sys_plan_versions (id, plan_code, number, status, name, name2, description, description2, trial_days, features, is_public, recommended, created_at)
         select gen_random_uuid(), plan_code, 99, 'draft', name, name2, description, description2, trial_days, features, is_public, recommended, now()
           from sys_plan_versions where plan_code = 'ENTERPRISE' and number = 1",
        "update sys_plan_versions set status = 'published', published_at = now() where plan_code = 'ENTERPRISE' and number = 99",
        "update sys_plans set offered_version_id = (select id from sys_plan_versions where plan_code = 'ENTERPRISE' and number = 99) where code = 'ENTERPRISE'",
        "update sys_tenant_subscriptions set plan_code = 'ENTERPRISE', price_override_minor = 450000, price_minor = 450000,
                plan_version_id = (select id from sys_plan_versions where plan_code = 'ENTERPRISE' and number = 1),
                period_end = current_date + 20, due_on = current_date + 20, period_start = current_date - 10, whole_days = 30
          where id in (select s.id from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
                        where s.plan_code = 'GROWTH' and s.status = 'active' and s.ended_at is null and s.scheduled is null
                          and s.cancels_on is null and t.stage = 'active' order by t.code limit 2)",
    ] {
        sqlx::query(sql).execute(&console.db).await.unwrap();
    }
    let one = "select '/tenants/' || s.tenant_id || '/subscription/version' from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
                where s.plan_code = 'ENTERPRISE' and s.ended_at is null and s.status = 'active' and s.scheduled is null and s.cancels_on is null
                order by t.code limit 1";
    start.push(sqlx::query_scalar::<_, String>(one).fetch_one(&console.db).await.unwrap());
    start.push("/billing/plans/ENTERPRISE/versions/1/move".to_owned());
    start
}

#[tokio::test]
async fn every_form_that_changes_something_leaves_a_line_in_the_audit_log() {
    let console = inhabited().await;
    let mut browser = console.staff("super_admin").await;
    console.signed_in(&browser.person.clone().unwrap()).await;
    let mut start = Vec::new();
    // Of many colleagues few pages are looked at: one of each standing is among them.
    for status in ["disabled", "active", "invited"] {
        let one = "select '/staff/' || u.id from sys_platform_users u where status = $1
                    order by (select count(*) from sys_platform_sessions s where s.user_id = u.id) desc limit 1";
        start.push(sqlx::query_scalar::<_, String>(one).bind(status).fetch_one(&console.db).await.unwrap());
    }
    // And tenants of each standing, with what can be done to them only there.
    for (page, which) in [
        ("activation", "stage = 'trial'"),
        ("suspension", "stage = 'active'"),
        ("cancellation", "stage = 'active'"),
        ("reinstatement", "stage = 'suspended'"),
        ("", "id in (select tenant_id from sys_tenant_notes where body = 'Wants a call on Sunday')"),
        ("churn", "stage = 'cancelled' and id in (select tenant_id from sys_tenant_lifecycle where data_retention_until < now())"),
        ("health", "id in (select tenant_id from sys_playbook_runs where playbook = 'critical' and probability = 0.99)"),
        ("health", "id in (select tenant_id from sys_playbook_runs where playbook = 'high' and probability = 0.99)"),
        ("lifecycle", "id in (select tenant_id from sys_tenant_subscriptions where cancels_on is not null)"),
    ] {
        let sql = format!("select rtrim('/tenants/' || id || '/{page}', '/') from sys_tenants where {which} order by created_at limit 1");
        start.push(sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql)).fetch_one(&console.db).await.unwrap());
    }
    // A document for each thing that is done to one.
    for (page, which, nth) in [
        ("edit", "status = 'draft'", 0),
        ("issue", "status = 'draft'", 0),
        ("discard", "status = 'draft'", 1),
        ("void", "status = 'issued' and kind = 'invoice'", 0),
        ("credit", "status = 'issued' and kind = 'invoice'", 1),
        ("write-off", "status = 'issued' and kind = 'invoice'", 2),
        ("", "status = 'paid'", 0),
    ] {
        let sql = format!(
            "select rtrim('/billing/invoices/' || id || '/{page}', '/') from sys_tenant_invoices where {which}
              order by issued_on desc, issued_at desc, id limit 1 offset {nth}"
        );
        start.push(sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql)).fetch_one(&console.db).await.unwrap());
    }
    start.push(
        sqlx::query_scalar("select '/billing/invoices/new?tenant=' || id from sys_tenants where stage = 'active' limit 1")
            .fetch_one(&console.db)
            .await
            .unwrap(),
    );
    start.extend(db_previews(&console).await);
    let unheld = "select '/roles/' || r.id from sys_platform_roles r where not r.is_system";
    start.push(sqlx::query_scalar::<_, String>(unheld).fetch_one(&console.db).await.unwrap());
    start.extend(
        [
            "/approvals/policies/tenant.suspend",
            "/tasks?view=all",
            "/approvals?view=waiting",
            "/",
            "/account/sessions",
            "/account",
            "/audit",
            "/staff",
            "/tenants/import",
            "/billing/plans/GROWTH/versions/2",
            "/billing/plans/ENTERPRISE/versions/90",
            "/billing/plans/PRO/versions/2",
            "/billing/plans/STARTER",
            "/billing/runs/new",
        ]
        .map(ToOwned::to_owned),
    );
    let start: Vec<&str> = start.iter().map(String::as_str).collect();
    let deeds = walk(&mut browser, &start).await.deeds();
    let (mut silent, mut undone) = (Vec::new(), Vec::new());
    let mut in_order: Vec<&Deed> =
        deeds.iter().filter(|deed| !ELSEWHERE.contains(&deed.shape.as_str()) && !WITH_A_PASSKEY.contains(&deed.shape.as_str())).collect();
    in_order.sort_by_key(|deed| ends(&deed.shape));
    for deed in in_order {
        match carry_out(&console, deed).await {
            Outcome::Done(0) => silent.push(deed.shape.clone()),
            Outcome::Done(_) => {}
            Outcome::NotDone(why) => undone.push(format!("{}: {why}", deed.shape)),
        }
    }
    assert!(silent.is_empty(), "no line was written by {silent:#?}");
    assert!(undone.is_empty(), "could not be carried out: {undone:#?}");

    // What they told of has a name in both languages.
    let fields = "select distinct field from sys_platform_audit_log,
                   lateral (select jsonb_object_keys(before) where jsonb_typeof(before) = 'object'
                            union select jsonb_object_keys(after) where jsonb_typeof(after) = 'object') as told (field)";
    let fields: Vec<String> = sqlx::query_scalar(fields).fetch_all(&console.db).await.unwrap();
    assert!(fields.len() > 30, "{fields:?}");
    let nameless: Vec<&String> = fields.iter().filter(|field| Lang::ALL.iter().any(|lang| !lang.has(&field_key(field)))).collect();
    assert!(nameless.is_empty(), "told of without a label: {nameless:?}");

    // And no form was overlooked.
    let seen: BTreeSet<String> = deeds.iter().map(|deed| deed.shape.clone()).collect();
    let alike = |path: &str| path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/");
    let routes = table();
    let missing: Vec<&str> = routes
        .routes
        .iter()
        .filter(|route| route.method == "POST" && !route.is_api() && !seen.contains(&alike(route.path)))
        .map(|route| route.path)
        .filter(|path| !NOT_ON_A_PAGE_OF_THE_WALK.contains(path) && !ELSEWHERE.contains(path) && !WITH_A_PASSKEY.contains(path))
        .collect();
    assert!(missing.is_empty(), "no page of the walk shows a form for {missing:?}");
}
