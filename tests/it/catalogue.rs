//! The language catalogue: nothing missing, nothing left over, and Arabic as whole as English.

mod files;

use std::collections::{BTreeMap, BTreeSet};

use hq_console::areas;
use hq_console::core::lang::{Arg, Lang};
use hq_console::core::permission::Permission;

use crate::support::source::{files, rust_literals, template_literals};
use files::{Entry, catalogue};

/// Keys that are put together where they are used: what they begin with, what they end with, and the words between.
fn families() -> Vec<(&'static str, &'static str, BTreeSet<String>)> {
    let after = |call: &str| -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        for source in files("src", "rs") {
            let code = source.text.split("#[cfg(test)]").next().unwrap_or_default();
            for part in code.split(call).skip(1) {
                let argument = part.trim_start();
                if let Some(literal) = argument.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    words.insert(literal.to_owned());
                }
            }
        }
        assert!(!words.is_empty(), "{call} is called nowhere");
        words
    };
    let commands = areas::commands();
    let actions = || {
        let sources = files("src", "rs");
        let in_code = sources.iter().flat_map(|source| rust_literals(&source.text));
        let invented = files("src", "sql");
        let in_statements = invented.iter().flat_map(|source| source.text.split('\'').map(ToOwned::to_owned));
        let commands: BTreeSet<&str> = commands.names().collect();
        in_code.chain(in_statements).filter(|text| is_action(text) && !commands.contains(text.as_str())).collect::<BTreeSet<_>>()
    };
    let dashed = |words: BTreeSet<String>| words.into_iter().map(|word| word.replace(['.', '_'], "-")).collect::<BTreeSet<_>>();
    let mails = || {
        let mut mails = after("Mail::new(");
        // Named through a variable at sign-in.
        mails.extend(["new-device".to_owned(), "failures-before".to_owned()]);
        mails
    };
    let names = commands.names().map(ToOwned::to_owned).collect();
    let permissions = || Permission::ALL.iter().map(|one| one.code().replace(':', "-")).collect::<BTreeSet<_>>();
    let areas = || Permission::ALL.iter().map(|one| one.area().to_owned()).collect::<BTreeSet<_>>();
    vec![
        ("action-", "", dashed(actions())),
        ("command-", "", dashed(names)),
        ("jobs-kind-", "", dashed(areas::jobs().kinds().map(|kind| kind.name.to_owned()).collect())),
        ("mail-", "-subject", mails()),
        ("mail-", "-body", mails()),
        ("permission-", "-text", permissions()),
        ("permission-area-", "", areas()),
    ]
}

/// `<object>.<past tense>`, as the audit log names what was done. Files and jobs are named alike, but for the tense.
fn is_action(text: &str) -> bool {
    let known = [
        "sign_in.",
        "staff.",
        "access.",
        "audit.",
        "tenant.",
        "tenants.",
        "account.",
        "import.",
        "imports.",
        "factor.",
        "session.",
        "contact.",
        "note.",
        "approval.",
        "role.",
        "permissions.",
        "access_review.",
        "addresses.",
        "passkey.",
        "job.",
        "api_key.",
        "task.",
        "onboarding.",
        "product.",
        "plan.",
        "billing.",
        "invoice.",
        "invoices.",
        "subscriptions.",
        "seller.",
        "statement.",
    ];
    let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let other = [".csv", ".run", ".undo", ".advance", ".daily", ".mails"];
    known.iter().any(|object| text.starts_with(object))
        && !other.iter().any(|ending| text.ends_with(ending))
        && text.split('.').count() == 2
        && text.split('.').all(word)
}

/// Every text literal of code and templates.
fn literals() -> BTreeMap<String, String> {
    let mut literals = BTreeMap::new();
    for source in files("src", "rs") {
        literals.extend(rust_literals(&source.text).into_iter().map(|literal| (literal, source.path.clone())));
    }
    for source in files("templates", "html").into_iter().chain(files("templates", "txt")) {
        literals.extend(template_literals(&source.text).into_iter().map(|literal| (literal, source.path.clone())));
    }
    literals
}

#[test]
fn both_languages_have_the_same_keys() {
    let keys = |lang| catalogue(lang).into_keys().collect::<BTreeSet<String>>();
    let (english, arabic) = (keys(Lang::En), keys(Lang::Ar));
    assert!(english.len() > 300);
    assert_eq!(english.difference(&arabic).collect::<Vec<_>>(), Vec::<&String>::new(), "only in English");
    assert_eq!(arabic.difference(&english).collect::<Vec<_>>(), Vec::<&String>::new(), "only in Arabic");
}

#[test]
fn the_catalogue_finds_every_key_in_both_languages() {
    for lang in Lang::ALL {
        for (key, entry) in catalogue(lang) {
            // Every value a message asks for has to be given, or the library answers as if it had no such message.
            let values: Vec<(&'static str, Arg)> = entry.values().into_iter().map(|name| (&*name.leak(), Arg::Count(1))).collect();
            let text = lang.with(&key, &values);
            assert!(!text.starts_with("Unknown localization"), "{key} is not found in {lang:?}: its file has a fault before it");
        }
    }
}

#[test]
fn no_key_is_left_unused() {
    let (literals, families) = (literals(), families());
    let computed: BTreeSet<String> =
        families.iter().flat_map(|(head, tail, words)| words.iter().map(move |word| format!("{head}{word}{tail}"))).collect();
    let unused: Vec<String> =
        catalogue(Lang::En).into_keys().filter(|key| !literals.contains_key(key) && !computed.contains(key)).collect();
    assert!(unused.is_empty(), "{} keys are used nowhere:\n{}", unused.len(), unused.join("\n"));
}

#[test]
fn every_key_that_is_used_exists() {
    let keys: BTreeSet<String> = catalogue(Lang::En).into_keys().collect();
    let mut missing = Vec::new();
    for (head, tail, words) in families() {
        missing.extend(words.iter().map(|word| format!("{head}{word}{tail}")).filter(|key| !keys.contains(key)));
    }
    // A text that is formed like a key and begins like one is meant as one.
    let first = |key: &str| key.split('-').next().unwrap_or_default().to_owned();
    let beginnings: BTreeSet<String> = keys.iter().filter(|key| key.contains('-')).map(|key| first(key)).collect();
    for (literal, path) in literals() {
        let formed = literal.contains('-')
            && literal.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if formed && beginnings.contains(&first(&literal)) && !keys.contains(&literal) && !NOT_KEYS.contains(&literal.as_str()) {
            missing.push(format!("{literal} ({path})"));
        }
    }
    assert!(missing.is_empty(), "{} keys are used but have no text:\n{}", missing.len(), missing.join("\n"));
}

/// Ids, classes, icons and addresses that are formed like keys.
const NOT_KEYS: [&str; 4] = ["staff-menu", "device-phone", "command-line", "permissions-policy"];

#[test]
fn every_permission_has_a_label() {
    for permission in Permission::ALL {
        for lang in Lang::ALL {
            assert!(lang.has(permission.label_key()), "{} in {lang:?}", permission.code());
        }
    }
}

#[test]
fn what_arabic_counts_has_all_six_forms() {
    let forms = ["zero", "one", "two", "few", "many", "other"];
    let (english, arabic) = (catalogue(Lang::En), catalogue(Lang::Ar));
    let mut lacking = Vec::new();
    for (key, entry) in &arabic {
        if !entry.counts().is_empty() && entry.counts() != forms {
            lacking.push(format!("{key} has only {:?}", entry.counts()));
        }
        if entry.counts().is_empty() && (entry.shows("count") || english[key].counts().len() > 1) {
            lacking.push(format!("{key} does not count, though it should"));
        }
    }
    for (key, entry) in &english {
        if !entry.counts().is_empty() && entry.counts() != ["one", "other"] {
            lacking.push(format!("{key} (English) has {:?}", entry.counts()));
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn both_languages_put_the_same_values_into_a_text() {
    let (english, arabic) = (catalogue(Lang::En), catalogue(Lang::Ar));
    let values = |entry: &Entry| {
        let mut values = entry.values();
        // "One tenant" needs no figure.
        values.retain(|value| value != "count" && value != "shown");
        values
    };
    for (key, entry) in &english {
        assert_eq!(values(entry), values(&arabic[key]), "{key}");
    }
}

#[test]
fn arabic_is_written_in_arabic() {
    // Names that stay as they are, and words that are a language's own.
    let foreign = ["product", "mail-brand", "language-own-name", "account-digits-latin", "account-digits-arabic"];
    for (key, entry) in catalogue(Lang::Ar) {
        let arabic = entry.text.chars().any(|c| ('\u{0600}'..='\u{06ff}').contains(&c));
        let letters = entry.words().chars().any(char::is_alphabetic);
        assert!(arabic || !letters || foreign.contains(&key.as_str()), "{key} = {}", entry.text);
    }
    for (key, entry) in catalogue(Lang::En).into_iter().filter(|(key, _)| !foreign.contains(&key.as_str())) {
        assert!(!entry.text.chars().any(|c| ('\u{0600}'..='\u{06ff}').contains(&c)), "{key} = {}", entry.text);
    }
}

#[test]
fn english_is_plain_and_calm() {
    for (key, entry) in catalogue(Lang::En) {
        let text = entry.words().to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        for avoided in ["please", "oops", "sorry", "invalid", "abort", "illegal", "fatal", "whoops"] {
            assert!(!words.contains(&avoided), "{key} says {avoided:?}: {}", entry.text);
        }
        assert!(!text.contains('!'), "{key} shouts: {}", entry.text);
        assert!(!entry.text.contains("..."), "{key} has three dots instead of an ellipsis");
    }
}

#[test]
fn no_text_is_glued_or_padded() {
    for lang in Lang::ALL {
        for (key, entry) in catalogue(lang) {
            // A separator is the one text that ends in a space, and says so in braces.
            assert!(!entry.text.contains("  ") || entry.text.contains('\n'), "{key} has two spaces in a row");
            assert!(!entry.text.is_empty(), "{key} is empty");
        }
    }
}
