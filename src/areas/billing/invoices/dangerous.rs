//! What is given back or given up by hand: from an amount on it takes a second person.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::corrections::{self, Back, NotCredited};
use super::form::refusal;
use super::model::Invoice;
use super::queries;
use crate::areas::tenants::{Identity, lifecycle};
use crate::core::approvals::{Command, Effect, FieldChange, Means, Order};
use crate::core::change::Change;
use crate::core::ids::{InvoiceId, TenantId};
use crate::core::lang::Lang;
use crate::core::money::Money;
use crate::core::permission::Permission;

/// Issues a credit note for so much of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveBack {
    pub tenant: TenantId,
    pub invoice: InvoiceId,
    pub back: Vec<Back>,
}

/// Gives up asking for what is open of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteOff {
    pub tenant: TenantId,
    pub invoice: InvoiceId,
}

impl NotCredited {
    /// Key of the sentence why a request for it comes to nothing.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotPossible => "invoices-cannot-credit",
            Self::GivenBack => "invoices-cannot-credit-days",
            Self::TooMuch(_) => "invoices-error-credit-much",
            Self::Nothing => "invoices-error-credit-nothing",
            Self::Reckoning(error) => refusal(error),
            Self::SellerIncomplete => "invoices-error-seller",
        }
    }
}

/// What an act on one invoice changes, with whose it is.
async fn effect(
    db: &mut PgConnection,
    invoice: &Invoice,
    changes: impl IntoIterator<Item = (&'static str, Option<String>, String)>,
    amount: Money,
) -> Result<Result<Effect, &'static str>, sqlx::Error> {
    let Some(tenant) = lifecycle::queries::standing(db, invoice.tenant_id).await? else { return Ok(Err("lifecycle-error-gone")) };
    let told = |(field, before, after): (&str, Option<String>, String)| {
        FieldChange::new(invoice.tenant_id, field, before.as_deref(), Some(after.as_str()))
    };
    let about = told(("invoice", None, invoice.label(Lang::En)));
    let changes = std::iter::once(about).chain(changes.into_iter().map(told)).collect();
    let mut effect = Effect { changes, amount: Some(amount), ..Effect::default() };
    tenant.touch(&mut effect);
    Ok(Ok(effect))
}

async fn found(db: &mut PgConnection, id: InvoiceId) -> Result<Invoice, sqlx::Error> {
    queries::find(db, id, Identity::Known).await?.ok_or(sqlx::Error::RowNotFound)
}

impl Command for GiveBack {
    const NAME: &'static str = "invoice.credit";
    const PERMISSION: Permission = Permission::BillingCorrect;

    fn subject(&self) -> String {
        self.invoice.to_string()
    }

    fn tenant(&self) -> Option<TenantId> {
        Some(self.tenant)
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        queries::locked(change, self.invoice).await.map(drop)
    }

    async fn preview(&self, db: &mut PgConnection, _: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let invoice = found(db, self.invoice).await?;
        let credit = match corrections::prepare(db, invoice, &self.back).await? {
            Ok(credit) => credit,
            Err(refused) => return Ok(Err(refused.key())),
        };
        let invoice = &credit.invoice;
        let lines = credit.document.lines.iter().zip(credit.descriptions()).map(|(line, told)| format!("{told} {}", line.taxable));
        let total = credit.document.totals.total;
        let open = invoice.open();
        let changes = [
            ("lines", None, lines.collect::<Vec<_>>().join(", ")),
            ("total", None, total.to_string()),
            ("credited", Some(invoice.money(invoice.credited_minor).to_string()), credit.in_all().to_string()),
            ("open", Some(open.to_string()), invoice.money(open.minor.saturating_sub(total.minor).max(0)).to_string()),
        ];
        effect(db, invoice, changes, credit.in_all()).await
    }

    async fn execute(&self, change: &mut Change, means: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let issued = corrections::credit(change, means.secrets, self.invoice, &self.back, &order.reason).await?;
        Ok(issued.map(drop).map_err(NotCredited::key))
    }
}

impl Command for WriteOff {
    const NAME: &'static str = "invoice.write_off";
    const PERMISSION: Permission = Permission::BillingCorrect;

    fn subject(&self) -> String {
        self.invoice.to_string()
    }

    fn tenant(&self) -> Option<TenantId> {
        Some(self.tenant)
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        queries::locked(change, self.invoice).await.map(drop)
    }

    async fn preview(&self, db: &mut PgConnection, _: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let invoice = found(db, self.invoice).await?;
        if !invoice.may_be_written_off() {
            return Ok(Err("invoices-cannot-write-off"));
        }
        let open = invoice.open();
        let changes = [("open", Some(open.to_string()), Money::zero(open.currency).to_string())];
        // What was given back before counts too, so that both together weigh like either alone.
        let weight = invoice.money(invoice.credited_minor.saturating_add(open.minor));
        effect(db, &invoice, changes, weight).await
    }

    async fn execute(&self, change: &mut Change, _: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let done = corrections::write_off(change, self.invoice, &order.reason).await?;
        Ok(if done { Ok(()) } else { Err("invoices-cannot-write-off") })
    }
}
