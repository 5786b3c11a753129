//! What lies over the screen: one question or view at a time.

pub mod add_customer;
pub mod address;
pub mod camera;
pub mod confirm;
pub mod decision;
pub mod documents;
pub mod duplicates;
pub mod erase;
pub mod export_list;
pub mod help;
pub mod hold;
pub mod import;
pub mod keep_warning;
pub mod licences;
pub mod picture;
pub mod qr;
pub mod report;
mod view;

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
        Modal::Picture(editor) => picture::show(cx, ctx, &editor),
        Modal::Import(import) => import::show(cx, ctx, &import),
        Modal::Camera(camera) => camera::show(cx, ctx, &camera),
        Modal::Hold(case) => hold::show(cx, ctx, case),
        Modal::Erase(case) => erase::show(cx, ctx, case),
        Modal::RecordDecision(case) => decision::show(cx, ctx, case),
        Modal::Documents(viewer) => documents::show(cx, ctx, &viewer),
        Modal::Duplicates(found) => duplicates::show(cx, ctx, &found),
        Modal::ExportList => export_list::show(cx, ctx),
        Modal::AddCustomer => add_customer::show(cx, ctx),
        Modal::Report(id) => report::show(cx, ctx, id),
        Modal::Address(kind) => address::show(cx, ctx, kind),
        Modal::Licences => licences::show(cx, ctx),
        Modal::Qr(address) => qr::show(cx, ctx, &address),
        other => confirm::show(cx, ctx, &other),
    }
}
