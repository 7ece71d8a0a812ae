//! The register: filtered, sorted, page by page.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::filter::{Filter, OwnerFilter};
use super::queries::{self, Choices, TenantRow};
use crate::areas::tenants::bulk;
use crate::areas::tenants::health::{Band, Risk};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::{LIST_PATH, NEW_PATH, show_path};
use crate::core::clock::business_day;
use crate::core::country::Country;
use crate::core::ids::TenantId;
use crate::core::lang::Lang;
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Column, EmptyKind, EmptyState, Pager, Tag};
use crate::web::{AppState, Db, Page, Result, SignedIn};

/// The list's name in its cursors.
const LIST: &str = "tenants";

#[derive(Template)]
#[template(path = "tenants/index.html")]
struct IndexPage {
    page: Page,
    list: ListRequest,
    identity: Identity,
    columns: Vec<Column>,
    rows: Vec<Line>,
    stages: Vec<(&'static str, String)>,
    plans: Vec<(String, String)>,
    countries: Vec<(&'static str, &'static str)>,
    owners: Vec<(String, String)>,
    tags: Vec<(String, String)>,
    bands: Vec<(&'static str, String)>,
    risks: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    pager: Pager,
    empty: Option<EmptyState>,
    may_create: bool,
    may_import: bool,
    may_export: bool,
    /// Acts on the ticked rows: part of the address, label.
    acts: Vec<(&'static str, &'static str)>,
}

impl IndexPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }

    /// Health has a column to sort by, risk has none: above a list in the one order stands the other, with its label.
    fn other_order(&self) -> Option<(String, &'static str)> {
        match self.list.page.sort.name {
            "health" => Some((self.list.with("sort", "-churn"), "health-order-risk")),
            "churn" => Some((self.list.with("sort", "health"), "health-order-score")),
            _ => None,
        }
    }

    fn search_label(&self) -> &'static str {
        if self.identity.is_known() { "tenants-search" } else { "tenants-search-code" }
    }
}

/// One row in the reader's words.
struct Line {
    id: TenantId,
    href: String,
    name: String,
    other_name: Option<String>,
    code: String,
    stage: Tag,
    plan: String,
    country: &'static str,
    owner: String,
    created: String,
    created_iso: String,
    score: String,
    band: Option<Tag>,
    /// Told from high on: most tenants stay.
    risk: Option<String>,
}

pub(in crate::areas::tenants) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let identity = Identity::of(&staff);
    let list = ListRequest::read(&app, &staff.visitor(), LIST, queries::sorts(identity))?;
    let filter = Filter::read(&list, identity);
    let rows = queries::list(&mut db, &filter, &list.page, identity).await?;
    let total = queries::count(&mut db, &filter, &list.page, rows.len()).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, queries::key(&list.page.sort));
    let asked_owner = match filter.owner {
        Some(OwnerFilter::Of(id)) => Some(id.0),
        _ => None,
    };
    let choices = queries::choices(&mut db, page.language(), asked_owner).await?;
    drop(db);

    let lines = Words::of(&page, &choices).lines(&slice.rows);
    let pager = list.pager(&slice, total);
    html(&IndexPage {
        columns: columns(&page, &list),
        chips: chips(&page, &list, &filter, &choices),
        empty: lines.is_empty().then(|| empty(&page, &list, identity)),
        stages: Stage::ALL.into_iter().map(|stage| (stage.code(), page.t(stage.key()))).collect(),
        countries: countries(page.language(), filter.country),
        owners: owners(&page, &choices),
        tags: if identity.is_known() { tags(&choices, filter.tag.as_deref()) } else { Vec::new() },
        bands: Band::ALL.into_iter().map(|band| (band.code(), page.t(band.key()))).collect(),
        risks: Risk::ALL.into_iter().map(|risk| (risk.code(), page.t(risk.key()))).collect(),
        plans: choices.plans,
        may_create: page.can(Permission::TenantsCreate) && identity.is_known(),
        may_import: page.can(Permission::TenantsImport) && identity.is_known(),
        may_export: page.can(Permission::TenantsExport),
        acts: if identity.is_known() { bulk::offered(&page) } else { Vec::new() },
        page: page.titled("nav-tenants"),
        rows: lines,
        pager,
        list,
        identity,
    })
}

/// Words that many rows share, looked up once.
struct Words<'a> {
    page: &'a Page,
    choices: &'a Choices,
    stages: Vec<(&'static str, Tag)>,
    bands: Vec<(&'static str, Tag)>,
    risks: Vec<(&'static str, String)>,
}

impl<'a> Words<'a> {
    fn of(page: &'a Page, choices: &'a Choices) -> Self {
        let stages = Stage::ALL.into_iter().map(|stage| (stage.code(), Tag::new(stage.tone(), page.t(stage.key())))).collect();
        let bands = Band::ALL.into_iter().map(|band| (band.code(), Tag::new(band.tone(), page.t(band.key())))).collect();
        let risks = [(Risk::High, "health-risk-is-high"), (Risk::Critical, "health-risk-is-critical")];
        let risks = risks.map(|(risk, key)| (risk.code(), page.t(key))).to_vec();
        Self { page, choices, stages, bands, risks }
    }

    fn lines(&self, rows: &[TenantRow]) -> Vec<Line> {
        rows.iter().map(|row| self.line(row)).collect()
    }

    fn line(&self, row: &TenantRow) -> Line {
        let arabic = self.page.language() == Lang::Ar;
        let (name, other_name) = match &row.name2 {
            Some(name2) if arabic => (name2.clone(), Some(row.name.clone())),
            name2 => (row.name.clone(), name2.clone()),
        };
        Line {
            id: row.id,
            href: show_path(row.id),
            name,
            other_name,
            code: row.code.clone(),
            stage: self
                .stages
                .iter()
                .find(|(code, _)| *code == row.stage)
                .map_or_else(|| Tag::new(Default::default(), &row.stage), |(_, tag)| tag.clone()),
            plan: self.choices.plan(&row.plan_code),
            country: Country::from_code(&row.country_code).map_or("", |country| country_name(country, self.page.language())),
            owner: row.owner.clone().unwrap_or_default(),
            created: self.page.date(business_day(row.created_at)),
            created_iso: self.page.iso(row.created_at),
            score: row.health_score.map(|score| self.page.num(score)).unwrap_or_default(),
            band: told(&self.bands, row.health_band.as_deref()),
            risk: told(&self.risks, row.churn_level.as_deref()),
        }
    }
}

fn told<T: Clone>(known: &[(&'static str, T)], code: Option<&str>) -> Option<T> {
    known.iter().find(|(one, _)| Some(*one) == code).map(|(_, word)| word.clone())
}

fn country_name(country: Country, lang: Lang) -> &'static str {
    if lang == Lang::Ar { country.arabic() } else { country.english() }
}

fn columns(page: &Page, list: &ListRequest) -> Vec<Column> {
    vec![
        list.column(page.t("tenants-column-name"), "name"),
        list.column(page.t("tenants-column-code"), "code"),
        Column::new(page.t("tenants-field-stage")),
        list.column(page.t("health-tab"), "health"),
        Column::new(page.t("tenants-field-plan")).minor(),
        Column::new(page.t("tenants-field-country")).minor(),
        Column::new(page.t("tenants-field-owner")).minor(),
        list.column(page.t("tenants-column-created"), "created").minor(),
    ]
}

/// The Gulf, and the country asked for when it lies elsewhere.
fn countries(lang: Lang, asked: Option<Country>) -> Vec<(&'static str, &'static str)> {
    let others = asked.filter(|country| !Country::GULF.contains(country));
    Country::GULF.into_iter().chain(others).map(|country| (country.code(), country_name(country, lang))).collect()
}

fn owners(page: &Page, choices: &Choices) -> Vec<(String, String)> {
    let nobody = (OwnerFilter::NOBODY.to_owned(), page.t("tenants-owner-none"));
    std::iter::once(nobody).chain(choices.owners.iter().map(|(id, name)| (id.to_string(), name.clone()))).collect()
}

fn tags(choices: &Choices, asked: Option<&str>) -> Vec<(String, String)> {
    let unknown = asked.filter(|tag| !choices.tags.iter().any(|known| known == tag)).map(ToOwned::to_owned);
    choices.tags.iter().cloned().chain(unknown).map(|tag| (tag.clone(), tag)).collect()
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter, choices: &Choices) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |key: &str, value: Option<String>, name: &str| {
        if let Some(value) = value {
            chips.push(list.chip(page.t(key), value, name));
        }
    };
    add("ui-search", Some(list.q.clone()).filter(|q| !q.is_empty()), "q");
    add("tenants-field-stage", filter.stage.map(|stage| page.t(stage.key())), "stage");
    add("tenants-field-plan", filter.plan.map(|plan| choices.plan(plan.code())), "plan");
    add("tenants-field-country", filter.country.map(|country| country_name(country, page.language()).to_owned()), "country");
    let owner = filter.owner.map(|owner| match owner {
        OwnerFilter::Nobody => page.t("tenants-owner-none"),
        OwnerFilter::Of(id) => choices.owner(id.0).map_or_else(|| id.to_string(), ToOwned::to_owned),
    });
    add("tenants-field-owner", owner, "owner");
    add("tenants-field-tag", filter.tag.clone(), "tag");
    add("health-tab", filter.band.map(|band| page.t(band.key())), "band");
    add("health-risk-short", filter.churn.map(|risk| page.t(risk.key())), "churn");
    chips
}

fn empty(page: &Page, list: &ListRequest, identity: Identity) -> EmptyState {
    if list.is_filtered() {
        let text = if identity.is_known() { "ui-empty-no-match-text" } else { "tenants-none-code-text" };
        return EmptyState::new(EmptyKind::NoMatch, page.t("tenants-none-title"), page.t(text))
            .offering(page.t("ui-clear-filters"), list.cleared());
    }
    if list.page.cursor.is_some() {
        return EmptyState::new(EmptyKind::NoMatch, page.t("tenants-past-end-title"), page.t("tenants-past-end-text"))
            .offering(page.t("tenants-past-end-go"), LIST_PATH);
    }
    let state = EmptyState::new(EmptyKind::NeverUsed, page.t("tenants-empty-title"), page.t("tenants-empty-text"));
    if page.can(Permission::TenantsCreate) { state.offering(page.t("tenants-new"), NEW_PATH) } else { state }
}
