//! What must survive on this computer: profiles, settings, the item lists last fetched, and which customers were
//! registered from here. Plain files in one private folder; none holds a secret or a customer's particulars.
//!
//! Everything here blocks: call it from a blocking thread, never from the frame.

pub mod cases;
pub mod error;
pub mod files;
pub mod home;
pub mod items;
pub mod ledger;
pub mod managed;
pub mod profiles;
mod rules;
pub mod settings;

pub use cases::{CaseError, CaseStore, SharedStore};
pub use error::{BaseUrl, Header, PictureKind, ProfileError, SetProblem, StoreError, UrlProblem};
pub use home::Home;
pub use items::Cached;
pub use ledger::Registered;
pub use managed::{ManagedError, ManagedProblem};
pub use profiles::validate as validate_profile;
