//! The screens.

pub mod customers;
pub mod onboard;
pub mod settings;
pub mod welcome;
