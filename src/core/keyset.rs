//! Pages by key instead of by number: the next page starts after the last row seen, so the deepest costs what the first does.

use std::cmp::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::secrets::Secrets;

const MAC_BYTES: usize = 16;
const PURPOSE: &str = "list cursor";

/// The value a row is sorted by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Key {
    Time(DateTime<Utc>),
    Day(NaiveDate),
    Text(String),
    Number(i64),
    /// A key in order of time.
    Id(Uuid),
}

/// The tie-breaker after the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowId {
    Uuid(Uuid),
    Number(i64),
}

/// One way to sort a list. `key` and `id` are SQL expressions with an index of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Its name in the address.
    pub name: &'static str,
    pub key: &'static str,
    pub id: &'static str,
    pub descending: bool,
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    sort: String,
    descending: bool,
    key: Key,
    id: RowId,
    /// Reads towards the start of the list.
    backwards: bool,
}

/// The cursor was not made here, or for another list.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the list position could not be read")]
pub struct BadCursor;

impl Cursor {
    /// Reads a cursor and checks that it was made by us, for this list and this sort.
    pub fn read(secrets: &Secrets, list: &str, sort: &Sort, text: &str) -> Result<Self, BadCursor> {
        let (body, mac) = text.split_once('.').ok_or(BadCursor)?;
        let body = URL_SAFE_NO_PAD.decode(body).map_err(|_| BadCursor)?;
        let mac = URL_SAFE_NO_PAD.decode(mac).map_err(|_| BadCursor)?;
        if !secrets.mac_matches(&format!("{PURPOSE} {list}"), &body, &mac) {
            return Err(BadCursor);
        }
        let cursor: Self = serde_json::from_slice(&body).map_err(|_| BadCursor)?;
        if cursor.sort == sort.name && cursor.descending == sort.descending { Ok(cursor) } else { Err(BadCursor) }
    }

    /// The row it stands at, for lists that are read from several tables.
    pub fn row(&self) -> (&Key, &RowId) {
        (&self.key, &self.id)
    }

    fn write(&self, secrets: &Secrets, list: &str) -> String {
        let body = serde_json::to_vec(self).unwrap_or_default();
        let mac = secrets.mac(&format!("{PURPOSE} {list}"), &body);
        format!("{}.{}", URL_SAFE_NO_PAD.encode(&body), URL_SAFE_NO_PAD.encode(&mac[..MAC_BYTES]))
    }
}

/// What is asked of one page of a list.
#[derive(Clone, Debug)]
pub struct PageRequest {
    pub sort: Sort,
    pub cursor: Option<Cursor>,
    /// Rows a page.
    pub size: usize,
}

impl PageRequest {
    /// Which way this page is read.
    pub fn is_descending(&self) -> bool {
        self.sort.descending != self.cursor.as_ref().is_some_and(|cursor| cursor.backwards)
    }

    /// Appends the condition, the order and the limit. `first` says whether the query has no `where` yet.
    pub fn push(&self, query: &mut QueryBuilder<Postgres>, first: bool) {
        let descending = self.is_descending();
        if let Some(cursor) = &self.cursor {
            query.push(if first { " where (" } else { " and (" }).push(self.sort.key).push(", ").push(self.sort.id);
            query.push(if descending { ") < (" } else { ") > (" });
            match &cursor.key {
                Key::Time(at) => query.push_bind(*at),
                Key::Day(day) => query.push_bind(*day),
                Key::Text(text) => query.push_bind(text.clone()),
                Key::Number(n) => query.push_bind(*n),
                Key::Id(id) => query.push_bind(*id),
            };
            query.push(", ");
            match &cursor.id {
                RowId::Uuid(id) => query.push_bind(*id),
                RowId::Number(n) => query.push_bind(*n),
            };
            query.push(")");
        }
        let direction = if descending { " desc" } else { " asc" };
        query.push(" order by ").push(self.sort.key).push(direction).push(", ").push(self.sort.id).push(direction);
        query.push(" limit ").push_bind(i64::try_from(self.size + 1).unwrap_or(i64::MAX));
    }

    /// Turns the rows such a query gave (one more than asked for, if there are more) into a page with its neighbours.
    pub fn slice<T>(&self, secrets: &Secrets, list: &str, mut rows: Vec<T>, key: impl Fn(&T) -> (Key, RowId)) -> Slice<T> {
        let more = rows.len() > self.size;
        rows.truncate(self.size);
        let backwards = self.cursor.as_ref().is_some_and(|c| c.backwards);
        if backwards {
            rows.reverse();
        }
        let at = |row: &T, backwards: bool| {
            let (key, id) = key(row);
            Cursor { sort: self.sort.name.to_owned(), descending: self.sort.descending, key, id, backwards }.write(secrets, list)
        };
        let (has_previous, has_next) = if backwards { (more, true) } else { (self.cursor.is_some(), more) };
        Slice {
            previous: rows.first().filter(|_| has_previous).map(|row| at(row, true)),
            next: rows.last().filter(|_| has_next).map(|row| at(row, false)),
            rows,
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    pub rows: Vec<T>,
    /// Cursor of the page before.
    pub previous: Option<String>,
    /// Cursor of the page after.
    pub next: Option<String>,
}

/// How many rows a list has. Counting stops at a cap: nobody reads the difference between 10,000 and 12,345 matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    Exactly(i64),
    MoreThan(i64),
}

impl Total {
    /// Reads a count that was stopped one past `cap`.
    pub fn capped(counted: i64, cap: i64) -> Self {
        match counted.cmp(&cap) {
            Ordering::Greater => Self::MoreThan(cap),
            _ => Self::Exactly(counted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SORT: Sort = Sort { name: "name", key: "name", id: "id", descending: false };

    fn request(cursor: Option<Cursor>) -> PageRequest {
        PageRequest { sort: SORT, cursor, size: 2 }
    }

    fn key(n: &i64) -> (Key, RowId) {
        (Key::Number(*n), RowId::Number(*n))
    }

    #[test]
    fn the_first_page_has_no_previous_and_the_last_no_next() {
        let secrets = Secrets::new([3; 32]);
        let first = request(None).slice(&secrets, "l", vec![1, 2, 3], key);
        assert_eq!((first.rows, first.previous.is_some(), first.next.is_some()), (vec![1, 2], false, true));
        let cursor = Cursor::read(&secrets, "l", &SORT, &first.next.unwrap()).unwrap();
        let last = request(Some(cursor)).slice(&secrets, "l", vec![3], key);
        assert_eq!((last.rows, last.previous.is_some(), last.next.is_some()), (vec![3], true, false));
        let back = Cursor::read(&secrets, "l", &SORT, &last.previous.unwrap()).unwrap();
        let again = request(Some(back)).slice(&secrets, "l", vec![2, 1], key);
        assert_eq!((again.rows, again.previous.is_some(), again.next.is_some()), (vec![1, 2], false, true));
    }

    #[test]
    fn a_cursor_is_refused_when_altered_or_used_elsewhere() {
        let secrets = Secrets::new([3; 32]);
        let text = request(None).slice(&secrets, "l", vec![1, 2, 3], key).next.unwrap();
        let other_sort = Sort { descending: true, ..SORT };
        assert!(Cursor::read(&secrets, "l", &SORT, &text).is_ok());
        assert_eq!(Cursor::read(&secrets, "other", &SORT, &text), Err(BadCursor));
        assert_eq!(Cursor::read(&secrets, "l", &other_sort, &text), Err(BadCursor));
        assert_eq!(Cursor::read(&Secrets::new([4; 32]), "l", &SORT, &text), Err(BadCursor));
        assert_eq!(Cursor::read(&secrets, "l", &SORT, "x.y"), Err(BadCursor));
    }

    proptest::proptest! {
        #[test]
        fn a_cursor_survives_any_text_key(text in ".*", n in proptest::num::i64::ANY) {
            let secrets = Secrets::new([3; 32]);
            let cursor = Cursor { sort: "name".into(), descending: false, key: Key::Text(text), id: RowId::Number(n), backwards: true };
            let read = Cursor::read(&secrets, "l", &SORT, &cursor.write(&secrets, "l"));
            proptest::prop_assert_eq!(read, Ok(cursor));
        }

        #[test]
        fn no_text_makes_reading_a_cursor_panic(text in ".*") {
            let _ = Cursor::read(&Secrets::new([3; 32]), "l", &SORT, &text);
        }
    }
}
