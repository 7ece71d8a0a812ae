//! The log for those whose subject it is: what went wrong lately, how busy it was, and the acts that matter most.

use chrono::{Days, NaiveDate};
use sqlx::PgConnection;

use super::chores::WEEK_DAYS;
use crate::areas::audit::model;
use crate::areas::audit::queries::{self, Filter};
use crate::core::keyset::Total;
use crate::web::Page;
use crate::web::ui::{ChartSpec, LineChart, Series, StatTile, TimelineDay};

/// Days the chart looks back.
const DAYS: u64 = 14;
/// Acts that change who may do what, or take data out of the house.
const SENSITIVE: [&str; 12] = [
    "staff.invited",
    "staff.roles_changed",
    "staff.disabled",
    "staff.enabled",
    "staff.factors_reset",
    "staff.exported",
    "audit.exported",
    "tenants.exported",
    "tenant.suspended",
    "tenant.cancelled",
    "tenant.removed",
    "import.uploaded",
];
const ACTS: i64 = 8;

/// What an auditor's page begins with.
pub(super) struct Watch {
    pub tiles: Vec<StatTile>,
    pub activity: LineChart,
    pub acts: Vec<TimelineDay>,
}

pub(super) async fn read(db: &mut PgConnection, page: &Page, today: NaiveDate) -> Result<Watch, sqlx::Error> {
    let back = |days: u64| today.checked_sub_days(Days::new(days - 1)).unwrap_or(today);
    let week = back(WEEK_DAYS);
    let mut tiles = Vec::new();
    for (label, action) in
        [("home-watch-failed", "sign_in.failed"), ("home-watch-denied", "access.denied"), ("home-watch-sign-ins", "sign_in.succeeded")]
    {
        let filter = Filter { action: Some(action.to_owned()), from: Some(week), ..Filter::default() };
        let count = match queries::total(db, &filter).await? {
            Total::Exactly(count) => page.num(count),
            Total::MoreThan(cap) => format!("{}+", page.num(cap)),
        };
        tiles.push(StatTile::new(page.t(label), count).note(page.t("home-watch-week")).href(format!("/audit?action={action}&from={week}")));
    }
    let per_day = queries::per_day(db, back(DAYS), today).await?;
    let acts = queries::latest_of(db, &SENSITIVE, ACTS).await?;
    Ok(Watch { tiles, activity: activity(page, &per_day), acts: model::days(&acts, page.format()) })
}

fn activity(page: &Page, per_day: &[(NaiveDate, i64)]) -> LineChart {
    let format = page.format();
    let busiest = per_day.iter().max_by_key(|(_, entries)| *entries);
    let finding = busiest.filter(|(_, entries)| *entries > 0).map(|(day, entries)| {
        let message = crate::core::lang::Message::new("home-activity-finding").text("day", format.day_of_month(*day));
        page.msg(&message.text("entries", page.num(*entries)))
    });
    LineChart::new(
        &ChartSpec {
            id: "activity",
            title: page.t("home-activity-title"),
            finding: finding.unwrap_or_default(),
            unit: String::new(),
            axis: page.t("home-day"),
            labels: per_day.iter().map(|(day, _)| format.day_of_month(*day)).collect(),
            series: vec![Series::new(page.t("home-activity-entries"), per_day.iter().map(|(_, entries)| *entries))],
            rtl: page.dir() == "rtl",
            stale: None,
        },
        &|value| page.num(value),
    )
}
