//! Requests made without any of the client's code.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tcdx_desk::sandbox::{ManualClock, Options, Running, Sandbox, router, start};
use tower::ServiceExt;

pub const KEY: &str = "test-key";
pub const SECRET: &str = "test-secret";
pub const CREATE: &str = "/users/v1/create";

pub static JPEG: LazyLock<String> = LazyLock::new(|| picture(image::ImageFormat::Jpeg));
pub static PNG: LazyLock<String> = LazyLock::new(|| picture(image::ImageFormat::Png));

fn picture(format: image::ImageFormat) -> String {
    let mut bytes = Vec::new();
    image::RgbImage::from_fn(24, 16, |x, y| image::Rgb([x as u8 * 9, y as u8 * 9, 70]))
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    STANDARD.encode(bytes)
}

/// A JSON string.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A body as names and raw JSON values, in order.
#[derive(Clone)]
pub struct Form(pub Vec<(&'static str, String)>);

impl Form {
    /// A complete registration that breaks no rule. Each e-mail has an identity number of its own.
    pub fn good(email: &str) -> Self {
        let photo = quoted(&JPEG);
        let gestures = format!("[{photo},{}]", quoted(&PNG));
        let id_number = format!(
            "12312312323{}",
            email.len() * 1000 + usize::from(email.as_bytes()[0])
        );
        Self(vec![
            ("email", quoted(email)),
            ("id_number", quoted(&id_number)),
            ("id_type", "0".into()),
            ("name", quoted("Siti Ñandú 🙂")),
            ("gender", "0".into()),
            ("nationality", quoted("ID")),
            ("country", quoted("ID")),
            ("date_of_birth", quoted("1999-12-31")),
            ("place_of_birth", quoted("Jakarta")),
            ("phone_country_code", quoted("+62")),
            ("phone_no", quoted("0341567890")),
            ("mobile_no", quoted("8123456789")),
            ("zip_code", quoted("68322")),
            ("address", quoted("Jalan no 28")),
            ("province", quoted("ID-JI")),
            ("occupation", "4".into()),
            ("proof_of_address", quoted(&PNG)),
            ("id_photo", photo.clone()),
            ("selfie_photo", photo),
            ("gestures_photos", gestures),
            ("gestures_set", "5".into()),
            ("update_at", quoted("2020-03-04T03:37:11.000Z")),
        ])
    }

    pub fn with(mut self, name: &'static str, raw: impl Into<String>) -> Self {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = raw.into(),
            None => self.0.push((name, raw.into())),
        }
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| *known != name);
        self
    }

    pub fn json(&self) -> Vec<u8> {
        let parts: Vec<String> = self
            .0
            .iter()
            .map(|(name, raw)| format!("{}:{raw}", quoted(name)))
            .collect();
        format!("{{{}}}", parts.join(",")).into_bytes()
    }
}

pub fn sign(body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    hex::encode(mac.chain_update(body).finalize().into_bytes())
}

pub fn request(method: &str, path: &str, body: &[u8]) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header("X-TCDX-APIKEY", KEY)
        .header("X-TCDX-SIGNATURE", sign(body))
        .header("Content-Type", "application/json")
        .body(Body::from(body.to_vec()))
        .unwrap()
}

pub async fn text_of(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A sandbox without a socket, whose clock stands still.
pub struct Bench {
    pub sandbox: Sandbox,
    pub router: Router,
    pub clock: Arc<ManualClock>,
}

impl Bench {
    pub fn new() -> Self {
        Self::told(|_| {})
    }

    pub fn told(change: impl FnOnce(&mut Options)) -> Self {
        let clock = Arc::new(ManualClock::new(start_time()));
        let mut options = Options::new(KEY, SECRET);
        options.clock = clock.clone();
        options.keep_bodies = true;
        change(&mut options);
        let sandbox = Sandbox::new(options).unwrap();
        Self {
            router: router(&sandbox),
            sandbox,
            clock,
        }
    }

    pub async fn raw(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn send(&self, method: &str, path: &str, body: &[u8]) -> (u16, Value) {
        let response = self.raw(request(method, path, body)).await;
        let status = response.status().as_u16();
        let text = text_of(response).await;
        (status, serde_json::from_str(&text).unwrap())
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.send("GET", path, b"").await
    }

    /// Registers; the user id.
    pub async fn register(&self, email: &str) -> String {
        let (status, answer) = self.send("POST", CREATE, &Form::good(email).json()).await;
        assert_eq!(
            (status, &answer["success"]),
            (200, &Value::Bool(true)),
            "{answer}"
        );
        answer["user_id"].as_str().unwrap().to_owned()
    }

    pub async fn item(&self, user: &str) -> Value {
        let (status, answer) = self.get(&format!("/users/v1/item/{user}")).await;
        assert_eq!(status, 200);
        answer["data"].clone()
    }

    pub fn pass(&self, secs: u64) {
        self.clock.advance(Duration::from_secs(secs));
    }

    pub fn last_note(&self) -> String {
        self.sandbox.received().pop().unwrap().note
    }
}

pub fn start_time() -> jiff::Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// A server on a free port, and its clock.
pub async fn serve(change: impl FnOnce(&mut Options)) -> (Running, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::new(start_time()));
    let mut options = Options::new(KEY, SECRET);
    options.clock = clock.clone();
    options.webhook_backoff = Duration::from_millis(5);
    change(&mut options);
    let running = start(options, "127.0.0.1:0".parse().unwrap())
        .await
        .unwrap();
    (running, clock)
}

/// Sends over a real socket.
pub async fn send_to(
    running: &Running,
    method: &str,
    path: &str,
    body: Vec<u8>,
) -> Result<reqwest::Response, reqwest::Error> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .request(
            method.parse().unwrap(),
            format!("{}{path}", running.base_url()),
        )
        .header("X-TCDX-APIKEY", KEY)
        .header("X-TCDX-SIGNATURE", sign(&body))
        .header("Content-Type", "application/json")
        .body(body)
        .send()
        .await
}
