//! The vendor's API and nothing more: wire types, signing, a client, errors. It could be lifted out as a crate of its own.
//!
//! - A body is serialised once into one buffer of exactly its size; those bytes are signed and those bytes are sent ([`Registration::encode`], [`sign`]).
//! - An error tells whether the server can have acted: [`Error::outcome`].
//! - Nothing is sent twice: no retry, no redirect, no reused connection.
//!
//! Source of every path, field and code: the vendor's page "TCDX API V1". Where the page is silent or contradicts itself, the item says what was ruled.

mod amount;
mod answer;
mod call;
mod client;
mod config;
mod details;
mod error;
mod fields;
mod http;
mod json;
mod lists;
mod mask;
mod registration;
mod secret;
mod signed;
mod trade;
mod transport;
mod upload;
mod wire;

pub use amount::{Amount, AmountError, MAX_DIGITS};
pub use answer::MAX_MESSAGE_CHARS;
pub use call::Call;
pub use client::{Client, Probe};
pub use config::{Base, Config, ConfigError, GetPayload, KEY_HEADER, SIGNATURE_HEADER, Timeouts};
pub use details::Details;
pub use error::{Error, Message, NotSent, Outcome, Refusal, Shape, TlsFault, Unknown, Why};
pub use http::client as http_client;
pub use lists::{Country, Language, MAX_ENTRIES};
pub use registration::{NoDocument, PremiumDocument, Registration};
pub use secret::{ApiKey, ApiSecret, sign};
pub use signed::Signed;
pub use trade::{
    Conversion, CryptoAddress, CryptoTransaction, Direction, FiatTransaction, Fill, Liquidity, Side,
};
pub use transport::MAX_ANSWER_BYTES;
pub use upload::Upload;
pub use wire::{Customer, UserId, UserIdError, WebhookCall};
