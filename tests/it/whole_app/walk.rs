//! Walking the console as a reader does: from page to page by its links, and noting the forms on the way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::support::{Answer, Browser};

/// Pages looked at of each shape: one tenant is like another, but not quite.
const OF_ONE_SHAPE: usize = 3;

pub(super) struct Walk {
    pub pages: Vec<Answer>,
    /// Where each link was seen first, and how it was answered.
    pub links: BTreeMap<String, (String, u16)>,
}

/// Where a form that changes something stands.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    /// The action with its ids made alike: `/staff/{}/disable`.
    pub shape: String,
    pub action: String,
    /// Pages that show such a form.
    pub pages: Vec<String>,
}

/// Follows every link from the pages the navigation and the header offer.
pub(super) async fn walk(browser: &mut Browser, start: &[&str]) -> Walk {
    let mut walk = Walk { pages: Vec::new(), links: BTreeMap::new() };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = BTreeSet::new();
    let mut waiting: VecDeque<(String, String)> = start.iter().map(|path| ((*path).to_owned(), "the address bar".to_owned())).collect();
    while let Some((href, from)) = waiting.pop_front() {
        let times = seen.entry(shape(&href)).or_default();
        // Only so many files may be fetched a minute.
        let most = if href.contains(".csv") { 1 } else { OF_ONE_SHAPE };
        if *times >= most || !known.insert(href.clone()) {
            continue;
        }
        *times += 1;
        let answer = browser.get(&href).await;
        walk.links.insert(href.clone(), (from, answer.status));
        if answer.status == 303 {
            waiting.push_back((answer.location().to_owned(), href));
        } else if is_page(&answer) {
            for link in answer.attributes("a[href], link[rel=icon]", "href") {
                if let Some(link) = own(&href, &link) {
                    waiting.push_back((link, href.clone()));
                }
            }
            walk.pages.push(answer);
        }
    }
    assert!(walk.pages.len() < 1_500, "the walk does not end");
    walk
}

impl Walk {
    /// Every form that posts, once for each shape of its address.
    pub(super) fn deeds(&self) -> Vec<Deed> {
        let mut deeds: BTreeMap<String, Deed> = BTreeMap::new();
        for page in self.pages.iter().filter(|page| page.status == 200) {
            for action in page.attributes("form[method=post]", "action") {
                let shape = shape(&action);
                let deed = deeds.entry(shape.clone()).or_insert_with(|| Deed { shape, action, pages: Vec::new() });
                deed.pages.push(page.path.clone());
            }
        }
        deeds.into_values().collect()
    }
}

pub(super) fn is_page(answer: &Answer) -> bool {
    answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
}

/// An address on this site, without its fragment.
fn own(from: &str, link: &str) -> Option<String> {
    let link = link.split('#').next().unwrap_or_default();
    match link.chars().next() {
        Some('/') if !link.starts_with("//") => Some(link.to_owned()),
        Some('?') => Some(format!("{}{link}", from.split('?').next().unwrap_or_default())),
        _ => None,
    }
}

/// An address with its ids made alike and only the names of its parameters.
pub(super) fn shape(href: &str) -> String {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let is_name = |part: &str| part.split_once('.').is_some_and(|(_, ending)| ending != "csv");
    // Plans are known by their codes.
    let is_code = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    let is_id =
        |part: &&str| part.len() > 30 || is_name(part) || is_code(part) || (!part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let path: Vec<&str> = path.split('/').map(|part| if is_id(&part) { "{}" } else { part }).collect();
    // A file is the same whatever it is narrowed to, and only so many may be fetched a minute.
    let query = if path.last().is_some_and(|name| name.split('.').next_back() == Some("csv")) { "" } else { query };
    let mut names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty()).collect();
    // In whatever order and however long its pages are, a list that is narrowed is the same list.
    if names.iter().any(|name| !matches!(*name, "sort" | "size" | "after" | "lang")) {
        names.retain(|name| !matches!(*name, "sort" | "size"));
    }
    format!("{}?{}", path.join("/"), names.into_iter().collect::<Vec<_>>().join("&")).trim_end_matches('?').to_owned()
}
