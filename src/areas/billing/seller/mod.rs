//! Who sells: the particulars of the platform on every document. A saved version is a new row; documents keep the one of their day.

pub mod dangerous;
mod screen;

use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::documents::{BankAccount, Bilingual, Party};
use crate::core::change::{Change, Event};

pub(super) use screen::{get, post};

/// Where the seller is looked at and changed.
pub const PATH: &str = "/billing/seller";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Seller {
    #[serde(skip)]
    pub id: Uuid,
    #[serde(skip)]
    pub version: i64,
    pub name: String,
    pub name2: String,
    pub address: String,
    pub address2: String,
    pub vat_number: String,
    pub registration: String,
    pub email: String,
    pub phone: String,
    pub bank_name: String,
    pub iban: String,
    pub swift: String,
}

impl Seller {
    /// A tax invoice says who sells, where, and under which VAT number.
    pub fn may_issue(&self) -> bool {
        !self.vat_number.trim().is_empty() && !self.address.trim().is_empty()
    }

    pub(super) fn party(&self) -> Party {
        let unless_empty = |text: &String| (!text.is_empty()).then(|| text.clone());
        Party {
            name: Bilingual::new(&self.name, &self.name2),
            address: Bilingual::new(&self.address, &self.address2),
            vat_number: unless_empty(&self.vat_number),
            registration: unless_empty(&self.registration),
            email: unless_empty(&self.email),
            phone: unless_empty(&self.phone),
        }
    }

    /// Where is paid, if the console knows.
    pub(super) fn bank(&self) -> Option<BankAccount> {
        (!self.iban.is_empty()).then(|| BankAccount {
            bank: Bilingual::new(&self.bank_name, &self.bank_name),
            name: Bilingual::new(&self.name, &self.name2),
            iban: self.iban.clone(),
            swift: self.swift.clone(),
        })
    }
}

/// The version in force.
pub async fn current(db: &mut PgConnection) -> Result<Option<Seller>, sqlx::Error> {
    sqlx::query_as!(
        Seller,
        "select id, version, name, name2, address, address2, vat_number, registration, email, phone, bank_name, iban, swift
           from sys_sellers order by version desc limit 1"
    )
    .fetch_optional(db)
    .await
}

/// The same, where it says enough to issue tax invoices.
pub async fn ready(db: &mut PgConnection) -> Result<Option<Seller>, sqlx::Error> {
    Ok(current(db).await?.filter(Seller::may_issue))
}

/// A version that may have been followed by others.
pub(super) async fn find(db: &mut PgConnection, id: Uuid) -> Result<Option<Seller>, sqlx::Error> {
    sqlx::query_as!(
        Seller,
        "select id, version, name, name2, address, address2, vat_number, registration, email, phone, bank_name, iban, swift
           from sys_sellers where id = $1",
        id
    )
    .fetch_optional(db)
    .await
}

/// Holds the particulars until the change ends: two who save at once would each not see the other's row.
async fn hold(change: &mut Change) -> Result<(), sqlx::Error> {
    sqlx::query!("lock table sys_sellers in share row exclusive mode").execute(&mut **change).await.map(drop)
}

/// Saves a new version over the one that was read. `false` when that is no longer the one in force.
pub async fn save(change: &mut Change, before: &Seller, after: &Seller, reason: Option<&str>) -> Result<bool, sqlx::Error> {
    hold(change).await?;
    if current(change).await?.is_none_or(|newest| newest.version != before.version) {
        return Ok(false);
    }
    let (id, at, by) = (change.new_id(), change.at(), change.staff_id().map(|id| id.0));
    sqlx::query!(
        r#"insert into sys_sellers (id, name, name2, address, address2, vat_number, registration, email, phone, bank_name, iban, swift,
                                    created_by, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"#,
        id,
        after.name,
        after.name2,
        after.address,
        after.address2,
        after.vat_number,
        after.registration,
        after.email,
        after.phone,
        after.bank_name,
        after.iban,
        after.swift,
        by,
        at
    )
    .execute(&mut **change)
    .await?;
    let event = Event::new("seller.edited", "seller").object(id, after.name.clone()).diff(before, after);
    change.record(if let Some(reason) = reason { event.reason(reason) } else { event }).await?;
    Ok(true)
}
