//! What is seen: egui only. A screen reads state and returns an action; it calls no service.

pub mod answer;
pub mod app;
pub mod crash_notice;
pub mod cx;
pub mod drops;
pub mod format;
pub mod icons;
pub mod modals;
pub mod probe;
pub mod raise;
pub mod report_words;
pub mod run;
pub mod screens;
pub mod shell;
pub mod status;
pub mod textures;
pub mod theme;
pub mod trouble;
pub mod widgets;

pub use app::App;
pub use cx::Cx;
