//! The statement on a page: what was owed before, everything that happened, what is owed, and how old it is.

use askama::Template;
use axum::response::Response;

use super::super::asked::{Asked, Chosen, usual};
use super::super::ledger::{Deed, Entry};
use super::super::paper::{self, Statement, sides};
use super::super::path;
use super::super::queries::{self, Delivery, Document};
use super::{Opened, open};
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::invoices::model::Buyer;
use crate::areas::billing::invoices::{self, mails};
use crate::areas::tenants::{self, Identity};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::permission::Permission;
use crate::web::page::form_page;
use crate::web::ui::{EmptyKind, EmptyState, StatTile, Tag};
use crate::web::{Db, Errors, Page, Path, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/statements/show.html")]
struct StatementPage {
    page: Page,
    errors: Errors,
    /// As typed, or as it is meant.
    asked: Asked,
    tenant: String,
    action: String,
    currencies: Vec<(&'static str, &'static str)>,
    /// Periods to choose: the name, the address, whether it is the one that is shown.
    usual: Vec<(String, String, bool)>,
    shown: Option<Shown>,
    empty: Option<EmptyState>,
    /// Where it would be sent.
    mail: Option<String>,
    /// Statements that were mailed: which, to whom, when, and how it went.
    deliveries: Vec<(String, String, String, Tag)>,
}

struct Shown {
    period: String,
    tiles: Vec<StatTile>,
    opened: String,
    opening: String,
    lines: Vec<Line>,
    closed: String,
    closing: String,
    debits: String,
    credits: String,
    ages: Vec<(String, String)>,
    pdf: String,
    csv: Option<String>,
    /// Where it is sent from, by who may.
    send: Option<String>,
}

struct Line {
    on: String,
    href: String,
    reference: String,
    what: String,
    due: String,
    debit: String,
    credit: String,
    balance: String,
}

pub(in super::super) async fn get(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let today = business_day(page.at());
    let Opened { buyer, accounts, chosen } = open(&mut db, &staff, id, &asked, today).await?;
    let (chosen, errors) = match chosen {
        Ok(chosen) => (chosen, Errors::new()),
        Err(errors) => (None, errors),
    };
    let statement = match &chosen {
        Some(chosen) => Some(paper::read(&mut db, buyer.clone(), chosen.currency, chosen.period).await?),
        None => None,
    };
    let deliveries = queries::deliveries(&mut db, id).await?;
    drop(db);
    let (page, tenant) = titled(page, &buyer, errors.any());
    form_page(
        &errors,
        &StatementPage {
            action: path(id),
            currencies: accounts.iter().map(|account| (account.currency.code(), account.currency.code())).collect(),
            usual: chosen.map(|chosen| periods(&page, id, &chosen)).unwrap_or_default(),
            shown: statement.as_ref().map(|statement| shown(&page, statement)),
            empty: accounts.is_empty().then(|| empty(&page, id)),
            mail: (page.can(Permission::BillingIssue) && statement.is_some()).then(|| buyer.email.clone()),
            deliveries: deliveries.iter().map(|mail| delivery(&page, mail)).collect(),
            asked: chosen.map_or(asked, |chosen| chosen.asked()),
            errors: errors.clone(),
            tenant,
            page,
        },
    )
}

/// The page under its tenant, and how the tenant is called.
fn titled(page: Page, buyer: &Buyer, failed: bool) -> (Page, String) {
    let tenant = buyer.name_in(page.language(), Identity::Known).to_owned();
    let tenants = page.t("nav-tenants");
    let page = page.titled("statement-title").section("nav-tenants").failed(failed);
    (page.crumb(tenants, tenants::LIST_PATH).crumb(tenant.clone(), tenants::show_path(buyer.id)), tenant)
}

fn periods(page: &Page, id: TenantId, chosen: &Chosen) -> Vec<(String, String, bool)> {
    usual(chosen.since, business_day(page.at()))
        .into_iter()
        .map(|(key, from, to)| {
            let asked = Asked { currency: chosen.currency.code().to_owned(), from: from.to_string(), to: to.to_string() };
            let current = (chosen.period.starts, chosen.period.last()) == (from, to);
            (page.t(key), format!("{}?{}", path(id), asked.query()), current)
        })
        .collect()
}

fn empty(page: &Page, id: TenantId) -> EmptyState {
    let state = EmptyState::new(EmptyKind::NeverUsed, page.t("statement-empty-title"), page.t("statement-empty-text"));
    if page.can(Permission::BillingDraft) {
        state.offering(page.t("invoices-new"), format!("{}?tenant={id}", invoices::NEW))
    } else {
        state
    }
}

fn shown(page: &Page, statement: &Statement) -> Shown {
    let (ledger, id) = (&statement.ledger, statement.buyer.id);
    let amount = |minor: i64| statement.money(minor).amount();
    let tile = |key: &str, minor: i64| StatTile::new(page.t(key), amount(minor)).unit(statement.currency.code());
    let (from, to) = (page.date(statement.period.starts), page.date(statement.period.last()));
    let asked = Asked {
        currency: statement.currency.code().to_owned(),
        from: statement.period.starts.to_string(),
        to: statement.period.last().to_string(),
    };
    let file = |ending: &str| format!("{}.{ending}?{}", path(id), asked.query());
    let ages = &ledger.ages;
    let mut by_age = vec![
        ("printed-ageing-current", ages.current),
        ("printed-ageing-30", ages.to_30),
        ("printed-ageing-60", ages.to_60),
        ("printed-ageing-90", ages.to_90),
        ("printed-ageing-older", ages.older),
    ];
    by_age.extend((ages.credit != 0).then_some(("printed-ageing-credit", ages.credit.saturating_neg())));
    Shown {
        period: page.msg(&Message::new("printed-from-to").text("from", &from).text("to", &to)),
        tiles: vec![
            tile("printed-opening", ledger.opening),
            tile("statement-charged", ledger.debits),
            tile("statement-credited", ledger.credits),
            tile("printed-closing", ledger.closing),
        ],
        opened: from,
        opening: amount(ledger.opening),
        lines: statement.entries().map(|(entry, document)| line(page, statement, entry, document)).collect(),
        closed: to,
        closing: amount(ledger.closing),
        debits: amount(ledger.debits),
        credits: amount(ledger.credits),
        ages: by_age.into_iter().map(|(key, minor)| (page.t(key), amount(minor))).collect(),
        pdf: file("pdf"),
        csv: page.can(Permission::BillingExport).then(|| file("csv")),
        send: page.can(Permission::BillingIssue).then(|| format!("{}/send", path(id))),
    }
}

fn line(page: &Page, statement: &Statement, entry: &Entry, document: &Document) -> Line {
    let amount = |minor: i64| statement.money(minor).amount();
    let (debit, credit) = sides(entry);
    let what = match (entry.deed, document.issued.kind) {
        (Deed::Issue, DocumentKind::Invoice) => "printed-entry-invoice",
        (Deed::Issue, DocumentKind::CreditNote) => "printed-entry-credit-note",
        (Deed::Void, _) => "statement-void",
        (Deed::WriteOff, _) => "statement-written-off",
    };
    Line {
        on: page.date(entry.on),
        href: invoices::show_path(document.issued.id),
        reference: document.reference.clone(),
        what: page.t(what),
        due: document.due_on().filter(|_| entry.deed == Deed::Issue).map(|day| page.date(day)).unwrap_or_default(),
        debit: debit.map(amount).unwrap_or_default(),
        credit: credit.map(amount).unwrap_or_default(),
        balance: amount(entry.balance),
    }
}

fn delivery(page: &Page, mail: &Delivery) -> (String, String, String, Tag) {
    let last = mail.period_end.pred_opt().unwrap_or(mail.period_end);
    let period = Message::new("printed-from-to").text("from", page.date(mail.period_start)).text("to", page.date(last));
    let which = format!("{} {}", mail.currency, page.msg(&period));
    (which, mail.recipient.clone(), page.datetime(mail.at), mails::fared(page, &mail.state, mail.failing))
}
