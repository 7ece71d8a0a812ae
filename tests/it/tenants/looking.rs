//! One tenant's overview and activity.

use super::create;
use crate::support::Console;

#[tokio::test]
async fn the_overview_leads_to_every_page_of_the_tenant() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let path = create(&mut browser, &[]).await;
    let page = browser.open(&path).await.ok();
    assert_eq!(page.attributes("a[href^='mailto:']", "href"), ["mailto:info@noor.example.om"]);
    for href in page.attributes("main a[href^='/']", "href") {
        browser.get(&href).await.ok();
    }
    browser.open(&format!("{path}?lang=ar")).await.ok();
    assert_eq!(browser.page().heading(), "مغسلة النور");
}

#[tokio::test]
async fn the_activity_tells_who_changed_what_page_by_page() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    for n in 0..21 {
        browser.open(&path).await.ok();
        browser.form(&format!("{path}/tags")).fill("tags", &format!("tag{n}")).submit().await.expect(303);
    }
    browser.open(&format!("{path}/activity?size=20")).await.ok().says("23 results").says("changed the tags: Al Noor Laundry").says("Tags");
    assert_eq!(browser.page().count(".event"), 20);
    assert_eq!(browser.page().count(".event a"), 0, "who may not read the log is not led into it");
    let next = browser.page().attributes(".pager a[rel=next]", "href").remove(0);
    browser.open(&next).await.ok().says("created the tenant").says("sent the tenant an email");
    assert_eq!(browser.page().count(".event"), 3);
    let mut auditor = console.staff("auditor").await;
    auditor.open(&format!("{path}/activity")).await.ok();
    assert!(auditor.page().count(".event a") > 0);
    auditor.open(&format!("{path}/audit")).await.ok();
    assert!(auditor.page().count(".event a") > 0);
}

#[tokio::test]
async fn what_is_no_tenant_is_not_there() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let nobody = "0190f3b2-7c1a-7000-8000-000000000001";
    for page in [
        "",
        "/edit",
        "/settings",
        "/branding",
        "/audit",
        "/activity",
        "/subscription",
        "/support",
        "/onboarding",
        "/owner",
        "/tags",
        "/logo",
        "/contacts/new",
        "/notes/new",
    ] {
        browser.get(&format!("/tenants/{nobody}{page}")).await.expect(404);
        browser.get(&format!("/tenants/12{page}")).await.expect(404);
    }
}

#[tokio::test]
async fn who_may_only_read_sees_no_way_to_change() {
    let console = Console::start().await;
    let path = create(&mut console.staff("support_manager").await, &[]).await;
    let mut billing = console.staff("billing").await;
    billing.open(&path).await.ok().says("Ahmed Al Balushi");
    assert_eq!(billing.page().count("main form"), 0);
    assert_eq!(billing.open(&format!("{path}/settings")).await.ok().count("main form"), 0);
    let csrf = billing.csrf_of("/account").await;
    for page in ["edit", "branding", "owner", "tags", "contacts/new", "notes/new"] {
        billing.get(&format!("{path}/{page}")).await.expect(403);
        billing.post(&format!("{path}/{page}"), &[("csrf", csrf.as_str())]).await.expect(403);
    }
}

#[tokio::test]
async fn a_tenant_that_has_churned_is_kept_as_it_was() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let path = create(&mut browser, &[]).await;
    sqlx::query("update sys_tenant_lifecycle set stage = 'churned'").execute(&console.db).await.unwrap();
    browser.open(&path).await.ok().says("Churned").says("cannot be changed");
    assert_eq!(browser.get(&format!("{path}/edit")).await.location(), path);
    let csrf = browser.csrf();
    browser.post(&format!("{path}/tags"), &[("csrf", csrf.as_str()), ("tags", "x"), ("was", "")]).await.goes_to(&path);
    assert_eq!(console.db_number("select count(*) from sys_tenants where tags <> '{}'").await, 0);
}
