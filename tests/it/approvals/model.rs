//! Whatever people do in whatever order: nothing happens without valid approvals of others, and nothing happens twice.
//!
//! A small model keeps what must be true; the engine is driven with random interleavings of asking, changing the tenant, approving,
//! rejecting, taking rights away, giving them back, changing the policy, withdrawing, and time passing.

use std::collections::BTreeSet;

use chrono::Duration;
use hq_console::areas;
use hq_console::areas::tenants::lifecycle::dangerous::Suspend;
use hq_console::areas::tenants::lifecycle::moves::{Category, Mode};
use hq_console::core::approvals::{self, Decided, Decision, Means, Refusal, Submitted};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{ApprovalId, StaffId, TenantId};
use uuid::Uuid;

use crate::support::Console;

/// Interleavings, and steps of each.
const SEEDS: u64 = 60;
const STEPS: usize = 30;
const PEOPLE: usize = 4;

/// The same numbers for the same seed (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).unwrap()).unwrap()
    }
}

/// An open request as the model knows it.
struct Open {
    id: ApprovalId,
    by: usize,
    /// The tenant's plan when it was asked for: another plan is another effect.
    plan: usize,
    approvers: i16,
    approved: BTreeSet<usize>,
    until: chrono::DateTime<chrono::Utc>,
}

struct World {
    console: Console,
    commands: approvals::Registry,
    people: Vec<StaffId>,
    tenant: TenantId,
    // What the model says.
    may: [bool; PEOPLE],
    plan: usize,
    strict: bool,
    suspended: bool,
    open: Option<Open>,
    executed: i64,
}

const PLANS: [&str; 3] = ["STARTER", "GROWTH", "PRO"];

impl World {
    async fn change(&self, who: usize) -> Change {
        let actor = Actor::Staff { id: self.people[who], label: format!("Person {who}") };
        Change::begin(&self.console.db, &self.console.clock, Origin::of(actor)).await.unwrap()
    }

    fn means(&self) -> Means<'_> {
        Means { secrets: &self.console.secrets, base_url: "http://localhost" }
    }

    async fn sql(&self, sql: &'static str, id: Uuid, value: &str) {
        sqlx::query(sql).bind(id).bind(value).execute(&self.console.db).await.unwrap();
    }

    /// Closes the model's request when its time is over.
    fn tick(&mut self) {
        let now = self.console.clock.now();
        self.open.take_if(|open| open.until <= now);
    }

    async fn ask(&mut self, who: usize) {
        self.tick();
        let mut change = self.change(who).await;
        let command = Suspend { tenant: self.tenant, mode: Mode::Blocked, category: Category::Other };
        let pending = self.open.is_some();
        let submitted = approvals::submit(&mut change, self.means(), &command, "Because").await.unwrap();
        match submitted {
            Submitted::Waiting(id) => {
                assert!(!self.suspended && !pending);
                change.commit().await.unwrap();
                let approvers = if self.strict { 2 } else { 1 };
                let until = self.console.clock.now() + Duration::hours(72);
                self.open = Some(Open { id, by: who, plan: self.plan, approvers, approved: BTreeSet::new(), until });
            }
            Submitted::Already(_) => assert!(pending),
            Submitted::Another(_) => panic!("there is one manner only"),
            Submitted::Refused(_) => assert!(self.suspended),
            Submitted::Done => panic!("done without approval"),
        }
    }

    async fn decide(&mut self, who: usize, decision: Decision, id: ApprovalId) {
        self.tick();
        let mut change = self.change(who).await;
        let note = if decision == Decision::Reject { "No" } else { "" };
        let decided = approvals::decide(&mut change, &self.commands, self.means(), id, decision, note).await.unwrap();
        let may = self.may;
        let known = self.open.as_mut().filter(|open| open.id == id);
        let Some(open) = known else {
            assert!(decided.is_err(), "a closed request was decided: {decided:?}");
            return;
        };
        // Whoever lost the right lost the approval with it.
        let standing: BTreeSet<usize> = open.approved.iter().copied().filter(|one| may[*one]).collect();
        match decided {
            Err(Refusal::OwnRequest) => assert_eq!(open.by, who),
            Err(Refusal::NoAuthority) => assert!(!may[who]),
            Err(Refusal::AlreadyDecided) => assert!(standing.contains(&who)),
            Err(other) => panic!("{other:?} of an open request"),
            Ok(decided) => {
                assert!(open.by != who && may[who] && !standing.contains(&who));
                change.commit().await.unwrap();
                match decided {
                    Decided::Rejected => {
                        assert_eq!(decision, Decision::Reject);
                        self.open = None;
                    }
                    Decided::Void(differences) => {
                        assert!(open.plan != self.plan, "void though nothing differs");
                        assert!(!differences.is_empty());
                        self.open = None;
                    }
                    Decided::OneOfTwo => {
                        open.approvers = open.approvers.max(if self.strict { 2 } else { 1 });
                        assert!(open.plan == self.plan && standing.is_empty() && open.approvers == 2);
                        open.approved = BTreeSet::from([who]);
                    }
                    Decided::Executed => {
                        let needed = open.approvers.max(if self.strict { 2 } else { 1 });
                        assert_eq!(open.plan, self.plan, "carried out with another effect than was approved");
                        assert!(i16::try_from(standing.len() + 1).unwrap() >= needed, "carried out with too few");
                        self.open = None;
                        self.suspended = true;
                        self.executed += 1;
                    }
                }
            }
        }
    }

    /// What the database holds agrees with the model.
    async fn agree(&self, trace: &[String]) {
        let number =
            async |sql: &'static str| sqlx::query_scalar::<_, i64>(sql).bind(self.tenant.0).fetch_one(&self.console.db).await.unwrap();
        let moved = number(
            "select count(*) from sys_tenant_lifecycle_events where tenant_id = $1 and to_stage = 'suspended' and approval_id is not null",
        )
        .await;
        assert_eq!(moved, self.executed, "{trace:#?}");
        let twice = number("select count(*) from (select approval_id from sys_tenant_lifecycle_events where tenant_id = $1 and approval_id is not null and to_stage = 'suspended' group by 1 having count(*) > 1) t").await;
        assert_eq!(twice, 0, "{trace:#?}");
        let audited = number(
            "select count(*) from sys_platform_audit_log where tenant_id = $1 and action = 'tenant.suspended' and after ? 'approval'",
        )
        .await;
        assert_eq!(audited, self.executed, "effect and audit: both or neither {trace:#?}");
        let unlawful = number(
            "select count(*) from sys_approval_requests r where r.tenant_id = $1 and r.status = 'executed'
               and (select count(distinct d.decided_by) from sys_approval_decisions d
                     where d.request_id = r.id and d.decision = 'approve' and d.lapsed_at is null and d.decided_by <> r.requested_by) < r.approvers",
        )
        .await;
        assert_eq!(unlawful, 0, "{trace:#?}");
        assert_eq!(self.console.db_stage(self.tenant).await == "suspended", self.suspended, "{trace:#?}");
    }
}

#[tokio::test]
async fn whatever_the_order_nothing_happens_without_others_or_twice() {
    let console = Console::with_tenants(120).await;
    let tenants = console.db_tenants("active", i64::try_from(SEEDS).unwrap()).await;
    let mut people = Vec::new();
    for _ in 0..PEOPLE {
        people.push(console.db_person(&["support_manager"]).await.id);
    }
    let commands = areas::commands();
    let mut world = World {
        console,
        commands,
        people,
        tenant: tenants[0],
        may: [true; PEOPLE],
        plan: 0,
        strict: false,
        suspended: false,
        open: None,
        executed: 0,
    };
    for (seed, tenant) in (0..SEEDS).zip(tenants) {
        let mut dice = Dice(seed);
        (world.tenant, world.suspended, world.open, world.executed) = (tenant, false, None, 0);
        // What earlier rounds left open is over.
        world.console.clock.advance(Duration::hours(73));
        hq_console::core::jobs::Job::run(areas::approvals::Expire {}, world.console.job_run()).await.unwrap();
        let sql = "update sys_tenant_subscriptions set plan_code = $2 where tenant_id = $1 and ended_at is null";
        world.sql(sql, tenant.0, PLANS[world.plan]).await;
        let mut known: Vec<ApprovalId> = Vec::new();
        let mut trace = vec![format!("seed {seed}")];
        for _ in 0..STEPS {
            let who = dice.roll(PEOPLE);
            let step = dice.roll(12);
            trace.push(format!("{step} by {who}"));
            match step {
                0 | 1 => world.ask(who).await,
                2..=5 => {
                    if !known.is_empty() {
                        let id = known[known.len() - 1 - dice.roll(known.len().min(2))];
                        world.decide(who, Decision::Approve, id).await;
                    }
                }
                6 => {
                    if let Some(id) = known.last().copied() {
                        world.decide(who, Decision::Reject, id).await;
                    }
                }
                7 => {
                    world.plan = dice.roll(PLANS.len());
                    let sql = "update sys_tenant_subscriptions set plan_code = $2 where tenant_id = $1 and ended_at is null";
                    world.sql(sql, world.tenant.0, PLANS[world.plan]).await;
                }
                8 => {
                    world.may[who] = !world.may[who];
                    let role = if world.may[who] { "support_manager" } else { "billing" };
                    let sql = "update sys_platform_user_roles set role_id = (select id from sys_platform_roles where code = $2) where user_id = $1";
                    world.sql(sql, world.people[who].0, role).await;
                }
                9 => {
                    world.strict = !world.strict;
                    let approvers = if world.strict { "2" } else { "1" };
                    let sql = "update sys_approval_policies set approvers = $2::smallint where command = 'tenant.suspend' and $1::uuid is not null";
                    world.sql(sql, Uuid::nil(), approvers).await;
                }
                10 => {
                    if let Some(id) = known.last().copied() {
                        world.tick();
                        let mut change = world.change(who).await;
                        let withdrawn = approvals::withdraw(&mut change, id).await.unwrap();
                        let own = world.open.as_ref().is_some_and(|open| open.id == id && open.by == who);
                        assert_eq!(withdrawn.is_ok(), own, "{trace:#?}");
                        if own {
                            change.commit().await.unwrap();
                            world.open = None;
                        }
                    }
                }
                _ => {
                    world.console.clock.advance(Duration::hours(30));
                    if dice.roll(2) == 0 {
                        hq_console::core::jobs::Job::run(areas::approvals::Expire {}, world.console.job_run()).await.unwrap();
                    }
                }
            }
            if let Some(open) = &world.open
                && !known.contains(&open.id)
            {
                known.push(open.id);
            }
            world.agree(&trace).await;
        }
    }
    let executed = world.console.db_number("select count(*) from sys_approval_requests where status = 'executed'").await;
    assert!(executed > 10, "the dice were too kind: only {executed} were carried out");
}
