//! Whom a request concerns hears of it.

use super::Means;
use super::people::Recipient;
use crate::core::change::Change;
use crate::core::ids::ApprovalId;
use crate::core::lang::Arg;
use crate::core::mail::{self, Mail};

/// What every such mail tells.
pub(super) struct News<'a> {
    pub request: ApprovalId,
    pub command: &'a str,
    pub subject: &'a str,
    /// Who asked, decided or acted.
    pub by: &'a str,
    /// Why, in their words.
    pub note: &'a str,
}

/// Which mail it is.
#[derive(Clone, Copy)]
pub(super) enum Letter {
    /// To everybody who may decide.
    Asked,
    /// To who asked.
    Executed,
    Rejected,
    Void,
    Expired,
    /// To everybody: done without a second person.
    Emergency,
}

impl Letter {
    fn to(self, person: &Recipient) -> Mail {
        let (email, lang) = (&person.email, person.lang);
        match self {
            Self::Asked => Mail::new("approval-asked", email, lang),
            Self::Executed => Mail::new("approval-executed", email, lang),
            Self::Rejected => Mail::new("approval-rejected", email, lang),
            Self::Void => Mail::new("approval-void", email, lang),
            Self::Expired => Mail::new("approval-expired", email, lang),
            Self::Emergency => Mail::new("approval-emergency", email, lang),
        }
    }
}

/// The key of a command's name: `tenant.suspend` is `command-tenant-suspend`.
pub fn command_key(command: &str) -> String {
    format!("command-{}", command.replace(['.', '_'], "-"))
}

pub(super) async fn send(
    change: &mut Change,
    means: Means<'_>,
    letter: Letter,
    to: &[Recipient],
    news: &News<'_>,
) -> Result<(), sqlx::Error> {
    let clock = change.clock().clone();
    for person in to {
        let mut mail = letter
            .to(person)
            .text("name", &person.name)
            .text("subject", news.subject)
            .text("by", news.by)
            .text("note", news.note)
            .action("mail-approval-action", format!("{}/approvals/{}", means.base_url, news.request));
        mail.args.push(("command", Arg::Text(person.lang.t(&command_key(news.command)))));
        mail::queue(change, &clock, means.secrets, &mail).await?;
    }
    Ok(())
}
