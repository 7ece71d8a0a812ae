//! The pages and files of a statement.

pub(super) mod export;
pub(super) mod pdf;
pub(super) mod send;
pub(super) mod show;

use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use sqlx::PgConnection;

use super::asked::{Asked, Chosen};
use super::paper::{self, Statement};
use super::path;
use super::queries::{self, Account};
use crate::areas::billing::invoices::commands::buyer;
use crate::areas::billing::invoices::model::Buyer;
use crate::areas::tenants::Identity;
use crate::core::ids::TenantId;
use crate::web::{Error, Errors, Result, SignedIn};

/// A tenant, its accounts, and what was asked for of them.
struct Opened {
    buyer: Buyer,
    accounts: Vec<Account>,
    chosen: std::result::Result<Option<Chosen>, Errors>,
}

async fn open(db: &mut PgConnection, staff: &SignedIn, id: TenantId, asked: &Asked, today: NaiveDate) -> Result<Opened> {
    let buyer = buyer(db, id).await?.ok_or(Error::NotFound)?;
    Identity::of(staff).required()?;
    let accounts = queries::accounts(db, id).await?;
    let chosen = asked.choose(&accounts, buyer.currency, today);
    Ok(Opened { buyer, accounts, chosen })
}

/// For files: the statement, where there is one to be had of what was asked.
async fn statement(db: &mut PgConnection, staff: &SignedIn, id: TenantId, asked: &Asked, today: NaiveDate) -> Result<Option<Statement>> {
    let opened = open(db, staff, id, asked, today).await?;
    let Ok(Some(chosen)) = opened.chosen else { return Ok(None) };
    Ok(Some(paper::read(db, opened.buyer, chosen.currency, chosen.period).await?))
}

/// The page with what was asked: it says why there is no statement.
fn explained(id: TenantId, asked: &Asked) -> Response {
    Redirect::to(&format!("{}?{}", path(id), asked.query())).into_response()
}
