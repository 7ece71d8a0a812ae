//! Two people at one record: what the other wrote, what this one typed, and who the other was.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::business::BusinessType;
use super::form::languages;
use super::model::field_key;
use super::record::country;
use crate::areas::audit;
use crate::core::ids::TenantId;
use crate::core::keyset::PageRequest;
use crate::web::Page;

/// A versioned record: where its history stands, and which acts give it its next version, each exactly one.
pub(super) struct Versioned {
    pub tenant: TenantId,
    pub object_kind: &'static str,
    pub object_id: String,
    pub acts: &'static [&'static str],
}

impl Versioned {
    pub fn tenant(id: TenantId) -> Self {
        Self { tenant: id, object_kind: "tenant", object_id: id.to_string(), acts: &["tenant.edited", "tenant.settings_changed"] }
    }

    pub fn branding(id: TenantId) -> Self {
        Self { acts: &["tenant.branding_changed"], ..Self::tenant(id) }
    }
}

/// How a picture is told: there is one, or one is sent. No picture is the empty text.
pub(super) const LOGO_STORED: &str = "stored";
pub(super) const LOGO_NEW: &str = "new";

/// Field name and value, in the order of the form.
pub(super) type Told = Vec<(&'static str, String)>;

/// One field on which they differ.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub field: &'static str,
    pub theirs: String,
    pub yours: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Difference {
    pub fn label(&self, page: &Page) -> String {
        field_key(self.field).map_or_else(|| self.field.to_owned(), |key| page.t(key))
    }

    /// A value in words where it is kept as a code.
    pub fn shown(&self, page: &Page, value: &str) -> String {
        match self.field {
            "business_type" => BusinessType::from_code(value).map(|kind| page.t(kind.key())),
            "country_code" => Some(country(value, page.language())),
            "logo" => Some(page.t(match value {
                LOGO_STORED => "tenants-logo-stored",
                LOGO_NEW => "tenants-logo-new",
                _ => "tenants-logo-removed",
            })),
            "default_language" => languages().into_iter().find(|(code, _)| code == value).map(|(_, name)| name),
            _ => None,
        }
        .unwrap_or_else(|| value.to_owned())
    }
}

/// What stands between a form and the record it was opened for.
#[derive(Clone, Debug, Default)]
pub(super) struct Conflict {
    pub differences: Vec<Difference>,
}

/// A field that was changed since the form was opened.
struct Changed {
    field: String,
    by: String,
    at: DateTime<Utc>,
}

impl Conflict {
    /// Compares a form opened at `version` with the record as it stands at `current`. Fields nobody else has touched are not in
    /// conflict: the form's values are simply written. So a form is stopped only by a change it would undo.
    pub async fn find(
        db: &mut PgConnection,
        record: &Versioned,
        version: i32,
        current: i32,
        theirs: &Told,
        yours: &Told,
    ) -> Result<Self, sqlx::Error> {
        let changed = changed_since(db, record, usize::try_from(current.saturating_sub(version)).unwrap_or(0)).await?;
        let differences = theirs
            .iter()
            .zip(yours)
            .filter(|(theirs, yours)| theirs.1 != yours.1)
            .filter_map(|((field, theirs), (_, yours))| {
                let change = changed.iter().find(|change| change.field == *field)?;
                Some(Difference { field, theirs: theirs.clone(), yours: yours.clone(), by: change.by.clone(), at: change.at })
            })
            .collect();
        Ok(Self { differences })
    }

    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }
}

/// What the last `versions` acts on a record changed, newest first.
async fn changed_since(db: &mut PgConnection, record: &Versioned, versions: usize) -> Result<Vec<Changed>, sqlx::Error> {
    /// Who leaves a form open for longer than this many entries is shown the last of them.
    const MOST: usize = 100;
    let filter = audit::queries::Filter {
        tenant: Some(record.tenant),
        object_kind: Some(record.object_kind.to_owned()),
        object_id: Some(record.object_id.clone()),
        ..Default::default()
    };
    let page = PageRequest { sort: audit::queries::SORTS[0], cursor: None, size: MOST };
    let entries = audit::queries::list(db, &filter, &page).await?;
    let acts = entries.into_iter().filter(|entry| record.acts.contains(&entry.action.as_str())).take(versions);
    let fields = acts.flat_map(|entry| {
        let names: Vec<String> =
            entry.after.as_ref().and_then(|after| after.as_object()).map(|after| after.keys().cloned().collect()).unwrap_or_default();
        names.into_iter().map(move |field| Changed { field, by: entry.actor_label.clone(), at: entry.at })
    });
    Ok(fields.collect())
}
