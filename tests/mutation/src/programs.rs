//! The console's test programs: built once, asked many times.

#![expect(clippy::disallowed_methods, reason = "a program that does not end is waited for in real time")]

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

/// A test program and the folder it is run in.
pub struct Program {
    binary: PathBuf,
    folder: PathBuf,
}

/// What became of some tests.
pub enum Outcome {
    Passed,
    /// The first test that failed.
    Failed(String),
    /// They did not end in time.
    Late,
    /// The program ended and did not say of which test.
    Fallen,
}

/// Builds the copy's tests: the unit tests' program and the integration tests'.
pub fn build(copy: &Path) -> anyhow::Result<(Program, Program)> {
    let output = Command::new("cargo")
        .args(["test", "--no-run", "--locked", "--lib", "--test", "it", "--message-format=json-render-diagnostics"])
        .current_dir(copy)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the copy cannot be built: a mutant that does not compile has to be left out");
    let said = String::from_utf8(output.stdout)?;
    let program = |name: &str| {
        // Cargo says of each program it built where it lies.
        let line = said.lines().find(|line| line.contains(name) && line.contains("\"executable\":\""));
        let binary =
            line.and_then(|line| line.split("\"executable\":\"").nth(1)?.split('"').next()).context("cargo built no test program")?;
        anyhow::Ok(Program { binary: PathBuf::from(binary), folder: copy.to_owned() })
    };
    Ok((program("\"kind\":[\"lib\"]")?, program("\"kind\":[\"test\"]")?))
}

impl Program {
    /// Runs these tests without a mutant, and notes into `notes` which mutants each of them reaches.
    pub fn note_reached(&self, notes: &Path, tests: &[&str]) -> anyhow::Result<()> {
        let status = Command::new(&self.binary).current_dir(&self.folder).env("MUTANTS_REACHED", notes).arg("-q").args(tests).status()?;
        ensure!(status.success(), "tests fail without any mutant");
        Ok(())
    }

    /// The names of all tests.
    pub fn tests(&self) -> anyhow::Result<Vec<String>> {
        let output = Command::new(&self.binary).current_dir(&self.folder).args(["--list", "--format=terse"]).output()?;
        Ok(String::from_utf8(output.stdout)?.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
    }

    /// Runs these tests with the mutant on, until the first fails.
    pub fn ask(&self, mutant: u32, tests: &[&str]) -> anyhow::Result<Outcome> {
        let patience = Duration::from_mins(1) + Duration::from_secs(10) * u32::try_from(tests.len())?;
        let mut child = Command::new(&self.binary)
            .current_dir(&self.folder)
            .env("MUTANT", mutant.to_string())
            .arg("--exact")
            .args(tests)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // With a group of its own, so that programs its tests started end with it.
            .process_group(0)
            .spawn()?;
        let lines = lines_of(child.stdout.take().context("a pipe was asked for")?);
        let began = Instant::now();
        let mut outcome = None;
        while outcome.is_none() {
            outcome = match lines.recv_timeout(patience.saturating_sub(began.elapsed())) {
                Ok(line) => line
                    .strip_prefix("test ")
                    .and_then(|line| line.strip_suffix(" ... FAILED"))
                    .map(|test| Outcome::Failed(test.split(' ').next().unwrap_or_default().to_owned())),
                Err(RecvTimeoutError::Timeout) => Some(Outcome::Late),
                Err(RecvTimeoutError::Disconnected) => break,
            };
        }
        if outcome.is_some() {
            Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).stderr(Stdio::null()).status()?;
        }
        let ended_well = child.wait()?.success();
        Ok(outcome.unwrap_or(if ended_well { Outcome::Passed } else { Outcome::Fallen }))
    }
}

fn lines_of(channel: impl std::io::Read + Send + 'static) -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || BufReader::new(channel).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    lines
}
