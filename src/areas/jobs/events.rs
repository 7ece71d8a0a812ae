//! A job's progress as it happens: server-sent events for as long as somebody looks.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use futures_util::stream;

use super::{queries, show};
use crate::core::ids::JobId;
use crate::web::{AppState, Error, Page, Path, Result, page};

/// How often the job is looked at. Nothing is held between two looks.
const LOOK: Duration = Duration::from_secs(1);
/// The browser asks again after so many looks, so that no stream outlives a session or a stopping process for long.
const LOOKS: usize = 20;

pub(super) async fn get(State(app): State<AppState>, page: Page, Path(id): Path<JobId>) -> Result<Response> {
    queries::find(&mut *app.db.acquire().await?, id).await?.ok_or(Error::NotFound)?;
    let looks = stream::unfold((app, page, 0, false), move |(app, page, look, over)| async move {
        if over || look == LOOKS {
            return None;
        }
        if look > 0 {
            tokio::time::sleep(LOOK).await;
        }
        let job = async { queries::find(&mut *app.db.acquire().await?, id).await };
        let Ok(Some(job)) = job.await else { return None };
        let progress = show::progress(&page, &job);
        let over = progress.state.ended();
        let event = Event::default().data(page::progress_json(&page, &progress).to_string());
        Some((Ok::<_, Infallible>(event), (app, page, look + 1, over)))
    });
    Ok(Sse::new(looks.boxed()).into_response())
}
