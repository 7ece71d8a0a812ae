//! Mail: queued with its cause, kept while no server takes it, sent once.

use std::time::Duration;

use hq_console::core::change::{Actor, Change, Event, Origin};
use hq_console::core::lang::Lang;
use hq_console::core::mail::{self, Mail};
use uuid::Uuid;

use crate::support::smtp::{MailServer, Manners};
use crate::support::{Console, Setup};

const TO: &str = "zahra@example.com";

fn invitation(lang: Lang) -> Mail {
    Mail::new("invitation", TO, lang).text("name", "زهرة").action("mail-invitation-action", "https://hq.example.com/invitation?token=t")
}

async fn queue(console: &Console, lang: Lang) -> Uuid {
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::Cli)).await.unwrap();
    let id = mail::queue(&mut change, &console.clock, &console.secrets, &invitation(lang)).await.unwrap();
    change.record(Event::new("staff.invited", "staff")).await.unwrap();
    change.commit().await.unwrap();
    id.expect("a mail that is sent once only")
}

struct Row {
    state: String,
    attempts: i32,
    error: Option<String>,
    content: Option<String>,
}

async fn row(console: &Console, id: Uuid) -> Row {
    let (state, attempts, error, content) =
        sqlx::query_as("select state, attempts, last_error, content_sealed from sys_mail_outbox where id = $1")
            .bind(id)
            .fetch_one(&console.db)
            .await
            .unwrap();
    Row { state, attempts, error, content }
}

/// Failed jobs wait longer each time: this is as if that time had passed.
async fn db_make_jobs_due(console: &Console) {
    sqlx::query("update sys_jobs set run_at = now() where state = 'waiting'").execute(&console.db).await.unwrap();
}

#[tokio::test]
async fn what_is_rolled_back_sends_no_mail() {
    let console = Console::start().await;
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::Cli)).await.unwrap();
    mail::queue(&mut change, &console.clock, &console.secrets, &invitation(Lang::En)).await.unwrap();
    change.record(Event::new("staff.invited", "staff")).await.unwrap();
    drop(change);
    console.run_jobs().await;
    assert!(console.mails().is_empty());
    assert_eq!(console.db_number("select count(*) from sys_mail_outbox").await, 0);
}

#[tokio::test]
async fn mail_waits_while_the_server_is_down_and_arrives_once_when_it_is_back() {
    let address = MailServer::nowhere().await;
    let console = Console::start_as(Setup { smtp: Some(format!("smtp://{address}")), ..Setup::default() }).await;
    let id = queue(&console, Lang::Ar).await;
    for attempt in 1..=2 {
        db_make_jobs_due(&console).await;
        console.run_jobs().await;
        let row = row(&console, id).await;
        assert_eq!((row.state.as_str(), row.attempts), ("queued", attempt));
        assert!(row.error.is_some_and(|error| error.contains("mail server")), "the reason is kept");
    }

    let server = MailServer::start(address, Manners::default()).await;
    for _ in 0..2 {
        db_make_jobs_due(&console).await;
        console.run_jobs().await;
    }
    let letters = server.letters();
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!((letters[0].to.as_str(), letters[0].language.as_str()), (TO, "ar"));
    assert_eq!(letters[0].subject, Lang::Ar.t("mail-invitation-subject"));
    assert!(letters[0].text.contains("زهرة") && letters[0].html.contains("زهرة"));
    assert!(letters[0].html.contains("dir=\"rtl\"") && letters[0].html.contains("lang=\"ar\""));
    assert_eq!(letters[0].link(), "/invitation?token=t");
    let row = row(&console, id).await;
    assert_eq!((row.state.as_str(), row.attempts, row.error), ("sent", 3, None));
    assert_eq!(row.content, None, "what was sent is not kept: it holds a link");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_at_once_send_a_mail_once() {
    let thinks = std::time::Duration::from_millis(300);
    let server = MailServer::start("127.0.0.1:0".parse().unwrap(), Manners { thinks, ..Manners::default() }).await;
    let console = Console::start_as(Setup { smtp: Some(server.url()), ..Setup::default() }).await;
    let id = queue(&console, Lang::En).await;
    // As if the first worker's job had been given to a second one, taken for dead.
    sqlx::query("insert into sys_jobs (id, kind, payload, priority, max_attempts) values (gen_random_uuid(), 'mail.send', jsonb_build_object('mail_id', $1::uuid), 10, 25)")
        .bind(id)
        .execute(&console.db)
        .await
        .unwrap();
    assert_eq!(console.db_number("select count(*) from sys_jobs where state = 'waiting'").await, 2);
    tokio::join!(console.run_jobs(), console.run_jobs());
    console.run_jobs().await;
    assert_eq!(server.letters().len(), 1);
    assert_eq!(row(&console, id).await.state, "sent");
}

#[tokio::test]
async fn a_mail_whose_fate_is_unknown_is_sent_again_under_the_same_id() {
    let server = MailServer::start("127.0.0.1:0".parse().unwrap(), Manners { hangs_up_on: 1, ..Manners::default() }).await;
    let console = Console::start_as(Setup { smtp: Some(server.url()), ..Setup::default() }).await;
    let id = queue(&console, Lang::En).await;
    for _ in 0..2 {
        db_make_jobs_due(&console).await;
        console.run_jobs().await;
    }
    let ids: Vec<String> = server.letters().into_iter().map(|letter| letter.id).collect();
    assert_eq!(ids, [format!("<{id}@hq-console>"), format!("<{id}@hq-console>")], "a receiver can tell that it has it already");
    assert_eq!(row(&console, id).await.state, "sent");
}

#[tokio::test]
async fn what_waits_cannot_be_read_from_the_database() {
    let console = Console::start().await;
    let id = queue(&console, Lang::En).await;
    let content = row(&console, id).await.content.unwrap();
    assert!(!content.contains("token") && !content.contains("Hello"), "{content}");
    // Moved to another mail's row it opens no more than there.
    let other = queue(&console, Lang::En).await;
    sqlx::query("update sys_mail_outbox set content_sealed = $2 where id = $1")
        .bind(other)
        .bind(content)
        .execute(&console.db)
        .await
        .unwrap();
    console.run_jobs().await;
    assert_eq!(console.mails().len(), 1);
    assert_eq!(row(&console, other).await.state, "queued");
}

#[tokio::test]
async fn a_server_that_falls_silent_is_given_up_and_the_mail_waits() {
    let silent = MailServer::start("127.0.0.1:0".parse().unwrap(), Manners { thinks: Duration::from_hours(1), ..Manners::default() }).await;
    let setup = Setup { smtp: Some(silent.url()), mail_patience: Duration::from_millis(200), ..Setup::default() };
    let console = Console::start_as(setup).await;
    let id = queue(&console, Lang::En).await;
    console.run_jobs().await;
    let row = row(&console, id).await;
    assert_eq!((row.state.as_str(), row.attempts), ("queued", 1));
    assert!(row.error.is_some_and(|error| error.contains("did not answer")));
    assert!(row.content.is_some(), "what was not sent is kept");
}
