//! A colleague: what they know, and the authenticator in their pocket.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use chrono::Duration;
use hq_console::areas::staff::factors::{Seed, place};
use hq_console::core::clock::Clock;
use hq_console::core::ids::StaffId;

use super::Console;

pub(crate) const PASSWORD: &str = "seven herons over Wadi Shab";
const STEP: i64 = 30;

#[derive(Clone)]
pub(crate) struct Person {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub password: String,
    authenticator: Arc<Authenticator>,
}

struct Authenticator {
    seed: Seed,
    last_step: AtomicI64,
}

impl Person {
    /// Writes the account, its roles and its factor straight into the database.
    pub(super) async fn db_create(console: &Console, roles: &[&str]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let id = StaffId(console.clock.new_id());
        let factor = console.clock.new_id();
        let now = console.clock.now();
        let seed = Seed::new();
        let person = Self::with_seed(id, &format!("Colleague {number}"), &format!("colleague{number}@example.com"), seed);
        let hash = console.passwords.hash(person.password.clone()).await.unwrap();
        let sealed = console.secrets.seal(&place(factor), person.authenticator.seed.bytes());
        sqlx::query(
            "insert into sys_platform_users (id, email, name, status, password_hash, password_changed_at, activated_at, created_at, updated_at)
             values ($1, $2, $3, 'active', $4, $5, $5, $5, $5)",
        )
        .bind(id.0)
        .bind(&person.email)
        .bind(&person.name)
        .bind(hash)
        .bind(now)
        .execute(&console.db)
        .await
        .unwrap();
        let granted = sqlx::query(
            "insert into sys_platform_user_roles (user_id, role_id, granted_at) select $1, id, $3 from sys_platform_roles where code = any($2)",
        )
        .bind(id.0)
        .bind(roles)
        .bind(now)
        .execute(&console.db)
        .await
        .unwrap()
        .rows_affected();
        assert_eq!(granted, roles.len() as u64, "one of {roles:?} is no role");
        sqlx::query("insert into sys_platform_factors (id, user_id, kind, secret_sealed, created_at) values ($1, $2, 'totp', $3, $4)")
            .bind(factor)
            .bind(id.0)
            .bind(sealed)
            .bind(now)
            .execute(&console.db)
            .await
            .unwrap();
        person
    }

    /// Somebody whose authenticator has been given this seed.
    pub(crate) fn with_seed(id: StaffId, name: &str, email: &str, seed: Seed) -> Self {
        let authenticator = Arc::new(Authenticator { seed, last_step: AtomicI64::new(0) });
        Self { id, name: name.to_owned(), email: email.to_owned(), password: PASSWORD.to_owned(), authenticator }
    }

    /// A code that was not asked for before: the clock moves on when the current one was.
    pub(crate) fn code(&self, clock: &Clock) -> String {
        let now = clock.now().timestamp();
        let last = self.authenticator.last_step.load(Ordering::Relaxed);
        if now / STEP <= last {
            clock.advance(Duration::seconds((last + 1) * STEP - now));
        }
        let at = clock.now();
        self.authenticator.last_step.store(at.timestamp() / STEP, Ordering::Relaxed);
        self.authenticator.seed.code_at(at).unwrap()
    }

    /// Six digits that are not the code, now or around now.
    pub(crate) fn wrong_code(&self, clock: &Clock) -> String {
        let at = clock.now();
        (0..1_000_000).map(|n| format!("{n:06}")).find(|code| self.authenticator.seed.step_of(code, at).is_none()).unwrap()
    }
}
