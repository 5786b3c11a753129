//! What onboarding is: the application form, its rules, the NIK, KYC status. Pure: no I/O, no async, no egui.

pub mod application;
pub mod arrival;
pub mod case;
pub mod check;
pub mod date;
pub mod edit;
pub mod email;
pub mod field;
pub mod form;
pub mod form_file;
pub mod frozen;
pub mod items;
pub mod kyc;
pub mod mask;
pub mod nik;
pub mod normalise;
pub mod phone;
pub mod problem;
pub mod profile;
pub mod propose;
pub mod reason;
pub mod region;
#[cfg(test)]
pub mod sample;
pub mod sections;
pub mod settings;
pub mod verdict;

pub use application::Application;
pub use arrival::{Arrival, ArrivalReason, ArrivalSignature, ArrivalState};
pub use case::{CaseId, CaseRow, Doc, JobKind, Level2, Life, Stage};
pub use check::Rules;
pub use edit::Edit;
pub use field::{Field, Section, Slot};
pub use form::{Form, MediaType, Picture};
pub use frozen::Frozen;
pub use items::{Country, ItemLists};
pub use kyc::KycStatus;
pub use nik::Nik;
pub use problem::{Issue, Problem, Severity, WarningKey};
pub use profile::Profile;
pub use sections::SectionState;
pub use settings::{Lang, Settings, ThemeChoice};
pub use verdict::{Finding, FindingKind, Grade, Look, Made, Verdict};
