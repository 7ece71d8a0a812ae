//! Charts as data: coordinates, labels and the table that says the same in numbers.

use std::fmt::Write as _;

use super::scale::{HEIGHT, Scale, WIDTH, along};

/// At most this many labels fit under a chart on a phone.
const LABELS_SHOWN: usize = 7;

/// One line, or one colour of bars. A missing value leaves a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub label: String,
    pub values: Vec<Option<i64>>,
}

impl Series {
    #[must_use]
    pub fn new(label: impl Into<String>, values: impl IntoIterator<Item = i64>) -> Self {
        Self { label: label.into(), values: values.into_iter().map(Some).collect() }
    }
}

/// What a chart is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartSpec<'a> {
    /// Unique on the page.
    pub id: &'a str,
    pub title: String,
    /// What the picture shows, in a sentence: "revenue rose each month since March".
    pub finding: String,
    /// The unit of the values, shown once.
    pub unit: String,
    /// The head of the first table column: "Month".
    pub axis: String,
    pub labels: Vec<String>,
    pub series: Vec<Series>,
    /// The page runs right to left.
    pub rtl: bool,
    /// Says how old the figures are when they are older than they should be.
    pub stale: Option<String>,
}

/// A label under the plot; hidden ones keep the rhythm on crowded axes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisLabel {
    pub text: String,
    pub shown: bool,
    /// Every other of those shown: left out where the page is narrow.
    pub spare: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub label: String,
    pub cells: Vec<String>,
}

/// What line and bar charts share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub id: String,
    pub title: String,
    pub finding: String,
    pub unit: String,
    pub axis: String,
    pub stale: Option<String>,
    pub legend: Vec<String>,
    pub labels: Vec<AxisLabel>,
    /// Written values of the grid lines, from the top.
    pub ticks: Vec<String>,
    /// Their distances from the top.
    pub grid: Vec<i64>,
    pub zero: i64,
    pub rows: Vec<TableRow>,
}

impl Frame {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    #[must_use]
    pub fn has_legend(&self) -> bool {
        self.legend.len() > 1
    }

    fn new(spec: &ChartSpec<'_>, scale: Scale, write: &dyn Fn(i64) -> String) -> Self {
        let ticks = scale.ticks();
        let stride = spec.labels.len().div_ceil(LABELS_SHOWN).max(1);
        Self {
            id: spec.id.to_owned(),
            title: spec.title.clone(),
            finding: spec.finding.clone(),
            unit: spec.unit.clone(),
            axis: spec.axis.clone(),
            stale: spec.stale.clone(),
            legend: spec.series.iter().map(|one| one.label.clone()).collect(),
            labels: spec
                .labels
                .iter()
                .enumerate()
                .map(|(index, text)| AxisLabel { text: text.clone(), shown: index % stride == 0, spare: index / stride % 2 == 1 })
                .collect(),
            grid: ticks.iter().map(|tick| scale.y(*tick)).collect(),
            ticks: ticks.into_iter().map(write).collect(),
            zero: scale.y(0),
            rows: spec
                .labels
                .iter()
                .enumerate()
                .map(|(index, label)| TableRow {
                    label: label.clone(),
                    cells: spec.series.iter().map(|one| one.values.get(index).copied().flatten().map(write).unwrap_or_default()).collect(),
                })
                .collect(),
        }
    }
}

/// One drawn line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub class: &'static str,
    pub path: String,
    /// The filled shape under a single line; empty when there are several.
    pub area: String,
    /// Points drawn as round ends of lines without length, so that stretching keeps them round.
    pub dots: String,
}

/// A strip of the plot that names its values when the pointer rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub x: i64,
    pub width: i64,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChart {
    pub frame: Frame,
    pub lines: Vec<Line>,
    pub bands: Vec<Band>,
}

impl LineChart {
    /// `write` turns a value into text for axis, table and pointer.
    #[must_use]
    pub fn new(spec: &ChartSpec<'_>, write: &dyn Fn(i64) -> String) -> Self {
        let scale = scale_of(&spec.series);
        let frame = Frame::new(spec, scale, write);
        let count = spec.labels.len();
        let alone = spec.series.len() == 1;
        let lines = spec
            .series
            .iter()
            .enumerate()
            .map(|(index, series)| {
                let mut line = draw_line(&series.values, count, scale, spec.rtl);
                line.class = series_class(index);
                if !alone {
                    line.area.clear();
                }
                line
            })
            .collect();
        Self { bands: bands(&frame, spec.rtl, BandShape::AroundPoints), frame, lines }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub class: &'static str,
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarChart {
    pub frame: Frame,
    pub bars: Vec<Bar>,
    pub bands: Vec<Band>,
}

impl BarChart {
    #[must_use]
    pub fn new(spec: &ChartSpec<'_>, write: &dyn Fn(i64) -> String) -> Self {
        let scale = scale_of(&spec.series);
        let frame = Frame::new(spec, scale, write);
        let slots = whole(spec.labels.len().max(1));
        let groups = whole(spec.series.len().max(1));
        let slot = WIDTH / slots;
        let gap = slot * 3 / 10;
        let width = ((slot - gap) / groups).max(1);
        let mut bars = Vec::new();
        for (group, series) in spec.series.iter().enumerate() {
            for (index, value) in series.values.iter().enumerate() {
                let Some(value) = *value else { continue };
                let start = whole(index) * WIDTH / slots + gap / 2 + whole(group) * width;
                let (top, foot) = (scale.y(value.max(0)), scale.y(value.min(0)));
                bars.push(Bar {
                    class: series_class(group),
                    x: if spec.rtl { WIDTH - start - width } else { start },
                    y: top,
                    width,
                    height: foot - top,
                });
            }
        }
        Self { bands: bands(&frame, spec.rtl, BandShape::Slots), frame, bars }
    }
}

/// A small line beside a number, without axis; the number is the information.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sparkline {
    pub path: String,
    pub area: String,
}

impl Sparkline {
    #[must_use]
    pub fn new(values: &[i64], rtl: bool) -> Self {
        // From the least to the greatest, not from zero: a sparkline shows shape, not size.
        let least = values.iter().copied().min().unwrap_or(0);
        let raised: Vec<_> = values.iter().map(|value| Some(value.saturating_sub(least))).collect();
        let scale = Scale::new(raised.iter().flatten().copied());
        let line = draw_line(&raised, values.len(), scale, rtl);
        Self { path: line.path, area: line.area }
    }
}

fn scale_of(series: &[Series]) -> Scale {
    Scale::new(series.iter().flat_map(|one| one.values.iter().copied().flatten()))
}

fn draw_line(values: &[Option<i64>], count: usize, scale: Scale, rtl: bool) -> Line {
    let (mut path, mut area, mut dots) = (String::new(), String::new(), String::new());
    let zero = scale.y(0);
    let mut run_start: Option<i64> = None;
    let mut last_x = 0;
    for (index, value) in values.iter().enumerate() {
        let Some(value) = *value else {
            close_run(&mut area, &mut run_start, last_x, zero);
            continue;
        };
        let (x, y) = (along(index, count, rtl), scale.y(value));
        let pen = if run_start.is_some() { 'L' } else { 'M' };
        // Writing to a string cannot fail.
        let _ = write!(path, "{pen}{x} {y}");
        let _ = write!(area, "{pen}{x} {y}");
        let _ = write!(dots, "M{x} {y}h0");
        run_start.get_or_insert(x);
        last_x = x;
    }
    close_run(&mut area, &mut run_start, last_x, zero);
    Line { class: "", path, area, dots }
}

fn close_run(area: &mut String, run_start: &mut Option<i64>, last_x: i64, zero: i64) {
    if let Some(first_x) = run_start.take() {
        let _ = write!(area, "L{last_x} {zero}L{first_x} {zero}Z");
    }
}

#[derive(Clone, Copy)]
enum BandShape {
    AroundPoints,
    Slots,
}

fn bands(frame: &Frame, rtl: bool, shape: BandShape) -> Vec<Band> {
    let count = frame.rows.len();
    let slots = whole(count.max(1));
    frame
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let index = whole(index);
            let (start, end) = match shape {
                BandShape::Slots => (index * WIDTH / slots, (index + 1) * WIDTH / slots),
                BandShape::AroundPoints => {
                    let last = (slots - 1).max(1);
                    (((2 * index - 1) * WIDTH / (2 * last)).max(0), ((2 * index + 1) * WIDTH / (2 * last)).min(WIDTH))
                }
            };
            Band { x: if rtl { WIDTH - end } else { start }, width: end - start, text: describe(frame, row) }
        })
        .collect()
}

fn describe(frame: &Frame, row: &TableRow) -> String {
    let mut text = row.label.clone();
    for (name, cell) in frame.legend.iter().zip(&row.cells) {
        let _ = write!(text, "\n{name}: {cell}");
        if !frame.unit.is_empty() && !cell.is_empty() {
            let _ = write!(text, " {}", frame.unit);
        }
    }
    text
}

fn series_class(index: usize) -> &'static str {
    const CLASSES: [&str; 6] = ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6"];
    CLASSES[index % CLASSES.len()]
}

/// Chart sizes are small; a count beyond the canvas collapses onto its edge.
fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(values: Vec<i64>, rtl: bool) -> ChartSpec<'static> {
        ChartSpec {
            id: "x",
            title: "Revenue".to_owned(),
            finding: "It rose".to_owned(),
            unit: "OMR".to_owned(),
            axis: "Month".to_owned(),
            labels: (1..=values.len()).map(|month| month.to_string()).collect(),
            series: vec![Series::new("New", values)],
            rtl,
            stale: None,
        }
    }

    #[test]
    fn a_line_runs_from_the_reading_side() {
        let write = |value: i64| value.to_string();
        let forward = LineChart::new(&spec(vec![0, 10], false), &write);
        assert_eq!(forward.lines[0].path, "M0 400L1000 0");
        let backward = LineChart::new(&spec(vec![0, 10], true), &write);
        assert_eq!(backward.lines[0].path, "M1000 400L0 0");
    }

    #[test]
    fn a_gap_breaks_the_line_and_closes_the_area() {
        let mut gapped = spec(vec![10, 10, 10, 10], false);
        gapped.series[0].values[1] = None;
        let chart = LineChart::new(&gapped, &|value| value.to_string());
        assert_eq!(chart.lines[0].path.matches('M').count(), 2);
        assert_eq!(chart.lines[0].area.matches('Z').count(), 2);
        assert_eq!(chart.frame.rows[1].cells, [""]);
    }

    #[test]
    fn bars_stay_inside_the_canvas_in_both_directions() {
        for rtl in [false, true] {
            let chart = BarChart::new(&spec(vec![3, -2, 9, 0, 4], rtl), &|value| value.to_string());
            for bar in &chart.bars {
                assert!(bar.x >= 0 && bar.x + bar.width <= WIDTH, "{bar:?}");
                assert!(bar.y >= 0 && bar.y + bar.height <= HEIGHT, "{bar:?}");
            }
        }
    }

    #[test]
    fn one_point_and_none_are_drawn_without_fault() {
        let write = |value: i64| value.to_string();
        assert_eq!(LineChart::new(&spec(vec![5], false), &write).lines[0].dots, "M500 0h0");
        assert!(LineChart::new(&spec(vec![], false), &write).frame.is_empty());
    }
}
