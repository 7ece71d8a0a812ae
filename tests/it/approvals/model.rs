//! Whatever people do in whatever order, or at the same moment: nothing happens without valid approvals of others, and nothing happens twice.
//!
//! A small model says what each act must come to; the engine is driven with random interleavings of asking, approving, rejecting,
//! withdrawing, emergencies and their reviews, rights that go and come back, policies that change, tenants that change plan or are taken
//! back, and time that passes. Now and then two act at once, on connections of their own: then what came of it has to be what one after
//! the other would have brought, in one of the two orders.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use hq_console::areas;
use hq_console::areas::tenants::lifecycle::commands::{self as moves, Step};
use hq_console::areas::tenants::lifecycle::dangerous::Suspend;
use hq_console::areas::tenants::lifecycle::moves::{Category, Mode};
use hq_console::areas::tenants::lifecycle::queries;
use hq_console::core::approvals::{self, Decided, Decision, Means, Order, Submitted};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{ApprovalId, StaffId, TenantId};
use hq_console::core::jobs::Job as _;
use uuid::Uuid;

use crate::support::Console;

/// Interleavings, and steps of each.
const SEEDS: u64 = 40;
const STEPS: usize = 32;
/// Whom they decide through. A super admin may act alone in an emergency.
const ROLES: [&str; 5] = ["support_manager", "super_admin", "support_manager", "super_admin", "super_admin"];
const PEOPLE: usize = ROLES.len();
/// A role to ask with, and not to decide.
const ASKING: &str = "billing";
const PLANS: [&str; 3] = ["STARTER", "GROWTH", "PRO"];

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

/// What one of the people does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Ask(usize),
    Decide(usize, Decision, ApprovalId),
    Withdraw(usize, ApprovalId),
    Emergency(usize, ApprovalId),
    Review(usize, ApprovalId),
}

/// An open request as the model knows it.
#[derive(Clone, Debug)]
struct Open {
    id: ApprovalId,
    /// The tenant's plan when it was asked for: another plan is another effect.
    plan: usize,
    approvers: usize,
    distinct: bool,
    approved: Vec<usize>,
    until: DateTime<Utc>,
}

/// What must be true.
#[derive(Clone, Debug, Default)]
struct Model {
    now: DateTime<Utc>,
    may: [bool; PEOPLE],
    plan: usize,
    two: bool,
    distinct: bool,
    suspended: bool,
    open: Option<Open>,
    /// Who asked for what was ever asked for.
    asked: BTreeMap<ApprovalId, usize>,
    /// Requests carried out alone, and whether somebody looked at them.
    emergencies: BTreeMap<ApprovalId, bool>,
    executed: i64,
}

impl Model {
    /// What the act comes to. `new` is the id a request got, if it was made.
    fn act(&mut self, act: Act, new: Option<ApprovalId>) -> String {
        self.open.take_if(|open| open.until <= self.now);
        let told = match act {
            Act::Ask(who) => self.ask(who, new),
            Act::Decide(who, decision, id) => self.decide(who, decision, id),
            Act::Withdraw(who, id) => self.withdraw(who, id),
            Act::Emergency(who, id) => self.emergency(who, id),
            Act::Review(who, id) => self.review(who, id),
        };
        told.to_owned()
    }

    fn is_open(&self, id: ApprovalId) -> bool {
        self.open.as_ref().is_some_and(|open| open.id == id)
    }

    fn ask(&mut self, who: usize, new: Option<ApprovalId>) -> &'static str {
        if self.suspended {
            return "nothing to suspend";
        }
        if self.open.is_some() {
            return "asked already";
        }
        let Some(id) = new else { return "a new request" };
        let approvers = if self.two { 2 } else { 1 };
        let until = self.now + Duration::hours(72);
        self.asked.insert(id, who);
        self.open = Some(Open { id, plan: self.plan, approvers, distinct: self.two && self.distinct, approved: Vec::new(), until });
        "a new request"
    }

    fn decide(&mut self, who: usize, decision: Decision, id: ApprovalId) -> &'static str {
        if self.asked[&id] == who {
            return "OwnRequest";
        }
        let (may, plan) = (self.may, self.plan);
        let Some(open) = self.open.as_mut().filter(|open| open.id == id) else { return "Closed" };
        if !may[who] {
            return "NoAuthority";
        }
        // Whoever lost the right lost the approval with it.
        let standing: Vec<usize> = open.approved.iter().copied().filter(|one| may[*one]).collect();
        if standing.contains(&who) {
            return "AlreadyDecided";
        }
        if decision == Decision::Reject {
            self.open = None;
            return "rejected";
        }
        if open.plan != plan {
            self.open = None;
            return "void";
        }
        let needed = open.approvers.max(if self.two { 2 } else { 1 });
        let distinct = open.distinct || self.two && self.distinct;
        if distinct && standing.first().is_some_and(|first| ROLES[*first] == ROLES[who]) {
            return "SameRole";
        }
        if standing.len() + 1 < needed {
            (open.approvers, open.distinct) = (needed, distinct);
            open.approved = standing.into_iter().chain([who]).collect();
            return "one of two";
        }
        self.carry_out()
    }

    fn carry_out(&mut self) -> &'static str {
        (self.open, self.suspended) = (None, true);
        self.executed += 1;
        "done"
    }

    fn withdraw(&mut self, who: usize, id: ApprovalId) -> &'static str {
        if self.asked[&id] != who {
            return "NotYours";
        }
        if !self.is_open(id) {
            return "Closed";
        }
        self.open = None;
        "withdrawn"
    }

    fn emergency(&mut self, who: usize, id: ApprovalId) -> &'static str {
        if self.asked[&id] != who {
            return "NotYours";
        }
        if !self.is_open(id) {
            return "Closed";
        }
        if !self.may[who] || ROLES[who] != "super_admin" {
            return "NoAuthority";
        }
        if self.open.as_ref().is_some_and(|open| open.plan != self.plan) {
            self.open = None;
            return "void";
        }
        self.emergencies.insert(id, false);
        self.carry_out()
    }

    fn review(&mut self, who: usize, id: ApprovalId) -> &'static str {
        let Some(reviewed) = self.emergencies.get_mut(&id) else { return "NoEmergency" };
        if self.asked[&id] == who {
            return "OwnRequest";
        }
        if *reviewed {
            return "AlreadyReviewed";
        }
        if !self.may[who] {
            return "NoAuthority";
        }
        *reviewed = true;
        "reviewed"
    }
}

struct World {
    console: Console,
    commands: approvals::Registry,
    people: Vec<StaffId>,
    tenant: TenantId,
    model: Model,
    trace: Vec<String>,
}

impl World {
    async fn change(&self, who: usize) -> Change {
        let actor = Actor::Staff { id: self.people[who], label: format!("Person {who}") };
        Change::begin(&self.console.db, &self.console.clock, Origin::of(actor)).await.unwrap()
    }

    fn means(&self) -> Means<'_> {
        Means { secrets: &self.console.secrets, base_url: "http://localhost" }
    }

    /// Does it, and says what came of it.
    async fn real(&self, act: Act) -> (String, Option<ApprovalId>) {
        let (Act::Ask(who) | Act::Decide(who, ..) | Act::Withdraw(who, _) | Act::Emergency(who, _) | Act::Review(who, _)) = act;
        let mut change = self.change(who).await;
        let told = match act {
            Act::Ask(_) => {
                let command = Suspend { tenant: self.tenant, mode: Mode::Blocked, category: Category::Other };
                match approvals::submit(&mut change, self.means(), &command, "Because").await.unwrap() {
                    Submitted::Waiting(id) => {
                        change.commit().await.unwrap();
                        return ("a new request".to_owned(), Some(id));
                    }
                    Submitted::Already(_) => Ok("asked already"),
                    Submitted::Refused(_) => Ok("nothing to suspend"),
                    other => panic!("{other:?}: {:#?}", self.trace),
                }
            }
            Act::Decide(_, decision, id) => {
                let note = if decision == Decision::Reject { "No" } else { "" };
                approvals::decide(&mut change, &self.commands, self.means(), id, decision, note).await.unwrap().map(word)
            }
            Act::Withdraw(_, id) => approvals::withdraw(&mut change, id).await.unwrap().map(|()| "withdrawn"),
            Act::Emergency(_, id) => {
                approvals::emergency(&mut change, &self.commands, self.means(), id, "I cannot wait").await.unwrap().map(word)
            }
            Act::Review(_, id) => approvals::review(&mut change, id, "It was right").await.unwrap().map(|()| "reviewed"),
        };
        match told {
            Ok(word) => {
                if change.has_recorded() {
                    change.commit().await.unwrap();
                }
                (word.to_owned(), None)
            }
            Err(refusal) => (format!("{refusal:?}"), None),
        }
    }

    async fn one(&mut self, act: Act) {
        let (told, new) = self.real(act).await;
        assert_eq!(told, self.model.act(act, new), "{act:?} after {:#?}", self.trace);
    }

    /// Both at the same moment.
    async fn both(&mut self, one: Act, other: Act) {
        let ((first, new), (second, newer)) = tokio::join!(self.real(one), self.real(other));
        let (mut this, mut that) = (self.model.clone(), self.model.clone());
        let forth = [this.act(one, new), this.act(other, newer)] == [first.clone(), second.clone()];
        let mut back = [that.act(other, newer), that.act(one, new)];
        back.reverse();
        let back = back == [first.clone(), second.clone()];
        assert!(forth || back, "{one:?} and {other:?} came to {first} and {second} after {:#?}", self.trace);
        self.model = if forth { this } else { that };
    }

    async fn sql(&self, sql: &'static str, id: Uuid, value: &str) {
        sqlx::query(sql).bind(id).bind(value).execute(&self.console.db).await.unwrap();
    }

    async fn put_plan(&self) {
        let sql = "update sys_tenant_subscriptions set plan_code = $2 where tenant_id = $1 and ended_at is null";
        self.sql(sql, self.tenant.0, PLANS[self.model.plan]).await;
    }

    async fn put_policy(&self) {
        sqlx::query("update sys_approval_policies set approvers = $1, distinct_roles = $2 where command = 'tenant.suspend'")
            .bind(if self.model.two { 2_i16 } else { 1 })
            .bind(self.model.distinct)
            .execute(&self.console.db)
            .await
            .unwrap();
    }

    /// Takes the tenant back, which nobody has to agree to.
    async fn reinstate(&mut self, who: usize) {
        let mut change = self.change(who).await;
        let standing = queries::held(&mut change, self.tenant).await.unwrap().unwrap();
        if self.model.suspended {
            let order = Order { requested_by: change.staff_id(), approved_by: None, reason: String::new(), request: None };
            moves::take(&mut change, self.means(), &standing, &Step::Resume, &order).await.unwrap();
            change.commit().await.unwrap();
            self.model.suspended = false;
        }
    }

    async fn expire(&self) {
        areas::approvals::Expire {}.run(self.console.job_run()).await.unwrap();
    }

    /// What the database holds agrees with the model.
    async fn agree(&self) {
        let found: Vec<i64> = sqlx::query_scalar(
            "select n from (values
                (1, (select count(*) from sys_tenant_lifecycle_events where tenant_id = $1 and to_stage = 'suspended' and approval_id is not null)),
                (2, (select count(distinct approval_id) from sys_tenant_lifecycle_events where tenant_id = $1 and to_stage = 'suspended')),
                (3, (select count(*) from sys_platform_audit_log where tenant_id = $1 and action = 'tenant.suspended' and after ? 'approval')),
                (4, (select count(*) from sys_approval_requests r where r.tenant_id = $1 and r.status = 'executed' and not r.emergency
                        and (select count(distinct d.decided_by) from sys_approval_decisions d where d.request_id = r.id and d.decision = 'approve'
                                and d.lapsed_at is null and d.decided_by <> r.requested_by) < r.approvers)),
                (5, (select count(*) from sys_approval_requests r where r.tenant_id = $1 and r.status = 'executed' and not r.emergency and r.distinct_roles
                        and (select count(distinct d.roles) from sys_approval_decisions d where d.request_id = r.id and d.decision = 'approve'
                                and d.lapsed_at is null) < 2)),
                (6, (select count(*) from sys_approval_requests where tenant_id = $1 and emergency)),
                (7, (select count(*) from sys_approval_requests where tenant_id = $1 and reviewed_at is not null and reviewed_by <> requested_by))
             ) as v (i, n) order by i",
        )
        .bind(self.tenant.0)
        .fetch_all(&self.console.db)
        .await
        .unwrap();
        let model = &self.model;
        let many = |count: usize| i64::try_from(count).unwrap();
        let reviewed = model.emergencies.values().filter(|reviewed| **reviewed).count();
        // Effect and audit line both or neither, each request once, each lawful.
        let wanted = [model.executed, model.executed, model.executed, 0, 0, many(model.emergencies.len()), many(reviewed)];
        assert_eq!(found, wanted, "{:#?}", self.trace);
        assert_eq!(self.console.db_stage(self.tenant).await == "suspended", model.suspended, "{:#?}", self.trace);
    }

    /// Something one of the people could do now.
    fn draw(&self, dice: &mut Dice, known: &[ApprovalId]) -> Act {
        let who = dice.roll(PEOPLE);
        if self.model.open.is_none() && !self.model.suspended && dice.roll(2) == 0 {
            return Act::Ask(who);
        }
        let Some(id) = known.len().checked_sub(1 + dice.roll(known.len().clamp(1, 2))).map(|place| known[place]) else {
            return Act::Ask(who);
        };
        match dice.roll(12) {
            0 => Act::Ask(who),
            1..=7 => Act::Decide(who, Decision::Approve, id),
            8 => Act::Decide(who, Decision::Reject, id),
            9 => Act::Withdraw(who, id),
            10 => Act::Emergency(self.model.asked[&id], id),
            _ => Act::Review(who, *self.model.emergencies.keys().last().unwrap_or(&id)),
        }
    }

    async fn step(&mut self, dice: &mut Dice, known: &[ApprovalId]) {
        match dice.roll(16) {
            0..=7 => {
                let act = self.draw(dice, known);
                self.trace.push(format!("{act:?}"));
                self.one(act).await;
            }
            8 | 9 => {
                let (one, other) = (self.draw(dice, known), self.draw(dice, known));
                self.trace.push(format!("at once {one:?} and {other:?}"));
                self.both(one, other).await;
            }
            10 => {
                self.model.plan = dice.roll(PLANS.len());
                self.trace.push(format!("plan {}", self.model.plan));
                self.put_plan().await;
            }
            11 => {
                // Rights come back sooner than they go.
                let who = dice.roll(PEOPLE);
                self.model.may[who] = !self.model.may[who] || dice.roll(2) == 0;
                self.trace.push(format!("{who} may {}", self.model.may[who]));
                let role = if self.model.may[who] { ROLES[who] } else { ASKING };
                let sql =
                    "update sys_platform_user_roles set role_id = (select id from sys_platform_roles where code = $2) where user_id = $1";
                self.sql(sql, self.people[who].0, role).await;
            }
            12 => {
                (self.model.two, self.model.distinct) = (dice.roll(3) > 0, dice.roll(3) > 0);
                self.trace.push(format!("two {} distinct {}", self.model.two, self.model.distinct));
                self.put_policy().await;
            }
            13 | 14 => {
                self.trace.push("reinstated".to_owned());
                self.reinstate(dice.roll(PEOPLE)).await;
            }
            _ => {
                self.trace.push("thirty hours".to_owned());
                self.console.clock.advance(Duration::hours(30));
                self.model.now = self.console.clock.now();
                if dice.roll(2) == 0 {
                    self.expire().await;
                }
            }
        }
    }
}

fn word(decided: Decided) -> &'static str {
    match decided {
        Decided::Executed => "done",
        Decided::OneOfTwo => "one of two",
        Decided::Rejected => "rejected",
        Decided::Void(differences) => {
            assert!(!differences.is_empty(), "void though nothing differs");
            "void"
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_order_nothing_happens_without_others_or_twice() {
    let console = Console::with_tenants(120).await;
    let tenants = console.db_tenants("active", i64::try_from(SEEDS).unwrap()).await;
    let mut people = Vec::new();
    for role in ROLES {
        people.push(console.db_person(&[role]).await.id);
    }
    let model = Model { may: [true; PEOPLE], ..Model::default() };
    let mut world = World { console, commands: areas::commands(), people, tenant: tenants[0], model, trace: Vec::new() };
    for (seed, tenant) in (0..SEEDS).zip(tenants) {
        let mut dice = Dice(seed);
        // What earlier rounds left open is over.
        world.console.clock.advance(Duration::hours(73));
        world.expire().await;
        let Model { may, plan, two, distinct, .. } = world.model;
        world.model = Model { now: world.console.clock.now(), may, plan, two, distinct, ..Model::default() };
        (world.tenant, world.trace) = (tenant, vec![format!("seed {seed}")]);
        world.put_plan().await;
        let mut known: Vec<ApprovalId> = Vec::new();
        for _ in 0..STEPS {
            world.step(&mut dice, &known).await;
            known.extend(world.model.open.as_ref().map(|open| open.id).filter(|id| !known.contains(id)));
            world.agree().await;
        }
    }
    for (what, sql, least) in [
        ("carried out", "select count(*) from sys_approval_requests where status = 'executed' and not emergency", 15),
        (
            "carried out by two",
            "select count(*) from sys_approval_requests where status = 'executed' and approvers = 2 and not emergency",
            3,
        ),
        ("of two roles", "select count(*) from sys_approval_requests where status = 'executed' and distinct_roles and not emergency", 1),
        ("done alone", "select count(*) from sys_approval_requests where emergency", 3),
        ("reviewed", "select count(*) from sys_approval_requests where reviewed_at is not null", 1),
        ("void", "select count(*) from sys_approval_requests where status = 'void'", 3),
    ] {
        let found = world.console.db_number(sql).await;
        assert!(found >= least, "the dice were too kind: only {found} were {what}");
    }
}
