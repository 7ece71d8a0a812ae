//! The closed list of permissions. A role holds some of these; a route asks for one.

use std::collections::BTreeSet;

macro_rules! permissions {
    ($($variant:ident = $code:literal, $key:literal;)+) => {
        /// What a person may do: `area:action`. Adding one here is the only way to invent one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission { $($variant),+ }

        impl Permission {
            /// Every permission there is, in the order shown to people.
            pub const ALL: &'static [Permission] = &[$(Permission::$variant),+];

            /// The stable code kept in the database.
            pub fn code(self) -> &'static str {
                match self { $(Permission::$variant => $code),+ }
            }

            /// Key of the label in the language catalogue.
            pub fn label_key(self) -> &'static str {
                match self { $(Permission::$variant => $key),+ }
            }

            /// Key of the sentence that says what it lets somebody do.
            pub fn text_key(self) -> &'static str {
                match self { $(Permission::$variant => concat!($key, "-text")),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Permission::$variant),)+ _ => None }
            }

            /// The part of the console it belongs to: what stands before the colon.
            pub fn area(self) -> &'static str {
                self.code().split(':').next().unwrap_or_default()
            }
        }
    };
}

permissions! {
    TenantsRead = "tenants:read", "permission-tenants-read";
    TenantsIdentity = "tenants:identity", "permission-tenants-identity";
    TenantsCreate = "tenants:create", "permission-tenants-create";
    TenantsWrite = "tenants:write", "permission-tenants-write";
    TenantsNote = "tenants:note", "permission-tenants-note";
    TenantsImport = "tenants:import", "permission-tenants-import";
    TenantsExport = "tenants:export", "permission-tenants-export";
    TenantsActivate = "tenants:activate", "permission-tenants-activate";
    TenantsSuspend = "tenants:suspend", "permission-tenants-suspend";
    TenantsCancel = "tenants:cancel", "permission-tenants-cancel";
    BillingRead = "billing:read", "permission-billing-read";
    BillingPlans = "billing:plans", "permission-billing-plans";
    BillingDraft = "billing:draft", "permission-billing-draft";
    BillingIssue = "billing:issue", "permission-billing-issue";
    BillingCorrect = "billing:correct", "permission-billing-correct";
    BillingSettings = "billing:settings", "permission-billing-settings";
    BillingExport = "billing:export", "permission-billing-export";
    BillingRun = "billing:run", "permission-billing-run";
    BillingSubscriptions = "billing:subscriptions", "permission-billing-subscriptions";
    HealthRead = "health:read", "permission-health-read";
    HealthCompute = "health:compute", "permission-health-compute";
    TasksRead = "tasks:read", "permission-tasks-read";
    TasksWrite = "tasks:write", "permission-tasks-write";
    OnboardingRead = "onboarding:read", "permission-onboarding-read";
    OnboardingWrite = "onboarding:write", "permission-onboarding-write";
    OnboardingManage = "onboarding:manage", "permission-onboarding-manage";
    ApprovalsRead = "approvals:read", "permission-approvals-read";
    ApprovalsDecide = "approvals:decide", "permission-approvals-decide";
    ApprovalsPolicy = "approvals:policy", "permission-approvals-policy";
    ApprovalsEmergency = "approvals:emergency", "permission-approvals-emergency";
    StaffRead = "staff:read", "permission-staff-read";
    StaffManage = "staff:manage", "permission-staff-manage";
    RolesRead = "roles:read", "permission-roles-read";
    RolesManage = "roles:manage", "permission-roles-manage";
    ReviewsSign = "reviews:sign", "permission-reviews-sign";
    SecurityManage = "security:manage", "permission-security-manage";
    JobsRead = "jobs:read", "permission-jobs-read";
    JobsRun = "jobs:run", "permission-jobs-run";
    JobsPause = "jobs:pause", "permission-jobs-pause";
    DevelopersRead = "developers:read", "permission-developers-read";
    DevelopersManage = "developers:manage", "permission-developers-manage";
    OperationsRead = "operations:read", "permission-operations-read";
    OperationsManage = "operations:manage", "permission-operations-manage";
    AuditRead = "audit:read", "permission-audit-read";
    AuditExport = "audit:export", "permission-audit-export";
}

/// Permissions of one area of the console, as people are shown them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionGroup {
    pub area: &'static str,
    pub permissions: Vec<Permission>,
}

impl PermissionGroup {
    /// Every permission there is, by area, in the order of the list.
    pub fn all() -> Vec<Self> {
        Self::of(Permission::ALL.iter().copied())
    }

    pub fn of(permissions: impl IntoIterator<Item = Permission>) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for permission in permissions {
            match groups.iter_mut().find(|group| group.area == permission.area()) {
                Some(group) => group.permissions.push(permission),
                None => groups.push(Self { area: permission.area(), permissions: vec![permission] }),
            }
        }
        groups
    }

    /// Key of the area's name in the catalogue.
    pub fn key(&self) -> String {
        format!("permission-area-{}", self.area)
    }
}

impl Permission {
    /// Codes of the powerful ones.
    pub fn powerful() -> Vec<String> {
        Self::ALL.iter().filter(|one| one.is_powerful()).map(|one| one.code().to_owned()).collect()
    }

    /// Whether who holds it can hand out rights, decide about others, or open the console to a network or a program: such rights are granted by two people.
    pub fn is_powerful(self) -> bool {
        let code = self.code();
        ["staff:", "approvals:", "roles:", "security:", "developers:"].iter().any(|area| code.starts_with(area)) && !code.ends_with(":read")
    }
}

/// The permissions a person holds through all their roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PermissionSet(BTreeSet<Permission>);

impl PermissionSet {
    /// Reads grants as the database holds them: a code, or `*` for all. An unknown code grants nothing.
    pub fn from_grants<S: AsRef<str>>(grants: impl IntoIterator<Item = S>) -> Self {
        let mut set = BTreeSet::new();
        for grant in grants {
            match grant.as_ref() {
                "*" => set.extend(Permission::ALL),
                code => set.extend(Permission::from_code(code)),
            }
        }
        // The log and the requests tell what is done to whom, and what differs from the product is told by name: who reads them knows
        // tenants by name.
        if [Permission::AuditRead, Permission::ApprovalsRead, Permission::OperationsRead].iter().any(|one| set.contains(one)) {
            set.insert(Permission::TenantsIdentity);
        }
        Self(set)
    }

    pub fn has(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }

    pub fn iter(&self) -> impl Iterator<Item = Permission> + '_ {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_itself() {
        for permission in Permission::ALL {
            assert_eq!(Permission::from_code(permission.code()), Some(*permission));
        }
    }

    #[test]
    fn whoever_reads_the_log_knows_tenants_by_name() {
        for code in ["audit:read", "approvals:read", "operations:read"] {
            assert!(PermissionSet::from_grants([code]).has(Permission::TenantsIdentity), "{code}");
        }
    }

    #[test]
    fn a_star_grants_all_and_an_unknown_code_nothing() {
        let all = PermissionSet::from_grants(["*"]);
        assert!(Permission::ALL.iter().all(|p| all.has(*p)));
        assert_eq!(PermissionSet::from_grants(["tenants:destroy"]), PermissionSet::default());
    }
}
