//! What is done to accounts only with a second person: granting roles that can grant or decide, and starting over with somebody's factors.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::model::{Refusal, Status};
use super::{commands, invitations, keepers, queries, sessions};
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, Subject, SubjectKind};
use crate::core::change::Change;
use crate::core::ids::StaffId;
use crate::core::lang::Lang;
use crate::core::mail::{self, Mail};
use crate::core::permission::Permission;

/// Who gets the roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    Colleague(StaffId),
    /// Invited once it is approved.
    Newcomer {
        name: String,
        email: String,
        language: Lang,
    },
}

/// Gives somebody exactly these roles, at least one of which can grant or decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    pub whom: Whom,
    pub roles: Vec<String>,
}

/// Takes somebody's password and factors away and mails them a link to start over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    pub person: StaffId,
}

/// Which of these roles hold a powerful permission, or everything.
pub async fn powerful(db: &mut PgConnection, roles: &[String]) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select distinct r.code from sys_platform_roles r join sys_platform_role_permissions p on p.role_id = r.id
            where r.code = any($1) and (p.permission = '*' or p.permission = any($2)) order by r.code"#,
        roles,
        &Permission::powerful()
    )
    .fetch_all(db)
    .await
}

/// Every permission these roles hold, in order.
async fn held_by(db: &mut PgConnection, roles: &[String]) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select distinct p.permission from sys_platform_roles r join sys_platform_role_permissions p on p.role_id = r.id
            where r.code = any($1) order by p.permission"#,
        roles
    )
    .fetch_all(db)
    .await
}

fn listed(roles: &[String]) -> String {
    let mut roles = roles.to_vec();
    roles.sort();
    roles.join(", ")
}

fn subject(id: impl ToString, label: String) -> Subject {
    Subject { kind: SubjectKind::Staff, id: id.to_string(), label, rank: 0 }
}

/// The sessions that end with it.
async fn around(db: &mut PgConnection, person: StaffId, at: DateTime<Utc>) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let open = sessions::list(db, person, at).await?.len();
    Ok(vec![("approvals-around-sessions".to_owned(), i64::try_from(open).unwrap_or(i64::MAX))])
}

async fn send(change: &mut Change, means: Means<'_>, mail: &Mail) -> Result<(), sqlx::Error> {
    let clock = change.clock().clone();
    mail::queue(change, &clock, means.secrets, mail).await.map(drop)
}

impl Command for Grant {
    const NAME: &'static str = "staff.grant";
    const PERMISSION: Permission = Permission::StaffManage;
    const NEVER_ALONE: bool = true;

    fn subject(&self) -> String {
        match &self.whom {
            Whom::Colleague(id) => id.to_string(),
            Whom::Newcomer { email, .. } => email.clone(),
        }
    }

    fn concerns(&self) -> Option<StaffId> {
        match &self.whom {
            Whom::Colleague(id) => Some(*id),
            Whom::Newcomer { .. } => None,
        }
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        keepers::one_at_a_time(change).await
    }

    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let known = queries::roles(db).await?;
        if !self.roles.iter().all(|role| known.iter().any(|this| this.code == *role)) {
            return Ok(Err("staff-error-role-unknown"));
        }
        let (subject, before, around) = match &self.whom {
            Whom::Colleague(id) => {
                let Some(person) = queries::find(db, *id).await? else { return Ok(Err("staff-error-gone")) };
                if person.status == Status::Disabled {
                    return Ok(Err(Refusal::Disabled.key()));
                }
                (subject(id, person.name), Some(listed(&person.roles)), around(db, *id, at).await?)
            }
            Whom::Newcomer { name, email, .. } => {
                if queries::email_taken(db, email).await? {
                    return Ok(Err(Refusal::EmailTaken.key()));
                }
                (subject(email, format!("{name} ({email})")), None, Vec::new())
            }
        };
        let change = FieldChange::new(&subject.id, "roles", before.as_deref(), Some(&listed(&self.roles)));
        if change.before == change.after {
            return Ok(Err("staff-edited-nothing"));
        }
        // What the roles hold is sealed too: a role that is edited meanwhile is another role.
        let rights = FieldChange::new(&subject.id, "permissions", None, Some(&held_by(db, &self.roles).await?.join(", ")));
        Ok(Ok(Effect { subjects: vec![subject], changes: vec![change, rights], around, ..Effect::default() }))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, _: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        match &self.whom {
            Whom::Colleague(id) => {
                let Some(person) = commands::take(change, *id).await? else { return Ok(Err("staff-error-gone")) };
                let edited = commands::edit(change, &person, person.version, &person.name, &self.roles).await?;
                Ok(edited.map(drop).map_err(|refusal| refusal.key()))
            }
            Whom::Newcomer { name, email, language } => {
                let id = StaffId(change.new_id());
                let invited = match commands::invite(change, id, name, email, *language, &self.roles).await? {
                    Ok(invited) => invited,
                    Err(refusal) => return Ok(Err(refusal.key())),
                };
                let link = invitations::link(means.base_url, &invited.token);
                send(change, means, &commands::invitation_mail(&invited, &link)).await.map(Ok)
            }
        }
    }
}

impl Command for Reset {
    const NAME: &'static str = "staff.reset";
    const PERMISSION: Permission = Permission::StaffManage;

    fn subject(&self) -> String {
        self.person.to_string()
    }

    fn concerns(&self) -> Option<StaffId> {
        Some(self.person)
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        keepers::one_at_a_time(change).await
    }

    async fn preview(&self, db: &mut PgConnection, at: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let Some(person) = queries::find(db, self.person).await? else { return Ok(Err("staff-error-gone")) };
        if person.status == Status::Disabled {
            return Ok(Err(Refusal::Disabled.key()));
        }
        let subject = subject(self.person, person.name);
        let changes = vec![FieldChange::new(&subject.id, "status", Some(person.status.code()), Some(Status::Invited.code()))];
        Ok(Ok(Effect { subjects: vec![subject], changes, around: around(db, self.person, at).await?, ..Effect::default() }))
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let Some(person) = commands::take(change, self.person).await? else { return Ok(Err("staff-error-gone")) };
        let reset = match commands::reset(change, &person, Some(&order.reason)).await? {
            Ok(reset) => reset,
            Err(refusal) => return Ok(Err(refusal.key())),
        };
        let link = invitations::link(means.base_url, &reset.token);
        send(change, means, &commands::reset_mail(&reset, &link)).await.map(Ok)
    }
}
