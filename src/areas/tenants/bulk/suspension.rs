//! Suspending many.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::page::{Draw, ticked};
use crate::areas::approvals::settle;
use crate::areas::tenants::LIST_PATH;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::lifecycle::commands::check;
use crate::areas::tenants::lifecycle::dangerous::SuspendMany;
use crate::areas::tenants::lifecycle::moves::{Mode, Move};
use crate::areas::tenants::lifecycle::{Ask, categories, modes, previews, read_manner, reason};
use crate::core::approvals;
use crate::core::clock::business_day;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SuspensionForm {
    mode: String,
    category: String,
    reason: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<Uuid>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let form = SuspensionForm { mode: Mode::ReadOnly.code().to_owned(), ..SuspensionForm::default() };
    show(&mut db, &staff, page, id, form, Errors::new()).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, id: Uuid, form: SuspensionForm, errors: Errors) -> Result<Response> {
    let today = business_day(page.at());
    let all = ticked(db, staff, id).await?;
    let many = all.len();
    let touched: Vec<_> = all.into_iter().filter(|standing| check(standing, Move::Suspend, today).is_ok()).collect();
    if touched.is_empty() {
        return staff.go(LIST_PATH, FlashKind::Warning, "lifecycle-error-none-active").await;
    }
    let tenants: Vec<_> = touched.iter().map(|standing| standing.id).collect();
    let manner = (form.mode.as_str(), form.category.as_str());
    let (asked, ways) = previews(db, &page, manner, |mode, category| SuspendMany { tenants: tenants.clone(), mode, category }).await?;
    let draw = Draw {
        title: "bulk-title-suspend",
        deed: page.t(if asked.as_ref().is_some_and(|asked| asked.needed.is_some()) { "approvals-ask" } else { "lifecycle-move-suspend" }),
        action: super::path(id, "suspension"),
        left_out: many - touched.len(),
        asks: vec![
            Ask::Cards("mode", "lifecycle-field-mode", modes(&page), form.mode),
            Ask::Select("category", "lifecycle-field-category", categories(&page), form.category),
        ],
        reason: Some(form.reason),
        touched,
        asked,
        ways,
        errors,
    };
    draw.page(page)
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<Uuid>,
    Form(form): Form<SuspensionForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let mut errors = Errors::new();
    let manner = read_manner(&mut errors, &form.mode, &form.category);
    let why = errors.take("reason", reason(&form.reason, true));
    let (Some((mode, category)), Some(why)) = (manner, why) else {
        return show(&mut change, &staff, page, id, form, errors).await;
    };
    let today = business_day(change.at());
    let ready = ticked(&mut change, &staff, id).await?.into_iter().filter(|standing| check(standing, Move::Suspend, today).is_ok());
    let command = SuspendMany { tenants: ready.map(|standing| standing.id).collect(), mode, category };
    let submitted = approvals::submit(&mut change, app.means(), &command, &why).await?;
    settle(&staff, change, submitted, LIST_PATH, "lifecycle-done-suspend").await
}
