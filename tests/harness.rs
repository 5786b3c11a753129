//! The whole window as tests drive it: without a dialog of the system.

use egui_kittest::{Harness, HarnessBuilder};
use tcdx_desk::desk::runtime::{FilePicker, Picked};
use tcdx_desk::ui::{App, theme};

struct NoDialog;

impl FilePicker for NoDialog {
    fn pick(&self) -> Picked {
        Box::pin(std::future::ready(None))
    }
}

/// The window around a program, of the size and theme that the builder says.
pub fn window(builder: HarnessBuilder<App>, app: App) -> Harness<'static, App> {
    builder
        .with_context_setup(theme::apply_for_tests)
        .build_ui_state(
            |ui, app: &mut App| {
                app.turn(ui.ctx(), &NoDialog);
                app.paint(ui, &NoDialog);
            },
            app,
        )
}
