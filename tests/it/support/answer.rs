//! What the server answered, asked about as a reader would.

use axum::body::Bytes;
use axum::http::HeaderMap;
use scraper::{ElementRef, Html, Selector};

#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The address it came from.
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// Panics, with the page, when the status is another.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> &Self {
        assert!(self.status == status, "{} answered {} instead of {status}:\n{}", self.path, self.status, self.seen());
        self
    }

    #[track_caller]
    pub(crate) fn ok(&self) -> &Self {
        self.expect(200)
    }

    /// Panics unless the visitor is sent to exactly this address.
    #[track_caller]
    pub(crate) fn goes_to(&self, address: &str) -> &Self {
        self.expect(303);
        assert_eq!(self.location(), address, "{} sends elsewhere", self.path);
        self
    }

    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        self.header("location").unwrap_or_else(|| panic!("{} ({}) sends nowhere:\n{}", self.path, self.status, self.seen()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Every `Set-Cookie` line.
    pub(crate) fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect()
    }

    pub(crate) fn body_text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }

    pub(crate) fn html(&self) -> Html {
        Html::parse_document(self.body_text())
    }

    pub(crate) fn title(&self) -> String {
        self.one("title")
    }

    pub(crate) fn heading(&self) -> String {
        self.one("h1")
    }

    /// The page's words, spaces collapsed.
    pub(crate) fn text(&self) -> String {
        words(self.html().root_element())
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Panics, with the page, unless it contains these words.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.contains(text), "{} does not say {text:?}:\n{}", self.path, self.seen());
        self
    }

    #[track_caller]
    pub(crate) fn says_not(&self, text: &str) -> &Self {
        assert!(!self.contains(text), "{} says {text:?}:\n{}", self.path, self.seen());
        self
    }

    /// The error summary: fields and what is wrong with them.
    pub(crate) fn errors(&self) -> Vec<(String, String)> {
        let html = self.html();
        let links = selector("#errors li a");
        html.select(&links).map(|link| (link.attr("href").unwrap_or_default().trim_start_matches("#f-").to_owned(), words(link))).collect()
    }

    /// The fields with errors, in the summary's order.
    pub(crate) fn faulty(&self) -> Vec<String> {
        self.errors().into_iter().map(|(field, _)| field).collect()
    }

    /// The message a post left for this page.
    pub(crate) fn flash(&self) -> Option<String> {
        self.texts(".flash").into_iter().next()
    }

    /// Words of the first element that matches; panics when none does.
    #[track_caller]
    pub(crate) fn one(&self, css: &str) -> String {
        self.texts(css).into_iter().next().unwrap_or_else(|| panic!("{} has no {css}:\n{}", self.path, self.seen()))
    }

    /// Words of every element that matches.
    pub(crate) fn texts(&self, css: &str) -> Vec<String> {
        self.html().select(&selector(css)).map(words).collect()
    }

    pub(crate) fn count(&self, css: &str) -> usize {
        self.html().select(&selector(css)).count()
    }

    /// An attribute of every element that matches and has it.
    pub(crate) fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        attributes(&self.html(), css, name)
    }

    /// What the page holds for a failure message.
    pub(super) fn seen(&self) -> String {
        match std::str::from_utf8(&self.body) {
            Ok(text) if text.trim_start().starts_with('<') => words(Html::parse_document(text).root_element()),
            Ok(text) => text.chars().take(2_000).collect(),
            Err(_) => format!("{} bytes", self.body.len()),
        }
    }
}

#[track_caller]
pub(crate) fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// An attribute of every element that matches and has it.
pub(crate) fn attributes(html: &Html, css: &str, name: &str) -> Vec<String> {
    html.select(&selector(css)).filter_map(|element| element.attr(name).map(ToOwned::to_owned)).collect()
}

/// The words inside an element, spaces collapsed.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
