//! The QR code of an address, large enough for a telephone.

use egui::{Color32, Context, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use uuid::Uuid;

use crate::desk::Action;
use crate::domain::{ReportField, ReportKind};
use crate::photo::qr;
use crate::ui::cx::Cx;
use crate::ui::screens::transactions::{addresses, customer, fields};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Button, CopyText, Fact, Modal, modal_footer, text};

const SIDE: f32 = 280.0;
/// Modules of white around the code (ISO/IEC 18004).
const QUIET: usize = 4;

/// Shows it.
pub fn show(cx: &mut Cx<'_>, ctx: &Context, address: &str) {
    let close = Id::unique("close the code");
    let answer = Modal::new("qr code", &cx.t("address-qr-title"), &cx.t("modal-close"))
        .focus(close)
        .show(ctx, |ui| {
            whose(cx, ui, address);
            match qr::matrix(address) {
                Ok(matrix) => ui.vertical_centered(|ui| draw(cx, ui, &matrix)).inner,
                Err(_) => {
                    text::body(ui, &cx.t("address-qr-too-long"));
                }
            }
            ui.add_space(space::M);
            CopyText::new(address, &cx.t("report-copy")).show(ui);
            modal_footer(ui, |ui| {
                let done = cx.t("modal-close");
                Button::primary(&done).id(close).show(ui).clicked()
            })
        });
    if answer.inner || answer.close {
        cx.act(Action::CloseModal);
    }
}

/// Whose address it is, and of which coins: one address may take several.
fn whose(cx: &mut Cx<'_>, ui: &mut Ui, address: &str) {
    let kind = ReportKind::CreateAddress;
    let chosen = cx.draft.reports.of(kind).get(ReportField::UserId);
    let Ok(user_id) = Uuid::try_parse(chosen) else {
        return;
    };
    customer::fact(cx, ui, kind);
    let history = addresses::history(cx, user_id);
    let symbols: Vec<&str> = addresses::in_use(&history)
        .iter()
        .filter(|known| known.address == address)
        .map(|known| known.symbol)
        .collect();
    let label = cx.t(fields::label(ReportField::Symbol));
    Fact::new(&label, &symbols.join(", ")).show(ui);
    ui.add_space(space::M);
}

/// Black on white in either theme: a reader expects it so.
fn draw(cx: &Cx<'_>, ui: &mut Ui, matrix: &qr::QrMatrix) {
    let (rect, response) = ui.allocate_exact_size(vec2(SIDE, SIDE), Sense::hover());
    let name = cx.t("address-qr-name");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &name));
    let count = matrix.side() + 2 * QUIET;
    let module = SIDE / count as f32;
    let painter = ui.painter();
    painter.rect_filled(rect, theme::radius::S, Color32::WHITE);
    for y in 0..matrix.side() {
        for x in (0..matrix.side()).filter(|x| matrix.is_dark(*x, y)) {
            let at = vec2((x + QUIET) as f32, (y + QUIET) as f32) * module;
            let from = pos2(rect.left() + at.x, rect.top() + at.y);
            // A hair wider, so that no seam shows between two dark modules.
            let size = vec2(module + 0.3, module + 0.3);
            painter.rect_filled(Rect::from_min_size(from, size), 0, Color32::BLACK);
        }
    }
}
