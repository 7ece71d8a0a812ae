//! The program as its operator meets it.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};

use crate::support::Console;
use crate::support::data_folder::Folder;
use crate::support::program::{Running, program, said};

const KEY: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn help_teaches_and_the_version_is_told() {
    let folder = Folder::new();
    let (help, _) = said(&program(&folder.path, &["--help"]).output().unwrap());
    for word in ["serve", "demo", "migrate", "staff", "tenants", "demo-code", "version", "Start here", ".env.example"] {
        assert!(help.contains(word), "--help does not mention {word}:\n{help}");
    }
    assert!(!help.contains("test"), "the test suite's own command is nobody else's business:\n{help}");
    let (version, _) = said(&program(&folder.path, &["version"]).output().unwrap());
    assert_eq!(version, format!("hq-console {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["serve", "demo", "migrate", "staff", "tenants"] {
        let output = program(&folder.path, &[command, "--help"]).output().unwrap();
        assert!(output.status.success() && output.stdout.len() > 100, "{command} --help");
    }
}

#[test]
fn a_wrong_setting_stops_the_start_and_is_named() {
    let folder = Folder::new();
    for (variable, value) in [
        ("HQ_LISTEN", "3001"),
        ("HQ_PUBLIC_URL", "hq.example.com"),
        ("HQ_SECRET_KEY", "a-secret-that-is-too-short"),
        ("HQ_SMTP_URL", "mail.example.com"),
        ("HQ_DB_CONNECTIONS", "many"),
        ("DATABASE_URL", "mysql://hq:topsecret@db/hq"),
    ] {
        let output = program(&folder.path, &["serve"]).env(variable, value).output().unwrap();
        let (_, complaint) = said(&output);
        assert!(!output.status.success(), "{variable}={value} was taken");
        assert!(complaint.contains(variable) && complaint.contains("must be"), "{variable}: {complaint}");
        assert_eq!(complaint.lines().count(), 1, "{variable}: {complaint}");
        assert!(!complaint.contains("topsecret") && !complaint.contains("too-short"), "a secret is repeated: {complaint}");
    }
    assert!(!folder.path.join(".hq").exists(), "something was made before the settings were read");
}

#[test]
fn settings_are_read_from_the_env_file_too() {
    let folder = Folder::new();
    std::fs::write(folder.path.join(".env"), "HQ_LOG_FORMAT=xml\n").unwrap();
    let (_, complaint) = said(&program(&folder.path, &["serve"]).output().unwrap());
    assert!(complaint.contains("HQ_LOG_FORMAT"), "{complaint}");
}

#[test]
fn a_port_in_use_is_told_at_once_in_one_sentence() {
    let folder = Folder::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for command in ["serve", "demo"] {
        let began = Instant::now();
        let output = program(&folder.path, &[command, "--listen", &address]).env("HQ_METRICS_LISTEN", "off").output().unwrap();
        let (_, complaint) = said(&output);
        assert!(!output.status.success());
        assert!(complaint.contains(&address) && complaint.contains("already in use"), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert!(began.elapsed() < Duration::from_secs(5), "it took {:?}", began.elapsed());
    }
    assert!(!folder.path.join(".hq").exists(), "a database was made for nothing");
}

#[test]
fn the_demonstration_listens_on_this_machine_alone() {
    let folder = Folder::new();
    let output = program(&folder.path, &["demo", "--listen", "0.0.0.0:0"]).output().unwrap();
    assert!(!output.status.success());
    assert!(said(&output).1.contains("only listens on this machine"));
}

#[tokio::test]
async fn a_command_works_with_a_mail_server_set() {
    let console = Console::start().await;
    let folder = Folder::new();
    let mut command = program(&folder.path, &["staff", "invite", "zahra@example.com", "--role", "auditor", "--name", "Zahra"]);
    command.env("DATABASE_URL", console.db_url()).env("HQ_SECRET_KEY", KEY).env("HQ_SMTP_URL", "smtps://u:p@mail.example.com:465");
    let output = command.env("HQ_PUBLIC_URL", "https://hq.example.com").output().unwrap();
    let (told, complaint) = said(&output);
    assert!(output.status.success(), "{complaint}");
    let link = told.lines().last().unwrap().strip_prefix("https://hq.example.com").unwrap();
    console.visitor().open(link).await.ok().says("Welcome, Zahra");
}

#[tokio::test]
async fn what_is_due_is_charged_from_the_command_line_and_told() {
    let console = Console::with_tenants(40).await;
    let folder = Folder::new();
    let run = |arguments: &[&str]| {
        let mut command = program(&folder.path, &[&["billing", "run"], arguments].concat());
        let output = command.env("DATABASE_URL", console.db_url()).env("HQ_SECRET_KEY", KEY).output().unwrap();
        (output.status.success(), said(&output))
    };
    sqlx::query("update sys_tenant_subscriptions set due_on = case when status = 'active' then period_start else current_date + 4000 end where ended_at is null and due_on is not null")
        .execute(&console.db)
        .await
        .unwrap();
    let incomplete = "insert into sys_sellers (id, name, created_at) values (gen_random_uuid(), 'CleanMateX', now())";
    sqlx::query(incomplete).execute(&console.db).await.unwrap();
    let (done, (_, complaint)) = run(&[]);
    assert!(!done && complaint.contains("the seller needs an address"), "{complaint}");
    sqlx::query("insert into sys_sellers (id, name, address, vat_number, created_at) values (gen_random_uuid(), 'CleanMateX', 'Muscat', 'OM1', now())")
        .execute(&console.db)
        .await
        .unwrap();
    let (done, (told, complaint)) = run(&["--dry-run"]);
    assert!(done && told.contains("Nothing was written."), "{told}{complaint}");
    let invoices = "select count(*) from sys_tenant_invoices where run_id is not null";
    assert_eq!(console.db_number(invoices).await, 0);
    let (done, (told, complaint)) = run(&[]);
    assert!(done && told.contains("Invoices INV-") && told.contains(", 0 not charged."), "{told}{complaint}");
    assert!(console.db_number(invoices).await > 5);
    let (done, (told, _)) = run(&[]);
    assert!(done && told.contains("Nothing is due by"), "{told}");
    for (day, why) in
        [("2099-01-01", "more than a year ahead"), (&(console.clock.today() + chrono::Duration::days(2)).to_string(), "has not come yet")]
    {
        let (done, (_, complaint)) = run(&["--date", day]);
        assert!(!done && complaint.contains(why), "{complaint}");
    }
}

#[tokio::test]
async fn wrong_requests_to_staff_commands_are_told_in_words() {
    let console = Console::start().await;
    let folder = Folder::new();
    for (arguments, complaint) in [
        (&["staff", "invite", "zahra", "--role", "auditor"][..], "zahra is not a mail address"),
        (&["staff", "invite", "zahra@example.com", "--role", "emperor"], "there is no role emperor"),
        (&["staff", "disable", "nobody@example.com"], "there is no account nobody@example.com"),
        (&["staff", "reset-mfa", "nobody@example.com"], "there is no account nobody@example.com"),
    ] {
        let output = program(&folder.path, arguments).env("DATABASE_URL", console.db_url()).env("HQ_SECRET_KEY", KEY).output().unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said(&output).1.contains(complaint), "{arguments:?}: {}", said(&output).1);
    }
    assert_eq!(console.db_number("select count(*) from sys_platform_users").await, 0);
}

#[test]
fn commands_join_a_running_console_and_a_stop_lets_open_requests_end() {
    let folder = Folder::new();
    let data_dir = folder.path.to_str().unwrap();
    let mut command = program(&folder.path, &["serve", "--data-dir", data_dir, "--listen", "127.0.0.1:0"]);
    command.env("HQ_METRICS_LISTEN", "off");
    let running = Running::start(command, PATIENCE);
    assert!(running.get("/readyz").ends_with("ready"));

    let invite = ["staff", "invite", "first@example.com", "--role", "super_admin", "--data-dir", data_dir];
    let output = program(&folder.path, &invite).output().unwrap();
    let (told, complaint) = said(&output);
    assert!(output.status.success(), "{complaint}");
    let link = told.lines().last().unwrap();
    // The link leads to the console that runs, though nobody told the command where.
    let path = link.strip_prefix(&format!("http://{}", running.address)).unwrap_or_else(|| panic!("{link} is not {}", running.address));
    assert!(running.get(path).contains("Welcome"));
    let (list, _) = said(&program(&folder.path, &["staff", "list", "--data-dir", data_dir]).output().unwrap());
    assert!(list.contains("first@example.com") && list.contains("invited"), "{list}");

    // A form that is still being sent when the console is told to stop.
    let mut stream = running.connect();
    let body = "email=a%40example.com&password=b&csrf=";
    write!(stream, "POST /login HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", running.address).unwrap();
    write!(stream, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n", body.len()).unwrap();
    let (sent, rest) = body.split_at(10);
    stream.write_all(sent.as_bytes()).unwrap();
    stream.flush().unwrap();
    // Another request's answer shows that the first has arrived.
    assert!(running.get("/healthz").ends_with("ok"));
    let began = Instant::now();
    running.ask_to_stop();
    let address = running.address;
    crate::support::program::until_closed(address);
    stream.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    running.wait();
    assert!(began.elapsed() < Duration::from_secs(10), "stopping took {:?}", began.elapsed());
    assert_eq!(folder.servers(), [], "the database outlived the console");
}

#[test]
fn a_second_demonstration_finds_the_first_ones_data() {
    let folder = Folder::new();
    let start = || {
        let arguments = ["demo", "--data-dir", folder.path.to_str().unwrap(), "--listen", "127.0.0.1:0", "--tenants", "3"];
        Running::start(program(&folder.path, &arguments), PATIENCE)
    };
    let first = start();
    assert!(first.get("/login").contains("HQ Console"));
    let secret = std::fs::read(folder.path.join("secret.key")).unwrap();
    first.stop();
    let list = || said(&program(&folder.path, &["staff", "list", "--data-dir", folder.path.to_str().unwrap()]).output().unwrap()).0;
    let accounts = list();
    assert_eq!(accounts.lines().filter(|line| line.contains(" active ")).count(), 7, "{accounts}");

    let second = start();
    assert_eq!(list(), accounts, "beside a running one");
    assert!(second.get("/login").contains("HQ Console"));
    assert_eq!(std::fs::read(folder.path.join("secret.key")).unwrap(), secret);
    assert!(second.stop() < Duration::from_secs(10));
}

#[test]
fn a_database_that_ends_by_itself_is_brought_back() {
    let folder = Folder::new();
    let arguments = ["demo", "--data-dir", folder.path.to_str().unwrap(), "--listen", "127.0.0.1:0", "--tenants", "3"];
    let running = Running::start(program(&folder.path, &arguments), PATIENCE);
    assert!(running.get("/readyz").starts_with("HTTP/1.1 200"));
    let before = folder.postmaster();
    kill(before, Signal::SIGKILL).unwrap();
    let began = Instant::now();
    while !running.get("/readyz").starts_with("HTTP/1.1 200") || folder.servers().contains(&before) {
        assert!(began.elapsed() < PATIENCE, "the database did not come back");
    }
    assert!(running.get("/login").contains("HQ Console"));
    running.stop();
}

#[test]
fn a_demonstration_is_not_planted_into_real_data_nor_shown_to_others() {
    let real = Folder::new();
    let at = |folder: &Folder, arguments: &[&str]| {
        let all = [arguments, &["--data-dir", folder.path.to_str().unwrap()]].concat();
        program(&folder.path, &all).output().unwrap()
    };
    assert!(at(&real, &["staff", "invite", "--role", "super_admin", "owner@example.com"]).status.success());
    let refused = at(&real, &["demo", "--listen", "127.0.0.1:0"]);
    assert!(!refused.status.success() && said(&refused).1.contains("holds a console's real data"), "{}", said(&refused).1);
    let refused = at(&real, &["demo", "--listen", "127.0.0.1:0", "--fresh"]);
    assert!(!refused.status.success(), "real data is not thrown away for a demonstration");
    assert!(said(&at(&real, &["staff", "list"])).0.contains("owner@example.com"));

    let invented = Folder::new();
    let arguments = ["demo", "--data-dir", invented.path.to_str().unwrap(), "--listen", "127.0.0.1:0", "--tenants", "1"];
    Running::start(program(&invented.path, &arguments), PATIENCE).stop();
    let refused = at(&invented, &["serve", "--listen", "0.0.0.0:0"]);
    assert!(!refused.status.success() && said(&refused).1.contains("demonstration"), "{}", said(&refused).1);
}
