//! What the next run would charge, and the word to begin it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::Deserialize;

use super::super::commands::{self, NoRun};
use super::super::dangerous::Begin;
use super::super::preview::{self, NAMED, Oddity, Preview, furthest};
use super::super::{INDEX, NEW, queries, show_path};
use super::{Sums, SumsOf};
use crate::areas::approvals::settle;
use crate::areas::billing::{reason, seller};
use crate::areas::tenants::{self, Identity};
use crate::core::approvals::{self, Command as _, Effect, Needed, Submitted, policy};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::money::Money;
use crate::core::permission::Permission;
use crate::core::text;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::ui::StatTile;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Query, Result, SignedIn};

#[derive(Template)]
#[template(path = "billing/runs/new.html")]
struct NewPage {
    page: Page,
    errors: Errors,
    to: String,
    seal: String,
    /// Whose word it takes, and why it is asked for where it is somebody's.
    rule: String,
    wants_reason: bool,
    reason: String,
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
    reason: String,
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Query(asked): Query<Asked>) -> Result<Response> {
    let (to, errors) = day(&page, &asked.to);
    let shown = Oddity::from_code(&asked.show);
    let preview = preview::preview(&mut db, to, shown).await?;
    show(&staff, page, &mut db, Looked { to, preview, shown, reason: String::new() }, errors).await
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Form(form): Form<StartForm>,
) -> Result<Response> {
    let (to, mut errors) = day(&page, &form.to);
    let mut change = staff.change(&app).await?;
    let today = business_day(change.at());
    let expected = commands::expected(&mut change, to, today).await?;
    if let Err(NoRun::Open(id)) = expected {
        return staff.go(&show_path(id), FlashKind::Info, "runs-error-open").await;
    }
    let many = errors.take("to", expected.map_err(NoRun::key));
    let needed = needed(&mut change, many.unwrap_or_default()).await?;
    // Whoever has to agree is told why; who needs nobody tells nobody.
    let reason = reason::read(&mut errors, needed.is_some(), &form.reason);
    if errors.is_empty() {
        let command = Begin { to, seal: form.seal.clone() };
        match approvals::submit(&mut change, app.means(), &command, &reason).await? {
            Submitted::Refused(key) => errors.add("to", key),
            Submitted::Done => {
                let run = queries::open(&mut change).await?.ok_or(Error::internal("a run that was begun is not there"))?;
                change.commit().await?;
                return staff.done(&show_path(run), "runs-started").await;
            }
            submitted => return settle(&staff, change, submitted, NEW, "runs-started").await,
        }
    }
    let preview = preview::preview(&mut change, to, None).await?;
    let looked = Looked { to, preview, shown: None, reason: form.reason };
    show(&staff, page, &mut change, looked, errors).await
}

/// Whose word a run of so many subscriptions takes.
async fn needed(db: &mut sqlx::PgConnection, many: i64) -> std::result::Result<Option<Needed>, sqlx::Error> {
    let policy = policy::find(db, Begin::NAME).await?.ok_or(sqlx::Error::RowNotFound)?;
    Ok(policy.needed(&Effect { many: Some(many), ..Effect::default() }))
}

/// The day asked for, or today.
fn day(page: &Page, typed: &str) -> (NaiveDate, Errors) {
    let today = business_day(page.at());
    match typed.trim() {
        "" => (today, Errors::new()),
        typed => match text::day(typed) {
            Some(day) if day <= furthest(today) => (day, Errors::new()),
            Some(_) => (today, Errors::one("to", "runs-error-far")),
            None => (today, Errors::one("to", "runs-error-day")),
        },
    }
}

/// What the page is about: the day, what a run would come to, which of it is listed, and the reason as typed.
struct Looked {
    to: NaiveDate,
    preview: Preview,
    shown: Option<Oddity>,
    reason: String,
}

async fn show(staff: &SignedIn, page: Page, db: &mut sqlx::PgConnection, looked: Looked, errors: Errors) -> Result<Response> {
    let Looked { to, preview, shown: asked, reason } = looked;
    let identity = Identity::of(staff);
    let ready = seller::ready(db).await?.is_some();
    let blocked = commands::expected(db, to, business_day(page.at())).await?.err().map(NoRun::key);
    let needed = needed(db, preview.subscriptions).await?;
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
            wants_reason: needed.is_some(),
            rule: page.t(Needed::rule_key(needed)),
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
            reason,
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
