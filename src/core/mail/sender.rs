//! Where mail goes: a server over SMTP, or files in a folder.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{AsyncTransport as _, Message};
use uuid::Uuid;

use super::attachment::Made;
use super::{Content, Smtp};

/// Whether an address names a mail server. Connects to nothing and, unlike [`smtp_transport`], needs no runtime: settings are
/// read before there is one.
pub fn check_smtp_url(url: &str) -> Result<(), lettre::transport::smtp::Error> {
    Smtp::from_url(url).map(|_| ())
}

/// A mail server's address as `HQ_SMTP_URL` gives it.
pub fn smtp_transport(url: &str) -> Result<Smtp, lettre::transport::smtp::Error> {
    Ok(Smtp::from_url(url)?.timeout(Some(Duration::from_secs(20))).build())
}

/// How long a server may take over one mail.
const LONGEST_SENDING: Duration = Duration::from_secs(45);

enum Way {
    Server(Smtp),
    Folder(PathBuf),
}

/// Sends mail the way the installation is set up to.
pub struct Mailer {
    from: Mailbox,
    way: Way,
    patience: Duration,
}

impl Mailer {
    pub fn server(from: Mailbox, smtp: Smtp) -> Self {
        Self { from, way: Way::Server(smtp), patience: LONGEST_SENDING }
    }

    pub fn folder(from: Mailbox, folder: PathBuf) -> Self {
        Self { from, way: Way::Folder(folder), patience: LONGEST_SENDING }
    }

    /// Gives a server that falls silent up after as long.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Sends one mail. A server that takes longer over it than this mailer has patience is given up until the next try.
    pub(super) async fn send_in_time(
        &self,
        id: Uuid,
        to: &str,
        language: &str,
        content: &Content,
        file: Option<Made>,
        at: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        match tokio::time::timeout(self.patience, self.send(id, to, language, content, file, at)).await {
            Ok(result) => result,
            Err(_) => Err(anyhow::anyhow!("the mail server did not answer within {} s", self.patience.as_secs_f32())),
        }
    }

    async fn send(
        &self,
        id: Uuid,
        to: &str,
        language: &str,
        content: &Content,
        file: Option<Made>,
        at: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let words = MultiPart::alternative()
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(content.text.clone()))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(content.html.clone()));
        let body = match file {
            Some(file) => MultiPart::mixed().multipart(words).singlepart(Attachment::new(file.name).body(file.bytes, file.kind)),
            None => words,
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(to.parse().context("the recipient's address could not be read")?)
            .subject(&content.subject)
            // The same id however often it is tried: a receiver that already has it can tell.
            .message_id(Some(format!("<{id}@hq-console>")))
            .date(std::time::SystemTime::from(at))
            .header(ContentLanguage(language.to_owned()))
            .multipart(body)?;
        match &self.way {
            Way::Server(smtp) => {
                smtp.send(message).await.context("the mail server did not take the message")?;
            }
            Way::Folder(folder) => {
                let folder = folder.clone();
                let bytes = message.formatted();
                let name = format!("{}-{id}.eml", at.format("%Y%m%dT%H%M%S"));
                tokio::task::spawn_blocking(move || write_whole(&folder, &name, &bytes)).await??;
            }
        }
        Ok(())
    }
}

/// A reader of the folder sees a whole mail or none.
fn write_whole(folder: &std::path::Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    // Mail carries one-time links: only the console's own user may read it.
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let unfinished = folder.join(format!(".{name}"));
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?.write_all(bytes)?;
    std::fs::rename(unfinished, folder.join(name))
}

#[derive(Clone)]
struct ContentLanguage(String);

impl lettre::message::header::Header for ContentLanguage {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), self.0.clone())
    }
}
