//! The trainer's page: safe to look at, and decisions from itself alone.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use tcdx_desk::domain::Lang;
use tcdx_desk::sandbox::Peer;

use super::kit::{Bench, CREATE, Form, quoted, send_to, serve, text_of};

const HOST: &str = "127.0.0.1:7979";

fn from_peer(peer: Option<&str>, mut request: Request<Body>) -> Request<Body> {
    if let Some(peer) = peer {
        let peer = Peer::new(peer.parse().unwrap());
        request.extensions_mut().insert(ConnectInfo(peer));
    }
    request
}

fn look(peer: Option<&str>, host: &str) -> Request<Body> {
    let request = Request::get("/").header("Host", host).body(Body::empty());
    from_peer(peer, request.unwrap())
}

fn decision(origin: Option<&str>, form: &str) -> Request<Body> {
    let mut request = Request::post("/decide")
        .header("Host", HOST)
        .header("Content-Type", "application/x-www-form-urlencoded");
    if let Some(origin) = origin {
        request = request.header("Origin", origin);
    }
    let request = request.body(Body::from(form.to_owned())).unwrap();
    from_peer(Some("127.0.0.1:5555"), request)
}

#[tokio::test]
async fn names_are_text_and_numbers_are_masked() {
    let bench = Bench::told(|options| options.texts = tcdx_desk::text::of(Lang::En));
    let form = Form::good("a+pending@mail.com")
        .with("name", quoted("<script>alert('x')</script>"))
        .with("id_number", "\"3515144508680002\"");
    assert_eq!(bench.send("POST", CREATE, &form.json()).await.0, 200);
    let response = bench.raw(look(Some("127.0.0.1:5555"), HOST)).await;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.headers()["Cache-Control"], "no-store");
    let policy = response.headers()["Content-Security-Policy"]
        .to_str()
        .unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    let html = text_of(response).await;
    assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    assert!(!html.contains("<script"));
    assert!(html.contains("••••0002") && !html.contains("3515144508680002"));
    assert!(html.contains("a+pending@mail.com") && html.contains("/users/v1/create"));
    assert!(html.contains("<code>+reject.blurry</code>") && html.contains("Waiting"));
}

#[tokio::test]
async fn both_languages_have_every_text() {
    for lang in [Lang::Id, Lang::En] {
        let bench = Bench::told(|options| options.texts = tcdx_desk::text::of(lang));
        for email in [
            "a+pending@mail.com",
            "b+fast@mail.com",
            "cc+fast+reject@mail.com",
        ] {
            bench.register(email).await;
        }
        let html = text_of(bench.raw(look(Some("[::1]:5555"), "localhost:7979")).await).await;
        // An id that has no text would stand there itself.
        assert!(!html.contains("sandbox-"), "{html}");
        assert!(!html.contains("{ $") && !html.contains("{$"));
    }
}

#[tokio::test]
async fn the_page_speaks_the_language_the_browser_asks_for() {
    let bench = Bench::told(|options| options.texts = tcdx_desk::text::of(Lang::Id));
    let form = Form::good("a+http500@mail.com").json();
    assert_eq!(bench.send("POST", CREATE, &form).await.0, 500);
    for (asked, lang, fault) in [
        (None, "id", "Skenario: gangguan server"),
        (
            Some("en-GB,en;q=0.9,id;q=0.8"),
            "en",
            "Staged: server fault",
        ),
        (
            Some("fr, ID-id;q=0.5, en"),
            "id",
            "Skenario: gangguan server",
        ),
        (Some("fr,de;q=0.5"), "id", "Skenario: gangguan server"),
        (
            Some("english, -, ;en, EN;q=0.1"),
            "en",
            "Staged: server fault",
        ),
    ] {
        let mut request = look(Some("127.0.0.1:5555"), HOST);
        if let Some(asked) = asked {
            let asked = asked.parse().unwrap();
            request.headers_mut().insert("Accept-Language", asked);
        }
        let html = text_of(bench.raw(request).await).await;
        assert!(
            html.contains(&format!("<html lang=\"{lang}\">")),
            "{asked:?}"
        );
        assert!(html.contains(fault), "{asked:?}: {html}");
        assert!(html.contains(" UTC\">"), "no UTC at the times");
    }
}

#[tokio::test]
async fn the_page_is_for_this_machine_alone() {
    let bench = Bench::new();
    for request in [
        look(None, HOST),
        look(Some("10.0.0.7:5555"), HOST),
        look(Some("127.0.0.1:5555"), "evil.example:7979"),
    ] {
        assert_eq!(bench.raw(request).await.status().as_u16(), 403);
    }
    for peer in ["127.0.0.1:5555", "[::1]:5555", "[::ffff:127.0.0.1]:5555"] {
        assert_eq!(
            bench.raw(look(Some(peer), HOST)).await.status().as_u16(),
            200
        );
    }
}

#[tokio::test]
async fn a_decision_counts_only_from_the_page_itself() {
    let bench = Bench::new();
    let user = bench.register("a+pending@mail.com").await;
    let reject = format!("user_id={user}&level=1&listed=1&typed=&decision=reject");
    for origin in [
        None,
        Some("null"),
        Some("http://evil.example"),
        Some("http://127.0.0.1:1"),
        Some("https://127.0.0.1:7979"),
    ] {
        assert_eq!(
            bench.raw(decision(origin, &reject)).await.status().as_u16(),
            403
        );
    }
    assert_eq!(bench.item(&user).await["kyc_status"], "pending");

    let own = Some("http://127.0.0.1:7979");
    for bad in [
        "",
        "user_id=1",
        &reject.replace("level=1", "level=3"),
        &reject.replace("=reject", "=maybe"),
    ] {
        assert_eq!(bench.raw(decision(own, bad)).await.status().as_u16(), 422);
    }
    let response = bench.raw(decision(own, &reject)).await;
    assert_eq!(response.status().as_u16(), 303);
    assert_eq!(response.headers()["Location"], "/");
    assert_eq!(bench.item(&user).await["reject_reason"], "Selfie blurred");
    assert_eq!(
        bench.raw(decision(own, &reject)).await.status().as_u16(),
        409
    );
    let large = "x".repeat(20_000);
    assert_eq!(
        bench.raw(decision(own, &large)).await.status().as_u16(),
        413
    );
}

#[tokio::test]
async fn a_browser_sees_the_page_over_a_socket() {
    let (running, _) = serve(|_| {}).await;
    let page = send_to(&running, "GET", "/", Vec::new()).await.unwrap();
    assert_eq!(page.status().as_u16(), 200);
    let html = String::from_utf8(page.bytes().await.unwrap().to_vec()).unwrap();
    assert!(html.contains("<!doctype html>"));
    running.stop().await;
}
