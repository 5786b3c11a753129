//! The bodies of the Transaction API and the Account API.

use std::fmt;

use jiff::Timestamp;

use super::amount::Amount;
use super::json::{Body, Object};
use super::wire::UserId;

/// Side of a conversion (`bid_ask`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 0.
    Bid,
    /// 1.
    Ask,
}

/// Who brought the liquidity (`maker_or_taker`). Ruled: the page lacks the list; its name says maker, then taker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liquidity {
    /// 0.
    Maker,
    /// 1.
    Taker,
}

/// How far an order was filled (`status`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// 0.
    Partial,
    /// 1.
    Full,
}

/// Which way money or coins went (`action`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 0.
    Deposit,
    /// 1.
    Withdraw,
}

/// A conversion between two coins (vendor's page, "Conversion").
#[derive(Clone)]
pub struct Conversion {
    /// The customer. Ruled: sent in the body as well as in the path.
    pub user_id: UserId,
    /// Coin symbol of the bid side, e.g. `ETH`.
    pub bid_symbol: String,
    /// Coin symbol of the ask side, e.g. `IDR`.
    pub ask_symbol: String,
    /// Unique id of the order.
    pub order_id: String,
    /// Bid or ask.
    pub bid_ask: Side,
    /// Total transaction price.
    pub price: Amount,
    /// Total transaction amount.
    pub exec_quantity: Amount,
    /// Fee received.
    pub fee: Amount,
    /// Maker or taker.
    pub maker_or_taker: Liquidity,
    /// Partly or fully filled.
    pub status: Fill,
    /// When, sent as epoch seconds.
    pub date_time: Timestamp,
}

/// A deposit or withdrawal of coins (vendor's page, "Crypto transaction").
#[derive(Clone)]
pub struct CryptoTransaction {
    /// The customer.
    pub user_id: UserId,
    /// Coin symbol.
    pub symbol: String,
    /// Unique id of the transaction.
    pub transaction_id: String,
    /// Deposit or withdrawal.
    pub action: Direction,
    /// Address the coins came from; left out when unknown.
    pub origin: Option<String>,
    /// Address the coins went to.
    pub destination: String,
    /// How many coins.
    pub amount: Amount,
    /// When, sent as epoch seconds.
    pub date_time: Timestamp,
}

/// A deposit or withdrawal of money (vendor's page, "Fiat transaction"). Bank codes are the Indonesian three-digit clearing codes.
#[derive(Clone)]
pub struct FiatTransaction {
    /// The customer.
    pub user_id: UserId,
    /// Currency, e.g. `IDR`.
    pub currency: String,
    /// Unique id of the transaction.
    pub transaction_id: String,
    /// Deposit or withdrawal.
    pub action: Direction,
    /// Bank the money came from, e.g. `009`.
    pub origin_bank_code: String,
    /// Account the money came from.
    pub origin_account_no: String,
    /// Bank the money went to. Ruled: the page's example repeats the `origin_` names; its table is right.
    pub destination_bank_code: String,
    /// Account the money went to.
    pub destination_account_no: String,
    /// How much.
    pub amount: Amount,
    /// When, sent as epoch seconds.
    pub date_time: Timestamp,
}

/// A customer's coin address (vendor's page, "Create crypto address").
#[derive(Clone)]
pub struct CryptoAddress {
    /// Coin symbol.
    pub symbol: String,
    /// The address.
    pub address: String,
    /// When, sent as epoch seconds.
    pub date_time: Timestamp,
}

/// The body of Update crypto address: the customer goes first. Made by the client from a [`CryptoAddress`].
pub(super) struct AddressUpdate {
    pub(super) user_id: UserId,
    pub(super) address: CryptoAddress,
}

impl Body for Conversion {
    fn write(&self, object: &mut Object<'_>) {
        object.text("user_id", &self.user_id.to_string());
        object.text("bid_symbol", &self.bid_symbol);
        object.text("ask_symbol", &self.ask_symbol);
        object.text("order_id", &self.order_id);
        object.integer("bid_ask", self.bid_ask as i64);
        object.decimal("price", &self.price);
        object.decimal("exec_quantity", &self.exec_quantity);
        object.decimal("fee", &self.fee);
        object.integer("maker_or_taker", self.maker_or_taker as i64);
        object.integer("status", self.status as i64);
        object.integer("dateTime", self.date_time.as_second());
    }
}

impl Body for CryptoTransaction {
    fn write(&self, object: &mut Object<'_>) {
        object.text("user_id", &self.user_id.to_string());
        object.text("symbol", &self.symbol);
        object.text("transaction_id", &self.transaction_id);
        object.integer("action", self.action as i64);
        object.optional_text("origin", self.origin.as_deref());
        object.text("destination", &self.destination);
        object.decimal("amount", &self.amount);
        object.integer("dateTime", self.date_time.as_second());
    }
}

impl Body for FiatTransaction {
    fn write(&self, object: &mut Object<'_>) {
        object.text("user_id", &self.user_id.to_string());
        object.text("currency", &self.currency);
        object.text("transaction_id", &self.transaction_id);
        object.integer("action", self.action as i64);
        object.text("origin_bank_code", &self.origin_bank_code);
        object.text("origin_account_no", &self.origin_account_no);
        object.text("destination_bank_code", &self.destination_bank_code);
        object.text("destination_account_no", &self.destination_account_no);
        object.decimal("amount", &self.amount);
        object.integer("dateTime", self.date_time.as_second());
    }
}

impl Body for CryptoAddress {
    fn write(&self, object: &mut Object<'_>) {
        object.text("symbol", &self.symbol);
        object.text("address", &self.address);
        object.integer("dateTime", self.date_time.as_second());
    }
}

impl Body for AddressUpdate {
    fn write(&self, object: &mut Object<'_>) {
        object.text("user_id", &self.user_id.to_string());
        self.address.write(object);
    }
}

/// Money and addresses of a customer never print.
macro_rules! masked {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    )*};
}
masked!(
    Conversion,
    CryptoTransaction,
    FiatTransaction,
    CryptoAddress
);

#[cfg(test)]
mod tests {
    use super::super::json::encode;
    use super::*;

    fn user() -> UserId {
        "3d956348-2ab0-5328-90f0-44bceab1528c".parse().unwrap()
    }

    fn at() -> Timestamp {
        // Epoch seconds: the fraction is dropped.
        Timestamp::from_millisecond(1_583_822_628_900).unwrap()
    }

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    fn text(body: &impl Body) -> String {
        String::from_utf8(encode(body)).unwrap()
    }

    // Each expected text is the vendor's example, without its spaces.

    #[test]
    fn conversion() {
        let body = Conversion {
            user_id: user(),
            bid_symbol: "ETH".into(),
            ask_symbol: "IDR".into(),
            order_id: "1".into(),
            bid_ask: Side::Bid,
            price: amount("50000"),
            exec_quantity: amount("5"),
            fee: amount("500"),
            maker_or_taker: Liquidity::Maker,
            status: Fill::Full,
            date_time: at(),
        };
        assert_eq!(
            text(&body),
            concat!(
                r#"{"user_id":"3d956348-2ab0-5328-90f0-44bceab1528c","bid_symbol":"ETH","ask_symbol":"IDR","order_id":"1","#,
                r#""bid_ask":0,"price":50000,"exec_quantity":5,"fee":500,"maker_or_taker":0,"status":1,"dateTime":1583822628}"#
            )
        );
        let other = Conversion {
            bid_ask: Side::Ask,
            price: amount("0.10"),
            maker_or_taker: Liquidity::Taker,
            status: Fill::Partial,
            ..body
        };
        let expected =
            r#""bid_ask":1,"price":0.10,"exec_quantity":5,"fee":500,"maker_or_taker":1,"status":0"#;
        assert!(text(&other).contains(expected));
    }

    #[test]
    fn crypto_transaction_with_and_without_an_origin() {
        let body = CryptoTransaction {
            user_id: user(),
            symbol: "ETH".into(),
            transaction_id: "asdas234243G".into(),
            action: Direction::Deposit,
            origin: Some("test1".into()),
            destination: "test2".into(),
            amount: amount("1.3"),
            date_time: at(),
        };
        assert_eq!(
            text(&body),
            concat!(
                r#"{"user_id":"3d956348-2ab0-5328-90f0-44bceab1528c","symbol":"ETH","transaction_id":"asdas234243G","action":0,"#,
                r#""origin":"test1","destination":"test2","amount":1.3,"dateTime":1583822628}"#
            )
        );
        let expected = r#""action":0,"destination":"test2""#;
        assert!(
            text(&CryptoTransaction {
                origin: None,
                ..body
            })
            .contains(expected)
        );
    }

    #[test]
    fn fiat_transaction() {
        let body = FiatTransaction {
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
        assert_eq!(
            text(&body),
            concat!(
                r#"{"user_id":"3d956348-2ab0-5328-90f0-44bceab1528c","currency":"IDR","transaction_id":"asdas234243G","action":1,"#,
                r#""origin_bank_code":"009","origin_account_no":"124341241","destination_bank_code":"014","#,
                r#""destination_account_no":"2387419419","amount":200000,"dateTime":1583822628}"#
            )
        );
        assert_eq!(format!("{body:?}"), "FiatTransaction(***)");
    }

    #[test]
    fn crypto_addresses() {
        let address = CryptoAddress {
            symbol: "ETH".into(),
            address: "test1".into(),
            date_time: at(),
        };
        assert_eq!(
            text(&address),
            r#"{"symbol":"ETH","address":"test1","dateTime":1583822628}"#
        );
        let update = AddressUpdate {
            user_id: user(),
            address,
        };
        assert_eq!(
            text(&update),
            r#"{"user_id":"3d956348-2ab0-5328-90f0-44bceab1528c","symbol":"ETH","address":"test1","dateTime":1583822628}"#
        );
    }
}
