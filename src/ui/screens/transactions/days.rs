//! Reported volume by day: bars of one symbol, since amounts of different coins do not add up.

use bigdecimal::{BigDecimal, FromPrimitive, ToPrimitive};
use egui::{Frame, Margin, Ui};
use egui_plot::{Bar, BarChart, GridMark, Plot};
use jiff::civil::Date;

use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::domain::amount::{self, Notation};
use crate::ui::cx::Cx;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Chip, text};

const HEIGHT: f32 = 190.0;
/// Days that are shown at least.
const FEWEST_DAYS: i32 = 13;
/// Symbols that are offered.
const SYMBOLS: usize = 8;

/// Shows the plot over the whole width.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let ledger = &cx.state.reports.ledger;
    let first = ledger.totals().first().map(|(symbol, _)| symbol.clone());
    let chosen = ledger.plot.clone().flatten();
    let Some(symbol) = chosen.or(first) else {
        return;
    };
    let margin = Margin::symmetric(space::M as i8, space::S as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        ui.horizontal(|ui| {
            text::strong(ui, &cx.t("ledger-plot-title"));
            for (known, _) in ledger.totals().iter().take(SYMBOLS) {
                let chip = Chip::new(known).selected(*known == symbol);
                if chip.show(ui).clicked() {
                    let plot = ReportAction::ShowPlot(Some(Some(known.clone())));
                    cx.actions.push(Action::Report(plot));
                }
            }
        });
        bars(cx, ui, &symbol);
    });
}

fn bars(cx: &Cx<'_>, ui: &mut Ui, symbol: &str) {
    let days = cx.state.reports.ledger.by_day(symbol);
    let notation = Notation::of(cx.state.lang());
    let epoch = Date::new(1970, 1, 1).unwrap_or_default();
    let number = |day: Date| (day - epoch).get_days();
    let spoken: Vec<(i32, String)> = days
        .iter()
        .map(|(day, volume)| {
            let volume = amount::shown_decimal(volume, notation);
            (number(*day), format!("{day}\n{symbol} {volume}"))
        })
        .collect();
    let accent = theme::of(ui).accent;
    let bars: Vec<Bar> = days
        .iter()
        .map(|(day, volume)| {
            // For the height of a bar alone: what is written beside it is exact.
            let height = volume.to_f64().unwrap_or(0.0);
            Bar::new(f64::from(number(*day)), height)
                .width(0.8)
                .fill(accent)
        })
        .collect();
    let text = move |at: f64| {
        let day = epoch.checked_add(jiff::Span::new().days(at.round() as i64));
        day.map(|day| format!("{:02}-{:02}", day.month(), day.day()))
            .unwrap_or_default()
    };
    // A few days are not blown up to the whole width.
    let last = days.last().map_or(0, |(day, _)| number(*day));
    let first = days.first().map_or(0, |(day, _)| number(*day));
    let first = first.min(last - FEWEST_DAYS);
    let chart = BarChart::new(symbol, bars).element_formatter(Box::new(move |bar, _| {
        let day = bar.argument.round() as i32;
        let found = spoken.iter().find(|(known, _)| *known == day);
        found.map(|(_, words)| words.clone()).unwrap_or_default()
    }));
    Plot::new("reported volume by day")
        .height(HEIGHT)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .show_grid([false, true])
        .include_x(f64::from(first))
        .include_x(f64::from(last) + 1.0)
        .include_y(0.0)
        .x_axis_formatter(move |mark: GridMark, _| {
            if mark.value.fract() == 0.0 && mark.step_size >= 1.0 {
                text(mark.value)
            } else {
                String::new()
            }
        })
        .y_axis_formatter(move |mark: GridMark, _| {
            let value = BigDecimal::from_f64(mark.value).unwrap_or_default();
            amount::shown_decimal(&value.with_prec(6), notation)
        })
        .show(ui, |plot| plot.bar_chart(chart));
}
