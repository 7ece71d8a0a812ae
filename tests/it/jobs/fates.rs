//! How an attempt can end, and what becomes of its job.

use chrono::Duration;
use hq_console::core::jobs::{Cancelled, cancel, forget_ended, retry};
use uuid::Uuid;

use super::{Exactly, Trouble, catalogue, db_make_due, fate, note, notes, outcomes, send, start, work, worker};
use crate::support::Console;

#[tokio::test]
async fn a_job_that_fails_waits_longer_each_time_and_is_given_up_in_the_end() {
    let console = start().await;
    let job = send(&console, &Trouble::Fail).await;
    work(&console).await;
    assert_eq!(fate(&console, job).await, ("waiting".to_owned(), 1, Some("the tub is full".to_owned())));
    let waits: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("select run_at from sys_jobs where id = $1").bind(job).fetch_one(&console.db).await.unwrap();
    let waits = waits - console.clock.now();
    assert!((Duration::seconds(50)..Duration::seconds(80)).contains(&waits), "{waits}");
    work(&console).await;
    assert_eq!(fate(&console, job).await.1, 1, "not before its time");
    db_make_due(&console).await;
    work(&console).await;
    assert_eq!(fate(&console, job).await, ("dead".to_owned(), 2, Some("the tub is full".to_owned())));
    assert_eq!(outcomes(&console, job).await, ["failed", "failed"]);

    let now = console.clock.now();
    assert!(retry(&mut console.db.acquire().await.unwrap(), job, now).await.unwrap());
    work(&console).await;
    assert_eq!(fate(&console, job).await.0, "waiting", "a retry has all attempts again");
    assert_eq!(outcomes(&console, job).await.len(), 3);
}

#[tokio::test]
async fn a_panic_ends_the_attempt_and_not_the_worker() {
    let console = start().await;
    let job = send(&console, &Trouble::Panic).await;
    send(&console, &note("after")).await;
    work(&console).await;
    let (state, _, error) = fate(&console, job).await;
    assert_eq!((state.as_str(), error.as_deref()), ("waiting", Some("the program failed: the drum fell off")));
    assert_eq!(notes(&console).await, ["after"]);
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_ended() {
    let console = start().await;
    let job = send(&console, &Trouble::Hang).await;
    work(&console).await;
    assert_eq!(outcomes(&console, job).await, ["timed_out"]);
}

#[tokio::test]
async fn a_payload_nobody_can_read_is_not_tried_again() {
    let console = start().await;
    let job = send(&console, &note("x")).await;
    sqlx::query("update sys_jobs set payload = '{\"nom\": 1}'").execute(&console.db).await.unwrap();
    work(&console).await;
    let (state, attempts, error) = fate(&console, job).await;
    assert_eq!((state.as_str(), attempts), ("dead", 1));
    assert!(error.is_some_and(|error| error.contains("name")));
    assert_eq!(outcomes(&console, job).await, ["unreadable"]);
}

#[tokio::test]
async fn an_interrupted_attempt_does_not_count() {
    let console = start().await;
    let job = send(&console, &Trouble::GiveWay).await;
    // It is due at once again, so it is looked at after one attempt: the kind is paused while the first runs.
    let worker = tokio::spawn(worker(&console).run_due());
    while outcomes(&console, job).await.is_empty() {
        tokio::task::yield_now().await;
    }
    sqlx::query("insert into sys_job_pauses (kind, paused_at, reason) values ('test.trouble', now(), 'Enough')")
        .execute(&console.db)
        .await
        .unwrap();
    worker.await.unwrap().unwrap();
    assert_eq!(fate(&console, job).await, ("waiting".to_owned(), 0, None));
    assert!(outcomes(&console, job).await.iter().all(|outcome| outcome == "interrupted"));
}

#[tokio::test]
async fn the_jobs_of_a_dead_worker_are_taken_up_and_the_dead_one_can_do_no_more() {
    let console = start().await;
    let job = send(&console, &Exactly { name: "once".to_owned() }).await;
    let dead = Uuid::from_u128(13);
    sqlx::query("update sys_jobs set state = 'running', attempts = 1, worker_id = $1, started_at = now()")
        .bind(dead)
        .execute(&console.db)
        .await
        .unwrap();
    sqlx::query("insert into sys_job_workers (id, host, pid, version, places, started_at, seen_at) values ($1, 'h', 1, '0', 4, $2, $2)")
        .bind(dead)
        .bind(console.clock.now())
        .execute(&console.db)
        .await
        .unwrap();
    assert_eq!(worker(&console).take_up_lost().await.unwrap(), 0, "it was seen a moment ago");
    console.clock.advance(Duration::seconds(21));
    assert_eq!(worker(&console).take_up_lost().await.unwrap(), 1);
    assert_eq!(outcomes(&console, job).await, ["lost"]);
    work(&console).await;
    assert_eq!(fate(&console, job).await, ("succeeded".to_owned(), 2, None));
    assert_eq!(notes(&console).await, ["once"]);
    // Were the dead one alive after all: what it holds to be its attempt is not, and its effect does not stay.
    let touched =
        sqlx::query("update sys_jobs set state = 'succeeded' where id = $1 and state = 'running' and worker_id = $2 and attempts = 1")
            .bind(job.0)
            .bind(dead)
            .execute(&console.db)
            .await
            .unwrap();
    assert_eq!(touched.rows_affected(), 0);
}

#[tokio::test]
async fn a_job_lost_on_its_last_attempt_is_given_up() {
    let console = start().await;
    let job = send(&console, &Trouble::Fail).await;
    sqlx::query("update sys_jobs set state = 'running', attempts = 2, worker_id = gen_random_uuid()").execute(&console.db).await.unwrap();
    worker(&console).take_up_lost().await.unwrap();
    assert_eq!(fate(&console, job).await, ("dead".to_owned(), 2, Some("the worker died".to_owned())));
}

#[tokio::test]
async fn a_job_that_waits_is_cancelled_at_once_and_one_that_ended_is_not() {
    let console = start().await;
    let mut db = console.db.acquire().await.unwrap();
    let job = send(&console, &note("never")).await;
    let now = console.clock.now();
    assert_eq!(cancel(&mut db, job, now).await.unwrap(), Cancelled::AtOnce);
    assert_eq!(cancel(&mut db, job, now).await.unwrap(), Cancelled::TooLate);
    work(&console).await;
    assert!(notes(&console).await.is_empty());
    assert!(retry(&mut db, job, now).await.unwrap());
    work(&console).await;
    assert_eq!(notes(&console).await, ["never"]);
    assert!(!retry(&mut db, job, now).await.unwrap(), "what succeeded is not run again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_job_leaves_when_it_is_cancelled() {
    let console = start().await;
    let mut slow = catalogue();
    slow = slow.with::<Patient>();
    let worker = hq_console::core::jobs::Worker::new(std::sync::Arc::new(slow), console.services.clone());
    let job = send(&console, &Patient {}).await;
    let working = tokio::spawn(worker.run());
    wait_for(&console, job, "running").await;
    let now = console.clock.now();
    assert_eq!(cancel(&mut console.db.acquire().await.unwrap(), job, now).await.unwrap(), Cancelled::Asked);
    wait_for(&console, job, "cancelled").await;
    assert_eq!(outcomes(&console, job).await, ["cancelled"]);
    console.services.stopping.cancel();
    working.await.unwrap().unwrap();
}

/// Waits until it is asked to leave.
#[derive(serde::Serialize, serde::Deserialize)]
struct Patient {}

impl hq_console::core::jobs::Job for Patient {
    const NAME: &'static str = "test.patient";

    async fn run(self, run: hq_console::core::jobs::Run) -> anyhow::Result<()> {
        run.progress(1, Some(2)).await?;
        run.stopping.cancelled().await;
        Err(hq_console::core::jobs::Interrupted.into())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_is_asked_to_stop_hands_its_jobs_back() {
    let console = start().await;
    let worker = hq_console::core::jobs::Worker::new(std::sync::Arc::new(catalogue().with::<Patient>()), console.services.clone());
    let job = send(&console, &Patient {}).await;
    let working = tokio::spawn(worker.run());
    wait_for(&console, job, "running").await;
    console.services.stopping.cancel();
    working.await.unwrap().unwrap();
    assert_eq!(fate(&console, job).await, ("waiting".to_owned(), 0, None));
    assert_eq!(console.db_number("select count(*) from sys_job_workers").await, 0);
}

async fn wait_for(console: &Console, job: hq_console::core::ids::JobId, state: &str) {
    let patience = tokio::time::timeout(std::time::Duration::from_secs(20), async {
        while fate(console, job).await.0 != state {
            tokio::task::yield_now().await;
        }
    });
    patience.await.unwrap_or_else(|_| panic!("the job never was {state}"));
}

#[tokio::test]
async fn records_are_kept_as_long_as_their_kind_says() {
    let console = start().await;
    let (short, long, dead) = (send(&console, &Trouble::Fail).await, send(&console, &note("x")).await, send(&console, &note("y")).await);
    sqlx::query("update sys_jobs set state = 'succeeded', finished_at = $1").bind(console.clock.now()).execute(&console.db).await.unwrap();
    sqlx::query("update sys_jobs set state = 'dead' where id = $1").bind(dead.0).execute(&console.db).await.unwrap();
    let mut kept = Vec::new();
    for days in [2, 2, 27, 60] {
        console.clock.advance(Duration::days(days));
        forget_ended(&console.db, &catalogue(), console.clock.now()).await.unwrap();
        let left: Vec<Uuid> = sqlx::query_scalar("select id from sys_jobs").fetch_all(&console.db).await.unwrap();
        kept.push([short, long, dead].map(|job| left.contains(&job.0)));
    }
    assert_eq!(kept, [[true, true, true], [false, true, true], [false, false, true], [false, false, false]]);
}
