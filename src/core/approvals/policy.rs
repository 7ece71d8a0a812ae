//! Which commands need approval, from what size on, and by how many: data, changed under approval themselves.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::Effect;
use crate::core::change::Change;
use crate::core::money::{Currency, Money};

/// What is laid down for one command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub command: String,
    /// Off: whoever may do it does it alone.
    pub enabled: bool,
    /// From this rank of plan on; `None` is any.
    pub min_rank: Option<i16>,
    /// From so many touched subjects on.
    pub min_subjects: i32,
    /// From this amount on, in baisa; `None` is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_minor: Option<i64>,
    /// One or two.
    pub approvers: i16,
    /// From so many subjects on, two whatever `approvers` says.
    pub two_from: Option<i32>,
    /// The two let it pass through two different roles.
    pub distinct_roles: bool,
}

/// The approvals one act needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    pub approvers: i16,
    pub distinct_roles: bool,
}

impl Needed {
    /// Key of the sentence that says whose word an act takes.
    pub fn rule_key(needed: Option<Self>) -> &'static str {
        match needed {
            Some(needed) if needed.approvers == 2 => "approvals-needs-two",
            Some(_) => "approvals-needs-one",
            None => "approvals-needs-none",
        }
    }
}

/// Whether acts of this command touch one or many: only then do numbers of them mean anything.
pub fn counts(command: &str) -> bool {
    command.starts_with("tenants.") || command == "billing.run"
}

/// Whether acts of this command have an amount.
pub fn weighs(command: &str) -> bool {
    matches!(command, "invoice.credit" | "invoice.write_off" | "tenant.cycle")
}

/// Whether acts of this command touch tenants, which have a plan.
pub fn ranks(command: &str) -> bool {
    command.starts_with("tenants.") || command.starts_with("tenant.")
}

impl Policy {
    /// What this effect needs; `None` when it may be done at once.
    pub fn needed(&self, effect: &Effect) -> Option<Needed> {
        let many = effect.size();
        let ranked = self.min_rank.is_none_or(|rank| effect.highest_rank() >= rank);
        let applies = self.enabled && many >= i64::from(self.min_subjects) && ranked && self.weighs_enough(effect.amount);
        let two = self.approvers == 2 || self.two_from.is_some_and(|from| many >= i64::from(from));
        applies.then_some(Needed { approvers: if two { 2 } else { 1 }, distinct_roles: two && self.distinct_roles })
    }

    /// What another currency is worth in rials is not guessed: any of it weighs enough.
    fn weighs_enough(&self, amount: Option<Money>) -> bool {
        let Some(least) = self.min_minor else { return true };
        amount.is_none_or(|amount| if amount.currency == Currency::Omr { amount.minor >= least } else { amount.minor > 0 })
    }
}

/// The policy of a command.
pub async fn find(db: &mut PgConnection, command: &str) -> Result<Option<Policy>, sqlx::Error> {
    sqlx::query_as!(
        Policy,
        "select command, enabled, min_rank, min_subjects, min_minor, approvers, two_from, distinct_roles from sys_approval_policies where command = $1",
        command
    )
    .fetch_optional(db)
    .await
}

/// What the strictest of these policies asks of an effect; `None` when it may be done at once. A policy that is missing lets nothing pass.
pub(super) async fn strictest(db: &mut PgConnection, commands: &[&str], effect: &Effect) -> Result<Option<Needed>, sqlx::Error> {
    let mut needed: Option<Needed> = None;
    for command in commands {
        let this = find(db, command).await?.ok_or(sqlx::Error::RowNotFound)?.needed(effect);
        needed = match (needed, this) {
            (Some(one), Some(other)) => {
                Some(Needed { approvers: one.approvers.max(other.approvers), distinct_roles: one.distinct_roles || other.distinct_roles })
            }
            (one, other) => one.or(other),
        };
    }
    Ok(needed)
}

/// Every policy, by command.
pub async fn all(db: &mut PgConnection) -> Result<Vec<Policy>, sqlx::Error> {
    sqlx::query_as!(
        Policy,
        "select command, enabled, min_rank, min_subjects, min_minor, approvers, two_from, distinct_roles from sys_approval_policies order by command"
    )
    .fetch_all(db)
    .await
}

/// Holds a policy until the change ends.
pub async fn lock(change: &mut Change, command: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select command from sys_approval_policies where command = $1 for update", command)
        .fetch_optional(&mut **change)
        .await
        .map(drop)
}

/// Puts a policy in force.
pub async fn put(change: &mut Change, policy: &Policy) -> Result<(), sqlx::Error> {
    let (at, by) = (change.at(), change.staff_id().map(|id| id.0));
    sqlx::query!(
        r#"update sys_approval_policies
              set enabled = $2, min_rank = $3, min_subjects = $4, approvers = $5, two_from = $6, distinct_roles = $7,
                  version = version + 1, updated_at = $8, updated_by = $9, min_minor = $10
            where command = $1"#,
        policy.command,
        policy.enabled,
        policy.min_rank,
        policy.min_subjects,
        policy.approvers,
        policy.two_from,
        policy.distinct_roles,
        at,
        by,
        policy.min_minor
    )
    .execute(&mut **change)
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::super::{Subject, SubjectKind};
    use super::*;

    fn policy() -> Policy {
        Policy {
            command: "tenant.suspend".into(),
            enabled: true,
            min_rank: None,
            min_subjects: 1,
            min_minor: None,
            approvers: 1,
            two_from: None,
            distinct_roles: false,
        }
    }

    fn touching(ranks: &[i16]) -> Effect {
        let subjects = ranks.iter().enumerate();
        let subjects =
            subjects.map(|(n, rank)| Subject { kind: SubjectKind::Tenant, id: n.to_string(), label: String::new(), rank: *rank });
        Effect { subjects: subjects.collect(), ..Effect::default() }
    }

    #[test]
    fn a_policy_without_an_amount_is_kept_as_before_there_were_amounts() {
        let kept = serde_json::json!({ "command": "tenant.suspend", "enabled": true, "min_rank": null, "min_subjects": 1, "approvers": 1,
            "two_from": null, "distinct_roles": false });
        assert_eq!(serde_json::to_value(policy()).unwrap(), kept, "the seal of what was asked then still holds");
        assert_eq!(serde_json::from_value::<Policy>(kept).unwrap(), policy());
    }

    #[test]
    fn thresholds_decide_whether_and_how_many() {
        let one = Some(Needed { approvers: 1, distinct_roles: false });
        let two = Some(Needed { approvers: 2, distinct_roles: false });
        assert_eq!(policy().needed(&touching(&[2])), one);
        assert_eq!(Policy { enabled: false, ..policy() }.needed(&touching(&[5, 5])), None);
        assert_eq!(Policy { min_rank: Some(4), ..policy() }.needed(&touching(&[3, 2])), None);
        assert_eq!(Policy { min_rank: Some(4), ..policy() }.needed(&touching(&[2, 4])), one);
        assert_eq!(Policy { min_subjects: 3, ..policy() }.needed(&touching(&[1, 1])), None);
        assert_eq!(Policy { min_subjects: 3, ..policy() }.needed(&touching(&[1, 1, 1])), one);
        assert_eq!(Policy { two_from: Some(2), ..policy() }.needed(&touching(&[1])), one);
        assert_eq!(Policy { two_from: Some(2), ..policy() }.needed(&touching(&[1, 1])), two);
        assert_eq!(Policy { approvers: 2, ..policy() }.needed(&touching(&[1])), two);
        let apart = Policy { approvers: 2, distinct_roles: true, ..policy() };
        assert_eq!(apart.needed(&touching(&[1])), Some(Needed { approvers: 2, distinct_roles: true }));
        let weighing = Policy { min_minor: Some(50_000), ..policy() };
        let of = |minor, currency| Effect { amount: Some(Money::new(minor, currency)), ..touching(&[1]) };
        assert_eq!(weighing.needed(&of(49_999, Currency::Omr)), None);
        assert_eq!(weighing.needed(&of(50_000, Currency::Omr)), one);
        assert_eq!(weighing.needed(&of(1, Currency::Aed)), one, "another currency is not weighed against rials");
        assert_eq!(weighing.needed(&of(0, Currency::Aed)), None, "nothing weighs nothing in any");
        assert_eq!(weighing.needed(&touching(&[1])), one, "what is not weighed is not let pass");
        assert_eq!(Policy { min_subjects: 9, ..policy() }.needed(&Effect { many: Some(8), ..touching(&[1]) }), None);
        assert_eq!(Policy { min_subjects: 9, ..policy() }.needed(&Effect { many: Some(9), ..touching(&[1]) }), one);
        assert_eq!(Policy { distinct_roles: true, ..policy() }.needed(&touching(&[1])), one, "one person is of one role");
    }
}
