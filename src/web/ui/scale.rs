//! Whole-number geometry for charts: values in, coordinates of a fixed canvas out.
//!
//! The canvas is stretched to its figure by the browser, so only proportions matter; whole numbers
//! keep money exact and the markup short.

/// Canvas size. Wide enough that rounding to whole units is invisible on screen.
pub const WIDTH: i64 = 1000;
pub const HEIGHT: i64 = 400;

const WANTED_STEPS: i64 = 4;

/// The value axis: round numbers from at or below the least value to at or above the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    low: i64,
    high: i64,
    step: i64,
}

impl Scale {
    /// Always includes zero, so that lengths can be compared.
    pub fn new(values: impl Iterator<Item = i64>) -> Self {
        let (least, greatest) = values.fold((0, 0), |(low, high), value| (value.min(low), value.max(high)));
        let step = round_step(greatest.saturating_sub(least).max(1));
        Self { low: least.div_euclid(step).saturating_mul(step), high: ceiling(greatest, step).max(least.saturating_add(step)), step }
    }

    /// The values of the grid lines, greatest first: the order they are read from the top.
    pub fn ticks(self) -> Vec<i64> {
        let mut ticks = Vec::new();
        let mut tick = self.high;
        while tick >= self.low {
            ticks.push(tick);
            match tick.checked_sub(self.step) {
                Some(next) => tick = next,
                None => break,
            }
        }
        ticks
    }

    /// Distance from the top of the canvas.
    pub fn y(self, value: i64) -> i64 {
        let span = i128::from(self.high) - i128::from(self.low);
        let above = i128::from(self.high) - i128::from(value);
        let y = above * i128::from(HEIGHT) / span.max(1);
        i64::try_from(y).unwrap_or(HEIGHT).clamp(0, HEIGHT)
    }
}

/// Where point `index` of `count` lies along the time axis, which starts on the reading side.
pub fn along(index: usize, count: usize, rtl: bool) -> i64 {
    let last = i64::try_from(count.saturating_sub(1)).unwrap_or(i64::MAX);
    let index = i64::try_from(index).unwrap_or(0);
    let x = if last == 0 { WIDTH / 2 } else { index.saturating_mul(WIDTH) / last };
    if rtl { WIDTH - x } else { x }
}

fn ceiling(value: i64, step: i64) -> i64 {
    let whole = value.div_euclid(step).saturating_mul(step);
    if whole < value { whole.saturating_add(step) } else { whole }
}

/// One, two or five times a power of ten, giving about four steps.
fn round_step(span: i64) -> i64 {
    let rough = (span / WANTED_STEPS).max(1);
    let mut power = 1_i64;
    while power <= rough / 10 {
        power *= 10;
    }
    [1, 2, 5].into_iter().map(|factor| power.saturating_mul(factor)).find(|step| *step >= rough).unwrap_or_else(|| power.saturating_mul(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_every_value() {
        for (values, ticks) in [
            (vec![3, 17, 42], vec![50, 40, 30, 20, 10, 0]),
            (vec![0, 1], vec![1, 0]),
            (vec![-5, 5], vec![6, 4, 2, 0, -2, -4, -6]),
            (vec![0], vec![1, 0]),
            (vec![120_000], vec![150_000, 100_000, 50_000, 0]),
        ] {
            assert_eq!(Scale::new(values.iter().copied()).ticks(), ticks, "{values:?}");
        }
    }

    #[test]
    fn the_axis_spans_the_canvas() {
        let scale = Scale::new([0, 60].into_iter());
        assert_eq!(scale.y(60), 0);
        assert_eq!(scale.y(0), HEIGHT);
        assert_eq!(scale.y(30), HEIGHT / 2);
    }

    #[test]
    fn extreme_values_stay_on_the_canvas() {
        let scale = Scale::new([i64::MIN, i64::MAX].into_iter());
        assert!((0..=HEIGHT).contains(&scale.y(i64::MIN)));
        assert!((0..=HEIGHT).contains(&scale.y(i64::MAX)));
        assert!(!scale.ticks().is_empty());
    }

    #[test]
    fn time_runs_from_the_reading_side() {
        assert_eq!(along(0, 12, false), 0);
        assert_eq!(along(11, 12, false), WIDTH);
        assert_eq!(along(0, 12, true), WIDTH);
        assert_eq!(along(0, 1, true), WIDTH / 2);
    }
}
