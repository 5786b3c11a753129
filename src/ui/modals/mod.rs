//! What lies over the screen: one question or view at a time.

pub mod confirm;
pub mod help;
pub mod keep_warning;
pub mod picture;

use egui::Context;

use super::cx::Cx;
use crate::desk::state::Modal;

/// Shows what lies over the screen, if anything does.
pub fn show(cx: &mut Cx<'_>, ctx: &Context) {
    // The modal is a part of the state, which the dialogs read: take a cheap copy.
    let Some(modal) = cx.state.modal.clone() else {
        return;
    };
    match modal {
        Modal::Help => help::show(cx, ctx),
        Modal::KeepWarning { key } => keep_warning::show(cx, ctx, key),
        Modal::Picture { slot, preview, .. } => picture::show(cx, ctx, slot, preview.as_ref()),
        other => confirm::show(cx, ctx, &other),
    }
}
