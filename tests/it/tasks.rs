//! Tasks: written, handed on, done, and seen by who may see them.

use chrono::Duration;
use hq_console::core::ids::TenantId;

use crate::support::{Browser, Console, Person};

/// Writes a task through the page and returns its address.
async fn write(browser: &mut Browser, title: &str, fields: &[(&str, &str)]) -> String {
    browser.open("/tasks/new").await.ok();
    let mut form = browser.form("/tasks/new").fill("title", title);
    for (name, value) in fields {
        form = if matches!(*name, "assignee" | "priority") { form.choose(name, value) } else { form.fill(name, value) };
    }
    form.submit().await.expect(303).location().to_owned()
}

fn titles(browser: &Browser) -> Vec<String> {
    browser.page().texts("#tasks tbody th")
}

async fn two(console: &Console) -> (Browser, Person) {
    (console.staff("support_manager").await, console.db_person(&["support"]).await)
}

#[tokio::test]
async fn a_task_is_written_for_a_colleague_about_a_tenant_and_found_by_both() {
    let console = Console::with_tenants(20).await;
    let (mut manager, agent) = two(&console).await;
    let tenant = console.db_tenant("active").await;
    let code: String =
        sqlx::query_scalar("select code from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap();
    manager.open(&format!("/tasks/new?tenant={tenant}")).await.ok();
    let form = manager.form("/tasks/new");
    let path = form.fill("title", "Ask about the second branch").choose("assignee", &agent.id.to_string()).choose("priority", "urgent");
    let path = path.submit().await.expect(303).location().to_owned();
    let page = manager.follow().await.ok();
    page.says("Task created.").says("Ask about the second branch").says(&agent.name).says("Urgent");
    manager.open("/tasks").await.ok().says("No open task is assigned to you.");
    manager.open(&format!("/tasks?view=all&q={code}")).await.ok();
    assert!(titles(&manager).contains(&"Ask about the second branch".to_owned()));
    let mut agent = console.signed_in(&agent).await;
    agent.open("/tasks").await.ok();
    assert_eq!(titles(&agent), ["Ask about the second branch"]);
    let line: (serde_json::Value, uuid::Uuid) =
        sqlx::query_as("select after, tenant_id from sys_platform_audit_log where action = 'task.created' and object_id = $1")
            .bind(path.rsplit('/').next().unwrap())
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!((&line.0["priority"], TenantId(line.1)), (&"urgent".into(), tenant));
}

#[tokio::test]
async fn what_is_wrong_with_a_task_is_said_at_once_and_nothing_is_lost() {
    let console = Console::start().await;
    let mut browser = console.staff("support").await;
    browser.open("/tasks/new").await.ok();
    let form = browser.form("/tasks/new").fill("tenant", "T-99999").fill("due_on", "").fill("note", "Twice already");
    let page = form.submit().await;
    assert_eq!(page.expect(422).faulty(), ["title", "due_on", "tenant"]);
    page.says("Twice already");
    assert_eq!(console.db_number("select count(*) from sys_tasks").await, 0);
}

#[tokio::test]
async fn a_form_sent_twice_writes_one_task() {
    let console = Console::start().await;
    let mut browser = console.staff("support").await;
    browser.open("/tasks/new").await.ok();
    let pairs = browser.form("/tasks/new").fill("title", "Call the bank").pairs();
    let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/tasks/new", &fields).await.expect(303);
    browser.post("/tasks/new", &fields).await.expect(303);
    assert_eq!(console.db_number("select count(*) from sys_tasks").await, 1);
}

#[tokio::test]
async fn lists_tell_late_from_open_and_closed_and_sort_by_day_and_priority() {
    let console = Console::start().await;
    let mut browser = console.staff("support_manager").await;
    let day = |days: i64| (console.clock.today() + Duration::days(days)).to_string();
    write(&mut browser, "Late", &[("due_on", &day(-2)), ("priority", "low")]).await;
    write(&mut browser, "Soon", &[("due_on", &day(1)), ("priority", "urgent")]).await;
    let done = write(&mut browser, "Over", &[("due_on", &day(-9))]).await;
    browser.open(&format!("{done}/completion")).await.ok();
    browser.form(&format!("{done}/completion")).choose("outcome", "helped").fill("note", "They renewed").submit().await.goes_to(&done);
    browser.follow().await.ok().says("Task done.").says("It helped").says("They renewed");
    for (query, expected) in [
        ("", vec!["Late", "Soon"]),
        ("?sort=-due", vec!["Soon", "Late"]),
        ("?sort=-priority", vec!["Soon", "Late"]),
        ("?view=overdue", vec!["Late"]),
        ("?view=closed", vec!["Over"]),
        ("?view=all&q=soon", vec!["Soon"]),
        ("?priority=low", vec!["Late"]),
    ] {
        browser.open(&format!("/tasks{query}")).await.ok();
        assert_eq!(titles(&browser), expected, "{query}");
    }
    browser.open("/tasks?view=all&q=nothing").await.ok().says("No task matches");
    browser.get(&format!("{done}/edit")).await.goes_to(&done);
}

#[tokio::test]
async fn a_task_is_handed_on_and_the_log_says_so() {
    let console = Console::start().await;
    let (mut manager, agent) = two(&console).await;
    let path = write(&mut manager, "Visit the shop", &[]).await;
    let edit = format!("{path}/edit");
    manager.open(&edit).await.ok();
    manager.form(&edit).choose("assignee", &agent.id.to_string()).submit().await.goes_to(&path);
    manager.follow().await.ok().says("Task saved.").says(&agent.name);
    assert_eq!((console.db_audited("task.reassigned").await, console.db_audited("task.edited").await), (1, 0));
    manager.open(&edit).await.ok();
    manager.form(&edit).fill("title", "Visit both shops").submit().await.goes_to(&path);
    assert_eq!(console.db_audited("task.edited").await, 1);
}

#[tokio::test]
async fn whoever_was_slower_is_told_and_loses_nothing() {
    let console = Console::start().await;
    let (mut manager, agent) = two(&console).await;
    let path = write(&mut manager, "Visit the shop", &[]).await;
    let edit = format!("{path}/edit");
    let mut agent = console.signed_in(&agent).await;
    agent.open(&edit).await.ok();
    manager.open(&edit).await.ok();
    manager.form(&edit).fill("title", "Visit on Monday").submit().await.expect(303);
    let page = agent.form(&edit).fill("title", "Visit on Sunday").submit().await;
    page.expect(422).says("A colleague has changed this task meanwhile");
    let title = "select title from sys_tasks";
    let kept: String = sqlx::query_scalar(title).fetch_one(&console.db).await.unwrap();
    assert_eq!(kept, "Visit on Monday");
    // What was typed is still there, and saving again means it.
    agent.form(&edit).submit().await.goes_to(&path);
    let kept: String = sqlx::query_scalar(title).fetch_one(&console.db).await.unwrap();
    assert_eq!(kept, "Visit on Sunday");
}

#[tokio::test]
async fn a_task_is_closed_once_however_many_try() {
    let console = Console::start().await;
    let (mut manager, agent) = two(&console).await;
    let path = write(&mut manager, "Visit the shop", &[]).await;
    let completion = format!("{path}/completion");
    let mut agent = console.signed_in(&agent).await;
    for browser in [&mut manager, &mut agent] {
        browser.open(&completion).await.ok();
    }
    manager.form(&completion).submit().await.goes_to(&path);
    agent.form(&completion).choose("status", "cancelled").submit().await.goes_to(&path);
    agent.follow().await.ok().says("This task is closed already.");
    assert_eq!((console.db_audited("task.done").await, console.db_audited("task.cancelled").await), (1, 0));
}

#[tokio::test]
async fn who_may_not_know_tenants_reads_no_words_about_them_and_who_may_not_write_writes_nothing() {
    let console = Console::with_tenants(20).await;
    let mut manager = console.staff("support_manager").await;
    let tenant = console.db_tenant("active").await;
    let code: String =
        sqlx::query_scalar("select code from sys_tenants where id = $1").bind(tenant.0).fetch_one(&console.db).await.unwrap();
    let path = write(&mut manager, "Al Noor owes us a call", &[("tenant", &code), ("note", "Speak to Salim")]).await;
    console.staff("analyst").await.get("/tasks").await.expect(403);
    sqlx::query("insert into sys_platform_role_permissions select id, 'tasks:read' from sys_platform_roles where code = 'analyst'")
        .execute(&console.db)
        .await
        .unwrap();
    let mut analyst = console.staff("analyst").await;
    for page in [path.as_str(), "/tasks?view=all"] {
        analyst.open(page).await.ok().says(&code).says_not("Al Noor owes us").says_not("Salim");
    }
    analyst.open("/tasks?view=all&q=owes").await.ok().says("No task matches");
    analyst.get("/tasks/new").await.expect(403);
    analyst.get(&format!("{path}/completion")).await.expect(403);
}
