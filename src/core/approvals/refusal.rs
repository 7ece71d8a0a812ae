//! Why nothing was decided, in a reader's words.

/// Why a decision was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoSuchRequest,
    /// Nobody decides about what they asked for.
    OwnRequest,
    /// Somebody else's request.
    NotYours,
    /// They may not do themselves what they would approve.
    NoAuthority,
    /// Decided, withdrawn, expired or void already.
    Closed,
    /// They approved it before.
    AlreadyDecided,
    /// The second approval has to come through another role.
    SameRole,
    /// This version does not know the command.
    UnknownCommand,
    NoEmergency,
    AlreadyReviewed,
    /// It is about the one who would decide.
    Concerned,
    /// Somebody else can decide, and this is never done alone while that is so.
    NotAlone,
    /// The command itself refused; the key of its sentence.
    Command(&'static str),
}

impl Refusal {
    /// Key of the sentence a page shows.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoSuchRequest => "approvals-error-unknown",
            Self::OwnRequest => "approvals-error-own",
            Self::NotYours => "approvals-error-not-yours",
            Self::NoAuthority => "approvals-error-no-authority",
            Self::Closed => "approvals-error-closed",
            Self::AlreadyDecided => "approvals-error-already",
            Self::SameRole => "approvals-error-same-role",
            Self::UnknownCommand => "approvals-error-command",
            Self::NoEmergency => "approvals-error-no-emergency",
            Self::AlreadyReviewed => "approvals-error-reviewed",
            Self::Concerned => "approvals-error-concerned",
            Self::NotAlone => "approvals-error-not-alone",
            Self::Command(key) => key,
        }
    }
}
