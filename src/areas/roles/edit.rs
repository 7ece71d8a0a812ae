//! A role's names and what it allows.

use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::commands::Edited;
use super::dangerous::Widen;
use super::form::{self, Asked, RoleForm, Why};
use super::model::{Refusal, Role};
use super::{INDEX, commands, queries, show_path};
use crate::areas::approvals::settle;
use crate::areas::staff::needed_reason;
use crate::core::approvals::{self, Submitted};
use crate::core::ids::RoleId;
use crate::core::lang::Message;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<RoleId>) -> Result<Response> {
    let role = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    show(&mut db, &staff, page, &role, RoleForm::of(&role), Why::Opened).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, role: &Role, form: RoleForm, why: Why) -> Result<Response> {
    let (list, back) = (page.t("nav-roles"), show_path(role.id));
    let name = role.name_in(page.language()).to_owned();
    let title = page.ts("roles-edit-title", "name", &name);
    let page = page.titled_text(title).section("nav-roles").crumb(list, INDEX).crumb(name, back.clone());
    let asked = Asked { action: format!("{back}/edit"), back, deed: "ui-save", key: None, role: Some(role) };
    form::show(db, staff, page, form, asked, why).await
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<RoleId>,
    Form(mut form): Form<RoleForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let role = commands::take(&mut change, id).await?.ok_or(Error::NotFound)?;
    if role.is_fixed() && form.permissions.is_empty() {
        // The form offers none to change.
        form.permissions = RoleForm::of(&role).permissions;
    }
    let wanted = match form.check() {
        Ok(wanted) => wanted,
        Err(errors) => return show(&mut change, &staff, page, &role, form, Why::Errors(errors)).await,
    };
    match commands::edit(&mut change, &role, form.version, &wanted).await? {
        Err(Refusal::Stale) => show(&mut change, &staff, page, &role, form, Why::Stale).await,
        Err(refusal) => {
            drop(change);
            let errors = Errors::one(refusal.field(), form::message(&page, &refusal));
            show(&mut *app.db.acquire().await?, &staff, page, &role, form, Why::Errors(errors)).await
        }
        Ok(Edited { waiting, .. }) if !waiting.is_empty() => {
            let reason = match needed_reason(&form.reason) {
                Ok(reason) => reason,
                Err(error) => {
                    drop(change);
                    return show(&mut *app.db.acquire().await?, &staff, page, &role, form, Why::Errors(Errors::one("reason", error))).await;
                }
            };
            let submitted = approvals::submit(&mut change, app.means(), &Widen::new(id, &waiting), &reason).await?;
            if let Submitted::Refused(error) = submitted {
                // Nothing of the edit was done, so nothing that was typed is lost.
                drop(change);
                let errors = Errors::one("permissions", error);
                return show(&mut *app.db.acquire().await?, &staff, page, &role, form, Why::Errors(errors)).await;
            }
            settle(&staff, change, submitted, &show_path(id), "roles-widened").await
        }
        Ok(Edited { changed: false, .. }) => staff.go(&show_path(id), FlashKind::Info, "staff-edited-nothing").await,
        Ok(_) => {
            change.commit().await?;
            let name = if page.lang() == "ar" { wanted.name2 } else { wanted.name };
            staff.done(&show_path(id), Message::new("roles-edit-done").text("name", name)).await
        }
    }
}
