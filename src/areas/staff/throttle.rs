//! Slows guessing down: five tries are free, then each failure doubles the wait, up to a quarter of an hour, and long before
//! a hundred the door stays shut. Counted by account, by address and, for a browser known to the account, by that browser,
//! so that a stranger's failures never keep a person out.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, PgPool};

use crate::core::ids::StaffId;
use crate::core::network::network;

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

/// What tries are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    text: String,
    free: i32,
    /// Many people may stand behind it: it is slowed down but never shut, forgets after an hour, and counts what failed rather
    /// than what was tried, so that an office that signs in at eight does not stand in its own way.
    shared: bool,
}

impl Key {
    fn own(text: String) -> Self {
        Self { text, free: FREE, shared: false }
    }

    /// An account by the address typed, whether or not it exists. Hashed: people type passwords into the wrong field.
    pub fn account(email: &str) -> Self {
        Self::own(format!("account:{}", short(&Sha256::digest(email.as_bytes()))))
    }

    pub fn address(ip: Option<IpAddr>) -> Self {
        let text = format!("address:{}", ip.map(network).unwrap_or_default());
        Self { text, free: FREE_PER_ADDRESS, shared: true }
    }

    /// A browser the account has signed in from before.
    pub fn device(device_hash: &[u8], staff: StaffId) -> Self {
        Self::own(format!("device:{}:{staff}", short(device_hash)))
    }

    /// A signed-in person giving their present password again.
    pub fn own_password(staff: StaffId) -> Self {
        Self::own(format!("password:{staff}"))
    }

    /// Codes of a person whose password was right: at a browser known to them, or at any other. A stranger who has the password
    /// shuts the second door at most.
    pub fn factor(staff: StaffId, known_device: Option<&[u8]>) -> Self {
        match known_device {
            Some(hash) => Self::own(format!("factor:{staff}:{}", short(hash))),
            None => Self::own(format!("factor:{staff}")),
        }
    }

    /// Codes given within a session that already has both factors.
    pub fn step_up(session_hash: &[u8]) -> Self {
        Self::own(format!("step-up:{}", short(session_hash)))
    }

    /// How long after this many failures the next try must wait.
    fn wait(&self, failures: i32) -> Option<Duration> {
        if failures < self.free {
            return None;
        }
        if failures >= STOP && !self.shared {
            return Some(STOPPED);
        }
        let doublings = u32::try_from(failures - self.free).unwrap_or_default().min(16);
        Some(Duration::seconds(FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT))
    }
}

fn short(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&bytes[..bytes.len().min(16)])
}

/// Takes one try by all keys, or says how many seconds until one is allowed. It counts as failed from here on: tries made at the same
/// time wait for each other here, and none is free because the others are not decided yet. [`succeeded`] or [`spared`] takes it back.
pub async fn take(pool: &PgPool, keys: &[Key], now: DateTime<Utc>) -> Result<Result<(), u64>, sqlx::Error> {
    let mut tx = pool.begin().await?;
    let mut keys: Vec<&Key> = keys.iter().collect();
    // Always in the same order, or two tries could wait for each other.
    keys.sort_by(|a, b| a.text.cmp(&b.text));
    let mut counted = Vec::new();
    for key in keys {
        let row = sqlx::query!(
            r#"insert into sys_sign_in_throttles as t (key, failures, last_failure_at) values ($1, 0, $2)
               on conflict (key) do update set key = excluded.key
               returning failures, blocked_until"#,
            key.text,
            now
        )
        .fetch_one(&mut *tx)
        .await?;
        if let Some(until) = row.blocked_until.filter(|until| *until > now) {
            return Ok(Err(u64::try_from((until - now).num_seconds() + 1).unwrap_or(1)));
        }
        if !key.shared {
            counted.push((key, row.failures + 1));
        }
    }
    for (key, failures) in counted {
        sqlx::query!(
            "update sys_sign_in_throttles set failures = $2, last_failure_at = $3, blocked_until = $4 where key = $1",
            key.text,
            failures,
            now,
            key.wait(failures).map(|wait| now + wait)
        )
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Counts a failure for those many people may stand behind; the others were counted when the try was taken.
pub async fn failed(db: &mut PgConnection, keys: &[Key], now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    for key in keys.iter().filter(|key| key.shared) {
        let failures = sqlx::query_scalar!(
            r#"insert into sys_sign_in_throttles as t (key, failures, last_failure_at) values ($1, 1, $2)
               on conflict (key) do update
                  set failures = case when t.last_failure_at < $3 then 1 else t.failures + 1 end, last_failure_at = excluded.last_failure_at
               returning failures"#,
            key.text,
            now,
            now - ADDRESS_FORGOTTEN
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

/// Takes one try back that was right but decides nothing alone: earlier failures stay.
pub async fn spared(db: &mut PgConnection, keys: &[Key]) -> Result<(), sqlx::Error> {
    let texts = own_texts(keys);
    sqlx::query!(
        "update sys_sign_in_throttles set failures = failures - 1, blocked_until = null where key = any($1) and failures > 0",
        &texts
    )
    .execute(db)
    .await
    .map(drop)
}

/// A success wipes the slate, the try itself included. Returns how many failures came before it.
pub async fn succeeded(db: &mut PgConnection, keys: &[Key]) -> Result<i64, sqlx::Error> {
    let texts = own_texts(keys);
    sqlx::query_scalar!(
        r#"with gone as (delete from sys_sign_in_throttles where key = any($1) returning key, failures)
           select coalesce(max(failures), 0)::bigint as "n!" from gone where failures > 0"#,
        &texts
    )
    .fetch_one(db)
    .await
}

fn own_texts(keys: &[Key]) -> Vec<String> {
    keys.iter().filter(|key| !key.shared).map(|key| key.text.clone()).collect()
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
