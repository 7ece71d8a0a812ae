//! Reads of the list of networks.

use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Allowed, Policy};
use crate::core::ids::StaffId;

pub async fn policy(db: &mut PgConnection) -> Result<Policy, sqlx::Error> {
    let enforced = sqlx::query_scalar!("select enforced from sys_address_policy").fetch_one(&mut *db).await?;
    let networks = sqlx::query_as!(
        Allowed,
        r#"select n.id, n.network, n.note, n.added_by as "added_by: StaffId", u.name as "added_by_name?", n.added_at
             from sys_allowed_networks n left join sys_platform_users u on u.id = n.added_by order by n.network"#
    )
    .fetch_all(db)
    .await?;
    Ok(Policy { enforced, networks })
}

pub async fn find(db: &mut PgConnection, id: Uuid) -> Result<Option<Allowed>, sqlx::Error> {
    Ok(policy(db).await?.networks.into_iter().find(|allowed| allowed.id == id))
}
