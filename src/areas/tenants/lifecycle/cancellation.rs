//! Cancelling a tenant, at once or when its period ends.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgConnection;

use super::commands;
use super::dangerous::Cancel;
use super::lifecycle_path;
use super::moves::{Move, When};
use super::queries::{self, Standing};
use super::step::{self, Ask, Draw};
use crate::areas::approvals::{Way, settle};
use crate::areas::billing::subscription::Status;
use crate::areas::billing::subscriptions as billing;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::model::Stage;
use crate::core::approvals;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::money::Money;
use crate::web::form::Nothing;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CancellationForm {
    when: String,
    reason: String,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let standing = queries::standing(&mut db, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Cancel).await {
        return answer;
    }
    let when = if can_wait(&standing, business_day(page.at())) { When::PeriodEnd } else { When::Now };
    let form = CancellationForm { when: when.code().to_owned(), ..CancellationForm::default() };
    show(&mut db, page, &standing, form, Errors::new()).await
}

/// Whether there is a period whose end can be waited for.
fn can_wait(standing: &Standing, today: NaiveDate) -> bool {
    standing.stage != Stage::Suspended && standing.subscription.as_ref().is_some_and(|subscription| subscription.period_end > today)
}

async fn show(db: &mut PgConnection, page: Page, standing: &Standing, form: CancellationForm, errors: Errors) -> Result<Response> {
    let when = When::from_code(&form.when).unwrap_or(When::Now);
    let (mut asked, mut ways) = (None, Vec::new());
    for this in When::ALL {
        let Some(found) = step::preview(db, &page, &Cancel { tenant: standing.id, when: this }).await? else { continue };
        let name = match this {
            When::Now => "when-now",
            When::PeriodEnd => "when-period_end",
        };
        ways.push(Way { when: name, effect: found.effect.clone() });
        if this == when {
            asked = Some(found);
        }
    }
    let mut choices = Vec::new();
    if let Some(subscription) = standing.subscription.as_ref().filter(|_| can_wait(standing, business_day(page.at()))) {
        let end = page.ts("lifecycle-when-period-end-hint", "day", page.date(subscription.period_end));
        choices.push((When::PeriodEnd.code(), page.t("lifecycle-when-period-end"), end));
    }
    choices.push((When::Now.code(), page.t("lifecycle-when-now"), page.t("lifecycle-when-now-hint")));
    let asks = vec![Ask::Cards("when", "lifecycle-field-when", choices, form.when)];
    let more = settled(db, &page, standing.id).await?;
    Draw { this: Move::Cancel, standing, asks, reason: form.reason, errors, asked, ways, more }.page(page)
}

/// What would be charged and given back if it ended today. The amount is another with each day, so it is told and not decided about.
async fn settled(db: &mut PgConnection, page: &Page, id: TenantId) -> Result<Vec<String>> {
    let open = || vec![page.t("lifecycle-effect-cancel-open")];
    let standing = match billing::standing::find(db, id).await? {
        None => return Ok(Vec::new()),
        Some(Ok(standing)) if standing.subscription().status == Status::Trialing => return Ok(Vec::new()),
        Some(Ok(standing)) => standing,
        Some(Err(_)) => return Ok(open()),
    };
    let Ok(outcome) = standing.ending(db, business_day(page.at())).await? else { return Ok(open()) };
    if !billing::commands::settles(db, &standing, &outcome).await? {
        return Ok(open());
    }
    let Some(to_pay) = outcome.to_pay().ok().filter(|_| outcome.moves_money()) else { return Ok(Vec::new()) };
    let (key, amount) = match to_pay.minor {
        minor if minor < 0 => ("lifecycle-effect-cancel-back", Money::new(-minor, to_pay.currency)),
        _ => ("lifecycle-effect-cancel-due", to_pay),
    };
    Ok(vec![page.ts(key, "amount", amount)])
}

pub(super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<CancellationForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let standing = queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if let Err(answer) = step::allowed(&staff, &page, &standing, Move::Cancel).await {
        return answer;
    }
    let mut errors = Errors::new();
    let when = errors.take("when", When::from_code(&form.when).ok_or("lifecycle-error-when"));
    let reason = errors.take("reason", step::reason(&form.reason, true));
    let (Some(when), Some(reason)) = (when, reason) else {
        return show(&mut change, page, &standing, form, errors).await;
    };
    let submitted = approvals::submit(&mut change, app.means(), &Cancel { tenant: id, when }, &reason).await?;
    settle(&staff, change, submitted, &lifecycle_path(id), "lifecycle-done-cancel").await
}

/// Takes back a cancellation that was set for later: the tenant stays.
pub(super) async fn withdraw(
    State(app): State<AppState>,
    staff: SignedIn,
    Path(id): Path<TenantId>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let standing = queries::held(&mut change, id).await?.ok_or(Error::NotFound)?;
    if !commands::keep(&mut change, &standing).await? {
        return staff.go(&lifecycle_path(id), FlashKind::Info, "lifecycle-not-set").await;
    }
    change.commit().await?;
    staff.done(&lifecycle_path(id), "lifecycle-kept").await
}
