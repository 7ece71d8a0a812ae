//! What is done to a document that was issued: taken back on its day, given back in part or whole, given up. It is never edited.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::commands::{event, numbers, reckon, write_lines};
use super::model::{Described, Invoice, Line, Status, Written, due_on};
use super::{mails, queries};
use crate::areas::billing::BillingError;
use crate::areas::billing::document::{Document, DocumentKind, Item, Totals};
use crate::areas::billing::period::Period;
use crate::areas::billing::seller;
use crate::areas::billing::subscriptions::give_back;
use crate::areas::tenants::Identity;
use crate::core::change::Change;
use crate::core::clock::business_day;
use crate::core::ids::InvoiceId;
use crate::core::lang::Lang;
use crate::core::money::Money;
use crate::core::secrets::Secrets;

/// Takes an invoice back that should not have been issued; whoever got it by mail is told. `false` when it cannot be any more.
pub async fn void(change: &mut Change, secrets: &Secrets, id: InvoiceId, reason: &str) -> Result<bool, sqlx::Error> {
    let today = business_day(change.at());
    let Some(invoice) = queries::locked(change, id).await?.filter(|invoice| invoice.may_be_voided(today)) else { return Ok(false) };
    if give_back::was_given_back(change, id).await? {
        return Ok(false);
    }
    sqlx::query!("update sys_tenant_invoices set status = 'void', voided_on = $2, version = version + 1 where id = $1", id.0, today)
        .execute(&mut **change)
        .await?;
    let told = mails::tell_of_void(change, secrets, &invoice).await?;
    record(change, "invoice.voided", &invoice, reason, &told).await?;
    Ok(true)
}

/// Gives up asking for what is open. `false` when nothing is.
pub async fn write_off(change: &mut Change, id: InvoiceId, reason: &str) -> Result<bool, sqlx::Error> {
    let Some(invoice) = queries::locked(change, id).await?.filter(Invoice::may_be_written_off) else { return Ok(false) };
    let today = business_day(change.at());
    sqlx::query!(
        "update sys_tenant_invoices set status = 'uncollectible', written_off_on = $2, version = version + 1 where id = $1",
        id.0,
        today
    )
    .execute(&mut **change)
    .await?;
    record(change, "invoice.written_off", &invoice, reason, &BTreeSet::new()).await?;
    Ok(true)
}

async fn record(
    change: &mut Change,
    action: &'static str,
    invoice: &Invoice,
    reason: &str,
    mailed: &BTreeSet<String>,
) -> Result<(), sqlx::Error> {
    let mut told = json!({ "total": invoice.money(invoice.total_minor).to_string(), "open": invoice.open().to_string() });
    if !mailed.is_empty() {
        told["mail"] = json!(mailed);
    }
    change.record(event(action, invoice.id, &invoice.label(Lang::En), invoice.tenant_id).reason(reason).after(told)).await.map(drop)
}

/// How much of a line is given back, before VAT and never below zero: the line's own sign says which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    pub position: i16,
    pub minor: i64,
}

/// Why nothing is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCredited {
    /// It was voided, written off or given back meanwhile.
    NotPossible,
    /// Days that it charged were given back by a document of the subscription that does not name it.
    GivenBack,
    /// More than is left, on this line or, without one, on the document.
    TooMuch(Option<i16>),
    Nothing,
    Reckoning(BillingError),
    SellerIncomplete,
}

/// A credit note as it would be issued.
#[derive(Clone, Debug)]
pub struct Credit {
    pub invoice: Invoice,
    pub document: Document,
    written: Written,
    seller: Uuid,
}

impl Credit {
    /// All that is given back of the invoice then, VAT included: what came before counts too, so that parts are weighed like the whole.
    pub fn in_all(&self) -> Money {
        self.invoice.money(self.invoice.credited_minor.saturating_add(self.document.totals.total.minor))
    }

    /// What each line is about.
    pub fn descriptions(&self) -> impl Iterator<Item = &str> {
        self.written.lines.iter().map(|line| line.description.as_str())
    }
}

/// Reckons what giving back so much of an invoice would come to.
pub async fn prepare(db: &mut PgConnection, invoice: Invoice, back: &[Back]) -> Result<Result<Credit, NotCredited>, sqlx::Error> {
    if !invoice.may_be_credited() {
        return Ok(Err(NotCredited::NotPossible));
    }
    if give_back::was_given_back(db, invoice.id).await? {
        return Ok(Err(NotCredited::GivenBack));
    }
    let lines = queries::lines(db, invoice.id).await?;
    let written = match given_back(&invoice, &lines, back) {
        Ok(written) if written.lines.is_empty() => return Ok(Err(NotCredited::Nothing)),
        Ok(written) => written,
        Err(line) => return Ok(Err(NotCredited::TooMuch(line))),
    };
    let document = match reckon(DocumentKind::CreditNote, &written).and_then(|document| with_the_rest(document, &written, &lines)) {
        Ok(document) => document,
        Err(error) => return Ok(Err(NotCredited::Reckoning(error))),
    };
    let total = document.totals.total.minor;
    if total == 0 {
        return Ok(Err(NotCredited::Nothing));
    }
    if total > invoice.total_minor.saturating_sub(invoice.credited_minor) {
        return Ok(Err(NotCredited::TooMuch(None)));
    }
    let Some(seller) = seller::ready(db).await? else { return Ok(Err(NotCredited::SellerIncomplete)) };
    Ok(Ok(Credit { invoice, document, written, seller: seller.id }))
}

/// Issues a credit note. What is open of the invoice shrinks by as much; what was paid already stays to the tenant's credit.
pub async fn credit(
    change: &mut Change,
    secrets: &Secrets,
    id: InvoiceId,
    back: &[Back],
    reason: &str,
) -> Result<Result<(InvoiceId, String), NotCredited>, sqlx::Error> {
    // The lock is held to the end: whoever gives back at the same time sees what is left.
    let Some(invoice) = queries::locked(change, id).await? else { return Ok(Err(NotCredited::NotPossible)) };
    let Credit { invoice, document, written, seller } = match prepare(change, invoice, back).await? {
        Ok(credit) => credit,
        Err(refused) => return Ok(Err(refused)),
    };
    let total = document.totals.total.minor;
    let set_off = set_off(change, &invoice, total).await?;
    let note = InvoiceId(change.new_id());
    let (at, by, today) = (change.at(), change.staff_id().map(|id| id.0), business_day(change.at()));
    let numbers = numbers(change, DocumentKind::CreditNote, today, 1).await?;
    let reference = numbers.reference(0);
    let due_on = due_on(today);
    let totals = &document.totals;
    sqlx::query!(
        r#"insert into sys_tenant_invoices (id, tenant_id, kind, origin, status, series, year, number, reference, issued_on, issued_at, issued_in,
                  due_on, currency, seller_id, buyer_name, buyer_name2, buyer_address, buyer_country_code, buyer_vat_number, buyer_email,
                  buyer_language, amount_minor, discount_minor, taxable_minor, vat_minor, total_minor, settled_minor, corrects_id, reason,
                  created_by, created_at)
           select $1, tenant_id, 'credit_note', 'correction', $3, $4, $5, $6, $7, $8, $9, pg_current_xact_id(), $10, currency, $11, buyer_name,
                  buyer_name2, buyer_address, buyer_country_code, buyer_vat_number, buyer_email, buyer_language, $12, $13, $14, $15, $16, $17, id,
                  $18, $19, $9
             from sys_tenant_invoices where id = $2"#,
        note.0,
        id.0,
        Status::settled(set_off, total).code(),
        numbers.series,
        numbers.year,
        numbers.number(0),
        reference,
        today,
        at,
        due_on,
        seller,
        totals.amount.minor,
        totals.discount.minor,
        totals.taxable.minor,
        totals.vat.minor,
        total,
        set_off,
        reason,
        by
    )
    .execute(&mut **change)
    .await?;
    write_lines(change, note, &written, &document).await?;
    let issued = queries::find(change, note, Identity::Known).await?.ok_or(sqlx::Error::RowNotFound)?;
    let sent_to = mails::queue(change, secrets, &issued).await?;
    let after = json!({ "credit_note": reference, "total": totals.total.to_string(), "mail": sent_to });
    change.record(event("invoice.credited", id, &invoice.label(Lang::En), invoice.tenant_id).reason(reason).after(after)).await?;
    Ok(Ok((note, reference)))
}

/// Gives so much of an invoice back, its tax included. Says how much of what was open it settles.
pub(in crate::areas::billing) async fn set_off(change: &mut Change, invoice: &Invoice, total: i64) -> Result<i64, sqlx::Error> {
    let set_off = total.min(invoice.open().minor);
    let settled = invoice.settled_minor.saturating_add(set_off);
    let status = Status::settled(settled, invoice.total_minor);
    sqlx::query!(
        r#"update sys_tenant_invoices set credited_minor = credited_minor + $2, settled_minor = $3, status = $4, version = version + 1
            where id = $1"#,
        invoice.id.0,
        total,
        settled,
        status.code()
    )
    .execute(&mut **change)
    .await?;
    Ok(set_off)
}

/// VAT of what is given back in parts: each part is rounded by itself and never above what is left, and the last one takes the rest. So the
/// parts add up to the line, however it is cut.
fn with_the_rest(mut document: Document, written: &Written, lines: &[Line]) -> Result<Document, BillingError> {
    let mut totals = Totals::zero(written.currency);
    for (given, line) in written.lines.iter().zip(&mut document.lines) {
        if let Some(of) = lines.iter().find(|of| Some(of.position) == given.corrects) {
            let rest = of.vat_minor.saturating_sub(of.credited_vat);
            let is_last = line.taxable.minor == of.taxable_minor.saturating_sub(of.credited_taxable);
            if is_last || line.vat.minor.saturating_abs() > rest.saturating_abs() {
                line.vat.minor = rest;
                line.total = line.taxable.plus(line.vat)?;
            }
        }
        totals = totals.plus(line)?;
    }
    Ok(Document { totals, ..document })
}

/// The lines of the note, or the one of which more is asked for than is left.
fn given_back(invoice: &Invoice, lines: &[Line], back: &[Back]) -> Result<Written, Option<i16>> {
    let mut written = Written { currency: invoice.currency, lines: Vec::new(), discount: None, note: None };
    for (place, one) in back.iter().enumerate().filter(|(_, one)| one.minor != 0) {
        // Each line once: two parts of one would each be held against all that is left.
        if back[..place].iter().any(|before| before.position == one.position && before.minor != 0) {
            return Err(Some(one.position));
        }
        let Some(line) = lines.iter().find(|line| line.position == one.position) else { return Err(None) };
        let left = line.taxable_minor.saturating_sub(line.credited_taxable);
        if one.minor < 0 || one.minor > left.saturating_abs() {
            return Err(Some(one.position));
        }
        written.lines.push(Described {
            item: Item {
                kind: line.kind,
                item: line.item.clone(),
                quantity: 1,
                unit: invoice.money(one.minor.saturating_mul(left.signum())),
                period: line.period_start.zip(line.period_end).map(|(starts, ends)| Period { starts, ends }),
                of_days: None,
                vat_basis_points: u16::try_from(line.vat_basis_points).unwrap_or_default(),
            },
            description: line.description.clone(),
            description2: line.description2.clone(),
            corrects: Some(line.position),
        });
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::areas::billing::document::LineKind;
    use crate::core::money::Currency;

    fn line(taxable: i64, rate: u16) -> Line {
        let vat = Money::new(taxable, Currency::Omr).rate(i64::from(rate)).unwrap().minor;
        Line {
            position: 1,
            kind: LineKind::AddOn,
            item: String::new(),
            description: "Training".to_owned(),
            description2: String::new(),
            quantity: 1,
            unit_minor: taxable,
            period_start: None,
            period_end: None,
            vat_basis_points: i32::from(rate),
            amount_minor: taxable,
            discount_minor: 0,
            taxable_minor: taxable,
            vat_minor: vat,
            total_minor: taxable + vat,
            credited_taxable: 0,
            credited_vat: 0,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        /// However a line is given back, nothing of it is left in the end, and never was more given back than there is.
        #[test]
        fn parts_add_up_to_the_line(taxable in 1..100_000_i64, rate in 0..2_000_u16, cuts in proptest::collection::vec(1..50_000_i64, 0..6), takes in any::<bool>()) {
            let mut of = line(if takes { -taxable } else { taxable }, rate);
            let mut parts: Vec<i64> = Vec::new();
            for cut in cuts {
                let left = taxable - parts.iter().sum::<i64>();
                if cut < left {
                    parts.push(cut);
                }
            }
            parts.push(taxable - parts.iter().sum::<i64>());
            for part in parts {
                let unit = Money::new(part * of.taxable_minor.signum(), Currency::Omr);
                let item = Item { kind: of.kind, item: String::new(), quantity: 1, unit, period: None, of_days: None, vat_basis_points: rate };
                let given = Described { item: item.clone(), description: String::new(), description2: String::new(), corrects: Some(1) };
                let written = Written { currency: Currency::Omr, lines: vec![given], discount: None, note: None };
                let vat = unit.rate(i64::from(rate)).unwrap();
                let total = unit.plus(vat).unwrap();
                let reckoned = crate::areas::billing::document::Line { item, amount: unit, discount: Money::zero(Currency::Omr), taxable: unit, vat, total };
                let document = Document {
                    kind: DocumentKind::CreditNote,
                    lines: vec![reckoned],
                    discounts: Vec::new(),
                    by_rate: std::collections::BTreeMap::new(),
                    totals: Totals::zero(Currency::Omr),
                };
                let document = with_the_rest(document, &written, std::slice::from_ref(&of)).unwrap();
                of.credited_taxable += document.totals.taxable.minor;
                of.credited_vat += document.totals.vat.minor;
                prop_assert!(of.credited_vat.abs() <= of.vat_minor.abs());
                prop_assert_eq!(document.totals.total.minor, document.totals.taxable.minor + document.totals.vat.minor);
            }
            prop_assert_eq!((of.credited_taxable, of.credited_vat), (of.taxable_minor, of.vat_minor));
        }
    }
}
