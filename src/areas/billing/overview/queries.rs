//! The figures of the overview, each as its rows come to.

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::areas::tenants::Identity;
use crate::areas::tenants::identity::Named;
use crate::core::ids::TenantId;
use crate::core::money::{Currency, Money, SumError};

/// What the running subscriptions to one plan bring a month, in one currency.
#[derive(Clone, Debug)]
pub(super) struct Recurring {
    pub plan_code: String,
    pub plan: String,
    pub plan2: String,
    pub currency: String,
    pub subscriptions: i64,
    /// In a year, so that a month is rounded once, on whatever is added up.
    pub yearly_minor: i64,
}

impl Recurring {
    /// A month of what these bring together.
    pub fn monthly(of: &[Self], currency: Currency) -> Result<Money, SumError> {
        let yearly = of.iter().try_fold(0_i64, |sum, one| sum.checked_add(one.yearly_minor)).ok_or(SumError::Overflow)?;
        Money::new(yearly, currency).share(1, 12)
    }
}

/// Monthly recurring revenue (decision 18): prices of a period over its months, net of discounts that recur, without VAT. Trials and what is
/// suspended bring nothing.
pub(super) async fn recurring(db: &mut PgConnection) -> Result<Vec<Recurring>, sqlx::Error> {
    sqlx::query_as!(
        Recurring,
        r#"select p.code as plan_code, p.name as plan, p.name2 as plan2, s.currency as "currency!", count(*) as "subscriptions!",
                  sum(s.yearly_minor)::bigint as "yearly_minor!"
             from v_subscriptions s join sys_plans p on p.code = s.plan_code
            where s.yearly_minor is not null
            group by p.code, p.name, p.name2, p.rank, s.currency order by s.currency, p.rank"#
    )
    .fetch_all(db)
    .await
}

/// What is open in one currency, by how long it is overdue.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub currency: String,
    /// Not due yet, then overdue for up to 30, 60 and 90 days, and for longer.
    pub by_age: [i64; 5],
}

pub(super) async fn open(db: &mut PgConnection, today: NaiveDate) -> Result<Vec<Open>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select currency,
                  coalesce(sum(total_minor - settled_minor) filter (where due_on >= $1), 0)::bigint as "a!",
                  coalesce(sum(total_minor - settled_minor) filter (where due_on between $1 - 30 and $1 - 1), 0)::bigint as "b!",
                  coalesce(sum(total_minor - settled_minor) filter (where due_on between $1 - 60 and $1 - 31), 0)::bigint as "c!",
                  coalesce(sum(total_minor - settled_minor) filter (where due_on between $1 - 90 and $1 - 61), 0)::bigint as "d!",
                  coalesce(sum(total_minor - settled_minor) filter (where due_on < $1 - 90), 0)::bigint as "e!"
             from sys_tenant_invoices where status in ('issued', 'partially_paid') and kind = 'invoice'
            group by currency order by currency"#,
        today
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| Open { currency: row.currency, by_age: [row.a, row.b, row.c, row.d, row.e] }).collect())
}

/// What was invoiced and given back since a day, in one currency.
#[derive(Clone, Debug)]
pub(super) struct Invoiced {
    pub currency: String,
    pub invoiced_minor: i64,
    pub credited_minor: i64,
}

pub(super) async fn invoiced(db: &mut PgConnection, since: NaiveDate) -> Result<Vec<Invoiced>, sqlx::Error> {
    sqlx::query_as!(
        Invoiced,
        r#"select currency, coalesce(sum(total_minor) filter (where kind = 'invoice'), 0)::bigint as "invoiced_minor!",
                  coalesce(sum(total_minor) filter (where kind = 'credit_note'), 0)::bigint as "credited_minor!"
             from sys_tenant_invoices where issued_on >= $1 and status <> 'void' group by currency order by currency"#,
        since
    )
    .fetch_all(db)
    .await
}

/// How many subscriptions are due on a day; on the first, those due before too.
#[derive(Clone, Debug)]
pub(super) struct DueOn {
    pub day: NaiveDate,
    pub subscriptions: i64,
}

/// Days of the coming week on which something is due.
pub(super) async fn upcoming(db: &mut PgConnection, today: NaiveDate) -> Result<Vec<DueOn>, sqlx::Error> {
    sqlx::query_as!(
        DueOn,
        r#"select greatest(charged_on, $1) as "day!", count(*) as "subscriptions!"
             from v_subscriptions where ended_at is null and due_on < $1 + 7 and charged_on < $1 + 7 group by 1 order by 1"#,
        today
    )
    .fetch_all(db)
    .await
}

/// A subscription that ends, or changes, at the end of its period.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub tenant: Named,
    pub on: NaiveDate,
    pub ends: bool,
}

/// The next of them.
pub(super) async fn planned(db: &mut PgConnection, identity: Identity, many: i64) -> Result<Vec<Planned>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select t.id as "id: TenantId", t.code, t.name, t.name2, coalesce(s.cancels_on, s.period_end) as "on!", s.cancels_on is not null as "ends!"
             from sys_tenant_subscriptions s join sys_tenants t on t.id = s.tenant_id
            where s.ended_at is null and (s.cancels_on is not null or s.scheduled is not null)
            order by coalesce(s.cancels_on, s.period_end), t.code limit $1"#,
        many
    );
    let planned = |tenant, on, ends| Planned { tenant: identity.seen(tenant), on, ends };
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows.map(|row| planned(Named { id: row.id, code: row.code, name: row.name, name2: row.name2 }, row.on, row.ends)).collect())
}

/// What somebody has to look at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exceptions {
    /// Due before today, and not charged.
    pub late: i64,
    /// Running, and bringing nothing.
    pub free: i64,
    /// Written and not issued.
    pub drafts: i64,
    /// Run under a contract that ends within two months, or has ended.
    pub contracts: i64,
}

pub(super) async fn exceptions(db: &mut PgConnection, today: NaiveDate) -> Result<Exceptions, sqlx::Error> {
    sqlx::query_as!(
        Exceptions,
        r#"select (select count(*) from v_subscriptions where ended_at is null and due_on < $1 and charged_on < $1) as "late!",
                  (select count(*) from sys_tenant_subscriptions where ended_at is null and status in ('active', 'past_due') and price_minor = 0) as "free!",
                  (select count(*) from sys_tenant_invoices where status = 'draft') as "drafts!",
                  (select count(*) from sys_tenant_subscriptions s join sys_plan_versions v on v.id = s.plan_version_id
                    where s.ended_at is null and v.contract_until < $1 + 60) as "contracts!""#,
        today
    )
    .fetch_one(db)
    .await
}
