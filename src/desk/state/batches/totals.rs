//! What the rows of a batch come to, to be compared with the paper it came with.

use std::collections::BTreeMap;
use std::fmt;

use bigdecimal::BigDecimal;

use super::BatchVerdict;
use crate::domain::amount;
use crate::domain::batch;
use crate::domain::report::{Content, Direction, Side};

/// Which way the rows of a total went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Money or coins.
    Moved(Direction),
    /// A conversion.
    Converted(Side),
}

/// The rows of one symbol that went one way, in exact decimals. Of rows that cannot be sent, nothing is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct BatchTotal {
    /// Currency or coin; of a conversion that of the bid side.
    pub symbol: String,
    /// The ask side of a conversion.
    pub against: Option<String>,
    /// Which way.
    pub way: Way,
    /// Rows.
    pub count: usize,
    /// Their sum.
    pub sum: BigDecimal,
    /// Of a conversion the lowest and the highest price of one.
    pub prices: Option<(BigDecimal, BigDecimal)>,
}

/// Masked: sums of few rows tell of customers.
impl fmt::Debug for BatchTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchTotal(*** of {})", self.count)
    }
}

impl BatchVerdict {
    /// What the rows that can be sent come to, by symbol and way; those of most rows first.
    pub fn sums(&self) -> Vec<BatchTotal> {
        let mut totals: BTreeMap<(&str, Option<&str>, bool), BatchTotal> = BTreeMap::new();
        for (at, row) in self.judged.rows.iter().enumerate() {
            let Ok(batch::Content::Report(report)) = &row.result else {
                continue;
            };
            let (Some((symbol, moved)), true) = (report.volume(), self.is_good(at)) else {
                continue;
            };
            let (against, way, is_second, price) = match &report.content {
                Content::Conversion {
                    ask_symbol,
                    side,
                    price,
                    quantity,
                    ..
                } => (
                    Some(ask_symbol.as_str()),
                    Way::Converted(*side),
                    *side == Side::Ask,
                    amount::unit_price(price, quantity),
                ),
                Content::Crypto { direction, .. } | Content::Fiat { direction, .. } => {
                    let is_second = *direction == Direction::Withdraw;
                    (None, Way::Moved(*direction), is_second, None)
                }
                Content::CreateAddress { .. } | Content::UpdateAddress { .. } => continue,
            };
            let total = totals
                .entry((symbol, against, is_second))
                .or_insert_with(|| BatchTotal {
                    symbol: symbol.to_owned(),
                    against: against.map(str::to_owned),
                    way,
                    count: 0,
                    sum: BigDecimal::default(),
                    prices: None,
                });
            total.count += 1;
            total.sum += moved.decimal();
            if let Some(price) = price {
                total.prices = Some(match total.prices.take() {
                    Some((low, high)) => (low.min(price.clone()), high.max(price)),
                    None => (price.clone(), price),
                });
            }
        }
        let mut totals: Vec<BatchTotal> = totals.into_values().collect();
        totals.sort_by_key(|total| std::cmp::Reverse(total.count));
        totals
    }
}
