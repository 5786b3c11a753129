//! TCDX Desk: onboarding of customers to the TCDX API, and following their KYC status.
//!
//! Floors, top to bottom; an arrow never runs up:
//! `main → cli, ui → desk → store, vault, tcdx, photo, sheet → domain`. ARCHITECTURE.md draws the map.

pub mod cli;
pub mod console;
pub mod crash;
pub mod desk;
pub mod domain;
pub mod guard;
pub mod licences;
pub mod logs;
pub mod memory;
pub mod photo;
pub mod samples;
pub mod sandbox;
pub mod sheet;
pub mod store;
pub mod tcdx;
pub mod text;
pub mod ui;
pub mod vault;
pub mod version;

// A window that another program can read and drive must not reach a branch; packaging/build-release.sh sets the variable.
const _: () = assert!(
    !(cfg!(feature = "inspection") && option_env!("TCDX_DESK_PACKAGING").is_some()),
    "a release is built without the feature `inspection`"
);
