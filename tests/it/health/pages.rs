//! Health as people see it: on a tenant's page, in the list, on the home page.

use chrono::Duration;
use uuid::Uuid;

use super::{one_in, silence};
use crate::support::Console;

#[tokio::test]
async fn the_page_says_how_a_tenant_does_and_what_the_score_is_made_of() {
    let console = Console::with_tenants(80).await;
    let tenant = one_in(&console, "healthy").await;
    let mut browser = console.staff("support").await;
    browser.open(&format!("/tenants/{tenant}")).await.ok();
    let page = browser.click("Health").await.ok().clone();
    page.says("Healthy").says("Usage").says("Engagement").says("Orders in 30 days").says("Method");
    page.says("No data yet: the console does not keep tickets");
    let score: i16 = sqlx::query_scalar("select health_score from sys_tenant_lifecycle where tenant_id = $1")
        .bind(tenant.0)
        .fetch_one(&console.db)
        .await
        .unwrap();
    assert_eq!(page.one(".gauge-number"), score.to_string());
    // Each chart stands in numbers too.
    assert_eq!(page.count("figure.chart details table"), 4);
    assert!(page.count("#main form, main form") == 0, "an agent computes nothing");
}

#[tokio::test]
async fn the_score_is_computed_now_on_somebodys_word_and_recorded() {
    let console = Console::with_tenants(60).await;
    let tenant = one_in(&console, "healthy").await;
    silence(&console, tenant).await;
    let mut browser = console.staff("support_manager").await;
    let path = format!("/tenants/{tenant}/health");
    browser.open(&path).await.ok().says("Healthy");
    browser.form(&format!("{path}/computation")).submit().await.goes_to(&path);
    let page = browser.follow().await.ok();
    page.says("The score has been computed").says("At risk").says("High").says("Nobody has signed in for 40 days");
    let line: (serde_json::Value, serde_json::Value) =
        sqlx::query_as("select before, after from sys_platform_audit_log where action = 'tenant.health_computed'")
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!((&line.0["band"], &line.1["band"]), (&"healthy".into(), &"at_risk".into()));
    let csrf = browser.csrf();
    let mut agent = console.staff("support").await;
    agent.post(&format!("{path}/computation"), &[("csrf", csrf.as_str())]).await.expect(403);
}

#[tokio::test]
async fn a_newcomer_and_a_stranger_are_not_judged() {
    let console = Console::with_tenants(60).await;
    let mut browser = console.staff("support_manager").await;
    let tenant = one_in(&console, "healthy").await;
    for (sql, said) in [
        ("update sys_tenants set signed_on = (now() - interval '9 days')::date where id = $1", "signed less than 30 days ago"),
        ("update sys_tenants set signed_on = '2020-01-01' where id = $1", "fewer than 30 days of figures"),
    ] {
        sqlx::query(sql).bind(tenant.0).execute(&console.db).await.unwrap();
        sqlx::query("delete from sys_tenant_metrics_daily where tenant_id = $1 and day < now() - interval '9 days'")
            .bind(tenant.0)
            .execute(&console.db)
            .await
            .unwrap();
        let path = format!("/tenants/{tenant}/health");
        browser.open(&path).await.ok();
        browser.form(&format!("{path}/computation")).submit().await.expect(303);
        let page = browser.follow().await.ok();
        page.says(said);
        assert_eq!(page.count(".gauge"), 0);
    }
}

#[tokio::test]
async fn whoever_may_not_know_tenants_sees_scores_under_a_code() {
    let console = Console::with_tenants(60).await;
    let tenant = one_in(&console, "healthy").await;
    silence(&console, tenant).await;
    super::night(&console).await;
    let name: String =
        sqlx::query_scalar("select name from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap();
    let mut analyst = console.staff("analyst").await;
    analyst.open(&format!("/tenants/{tenant}/health")).await.ok().says("At risk").says_not(&name);
    console.staff("auditor").await.get(&format!("/tenants/{tenant}/health")).await.expect(403);
}

#[tokio::test]
async fn the_list_is_narrowed_to_a_band_or_a_level_and_sorted_by_the_score() {
    let console = Console::with_tenants(120).await;
    let mut browser = console.staff("support_manager").await;
    let count = |column: &'static str, value: &'static str| {
        let sql = format!("select count(*) from sys_tenants where {column} = '{value}'");
        let db = console.db.clone();
        async move { sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).fetch_one(&db).await.unwrap() }
    };
    let at_risk = count("health_band", "at_risk").await;
    assert!(at_risk > 0);
    browser.open("/tenants?band=at_risk&size=100").await.ok();
    assert_eq!(browser.page().count("#tenants tbody tr"), usize::try_from(at_risk).unwrap());
    assert_eq!(browser.page().texts(".chip bdi"), ["At risk"]);
    let medium = count("churn_level", "medium").await;
    let file = browser.get("/tenants.csv?churn=medium").await;
    let lines: Vec<&str> = file.ok().body_text().lines().collect();
    assert_eq!(lines.len(), usize::try_from(medium).unwrap() + 1);
    assert!(lines[0].ends_with("health_score,health_band,churn_level") && lines[1].ends_with(",medium"), "{}", lines[1]);
    browser.open("/tenants?band=excellent").await.ok().says("120 results");

    browser.open("/tenants?band=at_risk&sort=health").await.ok();
    browser.click("Order by risk of leaving").await.ok();
    let address = "/tenants?band=at_risk&sort=-churn".to_owned();
    assert_eq!(browser.page().path, address);
    browser.click("Order by health").await.ok();

    // Page by page, in both directions, nobody twice and nobody left out; whoever has no score comes last.
    for sort in ["health", "-health", "churn", "-churn"] {
        let (mut seen, mut scores) = (Vec::new(), Vec::new());
        let mut next = Some(format!("/tenants?sort={sort}&size=20"));
        while let Some(path) = next {
            let page = browser.open(&path).await.ok().clone();
            seen.extend(page.attributes("#tenants tbody th a", "href"));
            scores.extend(page.texts("#tenants tbody td:nth-of-type(4)"));
            next = page.attributes("a[rel=next]", "href").pop();
        }
        let mut unique = seen.clone();
        unique.sort();
        unique.dedup();
        assert_eq!((seen.len(), unique.len()), (120, 120), "{sort}");
        if sort.ends_with("churn") {
            let order = if sort == "churn" { "asc" } else { "desc" };
            let sql =
                format!("select tenant_id from sys_tenant_lifecycle order by coalesce(churn_probability, -1) {order}, tenant_id {order}");
            let expected: Vec<Uuid> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&console.db).await.unwrap();
            assert_eq!(seen, expected.iter().map(|id| format!("/tenants/{id}")).collect::<Vec<_>>(), "{sort}");
            continue;
        }
        let numbers: Vec<i32> = scores.iter().map(|cell| cell.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(101)).collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        if sort == "-health" {
            sorted.reverse();
        }
        assert_eq!(numbers, sorted, "{sort}");
    }
}

#[tokio::test]
async fn the_home_page_leads_to_those_at_risk_and_to_ones_own_tasks() {
    let console = Console::with_tenants(120).await;
    let person = console.db_person(&["support_manager"]).await;
    let mut browser = console.signed_in(&person).await;
    sqlx::query("insert into sys_tasks (id, title, assignee_id, due_on, created_at) values ($1, 'Call back', $2, $3, now())")
        .bind(console.clock.new_id())
        .bind(person.id.0)
        .bind(console.clock.today() - Duration::days(1))
        .execute(&console.db)
        .await
        .unwrap();
    let at_risk = console.db_number("select count(*) from sys_tenants where health_band = 'at_risk'").await;
    let page = browser.open("/").await.ok();
    page.says(&format!("{at_risk} tenants are at risk")).says("1 task of yours is due").says("1 of them is overdue");
    assert!(page.attributes(".chores a", "href").contains(&"/tenants?band=at_risk&sort=health".to_owned()));
}
