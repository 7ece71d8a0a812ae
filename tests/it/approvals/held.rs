//! What a decision waits for, and what it sees once it has it: each thing is held by somebody else who alters it meanwhile.

use std::collections::BTreeSet;

use hq_console::areas;
use hq_console::areas::approvals::ChangePolicy;
use hq_console::areas::roles::dangerous::Widen;
use hq_console::core::approvals::{self, Decided, Decision, Refusal, policy};
use hq_console::core::ids::{ApprovalId, RoleId, StaffId};
use hq_console::core::permission::Permission;
use sqlx::AssertSqlSafe;

use super::rules::{ask, change, means, suspension, with};
use crate::support::Console;
use crate::support::data_folder::until;

/// Approves while somebody else has done this and not committed it; they do once the decision waits for them.
async fn decide_behind(console: &Console, by: StaffId, id: ApprovalId, done: String) -> Result<Decided, Refusal> {
    let mut first = console.db.begin().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(done)).execute(&mut *first).await.unwrap();
    let deciding = async {
        let mut change = change(console, by).await;
        let decided = approvals::decide(&mut change, &areas::commands(), means(console), id, Decision::Approve, "").await.unwrap();
        if decided.is_ok() {
            change.commit().await.unwrap();
        }
        decided
    };
    let waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    let committing = async {
        until("the decision waits", async || console.db_number(waits).await == 1).await;
        first.commit().await.unwrap();
    };
    tokio::join!(deciding, committing).0
}

#[tokio::test]
async fn a_policy_changed_while_its_change_is_decided_voids_the_request() {
    let console = Console::start().await;
    let mut wanted = policy::find(&mut console.db.acquire().await.unwrap(), "tenant.churn").await.unwrap().unwrap();
    wanted.approvers = 2;
    let id = ask(&console, with(&console, "super_admin").await, &ChangePolicy { policy: wanted }).await;
    let decider = with(&console, "super_admin").await;
    let other = "update sys_approval_policies set distinct_roles = true where command = 'tenant.churn'";
    assert!(matches!(decide_behind(&console, decider, id, other.to_owned()).await, Ok(Decided::Void(_))));
    assert_eq!(console.db_number("select count(*) from sys_approval_policies where approvers = 2").await, 0);
}

#[tokio::test]
async fn whoever_comes_to_hold_a_role_while_its_widening_is_decided_voids_it() {
    let console = Console::start().await;
    let (holder, newcomer) = (with(&console, "support").await, with(&console, "billing").await);
    let role: uuid::Uuid =
        sqlx::query_scalar("select id from sys_platform_roles where code = 'support'").fetch_one(&console.db).await.unwrap();
    let widen = Widen::new(RoleId(role), &BTreeSet::from([Permission::StaffManage]));
    let id = ask(&console, with(&console, "super_admin").await, &widen).await;
    let decider = with(&console, "super_admin").await;
    let given = format!(
        "select pg_advisory_xact_lock(hashtextextended('sys_platform_users', 0));
         insert into sys_platform_user_roles (user_id, role_id, granted_at) values ('{newcomer}', '{role}', now())"
    );
    assert!(matches!(decide_behind(&console, decider, id, given).await, Ok(Decided::Void(_))), "held by {holder} and {newcomer}");
}

#[tokio::test]
async fn a_right_that_went_while_the_decision_waited_is_gone() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let id = ask(&console, with(&console, "billing").await, &suspension(tenant)).await;
    let decider = with(&console, "support_manager").await;
    let taken = format!(
        "select id from sys_tenants where id = '{tenant}' for update; delete from sys_platform_user_roles where user_id = '{decider}'"
    );
    assert_eq!(decide_behind(&console, decider, id, taken).await, Err(Refusal::NoAuthority));
    assert_eq!(console.db_stage(tenant).await, "active");
}
