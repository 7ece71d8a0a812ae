//! The demonstration's accounts.

use sqlx::PgPool;

use super::factors::{Seed, place};
use crate::core::clock::Clock;
use crate::core::password::{Cost, Passwords};
use crate::core::secrets::Secrets;

/// One account to make.
pub struct DemoAccount {
    pub email: String,
    pub name: &'static str,
    pub role: &'static str,
    pub password: String,
    pub secret: &'static str,
}

/// Makes the accounts that are not there yet, enrolled and ready to sign in.
pub async fn fill(db: &PgPool, clock: &Clock, secrets: &Secrets, accounts: &[DemoAccount]) -> anyhow::Result<()> {
    let present: Vec<String> = sqlx::query_scalar!("select email from sys_platform_users").fetch_all(db).await?;
    let passwords = Passwords::new(secrets, Cost::Production)?;
    let mut tx = db.begin().await?;
    for account in accounts.iter().filter(|account| !present.contains(&account.email)) {
        let (id, factor, now) = (clock.new_id(), clock.new_id(), clock.now());
        let hash = passwords.hash(account.password.clone()).await?;
        let seed = Seed::from_base32(account.secret).ok_or_else(|| anyhow::anyhow!("the demonstration's secret is not base32"))?;
        sqlx::query!(
            r#"insert into sys_platform_users (id, email, name, status, password_hash, password_changed_at, activated_at, created_at, updated_at)
               values ($1, $2, $3, 'active', $4, $5, $5, $5, $5)"#,
            id,
            account.email,
            account.name,
            hash,
            now
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "insert into sys_platform_user_roles (user_id, role_id, granted_at) select $1, id, $3 from sys_platform_roles where code = $2",
            id,
            account.role,
            now
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "insert into sys_platform_factors (id, user_id, kind, secret_sealed, created_at) values ($1, $2, 'totp', $3, $4)",
            factor,
            id,
            secrets.seal(&place(factor), seed.bytes()),
            now
        )
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
