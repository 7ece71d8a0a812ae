//! Reads of billing runs.

use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::model::BillingRun;
use crate::areas::tenants::Identity;
use crate::areas::tenants::identity::Named;
use crate::core::ids::{BillingRunId, TaskId, TenantId};

const ROW: &str = "select r.id, r.number, r.billed_to, r.status, r.expected, r.billed, r.failed, r.invoices, r.mailed, r.first_reference, \
     r.last_reference, r.reason, u.name as created_by, r.created_at, r.ended_at \
     from sys_billing_runs r left join sys_platform_users u on u.id = r.created_by";

/// The latest runs, the newest first.
pub async fn latest(db: &mut PgConnection, before: Option<i64>, many: i64) -> Result<Vec<BillingRun>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    if let Some(before) = before {
        query.push(" where r.number < ").push_bind(before);
    }
    query.push(" order by r.number desc limit ").push_bind(many);
    query.build_query_as().fetch_all(db).await
}

pub(super) async fn find(db: &mut PgConnection, id: BillingRunId) -> Result<Option<BillingRun>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(" where r.id = ").push_bind(id.0);
    query.build_query_as().fetch_optional(db).await
}

/// The same for whoever takes its next step: nobody else takes one meanwhile.
pub(super) async fn held(db: &mut PgConnection, id: BillingRunId) -> Result<Option<BillingRun>, sqlx::Error> {
    let mut query = QueryBuilder::new(ROW);
    query.push(" where r.id = ").push_bind(id.0).push(" for update of r");
    query.build_query_as().fetch_optional(db).await
}

/// The run that is not over.
pub async fn open(db: &mut PgConnection) -> Result<Option<BillingRunId>, sqlx::Error> {
    sqlx::query_scalar!(r#"select id as "id: BillingRunId" from sys_billing_runs where ended_at is null"#).fetch_optional(db).await
}

/// What a run came to in one plan, country and currency.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub plan: String,
    pub plan2: String,
    pub country: String,
    pub currency: String,
    pub invoices: i64,
    pub taxable_minor: i64,
    pub vat_minor: i64,
    pub total_minor: i64,
}

pub(super) async fn sums(db: &mut PgConnection, id: BillingRunId) -> Result<Vec<Sum>, sqlx::Error> {
    sqlx::query_as!(
        Sum,
        r#"select p.name as plan, p.name2 as plan2, s.country_code as country, s.currency, s.invoices, s.taxable_minor, s.vat_minor, s.total_minor
             from sys_billing_run_sums s join sys_plans p on p.code = s.plan_code
            where s.run_id = $1 order by s.currency, p.rank, s.country_code"#,
        id.0
    )
    .fetch_all(db)
    .await
}

/// A subscription that a run could not charge.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub tenant: Named,
    pub reason: String,
    pub task: Option<TaskId>,
}

pub(super) async fn failures(db: &mut PgConnection, id: BillingRunId, identity: Identity, many: i64) -> Result<Vec<Failure>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select f.tenant_id as "id: TenantId", t.code, t.name, t.name2, f.reason, f.task_id as "task: TaskId"
             from sys_billing_run_failures f join sys_tenants t on t.id = f.tenant_id
            where f.run_id = $1 order by t.code, f.subscription_id limit $2"#,
        id.0,
        many
    );
    let failure = |tenant, reason, task| Failure { tenant: identity.seen(tenant), reason, task };
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows.map(|row| failure(Named { id: row.id, code: row.code, name: row.name, name2: row.name2 }, row.reason, row.task)).collect())
}

/// Invoices of a run that are to be mailed next, in the order of their numbers.
pub(super) async fn to_mail(db: &mut PgConnection, id: BillingRunId, many: i64) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select i.id from sys_tenant_invoices i join sys_billing_runs r on r.id = i.run_id
            where i.run_id = $1 and (i.year, i.number) > (r.mailed_year, r.mailed_number) order by i.year, i.number limit $2"#,
        id.0,
        many
    )
    .fetch_all(db)
    .await
}
