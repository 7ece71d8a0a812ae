//! Signing out: the session is gone on the server, and the browser is told to forget what it cached.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::core::change::Event;
use crate::web::form::Nothing;
use crate::web::{AppState, Form, Result, SignedIn};

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, Form(Nothing {}): Form<Nothing>) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    change.record(Event::new("sign_in.ended", "staff").object(staff.id, staff.name.clone())).await?;
    change.commit().await?;
    staff.visitor().session.flush().await?;
    let mut response = Redirect::to("/login").into_response();
    // Not "cookies": that would also forget that this browser is known, and the owner would be warned of their own machine each day.
    response.headers_mut().insert(header::HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}
