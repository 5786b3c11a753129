//! From the pictures to the KYC status: slots, sending, sent, unknown outcome, the customers' list, polling.

mod bench;
mod customers;
mod looks;
mod polling;
mod sending;
mod slots;
