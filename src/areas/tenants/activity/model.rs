//! One line of a tenant's story. Most are entries of the audit log; moves that the log does not tell of, and mails, come beside them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::areas::audit::model::Entry;
use crate::areas::tenants::identity::Veil;
use crate::areas::tenants::lifecycle::own_reason;
use crate::areas::tenants::model::Stage;
use crate::core::permission::Permission;
use crate::web::Page;
use crate::web::ui::{TimelineEntry, Tone};

/// What a line is about. The codes are those of `sys_activity_kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Record,
    Lifecycle,
    Onboarding,
    Note,
    Contact,
    Approval,
    Mail,
    Import,
    Other,
}

impl Kind {
    pub const ALL: [Self; 9] =
        [Self::Record, Self::Lifecycle, Self::Onboarding, Self::Note, Self::Contact, Self::Approval, Self::Mail, Self::Import, Self::Other];

    pub fn code(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Lifecycle => "lifecycle",
            Self::Onboarding => "onboarding",
            Self::Note => "note",
            Self::Contact => "contact",
            Self::Approval => "approval",
            Self::Mail => "mail",
            Self::Import => "import",
            Self::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Record => "activity-kind-record",
            Self::Lifecycle => "activity-kind-lifecycle",
            Self::Onboarding => "activity-kind-onboarding",
            Self::Note => "activity-kind-note",
            Self::Contact => "activity-kind-contact",
            Self::Approval => "activity-kind-approval",
            Self::Mail => "activity-kind-mail",
            Self::Import => "activity-kind-import",
            Self::Other => "activity-kind-other",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Record | Self::Other => "document-text",
            Self::Lifecycle => "arrow-path",
            Self::Onboarding => "rocket",
            Self::Note => "pencil-square",
            Self::Contact => "user",
            Self::Approval => "shield-check",
            Self::Mail => "envelope",
            Self::Import => "arrow-up-tray",
        }
    }
}

/// A move between stages that no entry of the log tells of.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Moved {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub from_stage: Option<String>,
    pub to_stage: String,
    pub reason: Option<String>,
    pub by: Option<String>,
}

/// A mail to the tenant that no entry of the log tells of.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Written {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub subject: String,
}

#[derive(Clone, Debug)]
pub(super) enum Line {
    /// An entry of the log, with its kind.
    Logged(Box<Entry>, Kind),
    Moved(Moved),
    Written(Written),
}

impl Line {
    pub fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Logged(entry, _) => entry.at,
            Self::Moved(moved) => moved.at,
            Self::Written(written) => written.at,
        }
    }

    /// What tells two lines of one instant apart. Numbers of the log stand behind all other ids.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Logged(entry, _) => logged_id(entry.id),
            Self::Moved(moved) => moved.id,
            Self::Written(written) => written.id,
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Self::Logged(_, kind) => *kind,
            Self::Moved(_) => Kind::Lifecycle,
            Self::Written(_) => Kind::Mail,
        }
    }

    /// The line as a timeline shows it.
    pub fn told(&self, page: &Page) -> TimelineEntry {
        let plain = TimelineEntry {
            icon: self.kind().icon(),
            time: page.format().time(self.at()),
            iso: page.iso(self.at()),
            ..TimelineEntry::default()
        };
        match self {
            Self::Logged(entry, _) => {
                let mut told = TimelineEntry { icon: plain.icon, ..entry.told(page.format()) };
                told.reason = own_reason(page, &told.reason);
                if !page.can(Permission::AuditRead) {
                    told.href = None;
                }
                told
            }
            Self::Moved(moved) => TimelineEntry {
                tone: Stage::from_code(&moved.to_stage).map_or(Tone::Neutral, Stage::tone),
                actor: moved.by.clone().unwrap_or_else(|| page.t("audit-actor-system")),
                text: self.text(page),
                reason: moved.reason.as_deref().map(|reason| own_reason(page, reason)).unwrap_or_default(),
                ..plain
            },
            Self::Written(written) => {
                TimelineEntry { actor: page.t("audit-actor-system"), text: self.text(page), reason: written.subject.clone(), ..plain }
            }
        }
    }

    /// What happened, as a sentence without its actor.
    pub fn text(&self, page: &Page) -> String {
        let stage = |code: &str| Stage::from_code(code).map_or_else(|| code.to_owned(), |stage| page.t(stage.key()));
        match self {
            Self::Logged(entry, _) => entry.sentence(page.language()),
            Self::Moved(Moved { from_stage: Some(from), to_stage, .. }) => format!("{} → {}", stage(from), stage(to_stage)),
            Self::Moved(moved) => stage(&moved.to_stage),
            Self::Written(_) => page.t("activity-written"),
        }
    }

    pub fn actor(&self, page: &Page) -> String {
        match self {
            Self::Logged(entry, _) => entry.actor(page.language()),
            Self::Moved(Moved { by: Some(name), .. }) => name.clone(),
            Self::Moved(_) | Self::Written(_) => page.t("audit-actor-system"),
        }
    }

    pub fn reason(&self, page: &Page) -> String {
        match self {
            Self::Logged(entry, _) => own_reason(page, &entry.reason(page.language()).unwrap_or_default()),
            Self::Moved(moved) => moved.reason.as_deref().map(|reason| own_reason(page, reason)).unwrap_or_default(),
            Self::Written(written) => written.subject.clone(),
        }
    }
}

impl Veil for Line {
    fn veil(&mut self) {
        match self {
            Self::Logged(entry, _) => entry.veil(),
            Self::Moved(moved) => moved.reason = None,
            // Tenants are greeted by name.
            Self::Written(written) => written.subject.clear(),
        }
    }
}

/// The id of an entry of the log among the others': behind every one of them.
pub(super) fn logged_id(number: i64) -> Uuid {
    Uuid::from_u64_pair(u64::MAX, number.unsigned_abs())
}

/// The number behind an id of [`logged_id`]; for any other id one before all numbers.
pub(super) fn logged_number(id: Uuid) -> i64 {
    match id.as_u64_pair() {
        (u64::MAX, number) => i64::try_from(number).unwrap_or(-1),
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_the_log_reads_back_and_stands_behind_every_other_id() {
        assert_eq!(logged_number(logged_id(42)), 42);
        assert!(logged_id(1) < logged_id(2));
        let other = Uuid::from_u128(0x0190_ffff_ffff_7fff_bfff_ffff_ffff_ffff);
        assert!(other < logged_id(0));
        assert_eq!(logged_number(other), -1);
    }

    #[test]
    fn every_kind_reads_back() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::from_code(kind.code()) == Some(kind)));
    }
}
