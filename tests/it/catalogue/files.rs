//! The catalogue's files as they are written, read without the library that serves them.

use std::collections::{BTreeMap, BTreeSet};

use hq_console::core::lang::Lang;

use crate::support::source::files;

/// One message as it stands in its file.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub text: String,
}

/// Every message of a language by its key.
pub(super) fn catalogue(lang: Lang) -> BTreeMap<String, Entry> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for file in files(&format!("templates/text/{}", lang.code()), "ftl") {
        let mut key = None;
        for line in file.text.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (name, text) = line.split_once('=').unwrap_or_else(|| panic!("{}: {line}", file.path));
                let name = name.trim().to_owned();
                let earlier = entries.insert(name.clone(), Entry { text: text.trim().to_owned() });
                assert!(earlier.is_none(), "{name} stands twice in {lang:?}; again in {}", file.path);
                key = Some(name);
            } else if line.starts_with([' ', '}', '*', '[']) {
                let entry = key.as_ref().and_then(|key| entries.get_mut(key)).unwrap_or_else(|| panic!("{}: {line}", file.path));
                entry.text = [entry.text.as_str(), line.trim()].join("\n").trim_start().into();
            } else {
                assert!(line.is_empty() || line.starts_with('#'), "{}: {line}", file.path);
            }
        }
    }
    entries
}

impl Entry {
    /// The plural forms a count chooses among, in order.
    pub(super) fn counts(&self) -> Vec<&str> {
        if !self.text.contains("$count ->") {
            return Vec::new();
        }
        let lines = self.text.lines().map(|line| line.trim_start_matches('*'));
        let forms = lines.filter_map(|line| line.strip_prefix('[')?.split(']').next());
        // A figure stands for itself alone and is chosen before any form.
        forms.filter(|form| form.parse::<i64>().is_err()).collect()
    }

    /// Whether a value stands in the text itself, not only behind a choice.
    pub(super) fn shows(&self, value: &str) -> bool {
        self.text.contains(&format!("{{ ${value} }}"))
    }

    /// Names of all values the message is given.
    pub(super) fn values(&self) -> BTreeSet<String> {
        let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
        self.text.split('$').skip(1).map(name).collect()
    }

    /// The text without what stands in braces.
    pub(super) fn words(&self) -> String {
        let mut depth = 0_u32;
        let mut words = String::new();
        // Of a choice the forms are words too: only the head of each brace is not.
        for c in self.text.replace(" ->", "}").chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                c if depth == 0 => words.push(c),
                _ => {}
            }
        }
        words
    }
}
