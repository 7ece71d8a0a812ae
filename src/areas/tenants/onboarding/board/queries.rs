//! Reads of the board: each column in its order, through an index of its own.

use chrono::{DateTime, Duration, Utc};
use sqlx::{FromRow, PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::areas::tenants::identity::Veil;
use crate::areas::tenants::onboarding::model::STALLED_AFTER;
use crate::core::ids::TenantId;
use crate::core::keyset::{Key, PageRequest, RowId, Sort, Total};
use crate::core::lang::Lang;
use crate::web::ui::Tone;

/// For so long a completed onboarding stays on the board.
const RECENTLY: Duration = Duration::days(30);
const CAP: i64 = 1_000;

/// Where an onboarding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    NotStarted,
    InProgress,
    Stalled,
    Completed,
}

const SINCE: &[Sort] = &[Sort { name: "since", key: "l.since", id: "l.tenant_id", descending: true }];
const MOVED: &[Sort] = &[Sort { name: "moved", key: "l.onboarding_moved_at", id: "l.tenant_id", descending: true }];
const COMPLETED: &[Sort] = &[Sort { name: "completed", key: "l.onboarding_completed_at", id: "l.tenant_id", descending: true }];

impl Column {
    pub const ALL: [Self; 4] = [Self::NotStarted, Self::InProgress, Self::Stalled, Self::Completed];

    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::Stalled => "stalled",
            Self::Completed => "completed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "onboarding-status-not-started",
            Self::InProgress => "onboarding-status-in-progress",
            Self::Stalled => "onboarding-status-stalled",
            Self::Completed => "onboarding-column-completed",
        }
    }

    pub fn hint(self) -> &'static str {
        match self {
            Self::NotStarted => "onboarding-hint-not-started",
            Self::InProgress => "onboarding-hint-in-progress",
            Self::Stalled => "onboarding-hint-stalled",
            Self::Completed => "onboarding-hint-completed",
        }
    }

    /// Key of the sentence that says how long.
    pub fn days_key(self) -> &'static str {
        match self {
            Self::NotStarted => "onboarding-days-waiting",
            Self::InProgress => "onboarding-days-ago",
            Self::Stalled => "onboarding-days-idle",
            Self::Completed => "onboarding-days-completed",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::NotStarted => Tone::Neutral,
            Self::InProgress => Tone::Info,
            Self::Stalled => Tone::Warning,
            Self::Completed => Tone::Success,
        }
    }

    pub fn sorts(self) -> &'static [Sort] {
        match self {
            Self::NotStarted => SINCE,
            Self::InProgress | Self::Stalled => MOVED,
            Self::Completed => COMPLETED,
        }
    }

    fn push(self, query: &mut QueryBuilder<Postgres>, now: DateTime<Utc>) {
        match self {
            Self::NotStarted => {
                query.push(" where l.onboarding_status = 'not_started' and l.stage in ('trial', 'active')");
            }
            Self::InProgress => {
                query.push(" where l.onboarding_status = 'in_progress' and l.stage in ('trial', 'active') and l.onboarding_moved_at >= ");
                query.push_bind(now - STALLED_AFTER);
            }
            Self::Stalled => {
                query.push(" where l.onboarding_status = 'in_progress' and l.stage in ('trial', 'active') and l.onboarding_moved_at < ");
                query.push_bind(now - STALLED_AFTER);
            }
            Self::Completed => {
                query.push(" where l.onboarding_completed_at >= ").push_bind(now - RECENTLY);
            }
        }
    }

    fn at(self) -> &'static str {
        self.sorts().first().map_or("l.since", |sort| sort.key)
    }
}

/// What narrows the board.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub owner: Option<Uuid>,
    pub plan: Option<String>,
}

impl Filter {
    fn push(&self, query: &mut QueryBuilder<Postgres>) {
        if let Some(owner) = self.owner {
            query.push(" and t.owner_id = ").push_bind(owner);
        }
        if let Some(plan) = &self.plan {
            query.push(" and t.plan_code = ").push_bind(plan.clone());
        }
    }

    fn is_empty(&self) -> bool {
        self.owner.is_none() && self.plan.is_none()
    }
}

/// One card.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Row {
    pub id: TenantId,
    pub code: String,
    name: String,
    name2: Option<String>,
    pub owner: Option<String>,
    /// What the column is sorted by.
    pub at: DateTime<Utc>,
    pub steps_done: i64,
    pub steps_all: i64,
    step: Option<String>,
    step2: Option<String>,
}

impl Row {
    pub fn name_in(&self, lang: Lang) -> &str {
        match &self.name2 {
            Some(name2) if lang == Lang::Ar => name2,
            _ => &self.name,
        }
    }

    /// The first step still to be done.
    pub fn waits_for(&self, lang: Lang) -> Option<&str> {
        if lang == Lang::Ar { self.step2.as_deref() } else { self.step.as_deref() }
    }
}

impl Veil for Row {
    fn veil(&mut self) {
        self.name.clone_from(&self.code);
        self.name2 = None;
    }
}

pub(super) async fn list(
    db: &mut PgConnection,
    column: Column,
    filter: &Filter,
    page: &PageRequest,
    now: DateTime<Utc>,
) -> Result<Vec<Row>, sqlx::Error> {
    let mut query = QueryBuilder::new("select t.id, t.code, t.name, t.name2, u.name as owner, ");
    query.push(column.at()).push(
        " as at, (select count(*) from jsonb_object_keys(l.onboarding_done)) as steps_done, \
         (select count(*) from sys_onboarding_steps a where a.template_id = l.onboarding_template_id and a.version = l.onboarding_version) as steps_all, \
         n.name as step, n.name2 as step2 \
         from sys_tenant_lifecycle l join sys_tenants t on t.id = l.tenant_id left join sys_platform_users u on u.id = t.owner_id \
         left join lateral (select s.name, s.name2 from sys_onboarding_steps s \
                             where s.template_id = l.onboarding_template_id and s.version = l.onboarding_version \
                               and l.onboarding_completed_at is null and not l.onboarding_done ? s.key \
                             order by s.required desc, s.position limit 1) as n on true",
    );
    column.push(&mut query, now);
    filter.push(&mut query);
    page.push(&mut query, false);
    query.build_query_as().persistent(filter.is_empty()).fetch_all(db).await
}

/// How many there are in a column, up to a thousand.
pub(super) async fn count(db: &mut PgConnection, column: Column, filter: &Filter, now: DateTime<Utc>) -> Result<Total, sqlx::Error> {
    let mut query = QueryBuilder::new("select count(*) from (select from sys_tenant_lifecycle l");
    if !filter.is_empty() {
        query.push(" join sys_tenants t on t.id = l.tenant_id");
    }
    column.push(&mut query, now);
    filter.push(&mut query);
    query.push(" limit ").push_bind(CAP + 1).push(") as counted");
    Ok(Total::capped(query.build_query_scalar().persistent(filter.is_empty()).fetch_one(db).await?, CAP))
}

pub(super) fn key(row: &Row) -> (Key, RowId) {
    (Key::Time(row.at), RowId::Uuid(row.id.0))
}
