//! Every version of every plan with its prices, read once for as many subscriptions as there are.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::areas::billing::overage::{Limits, Measure, OveragePrices};
use crate::areas::billing::period::Cycle;
use crate::areas::billing::terms::PlanOffer;
use crate::core::ids::PlanVersionId;
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};

/// What a version costs and allows.
#[derive(Clone, Debug)]
struct Version {
    code: String,
    number: i32,
    sold: bool,
    offered: bool,
    /// The days on which a contract can be come to: of a version that belongs to one tenant.
    contract: Option<(NaiveDate, Option<NaiveDate>)>,
    name: String,
    name2: String,
    limits: Limits,
    /// By what is charged, in each currency it has a price in.
    prices: HashMap<(String, String), i64>,
}

/// What the fee at the beginning is kept as.
const SETUP: &str = "setup";

#[derive(Clone, Debug, Default)]
pub struct Offers(HashMap<PlanVersionId, Version>);

impl Offers {
    pub async fn read(db: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let versions = sqlx::query!(
            "select v.id, v.plan_code, v.number, v.status = 'published' as \"sold!\", p.offered_version_id = v.id as \"offered!\", v.contract_from, v.contract_until, v.name, v.name2,
                    v.orders_per_month, v.branches_limit, v.users_limit, v.storage_limit_mb, v.api_calls_per_month
               from sys_plan_versions v join sys_plans p on p.code = v.plan_code where v.status in ('published', 'retired')"
        );
        let mut all = HashMap::new();
        for row in versions.fetch_all(&mut *db).await? {
            let limits = Limits {
                orders: row.orders_per_month.map(i64::from),
                branches: row.branches_limit.map(i64::from),
                users: row.users_limit.map(i64::from),
                storage: row.storage_limit_mb,
                api_calls: row.api_calls_per_month,
            };
            let version = Version {
                code: row.plan_code,
                number: row.number,
                sold: row.sold,
                offered: row.offered,
                contract: row.contract_from.map(|from| (from, row.contract_until)),
                name: row.name,
                name2: row.name2,
                limits,
                prices: HashMap::new(),
            };
            all.insert(PlanVersionId(row.id), version);
        }
        for row in sqlx::query!("select plan_version_id, item, currency, minor from sys_plan_prices").fetch_all(db).await? {
            if let Some(version) = all.get_mut(&PlanVersionId(row.plan_version_id)) {
                version.prices.insert((row.item, row.currency), row.minor);
            }
        }
        Ok(Self(all))
    }

    /// The version as somebody subscribes to it, in one cycle and currency.
    pub fn offer(&self, version: PlanVersionId, cycle: Cycle, currency: Currency) -> Option<PlanOffer> {
        let this = self.0.get(&version)?;
        let of = |measure: Measure| this.price(measure.code(), currency);
        let overage = OveragePrices {
            orders: of(Measure::Orders),
            branches: of(Measure::Branches),
            users: of(Measure::Users),
            storage: of(Measure::Storage),
            api_calls: of(Measure::ApiCalls),
        };
        Some(PlanOffer { version, code: this.code.clone(), price: this.price(cycle.code(), currency), limits: this.limits, overage })
    }

    /// What is charged once, at the beginning.
    pub fn setup_fee(&self, version: PlanVersionId, currency: Currency) -> Option<Money> {
        self.0.get(&version)?.price(SETUP, currency)
    }

    pub fn name(&self, version: PlanVersionId, lang: Lang) -> &str {
        self.0.get(&version).map_or("", |this| this.name_in(lang))
    }

    /// Which version of its plan it is; 0 for one that is not known.
    pub fn number(&self, version: PlanVersionId) -> i32 {
        self.0.get(&version).map_or(0, |this| this.number)
    }

    /// The version of a plan that new subscribers get.
    pub fn on_offer(&self, code: &str) -> Option<PlanVersionId> {
        self.0.iter().find(|(_, this)| this.offered && this.code == code).map(|(id, _)| *id)
    }

    /// Whether it belongs to one tenant.
    pub fn is_contract(&self, version: PlanVersionId) -> bool {
        self.0.get(&version).is_some_and(|this| this.contract.is_some())
    }

    /// Whether somebody can come to it on a day: to what everybody is sold on any.
    pub fn holds(&self, version: PlanVersionId, on: NaiveDate) -> bool {
        let contract = self.0.get(&version).and_then(|this| this.contract);
        contract.is_none_or(|(from, until)| from <= on && until.is_none_or(|until| on <= until))
    }

    /// Whether it is still to be had.
    pub fn is_sold(&self, version: PlanVersionId) -> bool {
        self.0.get(&version).is_some_and(|this| this.sold)
    }

    /// What a plan is called: as in this version, where it is one of that plan.
    pub fn named<'a>(&'a self, code: &'a str, version: PlanVersionId, lang: Lang) -> &'a str {
        let this = self.0.get(&version).filter(|this| this.code == code);
        this.or_else(|| self.0.values().find(|this| this.code == code)).map_or(code, |this| this.name_in(lang))
    }
}

impl Version {
    fn name_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.name2 } else { &self.name }
    }

    fn price(&self, item: &str, currency: Currency) -> Option<Money> {
        let minor = self.prices.get(&(item.to_owned(), currency.code().to_owned()))?;
        Some(Money::new(*minor, currency))
    }
}
