//! What operators see of the queue, and what they can do.

use hq_console::areas;
use hq_console::core::ids::JobId;
use hq_console::core::jobs::{Catalogue, Order, settle_schedules};
use serde_json::Value;
use uuid::Uuid;

use crate::support::Console;

const KIND: &str = "console.sweep";

fn catalogue() -> Catalogue {
    areas::jobs()
}

async fn sweep(console: &Console) -> JobId {
    let catalogue = catalogue();
    let id = Order::by_hand(catalogue.kind(KIND).unwrap()).send(&mut console.db.acquire().await.unwrap()).await.unwrap();
    sqlx::query("update sys_jobs set run_at = $1 where id = $2").bind(console.clock.now()).bind(id.0).execute(&console.db).await.unwrap();
    id
}

async fn db_dead(console: &Console) -> JobId {
    let id = sweep(console).await;
    sqlx::query(
        "update sys_jobs set state = 'dead', attempts = 10, finished_at = now(), last_error = 'The harbour was closed' where id = $1",
    )
    .bind(id.0)
    .execute(&console.db)
    .await
    .unwrap();
    sqlx::query(
        "insert into sys_job_attempts (job_id, attempt, ended_at, outcome, error) values ($1, 10, now(), 'failed', 'The harbour was closed')",
    )
    .bind(id.0)
    .execute(&console.db)
    .await
    .unwrap();
    id
}

async fn db_state(console: &Console, id: JobId) -> String {
    sqlx::query_scalar("select state from sys_jobs where id = $1").bind(id.0).fetch_one(&console.db).await.unwrap()
}

#[tokio::test]
async fn a_job_given_up_is_told_everywhere_and_can_be_run_again() {
    let console = Console::start().await;
    let id = db_dead(&console).await;
    let mut admin = console.staff("super_admin").await;
    admin.open("/").await.ok().says("1 job was given up");
    admin.open("/jobs").await.ok().says("1 job was given up").says("The harbour was closed");
    let path = format!("/jobs/{id}");
    admin.open(&path).await.ok().says("The harbour was closed").says("Given up").says("10 / 10");
    admin.form(&format!("{path}/retry")).submit().await.goes_to(&path);
    admin.follow().await.ok().says("runs again");
    assert_eq!(console.db_audited("job.retried").await, 1);
    console.run_jobs().await;
    assert_eq!(db_state(&console, id).await, "succeeded");
    admin.open("/jobs").await.ok().says_not("given up after");
    let csrf = admin.csrf_of(&path).await;
    admin.post(&format!("{path}/retry"), &[("csrf", csrf)]).await.goes_to(&path);
    admin.open(&path).await.ok().says("cannot run again");
    assert_eq!(console.db_audited("job.retried").await, 1);
}

#[tokio::test]
async fn a_job_shows_what_caused_it_and_what_it_did() {
    let console = Console::start().await;
    let mut admin = console.staff("super_admin").await;
    settle_schedules(&console.db, &console.clock, &catalogue()).await.unwrap();
    admin.open("/jobs/schedules").await.ok();
    let path = admin.form("/jobs/schedules/access_reviews.start/run").submit().await.expect(303).location().to_owned();
    assert_eq!(console.db_audited("job.run_by_hand").await, 1);
    console.run_jobs().await;
    admin.open(&path).await.ok().says("By hand").says("Succeeded").says("What it did");
    let effect: (String, Option<Uuid>) =
        sqlx::query_as("select action, request_id from sys_platform_audit_log where actor_kind = 'system' order by id desc limit 1")
            .fetch_one(&console.db)
            .await
            .unwrap();
    assert_eq!(Some(path.as_str()), effect.1.map(|id| format!("/jobs/{id}")).as_deref(), "{}", effect.0);
}

#[tokio::test]
async fn a_waiting_job_is_cancelled() {
    let console = Console::start().await;
    let id = sweep(&console).await;
    let mut admin = console.staff("super_admin").await;
    let path = format!("/jobs/{id}");
    admin.open(&path).await.ok();
    admin.form(&format!("{path}/cancel")).submit().await.goes_to(&path);
    admin.follow().await.ok().says("The job is cancelled");
    console.run_jobs().await;
    assert_eq!(db_state(&console, id).await, "cancelled");
    assert_eq!(console.db_audited("job.cancelled").await, 1);
}

#[tokio::test]
async fn a_kind_is_paused_with_a_reason_and_resumed() {
    let console = Console::start().await;
    let id = sweep(&console).await;
    let mut admin = console.staff("super_admin").await;
    let path = format!("/jobs/kinds/{KIND}/pause");
    admin.open(&path).await.ok();
    admin.form(&path).submit().await.expect(422).says("Say why");
    admin.form(&path).fill("reason", "Flood in the cellar").submit().await.goes_to("/jobs/kinds");
    admin.follow().await.ok().says("Flood in the cellar");
    console.run_jobs().await;
    assert_eq!(db_state(&console, id).await, "waiting");
    console.clock.advance(chrono::Duration::minutes(30));
    let mut fresh = console.staff("super_admin").await;
    fresh.open("/jobs").await.ok().says_not("has been waiting");
    fresh.open(&path).await.ok();
    fresh.form(&path).fill("reason", "Again").submit().await.goes_to("/jobs/kinds");
    fresh.follow().await.ok().says("already paused");
    fresh.form(&format!("/jobs/kinds/{KIND}/resume")).submit().await.goes_to("/jobs/kinds");
    fresh.open("/jobs").await.ok().says("has been waiting for 30 minutes");
    console.run_jobs().await;
    assert_eq!(db_state(&console, id).await, "succeeded");
    assert_eq!((console.db_audited("job.paused").await, console.db_audited("job.resumed").await), (1, 1));
}

#[tokio::test]
async fn a_schedule_is_switched_off_and_on_by_two_people_who_agree() {
    let console = Console::start().await;
    settle_schedules(&console.db, &console.clock, &catalogue()).await.unwrap();
    let (mut one, mut two) = (console.staff("super_admin").await, console.staff("super_admin").await);
    for browser in [&mut one, &mut two] {
        browser.open("/jobs/schedules").await.ok();
    }
    let path = format!("/jobs/schedules/{KIND}/switch");
    one.form(&path).submit().await.goes_to("/jobs/schedules");
    one.follow().await.ok().says("is switched off");
    two.form(&path).submit().await.goes_to("/jobs/schedules");
    two.follow().await.ok().says("Somebody has already switched it");
    assert_eq!(console.db_number("select count(*) from sys_job_schedules where not enabled").await, 1);
    two.form(&path).submit().await.goes_to("/jobs/schedules");
    assert_eq!(console.db_number("select count(*) from sys_job_schedules where not enabled").await, 0);
    assert_eq!(console.db_audited("job.schedule_switched").await, 2);
}

#[tokio::test]
async fn many_are_run_again_as_they_were_chosen_and_each_has_its_result() {
    let console = Console::start().await;
    let mut dead = Vec::new();
    for _ in 0..3 {
        dead.push(db_dead(&console).await);
    }
    let mut admin = console.staff("super_admin").await;
    admin.open("/jobs?state=dead").await.ok();
    let csrf = admin.csrf();
    let chosen = [("csrf", csrf.as_str()), ("do", "retry"), ("all", "true"), ("filter", "state=dead")];
    let path = admin.post("/jobs/acts", &chosen).await.expect(303).location().to_owned();
    // What comes later is not in it, and what changed meanwhile is told.
    let later = db_dead(&console).await;
    sqlx::query("update sys_jobs set state = 'succeeded' where id = $1").bind(dead[0].0).execute(&console.db).await.unwrap();
    admin.open(&path).await.ok().says("Run 3 jobs again").says("1 of the chosen jobs");
    admin.form(&path).submit().await.goes_to(&path);
    let csrf = admin.csrf_of("/account").await;
    admin.post(&path, &[("csrf", csrf)]).await.goes_to(&path);
    admin.follow().await.ok().says("already set going");
    console.run_jobs().await;
    let states: Vec<String> = futures_util::future::join_all([dead[0], dead[1], dead[2], later].map(|id| db_state(&console, id))).await;
    assert_eq!(states, ["succeeded", "succeeded", "succeeded", "dead"]);
    admin.open(&path).await.ok().says("Not possible").says("Done");
    assert_eq!((console.db_audited("job.retried").await, console.db_audited("job.many_acted_on").await), (2, 1));
    let by: i64 =
        console.db_number("select count(*) from sys_platform_audit_log where action = 'job.retried' and actor_kind = 'staff'").await;
    assert_eq!(by, 2, "in the name of who asked");
}

#[tokio::test]
async fn a_choice_is_nobody_elses_until_it_is_set_going() {
    let console = Console::start().await;
    let id = db_dead(&console).await.to_string();
    let mut admin = console.staff("super_admin").await;
    admin.open("/jobs").await.ok();
    let csrf = admin.csrf();
    let chosen = [("csrf", csrf.as_str()), ("do", "cancel"), ("ids", id.as_str()), ("filter", "")];
    let path = admin.post("/jobs/acts", &chosen).await.expect(303).location().to_owned();
    console.staff("super_admin").await.get(&path).await.expect(404);
    let csrf = admin.csrf_of("/account").await;
    admin.post("/jobs/acts", &[("csrf", csrf.as_str()), ("do", "erase"), ("ids", id.as_str())]).await.expect(400);
}

#[tokio::test]
async fn progress_is_told_as_events_and_on_asking() {
    let console = Console::start().await;
    let id = sweep(&console).await;
    sqlx::query(
        "update sys_jobs set state = 'running', worker_id = gen_random_uuid(), progress_done = 42, progress_total = 100 where id = $1",
    )
    .bind(id.0)
    .execute(&console.db)
    .await
    .unwrap();
    let mut auditor = console.staff("auditor").await;
    let path = format!("/jobs/{id}");
    auditor.open(&path).await.ok().says("42");
    let told: Value = serde_json::from_str(auditor.get(&format!("{path}?fragment=json")).await.ok().body_text()).unwrap();
    assert_eq!((&told["percent"], &told["ended"]), (&Value::from(42), &Value::from(false)));
    sqlx::query("update sys_jobs set state = 'succeeded', finished_at = now() where id = $1")
        .bind(id.0)
        .execute(&console.db)
        .await
        .unwrap();
    // Of a job that ended there is one event, and then the stream ends.
    let events = auditor.get(&format!("{path}/events")).await;
    assert_eq!(events.ok().header("content-type"), Some("text/event-stream"));
    let data = events.body_text().lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let told: Value = serde_json::from_str(data).unwrap();
    assert_eq!(told["ended"], Value::from(true));
}

#[tokio::test]
async fn who_may_look_may_not_touch() {
    let console = Console::start().await;
    let id = db_dead(&console).await;
    let mut auditor = console.staff("auditor").await;
    let page = auditor.open(&format!("/jobs/{id}")).await.ok();
    assert_eq!(page.count("form[action$=retry]"), 0);
    let csrf = auditor.csrf_of("/account").await;
    auditor.post(&format!("/jobs/{id}/retry"), &[("csrf", csrf)]).await.expect(403);
    assert_eq!(db_state(&console, id).await, "dead");
}

#[tokio::test]
async fn a_job_is_found_by_its_id_and_by_a_part_of_what_its_kind_is_called() {
    let console = Console::start().await;
    let id = sweep(&console).await;
    let mut auditor = console.staff("auditor").await;
    for (q, found) in [(id.to_string().as_str(), 1), ("expired sess", 1), ("console.sw", 1), ("mail", 0), ("no such thing", 0)] {
        let query = serde_html_form::to_string([("q", q)]).unwrap();
        assert_eq!(auditor.open(&format!("/jobs?{query}")).await.ok().count("tbody tr"), found, "{q}");
    }
}
