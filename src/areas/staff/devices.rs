//! Browsers a person has signed in from. The browser holds a token, the table its hash.

use sqlx::PgConnection;

use crate::core::change::Change;
use crate::core::ids::StaffId;
use crate::core::secrets::{new_token, token_hash};

/// Whether this browser's token is known for this person.
pub async fn is_known(db: &mut PgConnection, staff: StaffId, token: Option<&str>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from sys_platform_devices where token_hash = $1 and user_id = $2) as "known!""#,
        token_hash(token.unwrap_or_default()),
        staff.0
    )
    .fetch_one(db)
    .await
}

/// Notes a completed sign-in. Returns the token the browser should hold when it did not bring a usable one, and whether it was new.
pub async fn note(change: &mut Change, staff: StaffId, token: Option<&str>) -> Result<(Option<String>, bool), sqlx::Error> {
    let (value, fresh) = match token {
        Some(token) if token.len() == 43 => (token.to_owned(), None),
        _ => {
            let token = new_token();
            (token.clone(), Some(token))
        }
    };
    let at = change.at();
    let ip = change.origin().ip.map(ipnetwork::IpNetwork::from);
    let user_agent = change.origin().user_agent.clone();
    let inserted = sqlx::query_scalar!(
        r#"insert into sys_platform_devices as d (token_hash, user_id, user_agent, first_ip, created_at, last_seen_at)
           values ($1, $2, $3, $4, $5, $5)
           on conflict (token_hash, user_id) do update set last_seen_at = excluded.last_seen_at
           returning (created_at = last_seen_at) as "new!""#,
        token_hash(&value),
        staff.0,
        user_agent,
        ip,
        at
    )
    .fetch_one(&mut **change)
    .await?;
    Ok((fresh, inserted))
}

/// No browser of this person's is known any more: one of them may be in other hands.
pub async fn forget_all(change: &mut Change, staff: StaffId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sys_platform_devices where user_id = $1", staff.0).execute(&mut **change).await.map(drop)
}
