//! What the next run would charge, and the word to begin it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::super::commands::{self, Starting};
use super::super::preview::{self, NAMED, Oddity, Preview, furthest};
use super::super::{INDEX, NEW, job, queries, show_path};
use super::{Sums, SumsOf};
use crate::areas::billing::seller;
use crate::areas::tenants::{self, Identity};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::money::Money;
use crate::core::permission::Permission;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::ui::StatTile;
use crate::web::{AppState, Db, Errors, Form, Page, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/runs/new.html")]
struct NewPage {
    page: Page,
    errors: Errors,
    to: String,
    seal: String,
    tiles: Vec<StatTile>,
    sums: Vec<SumsOf>,
    /// What stands out: its name, what it means, how many, and where they are listed.
    odd: Vec<(String, String, String, Option<String>)>,
    shown: Option<Shown>,
    /// Why it cannot be begun.
    blocked: Option<&'static str>,
    seller_href: Option<&'static str>,
    action: &'static str,
    back: &'static str,
}

/// The subscriptions of one kind that stand out.
struct Shown {
    title: String,
    rows: Vec<Line>,
    more: String,
}

struct Line {
    tenant: String,
    href: Option<String>,
    before: String,
    after: String,
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    to: String,
    show: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct StartForm {
    to: String,
    seal: String,
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let (to, errors) = day(&page, &asked.to);
    let shown = Oddity::from_code(&asked.show);
    let preview = preview::preview(&mut db, to, shown).await?;
    show(&staff, page, &mut db, to, preview, shown, errors).await
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Form(form): Form<StartForm>,
) -> Result<Response> {
    let (to, mut errors) = day(&page, &form.to);
    let mut change = staff.change(&app).await?;
    let preview = preview::preview(&mut change, to, None).await?;
    if errors.is_empty() && preview.seal(to) != form.seal {
        errors.add("to", "runs-error-moved");
    }
    if errors.any() {
        return show(&staff, page, &mut change, to, preview, None, errors).await;
    }
    let refused = match commands::start(&mut change, to).await? {
        Starting::Started(id) => {
            job::enqueue(&mut change, id).await?;
            change.commit().await?;
            return staff.done(&show_path(id), "runs-started").await;
        }
        Starting::Open(id) => return staff.go(&show_path(id), FlashKind::Info, "runs-error-open").await,
        Starting::NothingDue => "runs-error-nothing",
        Starting::NotYet => "runs-error-future",
        Starting::SellerIncomplete => "runs-error-seller",
    };
    errors.add("to", refused);
    show(&staff, page, &mut change, to, preview, None, errors).await
}

/// The day asked for, or today.
fn day(page: &Page, typed: &str) -> (NaiveDate, Errors) {
    let today = business_day(page.at());
    match typed.trim() {
        "" => (today, Errors::new()),
        typed => match typed.parse::<NaiveDate>() {
            Ok(day) if day <= furthest(today) => (day, Errors::new()),
            Ok(_) => (today, Errors::one("to", "runs-error-far")),
            Err(_) => (today, Errors::one("to", "runs-error-day")),
        },
    }
}

async fn show(
    staff: &SignedIn,
    page: Page,
    db: &mut sqlx::PgConnection,
    to: NaiveDate,
    preview: Preview,
    asked: Option<Oddity>,
    errors: Errors,
) -> Result<Response> {
    let identity = Identity::of(staff);
    let ready = seller::ready(db).await?.is_some();
    let open = queries::open(db).await?.is_some();
    let blocked = if open {
        Some("runs-error-open")
    } else if !ready {
        Some("runs-error-seller")
    } else if to > business_day(page.at()) {
        Some("runs-error-future")
    } else if preview.subscriptions == 0 {
        Some("runs-error-nothing")
    } else {
        None
    };
    let mut sums = Sums::default();
    let plans = tenants::plan_names(db, page.language()).await?;
    for ((currency, plan, country), sum) in &preview.sums {
        let plan = plans.iter().find(|(code, _)| code == plan).map_or(plan.as_str(), |(_, name)| name.as_str());
        sums.add(&page, *currency, plan, country, [sum.invoices, sum.taxable, sum.vat, sum.total]);
    }
    let shown = asked.map(|asked| shown(&page, &preview, asked, identity));
    let odd = Oddity::ALL.into_iter().map(|oddity| {
        let count = preview.count(oddity);
        let href = (count > 0).then(|| format!("{NEW}?to={to}&show={}#odd", oddity.code()));
        (page.t(oddity.key()), page.t(text_key(oddity)), page.num(count), href)
    });
    form_page(
        &errors,
        &NewPage {
            odd: odd.collect(),
            tiles: vec![
                StatTile::new(page.t("runs-tile-due"), page.num(preview.subscriptions)),
                StatTile::new(page.t("runs-field-invoices"), page.num(preview.invoices())),
                StatTile::new(page.t("runs-odd-failing"), page.num(preview.count(Oddity::Failing))),
            ],
            sums: sums.told(&page),
            seal: preview.seal(to),
            seller_href: page.can(Permission::BillingSettings).then_some(seller::PATH).filter(|_| !ready),
            errors: errors.clone(),
            to: to.to_string(),
            action: NEW,
            back: INDEX,
            page: {
                let runs = page.t("nav-runs");
                page.titled("runs-new").section("nav-runs").crumb(runs, INDEX).failed(errors.any())
            },
            shown,
            blocked,
        },
    )
}

fn text_key(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::New => "runs-odd-new-text",
        Oddity::Moved => "runs-odd-moved-text",
        Oddity::Nothing => "runs-odd-nothing-text",
        Oddity::Failing => "runs-odd-failing-text",
        Oddity::Gone => "runs-odd-gone-text",
    }
}

fn shown(page: &Page, preview: &Preview, asked: Oddity, identity: Identity) -> Shown {
    let money = |money: Option<Money>| money.map(|money| money.to_string()).unwrap_or_default();
    let href = |tenant: TenantId| page.can(Permission::TenantsRead).then(|| tenants::subscription_path(tenant));
    let more = preview.count(asked).saturating_sub(i64::try_from(NAMED).unwrap_or(i64::MAX));
    Shown {
        title: page.t(asked.key()),
        more: if more > 0 { page.n("runs-odd-more", more) } else { String::new() },
        rows: preview
            .named
            .iter()
            .map(|odd| Line {
                tenant: identity.seen(odd.tenant.clone()).in_language(page.language()).to_owned(),
                href: href(odd.tenant.id),
                before: money(odd.before),
                after: money(odd.after),
                reason: odd.reason.map(|reason| page.t(reason.key())).unwrap_or_default(),
            })
            .collect(),
    }
}
