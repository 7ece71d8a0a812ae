//! The page every move is made on: what it would do, what it needs to know, and whose word it takes.

use askama::Template;
use axum::response::Response;
use sqlx::PgConnection;

use super::commands::{Refusal, check};
use super::moves::Move;
use super::queries::Standing;
use super::{lifecycle_path, move_path};
use crate::areas::approvals::{Blast, Way};
use crate::areas::tenants::LIST_PATH;
use crate::areas::tenants::record::queries as record;
use crate::core::approvals::{self, Asked, Command, Needed};
use crate::core::clock::business_day;
use crate::core::lang::Message;
use crate::core::text;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{Errors, Page, Result, SignedIn};

const LONGEST_REASON: usize = 2_000;

/// One question of a form.
pub(in crate::areas::tenants) enum Ask {
    /// Name, label key, choices with explanations, chosen.
    Cards(&'static str, &'static str, Vec<(&'static str, String, String)>, String),
    /// Name, label key, choices, chosen.
    Select(&'static str, &'static str, Vec<(String, String)>, String),
    /// Name, label key, what was typed.
    Text(&'static str, &'static str, String),
}

#[derive(Template)]
#[template(path = "tenants/move.html")]
pub(super) struct MovePage {
    page: Page,
    errors: Errors,
    consequences: Vec<String>,
    blast: Option<Blast>,
    /// Whose word it takes, as a sentence.
    rule: Option<String>,
    asks: Vec<Ask>,
    reason: String,
    reason_optional: bool,
    deed: String,
    action: String,
    back: String,
}

/// A move's page, drawn for one tenant.
pub(super) struct Draw<'a> {
    pub this: Move,
    pub standing: &'a Standing,
    pub asks: Vec<Ask>,
    pub reason: String,
    pub errors: Errors,
    pub asked: Option<Asked>,
    /// What it would do in each way there is to choose from.
    pub ways: Vec<Way>,
    /// What else it leads to, as sentences.
    pub more: Vec<String>,
}

impl Draw<'_> {
    pub fn page(self, page: Page) -> Result<Response> {
        let Self { this, standing, asks, reason, errors, asked, ways, more } = self;
        let name = standing.name_in(page.language()).to_owned();
        let (crumb, back) = (page.t("nav-tenants"), lifecycle_path(standing.id));
        let rule = asked.as_ref().map(|asked| page.t(Needed::rule_key(asked.needed)));
        let title = page.ts(title(this), "name", &name);
        form_page(
            &errors,
            &MovePage {
                consequences: consequences(this).iter().map(|key| page.t(key)).chain(more).collect(),
                blast: asked.as_ref().map(|asked| Blast::of_ways(&page, &asked.effect, &ways)),
                deed: if asked.is_some_and(|asked| asked.needed.is_some()) { page.t("approvals-ask") } else { page.t(this.key()) },
                action: move_path(standing.id, this),
                page: page.titled_text(title).section("nav-tenants").crumb(crumb, LIST_PATH).crumb(name, back.clone()).failed(errors.any()),
                reason_optional: matches!(this, Move::Activate | Move::Reinstate),
                errors: errors.clone(),
                rule,
                asks,
                reason,
                back,
            },
        )
    }
}

fn title(this: Move) -> &'static str {
    match this {
        Move::Activate => "lifecycle-title-activate",
        Move::Suspend => "lifecycle-title-suspend",
        Move::Reinstate => "lifecycle-title-reinstate",
        Move::Cancel => "lifecycle-title-cancel",
        Move::Churn => "lifecycle-title-churn",
    }
}

fn consequences(this: Move) -> &'static [&'static str] {
    match this {
        Move::Activate => &["lifecycle-effect-activate"],
        Move::Suspend => &["lifecycle-effect-suspend", "lifecycle-effect-suspend-mail"],
        Move::Reinstate => &["lifecycle-effect-reinstate"],
        Move::Cancel => &["lifecycle-effect-cancel", "lifecycle-effect-cancel-kept"],
        Move::Churn => &["lifecycle-effect-churn"],
    }
}

/// Reads why; `required` where the design asks for it.
pub(in crate::areas::tenants) fn reason(raw: &str, required: bool) -> std::result::Result<String, &'static str> {
    let reason = text::clean_lines(raw);
    match reason.chars().count() {
        0 if required => Err("lifecycle-error-reason-missing"),
        n if n > LONGEST_REASON => Err("lifecycle-error-reason-long"),
        _ => Ok(reason),
    }
}

/// Whether the move can be made today; the answer to give otherwise. A move that was made already is no fault.
pub(super) async fn allowed(staff: &SignedIn, page: &Page, standing: &Standing, this: Move) -> std::result::Result<(), Result<Response>> {
    let Err(refusal) = check(standing, this, business_day(page.at())) else { return Ok(()) };
    let back = lifecycle_path(standing.id);
    let (kind, message) = told(page, standing, this, refusal);
    Err(staff.go(&back, kind, message).await)
}

/// A refusal in words: a wrong move names those that are possible.
fn told(page: &Page, standing: &Standing, this: Move, refusal: Refusal) -> (FlashKind, Message) {
    let stage = page.t(standing.stage.key());
    match refusal {
        Refusal::AlreadyThere => (FlashKind::Info, Message::new(refusal.key()).text("stage", stage)),
        Refusal::NotFromHere(from) => {
            let possible: Vec<String> = Move::allowed(from).map(|this| page.t(this.key())).collect();
            let possible = if possible.is_empty() { page.t("lifecycle-no-moves") } else { possible.join(&page.t("staff-list-separator")) };
            let message = Message::new(refusal.key()).text("move", page.t(this.key())).text("stage", stage).text("possible", possible);
            (FlashKind::Warning, message)
        }
        Refusal::Retained(until) => (FlashKind::Warning, Message::new(refusal.key()).text("day", page.date(until))),
        Refusal::TooLate | Refusal::NoPeriod => (FlashKind::Warning, Message::new(refusal.key())),
    }
}

/// What the command would do, for the page; nothing where it cannot be done as it stands filled in.
pub(super) async fn preview<C: Command>(
    db: &mut PgConnection,
    page: &Page,
    command: &C,
) -> std::result::Result<Option<Asked>, sqlx::Error> {
    Ok(approvals::preview(db, command, page.at()).await?.ok())
}

/// Plans that can be paid for, cheapest first.
pub(super) async fn plans(db: &mut PgConnection, page: &Page) -> std::result::Result<Vec<(String, String)>, sqlx::Error> {
    let plans = record::plans(db).await?;
    let lang = page.language();
    Ok(plans.into_iter().filter(|plan| plan.code != "FREE_TRIAL").map(|plan| (plan.code.clone(), plan.name_in(lang).to_owned())).collect())
}
