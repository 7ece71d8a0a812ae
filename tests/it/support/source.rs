//! The console's own source, read by tests that hold all of it to a rule.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of the source.
pub(crate) struct Source {
    /// From the top of the repository, for messages.
    pub path: String,
    pub text: String,
}

/// Every file with this ending under a folder of the repository.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join(folder), ending, &mut found);
    found.sort();
    assert!(!found.is_empty(), "there is no *.{ending} in {folder}");
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(root).unwrap().to_string_lossy().into_owned(),
    };
    found.into_iter().map(read).collect()
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, ending, found);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
}

/// The text literals of a Rust file, without those in comments and in its tests.
pub(crate) fn rust_literals(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let bytes: Vec<char> = text.chars().collect();
    let mut literals = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            '/' if bytes.get(at + 1) == Some(&'/') => at = position(&bytes, at, '\n'),
            'r' if is_raw(&bytes, at) => {
                let hashes = bytes[at + 1..].iter().take_while(|c| **c == '#').count();
                let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let start = at + hashes + 2;
                let length = bytes[start..].windows(end.len()).position(|window| window == end).unwrap_or(bytes.len() - start);
                literals.push(bytes[start..start + length].iter().collect());
                at = start + length + end.len();
            }
            // A character, not the mark of a lifetime.
            '\'' if bytes.get(at + 1) == Some(&'\\') => at = position(&bytes, at + 3, '\'') + 1,
            '\'' if bytes.get(at + 2) == Some(&'\'') => at += 3,
            '"' => {
                let mut literal = String::new();
                at += 1;
                while at < bytes.len() && bytes[at] != '"' {
                    if bytes[at] == '\\' {
                        at += 1;
                    }
                    literal.extend(bytes.get(at));
                    at += 1;
                }
                literals.push(literal);
                at += 1;
            }
            _ => at += 1,
        }
    }
    literals
}

fn position(chars: &[char], from: usize, wanted: char) -> usize {
    chars.get(from..).and_then(|rest| rest.iter().position(|c| *c == wanted)).map_or(chars.len(), |offset| from + offset)
}

fn is_raw(chars: &[char], at: usize) -> bool {
    let word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    !word && chars[at + 1..].iter().find(|c| **c != '#') == Some(&'"')
}

/// The text literals in a template's tags; what stands between the tags is markup.
pub(crate) fn template_literals(text: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let after = &rest[start + 1..];
        let end = match after.chars().next() {
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => "#}",
            _ => {
                rest = after;
                continue;
            }
        };
        let length = after.find(end).unwrap_or(after.len());
        if end != "#}" {
            literals.extend(after[..length].split('"').skip(1).step_by(2).map(ToOwned::to_owned));
        }
        rest = &after[length..];
    }
    literals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_where_they_stand() {
        let rust = "let a = \"one-key\"; // \"not-this\"\nlet b = r#\"raw \"text\"\"#; let c = '\"'; f::<'a>('\\''); g(\"two\\\"x\")";
        assert_eq!(rust_literals(rust), ["one-key", "raw \"text\"", "two\"x"]);
        let template = "<p id=\"markup\">{{ page.t(\"a-key\") }}{# {{ \"no\" }} #}{% call x::y(page, \"b-key\", z=\"c\") %}";
        assert_eq!(template_literals(template), ["a-key", "b-key", "c"]);
    }
}
