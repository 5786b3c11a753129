//! The client: one method for each call of the vendor's API.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder};
use tokio::time::Instant;

use super::answer::Reply;
use super::call::Call;
use super::config::{Base, Config, ConfigError, Credentials, Endpoint, GetPayload, Timeouts};
use super::error::{Error, NotSent, Shape};
use super::fields;
use super::http;
use super::json::{Body, Object};
use super::lists::{self, Country, Language};
use super::registration::{PremiumDocument, Registration};
use super::secret::{ApiSecret, sign};
use super::signed::{self, Signed};
use super::trade::{AddressUpdate, Conversion, CryptoAddress, CryptoTransaction, FiatTransaction};
use super::transport;
use super::upload::Upload;
use super::wire::{Customer, RawCustomer, UserId};
use crate::logs;

/// Speaks to one TCDX server with one pair of credentials. Clones share everything.
///
/// Every call makes a connection of its own, is sent at most once, and follows no redirect. A proxy of the system's settings is
/// used, but never for this computer. Dropping a call's future ends it as [`Upload::cancel`] does, without telling the outcome.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    users: Service,
    transaction: Service,
    account: Service,
    credentials: Credentials,
    secret: ApiSecret,
    get_payload: GetPayload,
    timeouts: Timeouts,
}

/// One of the three services, with the HTTP client that is right for its host.
#[derive(Clone)]
struct Service {
    endpoint: Endpoint,
    http: reqwest::Client,
}

/// What a connection test learnt; that there is one means that key and signature were accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probe {
    /// The server's clock, from its `Date` header.
    pub server_date: Option<Timestamp>,
    /// From the start of the connection to the end of the answer.
    pub round_trip: Duration,
}

/// The body of the webhook configuration.
struct WebhookUrl(String);

impl Body for WebhookUrl {
    fn write(&self, object: &mut Object<'_>) {
        object.text("new_webhook_url", &self.0);
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.users.endpoint.url.as_str())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Judges the configuration and makes a client. With an https address this reads the system's certificates from disk, some
    /// milliseconds: not for a frame's thread. No connection is made.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let credentials = Credentials::parse(&config)?;
        let roots = http::extra_roots(config.extra_ca_pem.as_deref())?;
        let users = Endpoint::parse(Base::Users, &config.base_url)?;
        let or_users = |base, url: Option<&String>| match url {
            Some(url) => Endpoint::parse(base, url),
            None => Ok(users.clone()),
        };
        let transaction = or_users(Base::Transaction, config.transaction_base_url.as_ref())?;
        let account = or_users(Base::Account, config.account_base_url.as_ref())?;

        // One HTTP client for servers on this computer and one for all others, each made only if needed.
        let all = [&users, &transaction, &account];
        let make = |loopback: bool| {
            let mut mine = all.iter().filter(|e| e.loopback == loopback).peekable();
            mine.peek()?;
            let tls = mine.any(|e| e.url.scheme() == "https");
            Some(http::client(loopback, tls, roots.clone(), &config.timeouts))
        };
        let here = make(true).transpose()?;
        let elsewhere = make(false).transpose()?;
        let service = |endpoint: Endpoint| {
            let http = if endpoint.loopback { &here } else { &elsewhere };
            // There is one by construction.
            let http = http.clone().ok_or(ConfigError::NoTrust)?;
            Ok(Service { endpoint, http })
        };
        Ok(Self(Arc::new(Inner {
            transaction: service(transaction)?,
            account: service(account)?,
            users: service(users)?,
            credentials,
            secret: config.secret,
            get_payload: config.get_payload,
            timeouts: config.timeouts,
        })))
    }

    /// Registers a customer for KYC level 1: `POST /users/v1/create`. After [`super::Outcome::Unknown`] never resend silently.
    pub async fn register(
        &self,
        registration: &Registration,
        upload: &Upload,
    ) -> Result<UserId, Error> {
        let path = ["users", "v1", "create"];
        let reply = self
            .write(
                Call::Register,
                Base::Users,
                Method::POST,
                &path,
                registration.clone(),
                upload,
            )
            .await?;
        let id = reply.success(fields::REGISTRATION)?.user_id();
        id.and_then(|id| id.ok_or(Shape::Member("user_id")))
            .map_err(|shape| reply.odd(shape))
    }

    /// Corrects and resubmits a customer: `PATCH /users/v1/item/:user_id/detail`.
    pub async fn update(
        &self,
        user: UserId,
        registration: &Registration,
        upload: &Upload,
    ) -> Result<UserId, Error> {
        let path = ["users", "v1", "item", &user.to_string(), "detail"];
        let reply = self
            .write(
                Call::Update,
                Base::Users,
                Method::PATCH,
                &path,
                registration.clone(),
                upload,
            )
            .await?;
        same_user(&reply, fields::REGISTRATION, user)
    }

    /// How a customer stands: `GET /users/v1/item/:user_id`.
    pub async fn retrieve(&self, user: UserId) -> Result<Customer, Error> {
        let path = ["users", "v1", "item", &user.to_string()];
        let reply = self.read(Call::Retrieve, &path).await?;
        let data = reply
            .success(&["user_id"])?
            .data()
            .map_err(|shape| reply.odd(shape))?;
        if !data.get().starts_with('{') {
            return Err(reply.odd(Shape::NotObject));
        }
        let raw: RawCustomer =
            serde_json::from_str(data.get()).map_err(|_| reply.odd(Shape::Member("data")))?;
        raw.of(user).map_err(|shape| reply.odd(shape))
    }

    /// Sends the documents of KYC level 2: `POST /users/v1/premium-document/:user_id`.
    pub async fn premium_document(
        &self,
        user: UserId,
        documents: &PremiumDocument,
        upload: &Upload,
    ) -> Result<UserId, Error> {
        let path = ["users", "v1", "premium-document", &user.to_string()];
        let reply = self
            .write(
                Call::PremiumDocument,
                Base::Users,
                Method::POST,
                &path,
                documents.clone(),
                upload,
            )
            .await?;
        same_user(&reply, fields::PREMIUM, user)
    }

    /// Kinds of identity document, by number: `GET /users/v1/itemList/{language}/id_type`.
    pub async fn id_types(&self, language: Language) -> Result<Vec<(u8, String)>, Error> {
        self.list(&[language.code(), "id_type"], lists::numbered)
            .await
    }

    /// Occupations, by number: `GET /users/v1/itemList/{language}/occupation`.
    pub async fn occupations(&self, language: Language) -> Result<Vec<(u8, String)>, Error> {
        self.list(&[language.code(), "occupation"], lists::numbered)
            .await
    }

    /// Provinces as code and name, in the server's order: `GET /users/v1/itemList/province`.
    pub async fn provinces(&self) -> Result<Vec<(String, String)>, Error> {
        self.list(&["province"], lists::pairs).await
    }

    /// Countries in the server's order: `GET /users/v1/itemList/country`.
    pub async fn countries(&self) -> Result<Vec<Country>, Error> {
        self.list(&["country"], lists::countries).await
    }

    /// Tells the vendor where to call: `POST /config/update-webhook`.
    pub async fn update_webhook(&self, url: &str) -> Result<(), Error> {
        let path = ["config", "update-webhook"];
        self.post(
            Call::UpdateWebhook,
            Base::Users,
            &path,
            WebhookUrl(url.to_owned()),
            fields::WEBHOOK,
            &Upload::silent(),
        )
        .await
    }

    /// Reports a conversion: `POST /transaction/v1/:user_id/conversion`.
    pub async fn conversion(&self, conversion: &Conversion, upload: &Upload) -> Result<(), Error> {
        let path = [
            "transaction",
            "v1",
            &conversion.user_id.to_string(),
            "conversion",
        ];
        self.post(
            Call::Conversion,
            Base::Transaction,
            &path,
            conversion.clone(),
            fields::CONVERSION,
            upload,
        )
        .await
    }

    /// Reports a deposit or withdrawal of coins: `POST /transaction/v1/cryptoTransaction`.
    pub async fn crypto_transaction(
        &self,
        transaction: &CryptoTransaction,
        upload: &Upload,
    ) -> Result<(), Error> {
        let path = ["transaction", "v1", "cryptoTransaction"];
        self.post(
            Call::CryptoTransaction,
            Base::Transaction,
            &path,
            transaction.clone(),
            fields::CRYPTO,
            upload,
        )
        .await
    }

    /// Reports a deposit or withdrawal of money: `POST /transaction/v1/fiatTransaction`.
    pub async fn fiat_transaction(
        &self,
        transaction: &FiatTransaction,
        upload: &Upload,
    ) -> Result<(), Error> {
        let path = ["transaction", "v1", "fiatTransaction"];
        self.post(
            Call::FiatTransaction,
            Base::Transaction,
            &path,
            transaction.clone(),
            fields::FIAT,
            upload,
        )
        .await
    }

    /// Adds a customer's coin address: `POST /account/v1/:user_id/create-crypto-address`.
    pub async fn create_crypto_address(
        &self,
        user: UserId,
        address: &CryptoAddress,
        upload: &Upload,
    ) -> Result<UserId, Error> {
        let path = ["account", "v1", &user.to_string(), "create-crypto-address"];
        let body = address.clone();
        let reply = self
            .write(
                Call::CreateCryptoAddress,
                Base::Account,
                Method::POST,
                &path,
                body,
                upload,
            )
            .await?;
        same_user(&reply, fields::ADDRESS, user)
    }

    /// Changes a customer's coin address: `PATCH /account/v1/update-crypto-address`.
    pub async fn update_crypto_address(
        &self,
        user: UserId,
        address: &CryptoAddress,
        upload: &Upload,
    ) -> Result<UserId, Error> {
        let path = ["account", "v1", "update-crypto-address"];
        let body = AddressUpdate {
            user_id: user,
            address: address.clone(),
        };
        let reply = self
            .write(
                Call::UpdateCryptoAddress,
                Base::Account,
                Method::PATCH,
                &path,
                body,
                upload,
            )
            .await?;
        same_user(&reply, fields::ADDRESS, user)
    }

    /// Tests the connection with the smallest signed read, the list of provinces.
    pub async fn probe(&self) -> Result<Probe, Error> {
        let start = Instant::now();
        let reply = self
            .read(Call::Probe, &["users", "v1", "itemList", "province"])
            .await?;
        let round_trip = start.elapsed();
        reply.success(&[])?;
        Ok(Probe {
            server_date: reply.date,
            round_trip,
        })
    }

    async fn list<T>(
        &self,
        path: &[&str],
        parse: fn(&serde_json::value::RawValue) -> Result<T, Shape>,
    ) -> Result<T, Error> {
        let path = [&["users", "v1", "itemList"], path].concat();
        let reply = self.read(Call::List, &path).await?;
        let data = reply.success(&[])?.data();
        data.and_then(parse).map_err(|shape| reply.odd(shape))
    }

    /// A small write whose answer says nothing but success.
    async fn post(
        &self,
        call: Call,
        base: Base,
        path: &[&str],
        body: impl Body + Send + 'static,
        fields: &[&'static str],
        upload: &Upload,
    ) -> Result<(), Error> {
        let reply = self
            .write(call, base, Method::POST, path, body, upload)
            .await?;
        reply.success(fields).map(|_| ())
    }

    async fn read(&self, call: Call, path: &[&str]) -> Result<Reply, Error> {
        let inner = &self.0;
        let signature = sign(&inner.secret, inner.get_payload.bytes());
        let request = self.request(&inner.users, Method::GET, path, signature)?;
        let upload = Upload::silent();
        let started = Instant::now();
        let answer =
            transport::exchange(&inner.users.http, request, &upload, &inner.timeouts).await;
        note(call, started, &upload, &answer);
        answer
    }

    /// Makes, signs and sends a body. Encoding and signing some 22 MB takes milliseconds: not on the network's threads.
    async fn write<B: Body + Send + 'static>(
        &self,
        call: Call,
        base: Base,
        method: Method,
        path: &[&str],
        body: B,
        upload: &Upload,
    ) -> Result<Reply, Error> {
        let inner = Arc::clone(&self.0);
        let signed = tokio::task::spawn_blocking(move || signed::encode(&body, &inner.secret));
        // It can only fail when the runtime shuts down.
        let Signed { bytes, signature } = signed
            .await
            .map_err(|_| Error::NotSent(NotSent::Cancelled))?;
        let inner = &self.0;
        let service = match base {
            Base::Users => &inner.users,
            Base::Transaction => &inner.transaction,
            Base::Account => &inner.account,
        };
        // The signed bytes are the sent bytes: from here on there is no copy.
        let request = self
            .request(service, method, path, signature)?
            .header(CONTENT_TYPE, "application/json")
            .body(reqwest::Body::wrap(upload.begin(bytes)));
        let started = Instant::now();
        let answer = transport::exchange(&service.http, request, upload, &inner.timeouts).await;
        note(call, started, upload, &answer);
        answer
    }

    fn request(
        &self,
        service: &Service,
        method: Method,
        path: &[&str],
        signature: String,
    ) -> Result<RequestBuilder, Error> {
        let credentials = &self.0.credentials;
        let mut signature =
            HeaderValue::try_from(signature).map_err(|_| Error::NotSent(NotSent::Malformed))?;
        signature.set_sensitive(true);
        Ok(service
            .http
            .request(method, service.endpoint.join(path))
            .header(&credentials.key_header, &credentials.key)
            .header(&credentials.signature_header, signature)
            .header(ACCEPT, "application/json"))
    }
}

/// Tells the log of a call: which, how long, how many bytes went and came. Questions about a status are many: they are small
/// steps.
fn note(call: Call, started: Instant, upload: &Upload, answer: &Result<Reply, Error>) {
    let (name, time, sent) = (call.name(), started.elapsed(), upload.sent());
    match answer {
        Ok(reply) => {
            let (status, received) = (reply.status, reply.body.as_ref().map_or(0, Vec::len));
            if call == Call::Retrieve && status < 300 {
                logs::debug!(
                    "call",
                    name = name,
                    status = status,
                    time = time,
                    sent = sent,
                    received = received
                );
            } else {
                logs::info!(
                    "call",
                    name = name,
                    status = status,
                    time = time,
                    sent = sent,
                    received = received
                );
            }
        }
        Err(error) => logs::warn!("call", name = name, error = error, time = time, sent = sent),
    }
}

/// The id in the answer, which must be the one that was asked about; it may be left out.
fn same_user(reply: &Reply, fields: &[&'static str], asked: UserId) -> Result<UserId, Error> {
    match reply.success(fields)?.user_id() {
        Ok(None) => Ok(asked),
        Ok(Some(id)) if id == asked => Ok(id),
        Ok(Some(_)) => Err(reply.odd(Shape::Member("user_id"))),
        Err(shape) => Err(reply.odd(shape)),
    }
}
