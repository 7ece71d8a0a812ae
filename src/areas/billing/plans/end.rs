//! Taking a version off the shelf, or giving a draft up.

use axum::extract::State;
use axum::response::Response;

use super::model::{Status, Version};
use super::version::{below, found, title};
use super::{commands, queries, version_path};
use crate::web::form::Nothing;
use crate::web::page::{Confirm, html};
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Form, Page, Path, Result, SignedIn};

/// Whether there is something to end.
fn may_end(version: &Version) -> bool {
    version.status == Status::Draft || version.may_retire()
}

fn refused(version: &Version) -> &'static str {
    if version.offered { "plans-error-offered" } else { "plans-error-ended" }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    let version = found(&mut db, &code, number).await?;
    let here = version_path(&code, number);
    if !may_end(&version) {
        return staff.go(&here, FlashKind::Warning, refused(&version)).await;
    }
    let draft = version.status == Status::Draft;
    let (heading, effect, deed) = if draft {
        ("plans-discard-title", page.t("plans-discard-effect"), page.t("plans-discard"))
    } else {
        ("plans-retire-title", page.n("plans-retire-effect", version.subscribers), page.t("plans-retire"))
    };
    let title = page.ts(heading, "plan", title(&page, &version));
    html(&Confirm::new(below(page.titled_text(title), &version), vec![effect], deed, format!("{here}/end"), here))
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    Path((code, number)): Path<(String, i32)>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    if !commands::lock(&mut change, &code).await? {
        return Err(Error::NotFound);
    }
    let version = queries::find(&mut change, &code, number).await?.ok_or(Error::NotFound)?;
    let here = version_path(&code, number);
    if !may_end(&version) || !commands::end(&mut change, &version).await? {
        return staff.go(&here, FlashKind::Warning, refused(&version)).await;
    }
    change.commit().await?;
    staff.done(&here, if version.status == Status::Draft { "plans-discarded" } else { "plans-retired" }).await
}
