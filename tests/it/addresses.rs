//! From where the console may be used: off until turned on, at once everywhere, and never against whoever turns it on.

use crate::support::{Browser, Console};

const PAGE: &str = "/security/addresses";
const SWITCH: &str = "/security/addresses/enforcement";

async fn add(browser: &mut Browser, network: &str) -> u16 {
    browser.open(PAGE).await.ok();
    browser.form(PAGE).fill("network", network).fill("note", "Head office").submit().await.status
}

async fn turn_on(browser: &mut Browser) {
    browser.open(SWITCH).await.ok();
    browser.form(SWITCH).submit().await.goes_to(PAGE);
}

#[tokio::test]
async fn everybody_gets_in_until_the_list_is_turned_on_and_then_only_from_its_networks() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    let agent = console.db_person(&["support"]).await;
    // In from outside, while the door is open.
    let mut outside = console.visitor_at([198, 51, 100, 7]);
    outside.sign_in(&agent).await;
    outside.get("/account").await.ok();
    assert_eq!(add(&mut admin, "192.0.2.77/24").await, 303);
    admin.follow().await.ok().says("192.0.2.0/24").says("192.0.2.10");
    outside.get("/account").await.ok();

    turn_on(&mut admin).await;
    admin.follow().await.ok().says("Only the networks below can reach the console.");
    let refused = outside.get("/account").await;
    refused.expect(403).says("Not available from here").says_not(&agent.name);
    console.visitor_at([198, 51, 100, 8]).get("/login").await.expect(403);
    console.visitor_at([198, 51, 100, 8]).get("/nowhere").await.expect(403);
    console.visitor_at([192, 0, 2, 200]).get("/login").await.ok();
    let mut forwarded = console.visitor_at([198, 51, 100, 8]);
    let said = forwarded.ask(axum::http::Method::GET, "/login").header("x-forwarded-for", "192.0.2.10").send().await;
    said.expect(403);
    // Whether the process lives is asked by machines of other networks.
    console.visitor_at([198, 51, 100, 8]).get("/healthz").await.ok();
    assert_eq!(console.db_audited("access.address_refused").await, 1);

    admin.open(SWITCH).await.ok();
    admin.form(SWITCH).submit().await.goes_to(PAGE);
    outside.get("/account").await.ok();
    for action in ["addresses.added", "addresses.enforced", "addresses.opened"] {
        assert_eq!(console.db_audited(action).await, 1, "{action}");
    }
}

#[tokio::test]
async fn nobody_shuts_themselves_out() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    admin.get(SWITCH).await.expect(409);
    assert_eq!(add(&mut admin, "203.0.113.0/24").await, 303);
    admin.get(SWITCH).await.expect(409).says("This would shut you out");
    let csrf = admin.csrf_of(PAGE).await;
    admin.post(SWITCH, &[("csrf", csrf.as_str()), ("enforced", "true")]).await.expect(409);
    assert_eq!(add(&mut admin, "192.0.2.10").await, 303);
    turn_on(&mut admin).await;
    // The other network may go, one's own not.
    admin.open(PAGE).await.ok();
    let removals = admin.page().attributes("#networks td a", "href");
    assert_eq!(removals.len(), 2);
    let (own, other) = (&removals[0], &removals[1]);
    admin.get(own).await.expect(409);
    admin.post(own, &[("csrf", csrf.as_str())]).await.expect(409);
    admin.open(other).await.ok();
    admin.form(other).submit().await.goes_to(PAGE);
    admin.follow().await.ok().says("203.0.113.0/24 has been removed.");
}

#[tokio::test]
async fn a_network_is_checked_before_it_is_added() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    for wrong in ["", "office", "192.0.2.0/40", "0.0.0.0/0", "::/0"] {
        assert_eq!(add(&mut admin, wrong).await, 422, "{wrong}");
        assert_eq!(admin.page().faulty(), ["network"], "{wrong}");
    }
    assert_eq!(add(&mut admin, "192.0.2.0/24").await, 303);
    assert_eq!(add(&mut admin, "192.0.2.9/24").await, 422);
    admin.page().says("This network is already on the list");
    console.staff("auditor").await.get(PAGE).await.expect(403);
}

#[tokio::test]
async fn somebody_with_a_shell_on_the_server_opens_the_console_again() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    assert_eq!(add(&mut admin, "192.0.2.0/24").await, 303);
    turn_on(&mut admin).await;
    let mut outside = console.visitor_at([198, 51, 100, 7]);
    outside.get("/login").await.expect(403);
    let folder = crate::support::data_folder::Folder::new();
    let mut command = crate::support::program::program(&folder.path, &["staff", "allow-all-addresses"]);
    command.env("DATABASE_URL", console.db_url()).env("HQ_SECRET_KEY", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", crate::support::program::said(&output).1);
    outside.get("/login").await.ok();
    let actor: String = sqlx::query_scalar("select actor_kind from sys_platform_audit_log where action = 'addresses.opened'")
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(actor, "cli");
}
