//! The one way to write: no deed without its record, and no record that can be rewritten.

use futures_util::future::join_all;
use hq_console::core::change::{Actor, Change, CommitError, Event, Origin, Outcome, forget_keys};
use serde_json::json;
use uuid::Uuid;

use crate::support::Console;

async fn begin(console: &Console) -> Change {
    Change::begin(&console.db, &console.clock, Origin::of(Actor::Cli)).await.unwrap()
}

async fn names(console: &Console) -> i64 {
    console.db_number("select count(*) from sys_platform_roles where name = 'Heron keeper'").await
}

async fn rename_a_role(change: &mut Change) {
    sqlx::query("update sys_platform_roles set name = 'Heron keeper' where code = 'billing'").execute(&mut **change).await.unwrap();
}

#[tokio::test]
async fn a_change_without_an_event_cannot_be_committed() {
    let console = Console::start().await;
    let mut change = begin(&console).await;
    rename_a_role(&mut change).await;
    assert!(matches!(change.commit().await, Err(CommitError::NothingRecorded)));
    assert_eq!(names(&console).await, 0);
}

#[tokio::test]
async fn a_change_its_line_and_its_event_come_together_or_not_at_all() {
    let console = Console::start().await;
    let counts = "select (select count(*) from sys_platform_audit_log) * 10 + (select count(*) from sys_outbox_events)";
    for commit in [false, true] {
        let mut change = begin(&console).await;
        rename_a_role(&mut change).await;
        change.record(Event::new("staff.renamed", "role").after(json!({ "name": "Heron keeper" }))).await.unwrap();
        if commit {
            change.commit().await.unwrap();
        } else {
            drop(change);
        }
        assert_eq!(names(&console).await, i64::from(commit));
        assert_eq!(console.db_number(counts).await, if commit { 11 } else { 0 });
    }
}

#[tokio::test]
async fn what_did_not_happen_is_recorded_but_not_published() {
    let console = Console::start().await;
    for outcome in [Outcome::Failure, Outcome::Denied] {
        let mut change = begin(&console).await;
        change.record(Event::new("sign_in.failed", "staff").outcome(outcome)).await.unwrap();
        change.commit().await.unwrap();
    }
    assert_eq!(console.db_audited("sign_in.failed").await, 2);
    assert_eq!(console.db_number("select count(*) from sys_outbox_events").await, 0);
}

#[tokio::test]
async fn many_lines_keep_their_order_and_belong_to_one_instant() {
    let console = Console::start().await;
    let mut change = begin(&console).await;
    let events: Vec<Event> = (0..500).map(|n| Event::new("staff.renamed", "staff").object(n, format!("number {n}"))).collect();
    let ids = change.record_all(&events).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(ids.len(), 500);
    let told: Vec<String> = sqlx::query_scalar("select object_id from sys_platform_audit_log where id = any($1) order by id")
        .bind(&ids)
        .fetch_all(&console.db)
        .await
        .unwrap();
    assert_eq!(told, (0..500).map(|n| n.to_string()).collect::<Vec<_>>());
    assert_eq!(console.db_number("select count(distinct at) from sys_platform_audit_log").await, 1);
}

#[tokio::test]
async fn the_audit_log_can_only_grow() {
    let console = Console::start().await;
    console.staff("auditor").await;
    for statement in [
        "update sys_platform_audit_log set actor_label = 'nobody'",
        "update sys_platform_audit_log set actor_label = 'nobody' where false",
        "delete from sys_platform_audit_log",
        "truncate sys_platform_audit_log cascade",
        "insert into sys_platform_audit_log (id, at, actor_kind, actor_label, action, object_kind) values (1, now(), 'cli', '', 'a.b', '') on conflict (id) do update set action = 'a.c'",
        "merge into sys_platform_audit_log a using (select 1) x on true when matched then delete",
    ] {
        let error = sqlx::query(statement).execute(&console.db).await.expect_err(statement);
        // A plain truncate is refused even sooner, for the tables that point here. 428C9: the id is the database's alone to give.
        let code = error.as_database_error().and_then(|error| error.code().map(|code| code.into_owned()));
        assert!(matches!(code.as_deref(), Some("42501" | "428C9")), "{statement}: {error}");
    }
    assert_eq!(console.db_audited("sign_in.succeeded").await, 1);
}

#[tokio::test]
async fn a_line_that_breaks_the_logs_own_rules_is_refused() {
    let console = Console::start().await;
    for action in ["renamed", "Staff.Renamed", "staff.renamed.twice", ""] {
        let mut change = begin(&console).await;
        assert!(change.record(Event::new(action, "staff")).await.is_err(), "{action}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_with_the_same_one_time_key_one_acts_and_all_hear_the_same() {
    let console = Console::start().await;
    let key = Uuid::from_u128(7);
    let attempts = (0..50).map(|number| {
        let (db, clock) = (console.db.clone(), console.clock.clone());
        tokio::spawn(async move {
            let mut change = Change::begin(&db, &clock, Origin::of(Actor::Cli)).await.unwrap();
            if let Some(earlier) = change.first_result(key, &format!("/tenants/{number}")).await.unwrap() {
                return (false, earlier);
            }
            change.record(Event::new("staff.renamed", "staff")).await.unwrap();
            change.commit().await.unwrap();
            (true, format!("/tenants/{number}"))
        })
    });
    let results: Vec<(bool, String)> = join_all(attempts).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(results.iter().filter(|(acted, _)| *acted).count(), 1);
    assert!(results.iter().all(|(_, location)| *location == results[0].1), "{results:?}");
    assert_eq!(console.db_audited("staff.renamed").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_sent_fifty_times_at_once_has_one_effect() {
    let console = Console::start().await;
    let mut browser = console.staff("super_admin").await;
    browser.open("/staff/new").await.ok();
    let form =
        browser.form("/staff/new").fill("name", "Zahra Al Busaidi").fill("email", "zahra@example.com").check_value("roles", "auditor");
    let pairs = form.pairs();
    let attempts = (0..50).map(|_| {
        let (mut browser, pairs) = (browser.clone(), pairs.clone());
        tokio::spawn(async move {
            let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.post("/staff/new", &fields).await
        })
    });
    let answers: Vec<_> = join_all(attempts).await.into_iter().map(Result::unwrap).collect();
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    // The first shows the link; its twins are sent to the person.
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    let elsewhere: std::collections::BTreeSet<&str> =
        answers.iter().filter(|answer| answer.status != 200).map(|answer| answer.expect(303).location()).collect();
    assert_eq!(elsewhere.len(), 1, "{elsewhere:?}");
    assert_eq!(console.db_audited("staff.invited").await, 1);
    assert_eq!(console.mails_to("zahra@example.com").await.len(), 1);
}

#[tokio::test]
async fn a_change_says_whether_it_has_recorded_anything_and_whose_it_is() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let actor = Actor::Staff { id: person.id, label: person.name.clone() };
    let mut change = Change::begin(&console.db, &console.clock, Origin::of(actor)).await.unwrap();
    assert!(!change.has_recorded());
    change.record(Event::new("staff.renamed", "staff")).await.unwrap();
    assert!(change.has_recorded());
    change.commit().await.unwrap();
    let by: Uuid = sqlx::query_scalar("select actor_id from sys_platform_audit_log").fetch_one(&console.db).await.unwrap();
    assert_eq!(by, person.id.0);
}

#[tokio::test]
async fn what_a_change_orders_knows_whatever_is_known_of_its_cause() {
    let console = Console::start().await;
    let person = console.db_person(&["auditor"]).await;
    let request = console.clock.new_id();
    let staff = || Actor::Staff { id: person.id, label: person.name.clone() };
    let cause = "select nullif(current_setting('hq.request_id', true), ''), nullif(current_setting('hq.staff_id', true), '')";
    for (actor, asked) in [(staff(), Some(request)), (staff(), None), (Actor::Cli, Some(request)), (Actor::Cli, None)] {
        let expected = (asked.map(|id| id.to_string()), actor.staff_id().map(|id| id.to_string()));
        let mut change = Change::begin(&console.db, &console.clock, Origin { request_id: asked, ..Origin::of(actor) }).await.unwrap();
        let told: (Option<String>, Option<String>) = sqlx::query_as(cause).fetch_one(&mut *change).await.unwrap();
        assert_eq!(told, expected);
    }
}

#[tokio::test]
async fn one_time_keys_are_forgotten_once_they_are_old() {
    let console = Console::start().await;
    let mut change = begin(&console).await;
    let at = change.at();
    assert_eq!(change.first_result(Uuid::from_u128(7), "/tenants").await.unwrap(), None);
    assert_eq!(forget_keys(&mut change, at).await.unwrap(), 0);
    assert_eq!(forget_keys(&mut change, at + chrono::TimeDelta::microseconds(1)).await.unwrap(), 1);
    assert_eq!(change.first_result(Uuid::from_u128(7), "/tenants").await.unwrap(), None, "it is as good as new");
}
