//! From where the console may be used, when that is limited.

use std::net::IpAddr;

use ipnetwork::IpNetwork;
use sqlx::PgConnection;

/// Whether the list is enforced and this address is in none of its networks. Read anew for every request: a change counts at once, in
/// every process. An address nobody knows is in no network.
pub async fn refuses(db: &mut PgConnection, ip: Option<IpAddr>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select p.enforced and not exists (select from sys_allowed_networks n where n.network >>= $1::inet) as "refused!"
             from sys_address_policy p"#,
        ip.map(|ip| IpNetwork::from(ip.to_canonical()))
    )
    .fetch_one(db)
    .await
}
