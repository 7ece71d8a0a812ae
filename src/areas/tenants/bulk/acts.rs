//! From the ticked list to the page of the act.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::selection::{self, MOST};
use crate::areas::tenants::LIST_PATH;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::list::{filter::Filter, queries};
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Form, Page, Result, SignedIn};

/// The acts there are: the last part of the address, the right it takes, the label of its button.
const ACTS: [(&str, Permission, &str); 3] = [
    ("owner", Permission::TenantsWrite, "bulk-owner"),
    ("tags", Permission::TenantsWrite, "bulk-tags"),
    ("suspension", Permission::TenantsSuspend, "bulk-suspend"),
];

/// The acts a reader may do: the last part of the address, and the label of its button.
pub fn offered(page: &Page) -> Vec<(&'static str, &'static str)> {
    ACTS.into_iter().filter(|(_, permission, _)| page.can(*permission)).map(|(act, _, label)| (act, label)).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TickedForm {
    ids: Vec<Uuid>,
    /// Every row that matches, not only those ticked.
    all: bool,
    /// The list's address after the question mark, for `all`.
    filter: String,
    #[serde(rename = "do")]
    act: String,
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, Form(form): Form<TickedForm>) -> Result<Response> {
    let identity = Identity::of(&staff);
    identity.required()?;
    let (act, permission, _) =
        ACTS.into_iter().find(|(act, ..)| *act == form.act).ok_or(Error::BadRequest("there is no such act on many"))?;
    if !staff.can(permission) {
        return Err(Error::Denied { permission, route: super::PATH });
    }
    let mut db = Db::acquire(&app).await?;
    let ids = if form.all {
        let list = ListRequest::of(&app, LIST_PATH, &form.filter, "tenants", queries::sorts(identity))?;
        queries::ids(&mut db, &Filter::read(&list, identity), MOST + 1).await?
    } else {
        form.ids.into_iter().map(TenantId).collect()
    };
    match ids.len() {
        0 => staff.go(LIST_PATH, FlashKind::Warning, "bulk-error-none").await,
        n if n > MOST => staff.go(LIST_PATH, FlashKind::Warning, Message::new("bulk-error-many").text("most", MOST)).await,
        _ => {
            let id = app.clock.new_id();
            selection::keep(&mut db, id, staff.id, &ids, app.clock.now()).await?;
            Ok(Redirect::to(&super::path(id, act)).into_response())
        }
    }
}
