//! Closing the console to all but the listed networks, and opening it again.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::model::Refusal;
use super::removal::{below, refused};
use super::{ADDRESSES, ENFORCEMENT, commands, queries};
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Form, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "security/enforcement.html")]
struct EnforcementPage {
    page: Page,
    consequences: Vec<String>,
    /// What the form asks for: the opposite of what is.
    wanted: bool,
    deed: String,
    action: &'static str,
    back: &'static str,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnforcementForm {
    enforced: bool,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let policy = queries::policy(&mut db).await?;
    let wanted = !policy.enforced;
    if wanted && !policy.lets_in(staff.visitor().ip, None) {
        return refused(page, Refusal::OutsideOneself);
    }
    let (title, deed, effects): (_, _, &[&str]) = if wanted {
        ("addresses-enforce-title", "addresses-enforce", &["addresses-enforce-effect-out", "addresses-enforce-effect-way-back"])
    } else {
        ("addresses-open-title", "addresses-open", &["addresses-open-effect"])
    };
    html(&EnforcementPage {
        consequences: effects.iter().map(|key| page.t(key)).collect(),
        deed: page.t(deed),
        page: below(page).titled(title),
        wanted,
        action: ENFORCEMENT,
        back: ADDRESSES,
    })
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Form(form): Form<EnforcementForm>) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let changed = if form.enforced {
        match commands::enforce(&mut change, staff.visitor().ip).await? {
            Ok(changed) => changed,
            Err(refusal) => return refused(page, refusal),
        }
    } else {
        commands::allow_all(&mut change).await?
    };
    if !changed {
        return staff.go(ADDRESSES, FlashKind::Info, "staff-edited-nothing").await;
    }
    change.commit().await?;
    staff.done(ADDRESSES, if form.enforced { "addresses-enforced-done" } else { "addresses-opened-done" }).await
}
