//! Answers that are no success.

use std::time::Duration;

use tcdx_desk::tcdx::{
    Details, Error, Language, MAX_ANSWER_BYTES, Outcome, Refusal, Shape, Upload, Why,
};

use super::server::{Server, answer, with_headers};
use super::{client, registration, user};

/// The error that this answer to Register makes, and what is then known.
async fn register(answer: impl Into<Vec<u8>>) -> (Error, Outcome) {
    let server = Server::answering(answer).await;
    let client = client(&server.url);
    let error = client
        .register(&registration(10), &Upload::silent())
        .await
        .unwrap_err();
    assert_eq!(server.connections(), 1, "nothing is sent twice");
    let outcome = error.outcome(true);
    (error, outcome)
}

async fn refused(status: &str, headers: &str, body: &str) -> (Refusal, Outcome) {
    match register(with_headers(status, headers, body)).await {
        (Error::Refused(refusal), outcome) => (refusal, outcome),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn credentials_that_are_not_accepted_are_their_own_error() {
    for (status, code, message) in [
        ("401 Unauthorized", 401, "Invalid signature"),
        ("403 Forbidden", 403, "X-Api-Key header is missing"),
    ] {
        let body = format!(r#"{{"success":false,"message":"{message}"}}"#);
        match register(answer(status, &body)).await {
            (
                Error::Credentials {
                    status,
                    message: told,
                    ..
                },
                Outcome::Refused,
            ) => {
                assert_eq!((status, &*told), (code, message));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_refusal_names_its_field() {
    let body = r#"{"success":false,"message":"date_of_birth must be YYYY-MM-DD"}"#;
    for status in ["422 Unprocessable Entity", "400 Bad Request", "200 OK"] {
        let (refusal, outcome) = refused(status, "", body).await;
        assert!(status.starts_with(&refusal.status.to_string()));
        assert_eq!(&*refusal.message, "date_of_birth must be YYYY-MM-DD");
        assert_eq!(refusal.field, Some("date_of_birth"));
        assert_eq!((refusal.retry_after, outcome), (None, Outcome::Refused));
    }
}

#[tokio::test]
async fn servers_in_trouble_are_told_apart() {
    let body = r#"{"success":false,"message":"later"}"#;
    let (refusal, outcome) = refused("500 Internal Server Error", "", body).await;
    assert_eq!((refusal.status, outcome), (500, Outcome::Unknown));
    let (refusal, outcome) = refused("503 Service Unavailable", "retry-after: 90\r\n", body).await;
    assert_eq!((refusal.status, outcome), (503, Outcome::Refused));
    assert_eq!(refusal.retry_after, Some(Duration::from_secs(90)));
    let (refusal, outcome) =
        refused("429 Too Many Requests", "retry-after: 7\r\n", "slow down").await;
    assert_eq!((refusal.status, outcome), (429, Outcome::Refused));
    assert_eq!(refusal.retry_after, Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn a_web_page_is_not_an_answer() {
    let page = "<!doctype html><title>Welcome to the hotel</title>";
    for (headers, body) in [
        ("content-type: text/html\r\n", page),
        ("", page),
        ("content-type: text/html\r\n", "Hi"),
    ] {
        let (error, outcome) = register(with_headers("200 OK", headers, body)).await;
        assert_eq!(
            error,
            Error::NotTcdx {
                status: 200,
                why: Why::Html,
                details: Details::default(),
            }
        );
        assert_eq!(outcome, Outcome::Unknown);
    }
}

#[tokio::test]
async fn an_answer_cut_in_half_leaves_it_open() {
    let cut = Error::NotTcdx {
        status: 200,
        why: Why::CutShort,
        details: Details::default(),
    };
    let half = r#"{"success":true,"user_id":"ace50048-759a-"#;
    // Less than was announced; without a length; half a chunk.
    for text in [
        format!("HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\n{half}"),
        format!("HTTP/1.1 200 OK\r\n\r\n{half}"),
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{half}"),
    ] {
        assert_eq!(
            register(text.clone()).await,
            (cut.clone(), Outcome::Unknown),
            "{text}"
        );
    }
}

#[tokio::test]
async fn an_answer_of_nine_mebibytes_is_not_swallowed() {
    let large = Error::NotTcdx {
        status: 200,
        why: Why::TooLarge,
        details: Details::default(),
    };
    let body = vec![b' '; 9 * 1024 * 1024];
    for head in [
        "HTTP/1.1 200 OK\r\ncontent-length: 9437184\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
    ] {
        let answer = [head.as_bytes(), &body].concat();
        assert_eq!(register(answer).await, (large.clone(), Outcome::Unknown));
    }
    // The bound itself still passes.
    let mut answer = answer(
        "200 OK",
        r#"{"success":true,"data":{"kyc_status":"pending"}}"#,
    );
    let (head, json) = answer.split_once("\r\n\r\n").unwrap();
    let padding = " ".repeat(MAX_ANSWER_BYTES - json.len());
    let head = head.replace(
        &format!("content-length: {}", json.len()),
        &format!("content-length: {MAX_ANSWER_BYTES}"),
    );
    answer = format!("{head}\r\n\r\n{json}{padding}");
    let server = Server::answering(answer).await;
    assert_eq!(
        client(&server.url)
            .retrieve(user())
            .await
            .unwrap()
            .kyc_status,
        "pending"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::answering(answer("200 OK", r#"{"success":true}"#)).await;
    for (status, outcome) in [
        ("301 Moved Permanently", Outcome::Unknown),
        ("302 Found", Outcome::Unknown),
        ("303 See Other", Outcome::Unknown),
        ("307 Temporary Redirect", Outcome::Refused),
        ("308 Permanent Redirect", Outcome::Refused),
    ] {
        let location = format!("location: {}/users/v1/create\r\n", elsewhere.url);
        let (error, known) = register(with_headers(status, &location, "")).await;
        let status = status[..3].parse().unwrap();
        assert_eq!(
            error,
            Error::NotTcdx {
                status,
                why: Why::Redirect,
                details: Details::default(),
            }
        );
        assert_eq!(known, outcome, "{status}");
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn a_success_without_its_id_leaves_it_open() {
    let missing = Error::NotTcdx {
        status: 200,
        why: Why::Shape(Shape::Member("user_id")),
        details: Details::default(),
    };
    for body in [
        r#"{"success":true}"#,
        r#"{"success":true,"user_id":""}"#,
        r#"{"success":true,"user_id":5}"#,
    ] {
        assert_eq!(
            register(answer("200 OK", body)).await,
            (missing.clone(), Outcome::Unknown)
        );
    }
}

#[tokio::test]
async fn item_lists_of_the_wrong_shape_are_named() {
    async fn shape<T: std::fmt::Debug>(
        data: &str,
        call: impl AsyncFn(tcdx_desk::tcdx::Client) -> Result<T, Error>,
    ) -> Shape {
        let server =
            Server::answering(answer("200 OK", &format!(r#"{{"success":true{data}}}"#))).await;
        match call(client(&server.url)).await.unwrap_err() {
            Error::NotTcdx {
                status: 200,
                why: Why::Shape(shape),
                ..
            } => shape,
            other => panic!("{other}"),
        }
    }
    assert_eq!(
        shape(r#","data":{}"#, async |c| c
            .occupations(Language::Indonesian)
            .await)
        .await,
        Shape::Empty
    );
    assert_eq!(
        shape(r#","data":{}"#, async |c| c.provinces().await).await,
        Shape::Empty
    );
    assert_eq!(
        shape(r#","data":[]"#, async |c| c.countries().await).await,
        Shape::Empty
    );
    assert_eq!(
        shape(r#","data":["a"]"#, async |c| c
            .id_types(Language::English)
            .await)
        .await,
        Shape::NotObject
    );
    assert_eq!(
        shape(r#","data":["a"]"#, async |c| c.provinces().await).await,
        Shape::NotObject
    );
    assert_eq!(
        shape(r#","data":{"ID":"Indonesia"}"#, async |c| c
            .countries()
            .await)
        .await,
        Shape::NotArray
    );
    assert_eq!(
        shape("", async |c| c.countries().await).await,
        Shape::Member("data")
    );
    assert_eq!(
        shape(r#","data":[]"#, async |c| c.retrieve(user()).await).await,
        Shape::NotObject
    );
}

#[tokio::test]
async fn what_was_answered_is_told_without_the_customer() {
    let body = r#"{"success":false,"message":"siti@mail.com with 3515144508680002 is known"}"#;
    let headers = "server: gate-7\r\nset-cookie: session=abc\r\n";
    let (error, _) = register(with_headers("422 Unprocessable", headers, body)).await;
    let details = error.details().expect("there was an answer");
    assert!(details.starts_with("HTTP 422\n"), "{details}");
    assert!(details.contains("server: gate-7") && details.contains("is known"));
    for hidden in ["siti", "3515144508680002", "session"] {
        assert!(!details.contains(hidden), "{details}");
    }
    // A page of the hotel's is told too, where nothing else says what it was.
    let page = with_headers("200 OK", "content-type: text/html\r\n", "<h1>Sign in</h1>");
    let (error, _) = register(page).await;
    assert!(error.details().is_some_and(|told| told.contains("Sign in")));
}
