//! One person: who they are, what they may do, where they are signed in, what they did and what was done to them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::model::{Person, Role, Status};
use super::super::queries::{Details, FactorState};
use super::super::{INDEX, queries, sessions, show_path, user_agent};
use super::{find, tabs};
use crate::areas::audit;
use crate::core::ids::StaffId;
use crate::core::lang::Lang;
use crate::core::permission::Permission;
use crate::core::reviews;
use crate::web::page::html;
use crate::web::ui::{Action, Fact, SummaryRow, Tab, Tag, TimelineDay, Tone};
use crate::web::{AppState, Db, Page, Path, Result, SignedIn};

/// So much of the history stands on the page; the audit log has the rest.
const HISTORY: i64 = 15;
/// Below this, the number of recovery codes left is a warning.
const FEW_CODES: i64 = 3;

#[derive(Template)]
#[template(path = "staff/show.html")]
struct ShowPage {
    page: Page,
    person: Person,
    tags: Vec<Tag>,
    tabs: Vec<Tab>,
    /// What stands out about the account: text, and until when its link works.
    notice: Option<(&'static str, String)>,
    facts: Vec<SummaryRow>,
    factors: Vec<SummaryRow>,
    roles: Vec<Role>,
    permissions: Vec<Permission>,
    sessions: Vec<SessionRow>,
    history: Option<Vec<TimelineDay>>,
    own: bool,
    may_manage: bool,
    /// A review of this person's roles that should have been signed by now.
    overdue_review: Option<String>,
}

struct SessionRow {
    id: Uuid,
    device: String,
    address: String,
    signed_in_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
}

impl SessionRow {
    fn end_path(&self) -> String {
        format!("sessions/{}/end", self.id)
    }
}

impl ShowPage {
    /// The address of something below this person's page.
    fn to(&self, what: impl AsRef<str>) -> String {
        format!("{}/{}", show_path(self.person.id), what.as_ref())
    }

    fn lang(&self) -> Lang {
        self.page.language()
    }

    fn may_see_roles(&self) -> bool {
        self.page.can(Permission::RolesRead)
    }

    fn invited(&self) -> bool {
        self.person.status == Status::Invited
    }

    fn disabled(&self) -> bool {
        self.person.status == Status::Disabled
    }
}

pub(in super::super) async fn get(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<StaffId>,
) -> Result<Response> {
    let person = find(&mut db, id).await?;
    let now = app.clock.now();
    let details = queries::details(&mut db, id, now).await?;
    let factors = queries::factor_state(&mut db, id).await?;
    let roles = queries::roles(&mut db).await?.into_iter().filter(|role| person.roles.contains(&role.code)).collect();
    let lang = page.language();
    let sessions = sessions::list(&mut db, id, now).await?.into_iter().map(|open| SessionRow {
        id: open.public_id,
        device: user_agent::words(lang, open.user_agent.as_deref()),
        address: open.ip.unwrap_or_default(),
        signed_in_at: open.signed_in_at,
        last_seen_at: open.last_seen_at,
    });
    let history = if page.can(Permission::AuditRead) {
        Some(audit::model::days(&audit::queries::of_person(&mut db, id, HISTORY).await?, page.format()))
    } else {
        None
    };
    let overdue = if page.can(Permission::RolesRead) { reviews::overdue_about(&mut db, id, now).await? } else { None };
    let crumb = page.t("nav-staff");
    html(&ShowPage {
        tags: vec![Tag::new(person.status.tone(), page.t(person.status.key()))],
        tabs: tabs(&page, id, false),
        notice: notice(&page, &person, &details),
        facts: facts(&page, &person, &details),
        factors: factor_facts(&page, &factors),
        permissions: details.permissions().iter().collect(),
        roles,
        sessions: sessions.collect(),
        history,
        own: staff.id == id,
        may_manage: page.can(Permission::StaffManage),
        overdue_review: overdue.map(reviews::review_path),
        page: page.titled_text(person.name.clone()).section("nav-staff").crumb(crumb, INDEX),
        person,
    })
}

fn time(page: &Page, at: DateTime<Utc>) -> Fact {
    Fact::Time { text: page.datetime(at), iso: page.iso(at) }
}

fn facts(page: &Page, person: &Person, details: &Details) -> Vec<SummaryRow> {
    let mut facts = vec![
        SummaryRow::new(page.t("staff-field-email"), Fact::Mail(person.email.clone())),
        SummaryRow::text(page.t("staff-field-language"), person.lang.t("language-own-name")),
    ];
    let never = || Fact::Text(page.t("staff-never"));
    let last = details.last_sign_in_at.map_or_else(never, |at| time(page, at));
    facts.push(SummaryRow::new(page.t("staff-field-last-sign-in"), last));
    if let Some(at) = details.activated_at {
        facts.push(SummaryRow::new(page.t("staff-field-activated"), time(page, at)));
    }
    facts.push(SummaryRow::new(page.t("staff-field-created"), time(page, details.created_at)));
    if let (Some(id), Some(name)) = (details.inviter, &details.inviter_name) {
        facts.push(SummaryRow::new(page.t("staff-field-inviter"), Fact::Link(Action::new(name.clone(), show_path(id)))));
    }
    if let Some(at) = details.password_changed_at {
        facts.push(SummaryRow::new(page.t("staff-field-password-changed"), time(page, at)));
    }
    facts
}

fn factor_facts(page: &Page, factors: &FactorState) -> Vec<SummaryRow> {
    let missing = || Fact::Tags(vec![Tag::new(Tone::Warning, page.t("staff-factor-none"))]);
    let mut facts = vec![SummaryRow::new(
        page.t("staff-field-authenticator-since"),
        factors.authenticator_since.map_or_else(missing, |at| time(page, at)),
    )];
    if factors.authenticator_since.is_some() {
        facts.push(SummaryRow::new(page.t("staff-field-recovery-codes"), recovery_codes_left(page, factors.recovery_codes_left)));
    }
    facts
}

/// How many recovery codes are left, as a warning when few are.
pub fn recovery_codes_left(page: &Page, left: i64) -> Fact {
    let words = page.n("staff-recovery-codes-left", left);
    if left < FEW_CODES { Fact::Tags(vec![Tag::new(Tone::Warning, words)]) } else { Fact::Text(words) }
}

fn notice(page: &Page, person: &Person, details: &Details) -> Option<(&'static str, String)> {
    match person.status {
        Status::Active => None,
        Status::Invited => Some(match details.link_until {
            Some(until) => ("info", page.ts("staff-link-until", "time", page.datetime(until))),
            None => ("warning", page.t("staff-link-over")),
        }),
        Status::Disabled => {
            let since = details.disabled_at.map(|at| page.datetime(at)).unwrap_or_default();
            Some(("neutral", page.ts("staff-disabled-since", "time", since)))
        }
    }
}
