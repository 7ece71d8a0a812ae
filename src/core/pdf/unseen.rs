//! Characters without a shape of their own: what to do with them before text is laid out.

/// A value set apart from the text around it, so that the direction of neither disturbs the other.
pub fn isolate(value: &str) -> String {
    let inner: String = value.chars().filter(|c| !is_isolate(*c)).collect();
    format!("\u{2068}{inner}\u{2069}")
}

/// The lines of a text, each without what would break a line or turn its reading order by force.
pub(super) fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(['\n', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']).map(|line| line.chars().filter_map(plain).collect())
}

/// Shapes nothing by itself and is not given to the shaper.
pub(super) fn is_skipped(c: char) -> bool {
    is_isolate(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}')
}

/// Joins or parts its neighbours, and is seen in them only.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Belongs to the character before it: no line begins with it.
pub(super) fn clings(c: char) -> bool {
    is_skipped(c) && !is_isolate(c)
        || is_joiner(c)
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}')
        || matches!(c, '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

fn plain(c: char) -> Option<char> {
    match c {
        // Embeddings and overrides could make a figure read backwards on a tax document.
        '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\r' => None,
        // No character at all; an archive file may not hold them.
        c if u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}
