//! Addresses: what is named in the path and asked in the query.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::{FieldProblem, Problem};
use crate::web::Path;
use crate::web::state::AppState;

/// A path parameter. One that does not parse names nothing, so it is "not found".
pub struct Named<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for Named<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let Path(value) = Path::<T>::from_request_parts(parts, app).await?;
        Ok(Self(value))
    }
}

/// The query. A program that asks what we do not know is told, or it would believe it was answered.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
        // The reader below takes nothing for "not given"; whoever sends `limit=` meant something by it.
        let empty = pairs.into_iter().filter(|(_, value)| value.is_empty());
        let empty: Vec<FieldProblem> =
            empty.map(|(field, _)| FieldProblem { field, detail: "Give a value, or leave it out.".to_owned() }).collect();
        if !empty.is_empty() {
            return Err(Problem::validation(empty));
        }
        serde_html_form::from_str(query).map(Self).map_err(|error| {
            let said = error.to_string();
            let field = said.split('`').nth(1).filter(|_| said.contains("field `")).unwrap_or_default().to_owned();
            Problem::validation(vec![FieldProblem { field, detail: said }])
        })
    }
}
