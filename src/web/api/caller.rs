//! The program behind a call, and a change in its name.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use super::problem::Problem;
use crate::core::api_keys::ApiKey;
use crate::core::change::{Actor, Change, Origin};
use crate::core::scope::Scope;
use crate::web::state::AppState;

/// What is known of a call before its key is.
pub struct Call {
    pub request_id: Uuid,
    pub ip: Option<IpAddr>,
    pub user_agent: Option<String>,
    pub path: String,
    pub(super) app: AppState,
}

/// A program with a good key that holds the route's scope. Cannot be had otherwise.
#[derive(Clone)]
pub struct Caller {
    pub key: ApiKey,
    pub(super) scope: Scope,
    pub(super) call: Arc<Call>,
}

impl Caller {
    pub fn request_id(&self) -> Uuid {
        self.call.request_id
    }

    pub(super) fn origin(&self) -> Origin {
        origin(&self.key, &self.call)
    }

    /// Opens a change in the key's name. Whether it still stands is looked up once more, inside it: the body may have been long on its way.
    pub async fn change(&self, app: &AppState) -> Result<Change, Problem> {
        let mut change = Change::begin(&app.db, &app.clock, self.origin()).await?;
        self.still_stands(&mut change, app).await?;
        Ok(change)
    }

    /// For writes that are no change of the platform's records: the same look, in any transaction.
    pub async fn still_stands(&self, db: &mut sqlx::PgConnection, app: &AppState) -> Result<(), Problem> {
        let stands = sqlx::query_scalar!(
            r#"select exists (select from sys_api_keys where id = $1 and revoked_at is null
                                and (expires_at is null or expires_at > $2) and $3 = any(scopes)) as "stands!""#,
            self.key.id.0,
            app.clock.now(),
            self.scope.code()
        )
        .fetch_one(db)
        .await?;
        if stands { Ok(()) } else { Err(Problem::no_key("The key was revoked or has expired.")) }
    }
}

pub(super) fn origin(key: &ApiKey, call: &Call) -> Origin {
    let actor = Actor::ApiKey { id: key.id, label: key.name.clone() };
    Origin { actor, request_id: Some(call.request_id), ip: call.ip, user_agent: call.user_agent.clone() }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::internal("a route of the API was reached without a key"))
    }
}
