//! One identifier type per table, so that a staff id can never stand where a tenant id belongs.

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }
    };
}

id_type!(
    /// `sys_platform_users.id`
    StaffId
);
id_type!(
    /// `sys_platform_roles.id`
    RoleId
);
id_type!(
    /// `sys_tenants.id`
    TenantId
);
id_type!(
    /// `sys_approval_requests.id`
    ApprovalId
);
id_type!(
    /// `sys_imports.id`
    ImportId
);
id_type!(
    /// `sys_access_reviews.id`
    ReviewId
);
id_type!(
    /// `sys_jobs.id`
    JobId
);
id_type!(
    /// `sys_api_keys.id`
    ApiKeyId
);
id_type!(
    /// `sys_tasks.id`
    TaskId
);
id_type!(
    /// `sys_plan_versions.id`
    PlanVersionId
);
id_type!(
    /// `sys_tenant_invoices.id`
    InvoiceId
);
id_type!(
    /// `sys_billing_runs.id`
    BillingRunId
);
