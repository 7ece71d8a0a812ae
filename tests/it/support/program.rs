//! The real program, as an operator runs it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// The program with nothing of this machine's environment that could sway it.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hq-console"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("HQ_") || name == "DATABASE_URL") {
        command.env_remove(name);
    }
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

/// What a command that ended said, on both channels.
pub(crate) fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

/// The first address the program names. What it says until then is kept in `heard`.
fn first_address(lines: &mpsc::Receiver<String>, patience: Duration, heard: &mut Vec<String>) -> Option<SocketAddr> {
    let began = Instant::now();
    while let Ok(line) = lines.recv_timeout(patience.saturating_sub(began.elapsed())) {
        let address = address_in(&line);
        heard.push(line);
        if address.is_some() {
            return address;
        }
    }
    None
}

/// A console that runs until it is stopped.
pub(crate) struct Running {
    process: Child,
    pub address: SocketAddr,
}

impl Running {
    /// Starts the program and waits until it says where it serves.
    pub(crate) fn start(mut command: Command, patience: Duration) -> Self {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = mpsc::channel::<String>();
        let channels: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(process.stdout.take().unwrap()), Box::new(process.stderr.take().unwrap())];
        for channel in channels {
            let sender = sender.clone();
            thread::spawn(move || BufReader::new(channel).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        }
        drop(sender);
        let mut heard = Vec::new();
        if let Some(address) = first_address(&lines, patience, &mut heard) {
            // What it says from now on is read, so that it never waits for a reader, and dropped.
            thread::spawn(move || lines.into_iter().for_each(drop));
            return Self { process, address };
        }
        process.kill().ok();
        process.wait().ok();
        panic!("the console did not start:\n{}", heard.join("\n"));
    }

    /// Asks it to stop, as a service manager does, and waits. Returns how long that took.
    pub(crate) fn stop(self) -> Duration {
        let began = Instant::now();
        self.ask_to_stop();
        self.wait();
        began.elapsed()
    }

    /// Waits until it has ended well.
    pub(crate) fn wait(mut self) {
        assert!(self.process.wait().unwrap().success());
    }

    pub(crate) fn ask_to_stop(&self) {
        kill(Pid::from_raw(i32::try_from(self.process.id()).unwrap()), Signal::SIGTERM).unwrap();
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// The whole answer to a request for a page.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Waits until nobody listens at an address any more.
pub(crate) fn until_closed(address: SocketAddr) {
    let began = Instant::now();
    while TcpStream::connect(address).is_ok() {
        assert!(began.elapsed() < Duration::from_secs(10), "{address} stays open");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The address in `… ready address=127.0.0.1:40000` or `… is ready:  http://127.0.0.1:40000`.
fn address_in(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("ready")?;
    rest.split(['=', ' ', '/', '\u{1b}']).find_map(|word| word.trim_start_matches("[0m").parse().ok())
}
