//! The engine's refusals, one by one, asked without a page between.

use std::collections::BTreeSet;

use chrono::Duration;
use hq_console::areas;
use hq_console::areas::approvals::ChangePolicy;
use hq_console::areas::roles::dangerous::Widen;
use hq_console::areas::staff::dangerous::{Grant, Reset, Whom};
use hq_console::areas::tenants::lifecycle::dangerous::{Churn, Suspend, SuspendMany};
use hq_console::areas::tenants::lifecycle::moves::{Category, Mode};
use hq_console::core::approvals::{self, Command, Decided, Decision, Means, Policy, Refusal, Registry, Submitted, policy};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{ApprovalId, RoleId, StaffId, TenantId};
use hq_console::core::permission::Permission;

use crate::support::Console;

pub(super) async fn change(console: &Console, by: StaffId) -> Change {
    change_of(console, Actor::Staff { id: by, label: "Somebody".to_owned() }).await
}

async fn change_of(console: &Console, actor: Actor) -> Change {
    Change::begin(&console.db, &console.clock, Origin::of(actor)).await.unwrap()
}

pub(super) fn means(console: &Console) -> Means<'_> {
    Means { secrets: &console.secrets, base_url: "http://localhost" }
}

pub(super) async fn ask(console: &Console, by: StaffId, command: &impl Command) -> ApprovalId {
    let mut change = change(console, by).await;
    let submitted = approvals::submit(&mut change, means(console), command, "Because").await.unwrap();
    let Submitted::Waiting(id) = submitted else { panic!("{submitted:?}") };
    change.commit().await.unwrap();
    id
}

pub(super) fn suspension(tenant: TenantId) -> Suspend {
    Suspend { tenant, mode: Mode::Blocked, category: Category::Other }
}

/// Somebody new with this role.
pub(super) async fn with(console: &Console, role: &str) -> StaffId {
    console.db_person(&[role]).await.id
}

/// Decides and, where that was taken, keeps it.
async fn decide(console: &Console, registry: &Registry, by: StaffId, id: ApprovalId, decision: Decision) -> Result<Decided, Refusal> {
    let mut change = change(console, by).await;
    let decided = approvals::decide(&mut change, registry, means(console), id, decision, "So").await.unwrap();
    if decided.is_ok() {
        change.commit().await.unwrap();
    }
    decided
}

async fn emergency(console: &Console, registry: &Registry, by: StaffId, id: ApprovalId) -> Result<Decided, Refusal> {
    let mut change = change(console, by).await;
    let decided = approvals::emergency(&mut change, registry, means(console), id, "Cannot wait").await.unwrap();
    if decided.is_ok() {
        change.commit().await.unwrap();
    }
    decided
}

async fn review(console: &Console, by: StaffId, id: ApprovalId) -> Result<(), Refusal> {
    let mut change = change(console, by).await;
    let reviewed = approvals::review(&mut change, id, "Looked at it").await.unwrap();
    if reviewed.is_ok() {
        change.commit().await.unwrap();
    }
    reviewed
}

async fn state(console: &Console, id: ApprovalId) -> String {
    sqlx::query_scalar("select status from sys_approval_requests where id = $1").bind(id.0).fetch_one(&console.db).await.unwrap()
}

#[tokio::test]
async fn only_an_emergency_is_reviewed_and_only_once_by_somebody_with_the_right_and_no_part_in_it() {
    let console = Console::start().await;
    let commands = areas::commands();
    let (asker, concerned) = (with(&console, "super_admin").await, with(&console, "super_admin").await);
    let id = ask(&console, asker, &Reset { person: concerned }).await;
    assert_eq!(review(&console, asker, ApprovalId(console.clock.new_id())).await, Err(Refusal::NoSuchRequest));
    let other = with(&console, "super_admin").await;
    assert_eq!(review(&console, other, id).await, Err(Refusal::NoEmergency));
    assert_eq!(emergency(&console, &commands, asker, id).await, Ok(Decided::Executed));
    assert_eq!(review(&console, asker, id).await, Err(Refusal::OwnRequest));
    // The account starts over, and so cannot decide; were it back, it would still be about them.
    sqlx::query("update sys_platform_users set status = 'active', password_hash = 'x', activated_at = now() where id = $1")
        .bind(concerned.0)
        .execute(&console.db)
        .await
        .unwrap();
    assert_eq!(review(&console, concerned, id).await, Err(Refusal::Concerned));
    // Who may decide, but could not do the same themselves, and who could not decide at all.
    assert_eq!(review(&console, with(&console, "support_manager").await, id).await, Err(Refusal::NoAuthority));
    assert_eq!(review(&console, with(&console, "auditor").await, id).await, Err(Refusal::NoAuthority));
    let mut system = change_of(&console, Actor::System).await;
    assert_eq!(approvals::review(&mut system, id, "Fine").await.unwrap(), Err(Refusal::NoAuthority));
    drop(system);
    assert_eq!(review(&console, other, id).await, Ok(()));
    assert_eq!(review(&console, with(&console, "super_admin").await, id).await, Err(Refusal::AlreadyReviewed));
    assert_eq!(console.db_audited("approval.reviewed").await, 1);
}

#[tokio::test]
async fn a_decision_takes_a_person_with_the_right_a_known_command_and_an_open_request() {
    let console = Console::with_tenants(40).await;
    let commands = areas::commands();
    let (asker, decider) = (with(&console, "billing").await, with(&console, "support_manager").await);
    let id = ask(&console, asker, &suspension(console.db_tenant("active").await)).await;
    let nowhere = ApprovalId(console.clock.new_id());
    assert_eq!(decide(&console, &commands, decider, nowhere, Decision::Approve).await, Err(Refusal::NoSuchRequest));
    assert_eq!(decide(&console, &commands, asker, id, Decision::Reject).await, Err(Refusal::OwnRequest));
    assert_eq!(decide(&console, &commands, with(&console, "auditor").await, id, Decision::Reject).await, Err(Refusal::NoAuthority));
    let mut cli = change_of(&console, Actor::Cli).await;
    let by_nobody = approvals::decide(&mut cli, &commands, means(&console), id, Decision::Approve, "").await.unwrap();
    assert_eq!(by_nobody, Err(Refusal::NoAuthority), "the command line is no second person");
    drop(cli);
    // A version that does not know the command carries nothing out, and can still close the request.
    let unknowing = Registry::default();
    assert_eq!(decide(&console, &unknowing, decider, id, Decision::Approve).await, Err(Refusal::UnknownCommand));
    assert_eq!(state(&console, id).await, "pending");
    assert_eq!(decide(&console, &unknowing, decider, id, Decision::Reject).await, Ok(Decided::Rejected));
    assert_eq!(decide(&console, &commands, decider, id, Decision::Approve).await, Err(Refusal::Closed));
}

#[tokio::test]
async fn who_it_is_about_neither_approves_nor_rejects() {
    let console = Console::start().await;
    let commands = areas::commands();
    let concerned = with(&console, "super_admin").await;
    let id = ask(&console, with(&console, "super_admin").await, &Reset { person: concerned }).await;
    assert_eq!(decide(&console, &commands, concerned, id, Decision::Approve).await, Err(Refusal::Concerned));
    assert_eq!(decide(&console, &commands, concerned, id, Decision::Reject).await, Err(Refusal::Concerned));
    assert_eq!(state(&console, id).await, "pending");
}

#[tokio::test]
async fn the_emergency_path_checks_who_when_what_and_whether_the_effect_still_holds() {
    let console = Console::with_tenants(40).await;
    let commands = areas::commands();
    let tenants = console.db_tenants("active", 3).await;
    let asker = with(&console, "super_admin").await;
    let id = ask(&console, asker, &suspension(tenants[0])).await;
    assert_eq!(emergency(&console, &commands, asker, ApprovalId(console.clock.new_id())).await, Err(Refusal::NoSuchRequest));
    assert_eq!(emergency(&console, &commands, with(&console, "super_admin").await, id).await, Err(Refusal::NotYours));
    assert_eq!(emergency(&console, &Registry::default(), asker, id).await, Err(Refusal::UnknownCommand));
    // Neither the right to act alone without the right to do it, nor the other way round.
    let billing = with(&console, "billing").await;
    let theirs = ask(&console, billing, &suspension(tenants[1])).await;
    assert_eq!(emergency(&console, &commands, billing, theirs).await, Err(Refusal::NoAuthority));
    let grant = "insert into sys_platform_role_permissions select id, 'approvals:emergency' from sys_platform_roles where code = 'billing'";
    sqlx::query(grant).execute(&console.db).await.unwrap();
    let revoke = "delete from sys_platform_role_permissions where permission = 'tenants:suspend' and role_id = (select id from sys_platform_roles where code = 'billing')";
    sqlx::query(revoke).execute(&console.db).await.unwrap();
    assert_eq!(emergency(&console, &commands, billing, theirs).await, Err(Refusal::NoAuthority));
    // What changed since is not done in an emergency either.
    let plan = "update sys_tenant_subscriptions set plan_code = case plan_code when 'PRO' then 'GROWTH' else 'PRO' end where tenant_id = $1 and ended_at is null";
    sqlx::query(plan).bind(tenants[0].0).execute(&console.db).await.unwrap();
    assert!(matches!(emergency(&console, &commands, asker, id).await, Ok(Decided::Void(differences)) if !differences.is_empty()));
    assert_eq!((state(&console, id).await, console.db_stage(tenants[0]).await), ("void".to_owned(), "active".to_owned()));
    assert_eq!(emergency(&console, &commands, asker, id).await, Err(Refusal::Closed));
    let late = ask(&console, asker, &suspension(tenants[2])).await;
    console.clock.advance(Duration::hours(72));
    assert_eq!(emergency(&console, &commands, asker, late).await, Err(Refusal::Closed), "its time is over to the second");
    assert_eq!(console.db_stage(tenants[2]).await, "active");
}

#[tokio::test]
async fn a_request_is_withdrawn_while_it_is_open_and_expires_when_its_time_is_over() {
    let console = Console::with_tenants(40).await;
    let tenants = console.db_tenants("active", 2).await;
    let asker = with(&console, "billing").await;
    let (first, second) = (ask(&console, asker, &suspension(tenants[0])).await, ask(&console, asker, &suspension(tenants[1])).await);
    let nowhere = ApprovalId(console.clock.new_id());
    let mut one = change(&console, asker).await;
    assert_eq!(approvals::withdraw(&mut one, nowhere).await.unwrap(), Err(Refusal::NoSuchRequest));
    assert!(!approvals::expire(&mut one, means(&console), nowhere).await.unwrap());
    assert_eq!(approvals::withdraw(&mut one, first).await.unwrap(), Ok(()));
    one.commit().await.unwrap();
    assert_eq!(state(&console, first).await, "withdrawn");
    console.clock.advance(Duration::hours(72) - Duration::seconds(1));
    let mut other = change_of(&console, Actor::System).await;
    assert!(!approvals::expire(&mut other, means(&console), second).await.unwrap(), "a second is left");
    assert_eq!(approvals::withdraw(&mut other, second).await.unwrap(), Err(Refusal::NotYours));
    drop(other);
    console.clock.advance(Duration::seconds(1));
    let mut late = change(&console, asker).await;
    assert_eq!(approvals::withdraw(&mut late, second).await.unwrap(), Err(Refusal::Closed));
    assert!(!approvals::expire(&mut late, means(&console), first).await.unwrap(), "withdrawn already");
    assert!(approvals::expire(&mut late, means(&console), second).await.unwrap());
    late.commit().await.unwrap();
    assert_eq!((state(&console, first).await, state(&console, second).await), ("withdrawn".to_owned(), "expired".to_owned()));
}

#[tokio::test]
async fn one_that_is_past_its_time_stands_in_nobodys_way() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let asker = with(&console, "billing").await;
    let old = ask(&console, asker, &suspension(tenant)).await;
    let mut again = change(&console, asker).await;
    let submitted = approvals::submit(&mut again, means(&console), &suspension(tenant), "Because").await.unwrap();
    assert_eq!(submitted, Submitted::Already(old));
    let softer = Suspend { mode: Mode::ReadOnly, ..suspension(tenant) };
    let submitted = approvals::submit(&mut again, means(&console), &softer, "Because").await.unwrap();
    assert_eq!(submitted, Submitted::Another(old));
    drop(again);
    console.clock.advance(Duration::hours(72));
    let new = ask(&console, asker, &suspension(tenant)).await;
    assert_ne!(new, old);
    assert_eq!((state(&console, old).await, state(&console, new).await), ("expired".to_owned(), "pending".to_owned()));
    let mut system = change_of(&console, Actor::System).await;
    let other = console.db_tenants("active", 2).await[1];
    let refused = approvals::submit(&mut system, means(&console), &suspension(other), "Because").await;
    assert!(refused.is_err(), "only a person asks");
}

#[tokio::test]
async fn what_once_took_two_still_does_when_the_policy_is_laxer_again() {
    let console = Console::with_tenants(40).await;
    let commands = areas::commands();
    let tenant = console.db_tenant("active").await;
    let id = ask(&console, with(&console, "billing").await, &suspension(tenant)).await;
    let leaver = console.db_person(&["support_manager"]).await;
    let put = "update sys_approval_policies set approvers = 2 where command = 'tenant.suspend'";
    sqlx::query(put).execute(&console.db).await.unwrap();
    assert_eq!(decide(&console, &commands, leaver.id, id, Decision::Approve).await, Ok(Decided::OneOfTwo));
    sqlx::query("update sys_approval_policies set approvers = 1 where command = 'tenant.suspend'").execute(&console.db).await.unwrap();
    console.disable(&leaver).await;
    let (second, third) = (with(&console, "support_manager").await, with(&console, "support_manager").await);
    assert_eq!(decide(&console, &commands, second, id, Decision::Approve).await, Ok(Decided::OneOfTwo), "the first lapsed");
    assert_eq!(decide(&console, &commands, second, id, Decision::Approve).await, Err(Refusal::AlreadyDecided));
    assert_eq!(decide(&console, &commands, third, id, Decision::Approve).await, Ok(Decided::Executed));
    assert_eq!(console.db_stage(tenant).await, "suspended");
}

/// Lets a request's time be over at this very instant, which its guard lets nobody do.
async fn db_over_at(console: &Console, id: ApprovalId, at: chrono::DateTime<chrono::Utc>) {
    let mut db = console.db.acquire().await.unwrap();
    sqlx::raw_sql("set session_replication_role = replica").execute(&mut *db).await.unwrap();
    let put = "update sys_approval_requests set expires_at = $2, requested_at = $2 - interval '72 hours' where id = $1";
    sqlx::query(put).bind(id.0).bind(at).execute(&mut *db).await.unwrap();
    sqlx::raw_sql("set session_replication_role = origin").execute(&mut *db).await.unwrap();
}

#[tokio::test]
async fn a_requests_time_is_over_at_its_last_instant() {
    let console = Console::with_tenants(40).await;
    let tenant = console.db_tenant("active").await;
    let (asker, decider) = (with(&console, "billing").await, with(&console, "support_manager").await);
    let id = ask(&console, asker, &suspension(tenant)).await;
    let mut deciding = change(&console, decider).await;
    db_over_at(&console, id, deciding.at()).await;
    let outcome = approvals::decide(&mut deciding, &areas::commands(), means(&console), id, Decision::Approve, "").await.unwrap();
    assert_eq!(outcome, Err(Refusal::Closed));
    drop(deciding);
    let mut again = change(&console, asker).await;
    db_over_at(&console, id, again.at()).await;
    let submitted = approvals::submit(&mut again, means(&console), &suspension(tenant), "Because").await.unwrap();
    assert!(matches!(submitted, Submitted::Waiting(new) if new != id), "{submitted:?}");
    drop(again);
    let mut closing = change_of(&console, Actor::System).await;
    db_over_at(&console, id, closing.at()).await;
    assert!(approvals::expire(&mut closing, means(&console), id).await.unwrap());
}

#[tokio::test]
async fn another_role_beside_the_deciding_one_makes_nobody_somebody_else() {
    let console = Console::with_tenants(40).await;
    let commands = areas::commands();
    let tenant = console.db_tenant("active").await;
    let put = "update sys_approval_policies set approvers = 2, distinct_roles = true where command = 'tenant.suspend'";
    sqlx::query(put).execute(&console.db).await.unwrap();
    let id = ask(&console, with(&console, "billing").await, &suspension(tenant)).await;
    let first = console.db_person(&["support_manager", "analyst"]).await.id;
    assert_eq!(decide(&console, &commands, first, id, Decision::Approve).await, Ok(Decided::OneOfTwo));
    let alike = console.db_person(&["support_manager", "support"]).await.id;
    assert_eq!(decide(&console, &commands, alike, id, Decision::Approve).await, Err(Refusal::SameRole), "neither decides as an agent");
    assert_eq!(decide(&console, &commands, with(&console, "super_admin").await, id, Decision::Approve).await, Ok(Decided::Executed));
}

#[tokio::test]
async fn of_two_policies_that_hold_each_adds_what_it_asks_for() {
    let console = Console::with_tenants(60).await;
    let put = "update sys_approval_policies set approvers = 2, distinct_roles = command = $1, two_from = null, min_subjects = 1
                where command in ('tenant.suspend', 'tenants.suspend')";
    let tenants = console.db_tenants("active", 2).await;
    for (strict, tenant) in ["tenant.suspend", "tenants.suspend"].into_iter().zip(tenants) {
        sqlx::query(put).bind(strict).execute(&console.db).await.unwrap();
        let many = SuspendMany { tenants: vec![tenant], mode: Mode::Blocked, category: Category::Other };
        let id = ask(&console, with(&console, "billing").await, &many).await;
        let apart = sqlx::query_scalar::<_, bool>("select distinct_roles and approvers = 2 from sys_approval_requests where id = $1");
        assert!(apart.bind(id.0).fetch_one(&console.db).await.unwrap(), "{strict} asks for two roles");
    }
}

#[tokio::test]
async fn only_a_person_or_time_asks() {
    let console = Console::with_tenants(120).await;
    let churn = Churn { tenant: console.db_tenant("cancelled").await };
    console.clock.advance(Duration::days(400));
    let mut cli = change_of(&console, Actor::Cli).await;
    assert!(approvals::submit(&mut cli, means(&console), &churn, "Because").await.is_err(), "the command line could be anybody");
    drop(cli);
    let mut system = change_of(&console, Actor::System).await;
    let submitted = approvals::submit(&mut system, means(&console), &churn, "Because").await.unwrap();
    assert!(matches!(submitted, Submitted::Waiting(_)), "{submitted:?}");
}

#[tokio::test]
async fn the_one_it_is_about_is_nobody_to_wait_for() {
    let console = Console::start().await;
    let commands = areas::commands();
    sqlx::query("update sys_platform_users set status = 'disabled', disabled_at = now()").execute(&console.db).await.unwrap();
    let (asker, concerned) = (with(&console, "super_admin").await, with(&console, "super_admin").await);
    let roles = vec!["super_admin".to_owned(), "support_manager".to_owned()];
    let id = ask(&console, asker, &Grant { whom: Whom::Colleague(concerned), roles }).await;
    assert_eq!(emergency(&console, &commands, asker, id).await, Ok(Decided::Executed));
}

#[tokio::test]
async fn requests_about_different_things_wait_beside_each_other() {
    let console = Console::start().await;
    let asker = with(&console, "super_admin").await;
    let (of_agents, of_analysts) = (with(&console, "support").await, with(&console, "analyst").await);
    assert_ne!(of_agents, of_analysts);
    let policies = policy::all(&mut console.db.acquire().await.unwrap()).await.unwrap();
    let policies: Vec<Policy> = policies.into_iter().filter(|policy| policy.command.starts_with("tenant.")).collect();
    let count = i64::try_from(policies.len()).unwrap();
    for policy in policies {
        ask(&console, asker, &ChangePolicy { policy: Policy { approvers: 2, ..policy } }).await;
    }
    for code in ["support", "analyst"] {
        ask(&console, asker, &widening(&console, code, Permission::StaffManage).await).await;
    }
    assert_eq!(console.db_number("select count(*) from sys_approval_requests where status = 'pending'").await, count + 2);
}

async fn widening(console: &Console, code: &str, permission: Permission) -> Widen {
    let id = sqlx::query_scalar("select id from sys_platform_roles where code = $1").bind(code).fetch_one(&console.db).await.unwrap();
    Widen::new(RoleId(id), &BTreeSet::from([permission]))
}

#[tokio::test]
async fn what_means_nothing_is_not_asked_for() {
    let console = Console::start().await;
    let asker = with(&console, "super_admin").await;
    let of = async |command: &str| policy::find(&mut console.db.acquire().await.unwrap(), command).await.unwrap().unwrap();
    let refused = async |command: &ChangePolicy| {
        let mut change = change(&console, asker).await;
        approvals::submit(&mut change, means(&console), command, "Because").await.unwrap()
    };
    let unreachable = Policy { min_rank: Some(3), ..of("staff.reset").await };
    assert_eq!(refused(&ChangePolicy { policy: unreachable }).await, Submitted::Refused("approvals-error-threshold"));
    let unknown = Policy { command: "tenant.moon".to_owned(), ..of("tenant.suspend").await };
    assert_eq!(refused(&ChangePolicy { policy: unknown }).await, Submitted::Refused("approvals-error-command"));
    assert_eq!(refused(&ChangePolicy { policy: of("tenant.suspend").await }).await, Submitted::Refused("approvals-policy-same"));
    // A role that does everything gains nothing, nor does one that holds it already.
    for (code, permission) in [("super_admin", Permission::StaffManage), ("support", Permission::TenantsRead)] {
        let mut change = change(&console, asker).await;
        let submitted = approvals::submit(&mut change, means(&console), &widening(&console, code, permission).await, "Because").await;
        assert_eq!(submitted.unwrap(), Submitted::Refused("staff-edited-nothing"), "{code}");
    }
}
