//! A tenant's story: what is in it, that nothing is in it twice, and that it can be narrowed, paged and taken out.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hq_console::core::ids::TenantId;
use tracing::Subscriber;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

use crate::support::{Browser, Console, ask_suspension};

/// Everything on the pages of a list, from the first to the last.
async fn walk(browser: &mut Browser, path: &str) -> Vec<String> {
    let mut told = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let page = browser.open(&path).await.ok();
        told.extend(page.texts(".event"));
        next = page.attributes(".pager a[rel=next]", "href").into_iter().next();
        assert!(told.len() < 2_000, "the pages do not end");
    }
    told
}

#[tokio::test]
async fn everything_about_a_tenant_is_told_once_by_whoever_did_it() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let mut agent = console.staff("support_manager").await;
    let path = format!("/tenants/{tenant}");
    agent.open(&path).await.ok();
    agent.form(&format!("{path}/notes/new")).fill("body", "Wants carpets").submit().await.expect(303);
    let request = ask_suspension(&mut agent, tenant).await;
    console.approve(&request).await;
    let told = walk(&mut agent, &format!("{path}/activity?size=20")).await;
    for deed in [
        "added a note",
        "requested approval",
        "suspended the tenant",
        "approved the request",
        "sent the tenant an email",
        "created the tenant",
    ] {
        let times = told.iter().filter(|line| line.to_lowercase().contains(deed)).count();
        assert!(times >= 1, "{deed} is not told: {told:#?}");
    }
    let moves: i64 = sqlx::query_scalar("select count(*) from sys_tenant_lifecycle_events where tenant_id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    let only_moves = walk(&mut agent, &format!("{path}/activity?kind=lifecycle")).await;
    // The move it was born with is told as its creation.
    assert_eq!(i64::try_from(only_moves.len()).unwrap(), moves - 1, "{only_moves:#?}");
}

#[tokio::test]
async fn a_move_that_the_log_does_not_tell_of_is_told_from_the_history() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query(
        "insert into sys_tenant_lifecycle_events (id, tenant_id, from_stage, to_stage, reason, at)
         values ($1, $2, 'trial', 'active', 'Long ago', now() - interval '900 days')",
    )
    .bind(console.clock.new_id())
    .bind(tenant.0)
    .execute(&console.db)
    .await
    .unwrap();
    let mut agent = console.staff("support_manager").await;
    let told = walk(&mut agent, &format!("/tenants/{tenant}/activity")).await;
    assert!(told.last().unwrap().contains("Trial → Active") && told.last().unwrap().contains("Long ago"), "{told:#?}");
    // Who may know the tenant under its code only is not told what people wrote.
    let mut analyst = console.staff("analyst").await;
    analyst.open(&format!("/tenants/{tenant}/activity?kind=lifecycle")).await.ok().says("Trial → Active").says_not("Long ago");
}

/// Entries of one instant and of many, of three people and of every kind the log knows.
async fn db_busy(console: &Console, tenant: TenantId, entries: i32) {
    sqlx::query(
        "insert into sys_platform_audit_log (at, actor_kind, actor_id, actor_label, action, object_kind, object_id, object_label, tenant_id)
         select now() - (n / 3) * interval '1 minute', 'staff', ('0190ffff-ffff-7fff-bfff-00000000000' || n % 3)::uuid, 'Colleague ' || n % 3,
                (array['tenant.edited', 'tenant.note_added', 'tenant.contact_edited', 'onboarding.step_done', 'approval.requested', 'heron.seen'])[1 + n % 6],
                'tenant', $1::uuid::text, 'Number ' || n, $1::uuid
           from generate_series(1, $2) as n",
    )
    .bind(tenant.0)
    .bind(entries)
    .execute(&console.db)
    .await
    .unwrap();
}

#[tokio::test]
async fn the_pages_hold_every_line_once_forwards_and_backwards() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    db_busy(&console, tenant, 90).await;
    for n in 0..7 {
        sqlx::query(
            "insert into sys_tenant_mails (id, tenant_id, template, language, subject, at)
             values ($1, $2, 'welcome', 'en', 'Letter ' || $3::int, (select max(at) - $3::int * interval '2 minutes' from sys_platform_audit_log where tenant_id = $2))",
        )
        .bind(console.clock.new_id())
        .bind(tenant.0)
        .bind(n)
        .execute(&console.db)
        .await
        .unwrap();
    }
    let mut agent = console.staff("support_manager").await;
    let path = format!("/tenants/{tenant}/activity");
    let down = walk(&mut agent, &format!("{path}?size=20")).await;
    let up = walk(&mut agent, &format!("{path}?size=20&sort=at")).await;
    assert_eq!(down.iter().filter(|line| line.contains("Number ")).count(), 90);
    assert_eq!(down.iter().filter(|line| line.contains("Letter ")).count(), 7);
    assert_eq!(down.len(), up.len());
    assert_eq!(down.iter().collect::<Vec<_>>(), up.iter().rev().collect::<Vec<_>>());
    // Back from the second page is the first.
    agent.open(&format!("{path}?size=20")).await.ok();
    let first = agent.page().texts(".event");
    let next = agent.page().attributes(".pager a[rel=next]", "href").remove(0);
    agent.open(&next).await.ok();
    let back = agent.page().attributes(".pager a[rel=prev]", "href").remove(0);
    assert_eq!(agent.open(&back).await.ok().texts(".event"), first);
}

#[tokio::test]
async fn the_story_is_narrowed_by_kind_person_and_day() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    db_busy(&console, tenant, 60).await;
    let mut agent = console.staff("support_manager").await;
    let path = format!("/tenants/{tenant}/activity");
    for (filter, many) in [
        ("kind=onboarding", 10),
        ("kind=approval", 10),
        ("kind=other", 10),
        ("person=0190ffff-ffff-7fff-bfff-000000000001", 20),
        ("person=0190ffff-ffff-7fff-bfff-000000000001&kind=note", 10),
        ("from=2001-01-01&to=2001-01-02", 0),
    ] {
        let told = walk(&mut agent, &format!("{path}?size=100&{filter}")).await;
        assert_eq!(told.iter().filter(|line| line.contains("Number ")).count(), many, "{filter}");
    }
    agent.open(&format!("{path}?from=2001-01-01&to=2001-01-02")).await.ok().says("No matching activity");
    agent.open(&format!("{path}?kind=nothing&person=nobody&from=soon")).await.ok();
}

#[tokio::test]
async fn kinds_are_the_same_in_the_database_and_in_the_program() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    db_busy(&console, tenant, 12).await;
    let codes: Vec<String> = sqlx::query_scalar(
        "select distinct sys_activity_kind(action, after, before) from sys_platform_audit_log where tenant_id is not null",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    let known = BTreeSet::from(["record", "lifecycle", "onboarding", "note", "contact", "approval", "mail", "import", "other"]);
    assert!(codes.iter().all(|code| known.contains(code.as_str())), "{codes:?}");
    let mut agent = console.staff("support_manager").await;
    let file = agent.get(&format!("/tenants/{tenant}/activity.csv")).await;
    let rows = file.ok().body_text().lines().skip(1).filter(|line| line.contains("Number ")).map(ToOwned::to_owned).collect::<Vec<_>>();
    assert_eq!(rows.len(), 12);
    for (kind, word) in
        [("record", "The record"), ("note", "Notes"), ("contact", "Contacts"), ("other", "Other"), ("onboarding", "Onboarding")]
    {
        let in_file = rows.iter().filter(|row| row.contains(&format!(",{word},"))).count();
        let on_page = walk(&mut agent, &format!("/tenants/{tenant}/activity?kind={kind}")).await;
        assert_eq!(in_file, on_page.iter().filter(|line| line.contains("Number ")).count(), "{kind}");
    }
}

#[tokio::test]
async fn the_file_is_what_is_filtered_and_that_it_was_taken_is_in_the_log() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    db_busy(&console, tenant, 1_100).await;
    let mut agent = console.staff("support_manager").await;
    let file = agent.get(&format!("/tenants/{tenant}/activity.csv?kind=note")).await;
    // Read in batches: none is lost or doubled where they meet.
    assert_eq!(file.ok().body_text().lines().filter(|line| line.contains("Number ")).count(), 184);
    let whole = agent.get(&format!("/tenants/{tenant}/activity.csv")).await;
    let numbers: BTreeSet<&str> = whole.ok().body_text().lines().filter_map(|line| line.split("Number ").nth(1)).collect();
    assert_eq!(numbers.len(), 1_100);
    assert_eq!(console.db_audited("tenant.activity_exported").await, 2);
    let mut support = console.staff("support").await;
    support.get(&format!("/tenants/{tenant}/activity.csv")).await.expect(403);
    assert_eq!(support.open(&format!("/tenants/{tenant}/activity")).await.ok().count("a[href$='activity.csv']"), 0);
}

#[tokio::test]
async fn tabs_are_those_the_reader_may_open() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    for (role, audit) in [("support", false), ("analyst", false), ("auditor", true), ("super_admin", true)] {
        let mut browser = console.staff(role).await;
        browser.open(&format!("/tenants/{tenant}")).await.ok();
        let tabs = browser.page().attributes(".tabs a", "href");
        assert_eq!(tabs.iter().any(|href| href.ends_with("/audit")), audit, "{role}");
        assert!(tabs.len() >= 7, "{tabs:?}");
        for tab in tabs {
            let page = browser.open(&tab).await.ok();
            assert_eq!(page.attributes(".tabs a[aria-current=page]", "href"), [tab.as_str()], "{role}");
        }
        browser.get(&format!("/tenants/{tenant}/audit")).await.expect(if audit { 200 } else { 403 });
    }
}

#[tokio::test]
async fn the_subscription_is_shown_with_its_limits_and_the_plans_before_it() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query("update sys_tenant_subscriptions set plan_code = 'GROWTH', cycle = 'monthly', status = 'active' where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    let mut billing = console.staff("billing").await;
    let path = format!("/tenants/{tenant}/subscription");
    billing.open(&path).await.ok().says("OMR 79.000").says("500").says("50 GB");
    let held: i64 = sqlx::query_scalar("select count(*) from sys_subscription_history where tenant_id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(i64::try_from(billing.page().count("#held tbody tr")).unwrap(), held);
    assert_eq!(billing.page().count("main form[method=post]:not([action$=contract])"), 0, "changed on pages of their own");
    sqlx::query("update sys_tenant_subscriptions set plan_code = 'ENTERPRISE' where tenant_id = $1 and ended_at is null")
        .bind(tenant.0)
        .execute(&console.db)
        .await
        .unwrap();
    billing.open(&path).await.ok().says("Custom pricing").says("Unlimited");
}

/// Counts what the database is asked on this thread.
struct Asked(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Asked {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn the_overview_asks_the_database_eight_times_at_most() {
    let console = Console::with_tenants(60).await;
    let tenant = console.db_tenant("active").await;
    let mut browser = console.staff("super_admin").await;
    let asked = Arc::new(AtomicUsize::new(0));
    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(Asked(asked.clone())));
    let mut count = async |path: &str| {
        asked.store(0, Ordering::Relaxed);
        browser.open(path).await.ok();
        asked.load(Ordering::Relaxed)
    };
    // What every page asks: who is there, and what they may.
    count("/help").await;
    let always = count("/help").await;
    let whole = count(&format!("/tenants/{tenant}")).await;
    assert!(always > 0, "the counter counts");
    assert!(whole - always <= 8, "{whole} statements, {always} of them on every page");
}
