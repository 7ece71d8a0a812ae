//! Chapters of the guide: Markdown that is part of the program, made into safe HTML once.

use std::fmt;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, html};

use crate::core::lang::Lang;

include!(concat!(env!("OUT_DIR"), "/guide.rs"));

/// The chapter that opens the guide.
pub(super) const FIRST: &str = "README";

/// HTML made here from our own Markdown. The only text of the console that is not escaped: its source is part of the program,
/// and HTML in that source is shown as the text it is.
#[derive(Clone, Debug)]
pub(super) struct Html(String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

#[derive(Clone, Debug)]
pub(super) struct Chapter {
    name: &'static str,
    pub title: String,
    pub body: Html,
}

/// The guide in one language.
pub(super) struct Guide {
    chapters: Vec<Chapter>,
}

static ENGLISH: LazyLock<Guide> = LazyLock::new(|| Guide::read(GUIDE_EN));
static ARABIC: LazyLock<Guide> = LazyLock::new(|| Guide::read(GUIDE_AR));

impl Guide {
    pub(super) fn in_lang(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &ENGLISH,
            Lang::Ar => &ARABIC,
        }
    }

    /// Names and titles, the opening chapter first, the others in the order of the opening chapter's links.
    pub(super) fn contents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.chapters.iter().map(|chapter| (chapter.name, chapter.title.as_str()))
    }

    pub(super) fn chapter(&self, name: &str) -> Option<Chapter> {
        self.chapters.iter().find(|chapter| chapter.name == name).cloned()
    }

    fn read(sources: &[(&'static str, &str)]) -> Self {
        let order = sources.iter().find(|(name, _)| *name == FIRST).map_or("", |(_, text)| text);
        let place = |name: &str| if name == FIRST { Some(0) } else { order.find(&format!("({name}.md)")) };
        let mut chapters: Vec<Chapter> = sources.iter().map(|(name, text)| render(name, text)).collect();
        chapters.sort_by_key(|chapter| (place(chapter.name).unwrap_or(usize::MAX), chapter.name));
        Self { chapters }
    }
}

/// A chapter's title is its first line; the rest becomes HTML. Links between chapters become addresses of the console.
fn render(name: &'static str, text: &str) -> Chapter {
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = title.trim_start_matches('#').trim().to_owned();
    let parser = Parser::new_ext(rest, Options::ENABLE_TABLES).map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: address(&dest_url).into(), title, id })
        }
        other => other,
    });
    let mut body = String::new();
    html::push_html(&mut body, parser);
    Chapter { name, title, body: Html(body) }
}

fn address(link: &str) -> String {
    match link.split_once(".md") {
        Some((FIRST, _)) => "/help".to_owned(),
        Some((chapter, fragment)) if !chapter.contains('/') => format!("/help/{chapter}{fragment}"),
        _ => link.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_a_chapter_is_text() {
        let chapter = render("x", "# T\n\n<script>alert(1)</script> and <b>bold</b>\n");
        assert_eq!(chapter.title, "T");
        assert!(!chapter.body.0.contains("<script>") && !chapter.body.0.contains("<b>"), "{}", chapter.body);
    }

    #[test]
    fn links_between_chapters_stay_in_the_console() {
        assert_eq!(address("tenants.md#edit"), "/help/tenants#edit");
        assert_eq!(address("README.md"), "/help");
        assert_eq!(address("/tenants"), "/tenants");
    }

    #[test]
    fn both_languages_have_the_same_chapters_and_an_opening() {
        let names = |lang| Guide::in_lang(lang).contents().map(|(name, _)| name.to_owned()).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(names(Lang::En), names(Lang::Ar));
        assert!(Guide::in_lang(Lang::En).chapter(FIRST).is_some());
    }
}
