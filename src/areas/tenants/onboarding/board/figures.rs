//! How onboarding goes on the whole. Each figure is of the tenants created in the last ninety days, says of how many, and stays silent for few.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;

use crate::web::Page;
use crate::web::ui::StatTile;

const COHORT: Duration = Duration::days(90);
/// Younger tenants had no time to complete.
const MATURE: Duration = Duration::days(14);
/// Of fewer, a figure would tell of single tenants.
const FEWEST: i64 = 5;

pub(super) struct Figures {
    mature: i64,
    completed_of_mature: i64,
    completed: i64,
    days: Option<f64>,
    ordered: i64,
    days_to_order: Option<f64>,
}

pub(super) async fn read(db: &mut PgConnection, now: DateTime<Utc>) -> Result<Figures, sqlx::Error> {
    sqlx::query_as!(
        Figures,
        r#"select count(*) filter (where c.created_at < $2) as "mature!",
                  count(*) filter (where c.created_at < $2 and c.days is not null) as "completed_of_mature!",
                  count(c.days) as "completed!", percentile_cont(0.5) within group (order by c.days) as days,
                  count(c.to_order) as "ordered!", percentile_cont(0.5) within group (order by c.to_order) as days_to_order
             from (select t.created_at, extract(epoch from l.onboarding_completed_at - t.created_at)::float8 / 86400 as days,
                          greatest(l.first_order_on - (t.created_at at time zone 'Asia/Muscat')::date, 0)::float8 as to_order
                     from sys_tenants t join sys_tenant_lifecycle l on l.tenant_id = t.id where t.created_at >= $1) as c"#,
        now - COHORT,
        now - MATURE
    )
    .fetch_one(db)
    .await
}

impl Figures {
    pub(super) fn tiles(&self, page: &Page) -> Vec<StatTile> {
        let share = (self.mature >= FEWEST).then(|| (self.completed_of_mature * 200 + self.mature) / (self.mature * 2));
        let share = share.map(|percent| page.ts("onboarding-percent", "percent", page.num(percent)));
        vec![
            tile(page, "onboarding-figure-completed", share, String::new(), self.mature),
            days(page, "onboarding-figure-days", self.days, self.completed),
            days(page, "onboarding-figure-first-order", self.days_to_order, self.ordered),
        ]
    }
}

fn days(page: &Page, key: &str, median: Option<f64>, of: i64) -> StatTile {
    let tenths = median.filter(|_| of >= FEWEST).map(|days| format!("{days:.1}"));
    tile(page, key, tenths.map(|days| page.format().digits.write(days)), page.t("onboarding-unit-days"), of)
}

fn tile(page: &Page, key: &str, value: Option<String>, unit: String, of: i64) -> StatTile {
    let of_how_many = page.n("onboarding-of-tenants", of);
    match value {
        Some(value) => StatTile { unit, note: of_how_many, ..StatTile::new(page.t(key), value) },
        None => StatTile { note: of_how_many, ..StatTile::new(page.t(key), page.t("onboarding-too-few")) },
    }
}
