//! What every page of one tenant carries at its head: name, stage, code and the ways to its other pages.

use crate::areas::tenants::lifecycle::lifecycle_path;
use crate::areas::tenants::onboarding::onboarding_path;
use crate::areas::tenants::record::Record;
use crate::areas::tenants::usage::usage_path;
use crate::areas::tenants::{LIST_PATH, activity_path, audit_path, health_path, settings_path, show_path, subscription_path, support_path};
use crate::core::ids::TenantId;
use crate::core::permission::Permission::{self, AuditRead, HealthRead, OnboardingRead, TenantsRead};
use crate::web::Page;
use crate::web::ui::{Tab as UiTab, Tag};

/// The pages a tenant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::areas) enum Tab {
    Overview,
    Lifecycle,
    Usage,
    Health,
    Subscription,
    Onboarding,
    Settings,
    Activity,
    Support,
    Audit,
}

/// Which tab, what it is called, where it stands, and who may open it.
type Entry = (Tab, &'static str, fn(TenantId) -> String, Permission);

/// The tabs in their order. A page that joins them adds its line here.
const TABS: &[Entry] = &[
    (Tab::Overview, "tenants-tab-overview", show_path, TenantsRead),
    (Tab::Lifecycle, "tenants-tab-lifecycle", lifecycle_path, TenantsRead),
    (Tab::Subscription, "tenants-tab-subscription", subscription_path, TenantsRead),
    (Tab::Onboarding, "tenants-tab-onboarding", onboarding_path, OnboardingRead),
    (Tab::Usage, "tenants-tab-usage", usage_path, TenantsRead),
    (Tab::Health, "health-tab", health_path, HealthRead),
    (Tab::Settings, "tenants-tab-settings", settings_path, TenantsRead),
    (Tab::Activity, "tenants-tab-activity", activity_path, TenantsRead),
    (Tab::Support, "tenants-tab-support", support_path, TenantsRead),
    (Tab::Audit, "tenants-tab-audit", audit_path, AuditRead),
];

/// The head of one tenant's page.
pub(in crate::areas) struct Face {
    pub name: String,
    /// The name in the other language; empty when there is none.
    pub other_name: String,
    pub code: String,
    pub tags: Vec<Tag>,
    pub tabs: Vec<UiTab>,
}

/// Names the page after the tenant and draws its head. Tabs the reader may not open are left out.
pub(in crate::areas) fn face(page: Page, record: &Record, tab: Tab) -> (Page, Face) {
    let lang = page.language();
    let name = record.name_in(lang).to_owned();
    let label = TABS.iter().find(|(this, ..)| *this == tab && tab != Tab::Overview).map(|(_, key, ..)| page.t(key));
    // A browser's list of open pages tells the tabs of one tenant apart.
    let title = label.map_or_else(|| name.clone(), |label| format!("{name}: {label}"));
    let shown = TABS.iter().filter(|(.., permission)| page.can(*permission));
    let face = Face {
        name,
        other_name: record.other_name(lang).unwrap_or_default().to_owned(),
        code: record.code.clone(),
        tags: vec![Tag::new(record.stage.tone(), page.t(record.stage.key()))],
        tabs: shown.map(|(this, key, path, _)| UiTab::new(page.t(key), path(record.id), *this == tab)).collect(),
    };
    let page = page.titled_text(title).section("nav-tenants");
    let tenants = page.t("nav-tenants");
    (page.crumb(tenants, LIST_PATH), face)
}
