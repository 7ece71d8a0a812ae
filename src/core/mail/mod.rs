//! Outgoing mail: queued in the transaction that causes it, sent by a worker, never lost while a server is down.

mod sender;
mod template;

use chrono::{DateTime, Utc};
use lettre::AsyncSmtpTransport;
use lettre::Tokio1Executor;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::clock::Clock;
use super::jobs::{self, Job, Services};
use super::lang::{Arg, Lang};
use super::secrets::Secrets;

pub use sender::{Mailer, check_smtp_url, smtp_transport};

/// One mail, still in no language: its words come from the catalogue under `mail-<template>-…`.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Name of the template; the catalogue holds `mail-<template>-subject` and `-body` (paragraphs divided by blank lines).
    pub template: &'static str,
    pub to: String,
    pub lang: Lang,
    pub args: Vec<(&'static str, Arg)>,
    /// A link shown as a button, with the catalogue key of its label.
    pub action: Option<(&'static str, String)>,
}

impl Mail {
    pub fn new(template: &'static str, to: impl Into<String>, lang: Lang) -> Self {
        Self { template, to: to.into(), lang, args: Vec::new(), action: None }
    }

    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, Arg::Text(value.to_string())));
        self
    }

    #[must_use]
    pub fn action(mut self, label_key: &'static str, url: impl Into<String>) -> Self {
        self.action = Some((label_key, url.into()));
        self
    }
}

/// What the database keeps, sealed: a mail may carry a one-time link.
#[derive(Serialize, Deserialize)]
pub(crate) struct Content {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Writes the mail in its language and queues it in the caller's transaction.
pub async fn queue(db: &mut PgConnection, clock: &Clock, secrets: &Secrets, mail: &Mail) -> Result<Uuid, sqlx::Error> {
    let content = template::write(mail).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let id = clock.new_id();
    let plain = serde_json::to_vec(&content).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let sealed = secrets.seal(&place(id), &plain);
    sqlx::query!(
        "insert into sys_mail_outbox (id, template, language, recipient, content_sealed, created_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        mail.template,
        mail.lang.code(),
        mail.to,
        sealed,
        clock.now()
    )
    .execute(&mut *db)
    .await?;
    jobs::enqueue(db, &SendMail { mail_id: id }, None).await?;
    Ok(id)
}

/// Sweeps the notes of mail sent before `before`; what could not be sent stays. Returns how many.
pub async fn forget_sent(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_mail_outbox where state = 'sent' and sent_at < $1", before).execute(db).await?.rows_affected())
}

fn place(id: Uuid) -> String {
    format!("sys_mail_outbox/content/{id}")
}

/// Sends one queued mail.
#[derive(Serialize, Deserialize)]
pub struct SendMail {
    mail_id: Uuid,
}

impl Job for SendMail {
    const NAME: &'static str = "mail.send";

    async fn run(self, services: Services) -> anyhow::Result<()> {
        let mut tx = services.db.begin().await?;
        // The lock keeps a recovered twin of this job from sending the same mail beside us.
        let row = sqlx::query!(
            "select recipient, language, content_sealed from sys_mail_outbox where id = $1 and state <> 'sent' for update",
            self.mail_id
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(()) };
        let sealed = row.content_sealed.ok_or_else(|| anyhow::anyhow!("the mail's content is gone"))?;
        let content: Content = serde_json::from_slice(&services.secrets.open(&place(self.mail_id), &sealed)?)?;
        let result = services.mailer.send(self.mail_id, &row.recipient, &row.language, &content, services.clock.now()).await;
        match &result {
            Ok(()) => {
                sqlx::query!(
                    "update sys_mail_outbox set state = 'sent', sent_at = $2, attempts = attempts + 1, last_error = null, content_sealed = null where id = $1",
                    self.mail_id,
                    services.clock.now()
                )
                .execute(&mut *tx)
                .await?;
            }
            Err(error) => {
                sqlx::query!(
                    "update sys_mail_outbox set attempts = attempts + 1, last_error = $2, state = case when attempts + 1 >= 25 then 'failed' else 'queued' end where id = $1",
                    self.mail_id,
                    format!("{error:#}")
                )
                .execute(&mut *tx)
                .await?;
            }
        }
        tx.commit().await?;
        result
    }
}

/// The transport lettre uses for a configured server.
pub(crate) type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// The words of a message in a mail's language.
pub(crate) fn words(lang: Lang, key: &str, args: &[(&'static str, Arg)]) -> String {
    lang.with(key, args)
}

/// A mail's subject as a message, for lists that show what was sent.
pub fn subject_key(template: &str) -> String {
    format!("mail-{template}-subject")
}
