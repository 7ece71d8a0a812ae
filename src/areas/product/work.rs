//! What a working process does for the product: a run every hour or when somebody asks, and the steps that wait to be told. Beside the
//! queue and not in it: a run over a hundred thousand tenants would hold one of its few seats for minutes.

use std::time::Duration;

use super::push;
use super::sync::{self, Means};

/// How often is looked for something to do.
const LOOK: Duration = Duration::from_secs(5);

/// Works until told to stop. Reading and telling do not wait for each other.
pub async fn run(means: Option<Means>) {
    let Some(means) = means else { return };
    tokio::join!(read(&means), tell(&means));
}

async fn read(means: &Means) {
    while !means.stopping.is_cancelled() {
        if let Err(error) = sync::turn(means).await {
            tracing::warn!(error = %format!("{error:#}"), "a run of the product's mirror could not be kept");
        }
        rest(means).await;
    }
}

async fn tell(means: &Means) {
    while !means.stopping.is_cancelled() {
        if let Err(error) = push::deliver(means).await {
            tracing::warn!(error = %format!("{error:#}"), "the product could not be told of changes");
        }
        rest(means).await;
    }
}

async fn rest(means: &Means) {
    tokio::select! { () = tokio::time::sleep(LOOK) => {}, () = means.stopping.cancelled() => {} }
}
