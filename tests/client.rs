//! The client against servers that do what servers do: over real sockets, with answers written by hand.

mod answers;
mod broken;
mod calls;
mod progress;
mod proxy;
pub mod server;
mod tls;

use std::sync::Arc;
use std::time::Duration;

use tcdx_desk::tcdx::{ApiKey, ApiSecret, Client, Config, Registration, Timeouts, UserId};

const SECRET: &str = "s3cret-of-the-test";

fn config(base_url: &str) -> Config {
    let key = ApiKey::from("key-of-the-test".to_owned());
    let mut config = Config::new(base_url, key, ApiSecret::from(SECRET.to_owned()));
    // Long enough for a busy machine: only tests of timeouts make it shorter.
    config.timeouts = Timeouts {
        connect: Duration::from_secs(20),
        idle_read: Duration::from_secs(20),
        total: Duration::from_mins(1),
    };
    config
}

fn client(base_url: &str) -> Client {
    Client::new(config(base_url)).unwrap()
}

fn user() -> UserId {
    "ace50048-759a-5de5-8e7a-3f7c64e6fb48".parse().unwrap()
}

/// A registration whose body is a little over `picture_bytes` × 4/3.
fn registration(picture_bytes: usize) -> Registration {
    let picture: Arc<[u8]> = vec![0xa5; picture_bytes].into();
    Registration {
        email: "name@mail.com".into(),
        id_number: "1231231232323123123".into(),
        id_type: 0,
        name: "Sitti Nurhalizah 奥村 🦀 \"Ñ\"".into(),
        gender: 0,
        nationality: "ID".into(),
        country: "ID".into(),
        date_of_birth: "1999-12-31".into(),
        place_of_birth: "jakarta".into(),
        phone_country_code: "+62".into(),
        phone_no: None,
        mobile_no: "8123456789".into(),
        zip_code: "68322".into(),
        address: "Jalan no 28".into(),
        province: Some("ID-JI".into()),
        occupation: 4,
        proof_of_address: None,
        id_photo: picture,
        selfie_photo: Arc::from(&b"selfie"[..]),
        gestures_photos: vec![Arc::from(&b"gesture"[..]); 8],
        gestures_set: 5,
        update_at: "2020-03-04T03:37:11Z".parse().unwrap(),
    }
}
