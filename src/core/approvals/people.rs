//! Who may decide.

use sqlx::PgConnection;

use crate::core::ids::StaffId;
use crate::core::lang::Lang;
use crate::core::permission::{Permission, PermissionSet};

/// What somebody active may do now, and the roles that let them decide.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    pub permissions: PermissionSet,
    /// Codes of the roles that hold `approvals:decide`.
    pub deciding_roles: Vec<String>,
}

impl Rights {
    /// Whether they may decide about a command that asks for this permission.
    pub fn may_decide(&self, needed: Permission) -> bool {
        self.permissions.has(Permission::ApprovalsDecide) && self.permissions.has(needed)
    }
}

/// The rights of somebody, none when their account is not active.
pub async fn rights(db: &mut PgConnection, id: StaffId) -> Result<Rights, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select r.code, p.permission
             from sys_platform_users u
             join sys_platform_user_roles ur on ur.user_id = u.id
             join sys_platform_roles r on r.id = ur.role_id
             join sys_platform_role_permissions p on p.role_id = r.id
            where u.id = $1 and u.status = 'active' order by r.code"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    let decides = |permission: &str| permission == "*" || permission == Permission::ApprovalsDecide.code();
    let mut deciding_roles: Vec<String> = rows.iter().filter(|row| decides(&row.permission)).map(|row| row.code.clone()).collect();
    deciding_roles.dedup();
    Ok(Rights { permissions: PermissionSet::from_grants(rows.iter().map(|row| &row.permission)), deciding_roles })
}

/// Somebody a mail goes to.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub lang: Lang,
}

/// The active people who may decide about a command that asks for `needed`: not who asks, if somebody does, and not who it is about.
pub async fn deciders(
    db: &mut PgConnection,
    requester: Option<StaffId>,
    concerns: Option<StaffId>,
    needed: Permission,
) -> Result<Vec<Recipient>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select u.id, u.name, u.email, u.language
             from sys_platform_users u
            where u.status = 'active' and u.id is distinct from $1 and u.id is distinct from $3
              and 2 = (select count(*) from unnest($2::text[]) as needed
                        where exists (select from sys_platform_user_roles ur join sys_platform_role_permissions p on p.role_id = ur.role_id
                                       where ur.user_id = u.id and p.permission in (needed, '*')))
            order by u.name, u.id"#,
        requester.map(|person| person.0),
        &[Permission::ApprovalsDecide.code().to_owned(), needed.code().to_owned()],
        concerns.map(|person| person.0)
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| recipient(row.id, row.name, row.email, &row.language)).collect())
}

/// Everybody who can sign in: those who know tenants and colleagues by name, and those who do not.
pub async fn everybody(db: &mut PgConnection) -> Result<(Vec<Recipient>, Vec<Recipient>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select u.id, u.name, u.email, u.language,
                  exists (select from sys_platform_user_roles ur join sys_platform_role_permissions p on p.role_id = ur.role_id
                           where ur.user_id = u.id and p.permission in ('*', 'tenants:identity', 'audit:read', 'approvals:read')) as "knows!"
             from sys_platform_users u where u.status = 'active' order by u.name, u.id"#
    )
    .fetch_all(db)
    .await?;
    let (mut knowing, mut others) = (Vec::new(), Vec::new());
    for row in rows {
        let place = if row.knows { &mut knowing } else { &mut others };
        place.push(recipient(row.id, row.name, row.email, &row.language));
    }
    Ok((knowing, others))
}

/// One person, whatever their standing.
pub async fn one(db: &mut PgConnection, id: StaffId) -> Result<Option<Recipient>, sqlx::Error> {
    let row = sqlx::query!("select id, name, email, language from sys_platform_users where id = $1", id.0).fetch_optional(db).await?;
    Ok(row.map(|row| recipient(row.id, row.name, row.email, &row.language)))
}

fn recipient(id: uuid::Uuid, name: String, email: String, language: &str) -> Recipient {
    Recipient { id: StaffId(id), name, email, lang: Lang::from_code(language).unwrap_or_default() }
}
