//! One request: what it would do, who says what, and what the reader can do about it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::blast::Blast;
use super::queries::{self, Request, Row, Said};
use super::{INDEX, index, show_path, words};
use crate::core::approvals::{Difference, people};
use crate::core::ids::ApprovalId;
use crate::core::permission::Permission;
use crate::core::text::hex;
use crate::web::page::form_page;
use crate::web::ui::{Action, DiffRow, Fact, SummaryRow, Tag, Tone};
use crate::web::{AppState, Db, Error, Errors, Page, Path, Result, SignedIn};

/// So many earlier decisions are shown.
const EARLIER: i64 = 5;

#[derive(Template)]
#[template(path = "approvals/show.html")]
struct ShowPage {
    page: Page,
    errors: Errors,
    tags: Vec<Tag>,
    subject: String,
    facts: Vec<SummaryRow>,
    blast: Blast,
    said: Vec<Voice>,
    void: Option<String>,
    differences: Vec<DiffRow>,
    earlier: Vec<Earlier>,
    seal: String,
    action: String,
    note: String,
    /// What the reader can do.
    acts: Vec<Act>,
    /// Where a fresh code is given before deciding; `None` when one was given just now.
    confirm: Option<String>,
    /// Why an open request has no buttons for this reader.
    hint: Option<&'static str>,
    /// Nobody else can decide: the way out is named.
    alone: bool,
}

/// What somebody can do about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Decide,
    Withdraw,
    Emergency,
    Review,
}

impl ShowPage {
    fn may_decide(&self) -> bool {
        self.acts.contains(&Act::Decide)
    }

    fn may_withdraw(&self) -> bool {
        self.acts.contains(&Act::Withdraw)
    }

    fn may_break(&self) -> bool {
        self.acts.contains(&Act::Emergency)
    }

    fn may_review(&self) -> bool {
        self.acts.contains(&Act::Review)
    }

    /// The address of something below this request's page.
    fn below(&self, what: &str) -> String {
        format!("{}/{what}", self.action)
    }
}

struct Voice {
    name: String,
    word: Tag,
    note: String,
    at: String,
    iso: String,
}

struct Earlier {
    href: String,
    subject: String,
    tags: Vec<Tag>,
    asked: String,
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, db: Db, Path(id): Path<ApprovalId>) -> Result<Response> {
    show(&app, &staff, page, db, id, String::new(), Errors::new()).await
}

/// The page, with what was typed when it was not accepted.
pub(super) async fn show(
    app: &AppState,
    staff: &SignedIn,
    page: Page,
    mut db: Db,
    id: ApprovalId,
    note: String,
    errors: Errors,
) -> Result<Response> {
    let request = queries::find(&mut db, id).await?.ok_or(Error::NotFound)?;
    let said = queries::said(&mut db, id).await?;
    let earlier = queries::earlier(&mut db, &request, EARLIER).await?;
    let open = request.is_open(page.at());
    // Who asked, and who it is about, have no say.
    let own = request.requested_by == Some(staff.id);
    let concerned = request.concerns == Some(staff.id);
    let others = match request.permission {
        Some(permission) if open && own => !people::deciders(&mut db, Some(staff.id), request.concerns, permission).await?.is_empty(),
        _ => true,
    };
    drop(db);
    let holds = request.permission.is_some_and(|needed| staff.can(needed) && staff.can(Permission::ApprovalsDecide));
    let spoke = said.iter().any(|one| one.by == staff.id && !one.lapsed);
    let known = app.commands.permission(&request.command).is_some();
    let hint = if !open {
        None
    } else if own {
        Some("approvals-hint-own")
    } else if concerned {
        Some("approvals-error-concerned")
    } else if !holds {
        Some("approvals-hint-no-authority")
    } else if spoke {
        Some("approvals-hint-spoke")
    } else if !known {
        Some("approvals-error-command")
    } else {
        None
    };
    let alone_only = app.commands.never_alone(&request.command);
    let acts = [
        (Act::Decide, open && hint.is_none()),
        (Act::Withdraw, open && own),
        (Act::Emergency, open && own && staff.can(Permission::ApprovalsEmergency) && !(others && alone_only)),
        (Act::Review, request.emergency && request.reviewed_at.is_none() && !own && !concerned && holds),
    ];
    let acts = acts.into_iter().filter_map(|(act, may)| may.then_some(act)).collect();
    let crumb = page.t("nav-approvals");
    let title = words::command(&page, &request.command);
    let shown = ShowPage {
        tags: tags(&page, &request, &said),
        subject: if request.command == "approval.policy" { words::command(&page, &request.label) } else { request.label.clone() },
        facts: facts(&page, &request),
        blast: Blast::of(&page, &request.effect),
        said: said.iter().map(|one| voice(&page, one)).collect(),
        void: request.void_reason.as_deref().map(|key| page.t(key)),
        differences: request.differences.iter().map(|difference| differs(&page, difference)).collect(),
        earlier: earlier.iter().map(|row| before(&page, row)).collect(),
        seal: hex(&request.hash[..8]),
        action: show_path(id),
        acts,
        confirm: staff.freshly_confirmed().is_err().then(|| format!("/step-up?next={}", show_path(id))),
        hint,
        alone: !others,
        page: page.titled_text(title).section("nav-approvals").crumb(crumb, INDEX).failed(errors.any()),
        errors: errors.clone(),
        note,
    };
    form_page(&errors, &shown)
}

fn tags(page: &Page, request: &Request, said: &[Said]) -> Vec<Tag> {
    let given = said.iter().filter(|one| one.approves && !one.lapsed).count();
    index::tags(
        page,
        &Row {
            id: request.id,
            command: request.command.clone(),
            subject_label: request.label.clone(),
            status: request.status.clone(),
            requested_by: request.requester.clone(),
            requested_at: request.requested_at,
            expires_at: request.expires_at,
            emergency: request.emergency,
            reviewed: request.reviewed_at.is_some(),
            approvers: request.approvers,
            given: i64::try_from(given).unwrap_or(i64::MAX),
        },
    )
}

fn facts(page: &Page, request: &Request) -> Vec<SummaryRow> {
    let time = |at| Fact::Time { text: page.datetime(at), iso: page.iso(at) };
    let mut facts = vec![SummaryRow::text(page.t("approvals-field-requester"), words::requester(page, request.requester.as_deref()))];
    facts.push(SummaryRow::new(page.t("approvals-field-asked"), time(request.requested_at)));
    facts.push(SummaryRow::text(page.t("approvals-field-reason"), words::reason(page, request)));
    if let Some(tenant) = request.tenant {
        let link = Action::new(request.label.clone(), format!("/tenants/{tenant}"));
        facts.push(SummaryRow::new(page.t("audit-field-tenant"), Fact::Link(link)));
    }
    let rule = match (request.approvers, request.distinct_roles) {
        (2, true) => "approvals-rule-two-roles",
        (2, false) => "approvals-rule-two",
        _ => "approvals-rule-one",
    };
    facts.push(SummaryRow::text(page.t("approvals-field-rule"), page.t(rule)));
    match request.closed_at {
        Some(at) => facts.push(SummaryRow::new(page.t("approvals-field-closed"), time(at))),
        None => facts.push(SummaryRow::new(page.t("approvals-field-until"), time(request.expires_at))),
    }
    if let Some(reason) = &request.emergency_reason {
        facts.push(SummaryRow::text(page.t("approvals-field-emergency"), reason.clone()));
    }
    if let (Some(reviewer), Some(at)) = (&request.reviewer, request.reviewed_at) {
        facts.push(SummaryRow::text(page.t("approvals-field-reviewer"), format!("{reviewer} · {}", page.datetime(at))));
        facts.push(SummaryRow::text(page.t("approvals-field-review-note"), request.review_note.clone().unwrap_or_default()));
    }
    facts
}

fn voice(page: &Page, said: &Said) -> Voice {
    let (tone, key) = match (said.approves, said.lapsed) {
        (true, false) => (Tone::Success, "approvals-said-approve"),
        (true, true) => (Tone::Neutral, "approvals-said-lapsed"),
        (false, _) => (Tone::Danger, "approvals-said-reject"),
    };
    Voice {
        name: said.name.clone(),
        word: Tag::new(tone, page.t(key)),
        note: said.note.clone().unwrap_or_default(),
        at: page.datetime(said.at),
        iso: page.iso(said.at),
    }
}

fn differs(page: &Page, difference: &Difference) -> DiffRow {
    let told = |value: &Option<String>| value.as_deref().map(|code| words::value(page, &difference.field, code));
    let field = words::field(page, &difference.field);
    let label = if difference.label.is_empty() { field } else { format!("{}: {field}", difference.label) };
    DiffRow::new(label, told(&difference.sealed), told(&difference.now))
}

fn before(page: &Page, row: &Row) -> Earlier {
    Earlier {
        href: show_path(row.id),
        subject: row.subject_label.clone(),
        tags: index::tags(page, row),
        asked: page.datetime(row.requested_at),
    }
}
