//! What somebody who types into a search box may mean.

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::areas::tenants::identity::Identity;
use crate::core::country::Country;
use crate::core::db::like_fragment;
use crate::core::email::Email;
use crate::core::phone::Phone;
use crate::core::text;

/// A search, understood. Each kind has an index it goes to; none reads the whole register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// A tenant's id, typed whole.
    Id(Uuid),
    /// `T-00012`, or its bare number.
    Number(i64),
    /// An e-mail address, typed whole.
    Email(Email),
    /// A telephone number, as each country that has such numbers would read it.
    Phone(Vec<Phone>),
    /// Fragments that all have to occur, and the number in case it was one.
    Words(Vec<String>, Option<i64>),
    /// One or two letters: too short for the index of fragments, so a word has to begin with them.
    Beginning(String),
    /// Nothing this reader may search by.
    Nothing,
}

/// More words than this narrow nothing further.
const MOST_WORDS: usize = 6;
/// The index of fragments knows three letters in a row.
const SHORTEST_FRAGMENT: usize = 3;
/// As many digits as no name is likely to hold.
const SHORTEST_PHONE: usize = 7;

impl Search {
    /// `None` when nothing is searched.
    pub fn read(q: &str, identity: Identity) -> Option<Self> {
        let folded = text::fold(&text::clean(q));
        let folded = folded.trim();
        if folded.is_empty() {
            return None;
        }
        Some(match identity {
            Identity::Known => Self::of(folded),
            Identity::Pseudonym => Self::by_code(folded),
        })
    }

    fn by_code(folded: &str) -> Self {
        code(folded).or_else(|| number(folded)).map(Self::Number).or_else(|| folded.parse().ok().map(Self::Id)).unwrap_or(Self::Nothing)
    }

    fn of(folded: &str) -> Self {
        if let Ok(id) = folded.parse() {
            return Self::Id(id);
        }
        if let Some(number) = code(folded) {
            return Self::Number(number);
        }
        if let Ok(email) = Email::parse(folded) {
            return Self::Email(email);
        }
        if let Some(phones) = phones(folded) {
            return Self::Phone(phones);
        }
        let number = number(folded);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
        let indexed = |word: &&str| word.chars().count() >= SHORTEST_FRAGMENT;
        match (words.as_slice(), number) {
            ([_], Some(number)) if folded.len() < SHORTEST_FRAGMENT => Self::Number(number),
            ([word], _) if !indexed(word) => Self::Beginning((*word).to_owned()),
            (words, number) if words.iter().any(indexed) => Self::Words(words.iter().map(|word| (*word).to_owned()).collect(), number),
            // Short words only: together, with the space between them, they are long enough.
            (words, number) => Self::Words(vec![words.join(" ")], number),
        }
    }

    /// Adds the condition. The table is known as `t`.
    pub fn push(&self, query: &mut QueryBuilder<Postgres>) {
        match self {
            Self::Id(id) => {
                query.push(" and t.id = ").push_bind(*id);
            }
            Self::Number(number) => {
                query.push(" and t.number = ").push_bind(*number);
            }
            Self::Email(email) => {
                query.push(" and t.email = ").push_bind(email.to_string());
            }
            Self::Phone(phones) => {
                // Only the text index knows telephone numbers; an E.164 number there stands for itself.
                let patterns: Vec<String> = phones.iter().map(|phone| like_fragment(phone.as_ref())).collect();
                query.push(" and t.search_text like any(").push_bind(patterns).push(")");
            }
            Self::Words(words, number) => {
                query.push(" and (");
                for (place, word) in words.iter().enumerate() {
                    query.push(if place == 0 { "t.search_text like " } else { " and t.search_text like " }).push_bind(like_fragment(word));
                }
                if let Some(number) = number {
                    query.push(" or t.number = ").push_bind(*number);
                }
                query.push(")");
            }
            Self::Beginning(letters) => {
                // The first word has no space before it.
                let fragment = like_fragment(letters);
                let start = fragment.trim_start_matches('%').to_owned();
                let inner = format!("% {start}");
                query.push(" and (t.search_text like ").push_bind(start).push(" or t.search_text like ").push_bind(inner).push(")");
            }
            Self::Nothing => {
                query.push(" and false");
            }
        }
    }
}

/// `t-00012`, `t12`, `t 12`.
fn code(folded: &str) -> Option<i64> {
    number(folded.strip_prefix('t')?.trim_start_matches(['-', ' ']))
}

fn number(digits: &str) -> Option<i64> {
    let ok = !digits.is_empty() && digits.len() <= 12 && digits.bytes().all(|b| b.is_ascii_digit());
    ok.then(|| digits.parse().ok()).flatten()
}

/// The numbers meant by something that is made like a telephone number; `None` when it is not.
fn phones(folded: &str) -> Option<Vec<Phone>> {
    if folded.bytes().filter(u8::is_ascii_digit).count() < SHORTEST_PHONE {
        return None;
    }
    let mut phones: Vec<Phone> = Country::GULF.into_iter().filter_map(|country| Phone::parse(folded, country).ok()).collect();
    phones.sort();
    phones.dedup();
    (!phones.is_empty()).then_some(phones)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(q: &str) -> Search {
        Search::read(q, Identity::Known).unwrap()
    }

    fn words(list: &[&str], number: Option<i64>) -> Search {
        Search::Words(list.iter().map(|word| (*word).to_owned()).collect(), number)
    }

    #[test]
    fn what_names_one_tenant_goes_straight_to_it() {
        for code in ["T-00012", "t-12", "T12", " t 00012 ", "T-٠٠٠١٢"] {
            assert_eq!(known(code), Search::Number(12), "{code}");
        }
        assert_eq!(known("12"), Search::Number(12));
        assert!(matches!(known("Info@Noor.example.om"), Search::Email(email) if email.as_ref() == "info@noor.example.om"));
        let id = "0190f3b2-7c1a-7000-8000-000000000001";
        assert_eq!(known(id), Search::Id(id.parse().unwrap()));
    }

    #[test]
    fn a_telephone_number_is_found_however_it_is_written() {
        for q in ["+968 9590 8301", "0096895908301", "٩٥٩٠٨٣٠١", "9590 8301"] {
            let Search::Phone(phones) = known(q) else { panic!("{q} is a telephone number") };
            assert!(phones.iter().any(|phone| phone.as_ref() == "+96895908301"), "{q}");
        }
        assert_eq!(known("959083"), words(&["959083"], Some(959_083)), "six digits may be anything");
    }

    #[test]
    fn words_are_folded_and_all_wanted() {
        assert_eq!(known("مَغسلة  النور"), words(&["مغسله", "النور"], None));
        assert_eq!(known("Al Noor"), words(&["al", "noor"], None));
        assert_eq!(known("al am"), words(&["al am"], None), "two short words are one fragment");
        assert_eq!(known("no"), Search::Beginning("no".into()));
        assert_eq!(known("123"), words(&["123"], Some(123)));
        assert_eq!(Search::read(" \u{200f}", Identity::Known), None);
    }

    #[test]
    fn who_may_not_know_tenants_searches_by_code_alone() {
        for q in ["noor", "info@noor.example.om", "95908301x", "+968 9590 8301", "no"] {
            assert_eq!(Search::read(q, Identity::Pseudonym), Some(Search::Nothing), "{q}");
        }
        assert_eq!(Search::read("T-00012", Identity::Pseudonym), Some(Search::Number(12)));
        assert_eq!(Search::read("12", Identity::Pseudonym), Some(Search::Number(12)));
        assert_eq!(Search::read("95908301", Identity::Pseudonym), Some(Search::Number(95_908_301)), "a number, not a telephone");
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_makes_it_fall(q in ".*") {
            for identity in [Identity::Known, Identity::Pseudonym] {
                if let Some(search) = Search::read(&q, identity) {
                    search.push(&mut QueryBuilder::new(""));
                }
            }
        }
    }
}
