//! A half circle that fills from the side one reads from: one number of a hundred, at a glance.

use super::tone::Tone;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// 0 to 100; what is beyond is drawn as the end.
    pub value: i64,
    /// The number as this reader writes it.
    pub text: String,
    /// What it measures and where it stands, in words: the picture's own text.
    pub label: String,
    pub tone: Tone,
    rtl: bool,
}

impl Gauge {
    #[must_use]
    pub fn new(value: i64, text: impl Into<String>, label: impl Into<String>, tone: Tone, rtl: bool) -> Self {
        Self { value: value.clamp(0, 100), text: text.into(), label: label.into(), tone, rtl }
    }

    /// The arc, drawn from where reading begins. Its length is told as a hundred, so the filled part is the value itself.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        if self.rtl { "M185 100A85 85 0 0 0 15 100" } else { "M15 100A85 85 0 0 1 185 100" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gauge_fills_from_the_reading_side_and_stays_within_its_arc() {
        let gauge = |value, rtl| Gauge::new(value, "", "", Tone::Neutral, rtl);
        assert!(gauge(10, false).path().starts_with("M15 "));
        assert!(gauge(10, true).path().starts_with("M185 "));
        assert_eq!([-5, 0, 72, 300].map(|value| gauge(value, false).value), [0, 0, 72, 100]);
    }
}
