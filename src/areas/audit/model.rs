//! One line of the audit log, and how it is told.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::show_path;
use crate::core::ids::ApprovalId;
use crate::core::lang::{Format, Lang};
use crate::web::ui::{DiffRow, TimelineDay, TimelineEntry, Tone};

/// The reasons the console itself gives, as the log keeps them, and the texts they are shown as.
const OWN_REASONS: &[(&str, &str)] = &[
    ("used code", "audit-reason-used-code"),
    ("password", "audit-reason-password"),
    ("second factor", "audit-reason-second-factor"),
    ("authenticator code", "audit-reason-authenticator-code"),
    ("recovery code", "audit-reason-recovery-code"),
    ("enrolment", "audit-reason-enrolment"),
    ("access review", "audit-reason-access-review"),
    ("revoked key", "audit-reason-revoked-key"),
    ("expired key", "audit-reason-expired-key"),
    ("network not allowed", "audit-reason-network-not-allowed"),
    ("passkey", "audit-reason-passkey"),
    ("from the command line", "audit-reason-from-the-command-line"),
];

/// Fields the log tells of that are not the tenant's, and their labels. A tenant's are called as on its own pages.
const OWN_FIELDS: &[(&str, &str)] = &[
    ("access", "audit-of-access"),
    ("act", "audit-of-act"),
    ("add_ons", "audit-of-add-ons"),
    ("address2", "seller-field-address2"),
    ("allowed", "audit-of-allowed"),
    ("api_calls_per_month", "subscription-limit-calls"),
    ("approval", "audit-of-approval"),
    ("approvers", "audit-of-approvers"),
    ("assignee", "tasks-field-assignee"),
    ("author", "audit-of-author"),
    ("band", "audit-of-band"),
    ("bank_name", "seller-field-bank"),
    ("billed", "audit-of-billed"),
    ("billed_to", "runs-field-to"),
    ("branches_limit", "subscription-limit-branches"),
    ("cancels_on", "audit-of-cancels-on"),
    ("churn", "health-risk"),
    ("code", "audit-of-code"),
    ("command", "audit-of-command"),
    ("contract_from", "contracts-field-from"),
    ("contract_until", "contracts-field-until"),
    ("copied_from", "audit-of-copied-from"),
    ("country_code", "tenants-field-country"),
    ("credit_note", "invoices-kind-credit-note"),
    ("credited", "invoices-field-credited"),
    ("day", "health-day"),
    ("default", "audit-of-default"),
    ("density", "audit-of-density"),
    ("description", "audit-of-description"),
    ("description2", "audit-of-description2"),
    ("differences", "audit-of-differences"),
    ("digits", "audit-of-digits"),
    ("discount", "invoices-field-discount"),
    ("distinct_roles", "audit-of-distinct-roles"),
    ("documents", "audit-of-documents"),
    ("due_at", "audit-of-due-at"),
    ("due_on", "tasks-field-due"),
    ("effective_on", "audit-of-effective-on"),
    ("enabled", "audit-of-enabled"),
    ("enforced", "audit-of-enforced"),
    ("executed", "audit-of-executed"),
    ("expected", "runs-field-expected"),
    ("expires_at", "audit-of-expires-at"),
    ("features", "plans-features"),
    ("file", "audit-of-file"),
    ("first", "audit-of-first"),
    ("grants", "audit-of-grants"),
    ("iban", "seller-field-iban"),
    ("import", "audit-of-import"),
    ("imported", "audit-of-imported"),
    ("invoice", "invoices-kind-invoice"),
    ("invoices", "audit-of-invoices"),
    ("is_public", "plans-field-public"),
    ("jobs", "audit-of-jobs"),
    ("kept", "audit-of-kept"),
    ("known", "audit-of-known"),
    ("language", "audit-of-language"),
    ("last", "audit-of-last"),
    ("level", "audit-of-level"),
    ("lines", "invoices-card-lines"),
    ("mail", "audit-of-mail"),
    ("measure", "audit-of-measure"),
    ("min_minor", "audit-of-min-minor"),
    ("min_rank", "audit-of-min-rank"),
    ("min_subjects", "audit-of-min-subjects"),
    ("network", "audit-of-network"),
    ("networks", "audit-of-networks"),
    ("notes", "tenants-field-note"),
    ("offered", "plans-offered"),
    ("open", "invoices-field-open"),
    ("orders_per_month", "subscription-limit-orders"),
    ("outcome", "tasks-field-outcome"),
    ("passkey", "audit-of-passkey"),
    ("period", "audit-of-period"),
    ("permissions", "audit-of-permissions"),
    ("pinned", "audit-of-pinned"),
    ("playbook", "audit-of-playbook"),
    ("price", "subscription-field-price"),
    ("prices", "plans-prices"),
    ("priority", "tasks-field-priority"),
    ("push_enabled", "audit-of-push-enabled"),
    ("rate", "audit-of-rate"),
    ("read_back", "audit-of-read-back"),
    ("ready", "audit-of-ready"),
    ("reason_category", "audit-of-reason-category"),
    ("recommended", "plans-recommended"),
    ("recovery_codes", "audit-of-recovery-codes"),
    ("refused", "audit-of-refused"),
    ("registration", "seller-field-registration"),
    ("requested_by", "audit-of-requested-by"),
    ("revoked", "audit-of-revoked"),
    ("roles", "audit-of-roles"),
    ("rows", "audit-of-rows"),
    ("scheduled", "audit-of-scheduled"),
    ("scopes", "audit-of-scopes"),
    ("score", "health-score"),
    ("session", "audit-of-session"),
    ("sessions_ended", "audit-of-sessions-ended"),
    ("shortcuts", "audit-of-shortcuts"),
    ("signature", "audit-of-signature"),
    ("skipped", "audit-of-skipped"),
    ("status", "audit-of-status"),
    ("step", "audit-of-step"),
    ("steps", "audit-of-steps"),
    ("storage_limit_mb", "subscription-limit-storage"),
    ("subjects", "audit-of-subjects"),
    ("subscription", "audit-of-subscription"),
    ("swift", "seller-field-swift"),
    ("task", "audit-of-task"),
    ("tenants", "nav-tenants"),
    ("theme", "audit-of-theme"),
    ("title", "tasks-field-title"),
    ("to_pay", "audit-of-to-pay"),
    ("total", "invoices-field-total"),
    ("trial_days", "plans-field-trial-days"),
    ("two_from", "audit-of-two-from"),
    ("undone", "audit-of-undone"),
    ("used", "audit-of-used"),
    ("users_limit", "subscription-limit-users"),
    ("vat_number", "seller-field-vat-number"),
];

#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub actor_label: String,
    pub action: String,
    pub outcome: String,
    pub object_kind: String,
    pub object_id: Option<String>,
    pub object_label: Option<String>,
    pub tenant_id: Option<Uuid>,
    pub reason: Option<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub request_id: Option<Uuid>,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    /// Of a colleague, as it is now. Names are chosen by their bearers; this is not.
    pub actor_email: Option<String>,
}

impl Entry {
    /// Key of the sentence for an action: `tenant.created` is `action-tenant-created`.
    pub fn action_key(action: &str) -> String {
        format!("action-{}", action.replace(['.', '_'], "-"))
    }

    /// The action in words; its stable name where the catalogue has none (an action of a newer version).
    pub fn sentence(&self, lang: Lang) -> String {
        let key = Self::action_key(&self.action);
        let words = if lang.has(&key) { lang.t(&key) } else { self.action.clone() };
        match &self.object_label {
            // "Salim signed in: Salim" would say it twice.
            Some(label) if !label.is_empty() && *label != self.actor_label => format!("{words}: {label}"),
            _ => words,
        }
    }

    pub fn actor(&self, lang: Lang) -> String {
        match self.actor_kind.as_str() {
            "system" => lang.t("audit-actor-system"),
            "cli" => lang.t("audit-actor-cli"),
            "visitor" if self.actor_label.is_empty() => lang.t("audit-actor-unknown"),
            _ => self.actor_label.clone(),
        }
    }

    /// The reason as it was typed; one of the console's own in the reader's language.
    pub fn reason(&self, lang: Lang) -> Option<String> {
        let reason = self.reason.as_ref()?;
        let own = OWN_REASONS.iter().find(|(said, _)| said == reason);
        Some(own.map_or_else(|| reason.clone(), |(_, key)| lang.t(key)))
    }

    /// Who asked for what somebody else carried out, as they were called.
    pub fn requested_by(&self) -> Option<&str> {
        self.after.as_ref()?.get("requested_by")?.as_str()
    }

    /// The request on which it was done.
    pub fn approval(&self) -> Option<ApprovalId> {
        self.after.as_ref()?.get("approval")?.as_str()?.parse().ok()
    }

    pub fn tone(&self) -> Tone {
        match self.outcome.as_str() {
            "failure" => Tone::Warning,
            "denied" => Tone::Danger,
            _ => Tone::Neutral,
        }
    }

    fn icon(&self) -> &'static str {
        match (self.outcome.as_str(), self.object_kind.as_str()) {
            ("denied", _) => "no-symbol",
            ("failure", _) => "exclamation-circle",
            (_, "staff") => "user",
            (_, "role") => "identification",
            (_, "addresses") => "globe",
            (_, "api_key") => "key",
            (_, "access_review") => "document-check",
            (_, "tenant") => "building-storefront",
            (_, "task" | "onboarding_template") => "clipboard-list",
            (_, "import") => "arrow-up-tray",
            (_, "product") => "server",
            _ => "document-text",
        }
    }

    /// What changed, field by field.
    pub fn changes(&self, lang: Lang) -> Vec<DiffRow> {
        let (before, after) = (fields(self.before.as_ref()), fields(self.after.as_ref()));
        let mut names: Vec<&String> = before.iter().chain(&after).map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        let find = |list: &[(String, String)], name: &str| list.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
        // On whose request is told beside the actor.
        names.retain(|name| *name != "requested_by");
        names.into_iter().map(|name| DiffRow::new(field_label(name, lang), find(&before, name), find(&after, name))).collect()
    }

    /// The line as a timeline shows it.
    pub fn told(&self, format: Format) -> TimelineEntry {
        let lang = format.lang;
        TimelineEntry {
            id: format!("entry-{}", self.id),
            icon: self.icon(),
            tone: self.tone(),
            actor: self.actor(lang),
            behind: self.requested_by().map(ToOwned::to_owned),
            text: after_a_name(self.sentence(lang), lang),
            time: format.time(self.at),
            iso: self.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            reason: self.reason(lang).unwrap_or_default(),
            changes: self.changes(lang),
            // Address and request stand on the entry's own page.
            details: Vec::new(),
            href: Some(show_path(self.id)),
        }
    }
}

/// Key of the label of a field the log tells of.
pub fn field_key(name: &str) -> String {
    let own = OWN_FIELDS.iter().find(|(field, _)| *field == name);
    own.map_or_else(|| format!("tenants-field-{}", name.replace('_', "-")), |(_, key)| (*key).to_owned())
}

/// A field in words; its stable name where the catalogue has none (a field of a newer version).
fn field_label(name: &str, lang: Lang) -> String {
    let key = field_key(name);
    if lang.has(&key) { lang.t(&key) } else { name.to_owned() }
}

/// A sentence as it stands behind the name of who did it.
fn after_a_name(sentence: String, lang: Lang) -> String {
    let mut letters = sentence.chars();
    match (lang, letters.next()) {
        (Lang::En, Some(first)) => first.to_lowercase().chain(letters).collect(),
        _ => sentence,
    }
}

/// Entries grouped by the business day they fall on, in the order given.
pub fn days(entries: &[Entry], format: Format) -> Vec<TimelineDay> {
    let mut days: Vec<TimelineDay> = Vec::new();
    for entry in entries {
        let label = format.date(crate::core::clock::business_day(entry.at));
        match days.last_mut().filter(|day| day.label == label) {
            Some(day) => day.entries.push(entry.told(format)),
            None => days.push(TimelineDay { label, entries: vec![entry.told(format)] }),
        }
    }
    days
}

/// An object's fields as text.
fn fields(value: Option<&Value>) -> Vec<(String, String)> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Object(map)) => map.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
        Some(other) => vec![(String::new(), text(other))],
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(before: Option<Value>, after: Option<Value>) -> Entry {
        Entry {
            id: 1,
            at: DateTime::UNIX_EPOCH,
            actor_kind: "staff".into(),
            actor_id: None,
            actor_label: "Somebody".into(),
            action: "tenant.edited".into(),
            outcome: "success".into(),
            object_kind: "tenant".into(),
            object_id: None,
            object_label: Some("Al Noor".into()),
            tenant_id: None,
            reason: None,
            before,
            after,
            request_id: None,
            ip: None,
            user_agent: None,
            actor_email: None,
        }
    }

    #[test]
    fn changes_pair_what_was_with_what_is() {
        let changes =
            entry(Some(serde_json::json!({"a": "1", "b": null})), Some(serde_json::json!({"a": "2", "c": ["x", "y"]}))).changes(Lang::En);
        let told: Vec<_> = changes.iter().map(|row| (row.label.as_str(), row.before.as_deref(), row.after.as_deref())).collect();
        assert_eq!(told, [("a", Some("1"), Some("2")), ("b", Some(""), None), ("c", None, Some("x, y"))]);
    }
}
