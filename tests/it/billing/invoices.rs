//! Invoices: written, issued, corrected, sent, and what nobody can do to them.

mod approvals;
mod corrections;
mod database;
mod pages;
mod papers;

use hq_console::areas::billing::document::{DocumentKind, Item, LineKind};
use hq_console::areas::billing::invoices::commands::{self, Issuing};
use hq_console::areas::billing::invoices::model::{Described, Written};
use hq_console::areas::tenants::demo;
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{InvoiceId, TenantId};
use hq_console::core::money::{Currency, Money};

use crate::support::{Browser, Console};

/// A console with tenants that were never asked for money.
async fn unsold() -> Console {
    let console = Console::start().await;
    demo::fill(&console.db, &console.clock, 6).await.unwrap();
    console
}

/// A console with tenants and a seller who may issue.
pub(super) async fn console() -> (Console, TenantId) {
    let console = unsold().await;
    db_seller(&console).await;
    let tenant = console.db_tenant("active").await;
    sqlx::query(
        "update sys_tenants set name = 'Pearl Laundry', name2 = 'مغسلة اللؤلؤ', country_code = 'OM', currency = 'OMR', default_language = 'ar',
                address = 'Way 12, Seeb', email = 'pearl@example.om' where id = $1",
    )
    .bind(tenant.0)
    .execute(&console.db)
    .await
    .unwrap();
    (console, tenant)
}

/// The particulars of the platform, with everything a tax invoice must say.
pub(crate) async fn db_seller(console: &Console) {
    sqlx::query(
        "insert into sys_sellers (id, name, name2, address, vat_number, iban, created_at)
         values (gen_random_uuid(), 'CleanMateX LLC', 'كلين ميت إكس', 'Al Khuwair, Muscat', 'OM1100004242', 'OM810180000001299123456', now())",
    )
    .execute(&console.db)
    .await
    .unwrap();
}

/// Has nobody asked whatever is given back or given up: for what is not about that.
async fn alone(console: &Console) {
    sqlx::query("update sys_approval_policies set enabled = false where command like 'invoice.%'").execute(&console.db).await.unwrap();
}

async fn change(console: &Console) -> Change {
    Change::begin(&console.db, &console.clock, Origin::of(Actor::System)).await.unwrap()
}

/// Two lines of 100 and 50 rials, with five per cent of VAT.
fn written() -> Written {
    let line = |minor: i64, description: &str| Described {
        item: Item {
            kind: LineKind::AddOn,
            item: String::new(),
            quantity: 1,
            unit: Money::new(minor, Currency::Omr),
            period: None,
            of_days: None,
            vat_basis_points: 500,
        },
        description: description.to_owned(),
        description2: "تدريب".to_owned(),
        corrects: None,
    };
    Written { currency: Currency::Omr, lines: vec![line(100_000, "Training"), line(50_000, "Report")], discount: None, note: None }
}

async fn draft(console: &Console, tenant: TenantId) -> InvoiceId {
    let mut change = change(console).await;
    let buyer = commands::buyer(&mut change, tenant).await.unwrap().unwrap();
    let written = written();
    let document = commands::reckon(DocumentKind::Invoice, &written).unwrap();
    let id = commands::draft(&mut change, &buyer, &written, &document).await.unwrap();
    change.commit().await.unwrap();
    id
}

async fn issue(console: &Console, id: InvoiceId) -> String {
    let mut change = change(console).await;
    let Issuing::Issued(reference) = commands::issue(&mut change, &console.secrets, id, 1, false).await.unwrap() else {
        panic!("it was not issued")
    };
    change.commit().await.unwrap();
    reference
}

pub(super) async fn issued(console: &Console, tenant: TenantId) -> InvoiceId {
    let id = draft(console, tenant).await;
    issue(console, id).await;
    id
}

/// How a document stands, what was settled of it and what was given back.
async fn standing(console: &Console, id: InvoiceId) -> (String, i64, i64) {
    sqlx::query_as("select status, settled_minor, credited_minor from sys_tenant_invoices where id = $1")
        .bind(id.0)
        .fetch_one(&console.db)
        .await
        .unwrap()
}

/// Writes an invoice of one line through the page and returns its address.
async fn write(browser: &mut Browser, tenant: TenantId) -> String {
    browser.open(&format!("/billing/invoices/new?tenant={tenant}")).await.ok();
    let form =
        browser.form("/billing/invoices/new").fill("description", "Training on site").fill("description2", "تدريب").fill("price", "100");
    form.submit().await.expect(303).location().to_owned()
}
