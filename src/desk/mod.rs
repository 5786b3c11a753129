//! The running program without a window: state, Action and Event in, Effect out, and the workers that carry effects out.

pub mod action;
pub mod clock;
pub mod effect;
pub mod engine;
pub mod event;
pub mod explain;
pub mod hook;
pub mod opened;
pub mod release;
pub mod runtime;
pub mod state;
pub mod support;
pub mod update;

pub use action::Action;
pub use effect::{Effect, RequestId};
pub use event::Event;
pub use explain::Told;
pub use state::{Desk, Draft, State};
pub use update::{Message, update};
