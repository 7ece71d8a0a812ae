//! Sessions as people see them: where they are signed in, and how to end it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::change::Change;
use crate::core::ids::{RoleId, StaffId};
use crate::web::session::MOST_PER_PERSON;

/// One open session.
#[derive(Clone, Debug)]
pub struct OpenSession {
    pub public_id: Uuid,
    pub id_hash: Vec<u8>,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    /// When both factors were shown. The row itself may be younger: a session gets a new id with each step up.
    pub signed_in_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
}

/// A person's open sessions, the latest used first.
pub async fn list(db: &mut PgConnection, staff: StaffId, now: DateTime<Utc>) -> Result<Vec<OpenSession>, sqlx::Error> {
    sqlx::query_as!(
        OpenSession,
        r#"select public_id, id_hash, host(ip) as ip, user_agent,
                  coalesce((data #>> '{visit,signed_in_at}')::timestamptz, created_at) as "signed_in_at!", last_seen_at
             from sys_platform_sessions
            where user_id = $1 and expires_at > $2 and data #>> '{visit,stage}' = 'signed_in'
            order by last_seen_at desc, public_id"#,
        staff.0,
        now
    )
    .fetch_all(db)
    .await
}

/// Ends one of a person's sessions.
pub async fn end_one(change: &mut Change, staff: StaffId, public_id: Uuid) -> Result<bool, sqlx::Error> {
    let ended = sqlx::query!("delete from sys_platform_sessions where user_id = $1 and public_id = $2", staff.0, public_id)
        .execute(&mut **change)
        .await?
        .rows_affected();
    Ok(ended == 1)
}

/// Ends all of a person's sessions, but for the one given.
pub async fn end_all(change: &mut Change, staff: StaffId, but: Option<&[u8]>) -> Result<u64, sqlx::Error> {
    let ended = sqlx::query!("delete from sys_platform_sessions where user_id = $1 and id_hash is distinct from $2", staff.0, but)
        .execute(&mut **change)
        .await?;
    Ok(ended.rows_affected())
}

/// Ends the sessions of everybody who holds this role, but for the one given, who has shown a fresh factor just now.
pub async fn end_all_of_role(change: &mut Change, role: RoleId, but: Option<StaffId>) -> Result<u64, sqlx::Error> {
    let ended = sqlx::query!(
        r#"delete from sys_platform_sessions
            where user_id in (select user_id from sys_platform_user_roles where role_id = $1) and user_id is distinct from $2"#,
        role.0,
        but.map(|id| id.0)
    )
    .execute(&mut **change)
    .await?;
    Ok(ended.rows_affected())
}

/// How many sessions of those who hold this role are open.
pub async fn count_of_role(db: &mut PgConnection, role: RoleId, now: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from sys_platform_sessions
            where user_id in (select user_id from sys_platform_user_roles where role_id = $1) and expires_at > $2"#,
        role.0,
        now
    )
    .fetch_one(db)
    .await
}

/// Makes room for one more: the sessions least recently used go. Returns how many went.
pub async fn make_room(change: &mut Change, staff: StaffId) -> Result<u64, sqlx::Error> {
    let at = change.at();
    // One that ran out by itself takes no room, and its owner is not to read that it was ended.
    let ended = sqlx::query!(
        r#"delete from sys_platform_sessions
            where id_hash in (select id_hash from sys_platform_sessions
                               where user_id = $1 and data #>> '{visit,stage}' = 'signed_in' and expires_at > $3
                               order by last_seen_at desc, id_hash offset $2)"#,
        staff.0,
        MOST_PER_PERSON - 1,
        at
    )
    .execute(&mut **change)
    .await?;
    Ok(ended.rows_affected())
}
