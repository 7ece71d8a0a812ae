//! What is sold beside a plan.

/// A service that is added to a subscription, each for so much a period. None of them raises a limit of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Answered before others, at any hour.
    PrioritySupport,
    /// Somebody of the house who knows the tenant.
    AccountManager,
    /// Days of training on site.
    Training,
    /// Reports made for the tenant.
    CustomReport,
    /// Devices that are lent: printers, scanners, card readers.
    DeviceRental,
    /// Messages to the tenant's customers, by packets.
    MessagePack,
}

impl Extra {
    pub const ALL: [Self; 6] =
        [Self::PrioritySupport, Self::AccountManager, Self::Training, Self::CustomReport, Self::DeviceRental, Self::MessagePack];

    pub fn code(self) -> &'static str {
        match self {
            Self::PrioritySupport => "priority_support",
            Self::AccountManager => "account_manager",
            Self::Training => "training",
            Self::CustomReport => "custom_report",
            Self::DeviceRental => "device_rental",
            Self::MessagePack => "message_pack",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extra| extra.code() == code)
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::PrioritySupport => "subscription-extra-priority-support",
            Self::AccountManager => "subscription-extra-account-manager",
            Self::Training => "subscription-extra-training",
            Self::CustomReport => "subscription-extra-custom-report",
            Self::DeviceRental => "subscription-extra-device-rental",
            Self::MessagePack => "subscription-extra-message-pack",
        }
    }
}
