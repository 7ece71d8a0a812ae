//! The rule of the score (decisions 16 and 17), pure. What runs every night is the same rule in SQL, `score.sql`; tests hold the two together.

use crate::areas::tenants::{Band, Risk};

/// The method of the churn probability: additive rules. A learned one gets another name and has to show its backtest.
pub const METHOD: &str = "v1";

/// What is known of a tenant on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Signed less than thirty days ago.
    pub is_new: bool,
    /// Figures reach back thirty days at least.
    pub is_known: bool,
    /// Days of the last ninety since figures began, thirty at least.
    pub days: i64,
    /// Of the plan, a month; `None` is no limit.
    pub allowed: Option<i64>,
    /// Of the last ninety days, and of the last thirty in two halves.
    pub orders_90: i64,
    pub orders_late: i64,
    pub orders_early: i64,
    /// Different people on the busiest of the last thirty days, and how many there are.
    pub people: i64,
    pub people_all: i64,
    pub since_login: Option<i64>,
    /// State of the subscription that runs.
    pub subscription: Option<String>,
    /// Suspended for an invoice.
    pub long_overdue: bool,
}

/// The parts of the score, each 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Usage,
    Engagement,
    Financial,
    Support,
    Growth,
}

impl Part {
    pub const ALL: [Self; 5] = [Self::Usage, Self::Engagement, Self::Financial, Self::Support, Self::Growth];

    /// Hundredths of the whole.
    pub fn weight(self) -> i64 {
        match self {
            Self::Usage => 30,
            Self::Engagement | Self::Financial => 25,
            Self::Support | Self::Growth => 10,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Usage => "health-part-usage",
            Self::Engagement => "health-part-engagement",
            Self::Financial => "health-part-financial",
            Self::Support => "health-part-support",
            Self::Growth => "health-part-growth",
        }
    }

    /// Key of the sentence on how it is reckoned.
    pub fn rule_key(self) -> &'static str {
        match self {
            Self::Usage => "health-rule-usage",
            Self::Engagement => "health-rule-engagement",
            Self::Financial => "health-rule-financial",
            Self::Support => "health-rule-support",
            Self::Growth => "health-rule-growth",
        }
    }
}

/// What is amiss: code, severity, points of the hundred that are lost by it.
pub type Factor = (&'static str, &'static str, i64);
/// What makes leaving likelier: code, hundredths.
pub type Reason = (&'static str, i64);

/// What the rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub band: Band,
    pub overall: Option<i64>,
    /// In the order of [`Part::ALL`].
    pub parts: [i64; 5],
    /// Hundredths, and the level.
    pub churn: Option<(i64, Risk)>,
    pub factors: Vec<Factor>,
    pub reasons: Vec<Reason>,
}

/// `part` of `whole` as a share of `of`, rounded half away from zero.
fn share(of: i128, part: i128, whole: i128) -> i64 {
    let doubled = 2 * of * part;
    let rounded = if doubled >= 0 { (doubled + whole) / (2 * whole) } else { (doubled - whole) / (2 * whole) };
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

impl Figures {
    pub fn orders(&self) -> i64 {
        self.orders_late + self.orders_early
    }

    /// Orders against the larger of 30 % of the plan's limit and the tenant's own mean.
    fn usage(&self) -> i64 {
        let days = i128::from(self.days);
        // Both as tenths of a day's worth, so that nothing is rounded before the end.
        let of_plan = 3 * i128::from(self.allowed.unwrap_or(0)) * days;
        let own = 300 * i128::from(self.orders_90);
        match of_plan.max(own) {
            0 => 0,
            expected => share(100, i128::from(self.orders()) * 10 * days, expected).min(100),
        }
    }

    fn engagement(&self) -> i64 {
        if self.people_all == 0 { 0 } else { share(100, self.people.into(), self.people_all.into()).min(100) }
    }

    fn financial(&self) -> i64 {
        match self.subscription.as_deref() {
            Some("active" | "trialing") => 100,
            Some("past_due") => 70,
            Some("suspended") => 40,
            _ => 0,
        }
    }

    fn growth(&self) -> i64 {
        match (self.orders(), self.orders_early) {
            (0, _) => 0,
            (_, 0) => 100,
            (_, early) => (50 + share(100, (self.orders_late - early).into(), early.into())).clamp(0, 100),
        }
    }

    fn reasons(&self) -> Vec<Reason> {
        let unpaid = matches!(self.subscription.as_deref(), Some("past_due" | "suspended"));
        let all = [
            ("few_orders", 20, self.orders() < 10),
            // No order at all is the steepest fall there is.
            ("orders_fell", 20, self.orders() == 0 || 5 * self.orders_late < 4 * self.orders_early),
            ("no_recent_login", 15, self.since_login.is_none_or(|days| days > 14)),
            ("few_active", 10, self.people_all == 0 || 10 * self.people < 3 * self.people_all),
            ("payment_failed", 15, unpaid),
            ("long_overdue", 10, self.long_overdue),
        ];
        all.into_iter().filter(|(_, _, holds)| *holds).map(|(code, points, _)| (code, points)).collect()
    }

    pub fn judge(&self) -> Verdict {
        // Tickets are not kept yet: nothing speaks against a tenant there, and the page says so.
        let parts = [self.usage(), self.engagement(), self.financial(), 100, self.growth()];
        let weighed = Part::ALL.into_iter().zip(parts);
        let overall = share(1, weighed.map(|(part, score)| i128::from(part.weight() * score)).sum(), 100);
        let reasons = self.reasons();
        let points = reasons.iter().map(|(_, points)| points).sum();
        let band = match (self.is_new, self.is_known) {
            (true, _) => Band::New,
            (false, false) => Band::Unknown,
            _ => band(overall),
        };
        let sure = !matches!(band, Band::New | Band::Unknown);
        Verdict {
            band,
            overall: sure.then_some(overall),
            parts,
            churn: sure.then(|| (points, risk(points))),
            factors: factors(parts),
            reasons,
        }
    }
}

fn band(overall: i64) -> Band {
    match overall {
        80.. => Band::Healthy,
        60..=79 => Band::Good,
        40..=59 => Band::Fair,
        _ => Band::AtRisk,
    }
}

/// The level of a probability in hundredths.
fn risk(points: i64) -> Risk {
    match points {
        ..=20 => Risk::Low,
        21..=50 => Risk::Medium,
        51..=75 => Risk::High,
        _ => Risk::Critical,
    }
}

fn factors([usage, engagement, financial, _, growth]: [i64; 5]) -> Vec<Factor> {
    let lost = |part: Part, score: i64| share(1, (part.weight() * (100 - score)).into(), 100);
    let all = [
        ("low_usage", if usage < 30 { "high" } else { "medium" }, lost(Part::Usage, usage), usage < 60),
        ("low_engagement", if engagement < 40 { "high" } else { "medium" }, lost(Part::Engagement, engagement), engagement < 60),
        ("payment_issues", if financial < 50 { "critical" } else { "medium" }, lost(Part::Financial, financial), financial < 100),
        ("falling_orders", if growth < 20 { "medium" } else { "low" }, lost(Part::Growth, growth), growth < 40),
    ];
    all.into_iter().filter(|(.., raised)| *raised).map(|(code, severity, points, _)| (code, severity, points)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steady() -> Figures {
        Figures {
            is_known: true,
            days: 90,
            allowed: Some(100),
            orders_90: 300,
            orders_late: 50,
            orders_early: 50,
            people: 4,
            people_all: 5,
            since_login: Some(0),
            subscription: Some("active".to_owned()),
            ..Figures::default()
        }
    }

    #[test]
    fn a_tenant_that_keeps_its_own_pace_is_healthy() {
        let verdict = steady().judge();
        assert_eq!((verdict.parts, verdict.overall, verdict.band), ([100, 80, 100, 100, 50], Some(90), Band::Healthy));
        assert_eq!((verdict.churn, verdict.factors, verdict.reasons), (Some((0, Risk::Low)), vec![], vec![]));
    }

    #[test]
    fn usage_is_held_against_the_larger_of_the_plan_and_the_own_mean() {
        let usage =
            |allowed, orders_90, orders| Figures { allowed, orders_90, orders_late: orders, orders_early: 0, ..steady() }.judge().parts[0];
        assert_eq!(usage(Some(1000), 90, 75), 25, "a quarter of the 300 the plan expects");
        assert_eq!(usage(Some(20), 300, 75), 75, "three quarters of its own hundred");
        assert_eq!(usage(None, 300, 150), 100, "no limit: its own mean alone, and never above 100");
        assert_eq!(usage(None, 0, 0), 0);
        assert_eq!(usage(Some(0), 0, 0), 0);
    }

    #[test]
    fn bands_and_levels_begin_where_the_decision_says() {
        assert_eq!([39, 40, 59, 60, 79, 80].map(band), [Band::AtRisk, Band::Fair, Band::Fair, Band::Good, Band::Good, Band::Healthy]);
        assert_eq!([20, 21, 50, 51, 75, 76].map(risk), [Risk::Low, Risk::Medium, Risk::Medium, Risk::High, Risk::High, Risk::Critical]);
    }

    #[test]
    fn a_tenant_that_went_silent_is_likely_to_leave() {
        let silent = Figures { orders_late: 0, orders_early: 0, people: 0, people_all: 0, since_login: None, ..steady() };
        let verdict = silent.judge();
        assert_eq!(verdict.churn, Some((65, Risk::High)));
        assert_eq!(verdict.band, Band::AtRisk);
        let unpaid = Figures { subscription: Some("suspended".to_owned()), long_overdue: true, ..silent };
        assert_eq!(unpaid.judge().churn, Some((90, Risk::Critical)));
    }

    #[test]
    fn who_is_new_or_hardly_known_is_not_judged() {
        for (is_new, is_known, band) in [(true, true, Band::New), (true, false, Band::New), (false, false, Band::Unknown)] {
            let verdict = Figures { is_new, is_known, orders_late: 0, orders_early: 0, ..steady() }.judge();
            assert_eq!((verdict.band, verdict.overall, verdict.churn), (band, None, None));
        }
    }

    #[test]
    fn growth_compares_the_two_halves_of_the_month() {
        let growth = |late, early| Figures { orders_late: late, orders_early: early, ..steady() }.judge().parts[4];
        assert_eq!([growth(0, 0), growth(3, 0), growth(10, 10), growth(5, 10), growth(0, 10), growth(40, 10)], [0, 100, 50, 0, 0, 100]);
    }

    proptest::proptest! {
        #[test]
        fn every_part_stays_between_nothing_and_a_hundred(
            late in 0..100_000_i64, early in 0..100_000_i64, more in 0..300_000_i64, allowed in proptest::option::of(0..10_000_i64),
            people in 0..60_i64, people_all in 0..50_i64, days in 30..=90_i64,
        ) {
            let figures = Figures { orders_late: late, orders_early: early, orders_90: late + early + more, allowed, people, people_all, days, ..steady() };
            let verdict = figures.judge();
            proptest::prop_assert!(verdict.parts.iter().all(|part| (0..=100).contains(part)), "{verdict:?}");
            proptest::prop_assert!(verdict.overall.is_some_and(|overall| (0..=100).contains(&overall)));
        }

        #[test]
        fn more_orders_never_lower_the_use(orders in 0..1_000_i64, allowed in proptest::option::of(0..3_000_i64)) {
            let usage = |late| Figures { orders_90: 2_000, orders_late: late, orders_early: 0, allowed, ..steady() }.judge().parts[0];
            proptest::prop_assert!(usage(orders) <= usage(orders + 1));
        }
    }
}
