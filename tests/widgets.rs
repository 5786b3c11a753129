//! The controls: found by name and role, driven by keyboard and pointer, then looked at in both themes.

mod behaviour;
mod gallery;
mod parts;
mod picker;

use egui::{Theme, Ui};
use egui_kittest::Harness;
use tcdx_desk::ui::theme;

fn harness<'a, S: 'a>(state: S, app: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    Harness::builder()
        .with_size([640.0, 600.0])
        .with_theme(Theme::Light)
        .with_max_steps(12)
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(app, state)
}
