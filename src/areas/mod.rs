//! The product: one folder per business area. An area is reached by others through its `mod.rs` only.

pub mod access_reviews;
pub mod account;
pub mod approvals;
pub mod audit;
pub mod billing;
pub mod developers;
pub mod health;
pub mod help;
mod home;
pub mod jobs;
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
pub mod tasks;
pub mod tenants;

use sqlx::PgPool;

use crate::core::approvals::Registry as Commands;
use crate::core::clock::Clock;
use crate::core::jobs::{Catalogue, Every};
use crate::core::mail::{Attachments, SendMail};
use crate::core::secrets::Secrets;
use crate::web::Routes;
use sweep::Sweep;

/// The minute of the hour at which is swept: not on the hour, when everything else runs.
const SWEEP_AT: u32 = 17;
/// And at which requests that nobody decided are closed.
const EXPIRE_AT: u32 = 7;
/// And at which tenants move that time moves on.
const ADVANCE_AT: u32 = 27;
/// And at which partitions are made ahead, and figures of usage.
const KEEP_MONTHS_AT: u32 = 3;
const ROLL_UP_AT: u32 = 11;
/// And at which is looked whether yesterday's health is reckoned: after the figures of the day are in.
const SCORE_AT: u32 = 47;
/// And at which onboardings are looked after.
const TEND_AT: u32 = 37;
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
        billing::overview::routes(),
        billing::plans::routes(),
        billing::subscriptions::routes(),
        tenants::usage::routes(),
        health::routes(),
        tasks::routes(),
        tenants::onboarding::routes(),
        billing::invoices::routes(),
        billing::runs::routes(),
        billing::statements::routes(),
        staff::routes(),
        approvals::routes(),
        roles::routes(),
        permissions::routes(),
        access_reviews::routes(),
        security::routes(),
        jobs::routes(),
        developers::routes(),
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
        .with::<billing::subscriptions::agree::Agree>()
        .with::<billing::subscriptions::recycle::Recycle>()
        .with::<billing::subscriptions::moving::MoveMany>()
        .with::<billing::plans::dangerous::Agree>()
        .with::<billing::invoices::dangerous::GiveBack>()
        .with::<billing::invoices::dangerous::WriteOff>()
        .with::<billing::runs::dangerous::Begin>()
        .with::<billing::seller::dangerous::ChangeBank>()
        .with::<approvals::ChangePolicy>()
        .with::<staff::dangerous::Grant>()
        .with::<staff::dangerous::Reset>()
        .with::<roles::dangerous::Widen>()
}

/// Every area's background work.
pub fn jobs() -> Catalogue {
    Catalogue::default()
        .with::<SendMail>()
        .with::<jobs::ActOnJobs>()
        .with::<tenants::imports::job::RunImport>()
        .with::<tenants::imports::job::UndoImport>()
        .with::<billing::runs::job::RunBilling>()
        .with::<billing::runs::job::MailInvoices>()
        .every::<billing::runs::job::BillDaily>(Every::Day(0, 0))
        .every::<jobs::SweepJobs>(Every::Day(3, 12))
        .every::<Sweep>(Every::Hour(SWEEP_AT))
        .every::<approvals::Expire>(Every::Hour(EXPIRE_AT))
        .every::<tenants::lifecycle::Advance>(Every::Hour(ADVANCE_AT))
        .every::<access_reviews::job::StartReview>(Every::Hour(REVIEW_AT))
        .every::<tenants::usage::jobs::KeepMonths>(Every::Hour(KEEP_MONTHS_AT))
        .every::<tenants::usage::jobs::RollUp>(Every::Hour(ROLL_UP_AT))
        .every::<health::ScoreAll>(Every::Hour(SCORE_AT))
        .every::<tenants::onboarding::Tend>(Every::Hour(TEND_AT))
}

/// Who makes the files that mails carry.
pub fn attachments() -> Attachments {
    Attachments::default()
        .with(billing::invoices::mails::SOURCE, billing::invoices::mails::file)
        .with(billing::statements::mails::SOURCE, billing::statements::mails::file)
}

/// What must stand before anything is served: the months events of today fall into.
pub async fn ready(db: &PgPool, clock: &Clock) -> Result<(), sqlx::Error> {
    tenants::usage::months::ensure(db, clock.today()).await.map(drop)
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
    if tenants::demo::fill(db, clock, tenants).await? {
        health::demo::fill(db, clock).await?;
        billing::plans::demo::fill(db, clock).await?;
        billing::invoices::demo::fill(db, clock).await?;
    }
    Ok(())
}
