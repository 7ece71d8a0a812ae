//! A mail server of a few lines, as slow or as unreliable as a test wants it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::mailbox::Letter;

/// How the server takes its messages.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manners {
    /// How long it thinks before it takes a message.
    pub thinks: Duration,
    /// So many messages are taken, but the sender never hears of it.
    pub hangs_up_on: usize,
}

#[derive(Clone)]
pub(crate) struct MailServer {
    pub address: SocketAddr,
    taken: Arc<Mutex<Vec<Letter>>>,
}

impl MailServer {
    /// An address where nothing listens, for a server that is down. It may come up there later.
    pub(crate) async fn nowhere() -> SocketAddr {
        TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
    }

    pub(crate) async fn start(address: SocketAddr, manners: Manners) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), taken: Arc::default() };
        let (taken, hung_up) = (server.taken.clone(), Arc::new(AtomicUsize::new(0)));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (taken, hung_up) = (taken.clone(), hung_up.clone());
                tokio::spawn(async move {
                    // A sender that leaves in the middle is no fault of this test.
                    converse(stream, manners, &taken, &hung_up).await.ok();
                });
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What it has taken so far.
    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.taken.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, manners: Manners, taken: &Mutex<Vec<Letter>>, hung_up: &AtomicUsize) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 herons\r\n").await?;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => stream.write_all(b"250-herons\r\n250 8BITMIME\r\n").await?,
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let message = message(&mut stream).await?;
                tokio::time::sleep(manners.thinks).await;
                taken.lock().unwrap().push(Letter::parse(&message));
                if hung_up.fetch_add(1, Ordering::Relaxed) < manners.hangs_up_on {
                    return Ok(());
                }
                stream.write_all(b"250 taken\r\n").await?;
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n").await,
            _ => stream.write_all(b"250 fine\r\n").await?,
        }
    }
}

async fn message(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut message = String::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        if line == ".\r\n" || line.is_empty() {
            return Ok(message);
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
