//! A brand's colour, and whether text can be read on it.

use std::fmt;

use serde::Serialize;

/// One colour, as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ColourError;

/// What WCAG 2 asks of ordinary text, in hundredths.
pub(super) const READABLE: u32 = 450;

impl Colour {
    /// Reads `#1f5fae`, `1F5FAE` and the short `#15a`.
    pub fn parse(raw: &str) -> Result<Self, ColourError> {
        let hex = raw.trim().trim_start_matches('#');
        let long: String = match hex.len() {
            3 => hex.chars().flat_map(|c| [c, c]).collect(),
            6 => hex.to_owned(),
            _ => return Err(ColourError),
        };
        if !long.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(ColourError);
        }
        let channel = |at: usize| u8::from_str_radix(&long[at..at + 2], 16).map_err(|_| ColourError);
        Ok(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// The better of black and white for text on this colour, and their contrast in hundredths: 450 means 4.5 to 1.
    pub fn text(self) -> (&'static str, u32) {
        let luminance = self.luminance();
        let (white, black) = (contrast(luminance, 1.0), contrast(luminance, 0.0));
        if white >= black { ("#ffffff", white) } else { ("#000000", black) }
    }

    /// Contrast with a white page, in hundredths.
    pub fn on_white(self) -> u32 {
        contrast(self.luminance(), 1.0)
    }

    /// Relative luminance by WCAG 2.
    fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0;
        0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
    }
}

/// In hundredths, rounded down: 4.499 is not 4.5.
fn contrast(one: f64, other: f64) -> u32 {
    let (light, dark) = if one > other { (one, other) } else { (other, one) };
    let ratio = (light + 0.05) / (dark + 0.05) * 100.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a contrast lies between 100 and 2100")]
    let hundredths = ratio as u32;
    hundredths
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_in_its_usual_spellings() {
        for raw in ["#1f5fae", "1F5FAE", " #1F5fae "] {
            assert_eq!(Colour::parse(raw).unwrap().to_string(), "#1f5fae", "{raw}");
        }
        assert_eq!(Colour::parse("#15a").unwrap().to_string(), "#1155aa");
        for raw in ["", "#12345", "#12345g", "red", "#+1+2+3", "é1"] {
            assert_eq!(Colour::parse(raw), Err(ColourError), "{raw}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let text = |raw: &str| Colour::parse(raw).unwrap().text();
        assert_eq!(text("#000000"), ("#ffffff", 2100));
        assert_eq!(text("#ffffff"), ("#000000", 2100));
        assert_eq!(Colour::parse("#767676").unwrap().on_white(), 454);
        assert_eq!(Colour::parse("#777777").unwrap().on_white(), 447);
    }

    #[test]
    fn some_text_is_readable_on_every_colour() {
        for step in 0..=255_u8 {
            for colour in [Colour([step, step, step]), Colour([step, 0, 255 - step]), Colour([0, step, step])] {
                assert!(colour.text().1 >= READABLE, "{colour}");
            }
        }
    }
}
