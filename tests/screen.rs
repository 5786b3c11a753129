//! The screen of onboarding without its workers, painted once.

use tcdx_desk::desk::Action;
use tcdx_desk::ui::cx::Cx;
use tcdx_desk::ui::screens::onboard;
use tcdx_desk::ui::textures::Textures;
use tcdx_desk::ui::{modals, shell};

use crate::desk::bench::Bench;

/// Paints it with what lies over it; gives what was asked for. What was asked for is seen in the next frame.
pub fn painted(bench: &mut Bench, textures: &mut Textures, ui: &mut egui::Ui) -> Vec<Action> {
    let desk = &mut bench.desk;
    let mut cx = Cx {
        tr: desk.state.texts(),
        state: &desk.state,
        draft: &mut desk.draft,
        textures,
        actions: Vec::new(),
    };
    shell::keys(&mut cx, ui.ctx());
    onboard::show(&mut cx, ui);
    modals::show(&mut cx, ui.ctx());
    let actions = cx.actions;
    textures.end_frame();
    if !actions.is_empty() {
        ui.ctx().request_repaint();
    }
    actions
}
