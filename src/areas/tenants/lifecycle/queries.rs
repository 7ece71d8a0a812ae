//! Where tenants stand, and how they came there.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::moves::{Access, Category, Mode, SUSPENDED_DAYS};
use crate::areas::tenants::model::Stage;
use crate::core::approvals::{Effect, Subject, SubjectKind};
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::ids::{ApprovalId, StaffId, TenantId};
use crate::core::lang::Lang;

/// What a move has to know of a tenant.
#[derive(Clone, Debug)]
pub struct Standing {
    pub id: TenantId,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
    pub email: String,
    pub language: Lang,
    pub stage: Stage,
    /// The day on which it came there.
    pub since: NaiveDate,
    pub mode: Option<Mode>,
    pub retained_until: Option<NaiveDate>,
    pub trial_ends_on: Option<NaiveDate>,
    pub plan_code: String,
    pub rank: i16,
    /// List prices in baisa; `None` where a contract says.
    pub monthly_minor: Option<i64>,
    pub quarterly_minor: Option<i64>,
    pub annual_minor: Option<i64>,
    pub subscription: Option<Subscription>,
    pub branches: i64,
    pub contacts: i64,
    /// How the subscription stood before the suspension that holds now.
    pub before_suspension: Option<String>,
}

/// The live subscription.
#[derive(Clone, Debug)]
pub struct Subscription {
    pub id: Uuid,
    pub status: String,
    pub cycle: String,
    pub period_end: NaiveDate,
    /// The day a cancellation set for the end of the period takes effect.
    pub cancels_on: Option<NaiveDate>,
}

impl Standing {
    pub fn access(&self) -> Access {
        Access::of(self.stage, self.mode)
    }

    pub fn cancels_on(&self) -> Option<NaiveDate> {
        self.subscription.as_ref()?.cancels_on
    }

    /// Counts the tenant, and what it brings, among what an act touches.
    pub fn touch(&self, effect: &mut Effect) {
        let (id, label) = (self.id.to_string(), self.name.clone());
        effect.subjects.push(Subject { kind: SubjectKind::Tenant, id, label, rank: self.rank });
        match self.revenue() {
            Some(minor) => effect.monthly_minor += minor,
            None => effect.unpriced += 1,
        }
    }

    /// What the tenant brings a month, in baisa at list price; an annual price is a twelfth. `None` where a contract says.
    /// A trial, or nothing that is paid, brings nothing.
    pub fn revenue(&self) -> Option<i64> {
        match &self.subscription {
            Some(subscription) if matches!(subscription.status.as_str(), "active" | "past_due" | "suspended") => {
                match subscription.cycle.as_str() {
                    // Half away from zero (decision 8); a price is never negative.
                    "annual" => self.annual_minor.map(|annual| (annual + 6) / 12),
                    "quarterly" => self.quarterly_minor.map(|quarter| (2 * quarter + 3) / 6),
                    _ => self.monthly_minor,
                }
            }
            _ => Some(0),
        }
    }

    pub fn name_in(&self, lang: Lang) -> &str {
        match &self.name2 {
            Some(name2) if lang == Lang::Ar => name2,
            _ => &self.name,
        }
    }
}

/// Holds the lifecycle of these tenants until the change ends, always in the same order: two who hold many cannot wait for each other.
pub async fn lock(change: &mut Change, ids: &[TenantId]) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("select id from sys_tenants where id = any($1) order by id for update", &ids).fetch_all(&mut **change).await?;
    sqlx::query!("select tenant_id from sys_tenant_lifecycle where tenant_id = any($1) order by tenant_id for update", &ids)
        .fetch_all(&mut **change)
        .await
        .map(drop)
}

/// Where these tenants stand, by id. Unknown ids are left out.
pub async fn standings(db: &mut PgConnection, ids: &[TenantId]) -> Result<Vec<Standing>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select t.id, t.code as "code!", t.name, t.name2, t.email, t.default_language, l.stage, l.since, l.suspension_mode, l.data_retention_until, l.trial_ends_on,
                  coalesce(s.plan_code, t.plan_code) as "plan_code!", v.rank as "rank!", v.monthly_minor as "monthly_minor?", v.quarterly_minor as "quarterly_minor?",
                  v.annual_minor as "annual_minor?",
                  s.id as "subscription_id?", s.status as "status?", s.cycle as "cycle?", s.period_end as "period_end?", s.cancels_on as "cancels_on?",
                  (select count(*) from sys_tenant_branches b where b.tenant_id = t.id) as "branches!",
                  (select count(*) from sys_tenant_contacts c where c.tenant_id = t.id and c.removed_at is null) as "contacts!",
                  (select e.effect #>> '{before,subscription}' from sys_tenant_lifecycle_events e
                    where e.tenant_id = t.id and e.to_stage = 'suspended' order by e.at desc, e.id desc limit 1) as before_suspension
             from sys_tenants t
             join sys_tenant_lifecycle l on l.tenant_id = t.id
             left join sys_tenant_subscriptions s on s.tenant_id = t.id and s.ended_at is null
             join sys_plans p on p.code = t.plan_code
             join v_plan_terms v on v.version_id = coalesce(s.plan_version_id, p.offered_version_id)
            where t.id = any($1) order by t.id"#,
        &ids
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Standing {
            id: TenantId(row.id),
            code: row.code,
            name: row.name,
            name2: row.name2,
            email: row.email,
            language: Lang::from_code(&row.default_language).unwrap_or_default(),
            // The column's check allows nothing else; what this version does not know cannot be moved.
            stage: Stage::from_code(&row.stage).unwrap_or(Stage::Churned),
            since: business_day(row.since),
            mode: row.suspension_mode.as_deref().and_then(Mode::from_code),
            retained_until: row.data_retention_until,
            trial_ends_on: row.trial_ends_on,
            plan_code: row.plan_code,
            rank: row.rank,
            monthly_minor: row.monthly_minor,
            quarterly_minor: row.quarterly_minor,
            annual_minor: row.annual_minor,
            subscription: match (row.subscription_id, row.status, row.cycle, row.period_end) {
                (Some(id), Some(status), Some(cycle), Some(period_end)) => {
                    Some(Subscription { id, status, cycle, period_end, cancels_on: row.cancels_on })
                }
                _ => None,
            },
            branches: row.branches,
            contacts: row.contacts,
            before_suspension: row.before_suspension,
        })
        .collect())
}

/// Where one tenant stands.
pub async fn standing(db: &mut PgConnection, id: TenantId) -> Result<Option<Standing>, sqlx::Error> {
    Ok(standings(db, &[id]).await?.into_iter().next())
}

/// The same, held until the change ends.
pub async fn held(change: &mut Change, id: TenantId) -> Result<Option<Standing>, sqlx::Error> {
    lock(change, &[id]).await?;
    standing(change, id).await
}

/// One move a tenant made.
#[derive(Clone, Debug)]
pub struct Passed {
    pub at: DateTime<Utc>,
    pub from: Option<Stage>,
    pub to: Stage,
    pub mode: Option<Mode>,
    pub category: Option<Category>,
    pub reason: Option<String>,
    pub requested_by: Option<String>,
    pub approved_by: Option<String>,
    pub approval: Option<ApprovalId>,
    /// Its line of the audit log, which tells why.
    pub audit: Option<i64>,
}

/// So many moves are shown; a tenant makes a handful in its life.
const MOST_SHOWN: i64 = 200;

/// The moves a tenant made up to `until`, the newest first.
pub async fn passed(db: &mut PgConnection, id: TenantId, until: DateTime<Utc>) -> Result<Vec<Passed>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select e.at, e.from_stage, e.to_stage, e.suspension_mode, e.reason_category, e.reason, e.approval_id,
                  r.name as "requested_by?", a.name as "approved_by?", l.id as "audit?"
             from sys_tenant_lifecycle_events e
             left join sys_platform_users r on r.id = e.requested_by
             left join sys_platform_users a on a.id = e.approved_by
             left join lateral (select o.id from sys_platform_audit_log o
                                 where o.object_kind = 'tenant' and o.object_id = e.tenant_id::text and o.at = e.at
                                   and (o.after ->> 'stage' = e.to_stage or e.from_stage is null and o.action = 'tenant.created')
                                 order by o.id limit 1) as l on true
            where e.tenant_id = $1 and e.at < $2 order by e.at desc, e.id desc limit $3"#,
        id.0,
        until,
        MOST_SHOWN
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Passed {
                at: row.at,
                from: row.from_stage.as_deref().and_then(Stage::from_code),
                to: Stage::from_code(&row.to_stage)?,
                mode: row.suspension_mode.as_deref().and_then(Mode::from_code),
                category: row.reason_category.as_deref().and_then(Category::from_code),
                reason: row.reason,
                requested_by: row.requested_by,
                approved_by: row.approved_by,
                approval: row.approval_id.map(ApprovalId),
                audit: row.audit,
            })
        })
        .collect())
}

/// The plan a tenant was on at an instant, in English and Arabic.
pub async fn plan_at(db: &mut PgConnection, id: TenantId, at: DateTime<Utc>) -> Result<Option<(String, String)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select p.name, p.name2 from sys_tenant_subscriptions s join sys_plans p on p.code = s.plan_code
            where s.tenant_id = $1 and s.started_at < $2 and (s.ended_at is null or s.ended_at >= $2) order by s.started_at desc limit 1"#,
        id.0,
        at
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.name, row.name2)))
}

/// The open requests that touch a tenant, be it alone or among others, the newest first.
pub async fn open_requests(db: &mut PgConnection, id: TenantId, now: DateTime<Utc>) -> Result<Vec<(ApprovalId, String)>, sqlx::Error> {
    let touched = json!([{ "kind": SubjectKind::Tenant, "id": id }]);
    let rows = sqlx::query!(
        r#"select id, command from sys_approval_requests
            where status = 'pending' and expires_at > $2 and (tenant_id = $1 or effect -> 'subjects' @> $3)
            order by requested_at desc, id desc"#,
        id.0,
        now,
        touched
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (ApprovalId(row.id), row.command)).collect())
}

/// Why time moves a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A cancellation was set for the end of a period, and it ended.
    PeriodEnd,
    TrialEnd,
    /// Suspended for too long.
    Suspension,
    /// Cancelled, and its data need not be kept any longer.
    Retention,
}

/// A tenant that time moves.
#[derive(Clone, Debug)]
pub struct Due {
    pub tenant: TenantId,
    pub why: Why,
    reason: Option<String>,
    pub requested_by: Option<StaffId>,
    pub approved_by: Option<StaffId>,
    pub request: Option<ApprovalId>,
}

impl Due {
    /// The reason that history keeps: as it was given, or one of the console's own.
    pub fn reason(&self) -> String {
        match (self.why, &self.reason) {
            (Why::PeriodEnd, Some(reason)) => reason.clone(),
            (Why::PeriodEnd, None) => "period ended".to_owned(),
            (Why::TrialEnd, _) => "trial ended unpaid".to_owned(),
            (Why::Suspension, _) => "suspended for 30 days".to_owned(),
            (Why::Retention, _) => "retention ended".to_owned(),
        }
    }
}

/// When people refused to give a tenant up, time asks again after so many days.
const ASKED_AGAIN_DAYS: i64 = 30;

/// The tenants that time moves, the longest due first, so many at a time.
pub async fn due(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Due>, sqlx::Error> {
    due_among(db, None, now).await
}

/// Why one tenant is due, if it is.
pub async fn due_of(db: &mut PgConnection, id: TenantId, now: DateTime<Utc>) -> Result<Option<Due>, sqlx::Error> {
    Ok(due_among(db, Some(id), now).await?.into_iter().next())
}

async fn due_among(db: &mut PgConnection, only: Option<TenantId>, now: DateTime<Utc>) -> Result<Vec<Due>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select due.tenant_id as "tenant_id!", due.why as "why!", due.reason, due.requested_by, due.approved_by, due.request from (
               select s.tenant_id, 'period' as why, s.cancel_reason as reason, s.cancel_requested_by as requested_by,
                      s.cancel_approved_by as approved_by, s.cancel_approval_id as request, s.cancels_on::timestamptz as since
                 from sys_tenant_subscriptions s join sys_tenant_lifecycle l on l.tenant_id = s.tenant_id
                where s.ended_at is null and s.cancels_on <= $2 and l.stage in ('trial', 'active', 'suspended')
               union all
               select l.tenant_id, 'trial', null, null, null, null, l.trial_ends_on::timestamptz from sys_tenant_lifecycle l
                where l.stage = 'trial' and l.trial_ends_on <= $2
               union all
               select l.tenant_id, 'suspension', null, null, null, null, l.since from sys_tenant_lifecycle l
                where l.stage = 'suspended' and l.since <= $3
               union all
               select l.tenant_id, 'retention', null, null, null, null, l.data_retention_until::timestamptz from sys_tenant_lifecycle l
                where l.stage = 'cancelled' and l.data_retention_until <= $2
                  -- What is open already is not asked for again, and what was refused not for a while.
                  and not exists (select from sys_approval_requests r
                                   where r.command = 'tenant.churn' and r.subject = l.tenant_id::text
                                     and (r.status = 'pending' and r.expires_at > $4 or r.status = 'rejected' and r.closed_at > $5))
           ) as due
            where $1::uuid is null or due.tenant_id = $1
            order by due.since, due.why limit 1000"#,
        only.map(|id| id.0),
        business_day(now),
        now - Duration::days(SUSPENDED_DAYS),
        now,
        now - Duration::days(ASKED_AGAIN_DAYS)
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Due {
            tenant: TenantId(row.tenant_id),
            why: match row.why.as_str() {
                "period" => Why::PeriodEnd,
                "trial" => Why::TrialEnd,
                "suspension" => Why::Suspension,
                _ => Why::Retention,
            },
            reason: row.reason,
            requested_by: row.requested_by.map(StaffId),
            approved_by: row.approved_by.map(StaffId),
            request: row.request.map(ApprovalId),
        })
        .collect())
}
