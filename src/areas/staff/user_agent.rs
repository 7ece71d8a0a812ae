//! What a browser calls itself, as a person would say it: "Firefox on Windows". Only good for recognising one's own devices.

use crate::core::lang::{Lang, Message};
use crate::core::text;

/// Characters of an unknown program's name that are shown.
const LONGEST: usize = 60;

/// Marks in the order they are looked for: many browsers name others to be taken for them.
const BROWSERS: [(&str, &str); 12] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("Wget/", "Wget"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// A device in a person's words.
pub fn words(lang: Lang, user_agent: Option<&str>) -> String {
    match parts(user_agent.unwrap_or_default()) {
        (Some(browser), Some(system)) => lang.msg(&Message::new("device-known").text("browser", browser).text("system", system)),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => said(user_agent.unwrap_or_default()).unwrap_or_else(|| lang.t("device-unknown")),
    }
}

/// What an unknown program calls itself: the one clue its owner has.
fn said(user_agent: &str) -> Option<String> {
    let clean = text::clean(user_agent);
    (!clean.is_empty()).then(|| clean.chars().take(LONGEST).collect())
}

fn parts(user_agent: &str) -> (Option<&'static str>, Option<&'static str>) {
    let first = |marks: &[(&str, &'static str)]| marks.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    (first(&BROWSERS), first(&SYSTEMS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_that_pretend_to_be_others_are_told_apart() {
        for (user_agent, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", (Some("Firefox"), Some("Linux"))),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                (Some("Chrome"), Some("Windows")),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                (Some("Edge"), Some("Windows")),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                (Some("Safari"), Some("macOS")),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
                (Some("Chrome"), Some("iPhone")),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                (Some("Samsung Internet"), Some("Android")),
            ),
            ("curl/8.5.0", (Some("curl"), None)),
            ("", (None, None)),
        ] {
            assert_eq!(parts(user_agent), expected, "{user_agent}");
        }
    }

    #[test]
    fn what_says_nothing_is_called_unknown() {
        assert_eq!(words(Lang::En, None), Lang::En.t("device-unknown"));
        assert_eq!(words(Lang::En, Some(" Herons/7 ")), "Herons/7");
        assert_eq!(words(Lang::En, Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")), "Firefox on Linux");
    }
}
