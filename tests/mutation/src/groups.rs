//! What is broken, and which tests must notice.

/// One module of the console, in the sense of its requirements.
pub struct Group {
    pub name: &'static str,
    /// Files, and folders with everything in them.
    pub sources: &'static [&'static str],
    /// The integration tests that are asked, the likeliest first; the unit tests always are.
    pub tests: &'static [&'static str],
}

pub const GROUPS: &[Group] = &[
    Group {
        name: "approvals",
        sources: &["src/core/approvals", "src/areas/approvals"],
        tests: &[
            "approvals::deciding",
            "approvals::policies",
            "approvals::emergency",
            "approvals::staff",
            "approvals::rules",
            "approvals::showing",
            "approvals::telling",
            "approvals::held",
            "roles::powers",
            // Slow, since it plays through hundreds of orders.
            "approvals::",
            "lifecycle::",
            "access_reviews::",
            "bulk::",
        ],
    },
    Group {
        name: "permissions",
        sources: &[
            "src/core/permission.rs",
            "src/core/staff.rs",
            "src/web/guard.rs",
            "src/web/routes.rs",
            "src/areas/roles",
            "src/areas/permissions",
        ],
        tests: &[
            "roles::",
            "approvals::rules",
            "approvals::held",
            "staff::",
            "sign_in::",
            "approvals::policies",
            "approvals::deciding",
            "access_reviews::",
            "documents::",
            "api::",
            // Slow, since it walks through every route.
            "whole_app::forgery",
        ],
    },
    Group {
        name: "audit",
        sources: &["src/core/canonical_json.rs", "src/core/change.rs", "src/areas/audit/chain", "src/areas/audit/queries.rs"],
        tests: &["audit::", "change::", "command_line::", "jobs::queue", "roles::", "staff::", "tenants::looking", "approvals::policies"],
    },
    Group {
        name: "money",
        sources: &["src/core/money.rs", "src/areas/tenants/lifecycle/moves.rs"],
        tests: &["lifecycle::", "tenants::", "bulk::"],
    },
];

/// Differences of instants, which the compiler would not let us turn into sums.
pub const INSTANTS: &[(&str, &str)] = &[
    ("src/areas/audit/chain/watch.rs", "now - at"),
    ("src/areas/audit/chain/sequencer.rs", "now - since"),
    ("src/web/guard.rs", "now - shown"),
];

impl Group {
    /// The group a file belongs to.
    pub fn of(file: &str) -> Option<&'static Self> {
        GROUPS.iter().find(|group| group.sources.iter().any(|source| file == *source || file.starts_with(&format!("{source}/"))))
    }
}
