//! What runs by itself.

use std::sync::Arc;

use chrono::Duration;
use hq_console::core::jobs::{Catalogue, Every, Misfire, Overlap, Worker, settle_schedules};

use super::start;
use crate::support::Console;

#[derive(serde::Serialize, serde::Deserialize)]
struct Tick {}

impl hq_console::core::jobs::Job for Tick {
    const NAME: &'static str = "test.tick";

    async fn run(self, _: hq_console::core::jobs::Run) -> anyhow::Result<()> {
        Ok(())
    }
}

fn hourly(misfire: Misfire, overlap: Overlap) -> Catalogue {
    Catalogue::default().scheduled::<Tick>(Every::Hour(17), misfire, overlap)
}

async fn settled(console: &Console, catalogue: Catalogue) -> Arc<Worker> {
    settle_schedules(&console.db, &console.clock, &catalogue).await.unwrap();
    Worker::new(Arc::new(catalogue), console.services.clone())
}

async fn outcomes(console: &Console) -> Vec<String> {
    sqlx::query_scalar("select outcome from sys_job_firings order by slot").fetch_all(&console.db).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_time_fires_once_however_many_look_at_the_clock() {
    let console = start().await;
    let worker = settled(&console, hourly(Misfire::Once, Overlap::Queue)).await;
    assert_eq!(worker.tick().await.unwrap(), 0, "not before its time");
    for hours in 1..=5 {
        console.clock.advance(Duration::hours(1));
        let ticks = (0..8).map(|_| {
            let worker = worker.clone();
            tokio::spawn(async move { worker.tick().await.unwrap() })
        });
        let fired: u32 = futures_util::future::join_all(ticks).await.into_iter().map(Result::unwrap).sum();
        assert_eq!(fired, 1);
        assert_eq!(console.db_number("select count(*) from sys_jobs").await, hours);
    }
}

#[tokio::test]
async fn what_was_missed_is_made_up_once_or_left_out() {
    let console = start().await;
    let worker = settled(&console, hourly(Misfire::Once, Overlap::Skip)).await;
    console.clock.advance(Duration::hours(30));
    assert_eq!((worker.tick().await.unwrap(), worker.tick().await.unwrap()), (1, 0));
    assert_eq!(outcomes(&console).await, ["fired"]);

    let console = start().await;
    let worker = settled(&console, hourly(Misfire::Skip, Overlap::Skip)).await;
    console.clock.advance(Duration::hours(30));
    assert_eq!(worker.tick().await.unwrap(), 0);
    assert_eq!(outcomes(&console).await, ["missed"]);
    console.clock.advance(Duration::hours(1));
    // The next time is met within ten minutes or not at all, depending on the minute it is now: put just behind it.
    sqlx::query("update sys_job_schedules set next_run_at = $1")
        .bind(console.clock.now() - Duration::minutes(9))
        .execute(&console.db)
        .await
        .unwrap();
    assert_eq!(worker.tick().await.unwrap(), 1);
}

#[tokio::test]
async fn a_run_that_still_lasts_is_not_doubled() {
    let console = start().await;
    let worker = settled(&console, hourly(Misfire::Once, Overlap::Skip)).await;
    for fired in [1, 0] {
        console.clock.advance(Duration::hours(1));
        assert_eq!(worker.tick().await.unwrap(), fired);
    }
    assert_eq!(outcomes(&console).await, ["fired", "overlapped"]);
    worker.clone().run_due().await.unwrap();
    console.clock.advance(Duration::hours(1));
    assert_eq!(worker.tick().await.unwrap(), 1);
}

#[tokio::test]
async fn a_schedule_switched_off_does_not_fire_and_a_changed_rule_counts_from_now() {
    let console = start().await;
    let worker = settled(&console, hourly(Misfire::Once, Overlap::Skip)).await;
    sqlx::query("update sys_job_schedules set enabled = false").execute(&console.db).await.unwrap();
    console.clock.advance(Duration::hours(2));
    assert_eq!(worker.tick().await.unwrap(), 0);
    let daily = Catalogue::default().every::<Tick>(Every::Day(3, 0));
    settle_schedules(&console.db, &console.clock, &daily).await.unwrap();
    let (enabled, next): (bool, chrono::DateTime<chrono::Utc>) =
        sqlx::query_as("select enabled, next_run_at from sys_job_schedules").fetch_one(&console.db).await.unwrap();
    assert!(!enabled, "what a person switched stays so");
    assert_eq!(next, Every::Day(3, 0).next_after(console.clock.now()));
    settle_schedules(&console.db, &console.clock, &Catalogue::default()).await.unwrap();
    assert_eq!(console.db_number("select count(*) from sys_job_schedules").await, 0);
}
