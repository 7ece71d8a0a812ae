//! Rules the source keeps: stylesheets, templates, forms, statements.

mod contrast;

use std::collections::BTreeSet;

use crate::support::source::{Source, files};

/// A stylesheet without its comments.
fn bare(css: &str) -> String {
    let mut text = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        text.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    text + rest
}

/// Every line of these files that `is_fault` finds fault with.
fn faults(sources: &[Source], is_fault: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let lines = source.text.lines().enumerate().filter(|(_, line)| is_fault(source, line));
        found.extend(lines.map(|(number, line)| format!("{}:{}: {}", source.path, number + 1, line.trim())));
    }
    found
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "{} places:\n{}", found.len(), found.join("\n"));
}

fn stylesheets() -> Vec<Source> {
    files("static/css", "css").into_iter().map(|source| Source { text: bare(&source.text), ..source }).collect()
}

/// The words of a line of CSS, names with hyphens in one piece.
fn css_words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| !word.is_empty())
}

#[test]
fn stylesheets_know_no_left_and_right() {
    none(&faults(&stylesheets(), |_, line| {
        let directed = |word: &str| word.split('-').any(|part| matches!(part, "left" | "right" | "ltr" | "rtl"));
        // What is said about a direction itself, and the selectors that ask for it.
        let asks = line.contains(":dir(") || line.contains("[dir=") || line.trim().starts_with("direction:");
        css_words(line).any(directed) && !asks
    }));
}

#[test]
fn stylesheets_move_nothing_to_one_side() {
    none(&faults(&stylesheets(), |_, line| {
        let moved = ["translateX(", "translate3d(", "translate("].iter().filter_map(|call| line.split_once(call));
        let aside = moved.map(|(_, rest)| rest.split([',', ')']).next().unwrap_or_default().trim().to_owned());
        let (aside, scale) = (aside.collect::<Vec<_>>(), line.contains("scaleX("));
        (aside.iter().any(|x| x != "0") || scale) && !line.contains(":dir(") && !line.contains("var(--mirror)")
    }));
}

#[test]
fn stylesheets_take_their_colours_from_the_tokens() {
    let elsewhere: Vec<Source> = stylesheets().into_iter().filter(|source| !source.path.ends_with("tokens.css")).collect();
    none(
        &faults(&elsewhere, |_, line| {
            let literal = ["oklch(", "rgb(", "rgba(", "hsl(", "#fff", "#000"].iter().any(|colour| line.contains(colour));
            // Paper has one ground and one ink; a QR code is read by a camera.
            literal && !line.contains("from var(")
        })
        .into_iter()
        .filter(|line| !line.starts_with("static/css/print.css") && !line.contains(".qr"))
        .collect::<Vec<_>>(),
    );
}

#[test]
fn stylesheets_shout_at_nobody() {
    none(
        &faults(&stylesheets(), |_, line| line.contains("!important"))
            .into_iter()
            .filter(|line| {
                !["static/css/print.css", "static/css/utilities.css", "static/css/foundation/reset.css"]
                    .iter()
                    .any(|file| line.starts_with(file))
            })
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_stylesheet_and_script_is_in_its_bundle_once() {
    for (folder, ending) in [("static/css", "css"), ("static/js", "js")] {
        let order = std::fs::read_to_string(format!("{}/{folder}/order.txt", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let listed: Vec<&str> = order.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let present = files(folder, ending);
        for source in &present {
            let name = source.path.strip_prefix(&format!("{folder}/")).unwrap();
            assert_eq!(listed.iter().filter(|listed| **listed == name).count(), 1, "{name} in {folder}/order.txt");
        }
        assert_eq!(listed.len(), present.len(), "{folder}/order.txt names a file that is not there");
    }
}

#[test]
fn style_and_script_together_stay_under_forty_kilobytes() {
    let bytes = hq_console::web::assets::gzip_bytes();
    assert!(bytes > 5_000, "the bundles are almost empty: {bytes}");
    assert!(bytes <= 40 * 1024, "{bytes} bytes are sent");
}

#[test]
fn scripts_write_no_markup_and_keep_nothing() {
    let avoided = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "localStorage",
        "sessionStorage",
        "document.cookie",
        "indexedDB",
    ];
    none(&faults(&files("static/js", "js"), |_, line| avoided.iter().any(|word| line.contains(word))));
}

fn templates() -> Vec<Source> {
    files("templates", "html")
}

#[test]
fn templates_hold_no_style_script_or_handler() {
    none(&faults(&templates(), |source, line| {
        // Mail programs know no stylesheet but the one in each tag.
        let mail = source.path.starts_with("templates/mail/");
        let handler = line.split([' ', '\t']).any(|word| {
            word.split_once('=')
                .is_some_and(|(name, _)| name.len() > 3 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase()))
        });
        let script = line.contains("<script") && !line.contains("<script type=\"module\" src=");
        handler || script || line.contains("javascript:") || (!mail && (line.contains(" style=") || line.contains("<style")))
    }));
}

#[test]
fn templates_escape_everything() {
    let reviewed: [&str; 0] = [];
    let raw = |line: &str| ["|safe", "| safe", "|escape(\"none\")", "autoescape false"].iter().any(|filter| line.contains(filter));
    none(&faults(&templates(), |source, line| raw(line) && !reviewed.contains(&source.path.as_str())));
    // And from the code's side: only these make markup of a text.
    let makers = ["src/web/ui/icon.rs", "src/web/ui/chart.rs", "src/areas/help/", "src/core/mail/template.rs"];
    none(&faults(&files("src", "rs"), |source, line| {
        let marks = ["HtmlSafe", "escape = \"none\"", "MarkupDisplay", "filters::Safe"].iter().any(|mark| line.contains(mark));
        marks && !makers.iter().any(|maker| source.path.starts_with(maker))
    }));
}

#[test]
fn templates_write_no_words_of_their_own() {
    none(&faults(&templates(), |source, line| {
        let mut text = String::new();
        let mut tag = 0_i32;
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let skip = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].into_iter().find(|(open, _)| rest.starts_with(open));
            if let Some((_, close)) = skip {
                rest = rest.find(close).map_or("", |end| &rest[end + 2..]);
                continue;
            }
            match c {
                '<' => tag += 1,
                '>' => tag -= 1,
                c if tag <= 0 => text.push(c),
                _ => {}
            }
            rest = &rest[c.len_utf8()..];
        }
        // Letters in a row, outside tags. The mail frame and the macros' own notes have none either.
        let spoken = text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2);
        spoken && !in_note(source, line) && !KEPT_WORDS.iter().any(|kept| text.contains(kept))
    }));
}

/// Words that are the same in every language.
const KEPT_WORDS: [&str; 6] = ["hq-console demo-code", "English", "العربية", "Enter", "Esc", "Ctrl"];

/// Whether a line is part of a note of several lines.
fn in_note(source: &Source, line: &str) -> bool {
    let at = line.as_ptr() as usize - source.text.as_ptr() as usize;
    let before = &source.text[..at];
    before.matches("{#").count() > before.matches("#}").count() || line.contains("#}")
}

#[test]
fn every_form_refuses_fields_it_does_not_know() {
    let sources = files("src/areas", "rs");
    let mut forms = BTreeSet::new();
    for source in &sources {
        for kind in ["Form<", "Idem<"] {
            for part in source.text.split(kind).skip(1) {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if name.len() > 1 && name != "Nothing" {
                    forms.insert(name);
                }
            }
        }
    }
    assert!(forms.len() > 8, "{forms:?}");
    for form in forms {
        let definition = format!("struct {form} {{");
        let source = sources.iter().find(|source| source.text.contains(&definition)).unwrap_or_else(|| panic!("{form} is defined nowhere"));
        let before = source.text.split(&definition).next().unwrap();
        // Its attributes: everything since the item before it ended.
        let attributes = before.rsplit("\n\n").next().unwrap();
        assert!(attributes.contains("deny_unknown_fields"), "{form} in {} takes any field", source.path);
    }
}

#[test]
fn no_statement_is_put_together_from_values() {
    // Names of databases cannot be bound; the embedded server makes its own.
    // And what is asked of the product depends on which of the columns we know of are there; every piece is a word of ours.
    let own = |source: &Source| ["src/core/postgres/", "src/areas/product/mirror/"].iter().any(|folder| source.path.starts_with(folder));
    none(&faults(&files("src", "rs"), |source, line| line.contains("AssertSqlSafe") && !own(source)));
    none(&faults(&files("src", "rs"), |source, line| {
        [".push(format!", ".push(&format!", "query(&format!", "query(format!", "raw_sql(&"].iter().any(|call| line.contains(call))
            && !own(source)
    }));
}

#[test]
fn no_code_looks_at_the_clock_but_the_clock() {
    // clippy bans the functions; this bans them in statements.
    none(&faults(&files("src/areas", "rs"), |_, line| {
        let line = line.to_lowercase();
        ["now()", "current_timestamp", "current_date", "gen_random_uuid()"]
            .iter()
            .any(|call| line.contains(&format!(" {call}")) && !line.contains("clock"))
    }));
}

#[test]
fn no_file_is_too_long_to_read() {
    let long: Vec<String> = ["src", "tests"]
        .iter()
        .flat_map(|folder| files(folder, "rs"))
        .filter(|source| source.text.lines().count() > 500)
        .map(|source| format!("{} has {} lines", source.path, source.text.lines().count()))
        .collect();
    none(&long);
}
