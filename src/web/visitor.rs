//! What a handler asks of the visitor: who they are, a change in their name, a word for their next page.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres};

use super::context::Context;
use super::error::{Error, Result};
use super::guard;
use super::routes::{Access, Route};
use super::session::{self, Flash, FlashKind, NewId, VISIT, Visit, id_hash};
use super::state::AppState;
use crate::core::change::{Actor, Change};
use crate::core::lang::Message;
use crate::core::staff::{self, Staff, Standing};

/// Anybody, with their session in hand.
#[derive(Clone)]
pub struct Visitor(pub Arc<Context>);

impl Deref for Visitor {
    type Target = Context;
    fn deref(&self) -> &Context {
        &self.0
    }
}

impl Visitor {
    /// Replaces what the session knows.
    pub async fn remember(&self, visit: Visit) -> Result<()> {
        Ok(self.session.insert(VISIT, visit).await?)
    }

    /// Gives the session another id and standing, as part of a change.
    pub async fn rotate(&self, change: &mut Change, visit: &Visit) -> Result<NewId> {
        let old = self.session.id().ok_or(Error::SignedOut)?;
        session::rotate(change, old, visit).await?.ok_or(Error::SignedOut)
    }

    /// A change in the name of somebody who is not signed in (a failed sign-in, an accepted invitation).
    pub async fn change(&self, app: &AppState, actor: Actor) -> Result<Change> {
        Ok(Change::begin(&app.db, &app.clock, self.origin(actor)).await?)
    }
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self> {
        parts.extensions.get::<Arc<Context>>().cloned().map(Self).ok_or_else(|| Error::internal("no context"))
    }
}

/// The member of staff behind the request. Cannot be had without both factors.
#[derive(Clone)]
pub struct SignedIn {
    staff: Arc<Staff>,
    context: Arc<Context>,
    route: Option<Route>,
}

impl Deref for SignedIn {
    type Target = Staff;
    fn deref(&self) -> &Staff {
        &self.staff
    }
}

impl SignedIn {
    /// Opens a change in this person's name. Who they are and what they may is looked up once more, inside it: the request's body
    /// may have been long on its way, and they may have been signed out, disabled or given other roles meanwhile.
    pub async fn change(&self, app: &AppState) -> Result<Change> {
        let actor = Actor::Staff { id: self.staff.id, label: self.staff.name.clone() };
        let mut change = Change::begin(&app.db, &app.clock, self.context.origin(actor)).await?;
        let needed = self.route.and_then(|route| match route.access {
            Access::Needs(permission) => Some((permission, route.path)),
            Access::Public | Access::SignedIn | Access::Scope(_) => None,
        });
        let session = self.context.session.id().map(id_hash).unwrap_or_default();
        let at = change.at();
        match staff::standing(&mut change, self.staff.id, &session, needed.map(|(permission, _)| permission), at).await? {
            Standing::Good => Ok(change),
            Standing::SignedOut => Err(Error::SignedOut),
            Standing::Denied => Err(needed.map_or(Error::SignedOut, |(permission, route)| Error::Denied { permission, route })),
        }
    }

    /// For acts that turn out to be dangerous only once their size is known: asks for a fresh second factor.
    pub fn freshly_confirmed(&self) -> Result<()> {
        if guard::is_fresh(&self.context) { Ok(()) } else { Err(Error::StepUp) }
    }

    pub fn visitor(&self) -> Visitor {
        Visitor(self.context.clone())
    }

    /// After a successful post: the next page, with a word about what happened.
    pub async fn done(&self, to: &str, message: impl Into<Message>) -> Result<Response> {
        self.go(to, FlashKind::Success, message).await
    }

    /// Sends to another page with a message of any kind.
    pub async fn go(&self, to: &str, kind: FlashKind, message: impl Into<Message>) -> Result<Response> {
        let text = self.context.lang().msg(&message.into());
        let visit = Visit { flash: Some(Flash { kind, text }), ..self.context.visit.clone() };
        self.context.session.insert(VISIT, visit).await?;
        Ok(Redirect::to(to).into_response())
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self> {
        let context = parts.extensions.get::<Arc<Context>>().cloned().ok_or_else(|| Error::internal("no context"))?;
        let staff = context.staff.clone().ok_or(Error::SignedOut)?;
        Ok(Self { staff, context, route: parts.extensions.get::<Route>().copied() })
    }
}

/// One database connection for the whole request.
pub struct Db(PoolConnection<Postgres>);

impl Deref for Db {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.0
    }
}

impl DerefMut for Db {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}

impl Db {
    /// For handlers that first read a long body: a connection should not wait for somebody's slow line.
    pub async fn acquire(app: &AppState) -> Result<Self> {
        Ok(Self(app.db.acquire().await?))
    }
}

impl FromRequestParts<AppState> for Db {
    type Rejection = Error;

    async fn from_request_parts(_: &mut Parts, app: &AppState) -> Result<Self> {
        Self::acquire(app).await
    }
}
