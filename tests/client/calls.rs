//! What each call puts on the wire, and what it makes of the documented answer.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use jiff::Timestamp;
use tcdx_desk::tcdx::{
    Amount, Conversion, CryptoAddress, CryptoTransaction, Direction, FiatTransaction, Fill,
    GetPayload, Language, Liquidity, PremiumDocument, Side, Upload,
};

use super::server::{Asked, Server, answer, with_headers};
use super::{SECRET, client, config, registration, user};

const ID: &str = "ace50048-759a-5de5-8e7a-3f7c64e6fb48";
const OK: &str = r#"{"success":true,"message":""}"#;

async fn ok() -> Server {
    Server::answering(answer("200 OK", OK)).await
}

async fn ok_with_id() -> Server {
    let body = format!(r#"{{"success":true,"message":"","user_id":"{ID}"}}"#);
    Server::answering(answer("200 OK", &body)).await
}

fn at() -> Timestamp {
    Timestamp::from_second(1_583_822_628).unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// HMAC-SHA256 by another program.
fn openssl_hmac(payload: &[u8]) -> String {
    let mut openssl = Command::new("openssl")
        .args(["dgst", "-sha256", "-hmac", SECRET])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("openssl is installed");
    openssl.stdin.take().unwrap().write_all(payload).unwrap();
    let output = openssl.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.rsplit(' ').next().unwrap().trim().to_owned()
}

fn signed_by_openssl(asked: &Asked, payload: &[u8]) {
    assert_eq!(asked.header("x-tcdx-apikey"), Some("key-of-the-test"));
    assert_eq!(
        asked.header("x-tcdx-signature"),
        Some(openssl_hmac(payload).as_str())
    );
}

#[tokio::test]
async fn register_sends_the_documented_body_signed() {
    let server = ok_with_id().await;
    let registration = registration(300_000);
    let id = client(&server.url)
        .register(&registration, &Upload::silent())
        .await
        .unwrap();
    assert_eq!(id, user());
    let asked = server.only();
    assert_eq!(asked.line(), "POST /users/v1/create HTTP/1.1");
    assert_eq!(asked.header("content-type"), Some("application/json"));
    let agent = concat!("tcdx-desk/", env!("CARGO_PKG_VERSION"));
    assert_eq!(asked.header("user-agent"), Some(agent));
    assert_eq!(asked.header("accept-encoding"), None);
    assert_eq!(asked.header("transfer-encoding"), None);
    assert_eq!(asked.body, registration.encode());
    // A name with letters of several bytes is in it.
    assert!(String::from_utf8_lossy(&asked.body).contains("奥村 🦀"));
    signed_by_openssl(&asked, &asked.body);
}

#[tokio::test]
async fn update_sends_the_same_body_elsewhere() {
    let server = ok_with_id().await;
    let registration = registration(10);
    client(&server.url)
        .update(user(), &registration, &Upload::silent())
        .await
        .unwrap();
    let asked = server.only();
    assert_eq!(
        asked.line(),
        format!("PATCH /users/v1/item/{ID}/detail HTTP/1.1")
    );
    assert_eq!(asked.body, registration.encode());
    signed_by_openssl(&asked, &asked.body);
}

#[tokio::test]
async fn retrieve_signs_nothing_and_reads_the_customer() {
    let body = format!(
        r#"{{"success":true,"message":"","data":{{"user_id":"{ID}","email":"name@mail.com","name":"user name","kyc_status":"rejected",
           "accepted_at":null,"rejected_at":"2020-03-04T03:37:11.000Z","reject_reason":"fail goverment check"}}}}"#
    );
    let server = Server::answering(answer("200 OK", &body)).await;
    let customer = client(&server.url).retrieve(user()).await.unwrap();
    assert_eq!(customer.kyc_status, "rejected");
    assert_eq!(
        customer.reject_reason.as_deref(),
        Some("fail goverment check")
    );
    let asked = server.only();
    assert_eq!(asked.line(), format!("GET /users/v1/item/{ID} HTTP/1.1"));
    assert_eq!(asked.header("content-length"), None);
    signed_by_openssl(&asked, b"");
}

#[tokio::test]
async fn header_names_get_payload_and_bases_are_as_configured() {
    let users = Server::answering(answer(
        "200 OK",
        r#"{"success":true,"data":{"ID-AC":"Aceh"}}"#,
    ))
    .await;
    let (transactions, accounts) = (ok().await, ok().await);
    let mut config = config(&format!("{}/deep/", users.url));
    config.transaction_base_url = Some(transactions.url.replace("127.0.0.1", "localhost"));
    config.account_base_url = Some(accounts.url.clone());
    config.key_header = "X-Api-Key".into();
    config.signature_header = "X-Signature".into();
    config.get_payload = GetPayload::Braces;
    let client = tcdx_desk::tcdx::Client::new(config).unwrap();

    client.provinces().await.unwrap();
    let asked = users.only();
    assert_eq!(
        asked.line(),
        "GET /deep/users/v1/itemList/province HTTP/1.1"
    );
    assert_eq!(asked.header("x-api-key"), Some("key-of-the-test"));
    assert_eq!(
        asked.header("x-signature"),
        Some(openssl_hmac(b"{}").as_str())
    );
    assert_eq!(asked.header("x-tcdx-apikey"), None);

    client
        .crypto_transaction(&crypto(), &Upload::silent())
        .await
        .unwrap();
    assert_eq!(
        transactions.only().line(),
        "POST /transaction/v1/cryptoTransaction HTTP/1.1"
    );
    client
        .create_crypto_address(user(), &address(), &Upload::silent())
        .await
        .unwrap();
    let line = format!("POST /account/v1/{ID}/create-crypto-address HTTP/1.1");
    assert_eq!(accounts.only().line(), line);
    assert_eq!(users.asked().len(), 1);
}

fn crypto() -> CryptoTransaction {
    CryptoTransaction {
        user_id: user(),
        symbol: "ETH".into(),
        transaction_id: "asdas234243G".into(),
        action: Direction::Deposit,
        origin: Some("test1".into()),
        destination: "test2".into(),
        amount: amount("1.30"),
        date_time: at(),
    }
}

fn address() -> CryptoAddress {
    CryptoAddress {
        symbol: "ETH".into(),
        address: "test1".into(),
        date_time: at(),
    }
}

#[tokio::test]
async fn amounts_travel_digit_for_digit() {
    let server = ok().await;
    let client = client(&server.url);
    let conversion = Conversion {
        user_id: user(),
        bid_symbol: "ETH".into(),
        ask_symbol: "IDR".into(),
        order_id: "1".into(),
        bid_ask: Side::Bid,
        price: amount("50000.00"),
        exec_quantity: amount("0.1"),
        fee: amount("123456789012345678901234567890.000000000000000000000001"),
        maker_or_taker: Liquidity::Maker,
        status: Fill::Full,
        date_time: at(),
    };
    client
        .conversion(&conversion, &Upload::silent())
        .await
        .unwrap();
    let asked = server.only();
    assert_eq!(
        asked.line(),
        format!("POST /transaction/v1/{ID}/conversion HTTP/1.1")
    );
    let expected = concat!(
        r#""price":50000.00,"exec_quantity":0.1,"fee":123456789012345678901234567890.000000000000000000000001,"#,
        r#""maker_or_taker":0,"status":1,"dateTime":1583822628}"#
    );
    assert!(String::from_utf8(asked.body).unwrap().ends_with(expected));
}

#[tokio::test]
async fn the_other_writes_go_where_the_page_says() {
    let server = ok().await;
    let client = client(&server.url);
    let document: Arc<[u8]> = Arc::from(&b"%PDF-1"[..]);
    let documents = PremiumDocument::new(Some(document), None).unwrap();
    let fiat = FiatTransaction {
        user_id: user(),
        currency: "IDR".into(),
        transaction_id: "asdas234243G".into(),
        action: Direction::Withdraw,
        origin_bank_code: "009".into(),
        origin_account_no: "124341241".into(),
        destination_bank_code: "014".into(),
        destination_account_no: "2387419419".into(),
        amount: amount("200000"),
        date_time: at(),
    };
    client
        .premium_document(user(), &documents, &Upload::silent())
        .await
        .unwrap();
    client
        .update_webhook("https://117.0.0.1:3000/test-webhook")
        .await
        .unwrap();
    client
        .fiat_transaction(&fiat, &Upload::silent())
        .await
        .unwrap();
    client
        .update_crypto_address(user(), &address(), &Upload::silent())
        .await
        .unwrap();
    let asked = server.asked();
    let lines: Vec<_> = asked.iter().map(Asked::line).collect();
    assert_eq!(
        lines,
        [
            format!("POST /users/v1/premium-document/{ID} HTTP/1.1").as_str(),
            "POST /config/update-webhook HTTP/1.1",
            "POST /transaction/v1/fiatTransaction HTTP/1.1",
            "PATCH /account/v1/update-crypto-address HTTP/1.1",
        ]
    );
    assert_eq!(asked[0].body, br#"{"bank_statement":"JVBERi0x"}"#);
    assert_eq!(
        asked[1].body,
        br#"{"new_webhook_url":"https://117.0.0.1:3000/test-webhook"}"#
    );
    let address =
        format!(r#"{{"user_id":"{ID}","symbol":"ETH","address":"test1","dateTime":1583822628}}"#);
    assert_eq!(asked[3].body, address.as_bytes());
    for one in &asked {
        signed_by_openssl(one, &one.body);
    }
}

#[tokio::test]
async fn item_lists_are_read_in_both_languages() {
    let body = r#"{"success":true,"data":{"1":"Passport","0":"Identity card"}}"#;
    let server = Server::answering(answer("200 OK", body)).await;
    let client = client(&server.url);
    let expected = [(0, "Identity card".to_owned()), (1, "Passport".to_owned())];
    assert_eq!(client.id_types(Language::English).await.unwrap(), expected);
    assert_eq!(
        client.occupations(Language::Indonesian).await.unwrap(),
        expected
    );
    let lines: Vec<_> = server
        .asked()
        .iter()
        .map(|asked| asked.line().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /users/v1/itemList/en/id_type HTTP/1.1",
            "GET /users/v1/itemList/id/occupation HTTP/1.1"
        ]
    );
}

#[tokio::test]
async fn a_probe_tells_the_servers_clock() {
    let headers = "date: Wed, 04 Mar 2020 03:37:11 GMT\r\n";
    let server = Server::answering(with_headers("200 OK", headers, OK)).await;
    let probe = client(&server.url).probe().await.unwrap();
    assert_eq!(
        probe.server_date,
        Some("2020-03-04T03:37:11Z".parse().unwrap())
    );
    signed_by_openssl(&server.only(), b"");
}
