//! A tenant's checklist: what is done, by whom and when, what is next, and what can be done about it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::model::{Checklist, Status, Step};
use super::{onboarding_path, queries};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::record::{self, Face, Tab, face};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::lang::Message;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Fact, SummaryRow, Tag, Tone};
use crate::web::{AppState, Db, Error, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "tenants/onboarding.html")]
struct OnboardingPage {
    page: Page,
    face: Face,
    facts: Vec<SummaryRow>,
    progress: String,
    done: usize,
    cards: Vec<Card>,
    calls: Vec<SummaryRow>,
    /// Forms and links to act by.
    may_act: bool,
    is_complete: bool,
    may_remind: bool,
    action: String,
}

struct Card {
    key: String,
    name: String,
    description: String,
    help: Option<String>,
    tag: Tag,
    is_done: bool,
    /// Who did it and when, or what will complete it by itself.
    told: String,
    note: String,
}

impl OnboardingPage {
    fn below(&self, what: &str) -> String {
        format!("{}/{what}", self.action)
    }
}

pub(super) async fn get(State(_): State<AppState>, staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    let identity = Identity::of(&staff);
    let record = record::queries::find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let checklist = queries::checklist(&mut db, id).await?.ok_or(Error::NotFound)?;
    // What was agreed for a call may name the tenant.
    let calls = if identity.is_known() { queries::calls(&mut db, id).await? } else { Vec::new() };
    drop(db);
    let (page, face) = face(page, &record, Tab::Onboarding);
    let counts = Message::new("tenants-onboarding-progress");
    let counts = counts.text("done", page.num(checklist.done() as i64)).text("all", page.num(checklist.steps.len() as i64));
    html(&OnboardingPage {
        facts: facts(&page, &checklist, identity),
        progress: page.msg(&counts),
        done: checklist.done(),
        cards: checklist.steps.iter().map(|step| card(&page, step, identity)).collect(),
        calls: calls
            .into_iter()
            .map(|call| {
                let told = if call.note.is_empty() { call.assignee } else { format!("{} · {}", call.assignee, call.note) };
                SummaryRow::text(page.date(call.due_on), told)
            })
            .collect(),
        may_act: page.can(Permission::OnboardingWrite) && identity.is_known() && record.is_open(),
        is_complete: checklist.status == Status::Completed,
        may_remind: checklist.may_be_reminded(page.at()),
        action: onboarding_path(id),
        page,
        face,
    })
}

fn facts(page: &Page, checklist: &Checklist, identity: Identity) -> Vec<SummaryRow> {
    let stalled = checklist.is_stalled(page.at());
    let (tone, key) = match checklist.status {
        Status::InProgress if stalled => (Tone::Warning, "onboarding-status-stalled"),
        Status::InProgress => (Tone::Info, checklist.status.key()),
        Status::Completed => (Tone::Success, checklist.status.key()),
        Status::NotStarted => (Tone::Neutral, checklist.status.key()),
    };
    let time = |at| Fact::Time { text: page.datetime(at), iso: page.iso(at) };
    let mut facts = vec![SummaryRow::new(page.t("onboarding-field-status"), Fact::Tags(vec![Tag::new(tone, page.t(key))]))];
    if let Some(at) = checklist.completed_at {
        facts.push(SummaryRow::new(page.t("onboarding-field-completed"), time(at)));
    } else {
        let idle = (business_day(page.at()) - business_day(checklist.moved_at)).num_days();
        facts.push(SummaryRow::text(page.t("onboarding-field-idle"), page.n("onboarding-days", idle)));
        if let Some(next) = checklist.next() {
            facts.push(SummaryRow::text(page.t("onboarding-field-next"), next.name_in(page.language())));
        }
    }
    // Reasons are written by people and may name the tenant.
    if let Some(reason) = checklist.completed_reason.as_ref().filter(|_| identity.is_known()) {
        facts.push(SummaryRow::text(page.t("tenants-field-reason"), reason.clone()));
    }
    if let Some(at) = checklist.reminded_at {
        facts.push(SummaryRow::new(page.t("onboarding-field-reminded"), time(at)));
    }
    facts
}

fn card(page: &Page, step: &Step, identity: Identity) -> Card {
    let lang = page.language();
    let told = match (&step.done, step.event) {
        (Some(done), _) => {
            let who = done.by.clone().unwrap_or_else(|| page.t("audit-actor-system"));
            done.at.map_or_else(|| who.clone(), |at| format!("{who} · {}", page.datetime(at)))
        }
        (None, Some(event)) => page.t(event.key()),
        (None, None) => String::new(),
    };
    let tag = match (step.done.is_some(), step.required) {
        (true, _) => Tag::new(Tone::Success, page.t("onboarding-step-done")),
        (false, true) => Tag::new(Tone::Neutral, page.t("onboarding-step-required")),
        (false, false) => Tag::new(Tone::Neutral, page.t("onboarding-step-optional")),
    };
    let note = step.done.as_ref().filter(|_| identity.is_known()).and_then(|done| done.note.clone());
    Card {
        key: step.key.clone(),
        name: step.name_in(lang).to_owned(),
        description: step.description_in(lang).to_owned(),
        help: step.help_url.clone(),
        is_done: step.done.is_some(),
        note: note.unwrap_or_default(),
        told,
        tag,
    }
}
