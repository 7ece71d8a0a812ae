//! Suspending a tenant.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgConnection;

use super::dangerous::Suspend;
use super::lifecycle_path;
use super::moves::{Category, Mode, Move};
use super::queries::{self, Standing};
use super::step::{self, Ask, Draw};
use crate::areas::approvals::{Way, settle};
use crate::areas::billing::subscription::Status;
use crate::areas::billing::subscriptions as billing;
use crate::areas::tenants::identity::Identity;
use crate::core::approvals::{self, Asked, Command};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SuspensionForm {
    mode: String,
    category: String,
    reason: String,
}

/// What somebody decided about how and why.
pub(in crate::areas::tenants) fn read_manner(errors: &mut Errors, mode: &str, category: &str) -> Option<(Mode, Category)> {
    let mode = errors.take("mode", Mode::from_code(mode).ok_or("lifecycle-error-mode"));
    let category = errors.take("category", Category::from_code(category).ok_or("lifecycle-error-category"));
    mode.zip(category)
}

/// The questions of how and why.
pub(in crate::areas::tenants) fn modes(page: &Page) -> Vec<(&'static str, String, String)> {
    Mode::ALL.into_iter().map(|mode| (mode.code(), page.t(mode.key()), page.t(mode.hint()))).collect()
}

pub(in crate::areas::tenants) fn categories(page: &Page) -> Vec<(String, String)> {
    Category::ALL.into_iter().map(|category| (category.code().to_owned(), page.t(category.key()))).collect()
}

/// What it would do as it is filled in, and in each mode there is: which one is chosen for good is seen on the page as it is chosen.
/// A category that was not chosen yet is nobody's.
pub(in crate::areas::tenants) async fn previews<C: Command>(
    db: &mut PgConnection,
    page: &Page,
    (mode, category): (&str, &str),
    command: impl Fn(Mode, Category) -> C,
) -> Result<(Option<Asked>, Vec<Way>)> {
    let chosen = Mode::from_code(mode).unwrap_or(Mode::ReadOnly);
    let category = Category::from_code(category);
    let (mut first, mut ways) = (None, Vec::new());
    for mode in Mode::ALL {
        let Some(mut asked) = step::preview(db, page, &command(mode, category.unwrap_or(Category::Other))).await? else { continue };
        if category.is_none() {
            asked.effect.changes.retain(|change| change.field != "reason_category");
        }
        let when = match mode {
            Mode::ReadOnly => "mode-read_only",
            Mode::Blocked => "mode-blocked",
        };
        ways.push(Way { when, effect: asked.effect.clone() });
        if mode == chosen {
            first = Some(asked);
        }
    }
    Ok((first, ways))
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let standing = queries::standing(&mut db, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Suspend).await {
        return answer;
    }
    let form = SuspensionForm { mode: Mode::ReadOnly.code().to_owned(), ..SuspensionForm::default() };
    show(&mut db, page, &standing, form, Errors::new()).await
}

async fn show(db: &mut PgConnection, page: Page, standing: &Standing, form: SuspensionForm, errors: Errors) -> Result<Response> {
    let manner = (form.mode.as_str(), form.category.as_str());
    let (asked, ways) = previews(db, &page, manner, |mode, category| Suspend { tenant: standing.id, mode, category }).await?;
    let more = catches_up(db, &page, standing.id).await?;
    let asks = vec![
        Ask::Cards("mode", "lifecycle-field-mode", modes(&page), form.mode),
        Ask::Select("category", "lifecycle-field-category", categories(&page), form.category),
    ];
    Draw { this: Move::Suspend, standing, asks, reason: form.reason, errors, asked, ways, more }.page(page)
}

/// What would be charged if it were suspended today, where it had come due and was not charged yet.
async fn catches_up(db: &mut PgConnection, page: &Page, id: TenantId) -> Result<Vec<String>> {
    let Some(Ok(standing)) = billing::standing::find(db, id).await? else { return Ok(Vec::new()) };
    let Ok(outcome) = standing.overdue(db, business_day(page.at())).await? else { return Ok(Vec::new()) };
    if standing.subscription().status == Status::Trialing
        || !outcome.moves_money()
        || !billing::commands::settles(db, &standing, &outcome).await?
    {
        return Ok(Vec::new());
    }
    Ok(outcome.to_pay().ok().map(|amount| page.ts("lifecycle-effect-suspend-due", "amount", amount)).into_iter().collect())
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<SuspensionForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let standing = queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Suspend).await {
        return answer;
    }
    let mut errors = Errors::new();
    let manner = read_manner(&mut errors, &form.mode, &form.category);
    let reason = errors.take("reason", step::reason(&form.reason, true));
    let (Some((mode, category)), Some(reason)) = (manner, reason) else {
        return show(&mut change, page, &standing, form, errors).await;
    };
    let submitted = approvals::submit(&mut change, app.means(), &Suspend { tenant: id, mode, category }, &reason).await?;
    settle(&staff, change, submitted, &lifecycle_path(id), "lifecycle-done-suspend").await
}
