//! The overview: each figure is what its rows come to, and leads to them.

use chrono::Duration;

use super::invoices::{console, issued};
use crate::support::Console;

#[tokio::test]
async fn recurring_revenue_is_what_running_subscriptions_bring_a_month() {
    let console = Console::with_tenants(60).await;
    sqlx::query("update sys_tenant_subscriptions set price_minor = 100 where cycle <> 'monthly' and ended_at is null")
        .execute(&console.db)
        .await
        .unwrap();
    let running: Vec<(String, i64)> = sqlx::query_as(
        "select cycle, price_minor from sys_tenant_subscriptions where ended_at is null and status in ('active', 'past_due')",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    let months = |cycle: &str| match cycle {
        "monthly" => 1,
        "quarterly" => 3,
        _ => 12,
    };
    // In twelfths of a unit, rounded once.
    let twelfths: i64 = running.iter().map(|(cycle, price)| price * 12 / months(cycle)).sum();
    assert!(running.iter().any(|(cycle, _)| cycle == "annual") && running.iter().any(|(cycle, _)| cycle == "quarterly"));
    let mut browser = console.staff("analyst").await;
    browser.open("/billing").await.ok();
    let shown: i64 = browser.page().texts("td:nth-of-type(2) strong")[0].replace([',', '.'], "").parse().unwrap();
    assert!((shown * 12 - twelfths).abs() <= 6, "{shown} {twelfths}");
    // What the list of the same subscriptions says.
    browser.open("/billing/subscriptions?status=paying").await.ok();
    let listed: i64 = browser.page().texts(".tile-number")[0].replace([',', '.'], "").parse().unwrap();
    assert_eq!(listed, shown);
    let suspend = "update sys_tenant_subscriptions set status = 'suspended' where ended_at is null and status in ('active', 'past_due')";
    sqlx::query(suspend).execute(&console.db).await.unwrap();
    browser.open("/billing").await.ok().says("Nobody pays for a subscription yet");
}

#[tokio::test]
async fn what_is_open_stands_under_its_age_and_leads_to_its_invoices() {
    let (console, tenant) = console().await;
    issued(&console, tenant).await;
    // Due in fourteen days: after so many days it stands in this place.
    for (days, place) in [(0, 0), (14, 0), (1, 1), (29, 1), (1, 2), (29, 2), (1, 3), (29, 3), (1, 4)] {
        console.clock.advance(Duration::days(days));
        let mut browser = console.staff("billing").await;
        let page = browser.open("/billing").await.ok();
        let cells = page.texts("table a bdi[dir=ltr]");
        let expected: Vec<&str> = (0..5).map(|at| if at == place { "157.500" } else { "0.000" }).collect();
        assert_eq!(cells, expected, "{days} {place}");
        let hrefs: Vec<String> =
            page.attributes("td.num a", "href").into_iter().filter(|href| href.contains("/billing/invoices?status=")).collect();
        for (at, href) in hrefs.iter().enumerate() {
            let found = browser.open(href).await.ok().texts("tbody th a").len();
            assert_eq!(found, usize::from(at == place), "{href}");
        }
    }
}

#[tokio::test]
async fn what_is_next_leads_to_its_preview_for_whoever_may_run_it() {
    let console = Console::with_tenants(60).await;
    let due = console.clock.today() + Duration::days(2);
    sqlx::query("update sys_tenant_subscriptions set due_on = null where ended_at is null and status = 'suspended'")
        .execute(&console.db)
        .await
        .unwrap();
    sqlx::query("update sys_tenant_subscriptions set due_on = case when id = (select id from sys_tenant_subscriptions where status = 'active' and ended_at is null limit 1) then $1 else $1 + 300 end where ended_at is null and status in ('active', 'past_due')")
        .bind(due)
        .execute(&console.db)
        .await
        .unwrap();
    let mut billing = console.staff("billing").await;
    billing.open("/billing").await.ok();
    assert_eq!(billing.page().count(&format!("a[href=\"/billing/runs/new?to={due}\"]")), 1);
    let mut auditor = console.staff("auditor").await;
    auditor.open("/billing").await.ok();
    assert_eq!(auditor.page().count("a[href^=\"/billing/runs/new\"]"), 0);
    console.staff("support").await.get("/billing").await.expect(403);
}

#[tokio::test]
async fn of_the_side_entries_the_closest_alone_is_marked() {
    let console = Console::start().await;
    let mut browser = console.staff("billing").await;
    for path in ["/billing", "/billing/runs", "/billing/invoices"] {
        browser.open(path).await.ok();
        assert_eq!(browser.page().attributes("nav.nav a[aria-current]", "href"), [path]);
    }
    browser.open("/billing/runs/new").await.ok();
    assert_eq!(browser.page().attributes("nav.nav a[aria-current]", "href"), ["/billing/runs"]);
}
