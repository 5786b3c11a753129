//! Something between the program and the server that can be told to refuse.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::thread;

const ANSWER: &str = r#"{"success":false,"message":"the API key is not known"}"#;

/// Passes requests on to a server until it has passed so many; answers 401 to all that follow.
pub struct Gateway {
    pub base_url: String,
    left: Arc<AtomicI64>,
    refused: Arc<AtomicUsize>,
}

impl Gateway {
    #[allow(clippy::disallowed_methods)] // A server beside the program, not work of it.
    pub fn start(server: SocketAddr, passes: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let left = Arc::new(AtomicI64::new(passes));
        let refused = Arc::new(AtomicUsize::new(0));
        let (passing, counting) = (Arc::clone(&left), Arc::clone(&refused));
        // Both end with the test.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (left, refused) = (Arc::clone(&passing), Arc::clone(&counting));
                thread::spawn(move || serve(stream.unwrap(), server, &left, &refused));
            }
        });
        Self {
            base_url,
            left,
            refused,
        }
    }

    /// From now on so many more are passed on.
    pub fn pass(&self, more: i64) {
        self.left.store(more, Ordering::SeqCst);
    }

    /// Requests that were refused.
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::SeqCst)
    }
}

/// One request; the program makes a connection for each. A connection that breaks is the program's matter.
fn serve(mut client: TcpStream, server: SocketAddr, left: &AtomicI64, refused: &AtomicUsize) {
    let Some(head) = read_head(&mut client) else {
        return;
    };
    if left.fetch_sub(1, Ordering::SeqCst) > 0 {
        pass_on(client, server, &head);
        return;
    }
    refused.fetch_add(1, Ordering::SeqCst);
    // All of it is read first: an answer before that could be lost in a reset.
    let _ = std::io::copy(&mut (&mut client).take(length(&head)), &mut std::io::sink());
    let _ = write!(
        client,
        "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
}

fn pass_on(mut client: TcpStream, server: SocketAddr, head: &[u8]) {
    let mut server = TcpStream::connect(server).unwrap();
    let _ = server.write_all(head);
    let mut to = (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::scope(|scope| {
        scope.spawn(move || {
            let _ = std::io::copy(&mut to.0, &mut to.1);
            // The server would keep the connection for another request.
            let _ = to.1.shutdown(Shutdown::Both);
        });
        let _ = std::io::copy(&mut server, &mut client);
        let _ = client.shutdown(Shutdown::Both);
    });
}

fn read_head(client: &mut TcpStream) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    Some(head)
}

fn length(head: &[u8]) -> u64 {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let line = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    line.map_or(0, |length| length.trim().parse().unwrap())
}
