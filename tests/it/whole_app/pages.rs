//! Every page, in both languages, as every role meets it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use scraper::Html;

use super::walk::{Walk, is_page, walk};
use super::{ROLES, address, in_order, inhabited};
use crate::support::answer::{attributes, selector, words};
use crate::support::{Answer, Console};

const START: [&str; 5] = ["/", "/account", "/audit", "/staff", "/tenants/import"];

/// Every key of the catalogue.
fn keys() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/text/en");
    let mut keys = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        keys.extend(
            text.lines()
                .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned())),
        );
    }
    keys
}

/// What a reader sees or hears of a page: its words, and the attributes that are read out.
fn perceived(html: &Html) -> Vec<String> {
    let mut said = vec![words(html.root_element())];
    for name in ["aria-label", "title", "placeholder", "alt", "data-done", "data-text", "data-none", "data-right", "data-wrong"] {
        said.extend(html.select(&selector(&format!("[{name}]"))).filter_map(|element| element.attr(name).map(ToOwned::to_owned)));
    }
    said
}

/// What is wrong with a page whoever made it.
fn faults(page: &Answer, lang: &str, keys: &BTreeSet<String>) -> Vec<String> {
    // Taken apart once: a page is asked some thirty things.
    let html = page.html();
    let mut faults = Vec::new();
    let mut check = |sound: bool, fault: String| {
        if !sound {
            faults.push(format!("{} ({lang}): {fault}", page.path));
        }
    };
    let of = |css: &str, name: &str| attributes(&html, css, name);
    let count = |css: &str| html.select(&selector(css)).count();
    check(of("html", "lang") == [lang], format!("lang is {:?}", of("html", "lang")));
    check(of("html", "dir") == [if lang == "ar" { "rtl" } else { "ltr" }], format!("dir is {:?}", of("html", "dir")));
    check(count("h1") == 1, format!("{} headings of the first rank", count("h1")));
    check(count("main") == 1, "no one main part".to_owned());
    let title = html.select(&selector("title")).next().map(words).unwrap_or_default();
    check(title.len() > " - HQ Console".len(), format!("the title is {title:?}"));
    for said in perceived(&html) {
        check(!said.contains("Unknown localization"), format!("a key without a text: {said}"));
        for word in said.split_whitespace() {
            check(!word.contains('-') || !keys.contains(word.trim_matches(['.', ',', ':'])), format!("the key {word} is shown"));
        }
        check(!said.contains("{ $"), format!("a text without its value: {said}"));
    }
    let ids = of("[id]", "id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    check(
        unique.len() == ids.len(),
        format!("an id stands twice: {:?}", ids.iter().filter(|id| ids.iter().filter(|i| i == id).count() > 1).collect::<BTreeSet<_>>()),
    );
    for named in ["for", "aria-labelledby", "aria-describedby", "popovertarget", "aria-controls"] {
        for target in of(&format!("[{named}]"), named).iter().flat_map(|list| list.split_whitespace()) {
            check(unique.iter().any(|id| *id == target), format!("{named} names {target}, which is not there"));
        }
    }
    for form in html.select(&selector("form[method=post]")) {
        let secret = form.select(&selector("input[type=hidden][name=csrf][value]")).next();
        check(secret.is_some(), format!("the form {:?} carries no secret", form.attr("action")));
    }
    for control in html.select(&selector("input:not([type=hidden]), select, textarea")) {
        let id = control.attr("id").unwrap_or_default();
        let labelled = html.select(&selector("label[for]")).any(|label| !id.is_empty() && label.attr("for") == Some(id))
            || control.ancestors().any(|above| above.value().as_element().is_some_and(|element| element.name() == "label"))
            || control.attr("aria-label").is_some()
            || control.attr("aria-labelledby").is_some()
            || control.attr("aria-hidden").is_some();
        check(labelled, format!("the field {:?} has no label", control.attr("name")));
    }
    for button in html.select(&selector("button, a[href]")) {
        let named = !words(button).is_empty() || button.attr("aria-label").is_some_and(|label| !label.is_empty());
        check(named, format!("something to press has no name: {}", button.html().chars().take(120).collect::<String>()));
    }
    for attribute in ["style", "onclick", "onchange", "onsubmit", "onload", "oninput"] {
        check(count(&format!("[{attribute}]")) == 0, format!("{attribute}= stands in the page"));
    }
    check(count("script:not([src]), style") == 0, "a script or style stands in the page".to_owned());
    faults
}

fn report(walked: &Walk, lang: &str, keys: &BTreeSet<String>) -> Vec<String> {
    walked.pages.iter().flat_map(|page| faults(page, lang, keys)).collect()
}

#[tokio::test]
async fn every_page_a_super_admin_can_reach_is_sound_in_both_languages() {
    let console = inhabited().await;
    let keys = keys();
    let mut found = Vec::new();
    for lang in ["en", "ar"] {
        let mut browser = console.staff("super_admin").await;
        browser.get(&format!("/account?lang={lang}")).await.ok();
        let walked = walk_in(&mut browser, lang).await;
        assert!(walked.pages.len() > 20, "the walk was short");
        found.extend(report(&walked, lang, &keys));
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// The walk does not take the way that changes the language.
async fn walk_in(browser: &mut crate::support::Browser, lang: &str) -> Walk {
    let mut walked = walk(browser, &START).await;
    walked.pages.retain(|page| !page.path.contains("lang=") && page.attributes("html", "lang") == [lang]);
    walked
}

#[tokio::test]
async fn every_link_on_every_page_leads_somewhere_its_reader_may_go() {
    let console = inhabited().await;
    let mut dead = Vec::new();
    for role in ROLES {
        let mut browser = console.staff(role).await;
        let walked = walk(&mut browser, &["/"]).await;
        assert!(walked.pages.len() > 3, "{role} sees almost nothing");
        let bad = walked.links.iter().filter(|(_, (_, status))| !matches!(status, 200 | 303));
        dead.extend(bad.map(|(link, (from, status))| format!("{role}: {link} on {from} answers {status}")));
    }
    assert!(dead.is_empty(), "{} links:\n{}", dead.len(), dead.join("\n"));
}

/// Reached by posting, by mail or by being stopped on the way; the style guide is for those who build the console.
const OTHERWISE: [&str; 6] = ["/login", "/login/code", "/invitation", "/enrol", "/step-up", "/styleguide"];

/// Read by scripts.
const BY_SCRIPTS: [&str; 1] = ["/search.json"];

/// Where the header's form leads.
const BY_A_FORM: [&str; 1] = ["/search"];

#[tokio::test]
async fn every_parameterless_page_can_be_reached_by_links() {
    let console = inhabited().await;
    let mut browser = console.staff("super_admin").await;
    let walked = walk(&mut browser, &["/"]).await;
    let reached: BTreeSet<&str> = walked.links.keys().map(|link| link.split('?').next().unwrap()).collect();
    for route in in_order().iter().filter(|route| route.method == "GET" && !route.path.contains('{')) {
        let known = OTHERWISE.contains(&route.path) || BY_SCRIPTS.contains(&route.path) || BY_A_FORM.contains(&route.path);
        assert!(known || reached.contains(route.path), "no link leads to {}", route.path);
    }
}

#[tokio::test]
async fn mistakes_are_pages_too_in_both_languages() {
    let console = Console::start().await;
    let keys = keys();
    let mut found = Vec::new();
    for lang in ["en", "ar"] {
        for mut browser in [console.visitor(), console.staff("support").await, console.staff("super_admin").await] {
            browser.get(&format!("/login?lang={lang}")).await;
            let mut answers = vec![browser.get("/nowhere").await, browser.post("/login", &[("csrf", "no")]).await];
            answers.push(browser.ask(axum::http::Method::PUT, "/login").sent_here().send().await);
            let csrf = browser.csrf_of(if browser.person.is_some() { "/step-up" } else { "/login" }).await;
            answers.push(browser.post("/login", &[("csrf", csrf.as_str()), ("unknown", "1")]).await);
            for route in in_order().iter().filter(|route| route.method == "GET") {
                answers.push(browser.get(&address(route.path)).await);
            }
            for answer in answers.iter().filter(|answer| is_page(answer)) {
                found.extend(faults(answer, lang, &keys));
            }
            assert!(answers.iter().filter(|answer| answer.status >= 400).all(is_page), "a mistake is no page");
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}
