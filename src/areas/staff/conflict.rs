//! Two people edited one account, or one role: what the other one saved, beside what is about to be saved.

use sqlx::PgConnection;

use crate::areas::audit::queries as audit;
use crate::web::{Page, Result};

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub label: String,
    pub theirs: String,
    pub yours: String,
}

/// Shown above a form that was sent on the strength of an older state. The form itself carries the new version,
/// so sending it again is a decision and not an accident.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Who saved meanwhile, and when in words and for machines; absent when the log does not tell.
    pub by: Option<(String, String, String)>,
    pub differences: Vec<Difference>,
}

impl Conflict {
    /// `kind` and `id` name the record as the audit log does; `fields` are label, theirs and yours, and equal ones are left out.
    pub async fn about(
        db: &mut PgConnection,
        page: &Page,
        (kind, id): (&str, String),
        fields: Vec<(&'static str, String, String)>,
    ) -> Result<Self> {
        let by = audit::last_change(db, kind, &id).await?;
        let differences = fields.into_iter().filter(|(_, theirs, yours)| theirs != yours);
        Ok(Self {
            by: by.map(|entry| (entry.actor(page.language()), page.datetime(entry.at), page.iso(entry.at))),
            differences: differences.map(|(label, theirs, yours)| Difference { label: page.t(label), theirs, yours }).collect(),
        })
    }
}
