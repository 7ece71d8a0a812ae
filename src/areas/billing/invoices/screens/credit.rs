//! A credit note for an invoice: in full as it opens, in part by taking less of a line.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::super::corrections::{self, Back, NotCredited};
use super::super::dangerous::GiveBack;
use super::super::form::amount_error;
use super::super::model::{Invoice, Line};
use super::super::{below, queries, show_path};
use super::writing::rate;
use crate::areas::approvals::{amount_rule, settle, show_path as request_path};
use crate::areas::billing::reason;
use crate::areas::tenants::Identity;
use crate::core::approvals::{self, Command as _, Submitted};
use crate::core::ids::InvoiceId;
use crate::core::lang::Message;
use crate::core::money::{AmountError, Money};
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Idem, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/invoices/credit.html")]
struct CreditPage {
    page: Page,
    errors: Errors,
    form: CreditForm,
    rows: Vec<Row>,
    currency: &'static str,
    facts: Vec<crate::web::ui::SummaryRow>,
    /// From what amount on somebody else has to agree.
    rule: String,
    idem: Uuid,
    action: String,
    back: String,
}

struct Row {
    position: i16,
    description: String,
    rate: String,
    left: String,
    typed: String,
    takes: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct CreditForm {
    position: Vec<i16>,
    /// Before VAT, one for each line.
    amount: Vec<String>,
    reason: String,
}

impl CreditForm {
    /// Everything that is left.
    fn whole(invoice: &Invoice, lines: &[Line]) -> Self {
        let amount = lines.iter().map(|line| invoice.money(left(line).saturating_abs()).plain());
        Self { position: lines.iter().map(|line| line.position).collect(), amount: amount.collect(), reason: String::new() }
    }

    fn typed(&self, position: i16) -> String {
        let index = self.position.iter().position(|this| *this == position);
        index.and_then(|index| self.amount.get(index)).cloned().unwrap_or_default()
    }

    fn check(&self, invoice: &Invoice, lines: &[Line], errors: &mut Errors) -> Vec<Back> {
        let mut back = Vec::new();
        for line in lines {
            let minor = match Money::parse(&self.typed(line.position), invoice.currency) {
                Ok(money) => money.minor,
                Err(AmountError::Empty) => 0,
                Err(error) => {
                    errors.add("amount", amount_error(error));
                    continue;
                }
            };
            back.push(Back { position: line.position, minor });
        }
        back
    }
}

fn left(line: &Line) -> i64 {
    line.taxable_minor.saturating_sub(line.credited_taxable)
}

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<InvoiceId>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let invoice = queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !invoice.may_be_credited() {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-cannot-credit").await;
    }
    if let Some(request) = approvals::waiting::<GiveBack>(&mut db, &id.to_string(), page.at()).await? {
        return staff.go(&request_path(request), FlashKind::Info, "approvals-asked-another").await;
    }
    let lines = queries::lines(&mut db, id).await?;
    let form = CreditForm::whole(&invoice, &lines);
    let rule = amount_rule(&mut db, &page, GiveBack::NAME).await?;
    show(&app, page, rule, &invoice, &lines, form, &Errors::new())
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<InvoiceId>,
    Idem(form, key): Idem<CreditForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    if let Some(key) = key
        && change.first_result(key, &show_path(id)).await?.is_some()
    {
        return staff.go(&show_path(id), FlashKind::Info, "invoices-credited-before").await;
    }
    let invoice = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !invoice.may_be_credited() {
        return staff.go(&show_path(id), FlashKind::Warning, "invoices-cannot-credit").await;
    }
    let lines = queries::lines(&mut change, id).await?;
    let mut errors = Errors::new();
    let back = form.check(&invoice, &lines, &mut errors);
    let reason = reason::read(&mut errors, true, &form.reason);
    let rule = amount_rule(&mut change, &page, GiveBack::NAME).await?;
    if errors.any() {
        return show(&app, page, rule, &invoice, &lines, form, &errors);
    }
    // The refusals a person can mend are told beside what they typed; the others end it.
    if let Err(refused) = corrections::prepare(&mut change, invoice.clone(), &back).await? {
        return match refused {
            NotCredited::GivenBack | NotCredited::NotPossible => staff.go(&show_path(id), FlashKind::Warning, refused.key()).await,
            NotCredited::TooMuch(Some(position)) => {
                let told = Message::new("invoices-error-credit-line").text("line", position);
                show(&app, page, rule, &invoice, &lines, form, &Errors::one("amount", told))
            }
            _ => show(&app, page, rule, &invoice, &lines, form, &Errors::one("amount", refused.key())),
        };
    }
    let command = GiveBack { tenant: invoice.tenant_id, invoice: id, back };
    let submitted = approvals::submit(&mut change, app.means(), &command, &reason).await?;
    let note = queries::newest_note(&mut change, id).await?.filter(|_| submitted == Submitted::Done);
    let (after, told) = match note {
        Some((note, reference)) => (note, Message::new("invoices-credited").text("reference", reference)),
        None => (id, "invoices-cannot-credit".into()),
    };
    settle(&staff, change, submitted, &show_path(after), told).await
}

fn show(
    app: &AppState,
    page: Page,
    rule: String,
    invoice: &Invoice,
    lines: &[Line],
    form: CreditForm,
    errors: &Errors,
) -> Result<Response> {
    let page = super::below(page, invoice, "invoices-credit", errors.any());
    let rest = invoice.total_minor.saturating_sub(invoice.credited_minor);
    let fact = |key: &str, minor: i64| crate::web::ui::SummaryRow::code(page.t(key), invoice.money(minor).to_string());
    let rows = lines.iter().map(|line| Row {
        position: line.position,
        description: line.described(page.language()).to_owned(),
        rate: rate(u16::try_from(line.vat_basis_points).unwrap_or_default()),
        left: invoice.money(left(line)).amount(),
        typed: form.typed(line.position),
        takes: line.taxable_minor < 0,
    });
    form_page(
        errors,
        &CreditPage {
            rows: rows.collect(),
            facts: vec![
                fact("invoices-field-total", invoice.total_minor),
                fact("invoices-field-credited", invoice.credited_minor),
                fact("invoices-field-left", rest),
                fact("invoices-field-open", invoice.open().minor),
            ],
            currency: invoice.currency.code(),
            rule,
            errors: errors.clone(),
            idem: app.clock.new_id(),
            action: below(invoice.id, "credit"),
            back: show_path(invoice.id),
            page,
            form,
        },
    )
}
