//! Free labels staff put on tenants.

use crate::core::text;

/// The most tags one tenant carries.
pub const MOST: usize = 20;
/// The longest tag, in characters.
pub const LONGEST: usize = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagsError {
    TooMany,
    TooLong,
}

/// Reads tags as they are typed: divided by commas of either script, semicolons or line ends, each once, in small letters, in order.
pub fn parse(raw: &str) -> Result<Vec<String>, TagsError> {
    let mut tags: Vec<String> = raw
        .split([',', '،', ';', '؛', '\n', '\r'])
        .map(|tag| text::clean(tag).trim_start_matches('#').trim().to_lowercase())
        .filter(|tag| !tag.is_empty())
        .collect();
    tags.sort();
    tags.dedup();
    if tags.iter().any(|tag| tag.chars().count() > LONGEST) {
        return Err(TagsError::TooLong);
    }
    if tags.len() > MOST { Err(TagsError::TooMany) } else { Ok(tags) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_forgivingly() {
        assert_eq!(parse(" VIP, pilot،مهم ;vip\n#North ").unwrap(), ["north", "pilot", "vip", "مهم"]);
        assert_eq!(parse(" , ،").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn tags_are_held_to_their_bounds() {
        assert_eq!(parse(&"x".repeat(LONGEST + 1)), Err(TagsError::TooLong));
        let many: Vec<String> = (0..=MOST).map(|n| n.to_string()).collect();
        assert_eq!(parse(&many.join(",")), Err(TagsError::TooMany));
        assert_eq!(parse(&many[1..].join(",")).unwrap().len(), MOST);
    }
}
