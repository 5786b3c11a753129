//! The server took the registration: what was sent, the KYC status, and what happened.

use egui::{Id, OpenUrl, Ui};
use uuid::Uuid;

use super::sending::page_body;
use super::{Arrival, arrive};
use crate::desk::Action;
use crate::desk::state::{Connection, Customer, SentFacts};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::status;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, EmptyState, IconButton, PageHeader, Pill, ProgressBar, page_footer,
};

/// Height of what stands below the heads of the two cards.
const CARD_BODY: f32 = 46.0;
/// From this width on, the two cards stand side by side.
const TWO_COLUMNS: f32 = 640.0;

/// Shows the screen of this customer.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui, user_id: Uuid) {
    let state = cx.state;
    let customer = state.customer(user_id);
    let name = customer.map_or_else(
        || cx.t("sent-title"),
        |customer| status::name(customer, cx.tr),
    );
    let id = user_id.to_string();
    let copy = cx.t("status-copy-id");
    PageHeader::new(&name).subtitle(None, &id).show(
        ui,
        |ui| {
            if IconButton::new(Icon::COPY, &copy)
                .small()
                .show(ui)
                .clicked()
            {
                ui.ctx().copy_text(id.clone());
            }
        },
        |ui| {
            let status = customer.and_then(|customer| customer.status.as_ref());
            if status.is_none_or(|status| !status.is_final()) {
                sandbox_button(cx, ui);
            }
        },
    );
    page_footer(
        ui,
        |_| {},
        |ui| {
            let next = Id::unique("sent-next");
            arrive(cx, ui, Arrival::Sent(user_id), next);
            if Button::primary(&cx.t("sent-next"))
                .id(next)
                .icon(Icon::USER_PLUS)
                .show(ui)
                .clicked()
            {
                cx.act(Action::NextCustomer);
            }
            if Button::secondary(&cx.t("sent-to-customers"))
                .show(ui)
                .clicked()
            {
                cx.act(Action::OpenCustomer(user_id));
            }
        },
    );
    page_body(ui, "sent", |ui| {
        if let Some(customer) = customer {
            body(cx, ui, customer);
        } else {
            let (title, text) = (cx.t("sent-title"), cx.t("sent-gone"));
            EmptyState::new(Icon::PAPER_PLANE_TILT, &title, &text).show(ui);
        }
    });
}

/// Where a trainer decides; only in training.
fn sandbox_button(cx: &Cx<'_>, ui: &mut Ui) {
    let Connection::Ready {
        sandbox_page: Some(page),
    } = &cx.state.connection
    else {
        return;
    };
    let words = cx.t("sent-sandbox");
    let button = Button::ghost(&words).icon(Icon::ARROW_SQUARE_OUT).show(ui);
    if button.clicked() {
        ui.ctx().open_url(OpenUrl::new_tab(page));
    }
    let hint = cx.t("sent-sandbox-hint");
    button.on_hover_ui(|ui| {
        ui.label(hint);
    });
}

fn body(cx: &mut Cx<'_>, ui: &mut Ui, customer: &Customer) {
    if ui.available_width() < TWO_COLUMNS {
        if let Some(sent) = &customer.sent {
            sent_card(cx, ui, sent);
        }
        status_card(cx, ui, customer);
    } else {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.columns(2, |columns| {
                if let Some(sent) = &customer.sent {
                    sent_card(cx, &mut columns[0], sent);
                }
                status_card(cx, &mut columns[1], customer);
            });
        });
    }
    status::rejection_banner(cx, ui, customer);
    let (title, subtitle) = (cx.t("happened-title"), cx.t("happened-subtitle"));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.add_space(space::XS);
            status::timeline(cx, ui, customer);
        });
}

fn sent_card(cx: &Cx<'_>, ui: &mut Ui, sent: &SentFacts) {
    let lang = cx.tr.lang();
    let args = [
        ("count", sent.pictures.into()),
        ("size", format::bytes(sent.bytes, lang).into()),
        ("secs", format::one_decimal(sent.secs, lang).into()),
    ];
    let (title, facts, accepted) = (
        cx.t("sent-title"),
        cx.tf("sent-facts", &args),
        cx.t("sent-accepted"),
    );
    Card::new()
        .title(&title)
        .subtitle(&facts)
        .pill_right(Pill::new(Tone::Success, &accepted).icon(Icon::CHECK))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_height(CARD_BODY);
            ui.add_space(space::M);
            ProgressBar::new(1.0, &cx.t("sending-progress"))
                .left(&status::amount(sent.bytes, sent.bytes, cx.tr))
                .right(&status::rate(sent.bytes, sent.secs, cx.tr))
                .show(ui);
        });
}

fn status_card(cx: &mut Cx<'_>, ui: &mut Ui, customer: &Customer) {
    let look = status::look(customer.status.as_ref(), cx.tr);
    let level = status::level(customer, cx.state.now, cx.tr);
    let title = cx.t("sent-status");
    Card::new()
        .title(&title)
        .subtitle(&level)
        .pill_right(look.pill())
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_min_height(CARD_BODY);
            ui.add_space(space::M);
            status::refresh_row(cx, ui, customer);
        });
}
