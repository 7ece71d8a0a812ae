//! Giving a cancelled tenant up for good, once its data need not be kept any longer.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use super::dangerous::Churn;
use super::lifecycle_path;
use super::moves::Move;
use super::queries::{self, Standing};
use super::step::{self, Draw};
use crate::areas::approvals::settle;
use crate::areas::tenants::identity::Identity;
use crate::core::approvals;
use crate::core::ids::TenantId;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ChurnForm {
    reason: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let standing = queries::standing(&mut db, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Churn).await {
        return answer;
    }
    show(&mut db, page, &standing, ChurnForm::default(), Errors::new()).await
}

async fn show(db: &mut PgConnection, page: Page, standing: &Standing, form: ChurnForm, errors: Errors) -> Result<Response> {
    let asked = step::preview(db, &page, &Churn { tenant: standing.id }).await?;
    Draw { this: Move::Churn, standing, asks: Vec::new(), reason: form.reason, errors, asked, ways: Vec::new(), more: Vec::new() }
        .page(page)
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<ChurnForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let standing = queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Churn).await {
        return answer;
    }
    let reason = match step::reason(&form.reason, true) {
        Ok(reason) => reason,
        Err(error) => return show(&mut change, page, &standing, form, Errors::one("reason", error)).await,
    };
    let submitted = approvals::submit(&mut change, app.means(), &Churn { tenant: id }, &reason).await?;
    settle(&staff, change, submitted, &lifecycle_path(id), "lifecycle-done-churn").await
}
