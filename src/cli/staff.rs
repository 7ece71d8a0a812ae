//! `hq-console staff …`: what must be possible before anybody can sign in, or when nobody can any more.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::DataDir;
use super::runtime::{self, Ground};
use crate::areas::security;
use crate::areas::staff::{commands, invitations, queries};
use crate::core::change::{Actor, Change, Origin};
use crate::core::email::Email;
use crate::core::ids::StaffId;
use crate::core::lang::Lang;
use crate::core::mail;
use crate::core::settings::Settings;

#[derive(Subcommand)]
pub(super) enum StaffCommand {
    /// Create an account and print its one-time link
    Invite(Invite),
    /// List the accounts
    List(DataDir),
    /// Shut an account and end its sessions
    Disable(One),
    /// Let the console be used from every network again, when nobody gets in any more
    AllowAllAddresses(DataDir),
    /// Take a person's password and second factor away and print a new one-time link
    ResetMfa(One),
}

#[derive(Args)]
pub(super) struct Invite {
    email: String,
    /// A role's code; repeat for several
    #[arg(long, required = true, value_name = "CODE")]
    role: Vec<String>,
    /// The person's name [default: the part of the address before the @]
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    data: DataDir,
}

#[derive(Args)]
pub(super) struct One {
    email: String,
    #[command(flatten)]
    data: DataDir,
}

impl StaffCommand {
    pub(super) fn data(&self) -> &DataDir {
        match self {
            Self::Invite(invite) => &invite.data,
            Self::List(data) | Self::AllowAllAddresses(data) => data,
            Self::Disable(one) | Self::ResetMfa(one) => &one.data,
        }
    }
}

pub(super) async fn run(settings: Settings, command: StaffCommand) -> anyhow::Result<ExitCode> {
    let ground = Ground::open(&settings).await?;
    let pool = ground.ready_pool().await?;
    let clock = runtime::clock();
    let base = runtime::base_url(&settings);
    let begin = || Change::begin(&pool, &clock, Origin::of(Actor::Cli));
    match command {
        StaffCommand::List(_) => {
            let mut out = std::io::stdout().lock();
            for person in queries::all(&mut *pool.acquire().await?).await? {
                let written = writeln!(out, "{:<36} {:<10} {:<24} {}", person.email, person.status, person.roles.join(","), person.name);
                // `staff list | head` closes its end early, which is no error.
                if written.is_err() {
                    break;
                }
            }
        }
        StaffCommand::Invite(invite) => {
            let email = Email::parse(&invite.email).map_err(|_| anyhow::anyhow!("{} is not a mail address", invite.email))?;
            let name = invite.name.unwrap_or_else(|| email.as_ref().split('@').next().unwrap_or_default().to_owned());
            let mut change = begin().await?;
            let id = StaffId(change.new_id());
            let invited = commands::invite(&mut change, id, &name, email.as_ref(), Lang::default(), &invite.role).await?;
            let invited = invited.map_err(|problem| anyhow::anyhow!("{problem}"))?;
            let link = invitations::link(&base, &invited.token);
            mail::queue(&mut change, &clock, &ground.secrets, &commands::invitation_mail(&invited, &link)).await?;
            change.commit().await?;
            println!("{} may now open this link once, within seven days:\n{link}", invited.email);
        }
        StaffCommand::AllowAllAddresses(_) => {
            let mut change = begin().await?;
            if security::commands::allow_all(&mut change).await? {
                change.commit().await?;
                println!("The console can be used from every network again; the list is kept.");
            } else {
                println!("The console can be used from every network already.");
            }
        }
        StaffCommand::Disable(one) => {
            let mut change = begin().await?;
            let person = queries::find_by_email(&mut change, &one.email.trim().to_lowercase()).await?.ok_or_else(|| unknown(&one.email))?;
            commands::disable(&mut change, &person, Some("from the command line"))
                .await?
                .map_err(|problem| anyhow::anyhow!("{problem}"))?;
            change.commit().await?;
            println!("{} is disabled; all sessions have ended.", person.email);
        }
        StaffCommand::ResetMfa(one) => {
            let mut change = begin().await?;
            let person = queries::find_by_email(&mut change, &one.email.trim().to_lowercase()).await?.ok_or_else(|| unknown(&one.email))?;
            let reset = commands::reset(&mut change, &person, Some("from the command line"))
                .await?
                .map_err(|problem| anyhow::anyhow!("{problem}"))?;
            let link = invitations::link(&base, &reset.token);
            mail::queue(&mut change, &clock, &ground.secrets, &commands::reset_mail(&reset, &link)).await?;
            change.commit().await?;
            println!("{} starts over with this link, within seven days:\n{link}", person.email);
        }
    }
    ground.close(&[&pool]).await;
    Ok(ExitCode::SUCCESS)
}

fn unknown(email: &str) -> anyhow::Error {
    anyhow::anyhow!("there is no account {email}; `hq-console staff list` shows them all")
}
