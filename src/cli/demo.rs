//! `hq-console demo`: everything at once, on this machine only, with invented data.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use sqlx::PgPool;

use super::runtime::{self, Ground, PAGE_STATEMENTS};
use super::serve::{self, House, bind};
use super::{DataDir, demo_code};
use crate::areas;
use crate::areas::staff::demo::DemoAccount;
use crate::core::db;
use crate::core::roles::Role;
use crate::core::settings::Settings;

#[derive(Args, Debug)]
pub(super) struct DemoArgs {
    /// Address to serve on; must be of this machine alone
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:3001")]
    listen: SocketAddr,
    /// How many tenants to invent
    #[arg(long, value_name = "N", default_value_t = 250, value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    tenants: u32,
    /// Throw the data folder's database away first
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    pub(super) data: DataDir,
}

/// The pool of a database that is the demonstration's, or may become so.
async fn prepared(ground: &Ground, settings: &Settings) -> anyhow::Result<PgPool> {
    ground.prepare().await?;
    let pool = ground.pool(settings.db_connections, PAGE_STATEMENTS)?;
    if !db::claim_for_demo(&pool).await? {
        bail!(
            "{} holds a console's real data, and the demonstration has well-known passwords: give it a folder of its own with --data-dir",
            settings.data_dir.display()
        );
    }
    Ok(pool)
}

/// The database with all that is invented in it.
async fn filled(mut ground: Ground, settings: &Settings, args: &DemoArgs) -> anyhow::Result<(Ground, PgPool)> {
    let mut pool = prepared(&ground, settings).await?;
    if args.fresh {
        pool.close().await;
        ground = ground.fresh(settings).await?;
        pool = prepared(&ground, settings).await?;
    }
    let clock = runtime::clock();
    let accounts: Vec<DemoAccount> = demo_code::ACCOUNTS
        .iter()
        .map(|account| DemoAccount {
            email: account.email(),
            name: account.person,
            role: account.role,
            password: account.password(),
            secret: demo_code::SECRET,
        })
        .collect();
    // Whoever fills it also gathers the planner's figures, which is the owner's to do.
    areas::fill_demo(&pool, &clock, &ground.secrets, &accounts, args.tenants).await.context("the demonstration data could not be made")?;
    pool.close().await;
    let pool = ground.pool_as(Role::App, settings.db_connections, PAGE_STATEMENTS)?;
    Ok((ground, pool))
}

/// Whether an address names nothing but the machine it is opened on.
fn is_this_machine(url: &str) -> bool {
    url.strip_prefix("http://localhost").is_some_and(|port| port.is_empty() || port.starts_with(':'))
}

pub(super) async fn run(mut settings: Settings, args: DemoArgs) -> anyhow::Result<ExitCode> {
    if !args.listen.ip().is_loopback() {
        bail!(
            "the demonstration has well-known passwords, so it only listens on this machine: use 127.0.0.1 or [::1], not {}",
            args.listen.ip()
        );
    }
    settings.listen = args.listen;
    // The demonstration never touches a configured database, key or mail server.
    settings.database_url = None;
    settings.secret_key = None;
    settings.audit_checkpoints = None;
    settings.smtp_url = None;
    // Its name is no configured one either, but `localhost` may be said: browsers know passkeys there, and not at a bare address.
    settings.public_url = settings.public_url.filter(|url| is_this_machine(url));
    let stop = runtime::stop_signal()?;
    let listener = bind(settings.listen).await?;
    // Any free port: two demonstrations run side by side.
    let metrics = bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let metrics_address = metrics.local_addr()?;
    settings.listen = listener.local_addr()?;

    let Some(ground) = runtime::unless_stopped(&stop, Ground::open(&settings)).await? else { return Ok(ExitCode::SUCCESS) };
    let Some((ground, pool)) = runtime::unless_stopped(&stop, filled(ground, &settings, &args)).await? else {
        return Ok(ExitCode::SUCCESS);
    };

    println!("HQ Console is ready:  {}", settings.base_url());
    println!("Metrics:              http://{metrics_address}/metrics\n");
    demo_code::print();
    println!("For fresh codes run `hq-console demo-code` (or `cargo run -- demo-code`); stop with Ctrl-C.");
    House { settings, ground, role: serve::Role::All, demo: true }.run(pool, Some(listener), Some(metrics), stop).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_may_be_named() {
        assert!(is_this_machine("http://localhost") && is_this_machine("http://localhost:3001"));
        for url in
            ["https://hq.example.com", "http://localhost.example.com", "http://localhostile", "http://127.0.0.1:3001", "https://localhost"]
        {
            assert!(!is_this_machine(url), "{url}");
        }
    }
}
