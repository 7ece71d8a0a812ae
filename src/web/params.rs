//! Path and query extractors whose refusals are pages.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::error::Error;
use super::state::AppState;

/// A path parameter. One that does not parse names nothing, so it is "not found".
pub struct Path<T>(pub T);

impl<T> FromRequestParts<AppState> for Path<T>
where
    T: DeserializeOwned + Send,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        #[expect(clippy::disallowed_types, reason = "this is the wrapper the ban points to")]
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => {
                let params = RawPathParams::from_request_parts(parts, state).await.map(|p| p.iter().count()).unwrap_or_default();
                tracing::debug!(params, "a path parameter did not parse");
                Err(Error::NotFound)
            }
        }
    }
}

/// The query string. Unknown parameters are ignored, since addresses travel through other people's tools.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Error> {
        serde_html_form::from_str(parts.uri.query().unwrap_or_default())
            .map(Self)
            .map_err(|_| Error::BadRequest("the address could not be read"))
    }
}
