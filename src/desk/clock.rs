//! The time, given from outside so that tests decide it.

use jiff::{Timestamp, Zoned};

/// Tells the time.
pub trait Clock {
    /// Now.
    fn now(&self) -> Timestamp;
    /// Today in the local time zone.
    fn today(&self) -> jiff::civil::Date;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> jiff::civil::Date {
        Zoned::now().date()
    }
}
