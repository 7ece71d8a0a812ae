//! The command line: one file per subcommand, and what they share in [`runtime`].

mod audit;
mod billing;
mod demo;
mod demo_code;
mod http;
mod migrate;
mod runtime;
pub mod schema;
mod serve;
mod staff;
mod tenants;
mod test_db;

use std::fmt::{self, Debug};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing::field::Field;
use tracing_subscriber::fmt::format::Writer;

use crate::core::settings::{LogFormat, Settings};

/// HQ Console: one program that runs the platform team's console.
#[derive(Parser)]
#[command(name = "hq-console", version, about, max_term_width = 100)]
#[command(
    after_help = "Start here:\n  hq-console demo                      everything, with invented data, on http://127.0.0.1:3001\n  hq-console serve                     the console itself; settings come from the environment or .env\n  hq-console staff invite --role super_admin you@example.com\n                                       the first account of a new installation\n\nWithout DATABASE_URL a private Postgres is kept in the data folder (.hq). Every variable is explained in .env.example."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the console: pages, background work, or both
    Serve(serve::ServeArgs),
    /// Run everything with invented data, to look around
    Demo(demo::DemoArgs),
    /// Bring the database's schema up to this version
    Migrate(DataDir),
    /// Invite, list and disable members of staff
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// Work on the register of tenants
    #[command(subcommand)]
    Tenants(tenants::TenantsCommand),
    /// Charge what is due
    #[command(subcommand)]
    Billing(billing::BillingCommand),
    /// Check that the audit log was not tampered with
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Describe the database
    #[command(subcommand)]
    Schema(schema::SchemaCommand),
    /// Print the demonstration accounts with their current codes
    DemoCode,
    /// Print the version
    Version,
    /// Runs the throw-away database of the test suite
    #[command(hide = true)]
    ServeTestDb { dir: PathBuf },
}

/// Where the private database lives.
#[derive(Args, Clone, Debug)]
pub(crate) struct DataDir {
    /// Folder of the private database, when `DATABASE_URL` is not set [default: `HQ_DATA_DIR` or .hq]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// Reads the command line and carries it out. What goes wrong is said in one sentence, with its cause.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match try_run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hq-console: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn try_run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Version => {
            println!("hq-console {}", env!("CARGO_PKG_VERSION"));
            return Ok(ExitCode::SUCCESS);
        }
        Command::DemoCode => {
            demo_code::print();
            return Ok(ExitCode::SUCCESS);
        }
        Command::ServeTestDb { dir } => return runtime::block_on(test_db::run(dir)),
        _ => {}
    }
    let mut settings = Settings::from_env()?;
    // The one TLS implementation of the process; nothing may be left to guess between several.
    rustls::crypto::ring::default_provider().install_default().ok();
    let logs_requests = matches!(command, Command::Serve(_) | Command::Demo(_));
    start_log(&settings, logs_requests);
    let at = |settings: &mut Settings, data: &DataDir| {
        if let Some(dir) = &data.data_dir {
            settings.data_dir.clone_from(dir);
        }
    };
    match command {
        Command::Serve(args) => {
            at(&mut settings, &args.data);
            runtime::block_on(serve::run(settings, args))
        }
        Command::Demo(args) => {
            at(&mut settings, &args.data);
            runtime::block_on(demo::run(settings, args))
        }
        Command::Migrate(data) => {
            at(&mut settings, &data);
            runtime::block_on(migrate::run(settings))
        }
        Command::Staff(command) => {
            at(&mut settings, command.data());
            runtime::block_on(staff::run(settings, command))
        }
        Command::Schema(command) => {
            at(&mut settings, command.data());
            runtime::block_on(schema::run(settings, command))
        }
        Command::Audit(command) => {
            at(&mut settings, command.data());
            runtime::block_on(audit::run(settings, command))
        }
        Command::Billing(command) => {
            at(&mut settings, command.data());
            runtime::block_on(billing::run(settings, command))
        }
        Command::Tenants(command) => {
            at(&mut settings, command.data());
            runtime::block_on(tenants::run(settings, command))
        }
        Command::Version | Command::DemoCode | Command::ServeTestDb { .. } => Ok(ExitCode::SUCCESS),
    }
}

/// One field of a line of the log. Whatever it holds, the line stays one: text with line ends of its own could pretend to be another.
fn one_line(writer: &mut Writer<'_>, field: &Field, value: &dyn Debug) -> fmt::Result {
    let text = format!("{value:?}").replace('\n', "\\n").replace('\r', "\\r");
    if field.name() == "message" { write!(writer, "{text}") } else { write!(writer, "{}={text}", field.name()) }
}

fn start_log(settings: &Settings, server: bool) {
    use tracing_subscriber::EnvFilter;
    use tracing_subscriber::field::MakeExt as _;
    use tracing_subscriber::fmt::format;
    // A command prints its answer; only its troubles are logged.
    let filter = if server { EnvFilter::new(&settings.log) } else { EnvFilter::new("warn") };
    let colours = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    // A second start in one process (tests) keeps the first log.
    let _ = match settings.log_format {
        LogFormat::Text => log.with_target(false).fmt_fields(format::debug_fn(one_line).delimited(" ")).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::field::MakeExt as _;
    use tracing_subscriber::fmt::format;

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn nothing_typed_begins_a_line_of_the_log() {
        let (lines, typed) = (Lines::default(), "no such field\nERROR the database is gone\r\nand so on");
        let copy = lines.clone();
        let log = tracing_subscriber::fmt().with_ansi(false).with_writer(move || copy.clone());
        let log = log.fmt_fields(format::debug_fn(one_line).delimited(" ")).finish();
        tracing::subscriber::with_default(log, || tracing::info!(error = %typed, "a form was refused"));
        let written = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert_eq!(written.lines().count(), 1, "{written}");
        assert!(written.contains("a form was refused error=no such field\\nERROR"), "{written}");
    }
}
