//! What is reported to TCDX of a customer: conversions, coins and money that moved, coin addresses (the vendor's API page,
//! "Transaction API" and "Account API").

mod check;
mod doubt;
mod field;
mod form;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::amount::Amount;

pub use check::{
    MAX_AHEAD_SECS, MAX_ID_CHARS, MAX_SYMBOL_CHARS, ReportIssue, ReportProblem, ReportRules, check,
    check_field, is_symbol, moment, tidy,
};
pub use doubt::Doubt;
pub use field::ReportField;
pub use form::ReportForm;

/// Which call a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// `POST /transaction/v1/:user_id/conversion`
    Conversion,
    /// `POST /transaction/v1/cryptoTransaction`
    Crypto,
    /// `POST /transaction/v1/fiatTransaction`
    Fiat,
    /// `POST /account/v1/:user_id/create-crypto-address`
    CreateAddress,
    /// `PATCH /account/v1/update-crypto-address`
    UpdateAddress,
}

/// Side of a conversion (`bid_ask`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 0.
    Bid,
    /// 1.
    Ask,
}

/// Who brought the liquidity (`maker_or_taker`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Liquidity {
    /// 0.
    Maker,
    /// 1.
    Taker,
}

/// How far an order was filled (`status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// 0.
    Partial,
    /// 1.
    Full,
}

/// Which way money or coins went (`action`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 0: to the customer's account.
    Deposit,
    /// 1: from it.
    Withdraw,
}

/// A report that passed the rules: what is frozen, kept and sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The customer's TCDX identifier.
    pub user_id: Uuid,
    /// When it happened; sent as whole seconds.
    pub date_time: Timestamp,
    /// The rest.
    pub content: Content,
}

/// What a report says, by its kind. Symbols and currencies are in capitals.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// One coin or currency was exchanged for another.
    Conversion {
        /// Symbol of the bid side.
        bid_symbol: String,
        /// Symbol of the ask side.
        ask_symbol: String,
        /// Unique id of the order.
        order_id: String,
        /// Bid or ask.
        side: Side,
        /// Total transaction price.
        price: Amount,
        /// Total transaction amount.
        quantity: Amount,
        /// Fee received; may be nothing.
        fee: Amount,
        /// Maker or taker.
        liquidity: Liquidity,
        /// Partly or fully filled.
        fill: Fill,
    },
    /// Coins came or went.
    Crypto {
        /// Coin symbol.
        symbol: String,
        /// Unique id of the transaction.
        transaction_id: String,
        /// Which way.
        direction: Direction,
        /// Address they came from, if it is known.
        origin: Option<String>,
        /// Address they went to.
        destination: String,
        /// How many.
        amount: Amount,
    },
    /// Money came or went.
    Fiat {
        /// Currency, e.g. `IDR`.
        currency: String,
        /// Unique id of the transaction.
        transaction_id: String,
        /// Which way.
        direction: Direction,
        /// Three-digit code of the bank it came from.
        origin_bank: String,
        /// Account it came from.
        origin_account: String,
        /// Three-digit code of the bank it went to.
        destination_bank: String,
        /// Account it went to.
        destination_account: String,
        /// How much.
        amount: Amount,
    },
    /// A coin address of the customer, for the first time.
    CreateAddress {
        /// Coin symbol.
        symbol: String,
        /// The address.
        address: String,
    },
    /// Another coin address in place of one.
    UpdateAddress {
        /// Coin symbol.
        symbol: String,
        /// The address from now on.
        address: String,
        /// The one before, as far as it is known here; it is not sent.
        previous: Option<String>,
    },
}

/// Something that moved by a report. It never prints.
#[derive(Clone, Copy)]
pub struct Moved<'a> {
    /// Coin symbol or currency.
    pub symbol: &'a str,
    /// How much of it.
    pub amount: &'a Amount,
    /// Which way.
    pub way: Way,
}

/// Which way something moved, from the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Paid in.
    Deposited,
    /// Paid out.
    Withdrawn,
    /// Came by a conversion.
    Bought,
    /// Went by a conversion.
    Sold,
}

/// Money, addresses and accounts of a customer never print.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Report({} ***)", self.kind().name())
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Content(***)")
    }
}

impl ReportKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Conversion,
        Self::Crypto,
        Self::Fiat,
        Self::CreateAddress,
        Self::UpdateAddress,
    ];

    /// The name in the store and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conversion => "conversion",
            Self::Crypto => "crypto",
            Self::Fiat => "fiat",
            Self::CreateAddress => "create_address",
            Self::UpdateAddress => "update_address",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// True for a customer's coin address, false for a transaction.
    pub fn is_address(self) -> bool {
        matches!(self, Self::CreateAddress | Self::UpdateAddress)
    }
}

impl Report {
    /// Which call it is.
    pub fn kind(&self) -> ReportKind {
        match self.content {
            Content::Conversion { .. } => ReportKind::Conversion,
            Content::Crypto { .. } => ReportKind::Crypto,
            Content::Fiat { .. } => ReportKind::Fiat,
            Content::CreateAddress { .. } => ReportKind::CreateAddress,
            Content::UpdateAddress { .. } => ReportKind::UpdateAddress,
        }
    }

    /// The id that must be unique, if its kind has one.
    pub fn own_id(&self) -> Option<&str> {
        match &self.content {
            Content::Conversion { order_id, .. } => Some(order_id),
            Content::Crypto { transaction_id, .. } | Content::Fiat { transaction_id, .. } => {
                Some(transaction_id)
            }
            Content::CreateAddress { .. } | Content::UpdateAddress { .. } => None,
        }
    }

    /// What moved and how much of it: the amount of the bid side for a conversion, nothing for an address.
    pub fn volume(&self) -> Option<(&str, &Amount)> {
        match &self.content {
            Content::Conversion {
                bid_symbol,
                quantity,
                ..
            } => Some((bid_symbol, quantity)),
            Content::Crypto { symbol, amount, .. } => Some((symbol, amount)),
            Content::Fiat {
                currency, amount, ..
            } => Some((currency, amount)),
            Content::CreateAddress { .. } | Content::UpdateAddress { .. } => None,
        }
    }

    /// What moved: one thing, two for a conversion, none for an address. A bid buys of its bid symbol and pays the total price in
    /// its ask symbol; an ask is the opposite.
    pub fn moved(&self) -> [Option<Moved<'_>>; 2] {
        let one = |symbol, amount, direction: &Direction| {
            let way = match direction {
                Direction::Deposit => Way::Deposited,
                Direction::Withdraw => Way::Withdrawn,
            };
            [
                Some(Moved {
                    symbol,
                    amount,
                    way,
                }),
                None,
            ]
        };
        match &self.content {
            Content::Conversion {
                bid_symbol,
                ask_symbol,
                side,
                price,
                quantity,
                ..
            } => {
                let ways = match side {
                    Side::Bid => [Way::Bought, Way::Sold],
                    Side::Ask => [Way::Sold, Way::Bought],
                };
                let bid = Moved {
                    symbol: bid_symbol,
                    amount: quantity,
                    way: ways[0],
                };
                let ask = Moved {
                    symbol: ask_symbol,
                    amount: price,
                    way: ways[1],
                };
                [Some(bid), Some(ask)]
            }
            Content::Crypto {
                symbol,
                amount,
                direction,
                ..
            } => one(symbol, amount, direction),
            Content::Fiat {
                currency,
                amount,
                direction,
                ..
            } => one(currency, amount, direction),
            Content::CreateAddress { .. } | Content::UpdateAddress { .. } => [None, None],
        }
    }

    /// Takes out by what a person could be found: accounts and addresses.
    pub fn blank(&mut self) {
        match &mut self.content {
            Content::Conversion { .. } => {}
            Content::Crypto {
                origin,
                destination,
                ..
            } => {
                *origin = None;
                destination.clear();
            }
            Content::Fiat {
                origin_account,
                destination_account,
                ..
            } => {
                origin_account.clear();
                destination_account.clear();
            }
            Content::CreateAddress { address, .. } => address.clear(),
            Content::UpdateAddress {
                address, previous, ..
            } => {
                address.clear();
                *previous = None;
            }
        }
    }

    /// The symbols that it names, for the list that learns.
    pub fn symbols(&self) -> Vec<&str> {
        match &self.content {
            Content::Conversion {
                bid_symbol,
                ask_symbol,
                ..
            } => vec![bid_symbol, ask_symbol],
            Content::Crypto { symbol, .. }
            | Content::CreateAddress { symbol, .. }
            | Content::UpdateAddress { symbol, .. } => vec![symbol],
            Content::Fiat { currency, .. } => vec![currency],
        }
    }
}
