//! Runs a child process that does not outlive us, whatever ends us.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus};
use std::thread;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::sync::{oneshot, watch};

#[derive(Debug)]
pub(super) struct Ward {
    pid: Pid,
    ended: watch::Receiver<Option<ExitStatus>>,
}

/// Starts `command` in a process group of its own, so that an interrupt typed
/// at the terminal reaches only us. If we die, it gets `on_our_death`. When it
/// ends, `on_end` is called and dropped.
///
/// Linux sends that signal when the *thread* that forked ends, so the child is
/// started from a thread of its own, which stays until the child has ended.
pub(super) async fn spawn(
    mut command: Command,
    on_our_death: Signal,
    on_end: impl FnOnce(ExitStatus) + Send + 'static,
) -> io::Result<Ward> {
    command.process_group(0);
    die_with_us(&mut command, on_our_death);
    let (tell_started, started) = oneshot::channel();
    let (tell_ended, ended) = watch::channel(None);
    thread::Builder::new().name("postgres-guardian".into()).spawn(move || {
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => {
                tell_started.send(Err(error)).ok();
                return;
            }
        };
        tell_started.send(Ok(child.id())).ok();
        // Waiting for a child of ours cannot fail; were it to, the child is not ours to watch any more.
        let status = child.wait().unwrap_or_default();
        on_end(status);
        tell_ended.send(Some(status)).ok();
    })?;
    let pid = started.await.map_err(|_| io::Error::other("the guardian thread ended"))??;
    Ok(Ward { pid: Pid::from_raw(pid.cast_signed()), ended })
}

impl Ward {
    pub(super) fn pid(&self) -> Pid {
        self.pid
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended.borrow().is_some()
    }

    /// Waits for the end.
    pub(super) async fn ended(&mut self) -> ExitStatus {
        let seen = self.ended.wait_for(Option::is_some).await;
        seen.ok().and_then(|status| *status).unwrap_or_default()
    }

    pub(super) fn signal(&self, signal: Signal) {
        if !self.has_ended() {
            // It may end between the question and the signal; then there is nothing left to do.
            kill(self.pid, signal).ok();
        }
    }
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "pre_exec has no safe form; its closure only makes two system calls")]
fn die_with_us(command: &mut Command, signal: Signal) {
    let parent = nix::unistd::getpid();
    let ask_kernel = move || {
        nix::sys::prctl::set_pdeathsig(signal)?;
        // We may have died before the request was in place.
        if nix::unistd::getppid() != parent {
            return Err(nix::errno::Errno::ESRCH.into());
        }
        Ok(())
    };
    // SAFETY: between fork and exec only async-signal-safe calls are allowed. prctl and getppid are such
    // calls, and an error made of an errno allocates nothing. std runs this after it has changed the user,
    // which would have cleared the request.
    unsafe {
        command.pre_exec(ask_kernel);
    }
}

/// Other systems have no such request: what outlives us is ended by the recovery of the next start.
#[cfg(not(target_os = "linux"))]
fn die_with_us(_command: &mut Command, _signal: Signal) {}
