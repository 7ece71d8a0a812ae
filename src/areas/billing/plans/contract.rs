//! A contract with one tenant: begun from the tenant's page, written like any draft, and how long it holds.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::Datelike as _;
use serde::Deserialize;

use super::model::{BY_CONTRACT, Contract, Status, Term, Version};
use super::version::below;
use super::{commands, queries, version_path};
use crate::areas::tenants::Identity;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::text;
use crate::web::form::Nothing;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

const LONGEST_NOTES: usize = 2_000;
/// Years in which contracts begin and end; another is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

#[derive(Template)]
#[template(path = "billing/plans/contract.html")]
struct ContractPage {
    page: Page,
    errors: Errors,
    form: TermForm,
    action: String,
    back: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TermForm {
    from: String,
    until: String,
    notes: String,
    version: Option<i32>,
}

impl TermForm {
    fn of(version: &Version, term: &Term) -> Self {
        Self {
            from: term.from.to_string(),
            until: term.until.map(|day| day.to_string()).unwrap_or_default(),
            notes: term.notes.clone(),
            version: Some(version.version),
        }
    }

    fn check(&self) -> std::result::Result<Term, Errors> {
        let mut errors = Errors::new();
        let day = |typed: &str| text::day(typed).filter(|day| YEARS.contains(&day.year())).ok_or("subscription-error-day");
        let from = errors.take("from", day(&self.from));
        let until = match self.until.trim() {
            "" => Some(None),
            typed => errors.take("until", day(typed)).map(Some),
        };
        if let (Some(from), Some(Some(until))) = (from, until)
            && until < from
        {
            errors.add("until", "contracts-error-term");
        }
        let notes = text::clean_lines(&self.notes);
        if notes.chars().count() > LONGEST_NOTES {
            errors.add("notes", "contracts-error-notes");
        }
        match (from, until) {
            (Some(from), Some(until)) if errors.is_empty() => Ok(Term { from, until, notes }),
            _ => Err(errors),
        }
    }
}

/// Begins a contract with a tenant, as a copy of the one it has or of what the plan says. Where one is being written, it leads there.
pub(super) async fn begin(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<TenantId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let today = business_day(change.at());
    commands::lock(&mut change, BY_CONTRACT).await?;
    let currency = queries::currency_of(&mut change, id).await?.ok_or(Error::NotFound)?;
    let versions = queries::versions(&mut change, Some(BY_CONTRACT), None).await?;
    let own: Vec<&Version> = versions.iter().filter(|version| version.tenant() == Some(id)).collect();
    if let Some(draft) = own.iter().find(|version| version.status == Status::Draft) {
        return staff.go(&version_path(BY_CONTRACT, draft.number), FlashKind::Info, "contracts-there").await;
    }
    let latest = own.iter().find(|version| version.status == Status::Published).copied();
    let from = latest.or(versions.iter().find(|version| version.offered)).ok_or(Error::NotFound)?;
    let number = commands::draft(&mut change, from, Some((id, today, currency))).await?;
    change.commit().await?;
    staff.done(&version_path(BY_CONTRACT, number), "contracts-begun").await
}

/// The contract that is still written; `None` where there is no such, or none any more.
fn open(version: &Version) -> Option<&Contract> {
    version.contract.as_ref().filter(|_| version.status == Status::Draft)
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let version = super::version::found(&mut db, &code, number).await?;
    let Some(contract) = open(&version) else {
        return staff.go(&version_path(&code, number), FlashKind::Warning, "plans-no-draft").await;
    };
    show(page, &version, TermForm::of(&version, &contract.term), &Errors::new())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TermForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let read = form.version.ok_or(Error::BadRequest("the form does not say which version it is of"))?;
    let mut change = staff.change(&app).await?;
    let version = queries::find(&mut change, &code, number).await?.ok_or(Error::NotFound)?;
    let here = version_path(&code, number);
    let Some(contract) = open(&version) else { return staff.go(&here, FlashKind::Warning, "plans-no-draft").await };
    let term = match form.check() {
        Ok(term) => term,
        Err(errors) => return show(page, &version, form, &errors),
    };
    if term == contract.term {
        return staff.go(&here, FlashKind::Info, "plans-unchanged").await;
    }
    if read != version.version || !commands::set_term(&mut change, &version, &contract.term, &term).await? {
        let form = TermForm { version: Some(version.version), ..form };
        return show(page, &version, form, &Errors::one("from", "plans-error-stale"));
    }
    change.commit().await?;
    staff.done(&here, "plans-saved").await
}

fn show(page: Page, version: &Version, form: TermForm, errors: &Errors) -> Result<Response> {
    let here = version_path(&version.plan_code, version.number);
    form_page(
        errors,
        &ContractPage {
            page: below(page.titled("contracts-term"), version).failed(errors.any()),
            errors: errors.clone(),
            form,
            action: format!("{here}/contract"),
            back: here,
        },
    )
}
