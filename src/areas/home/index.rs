//! The page: a greeting, what waits, how things stand.

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Timelike as _, Utc};

use super::audit::{self, Watch};
use super::chores::{self, Chore};
use super::figures::{self, Share};
use super::lists::{self, List};
use super::view::View;
use crate::areas::tenants::{self, imports};
use crate::core::clock::{BUSINESS_ZONE, business_day};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{BarChart, StatTile};
use crate::web::{Db, Page, Result, SignedIn};

#[derive(Template)]
#[template(path = "home/index.html")]
struct HomePage {
    page: Page,
    greeting: String,
    today: String,
    view: View,
    /// Absent when there is nothing this person could be asked to do.
    chores: Option<Vec<Chore>>,
    tiles: Vec<StatTile>,
    register_is_empty: bool,
    growth: Option<BarChart>,
    plans: Vec<Share>,
    countries: Vec<Share>,
    lists: Vec<List>,
    watch: Option<Watch>,
}

impl HomePage {
    fn may_create(&self) -> bool {
        self.page.can(Permission::TenantsCreate)
    }

    fn new_path(&self) -> &'static str {
        tenants::NEW_PATH
    }

    fn import_path(&self) -> &'static str {
        imports::INDEX
    }
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db) -> Result<Response> {
    let view = View::of(&staff);
    let now = page.at();
    let today = business_day(now);

    let tallies = if view.stages { tenants::tallies(&mut db, today).await? } else { tenants::Tallies::default() };
    let waiting = tenants::waiting(&mut db, now, today).await?;
    let chores = if view.has_chores() {
        let house = chores::house(&mut db, view, staff.id, now).await?;
        Some(chores::told(&page, view, &waiting, &house, today))
    } else {
        None
    };
    let lists = lists::read(&mut db, &page, view, &staff, now).await?;
    let watch = if view.watch { Some(audit::read(&mut db, &page, today).await?) } else { None };
    let names = if view.figures { tenants::plan_names(&mut db, page.language()).await? } else { Vec::new() };
    drop(db);

    let register_is_empty = view.stages && tallies.all == 0;
    let with_figures = view.figures && !register_is_empty;
    let greeting = page.ts(greeting_key(now), "name", first_name(&staff.name));
    html(&HomePage {
        today: page.format().weekday_and_date(today),
        tiles: if view.stages { figures::stages(&page, &tallies, &waiting) } else { Vec::new() },
        growth: with_figures.then(|| figures::growth(&page, &tallies.by_month)),
        plans: if with_figures { figures::plans(&page, &tallies.active_by_plan, &names) } else { Vec::new() },
        countries: if with_figures { figures::countries(&page, &tallies.by_country) } else { Vec::new() },
        page: page.titled("nav-home"),
        greeting,
        view,
        chores,
        register_is_empty,
        lists,
        watch,
    })
}

/// By the clock on the wall in Muscat.
fn greeting_key(now: DateTime<Utc>) -> &'static str {
    match now.with_timezone(&BUSINESS_ZONE).hour() {
        4..=11 => "home-good-morning",
        12..=16 => "home-good-afternoon",
        _ => "home-good-evening",
    }
}

/// People are greeted by their first name, unless it takes more than one word to say it.
fn first_name(name: &str) -> &str {
    const PARTS: [&str; 14] = ["عبد", "أبو", "ابو", "أم", "ابن", "بن", "abd", "abdul", "abu", "umm", "ibn", "bin", "al", "el"];
    match name.split_whitespace().next() {
        Some(first) if first.chars().count() > 2 && !PARTS.contains(&first.to_lowercase().as_str()) => first,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_greeted_by_a_whole_first_name() {
        for (name, greeted) in [
            ("Salim Al Harthy", "Salim"),
            ("مريم اللواتي", "مريم"),
            ("عبد الرحمن الحارثي", "عبد الرحمن الحارثي"),
            ("Abdul Aziz Said", "Abdul Aziz Said"),
            ("J. Smith", "J. Smith"),
            ("Noura", "Noura"),
            ("", ""),
        ] {
            assert_eq!(first_name(name), greeted);
        }
    }

    #[test]
    fn the_greeting_follows_the_clock_in_muscat() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(greeting_key(at("2026-11-22T03:59:00Z")), "home-good-morning");
        assert_eq!(greeting_key(at("2026-11-22T08:00:00Z")), "home-good-afternoon");
        assert_eq!(greeting_key(at("2026-11-22T20:30:00Z")), "home-good-evening", "half past midnight");
    }
}
