//! Ending a key, with a reason.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::KEYS;
use super::index::below;
use super::model::{Key, read_reason};
use super::{commands, queries};
use crate::core::ids::ApiKeyId;
use crate::core::lang::Message;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "developers/key_revocation.html")]
struct RevocationPage {
    page: Page,
    errors: Errors,
    form: RevocationForm,
    consequences: Vec<String>,
    deed: String,
    action: String,
    back: &'static str,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct RevocationForm {
    reason: String,
}

pub(super) fn path(id: ApiKeyId) -> String {
    format!("{KEYS}/{id}/revocation")
}

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<ApiKeyId>,
) -> Result<Response> {
    let key = queries::find(&mut db, id, app.clock.now()).await?.ok_or(Error::NotFound)?;
    if key.is_revoked() {
        return staff.go(KEYS, FlashKind::Info, "keys-revoked-already").await;
    }
    show(page, &key, RevocationForm::default(), &Errors::new())
}

fn show(page: Page, key: &Key, form: RevocationForm, errors: &Errors) -> Result<Response> {
    let title = page.ts("keys-revocation-title", "name", &key.name);
    let mut consequences = vec![page.t("keys-revocation-effect"), page.t("keys-revocation-final")];
    if key.calls > 0 {
        consequences.insert(0, page.n("keys-revocation-in-use", key.calls));
    }
    form_page(
        errors,
        &RevocationPage {
            consequences,
            deed: page.ts("keys-revocation-deed", "name", &key.name),
            page: below(page).titled_text(title).failed(errors.any()),
            errors: errors.clone(),
            form,
            action: path(key.id),
            back: KEYS,
        },
    )
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<ApiKeyId>,
    Form(form): Form<RevocationForm>,
) -> Result<Response> {
    let mut change = staff.change(&app).await?;
    let now = change.at();
    let key = queries::find(&mut change, id, now).await?.ok_or(Error::NotFound)?;
    let reason = match read_reason(&form.reason) {
        Ok(reason) => reason,
        Err(error) => return show(page, &key, form, &Errors::one("reason", error)),
    };
    if !commands::revoke(&mut change, &key, &reason).await? {
        return staff.go(KEYS, FlashKind::Info, "keys-revoked-already").await;
    }
    change.commit().await?;
    staff.done(KEYS, Message::new("keys-revoked-done").text("name", key.name)).await
}
