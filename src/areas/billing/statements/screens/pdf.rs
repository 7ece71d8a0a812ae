//! The statement as the tenant gets it.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use super::super::asked::Asked;
use super::{explained, statement};
use crate::areas::billing::seller;
use crate::core::ids::TenantId;
use crate::web::{AppState, Db, Error, Path, Query, Result, SignedIn};

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    mut db: Db,
    Path(id): Path<TenantId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let Some(statement) = statement(&mut db, &staff, id, &asked, app.clock.today()).await? else { return Ok(explained(id, &asked)) };
    let seller = seller::current(&mut db).await?.ok_or(Error::NotFound)?;
    drop(db);
    let (name, at) = (statement.file_name("pdf"), app.clock.now());
    // Shaping a long document takes a while: other visitors are not kept waiting for it.
    let made = tokio::task::spawn_blocking(move || statement.pdf(&seller, at)).await.map_err(Error::internal)?;
    let bytes = made.map_err(Error::internal)?;
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""))];
    Ok((headers, bytes).into_response())
}
