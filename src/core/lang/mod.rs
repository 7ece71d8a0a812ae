//! The two languages of the console: which one, how a message is looked up, how numbers and dates are written.

mod format;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::Loader;
use fluent_templates::fluent_bundle::FluentValue;
use unic_langid::{LanguageIdentifier, langid};

pub use format::{Digits, Format};

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./templates/text",
        fallback_language: "en",
        // Isolation marks would end up in titles and attributes; templates isolate with <bdi> where it matters.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static ENGLISH: LanguageIdentifier = langid!("en");
static ARABIC: LanguageIdentifier = langid!("ar");

/// A language of the console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Ar,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::En, Self::Ar];

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::En),
            "ar" => Some(Self::Ar),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    pub fn dir(self) -> &'static str {
        match self {
            Self::En => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// The better of the two for an `Accept-Language` header: the first one named wins.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| {
            let tag = part.split(';').next()?.trim();
            Self::from_code(&tag.get(..2)?.to_ascii_lowercase())
        })
    }

    /// The text of a key without arguments.
    pub fn t(self, key: &str) -> String {
        CATALOGUE.lookup(self.id(), key)
    }

    /// The text of a key with arguments.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
            args.iter().map(|(name, arg)| (Cow::Borrowed(*name), arg.value())).collect();
        CATALOGUE.lookup_with_args(self.id(), key, &args)
    }

    /// Whether the catalogue has this key in this very language, without falling back.
    pub fn has(self, key: &str) -> bool {
        CATALOGUE.lookup_no_default_fallback::<&str>(self.id(), key, None).is_some()
    }

    /// The text of a [`Message`].
    pub fn msg(self, message: &Message) -> String {
        if message.args.is_empty() { self.t(message.key) } else { self.with(message.key, &message.args) }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::En => &ENGLISH,
            Self::Ar => &ARABIC,
        }
    }
}

/// A value inside a message. Counts choose the plural form; text is put in as it is.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Arg {
    Count(i64),
    Text(String),
}

impl Arg {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Self::Count(n) => FluentValue::from(*n),
            Self::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

/// Something to tell a person, still in no language.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, Arg::Text(value.to_string())));
        self
    }

    #[must_use]
    pub fn count(mut self, value: i64) -> Self {
        self.args.push(("count", Arg::Count(value)));
        self
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}
