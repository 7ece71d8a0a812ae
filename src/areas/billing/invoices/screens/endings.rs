//! Two ways a document ends without being paid: taken back on its day, or given up.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::super::dangerous::WriteOff;
use super::super::model::Invoice;
use super::super::{below, corrections, queries, show_path};
use crate::areas::approvals::{settle, show_path as request_path};
use crate::areas::billing::reason;
use crate::areas::tenants::Identity;
use crate::core::approvals::{self, Needed, Submitted};
use crate::core::clock::business_day;
use crate::core::ids::InvoiceId;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/invoices/ending.html")]
struct EndingPage {
    page: Page,
    errors: Errors,
    form: EndingForm,
    effects: Vec<String>,
    /// Whose word it takes; empty where it is never anybody else's.
    rule: String,
    deed: String,
    action: String,
    back: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct EndingForm {
    reason: String,
}

/// Which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Void,
    WriteOff,
}

impl Ending {
    fn fits(self, invoice: &Invoice, page: &Page) -> bool {
        match self {
            Self::Void => invoice.may_be_voided(business_day(page.at())),
            Self::WriteOff => invoice.may_be_written_off(),
        }
    }

    fn page(self) -> &'static str {
        match self {
            Self::Void => "void",
            Self::WriteOff => "write-off",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Void => "invoices-void",
            Self::WriteOff => "invoices-write-off",
        }
    }

    fn effects(self) -> [&'static str; 2] {
        match self {
            Self::Void => ["invoices-void-effect-number", "invoices-void-effect-final"],
            Self::WriteOff => ["invoices-write-off-effect-owed", "invoices-write-off-effect-vat"],
        }
    }

    fn impossible(self) -> &'static str {
        match self {
            Self::Void => "invoices-cannot-void",
            Self::WriteOff => "invoices-cannot-write-off",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Void => "invoices-voided",
            Self::WriteOff => "invoices-written-off",
        }
    }
}

pub(in super::super) async fn void(staff: SignedIn, page: Page, db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    ask(Ending::Void, staff, page, db, id).await
}

pub(in super::super) async fn write_off(staff: SignedIn, page: Page, db: Db, Path(id): Path<InvoiceId>) -> Result<Response> {
    ask(Ending::WriteOff, staff, page, db, id).await
}

pub(in super::super) async fn post_void(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<InvoiceId>,
    Form(form): Form<EndingForm>,
) -> Result<Response> {
    end(Ending::Void, app, staff, page, id, form).await
}

pub(in super::super) async fn post_write_off(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<InvoiceId>,
    Form(form): Form<EndingForm>,
) -> Result<Response> {
    end(Ending::WriteOff, app, staff, page, id, form).await
}

async fn ask(ending: Ending, staff: SignedIn, page: Page, mut db: Db, id: InvoiceId) -> Result<Response> {
    Identity::of(&staff).required()?;
    let invoice = queries::find(&mut db, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !ending.fits(&invoice, &page) {
        return staff.go(&show_path(id), FlashKind::Warning, ending.impossible()).await;
    }
    if ending == Ending::WriteOff
        && let Some(request) = approvals::waiting::<WriteOff>(&mut db, &id.to_string(), page.at()).await?
    {
        return staff.go(&request_path(request), FlashKind::Info, "approvals-asked-another").await;
    }
    let rule = rule(&mut db, &page, ending, &invoice).await?;
    show(ending, page, rule, &invoice, EndingForm::default(), &Errors::new())
}

/// Whose word it takes. What is taken back on its own day was never asked for, and takes nobody else's.
async fn rule(db: &mut sqlx::PgConnection, page: &Page, ending: Ending, invoice: &Invoice) -> Result<String> {
    if ending == Ending::Void {
        return Ok(String::new());
    }
    let asked = approvals::preview(db, &of(invoice), page.at()).await?;
    Ok(asked.map(|asked| page.t(Needed::rule_key(asked.needed))).unwrap_or_default())
}

fn of(invoice: &Invoice) -> WriteOff {
    WriteOff { tenant: invoice.tenant_id, invoice: invoice.id }
}

async fn end(ending: Ending, app: AppState, staff: SignedIn, page: Page, id: InvoiceId, form: EndingForm) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let invoice = queries::find(&mut change, id, Identity::Known).await?.ok_or(Error::NotFound)?;
    if !ending.fits(&invoice, &page) {
        return staff.go(&show_path(id), FlashKind::Warning, ending.impossible()).await;
    }
    let mut errors = Errors::new();
    let reason = reason::read(&mut errors, true, &form.reason);
    if errors.any() {
        let rule = rule(&mut change, &page, ending, &invoice).await?;
        return show(ending, page, rule, &invoice, form, &errors);
    }
    let submitted = match ending {
        Ending::Void if corrections::void(&mut change, &app.secrets, id, &reason).await? => Submitted::Done,
        Ending::Void => Submitted::Refused(ending.impossible()),
        Ending::WriteOff => approvals::submit(&mut change, app.means(), &of(&invoice), &reason).await?,
    };
    settle(&staff, change, submitted, &show_path(id), ending.done()).await
}

fn show(ending: Ending, page: Page, rule: String, invoice: &Invoice, form: EndingForm, errors: &Errors) -> Result<Response> {
    let page = super::below(page, invoice, ending.title(), errors.any());
    form_page(
        errors,
        &EndingPage {
            effects: ending.effects().into_iter().map(|key| page.t(key)).collect(),
            deed: page.t(ending.title()),
            rule,
            errors: errors.clone(),
            action: below(invoice.id, ending.page()),
            back: show_path(invoice.id),
            page,
            form,
        },
    )
}
