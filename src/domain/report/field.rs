//! The fields of reports.

use super::ReportKind;

/// A field of a report's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportField {
    /// The customer's TCDX identifier.
    UserId,
    /// Symbol of the bid side.
    BidSymbol,
    /// Symbol of the ask side.
    AskSymbol,
    /// Bid or ask: `0`, `1`.
    Side,
    /// Total transaction price.
    Price,
    /// Total transaction amount.
    Quantity,
    /// Fee received.
    Fee,
    /// Maker or taker: `0`, `1`.
    Liquidity,
    /// Partial or full: `0`, `1`.
    Fill,
    /// Unique id of an order.
    OrderId,
    /// Coin symbol.
    Symbol,
    /// Currency.
    Currency,
    /// Deposit or withdrawal: `0`, `1`.
    Direction,
    /// How much.
    Amount,
    /// Address the coins came from.
    Origin,
    /// Address the coins went to.
    Destination,
    /// Bank the money came from.
    OriginBank,
    /// Account the money came from.
    OriginAccount,
    /// Bank the money went to.
    DestinationBank,
    /// Account the money went to.
    DestinationAccount,
    /// Unique id of a transaction.
    TransactionId,
    /// A customer's coin address.
    Address,
    /// When it happened; empty for now.
    DateTime,
}

use ReportField as F;

impl ReportField {
    /// The fields of a kind, in the order in which a person meets them.
    pub fn of(kind: ReportKind) -> &'static [Self] {
        match kind {
            ReportKind::Conversion => &[
                F::UserId,
                F::Side,
                F::BidSymbol,
                F::AskSymbol,
                F::Quantity,
                F::Price,
                F::Fee,
                F::Liquidity,
                F::Fill,
                F::OrderId,
                F::DateTime,
            ],
            ReportKind::Crypto => &[
                F::UserId,
                F::Direction,
                F::Symbol,
                F::Amount,
                F::Origin,
                F::Destination,
                F::TransactionId,
                F::DateTime,
            ],
            ReportKind::Fiat => &[
                F::UserId,
                F::Direction,
                F::Currency,
                F::Amount,
                F::OriginBank,
                F::OriginAccount,
                F::DestinationBank,
                F::DestinationAccount,
                F::TransactionId,
                F::DateTime,
            ],
            ReportKind::CreateAddress | ReportKind::UpdateAddress => {
                &[F::UserId, F::Symbol, F::Address, F::DateTime]
            }
        }
    }

    /// The name on the vendor's API page.
    pub fn api_name(self) -> &'static str {
        match self {
            F::UserId => "user_id",
            F::BidSymbol => "bid_symbol",
            F::AskSymbol => "ask_symbol",
            F::Side => "bid_ask",
            F::Price => "price",
            F::Quantity => "exec_quantity",
            F::Fee => "fee",
            F::Liquidity => "maker_or_taker",
            F::Fill => "status",
            F::OrderId => "order_id",
            F::Symbol => "symbol",
            F::Currency => "currency",
            F::Direction => "action",
            F::Amount => "amount",
            F::Origin => "origin",
            F::Destination => "destination",
            F::OriginBank => "origin_bank_code",
            F::OriginAccount => "origin_account_no",
            F::DestinationBank => "destination_bank_code",
            F::DestinationAccount => "destination_account_no",
            F::TransactionId => "transaction_id",
            F::Address => "address",
            F::DateTime => "dateTime",
        }
    }

    /// The field of a kind with this name on the vendor's page.
    pub fn from_api_name(kind: ReportKind, name: &str) -> Option<Self> {
        let fields = Self::of(kind).iter().copied();
        fields.into_iter().find(|field| field.api_name() == name)
    }

    /// True if the field may be left empty: an origin that nobody knows, and the time, which then is now.
    pub fn is_optional(self) -> bool {
        matches!(self, F::Origin | F::DateTime)
    }

    /// True for an exact decimal.
    pub fn is_amount(self) -> bool {
        matches!(self, F::Price | F::Quantity | F::Fee | F::Amount)
    }

    /// True for the id that must be unique in the store.
    pub fn is_own_id(self) -> bool {
        matches!(self, F::OrderId | F::TransactionId)
    }
}
