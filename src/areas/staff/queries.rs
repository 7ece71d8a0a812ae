//! Reads of single accounts and of the roles.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Person, Role, Status};
use crate::core::ids::{RoleId, StaffId};
use crate::core::lang::Lang;
use crate::core::permission::PermissionSet;

/// What a sign-in needs to know of an account.
pub struct Account {
    pub id: StaffId,
    pub name: String,
    active: bool,
    password_hash: Option<String>,
}

impl Account {
    /// The hash to check against; none for an account that may not sign in, which then looks like one that does not exist.
    pub fn usable_hash(&self) -> Option<String> {
        self.password_hash.clone().filter(|_| self.active)
    }
}

pub async fn find_for_sign_in(db: &mut PgConnection, email: &str) -> Result<Option<Account>, sqlx::Error> {
    let row =
        sqlx::query!(r#"select id, name, status = 'active' as "active!", password_hash from sys_platform_users where email = $1"#, email)
            .fetch_optional(db)
            .await?;
    Ok(row.map(|row| Account { id: StaffId(row.id), name: row.name, active: row.active, password_hash: row.password_hash }))
}

/// The hash of an active member's password.
pub async fn password_hash(db: &mut PgConnection, id: StaffId) -> Result<Option<String>, sqlx::Error> {
    let found = sqlx::query_scalar!("select password_hash from sys_platform_users where id = $1 and status = 'active'", id.0);
    Ok(found.fetch_optional(db).await?.flatten())
}

/// Whether an account has this address.
pub async fn email_taken(db: &mut PgConnection, email: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from sys_platform_users where email = $1) as "taken!""#, email).fetch_one(db).await
}

/// Name, address and language of an active member.
pub struct Face {
    pub name: String,
    pub email: String,
    pub lang: Lang,
}

pub async fn find_active_face(db: &mut PgConnection, id: StaffId) -> Result<Option<Face>, sqlx::Error> {
    let row = sqlx::query!("select name, email, language from sys_platform_users where id = $1 and status = 'active'", id.0)
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| Face { name: row.name, email: row.email, lang: Lang::from_code(&row.language).unwrap_or_default() }))
}

/// A row as every read of an account brings it.
struct PersonRow {
    id: uuid::Uuid,
    name: String,
    email: String,
    status: String,
    language: String,
    roles: Vec<String>,
    was_set_up: bool,
    version: i32,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            id: StaffId(row.id),
            name: row.name,
            email: row.email,
            // The column's check allows nothing else; a status this version does not know must not count as active.
            status: Status::from_code(&row.status).unwrap_or(Status::Disabled),
            lang: Lang::from_code(&row.language).unwrap_or_default(),
            roles: row.roles,
            was_set_up: row.was_set_up,
            version: row.version,
        }
    }
}

/// Every account, by address.
pub async fn all(db: &mut PgConnection) -> Result<Vec<Person>, sqlx::Error> {
    let rows = sqlx::query_as!(
        PersonRow,
        r#"select u.id, u.name, u.email, u.status, u.language, u.version, u.activated_at is not null as "was_set_up!",
                  coalesce((select array_agg(r.code order by r.code) from sys_platform_user_roles ur
                              join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as "roles!"
             from sys_platform_users u order by u.email"#
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Person::from).collect())
}

pub async fn find(db: &mut PgConnection, id: StaffId) -> Result<Option<Person>, sqlx::Error> {
    let row = sqlx::query_as!(
        PersonRow,
        r#"select u.id, u.name, u.email, u.status, u.language, u.version, u.activated_at is not null as "was_set_up!",
                  coalesce((select array_agg(r.code order by r.code) from sys_platform_user_roles ur
                              join sys_platform_roles r on r.id = ur.role_id where ur.user_id = u.id), '{}') as "roles!"
             from sys_platform_users u where u.id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(Person::from))
}

pub async fn find_by_email(db: &mut PgConnection, email: &str) -> Result<Option<Person>, sqlx::Error> {
    let id = sqlx::query_scalar!("select id from sys_platform_users where email = $1", email).fetch_optional(&mut *db).await?;
    match id {
        Some(id) => find(db, StaffId(id)).await,
        None => Ok(None),
    }
}

/// Every role, in the order forms offer them.
pub async fn roles(db: &mut PgConnection) -> Result<Vec<Role>, sqlx::Error> {
    sqlx::query_as!(
        Role,
        r#"select id as "id: RoleId", code, name, name2, description, description2 from sys_platform_roles order by created_at, id"#
    )
    .fetch_all(db)
    .await
}

/// What a person's page tells beside the account itself.
pub struct Details {
    pub created_at: DateTime<Utc>,
    pub activated_at: Option<DateTime<Utc>>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    pub password_changed_at: Option<DateTime<Utc>>,
    pub inviter: Option<StaffId>,
    pub inviter_name: Option<String>,
    /// Until when the newest open link works.
    pub link_until: Option<DateTime<Utc>>,
    grants: Vec<String>,
}

impl Details {
    /// What the person may do through all their roles.
    pub fn permissions(&self) -> PermissionSet {
        PermissionSet::from_grants(&self.grants)
    }
}

pub async fn details(db: &mut PgConnection, id: StaffId, now: DateTime<Utc>) -> Result<Details, sqlx::Error> {
    sqlx::query_as!(
        Details,
        r#"select u.created_at, u.activated_at, u.disabled_at, u.last_sign_in_at, u.password_changed_at,
                  u.invited_by as "inviter: StaffId", i.name as "inviter_name?",
                  (select max(l.expires_at) from sys_platform_invitations l
                    where l.user_id = u.id and l.used_at is null and l.expires_at > $2) as link_until,
                  coalesce((select array_agg(distinct p.permission) from sys_platform_user_roles ur
                              join sys_platform_role_permissions p on p.role_id = ur.role_id where ur.user_id = u.id), '{}') as "grants!"
             from sys_platform_users u left join sys_platform_users i on i.id = u.invited_by
            where u.id = $1"#,
        id.0,
        now
    )
    .fetch_one(db)
    .await
}

/// What proves a person at sign-in, as far as it may be told.
pub struct FactorState {
    /// Since when an authenticator is set up; `None` when there is none.
    pub authenticator_since: Option<DateTime<Utc>>,
    pub authenticator_used_at: Option<DateTime<Utc>>,
    pub recovery_codes_left: i64,
}

pub async fn factor_state(db: &mut PgConnection, id: StaffId) -> Result<FactorState, sqlx::Error> {
    sqlx::query_as!(
        FactorState,
        r#"select f.created_at as "authenticator_since?", f.last_used_at as "authenticator_used_at?",
                  (select count(*) from sys_platform_recovery_codes c where c.user_id = u.id and c.used_at is null) as "recovery_codes_left!"
             from sys_platform_users u left join sys_platform_factors f on f.user_id = u.id and f.kind = 'totp'
            where u.id = $1"#,
        id.0
    )
    .fetch_one(db)
    .await
}
