//! Changing what needs approval needs approval.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgConnection;

use crate::core::approvals::{Command, Effect, FieldChange, Means, Order, Policy, Subject, SubjectKind, policy};
use crate::core::change::{Change, Event};
use crate::core::permission::Permission;

/// Puts another policy in force for a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePolicy {
    pub policy: Policy,
}

/// The fields of a policy as text, by name; those that say nothing are left out.
fn fields(policy: &Policy) -> BTreeMap<String, String> {
    let Ok(Value::Object(map)) = serde_json::to_value(policy) else { return BTreeMap::new() };
    let text = |value: Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    };
    map.into_iter().filter_map(|(name, value)| Some((name, text(value)?))).collect()
}

/// Whether the thresholds can be reached: one that cannot would switch the policy off while it reads "on". And this policy is never off.
fn is_meant(this: &Policy) -> bool {
    (this.min_rank.is_none() || policy::ranks(&this.command))
        && (policy::counts(&this.command) || this.min_subjects == 1 && this.two_from.is_none())
        && (policy::weighs(&this.command) || this.min_minor.is_none())
        && (this.enabled || this.command != ChangePolicy::NAME)
}

impl Command for ChangePolicy {
    const NAME: &'static str = "approval.policy";
    const PERMISSION: Permission = Permission::ApprovalsPolicy;
    const NEVER_ALONE: bool = true;

    fn subject(&self) -> String {
        self.policy.command.clone()
    }

    async fn lock(&self, change: &mut Change) -> Result<(), sqlx::Error> {
        policy::lock(change, &self.policy.command).await
    }

    async fn preview(&self, db: &mut PgConnection, _: DateTime<Utc>) -> Result<Result<Effect, &'static str>, sqlx::Error> {
        let command = &self.policy.command;
        let Some(now) = policy::find(db, command).await? else { return Ok(Err("approvals-error-command")) };
        if !is_meant(&self.policy) {
            return Ok(Err("approvals-error-threshold"));
        }
        let (before, after) = (fields(&now), fields(&self.policy));
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let value = |fields: &BTreeMap<String, String>, name: &String| fields.get(name).cloned();
        let changes: Vec<FieldChange> = names
            .into_iter()
            .map(|name| (name, value(&before, name), value(&after, name)))
            .filter(|(_, before, after)| before != after)
            .map(|(name, before, after)| FieldChange::new(command, name, before.as_deref(), after.as_deref()))
            .collect();
        if changes.is_empty() {
            return Ok(Err("approvals-policy-same"));
        }
        let subject = Subject { kind: SubjectKind::Policy, id: command.clone(), label: command.clone(), rank: 0 };
        Ok(Ok(Effect { subjects: vec![subject], changes, ..Effect::default() }))
    }

    async fn execute(&self, change: &mut Change, _: Means<'_>, order: &Order) -> Result<Result<(), &'static str>, sqlx::Error> {
        let before = policy::find(change, &self.policy.command).await?.ok_or(sqlx::Error::RowNotFound)?;
        policy::put(change, &self.policy).await?;
        let event = Event::new("approval.policy_changed", "policy").object(&self.policy.command, self.policy.command.clone());
        change.record(event.diff(&before, &self.policy).reason(order.reason.clone())).await?;
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(command: &str) -> Policy {
        let command = command.to_owned();
        Policy {
            command,
            enabled: true,
            min_rank: None,
            min_subjects: 1,
            min_minor: None,
            approvers: 1,
            two_from: None,
            distinct_roles: false,
        }
    }

    #[test]
    fn a_threshold_is_meant_where_it_can_be_reached() {
        for command in ["tenants.suspend", "tenant.suspend", "staff.reset", "approval.policy"] {
            assert!(is_meant(&of(command)), "{command}");
        }
        let ranked = |command| Policy { min_rank: Some(3), ..of(command) };
        assert!(is_meant(&ranked("tenants.suspend")) && is_meant(&ranked("tenant.suspend")));
        assert!(!is_meant(&ranked("staff.reset")) && !is_meant(&ranked("approval.policy")));
        let many = |command| Policy { min_subjects: 2, ..of(command) };
        assert!(is_meant(&many("tenants.suspend")) && !is_meant(&many("tenant.suspend")) && !is_meant(&many("staff.reset")));
        assert!(is_meant(&many("billing.run")) && !is_meant(&ranked("billing.run")));
        let weighing = |command| Policy { min_minor: Some(1), ..of(command) };
        assert!(
            is_meant(&weighing("invoice.credit")) && is_meant(&weighing("invoice.write_off")) && !is_meant(&weighing("tenants.suspend"))
        );
        let two = |command| Policy { two_from: Some(25), ..of(command) };
        assert!(is_meant(&two("tenants.suspend")) && !is_meant(&two("tenant.suspend")) && !is_meant(&two("staff.reset")));
    }

    #[test]
    fn any_policy_can_be_off_but_the_one_over_policies() {
        let off = |command| Policy { enabled: false, ..of(command) };
        assert!(is_meant(&off("tenant.suspend")) && is_meant(&off("staff.reset")) && !is_meant(&off("approval.policy")));
    }
}
