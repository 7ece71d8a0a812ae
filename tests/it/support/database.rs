//! A database of its own for each test, on a server shared by all test
//! processes. Nothing needs to run before, and no environment is read.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use hq_console::core::postgres::{Cluster, USERS_LOCK, find_test_db};
use nix::sys::statvfs::statvfs;
use nix::unistd::Uid;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Templates of other branches and of the run before; a database takes about 8 MB.
const TEMPLATES_KEPT: i64 = 3;
const START_PATIENCE: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(10);

/// An empty copy of the template. Keep it as long as the database is used: it
/// is dropped, with whoever is still connected, when this value is.
#[must_use]
pub(crate) struct TestDatabase {
    pub url: String,
    name: String,
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        cleaner().send(std::mem::take(&mut self.name)).ok();
    }
}

/// A copy of the template that `migrate` makes of an empty database, given
/// its address. `migrate` runs once for each `schema_hash`, not once for each
/// test or run, and closes what it opens.
pub(crate) async fn fresh_database<M, F>(schema_hash: &str, migrate: M) -> TestDatabase
where
    M: Fn(String) -> F,
    F: Future<Output = ()>,
{
    let server = server().await;
    let template = format!("tpl_{schema_hash}");
    let name = format!("t_{}_{}", std::process::id(), Uuid::now_v7().simple());
    let mut admin = connect(server).await;
    let copy = format!("create database {name} template {template} strategy file_copy");
    // Once more, in case a newer schema's tests have just dropped our template.
    for _ in 0..2 {
        if !exists(&mut admin, &template).await {
            build_template(server, &mut admin, &template, &migrate).await;
        }
        match admin.execute(AssertSqlSafe(copy.as_str())).await {
            Err(error) if exists(&mut admin, &template).await => panic!("{copy}: {error}"),
            Err(_) => {}
            Ok(_) => {
                admin.close().await.ok();
                let url = server.url(&name);
                return TestDatabase { url, name };
            }
        }
    }
    panic!("the template {template} was dropped twice while it was being copied");
}

async fn build_template<M, F>(server: &Cluster, admin: &mut PgConnection, template: &str, migrate: M)
where
    M: Fn(String) -> F,
    F: Future<Output = ()>,
{
    let lock = open_lock("template.lock");
    let _one_builder = tokio::task::spawn_blocking(move || {
        lock.lock().expect("lock template.lock");
        lock
    })
    .await
    .expect("wait for template.lock");
    if exists(admin, template).await {
        return;
    }

    // Under another name until it is whole, so that a migration that fails or is killed leaves no template.
    let unfinished = "tpl_unfinished";
    run(admin, format!("drop database if exists {unfinished} with (force)")).await;
    run(admin, format!("create database {unfinished}")).await;
    migrate(server.url(unfinished)).await;
    run(admin, format!("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{unfinished}'")).await;
    run(admin, format!("alter database {unfinished} with is_template true allow_connections false")).await;
    run(admin, format!("alter database {unfinished} rename to {template}")).await;

    let old: Vec<String> =
        sqlx::query_scalar(r"select datname::text from pg_database where datname like 'tpl\_%' order by oid desc offset $1")
            .bind(TEMPLATES_KEPT)
            .fetch_all(&mut *admin)
            .await
            .expect("list the templates");
    for name in old {
        run(admin, format!("alter database {name} with is_template false")).await;
        run(admin, format!("drop database if exists {name} with (force)")).await;
    }
}

async fn exists(admin: &mut PgConnection, template: &str) -> bool {
    sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(template)
        .fetch_one(admin)
        .await
        .expect("look for the template")
}

async fn run(admin: &mut PgConnection, sql: String) {
    if let Err(error) = admin.execute(AssertSqlSafe(sql.as_str())).await {
        panic!("{sql}: {error}");
    }
}

async fn connect(server: &Cluster) -> PgConnection {
    PgConnection::connect(&server.url("postgres")).await.expect("connect to the test server")
}

/// The shared server, kept alive by the lock this process holds until it ends.
async fn server() -> &'static Cluster {
    static SERVER: OnceCell<(Cluster, File)> = OnceCell::const_new();
    let (server, _users) = SERVER
        .get_or_init(|| async {
            // Waits while a server is stopping, because that one holds the lock alone.
            let users = tokio::task::spawn_blocking(|| {
                let users = open_lock(USERS_LOCK);
                users.lock_shared().expect("lock users.lock");
                users
            })
            .await
            .expect("wait for users.lock");
            (find_or_start().await, users)
        })
        .await;
    server
}

async fn find_or_start() -> Cluster {
    let began = Instant::now();
    let mut started: Option<Child> = None;
    while began.elapsed() < START_PATIENCE {
        if let Some(server) = find_test_db(dir()).await.expect("look for the test server") {
            return server;
        }
        // Several processes may start one; all but the first of those end at once, with success.
        let child = started.get_or_insert_with(start);
        if let Some(status) = child.try_wait().expect("watch the test server")
            && !status.success()
        {
            let said = fs::read_to_string(dir().join("supervisor.log")).unwrap_or_default();
            panic!("the test server did not start:\n{said}");
        }
        tokio::time::sleep(POLL).await;
    }
    panic!("the test server in {} does not answer", dir().display());
}

/// Detached: it outlives this process, and an interrupt typed at the terminal
/// does not reach it.
fn start() -> Child {
    let log = File::create(dir().join("supervisor.log")).expect("create supervisor.log");
    Command::new(env!("CARGO_BIN_EXE_hq-console"))
        .arg("serve-test-db")
        .arg(dir())
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("start the test server")
}

/// Where the test server and its like keep their files. One for each user, as
/// one user's server refuses another's folder. In memory where there is room,
/// because a test database is hundreds of small files, made and deleted again
/// within a second or two.
pub(crate) fn dir() -> &'static Path {
    static DIR: OnceLock<PathBuf> = OnceLock::new();
    DIR.get_or_init(|| {
        let user = Uid::effective();
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let parent = match Path::new("/dev/shm") {
            memory if has_room(memory) => memory,
            // The server is another user then, and root's checkouts are often closed to others.
            _ if user.is_root() => Path::new("/var/tmp"),
            _ => target,
        };
        let mut checkout = DefaultHasher::new();
        target.hash(&mut checkout);
        let name = format!("hq-console-tests-{user}-{:x}", checkout.finish());
        let dir = parent.join(name);
        make_own_folder(&dir);
        dir
    })
}

/// By its size, not by what is free now, so that all processes choose the same.
fn has_room(memory: &Path) -> bool {
    const ENOUGH: u64 = 4 << 30;
    statvfs(memory).is_ok_and(|found| found.blocks() * found.fragment_size() >= ENOUGH)
}

/// Others may write to the folder above: what is not ours is left alone. The
/// server passes through.
fn make_own_folder(dir: &Path) {
    DirBuilder::new().mode(0o711).create(dir).ok();
    let ours = fs::symlink_metadata(dir).is_ok_and(|found| found.is_dir() && found.uid() == Uid::effective().as_raw());
    assert!(ours, "{} cannot be made, or is somebody else's", dir.display());
}

fn open_lock(name: &str) -> File {
    OpenOptions::new().create(true).write(true).truncate(false).open(dir().join(name)).expect("open a lock file")
}

/// Drops databases while the next tests run. What it does not get to before
/// the process ends, the server drops.
fn cleaner() -> &'static mpsc::Sender<String> {
    static CLEANER: OnceLock<mpsc::Sender<String>> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let (sender, names) = mpsc::channel::<String>();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("build the cleaner's runtime");
            runtime.block_on(async {
                let mut admin = connect(server().await).await;
                for name in names {
                    let drop = format!("drop database if exists {name} with (force)");
                    admin.execute(AssertSqlSafe(drop)).await.ok();
                }
            });
        });
        sender
    })
}
