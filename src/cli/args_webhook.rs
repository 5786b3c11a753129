//! The arguments of `webhook`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::ArrivalState;

/// The webhook.
#[derive(Subcommand)]
pub enum WebhookCommand {
    /// Receive the vendor's calls until it is interrupted; prints the URL to be called on one line
    ///
    /// Each call is on the disk before it is answered, and no status changes before the server confirmed it. The path is
    /// kept in the store: it stays the same when the receiver begins anew. What is listened on must be this computer's
    /// own address, unless there is a certificate or a proxy that speaks https.
    Listen(ListenArgs),
    /// Tell the server which URL to call
    Register {
        /// The URL: https, or http to this computer alone
        #[arg(value_name = "URL")]
        url: String,
    },
    /// List what arrived, newest first, as one JSON array
    List {
        /// Those of this state alone
        #[arg(long, value_name = "STATE")]
        state: Option<State>,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        limit: u32,
    },
    /// Print the path that only the vendor may know
    Path {
        /// Make a new one; it counts from the next start of the receiver on
        #[arg(long)]
        new: bool,
    },
}

/// How calls are received.
#[derive(Args)]
pub struct ListenArgs {
    /// Address to listen on; with port 0 a free one is chosen
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7980")]
    pub listen: SocketAddr,
    /// A proxy in front speaks https, and writes the caller's address as the last one of X-Forwarded-For
    #[arg(long)]
    pub behind_proxy: bool,
    /// Certificate (PEM), with those that vouch for it
    #[arg(long, value_name = "FILE", requires = "key")]
    pub cert: Option<PathBuf>,
    /// Its private key (PEM, without a passphrase)
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,
    /// Calls that one address may make in a minute
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub per_minute: u32,
    /// What the vendor calls instead of the address listened on, e.g. <https://bank.example/hook>; the path is put after it
    #[arg(long, value_name = "BASE")]
    pub public_url: Option<String>,
}

/// Where an arrival stands: the name in `webhook list`.
#[derive(Clone, Copy)]
pub struct State(pub ArrivalState);

impl ValueEnum for State {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self(ArrivalState::New),
            Self(ArrivalState::Confirmed),
            Self(ArrivalState::Unconfirmed),
            Self(ArrivalState::Refused),
        ]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.name()))
    }
}
