//! The product: one folder per business area. An area is reached by others through its `mod.rs` only.

pub mod access_reviews;
pub mod account;
pub mod approvals;
pub mod audit;
pub mod help;
mod home;
pub mod mailbox;
pub mod permissions;
pub mod product;
pub mod roles;
pub mod search;
pub mod security;
pub mod sign_in;
pub mod staff;
pub mod styleguide;
mod sweep;
pub mod tenants;

use sqlx::PgPool;

use crate::core::approvals::Registry as Commands;
use crate::core::clock::Clock;
use crate::core::jobs::{Registry, Services};
use crate::core::mail::SendMail;
use crate::core::secrets::Secrets;
use crate::web::Routes;
use sweep::Sweep;

/// The minute of the hour at which is swept: not on the hour, when everything else runs.
const SWEEP_AT: u32 = 17;
/// And at which requests that nobody decided are closed.
const EXPIRE_AT: u32 = 7;
/// And at which tenants move that time moves on.
const ADVANCE_AT: u32 = 27;
/// The minute at which is looked whether the quarter's review of access is due.
const REVIEW_AT: u32 = 23;

/// Every area's part of the route table. The demonstration has pages of its own.
pub fn all(demo: bool) -> Vec<Routes> {
    let mut areas = vec![
        home::routes(),
        sign_in::routes(),
        account::routes(),
        tenants::routes(),
        tenants::imports::routes(),
        tenants::lifecycle::routes(),
        tenants::bulk::routes(),
        staff::routes(),
        approvals::routes(),
        roles::routes(),
        permissions::routes(),
        access_reviews::routes(),
        security::routes(),
        product::routes(),
        audit::routes(),
        search::routes(),
        help::routes(),
        styleguide::routes(demo),
    ];
    if demo {
        areas.push(mailbox::routes());
    }
    areas
}

/// Every act that can be put under approval.
pub fn commands() -> Commands {
    Commands::default()
        .with::<tenants::lifecycle::dangerous::Suspend>()
        .with::<tenants::lifecycle::dangerous::SuspendMany>()
        .with::<tenants::lifecycle::dangerous::Cancel>()
        .with::<tenants::lifecycle::dangerous::Churn>()
        .with::<approvals::ChangePolicy>()
        .with::<staff::dangerous::Grant>()
        .with::<staff::dangerous::Reset>()
}

/// Every area's background work.
pub fn jobs(services: &Services) -> anyhow::Result<Registry> {
    Registry::new(services)
        .with::<SendMail>()
        .with::<tenants::imports::job::RunImport>()
        .with::<tenants::imports::job::UndoImport>()
        .hourly::<Sweep>(SWEEP_AT)?
        .hourly::<approvals::Expire>(EXPIRE_AT)?
        .hourly::<tenants::lifecycle::Advance>(ADVANCE_AT)?
        .hourly::<access_reviews::job::StartReview>(REVIEW_AT)
}

/// Invents the demonstration: the accounts, and `tenants` tenants with two years of history. Does nothing where it was done before.
pub async fn fill_demo(
    db: &PgPool,
    clock: &Clock,
    secrets: &Secrets,
    accounts: &[staff::demo::DemoAccount],
    tenants: u32,
) -> anyhow::Result<()> {
    staff::demo::fill(db, clock, secrets, accounts).await?;
    tenants::demo::fill(db, clock, tenants).await
}
