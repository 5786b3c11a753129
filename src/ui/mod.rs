//! What is seen: egui only. A screen reads state and returns an action; it calls no service.

pub mod icons;
pub mod theme;
pub mod widgets;
