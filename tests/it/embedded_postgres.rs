//! The embedded server: whatever ends a process, the data stay, nothing is
//! left running, and the next start works.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use hq_console::core::postgres::{Cluster, Durability, Error, Options, ensure_database, join, start_or_join};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Gid, Uid, chown, getpgid};
use sqlx::{Connection, Executor, PgConnection};

use crate::support::data_folder::{Folder, until};

#[tokio::test]
async fn data_survive_a_stop() {
    let folder = Folder::new();
    let options = folder.options(Durability::Durable);
    let cluster = start_or_join(&options).await.unwrap();
    assert!(cluster.is_owner());
    ensure_database(&cluster, "hq").await.unwrap();
    ensure_database(&cluster, "hq").await.unwrap();
    write(&cluster.url("hq"), 7).await;
    cluster.stop().await;
    assert_eq!(folder.servers(), []);

    let cluster = start_or_join(&options).await.unwrap();
    assert_eq!(read(&cluster.url("hq")).await, 7);
    cluster.stop().await;
    assert_eq!(folder.servers(), []);
}

#[tokio::test]
async fn a_database_may_have_any_name() {
    let folder = Folder::new();
    let cluster = start_or_join(&folder.throwaway()).await.unwrap();
    for name in ["we\"ird %?&=/ name", "مسقط"] {
        ensure_database(&cluster, name).await.unwrap();
        let mut connection = PgConnection::connect(&cluster.url(name)).await.unwrap();
        let current: String = sqlx::query_scalar("select current_database()::text").fetch_one(&mut connection).await.unwrap();
        assert_eq!(current, name);
    }
    cluster.stop().await;
}

#[tokio::test]
async fn of_two_starts_at_once_one_owns_and_the_other_joins() {
    let folder = Folder::new();
    let options = folder.throwaway();
    let (one, two) = tokio::join!(start_or_join(&options), start_or_join(&options));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_ne!(one.is_owner(), two.is_owner());
    let (owner, guest) = if one.is_owner() { (one, two) } else { (two, one) };
    assert_eq!(owner.url("postgres"), guest.url("postgres"));

    guest.stop().await;
    write(&owner.url("postgres"), 1).await;
    owner.stop().await;
}

#[tokio::test]
async fn joining_starts_nothing() {
    let folder = Folder::new();
    let options = folder.throwaway();
    assert!(join(&options).await.unwrap().is_none());
    assert!(!folder.path.join("postgres").exists(), "a look left a trace");

    let owner = start_or_join(&options).await.unwrap();
    let guest = join(&options).await.unwrap().expect("a server runs");
    assert!(!guest.is_owner());
    write(&guest.url("postgres"), 1).await;
    owner.stop().await;
    assert!(join(&options).await.unwrap().is_none());
    assert_eq!(folder.servers(), []);
}

#[tokio::test]
async fn two_data_folders_have_two_servers() {
    let (one, two) = (Folder::new(), Folder::new());
    let (first, second) = (one.throwaway(), two.throwaway());
    let (first, second) = tokio::join!(start_or_join(&first), start_or_join(&second));
    let (first, second) = (first.unwrap(), second.unwrap());
    assert!(first.is_owner() && second.is_owner());
    write(&first.url("postgres"), 1).await;
    write(&second.url("postgres"), 2).await;
    assert_eq!(read(&first.url("postgres")).await, 1);
    first.stop().await;
    assert_eq!(read(&second.url("postgres")).await, 2);
    second.stop().await;
}

#[tokio::test]
async fn a_long_path_is_no_obstacle() {
    let mut folder = Folder::new();
    folder.path.push("long".repeat(30));
    folder.path.push("name with ünusual %41 characters".repeat(3));
    let options = folder.options(Durability::Durable);
    let cluster = start_or_join(&options).await.unwrap();
    write(&cluster.url("postgres"), 3).await;
    let guest = join(&options).await.unwrap().expect("a server runs");
    assert_eq!(read(&guest.url("postgres")).await, 3);
    cluster.stop().await;
}

#[tokio::test]
async fn an_interrupt_at_the_terminal_reaches_us_and_not_the_server() {
    let folder = Folder::new();
    let cluster = start_or_join(&folder.throwaway()).await.unwrap();
    // The terminal signals a process group.
    assert_ne!(getpgid(Some(folder.postmaster())), getpgid(None));
    cluster.stop().await;
}

#[tokio::test]
async fn the_server_ends_when_its_parent_is_killed() {
    let folder = Folder::new();
    let mut parent = folder.serve();
    let cluster = folder.served().await;
    write(&cluster.url("postgres"), 4).await;
    parent.kill();
    until("the server ends", async || folder.servers().is_empty()).await;
    starts_again_with(&folder, 4).await;
}

#[tokio::test]
async fn a_start_right_after_a_kill_waits_for_the_old_server() {
    let folder = Folder::new();
    let mut parent = folder.serve();
    let cluster = folder.served().await;
    write(&cluster.url("postgres"), 5).await;
    parent.kill();
    starts_again_with(&folder, 5).await;
}

#[tokio::test]
async fn a_killed_server_starts_again() {
    let folder = Folder::new();
    let mut parent = folder.serve();
    let cluster = folder.served().await;
    write(&cluster.url("postgres"), 6).await;
    kill(folder.postmaster(), Signal::SIGKILL).unwrap();
    assert!(!parent.process.wait().unwrap().success());
    starts_again_with(&folder, 6).await;
}

#[tokio::test]
async fn a_killed_server_starts_again_after_its_parent_was_killed_too() {
    let folder = Folder::new();
    let mut parent = folder.serve();
    let cluster = folder.served().await;
    write(&cluster.url("postgres"), 8).await;
    let postmaster = folder.postmaster();
    kill(postmaster, Signal::SIGSTOP).unwrap();
    parent.kill();
    kill(postmaster, Signal::SIGKILL).unwrap();
    starts_again_with(&folder, 8).await;
}

#[tokio::test]
async fn the_process_that_owned_a_killed_server_can_start_it_again() {
    let folder = Folder::new();
    let cluster = start_or_join(&folder.throwaway()).await.unwrap();
    write(&cluster.url("postgres"), 9).await;
    kill(folder.postmaster(), Signal::SIGKILL).unwrap();
    starts_again_with(&folder, 9).await;
    cluster.stop().await;
}

#[tokio::test]
async fn a_stale_pid_file_that_names_a_living_process_is_no_obstacle() {
    let folder = Folder::new();
    let options = folder.options(Durability::Durable);
    start_or_join(&options).await.unwrap().stop().await;
    let data = folder.path.join("postgres/data");
    let pid = std::process::id();
    let stale = format!("{pid}\n{}\n1790000000\n5432\n/s\n\n 1 1\nready   \n", data.display());
    fs::write(data.join("postmaster.pid"), stale).unwrap();

    assert!(join(&options).await.unwrap().is_none());
    let cluster = start_or_join(&options).await.unwrap();
    assert!(cluster.is_owner());
    cluster.stop().await;
}

#[tokio::test]
async fn an_interrupted_creation_is_cleared_away() {
    let folder = Folder::new();
    let unfinished = || {
        let entries = fs::read_dir(folder.path.join("postgres")).into_iter().flatten();
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("new-"))
    };
    let mut parent = folder.serve();
    until("initdb runs", async || unfinished()).await;
    parent.kill();
    assert!(unfinished(), "initdb was too fast to be interrupted");

    let cluster = start_or_join(&folder.throwaway()).await.unwrap();
    assert!(cluster.is_owner());
    assert!(!unfinished());
    cluster.stop().await;
    assert_eq!(folder.servers(), []);
}

#[tokio::test]
async fn a_ruined_test_cluster_is_made_anew_and_a_ruined_real_one_is_not() {
    let folder = Folder::new();
    for durability in [Durability::Throwaway, Durability::Durable] {
        let options = folder.options(durability);
        start_or_join(&options).await.unwrap().stop().await;
        let name = match durability {
            Durability::Throwaway => "throwaway",
            Durability::Durable => "data",
        };
        fs::remove_file(folder.path.join("postgres").join(name).join("global/pg_control")).unwrap();
        match (durability, start_or_join(&options).await) {
            (Durability::Throwaway, Ok(cluster)) => cluster.stop().await,
            (Durability::Durable, Err(Error::Start { log })) => {
                assert!(log.contains("pg_control"), "{log}");
            }
            (_, other) => panic!("{durability:?}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn the_test_server_drops_what_nobody_uses_and_ends_after_its_last_user() {
    let folder = Folder::new();
    let mut parent = folder.serve();
    let cluster = folder.served().await;
    let abandoned = "t_4194305_x"; // above the highest process number
    let in_use = format!("t_{}_x", std::process::id());
    ensure_database(&cluster, abandoned).await.unwrap();
    ensure_database(&cluster, &in_use).await.unwrap();
    until("the abandoned database is dropped", async || !has_database(&cluster, abandoned).await).await;
    assert!(has_database(&cluster, &in_use).await);

    let mut second = folder.serve();
    assert!(second.process.wait().unwrap().success(), "one is enough");
    drop(second);
    assert!(parent.process.try_wait().unwrap().is_none(), "it is in use");
    parent.users = None;
    assert!(parent.process.wait().unwrap().success());
    assert_eq!(folder.servers(), []);
}

#[tokio::test]
async fn a_folder_the_server_may_not_enter_is_replaced_by_one_it_may() {
    let mut folder = Folder::new();
    fs::set_permissions(&folder.path, Permissions::from_mode(0o700)).unwrap();
    folder.path.push("checkout");
    let options = folder.options(Durability::Durable);
    let cluster = start_or_join(&options).await.unwrap();
    write(&cluster.url("postgres"), 10).await;
    if !Uid::effective().is_root() {
        // We are the server's user.
        assert_eq!(cluster.notice(), None);
        return cluster.stop().await;
    }
    let notice = cluster.notice().expect("it says where the data are").to_owned();
    let place = fs::read_to_string(folder.path.join("postgres/location")).unwrap();
    let place = Path::new(place.trim_end());
    assert!(place.starts_with("/var/tmp") && place.join("data/PG_VERSION").exists());
    assert!(notice.contains(place.to_str().unwrap()), "{notice}");
    assert!(join(&options).await.unwrap().is_some());
    cluster.stop().await;

    let cluster = start_or_join(&options).await.unwrap();
    assert_eq!(cluster.notice(), Some(notice.as_str()));
    assert_eq!(read(&cluster.url("postgres")).await, 10);
    cluster.stop().await;
    fs::remove_dir_all(place).unwrap();
}

#[tokio::test]
async fn a_folder_of_somebody_else_is_refused() {
    if !Uid::effective().is_root() {
        return; // Only root can prepare one.
    }
    let folder = Folder::new();
    let theirs = folder.path.join("postgres");
    fs::create_dir(&theirs).unwrap();
    chown(&theirs, Some(Uid::from_raw(65534)), Some(Gid::from_raw(65534))).unwrap();
    let options = folder.throwaway();
    for error in [start_or_join(&options).await.unwrap_err(), join(&options).await.unwrap_err()] {
        assert!(matches!(error, Error::ForeignOwner { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_bin_dir_is_refused_by_name() {
    let folder = Folder::new();
    let options = Options { bin_dir: Some(folder.path.clone()), ..folder.throwaway() };
    let error = start_or_join(&options).await.unwrap_err().to_string();
    assert!(error.contains("HQ_PG_BIN") && error.contains(folder.path.to_str().unwrap()), "{error}");
}

async fn starts_again_with(folder: &Folder, number: i32) {
    let cluster = start_or_join(&folder.throwaway()).await.unwrap();
    assert!(cluster.is_owner());
    assert_eq!(read(&cluster.url("postgres")).await, number);
    cluster.stop().await;
    assert_eq!(folder.servers(), []);
}

async fn write(url: &str, number: i32) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    // A test server does not wait for the log to be written, unless told.
    connection.execute("set synchronous_commit = on").await.unwrap();
    connection.execute("create table kept (number int)").await.unwrap();
    sqlx::query("insert into kept values ($1)").bind(number).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn read(url: &str) -> i32 {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar("select number from kept").fetch_one(&mut connection).await.unwrap()
}

async fn has_database(cluster: &Cluster, name: &str) -> bool {
    let mut connection = PgConnection::connect(&cluster.url("postgres")).await.unwrap();
    sqlx::query_scalar("select exists (select from pg_database where datname = $1)").bind(name).fetch_one(&mut connection).await.unwrap()
}
