//! What needs approval, from what size on.

use askama::Template;
use axum::response::Response;

use super::{INDEX, policy_path, words};
use crate::core::approvals::{Policy, policy};
use crate::core::money::{Currency, Money};
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Column, Tag, Tone};
use crate::web::{Db, Page, Result};

#[derive(Template)]
#[template(path = "approvals/policies.html")]
struct PoliciesPage {
    page: Page,
    columns: Vec<Column>,
    rows: Vec<Line>,
    may_change: bool,
}

struct Line {
    command: String,
    href: String,
    state: Tag,
    from: String,
    who: String,
}

pub(super) async fn get(page: Page, mut db: Db) -> Result<Response> {
    let policies = policy::all(&mut db).await?;
    let plans: Vec<(i16, String)> = ranks(&mut db, &page).await?;
    drop(db);
    let crumb = page.t("nav-approvals");
    html(&PoliciesPage {
        columns: ["approvals-column-command", "approvals-column-state", "approvals-column-from", "approvals-column-who"]
            .map(|key| Column::new(page.t(key)))
            .to_vec(),
        rows: policies.iter().map(|policy| line(&page, policy, &plans)).collect(),
        may_change: page.can(Permission::ApprovalsPolicy),
        page: page.titled("approvals-policies-title").section("nav-approvals").crumb(crumb, INDEX),
    })
}

/// The ranks of plans and their names, lowest first.
pub(super) async fn ranks(db: &mut sqlx::PgConnection, page: &Page) -> std::result::Result<Vec<(i16, String)>, sqlx::Error> {
    let plans = sqlx::query!("select rank, name, name2 from sys_plans order by rank").fetch_all(db).await?;
    let arabic = page.language() == crate::core::lang::Lang::Ar;
    Ok(plans.into_iter().map(|plan| (plan.rank, if arabic { plan.name2 } else { plan.name })).collect())
}

fn line(page: &Page, policy: &Policy, plans: &[(i16, String)]) -> Line {
    let mut from = Vec::new();
    if policy.min_subjects > 1 {
        from.push(page.n("approvals-from-subjects", policy.min_subjects));
    }
    if let Some(minor) = policy.min_minor {
        from.push(page.ts("approvals-from-amount", "amount", Money::new(minor, Currency::Omr)));
    }
    if let Some(rank) = policy.min_rank {
        let plan = plans.iter().find(|(this, _)| *this == rank).map_or_else(|| rank.to_string(), |(_, name)| name.clone());
        from.push(page.ts("approvals-from-plan", "plan", plan));
    }
    let who = match (policy.approvers, policy.two_from) {
        (2, _) => page.t("approvals-who-two"),
        (_, Some(many)) => page.n("approvals-who-two-from", many),
        _ => page.t("approvals-who-one"),
    };
    Line {
        command: words::command(page, &policy.command),
        href: policy_path(&policy.command),
        state: if policy.enabled {
            Tag::new(Tone::Success, page.t("approvals-on"))
        } else {
            Tag::new(Tone::Warning, page.t("approvals-off"))
        },
        from: if from.is_empty() { page.t("approvals-from-always") } else { from.join(" · ") },
        who: if policy.distinct_roles { format!("{who} · {}", page.t("approvals-who-roles")) } else { who },
    }
}
