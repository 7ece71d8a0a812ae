//! What a second person does, for tests about what waits for one.

use hq_console::areas;
use hq_console::core::ids::TenantId;
use uuid::Uuid;

use super::{Browser, Console};

impl Console {
    /// Tenants with two years of history, as the demonstration has them.
    pub(crate) async fn with_tenants(count: u32) -> Self {
        let console = Self::start().await;
        areas::fill_demo(&console.db, &console.clock, &console.secrets, &[], count).await.unwrap();
        console
    }

    /// The newest tenants in this stage, so many.
    pub(crate) async fn db_tenants(&self, stage: &str, count: i64) -> Vec<TenantId> {
        let ids: Vec<Uuid> = sqlx::query_scalar("select id from sys_tenants where stage = $1 order by created_at desc, id limit $2")
            .bind(stage)
            .bind(count)
            .fetch_all(&self.db)
            .await
            .unwrap();
        assert_eq!(i64::try_from(ids.len()).unwrap(), count, "too few tenants are {stage}");
        ids.into_iter().map(TenantId).collect()
    }

    pub(crate) async fn db_tenant(&self, stage: &str) -> TenantId {
        self.db_tenants(stage, 1).await[0]
    }

    pub(crate) async fn db_stage(&self, id: TenantId) -> String {
        sqlx::query_scalar("select stage from sys_tenant_lifecycle where tenant_id = $1").bind(id.0).fetch_one(&self.db).await.unwrap()
    }

    /// Somebody else with every right approves the request at this address.
    pub(crate) async fn approve(&self, request: &str) {
        let mut second = self.staff("super_admin").await;
        second.open(request).await.ok();
        second.form(request).submit().await.expect(303);
        second.follow().await.ok().says("Approved and done.");
    }
}

/// Asks for a tenant's suspension and gives the address of the request.
pub(crate) async fn ask_suspension(browser: &mut Browser, tenant: TenantId) -> String {
    let path = format!("/tenants/{tenant}/suspension");
    browser.open(&path).await.ok();
    let form = browser.form(&path).choose("mode", "blocked").choose("category", "payment_overdue").fill("reason", "Three invoices unpaid");
    let request = form.submit().await.expect(303).location().to_owned();
    assert!(request.starts_with("/approvals/"), "{request}");
    request
}
