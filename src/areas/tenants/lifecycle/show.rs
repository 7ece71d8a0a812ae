//! Where a tenant stands, what can be done, and how it came there; today, or as it was on a day in the past.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::moves::{Access, Move};
use super::queries::{self, Passed, Standing};
use super::{lifecycle_path, move_path};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::record::{self, Face, Tab, face};
use crate::areas::tenants::show_path;
use crate::areas::{approvals, audit};
use crate::core::clock::{business_day, start_of};
use crate::core::ids::TenantId;
use crate::core::lang::Lang;
use crate::core::permission::Permission;
use crate::core::text;
use crate::web::page::html;
use crate::web::ui::{Action, Fact, SummaryRow, Tag, TimelineDay, TimelineEntry, Tone};
use crate::web::{AppState, Db, Error, Page, Path, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/lifecycle.html")]
struct LifecyclePage {
    page: Page,
    face: Face,
    facts: Vec<SummaryRow>,
    /// The moves there are, each with what it means; without an address where the reader may not.
    moves: Vec<(Action, String)>,
    /// The open requests that touch this tenant.
    waiting: Vec<Action>,
    cancels: Option<String>,
    keep_action: String,
    may_keep: bool,
    days: Vec<TimelineDay>,
    /// The day looked at, when it is not today.
    on: Option<NaiveDate>,
    on_text: String,
    today_href: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    on: String,
}

pub(super) async fn get(
    State(_): State<AppState>,
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let identity = Identity::of(&staff);
    let record = record::queries::find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let standing = queries::standing(&mut db, id).await?.ok_or(Error::NotFound)?;
    let today = business_day(page.at());
    let on = text::day(&asked.on).filter(|on| *on < today);
    let until = on.map_or(page.at(), end_of);
    let mut passed = queries::passed(&mut db, id, until).await?;
    if !identity.is_known() {
        // Reasons are written by people and may name the tenant.
        for one in &mut passed {
            one.reason = None;
        }
    }
    let plan = queries::plan_at(&mut db, id, until).await?;
    let waiting = if on.is_none() { queries::open_requests(&mut db, id, page.at()).await? } else { Vec::new() };
    drop(db);
    let (page, face) = face(page, &record, Tab::Lifecycle);
    let waiting = waiting.into_iter().map(|(request, command)| {
        let href = if page.can(Permission::ApprovalsRead) { approvals::show_path(request) } else { String::new() };
        Action::new(approvals::command(&page, &command), href)
    });
    let waiting = waiting.collect();
    html(&LifecyclePage {
        facts: match on {
            None => facts_now(&page, &standing, passed.first()),
            Some(_) => facts_then(&page, passed.first(), plan.as_ref()),
        },
        moves: if on.is_none() { moves(&page, &standing) } else { Vec::new() },
        cancels: standing.cancels_on().filter(|_| on.is_none()).map(|day| page.ts("lifecycle-cancels-on", "day", page.date(day))),
        keep_action: format!("{}/cancellation/withdrawal", show_path(id)),
        may_keep: page.can(Permission::TenantsCancel),
        days: told(&page, &passed),
        on_text: on.map(|day| page.ts("lifecycle-as-of", "day", page.date(day))).unwrap_or_default(),
        today_href: lifecycle_path(id),
        on,
        waiting,
        face,
        page,
    })
}

/// The instant a business day is over: the next one begins.
fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(day.succ_opt().unwrap_or(day))
}

fn stage(page: &Page, stage: Stage) -> SummaryRow {
    SummaryRow::new(page.t("tenants-field-stage"), Fact::Tags(vec![Tag::new(stage.tone(), page.t(stage.key()))]))
}

fn access(page: &Page, access: Access) -> SummaryRow {
    let tone = if access == Access::Full { Tone::Success } else { Tone::Warning };
    SummaryRow::new(page.t("lifecycle-field-access"), Fact::Tags(vec![Tag::new(tone, page.t(access.key()))]))
}

fn time(page: &Page, at: DateTime<Utc>) -> Fact {
    Fact::Time { text: page.datetime(at), iso: page.iso(at) }
}

fn facts_now(page: &Page, standing: &Standing, last: Option<&Passed>) -> Vec<SummaryRow> {
    let mut facts = vec![stage(page, standing.stage), access(page, standing.access())];
    if let Some(last) = last.filter(|last| last.to == standing.stage) {
        facts.extend(reasons(page, last));
    }
    if let Some(until) = standing.retained_until.filter(|_| standing.stage == Stage::Cancelled) {
        facts.push(SummaryRow::text(page.t("lifecycle-field-retained"), page.date(until)));
    }
    facts
}

fn facts_then(page: &Page, last: Option<&Passed>, plan: Option<&(String, String)>) -> Vec<SummaryRow> {
    let Some(last) = last else { return Vec::new() };
    let mut facts = vec![stage(page, last.to), access(page, Access::of(last.to, last.mode))];
    let plan = plan.map(|(en, ar)| if page.language() == Lang::Ar { ar } else { en });
    facts.push(SummaryRow::text(page.t("tenants-field-plan"), plan.cloned().unwrap_or_else(|| page.t("tenants-no-subscription"))));
    facts.extend(reasons(page, last));
    facts
}

/// Since when, why and on whose word.
fn reasons(page: &Page, last: &Passed) -> Vec<SummaryRow> {
    let mut facts = vec![SummaryRow::new(page.t("tenants-field-since"), time(page, last.at))];
    if let Some(category) = last.category {
        facts.push(SummaryRow::text(page.t("lifecycle-field-category"), page.t(category.key())));
    }
    if let Some(reason) = &last.reason {
        facts.push(SummaryRow::text(page.t("tenants-field-reason"), own_reason(page, reason)));
    }
    if let Some(name) = &last.requested_by {
        facts.push(SummaryRow::text(page.t("lifecycle-field-requested-by"), name.clone()));
    }
    if let Some(name) = &last.approved_by {
        let approved = page.t("lifecycle-field-approved-by");
        facts.push(match last.approval.filter(|_| page.can(Permission::ApprovalsRead)) {
            Some(request) => SummaryRow::new(approved, Fact::Link(Action::new(name.clone(), approvals::show_path(request)))),
            None => SummaryRow::text(approved, name.clone()),
        });
    }
    if let Some(entry) = last.audit.filter(|_| page.can(Permission::AuditRead)) {
        facts.push(SummaryRow::new(
            page.t("lifecycle-field-why"),
            Fact::Link(Action::new(page.t("lifecycle-why"), audit::show_path(entry))),
        ));
    }
    facts
}

/// A reason as it was typed; one of the console's own in the reader's language.
pub(in crate::areas::tenants) fn own_reason(page: &Page, reason: &str) -> String {
    match reason {
        "trial ended unpaid" => page.t("lifecycle-reason-trial"),
        "suspended for 30 days" => page.t("lifecycle-reason-suspended"),
        "retention ended" => page.t("lifecycle-reason-retention"),
        "period ended" => page.t("lifecycle-reason-period"),
        typed => typed.to_owned(),
    }
}

fn moves(page: &Page, standing: &Standing) -> Vec<(Action, String)> {
    Move::allowed(standing.stage)
        .map(|this| {
            let href = if page.can(this.permission()) { move_path(standing.id, this) } else { String::new() };
            (Action::new(page.t(this.key()), href), page.t(hint(this)))
        })
        .collect()
}

fn hint(this: Move) -> &'static str {
    match this {
        Move::Activate => "lifecycle-hint-activate",
        Move::Suspend => "lifecycle-hint-suspend",
        Move::Reinstate => "lifecycle-hint-reinstate",
        Move::Cancel => "lifecycle-hint-cancel",
        Move::Churn => "lifecycle-hint-churn",
    }
}

fn told(page: &Page, passed: &[Passed]) -> Vec<TimelineDay> {
    let mut days: Vec<TimelineDay> = Vec::new();
    for one in passed {
        let label = page.date(business_day(one.at));
        let text = match one.from {
            Some(from) => format!("{} → {}", page.t(from.key()), page.t(one.to.key())),
            None => page.t(one.to.key()),
        };
        let mut details = Vec::new();
        if let Some(category) = one.category {
            details.push((page.t("lifecycle-field-category"), page.t(category.key())));
        }
        if let Some(mode) = one.mode {
            details.push((page.t("lifecycle-field-mode"), page.t(mode.key())));
        }
        if let Some(name) = &one.approved_by {
            details.push((page.t("lifecycle-field-approved-by"), name.clone()));
        }
        let entry = TimelineEntry {
            icon: "arrow-path",
            tone: one.to.tone(),
            actor: one.requested_by.clone().unwrap_or_else(|| page.t("audit-actor-system")),
            text,
            time: page.format().time(one.at),
            iso: page.iso(one.at),
            reason: one.reason.as_deref().map(|reason| own_reason(page, reason)).unwrap_or_default(),
            details,
            href: one.audit.filter(|_| page.can(Permission::AuditRead)).map(audit::show_path),
            ..TimelineEntry::default()
        };
        match days.last_mut().filter(|day| day.label == label) {
            Some(day) => day.entries.push(entry),
            None => days.push(TimelineDay { label, entries: vec![entry] }),
        }
    }
    days
}
