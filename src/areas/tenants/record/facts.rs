//! A tenant's facts in the reader's words.

use chrono::{DateTime, NaiveDate, Utc};

use super::model::Record;
use crate::areas::tenants::business::BusinessType;
use crate::areas::tenants::identity::Identity;
use crate::areas::tenants::model::Stage;
use crate::core::clock::business_day;
use crate::core::country::Country;
use crate::core::lang::Lang;
use crate::core::phone::Phone;
use crate::web::Page;
use crate::web::ui::{Fact, SummaryRow, Tag, Tone};

/// A telephone number in groups, as people read it.
pub(super) fn pretty_phone(phone: &str) -> String {
    Phone::parse(phone, None).map_or_else(|_| phone.to_owned(), |phone| phone.pretty())
}

pub(in crate::areas::tenants) fn country(code: &str, lang: Lang) -> String {
    match Country::from_code(code) {
        Some(country) if lang == Lang::Ar => country.arabic().to_owned(),
        Some(country) => country.english().to_owned(),
        None => code.to_owned(),
    }
}

/// Who it is and where.
pub(super) fn identity(page: &Page, record: &Record, identity: Identity) -> Vec<SummaryRow> {
    let details = &record.details;
    let business = BusinessType::from_code(&details.business_type).map_or_else(|| details.business_type.clone(), |kind| page.t(kind.key()));
    let mut facts = Vec::new();
    if identity.is_known() {
        facts.push(SummaryRow::text(page.t("tenants-field-name"), details.name.clone()));
        facts.push(SummaryRow::text(page.t("tenants-field-name2"), details.name2.clone().unwrap_or_default()));
        facts.push(SummaryRow::code(page.t("tenants-field-slug"), details.slug.clone()));
    }
    facts.push(SummaryRow::text(page.t("tenants-field-business-type"), business));
    facts.push(SummaryRow::text(page.t("tenants-field-country"), country(&details.country_code, page.language())));
    facts.push(day(page, "tenants-field-signed-on", record.signed_on));
    let created = match &record.created_by {
        Some(name) => format!("{} · {name}", page.datetime(record.created_at)),
        None => page.datetime(record.created_at),
    };
    facts.push(SummaryRow::new(page.t("tenants-column-created"), Fact::Time { text: created, iso: page.iso(record.created_at) }));
    facts
}

/// How to reach it. Only for readers who may know.
pub(super) fn contact(page: &Page, record: &Record) -> Vec<SummaryRow> {
    let details = &record.details;
    let phone = match &details.phone {
        Some(phone) => Fact::Phone { number: phone.clone(), shown: pretty_phone(phone) },
        None => Fact::Missing,
    };
    vec![
        SummaryRow::text(page.t("tenants-field-contact-name"), details.contact_name.clone().unwrap_or_default()),
        SummaryRow::new(page.t("tenants-field-email"), Fact::Mail(details.email.clone())),
        SummaryRow::new(page.t("tenants-field-phone"), phone),
        SummaryRow::text(page.t("tenants-field-address"), details.address.clone().unwrap_or_default()),
        SummaryRow::text(page.t("tenants-field-city"), details.city.clone().unwrap_or_default()),
    ]
}

/// Stage, plan and the period that runs.
pub(super) fn plan(page: &Page, record: &Record, now: DateTime<Utc>) -> Vec<SummaryRow> {
    let stage = Tag::new(record.stage.tone(), page.t(record.stage.key()));
    let mut stages = vec![stage];
    if let Some(mode) = &record.suspension_mode {
        let key = if mode == "blocked" { "tenants-mode-blocked" } else { "tenants-mode-read-only" };
        stages.push(Tag::new(Tone::Neutral, page.t(key)));
    }
    let mut facts = vec![
        SummaryRow::new(page.t("tenants-field-stage"), Fact::Tags(stages)),
        SummaryRow::new(
            page.t("tenants-field-since"),
            Fact::Time { text: page.date(business_day(record.since)), iso: page.iso(record.since) },
        ),
    ];
    if let Some(reason) = &record.reason {
        facts.push(SummaryRow::text(page.t("tenants-field-reason"), reason.clone()));
    }
    if let Some(ends) = record.trial_ends_on.filter(|_| record.stage == Stage::Trial) {
        let left = (ends - business_day(now)).num_days();
        let left = if left < 0 { page.t("tenants-trial-over") } else { page.n("tenants-trial-left", left) };
        facts.push(SummaryRow::new(
            page.t("tenants-field-trial-ends"),
            Fact::Time { text: format!("{} ({left})", page.date(ends)), iso: ends.to_string() },
        ));
    }
    match &record.subscription {
        None => facts.push(SummaryRow::text(page.t("tenants-field-plan"), page.t("tenants-no-subscription"))),
        Some(subscription) => {
            let cycle = page.t(cycle_key(&subscription.cycle));
            let (tone, status) = status(&subscription.status);
            // A period is kept half-open and told with its last day.
            let last = subscription.period_end.pred_opt().unwrap_or(subscription.period_end);
            let period = format!("{} – {}", page.date(subscription.period_start), page.date(last));
            facts.push(SummaryRow::text(page.t("tenants-field-plan"), subscription.plan_in(page.language())));
            facts.push(SummaryRow::new(page.t("tenants-field-subscription"), Fact::Tags(vec![Tag::new(tone, page.t(status))])));
            facts.push(SummaryRow::text(page.t("tenants-field-cycle"), cycle));
            facts.push(SummaryRow::text(page.t("tenants-field-period"), period));
        }
    }
    facts
}

/// Key of a cycle's name.
pub(in crate::areas) fn cycle_key(cycle: &str) -> &'static str {
    match cycle {
        "quarterly" => "tenants-cycle-quarterly",
        "annual" => "tenants-cycle-annual",
        _ => "tenants-cycle-monthly",
    }
}

/// How a subscription stands: its colour, and the key of its word.
pub(in crate::areas) fn status(status: &str) -> (Tone, &'static str) {
    match status {
        "trialing" => (Tone::Info, "tenants-subscription-trialing"),
        "active" => (Tone::Success, "tenants-subscription-active"),
        "past_due" => (Tone::Warning, "tenants-subscription-past-due"),
        "suspended" => (Tone::Warning, "tenants-subscription-suspended"),
        "cancelled" => (Tone::Danger, "tenants-subscription-cancelled"),
        _ => (Tone::Neutral, "tenants-subscription-expired"),
    }
}

fn day(page: &Page, key: &str, day: NaiveDate) -> SummaryRow {
    SummaryRow::new(page.t(key), Fact::Time { text: page.date(day), iso: day.to_string() })
}
