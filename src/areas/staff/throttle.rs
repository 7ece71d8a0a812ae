//! Slows guessing down: five tries are free, then each failure doubles the wait, up to a quarter of an hour, and long before
//! a hundred the door stays shut. Counted by account, by address and, for a browser known to the account, by that browser,
//! so that a stranger's failures never keep a person out.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use crate::core::ids::StaffId;

const FREE: i32 = 5;
/// An office of many people shares one address.
const FREE_PER_ADDRESS: i32 = 20;
const FIRST_WAIT_SECONDS: i64 = 15;
const LONGEST_WAIT: Duration = Duration::minutes(15);
/// NIST SP 800-63B 5.2.2 allows no more than 100 consecutive failures.
const STOP: i32 = 90;
const STOPPED: Duration = Duration::days(365);

/// What failures are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    text: String,
    free: i32,
}

impl Key {
    /// An account by the address typed, whether or not it exists. Hashed: people type passwords into the wrong field.
    pub fn account(email: &str) -> Self {
        Self { text: format!("account:{}", short(&Sha256::digest(email.as_bytes()))), free: FREE }
    }

    pub fn address(ip: Option<IpAddr>) -> Self {
        Self { text: format!("address:{}", ip.map(|ip| ip.to_string()).unwrap_or_default()), free: FREE_PER_ADDRESS }
    }

    /// A browser the account has signed in from before.
    pub fn device(device_hash: &[u8], staff: StaffId) -> Self {
        Self { text: format!("device:{}:{staff}", short(device_hash)), free: FREE }
    }

    /// A signed-in person giving their present password again.
    pub fn own_password(staff: StaffId) -> Self {
        Self { text: format!("password:{staff}"), free: FREE }
    }

    /// Codes of a person whose password was right.
    pub fn factor(staff: StaffId) -> Self {
        Self { text: format!("factor:{staff}"), free: FREE }
    }
}

fn short(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&bytes[..bytes.len().min(16)])
}

/// How long after this many failures the next try must wait.
fn wait(failures: i32, free: i32) -> Option<Duration> {
    if failures < free {
        return None;
    }
    if failures >= STOP {
        return Some(STOPPED);
    }
    let doublings = u32::try_from(failures - free).unwrap_or_default().min(16);
    Some(Duration::seconds(FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT))
}

/// Seconds until a try is allowed again by all keys; `None` means now.
pub async fn wait_left(db: &mut PgConnection, keys: &[Key], now: DateTime<Utc>) -> Result<Option<u64>, sqlx::Error> {
    let texts: Vec<String> = keys.iter().map(|key| key.text.clone()).collect();
    let until =
        sqlx::query_scalar!("select max(blocked_until) from sys_sign_in_throttles where key = any($1)", &texts).fetch_one(db).await?;
    Ok(until.filter(|until| *until > now).map(|until| u64::try_from((until - now).num_seconds() + 1).unwrap_or(1)))
}

/// Counts one failure.
pub async fn failed(db: &mut PgConnection, keys: &[Key], now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    for key in keys {
        let failures = sqlx::query_scalar!(
            r#"insert into sys_sign_in_throttles as t (key, failures, last_failure_at) values ($1, 1, $2)
               on conflict (key) do update set failures = t.failures + 1, last_failure_at = excluded.last_failure_at
               returning failures"#,
            key.text,
            now
        )
        .fetch_one(&mut *db)
        .await?;
        if let Some(wait) = wait(failures, key.free) {
            sqlx::query!("update sys_sign_in_throttles set blocked_until = $2 where key = $1", key.text, now + wait)
                .execute(&mut *db)
                .await?;
        }
    }
    Ok(())
}

/// A success wipes the slate. Returns how many failures it wiped.
pub async fn succeeded(db: &mut PgConnection, keys: &[Key]) -> Result<i64, sqlx::Error> {
    let texts: Vec<String> = keys.iter().map(|key| key.text.clone()).collect();
    sqlx::query_scalar!(
        r#"with gone as (delete from sys_sign_in_throttles where key = any($1) returning failures)
           select coalesce(max(failures), 0)::bigint as "n!" from gone"#,
        &texts
    )
    .fetch_one(db)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_quarter_of_an_hour_and_stop_before_a_hundred() {
        assert_eq!(wait(4, FREE), None);
        assert_eq!(wait(5, FREE), Some(Duration::seconds(15)));
        assert_eq!(wait(6, FREE), Some(Duration::seconds(30)));
        assert_eq!(wait(30, FREE), Some(LONGEST_WAIT));
        assert_eq!(wait(STOP, FREE), Some(STOPPED));
        assert!((1..200).all(|n| wait(n + 1, FREE) >= wait(n, FREE)), "a further failure never shortens the wait");
    }
}
