//! The connected product, against a database like its own beside the console's.

mod comparing;
mod reading;
mod showing;
mod telling;

use hq_console::areas::product::source::Link;
use hq_console::areas::product::sync::{self, Means};
use hq_console::core::settings::Settings;
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use crate::support::database::{self, TestDatabase};
use crate::support::{Console, Setup};

const SCHEMA: &str = include_str!("fixtures/product.sql");

/// A product, and a console that is connected to it.
struct Pair {
    console: Console,
    product: PgPool,
    url: String,
    _database: TestDatabase,
}

/// The address of the product's database for one of its roles.
fn address(url: &str, role: &str) -> String {
    let (_, rest) = url.split_once('@').unwrap();
    format!("postgres://{role}@{rest}")
}

impl Pair {
    async fn start() -> Self {
        let database = database::fresh_database(&format!("product_{}", schema()), |url| async move {
            let pool = PgPool::connect(&url).await.unwrap();
            sqlx::raw_sql(SCHEMA).execute(&pool).await.unwrap();
            pool.close().await;
        })
        .await;
        let url = database.url.clone();
        let reader: &'static str = address(&url, "product_reader").leak();
        let writer: &'static str = address(&url, "product_writer").leak();
        let settings = vec![("PRODUCT_DATABASE_URL", reader), ("PRODUCT_WRITE_DATABASE_URL", writer), ("HQ_PRODUCT_WRITE", "1")];
        let console = Console::start_as(Setup { settings: settings.leak(), ..Setup::default() }).await;
        Self { product: PgPool::connect(&url).await.unwrap(), console, url, _database: database }
    }

    /// The same with so many tenants in the console.
    async fn with_tenants(count: u32) -> Self {
        let pair = Self::start().await;
        let console = &pair.console;
        hq_console::areas::fill_demo(&console.db, &console.clock, &console.secrets, &[], count).await.unwrap();
        sqlx::raw_sql("delete from sys_tenant_metrics_daily").execute(&console.db).await.unwrap();
        pair
    }

    fn means_as(&self, role: &str) -> Means {
        let reader = address(&self.url, role);
        let writer = address(&self.url, "product_writer");
        self.means_of(&[("PRODUCT_DATABASE_URL", &reader), ("PRODUCT_WRITE_DATABASE_URL", &writer), ("HQ_PRODUCT_WRITE", "1")])
    }

    fn means_of(&self, settings: &[(&str, &str)]) -> Means {
        let settings = Settings::read(&|name| settings.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())).unwrap();
        let console = &self.console;
        Means {
            db: console.services.db.clone(),
            clock: console.clock.clone(),
            link: Link::of(&settings).expect("a product is connected"),
            stopping: console.services.stopping.clone(),
        }
    }

    /// A run, as the hour's.
    async fn read(&self) -> RunSeen {
        self.read_as("product_reader").await
    }

    async fn read_as(&self, role: &str) -> RunSeen {
        self.read_with(&self.means_as(role)).await
    }

    async fn read_with(&self, means: &Means) -> RunSeen {
        // An hour later there is always one due.
        sqlx::raw_sql("update sys_product_syncs set asked_at = asked_at - interval '2 hours'").execute(&self.console.db).await.unwrap();
        let run = sync::turn(means).await.unwrap().expect("a run was due");
        sqlx::query_as(
            "select state, error, tenants, branches, users, days, drifts, failures, missing from sys_product_syncs where id = $1",
        )
        .bind(run)
        .fetch_one(&self.console.db)
        .await
        .unwrap()
    }

    /// A statement in the product's database, as its owner.
    async fn there(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&self.product).await.unwrap();
    }

    /// And in the console's.
    async fn here(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&self.console.db).await.unwrap();
    }

    async fn text_there(&self, sql: &str) -> String {
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&self.product).await.unwrap()
    }

    async fn text_here(&self, sql: &str) -> String {
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&self.console.db).await.unwrap()
    }

    /// A tenant of the console in this stage, whose product rows agree with it in everything.
    async fn agreed(&self, stage: &str) -> Uuid {
        let id = self.console.db_tenant(stage).await.0;
        self.agree(id).await;
        id
    }

    async fn agree(&self, id: Uuid) {
        let row: (String, String, String, String, String, String, String) =
            sqlx::query_as("select name, slug, email, stage, plan_code, currency, timezone from sys_tenants where id = $1")
                .bind(id)
                .fetch_one(&self.console.db)
                .await
                .unwrap();
        let (name, slug, email, stage, plan, currency, timezone) = row;
        let status = if stage == "cancelled" { "canceled" } else { &stage };
        sqlx::query(
            "insert into org_tenants_mst (id, name, slug, email, phone, status, is_active, s_current_plan, currency, timezone, created_at)
             values ($1, $2, $3, $4, '+96890000000', $5, $6, $7, $8, $9, now() - interval '2 years')",
        )
        .bind(id)
        .bind(name)
        .bind(slug)
        .bind(email)
        .bind(status)
        .bind(stage == "trial" || stage == "active")
        .bind(&plan)
        .bind(currency)
        .bind(timezone)
        .execute(&self.product)
        .await
        .unwrap();
        sqlx::query(
            "insert into org_pln_subscriptions_mst (tenant_org_id, plan_code, status, base_price, current_period_start, current_period_end)
             values ($1, $2, 'active', 10, current_date, current_date + 30)",
        )
        .bind(id)
        .bind(plan)
        .execute(&self.product)
        .await
        .unwrap();
    }
}

/// What a run says of itself.
#[derive(Debug, sqlx::FromRow)]
struct RunSeen {
    state: String,
    error: Option<String>,
    tenants: i32,
    branches: i32,
    users: i32,
    days: i32,
    drifts: i32,
    failures: i32,
    missing: Vec<String>,
}

impl RunSeen {
    #[track_caller]
    fn done(&self) -> &Self {
        assert!(self.state == "done" && self.error.is_none(), "{self:?}");
        self
    }

    #[track_caller]
    fn failed(&self, code: &str) -> &Self {
        assert!(self.state == "failed" && self.error.as_deref() == Some(code), "{self:?}");
        self
    }
}

fn schema() -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hash = DefaultHasher::new();
    SCHEMA.hash(&mut hash);
    format!("{:016x}", hash.finish())
}
