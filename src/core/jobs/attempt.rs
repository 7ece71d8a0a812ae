//! One attempt at a job, from its payload to how it ended.

use std::time::Duration;

use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;

use super::kind::Kind;
use super::queue::Claimed;
use super::{Interrupted, Run};

/// What becomes of work that was asked to stop and does not: it is ended from outside after this time.
const GRACE: Duration = Duration::from_secs(10);

/// How an attempt ended.
#[derive(Debug)]
pub(super) enum Ending {
    Succeeded,
    Failed(String),
    TimedOut,
    /// The process stops; the job goes on elsewhere.
    Interrupted,
    /// A person wanted it.
    Cancelled,
    /// The worker died.
    Lost,
    /// The payload is of no shape we know. Another attempt would read the same.
    Unreadable(String),
}

impl Ending {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed(_) => "failed",
            Self::TimedOut => "timed_out",
            Self::Interrupted => "interrupted",
            Self::Cancelled => "cancelled",
            Self::Lost => "lost",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// For the job's page: the chain of causes, and nothing of the payload, which may name people.
    pub(super) fn error(&self) -> Option<&str> {
        match self {
            Self::Failed(error) | Self::Unreadable(error) => Some(error),
            Self::TimedOut => Some("the attempt took longer than its kind may"),
            Self::Lost => Some("the worker died"),
            Self::Succeeded | Self::Interrupted | Self::Cancelled => None,
        }
    }
}

/// Begins, waits for the end, and ends what does not.
pub(super) async fn make(kind: &Kind, job: &Claimed, run: Run) -> Ending {
    let stop = run.stopping.clone();
    let work = match (kind.handler)(job.payload.clone(), run) {
        Ok(work) => work,
        Err(error) => return Ending::Unreadable(error.to_string()),
    };
    // A task of its own, so that a panic ends the attempt and not the worker.
    let mut work = AbortOnDropHandle::new(tokio::spawn(work));
    let asked = async {
        stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = &mut work => judge(ended),
        () = tokio::time::sleep(kind.time_limit) => Ending::TimedOut,
        () = asked => Ending::Interrupted,
    }
}

fn judge(ended: Result<anyhow::Result<()>, JoinError>) -> Ending {
    match ended {
        Ok(Ok(())) => Ending::Succeeded,
        Ok(Err(error)) if error.is::<Interrupted>() => Ending::Interrupted,
        Ok(Err(error)) => Ending::Failed(format!("{error:#}")),
        Err(error) => Ending::Failed(match error.try_into_panic() {
            Ok(panic) => {
                let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
                format!("the program failed: {}", text.unwrap_or("no message"))
            }
            Err(error) => error.to_string(),
        }),
    }
}
