//! Making a role after another.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{self, Asked, RoleForm, Why};
use super::model::Role;
use super::{INDEX, commands, queries, show_path};
use crate::core::ids::RoleId;
use crate::core::lang::Message;
use crate::web::{AppState, Db, Error, Errors, Idem, Page, Path, Result, SignedIn};

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db, Path(id): Path<RoleId>) -> Result<Response> {
    let of = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    show(&mut db, &staff, page, &of, RoleForm::copy_of(&of), app.clock.new_id(), Why::Opened).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, of: &Role, form: RoleForm, key: Uuid, why: Why) -> Result<Response> {
    let (list, back) = (page.t("nav-roles"), show_path(of.id));
    let name = of.name_in(page.language()).to_owned();
    let title = page.ts("roles-copy-title", "name", &name);
    let page = page.titled_text(title).section("nav-roles").crumb(list, INDEX).crumb(name, back.clone());
    let asked = Asked { action: format!("{back}/copy"), back, deed: "roles-new-go", key: Some(key), role: None };
    form::show(db, staff, page, form, asked, why).await
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<RoleId>,
    Idem(form, key): Idem<RoleForm>,
) -> Result<Response> {
    let key = key.unwrap_or_else(|| app.clock.new_id());
    let mut change = staff.change(&app).await?;
    let of = commands::take(&mut change, id).await?.ok_or(Error::NotFound)?;
    let wanted = match form.check() {
        Ok(wanted) => wanted,
        Err(errors) => return show(&mut change, &staff, page, &of, form, key, Why::Errors(errors)).await,
    };
    let new = RoleId(change.new_id());
    if let Some(earlier) = change.first_result(key, &show_path(new)).await? {
        return Ok(Redirect::to(&earlier).into_response());
    }
    if let Err(refusal) = commands::copy(&mut change, new, &of, &wanted).await? {
        drop(change);
        let errors = Errors::one(refusal.field(), form::message(&page, &refusal));
        return show(&mut *app.db.acquire().await?, &staff, page, &of, form, key, Why::Errors(errors)).await;
    }
    change.commit().await?;
    let name = if page.lang() == "ar" { wanted.name2 } else { wanted.name };
    staff.done(&show_path(new), Message::new("roles-new-done").text("name", name)).await
}
