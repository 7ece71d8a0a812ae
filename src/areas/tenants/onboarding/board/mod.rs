//! The board: every onboarding in its column, with how long it has been there and what it waits for; and how onboarding goes on the whole.

mod figures;
mod queries;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::{BOARD_PATH, TEMPLATES_PATH, onboarding_path};
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::list::queries::choices;
use crate::core::clock::business_day;
use crate::core::keyset::{PageRequest, Total};
use crate::core::lang::Message;
use crate::core::permission::Permission;
use crate::web::list::ListRequest;
use crate::web::page::html;
use crate::web::ui::{Chip, Pager, StatTile, Tone};
use crate::web::{AppState, Db, Page, Result, SignedIn};
use queries::{Column, Filter, Row};

/// Cards in a column when all are shown.
const FEW: usize = 8;

#[derive(Template)]
#[template(path = "tenants/onboarding_board.html")]
struct BoardPage {
    page: Page,
    list: ListRequest,
    identity: Identity,
    tiles: Vec<StatTile>,
    owners: Vec<(String, String)>,
    plans: Vec<(String, String)>,
    chips: Vec<Chip>,
    columns: Vec<Lane>,
    /// Of the one column that is looked at alone.
    pager: Option<Pager>,
    may_manage: bool,
}

struct Lane {
    id: &'static str,
    title: String,
    hint: String,
    tone: Tone,
    count: String,
    cards: Vec<Card>,
    /// The column alone, when there is more of it than is shown.
    more: Option<String>,
}

struct Card {
    href: String,
    name: String,
    code: String,
    facts: String,
    waits_for: String,
    owner: String,
}

impl BoardPage {
    fn filter(&self, name: &str) -> &str {
        self.list.filter(name).unwrap_or_default()
    }

    fn templates_href(&self) -> &'static str {
        TEMPLATES_PATH
    }

    fn board_href(&self) -> &'static str {
        BOARD_PATH
    }
}

pub(super) async fn get(State(app): State<AppState>, staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let identity = Identity::of(&staff);
    let now = page.at();
    let asked = staff.visitor().uri.query().and_then(|query| {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
        pairs.into_iter().find(|(name, _)| name == "column").and_then(|(_, value)| Column::from_code(&value))
    });
    let list = ListRequest::read(
        &app,
        &staff.visitor(),
        asked.map_or("onboarding", Column::code),
        asked.map_or(Column::NotStarted.sorts(), Column::sorts),
    )?;
    let filter = Filter { owner: list.filter("owner").and_then(|id| id.parse().ok()), plan: list.filter("plan").map(ToOwned::to_owned) };
    let figures = figures::read(&mut db, now).await?;
    let mut columns = Vec::new();
    let mut pager = None;
    for column in Column::ALL.into_iter().filter(|column| asked.is_none_or(|asked| asked == *column)) {
        let request = match asked {
            Some(_) => list.page.clone(),
            None => PageRequest { sort: column.sorts()[0], cursor: None, size: FEW },
        };
        let rows = identity.seen_all(queries::list(&mut db, column, &filter, &request, now).await?);
        let total = if request.cursor.is_none() && rows.len() <= request.size {
            Total::Exactly(i64::try_from(rows.len()).unwrap_or(i64::MAX))
        } else {
            queries::count(&mut db, column, &filter, now).await?
        };
        let slice = request.slice(&app.secrets, column.code(), rows, queries::key);
        if asked.is_some() {
            pager = Some(list.pager(&slice, total));
        }
        columns.push(Lane {
            id: column.code(),
            title: page.t(column.key()),
            hint: page.t(column.hint()),
            tone: column.tone(),
            count: match total {
                Total::Exactly(n) => page.num(n),
                Total::MoreThan(n) => format!("{}+", page.num(n)),
            },
            cards: slice.rows.iter().map(|row| card(&page, column, row, now)).collect(),
            more: (asked.is_none() && slice.next.is_some()).then(|| list.with("column", column.code())),
        });
    }
    let choices = choices(&mut db, page.language(), filter.owner).await?;
    drop(db);
    let owners: Vec<(String, String)> = choices.owners.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let mut chips = Vec::new();
    if let Some(owner) = filter.owner.map(|id| id.to_string()) {
        let name = owners.iter().find(|(id, _)| *id == owner).map_or(owner, |(_, name)| name.clone());
        chips.push(list.chip(page.t("tenants-field-owner"), name, "owner"));
    }
    if let Some(plan) = &filter.plan {
        let name = choices.plans.iter().find(|(code, _)| code == plan).map_or(plan, |(_, name)| name);
        chips.push(list.chip(page.t("tenants-field-plan"), name.clone(), "plan"));
    }
    if let Some(column) = asked {
        chips.push(list.chip(page.t("onboarding-field-column"), page.t(column.key()), "column"));
    }
    html(&BoardPage {
        tiles: figures.tiles(&page),
        may_manage: page.can(Permission::OnboardingManage),
        page: page.titled("nav-onboarding"),
        plans: choices.plans,
        list,
        identity,
        owners,
        chips,
        columns,
        pager,
    })
}

fn card(page: &Page, column: Column, row: &Row, now: DateTime<Utc>) -> Card {
    let lang = page.language();
    let days = (business_day(now) - business_day(row.at)).num_days();
    let since = page.n(column.days_key(), days);
    let steps = Message::new("tenants-onboarding-progress").text("done", page.num(row.steps_done)).text("all", page.num(row.steps_all));
    Card {
        href: onboarding_path(row.id),
        name: row.name_in(lang).to_owned(),
        code: row.code.clone(),
        facts: format!("{since} · {}", page.msg(&steps)),
        waits_for: row.waits_for(lang).map(|step| page.ts("onboarding-waits-for", "step", step)).unwrap_or_default(),
        owner: row.owner.clone().unwrap_or_default(),
    }
}
