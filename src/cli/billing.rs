//! `hq-console billing …`

use std::process::ExitCode;

use anyhow::bail;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use tokio_util::sync::CancellationToken;

use super::DataDir;
use super::runtime::{Ground, LONG_STATEMENTS};
use crate::areas::billing::runs::commands::{self, NoRun, STEP};
use crate::areas::billing::runs::job;
use crate::areas::billing::runs::model::Status;
use crate::areas::billing::runs::preview::{self, Oddity, Preview};
use crate::core::change::{Actor, Change, Origin};
use crate::core::clock::Clock;
use crate::core::db;
use crate::core::ids::BillingRunId;
use crate::core::lang::Lang;
use crate::core::money::Money;
use crate::core::settings::Settings;

#[derive(Subcommand)]
pub(super) enum BillingCommand {
    /// Charge everything that is due by a day, as the console's page does
    #[command(
        after_help = "A run that was cut off is gone on with. Whoever cannot be charged is told with the reason and gets a task; the others are\ncharged all the same. Mails are sent by the console's workers.\n\nEnds with 0 when the run was worked through, also when some could not be charged: how many is said in the last line."
    )]
    Run(RunArgs),
}

#[derive(Args)]
pub(super) struct RunArgs {
    /// Charge what is due by this day [default: today in Muscat]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Subscriptions of one transaction: fewer are charged or not as one, and hold up less; more are quicker
    #[arg(long, value_name = "MANY", default_value_t = STEP, value_parser = clap::value_parser!(i64).range(1..=50_000))]
    step: i64,
    /// Only tell what would be charged; nothing is written
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    data: DataDir,
}

impl BillingCommand {
    pub(super) fn data(&self) -> &DataDir {
        match self {
            Self::Run(args) => &args.data,
        }
    }
}

pub(super) async fn run(settings: Settings, BillingCommand::Run(args): BillingCommand) -> anyhow::Result<ExitCode> {
    let ground = Ground::open(&settings).await?;
    let pool = ground.pool(2, LONG_STATEMENTS)?;
    db::migrate(&pool).await?;
    let clock = Clock::default();
    let to = args.date.unwrap_or_else(|| clock.today());
    if to > preview::furthest(clock.today()) {
        bail!("{to} is more than a year ahead");
    }
    let done = if args.dry_run {
        tell(to, &preview::preview(&mut *pool.acquire().await?, to, None).await?);
        Ok(())
    } else {
        work(&pool, &clock, to, args.step).await
    };
    ground.close(&[&pool]).await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn work(pool: &sqlx::PgPool, clock: &Clock, to: NaiveDate, step: i64) -> anyhow::Result<()> {
    let origin = Origin::of(Actor::Cli);
    let mut change = Change::begin(pool, clock, origin.clone()).await?;
    let run = match commands::start(&mut change, to).await? {
        Ok(run) => {
            change.commit().await?;
            run
        }
        Err(NoRun::Open(run)) => {
            drop(change);
            println!("A run is not over yet; going on with it.");
            finish(pool, clock, &origin, run, step).await?;
            // What it was for may be less than what is asked for now.
            return Box::pin(work(pool, clock, to, step)).await;
        }
        Err(NoRun::NothingDue) => {
            println!("Nothing is due by {to}.");
            return Ok(());
        }
        Err(NoRun::NotYet) => bail!("{to} has not come yet: look with --dry-run, and run it then"),
        Err(NoRun::SellerIncomplete) => bail!("invoices cannot be issued yet: the seller needs an address and a VAT number"),
    };
    finish(pool, clock, &origin, run, step).await
}

/// Takes the steps that are left and tells what came of it.
async fn finish(pool: &sqlx::PgPool, clock: &Clock, origin: &Origin, run: BillingRunId, step: i64) -> anyhow::Result<()> {
    let status = job::work(pool, clock, origin, run, step, &CancellationToken::new()).await?;
    let told =
        sqlx::query!("select number, billed, failed, invoices, first_reference, last_reference from sys_billing_runs where id = $1", run.0)
            .fetch_one(pool)
            .await?;
    if let (Some(first), Some(last)) = (told.first_reference, told.last_reference) {
        println!("Invoices {first} to {last}.");
    }
    println!("Run {}: {} subscriptions charged, {} invoices, {} not charged.", told.number, told.billed, told.invoices, told.failed);
    if status != Some(Status::Done) {
        bail!("the run was stopped before its end");
    }
    Ok(())
}

fn tell(to: NaiveDate, preview: &Preview) {
    for ((currency, plan, country), sum) in &preview.sums {
        let amount = |minor| Money::new(minor, *currency).amount();
        let (code, taxable, vat, total) = (currency.code(), amount(sum.taxable), amount(sum.vat), amount(sum.total));
        println!("{code} {plan:<12} {country} {:>8} invoices {taxable:>16} + {vat:>14} = {total:>16}", sum.invoices);
    }
    for oddity in Oddity::ALL {
        println!("{}: {}", Lang::En.t(oddity.key()), preview.count(oddity));
    }
    println!("Due by {to}: {} subscriptions, {} invoices. Nothing was written.", preview.subscriptions, preview.invoices());
}
