//! Whether an event can be counted.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::batch::EventBody;
use crate::areas::tenants::usage::metric::{Metric, out_of_time};
use crate::core::ids::TenantId;

const LONGEST_REFERENCE: usize = 100;

/// Why an event is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    NoTenant,
    UnknownTenant,
    ClosedTenant,
    Metric,
    Quantity,
    Time,
    TooLate,
    FromTheFuture,
    Key,
    KeyTaken,
    Branch,
    User,
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Self::NoTenant => "tenant_missing",
            Self::UnknownTenant => "unknown_tenant",
            Self::ClosedTenant => "closed_tenant",
            Self::Metric => "unknown_metric",
            Self::Quantity => "quantity",
            Self::Time => "occurred_at",
            Self::TooLate => "too_late",
            Self::FromTheFuture => "from_the_future",
            Self::Key => "key",
            Self::KeyTaken => "key_taken",
            Self::Branch => "branch",
            Self::User => "user",
        }
    }

    pub fn detail(self) -> String {
        match self {
            Self::NoTenant => "Give the tenant's id or code.".to_owned(),
            Self::UnknownTenant => "No tenant has this id or code.".to_owned(),
            Self::ClosedTenant => "The tenant has left; nothing is counted for it any more.".to_owned(),
            Self::Metric => format!("Give one of {}.", Metric::ALL.iter().map(|one| one.code()).collect::<Vec<_>>().join(", ")),
            Self::Quantity => {
                "Give a whole number that fits the metric: 1 or more of what is counted, 0 or more of a reading, anything but 0 of revenue."
                    .to_owned()
            }
            Self::Time => "Give date, time and offset, such as 2026-11-25T09:30:00+04:00.".to_owned(),
            Self::TooLate => "Events are counted up to 35 days after they happened.".to_owned(),
            Self::FromTheFuture => "The event is more than five minutes ahead of our clock.".to_owned(),
            Self::Key => "Give a key of 1 to 100 letters, digits, dots, underscores, colons or hyphens.".to_owned(),
            Self::KeyTaken => "The key was used for another event of this tenant. Every event needs a key of its own.".to_owned(),
            Self::Branch | Self::User => format!("Give up to {LONGEST_REFERENCE} characters without control characters, or leave it out."),
        }
    }
}

/// What becomes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Accepted,
    Duplicate,
    Rejected(Reason),
}

impl Verdict {
    pub fn status(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Duplicate => "duplicate",
            Self::Rejected(_) => "rejected",
        }
    }
}

/// An event that can be counted.
#[derive(Clone, Debug)]
pub(super) struct Countable {
    pub tenant: TenantId,
    pub key: String,
    pub metric: Metric,
    pub quantity: i64,
    pub occurred_at: DateTime<Utc>,
    pub branch: Option<String>,
    pub user: Option<String>,
    /// Of everything but the key.
    pub content: i64,
}

/// An event and what becomes of it. Only a rejected one has nothing to count.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub verdict: Verdict,
    pub event: Option<Countable>,
}

/// Tenants by id and by code, and whether each is still counted.
pub(super) type Tenants = HashMap<String, (TenantId, bool)>;

/// Judges one event by itself.
pub(super) fn judge(body: &EventBody, tenants: &Tenants, now: DateTime<Utc>) -> Judged {
    match countable(body, tenants, now) {
        Ok(event) => Judged { verdict: Verdict::Accepted, event: Some(event) },
        Err(reason) => Judged { verdict: Verdict::Rejected(reason), event: None },
    }
}

fn countable(body: &EventBody, tenants: &Tenants, now: DateTime<Utc>) -> Result<Countable, Reason> {
    let named = body.tenant.as_deref().filter(|text| !text.is_empty()).ok_or(Reason::NoTenant)?;
    let (tenant, open) = tenants.get(named).copied().ok_or(Reason::UnknownTenant)?;
    if !open {
        return Err(Reason::ClosedTenant);
    }
    let metric = body.metric.as_deref().and_then(Metric::from_code).ok_or(Reason::Metric)?;
    let quantity = body.quantity.unwrap_or(1);
    if !metric.takes(quantity) {
        return Err(Reason::Quantity);
    }
    let occurred_at = body.occurred_at.as_deref().and_then(instant).ok_or(Reason::Time)?;
    match out_of_time(occurred_at, now) {
        Some(true) => return Err(Reason::TooLate),
        Some(false) => return Err(Reason::FromTheFuture),
        None => {}
    }
    let key = body.key.clone().filter(|key| is_key(key)).ok_or(Reason::Key)?;
    let branch = reference(body.branch.as_deref()).ok_or(Reason::Branch)?;
    let user = reference(body.user.as_deref()).ok_or(Reason::User)?;
    let content = content(metric, quantity, occurred_at, branch.as_deref(), user.as_deref());
    Ok(Countable { tenant, key, metric, quantity, occurred_at, branch, user, content })
}

/// In whole microseconds: what the database can hold.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    DateTime::from_timestamp_micros(at.timestamp_micros())
}

fn is_key(key: &str) -> bool {
    (1..=100).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'-'))
}

/// `None` when it cannot be taken; an empty one counts as left out.
fn reference(text: Option<&str>) -> Option<Option<String>> {
    match text {
        None | Some("") => Some(None),
        Some(text) if text.chars().count() <= LONGEST_REFERENCE && !text.chars().any(char::is_control) => Some(Some(text.to_owned())),
        Some(_) => None,
    }
}

/// A digest that is the same for the same event and, but for chance, for no other.
fn content(metric: Metric, quantity: i64, at: DateTime<Utc>, branch: Option<&str>, user: Option<&str>) -> i64 {
    let mut hash = Sha256::new();
    hash.update(metric.code().as_bytes());
    hash.update(quantity.to_le_bytes());
    hash.update(at.timestamp_micros().to_le_bytes());
    for part in [branch, user] {
        hash.update([u8::from(part.is_some())]);
        hash.update(part.unwrap_or_default().as_bytes());
        hash.update([0]);
    }
    let digest = hash.finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_le_bytes(first)
}

/// What stands twice in one batch: the first counts.
pub(super) fn repeated(judged: &mut [Judged]) {
    let mut seen: HashMap<(TenantId, String), i64> = HashMap::with_capacity(judged.len());
    for one in judged {
        let Some(event) = &one.event else { continue };
        match seen.get(&(event.tenant, event.key.clone())) {
            None => {
                seen.insert((event.tenant, event.key.clone()), event.content);
            }
            Some(first) => one.verdict = again(*first == event.content),
        }
    }
}

/// A key that was seen before.
pub(super) fn again(same_content: bool) -> Verdict {
    if same_content { Verdict::Duplicate } else { Verdict::Rejected(Reason::KeyTaken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn present() -> DateTime<Utc> {
        "2026-11-25T06:00:00Z".parse().unwrap()
    }

    fn body() -> EventBody {
        EventBody {
            tenant: Some("T-00001".to_owned()),
            metric: Some("orders_created".to_owned()),
            quantity: Some(2),
            occurred_at: Some("2026-11-25T09:30:00.1234567+04:00".to_owned()),
            key: Some("order-1".to_owned()),
            branch: None,
            user: None,
        }
    }

    fn tenants() -> Tenants {
        let one = (TenantId(uuid::Uuid::from_u128(1)), true);
        HashMap::from([("T-00001".to_owned(), one), ("T-00002".to_owned(), (TenantId(uuid::Uuid::from_u128(2)), false))])
    }

    #[test]
    fn each_thing_that_can_be_wrong_is_named() {
        let some = |text: &str| Some(text.to_owned());
        let with = |change: &dyn Fn(&mut EventBody)| {
            let mut event = body();
            change(&mut event);
            match judge(&event, &tenants(), present()).verdict {
                Verdict::Rejected(reason) => Some(reason),
                _ => None,
            }
        };
        assert_eq!(with(&|_| {}), None);
        assert_eq!(with(&|event| event.quantity = None), None);
        assert_eq!(with(&|event| event.tenant = None), Some(Reason::NoTenant));
        assert_eq!(with(&|event| event.tenant = some("T-9")), Some(Reason::UnknownTenant));
        assert_eq!(with(&|event| event.tenant = some("T-00002")), Some(Reason::ClosedTenant));
        assert_eq!(with(&|event| event.metric = some("orders")), Some(Reason::Metric));
        assert_eq!(with(&|event| event.quantity = Some(0)), Some(Reason::Quantity));
        assert_eq!(with(&|event| event.occurred_at = some("2026-11-25 09:30")), Some(Reason::Time));
        assert_eq!(with(&|event| event.occurred_at = some("2026-10-21T05:59:59Z")), Some(Reason::TooLate));
        assert_eq!(with(&|event| event.occurred_at = some("2026-11-25T06:05:01Z")), Some(Reason::FromTheFuture));
        assert_eq!(with(&|event| event.key = some("")), Some(Reason::Key));
        assert_eq!(with(&|event| event.key = some("a b")), Some(Reason::Key));
        assert_eq!(with(&|event| event.branch = some("a\u{0}b")), Some(Reason::Branch));
        assert_eq!(with(&|event| event.user = Some("u".repeat(101))), Some(Reason::User));
    }

    #[test]
    fn the_first_of_a_key_counts_and_another_content_is_refused() {
        let mut other = body();
        other.quantity = Some(3);
        let mut judged: Vec<Judged> = [body(), body(), other].iter().map(|body| judge(body, &tenants(), present())).collect();
        repeated(&mut judged);
        let verdicts: Vec<Verdict> = judged.iter().map(|one| one.verdict).collect();
        assert_eq!(verdicts, [Verdict::Accepted, Verdict::Duplicate, Verdict::Rejected(Reason::KeyTaken)]);
    }
}
