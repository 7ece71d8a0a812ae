//! Events as they are sent.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de::value::MapAccessDeserializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, OneOfBuilder, Ref, Schema};
use utoipa::{PartialSchema, ToSchema};

/// So many at once.
pub const MOST_EVENTS: usize = 1_000;

/// Something a tenant used.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = UsageEvent)]
#[serde(deny_unknown_fields, default)]
pub(in crate::areas::tenants::usage) struct EventBody {
    /// The tenant's id or its code.
    #[schema(required, nullable = false, example = "T-00042")]
    pub tenant: Option<String>,
    /// `orders_created`, `orders_completed`, `orders_cancelled`, `revenue_minor`, `new_customers`, `active_customers`, `logins`, `active_users`,
    /// `total_users`, `branches`, `storage_mb` or `api_calls`.
    #[schema(required, nullable = false, example = "orders_created")]
    pub metric: Option<String>,
    /// How much; 1 when it is left out. Of `active_…`, `total_users`, `branches` and `storage_mb` the reading, of the others what is added.
    pub quantity: Option<i64>,
    /// When, with its offset (RFC 3339); up to 35 days ago.
    #[schema(required, nullable = false, example = "2026-11-25T09:30:00+04:00")]
    pub occurred_at: Option<String>,
    /// The event's own key, unique for its tenant: 1 to 100 letters, digits, `.`, `_`, `:`, `-`.
    #[schema(required, nullable = false, example = "order-84121-created")]
    pub key: Option<String>,
    /// Your reference of the branch, up to 100 characters.
    pub branch: Option<String>,
    /// Your reference of the person, up to 100 characters. People who signed in are told apart by it.
    pub user: Option<String>,
}

/// One event or a list of them.
#[derive(Debug)]
pub(in crate::areas::tenants::usage) struct Batch(pub Vec<EventBody>);

impl PartialSchema for Batch {
    fn schema() -> RefOr<Schema> {
        let event = || Ref::from_schema_name("UsageEvent");
        let list = ArrayBuilder::new().items(event()).min_items(Some(1)).max_items(Some(MOST_EVENTS));
        OneOfBuilder::new().item(event()).item(list).into()
    }
}

impl ToSchema for Batch {
    fn name() -> Cow<'static, str> {
        "UsageEvents".into()
    }
}

impl<'de> Deserialize<'de> for Batch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Batch;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an event or a list of 1 to {MOST_EVENTS} events")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Batch, A::Error> {
                EventBody::deserialize(MapAccessDeserializer::new(map)).map(|event| Batch(vec![event]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Batch, A::Error> {
                let mut events = Vec::new();
                while let Some(event) = list.next_element()? {
                    if events.len() == MOST_EVENTS {
                        return Err(de::Error::invalid_length(MOST_EVENTS + 1, &self));
                    }
                    events.push(event);
                }
                if events.is_empty() { Err(de::Error::invalid_length(0, &self)) } else { Ok(Batch(events)) }
            }
        }

        deserializer.deserialize_any(OneOrMany)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<usize, String> {
        serde_json::from_str::<Batch>(text).map(|batch| batch.0.len()).map_err(|error| error.to_string())
    }

    #[test]
    fn one_event_and_a_list_are_read_alike() {
        assert_eq!(read(r#"{"key": "a"}"#), Ok(1));
        assert_eq!(read(r#"[{"key": "a"}, {}]"#), Ok(2));
        let list = |count: usize| format!("[{}]", vec!["{}"; count].join(","));
        assert_eq!(read(&list(MOST_EVENTS)), Ok(MOST_EVENTS));
        for (text, said) in [
            (list(MOST_EVENTS + 1), "invalid length 1001"),
            ("[]".to_owned(), "invalid length 0"),
            ("7".to_owned(), "expected an event or a list"),
            (r#"{"kee": 1}"#.to_owned(), "unknown field `kee`"),
            (r#"[{}, {"amount": 1}]"#.to_owned(), "unknown field `amount`"),
            (r#"{"key": "a", "key": "b"}"#.to_owned(), "duplicate field `key`"),
            (r#"{"quantity": 1.5}"#.to_owned(), "floating point"),
        ] {
            let error = read(&text).unwrap_err();
            assert!(error.contains(said), "{error}");
        }
    }
}
