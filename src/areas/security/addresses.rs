//! The list of networks from which the console may be used.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use super::model::{Allowed, Policy, read_network, read_note};
use super::{ADDRESSES, ENFORCEMENT, commands, queries};
use crate::core::lang::Message;
use crate::web::page::form_page;
use crate::web::{AppState, Db, Errors, Form, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "security/addresses.html")]
struct AddressesPage {
    page: Page,
    errors: Errors,
    form: NetworkForm,
    policy: Policy,
    /// Where the reader is now.
    own: String,
    own_inside: bool,
    action: &'static str,
    enforcement: &'static str,
}

impl AddressesPage {
    fn removal(&self, allowed: &Allowed) -> String {
        format!("{ADDRESSES}/{}/removal", allowed.id)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NetworkForm {
    network: String,
    note: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    show(&mut db, &staff, page, NetworkForm::default(), Errors::new()).await
}

async fn show(db: &mut PgConnection, staff: &SignedIn, page: Page, form: NetworkForm, errors: Errors) -> Result<Response> {
    let policy = queries::policy(db).await?;
    let ip = staff.visitor().ip;
    form_page(
        &errors,
        &AddressesPage {
            own: ip.map(|ip| ip.to_canonical().to_string()).unwrap_or_default(),
            own_inside: policy.lets_in(ip, None),
            page: page.titled("nav-addresses").failed(errors.any()),
            errors: errors.clone(),
            form,
            policy,
            action: ADDRESSES,
            enforcement: ENFORCEMENT,
        },
    )
}

pub(super) async fn post(State(app): State<AppState>, staff: SignedIn, page: Page, Form(form): Form<NetworkForm>) -> Result<Response> {
    let mut errors = Errors::new();
    let network = errors.take("network", read_network(&form.network));
    let note = errors.take("note", read_note(&form.note));
    let (Some(network), Some(note)) = (network, note) else {
        return show(&mut *app.db.acquire().await?, &staff, page, form, errors).await;
    };
    let mut change = staff.change(&app).await?;
    let id = change.new_id();
    if let Err(refusal) = commands::add(&mut change, id, network, &note).await? {
        drop(change);
        return show(&mut *app.db.acquire().await?, &staff, page, form, Errors::one("network", refusal.key())).await;
    }
    change.commit().await?;
    staff.done(ADDRESSES, Message::new("addresses-added-done").text("network", network)).await
}
