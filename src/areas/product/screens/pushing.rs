//! Letting what happens here be told to the product, or no more.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::source::Link;
use super::super::{INDEX, PUSHING, commands, queries};
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Form, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "product/pushing.html")]
struct PushingPage {
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
pub struct PushingForm {
    enabled: bool,
}

pub async fn get(page: Page, mut db: Db) -> Result<Response> {
    let wanted = !queries::pushing(&mut db).await?;
    let (title, deed, effects): (_, _, &[&str]) = if wanted {
        ("product-pushing-on-title", "product-pushing-on", &["product-pushing-effect-stages", "product-pushing-effect-earlier"])
    } else {
        ("product-pushing-off-title", "product-pushing-off", &["product-pushing-effect-off"])
    };
    let above = page.t("nav-product");
    html(&PushingPage {
        consequences: effects.iter().map(|key| page.t(key)).collect(),
        deed: page.t(deed),
        page: page.titled(title).section("nav-product").crumb(above, INDEX),
        wanted,
        action: PUSHING,
        back: INDEX,
    })
}

pub async fn post(State(app): State<AppState>, staff: SignedIn, Form(form): Form<PushingForm>) -> Result<Response> {
    if form.enabled && !Link::of(&app.settings).is_some_and(|link| link.may_write()) {
        return staff.go(INDEX, FlashKind::Failure, "product-write-off").await;
    }
    let mut change = staff.change(&app).await?;
    if !commands::set_pushing(&mut change, form.enabled).await? {
        return staff.go(INDEX, FlashKind::Info, "staff-edited-nothing").await;
    }
    change.commit().await?;
    staff.done(INDEX, if form.enabled { "product-pushing-on-done" } else { "product-pushing-off-done" }).await
}
