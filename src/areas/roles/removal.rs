//! Removing a role that nobody holds.

use axum::extract::State;
use axum::response::Response;

use super::model::{Refusal, Role};
use super::{INDEX, commands, queries, refused, show_path};
use crate::core::ids::RoleId;
use crate::core::lang::Message;
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

pub(super) async fn get(page: Page, mut db: Db, Path(id): Path<RoleId>) -> Result<Response> {
    let role = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    match standing_against(&role) {
        Some(refusal) => refused::page(page, &role, &refusal),
        None => show(page, &role),
    }
}

fn standing_against(role: &Role) -> Option<Refusal> {
    if role.is_system {
        return Some(Refusal::System);
    }
    (role.holders > 0).then_some(Refusal::Held)
}

fn show(page: Page, role: &Role) -> Result<Response> {
    let (list, back) = (page.t("nav-roles"), show_path(role.id));
    let name = role.name_in(page.language()).to_owned();
    let title = page.ts("roles-removal-title", "name", &name);
    let (consequences, deed) = (vec![page.t("roles-removal-effect")], page.ts("roles-removal-deed", "name", &name));
    let page = page.titled_text(title).section("nav-roles").crumb(list, INDEX).crumb(name, back.clone());
    html(&Confirm::new(page, consequences, deed, format!("{back}/removal"), back))
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<RoleId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let role = commands::take(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(refusal) = commands::remove(&mut change, &role).await? {
        return refused::page(page, &role, &refusal);
    }
    change.commit().await?;
    staff.done(INDEX, Message::new("roles-removal-done").text("name", role.name_in(page.language()))).await
}
