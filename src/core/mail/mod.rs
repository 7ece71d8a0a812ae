//! Outgoing mail: queued in the transaction that causes it, sent by a worker, never lost while a server is down.

mod attachment;
mod sender;
mod template;

use chrono::{DateTime, Duration, Utc};
use lettre::AsyncSmtpTransport;
use lettre::Tokio1Executor;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::clock::Clock;
use super::ids::TenantId;
use super::jobs::{self, Job, Priority, Run, Services};
use super::lang::{Arg, Lang};
use super::secrets::Secrets;

pub use attachment::{Attachment, Attachments, File};
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
    /// The tenant it is written to, in whose story it is kept.
    pub tenant: Option<Addressee>,
    /// A file that is made when the mail is sent.
    pub attachment: Option<Attachment>,
}

/// A tenant that is written to.
#[derive(Clone, Debug)]
pub struct Addressee {
    pub id: TenantId,
    /// What a notice that is sent once is about.
    pub once: Option<String>,
    /// Whether the audit log tells of this very mail.
    pub logged: bool,
}

impl Mail {
    pub fn new(template: &'static str, to: impl Into<String>, lang: Lang) -> Self {
        Self { template, to: to.into(), lang, args: Vec::new(), action: None, tenant: None, attachment: None }
    }

    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, Arg::Text(value.to_string())));
        self
    }

    /// Keeps the mail in the story of the tenant it goes to.
    #[must_use]
    pub fn tenant(mut self, id: TenantId) -> Self {
        self.tenant = Some(Addressee { id, once: None, logged: false });
        self
    }

    /// The same for a mail that the audit log tells of; with `once`, it is sent to this tenant for that one time.
    #[must_use]
    pub fn logged(mut self, id: TenantId, once: Option<String>) -> Self {
        self.tenant = Some(Addressee { id, once, logged: true });
        self
    }

    #[must_use]
    pub fn attach(mut self, attachment: Attachment) -> Self {
        self.attachment = Some(attachment);
        self
    }

    #[must_use]
    pub fn count(mut self, name: &'static str, value: i64) -> Self {
        self.args.push((name, Arg::Count(value)));
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

/// Writes the mail in its language and queues it in the caller's transaction. `None` when it is a notice that was sent before.
pub async fn queue(db: &mut PgConnection, clock: &Clock, secrets: &Secrets, mail: &Mail) -> Result<Option<Uuid>, sqlx::Error> {
    let content = template::write(mail).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let id = clock.new_id();
    if let Some(to) = &mail.tenant
        && !keep(db, clock, id, to, mail, &content.subject).await?
    {
        return Ok(None);
    }
    let plain = serde_json::to_vec(&content).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let sealed = secrets.seal(&place(id), &plain);
    sqlx::query!(
        "insert into sys_mail_outbox (id, template, language, recipient, content_sealed, created_at, attachment_source, attachment_of, attachment_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        mail.template,
        mail.lang.code(),
        mail.to,
        sealed,
        clock.now(),
        mail.attachment.as_ref().map(|file| file.source),
        mail.attachment.as_ref().map(|file| file.of),
        mail.attachment.as_ref().map(|file| file.name.as_str())
    )
    .execute(&mut *db)
    .await?;
    let sending = jobs::Order::of(&SendMail { mail_id: id })?;
    // A code to sign in with does not wait behind ten thousand invoices.
    let sending = if mail.attachment.is_some() { sending.unhurried() } else { sending };
    sending.send(db).await?;
    Ok(Some(id))
}

/// Keeps that a tenant is written to. `false` when it was written about the same before.
async fn keep(db: &mut PgConnection, clock: &Clock, id: Uuid, to: &Addressee, mail: &Mail, subject: &str) -> Result<bool, sqlx::Error> {
    let kept = sqlx::query!(
        r#"insert into sys_tenant_mails (id, tenant_id, template, language, subject, once, logged, at)
           values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, template, once) where once is not null do nothing"#,
        id,
        to.id.0,
        mail.template,
        mail.lang.code(),
        subject,
        to.once,
        to.logged,
        clock.now()
    )
    .execute(db)
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Sweeps the notes of mail sent before `before`; what could not be sent stays. Returns how many.
pub async fn forget_sent(db: &mut PgConnection, before: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query!("delete from sys_mail_outbox where state = 'sent' and sent_at < $1", before).execute(db).await?.rows_affected())
}

fn place(id: Uuid) -> String {
    format!("sys_mail_outbox/content/{id}")
}

/// How long a worker has a mail to itself: longer than the sending may take. When it dies meanwhile, another may take the mail then.
const CLAIMED: Duration = Duration::seconds(90);

/// Sends one queued mail.
#[derive(Serialize, Deserialize)]
pub struct SendMail {
    mail_id: Uuid,
}

impl Job for SendMail {
    const NAME: &'static str = "mail.send";
    /// Somebody may be waiting for it, to sign in for instance.
    const PRIORITY: Priority = Priority::Urgent;
    /// More than half a day, as long as a mail server may be down.
    const ATTEMPTS: i16 = 25;
    const TIME_LIMIT: std::time::Duration = std::time::Duration::from_mins(2);

    async fn run(self, services: Run) -> anyhow::Result<()> {
        let Some(mail) = claim(&services, self.mail_id).await? else { return Ok(()) };
        let sealed = mail.content_sealed.ok_or_else(|| anyhow::anyhow!("the mail's content is gone"))?;
        let content: Content = serde_json::from_slice(&services.secrets.open(&place(self.mail_id), &sealed)?)?;
        let file = match mail.attachment.zip(mail.attachment_of).zip(mail.attachment_name) {
            Some(((source, of), name)) => match services.attachments.make(&source, &services.db, of, name).await {
                Ok(file) => Some(file),
                Err(error) => {
                    note(&services, self.mail_id, Some(&error)).await?;
                    return Err(error);
                }
            },
            None => None,
        };
        // No transaction is open while a server takes its time.
        let now = services.clock.now();
        let result = services.mailer.send_in_time(self.mail_id, &mail.recipient, &mail.language, &content, file, now).await;
        note(&services, self.mail_id, result.as_ref().err()).await?;
        result
    }
}

struct Claimed {
    recipient: String,
    language: String,
    content_sealed: Option<String>,
    attachment: Option<String>,
    attachment_of: Option<Uuid>,
    attachment_name: Option<String>,
}

/// Takes the mail for this worker alone. `None` when it was sent before; an error when another worker has it in hand.
async fn claim(services: &Services, id: Uuid) -> anyhow::Result<Option<Claimed>> {
    let now = services.clock.now();
    let claimed = sqlx::query_as!(
        Claimed,
        r#"update sys_mail_outbox set claimed_until = $3, attempts = attempts + 1
            where id = $1 and state <> 'sent' and (claimed_until is null or claimed_until <= $2)
            returning recipient, language, content_sealed, attachment_source as attachment, attachment_of, attachment_name"#,
        id,
        now,
        now + CLAIMED
    )
    .fetch_optional(&services.db)
    .await?;
    if claimed.is_none() {
        let waiting =
            sqlx::query_scalar!(r#"select exists (select from sys_mail_outbox where id = $1 and state <> 'sent') as "waiting!""#, id);
        anyhow::ensure!(!waiting.fetch_one(&services.db).await?, "another worker is sending this mail");
    }
    Ok(claimed)
}

/// Notes how the sending ended.
async fn note(services: &Services, id: Uuid, error: Option<&anyhow::Error>) -> Result<(), sqlx::Error> {
    match error {
        None => {
            let sent = sqlx::query!(
                "update sys_mail_outbox set state = 'sent', sent_at = $2, last_error = null, content_sealed = null, claimed_until = null where id = $1",
                id,
                services.clock.now()
            );
            sent.execute(&services.db).await.map(drop)
        }
        Some(error) => {
            let failed = sqlx::query!(
                "update sys_mail_outbox set last_error = $2, claimed_until = null, state = case when attempts >= 25 then 'failed' else 'queued' end where id = $1",
                id,
                format!("{error:#}")
            );
            failed.execute(&services.db).await.map(drop)
        }
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
