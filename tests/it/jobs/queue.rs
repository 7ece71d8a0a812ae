//! What is taken, by whom, in which order.

use std::collections::BTreeSet;

use hq_console::core::change::{Actor, Change, Event, Origin};
use hq_console::core::jobs::{Order, enqueue};
use uuid::Uuid;

use super::{Alone, Exactly, Trouble, fate, note, notes, send, start, start_with_tenants, work, worker};

#[tokio::test]
async fn what_is_rolled_back_is_never_run() {
    let console = start().await;
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(Actor::Cli)).await.unwrap();
    enqueue(&mut change, &note("lost"), None).await.unwrap();
    change.record(Event::new("staff.invited", "staff")).await.unwrap();
    drop(change);
    work(&console).await;
    assert_eq!(notes(&console).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_job_knows_the_request_and_the_person_that_caused_it() {
    let console = start().await;
    let person = console.db_person(&["super_admin"]).await;
    let request = Uuid::from_u128(77);
    let actor = Actor::Staff { id: person.id, label: "Somebody".to_owned() };
    let mut change = Change::begin(&console.db, &console.clock, Origin { request_id: Some(request), ..Origin::of(actor) }).await.unwrap();
    let job = enqueue(&mut change, &note("caused"), None).await.unwrap();
    change.record(Event::new("staff.invited", "staff")).await.unwrap();
    change.commit().await.unwrap();
    let cause: (Option<Uuid>, Option<Uuid>) =
        sqlx::query_as("select request_id, staff_id from sys_jobs where id = $1").bind(job.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(cause, (Some(request), Some(person.id.0)));
    // The next one on the same connection has another cause, or none.
    let job = send(&console, &note("uncaused")).await;
    let cause: (Option<Uuid>, Option<Uuid>) =
        sqlx::query_as("select request_id, staff_id from sys_jobs where id = $1").bind(job.0).fetch_one(&console.db).await.unwrap();
    assert_eq!(cause, (None, None));
}

#[tokio::test]
async fn what_is_urgent_goes_first_and_what_is_put_off_waits() {
    let console = start().await;
    let mut db = console.db.acquire().await.unwrap();
    for name in ["1", "2", "3", "4"] {
        enqueue(&mut db, &note(name), None).await.unwrap();
    }
    let later = console.clock.now() + chrono::Duration::hours(1);
    Order::of(&note("later")).unwrap().at(later).send(&mut db).await.unwrap();
    for name in ["a", "b", "c", "d"] {
        enqueue(&mut db, &Exactly { name: name.to_owned() }, None).await.unwrap();
    }
    work(&console).await;
    let done = notes(&console).await;
    let first: BTreeSet<&str> = done[..4].iter().map(String::as_str).collect();
    assert_eq!(first, BTreeSet::from(["a", "b", "c", "d"]));
    assert_eq!(done.len(), 8, "{done:?}");
    console.clock.advance(chrono::Duration::hours(1));
    work(&console).await;
    assert_eq!(notes(&console).await.last().map(String::as_str), Some("later"));
}

#[tokio::test]
async fn of_a_key_one_waits_and_the_newest_replaces_it() {
    let console = start().await;
    let mut db = console.db.acquire().await.unwrap();
    let first = enqueue(&mut db, &note("old"), Some("k")).await.unwrap();
    let second = enqueue(&mut db, &note("new"), Some("k")).await.unwrap();
    enqueue(&mut db, &note("other"), Some("l")).await.unwrap();
    assert_eq!(first, second);
    work(&console).await;
    let mut done = notes(&console).await;
    done.sort();
    assert_eq!(done, ["new", "other"]);
    // What is done does not stand in the way of the next.
    enqueue(&mut db, &note("next"), Some("k")).await.unwrap();
    work(&console).await;
    assert_eq!(notes(&console).await.len(), 3);
}

#[tokio::test]
async fn a_job_that_fails_gives_way_to_a_newer_one_of_its_key() {
    let console = start().await;
    let job = send_keyed(&console).await;
    // While the first runs, a second one comes.
    let mut tx = console.db.begin().await.unwrap();
    sqlx::query("update sys_jobs set state = 'running', worker_id = gen_random_uuid(), attempts = 1").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let newer = send_keyed(&console).await;
    assert_ne!(job, newer);
    worker(&console).take_up_lost().await.unwrap();
    assert_eq!(fate(&console, job).await.0, "cancelled");
    assert_eq!(fate(&console, newer).await.0, "waiting");
}

async fn send_keyed(console: &crate::support::Console) -> hq_console::core::ids::JobId {
    enqueue(&mut console.db.acquire().await.unwrap(), &Trouble::Fail, Some("k")).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_jobs_and_workers_each_is_run_once() {
    let console = start().await;
    let mut db = console.db.acquire().await.unwrap();
    for n in 0..200 {
        enqueue(&mut db, &note(&n.to_string()), None).await.unwrap();
    }
    tokio::join!(work(&console), work(&console), work(&console), work(&console));
    let done = notes(&console).await;
    assert_eq!(done.len(), 200);
    assert_eq!(done.iter().collect::<BTreeSet<_>>().len(), 200);
    assert_eq!(console.db_number("select count(*) from sys_jobs where state = 'succeeded' and attempts = 1").await, 200);
    assert_eq!(console.db_number("select count(*) from sys_job_workers").await, 0, "workers that end leave");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tenant_has_no_more_jobs_at_once_than_the_kind_allows() {
    let console = start_with_tenants().await;
    let tenants = console.db_tenants("active", 3).await;
    let mut db = console.db.acquire().await.unwrap();
    for _ in 0..6 {
        for tenant in &tenants {
            Order::of(&Alone { tenant: *tenant }).unwrap().tenant(*tenant).send(&mut db).await.unwrap();
        }
    }
    // A worker that found every tenant busy has gone; the last one finds the rest.
    tokio::join!(work(&console), work(&console), work(&console));
    work(&console).await;
    assert_eq!(notes(&console).await.len(), 18);
    assert_eq!(console.db_number("select count(*) from sys_jobs where state = 'succeeded' and attempts = 1").await, 18, "none met another");
}

#[tokio::test]
async fn a_paused_kind_waits_and_others_do_not() {
    let console = start().await;
    send(&console, &note("paused")).await;
    send(&console, &Exactly { name: "free".to_owned() }).await;
    sqlx::query("insert into sys_job_pauses (kind, paused_at, reason) values ('test.note', now(), 'Flood')")
        .execute(&console.db)
        .await
        .unwrap();
    work(&console).await;
    assert_eq!(notes(&console).await, ["free"]);
    sqlx::query("delete from sys_job_pauses").execute(&console.db).await.unwrap();
    work(&console).await;
    assert_eq!(notes(&console).await, ["free", "paused"]);
}

#[tokio::test]
async fn a_job_of_an_unknown_kind_or_a_newer_shape_is_left_to_who_knows_it() {
    let console = start().await;
    let job = send(&console, &note("newer")).await;
    sqlx::query("update sys_jobs set version = 2").execute(&console.db).await.unwrap();
    sqlx::query(
        "insert into sys_jobs (id, kind, payload, priority, max_attempts) values (gen_random_uuid(), 'test.unknown', '{}', 100, 1)",
    )
    .execute(&console.db)
    .await
    .unwrap();
    work(&console).await;
    assert_eq!(fate(&console, job).await, ("waiting".to_owned(), 0, None));
    assert_eq!(console.db_number("select count(*) from sys_jobs where state = 'waiting'").await, 2);
}
