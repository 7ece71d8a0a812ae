//! How fast the queue is, and whether it keeps its promises when workers are killed. On a database of its own, durable as a real one.
//!
//! `cargo bench --bench queue`: enqueues and runs trivial jobs.
//! `cargo bench --bench queue -- drill`: two hundred jobs, workers that are killed (-9) fifty times, each effect exactly once.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot go on has nothing better to do than to stop")]
#![expect(clippy::disallowed_methods, reason = "it measures real time, of processes of its own")]

use std::process::{Child, Command};
use std::sync::Arc;
use std::time::{Duration, Instant};

use hq_console::core::clock::Clock;
use hq_console::core::db;
use hq_console::core::jobs::{Catalogue, Job, Order, Run, Services, Worker};
use hq_console::core::mail::Mailer;
use hq_console::core::postgres::{self, Durability, Options};
use hq_console::core::secrets::Secrets;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// Does nothing.
#[derive(Serialize, Deserialize)]
struct Nothing {
    n: i64,
}

impl Job for Nothing {
    const NAME: &'static str = "bench.nothing";

    async fn run(self, _: Run) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Leaves a row, in the transaction that ends it.
#[derive(Serialize, Deserialize)]
struct Mark {
    n: i64,
}

impl Job for Mark {
    const NAME: &'static str = "bench.mark";

    async fn run(self, run: Run) -> anyhow::Result<()> {
        let mut tx = run.db.begin().await?;
        sqlx::query("insert into marks (n) values ($1)").bind(self.n).execute(&mut *tx).await?;
        // Long enough to be killed in the middle.
        tokio::time::sleep(Duration::from_millis(600 + self.n.unsigned_abs() * 7_919 % 1_000)).await;
        run.complete(&mut tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn services(db: PgPool) -> Services {
    Services {
        db,
        clock: Clock::default(),
        secrets: Arc::new(Secrets::new([7; 32])),
        attachments: hq_console::areas::attachments(),
        mailer: Arc::new(Mailer::folder("HQ <hq@example.com>".parse().unwrap(), std::env::temp_dir())),
        base_url: "http://127.0.0.1".to_owned(),
        stopping: CancellationToken::new(),
    }
}

fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::default().with::<Nothing>().with::<Mark>())
}

/// A pool as background work has one.
fn pool(url: &str) -> PgPool {
    db::pool(url, 12, Duration::from_mins(5)).unwrap()
}

async fn count(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

async fn speed(db: &PgPool) {
    const JOBS: i64 = 50_000;
    let began = Instant::now();
    let mut tx = db.begin().await.unwrap();
    for n in 0..JOBS {
        Order::of(&Nothing { n }).unwrap().send(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = |took: Duration| JOBS as f64 / took.as_secs_f64();
    println!("enqueued {JOBS} jobs in one transaction, one statement each: {:.0} a second", rate(began.elapsed()));

    for workers in [1, 2] {
        sqlx::query("update sys_jobs set state = 'waiting', attempts = 0, finished_at = null").execute(db).await.unwrap();
        sqlx::query("vacuum analyze sys_jobs").execute(db).await.unwrap();
        let services = services(db.clone());
        let began = Instant::now();
        let running: Vec<_> = (0..workers).map(|_| tokio::spawn(Worker::new(catalogue(), services.clone()).run())).collect();
        while count(db, "select count(*) from (select from sys_jobs where state <> 'succeeded' limit 1) as left_over").await > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let took = began.elapsed();
        services.stopping.cancel();
        for worker in running {
            worker.await.unwrap().unwrap();
        }
        println!("{workers} worker(s) ran {JOBS} jobs in {:.2} s: {:.0} a second", took.as_secs_f64(), rate(took));
    }
}

fn start_worker(url: &str) -> Child {
    Command::new(std::env::current_exe().unwrap()).arg("worker").env("BENCH_DATABASE", url).spawn().unwrap()
}

async fn drill(db: &PgPool, url: &str) {
    const JOBS: i64 = 200;
    const KILLS: u32 = 50;
    // The same moments each time: a small generator with a fixed seed.
    let mut seed = 20_261_125_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    sqlx::raw_sql("drop table if exists marks; create table marks (n bigint); delete from sys_jobs").execute(db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for n in 0..JOBS {
        Order::of(&Mark { n }).unwrap().send(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    // One is killed and replaced while the other goes on, so that what dead hands hold is taken up between the kills.
    let mut workers = [start_worker(url), start_worker(url)];
    let mut busy = 0;
    for kill in 0..KILLS {
        tokio::time::sleep(Duration::from_millis(300 + random(1_200))).await;
        let worker = &mut workers[kill as usize % 2];
        let held = "select count(*) from sys_jobs j join sys_job_workers w on w.id = j.worker_id where j.state = 'running' and w.pid = $1";
        let held: i64 = sqlx::query_scalar(held).bind(i32::try_from(worker.id()).unwrap()).fetch_one(db).await.unwrap();
        busy += u32::from(held > 0);
        worker.kill().unwrap();
        worker.wait().unwrap();
        *worker = start_worker(url);
        if kill % 10 == 9 {
            println!(
                "{} kills, {busy} of them in the middle of jobs: {} of {JOBS} done",
                kill + 1,
                count(db, "select count(*) from marks").await
            );
        }
    }
    for mut worker in workers {
        worker.kill().unwrap();
        worker.wait().unwrap();
    }
    let lost = count(db, "select count(*) from sys_jobs where state = 'running'").await;
    let began = Instant::now();
    let mut survivor = start_worker(url);
    while count(db, "select count(*) from sys_jobs where state <> 'succeeded'").await > 0 {
        assert!(began.elapsed() < Duration::from_mins(5), "not all came to their end");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    survivor.kill().unwrap();
    survivor.wait().unwrap();
    let (marks, different) = (count(db, "select count(*) from marks").await, count(db, "select count(distinct n) from marks").await);
    println!(
        "{KILLS} times one of two workers was killed, {busy} times in the middle of jobs; {lost} jobs were in dead hands and taken up within {:.0} s; {marks} effects of {different} jobs",
        began.elapsed().as_secs_f64()
    );
    assert_eq!((marks, different), (JOBS, JOBS), "each effect exactly once");
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // Cargo adds a flag of its own.
    let mode = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    if mode == "worker" {
        let db = pool(&std::env::var("BENCH_DATABASE")?);
        return Worker::new(catalogue(), services(db)).run().await;
    }
    let data_dir = std::env::temp_dir().join(format!("hq-bench-queue-{}", std::process::id()));
    std::fs::create_dir_all(&data_dir)?;
    let options = Options { data_dir: data_dir.clone(), durability: Durability::Durable, bin_dir: None, max_connections: 60 };
    let cluster = postgres::start_or_join(&options).await?;
    postgres::ensure_database(&cluster, "bench").await?;
    let url = cluster.url("bench");
    let db = pool(&url);
    db::migrate(&db).await?;
    if mode == "drill" {
        drill(&db, &url).await;
    } else {
        speed(&db).await;
    }
    db.close().await;
    cluster.stop().await;
    std::fs::remove_dir_all(&data_dir)?;
    Ok(())
}
