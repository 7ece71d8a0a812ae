//! Clears away what an earlier run left behind. Called with the lock held, so
//! whatever is found belongs to nobody.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid};

use super::account::Account;
use super::error::Error;
use super::pidfile::PidFile;
use super::place::Place;
use super::processes;

/// Begins the name of a cluster that is being made.
pub(super) const UNFINISHED: &str = "new-";

const POLITE: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_secs(40);
const POLL: Duration = Duration::from_millis(10);

pub(super) fn recover(place: &Place, account: &Account) -> Result<(), Error> {
    end_servers(place, account.uid)?;
    // Only now: the server's own check against two servers in one folder rests on these files. They must
    // go all the same, because the number in a stale one may belong to another process today, and
    // PostgreSQL would then refuse to start.
    let socket = place.socket_file();
    let mut socket_lock = socket.clone().into_os_string();
    socket_lock.push(".lock");
    remove_file(&PidFile::path(&place.data))?;
    remove_file(&socket)?;
    remove_file(Path::new(&socket_lock))?;
    remove_unfinished(&place.base)
}

/// Deletes a cluster that can be made again.
pub(super) fn wipe(data: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(data) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file("delete the folder", data)(error)),
        _ => Ok(()),
    }
}

fn end_servers(place: &Place, owner: Uid) -> Result<(), Error> {
    let find = || processes::of_cluster(&place.tag, owner).map_err(Error::file("list the processes in", Path::new("/proc")));
    let began = Instant::now();
    let mut pids = find()?;
    if pids.is_empty() {
        return Ok(());
    }
    let postmaster = PidFile::read(&place.data).map(|file| file.pid);
    match postmaster.filter(|pid| pids.contains(pid)) {
        Some(postmaster) => send(&[postmaster], Signal::SIGINT),
        None => send(&pids, Signal::SIGTERM),
    }
    let mut insisted = false;
    while !pids.is_empty() {
        if began.elapsed() > PATIENCE {
            let pids: Vec<String> = pids.iter().map(ToString::to_string).collect();
            let pids = pids.join(", ");
            return Err(Error::Leftovers { pids });
        }
        if began.elapsed() > POLITE && !insisted {
            send(&pids, Signal::SIGQUIT);
            insisted = true;
        }
        thread::sleep(POLL);
        pids = find()?;
    }
    Ok(())
}

fn send(pids: &[Pid], signal: Signal) {
    for pid in pids {
        // One that is gone already is what we want.
        kill(*pid, signal).ok();
    }
}

fn remove_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file("delete", path)(error)),
        _ => Ok(()),
    }
}

fn remove_unfinished(base: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(base).map_err(Error::file("read the folder", base))?;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let path = entry.path();
            remove_busy_folder(&path).map_err(Error::file("delete the folder", &path))?;
        }
    }
    Ok(())
}

/// A helper of a killed initdb may write for a moment longer, until it sees the end of its input.
fn remove_busy_folder(path: &Path) -> io::Result<()> {
    let began = Instant::now();
    loop {
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty && began.elapsed() < POLITE => {
                thread::sleep(POLL);
            }
            result => return result,
        }
    }
}
