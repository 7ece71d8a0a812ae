//! A score in the reader's words: what each part stands on, what would raise it, what is amiss and what can be done.

use serde_json::Value;

use super::model::Part;
use super::queries::{Scored, Warning};
use crate::areas::tenants::Risk;
use crate::core::lang::Message;
use crate::web::Page;
use crate::web::ui::Tone;

/// The name of a level's playbook.
pub(super) fn playbook_key(level: Risk) -> &'static str {
    match level {
        Risk::Low | Risk::Medium => "health-playbook-medium",
        Risk::High => "health-playbook-high",
        Risk::Critical => "health-playbook-critical",
    }
}

/// What it does when it is started.
pub(super) fn playbook_text_key(level: Risk) -> &'static str {
    match level {
        Risk::Low | Risk::Medium => "health-playbook-medium-text",
        Risk::High => "health-playbook-high-text",
        Risk::Critical => "health-playbook-critical-text",
    }
}

/// The figures a part stands on.
pub(super) fn stands_on(page: &Page, scored: &Scored, part: Part) -> String {
    let two = |key, (first, a): (&'static str, i32), (second, b): (&'static str, i32)| {
        page.msg(&Message::new(key).text(first, page.num(a)).text(second, page.num(b)))
    };
    match part {
        Part::Usage => two("health-now-usage", ("orders", scored.orders), ("expected", scored.orders_expected)),
        Part::Engagement => two("health-now-engagement", ("people", scored.people), ("all", scored.people_all)),
        Part::Growth => two("health-now-growth", ("late", scored.orders_late), ("early", scored.orders_early)),
        Part::Support => page.t("health-now-support"),
        Part::Financial => page.t(match scored.subscription.as_deref() {
            Some("active") => "health-now-financial-active",
            Some("trialing") => "health-now-financial-trialing",
            Some("past_due") => "health-now-financial-past-due",
            Some("suspended") => "health-now-financial-suspended",
            _ => "health-now-financial-none",
        }),
    }
}

/// What would raise a part; nothing for one that is whole.
pub(super) fn raised_by(page: &Page, scored: &Scored, part: Part, score: i16) -> Option<String> {
    if score >= 100 {
        return None;
    }
    Some(match part {
        Part::Usage => page.ts("health-raise-usage", "missing", page.num((scored.orders_expected - scored.orders).max(1))),
        Part::Engagement if scored.people_all == 0 => page.t("health-raise-engagement-nobody"),
        Part::Engagement => page.ts("health-raise-engagement", "all", page.num(scored.people_all)),
        Part::Financial => page.t(match scored.subscription.as_deref() {
            Some("past_due") => "health-raise-financial-past-due",
            Some("suspended") => "health-raise-financial-suspended",
            _ => "health-raise-financial-none",
        }),
        Part::Support => return None,
        Part::Growth => page.t("health-raise-growth"),
    })
}

/// What makes leaving likelier.
pub(super) fn reason(page: &Page, code: &str) -> String {
    page.t(match code {
        "few_orders" => "health-reason-few-orders",
        "orders_fell" => "health-reason-orders-fell",
        "no_recent_login" => "health-reason-no-recent-login",
        "few_active" => "health-reason-few-active",
        "payment_failed" => "health-reason-payment-failed",
        _ => "health-reason-long-overdue",
    })
}

pub(super) fn warning(page: &Page, warning: &Warning) -> String {
    let figure = |name: &str| warning.details.get(name).and_then(Value::as_i64);
    let shown = |name: &str| page.num(figure(name).unwrap_or_default());
    match warning.kind.as_str() {
        "orders_dropped" => page.msg(&Message::new("health-warning-orders").text("week", shown("week")).text("before", shown("before"))),
        "no_login" => match figure("days") {
            Some(days) => page.n("health-warning-login", days),
            None => page.t("health-warning-no-login"),
        },
        "no_order" => page.n("health-warning-order", figure("days").unwrap_or_default()),
        "score_fell" => page.msg(&Message::new("health-warning-score").text("now", shown("now")).text("before", shown("before"))),
        _ => page.t("health-warning-payment"),
    }
}

pub(super) fn trend(code: &str) -> (Tone, &'static str) {
    match code {
        "improving" => (Tone::Success, "health-trend-improving"),
        "declining" => (Tone::Warning, "health-trend-declining"),
        _ => (Tone::Neutral, "health-trend-stable"),
    }
}
