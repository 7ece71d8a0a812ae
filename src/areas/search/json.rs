//! The same results for the palette.

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};

use super::model;
use crate::web::{Db, Page, Query, Result, SignedIn};

/// The palette has little room.
const LIMIT: i64 = 6;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct Found {
    group: String,
    label: String,
    sub: String,
    href: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let groups = model::find(&mut db, &staff, page.format(), &model::question(&asked.q), LIMIT).await?;
    let found: Vec<Found> = groups
        .into_iter()
        .flat_map(|group| {
            let name = page.t(group.key);
            group.hits.into_iter().map(move |hit| Found { group: name.clone(), label: hit.label, sub: hit.sub, href: hit.href })
        })
        .collect();
    Ok(Json(found).into_response())
}
