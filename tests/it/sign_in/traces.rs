//! What sign-in leaves behind: cookies, rows, audit lines.

use std::collections::BTreeSet;

use hq_console::areas::staff::factors::Seed;
use hq_console::core::ids::StaffId;
use hq_console::web::cookies;

use crate::support::{Browser, Console, Person};

/// Keeps every `Set-Cookie` line of the page in front.
fn note(lines: &mut Vec<String>, browser: &Browser) {
    lines.extend(browser.page().set_cookies().into_iter().map(ToOwned::to_owned));
}

#[tokio::test]
async fn every_cookie_is_bound_to_this_host_over_tls_and_hidden_from_scripts() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut lines = Vec::new();
    let mut browser = console.visitor();
    for path in ["/login", "/login?lang=ar", "/nowhere", "/audit"] {
        browser.open(path).await;
        note(&mut lines, &browser);
    }
    browser.open("/login").await.ok();
    browser.form("/login").fill("email", &person.email).fill("password", &person.password).submit().await.expect(303);
    note(&mut lines, &browser);
    browser.follow().await.ok();
    let code = person.code(&console.clock);
    browser.form("/login/code").fill("code", &code).submit().await.expect(303);
    note(&mut lines, &browser);
    browser.open("/audit?lang=en").await.ok();
    note(&mut lines, &browser);
    browser.form("/logout").submit().await.expect(303);
    note(&mut lines, &browser);

    let mut seen = BTreeSet::new();
    for line in &lines {
        let mut parts = line.split(';').map(str::trim);
        let name = parts.next().and_then(|pair| pair.split('=').next()).unwrap().to_owned();
        let attributes: BTreeSet<String> = parts.map(str::to_ascii_lowercase).collect();
        for needed in ["secure", "httponly", "path=/"] {
            assert!(attributes.contains(needed), "{line} lacks {needed}");
        }
        let same_site = if name == cookies::FORM { "samesite=strict" } else { "samesite=lax" };
        assert!(attributes.contains(same_site), "{line} is not {same_site}");
        assert!(!attributes.iter().any(|part| part.starts_with("domain")), "{line} goes to other hosts");
        let expires = attributes.iter().any(|part| part.starts_with("max-age") || part.starts_with("expires"));
        let ending = line.starts_with(&format!("{name}=;"));
        assert!(ending || expires != [cookies::SESSION, cookies::FORM].contains(&name.as_str()), "{line} lasts too long or too short");
        seen.insert(name);
    }
    let all = [cookies::SESSION, cookies::LANGUAGE, cookies::DEVICE, cookies::FORM];
    assert_eq!(seen, all.into_iter().map(ToOwned::to_owned).collect(), "a cookie is missing from this test, or from the console");
    assert!(seen.iter().all(|name| name.starts_with("__Host-")));
}

#[tokio::test]
async fn a_copy_of_the_database_holds_nothing_to_get_in_with() {
    let console = Console::start().await;
    // Queued, but not sent yet: the link waits in the database too.
    let mut manager = console.staff("super_admin").await;
    manager.open("/staff/new").await.ok();
    let form = manager.form("/staff/new").fill("name", "Zahra Al Busaidi").fill("email", "zahra@example.com");
    let page = form.check_value("roles", "auditor").submit().await;
    let link = page.ok().one(".secret-values code").trim_start_matches(crate::support::browser::SITE).to_owned();
    let token = link.split_once("token=").unwrap().1.to_owned();
    let password = "twelve dhows before the monsoon";
    let mut secrets = vec![token, password.to_owned()];

    let mut browser = console.visitor();
    browser.open(&link).await.ok();
    browser.form("/invitation").fill("password", password).submit().await.expect(303);
    browser.follow().await.ok();
    let seed = browser.page().one(".secret-one code").replace(' ', "");
    secrets.extend(browser.cookies.values().cloned());
    search(&console, &secrets).await;

    let person = Person::with_seed(StaffId(console.clock.new_id()), "", "", Seed::from_base32(&seed).unwrap());
    let code = person.code(&console.clock);
    let page = browser.form("/enrol").fill("code", &code).submit().await.ok();
    secrets.extend(page.texts(".secret-values code").iter().flat_map(|code| [code.clone(), code.replace('-', "")]));
    secrets.push(seed);
    secrets.extend(browser.cookies.values().cloned());
    search(&console, &secrets).await;
}

/// Looks for each secret in every row of every table, the queue's included.
async fn search(console: &Console, secrets: &[String]) {
    let tables: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    assert!(tables.len() > 10);
    for table in tables {
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select t::text from {table} t"))).fetch_all(&console.db).await.unwrap();
        for row in rows {
            for secret in secrets.iter().filter(|secret| secret.len() > 4) {
                assert!(!row.contains(secret.as_str()), "{secret} stands in {table}: {row}");
            }
        }
    }
}

#[tokio::test]
async fn the_audit_log_says_who_came_from_where_and_who_did_not_get_in() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let mut browser = console.visitor_at([203, 0, 113, 4]);
    browser.user_agent = "Herons/1".to_owned();
    browser.open("/login").await.ok();
    browser.form("/login").fill("email", &person.email).fill("password", "wrong wrong wrong").submit().await.expect(422);
    browser.sign_in(&person).await;
    let request = browser.page().header("x-request-id").unwrap().to_owned();

    let lines: Vec<(String, String, String, String, Option<String>)> = sqlx::query_as(
        "select action, outcome, actor_label, concat_ws(' ', host(ip), user_agent), request_id::text from sys_platform_audit_log order by id",
    )
    .fetch_all(&console.db)
    .await
    .unwrap();
    assert_eq!(lines.len(), 2);
    let of = |line: &(String, String, String, String, Option<String>)| (line.0.clone(), line.1.clone(), line.2.clone(), line.3.clone());
    let line =
        |action: &str, outcome: &str, who: &str| (action.to_owned(), outcome.to_owned(), who.to_owned(), "203.0.113.4 Herons/1".to_owned());
    assert_eq!(of(&lines[0]), line("sign_in.failed", "failure", &person.email));
    assert_eq!(of(&lines[1]), line("sign_in.succeeded", "success", &person.name));
    assert_eq!(lines[1].4, Some(request));
}
