//! A whole console for one test: its own database, its own clock, its own mailbox.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hq_console::areas;
use hq_console::core::clock::{Clock, business_day};
use hq_console::core::db::{self, Seat};
use hq_console::core::jobs::{Run, Services, Worker};
use hq_console::core::mail::{Mailer, smtp_transport};
use hq_console::core::password::{Cost, Passwords};
use hq_console::core::roles::{self, Role};
use hq_console::core::secrets::Secrets;
use hq_console::core::settings::Settings;
use hq_console::{Parts, app};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use super::database::{self, TestDatabase};
use super::mailbox::{self, Letter};
use super::person::Person;
use super::{Browser, browser};

/// What a test wants otherwise than usual.
pub(crate) struct Setup {
    pub demo: bool,
    /// Settings as the environment would hold them; they win over the usual ones.
    pub settings: &'static [(&'static str, &'static str)],
    /// A mail server, instead of the mailbox folder.
    pub smtp: Option<String>,
    /// When a mail server that falls silent is given up.
    pub mail_patience: Duration,
    /// What a password's hash costs.
    pub cost: Cost,
    /// For what happens at the same moment, each on a connection of its own.
    pub connections: u32,
}

impl Default for Setup {
    fn default() -> Self {
        Self { demo: false, settings: &[], smtp: None, mail_patience: Duration::from_secs(45), cost: Cost::Test, connections: 1 }
    }
}

pub(crate) struct Console {
    pub app: Router,
    pub db: PgPool,
    pub clock: Clock,
    pub secrets: Arc<Secrets>,
    pub passwords: Passwords,
    pub services: Services,
    mailbox: Mailbox,
    database: TestDatabase,
}

/// Deleted with the console.
struct Mailbox(PathBuf);

impl Drop for Mailbox {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// A clock on which no day, in business or in UTC, ends while a test looks at it.
fn clear_of_midnight() -> Clock {
    let clock = Clock::default();
    let soon = clock.now() + chrono::Duration::minutes(4);
    if business_day(soon) != clock.today() || soon.date_naive() != clock.now().date_naive() {
        clock.advance(chrono::Duration::minutes(4));
    }
    clock
}

impl Console {
    pub(crate) async fn start() -> Self {
        Self::start_as(Setup::default()).await
    }

    pub(crate) async fn start_as(setup: Setup) -> Self {
        show_log();
        let database = database::fresh_database(&schema_hash(), migrate).await;
        let clock = clear_of_midnight();
        let secrets = Arc::new(Secrets::new([7; 32]));
        let passwords = Passwords::new(&secrets, setup.cost).unwrap();
        let settings = settings(&setup);
        let db = db::pool(&database.url, 8, Duration::from_secs(20)).unwrap();
        // One connection for all pages: a handler that holds one and asks for another would, under load, wait for itself. Here it always does.
        let seat = Seat::Login(Role::App);
        let pages = db::pool_of(&database.url, seat, setup.connections, Duration::from_secs(20)).unwrap();
        let mailbox = Mailbox(database::dir().join(format!("mail-{}", clock.new_id())));
        let from = settings.mail_from.parse().unwrap();
        let mailer = match &setup.smtp {
            Some(url) => Mailer::server(from, smtp_transport(url).unwrap()),
            None => Mailer::folder(from, mailbox.0.clone()),
        };
        let services = Services {
            db: db::pool_of(&database.url, seat, 6, Duration::from_secs(20)).unwrap(),
            clock: clock.clone(),
            secrets: secrets.clone(),
            attachments: areas::attachments(),
            mailer: Arc::new(mailer.with_patience(setup.mail_patience)),
            base_url: settings.base_url(),
            stopping: CancellationToken::new(),
        };
        let app = app(Parts {
            db: pages,
            reports: db::pool_of(&database.url, Seat::Login(Role::Reader), 3, Duration::from_secs(20)).unwrap(),
            clock: clock.clone(),
            settings,
            secrets: secrets.clone(),
            passwords: passwords.clone(),
            demo: setup.demo,
        });
        Self { app, db, clock, secrets, passwords, services, mailbox, database }
    }

    /// Somebody at a browser that was never here before.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::new(self.app.clone(), self.clock.clone())
    }

    /// The same from another address.
    pub(crate) fn visitor_at(&self, ip: [u8; 4]) -> Browser {
        let mut browser = self.visitor();
        browser.ip = IpAddr::from(ip);
        browser
    }

    /// A new colleague with this role, signed in through the pages.
    pub(crate) async fn staff(&self, role: &str) -> Browser {
        let person = self.db_person(&[role]).await;
        self.signed_in(&person).await
    }

    /// This person, signed in through the pages at a browser that was never here before.
    pub(crate) async fn signed_in(&self, person: &Person) -> Browser {
        let mut browser = self.visitor();
        browser.sign_in(person).await;
        browser
    }

    /// Writes an enrolled, active account straight into the database.
    pub(crate) async fn db_person(&self, roles: &[&str]) -> Person {
        Person::db_create(self, roles).await
    }

    /// For a job that is run by hand.
    pub(crate) fn job_run(&self) -> Run {
        Run::alone(self.services.clone())
    }

    /// Runs every job that is due, and those they cause, once.
    pub(crate) async fn run_jobs(&self) {
        Worker::new(Arc::new(areas::jobs()), self.services.clone()).run_due().await.unwrap();
    }

    /// Every mail sent so far, the oldest first.
    pub(crate) fn mails(&self) -> Vec<Letter> {
        mailbox::read(&self.mailbox.0)
    }

    /// Runs the jobs and hands out the mails to this address.
    pub(crate) async fn mails_to(&self, address: &str) -> Vec<Letter> {
        self.run_jobs().await;
        self.mails().into_iter().filter(|mail| mail.to == address).collect()
    }

    /// For other processes that work on the same database.
    pub(crate) fn db_url(&self) -> String {
        self.database.url.clone()
    }

    /// One figure straight from the database.
    pub(crate) async fn db_number(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.db).await.unwrap()
    }

    /// How many audit lines there are of this action.
    pub(crate) async fn db_audited(&self, action: &str) -> i64 {
        sqlx::query_scalar("select count(*) from sys_platform_audit_log where action = $1").bind(action).fetch_one(&self.db).await.unwrap()
    }
}

/// What the console logs stands in the output of a test that fails.
fn show_log() {
    let filter = EnvFilter::new("warn,hq_console=info");
    tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init().ok();
}

fn settings(setup: &Setup) -> Settings {
    let usual = [("HQ_PUBLIC_URL", browser::SITE), ("HQ_MAIL_FROM", "HQ <hq@example.com>")];
    let read = |name: &str| {
        let find = |pairs: &[(&str, &str)]| pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        find(setup.settings).or_else(|| find(&usual))
    };
    Settings::read(&read).unwrap()
}

fn schema_hash() -> String {
    let mut hash = DefaultHasher::new();
    for migration in db::MIGRATIONS.iter() {
        migration.checksum.hash(&mut hash);
    }
    roles::STATEMENTS.hash(&mut hash);
    format!("{:016x}", hash.finish())
}

async fn migrate(url: String) {
    let pool = db::pool(&url, 2, Duration::from_mins(1)).unwrap();
    db::migrate(&pool).await.unwrap();
    assert!(roles::prepare(&mut pool.acquire().await.unwrap()).await.unwrap());
    pool.close().await;
}
