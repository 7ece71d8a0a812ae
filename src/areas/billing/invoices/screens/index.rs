//! Every document, narrowed and added up.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::super::model::{Invoice, kind_key};
use super::super::register::{self, CAP, Filter, SORTS, Standing, Sums};
use super::super::{INDEX, NEW, show_path};
use super::tags;
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::seller;
use crate::areas::tenants::Identity;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::keyset::Total;
use crate::core::money::{Currency, Money};
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Column, EmptyKind, EmptyState, Pager, StatTile, Tag};
use crate::web::{AppState, Db, Page, Result, SignedIn};

/// The list's name in its cursors.
pub(super) const LIST: &str = "invoices";

#[derive(Template)]
#[template(path = "billing/invoices/index.html")]
struct IndexPage {
    page: Page,
    list: ListRequest,
    standings: Vec<(&'static str, String)>,
    kinds: Vec<(&'static str, String)>,
    chips: Vec<Chip>,
    tiles: Vec<StatTile>,
    /// Of several currencies, which are never added to each other.
    sums: Vec<Sums>,
    /// Said instead of sums that would be of a part only.
    unsummed: bool,
    columns: Vec<Column>,
    rows: Vec<Line>,
    pager: Pager,
    empty: Option<EmptyState>,
    new_href: Option<String>,
    seller_href: Option<&'static str>,
    may_export: bool,
}

impl IndexPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }
}

struct Line {
    href: String,
    label: String,
    kind: String,
    tenant: String,
    issued: String,
    due: String,
    tags: Vec<Tag>,
    total: String,
    open: String,
}

/// Reads the filters from the address; a value that cannot be meant narrows nothing.
pub(super) async fn filter(
    db: &mut PgConnection,
    list: &ListRequest,
    identity: Identity,
    page: &Page,
) -> std::result::Result<Filter, sqlx::Error> {
    let day = |name: &str| list.filter(name).and_then(|day| day.parse().ok());
    let amount = |name: &str| list.filter(name).and_then(|typed| Money::parse(typed, Currency::Omr).ok()).map(|money| money.minor);
    Ok(Filter {
        q: list.q.clone(),
        standing: list.filter("status").and_then(Standing::from_code),
        kind: list.filter("kind").and_then(DocumentKind::from_code),
        tenant: match list.filter("tenant") {
            // Nobody's, where there is no such tenant: what narrows never widens.
            Some(asked) => register::tenant(db, asked).await?.or(Some(TenantId(uuid::Uuid::nil()))),
            None => None,
        },
        run: list.filter("run").and_then(|run| run.parse().ok()),
        from: day("from"),
        to: day("to"),
        due_from: day("due_from"),
        due_to: day("due_to"),
        covers: day("covers"),
        least: amount("least"),
        most: amount("most"),
        identity,
        today: business_day(page.at()),
    })
}

pub(in super::super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let list = ListRequest::read(&app, &staff.visitor(), LIST, SORTS)?;
    let identity = Identity::of(&staff);
    let filter = filter(&mut db, &list, identity, &page).await?;
    let rows = register::list(&mut db, &filter, &list.page).await?;
    let slice = list.page.slice(&app.secrets, LIST, rows, register::key(&list.page.sort));
    let (total, sums) = register::sums(&mut db, &filter).await?;
    let buyer = match filter.tenant {
        Some(id) => super::super::queries::buyer(&mut db, id).await?,
        None => None,
    };
    drop(db);
    let may_draft = page.can(Permission::BillingDraft) && identity.is_known();
    let new_href = may_draft.then(|| match filter.tenant {
        Some(id) => format!("{NEW}?tenant={id}"),
        None => NEW.to_owned(),
    });
    let named = buyer.map(|buyer| buyer.name_in(page.language(), identity).to_owned());
    html(&IndexPage {
        standings: Standing::all().into_iter().map(|standing| (standing.code(), page.t(standing.key()))).collect(),
        kinds: DocumentKind::ALL.map(|kind| (kind.code(), page.t(kind_key(kind)))).to_vec(),
        chips: chips(&page, &list, &filter, named),
        tiles: if let [only] = sums.as_slice() { tiles(&page, only) } else { Vec::new() },
        sums: if sums.len() > 1 { sums } else { Vec::new() },
        unsummed: matches!(total, Total::MoreThan(_)),
        columns: vec![
            Column::new(page.t("invoices-field-number")),
            Column::new(page.t("invoices-field-tenant")),
            Column::new(page.t("invoices-field-status")),
            list.column(page.t("invoices-field-issued"), "date"),
            Column::new(page.t("invoices-field-due")),
            list.column(page.t("invoices-field-total"), "total").numeric(),
            Column::new(page.t("invoices-field-open")).numeric(),
        ],
        pager: list.pager(&slice, total),
        empty: slice.rows.is_empty().then(|| empty(&page, &list, new_href.as_deref())),
        rows: slice.rows.iter().map(|invoice| line(&page, invoice)).collect(),
        seller_href: page.can(Permission::BillingSettings).then_some(seller::PATH),
        may_export: page.can(Permission::BillingExport),
        page: page.titled("nav-invoices"),
        list,
        new_href,
    })
}

fn line(page: &Page, invoice: &Invoice) -> Line {
    Line {
        href: show_path(invoice.id),
        label: invoice.label(page.language()),
        kind: if invoice.kind == DocumentKind::CreditNote { page.t(kind_key(invoice.kind)) } else { String::new() },
        tenant: invoice.tenant_in(page.language()).to_owned(),
        issued: invoice.issued_on.map(|day| page.date(day)).unwrap_or_default(),
        due: invoice.due_on.filter(|_| invoice.kind == DocumentKind::Invoice).map(|day| page.date(day)).unwrap_or_default(),
        tags: tags(page, invoice),
        total: invoice.money(invoice.total_minor).to_string(),
        open: if invoice.open().minor > 0 && invoice.kind == DocumentKind::Invoice { invoice.open().amount() } else { String::new() },
    }
}

/// What was asked for, given back and is open, where one currency is all there is.
fn tiles(page: &Page, sums: &Sums) -> Vec<StatTile> {
    let tile = |key: &str, money: Money| StatTile::new(page.t(key), money.amount()).unit(money.currency.code());
    vec![tile("invoices-sum-invoiced", sums.invoiced), tile("invoices-sum-credited", sums.credited), tile("invoices-sum-open", sums.open)]
}

fn empty(page: &Page, list: &ListRequest, new: Option<&str>) -> EmptyState {
    if list.is_filtered() {
        return EmptyState::new(EmptyKind::NoMatch, page.t("invoices-none-title"), page.t("ui-empty-no-match-text"))
            .offering(page.t("ui-clear-filters"), INDEX);
    }
    let state = EmptyState::new(EmptyKind::NeverUsed, page.t("invoices-empty-title"), page.t("invoices-empty-text"));
    match new {
        Some(href) => state.offering(page.t("invoices-new"), href),
        None => state,
    }
}

fn chips(page: &Page, list: &ListRequest, filter: &Filter, tenant: Option<String>) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut chip = |key: &str, name: &str, value: Option<String>| {
        if let Some(value) = value {
            chips.push(list.chip(page.t(key), value, name));
        }
    };
    chip("ui-search", "q", (!filter.q.is_empty()).then(|| filter.q.clone()));
    chip("invoices-field-status", "status", filter.standing.map(|standing| page.t(standing.key())));
    chip("invoices-field-kind", "kind", filter.kind.map(|kind| page.t(kind_key(kind))));
    chip("invoices-field-tenant", "tenant", tenant);
    chip("invoices-field-run", "run", filter.run.map(|_| page.t("invoices-of-one-run")));
    chip("invoices-field-from", "from", filter.from.map(|day| page.date(day)));
    chip("invoices-field-to", "to", filter.to.map(|day| page.date(day)));
    chip("invoices-field-due-from", "due_from", filter.due_from.map(|day| page.date(day)));
    chip("invoices-field-due-to", "due_to", filter.due_to.map(|day| page.date(day)));
    chip("invoices-field-covers", "covers", filter.covers.map(|day| page.date(day)));
    chip("invoices-field-least", "least", filter.least.and_then(|_| list.filter("least")).map(ToOwned::to_owned));
    chip("invoices-field-most", "most", filter.most.and_then(|_| list.filter("most")).map(ToOwned::to_owned));
    chips
}

impl IndexPage {
    /// How many are added up at most, as the page says it.
    fn cap(&self) -> String {
        self.page.num(CAP)
    }
}
