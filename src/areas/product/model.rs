//! What the pages tell of: kinds of differences, runs, steps that wait.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::source::probe::Probe;
use crate::areas::tenants::model::Stage;
use crate::core::lang::Lang;
use crate::web::ui::Tone;

/// How the register and the product can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    OnlyProduct,
    OnlyConsole,
    Ambiguous,
    Stage,
    Plan,
    Limits,
    Subscriptions,
    PlanWords,
    Lifecycle,
    Email,
    Name,
    Slug,
    Locale,
}

impl Kind {
    /// The weightiest first.
    pub const ALL: [Self; 13] = [
        Self::OnlyProduct,
        Self::OnlyConsole,
        Self::Ambiguous,
        Self::Stage,
        Self::Plan,
        Self::Limits,
        Self::Subscriptions,
        Self::PlanWords,
        Self::Lifecycle,
        Self::Email,
        Self::Name,
        Self::Slug,
        Self::Locale,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::OnlyProduct => "only_product",
            Self::OnlyConsole => "only_console",
            Self::Ambiguous => "ambiguous",
            Self::Stage => "stage",
            Self::Plan => "plan",
            Self::Limits => "limits",
            Self::Subscriptions => "subscriptions",
            Self::PlanWords => "plan_words",
            Self::Lifecycle => "lifecycle",
            Self::Email => "email",
            Self::Name => "name",
            Self::Slug => "slug",
            Self::Locale => "locale",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::OnlyProduct => "product-kind-only-product",
            Self::OnlyConsole => "product-kind-only-console",
            Self::Ambiguous => "product-kind-ambiguous",
            Self::Stage => "product-kind-stage",
            Self::Plan => "product-kind-plan",
            Self::Limits => "product-kind-limits",
            Self::Subscriptions => "product-kind-subscriptions",
            Self::PlanWords => "product-kind-plan-words",
            Self::Lifecycle => "product-kind-lifecycle",
            Self::Email => "product-kind-email",
            Self::Name => "product-kind-name",
            Self::Slug => "product-kind-slug",
            Self::Locale => "product-kind-locale",
        }
    }

    /// Key of the sentence that says what to do about it.
    pub fn advice_key(self) -> &'static str {
        match self {
            Self::OnlyProduct => "product-advice-only-product",
            Self::OnlyConsole => "product-advice-only-console",
            Self::Ambiguous => "product-advice-ambiguous",
            Self::Stage => "product-advice-stage",
            Self::Plan => "product-advice-plan",
            Self::Limits => "product-advice-limits",
            Self::Subscriptions => "product-advice-subscriptions",
            Self::PlanWords => "product-advice-plan-words",
            Self::Lifecycle => "product-advice-lifecycle",
            Self::Email => "product-advice-email",
            Self::Name => "product-advice-name",
            Self::Slug => "product-advice-slug",
            Self::Locale => "product-advice-locale",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Stage | Self::Ambiguous | Self::Subscriptions => Tone::Danger,
            Self::OnlyProduct | Self::OnlyConsole | Self::Plan | Self::Limits | Self::Lifecycle => Tone::Warning,
            Self::PlanWords | Self::Email | Self::Name | Self::Slug | Self::Locale => Tone::Neutral,
        }
    }
}

/// One difference.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Difference {
    pub id: i64,
    pub kind: String,
    pub subject: String,
    pub tenant_id: Option<Uuid>,
    pub product_id: Option<Uuid>,
    pub name: String,
    pub console_value: String,
    pub product_value: String,
    pub first_seen_at: DateTime<Utc>,
}

impl Difference {
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_code(&self.kind)
    }

    /// A value in words where we have them; what the product holds otherwise stands as it is.
    pub fn words(&self, value: &str, lang: Lang) -> String {
        match self.kind() {
            Some(Kind::Stage | Kind::OnlyConsole | Kind::Lifecycle) => match (Stage::from_code(value), value) {
                (Some(stage), _) => lang.t(stage.key()),
                (None, "inactive") => lang.t("product-stage-inactive"),
                (None, "suspended_open") => lang.t("product-stage-suspended-open"),
                _ => value.to_owned(),
            },
            Some(Kind::Limits) if value == "-1" => lang.t("product-unlimited"),
            _ => value.to_owned(),
        }
    }

    /// Which limit of a plan differs.
    pub fn limit_key(&self) -> Option<&'static str> {
        match self.subject.rsplit('.').next()? {
            "orders" => Some("product-limit-orders"),
            "users" => Some("product-limit-users"),
            "branches" => Some("product-limit-branches"),
            "storage" => Some("product-limit-storage"),
            _ => None,
        }
    }
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    Asked,
    Running,
    Done,
    Failed,
}

impl RunState {
    pub fn of(code: &str) -> Self {
        match code {
            "asked" => Self::Asked,
            "running" => Self::Running,
            "done" => Self::Done,
            _ => Self::Failed,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Asked => "product-run-asked",
            Self::Running => "product-run-running",
            Self::Done => "product-run-done",
            Self::Failed => "product-run-failed",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Asked | Self::Running => Tone::Pending,
            Self::Done => Tone::Success,
            Self::Failed => Tone::Danger,
        }
    }
}

/// A run as the page tells of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Run {
    pub id: Uuid,
    pub state: String,
    pub asked_by_name: Option<String>,
    pub asked_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub tenants: i32,
    pub branches: i32,
    pub users: i32,
    pub days: i32,
    pub drifts: i32,
    pub failures: i32,
    pub missing: Vec<String>,
    pub probe: Option<serde_json::Value>,
    pub error: Option<String>,
    pub error_detail: Option<String>,
}

impl Run {
    pub fn state(&self) -> RunState {
        RunState::of(&self.state)
    }

    /// Whether some tenants' figures could not be read.
    pub fn left_some_out(&self) -> bool {
        self.failures > 0
    }

    pub fn probe(&self) -> Option<Probe> {
        serde_json::from_value(self.probe.clone()?).ok()
    }
}

/// Key of the sentence for why the product could not be read or told.
pub fn trouble_key(code: &str) -> &'static str {
    match code {
        "unreachable" => "product-trouble-unreachable",
        "login" => "product-trouble-login",
        "blind" => "product-trouble-blind",
        "lacking" => "product-trouble-lacking",
        "denied" => "product-trouble-denied",
        "slow" => "product-trouble-slow",
        "empty" => "product-trouble-empty",
        "lost" => "product-trouble-lost",
        "not_there" => "product-trouble-not-there",
        "taken" => "product-trouble-taken",
        "no_subscription" => "product-trouble-no-subscription",
        "many_subscriptions" => "product-trouble-many-subscriptions",
        "no_price" => "product-trouble-no-price",
        "read_back" => "product-trouble-read-back",
        "read_only" => "product-trouble-read-only",
        "there_already" => "product-trouble-there-already",
        "not_active" => "product-trouble-not-active",
        _ => "product-trouble-other",
    }
}

/// A step to be told, or told.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Push {
    pub id: i64,
    pub tenant_id: Uuid,
    pub name: String,
    pub kind: String,
    /// None where the plan changed, which is named then.
    pub to_stage: Option<String>,
    pub plan: Option<String>,
    pub plan2: Option<String>,
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub attempts: i32,
    pub next_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
    pub error: Option<String>,
    pub error_detail: Option<String>,
}

impl Push {
    /// The name of the plan that is told.
    pub fn plan(&self, lang: Lang) -> Option<&str> {
        if lang == Lang::Ar { self.plan2.as_deref().or(self.plan.as_deref()) } else { self.plan.as_deref() }
    }

    pub fn waits(&self) -> bool {
        self.state == "waiting"
    }

    pub fn key(&self) -> &'static str {
        match (self.state.as_str(), &self.error) {
            ("done", _) => "product-push-done",
            ("skipped", _) => "product-push-skipped",
            (_, Some(_)) => "product-push-failing",
            _ => "product-push-waiting",
        }
    }

    pub fn tone(&self) -> Tone {
        match (self.state.as_str(), &self.error) {
            ("done", _) => Tone::Success,
            ("skipped", _) => Tone::Neutral,
            (_, Some(_)) => Tone::Danger,
            _ => Tone::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_as_itself() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code("colour"), None);
    }
}
