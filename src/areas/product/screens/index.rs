//! How the connection stands: the last runs, what the product shows us, where it differs, what waits to be told.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgConnection;

use super::super::model::{Push, Run, RunState};
use super::super::queries::{self, Reach};
use super::super::source::Link;
use super::super::source::probe::{Probe, TableFound};
use super::super::{DIFFERENCES, PUSHING, RUNS, retry_path};
use super::trouble;
use crate::areas::tenants::model::Stage;
use crate::areas::tenants::show_path;
use crate::core::ids::TenantId;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Fact, StatTile, SummaryRow, Tag, Tone};
use crate::web::{AppState, Db, Page, Result};

/// Runs and steps a page.
const RUNS_SHOWN: i64 = 10;
const PUSHES_SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "product/index.html")]
struct IndexPage {
    page: Page,
    /// `None` where no product is connected.
    link: Option<Link>,
    may_manage: bool,
    /// A run waits or is under way.
    busy: bool,
    /// Why the last run that ended failed, and what the server said.
    failure: Option<(String, String)>,
    tiles: Vec<StatTile>,
    facts: Vec<SummaryRow>,
    tables: Vec<TableFound>,
    kinds: Vec<(String, String, i64)>,
    runs: Vec<Run>,
    pushes: Vec<Push>,
    waiting: i64,
    pushing: bool,
    run_action: &'static str,
    pushing_href: &'static str,
    /// What the operator sets.
    address_setting: &'static str,
    write_setting: &'static str,
}

impl IndexPage {
    fn state(&self, run: &Run) -> Tag {
        Tag::new(run.state().tone(), self.page.t(run.state().key()))
    }

    fn why(&self, code: &str) -> String {
        trouble(self.page.language(), code)
    }

    fn count(&self, n: impl std::borrow::Borrow<i32>) -> String {
        self.page.num(*n.borrow())
    }

    fn missing(&self, run: &Run) -> String {
        self.page.n("product-run-missing", run.missing.len())
    }

    fn unread(&self, run: &Run) -> String {
        self.page.n("product-run-unread", run.failures)
    }

    fn waits(&self) -> Option<String> {
        (self.waiting > 0).then(|| self.page.n("product-pushes-waiting", self.waiting))
    }

    fn push_state(&self, push: &Push) -> Tag {
        Tag::new(push.tone(), self.page.t(push.key()))
    }

    fn step(&self, push: &Push) -> String {
        if push.kind == "provision" {
            return self.page.t("product-step-provision");
        }
        if let Some(name) = push.plan(self.page.language()) {
            return self.page.ts("product-step-plan", "plan", name);
        }
        let stage = push.to_stage.as_deref().unwrap_or_default();
        Stage::from_code(stage).map_or_else(|| stage.to_owned(), |stage| self.page.t(stage.key()))
    }

    fn retry(&self, push: &Push) -> String {
        retry_path(push.id)
    }

    fn tenant(&self, push: &Push) -> String {
        show_path(TenantId(push.tenant_id))
    }

    fn table_state(&self, table: &TableFound) -> Tag {
        match (table.usable, table.missing.is_empty()) {
            (true, true) => Tag::new(Tone::Success, self.page.t("product-table-there")),
            (true, false) => Tag::new(Tone::Warning, self.page.t("product-table-partly")),
            (false, _) => Tag::new(Tone::Neutral, self.page.t("product-table-missing")),
        }
    }

    /// Both switches stand.
    fn tells(&self) -> bool {
        self.pushing && self.may_write()
    }

    fn may_write(&self) -> bool {
        self.link.as_ref().is_some_and(Link::may_write)
    }
}

pub async fn get(State(app): State<AppState>, page: Page, mut db: Db) -> Result<Response> {
    let link = Link::of(&app.settings);
    show(&mut db, page, link).await
}

async fn show(db: &mut PgConnection, page: Page, link: Option<Link>) -> Result<Response> {
    let runs = queries::runs(db, RUNS_SHOWN).await?;
    let reach = queries::reach(db).await?;
    let kinds = queries::kinds(db).await?;
    let ended = runs.iter().find(|run| run.ended_at.is_some());
    let done = runs.iter().find(|run| run.state() == RunState::Done);
    let probe = runs.iter().find_map(Run::probe);
    let lang = page.language();
    let failure = ended
        .and_then(|run| Some((run.error.as_deref()?, run.error_detail.clone().unwrap_or_default())))
        .map(|(code, detail)| (trouble(lang, code), detail));
    html(&IndexPage {
        may_manage: page.can(Permission::OperationsManage),
        busy: runs.iter().any(|run| matches!(run.state(), RunState::Asked | RunState::Running)),
        failure,
        tiles: tiles(&page, done, reach, kinds.iter().map(|(_, count)| count).sum()),
        facts: facts(&page, link.as_ref(), probe.as_ref()),
        tables: probe.map(|probe| probe.tables).unwrap_or_default(),
        kinds: kinds.iter().map(|(kind, count)| (page.t(kind.key()), format!("{DIFFERENCES}?kind={}", kind.code()), *count)).collect(),
        pushes: queries::pushes(db, PUSHES_SHOWN).await?,
        waiting: queries::waiting(db).await?,
        pushing: queries::pushing(db).await?,
        runs,
        link,
        page: page.titled("nav-product"),
        run_action: RUNS,
        pushing_href: PUSHING,
        address_setting: "PRODUCT_DATABASE_URL",
        write_setting: "HQ_PRODUCT_WRITE",
    })
}

fn tiles(page: &Page, done: Option<&Run>, reach: Reach, drifts: i64) -> Vec<StatTile> {
    // Before the first whole run nothing is known, and a nought would be a claim.
    let known = |n: i64| done.map(|_| page.num(n));
    let tile = |key: &str, value: Option<String>| StatTile { label: page.t(key), value, ..StatTile::default() };
    let as_of = done.and_then(|run| run.ended_at).map(|at| page.datetime(at)).unwrap_or_default();
    vec![
        StatTile { note: as_of, ..tile("product-tile-tenants", known(reach.tenants)) },
        tile("product-tile-linked", known(reach.linked)),
        StatTile { href: Some(DIFFERENCES.to_owned()), ..tile("product-tile-differences", known(drifts)) },
        tile("product-tile-unread", known(reach.unread)),
    ]
}

fn facts(page: &Page, link: Option<&Link>, probe: Option<&Probe>) -> Vec<SummaryRow> {
    let mut facts = Vec::new();
    if let Some(link) = link {
        facts.push(SummaryRow::code(page.t("product-fact-place"), link.place()));
    }
    if let Some(probe) = probe {
        let tag = |tone, key: &str| Fact::Tags(vec![Tag::new(tone, page.t(key))]);
        let sees = if probe.bypasses { tag(Tone::Success, "product-sees-all") } else { tag(Tone::Danger, "product-sees-nothing") };
        let rights = if probe.can_write { tag(Tone::Warning, "product-role-writes") } else { tag(Tone::Success, "product-role-reads") };
        facts.extend([
            SummaryRow::code(page.t("product-fact-version"), format!("PostgreSQL {}", probe.version)),
            SummaryRow::code(page.t("product-fact-role"), probe.role.clone()),
            SummaryRow::new(page.t("product-fact-sees"), sees),
            SummaryRow::new(page.t("product-fact-rights"), rights),
            SummaryRow::text(page.t("product-fact-took"), page.ts("product-milliseconds", "ms", page.num(probe.took_ms))),
        ]);
    }
    facts
}
