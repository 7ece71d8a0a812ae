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
/// An address without a failure for so long is a stranger again: it is lent to somebody else, or an office has learnt its passwords.
const ADDRESS_FORGOTTEN: Duration = Duration::hours(1);
/// A count nobody added to for so long tells nothing any more, unless it has shut a door.
const FORGOTTEN: Duration = Duration::days(90);
/// NIST SP 800-63B 5.2.2 allows no more than 100 consecutive failures.
const STOP: i32 = 90;
const STOPPED: Duration = Duration::days(365);

/// What failures are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    text: String,
    free: i32,
    /// Failures further apart than this are not counted together, nor is the door ever shut for good.
    forgets_after: Option<Duration>,
}

impl Key {
    /// An account by the address typed, whether or not it exists. Hashed: people type passwords into the wrong field.
    pub fn account(email: &str) -> Self {
        Self { text: format!("account:{}", short(&Sha256::digest(email.as_bytes()))), free: FREE, forgets_after: None }
    }

    pub fn address(ip: Option<IpAddr>) -> Self {
        let text = format!("address:{}", ip.map(|ip| ip.to_string()).unwrap_or_default());
        Self { text, free: FREE_PER_ADDRESS, forgets_after: Some(ADDRESS_FORGOTTEN) }
    }

    /// A browser the account has signed in from before.
    pub fn device(device_hash: &[u8], staff: StaffId) -> Self {
        Self { text: format!("device:{}:{staff}", short(device_hash)), free: FREE, forgets_after: None }
    }

    /// A signed-in person giving their present password again.
    pub fn own_password(staff: StaffId) -> Self {
        Self { text: format!("password:{staff}"), free: FREE, forgets_after: None }
    }

    /// Codes of a person whose password was right.
    pub fn factor(staff: StaffId) -> Self {
        Self { text: format!("factor:{staff}"), free: FREE, forgets_after: None }
    }
}

fn short(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&bytes[..bytes.len().min(16)])
}

impl Key {
    /// How long after this many failures the next try must wait.
    fn wait(&self, failures: i32) -> Option<Duration> {
        if failures < self.free {
            return None;
        }
        if failures >= STOP && self.forgets_after.is_none() {
            return Some(STOPPED);
        }
        let doublings = u32::try_from(failures - self.free).unwrap_or_default().min(16);
        Some(Duration::seconds(FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT))
    }
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
               on conflict (key) do update
                  set failures = case when t.last_failure_at < $3 then 1 else t.failures + 1 end, last_failure_at = excluded.last_failure_at
               returning failures"#,
            key.text,
            now,
            key.forgets_after.map(|window| now - window)
        )
        .fetch_one(&mut *db)
        .await?;
        if let Some(wait) = key.wait(failures) {
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

/// Sweeps counts that tell nothing any more. Returns how many.
pub async fn forget(db: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let gone = sqlx::query!(
        r#"delete from sys_sign_in_throttles
            where (blocked_until is null or blocked_until < $1)
              and (last_failure_at < $2 or (key like 'address:%' and last_failure_at < $3))"#,
        now,
        now - FORGOTTEN,
        now - ADDRESS_FORGOTTEN
    );
    Ok(gone.execute(db).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_quarter_of_an_hour_and_stop_before_a_hundred() {
        let account = Key::account("a@b.example");
        assert_eq!(account.wait(4), None);
        assert_eq!(account.wait(5), Some(Duration::seconds(15)));
        assert_eq!(account.wait(6), Some(Duration::seconds(30)));
        assert_eq!(account.wait(30), Some(LONGEST_WAIT));
        assert_eq!(account.wait(STOP), Some(STOPPED));
        assert!((1..200).all(|n| account.wait(n + 1) >= account.wait(n)), "a further failure never shortens the wait");
    }

    #[test]
    fn an_address_many_people_share_is_slowed_but_never_shut() {
        let office = Key::address(None);
        assert_eq!(office.wait(19), None);
        assert_eq!(office.wait(20), Some(Duration::seconds(15)));
        assert_eq!(office.wait(5_000), Some(LONGEST_WAIT));
    }
}
