//! The demonstration's accounts.

use chrono::{Days, Months};
use sqlx::{PgConnection, PgPool};

use super::factors::{Seed, place, put_recovery_codes};
use crate::core::clock::Clock;
use crate::core::ids::StaffId;
use crate::core::password::{Cost, Passwords};
use crate::core::secrets::{Secrets, new_token, token_hash};

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
    // They were here before the first tenant, two years ago.
    let began = clock.now().checked_sub_months(Months::new(25)).unwrap_or_else(|| clock.now());
    for account in accounts.iter().filter(|account| !present.contains(&account.email)) {
        let (id, factor, now) = (clock.new_id(), clock.new_id(), began);
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
        put_recovery_codes(&mut tx, StaffId(id), now).await?;
    }
    if present.is_empty() {
        others(&mut tx, clock).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Two who cannot sign in: one invited the day before yesterday, one who left.
async fn others(db: &mut PgConnection, clock: &Clock) -> Result<(), sqlx::Error> {
    let now = clock.now();
    let days_ago = |days| now.checked_sub_days(Days::new(days)).unwrap_or(now);
    let inviter = sqlx::query_scalar!("select id from sys_platform_users where email = 'super@demo.test'").fetch_optional(&mut *db).await?;
    for (email, name, role, status, joined) in [
        ("huda@demo.test", "Huda Al Maskari", "support", "invited", days_ago(2)),
        ("tariq@demo.test", "Tariq Al Wahaibi", "billing", "disabled", days_ago(430)),
    ] {
        let id = clock.new_id();
        let disabled_at = (status == "disabled").then(|| days_ago(96));
        sqlx::query!(
            r#"insert into sys_platform_users (id, email, name, status, invited_by, disabled_at, created_at, updated_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)"#,
            id,
            email,
            name,
            status,
            inviter,
            disabled_at,
            joined,
            disabled_at.unwrap_or(joined)
        )
        .execute(&mut *db)
        .await?;
        sqlx::query!(
            r#"insert into sys_platform_user_roles (user_id, role_id, granted_by, granted_at)
               select $1, id, $3, $4 from sys_platform_roles where code = $2"#,
            id,
            role,
            inviter,
            joined
        )
        .execute(&mut *db)
        .await?;
        if status == "invited" {
            sqlx::query!(
                "insert into sys_platform_invitations (token_hash, user_id, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5)",
                token_hash(&new_token()),
                id,
                inviter,
                joined,
                now.checked_add_days(Days::new(5)).unwrap_or(now)
            )
            .execute(&mut *db)
            .await?;
        }
    }
    Ok(())
}
