//! One tenant's health: the score and what it is made of, the risk, warnings, what to do, and how it came to be.

use askama::Template;
use axum::response::Response;

use super::charts::{self, Drawn};
use super::model::{METHOD, Part};
use super::queries::{self, Playbook, Scored};
use super::{computation_path, outcome_path, playbooks, start_path, words};
use crate::areas::tenants::lifecycle::lifecycle_path;
use crate::areas::tenants::onboarding::{self, onboarding_path};
use crate::areas::tenants::record::{self, Face, Record, Tab, face};
use crate::areas::tenants::{self, Band, Identity, Risk};
use crate::core::clock::business_day;
use crate::core::ids::TenantId;
use crate::core::permission::Permission;
use crate::web::page::html;
use crate::web::ui::{Action, Gauge, Tag, Tone};
use crate::web::{Db, Error, Page, Path, Result, SignedIn};

#[derive(Template)]
#[template(path = "health/show.html")]
struct ShowPage {
    page: Page,
    face: Face,
    /// Absent when nothing was ever reckoned.
    standing: Option<Standing>,
    parts: Vec<PartLine>,
    drawn: Drawn,
    warnings: Vec<(String, String)>,
    actions: Vec<Action>,
    playbooks: Vec<PlaybookLine>,
    rules: Vec<(String, String, String)>,
    method: &'static str,
    compute_action: Option<String>,
}

/// The score and the risk.
struct Standing {
    /// Absent while the tenant is too new or too little known.
    gauge: Option<Gauge>,
    tags: Vec<Tag>,
    told: String,
    churn: Option<Churn>,
    as_of: String,
}

struct Churn {
    percent: String,
    level: Tag,
    alike: Action,
    /// Reason and hundredths.
    reasons: Vec<(String, String)>,
}

/// One part of the score.
struct PartLine {
    name: String,
    score: String,
    /// Of a thousand: the length of its bar.
    width: i64,
    points: String,
    stands_on: String,
    raised_by: String,
}

struct PlaybookLine {
    name: String,
    text: String,
    tag: Tag,
    when: String,
    start: Option<String>,
    task: Option<String>,
    outcome: Option<String>,
    note: Option<String>,
    outcome_href: Option<String>,
}

pub(super) async fn get(staff: SignedIn, page: Page, mut db: Db, Path(id): Path<TenantId>) -> Result<Response> {
    let identity = Identity::of(&staff);
    let record = record::find(&mut db, id, identity).await?.ok_or(Error::NotFound)?;
    let yesterday = business_day(page.at()).pred_opt().ok_or_else(|| Error::internal("there is no yesterday"))?;
    let scored = queries::newest(&mut db, id).await?;
    let history = queries::history(&mut db, id, yesterday).await?;
    let figures = queries::figures(&mut db, id, yesterday).await?;
    let warnings = queries::warnings(&mut db, id).await?;
    let runs = queries::playbooks(&mut db, id, None).await?;
    let onboarding = onboarding::is_under_way(&mut db, id).await?;
    drop(db);

    let (page, face) = face(page, &record, Tab::Health);
    let with_us = !matches!(record.stage, tenants::model::Stage::Cancelled | tenants::model::Stage::Churned);
    html(&ShowPage {
        standing: scored.as_ref().map(|scored| standing(&page, scored)),
        parts: scored.as_ref().map(|scored| parts(&page, scored)).unwrap_or_default(),
        drawn: charts::draw(&page, &figures, &history, &record.details.currency),
        warnings: warnings
            .iter()
            .map(|one| (words::warning(&page, one), page.ts("health-warning-since", "day", page.date(one.opened_on))))
            .collect(),
        actions: scored
            .as_ref()
            .filter(|_| with_us)
            .map(|scored| actions(&page, scored, &record, identity, onboarding))
            .unwrap_or_default(),
        playbooks: runs.into_iter().map(|run| playbook(&page, run, identity)).collect(),
        rules: Part::ALL.into_iter().map(|part| (page.t(part.key()), percent(&page, part.weight()), page.t(part.rule_key()))).collect(),
        method: METHOD,
        compute_action: (with_us && page.can(Permission::HealthCompute)).then(|| computation_path(id)),
        face,
        page,
    })
}

fn percent(page: &Page, whole: i64) -> String {
    format!("{}%", page.num(whole))
}

fn standing(page: &Page, scored: &Scored) -> Standing {
    let band = page.t(scored.band.key());
    let mut tags = vec![Tag::new(scored.band.tone(), band.clone())];
    let gauge = scored.overall.map(|overall| {
        let (tone, trend) = words::trend(&scored.trend);
        tags.push(Tag::new(tone, page.t(trend)));
        let number = page.num(overall);
        let label = format!("{}: {number} · {band}", page.t("health-score"));
        Gauge::new(overall.into(), number, label, scored.band.tone(), page.dir() == "rtl")
    });
    let told = match (scored.band, scored.previous) {
        (Band::New, _) => page.t("health-new-text"),
        (Band::Unknown, _) => page.t("health-unknown-text"),
        (_, Some(previous)) => page.ts("health-week-before", "score", page.num(previous)),
        (_, None) => page.t("health-no-week-before"),
    };
    Standing {
        gauge,
        tags,
        told,
        churn: scored.churn.map(|(points, level)| Churn {
            percent: percent(page, points),
            level: Tag::new(level.tone(), page.t(level.key())),
            alike: Action::new(page.t("health-alike"), playbooks::list_path(level)),
            reasons: scored.reasons.iter().map(|(code, points)| (words::reason(page, code), percent(page, *points))).collect(),
        }),
        as_of: page.msg(
            &crate::core::lang::Message::new("health-as-of")
                .text("day", page.date(scored.day))
                .text("time", page.datetime(scored.computed_at))
                .text("method", &scored.method),
        ),
    }
}

fn parts(page: &Page, scored: &Scored) -> Vec<PartLine> {
    let line = |(part, score): (Part, i16)| {
        let earned = (part.weight() * i64::from(score) + 50) / 100;
        let points =
            crate::core::lang::Message::new("health-points").text("earned", page.num(earned)).text("most", page.num(part.weight()));
        PartLine {
            name: page.t(part.key()),
            score: page.num(score),
            width: i64::from(score) * 10,
            points: page.msg(&points),
            stands_on: words::stands_on(page, scored, part),
            raised_by: words::raised_by(page, scored, part, score).unwrap_or_default(),
        }
    };
    Part::ALL.into_iter().zip(scored.parts).map(line).collect()
}

/// What can be done now, each with the page where it is done.
fn actions(page: &Page, scored: &Scored, record: &Record, identity: Identity, onboarding: bool) -> Vec<Action> {
    let [usage, engagement, financial, _, growth] = scored.parts;
    let mut actions = Vec::new();
    if financial < 100 && page.can(Permission::TenantsRead) {
        actions.push(Action::new(page.t("health-do-subscription"), lifecycle_path(record.id)));
    }
    if (usage < 60 || growth < 40) && page.can(Permission::TasksWrite) {
        actions.push(Action::new(page.t("health-do-call"), format!("{}?tenant={}", crate::areas::tasks::NEW, record.id)));
    }
    if (engagement < 60 || scored.since_login.is_none_or(|days| days > 14)) && identity.is_known() && page.can(Permission::TenantsRead) {
        actions.push(Action::new(page.t("health-do-contacts"), format!("{}#contacts", tenants::show_path(record.id))));
    }
    if onboarding && page.can(Permission::OnboardingRead) {
        actions.push(Action::new(page.t("health-do-onboarding"), onboarding_path(record.id)));
    }
    actions
}

fn playbook(page: &Page, run: Playbook, identity: Identity) -> PlaybookLine {
    let may = page.can(Permission::HealthCompute);
    let (tag, when) = match (run.outcome, run.started_at) {
        (Some(_), Some(at)) => (Tag::new(Tone::Success, page.t("health-playbook-ended")), at),
        (None, Some(at)) => (Tag::new(Tone::Info, page.t("health-playbook-running")), at),
        (_, None) => {
            let tone = if run.level == Risk::Critical { Tone::Danger } else { Tone::Warning };
            (Tag::new(tone, page.t("health-playbook-proposed")), crate::core::clock::start_of(run.proposed_on))
        }
    };
    let by = run.started_by.clone().unwrap_or_else(|| page.t("audit-actor-system"));
    PlaybookLine {
        name: page.t(words::playbook_key(run.level)),
        text: page.t(words::playbook_text_key(run.level)),
        tag,
        when: if run.started_at.is_some() { format!("{} · {by}", page.datetime(when)) } else { page.date(run.proposed_on) },
        start: (may && run.started_at.is_none()).then(|| start_path(run.tenant, run.id)),
        task: run.task.filter(|_| page.can(Permission::TasksRead)).map(playbooks::task_path),
        outcome: run.outcome.map(|outcome| page.t(outcome.key())),
        note: run.note.filter(|_| identity.is_known()),
        outcome_href: (may && identity.is_known() && run.started_at.is_some()).then(|| outcome_path(run.tenant, run.id)),
    }
}
