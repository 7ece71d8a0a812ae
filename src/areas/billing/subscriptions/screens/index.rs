//! Every subscription, narrowed and added up.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::areas::billing::period::Cycle;
use crate::areas::billing::subscriptions::INDEX;
use crate::areas::billing::subscriptions::register::{self, CAP, Filter, Row, SORTS, Special, Standing};
use crate::areas::tenants::record::{cycle_key, status};
use crate::areas::tenants::{Identity, plan_names, subscription_path};
use crate::core::clock::business_day;
use crate::core::keyset::Total;
use crate::core::money::Money;
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Column, EmptyKind, EmptyState, Pager, StatTile, Tag, Tone};
use crate::web::{AppState, Db, Page, Result, SignedIn};

/// The list's name in its cursors.
pub(super) const LIST: &str = "subscriptions";

#[derive(Template)]
#[template(path = "billing/subscriptions/index.html")]
struct IndexPage {
    page: Page,
    list: ListRequest,
    standings: Vec<(&'static str, String)>,
    plans: Vec<(String, String)>,
    cycles: Vec<(&'static str, String)>,
    specials: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    /// What is shown brings a month, by currency: currencies are never added to each other.
    tiles: Vec<StatTile>,
    /// Said instead of sums that would be of a part only.
    unsummed: bool,
    columns: Vec<Column>,
    rows: Vec<Line>,
    pager: Pager,
    empty: Option<EmptyState>,
    may_export: bool,
}

impl IndexPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }

    /// How many are added up at most, as the page says it.
    fn cap(&self) -> String {
        self.page.num(CAP)
    }
}

struct Line {
    tenant: String,
    /// Where the subscription stands, for who may see tenants.
    href: Option<String>,
    plan: String,
    version: String,
    cycle: String,
    tags: Vec<Tag>,
    price: String,
    charged: String,
    until: String,
}

/// Reads the filters from the address; a value that cannot be meant narrows nothing.
pub(super) fn filter(list: &ListRequest, identity: Identity, page: &Page) -> Filter {
    let day = |name: &str| list.filter(name).and_then(|day| day.parse().ok());
    Filter {
        q: list.q.clone(),
        standing: list.filter("status").and_then(Standing::from_code),
        plan: list.filter("plan").map(ToOwned::to_owned),
        version: list.filter("version").and_then(|number| number.parse().ok()),
        cycle: list.filter("cycle").and_then(Cycle::from_code),
        currency: list.filter("currency").map(ToOwned::to_owned),
        special: list.filter("special").and_then(Special::from_code),
        due_from: day("due_from"),
        due_to: day("due_to"),
        identity,
        today: business_day(page.at()),
    }
}

pub(in super::super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let filter = filter(&list, Identity::of(&staff), &page);
    let rows = register::list(&mut db, &filter, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, register::key(&list.page.sort));
    let (total, sums) = register::sums(&mut db, &filter).await?;
    let plans = plan_names(&mut db, page.language()).await?;
    drop(db);
    html(&IndexPage {
        standings: Standing::all().into_iter().map(|standing| (standing.code(), standing_name(&page, standing))).collect(),
        cycles: Cycle::ALL.map(|cycle| (cycle.code(), page.t(cycle_key(cycle.code())))).to_vec(),
        specials: Special::ALL.map(|special| (special.code(), page.t(special.key()))).to_vec(),
        chips: chips(&page, &list, &filter, &plans),
        tiles: sums.iter().map(|sum| tile(&page, sum)).collect(),
        unsummed: matches!(total, Total::MoreThan(_)),
        columns: vec![
            list.column(page.t("subscriptions-field-tenant"), "tenant"),
            Column::new(page.t("tenants-field-plan")),
            Column::new(page.t("tenants-field-subscription")),
            Column::new(page.t("tenants-field-cycle")),
            Column::new(page.t("subscriptions-field-price")).numeric(),
            Column::new(page.t("subscription-field-due")),
            list.column(page.t("subscriptions-field-until"), "period"),
        ],
        pager: list.pager(&slice, total),
        empty: slice.rows.is_empty().then(|| empty(&page, &list)),
        rows: slice.rows.iter().map(|row| line(&page, row)).collect(),
        may_export: page.can(Permission::BillingExport),
        page: page.titled("nav-subscriptions"),
        plans,
        list,
    })
}

fn standing_name(page: &Page, standing: Standing) -> String {
    match standing {
        Standing::Paying => page.t("subscriptions-paying"),
        Standing::Is(of) => page.t(status(of.code()).1),
    }
}

fn tile(page: &Page, sum: &Money) -> StatTile {
    let amount = page.format().digits.write(sum.amount());
    StatTile::new(page.t("billing-recurring"), amount).unit(sum.currency.code())
}

fn line(page: &Page, row: &Row) -> Line {
    let (tone, key) = status(&row.status);
    let mut tags = vec![Tag::new(tone, page.t(key))];
    if let Some(day) = row.cancels_on {
        tags.push(Tag::new(Tone::Warning, page.ts("subscriptions-ends", "day", page.date(day))));
    } else if row.changes {
        tags.push(Tag::new(Tone::Info, page.t("subscriptions-special-changes")));
    }
    if row.agreed {
        tags.push(Tag::new(Tone::Neutral, page.t("subscriptions-special-agreed")));
    }
    Line {
        tenant: row.tenant_in(page.language()).to_owned(),
        href: page.can(Permission::TenantsRead).then(|| subscription_path(row.tenant_id)),
        plan: row.plan_in(page.language()).to_owned(),
        version: page.ts("plans-version", "number", page.num(row.version)),
        cycle: page.t(cycle_key(&row.cycle)),
        tags,
        price: row.price().to_string(),
        charged: row.charged_on.map(|day| page.date(day)).unwrap_or_default(),
        until: page.date(row.period_end),
    }
}

fn empty(page: &Page, list: &ListRequest) -> EmptyState {
    if list.is_filtered() {
        return EmptyState::new(EmptyKind::NoMatch, page.t("subscriptions-none-title"), page.t("ui-empty-no-match-text"))
            .offering(page.t("ui-clear-filters"), INDEX);
    }
    EmptyState::new(EmptyKind::NeverUsed, page.t("subscriptions-empty-title"), page.t("subscriptions-empty-text"))
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter, plans: &[(String, String)]) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |key: &str, name: &str, value: Option<String>| {
        if let Some(value) = value {
            chips.push(list.chip(page.t(key), value, name));
        }
    };
    let plan = |code: &String| plans.iter().find(|(known, _)| known == code).map_or_else(|| code.clone(), |(_, name)| name.clone());
    chip("ui-search", "q", (!filter.q.is_empty()).then(|| filter.q.clone()));
    chip("tenants-field-subscription", "status", filter.standing.map(|standing| standing_name(page, standing)));
    chip("tenants-field-plan", "plan", filter.plan.as_ref().map(plan));
    chip("plans-column-version", "version", filter.version.map(|number| page.num(number)));
    chip("tenants-field-cycle", "cycle", filter.cycle.map(|cycle| page.t(cycle_key(cycle.code()))));
    chip("invoices-field-currency", "currency", filter.currency.clone());
    chip("subscriptions-field-special", "special", filter.special.map(|special| page.t(special.key())));
    chip("subscriptions-field-due-from", "due_from", filter.due_from.map(|day| page.date(day)));
    chip("subscriptions-field-due-to", "due_to", filter.due_to.map(|day| page.date(day)));
    chips
}
