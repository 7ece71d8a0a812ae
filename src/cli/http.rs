//! Accepts connections: only so many at once, and each has a moment to say what it wants. A client that says it slowly, or not at all,
//! holds a place for that moment and no longer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// Open connections, idle ones included.
const CONNECTIONS: usize = 1_000;
/// From the first byte of a request to the end of its head; an idle connection is closed after as long.
const LONGEST_HEAD: Duration = Duration::from_secs(15);
/// The system is out of file handles or memory: it is given time to get some back.
const BREATHER: Duration = Duration::from_millis(100);

/// Serves until told to stop, then lets the requests under way end.
pub(super) async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let open = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(LONGEST_HEAD);
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! { accepted = accepted => accepted, () = stop.cancelled() => break };
        let (stream, peer) = match accepted {
            Ok(connection) => connection,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATHER).await;
                continue;
            }
        };
        stream.set_nodelay(true).ok();
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service(router.clone(), peer)));
        tokio::spawn(async move {
            // How a connection ends is the client's affair.
            connection.await.ok();
            drop(place);
        });
    }
    drop(listener);
    open.shutdown().await;
}

fn service(
    router: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<Request<Incoming>, Response = axum::response::Response, Error = std::convert::Infallible, Future: Send> {
    hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    })
}
