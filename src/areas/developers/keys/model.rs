//! What a key is, and what is asked when one is issued.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use ipnetwork::IpNetwork;

use crate::areas::security::model::read_network;
use crate::core::clock::start_of;
use crate::core::ids::ApiKeyId;
use crate::core::scope::Scope;
use crate::core::text;
use crate::web::ui::Tone;

/// A key nobody used for so long is better revoked.
pub const UNUSED_AFTER: Duration = Duration::days(90);
/// So long before its end a key is shown as ending.
pub const ENDING_WITHIN: Duration = Duration::days(14);
/// What a key may call an hour when nothing else is asked.
pub const USUAL_RATE: i32 = 1_000;
/// The most a key that tells usage may be given; a batch is one call.
pub const HIGHEST_RATE: i32 = 100_000;
const LONGEST_NAME: usize = 120;
const LONGEST_REASON: usize = 500;
const MOST_NETWORKS: usize = 20;

/// One key of the list. The secret is not among what is kept.
#[derive(Clone, Debug)]
pub struct Key {
    pub id: ApiKeyId,
    pub name: String,
    pub prefix: String,
    pub scopes: Vec<String>,
    pub rate_per_hour: i32,
    pub networks: Vec<IpNetwork>,
    pub expires_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub created_by_label: String,
    pub created_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub revoke_reason: Option<String>,
    /// In the last 24 hours.
    pub calls: i64,
}

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Active,
    Ending,
    Unused,
    Expired,
    Revoked,
}

impl Status {
    pub fn key(self) -> &'static str {
        match self {
            Self::Active => "keys-status-active",
            Self::Ending => "keys-status-ending",
            Self::Unused => "keys-status-unused",
            Self::Expired => "keys-status-expired",
            Self::Revoked => "keys-status-revoked",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Active => Tone::Success,
            Self::Ending | Self::Unused => Tone::Warning,
            Self::Expired => Tone::Danger,
            Self::Revoked => Tone::Neutral,
        }
    }
}

impl Key {
    pub fn status(&self, now: DateTime<Utc>) -> Status {
        if self.revoked_at.is_some() {
            return Status::Revoked;
        }
        match self.expires_at {
            Some(at) if at <= now => return Status::Expired,
            Some(at) if at <= now + ENDING_WITHIN => return Status::Ending,
            _ => {}
        }
        if self.last_used_at.unwrap_or(self.created_at) <= now - UNUSED_AFTER { Status::Unused } else { Status::Active }
    }

    /// As far as it is known.
    pub fn shown(&self) -> String {
        format!("hqk_{}…", self.prefix)
    }

    pub fn is_revoked(&self) -> bool {
        self.revoked_at.is_some()
    }
}

/// A key about to be issued.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub name: String,
    pub scopes: Vec<Scope>,
    pub rate_per_hour: i32,
    pub networks: Vec<IpNetwork>,
    pub expires_at: Option<DateTime<Utc>>,
}

pub fn read_name(raw: &str) -> Result<String, &'static str> {
    let name = text::clean(raw);
    match name.chars().count() {
        0 | 1 => Err("keys-error-name-missing"),
        n if n > LONGEST_NAME => Err("keys-error-name-long"),
        _ => Ok(name),
    }
}

/// Scopes as the form sends them. One that is not known was not on the form.
pub fn read_scopes(codes: &[String]) -> Result<Vec<Scope>, &'static str> {
    let mut scopes: Vec<Scope> = codes.iter().map(|code| Scope::from_code(code)).collect::<Option<_>>().ok_or("keys-error-scopes")?;
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() { Err("keys-error-scopes") } else { Ok(scopes) }
}

/// The rate. Only a key that tells usage may call more often than usual.
pub fn read_rate(raw: &str, scopes: &[Scope]) -> Result<i32, &'static str> {
    let typed = text::ungrouped(&text::digits_to_latin(&text::clean(raw)));
    let rate: i32 = typed.and_then(|digits| digits.parse().ok()).ok_or("keys-error-rate")?;
    match rate {
        ..=0 => Err("keys-error-rate"),
        rate if rate > USUAL_RATE && !scopes.contains(&Scope::UsageWrite) => Err("keys-error-rate-usage"),
        rate if rate > HIGHEST_RATE => Err("keys-error-rate-high"),
        rate => Ok(rate),
    }
}

/// Networks, one a line or divided by commas.
pub fn read_networks(raw: &str) -> Result<Vec<IpNetwork>, &'static str> {
    let lines = raw.split(['\n', ',', '،']).map(str::trim).filter(|line| !line.is_empty());
    let mut networks = lines.map(read_network).collect::<Result<Vec<_>, _>>()?;
    networks.sort();
    networks.dedup();
    if networks.len() > MOST_NETWORKS { Err("keys-error-networks-many") } else { Ok(networks) }
}

/// The last day on which the key works, which ends with it.
pub fn read_end(raw: &str, today: NaiveDate) -> Result<Option<DateTime<Utc>>, &'static str> {
    let typed = text::digits_to_latin(&text::clean(raw));
    if typed.is_empty() {
        return Ok(None);
    }
    let day: NaiveDate = typed.parse().map_err(|_| "keys-error-end")?;
    if day < today {
        return Err("keys-error-end-past");
    }
    day.succ_opt().map(|next| Some(start_of(next))).ok_or("keys-error-end")
}

pub fn read_reason(raw: &str) -> Result<String, &'static str> {
    let reason = text::clean_lines(raw);
    match reason.chars().count() {
        0 => Err("keys-error-reason-missing"),
        n if n > LONGEST_REASON => Err("keys-error-reason-long"),
        _ => Ok(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key {
            id: ApiKeyId(uuid::Uuid::nil()),
            name: "Product".into(),
            prefix: "abcdefgh".into(),
            scopes: vec![],
            rate_per_hour: USUAL_RATE,
            networks: vec![],
            expires_at: None,
            last_used_at: None,
            created_by_label: "Somebody".into(),
            created_at: DateTime::UNIX_EPOCH,
            revoked_at: None,
            revoke_reason: None,
            calls: 0,
        }
    }

    #[test]
    fn a_key_is_flagged_when_nobody_uses_it_and_before_it_ends() {
        let born = DateTime::UNIX_EPOCH;
        assert_eq!(key().status(born + Duration::days(89)), Status::Active);
        assert_eq!(key().status(born + Duration::days(90)), Status::Unused);
        let used = Key { last_used_at: Some(born + Duration::days(50)), ..key() };
        assert_eq!(used.status(born + Duration::days(90)), Status::Active);
        let ending = Key { expires_at: Some(born + Duration::days(20)), ..key() };
        for (day, status) in [(5, Status::Active), (6, Status::Ending), (19, Status::Ending), (20, Status::Expired)] {
            assert_eq!(ending.status(born + Duration::days(day)), status, "day {day}");
        }
        let revoked = Key { revoked_at: Some(born), ..ending };
        assert_eq!(revoked.status(born + Duration::days(30)), Status::Revoked);
    }

    #[test]
    fn only_keys_that_tell_usage_may_call_more_often() {
        assert_eq!(read_rate("1,000", &[Scope::TenantsRead]), Ok(1_000));
        assert_eq!(read_rate("٢٠٠٠", &[Scope::UsageWrite]), Ok(2_000));
        assert_eq!(read_rate("1001", &[Scope::TenantsRead]), Err("keys-error-rate-usage"));
        assert_eq!(read_rate("100001", &[Scope::UsageWrite]), Err("keys-error-rate-high"));
        assert_eq!(read_rate("0", &[Scope::UsageWrite]), Err("keys-error-rate"));
        assert_eq!(read_rate("many", &[]), Err("keys-error-rate"));
        assert_eq!(read_rate("1,5", &[Scope::UsageWrite]), Err("keys-error-rate"), "neither one and a half nor fifteen");
    }

    #[test]
    fn a_key_works_to_the_end_of_its_last_day() {
        let today: NaiveDate = "2026-11-25".parse().unwrap();
        assert_eq!(read_end("", today), Ok(None));
        assert_eq!(read_end("2026-11-25", today), Ok(Some("2026-11-25T20:00:00Z".parse().unwrap())));
        assert_eq!(read_end("2026-11-24", today), Err("keys-error-end-past"));
        assert_eq!(read_end("soon", today), Err("keys-error-end"));
    }

    #[test]
    fn networks_are_read_line_by_line() {
        let read = |raw: &str| read_networks(raw).map(|list| list.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(
            read(" 203.0.113.7 \r\n198.51.100.9/24, 203.0.113.7"),
            Ok(vec!["198.51.100.0/24".to_owned(), "203.0.113.7/32".to_owned()])
        );
        assert_eq!(read("\n"), Ok(vec![]));
        assert_eq!(read("everywhere"), Err("addresses-error-not-network"));
    }
}
