//! Lists live in their address: search, filters, sort and place. This reads one and builds its neighbours.

use super::context::Context;
use super::error::{Error, Result};
use super::state::AppState;
use super::ui::{Chip, Column, Direction, Pager, Total as ShownTotal};
use crate::core::keyset::{Cursor, PageRequest, Slice, Sort, Total};
use crate::core::text;

pub const SIZES: [usize; 3] = [20, 50, 100];
const DEFAULT_SIZE: usize = 50;
const LONGEST_SEARCH: usize = 200;

/// What a list's address asks for.
pub struct ListRequest {
    path: String,
    pairs: Vec<(String, String)>,
    sorts: &'static [Sort],
    /// The search, cleaned; empty when nothing is searched.
    pub q: String,
    pub page: PageRequest,
}

impl ListRequest {
    /// Reads the address of `list`. The first of `sorts` is how it stands when nothing is asked; each one's `descending` is the
    /// useful first direction. A position that was not made by us is refused.
    pub fn read(app: &AppState, context: &Context, list: &str, sorts: &'static [Sort]) -> Result<Self> {
        Self::of(app, context.uri.path(), context.uri.query().unwrap_or_default(), list, sorts)
    }

    /// The same from an address that was kept.
    pub fn of(app: &AppState, path: &str, query: &str, list: &str, sorts: &'static [Sort]) -> Result<Self> {
        let mut pairs: Vec<(String, String)> =
            serde_html_form::from_str(query).map_err(|_| Error::BadRequest("the address could not be read"))?;
        // What no person types means nothing in a filter either, and the database takes no NUL.
        for (_, value) in &mut pairs {
            *value = text::clean(value);
        }
        pairs.retain(|(name, value)| name != "lang" && !value.is_empty());
        let get = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());

        let sort = get("sort").and_then(|asked| named_sort(sorts, asked)).or_else(|| sorts.first().copied());
        let sort = sort.ok_or_else(|| Error::internal("a list without a sort"))?;
        let cursor = get("after")
            .map(|text| Cursor::read(&app.secrets, list, &sort, text))
            .transpose()
            .map_err(|_| Error::BadRequest("the list position could not be read"))?;
        let size = get("size").and_then(|s| s.parse().ok()).filter(|s| SIZES.contains(s)).unwrap_or(DEFAULT_SIZE);
        let q = text::clean(get("q").unwrap_or_default()).chars().take(LONGEST_SEARCH).collect();
        let path = path.trim_end_matches(".csv").to_owned();
        Ok(Self { path, q, page: PageRequest { sort, cursor, size }, pairs, sorts })
    }

    /// A filter's value in the address.
    pub fn filter(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// This list with one parameter set anew, from its first page.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut pairs = self.kept(&["after", name]);
        pairs.push((name, value));
        address(&self.path, &pairs)
    }

    /// This list with one parameter gone, from its first page.
    pub fn without(&self, name: &str) -> String {
        address(&self.path, &self.kept(&["after", name]))
    }

    /// The list as it stands when nothing is asked of it.
    pub fn cleared(&self) -> String {
        self.path.clone()
    }

    /// What is asked for, as it stands after the question mark.
    pub fn query(&self) -> String {
        serde_html_form::to_string(self.kept(&["after"])).unwrap_or_default()
    }

    /// The same list as a file.
    pub fn csv(&self) -> String {
        address(&format!("{}.csv", self.path), &self.kept(&["after", "size"]))
    }

    /// Parameters a filter form must carry along: the sort and size, which it has no field for.
    pub fn carried(&self) -> Vec<(&str, &str)> {
        self.pairs.iter().filter(|(name, _)| name == "sort" || name == "size").map(|(n, v)| (n.as_str(), v.as_str())).collect()
    }

    /// Whether anything narrows the list.
    pub fn is_filtered(&self) -> bool {
        self.pairs.iter().any(|(name, _)| !matches!(name.as_str(), "sort" | "size" | "after"))
    }

    pub fn chip(&self, label: impl Into<String>, value: impl Into<String>, name: &str) -> Chip {
        Chip::new(label, value, self.without(name))
    }

    /// A sortable column: a first click takes the sort's useful direction, another turns it round.
    pub fn column(&self, label: impl Into<String>, name: &str) -> Column {
        let column = Column::new(label);
        let Some(sort) = self.sorts.iter().find(|sort| sort.name == name) else { return column };
        let current = self.page.sort.name == name;
        let descending = if current { !self.page.sort.descending } else { sort.descending };
        let sorted = current.then_some(if self.page.sort.descending { Direction::Descending } else { Direction::Ascending });
        column.sortable(self.with("sort", &sort_value(name, descending)), sorted)
    }

    pub fn pager<T>(&self, slice: &Slice<T>, total: Total) -> Pager {
        let at = |cursor: &Option<String>| cursor.as_deref().map(|cursor| self.with("after", cursor));
        let total = match total {
            Total::Exactly(n) => ShownTotal::Exact(n),
            Total::MoreThan(n) => ShownTotal::AtLeast(n),
        };
        let sizes = SIZES.iter().map(|size| (size.to_string(), self.with("size", &size.to_string()), *size == self.page.size)).collect();
        Pager::new(total, at(&slice.previous), at(&slice.next)).with_sizes(sizes)
    }

    fn kept(&self, dropped: &[&str]) -> Vec<(&str, &str)> {
        self.pairs.iter().filter(|(name, _)| !dropped.contains(&name.as_str())).map(|(n, v)| (n.as_str(), v.as_str())).collect()
    }
}

fn named_sort(sorts: &[Sort], asked: &str) -> Option<Sort> {
    let (name, descending) = asked.strip_prefix('-').map_or((asked, false), |name| (name, true));
    sorts.iter().find(|sort| sort.name == name).map(|sort| Sort { descending, ..*sort })
}

fn sort_value(name: &str, descending: bool) -> String {
    if descending { format!("-{name}") } else { name.to_owned() }
}

fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", serde_html_form::to_string(pairs).unwrap_or_default()) }
}
