//! Rights that are safer in different hands. Holding them together is not forbidden, in a small team it may have to be; but it is shown
//! where rights are looked at.

use crate::core::approvals::Registry;
use crate::core::permission::{Permission, PermissionSet};

/// Two kinds of rights that one person should not have together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toxic {
    /// They could make the second person themselves.
    PeopleAndDecisions,
    /// They could loosen the rule they then decide by.
    RulesAndDecisions,
    /// They sign for what they handed out.
    PeopleAndReviews,
    /// Two like this let each other's acts pass.
    ActsAndDecisions,
}

impl Toxic {
    pub const ALL: [Self; 4] = [Self::PeopleAndDecisions, Self::RulesAndDecisions, Self::PeopleAndReviews, Self::ActsAndDecisions];

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::PeopleAndDecisions => "together-people-decisions",
            Self::RulesAndDecisions => "together-rules-decisions",
            Self::PeopleAndReviews => "together-people-reviews",
            Self::ActsAndDecisions => "together-acts-decisions",
        }
    }

    /// Key of the sentence that says what could come of it.
    pub fn why(self) -> &'static str {
        match self {
            Self::PeopleAndDecisions => "together-people-decisions-why",
            Self::RulesAndDecisions => "together-rules-decisions-why",
            Self::PeopleAndReviews => "together-people-reviews-why",
            Self::ActsAndDecisions => "together-acts-decisions-why",
        }
    }
}

/// What somebody with these permissions holds together.
pub fn toxic(held: &PermissionSet, commands: &Registry) -> Vec<Toxic> {
    let has = |permission| held.has(permission);
    let people = has(Permission::StaffManage) || has(Permission::RolesManage);
    let decides = has(Permission::ApprovalsDecide);
    // Managing people and changing the rules are commands too, with lines of their own.
    let apart = [Permission::StaffManage, Permission::RolesManage, Permission::ApprovalsPolicy];
    let acts = commands.permissions().into_iter().any(|permission| !apart.contains(&permission) && has(permission));
    let holds = |one: &Toxic| match one {
        Toxic::PeopleAndDecisions => people && decides,
        Toxic::RulesAndDecisions => has(Permission::ApprovalsPolicy) && decides,
        Toxic::PeopleAndReviews => people && has(Permission::ReviewsSign),
        Toxic::ActsAndDecisions => acts && decides,
    };
    Toxic::ALL.into_iter().filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas;

    #[test]
    fn what_is_better_held_apart_is_found_in_whatever_order_it_came_together() {
        let of = |codes: &[&str]| toxic(&PermissionSet::from_grants(codes), &areas::commands());
        assert_eq!(of(&["approvals:decide"]), []);
        assert_eq!(of(&["tenants:cancel", "staff:manage", "reviews:read"]), []);
        assert_eq!(of(&["approvals:decide", "tenants:cancel"]), [Toxic::ActsAndDecisions]);
        assert_eq!(of(&["tenants:suspend", "approvals:decide"]), [Toxic::ActsAndDecisions]);
        assert_eq!(of(&["roles:manage", "approvals:decide"]), [Toxic::PeopleAndDecisions]);
        assert_eq!(of(&["approvals:policy", "approvals:decide"]), [Toxic::RulesAndDecisions]);
        assert_eq!(of(&["staff:manage", "reviews:sign"]), [Toxic::PeopleAndReviews]);
        assert_eq!(of(&["*"]), Toxic::ALL);
    }
}
