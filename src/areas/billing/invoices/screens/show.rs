//! One document: what it says, how it stands, what corrected it, how it reached the tenant, and what can be done about it.

use askama::Template;
use axum::response::Response;

use super::super::model::{Invoice, Line, Status, kind_key, line_key};
use super::super::{INDEX, below, mails, paper, queries, show_path};
use super::tags;
use super::writing::rate;
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::statements;
use crate::areas::tenants::{self, Identity};
use crate::core::clock::business_day;
use crate::core::ids::InvoiceId;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Action, Fact, SummaryRow, Tag};
use crate::web::{Db, Error, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/invoices/show.html")]
struct ShowPage {
    page: Page,
    title: String,
    kind: String,
    tags: Vec<Tag>,
    facts: Vec<SummaryRow>,
    sums: Vec<SummaryRow>,
    shares: Vec<(String, String, String)>,
    lines: Vec<Shown>,
    note: Option<String>,
    reason: Option<String>,
    corrections: Vec<(String, String, String, String)>,
    deliveries: Vec<(String, String, Tag)>,
    ways: Vec<Way>,
    is_draft: bool,
    edit_href: Option<String>,
    issue_href: Option<String>,
    discard_href: Option<String>,
    print_href: Option<String>,
    pdf_href: Option<String>,
    send_action: Option<String>,
}

struct Shown {
    description: String,
    kind: String,
    quantity: String,
    unit: String,
    discount: String,
    rate: String,
    vat: String,
    total: String,
}

/// A way to correct an issued invoice: when it fits, and where it is done if it does.
struct Way {
    title: String,
    text: String,
    href: Option<String>,
    deed: &'static str,
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    let identity = Identity::of(&staff);
    let invoice = queries::find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let lines = queries::lines(&mut db, id).await?;
    let corrections = queries::corrections(&mut db, id, identity).await?;
    let deliveries = if identity.is_known() { queries::deliveries(&mut db, id).await? } else { Vec::new() };
    drop(db);
    let (draft, known, issued) = (invoice.status == Status::Draft, identity.is_known(), invoice.status.is_issued());
    let title = invoice.label(page.language());
    let may = |permission, path: &str| (known && page.can(permission)).then(|| below(id, path));
    let invoices = page.t("nav-invoices");
    html(&ShowPage {
        kind: page.t(kind_key(invoice.kind)),
        tags: tags(&page, &invoice),
        facts: facts(&page, &invoice, identity),
        sums: sums(&page, &invoice),
        shares: paper::shares(&lines)
            .into_iter()
            .map(|(rate_, share)| {
                let rate = rate(u16::try_from(rate_).unwrap_or_default());
                (rate, invoice.money(share.taxable).amount(), invoice.money(share.vat).amount())
            })
            .collect(),
        lines: lines.iter().map(|line| shown(&page, &invoice, line, identity)).collect(),
        corrections: corrections
            .iter()
            .map(|note| {
                let day = note.issued_on.map(|day| page.date(day)).unwrap_or_default();
                (show_path(note.id), note.label(page.language()), day, note.money(note.total_minor).to_string())
            })
            .collect(),
        deliveries: deliveries
            .into_iter()
            .map(|mail| {
                let tag = mails::fared(&page, &mail.state, mail.failing);
                (mail.recipient, page.datetime(mail.sent_at.unwrap_or(mail.created_at)), tag)
            })
            .collect(),
        ways: if issued && invoice.kind == DocumentKind::Invoice { ways(&page, &invoice, known) } else { Vec::new() },
        is_draft: draft,
        edit_href: may(Permission::BillingDraft, "edit").filter(|_| draft),
        issue_href: may(Permission::BillingIssue, "issue").filter(|_| draft),
        discard_href: may(Permission::BillingDraft, "discard").filter(|_| draft),
        print_href: may(Permission::BillingRead, "print").filter(|_| issued),
        pdf_href: may(Permission::BillingRead, "pdf").filter(|_| issued),
        send_action: may(Permission::BillingIssue, "send").filter(|_| issued && invoice.status != Status::Void),
        page: page.titled_text(title.clone()).section("nav-invoices").crumb(invoices, INDEX),
        note: invoice.note,
        reason: invoice.reason,
        title,
    })
}

fn facts(page: &Page, invoice: &Invoice, identity: Identity) -> Vec<SummaryRow> {
    let day = |key: &str, day: Option<chrono::NaiveDate>| day.map(|day| SummaryRow::text(page.t(key), page.date(day)));
    let name = invoice.tenant_in(page.language()).to_owned();
    let tenant = if page.can(Permission::TenantsRead) {
        Fact::Link(Action::new(name, tenants::show_path(invoice.tenant_id)))
    } else {
        Fact::Text(name)
    };
    let mut rows = vec![SummaryRow::new(page.t("invoices-field-tenant"), tenant)];
    if identity.is_known() && invoice.status.is_issued() {
        rows.push(SummaryRow::text(page.t("invoices-field-buyer"), invoice.buyer_in(page.language())));
        rows.push(SummaryRow::text(page.t("invoices-field-buyer-address"), invoice.buyer_address.clone().unwrap_or_default()));
        rows.push(SummaryRow::code(page.t("invoices-field-buyer-vat"), invoice.buyer_vat_number.clone().unwrap_or_default()));
    }
    rows.extend(day("invoices-field-issued", invoice.issued_on));
    if invoice.kind == DocumentKind::Invoice {
        rows.extend(day("invoices-field-due", invoice.due_on));
    }
    rows.extend(day("invoices-field-voided", invoice.voided_on));
    rows.extend(day("invoices-field-written-off", invoice.written_off_on));
    if let (Some(id), Some(reference)) = (invoice.corrects_id, &invoice.corrects_reference) {
        rows.push(SummaryRow::new(page.t("invoices-field-corrects"), Fact::Link(Action::new(reference.clone(), show_path(id)))));
    }
    if identity.is_known() && invoice.status.is_issued() {
        let account = Action::new(page.t("statement-title"), statements::path_in(invoice.tenant_id, invoice.currency));
        rows.push(SummaryRow::new(page.t("statement-account"), Fact::Link(account)));
    }
    let by = invoice.created_by.clone().unwrap_or_else(|| page.t("audit-actor-system"));
    rows.push(SummaryRow::text(page.t("invoices-field-written-by"), format!("{by} · {}", page.datetime(invoice.created_at))));
    rows
}

fn sums(page: &Page, invoice: &Invoice) -> Vec<SummaryRow> {
    let row = |key: &str, minor: i64| SummaryRow::code(page.t(key), invoice.money(minor).amount());
    let mut rows = Vec::new();
    if invoice.discount_minor != 0 {
        rows.push(row("invoices-field-amount", invoice.amount_minor));
        rows.push(row("invoices-field-discount", invoice.discount_minor.saturating_neg()));
    }
    rows.push(row("invoices-field-taxable", invoice.taxable_minor));
    rows.push(row("invoices-field-vat", invoice.vat_minor));
    rows.push(SummaryRow::code(page.t("invoices-field-total"), invoice.money(invoice.total_minor).to_string()));
    if invoice.status.is_issued() {
        rows.push(row("invoices-field-settled", invoice.settled_minor));
        if invoice.kind == DocumentKind::Invoice {
            rows.push(row("invoices-field-credited", invoice.credited_minor));
            rows.push(SummaryRow::code(page.t("invoices-field-open"), invoice.open().to_string()));
        }
    }
    rows
}

fn shown(page: &Page, invoice: &Invoice, line: &Line, identity: Identity) -> Shown {
    let money = |minor: i64| invoice.money(minor).amount();
    Shown {
        // What people wrote may tell who the tenant is.
        description: if identity.is_known() { line.described(page.language()).to_owned() } else { page.t(line_key(line.kind)) },
        kind: page.t(line_key(line.kind)),
        quantity: page.num(line.quantity),
        unit: money(line.unit_minor),
        discount: if line.discount_minor == 0 { String::new() } else { money(line.discount_minor) },
        rate: rate(u16::try_from(line.vat_basis_points).unwrap_or_default()),
        vat: money(line.vat_minor),
        total: money(line.total_minor),
    }
}

/// The four ways an issued invoice is put right; it is never edited.
fn ways(page: &Page, invoice: &Invoice, known: bool) -> Vec<Way> {
    let may = known && page.can(Permission::BillingCorrect);
    let href = |fits: bool, path: &str| (may && fits).then(|| below(invoice.id, path));
    let way =
        |title: &str, text: &str, href: Option<String>, deed: &'static str| Way { title: page.t(title), text: page.t(text), href, deed };
    let today = business_day(page.at());
    vec![
        way("invoices-way-void", "invoices-way-void-text", href(invoice.may_be_voided(today), "void"), "invoices-void"),
        way("invoices-way-credit-whole", "invoices-way-credit-whole-text", href(invoice.may_be_credited(), "credit"), "invoices-credit"),
        way("invoices-way-credit-part", "invoices-way-credit-part-text", href(invoice.may_be_credited(), "credit"), "invoices-credit"),
        way("invoices-way-write-off", "invoices-way-write-off-text", href(invoice.may_be_written_off(), "write-off"), "invoices-write-off"),
    ]
}
