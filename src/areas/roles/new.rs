//! Making a role.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{self, Asked, RoleForm, Why};
use super::{INDEX, NEW, commands, show_path};
use crate::core::ids::RoleId;
use crate::core::lang::Message;
use crate::web::{AppState, Db, Errors, Idem, Page, Result, SignedIn};

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    show(&mut db, &staff, page, RoleForm::default(), app.clock.new_id(), Why::Opened).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, form: RoleForm, key: Uuid, why: Why) -> Result<Response> {
    let list = page.t("nav-roles");
    let page = page.titled("roles-new-title").section("nav-roles").crumb(list, INDEX);
    let asked = Asked { action: NEW.to_owned(), back: INDEX.to_owned(), deed: "roles-new-go", key: Some(key), role: None };
    form::show(db, staff, page, form, asked, why).await
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Idem(form, key): Idem<RoleForm>) -> Result<Response> {
    let key = key.unwrap_or_else(|| app.clock.new_id());
    let wanted = match form.check() {
        Ok(wanted) => wanted,
        Err(errors) => return show(&mut *app.db.acquire().await?, &staff, page, form, key, Why::Errors(errors)).await,
    };
    let mut change = staff.change(&app).await?;
    let id = RoleId(change.new_id());
    if let Some(earlier) = change.first_result(key, &show_path(id)).await? {
        return Ok(Redirect::to(&earlier).into_response());
    }
    if let Err(refusal) = commands::create(&mut change, id, &wanted).await? {
        drop(change);
        let errors = Errors::one(refusal.field(), form::message(&page, &refusal));
        return show(&mut *app.db.acquire().await?, &staff, page, form, key, Why::Errors(errors)).await;
    }
    change.commit().await?;
    let name = if page.lang() == "ar" { wanted.name2 } else { wanted.name };
    staff.done(&show_path(id), Message::new("roles-new-done").text("name", name)).await
}
