//! A data folder for tests of the embedded server itself, and processes to be
//! killed in it.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use hq_console::core::postgres::{Cluster, Durability, Options, USERS_LOCK, find_test_db};
use nix::unistd::Pid;
use uuid::Uuid;

use super::database;

const DEADLINE: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(5);

/// Deleted with the test, after what runs in it has ended.
pub(crate) struct Folder {
    root: PathBuf,
    pub path: PathBuf,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let root = database::dir().join(format!("embedded-{}", Uuid::now_v7()));
        fs::create_dir_all(&root).unwrap();
        Self { path: root.clone(), root }
    }

    pub(crate) fn options(&self, durability: Durability) -> Options {
        Options { data_dir: self.path.clone(), durability, bin_dir: None, max_connections: 20 }
    }

    pub(crate) fn throwaway(&self) -> Options {
        self.options(Durability::Throwaway)
    }

    /// Another process that runs the server of this folder, to be killed.
    pub(crate) fn serve(&self) -> Parent {
        let users = File::create(self.path.join(USERS_LOCK)).unwrap();
        users.lock_shared().unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_hq-console"))
            .arg("serve-test-db")
            .arg(&self.path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Parent { process, users: Some(users) }
    }

    pub(crate) async fn served(&self) -> Cluster {
        until("the server answers", async || find_test_db(&self.path).await.unwrap().is_some()).await;
        find_test_db(&self.path).await.unwrap().expect("it answers")
    }

    pub(crate) fn postmaster(&self) -> Pid {
        let files = ["data", "throwaway"].map(|cluster| self.path.join("postgres").join(cluster).join("postmaster.pid"));
        let text = files.iter().find_map(|file| fs::read_to_string(file).ok()).expect("a server runs here");
        Pid::from_raw(text.lines().next().unwrap().parse().unwrap())
    }

    /// Every process of a server works in its data folder.
    pub(crate) fn servers(&self) -> Vec<Pid> {
        let root = self.root.canonicalize().unwrap();
        let is_ours = |pid: &i32| fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd.starts_with(&root));
        let entries = fs::read_dir("/proc").unwrap().flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        pids.filter(is_ours).map(Pid::from_raw).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let began = Instant::now();
        // The server of a parent that has just been killed is on its way out.
        while !self.servers().is_empty() && began.elapsed() < DEADLINE {
            thread::sleep(POLL);
        }
        fs::remove_dir_all(&self.root).ok();
    }
}

pub(crate) struct Parent {
    pub process: Child,
    /// As long as it is held the server has a user.
    pub users: Option<File>,
}

impl Parent {
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Parent {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

pub(crate) async fn until(what: &str, condition: impl AsyncFn() -> bool) {
    let began = Instant::now();
    while !condition().await {
        assert!(began.elapsed() < DEADLINE, "waited in vain until {what}");
        tokio::time::sleep(POLL).await;
    }
}
