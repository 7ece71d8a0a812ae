//! The tenant's tickets. There are none before the support desk is: the page says so, and invents nothing.

use askama::Template;
use axum::response::Response;

use super::face::{Face, Tab, face};
use super::queries;
use crate::areas::tenants::identity::Identity;
use crate::core::ids::TenantId;
use crate::web::page::html;
use crate::web::ui::{EmptyKind, EmptyState};
use crate::web::{Db, Error, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/support.html")]
struct SupportPage {
    page: Page,
    face: Face,
    empty: EmptyState,
}

pub(in crate::areas::tenants) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    let record = queries::find(&mut db, id, Identity::of(&staff)).await?.ok_or(Error::NotFound)?;
    drop(db);
    let (page, face) = face(page, &record, Tab::Support);
    let empty = EmptyState::new(EmptyKind::NeverUsed, page.t("tenants-support-empty-title"), page.t("tenants-support-empty-text"));
    html(&SupportPage { page, face, empty })
}
