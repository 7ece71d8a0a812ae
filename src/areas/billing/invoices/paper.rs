//! An issued document as it is printed: what the row, its lines and the seller of its day say, nothing reckoned anew.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use super::model::{Invoice, Line, Status, in_both};
use super::queries;
use crate::areas::billing::document::DocumentKind;
use crate::areas::billing::documents::{self, Bilingual, CreditNote, DocumentError, Party, Quantity, Sale, Totals, VatShare};
use crate::areas::billing::period::Period;
use crate::areas::billing::seller::{self, Seller};
use crate::areas::tenants::Identity;
use crate::core::country::Country;
use crate::core::ids::InvoiceId;
use crate::core::lang::Lang;

/// Everything a paper is made of.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    pub invoice: Invoice,
    pub lines: Vec<Line>,
    pub seller: Seller,
}

/// Reads an issued document. `None` for a draft, which is no paper.
pub(super) async fn read(db: &mut PgConnection, id: InvoiceId) -> Result<Option<Paper>, sqlx::Error> {
    let Some(invoice) = queries::find(db, id, Identity::Known).await? else { return Ok(None) };
    let Some(seller) = invoice.seller_id else { return Ok(None) };
    let seller = seller::find(db, seller).await?.ok_or(sqlx::Error::RowNotFound)?;
    let lines = queries::lines(db, id).await?;
    Ok(Some(Paper { invoice, lines, seller }))
}

/// Sums of the lines of one rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub taxable: i64,
    pub vat: i64,
}

/// By rate, the lowest first.
pub(super) fn shares(lines: &[Line]) -> BTreeMap<i32, Share> {
    let mut shares: BTreeMap<i32, Share> = BTreeMap::new();
    for line in lines {
        let share = shares.entry(line.vat_basis_points).or_default();
        share.taxable = share.taxable.saturating_add(line.taxable_minor);
        share.vat = share.vat.saturating_add(line.vat_minor);
    }
    shares
}

impl Paper {
    pub(super) fn lang(&self) -> Lang {
        self.invoice.buyer_language.as_deref().and_then(Lang::from_code).unwrap_or(Lang::En)
    }

    pub(super) fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let (invoice, sale) = (&self.invoice, self.sale());
        match invoice.kind {
            DocumentKind::Invoice => documents::tax_invoice(&documents::Invoice {
                sale,
                due_on: invoice.due_on.unwrap_or_default(),
                paid: invoice.money(invoice.settled_minor),
                due: invoice.open(),
                bank: self.seller.bank(),
            }),
            DocumentKind::CreditNote => documents::credit_note(&CreditNote {
                sale,
                corrects: invoice.corrects_reference.clone().zip(invoice.corrects_issued_on),
                reason: one_text(invoice.reason.as_deref().unwrap_or_default()),
            }),
        }
    }

    fn sale(&self) -> Sale {
        let invoice = &self.invoice;
        Sale {
            lang: self.lang(),
            number: invoice.reference.clone().unwrap_or_default(),
            issued_at: invoice.issued_at.unwrap_or(invoice.created_at),
            supply: period(invoice.period_start, invoice.period_end),
            order: None,
            seller: self.seller.party(),
            buyer: self.buyer(),
            currency: invoice.currency,
            lines: self.lines.iter().map(|line| self.line(line)).collect(),
            totals: Totals {
                before_discount: invoice.money(invoice.amount_minor),
                discount: invoice.money(invoice.discount_minor),
                taxable: invoice.money(invoice.taxable_minor),
                shares: shares(&self.lines)
                    .into_iter()
                    .map(|(rate, share)| VatShare {
                        basis_points: u32::try_from(rate).unwrap_or_default(),
                        taxable: invoice.money(share.taxable),
                        vat: invoice.money(share.vat),
                    })
                    .collect(),
                vat: invoice.money(invoice.vat_minor),
                total: invoice.money(invoice.total_minor),
            },
            notes: self.notes(),
        }
    }

    /// What stands at its end. The paper of a document that was taken back says so.
    fn notes(&self) -> Option<Bilingual> {
        if self.invoice.status == Status::Void {
            let said = |lang: Lang| lang.t("printed-void");
            return Some(Bilingual::new(said(Lang::En), said(Lang::Ar)));
        }
        self.invoice.note.as_deref().map(one_text)
    }

    fn line(&self, line: &Line) -> documents::Line {
        documents::Line {
            description: Bilingual::new(&line.description, &line.description2),
            period: period(line.period_start, line.period_end),
            quantity: Quantity::whole(line.quantity),
            unit_price: self.invoice.money(line.unit_minor),
            discount: self.invoice.money(line.discount_minor),
            vat_basis_points: u32::try_from(line.vat_basis_points).unwrap_or_default(),
            vat: self.invoice.money(line.vat_minor),
            total: self.invoice.money(line.total_minor),
        }
    }

    fn buyer(&self) -> Party {
        let invoice = &self.invoice;
        let country = invoice.buyer_country_code.as_deref().and_then(Country::from_code);
        Party {
            name: Bilingual::new(invoice.buyer_name.clone().unwrap_or_default(), invoice.buyer_name2.clone().unwrap_or_default()),
            address: in_both(invoice.buyer_address.clone().unwrap_or_default(), country),
            vat_number: invoice.buyer_vat_number.clone(),
            registration: None,
            email: invoice.buyer_email.clone(),
            phone: None,
        }
    }
}

fn period(from: Option<chrono::NaiveDate>, until: Option<chrono::NaiveDate>) -> Option<Period> {
    from.zip(until).map(|(starts, ends)| Period { starts, ends })
}

/// A text a person typed once, in whichever language.
fn one_text(text: &str) -> Bilingual {
    Bilingual::new(text, text)
}
