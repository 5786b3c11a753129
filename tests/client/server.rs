//! Servers of a few lines: they take a connection, note what was asked, and do as told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a client asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Request line and headers, names in lower case.
    pub head: String,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let name = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(&name))
    }
}

/// A server on this computer, until it is dropped.
pub struct Server {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    connections: Arc<Mutex<usize>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Does `act` with every connection; it may note what was asked.
    pub async fn run<F>(act: impl Fn(TcpStream, Note) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let (note, count) = (Note(Arc::clone(&asked)), Arc::clone(&connections));
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                *count.lock().unwrap() += 1;
                tokio::spawn(act(stream, note.clone()));
            }
        });
        Self {
            url,
            asked,
            connections,
            task,
        }
    }

    /// Reads every request to its end and gives the same bytes back.
    pub async fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = Arc::new(answer.into());
        Self::run(move |mut stream, note| {
            let answer = Arc::clone(&answer);
            async move {
                let asked = read_request(&mut stream).await;
                note.asked(asked);
                // The client may stop reading: an answer can be too large for it.
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            }
        })
        .await
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The only request there was.
    pub fn only(&self) -> Asked {
        let mut asked = self.asked();
        assert_eq!(asked.len(), 1, "requests");
        asked.remove(0)
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

/// Where a server notes what it was asked.
#[derive(Clone)]
pub struct Note(Arc<Mutex<Vec<Asked>>>);

impl Note {
    pub fn asked(&self, asked: Asked) {
        self.0.lock().unwrap().push(asked);
    }
}

/// An answer with the right length.
pub fn answer(status: &str, body: &str) -> String {
    with_headers(status, "content-type: application/json\r\n", body)
}

/// An answer with more headers, each ended by `\r\n`.
pub fn with_headers(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n{body}")
}

/// Reads up to the end of the headers.
pub async fn read_head(stream: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

/// Reads a whole request.
pub async fn read_request(stream: &mut (impl AsyncReadExt + Unpin)) -> Asked {
    let mut asked = Asked {
        head: read_head(stream).await,
        body: Vec::new(),
    };
    let length = asked
        .header("content-length")
        .map_or(0, |text| text.parse().unwrap());
    asked.body.resize(length, 0);
    stream.read_exact(&mut asked.body).await.unwrap();
    asked
}

/// Cuts the connection so that the other side sees a reset, not an end.
pub fn reset(stream: TcpStream) {
    stream.set_zero_linger().unwrap();
    drop(stream);
}
