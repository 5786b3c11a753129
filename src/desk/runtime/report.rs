//! The wire form of a report.

use crate::domain::Report;
use crate::domain::report::{Content, Direction, Fill, Liquidity, Side};
use crate::tcdx::{
    self, Amount, Client, Conversion, CryptoAddress, CryptoTransaction, Error, FiatTransaction,
    Upload, UserId,
};

/// What goes over the wire, and to whom it belongs.
#[derive(Debug)]
pub struct WireReport {
    user: UserId,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Conversion(Conversion),
    Crypto(CryptoTransaction),
    Fiat(FiatTransaction),
    CreateAddress(CryptoAddress),
    UpdateAddress(CryptoAddress),
}

impl WireReport {
    /// The very digits and texts that were frozen. `None` if an amount has more digits than the wire takes, which the rules of the
    /// form rule out.
    pub fn of(report: &Report) -> Option<Self> {
        let user = UserId::from(report.user_id);
        let date_time = report.date_time;
        let amount = |amount: &crate::domain::Amount| amount.as_str().parse::<Amount>().ok();
        let address = |symbol: &String, address: &String| CryptoAddress {
            symbol: symbol.clone(),
            address: address.clone(),
            date_time,
        };
        let body = match &report.content {
            Content::Conversion {
                bid_symbol,
                ask_symbol,
                order_id,
                side,
                price,
                quantity,
                fee,
                liquidity,
                fill,
            } => Body::Conversion(Conversion {
                user_id: user,
                bid_symbol: bid_symbol.clone(),
                ask_symbol: ask_symbol.clone(),
                order_id: order_id.clone(),
                bid_ask: match side {
                    Side::Bid => tcdx::Side::Bid,
                    Side::Ask => tcdx::Side::Ask,
                },
                price: amount(price)?,
                exec_quantity: amount(quantity)?,
                fee: amount(fee)?,
                maker_or_taker: match liquidity {
                    Liquidity::Maker => tcdx::Liquidity::Maker,
                    Liquidity::Taker => tcdx::Liquidity::Taker,
                },
                status: match fill {
                    Fill::Partial => tcdx::Fill::Partial,
                    Fill::Full => tcdx::Fill::Full,
                },
                date_time,
            }),
            Content::Crypto {
                symbol,
                transaction_id,
                direction,
                origin,
                destination,
                amount: coins,
            } => Body::Crypto(CryptoTransaction {
                user_id: user,
                symbol: symbol.clone(),
                transaction_id: transaction_id.clone(),
                action: action(*direction),
                origin: origin.clone(),
                destination: destination.clone(),
                amount: amount(coins)?,
                date_time,
            }),
            Content::Fiat {
                currency,
                transaction_id,
                direction,
                origin_bank,
                origin_account,
                destination_bank,
                destination_account,
                amount: money,
            } => Body::Fiat(FiatTransaction {
                user_id: user,
                currency: currency.clone(),
                transaction_id: transaction_id.clone(),
                action: action(*direction),
                origin_bank_code: origin_bank.clone(),
                origin_account_no: origin_account.clone(),
                destination_bank_code: destination_bank.clone(),
                destination_account_no: destination_account.clone(),
                amount: amount(money)?,
                date_time,
            }),
            Content::CreateAddress {
                symbol,
                address: new,
            } => Body::CreateAddress(address(symbol, new)),
            Content::UpdateAddress {
                symbol,
                address: new,
                ..
            } => Body::UpdateAddress(address(symbol, new)),
        };
        Some(Self { user, body })
    }

    /// Asks the server to take it.
    pub async fn send(&self, client: &Client, upload: &Upload) -> Result<UserId, Error> {
        let user = self.user;
        match &self.body {
            Body::Conversion(body) => client.conversion(body, upload).await.map(|()| user),
            Body::Crypto(body) => client.crypto_transaction(body, upload).await.map(|()| user),
            Body::Fiat(body) => client.fiat_transaction(body, upload).await.map(|()| user),
            Body::CreateAddress(body) => client.create_crypto_address(user, body, upload).await,
            Body::UpdateAddress(body) => client.update_crypto_address(user, body, upload).await,
        }
    }
}

fn action(direction: Direction) -> tcdx::Direction {
    match direction {
        Direction::Deposit => tcdx::Direction::Deposit,
        Direction::Withdraw => tcdx::Direction::Withdraw,
    }
}
