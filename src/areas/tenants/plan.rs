//! The plans a tenant can be on, by code.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::core::text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlanCode {
    FreeTrial,
    Starter,
    Growth,
    Pro,
    Enterprise,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanError {
    Empty,
    Unknown,
}

impl PlanCode {
    pub const ALL: [Self; 5] = [Self::FreeTrial, Self::Starter, Self::Growth, Self::Pro, Self::Enterprise];

    /// The code or the usual name in either language: `FREE_TRIAL`, `free trial`, `خطة النمو`.
    pub fn parse(raw: &str) -> Result<Self, PlanError> {
        let folded = text::fold(&text::clean(raw));
        // A hyphen stands between two words. At an end it is a sign, and a sign may make it another plan: PRO+, Pro-.
        if folded.starts_with(['-', '_']) || folded.ends_with(['-', '_']) {
            return Err(PlanError::Unknown);
        }
        let name: String = folded
            .split([' ', '_', '-', '(', ')', '[', ']'])
            .filter(|word| !matches!(*word, "plan" | "خطه" | "الخطه" | "باقه" | "الباقه"))
            .map(|word| word.strip_prefix("ال").unwrap_or(word))
            .collect();
        match name.as_str() {
            "" if folded.is_empty() => Err(PlanError::Empty),
            "freetrial"
            | "trial"
            | "free"
            | "تجريبي"
            | "تجريبيه"
            | "تجربه"
            | "تجربهمجانيه"
            | "تجريبيهمجانيه"
            | "تجريبيمجاني"
            | "مجاني"
            | "مجانيه" => Ok(Self::FreeTrial),
            "starter" | "start" | "بدايه" | "مبتدي" | "مبتديه" | "انطلاق" | "انطلاقه" | "ستارتر" => {
                Ok(Self::Starter)
            }
            "growth" | "grow" | "نمو" | "نامي" | "ناميه" => Ok(Self::Growth),
            "pro" | "professional" | "احترافي" | "احترافيه" | "محترف" | "محترفين" | "برو" => Ok(Self::Pro),
            "enterprise" | "موسسات" | "موسسه" | "شركات" | "منشات" => Ok(Self::Enterprise),
            _ => Err(PlanError::Unknown),
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::FreeTrial => "FREE_TRIAL",
            Self::Starter => "STARTER",
            Self::Growth => "GROWTH",
            Self::Pro => "PRO",
            Self::Enterprise => "ENTERPRISE",
        }
    }
}

impl fmt::Display for PlanCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl AsRef<str> for PlanCode {
    fn as_ref(&self) -> &str {
        self.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_plan_is_known_by_its_code_in_any_case() {
        for plan in PlanCode::ALL {
            for raw in [plan.code().to_owned(), plan.code().to_lowercase(), format!(" {plan} ")] {
                assert_eq!(PlanCode::parse(&raw), Ok(plan), "{raw}");
            }
            assert_eq!(serde_json::to_string(&plan).unwrap(), format!("\"{plan}\""));
        }
    }

    #[test]
    fn each_plan_is_known_by_its_usual_names() {
        for (raw, plan) in [
            ("free trial", PlanCode::FreeTrial),
            ("Free-Trial", PlanCode::FreeTrial),
            ("Trial", PlanCode::FreeTrial),
            ("تجربة مجانية", PlanCode::FreeTrial),
            ("التجربة المجانية", PlanCode::FreeTrial),
            ("Starter plan", PlanCode::Starter),
            ("خطة البداية", PlanCode::Starter),
            ("باقة النمو", PlanCode::Growth),
            ("  pro\u{a0}", PlanCode::Pro),
            ("Pro (plan)", PlanCode::Pro),
            ("Free - Trial", PlanCode::FreeTrial),
            ("الاحترافية", PlanCode::Pro),
            ("المؤسسات", PlanCode::Enterprise),
        ] {
            assert_eq!(PlanCode::parse(raw), Ok(plan), "{raw}");
        }
    }

    #[test]
    fn a_plan_we_do_not_sell_is_refused() {
        for raw in ["GOLD", "plan", "pro+ultra", "1", "ذهبية", "-", "PRO+", "Pro-", "-pro", "PRO*", "pro.", "free/trial", "Pro, yearly"]
        {
            assert_eq!(PlanCode::parse(raw), Err(PlanError::Unknown), "{raw}");
        }
        assert_eq!(PlanCode::parse(" \u{200f}"), Err(PlanError::Empty));
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>()) {
            let _ = PlanCode::parse(&raw);
        }
    }
}
