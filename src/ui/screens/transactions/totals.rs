//! What the reports that are shown come to, by symbol, in exact decimals.

use bigdecimal::Zero;
use egui::{
    Align, CentralPanel, Frame, Layout, Margin, Rect, Response, ScrollArea, Stroke, Ui, UiBuilder,
};

use crate::desk::state::Total;
use crate::domain::amount::{self, Notation};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::theme::{self, space};
use crate::ui::widgets::text;

/// Width of the panel.
pub(super) const WIDTH: f32 = 300.0;

/// Height of the panel where it is below the list.
pub(super) const HEIGHT: f32 = 148.0;
/// Least width of a symbol there: as many stand side by side as there is room for.
const COLUMN: f32 = 230.0;

/// Shows the panel, beside the list or below it.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui, rect: Rect, is_beside: bool) {
    let tokens = theme::of(ui);
    ui.scope_builder(UiBuilder::new().id_salt("totals").max_rect(rect), |ui| {
        let margin = Margin::symmetric(space::L as i8, space::L as i8);
        let frame = Frame::new().fill(tokens.panel).inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let line = Stroke::new(1.0, tokens.line);
            if is_beside {
                ui.painter().vline(rect.left() + 0.5, rect.y_range(), line);
            } else {
                ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
            }
            ui.spacing_mut().item_spacing.y = space::XS;
            if is_beside {
                text::card_title(ui, &cx.t("ledger-totals"));
                super::ledger::count(cx, ui);
                ui.add_space(space::S);
                let scroll = ScrollArea::vertical().auto_shrink([false, false]);
                scroll.show(ui, |ui| sums(cx, ui));
            } else {
                ui.horizontal(|ui| {
                    text::card_title(ui, &cx.t("ledger-totals"));
                    super::ledger::count(cx, ui);
                });
                let scroll = ScrollArea::vertical().auto_shrink([false, false]);
                scroll.show(ui, |ui| columns(cx, ui));
            }
        });
    });
}

fn sums(cx: &Cx<'_>, ui: &mut Ui) {
    let totals = cx.state.reports.ledger.totals();
    if totals.is_empty() {
        text::subdued(ui, &cx.t("ledger-totals-none"));
    }
    for (symbol, total) in totals {
        one(cx, ui, symbol, total);
        ui.add_space(space::M);
    }
}

fn columns(cx: &Cx<'_>, ui: &mut Ui) {
    let totals = cx.state.reports.ledger.totals();
    if totals.is_empty() {
        text::subdued(ui, &cx.t("ledger-totals-none"));
    }
    let beside = (((ui.available_width() + space::XL) / (COLUMN + space::XL)) as usize).max(1);
    let gaps = space::XL * (beside as f32 - 1.0);
    let width = (ui.available_width() - gaps) / beside as f32;
    let all: Vec<(&str, &Total)> = totals
        .iter()
        .map(|(name, sum)| (name.as_str(), sum))
        .collect();
    for row in all.chunks(beside) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XL;
            for (symbol, total) in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    one(cx, ui, symbol, total);
                });
            }
        });
        ui.add_space(space::XS);
    }
}

fn one(cx: &Cx<'_>, ui: &mut Ui, symbol: &str, total: &Total) {
    let count = format::count(total.count, cx.state.lang());
    let title = cx.tf(
        "ledger-total-title",
        &[("symbol", symbol.into()), ("count", count.into())],
    );
    text::strong(ui, &title);
    let parts = [
        ("ledger-deposited", &total.deposited),
        ("ledger-withdrawn", &total.withdrawn),
        ("ledger-bought", &total.bought),
        ("ledger-sold", &total.sold),
    ];
    let shown = |sum| amount::shown_decimal(sum, Notation::of(cx.state.lang()));
    for (name, sum) in parts {
        if sum.is_zero() {
            continue;
        }
        figure(
            ui,
            &cx.t(name),
            &shown(&sum.reported),
            [text::subdued, text::value],
        );
        if !sum.unconfirmed.is_zero() {
            let apart = shown(&sum.unconfirmed);
            let name = cx.t("ledger-unconfirmed");
            figure(ui, &name, &apart, [text::helper; 2]);
        }
    }
    if total.waiting > 0 {
        let args = [("count", total.waiting.into())];
        text::helper(ui, &cx.tf("ledger-total-waiting", &args));
    }
}

/// A name, and its figure at the right edge, so that digits stand below each other.
fn figure(ui: &mut Ui, name: &str, figure: &str, styles: [fn(&mut Ui, &str) -> Response; 2]) {
    let [of_name, of_figure] = styles;
    ui.horizontal_top(|ui| {
        of_name(ui, name);
        let to_the_right = Layout::right_to_left(Align::Min);
        ui.with_layout(to_the_right, |ui| of_figure(ui, figure));
    });
}
