//! Moving the subscribers of one version to the version on offer: who, at what price then, and the word to do it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::exceeding;
use crate::areas::approvals::settle;
use crate::areas::billing::plans::model::Version;
use crate::areas::billing::plans::words::{Pair, pairs};
use crate::areas::billing::plans::{self, queries as versions};
use crate::areas::billing::reason;
use crate::areas::billing::subscriptions::moving::{self, Kept, MoveMany, Ready, judge};
use crate::areas::billing::subscriptions::offers::Offers;
use crate::areas::billing::subscriptions::subscriber;
use crate::areas::tenants::{self, Identity};
use crate::core::approvals::{self, Needed};
use crate::core::canonical_json;
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::text::hex;
use crate::web::page::form_page;
use crate::web::session::FlashKind;
use crate::web::{AppState, Db, Error, Errors, Form, Page, Path, Result, SignedIn};

/// So many of those that cannot be moved are named; the others are counted.
const NAMED: usize = 100;

#[derive(Template)]
#[template(path = "billing/subscriptions/moving.html")]
struct MovingPage {
    page: Page,
    errors: Errors,
    consequences: Vec<String>,
    /// Tenant, where its subscription is, price now, price then, and from when.
    rows: Vec<Line>,
    /// Who cannot be moved, and why.
    kept: Vec<(String, String, String)>,
    more: String,
    /// What differs between the versions: prices, limits, what use above them costs, features.
    pairs: Vec<Pair>,
    versions: (String, String),
    /// Whether somebody is above a limit already, and whether it was said that this is known.
    exceeded: bool,
    known: bool,
    rule: String,
    deed: String,
    seal: String,
    reason: String,
    action: String,
    back: String,
}

struct Line {
    tenant: String,
    href: String,
    before: String,
    after: String,
    from: String,
    /// Limits it is above already.
    above: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct MovingForm {
    seal: String,
    reason: String,
    /// That limits which are exceeded already are known.
    exceeded: String,
}

/// Where from, where to, and what it would do.
struct Moving {
    from: Version,
    to: Version,
    ready: Vec<Ready>,
    kept: Vec<Kept>,
}

impl Moving {
    fn command(&self) -> MoveMany {
        MoveMany { to: self.to.id, tenants: self.ready.iter().map(|one| one.subscriber.kept.tenant_id).collect() }
    }

    /// By what it is known: whoever confirms it moves whom they saw, at the prices they saw.
    fn seal(&self) -> Result<String> {
        let told: Vec<_> = self.ready.iter().map(|one| (one.subscriber.kept.tenant_id, &one.before.subscription, &one.effect)).collect();
        let told = serde_json::to_value((self.to.id, told)).map_err(|_| Error::internal("a move that cannot be sealed"))?;
        Ok(hex(&Sha256::digest(canonical_json::to_vec(&told))[..16]))
    }

    /// Who is above a limit that the other version makes smaller.
    async fn above(&self, db: &mut PgConnection, page: &Page) -> std::result::Result<HashMap<TenantId, Vec<String>>, sqlx::Error> {
        let asked: Vec<_> = self.ready.iter().filter_map(Ready::limited).collect();
        exceeding::told(db, page, business_day(page.at()), &asked).await
    }

    fn path(&self) -> String {
        plans::version_path(&self.from.plan_code, self.from.number)
    }
}

/// Reads both versions; `None` where this one is on offer itself, or never was.
async fn versions(db: &mut PgConnection, code: &str, number: i32) -> Result<Option<(Version, Version)>> {
    let from = versions::find(db, code, number).await?.ok_or(Error::NotFound)?;
    let to = versions::offered(db, code).await?.ok_or(Error::NotFound)?;
    // A contract is left for another by its own tenant, and never in a row with others.
    Ok((from.id != to.id && from.published_at.is_some() && from.contract.is_none()).then_some((from, to)))
}

pub(in super::super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path((code, number)): Path<(String, i32)>) -> Result<Response> {
    Identity::of(&staff).required()?;
    let Some((from, to)) = versions(&mut db, &code, number).await? else { return nowhere(&staff, &code, number).await };
    let (ready, kept) = moving::find(&mut db, from.id, to.id, business_day(page.at())).await?;
    show(&mut db, page, Moving { from, to, ready, kept }, MovingForm::default(), Errors::new()).await
}

pub(in super::super) async fn post(
    State(app): State<AppState>,
    staff: SignedIn,
    page: Page,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<MovingForm>,
) -> Result<Response> {
    Identity::of(&staff).required()?;
    let mut change = staff.change(&app).await?;
    let Some((from, to)) = versions(&mut change, &code, number).await? else { return nowhere(&staff, &code, number).await };
    let today = business_day(change.at());
    let (found, kept) = moving::find(&mut change, from.id, to.id, today).await?;
    // Held before it is reckoned what is done to them, so that what is compared is what is written.
    let ids: Vec<TenantId> = found.iter().map(|one| one.subscriber.kept.tenant_id).collect();
    subscriber::hold(&mut change, &ids).await?;
    let held = subscriber::of(&mut change, &ids).await?;
    let (ready, _) = judge(held, &Offers::read(&mut change).await?, to.id, today);
    let moving = Moving { from, to, ready, kept };
    let mut errors = Errors::new();
    let reason = reason::read(&mut errors, true, &form.reason);
    if moving.seal()? != form.seal {
        errors.add("look", "moving-error-moved");
    }
    if form.exceeded != "true" && !moving.above(&mut change, &page).await?.is_empty() {
        errors.add("exceeded", "subscription-error-exceeded");
    }
    if errors.any() {
        return show(&mut change, page, moving, form, errors).await;
    }
    let submitted = approvals::submit(&mut change, app.means(), &moving.command(), &reason).await?;
    settle(&staff, change, submitted, &moving.path(), "moving-done").await
}

async fn nowhere(staff: &SignedIn, code: &str, number: i32) -> Result<Response> {
    staff.go(&plans::version_path(code, number), FlashKind::Info, "moving-error-offered").await
}

async fn show(db: &mut PgConnection, page: Page, moving: Moving, form: MovingForm, errors: Errors) -> Result<Response> {
    let lang = page.language();
    let (needed, nobody) = match approvals::preview(db, &moving.command(), page.at()).await? {
        Ok(asked) => (asked.needed, None),
        Err(why) => (None, Some(page.t(why))),
    };
    let above = moving.above(db, &page).await?;
    let number = |version: &Version| page.ts("plans-version", "number", page.num(version.number));
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let stays = moving.from.subscribers - count(moving.ready.len());
    let mut consequences = match nobody {
        Some(nobody) => vec![nobody],
        None => vec![page.n("moving-ready", count(moving.ready.len())), page.t("moving-when"), page.t("moving-agreed")],
    };
    if stays > 0 {
        consequences.push(page.n("moving-stays", stays));
    }
    let line = |one: &Ready| {
        let (before, after) = one.prices().unwrap_or_default();
        Line {
            tenant: one.subscriber.tenant().in_language(lang).to_owned(),
            href: tenants::subscription_path(one.subscriber.kept.tenant_id),
            before,
            after,
            from: page.date(one.moves_on()),
            above: above.get(&one.subscriber.kept.tenant_id).cloned().unwrap_or_default(),
        }
    };
    let more = moving.kept.len().saturating_sub(NAMED);
    let kept = moving.kept.iter().take(NAMED).map(|one| {
        let tenant = one.subscriber.tenant().in_language(lang).to_owned();
        (tenant, tenants::subscription_path(one.subscriber.kept.tenant_id), page.t(one.why))
    });
    let path = moving.path();
    let (catalogue, plan, this) = (page.t("nav-plans"), moving.from.name_in(lang).to_owned(), number(&moving.from));
    let title = page.ts("moving-title", "version", number(&moving.to));
    form_page(
        &errors,
        &MovingPage {
            consequences,
            rows: moving.ready.iter().map(line).collect(),
            more: if more > 0 { page.n("moving-more", count(more)) } else { String::new() },
            kept: kept.collect(),
            exceeded: !above.is_empty(),
            known: form.exceeded == "true",
            rule: page.t(Needed::rule_key(needed)),
            deed: page.t(if needed.is_some() { "approvals-ask" } else { "moving-deed" }),
            seal: moving.seal()?,
            action: format!("{path}/move"),
            pairs: pairs(&page, &moving.from, &moving.to).into_iter().filter(|pair| pair.differs).collect(),
            versions: (this.clone(), number(&moving.to)),
            page: page
                .titled_text(title)
                .section("nav-plans")
                .crumb(catalogue, plans::INDEX)
                .crumb(plan, plans::plan_path(&moving.from.plan_code))
                .crumb(this, path.clone())
                .failed(errors.any()),
            back: path,
            reason: form.reason,
            errors: errors.clone(),
        },
    )
}
