//! Which days of which tenants are read in one go.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Linked;
use crate::core::clock::BUSINESS_ZONE;
use crate::core::money::Currency;

/// Days read again in every run: orders change their state late, and can be deleted.
pub const DAYS: i64 = 7;
/// And of a tenant whose figures were never read.
pub const FIRST_DAYS: i64 = 90;
/// Tenant-days a statement.
const AT_ONCE: i64 = 10_000;

/// One tenant's part of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub product_id: Uuid,
    pub tenant_id: Uuid,
    pub zone: String,
    pub currency: String,
    pub decimals: i32,
    pub days: i32,
    pub since: NaiveDate,
}

/// How many days a tenant is read for: the window, and what was missed since it was last read.
pub fn days(measured_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> i64 {
    measured_at.map_or(FIRST_DAYS, |at| (DAYS + (now - at).num_days()).clamp(DAYS, FIRST_DAYS))
}

/// The tenants of a batch in portions small enough for a statement each. A zone the product's server does not know is taken for the
/// console's own, as the product does.
pub fn portions(tenants: &[Linked], zones: &std::collections::HashSet<String>, now: DateTime<Utc>) -> Vec<Vec<Span>> {
    let mut portions: Vec<Vec<Span>> = Vec::new();
    let mut room = 0;
    for one in tenants {
        let days = days(one.measured_at, now);
        let zone = if zones.contains(&one.timezone) { one.timezone.clone() } else { BUSINESS_ZONE.name().to_owned() };
        let span = Span {
            product_id: one.product_id,
            tenant_id: one.tenant_id.0,
            zone,
            decimals: Currency::parse(&one.currency).map_or(2, |currency| i32::try_from(currency.decimals()).unwrap_or(2)),
            currency: one.currency.clone(),
            days: i32::try_from(days).unwrap_or(i32::MAX),
            since: one.since,
        };
        match portions.last_mut().filter(|_| room >= days) {
            Some(portion) => portion.push(span),
            None => {
                portions.push(vec![span]);
                room = AT_ONCE;
            }
        }
        room -= days;
    }
    portions
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::core::ids::TenantId;

    fn linked(measured_at: Option<DateTime<Utc>>, timezone: &str) -> Linked {
        Linked {
            product_id: Uuid::nil(),
            tenant_id: TenantId(Uuid::nil()),
            currency: "OMR".to_owned(),
            timezone: timezone.to_owned(),
            measured_at,
            since: NaiveDate::MIN,
        }
    }

    #[test]
    fn what_was_missed_is_read_with_the_window() {
        let now = DateTime::UNIX_EPOCH + Duration::days(20_000);
        for (ago, expected) in [(0, 7), (1, 8), (30, 37), (400, 90)] {
            assert_eq!(days(Some(now - Duration::days(ago)), now), expected);
        }
        assert_eq!(days(None, now), 90);
    }

    #[test]
    fn a_portion_is_never_larger_than_a_statement_and_none_is_lost() {
        let now = DateTime::UNIX_EPOCH + Duration::days(20_000);
        let zones = ["Asia/Riyadh".to_owned()].into();
        let tenants: Vec<Linked> = (0..1_000).map(|n| linked((n % 3 > 0).then_some(now), "Mars/Olympus")).collect();
        let portions = portions(&tenants, &zones, now);
        assert_eq!(portions.iter().map(Vec::len).sum::<usize>(), 1_000);
        assert!(portions.iter().all(|p| p.iter().map(|s| i64::from(s.days)).sum::<i64>() <= AT_ONCE));
        assert!(portions[0][0].zone == "Asia/Muscat" && portions[0][0].decimals == 3);
    }
}
