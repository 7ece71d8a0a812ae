//! Usage in words.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use sqlx::PgConnection;

use super::alerts::Alert;
use super::figures::{Measure, Used};
use super::metric::Metric;
use super::window::Window;
use crate::core::ids::TenantId;
use crate::core::lang::{Lang, Message};
use crate::web::Page;
use crate::web::ui::{BarChart, ChartSpec, Series, Tag, Tone};

/// How many events are shown.
const EVENTS: i64 = 20;
/// And how far back they are looked for: further back there are none that could be new.
const BACK: Duration = Duration::days(40);

/// One measure as a line of the table.
pub(super) struct Line {
    pub name: String,
    pub used: String,
    pub allowed: String,
    /// For the bar: 0 to 100. `None` when there is no limit.
    pub percent: Option<i64>,
    pub share: Option<Tag>,
}

impl Line {
    pub(super) fn new(page: &Page, used: Used) -> Self {
        let amount = |n: i64| match used.measure {
            Measure::Storage => page.ts("usage-megabytes", "amount", page.num(n)),
            _ => page.num(n),
        };
        let percent = used.percent();
        Self {
            name: page.t(used.measure.key()),
            used: amount(used.used),
            allowed: used.allowed.map_or_else(|| page.t("usage-unlimited"), amount),
            percent: percent.map(|percent| percent.min(100)),
            share: percent.map(|percent| Tag::new(tone(used), page.ts("usage-percent", "percent", page.num(percent)))),
        }
    }
}

/// Beyond the limit, near it, or neither.
fn tone(used: Used) -> Tone {
    match used.levels().next() {
        Some(_) if used.allowed.is_some_and(|allowed| used.used > allowed) => Tone::Danger,
        Some(_) => Tone::Warning,
        None => Tone::Neutral,
    }
}

pub(super) fn window(page: &Page, window: Window) -> String {
    // The end is the first day outside; people read the last one inside.
    let last = window.ends.pred_opt().unwrap_or(window.ends);
    page.msg(&Message::new("usage-window").text("from", page.date(window.starts)).text("to", page.date(last)))
}

pub(super) fn alert(page: &Page, alert: &Alert) -> String {
    let measure = alert.measure.map(|measure| page.t(measure.key())).unwrap_or_default();
    let message = Message::new("usage-alert-line")
        .text("measure", measure)
        .text("level", page.num(i64::from(alert.level)))
        .text("used", page.num(alert.used))
        .text("allowed", page.num(alert.allowed))
        .text("time", page.datetime(alert.at));
    page.msg(&message)
}

pub(super) fn orders(page: &Page, days: &[(NaiveDate, i64)]) -> BarChart {
    let total: i64 = days.iter().map(|(_, orders)| orders).sum();
    let spec = ChartSpec {
        id: "orders",
        title: page.t("usage-chart-title"),
        finding: page.n("usage-chart-finding", total),
        unit: String::new(),
        axis: page.t("usage-chart-axis"),
        labels: days.iter().map(|(day, _)| page.date(day)).collect(),
        series: vec![Series::new(page.t("usage-measure-orders"), days.iter().map(|(_, orders)| *orders))],
        rtl: page.language() == Lang::Ar,
        stale: None,
    };
    BarChart::new(&spec, &|value| page.num(value))
}

/// One event as it was told.
pub(super) struct Told {
    occurred_at: DateTime<Utc>,
    metric: String,
    quantity: i64,
    key_name: Option<String>,
    received_at: Option<DateTime<Utc>>,
}

/// The same as a line of the table.
pub(super) struct EventRow {
    pub occurred: String,
    pub iso: String,
    pub metric: String,
    pub quantity: String,
    pub key_name: String,
    pub received: String,
}

impl Told {
    pub(super) fn shown(self, page: &Page) -> EventRow {
        EventRow {
            occurred: page.datetime(self.occurred_at),
            iso: page.iso(self.occurred_at),
            metric: Metric::from_code(&self.metric).map_or(self.metric, |metric| page.t(metric.key())),
            quantity: page.num(self.quantity),
            key_name: self.key_name.unwrap_or_default(),
            received: self.received_at.map(|at| page.datetime(at)).unwrap_or_default(),
        }
    }
}

/// The last events of a tenant.
pub(super) async fn last_events(db: &mut PgConnection, tenant: TenantId, now: DateTime<Utc>) -> Result<Vec<Told>, sqlx::Error> {
    sqlx::query_as!(
        Told,
        r#"select e.occurred_at, e.metric, e.quantity, k.name as "key_name?", b.received_at as "received_at?"
             from (select occurred_at, key, metric, quantity, batch_id from sys_usage_events
                    where tenant_id = $1 and occurred_at > $2 order by occurred_at desc, key desc limit $3) as e
             left join sys_usage_batches b on b.id = e.batch_id
             left join sys_api_keys k on k.id = b.key_id
            order by e.occurred_at desc, e.key desc"#,
        tenant.0,
        now - BACK,
        EVENTS
    )
    .fetch_all(db)
    .await
}
