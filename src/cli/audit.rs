//! `hq-console audit verify`: reads the whole audit log again and says whether it is as it was written.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use super::DataDir;
use super::runtime::{Ground, LONG_STATEMENTS};
use crate::areas::audit::chain::checkpoint::Read;
use crate::areas::audit::chain::verify::{Extent, Fault, Verdict, verify};
use crate::areas::audit::chain::{Checkpoints, hex};
use crate::core::db;
use crate::core::settings::Settings;
use crate::web::telemetry;

#[derive(Subcommand)]
pub(super) enum AuditCommand {
    /// Recompute the chain of the audit log and compare it with its signed checkpoints; fails when something was tampered with
    Verify(VerifyArgs),
}

#[derive(Args)]
pub(super) struct VerifyArgs {
    /// Folder with the signed checkpoints [default: `HQ_AUDIT_CHECKPOINTS`, or checkpoints in the data folder]
    #[arg(long, value_name = "DIR")]
    checkpoints: Option<PathBuf>,
    #[command(flatten)]
    data: DataDir,
}

impl AuditCommand {
    pub(super) fn data(&self) -> &DataDir {
        match self {
            Self::Verify(args) => &args.data,
        }
    }
}

pub(super) async fn run(settings: Settings, AuditCommand::Verify(args): AuditCommand) -> anyhow::Result<ExitCode> {
    let ground = Ground::open(&settings).await?;
    let pool = ground.pool(1, LONG_STATEMENTS)?;
    // Evidence is looked at, not changed: no migration is run here.
    if !db::at_head(&pool).await.context("the database's version could not be read")? {
        bail!("the database is of another version: run `hq-console migrate` first, or use the console of that version");
    }
    let folder = args.checkpoints.or_else(|| settings.checkpoints_dir());
    let noted = match &folder {
        Some(folder) => {
            let checkpoints = Checkpoints::new(folder.clone(), &ground.secrets)?;
            println!("Checkpoints in {} are checked with the public key {}.", folder.display(), checkpoints.public_key());
            checkpoints.read(folder).with_context(|| format!("the checkpoints in {} could not be read", folder.display()))?
        }
        None => Read::default(),
    };
    let started = telemetry::start();
    let verdict = verify(&mut *pool.acquire().await?, Extent::Whole, None, &noted).await?;
    tell(&verdict, started.elapsed().as_secs_f64());
    ground.close(&[&pool]).await;
    Ok(if verdict.fault.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(verdict: &Verdict, seconds: f64) {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = verdict.entries as f64 / seconds.max(0.001);
    println!(
        "Read {} linked entries in {seconds:.1} s ({rate:.0} a second), to position {} with hash {}.",
        verdict.entries,
        verdict.head.position,
        hex(&verdict.head.hash)
    );
    match &verdict.newest {
        Some(newest) => {
            println!("{} checkpoints agree. The newest is of {}, position {}.", verdict.agreeing, newest.at, newest.head.position);
        }
        None => println!("There are no checkpoints: a chain rebuilt as a whole, or an old copy, could not be told from the real one."),
    }
    if verdict.torn > 0 {
        println!("Lines of checkpoints cut short, as by a crash: {}.", verdict.torn);
    }
    if verdict.waiting > 0 {
        println!("Entries that wait to be linked: {}. A running console links them within a second.", verdict.waiting);
    }
    match &verdict.fault {
        None => println!("No fault was found."),
        Some(fault) => println!("FAULT at {}. It looks like {}.", place(fault), fault.kind.told()),
    }
}

/// Where a fault is, as far as it is known.
fn place(fault: &Fault) -> String {
    if let Some(line) = &fault.line {
        return format!("line {} of {}", line.line, line.file.display());
    }
    let entry = match (fault.audit_id, fault.behind) {
        (Some(id), _) => format!("entry {id}"),
        (None, Some(behind)) => format!("the entry after entry {behind}"),
        (None, None) => "the first entry".to_owned(),
    };
    match fault.position {
        Some(position) => format!("{entry} (position {position})"),
        None => format!("{entry} (not in the chain)"),
    }
}
