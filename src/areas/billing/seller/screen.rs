//! The page of the seller's particulars.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::dangerous::ChangeBank;
use super::{PATH, Seller, current, save};
use crate::areas::approvals::settle;
use crate::areas::billing::{invoices, reason};
use crate::core::approvals::{self, Submitted};
use crate::core::email::Email;
use crate::core::text;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/seller.html")]
struct SellerPage {
    page: Page,
    errors: Errors,
    form: SellerForm,
    /// Whether something is missing that a tax invoice must say.
    incomplete: bool,
    back: &'static str,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::billing) struct SellerForm {
    name: String,
    name2: String,
    address: String,
    address2: String,
    vat_number: String,
    registration: String,
    email: String,
    phone: String,
    bank_name: String,
    iban: String,
    swift: String,
    /// Why the account changes.
    reason: String,
    version: Option<i64>,
}

impl SellerForm {
    fn of(seller: &Seller) -> Self {
        let seller = seller.clone();
        Self {
            name: seller.name,
            name2: seller.name2,
            address: seller.address,
            address2: seller.address2,
            vat_number: seller.vat_number,
            registration: seller.registration,
            email: seller.email,
            phone: seller.phone,
            bank_name: seller.bank_name,
            iban: seller.iban,
            swift: seller.swift,
            reason: String::new(),
            version: Some(seller.version),
        }
    }

    fn check(&self) -> std::result::Result<Seller, Errors> {
        let mut errors = Errors::new();
        let mut line = |field: &'static str, typed: &str, most: usize| {
            let clean = text::clean(typed);
            if clean.chars().count() > most {
                errors.add(field, "seller-error-long");
            }
            clean
        };
        let plain = |typed: &str| text::digits_to_latin(typed).replace([' ', '-'], "").to_uppercase();
        let mut seller = Seller {
            id: Uuid::nil(),
            version: 0,
            name: line("name", &self.name, 250),
            name2: line("name2", &self.name2, 250),
            address: text::clean_lines(&self.address),
            address2: text::clean_lines(&self.address2),
            vat_number: line("vat_number", &plain(&self.vat_number), 30),
            registration: line("registration", &text::digits_to_latin(&self.registration), 50),
            email: line("email", &self.email, 254),
            phone: line("phone", &text::digits_to_latin(&self.phone), 30),
            bank_name: line("bank_name", &self.bank_name, 250),
            iban: line("iban", &plain(&self.iban), 34),
            swift: line("swift", &plain(&self.swift), 11),
        };
        for (field, address) in [("address", &seller.address), ("address2", &seller.address2)] {
            if address.chars().count() > 500 {
                errors.add(field, "seller-error-long");
            }
        }
        if seller.name.chars().count() < 2 {
            errors.add("name", "seller-error-name");
        }
        if !seller.vat_number.chars().all(|c| c.is_ascii_alphanumeric()) {
            errors.add("vat_number", "seller-error-vat-number");
        }
        if !seller.iban.is_empty() && !is_iban(&seller.iban) {
            errors.add("iban", "seller-error-iban");
        }
        if !seller.email.is_empty() {
            match Email::parse(&seller.email) {
                Ok(email) => seller.email = email.to_string(),
                Err(_) => errors.add("email", "seller-error-email"),
            }
        }
        if errors.is_empty() { Ok(seller) } else { Err(errors) }
    }
}

/// Whether the check digits of an account number are right (ISO 13616): a wrong one sends the money elsewhere.
fn is_iban(iban: &str) -> bool {
    if !(15..=34).contains(&iban.len()) || !iban.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return false;
    }
    let (head, rest) = iban.split_at(4);
    let rest = rest.chars().chain(head.chars());
    rest.filter_map(|c| c.to_digit(36)).fold(0_u32, |sum, digit| if digit < 10 { sum * 10 + digit } else { sum * 100 + digit } % 97) == 1
}

pub(in crate::areas::billing) async fn get(page: Page, mut db: Db) -> Result<Response> {
    let seller = current(&mut db).await?.ok_or(Error::NotFound)?;
    show(page, &seller, SellerForm::of(&seller), &Errors::new())
}

pub(in crate::areas::billing) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Form(form): Form<SellerForm>,
) -> Result<Response> {
    let version = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    let before = current(&mut change).await?.ok_or(Error::NotFound)?;
    let mut after = match form.check() {
        Ok(after) => after,
        Err(errors) => return show(page, &before, form, &errors),
    };
    (after.id, after.version) = (before.id, before.version);
    if after == before {
        return staff.go(PATH, FlashKind::Info, "seller-unchanged").await;
    }
    let bank = ChangeBank::of(&after);
    let moves = bank != ChangeBank::of(&before);
    let mut errors = Errors::new();
    let reason = reason::read(&mut errors, moves, if moves { &form.reason } else { "" });
    // The account waits for somebody else; the rest holds at once.
    let rest = ChangeBank::of(&before).on(&after);
    if errors.is_empty() && (version != before.version || rest != before && !save(&mut change, &before, &rest, None).await?) {
        errors.add("name", "seller-error-stale");
    }
    if errors.any() {
        let form = SellerForm { version: Some(before.version), ..form };
        return show(page, &before, form, &errors);
    }
    let submitted = if moves { approvals::submit(&mut change, app.means(), &bank, &reason).await? } else { Submitted::Done };
    settle(&staff, change, submitted, PATH, "seller-saved").await
}

fn show(page: Page, seller: &Seller, form: SellerForm, errors: &Errors) -> Result<Response> {
    let page = page.titled("seller-title").section("nav-invoices").failed(errors.any());
    let invoices = page.t("nav-invoices");
    form_page(
        errors,
        &SellerPage {
            page: page.crumb(invoices, invoices::INDEX),
            errors: errors.clone(),
            form,
            incomplete: !seller.may_issue(),
            back: invoices::INDEX,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_number_with_a_wrong_digit_is_refused() {
        assert!(is_iban("GB82WEST12345698765432"));
        assert!(!is_iban("GB82WEST12345698765433"));
        assert!(!is_iban("OM00"));
    }
}
