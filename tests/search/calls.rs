//! Every call of the API with marked values, against servers that give back what they were told.

use std::sync::Arc;
use std::time::Duration;

use tcdx_desk::tcdx::{
    Amount, ApiKey, ApiSecret, Call, Client, Config, Conversion, CryptoAddress, CryptoTransaction,
    Direction, FiatTransaction, Fill, Language, Liquidity, PremiumDocument, Registration, Side,
    Timeouts, Upload, UserId,
};
use tokio::io::AsyncWriteExt;

use super::marks::{MARKS, SECRET, picture};
use crate::client::server::{Server, answer, read_request, reset, with_headers};

/// How a server answers.
#[derive(Clone, Copy)]
enum Way {
    Refuses,
    Fails,
    Page,
    Cuts,
    Drops,
}

/// All calls in all ways.
pub fn all() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        for way in [Way::Refuses, Way::Fails, Way::Page, Way::Cuts, Way::Drops] {
            let server = Server::run(move |mut stream, _| async move {
                let asked = read_request(&mut stream).await;
                let told = String::from_utf8_lossy(&asked.body[..asked.body.len().min(1500)]);
                let told = format!("{told} {}", MARKS.join(" ")).replace('"', "'");
                let json = format!(
                    r#"{{"success":false,"message":"{told}","email":"{}"}}"#,
                    MARKS[1]
                );
                let bytes = match way {
                    Way::Refuses => answer("422 Unprocessable Entity", &json),
                    Way::Fails => answer("500 Internal Server Error", &json),
                    Way::Page => with_headers("200 OK", "content-type: text/html\r\n", &told),
                    Way::Cuts => answer("200 OK", &json)[..150].to_owned(),
                    Way::Drops => return reset(stream),
                };
                let _ = stream.write_all(bytes.as_bytes()).await;
                let _ = stream.shutdown().await;
            })
            .await;
            let client = client(&server.url);
            for call in Call::ALL {
                make(&client, call).await;
            }
        }
        // One that speaks no TLS, and one that is not there.
        let plain = Server::answering(answer("200 OK", "{}")).await;
        for url in [
            plain.url.replace("http:", "https:"),
            "http://127.0.0.1:9".to_owned(),
        ] {
            let client = client(&url);
            for call in Call::ALL {
                make(&client, call).await;
            }
        }
    });
}

/// One call that fails.
pub fn probe() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(make(&client("http://127.0.0.1:9"), Call::Probe));
}

fn client(url: &str) -> Client {
    let key = ApiKey::from("key-of-the-search".to_owned());
    let mut config = Config::new(url, key, ApiSecret::from(MARKS[SECRET].to_owned()));
    // Those that do not answer are many.
    config.timeouts = Timeouts {
        connect: Duration::from_secs(2),
        idle_read: Duration::from_secs(2),
        total: Duration::from_secs(5),
    };
    Client::new(config).unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// One call; a new one does not compile until it is here.
async fn make(client: &Client, call: Call) {
    let user: UserId = "ace50048-759a-5de5-8e7a-3f7c64e6fb48".parse().unwrap();
    let date_time = "2026-11-25T07:30:00Z".parse().unwrap();
    let upload = Upload::silent();
    let address = CryptoAddress {
        symbol: "ETH".into(),
        address: MARKS[6].into(),
        date_time,
    };
    match call {
        Call::Register => drop(client.register(&registration(), &upload).await),
        Call::Update => drop(client.update(user, &registration(), &upload).await),
        Call::Retrieve => drop(client.retrieve(user).await),
        Call::PremiumDocument => {
            let document: Arc<[u8]> = picture().into();
            let documents = PremiumDocument::new(Some(Arc::clone(&document)), Some(document));
            drop(
                client
                    .premium_document(user, &documents.unwrap(), &upload)
                    .await,
            );
        }
        Call::List => {
            drop(client.id_types(Language::English).await);
            drop(client.occupations(Language::Indonesian).await);
            drop(client.provinces().await);
            drop(client.countries().await);
        }
        Call::UpdateWebhook => {
            let url = format!("https://example.com/{}", MARKS[SECRET]);
            drop(client.update_webhook(&url).await);
        }
        Call::Conversion => {
            let conversion = Conversion {
                user_id: user,
                bid_symbol: "ETH".into(),
                ask_symbol: "IDR".into(),
                order_id: MARKS[0].into(),
                bid_ask: Side::Bid,
                price: amount("50000.00"),
                exec_quantity: amount("0.1"),
                fee: amount("1"),
                maker_or_taker: Liquidity::Maker,
                status: Fill::Full,
                date_time,
            };
            drop(client.conversion(&conversion, &upload).await);
        }
        Call::CryptoTransaction => {
            let transaction = CryptoTransaction {
                user_id: user,
                symbol: "ETH".into(),
                transaction_id: MARKS[0].into(),
                action: Direction::Deposit,
                origin: Some(MARKS[3].into()),
                destination: MARKS[4].into(),
                amount: amount("1.30"),
                date_time,
            };
            drop(client.crypto_transaction(&transaction, &upload).await);
        }
        Call::FiatTransaction => {
            let transaction = FiatTransaction {
                user_id: user,
                currency: "IDR".into(),
                transaction_id: MARKS[0].into(),
                action: Direction::Withdraw,
                origin_bank_code: "009".into(),
                origin_account_no: MARKS[2].into(),
                destination_bank_code: "014".into(),
                destination_account_no: MARKS[5].into(),
                amount: amount("200000"),
                date_time,
            };
            drop(client.fiat_transaction(&transaction, &upload).await);
        }
        Call::CreateCryptoAddress => {
            drop(client.create_crypto_address(user, &address, &upload).await);
        }
        Call::UpdateCryptoAddress => {
            drop(client.update_crypto_address(user, &address, &upload).await);
        }
        Call::Probe => drop(client.probe().await),
    }
}

fn registration() -> Registration {
    let picture: Arc<[u8]> = picture().into();
    Registration {
        email: MARKS[1].into(),
        id_number: MARKS[2].into(),
        id_type: 0,
        name: MARKS[0].into(),
        gender: 0,
        nationality: "ID".into(),
        country: "ID".into(),
        date_of_birth: "1999-12-31".into(),
        place_of_birth: MARKS[4].into(),
        phone_country_code: "+62".into(),
        phone_no: Some(MARKS[5].into()),
        mobile_no: MARKS[5].into(),
        zip_code: "68322".into(),
        address: MARKS[3].into(),
        province: Some("ID-JI".into()),
        occupation: 4,
        proof_of_address: Some(Arc::clone(&picture)),
        id_photo: Arc::clone(&picture),
        selfie_photo: picture,
        gestures_photos: vec![Arc::from(&b"gesture"[..])],
        gestures_set: 5,
        update_at: "2020-03-04T03:37:11Z".parse().unwrap(),
    }
}
