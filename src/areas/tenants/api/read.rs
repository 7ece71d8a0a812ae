//! Reading tenants.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::resource::{self, ORDER, Tenant, TenantPage};
use crate::areas::tenants::model::Stage;
use crate::core::ids::TenantId;
use crate::core::keyset::{Cursor, PageRequest};
use crate::web::AppState;
use crate::web::api::{Asked, FieldProblem, LARGEST_PAGE, Named, Problem, ProblemDocument, USUAL_PAGE};

/// The list's name in its cursors.
const LIST: &str = "api tenants";

/// What narrows the list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Where to read on: `next` of the page before.
    #[param(min_length = 1)]
    after: Option<String>,
    /// Tenants a page, 1 to 100; 50 when it is not given.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// Only tenants in this stage.
    #[param(pattern = "^(trial|active|suspended|cancelled|churned)$")]
    stage: Option<String>,
}

/// Read the register, the newest tenant first.
#[utoipa::path(
    get, path = "/api/v1/tenants", tag = "Tenants",
    params(ListQuery),
    responses(
        (status = 200, description = "One page of tenants", body = TenantPage),
        (status = 422, description = "A parameter was refused", body = ProblemDocument, content_type = "application/problem+json"),
    ),
    security(("key" = ["tenants:read"]))
)]
pub(super) async fn list_tenants(State(app): State<AppState>, Asked(query): Asked<ListQuery>) -> Result<Json<TenantPage>, Problem> {
    let mut errors = Vec::new();
    let mut refuse = |field: &str, detail: String| errors.push(FieldProblem { field: field.to_owned(), detail });
    let size = query.limit.unwrap_or(USUAL_PAGE);
    if !(1..=LARGEST_PAGE).contains(&size) {
        refuse("limit", format!("Give a number from 1 to {LARGEST_PAGE}."));
    }
    let stage = query.stage.as_deref().map(Stage::from_code);
    if stage == Some(None) {
        refuse("stage", "Give one of trial, active, suspended, cancelled, churned.".to_owned());
    }
    let cursor = query.after.as_deref().map(|text| Cursor::read(&app.secrets, LIST, &ORDER, text));
    if matches!(cursor, Some(Err(_))) {
        refuse("after", "Give the value of next as it was, for the same list.".to_owned());
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    let page = PageRequest { sort: ORDER, cursor: cursor.and_then(Result::ok), size };
    let rows = resource::list(&mut *app.db.acquire().await?, stage.flatten(), &page).await?;
    let slice = page.slice(&app.secrets, LIST, rows, resource::key);
    Ok(Json(TenantPage { data: slice.rows, next: slice.next }))
}

/// Read one tenant.
#[utoipa::path(
    get, path = "/api/v1/tenants/{id}", tag = "Tenants",
    params(("id" = uuid::Uuid, Path, description = "The tenant's id")),
    responses(
        (status = 200, description = "The tenant", body = Tenant),
        (status = 404, description = "No tenant has this id", body = ProblemDocument, content_type = "application/problem+json"),
    ),
    security(("key" = ["tenants:read"]))
)]
pub(super) async fn read_tenant(State(app): State<AppState>, Named(id): Named<TenantId>) -> Result<Json<Tenant>, Problem> {
    let tenant = resource::find(&mut *app.db.acquire().await?, id).await?;
    tenant.map(Json).ok_or_else(Problem::not_found)
}
