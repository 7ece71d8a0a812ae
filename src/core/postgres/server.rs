//! Makes a cluster, and starts and stops its server.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::account::Account;
use super::binaries::Binaries;
use super::error::Error;
use super::guardian::{self, Ward};
use super::pidfile::PidFile;
use super::place::{Home, Lock, PORT, Place, make_server_folder};
use super::recovery::{UNFINISHED, wipe};
use super::{Durability, Options, USER};

/// Long, because the server may have much to replay after a power cut.
const START_PATIENCE: Duration = Duration::from_mins(3);
const STOP_PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(5);
const LOG_TAIL: usize = 12;

/// macOS has no C.UTF-8. Either way text that people read is sorted with a collation of its own.
const LOCALE: &str = if cfg!(target_os = "macos") { "C" } else { "C.UTF-8" };

/// What a database that nobody will miss can do without.
const THROWAWAY_SETTINGS: [&str; 7] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "log_checkpoints=off",
];

/// All that is needed to run the server of one cluster.
pub(super) struct Site {
    pub home: Home,
    pub lock: Arc<Lock>,
    pub place: Place,
    pub account: Account,
    pub binaries: Binaries,
}

impl Site {
    /// Into a folder under another name first: what is called `data` is whole.
    pub(super) async fn create_cluster(&self, durability: Durability) -> Result<(), Error> {
        let unfinished = self.place.base.join(format!("{UNFINISHED}{}", Uuid::new_v4()));
        make_server_folder(&unfinished, &self.account)?;
        let mut command = self.command(&self.binaries.initdb)?;
        command.arg("-D").arg(&unfinished);
        command.args(["-U", USER, "-A", "trust", "-E", "UTF8", "--no-instructions"]);
        command.arg(format!("--locale={LOCALE}"));
        if durability == Durability::Throwaway {
            command.arg("--no-sync");
        }
        let lock = Arc::clone(&self.lock);
        let mut initdb =
            guardian::spawn(command, Signal::SIGKILL, move |_| drop(lock)).await.map_err(program_error(&self.binaries.initdb))?;
        if !initdb.ended().await.success() {
            wipe(&unfinished)?;
            return Err(Error::Create { log: tail(&self.home.log()) });
        }
        let data = &self.place.data;
        fs::rename(&unfinished, data).map_err(Error::file("create the folder", data))?;
        // The new name must outlast a power cut too.
        File::open(&self.place.base).and_then(|base| base.sync_all()).map_err(Error::file("save the folder", &self.place.base))
    }

    pub(super) async fn start_server(&self, options: &Options) -> Result<Server, Error> {
        make_server_folder(&self.place.socket, &self.account)?;
        let mut command = self.command(&self.binaries.postgres)?;
        command.arg("-D").arg(&self.place.data);
        command.arg("-k").arg(&self.place.socket);
        let mut set = |setting: &str| {
            command.args(["-c", setting]);
        };
        // The socket in a private folder is the only way in, so no password is needed.
        set("listen_addresses=");
        set("unix_socket_permissions=0700");
        set(&format!("port={PORT}"));
        set(&format!("cluster_name={}", self.place.tag));
        set(&format!("max_connections={}", options.max_connections));
        if options.durability == Durability::Throwaway {
            for setting in THROWAWAY_SETTINGS {
                set(setting);
            }
        }

        let asked = Arc::new(AtomicBool::new(false));
        let (ours, theirs) = (Arc::clone(&self.lock), Arc::clone(&asked));
        let (log, socket) = (self.home.log(), self.place.socket.clone());
        let on_end = move |status| {
            if !theirs.load(Ordering::SeqCst) {
                let log = log.display();
                tracing::error!(%status, %log, "the embedded database server ended by itself");
            }
            // It may lie outside our folder, and is empty after an orderly end.
            fs::remove_dir(socket).ok();
            drop(ours);
        };
        let ward = guardian::spawn(command, Signal::SIGINT, on_end).await.map_err(program_error(&self.binaries.postgres))?;
        let mut server = Server { ward, asked };
        match self.wait_until_ready(&server).await {
            Ok(()) => Ok(server),
            Err(error) => {
                server.stop().await;
                Err(error)
            }
        }
    }

    async fn wait_until_ready(&self, server: &Server) -> Result<(), Error> {
        let began = Instant::now();
        while began.elapsed() < START_PATIENCE {
            if server.ward.has_ended() {
                return Err(Error::Start { log: tail(&self.home.log()) });
            }
            let ready = PidFile::read(&self.place.data).is_some_and(|file| file.ready && file.pid == server.ward.pid());
            if ready && UnixStream::connect(self.place.socket_file()).is_ok() {
                return Ok(());
            }
            sleep(POLL).await;
        }
        Err(Error::NotReady { seconds: START_PATIENCE.as_secs(), log: self.home.log() })
    }

    /// A command with nothing of our surroundings in it but the log.
    fn command(&self, program: &Path) -> Result<Command, Error> {
        let path = self.home.log();
        let log = OpenOptions::new().create(true).append(true).mode(0o600).open(&path).map_err(Error::file("open", &path))?;
        let copy = log.try_clone().map_err(Error::file("open", &path))?;
        let mut command = Command::new(program);
        self.account.apply(&mut command);
        command.env_clear().env("LC_ALL", LOCALE).env("TZ", "UTC").current_dir("/").stdin(Stdio::null()).stdout(copy).stderr(log);
        Ok(command)
    }
}

#[derive(Debug)]
pub(super) struct Server {
    ward: Ward,
    asked: Arc<AtomicBool>,
}

impl Server {
    /// Lets running transactions go and writes everything down. Never kills:
    /// orphaned backends of a killed server would outlive it.
    pub(super) async fn stop(&mut self) {
        for signal in [Signal::SIGINT, Signal::SIGQUIT] {
            self.ask(signal);
            if timeout(STOP_PATIENCE, self.ward.ended()).await.is_ok() {
                return;
            }
        }
        tracing::warn!("the embedded database server has not ended; the next start will end it");
    }

    pub(super) async fn ended(&mut self) {
        self.ward.ended().await;
    }

    fn ask(&self, signal: Signal) {
        self.asked.store(true, Ordering::SeqCst);
        self.ward.signal(signal);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ask(Signal::SIGINT);
    }
}

/// Keeps the log of the run before, and lets this one begin with an empty page.
pub(super) fn turn_log_over(log: &Path) -> Result<(), Error> {
    match fs::rename(log, log.with_extension("log.old")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::file("rename", log)(error)),
        _ => Ok(()),
    }
}

fn tail(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LOG_TAIL)..].join("\n")
}

fn program_error(program: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let program: PathBuf = program.to_owned();
    move |source| Error::Program { program, source }
}
