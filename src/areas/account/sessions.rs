//! Where the person is signed in.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{SESSIONS, commands, renewal, tabs};
use crate::areas::staff::{sessions, user_agent};
use crate::core::lang::Message;
use crate::web::form::Nothing;
use crate::web::page::html;
use crate::web::session::FlashKind;
use crate::web::ui::Tab;
use crate::web::{AppState, Db, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct SessionsPage {
    page: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
}

struct Row {
    id: Uuid,
    device: String,
    address: String,
    signed_in_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    /// The session that asks.
    this_one: bool,
}

impl SessionsPage {
    fn has_others(&self) -> bool {
        self.rows.iter().any(|row| !row.this_one)
    }
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let own = renewal::own_session(&staff.visitor());
    let lang = page.language();
    let open = sessions::list(&mut db, staff.id, app.clock.now()).await?;
    let rows = open.into_iter().map(|open| Row {
        id: open.public_id,
        device: user_agent::words(lang, open.user_agent.as_deref()),
        address: open.ip.unwrap_or_default(),
        signed_in_at: open.signed_in_at,
        last_seen_at: open.last_seen_at,
        this_one: own.as_ref() == Some(&open.id_hash),
    });
    let rows = rows.collect();
    html(&SessionsPage { tabs: tabs(&page, SESSIONS), page: page.titled("account-sessions").section("ui-account"), rows })
}

pub(super) async fn end_one(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<Uuid>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    let own = renewal::own_session(&staff.visitor());
    let mut change = staff.change(&app).await?;
    let at = change.at();
    let is_own =
        sessions::list(&mut change, staff.id, at).await?.iter().any(|open| open.public_id == id && own.as_ref() == Some(&open.id_hash));
    if is_own {
        return staff.go(SESSIONS, FlashKind::Info, "account-session-own").await;
    }
    if !commands::end_session(&mut change, &staff, id).await? {
        return staff.go(SESSIONS, FlashKind::Info, "session-ended-before").await;
    }
    change.commit().await?;
    staff.done(SESSIONS, "session-ended-done").await
}

pub(super) async fn end_others(State(app): State<AppState>, staff: SignedIn, Form(Nothing {}): Form<Nothing>) -> Result<Response> {
    let own = renewal::own_session(&staff.visitor());
    let mut change = staff.change(&app).await?;
    let ended = commands::end_other_sessions(&mut change, &staff, own.as_deref()).await?;
    if ended == 0 {
        return staff.go(SESSIONS, FlashKind::Info, "account-sessions-no-others").await;
    }
    change.commit().await?;
    let message = Message::new("account-sessions-ended-done").count(i64::try_from(ended).unwrap_or(i64::MAX));
    staff.done(SESSIONS, message).await
}
