//! The tenant's picture. Bytes that came from outside: served with their known type, in a sandbox, never as a page.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use super::queries;
use crate::core::ids::TenantId;
use crate::web::{Db, Error, Path, Result};

pub(in crate::areas::tenants) async fn get(mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    let (bytes, kind) = queries::logo(&mut db, id).await?.ok_or(Error::NotFound)?;
    let (kind, disposition) = match kind.as_str() {
        "image/jpeg" => ("image/jpeg", "attachment; filename=\"logo.jpg\""),
        _ => ("image/png", "attachment; filename=\"logo.png\""),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, bytes).into_response())
}
