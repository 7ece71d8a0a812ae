//! The few tenants the home page names, a handful of each kind.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::{last_trial_day, stalled_before};
use crate::areas::tenants::identity::{Identity, Veil};
use crate::core::ids::{StaffId, TenantId};

/// Of each kind this many are named.
const NAMED: i64 = 6;

/// A tenant named for one reason, with the moment that reason is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub id: TenantId,
    pub code: String,
    pub name: String,
    pub name2: Option<String>,
    pub owner: Option<StaffId>,
    /// When it was created or edited, or when something last happened.
    pub at: DateTime<Utc>,
    /// The last day of its trial.
    pub trial_ends_on: Option<NaiveDate>,
    /// How many onboarding steps are done.
    pub steps_done: i64,
    /// How many its checklist has.
    pub steps_all: i64,
}

impl Veil for Mention {
    fn veil(&mut self) {
        self.name.clone_from(&self.code);
        self.name2 = None;
    }
}

/// The trials that end first.
pub async fn ending_trials(db: &mut PgConnection, identity: Identity, today: NaiveDate) -> Result<Vec<Mention>, sqlx::Error> {
    let found = sqlx::query_as!(
        Mention,
        r#"select t.id as "id: TenantId", t.code as "code!", t.name, t.name2, t.owner_id as "owner: StaffId", l.since as at, l.trial_ends_on,
                  (select count(*) from jsonb_object_keys(l.onboarding_done)) as "steps_done!",
                  (select count(*) from sys_onboarding_steps s
                    where s.template_id = l.onboarding_template_id and s.version = l.onboarding_version) as "steps_all!"
             from sys_tenant_lifecycle l join sys_tenants t on t.id = l.tenant_id
            where l.stage = 'trial' and l.trial_ends_on between $1 and $2
            order by l.trial_ends_on, t.number limit $3"#,
        today,
        last_trial_day(today),
        NAMED
    )
    .fetch_all(db)
    .await?;
    Ok(identity.seen_all(found))
}

/// The onboardings that have stood still for the shortest time: they are the easiest to get going again.
pub async fn stalled(db: &mut PgConnection, identity: Identity, now: DateTime<Utc>) -> Result<Vec<Mention>, sqlx::Error> {
    let found = sqlx::query_as!(
        Mention,
        r#"select t.id as "id: TenantId", t.code as "code!", t.name, t.name2, t.owner_id as "owner: StaffId",
                  l.onboarding_moved_at as "at!", l.trial_ends_on,
                  (select count(*) from jsonb_object_keys(l.onboarding_done)) as "steps_done!",
                  (select count(*) from sys_onboarding_steps s
                    where s.template_id = l.onboarding_template_id and s.version = l.onboarding_version) as "steps_all!"
             from sys_tenant_lifecycle l join sys_tenants t on t.id = l.tenant_id
            where l.onboarding_status = 'in_progress' and l.stage in ('trial', 'active') and l.onboarding_moved_at < $1
            order by l.onboarding_moved_at desc, l.tenant_id desc limit $2"#,
        stalled_before(now),
        NAMED
    )
    .fetch_all(db)
    .await?;
    Ok(identity.seen_all(found))
}

pub async fn newest(db: &mut PgConnection, identity: Identity) -> Result<Vec<Mention>, sqlx::Error> {
    let found = sqlx::query_as!(
        Mention,
        r#"select id as "id: TenantId", code as "code!", name, name2, owner_id as "owner: StaffId", created_at as at,
                  null::date as trial_ends_on, 0::bigint as "steps_done!", 0::bigint as "steps_all!"
             from sys_tenants order by created_at desc, id desc limit $1::bigint"#,
        NAMED
    )
    .fetch_all(db)
    .await?;
    Ok(identity.seen_all(found))
}

/// Tenants whose data somebody changed last, each once. Read from the audit log, so that an edit costs the register no index.
pub async fn recently_edited(db: &mut PgConnection, identity: Identity) -> Result<Vec<Mention>, sqlx::Error> {
    let found = sqlx::query_as!(
        Mention,
        r#"select t.id as "id: TenantId", t.code as "code!", t.name, t.name2, t.owner_id as "owner: StaffId", e.at as "at!",
                  null::date as trial_ends_on, 0::bigint as "steps_done!", 0::bigint as "steps_all!"
             from (select tenant_id, max(at) as at
                     from (select tenant_id, at from sys_platform_audit_log where action = 'tenant.edited' order by at desc, id desc limit $1::bigint * 5) as last
                    group by tenant_id) as e
             join sys_tenants t on t.id = e.tenant_id
            order by e.at desc limit $1::bigint"#,
        NAMED
    )
    .fetch_all(db)
    .await?;
    Ok(identity.seen_all(found))
}

/// The newest tenants with no person to ask for, neither their own nor another contact.
pub async fn without_contact(db: &mut PgConnection, identity: Identity) -> Result<Vec<Mention>, sqlx::Error> {
    let found = sqlx::query_as!(
        Mention,
        r#"select t.id as "id: TenantId", t.code as "code!", t.name, t.name2, t.owner_id as "owner: StaffId", t.created_at as at,
                  null::date as trial_ends_on, 0::bigint as "steps_done!", 0::bigint as "steps_all!"
             from sys_tenants t
            where t.contact_name is null and t.stage in ('trial', 'active', 'suspended')
              and not exists (select from sys_tenant_contacts c where c.tenant_id = t.id and c.removed_at is null)
            order by t.created_at desc, t.id desc limit $1::bigint"#,
        NAMED
    )
    .fetch_all(db)
    .await?;
    Ok(identity.seen_all(found))
}
