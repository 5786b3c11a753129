//! What the reports that are shown come to, by symbol, in exact decimals.

use bigdecimal::{BigDecimal, Zero};
use egui::{CentralPanel, Frame, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder};

use crate::domain::amount::{self, Notation};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Fact, text};

/// Width of the panel.
pub(super) const WIDTH: f32 = 300.0;
const LABEL: f32 = 96.0;

/// Shows the panel.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui, rect: Rect) {
    let tokens = theme::of(ui);
    ui.scope_builder(UiBuilder::new().id_salt("totals").max_rect(rect), |ui| {
        let margin = Margin::symmetric(space::L as i8, space::L as i8);
        let frame = Frame::new().fill(tokens.panel).inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let line = Stroke::new(1.0, tokens.line);
            ui.painter().vline(rect.left() + 0.5, rect.y_range(), line);
            ui.spacing_mut().item_spacing.y = space::XS;
            text::card_title(ui, &cx.t("ledger-totals"));
            super::ledger::count(cx, ui);
            ui.add_space(space::S);
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| sums(cx, ui));
        });
    });
}

fn sums(cx: &Cx<'_>, ui: &mut Ui) {
    let notation = Notation::of(cx.state.lang());
    let totals = cx.state.reports.ledger.totals();
    if totals.is_empty() {
        text::subdued(ui, &cx.t("ledger-totals-none"));
    }
    for (symbol, total) in totals {
        let count = format::count(total.count, cx.state.lang());
        let title = cx.tf(
            "ledger-total-title",
            &[("symbol", symbol.as_str().into()), ("count", count.into())],
        );
        text::strong(ui, &title);
        let parts = [
            ("ledger-deposited", &total.deposited),
            ("ledger-withdrawn", &total.withdrawn),
            ("ledger-converted", &total.converted),
        ];
        for (name, sum) in parts {
            if !BigDecimal::is_zero(sum) {
                let shown = amount::shown_decimal(sum, notation);
                Fact::new(&cx.t(name), &shown).label_width(LABEL).show(ui);
            }
        }
        ui.add_space(space::M);
    }
}
