//! Keys with which programs use the API: what one may do, whether it still may, and how often it called.

use std::net::IpAddr;

use chrono::{DateTime, Duration, DurationRound as _, Utc};
use ipnetwork::IpNetwork;
use sqlx::PgConnection;

use super::addresses;
use super::ids::ApiKeyId;
use super::scope::Scope;
use super::secrets::{new_token, token_hash};

/// What every secret begins with: a scanner that finds one in somebody's code knows whose it is.
const BEGINNING: &str = "hqk_";
/// So many characters behind it are kept to tell keys apart.
const PREFIX: usize = 8;
/// A key's last use is noted at most this often: a busy program would otherwise write one row all day.
const NOTED_EVERY: Duration = Duration::minutes(1);

/// A secret as it is shown once, and what is kept of it.
pub struct NewSecret {
    pub secret: String,
    pub prefix: String,
    pub hash: Vec<u8>,
}

impl NewSecret {
    pub fn draw() -> Self {
        let token = new_token();
        let secret = format!("{BEGINNING}{token}");
        Self { prefix: token.chars().take(PREFIX).collect(), hash: token_hash(&secret), secret }
    }
}

/// A key in use by this request.
#[derive(Clone, Debug)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub name: String,
    pub scopes: Vec<Scope>,
    rate_per_hour: i32,
}

impl ApiKey {
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

/// Why a secret opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Revoked,
    Expired,
    Network,
}

impl Refusal {
    /// As the audit log keeps it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Revoked => "revoked key",
            Self::Expired => "expired key",
            Self::Network => "network not allowed",
        }
    }
}

/// What a secret turned out to be.
pub enum Known {
    Good(ApiKey),
    /// A key of ours that may not be used, or not from there: somebody has it who should not.
    Refused(ApiKey, Refusal),
    Unknown,
}

/// Looks a secret up by its hash.
pub async fn recognise(db: &mut PgConnection, secret: &str, ip: Option<IpAddr>, now: DateTime<Utc>) -> Result<Known, sqlx::Error> {
    if !secret.starts_with(BEGINNING) {
        return Ok(Known::Unknown);
    }
    let row = sqlx::query!(
        r#"select id, name, scopes, rate_per_hour, networks as "networks: Vec<IpNetwork>", expires_at, revoked_at
             from sys_api_keys where hash = $1"#,
        token_hash(secret)
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(Known::Unknown) };
    let key = ApiKey {
        id: ApiKeyId(row.id),
        name: row.name,
        // A scope of a newer version allows nothing here.
        scopes: row.scopes.iter().filter_map(|code| Scope::from_code(code)).collect(),
        rate_per_hour: row.rate_per_hour,
    };
    if row.revoked_at.is_some() {
        return Ok(Known::Refused(key, Refusal::Revoked));
    }
    if row.expires_at.is_some_and(|at| at <= now) {
        return Ok(Known::Refused(key, Refusal::Expired));
    }
    // A key's own networks stand in the place of the console's list; a key without any obeys that.
    let outside = if row.networks.is_empty() {
        addresses::refuses(db, ip).await?
    } else {
        ip.map(|ip| ip.to_canonical()).is_none_or(|ip| !row.networks.iter().any(|network| network.contains(ip)))
    };
    Ok(if outside { Known::Refused(key, Refusal::Network) } else { Known::Good(key) })
}

/// Counts a call of this hour and notes the use. `Err` holds the seconds until the next hour when the rate is used up.
pub async fn count_call(db: &mut PgConnection, key: &ApiKey, now: DateTime<Utc>) -> Result<Result<(), u64>, sqlx::Error> {
    let hour = now.duration_trunc(Duration::hours(1)).unwrap_or(now);
    let counted = sqlx::query!(
        r#"with used as (
               update sys_api_keys set last_used_at = $3 where id = $1 and (last_used_at is null or last_used_at <= $5))
           insert into sys_api_key_hours as h (key_id, hour, calls) values ($1, $2, 1)
           on conflict (key_id, hour) do update set calls = h.calls + 1 where h.calls < $4"#,
        key.id.0,
        hour,
        now,
        key.rate_per_hour,
        now - NOTED_EVERY
    )
    .execute(db)
    .await?
    .rows_affected();
    let left = (hour + Duration::hours(1) - now).num_seconds();
    Ok(if counted == 1 { Ok(()) } else { Err(u64::try_from(left).unwrap_or_default() + 1) })
}

/// Sweeps the counts of hours before `before`. Returns how many.
pub async fn forget_calls(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_api_key_hours where hour < $1", before).execute(db).await?.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_tells_whose_it_is_and_is_kept_as_a_hash_alone() {
        let new = NewSecret::draw();
        assert!(new.secret.starts_with("hqk_") && new.secret.len() == 47, "{}", new.secret.len());
        assert_eq!(new.prefix, new.secret[4..12]);
        assert_eq!(new.hash, token_hash(&new.secret));
    }
}
