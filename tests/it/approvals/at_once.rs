//! At the same moment, each on a connection of its own: the pages of a test share one, and so would wait for each other.

use futures_util::future::join_all;
use hq_console::areas;
use hq_console::areas::tenants::lifecycle::commands::{self, Step};
use hq_console::areas::tenants::lifecycle::dangerous::{Suspend, SuspendMany};
use hq_console::areas::tenants::lifecycle::moves::{Category, Cycle, Mode};
use hq_console::areas::tenants::lifecycle::queries;
use hq_console::areas::tenants::plan::PlanCode;
use hq_console::core::approvals::{self, Decided, Decision, Means, Order, Refusal, Submitted};
use hq_console::core::change::{Actor, Change, Origin};
use hq_console::core::ids::{ApprovalId, StaffId, TenantId};

use crate::support::Console;

async fn change(console: &Console, who: StaffId) -> Change {
    let actor = Actor::Staff { id: who, label: "Somebody".to_owned() };
    Change::begin(&console.db, &console.clock, Origin::of(actor)).await.unwrap()
}

fn means(console: &Console) -> Means<'_> {
    Means { secrets: &console.secrets, base_url: "http://localhost" }
}

fn suspend(tenant: TenantId) -> Suspend {
    Suspend { tenant, mode: Mode::Blocked, category: Category::Other }
}

async fn ask(console: &Console, who: StaffId, tenant: TenantId) -> Submitted {
    let mut change = change(console, who).await;
    let submitted = approvals::submit(&mut change, means(console), &suspend(tenant), "Because").await.unwrap();
    if change.has_recorded() {
        change.commit().await.unwrap();
    }
    submitted
}

async fn decide(console: &Console, who: StaffId, id: ApprovalId) -> Result<Decided, Refusal> {
    let mut change = change(console, who).await;
    let decided = approvals::decide(&mut change, &areas::commands(), means(console), id, Decision::Approve, "").await.unwrap();
    if decided.is_ok() {
        change.commit().await.unwrap();
    }
    decided
}

async fn people(console: &Console, count: usize) -> Vec<StaffId> {
    let mut people = Vec::new();
    for _ in 0..count {
        people.push(console.db_person(&["super_admin"]).await.id);
    }
    people
}

fn waiting(submitted: Submitted) -> ApprovalId {
    match submitted {
        Submitted::Waiting(id) => id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_approvals_on_connections_of_their_own_are_one_execution() {
    let console = Console::with_tenants(40).await;
    let people = people(&console, 6).await;
    let tenant = console.db_tenant("active").await;
    let id = waiting(ask(&console, people[0], tenant).await);
    let console = &console;
    let decided = join_all((0..50).map(|n| decide(console, people[1 + n % 5], id))).await;
    assert_eq!(decided.iter().filter(|one| **one == Ok(Decided::Executed)).count(), 1);
    assert!(decided.iter().all(|one| matches!(one, Ok(Decided::Executed) | Err(Refusal::Closed))), "{decided:?}");
    let moved = sqlx::query_scalar::<_, i64>("select count(*) from sys_tenant_lifecycle_events where approval_id = $1");
    assert_eq!(moved.bind(id.0).fetch_one(&console.db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn asking_again_and_deciding_do_not_wait_for_each_other_for_ever() {
    let console = Console::with_tenants(120).await;
    let people = people(&console, 2).await;
    let console = &console;
    for tenant in console.db_tenants("active", 30).await {
        let id = waiting(ask(console, people[0], tenant).await);
        // A deadlock would end one of them with an error, which they unwrap.
        let (_, _, decided) =
            tokio::join!(ask(console, people[0], tenant), ask(console, people[0], tenant), decide(console, people[1], id));
        assert_eq!(decided, Ok(Decided::Executed));
    }
}

/// Activates a trial without anybody's approval, as its page does.
async fn activate(console: &Console, who: StaffId, tenant: TenantId, plan: PlanCode) {
    let mut change = change(console, who).await;
    let standing = queries::held(&mut change, tenant).await.unwrap().unwrap();
    let order = Order { requested_by: Some(who), approved_by: None, reason: String::new(), request: None };
    let step = Step::Activate { plan, cycle: Cycle::Monthly };
    commands::take(&mut change, means(console), &standing, &step, &order).await.unwrap();
    change.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn moves_of_different_tenants_at_the_same_moment_all_succeed() {
    let console = Console::with_tenants(250).await;
    let people = people(&console, 2).await;
    let active = console.db_tenants("active", 40).await;
    let trials: Vec<TenantId> = {
        let many = console.db_number("select least(count(*), 8) from sys_tenants where stage = 'trial'").await;
        console.db_tenants("trial", many).await
    };
    let mut requests = Vec::new();
    for tenant in &active[..16] {
        requests.push(waiting(ask(&console, people[0], *tenant).await));
    }
    let many = SuspendMany { tenants: active[16..].to_vec(), mode: Mode::ReadOnly, category: Category::Other };
    let mut asking = change(&console, people[0]).await;
    requests.push(waiting(approvals::submit(&mut asking, means(&console), &many, "Together").await.unwrap()));
    asking.commit().await.unwrap();
    let console = &console;
    let plans = [PlanCode::Starter, PlanCode::Growth, PlanCode::Pro];
    let deciding = join_all(requests.iter().map(|id| decide(console, people[1], *id)));
    let activating = join_all(trials.iter().zip(plans.iter().cycle()).map(|(tenant, plan)| activate(console, people[0], *tenant, *plan)));
    let (decided, _) = tokio::join!(deciding, activating);
    assert!(decided.iter().all(|one| *one == Ok(Decided::Executed)), "{decided:?}");
    let counted = "select count(*) from sys_tenant_tallies t where t.kind = 'stage'
                    and t.tenants <> (select count(*) from sys_tenants where stage = t.value)";
    assert_eq!(console.db_number(counted).await, 0, "the numbers kept beside agree");
}
