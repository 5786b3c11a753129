//! The screens.

pub mod batches;
pub mod case;
pub mod customers;
pub mod onboard;
pub mod queue;
pub mod settings;
pub mod transactions;
pub mod unlock;
pub mod welcome;
