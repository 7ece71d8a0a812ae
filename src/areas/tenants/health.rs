//! What the register mirrors of health: band and risk, by which it is filtered. How they come about is the health area's.

use super::show_path;
use crate::core::ids::TenantId;
use crate::web::ui::Tone;

/// Where a score lies (decision 16), or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Signed less than thirty days ago.
    New,
    /// Too little is known of it yet.
    Unknown,
    Healthy,
    Good,
    Fair,
    AtRisk,
}

impl Band {
    /// The most pressing first.
    pub const ALL: [Self; 6] = [Self::AtRisk, Self::Fair, Self::Good, Self::Healthy, Self::New, Self::Unknown];

    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unknown => "unknown",
            Self::Healthy => "healthy",
            Self::Good => "good",
            Self::Fair => "fair",
            Self::AtRisk => "at_risk",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::New => "health-band-new",
            Self::Unknown => "health-band-unknown",
            Self::Healthy => "health-band-healthy",
            Self::Good => "health-band-good",
            Self::Fair => "health-band-fair",
            Self::AtRisk => "health-band-at-risk",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::New => Tone::Info,
            Self::Unknown => Tone::Neutral,
            Self::Healthy | Self::Good => Tone::Success,
            Self::Fair => Tone::Warning,
            Self::AtRisk => Tone::Danger,
        }
    }
}

/// How likely a tenant is to leave (decision 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    Low,
    Medium,
    High,
    Critical,
}

impl Risk {
    /// The most pressing first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    pub fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|risk| risk.code() == code)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Low => "health-risk-low",
            Self::Medium => "health-risk-medium",
            Self::High => "health-risk-high",
            Self::Critical => "health-risk-critical",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Low => Tone::Success,
            Self::Medium => Tone::Info,
            Self::High => Tone::Warning,
            Self::Critical => Tone::Danger,
        }
    }
}

/// Where a tenant's health is told.
pub fn health_path(id: TenantId) -> String {
    format!("{}/health", show_path(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_itself() {
        for band in Band::ALL {
            assert_eq!(Band::from_code(band.code()), Some(band));
        }
        for risk in Risk::ALL {
            assert_eq!(Risk::from_code(risk.code()), Some(risk));
        }
    }
}
