//! One-time links: the only way a person gets a password and a factor.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use crate::core::change::Change;
use crate::core::ids::StaffId;
use crate::core::secrets::{new_token, token_hash};

/// How long a link works.
pub const LIFETIME: Duration = Duration::days(7);

/// Somebody holding a valid link.
#[derive(Clone, Debug)]
pub struct Invited {
    pub staff: StaffId,
    pub name: String,
    pub email: String,
}

/// Makes a new link's token and ends older ones.
pub async fn issue(change: &mut Change, staff: StaffId) -> Result<String, sqlx::Error> {
    let token = new_token();
    let at = change.at();
    let by = change.staff_id().map(|id| id.0);
    sqlx::query!(
        "update sys_platform_invitations set expires_at = $2 where user_id = $1 and used_at is null and expires_at > $2",
        staff.0,
        at
    )
    .execute(&mut **change)
    .await?;
    sqlx::query!(
        "insert into sys_platform_invitations (token_hash, user_id, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5)",
        token_hash(&token),
        staff.0,
        by,
        at,
        at + LIFETIME
    )
    .execute(&mut **change)
    .await?;
    Ok(token)
}

/// Who a token invites, while it works.
pub async fn find(db: &mut PgConnection, token: &str, now: DateTime<Utc>) -> Result<Option<Invited>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select u.id, u.name, u.email
             from sys_platform_invitations i join sys_platform_users u on u.id = i.user_id
            where i.token_hash = $1 and i.used_at is null and i.expires_at > $2 and u.status = 'invited'"#,
        token_hash(token),
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Invited { staff: StaffId(row.id), name: row.name, email: row.email }))
}

/// Uses up this very link, if it still works.
pub async fn use_up(change: &mut Change, staff: StaffId, token: &str) -> Result<bool, sqlx::Error> {
    let at = change.at();
    let used = sqlx::query!(
        "update sys_platform_invitations set used_at = $3 where token_hash = $1 and user_id = $2 and used_at is null and expires_at > $3",
        token_hash(token),
        staff.0,
        at
    );
    Ok(used.execute(&mut **change).await?.rows_affected() == 1)
}

/// Uses up every open link of a person.
pub async fn close(change: &mut Change, staff: StaffId) -> Result<(), sqlx::Error> {
    let at = change.at();
    sqlx::query!("update sys_platform_invitations set used_at = $2 where user_id = $1 and used_at is null", staff.0, at)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// The address a person opens; the token is in the query, which is never logged.
pub fn link(base: &str, token: &str) -> String {
    format!("{base}/invitation?token={token}")
}
