//! The desk without a window: what `update` does with what a person asks and what the world answers.

pub mod bench;
mod conflict;
mod drafts;
mod form;
mod opened;
mod originals;
mod property;
mod sending;
