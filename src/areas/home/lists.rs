//! Short lists of tenants, each for one reason, and of mail that did not go out.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::view::View;
use crate::areas::tenants::{self, Identity, LIST_PATH, Mention};
use crate::core::clock::business_day;
use crate::core::ids::StaffId;
use crate::core::lang::{Lang, Message};
use crate::core::staff::Staff;
use crate::web::Page;
use crate::web::ui::{Tag, Tone};

/// A card with a few rows.
pub(super) struct List {
    /// Where a chore of the same page leads.
    pub id: &'static str,
    pub title: String,
    /// The whole list, when there is one.
    pub all: Option<String>,
    pub rows: Vec<Row>,
    /// Said instead of rows.
    pub none: String,
}

pub(super) struct Row {
    pub label: String,
    pub href: Option<String>,
    /// Told beside the label in small print; always left to right.
    pub code: String,
    pub note: String,
    pub tag: Option<Tag>,
}

/// The lists this view shows, in their order.
pub(super) async fn read(
    db: &mut PgConnection,
    page: &Page,
    view: View,
    staff: &Staff,
    now: DateTime<Utc>,
) -> Result<Vec<List>, sqlx::Error> {
    let identity = Identity::of(staff);
    let today = business_day(now);
    let told = Told { page, me: staff.id, today };
    let mut lists = Vec::new();
    if view.trials {
        let rows = tenants::ending_trials(db, identity, today).await?;
        let rows = rows.iter().map(|tenant| told.trial(tenant)).collect();
        lists.push(told.list("trials", "home-trials-title", Some("?stage=trial"), rows, "home-trials-none"));
    }
    if view.onboarding {
        let rows = tenants::stalled(db, identity, now).await?;
        let rows = rows.iter().map(|tenant| told.stalled(tenant)).collect();
        lists.push(told.list("stalled", "home-stalled-title", None, rows, "home-stalled-none"));
    }
    if view.register {
        let rows = tenants::newest(db, identity).await?;
        let rows = rows.iter().map(|tenant| told.dated(tenant)).collect();
        lists.push(told.list("newest", "home-newest-title", Some(""), rows, "home-newest-none"));
        let rows = tenants::recently_edited(db, identity).await?;
        let rows = rows.iter().map(|tenant| told.dated(tenant)).collect();
        lists.push(told.list("edited", "home-edited-title", None, rows, "home-edited-none"));
        let rows = tenants::without_contact(db, identity).await?;
        let rows = rows.iter().map(|tenant| told.row(tenant, String::new())).collect();
        lists.push(told.list("unreachable", "home-unreachable-title", None, rows, "home-unreachable-none"));
    }
    if view.house {
        let rows = unsent(db, page).await?;
        if !rows.is_empty() {
            lists.push(told.list("unsent", "home-unsent-title", None, rows, ""));
        }
    }
    Ok(lists)
}

/// How one reader is told about tenants.
struct Told<'a> {
    page: &'a Page,
    me: StaffId,
    today: NaiveDate,
}

impl Told<'_> {
    fn list(&self, id: &'static str, title: &str, all: Option<&str>, rows: Vec<Row>, none: &str) -> List {
        let none = if none.is_empty() { String::new() } else { self.page.t(none) };
        List { id, title: self.page.t(title), all: all.map(|query| format!("{LIST_PATH}{query}")), rows, none }
    }

    fn row(&self, tenant: &Mention, note: String) -> Row {
        let arabic = self.page.language() == Lang::Ar;
        let label = tenant.name2.clone().filter(|_| arabic).unwrap_or_else(|| tenant.name.clone());
        let code = if label == tenant.code { String::new() } else { tenant.code.clone() };
        let tag = (tenant.owner == Some(self.me)).then(|| Tag::new(Tone::Accent, self.page.t("home-yours")));
        Row { label, href: Some(tenants::show_path(tenant.id)), code, note, tag }
    }

    fn trial(&self, tenant: &Mention) -> Row {
        let note = tenant.trial_ends_on.map(|day| self.page.n("home-trial-ends", (day - self.today).num_days()));
        self.row(tenant, note.unwrap_or_default())
    }

    fn stalled(&self, tenant: &Mention) -> Row {
        let steps = Message::new("home-steps").text("done", self.page.num(tenant.steps_done)).text("all", self.page.num(tenant.steps_all));
        let since = self.page.ts("home-since", "date", self.page.format().day_of_month(business_day(tenant.at)));
        self.row(tenant, format!("{} · {since}", self.page.msg(&steps)))
    }

    fn dated(&self, tenant: &Mention) -> Row {
        self.row(tenant, self.page.datetime(tenant.at))
    }
}

/// The newest mail that failed or has waited for over an hour.
async fn unsent(db: &mut PgConnection, page: &Page) -> Result<Vec<Row>, sqlx::Error> {
    let mails = sqlx::query!(
        r#"select recipient, template, created_at, state = 'failed' as "failed!"
             from sys_mail_outbox where state = 'failed' or (state = 'queued' and created_at < $1)
            order by created_at desc limit 6"#,
        page.at() - chrono::Duration::hours(1)
    )
    .fetch_all(db)
    .await?;
    let row = |label: String, template: String, at: DateTime<Utc>, failed: bool| Row {
        label,
        href: None,
        code: template,
        note: page.datetime(at),
        tag: Some(if failed {
            Tag::new(Tone::Danger, page.t("home-mail-failed"))
        } else {
            Tag::new(Tone::Warning, page.t("home-mail-waiting"))
        }),
    };
    Ok(mails.into_iter().map(|mail| row(mail.recipient, mail.template, mail.created_at, mail.failed)).collect())
}
