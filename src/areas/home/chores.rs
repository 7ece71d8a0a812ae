//! What waits for this person, each with the page where it is dealt with.

use chrono::{DateTime, Days, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::view::View;
use crate::areas::jobs;
use crate::areas::tasks::{self, Due};
use crate::areas::tenants::{self, Band, STALLED_AFTER_DAYS, Waiting, imports};
use crate::core::clock::business_day;
use crate::core::ids::{ImportId, StaffId};
use crate::core::jobs::health::{self, Alert};
use crate::core::keyset::Total;
use crate::core::lang::Arg;
use crate::core::reviews::{self, OpenReview};
use crate::web::Page;
use crate::web::ui::Tone;

/// Refused rows of imports older than this are nobody's work any more.
const IMPORTS_SINCE_DAYS: u64 = 30;
/// Failed sign-ins are looked at a week back.
pub(super) const WEEK_DAYS: u64 = 7;
/// Counting stops here.
const CAP: i64 = 1_000;

/// One thing to do, as a sentence.
pub(super) struct Chore {
    pub icon: &'static str,
    pub tone: Tone,
    pub text: String,
    /// More about it, in small print.
    pub note: String,
    pub href: String,
}

impl Chore {
    fn new(icon: &'static str, tone: Tone, text: String, href: impl Into<String>) -> Self {
        Self { icon, tone, text, note: String::new(), href: href.into() }
    }

    fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// What the house itself waits for, counted up to the cap.
pub(super) struct House {
    review: Option<OpenReview>,
    unsent: i64,
    unsent_error: Option<String>,
    invited: i64,
    failed_sign_ins: i64,
    import: Option<FaultyImport>,
    alerts: Vec<Alert>,
    at_risk: Total,
    tasks: Due,
}

struct FaultyImport {
    id: Uuid,
    file_name: String,
    refused: i64,
    others: i64,
}

/// Reads it in one round trip; what the view does not show is not counted.
pub(super) async fn house(db: &mut PgConnection, view: View, me: StaffId, now: DateTime<Utc>) -> Result<House, sqlx::Error> {
    let days_ago = |days| now.checked_sub_days(Days::new(days)).unwrap_or(now);
    let row = sqlx::query!(
        r#"select case when $1 then (select count(*) from (select from sys_mail_outbox where state = 'failed' or (state = 'queued' and created_at < $4)
                                                            limit $7::bigint + 1) as found) end as unsent,
                  case when $1 then (select last_error from sys_mail_outbox where state <> 'sent' and last_error is not null
                                      order by created_at desc limit 1) end as unsent_error,
                  case when $1 then (select count(*) from sys_platform_users where status = 'invited') end as invited,
                  case when $2 then (select count(*) from (select from sys_platform_audit_log where action = 'sign_in.failed' and at >= $5
                                                            limit $7::bigint + 1) as found) end as failed_sign_ins,
                  i.id as "import_id?", i.file_name as "file_name?", i.refused::bigint as "refused?",
                  (select count(*) from sys_imports o where o.refused > 0 and o.state = 'done' and o.created_at >= $6 and o.id <> i.id) as others
             from (select 1) as one
             left join lateral (select id, file_name, refused from sys_imports
                                 where $3 and refused > 0 and state = 'done' and created_at >= $6
                                 order by created_at desc, id desc limit 1) as i on true"#,
        view.house,
        view.sign_ins,
        view.imports,
        now - chrono::Duration::hours(1),
        days_ago(WEEK_DAYS),
        days_ago(IMPORTS_SINCE_DAYS),
        CAP
    )
    .fetch_one(&mut *db)
    .await?;
    let import = match (row.import_id, row.file_name, row.refused) {
        (Some(id), Some(file_name), Some(refused)) => Some(FaultyImport { id, file_name, refused, others: row.others.unwrap_or_default() }),
        _ => None,
    };
    let review = if view.reviews { reviews::oldest_open(db).await? } else { None };
    let alerts = if view.jobs { health::read(db, now).await?.alerts(now) } else { Vec::new() };
    let at_risk = if view.health { tenants::at_risk(db).await? } else { Total::Exactly(0) };
    let nothing = Due { due: Total::Exactly(0), overdue: 0 };
    let tasks = if view.tasks { tasks::due(db, me, business_day(now)).await? } else { nothing };
    Ok(House {
        alerts,
        review,
        at_risk,
        tasks,
        unsent: row.unsent.unwrap_or_default(),
        unsent_error: row.unsent_error,
        invited: row.invited.unwrap_or_default(),
        failed_sign_ins: row.failed_sign_ins.unwrap_or_default(),
        import,
    })
}

/// Everything that waits, the most pressing first.
pub(super) fn told(page: &Page, view: View, waiting: &Waiting, house: &House, today: NaiveDate) -> Vec<Chore> {
    let mut chores = Vec::new();
    if page.waiting() > 0 {
        chores.push(Chore::new("shield-check", Tone::Pending, page.n("home-chore-approvals", page.waiting()), "/approvals"));
    }
    for alert in &house.alerts {
        chores.push(Chore::new("queue-list", Tone::Danger, jobs::alert_text(page, *alert), jobs::alert_path(*alert)));
    }
    if house.unsent > 0 {
        let chore = Chore::new("envelope", Tone::Danger, counted(page, "home-chore-mail", Total::capped(house.unsent, CAP)), "#unsent");
        chores.push(chore.noted(house.unsent_error.clone().unwrap_or_default()));
    }
    if let Some(review) = &house.review {
        let (tone, key) =
            if review.is_overdue(page.at()) { (Tone::Danger, "home-chore-review-overdue") } else { (Tone::Pending, "home-chore-review") };
        let chore = Chore::new("document-check", tone, page.n(key, review.undecided), reviews::review_path(review.id));
        chores.push(chore.noted(page.ts("home-chore-review-due", "time", page.datetime(review.due_at))));
    }
    if house.tasks.due != Total::Exactly(0) {
        let tone = if house.tasks.overdue > 0 { Tone::Danger } else { Tone::Warning };
        let chore = Chore::new("clipboard-list", tone, counted(page, "home-chore-tasks", house.tasks.due), tasks::INDEX);
        let note = if house.tasks.overdue > 0 { page.n("home-chore-tasks-overdue", house.tasks.overdue) } else { String::new() };
        chores.push(chore.noted(note));
    }
    if house.at_risk != Total::Exactly(0) {
        let list = format!("{}?band={}&sort=health", tenants::LIST_PATH, Band::AtRisk.code());
        chores.push(Chore::new("chart-bar", Tone::Warning, counted(page, "home-chore-at-risk", house.at_risk), list));
    }
    if view.trials && waiting.trials_ending != Total::Exactly(0) {
        chores.push(Chore::new("clock", Tone::Warning, counted(page, "home-chore-trials", waiting.trials_ending), "#trials"));
    }
    if view.onboarding && waiting.stalled != Total::Exactly(0) {
        let chore = Chore::new("rocket", Tone::Pending, counted(page, "home-chore-stalled", waiting.stalled), "#stalled");
        chores.push(chore.noted(page.n("home-chore-stalled-note", i64::try_from(STALLED_AFTER_DAYS).unwrap_or_default())));
    }
    if let Some(import) = &house.import {
        let text = counted(page, "home-chore-import", Total::Exactly(import.refused));
        let more = if import.others > 0 { page.n("home-chore-imports-more", import.others) } else { String::new() };
        let note = [import.file_name.as_str(), more.as_str()].join(" ");
        chores.push(Chore::new("arrow-up-tray", Tone::Warning, text, imports::show_path(ImportId(import.id))).noted(note.trim()));
    }
    if house.invited > 0 {
        chores.push(Chore::new(
            "user-plus",
            Tone::Info,
            counted(page, "home-chore-invited", Total::Exactly(house.invited)),
            "/staff?status=invited",
        ));
    }
    if view.sign_ins && house.failed_sign_ins > 0 {
        let from = today.checked_sub_days(Days::new(WEEK_DAYS - 1)).unwrap_or(today);
        let text = counted(page, "home-chore-sign-ins", Total::capped(house.failed_sign_ins, CAP));
        chores.push(Chore::new("shield-exclamation", Tone::Neutral, text, format!("/audit?action=sign_in.failed&from={from}")));
    }
    chores
}

/// A sentence with a number that may only be known to be larger than the cap.
fn counted(page: &Page, key: &str, total: Total) -> String {
    match total {
        Total::Exactly(count) => page.n(key, count),
        Total::MoreThan(cap) => {
            let shown = format!("{}+", page.num(cap));
            page.language().with(key, &[("count", Arg::Count(cap + 1)), ("shown", Arg::Text(shown))])
        }
    }
}
