//! What every page of one tenant carries at its head: name, stage, code and the ways to its other pages.

use crate::areas::tenants::lifecycle::lifecycle_path;
use crate::areas::tenants::record::Record;
use crate::areas::tenants::usage::usage_path;
use crate::areas::tenants::{LIST_PATH, audit_path, health_path, settings_path, show_path};
use crate::core::permission::Permission;
use crate::web::Page;
use crate::web::ui::{Tab as UiTab, Tag};

/// The pages a tenant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::areas) enum Tab {
    Overview,
    Lifecycle,
    Usage,
    Health,
    Settings,
    History,
}

/// The head of one tenant's page.
pub(in crate::areas) struct Face {
    pub name: String,
    /// The name in the other language; empty when there is none.
    pub other_name: String,
    pub code: String,
    pub tags: Vec<Tag>,
    pub tabs: Vec<UiTab>,
}

/// Names the page after the tenant and draws its head.
pub(in crate::areas) fn face(page: Page, record: &Record, tab: Tab) -> (Page, Face) {
    let lang = page.language();
    let mut tabs = vec![
        (Tab::Overview, page.t("tenants-tab-overview"), show_path(record.id)),
        (Tab::Lifecycle, page.t("tenants-tab-lifecycle"), lifecycle_path(record.id)),
        (Tab::Usage, page.t("tenants-tab-usage"), usage_path(record.id)),
        (Tab::Health, page.t("health-tab"), health_path(record.id)),
        (Tab::Settings, page.t("tenants-tab-settings"), settings_path(record.id)),
        (Tab::History, page.t("tenants-tab-history"), audit_path(record.id)),
    ];
    tabs.retain(|(this, ..)| *this != Tab::Health || page.can(Permission::HealthRead));
    let name = record.name_in(lang).to_owned();
    // A browser's list of open pages tells the tabs of one tenant apart.
    let title = match tabs.iter().find(|(this, ..)| *this == tab) {
        Some((_, label, _)) if tab != Tab::Overview => format!("{name}: {label}"),
        _ => name.clone(),
    };
    let face = Face {
        name,
        other_name: record.other_name(lang).unwrap_or_default().to_owned(),
        code: record.code.clone(),
        tags: vec![Tag::new(record.stage.tone(), page.t(record.stage.key()))],
        tabs: tabs.into_iter().map(|(this, label, href)| UiTab::new(label, href, this == tab)).collect(),
    };
    let page = page.titled_text(title).section("nav-tenants");
    let tenants = page.t("nav-tenants");
    (page.crumb(tenants, LIST_PATH), face)
}
