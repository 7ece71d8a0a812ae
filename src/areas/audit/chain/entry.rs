//! An entry as it is hashed: every field of the log's row, in one spelling.

use chrono::{DateTime, SecondsFormat, Utc};
use ipnetwork::IpNetwork;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::core::canonical_json::{write, write_text};

/// What links an entry to all before it.
pub type Hash = [u8; 32];

/// What stands before the first entry.
pub const NOTHING_BEFORE: Hash = [0; 32];

/// The whole row of the log.
#[derive(Clone, Debug)]
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
    pub ip: Option<IpNetwork>,
    pub user_agent: Option<String>,
}

impl Entry {
    /// `SHA-256(previous || canonical JSON of the entry)`.
    pub fn hash(&self, previous: &Hash) -> Hash {
        let mut text = Vec::with_capacity(1024);
        self.write_canonical(&mut text);
        Sha256::new().chain_update(previous).chain_update(&text).finalize().into()
    }

    /// The entry as canonical JSON. Fields without a value are left out, so that a column added later changes no old hash.
    fn write_canonical(&self, out: &mut Vec<u8>) {
        let mut object = Object { out, first: true };
        object.out.push(b'{');
        object.text("action", Some(&self.action));
        object.uuid("actor_id", self.actor_id);
        object.text("actor_kind", Some(&self.actor_kind));
        object.text("actor_label", Some(&self.actor_label));
        object.json("after", self.after.as_ref());
        object.text("at", Some(&self.at.to_rfc3339_opts(SecondsFormat::Micros, true)));
        object.json("before", self.before.as_ref());
        object.json("id", Some(&Value::from(self.id)));
        object.text("ip", self.ip.map(|ip| format!("{}/{}", ip.ip(), ip.prefix())).as_deref());
        object.text("object_id", self.object_id.as_deref());
        object.text("object_kind", Some(&self.object_kind));
        object.text("object_label", self.object_label.as_deref());
        object.text("outcome", Some(&self.outcome));
        object.text("reason", self.reason.as_deref());
        object.uuid("request_id", self.request_id);
        object.uuid("tenant_id", self.tenant_id);
        object.text("user_agent", self.user_agent.as_deref());
        object.out.push(b'}');
    }
}

/// An object under way; its fields come in their canonical order.
struct Object<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
}

impl Object<'_> {
    fn name(&mut self, name: &str) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
        write_text(self.out, name);
        self.out.push(b':');
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.name(name);
            write_text(self.out, value);
        }
    }

    fn uuid(&mut self, name: &str, value: Option<Uuid>) {
        if let Some(value) = value {
            self.text(name, Some(value.hyphenated().encode_lower(&mut Uuid::encode_buffer())));
        }
    }

    fn json(&mut self, name: &str, value: Option<&Value>) {
        if let Some(value) = value {
            self.name(name);
            write(self.out, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::core::canonical_json;

    fn entry() -> Entry {
        Entry {
            id: 42,
            at: DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap(),
            actor_kind: "staff".into(),
            actor_id: Some(Uuid::from_u128(7)),
            actor_label: "سالم \"S\"".into(),
            action: "tenant.edited".into(),
            outcome: "success".into(),
            object_kind: "tenant".into(),
            object_id: Some("x".into()),
            object_label: None,
            tenant_id: Some(Uuid::from_u128(9)),
            reason: None,
            before: Some(json!({"b": 1.50, "a": [null]})),
            after: Some(Value::Null),
            request_id: None,
            ip: Some("10.0.0.5".parse().unwrap()),
            user_agent: Some("curl".into()),
        }
    }

    #[test]
    fn an_entry_is_written_as_any_other_object_would_be() {
        let mut written = Vec::new();
        entry().write_canonical(&mut written);
        let expected = json!({
            "id": 42, "at": "2023-11-14T22:13:20.000001Z", "actor_kind": "staff", "actor_id": "00000000-0000-0000-0000-000000000007",
            "actor_label": "سالم \"S\"", "action": "tenant.edited", "outcome": "success", "object_kind": "tenant", "object_id": "x",
            "tenant_id": "00000000-0000-0000-0000-000000000009", "before": {"a": [null], "b": 1.5}, "after": null, "ip": "10.0.0.5/32",
            "user_agent": "curl",
        });
        assert_eq!(String::from_utf8(written).unwrap(), String::from_utf8(canonical_json::to_vec(&expected)).unwrap());
    }

    /// Held for ever: an installation's chain must still verify with the next version.
    #[test]
    fn the_hash_of_an_entry_never_changes() {
        assert_eq!(super::super::hex(&entry().hash(&NOTHING_BEFORE)), "7703de7d5bc6be60e2f0f3fd7f900326f1702742e333fb3ffab65ba22ce6f713");
    }
}
