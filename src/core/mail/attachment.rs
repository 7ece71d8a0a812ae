//! Files that mails carry. The queue keeps only what a file is of; it is made when the mail is sent, by whoever knows how.

use std::collections::BTreeMap;

use futures_util::future::BoxFuture;
use lettre::message::header::ContentType;
use sqlx::PgPool;
use uuid::Uuid;

/// What a mail carries: the name of its source, the row the file is made of, and what the file is called.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub source: &'static str,
    pub of: Uuid,
    pub name: String,
}

/// A file as a source makes it.
#[derive(Clone, Debug)]
pub struct File {
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

type Make = fn(PgPool, Uuid) -> BoxFuture<'static, anyhow::Result<File>>;

/// Every source of files there is, by name. Areas bring them; the mail knows none.
#[derive(Clone, Debug, Default)]
pub struct Attachments(BTreeMap<&'static str, Make>);

impl Attachments {
    #[must_use]
    pub fn with(mut self, source: &'static str, make: Make) -> Self {
        self.0.insert(source, make);
        self
    }

    pub(super) async fn make(&self, source: &str, db: &PgPool, of: Uuid, name: String) -> anyhow::Result<Made> {
        let make = self.0.get(source).ok_or_else(|| anyhow::anyhow!("nobody makes files of {source}"))?;
        let file = make(db.clone(), of).await?;
        Ok(Made { name, kind: ContentType::parse(file.kind)?, bytes: file.bytes })
    }
}

/// A file ready to be sent.
pub(super) struct Made {
    pub name: String,
    pub kind: ContentType,
    pub bytes: Vec<u8>,
}
