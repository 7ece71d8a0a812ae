//! What a command would do, and the seal over it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::core::canonical_json;
use crate::core::money::Money;

/// What kind of thing is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    Tenant,
    Staff,
    Policy,
    Role,
    /// A billing run, by the day it charges up to.
    Run,
    /// Who sells, on every invoice.
    Seller,
}

/// One thing that is touched. Its label is for reading and not sealed: a corrected name changes nothing about the act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub kind: SubjectKind,
    pub id: String,
    pub label: String,
    /// The rank of a tenant's plan; 0 for what has none.
    #[serde(default)]
    pub rank: i16,
}

/// One field before and after, in codes. `None` is empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FieldChange {
    /// The [`Subject::id`].
    pub subject: String,
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl FieldChange {
    pub fn new(subject: impl ToString, field: &str, before: Option<&str>, after: Option<&str>) -> Self {
        Self { subject: subject.to_string(), field: field.to_owned(), before: before.map(Into::into), after: after.map(Into::into) }
    }
}

/// What would be different afterwards, and what it is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub subjects: Vec<Subject>,
    pub changes: Vec<FieldChange>,
    /// Monthly recurring revenue of the touched tenants, in baisa (OMR, three decimals), at list price; an annual price is a twelfth.
    pub monthly_minor: i64,
    /// Touched tenants whose price a contract says: not in the figure above.
    pub unpriced: i64,
    /// What is given back or given up, VAT included, by what the policy weighs it.
    #[serde(default)]
    pub amount: Option<Money>,
    /// How many are touched, where they are too many to be named.
    #[serde(default)]
    pub many: Option<i64>,
    /// What else hangs on the subjects, by the key of its label. It moves all day, so it is shown and not sealed.
    pub around: Vec<(String, i64)>,
}

/// A part of an effect that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What it is about: a subject's label.
    pub label: String,
    pub field: String,
    pub sealed: Option<String>,
    pub now: Option<String>,
}

impl Effect {
    /// Puts the parts in an order that does not depend on how they were read.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.subjects.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        self.changes.sort();
        self
    }

    /// SHA-256 over the command and everything sealed. The same value for the same effect, whatever order it was read in.
    pub(super) fn hash(&self, command: &str, payload: &Value) -> [u8; 32] {
        let this = self.clone().sorted();
        let subjects: Vec<_> = this.subjects.iter().map(|subject| (subject.kind, &subject.id, subject.rank)).collect();
        let mut sealed = vec![json!(command), payload.clone(), json!(subjects), json!(this.changes), json!(this.monthly_minor)];
        sealed.push(json!(this.unpriced));
        // Absent where it says nothing, so that the seal of what was asked before there were such sizes still holds.
        sealed.extend(this.amount.map(|amount| json!({ "amount": amount })));
        sealed.extend(this.many.map(|many| json!({ "many": many })));
        let sealed = Value::Array(sealed);
        Sha256::digest(canonical_json::to_vec(&sealed)).into()
    }

    /// What differs between this, which was sealed, and `now`.
    pub(super) fn against(&self, now: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        let mut add = |label: &str, field: &str, sealed: Option<String>, now: Option<String>| {
            if sealed != now {
                differences.push(Difference { label: label.to_owned(), field: field.to_owned(), sealed, now });
            }
        };
        for subject in &self.subjects {
            if !now.subjects.iter().any(|other| (other.kind, &other.id) == (subject.kind, &subject.id)) {
                add(&subject.label, "subject", Some(subject.label.clone()), None);
            }
        }
        for subject in &now.subjects {
            match self.subjects.iter().find(|other| (other.kind, &other.id) == (subject.kind, &subject.id)) {
                None => add(&subject.label, "subject", None, Some(subject.label.clone())),
                Some(sealed) => add(&subject.label, "plan_rank", Some(sealed.rank.to_string()), Some(subject.rank.to_string())),
            }
        }
        let told = |effect: &Self, change: &FieldChange| {
            effect.changes.iter().find(|other| (&other.subject, &other.field) == (&change.subject, &change.field)).map(|change| {
                let value = |value: &Option<String>| value.clone().unwrap_or_default();
                format!("{} → {}", value(&change.before), value(&change.after))
            })
        };
        let mut fields: Vec<&FieldChange> = self.changes.iter().chain(&now.changes).collect();
        fields.sort_by(|a, b| (&a.subject, &a.field).cmp(&(&b.subject, &b.field)));
        fields.dedup_by(|a, b| (&a.subject, &a.field) == (&b.subject, &b.field));
        for change in fields {
            let label = self.label(&change.subject).or_else(|| now.label(&change.subject)).unwrap_or_default();
            add(label, &change.field, told(self, change), told(now, change));
        }
        add("", "monthly_minor", Some(self.monthly_minor.to_string()), Some(now.monthly_minor.to_string()));
        add("", "unpriced", Some(self.unpriced.to_string()), Some(now.unpriced.to_string()));
        add("", "amount", self.amount.map(|amount| amount.to_string()), now.amount.map(|amount| amount.to_string()));
        add("", "many", self.many.map(|many| many.to_string()), now.many.map(|many| many.to_string()));
        differences
    }

    /// The label of a subject.
    pub fn label(&self, id: &str) -> Option<&str> {
        self.subjects.iter().find(|subject| subject.id == id).map(|subject| subject.label.as_str())
    }

    /// How many are touched.
    pub(super) fn size(&self) -> i64 {
        self.many.unwrap_or_else(|| i64::try_from(self.subjects.len()).unwrap_or(i64::MAX))
    }

    /// The highest rank of a plan among the tenants.
    pub(super) fn highest_rank(&self) -> i16 {
        self.subjects.iter().map(|subject| subject.rank).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::money::Currency;

    fn effect() -> Effect {
        let subject = |id: &str, label: &str, rank| Subject { kind: SubjectKind::Tenant, id: id.into(), label: label.into(), rank };
        Effect {
            subjects: vec![subject("1", "Al Noor", 2), subject("2", "Wadi", 3)],
            changes: vec![
                FieldChange::new("1", "stage", Some("active"), Some("suspended")),
                FieldChange::new("2", "stage", Some("active"), Some("suspended")),
            ],
            monthly_minor: 58_000,
            unpriced: 0,
            amount: None,
            many: None,
            around: vec![("branches".into(), 3)],
        }
    }

    #[test]
    fn the_seal_does_not_depend_on_order_or_on_what_is_only_shown() {
        let payload = json!({"b": 1, "a": [1, 2]});
        let sealed = effect().hash("tenant.suspend", &payload);
        let mut other = effect();
        other.subjects.reverse();
        other.changes.reverse();
        other.around.clear();
        other.subjects[0].label = "Renamed".into();
        assert_eq!(other.hash("tenant.suspend", &json!({"a": [1, 2], "b": 1})), sealed);
    }

    #[test]
    fn every_part_that_matters_breaks_the_seal_and_is_told() {
        let payload = json!({"a": 1});
        let sealed = effect().hash("tenant.suspend", &payload);
        let mut cases: Vec<(Effect, Difference)> = Vec::new();
        let mut case = |label: &str, field: &str, sealed: Option<&str>, now: Option<&str>, alter: fn(&mut Effect)| {
            let mut other = effect();
            alter(&mut other);
            let text = |value: Option<&str>| value.map(ToOwned::to_owned);
            cases.push((other, Difference { label: label.into(), field: field.into(), sealed: text(sealed), now: text(now) }));
        };
        case("Wadi", "subject", Some("Wadi"), None, |e| drop(e.subjects.pop()));
        case("Salim", "subject", None, Some("Salim"), |e| {
            e.subjects.push(Subject { kind: SubjectKind::Staff, id: "9".into(), label: "Salim".into(), rank: 0 });
        });
        case("Wadi", "plan_rank", Some("3"), Some("4"), |e| e.subjects[1].rank = 4);
        case("Al Noor", "stage", Some("active → suspended"), Some("trial → suspended"), |e| e.changes[0].before = Some("trial".into()));
        case("Wadi", "access", None, Some("full → blocked"), |e| {
            e.changes.push(FieldChange::new("2", "access", Some("full"), Some("blocked")));
        });
        case("", "monthly_minor", Some("58000"), Some("58001"), |e| e.monthly_minor += 1);
        case("", "unpriced", Some("0"), Some("1"), |e| e.unpriced = 1);
        case("", "amount", None, Some("OMR 0.001"), |e| e.amount = Some(Money::new(1, Currency::Omr)));
        case("", "many", None, Some("7"), |e| e.many = Some(7));
        for (other, difference) in cases {
            assert_ne!(other.hash("tenant.suspend", &payload), sealed, "{difference:?}");
            assert_eq!(effect().against(&other), [difference]);
        }
        // What only the newer one touches is called as it calls it.
        let mut more = effect();
        more.subjects.push(Subject { kind: SubjectKind::Tenant, id: "3".into(), label: "Sur".into(), rank: 2 });
        more.changes.push(FieldChange::new("3", "stage", Some("active"), Some("suspended")));
        assert_eq!(effect().against(&more).iter().map(|told| told.label.as_str()).collect::<Vec<_>>(), ["Sur", "Sur"]);
        assert_ne!(effect().hash("tenant.cancel", &payload), sealed);
        assert_ne!(effect().hash("tenant.suspend", &json!({"a": 2})), sealed);
        assert_eq!(effect().against(&effect()), []);
    }
}
