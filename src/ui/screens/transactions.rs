//! Transactions and coin addresses: what is reported of customers, and the ledger of what was.

pub mod addresses;
pub mod customer;
mod days;
pub mod fields;
mod form;
mod ledger;
mod rows;
mod totals;

use egui::{Popup, Ui};

use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::state::ReportTab;
use crate::ui::cx::Cx;
use crate::ui::widgets::{PageHeader, Segmented};

/// The parts of the screen, in their order.
const TABS: [(ReportTab, &str); 3] = [
    (ReportTab::Form, "report-tab-form"),
    (ReportTab::Ledger, "report-tab-ledger"),
    (ReportTab::Addresses, "report-tab-addresses"),
];
/// Width of the switch between them.
const TABS_WIDTH: f32 = 360.0;

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let (title, label) = (cx.t("nav-transactions"), cx.t("report-tabs"));
    let names = TABS.map(|(_, id)| cx.t(id));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let selected = TABS
        .iter()
        .position(|(tab, _)| *tab == cx.state.reports.tab);
    let subtitle = cx.t("report-subtitle");
    let ((), picked) = PageHeader::new(&title).subtitle(None, &subtitle).show(
        ui,
        |_| (),
        |ui| {
            Segmented::new(&label, &names, selected)
                .width(TABS_WIDTH)
                .hide_label()
                .no_message_line()
                .show(ui)
                .picked
        },
    );
    if let Some((tab, _)) = picked.and_then(|at| TABS.get(at)) {
        cx.act(Action::Report(ReportAction::ShowTab(*tab)));
    }
    match cx.state.reports.tab {
        ReportTab::Form => form::show(cx, ui),
        ReportTab::Ledger => ledger::show(cx, ui),
        ReportTab::Addresses => addresses::show(cx, ui),
    }
}

/// True if keys belong to this screen: no question and no menu lies over it.
fn is_free(cx: &Cx<'_>, ui: &Ui) -> bool {
    cx.state.modal.is_none() && !Popup::is_any_open(ui.ctx())
}
