//! What the style guide shows: every component in every state, in the reader's language.

use super::chart::{BarChart, ChartSpec, LineChart, Series, Sparkline};
use super::facts::{Delta, Fact, StatTile, SummaryRow, Trend};
use super::gauge::Gauge;
use super::history::{DiffRow, TimelineDay, TimelineEntry};
use super::list::{Chip, Column, Direction, EmptyKind, EmptyState, Pager, Total};
use super::nav::{Action, Crumb, Tab};
use super::progress::{Progress, ProgressState};
use super::tone::{Tag, Tone};

const HERE: &str = "/styleguide";
const TREND: [i64; 12] = [412, 438, 431, 467, 502, 498, 541, 566, 559, 604, 631, 668];
const SECOND: [i64; 12] = [96, 104, 120, 118, 131, 126, 149, 155, 171, 168, 182, 197];
const MOVES: [i64; 8] = [14, 22, 9, -6, 17, 25, -11, 19];

/// One row of the sample table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRow {
    pub id: &'static str,
    pub name: String,
    pub status: Tag,
    pub plan: &'static str,
    pub orders: &'static str,
    pub amount: &'static str,
}

pub struct Samples {
    pub swatches: Vec<&'static str>,
    pub crumbs: Vec<Crumb>,
    pub tabs: Vec<Tab>,
    pub tones: Vec<Tag>,
    pub stages: Vec<(&'static str, String)>,
    pub cards: Vec<(&'static str, String, String)>,
    pub chosen: Vec<&'static str>,
    pub columns: Vec<Column>,
    pub rows: Vec<SampleRow>,
    pub chips: Vec<Chip>,
    pub pager: Pager,
    pub pagers: Vec<(&'static str, Pager)>,
    pub empties: Vec<EmptyState>,
    pub facts: Vec<SummaryRow>,
    pub tiles: Vec<StatTile>,
    pub line: LineChart,
    pub lines: LineChart,
    pub bars: BarChart,
    pub single: LineChart,
    pub none: LineChart,
    pub gauge: Gauge,
    pub days: Vec<TimelineDay>,
    pub diff: Vec<DiffRow>,
    pub consequences: Vec<String>,
    pub jobs: Vec<(&'static str, Progress)>,
    pub codes: Vec<&'static str>,
    pub icons: Vec<&'static str>,
}

impl Samples {
    /// Fields that the style guide shows with an error, and the message's key.
    pub const ERRORS: [(&'static str, &'static str); 4] = [
        ("wrong_text", "styleguide-error-text"),
        ("wrong_money", "styleguide-error-money"),
        ("wrong_choice", "styleguide-error-choice"),
        ("wrong_password", "styleguide-error-password"),
    ];

    /// `say` looks a key up in the reader's catalogue.
    #[must_use]
    pub fn new(rtl: bool, say: &dyn Fn(&str) -> String) -> Self {
        Self {
            swatches: vec!["canvas", "surface", "sunken", "accent", "danger", "warning", "success", "info", "pending"],
            crumbs: vec![Crumb::new(say("styleguide-tenants"), HERE), Crumb::new(say("styleguide-name-1"), HERE)],
            tabs: vec![
                Tab::new(say("styleguide-tab-overview"), HERE, true),
                Tab::new(say("styleguide-tab-history"), HERE, false).counting("24"),
                Tab::new(say("styleguide-tab-settings"), HERE, false),
            ],
            tones: tones(say),
            stages: stages(say),
            cards: vec![
                ("keep", say("styleguide-card-keep"), say("styleguide-card-keep-text")),
                ("replace", say("styleguide-card-replace"), say("styleguide-card-replace-text")),
            ],
            chosen: vec!["trial", "active"],
            columns: vec![
                Column::new(say("styleguide-column-name")).sortable(HERE, Some(Direction::Ascending)),
                Column::new(say("styleguide-column-status")),
                Column::new(say("styleguide-column-plan")).sortable(HERE, None).minor(),
                Column::new(say("styleguide-column-orders")).sortable(HERE, None).numeric().minor(),
                Column::new(say("styleguide-column-amount")).sortable(HERE, None).numeric(),
            ],
            rows: rows(say),
            chips: vec![
                Chip::new(say("styleguide-column-status"), say("styleguide-stage-active"), HERE),
                Chip::new(say("styleguide-column-plan"), "GROWTH", HERE),
            ],
            pager: Pager::new(Total::Exact(1284), None, Some(HERE.to_owned())),
            pagers: pagers(),
            empties: empties(say),
            facts: facts(say),
            tiles: tiles(rtl, say),
            line: LineChart::new(&spec("line", "styleguide-chart-title", rtl, say, vec![revenue(say, &TREND)]), &thousands),
            lines: LineChart::new(
                &spec(
                    "lines",
                    "styleguide-chart-lines",
                    rtl,
                    say,
                    vec![revenue(say, &TREND), Series::new(say("styleguide-series-costs"), SECOND)],
                ),
                &thousands,
            ),
            bars: BarChart::new(&spec("bars", "styleguide-chart-bars", rtl, say, vec![revenue(say, &MOVES)]), &thousands),
            single: LineChart::new(&spec("single", "styleguide-chart-single", rtl, say, vec![revenue(say, &TREND[..1])]), &thousands),
            none: LineChart::new(&spec("none", "styleguide-chart-none", rtl, say, Vec::new()), &thousands),
            gauge: Gauge::new(72, "72", say("styleguide-gauge"), Tone::Success, rtl),
            days: days(say),
            diff: diff(say),
            consequences: vec![say("styleguide-consequence-1"), say("styleguide-consequence-2")],
            jobs: jobs(say),
            codes: vec!["7K2M-Q9XD-4HTP", "R3VN-8WLC-6YJB", "5ZQE-T1GK-9MSF", "X8PD-2NHR-7CVW"],
            icons: super::icon_names(),
        }
    }
}

fn tones(say: &dyn Fn(&str) -> String) -> Vec<Tag> {
    [
        (Tone::Pending, "styleguide-stage-trial"),
        (Tone::Success, "styleguide-stage-active"),
        (Tone::Warning, "styleguide-stage-suspended"),
        (Tone::Danger, "styleguide-stage-overdue"),
        (Tone::Info, "styleguide-stage-invited"),
        (Tone::Accent, "styleguide-stage-new"),
        (Tone::Neutral, "styleguide-stage-cancelled"),
    ]
    .into_iter()
    .map(|(tone, key)| Tag::new(tone, say(key)))
    .collect()
}

fn stages(say: &dyn Fn(&str) -> String) -> Vec<(&'static str, String)> {
    vec![
        ("trial", say("styleguide-stage-trial")),
        ("active", say("styleguide-stage-active")),
        ("suspended", say("styleguide-stage-suspended")),
    ]
}

fn rows(say: &dyn Fn(&str) -> String) -> Vec<SampleRow> {
    [
        ("1", "styleguide-name-1", Tone::Success, "styleguide-stage-active", "GROWTH", "1,284", "49.000"),
        ("2", "styleguide-name-2", Tone::Pending, "styleguide-stage-trial", "FREE_TRIAL", "37", "0.000"),
        ("3", "styleguide-name-3", Tone::Warning, "styleguide-stage-suspended", "STARTER", "402", "19.500"),
        ("4", "styleguide-name-4", Tone::Success, "styleguide-stage-active", "ENTERPRISE", "18,960", "420.000"),
    ]
    .into_iter()
    .map(|(id, name, tone, stage, plan, orders, amount)| SampleRow {
        id,
        name: say(name),
        status: Tag::new(tone, say(stage)),
        plan,
        orders,
        amount,
    })
    .collect()
}

fn pagers() -> Vec<(&'static str, Pager)> {
    let here = || Some(HERE.to_owned());
    let sizes = vec![
        ("20".to_owned(), HERE.to_owned(), false),
        ("50".to_owned(), HERE.to_owned(), true),
        ("100".to_owned(), HERE.to_owned(), false),
    ];
    vec![
        ("1", Pager::new(Total::Exact(3), None, None)),
        ("2", Pager::new(Total::Exact(1284), None, here()).with_sizes(sizes.clone())),
        ("3", Pager::new(Total::AtLeast(10_000), here(), here()).with_sizes(sizes)),
        ("4", Pager::new(Total::Unknown, here(), None)),
    ]
}

fn empties(say: &dyn Fn(&str) -> String) -> Vec<EmptyState> {
    vec![
        EmptyState::new(EmptyKind::NeverUsed, say("styleguide-empty-new"), say("styleguide-empty-new-text"))
            .offering(say("styleguide-add"), HERE),
        EmptyState::new(EmptyKind::NoMatch, say("styleguide-empty-none"), say("styleguide-empty-none-text"))
            .offering(say("ui-chips-clear"), HERE),
        EmptyState::new(EmptyKind::NoPermission, say("styleguide-empty-locked"), say("styleguide-empty-locked-text")),
        EmptyState::new(EmptyKind::NotLoaded, say("styleguide-empty-failed"), say("styleguide-empty-failed-text"))
            .offering(say("ui-error-again"), HERE),
    ]
}

fn facts(say: &dyn Fn(&str) -> String) -> Vec<SummaryRow> {
    vec![
        SummaryRow::text(say("styleguide-column-name"), say("styleguide-name-1")).changeable(say("ui-edit"), HERE),
        SummaryRow::new(say("styleguide-fact-slug"), Fact::Copyable("al-noor".to_owned())),
        SummaryRow::new(say("styleguide-fact-email"), Fact::Mail("owner@al-noor.example".to_owned())),
        SummaryRow::new(
            say("styleguide-fact-phone"),
            Fact::Phone { number: "+96800000000".to_owned(), shown: "+968 0000 0000".to_owned() },
        ),
        SummaryRow::new(say("styleguide-column-status"), Fact::Tags(vec![Tag::new(Tone::Success, say("styleguide-stage-active"))])),
        SummaryRow::new(say("styleguide-fact-owner"), Fact::Link(Action::new(say("styleguide-actor"), HERE))),
        SummaryRow::new(say("styleguide-fact-since"), Fact::Time { text: say("styleguide-date"), iso: "2026-03-01".to_owned() }),
        SummaryRow::new(say("styleguide-fact-account"), Fact::Masked { reveal_href: HERE.to_owned() }),
        SummaryRow::text(say("styleguide-fact-note"), String::new()),
        SummaryRow::code(say("styleguide-fact-currency"), "OMR").changed(),
    ]
}

fn tiles(rtl: bool, say: &dyn Fn(&str) -> String) -> Vec<StatTile> {
    vec![
        StatTile::new(say("styleguide-tile-revenue"), "66,820.500")
            .unit(say("styleguide-unit"))
            .delta(Delta::new(Trend::Up, "5.9%", Some(true)))
            .note(say("styleguide-tile-since"))
            .spark(Sparkline::new(&TREND, rtl))
            .href(HERE),
        StatTile::new(say("styleguide-tenants"), "1,284").delta(Delta::new(Trend::Flat, "0", None)).note(say("styleguide-tile-since")),
        StatTile::new(say("styleguide-tile-churn"), "2.4%")
            .delta(Delta::new(Trend::Down, "0.3%", Some(true)))
            .stale(say("styleguide-stale")),
        StatTile::new(say("styleguide-tile-failed"), "17")
            .delta(Delta::new(Trend::Up, "9", Some(false)))
            .note(say("styleguide-tile-since")),
        StatTile::not_computed(say("styleguide-tile-value")),
    ]
}

fn spec<'a>(id: &'a str, title: &str, rtl: bool, say: &dyn Fn(&str) -> String, series: Vec<Series>) -> ChartSpec<'a> {
    let months = series.first().map_or(0, |one| one.values.len());
    ChartSpec {
        id,
        title: say(title),
        finding: say("styleguide-chart-finding"),
        unit: say("styleguide-unit"),
        axis: say("styleguide-chart-axis"),
        labels: (1..=months).map(|month| say(MONTHS[(month - 1) % MONTHS.len()])).collect(),
        stale: (id == "bars").then(|| say("styleguide-stale")),
        series,
        rtl,
    }
}

const MONTHS: [&str; 12] = [
    "styleguide-month-1",
    "styleguide-month-2",
    "styleguide-month-3",
    "styleguide-month-4",
    "styleguide-month-5",
    "styleguide-month-6",
    "styleguide-month-7",
    "styleguide-month-8",
    "styleguide-month-9",
    "styleguide-month-10",
    "styleguide-month-11",
    "styleguide-month-12",
];

fn revenue(say: &dyn Fn(&str) -> String, values: &[i64]) -> Series {
    Series::new(say("styleguide-tile-revenue"), values.iter().copied())
}

fn thousands(value: i64) -> String {
    if value < 0 { format!("\u{2212}{}", value.unsigned_abs()) } else { value.to_string() }
}

fn days(say: &dyn Fn(&str) -> String) -> Vec<TimelineDay> {
    let entry = |icon, tone, text: &str, time: &str| TimelineEntry {
        icon,
        tone,
        actor: say("styleguide-actor"),
        text: say(text),
        time: time.to_owned(),
        iso: format!("2026-03-01T{time}:00+04:00"),
        ..TimelineEntry::default()
    };
    vec![
        TimelineDay {
            label: say("styleguide-date"),
            entries: vec![
                TimelineEntry {
                    changes: diff(say),
                    details: vec![(say("ui-request-id"), "0198c6f2-7d3a-7c11".to_owned())],
                    href: Some(HERE.to_owned()),
                    ..entry("pencil", Tone::Accent, "styleguide-event-edit", "14:32")
                },
                TimelineEntry {
                    behind: Some(say("styleguide-name-1")),
                    reason: say("styleguide-event-reason"),
                    ..entry("user-circle", Tone::Warning, "styleguide-event-as", "11:05")
                },
                TimelineEntry { actor: say("styleguide-system"), ..entry("bolt", Tone::Neutral, "styleguide-event-system", "09:00") },
            ],
        },
        TimelineDay {
            label: say("styleguide-date-before"),
            entries: vec![entry("x-mark", Tone::Danger, "styleguide-event-refused", "16:47")],
        },
    ]
}

fn diff(say: &dyn Fn(&str) -> String) -> Vec<DiffRow> {
    vec![
        DiffRow::new(say("styleguide-column-name"), Some(say("styleguide-name-1")), Some(say("styleguide-name-2"))),
        DiffRow::new(say("styleguide-fact-email"), None, Some("owner@al-noor.example".to_owned())),
        DiffRow::new(say("styleguide-fact-note"), Some(say("styleguide-event-reason")), None),
    ]
}

fn jobs(say: &dyn Fn(&str) -> String) -> Vec<(&'static str, Progress)> {
    let job = |state, done| {
        let mut job = Progress::new(say("styleguide-job"), state, HERE);
        job.done = done;
        job.total = Some(50_000);
        job
    };
    vec![
        ("job-1", Progress { total: None, ..job(ProgressState::Queued, 0) }),
        ("job-2", Progress { note: say("styleguide-job-note"), cancel_href: Some(HERE.to_owned()), ..job(ProgressState::Running, 21_340) }),
        ("job-3", Progress { failed: 41, skipped: 12, errors_href: Some(HERE.to_owned()), ..job(ProgressState::DoneWithErrors, 50_000) }),
        ("job-4", Progress { note: say("styleguide-job-failed"), ..job(ProgressState::Failed, 9_120) }),
    ]
}
