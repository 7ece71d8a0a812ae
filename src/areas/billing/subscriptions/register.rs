//! The list of subscriptions: what narrows it, its order, what they bring.

use chrono::NaiveDate;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::areas::billing::period::Cycle;
use crate::areas::billing::subscription::Status;
use crate::areas::tenants::Identity;
use crate::areas::tenants::identity::Veil;
use crate::core::db::like_fragment;
use crate::core::ids::TenantId;
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};
use crate::core::text;

const PERIOD: Sort = Sort { name: "period", key: "s.period_end", id: "s.id", descending: false };
/// In the order of their codes, by what these are made of: the number has the index.
const TENANT: Sort = Sort { name: "tenant", key: "t.number", id: "s.id", descending: false };
pub(super) const SORTS: &[Sort] = &[PERIOD, TENANT];
/// Counting and adding up stop here.
pub(super) const CAP: i64 = 10_000;

/// What is looked at apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    /// Due before today and not charged.
    Late,
    /// Runs, and brings nothing.
    Free,
    /// At a price of its own.
    Agreed,
    /// Ends with its period.
    Ends,
    /// Something else holds from the end of its period on.
    Changes,
    /// Its contract ends within two months, or has ended.
    Contract,
}

impl Special {
    pub(super) const ALL: [Self; 6] = [Self::Late, Self::Free, Self::Agreed, Self::Ends, Self::Changes, Self::Contract];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Free => "free",
            Self::Agreed => "agreed",
            Self::Ends => "ends",
            Self::Changes => "changes",
            Self::Contract => "contract",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|special| special.code() == code)
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Late => "subscriptions-special-late",
            Self::Free => "subscriptions-special-free",
            Self::Agreed => "subscriptions-special-agreed",
            Self::Ends => "subscriptions-special-ends",
            Self::Changes => "subscriptions-special-changes",
            Self::Contract => "subscriptions-special-contract",
        }
    }
}

/// How a subscription stands, as the filter asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Charged: active, or with something unpaid.
    Paying,
    Is(Status),
}

impl Standing {
    pub(super) fn all() -> Vec<Self> {
        let mut all = vec![Self::Paying];
        all.extend(Status::ALL.map(Self::Is));
        all
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Paying => "paying",
            Self::Is(status) => status.code(),
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::all().into_iter().find(|standing| standing.code() == code)
    }
}

/// What narrows the list.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub q: String,
    /// Nothing asked: what runs.
    pub standing: Option<Standing>,
    pub plan: Option<String>,
    /// The number of one version of it.
    pub version: Option<i32>,
    pub cycle: Option<Cycle>,
    pub currency: Option<String>,
    pub special: Option<Special>,
    /// Charged next on one of these days.
    pub due_from: Option<NaiveDate>,
    pub due_to: Option<NaiveDate>,
    pub identity: Identity,
    pub today: NaiveDate,
}

impl Filter {
    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        match self.standing {
            None => query.push(" where s.ended_at is null"),
            Some(Standing::Paying) => query.push(" where s.ended_at is null and s.status in ('active', 'past_due')"),
            // What ended keeps its last word; what runs never has one of these.
            Some(Standing::Is(status)) => query.push(" where s.status = ").push_bind(status.code()),
        };
        if let Some(plan) = &self.plan {
            query.push(" and s.plan_code = ").push_bind(plan.clone());
        }
        if let Some(number) = self.version {
            query.push(" and v.number = ").push_bind(number);
        }
        if let Some(cycle) = self.cycle {
            query.push(" and s.cycle = ").push_bind(cycle.code());
        }
        match self.special {
            None => {}
            Some(Special::Late) => {
                query
                    .push(" and s.ended_at is null and s.due_on < ")
                    .push_bind(self.today)
                    .push(" and s.charged_on < ")
                    .push_bind(self.today);
            }
            Some(Special::Free) => {
                query.push(" and s.yearly_minor = 0");
            }
            Some(Special::Agreed) => {
                query.push(" and s.price_override_minor is not null");
            }
            Some(Special::Ends) => {
                query.push(" and s.cancels_on is not null");
            }
            Some(Special::Changes) => {
                query.push(" and s.changes");
            }
            Some(Special::Contract) => {
                query.push(" and v.contract_until < ").push_bind(self.today).push(" + 60");
            }
        }
        if let Some(code) = &self.currency {
            query.push(" and s.currency = ").push_bind(code.clone());
        }
        // The day it is kept with as well: that one has an index.
        for (day, than) in [(self.due_from, " >= "), (self.due_to, " <= ")] {
            if let Some(day) = day {
                query.push(" and s.ended_at is null and s.due_on").push(than).push_bind(day);
                query.push(" and s.charged_on").push(than).push_bind(day);
            }
        }
        if self.q.is_empty() {
            return;
        }
        query.push(" and (t.code = ").push_bind(text::digits_to_latin(&self.q).to_uppercase());
        // Names cannot be searched by who may not read them.
        if self.identity.is_known() {
            query.push(" or t.search_text like ").push_bind(like_fragment(&text::fold(&self.q)));
        }
        query.push(")");
    }
}

/// One subscription as the list has it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub id: Uuid,
    pub tenant_id: TenantId,
    pub tenant_code: String,
    tenant_number: i64,
    pub tenant_name: String,
    pub tenant_name2: Option<String>,
    plan: String,
    plan2: String,
    pub plan_code: String,
    pub version: i32,
    pub cycle: String,
    pub status: String,
    #[sqlx(try_from = "String")]
    pub currency: Currency,
    /// What a whole period costs, with everything that recurs.
    pub price_minor: i64,
    pub agreed: bool,
    pub charged_on: Option<NaiveDate>,
    pub period_end: NaiveDate,
    pub cancels_on: Option<NaiveDate>,
    pub changes: bool,
}

impl Veil for Row {
    fn veil(&mut self) {
        self.tenant_name.clone_from(&self.tenant_code);
        self.tenant_name2 = None;
    }
}

impl Row {
    pub(super) fn tenant_in(&self, lang: Lang) -> &str {
        match (lang, &self.tenant_name2) {
            (Lang::Ar, Some(name)) => name,
            _ => &self.tenant_name,
        }
    }

    pub(super) fn plan_in(&self, lang: Lang) -> &str {
        if lang == Lang::Ar { &self.plan2 } else { &self.plan }
    }

    pub(super) fn price(&self) -> Money {
        Money::new(self.price_minor, self.currency)
    }
}

const FROM: &str = " from v_subscriptions s join sys_tenants t on t.id = s.tenant_id join sys_plan_versions v on v.id = s.plan_version_id";

fn rows() -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new(
        "select s.id, s.tenant_id, t.code as tenant_code, t.number as tenant_number, t.name as tenant_name, t.name2 as tenant_name2, v.name as plan, v.name2 as plan2,
                s.plan_code, v.number as version, s.cycle, s.status, s.currency, s.price_minor, s.price_override_minor is not null as agreed,
                s.charged_on, s.period_end, s.cancels_on, s.changes",
    );
    query.push(FROM);
    query
}

pub(super) async fn list(db: &mut PgConnection, filter: &Filter, page: &PageRequest) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = rows();
    filter.push(&mut query);
    page.push(&mut query, false);
    let rows = query.build_query_as().persistent(false).fetch_all(db).await?;
    Ok(filter.identity.seen_all(rows))
}

/// Everything the filter lets through, for a file.
pub(super) async fn stream(pool: &PgPool, filter: Filter) -> Result<BoxStream<'static, Result<Row, sqlx::Error>>, sqlx::Error> {
    let mut query = rows();
    filter.push(&mut query);
    query.push(" order by s.period_end, s.id");
    let rows = crate::core::db::stream(pool, query).await?;
    Ok(rows.map_ok(move |row: Row| filter.identity.seen(row)).boxed())
}

/// How many there are, and what they bring a month in each currency, rounded once; no sums where there are more than are counted.
pub(super) async fn sums(db: &mut PgConnection, filter: &Filter) -> Result<(Total, Vec<Money>), sqlx::Error> {
    let mut query = QueryBuilder::new(
        "select m.currency, count(*), round(coalesce(sum(m.yearly_minor), 0) / 12)::bigint from (select s.currency, s.yearly_minor",
    );
    query.push(FROM);
    filter.push(&mut query);
    query.push(" limit ").push_bind(CAP + 1).push(") m group by m.currency order by m.currency");
    let rows: Vec<(String, i64, i64)> = query.build_query_as().persistent(false).fetch_all(db).await?;
    let total = Total::capped(rows.iter().map(|row| row.1).sum(), CAP);
    if matches!(total, Total::MoreThan(_)) {
        return Ok((total, Vec::new()));
    }
    Ok((total, rows.into_iter().filter_map(|(code, _, monthly)| Some(Money::new(monthly, Currency::parse(&code).ok()?))).collect()))
}

/// The key a subscription is sorted by.
pub(super) fn key(sort: &Sort) -> fn(&Row) -> (Key, RowId) {
    if sort.name == TENANT.name {
        |row| (Key::Number(row.tenant_number), RowId::Uuid(row.id))
    } else {
        |row| (Key::Day(row.period_end), RowId::Uuid(row.id))
    }
}
