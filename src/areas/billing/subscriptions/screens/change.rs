//! One page for each kind of change: what is asked for, what it would do, and the word to do it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::preview::Preview;
use crate::areas::approvals::settle;
use crate::areas::billing::add_ons::Extra;
use crate::areas::billing::changes::When;
use crate::areas::billing::plans::model::Version as PlanVersion;
use crate::areas::billing::plans::queries as plans;
use crate::areas::billing::subscriptions::agree::Agree;
use crate::areas::billing::subscriptions::ask::{self, Asked, ChangeForm, Look, What, as_it_is, choices, code_of};
use crate::areas::billing::subscriptions::commands::{Changing, carry_out};
use crate::areas::billing::subscriptions::moving::MoveMany;
use crate::areas::billing::subscriptions::refusals::refusal_key;
use crate::areas::billing::subscriptions::standing::{self, Standing};
use crate::areas::billing::subscriptions::{change_path, subscriber};
use crate::areas::billing::{period, reason};
use crate::areas::tenants::record::cycle_key;
use crate::areas::tenants::{self, Identity, subscription_path};
use crate::core::approvals::{self, Needed};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Query, Result, SignedIn};

/// Which page it is; a type, so that each has a route of its own.
pub trait Kind: Send + 'static {
    const WHAT: What;
}

macro_rules! kinds {
    ($($name:ident),+) => { $(pub struct $name; impl Kind for $name { const WHAT: What = What::$name; })+ };
}
kinds!(Plan, Cycle, Price, AddOns, Trial, Version, Withdrawal);

#[derive(Template)]
#[template(path = "billing/subscriptions/change.html")]
struct ChangePage {
    page: Page,
    errors: Errors,
    what: What,
    form: ChangeForm,
    currency: &'static str,
    plans: Vec<(String, String)>,
    cycles: Vec<(&'static str, String)>,
    whens: Vec<(&'static str, String, String)>,
    extras: Vec<ExtraShown>,
    preview: Option<Preview>,
    /// Whose word it takes, as a sentence.
    rule: Option<String>,
    deed: String,
    wants_reason: bool,
    action: String,
    back: String,
}

struct ExtraShown {
    label: String,
    quantity: String,
    unit: String,
}

/// The subscription, or the answer to give where there is none that can be read.
async fn found(staff: &SignedIn, found: standing::Found, id: TenantId) -> std::result::Result<Standing, Result<Response>> {
    match found {
        Some(Ok(standing)) => Ok(standing),
        Some(Err(_)) => Err(staff.go(&subscription_path(id), FlashKind::Warning, "subscription-error-unreadable").await),
        None => Err(staff.go(&subscription_path(id), FlashKind::Warning, "subscription-error-none").await),
    }
}

pub(in super::super) async fn get<K: Kind>(
    staff: SignedIn,
    page: Page,
    mut db: Db,
    Path(id): Path<TenantId>,
    Query(look): Query<Look>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    if !subscriber::exists(&mut db, id).await? {
        return Err(Error::NotFound);
    }
    let standing = match found(&staff, standing::find(&mut db, id).await?, id).await {
        Ok(standing) => standing,
        Err(answer) => return answer,
    };
    if !K::WHAT.fits(&standing) {
        return staff.go(&subscription_path(id), FlashKind::Warning, "subscription-error-not-now").await;
    }
    let versions = plans::versions(&mut db, None, None).await?;
    if look.look.is_empty() && K::WHAT.is_filled_in() {
        return show(&mut db, page, K::WHAT, &standing, &versions, as_it_is(&standing), Errors::new(), None).await;
    }
    let form = ChangeForm::from(look);
    let today = business_day(page.at());
    let asked = ask::read(K::WHAT, &form, &standing, &versions, today);
    let (asked, mut errors) = asked.map_or_else(|errors| (None, errors), |asked| (Some(asked), Errors::new()));
    let asked = asked.and_then(|asked| errors.take(field(K::WHAT), asked.change(&standing)).map(|change| (asked, change)));
    let mut preview = None;
    if let Some((asked, change)) = asked {
        match standing.outcome(&mut db, &change, today).await? {
            Ok(outcome) => {
                let shown = Preview::read(&mut db, &page, &standing, &outcome, &versions, today).await?;
                if shown.gives_back {
                    staff.freshly_confirmed()?;
                }
                preview = Some((asked, shown));
            }
            Err(refusal) => errors.add(field(K::WHAT), refusal_key(refusal)),
        }
    }
    show(&mut db, page, K::WHAT, &standing, &versions, form, errors, preview).await
}

pub(in super::super) async fn post<K: Kind>(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path(id): Path<TenantId>,
    Form(form): Form<ChangeForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    if !subscriber::exists(&mut change, id).await? {
        return Err(Error::NotFound);
    }
    let standing = match found(&staff, standing::held(&mut change, id).await?, id).await {
        Ok(standing) => standing,
        Err(answer) => return answer,
    };
    if !K::WHAT.fits(&standing) {
        return staff.go(&subscription_path(id), FlashKind::Warning, "subscription-error-not-now").await;
    }
    let versions = plans::versions(&mut change, None, None).await?;
    let today = business_day(change.at());
    let mut errors = Errors::new();
    let read = ask::read(K::WHAT, &form, &standing, &versions, today);
    let asked = match read {
        Ok(asked) => asked,
        Err(errors) => return show(&mut change, page, K::WHAT, &standing, &versions, form, errors, None).await,
    };
    let wanted = match asked.change(&standing) {
        Ok(wanted) => wanted,
        Err(refusal) => {
            errors.add(field(K::WHAT), refusal);
            return show(&mut change, page, K::WHAT, &standing, &versions, form, errors, None).await;
        }
    };
    let outcome = match standing.outcome(&mut change, &wanted, today).await? {
        Ok(outcome) => outcome,
        Err(refusal) => {
            errors.add(field(K::WHAT), refusal_key(refusal));
            return show(&mut change, page, K::WHAT, &standing, &versions, form, errors, None).await;
        }
    };
    let preview = Preview::read(&mut change, &page, &standing, &outcome, &versions, today).await?;
    if preview.gives_back {
        staff.freshly_confirmed()?;
    }
    let reason = reason::read(&mut errors, K::WHAT.wants_reason() || preview.gives_back, &form.reason);
    if preview.seal != form.seal {
        errors.add("look", "subscription-error-moved");
    }
    if !preview.exceeded.is_empty() && form.exceeded != "true" {
        errors.add("exceeded", "subscription-error-exceeded");
    }
    if errors.any() {
        return show(&mut change, page, K::WHAT, &standing, &versions, form, errors, Some((asked, preview))).await;
    }
    let back = subscription_path(id);
    let submitted = match &asked {
        Asked::Change(_) => None,
        Asked::Agreed(terms) => {
            Some(approvals::submit(&mut change, app.means(), &Agree { tenant: id, terms: terms.clone() }, &reason).await?)
        }
        Asked::Cycle(cycle) => Some(approvals::submit(&mut change, app.means(), cycle, &reason).await?),
        Asked::Move(to) => Some(approvals::submit(&mut change, app.means(), &MoveMany { to: *to, tenants: vec![id] }, &reason).await?),
    };
    if let Some(submitted) = submitted {
        return settle(&staff, change, submitted, &back, "subscription-changed").await;
    }
    // Nothing is written where it is refused: the page is shown again with what was typed.
    let refused = match carry_out(&mut change, app.means().secrets, &standing, &outcome, &reason).await? {
        Changing::Done(_) => {
            change.commit().await?;
            return staff.done(&back, "subscription-changed").await;
        }
        Changing::SellerIncomplete => "runs-error-seller",
        Changing::Corrected => "subscription-error-corrected",
    };
    errors.add("look", refused);
    show(&mut change, page, K::WHAT, &standing, &versions, form, errors, Some((asked, preview))).await
}

/// The field a refusal hangs on.
fn field(what: What) -> &'static str {
    match what {
        What::Plan => "plan",
        What::Cycle => "cycle",
        What::Price => "price",
        What::AddOns => "quantity",
        What::Trial => "until",
        What::Version | What::Withdrawal => "look",
    }
}

#[expect(clippy::too_many_arguments, reason = "one page, drawn from two places")]
async fn show(
    db: &mut PgConnection,
    page: Page,
    what: What,
    standing: &Standing,
    versions: &[PlanVersion],
    form: ChangeForm,
    errors: Errors,
    preview: Option<(Asked, Preview)>,
) -> Result<Response> {
    let id = standing.tenant();
    let lang = page.language();
    let name = standing.subscriber.tenant().in_language(lang).to_owned();
    let mut needed = false;
    let mut rule = None;
    let asked = match preview.as_ref().map(|(asked, _)| asked) {
        Some(Asked::Agreed(terms)) => approvals::preview(db, &Agree { tenant: id, terms: terms.clone() }, page.at()).await?.ok(),
        Some(Asked::Cycle(cycle)) => approvals::preview(db, cycle, page.at()).await?.ok(),
        Some(Asked::Move(to)) => approvals::preview(db, &MoveMany { to: *to, tenants: vec![id] }, page.at()).await?.ok(),
        Some(Asked::Change(_)) | None => None,
    };
    if let Some(asked) = asked {
        needed = asked.needed.is_some();
        // Another cycle is asked about only where it gives back much: elsewhere nobody expects to ask.
        let told = needed || !matches!(preview, Some((Asked::Cycle(_), _)));
        rule = told.then(|| page.t(Needed::rule_key(asked.needed)));
    }
    let plan = |version: &&PlanVersion| {
        let offer = standing.offers.offer(version.id, standing.terms().cycle, standing.currency());
        let price = offer.and_then(|offer| offer.price).map_or_else(|| page.t("tenants-plan-by-contract"), |price| price.to_string());
        (version.id.to_string(), format!("{} · {price}", standing.offers.name(version.id, lang)))
    };
    let cycles = period::Cycle::ALL.into_iter().filter(|cycle| *cycle != standing.terms().cycle);
    let ends = page.date(standing.subscription().bill.period.ends);
    let typed = |typed: &[String], place: usize| typed.get(place).cloned().unwrap_or_default();
    form_page(
        &errors,
        &ChangePage {
            plans: choices(what, versions, standing, business_day(page.at())).iter().map(plan).collect(),
            cycles: cycles.map(|cycle| (cycle.code(), page.t(cycle_key(cycle.code())))).collect(),
            whens: vec![
                (
                    code_of(When::PeriodEnd),
                    page.t("subscription-when-period-end"),
                    page.ts("subscription-when-period-end-text", "day", ends),
                ),
                (code_of(When::Now), page.t("subscription-when-now"), page.t("subscription-when-now-text")),
            ],
            extras: Extra::ALL
                .into_iter()
                .enumerate()
                .map(|(place, extra)| ExtraShown {
                    label: page.t(extra.key()),
                    quantity: typed(&form.quantity, place),
                    unit: typed(&form.unit, place),
                })
                .collect(),
            currency: standing.currency().code(),
            deed: page.t(if needed { "approvals-ask" } else { what.title() }),
            action: change_path(id, what),
            back: subscription_path(id),
            wants_reason: what.wants_reason() || preview.as_ref().is_some_and(|(_, preview)| preview.gives_back),
            preview: preview.map(|(_, preview)| preview),
            page: {
                let tenants = page.t("nav-tenants");
                let subscription = page.t("tenants-tab-subscription");
                page.titled(what.title())
                    .section("nav-tenants")
                    .crumb(tenants, tenants::LIST_PATH)
                    .crumb(name, tenants::show_path(id))
                    .crumb(subscription, subscription_path(id))
                    .failed(errors.any())
            },
            errors: errors.clone(),
            what,
            form,
            rule,
        },
    )
}
