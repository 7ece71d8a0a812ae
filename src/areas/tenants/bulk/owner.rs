//! Giving many to one colleague.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::commands::change_owner;
use super::page::{Draw, done, ticked};
use crate::areas::tenants::LIST_PATH;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::lifecycle::Ask;
use crate::areas::tenants::list::queries::choices;
use crate::areas::tenants::model::Stage;
use crate::core::ids::StaffId;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Errors, Form, Page, Path, Result, SignedIn};

/// The value that stands for "no owner".
const NOBODY: &str = "none";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OwnerForm {
    owner: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<Uuid>) -> Result<Response> {
    Identity::of(&staff).required()?;
    show(&mut db, &staff, page, id, OwnerForm::default(), Errors::new()).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, id: Uuid, form: OwnerForm, errors: Errors) -> Result<Response> {
    let all = ticked(db, staff, id).await?;
    let many = all.len();
    let touched: Vec<_> = all.into_iter().filter(|standing| standing.stage != Stage::Churned).collect();
    let owners = choices(db, page.language(), None).await?.owners.into_iter().map(|(id, name)| (id.to_string(), name));
    let owners = std::iter::once((NOBODY.to_owned(), page.t("tenants-owner-none"))).chain(owners).collect();
    let draw = Draw {
        title: "bulk-title-owner",
        deed: page.t("ui-save"),
        action: super::path(id, "owner"),
        left_out: many - touched.len(),
        asks: vec![Ask::Select("owner", "tenants-field-owner", owners, form.owner)],
        reason: None,
        asked: None,
        ways: Vec::new(),
        touched,
        errors,
    };
    draw.page(page)
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<Uuid>,
    Form(form): Form<OwnerForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let tenants: Vec<_> = ticked(&mut change, &staff, id).await?.iter().map(|standing| standing.id).collect();
    let owner = match form.owner.trim() {
        NOBODY => Some(None),
        other => other.parse().ok().map(|id| Some(StaffId(id))),
    };
    let changed = match owner {
        Some(owner) => change_owner(&mut change, &tenants, owner).await?,
        None => None,
    };
    match changed {
        None => show(&mut change, &staff, page, id, form, Errors::one("owner", "tenants-error-owner")).await,
        Some(0) => staff.go(LIST_PATH, FlashKind::Info, "tenants-unchanged").await,
        Some(changed) => {
            change.commit().await?;
            staff.done(LIST_PATH, done(changed)).await
        }
    }
}
