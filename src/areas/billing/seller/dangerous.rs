//! Where tenants are told to pay: another account takes a second person.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::{Seller, current, hold, save};
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, Subject, SubjectKind};
use crate::core::change::Change;
use crate::core::permission::Permission;

/// Puts another bank account on the documents issued from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeBank {
    pub bank_name: String,
    pub iban: String,
    pub swift: String,
}

impl ChangeBank {
    pub fn of(seller: &Seller) -> Self {
        Self { bank_name: seller.bank_name.clone(), iban: seller.iban.clone(), swift: seller.swift.clone() }
    }

    /// The particulars with this account.
    pub fn on(&self, seller: &Seller) -> Seller {
        let Self { bank_name, iban, swift } = self.clone();
        Seller { bank_name, iban, swift, ..seller.clone() }
    }
}

impl Command for ChangeBank {
    const NAME: &'static str = "seller.bank";
    const PERMISSION: Permission = Permission::BillingSettings;

    /// There is one seller.
    fn subject(&self) -> String {
        "seller".to_owned()
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        hold(change).await.map(drop)
    }

    async fn preview(&self, db: &mut PgConnection, _: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let Some(seller) = current(db).await? else { return Ok(Err("seller-error-none")) };
        let before = Self::of(&seller);
        if *self == before {
            return Ok(Err("seller-unchanged"));
        }
        let id = self.subject();
        let fields =
            [("bank_name", &before.bank_name, &self.bank_name), ("iban", &before.iban, &self.iban), ("swift", &before.swift, &self.swift)];
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let differ = fields.into_iter().filter(|(_, before, after)| before != after);
        let changes =
            differ.map(|(field, before, after)| FieldChange::new(&id, field, said(before).as_deref(), said(after).as_deref())).collect();
        let subject = Subject { kind: SubjectKind::Seller, id, label: seller.name, rank: 0 };
        Ok(Ok(Effect { subjects: vec![subject], changes, ..Effect::default() }))
    }

    async fn execute(&self, change: &mut Change, _: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let Some(before) = current(change).await? else { return Ok(Err("seller-error-none")) };
        let saved = save(change, &before, &self.on(&before), Some(&order.reason)).await?;
        Ok(if saved { Ok(()) } else { Err("seller-error-stale") })
    }
}
