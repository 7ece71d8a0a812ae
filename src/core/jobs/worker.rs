//! The worker: takes due jobs, runs a few at a time, and tells how they ended. Many may work side by side, in one process with the pages or
//! alone.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::postgres::PgListener;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use super::attempt::{self, Ending};
use super::calendar;
use super::kind::Catalogue;
use super::queue::{self, Claimed, Setback};
use super::{Run, Services, schedule};
use crate::core::ids::JobId;

/// Jobs one worker runs at once.
const PLACES: usize = 4;
/// Jobs taken at once while they are quick: a round trip for each would cost more than the work.
const BATCH: i64 = 128;
/// Shorter is quick.
const QUICK: Duration = Duration::from_millis(5);
/// How long jobs may lie in the hand of a worker that is busy with others.
const HAND: Duration = Duration::from_secs(1);
/// How long a worker sleeps that nobody wakes: retries and what was put off come due without a signal.
const POLL: Duration = Duration::from_secs(1);
const BEAT: Duration = Duration::from_secs(1);
/// Beats between two signs of life, two looks for the dead, two measurements.
const SHOW_LIFE: u64 = 5;
const LOOK_FOR_LOST: u64 = 10;
const MEASURE: u64 = 15;

struct Ended {
    job: JobId,
    attempt: i16,
    max_attempts: i16,
    kind: String,
    ending: Ending,
    at: DateTime<Utc>,
}

/// A job being run, and whether a person wants it to end.
struct InHand {
    stop: CancellationToken,
    unwanted: bool,
}

pub struct Worker {
    id: Uuid,
    host: String,
    catalogue: Arc<Catalogue>,
    services: Services,
    in_hand: Mutex<HashMap<JobId, InHand>>,
    /// How long attempts took of late, in microseconds.
    pace: AtomicU64,
}

impl Worker {
    pub fn new(catalogue: Arc<Catalogue>, services: Services) -> Arc<Self> {
        let host = nix::unistd::gethostname().ok().and_then(|name| name.into_string().ok()).unwrap_or_default();
        let id = services.clock.new_id();
        Arc::new(Self { id, host, catalogue, services, in_hand: Mutex::default(), pace: AtomicU64::new(u64::MAX) })
    }

    /// Works until the process is asked to stop, then lets what runs come to an end.
    pub async fn run(self: Arc<Self>) -> anyhow::Result<()> {
        let stop = self.services.stopping.clone();
        calendar::settle_schedules(&self.services.db, &self.services.clock, &self.catalogue).await?;
        self.show_life(false).await?;
        let mut bell = PgListener::connect_with(&self.services.db).await?;
        bell.listen("hq_jobs").await?;
        let (ended, results) = mpsc::channel(1024);
        let noting = tokio::spawn(self.clone().note_ends(results));
        let keeping = AbortOnDropHandle::new(tokio::spawn(self.clone().keep()));

        let mut hand = VecDeque::new();
        let mut running = JoinSet::new();
        while !stop.is_cancelled() {
            while running.len() < PLACES
                && let Some(job) = hand.pop_front()
            {
                running.spawn(self.clone().attempt(job, ended.clone()));
            }
            if hand.is_empty() && running.len() < PLACES {
                match self.take(PLACES - running.len()).await {
                    Ok(jobs) => hand.extend(jobs),
                    Err(error) => tracing::warn!(%error, "no jobs could be taken"),
                }
                if !hand.is_empty() {
                    continue;
                }
                tokio::select! {
                    () = stop.cancelled() => {}
                    _ = bell.recv() => {}
                    () = sleep(POLL) => {}
                    Some(_) = running.join_next() => {}
                }
            } else {
                tokio::select! {
                    () = stop.cancelled() => {}
                    Some(_) = running.join_next() => {}
                    () = sleep(HAND), if !hand.is_empty() => self.give_back(&mut hand).await,
                }
            }
        }

        self.give_back(&mut hand).await;
        if let Err(error) = self.show_life(true).await {
            tracing::warn!(%error, "that the worker ends could not be told");
        }
        while running.join_next().await.is_some() {}
        drop(ended);
        noting.await?;
        drop(keeping);
        queue::leave(&self.services.db, self.id).await?;
        Ok(())
    }

    /// Runs everything that is due, and what that enqueues, and returns.
    pub async fn run_due(self: Arc<Self>) -> anyhow::Result<()> {
        self.show_life(false).await?;
        loop {
            let jobs = self.take(PLACES).await?;
            if jobs.is_empty() {
                break;
            }
            let (ended, results) = mpsc::channel(1024);
            let noting = tokio::spawn(self.clone().note_ends(results));
            let mut running = JoinSet::new();
            for job in jobs {
                running.spawn(self.clone().attempt(job, ended.clone()));
            }
            running.join_all().await;
            // Noted before more is looked for: a tenant whose job has ended, and is not known to have, would still count as busy.
            drop(ended);
            noting.await?;
        }
        queue::leave(&self.services.db, self.id).await?;
        Ok(())
    }

    /// Enqueues what schedules have come due. Returns how many jobs.
    pub async fn tick(&self) -> Result<u32, sqlx::Error> {
        schedule::tick(&self.services.db, &self.services.clock, &self.catalogue).await
    }

    /// Lets the jobs of dead workers wait again. Returns how many.
    pub async fn take_up_lost(&self) -> Result<usize, sqlx::Error> {
        let now = self.services.clock.now();
        let lost = queue::lost(&self.services.db, now).await?;
        for job in &lost {
            let setback = Setback {
                job: job.id,
                attempt: job.attempts,
                max_attempts: job.max_attempts,
                worker: None,
                ending: &Ending::Lost,
                next_at: now,
                now,
            };
            if queue::set_back(&self.services.db, &setback).await?.is_some() {
                tracing::warn!(job = job.kind, id = %job.id, "the worker of a job died; it is taken up again");
            }
        }
        queue::forget_workers(&self.services.db, now).await?;
        Ok(lost.len())
    }

    async fn show_life(&self, draining: bool) -> Result<(), sqlx::Error> {
        let places = i16::try_from(PLACES).unwrap_or(i16::MAX);
        queue::show_life(&self.services.db, self.id, (&self.host, places), draining, self.services.clock.now()).await
    }

    /// Takes as many jobs as there are places, or a batch while they are quick.
    async fn take(&self, places: usize) -> Result<Vec<Claimed>, sqlx::Error> {
        let quick = Duration::from_micros(self.pace.load(Ordering::Relaxed)) < QUICK;
        let most = if quick { BATCH } else { places as i64 };
        let mut db = self.services.db.acquire().await?;
        queue::claim(&mut db, self.id, &self.catalogue, most, self.services.clock.now()).await
    }

    async fn give_back(&self, hand: &mut VecDeque<Claimed>) {
        let jobs: Vec<JobId> = hand.iter().map(|job| job.id).collect();
        if jobs.is_empty() {
            return;
        }
        match queue::give_back(&self.services.db, self.id, &jobs).await {
            Ok(()) => hand.clear(),
            Err(error) => tracing::warn!(%error, "jobs taken could not be given back"),
        }
    }

    async fn attempt(self: Arc<Self>, job: Claimed, ended: mpsc::Sender<Ended>) {
        let Some(kind) = self.catalogue.kind(&job.kind) else { return };
        let stop = self.services.stopping.child_token();
        self.hand().insert(job.id, InHand { stop: stop.clone(), unwanted: false });
        let services = Services { stopping: stop, ..self.services.clone() };
        let run = Run { services, job: job.id, attempt: job.attempts, worker: self.id };
        let began = Instant::now();
        let ending = attempt::make(kind, &job, run).await;
        let took = began.elapsed();
        self.note_pace(took);
        let unwanted = self.hand().remove(&job.id).is_some_and(|hand| hand.unwanted);
        let ending = match ending {
            Ending::Interrupted | Ending::Failed(_) | Ending::TimedOut if unwanted => Ending::Cancelled,
            ending => ending,
        };
        metrics::counter!("hq_jobs_ended_total", "kind" => kind.name, "outcome" => ending.code()).increment(1);
        metrics::histogram!("hq_job_seconds", "kind" => kind.name).record(took);
        let told = Ended {
            job: job.id,
            attempt: job.attempts,
            max_attempts: job.max_attempts,
            kind: job.kind,
            ending,
            at: self.services.clock.now(),
        };
        // Only a process that ends no longer listens, and then the job counts as lost.
        let _ = ended.send(told).await;
    }

    fn hand(&self) -> std::sync::MutexGuard<'_, HashMap<JobId, InHand>> {
        self.in_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A moving mean: the newest attempt weighs a quarter.
    fn note_pace(&self, took: Duration) {
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX / 8);
        let before = self.pace.load(Ordering::Relaxed);
        let now = if before == u64::MAX { took } else { before / 4 * 3 + took / 4 };
        self.pace.store(now, Ordering::Relaxed);
    }

    /// Writes how attempts ended: what succeeded many at a time, the rest one by one. While the database is away it waits; as long as this
    /// worker lives nobody else takes these jobs.
    async fn note_ends(self: Arc<Self>, mut results: mpsc::Receiver<Ended>) {
        let mut batch = Vec::new();
        while results.recv_many(&mut batch, 512).await > 0 {
            let (well, badly): (Vec<Ended>, Vec<Ended>) = batch.drain(..).partition(|ended| matches!(ended.ending, Ending::Succeeded));
            let well: Vec<_> = well.into_iter().map(|ended| (ended.job, ended.attempt, ended.at)).collect();
            while !well.is_empty() {
                let noted = async { queue::succeed(&mut *self.services.db.acquire().await?, self.id, &well).await };
                match noted.await {
                    Ok(_) => break,
                    Err(error) => {
                        tracing::warn!(%error, "that jobs are done could not be noted yet");
                        sleep(BEAT).await;
                    }
                }
            }
            for ended in badly {
                while let Err(error) = self.note_setback(&ended).await {
                    tracing::warn!(%error, "that a job failed could not be noted yet");
                    sleep(BEAT).await;
                }
            }
        }
    }

    async fn note_setback(&self, ended: &Ended) -> Result<(), sqlx::Error> {
        let Some(kind) = self.catalogue.kind(&ended.kind) else { return Ok(()) };
        let next_at = match ended.ending {
            Ending::Interrupted => ended.at,
            _ => kind.backoff.next(ended.job.0, ended.attempt, ended.at),
        };
        let setback = Setback {
            job: ended.job,
            attempt: ended.attempt,
            max_attempts: ended.max_attempts,
            worker: Some(self.id),
            ending: &ended.ending,
            next_at,
            now: ended.at,
        };
        let error = ended.ending.error().unwrap_or_default();
        match queue::set_back(&self.services.db, &setback).await? {
            Some(true) => tracing::error!(job = kind.name, id = %ended.job, error, "a job is given up"),
            Some(false) if !error.is_empty() => {
                tracing::warn!(job = kind.name, id = %ended.job, error, "a job failed and will be tried again");
            }
            _ => {}
        }
        Ok(())
    }

    /// Shows that the worker lives, hears who is to be cancelled, looks at the clock for schedules and for the dead.
    async fn keep(self: Arc<Self>) {
        let mut beats = interval(BEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for beat in 0_u64.. {
            beats.tick().await;
            if let Err(error) = self.beat(beat).await {
                tracing::warn!(%error, "the worker could not reach its database");
            }
        }
    }

    async fn beat(&self, beat: u64) -> Result<(), sqlx::Error> {
        if beat.is_multiple_of(SHOW_LIFE) {
            self.show_life(self.services.stopping.is_cancelled()).await?;
        }
        if !self.hand().is_empty() {
            for job in queue::cancel_requests(&self.services.db, self.id).await? {
                if let Some(hand) = self.hand().get_mut(&job) {
                    hand.unwanted = true;
                    hand.stop.cancel();
                }
            }
        }
        self.tick().await?;
        if beat.is_multiple_of(LOOK_FOR_LOST) {
            self.take_up_lost().await?;
        }
        if beat.is_multiple_of(MEASURE) {
            super::health::measure(&self.services.db, self.services.clock.now()).await?;
        }
        Ok(())
    }
}
