//! What narrows the register.

use sqlx::{Postgres, QueryBuilder};

use super::search::Search;
use crate::areas::tenants::health::{Band, Risk};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::plan::PlanCode;
use crate::core::country::Country;
use crate::core::ids::StaffId;
use crate::web::list::ListRequest;

/// Whose tenants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerFilter {
    Nobody,
    Of(StaffId),
}

impl OwnerFilter {
    /// The value that stands for "no owner" in an address.
    pub const NOBODY: &'static str = "none";

    fn read(value: &str) -> Option<Self> {
        if value == Self::NOBODY { Some(Self::Nobody) } else { value.parse().ok().map(Self::Of) }
    }
}

/// Every condition at once. What is absent narrows nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub search: Option<Search>,
    pub stage: Option<Stage>,
    pub plan: Option<PlanCode>,
    pub country: Option<Country>,
    pub owner: Option<OwnerFilter>,
    pub tag: Option<String>,
    pub band: Option<Band>,
    pub churn: Option<Risk>,
}

impl Filter {
    /// Reads a list's address; a value that cannot be meant narrows nothing.
    pub fn read(list: &ListRequest, identity: Identity) -> Self {
        Self {
            search: Search::read(&list.q, identity),
            stage: list.filter("stage").and_then(Stage::from_code),
            plan: list.filter("plan").and_then(|v| PlanCode::parse(v).ok()),
            country: list.filter("country").and_then(|v| Country::parse(v).ok()),
            owner: list.filter("owner").and_then(OwnerFilter::read),
            // What people wrote on a tenant cannot be asked for by who may not read it.
            tag: list.filter("tag").filter(|_| identity.is_known()).map(ToOwned::to_owned),
            band: list.filter("band").and_then(Band::from_code),
            churn: list.filter("churn").and_then(Risk::from_code),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds every condition. The table is known as `t`.
    pub(super) fn push(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" where true");
        if let Some(stage) = self.stage {
            query.push(" and t.stage = ").push_bind(stage.code());
        }
        if let Some(plan) = self.plan {
            query.push(" and t.plan_code = ").push_bind(plan.code());
        }
        if let Some(country) = self.country {
            query.push(" and t.country_code = ").push_bind(country.code());
        }
        match self.owner {
            Some(OwnerFilter::Nobody) => {
                query.push(" and t.owner_id is null");
            }
            Some(OwnerFilter::Of(id)) => {
                query.push(" and t.owner_id = ").push_bind(id.0);
            }
            None => {}
        }
        if let Some(tag) = &self.tag {
            query.push(" and t.tags @> ").push_bind(vec![tag.clone()]);
        }
        if let Some(band) = self.band {
            query.push(" and t.health_band = ").push_bind(band.code());
        }
        if let Some(churn) = self.churn {
            query.push(" and t.churn_level = ").push_bind(churn.code());
        }
        if let Some(search) = &self.search {
            search.push(query);
        }
    }
}
