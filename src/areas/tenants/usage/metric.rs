//! What can be counted. The codes are the names of the daily figures they become.

use chrono::{DateTime, Duration, Utc};

/// How the events of a day become one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Quantities are added up.
    Sum,
    /// The day's last reading stands.
    Last,
}

macro_rules! metrics {
    ($($variant:ident = $code:literal, $label:literal, $fold:ident;)+) => {
        /// A metric of the closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Metric { $($variant),+ }

        impl Metric {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// Key of its name in the catalogue.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            pub fn fold(self) -> Fold {
                match self { $(Self::$variant => Fold::$fold),+ }
            }
        }
    };
}

metrics! {
    OrdersCreated = "orders_created", "usage-metric-orders-created", Sum;
    OrdersCompleted = "orders_completed", "usage-metric-orders-completed", Sum;
    OrdersCancelled = "orders_cancelled", "usage-metric-orders-cancelled", Sum;
    RevenueMinor = "revenue_minor", "usage-metric-revenue-minor", Sum;
    NewCustomers = "new_customers", "usage-metric-new-customers", Sum;
    ActiveCustomers = "active_customers", "usage-metric-active-customers", Last;
    Logins = "logins", "usage-metric-logins", Sum;
    ActiveUsers = "active_users", "usage-metric-active-users", Last;
    TotalUsers = "total_users", "usage-metric-total-users", Last;
    Branches = "branches", "usage-metric-branches", Last;
    StorageMb = "storage_mb", "usage-metric-storage-mb", Last;
    ApiCalls = "api_calls", "usage-metric-api-calls", Sum;
}

/// A quantity beyond this is a slip of the sender's.
pub const MOST: i64 = 1_000_000_000;
/// How late an event may come.
pub const LATEST: Duration = Duration::days(35);
/// How far the sender's clock may be ahead.
pub const EARLIEST: Duration = Duration::minutes(5);

impl Metric {
    /// Whether an event may say this. Refunds take revenue away; nothing else falls below zero, and a count of none says nothing.
    pub fn takes(self, quantity: i64) -> bool {
        let least = match (self, self.fold()) {
            (Self::RevenueMinor, _) => -MOST,
            (_, Fold::Sum) => 1,
            (_, Fold::Last) => 0,
        };
        (least..=MOST).contains(&quantity) && (self.fold() == Fold::Last || quantity != 0)
    }
}

/// Whether an event of this instant is too old, or from the future.
pub fn out_of_time(occurred_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<bool> {
    match occurred_at {
        at if at < now - LATEST => Some(true),
        at if at > now + EARLIEST => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_itself() {
        for metric in Metric::ALL {
            assert_eq!(Metric::from_code(metric.code()), Some(*metric));
        }
    }

    #[test]
    fn quantities_are_bounded_by_what_they_count() {
        assert!(Metric::OrdersCreated.takes(1) && !Metric::OrdersCreated.takes(0) && !Metric::OrdersCreated.takes(-1));
        assert!(Metric::RevenueMinor.takes(-500) && !Metric::RevenueMinor.takes(0));
        assert!(Metric::TotalUsers.takes(0) && !Metric::TotalUsers.takes(-1));
        assert!(!Metric::StorageMb.takes(MOST + 1));
    }

    #[test]
    fn an_event_is_taken_within_thirty_five_days_back_and_five_minutes_ahead() {
        let now = DateTime::UNIX_EPOCH + Duration::days(1000);
        for (at, verdict) in [
            (now - LATEST, None),
            (now - LATEST - Duration::seconds(1), Some(true)),
            (now + EARLIEST, None),
            (now + EARLIEST + Duration::seconds(1), Some(false)),
        ] {
            assert_eq!(out_of_time(at, now), verdict, "{at}");
        }
    }
}
