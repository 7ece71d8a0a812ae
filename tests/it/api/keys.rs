//! Keys on their pages: issued, shown once, flagged, revoked.

use chrono::Duration;
use hq_console::core::scope::Scope;
use hq_console::core::secrets::token_hash;

use crate::support::{Browser, Console, Form};

/// Issues a key through the page and returns what is shown.
async fn issue(browser: &mut Browser, name: &str, scope: &str) -> String {
    browser.open("/developers/keys/new").await.ok();
    let form = browser.form("/developers/keys/new").fill("name", name).check_value("scopes", scope);
    let page = form.submit().await.ok();
    page.texts(".secret-values code").first().expect("the secret is shown").clone()
}

#[tokio::test]
async fn a_key_is_shown_once_and_kept_as_a_hash_alone() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let secret = issue(&mut browser, "Product, production", "tenants:read").await;
    assert!(secret.starts_with("hqk_") && secret.len() == 47, "{secret}");
    let (prefix, hash): (String, Vec<u8>) = sqlx::query_as("select prefix, hash from sys_api_keys").fetch_one(&console.db).await.unwrap();
    assert_eq!((prefix.as_str(), hash), (&secret[4..12], token_hash(&secret)));
    let list = browser.open("/developers/keys").await.ok();
    list.says("Product, production").says(&format!("hqk_{}…", &secret[4..12])).says("Never");
    assert!(!list.body_text().contains(&secret));
    // No table holds it, in whatever form a text column could.
    let tables: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public'").fetch_all(&console.db).await.unwrap();
    for table in tables {
        let sql = format!("select count(*) from {table} t where strpos(t::text, $1) > 0");
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(&secret[13..]).fetch_one(&console.db).await.unwrap();
        assert_eq!(found, 0, "{table} holds the secret");
    }
    let line: (String, serde_json::Value) =
        sqlx::query_as("select object_label, after from sys_platform_audit_log where action = 'api_key.issued'")
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!(line.0, "Product, production");
    assert_eq!((&line.1["scopes"][0], &line.1["rate"]), (&"tenants:read".into(), &1_000.into()));
    console.program(&secret).get("/api/v1/tenants").await.ok();
    browser.open("/developers/keys").await.ok().says("One call in 24 hours");
}

/// The form filled in, always alike.
fn twice(form: Form<'_>) -> Form<'_> {
    form.fill("name", "Twice").check_value("scopes", "usage:write")
}

#[tokio::test]
async fn a_form_sent_twice_issues_one_key_and_shows_no_secret_again() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    browser.open("/developers/keys/new").await.ok();
    let mut twin = browser.clone();
    twice(browser.form("/developers/keys/new")).submit().await.ok();
    twice(twin.form("/developers/keys/new")).submit().await.goes_to("/developers/keys");
    assert_eq!(console.db_number("select count(*) from sys_api_keys").await, 1);
    // And another form with the same name says so.
    twin.open("/developers/keys/new").await.ok();
    let page = twice(twin.form("/developers/keys/new")).submit().await.expect(422);
    page.says("Another key in use has this name");
}

#[tokio::test]
async fn what_is_wrong_with_a_new_key_is_said_at_once() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    browser.open("/developers/keys/new").await.ok();
    let form = browser.form("/developers/keys/new").fill("name", "x").fill("rate", "2000").fill("networks", "everywhere");
    let page = form.fill("expires_on", "2020-01-01").check_value("scopes", "tenants:read").submit().await.expect(422);
    for said in [
        "Enter a name of at least two characters",
        "Only keys that send usage may have more than 1,000 calls per hour",
        "Enter a network such as 203.0.113.0/24",
        "Enter today or a later day",
    ] {
        page.says(said);
    }
    let page = browser.form("/developers/keys/new").uncheck_value("scopes", "tenants:read").submit().await.expect(422);
    page.says("Choose at least one scope");
    assert_eq!(console.db_number("select count(*) from sys_api_keys").await, 0);
}

#[tokio::test]
async fn a_revoked_key_opens_nothing_from_the_next_call_and_the_log_says_why() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    let secret = issue(&mut browser, "Leaky", "tenants:read").await;
    let program = console.program(&secret);
    program.get("/api/v1/tenants").await.ok();
    browser.open("/developers/keys").await.ok();
    let path = browser.link("Revoke Leaky");
    browser.open(&path).await.ok().says("The key is in use: one call in the last 24 hours.");
    browser.form(&path).submit().await.expect(422).says("Enter a reason");
    browser.form(&path).fill("reason", "Found in a public repository").submit().await.goes_to("/developers/keys");
    browser.follow().await.ok().says("Leaky has been revoked.").says("Found in a public repository");
    program.get("/api/v1/tenants").await.problem(401, "no-key");
    browser.open(&path).await.goes_to("/developers/keys");
    let reason: String = sqlx::query_scalar("select reason from sys_platform_audit_log where action = 'api_key.revoked'")
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(reason, "Found in a public repository");
    // The name is free again.
    issue(&mut browser, "Leaky", "tenants:read").await;
}

#[tokio::test]
async fn keys_that_nobody_uses_or_that_end_soon_are_flagged() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    issue(&mut browser, "Quiet", "tenants:read").await;
    browser.open("/developers/keys/new").await.ok();
    let end = (console.clock.today() + Duration::days(100)).to_string();
    let form = browser.form("/developers/keys/new").fill("name", "Ending").check_value("scopes", "tenants:read");
    form.fill("expires_on", &end).submit().await.ok();
    assert!(!browser.open("/developers/keys").await.ok().contains("Unused for 90 days"));
    console.clock.advance(Duration::days(91));
    let mut later = console.staff("auditor").await;
    let page = later.open("/developers/keys").await.ok();
    page.says("Unused for 90 days").says("Ends soon");
    assert!(!page.contains("Revoke"), "who may only read is offered nothing to do");
}

#[tokio::test]
async fn the_last_use_is_noted_once_a_minute_and_not_at_every_call() {
    let console = Console::start().await;
    let program = console.program_with(&[Scope::TenantsRead]).await;
    let noted = || async {
        sqlx::query_scalar::<_, chrono::DateTime<chrono::Utc>>("select last_used_at from sys_api_keys")
            .fetch_one(&console.db)
            .await
            .unwrap()
    };
    program.get("/api/v1/tenants").await.ok();
    let first = noted().await;
    console.clock.advance(Duration::seconds(30));
    program.get("/api/v1/tenants").await.ok();
    assert_eq!(noted().await, first);
    console.clock.advance(Duration::seconds(31));
    program.get("/api/v1/tenants").await.ok();
    assert!(noted().await > first + Duration::seconds(60));
}
