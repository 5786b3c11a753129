//! The webhook: which URL the vendor calls, and what arrived.

use egui::{Align, Id, Layout, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::desk::Action;
use crate::desk::explain::Told;
use crate::desk::state::WebhookAction;
use crate::desk::update::webhook::may_register;
use crate::domain::Arrival;
use crate::domain::arrival::RegisteredHook;
use crate::ui::answer;
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{
    Banner, Button, Card, EmptyState, Fact, LoadingRow, Message, Pill, TextField, text,
};
use crate::ui::{format, status};

/// Height of the list: so much that the cards below stay in reach.
const LIST_MAX: f32 = 320.0;
const ROW: f32 = 44.0;
const TIME: f32 = 120.0;
const STATE: f32 = 160.0;
/// Above the two lines of a row, so that they stand in its middle.
const ABOVE: f32 = 5.0;

/// Shows both.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let (title, subtitle) = (cx.t("webhook-title"), cx.t("webhook-subtitle"));
    let is_training = cx.state.profile().is_training();
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            if is_training {
                training(cx, ui);
            } else {
                register(cx, ui);
            }
            ui.add_space(theme::space::S);
            arrivals(cx, ui);
        });
}

fn training(cx: &Cx<'_>, ui: &mut Ui) {
    text::body(ui, &cx.t("webhook-training"));
    let (tone, said) = match cx.state.webhook.is_receiving {
        Some(true) => (Tone::Success, "webhook-training-on"),
        Some(false) => (Tone::Warning, "webhook-training-off"),
        None => (Tone::Neutral, "webhook-training-wait"),
    };
    Pill::new(tone, &cx.t(said)).show(ui);
}

fn register(cx: &mut Cx<'_>, ui: &mut Ui) {
    let (label, helper) = (cx.t("webhook-url"), cx.t("webhook-url-helper"));
    // What is wrong with the URL is said at its field; what TCDX or the network says, below.
    let state = cx.state;
    let (own, answered): (Vec<&Told>, Vec<&Told>) = state
        .webhook
        .problem
        .iter()
        .partition(|told| told.id.starts_with("webhook-url"));
    let problem = own.first().map(|told| told.full(cx.tr));
    let message = problem
        .as_deref()
        .map_or(Message::Helper(&helper), Message::Error);
    let answer = TextField::new(&label, &mut cx.draft.webhook_url)
        .id(Id::unique("webhook URL"))
        .placeholder("https://")
        .message(message)
        .show(ui);
    if answer.changed {
        cx.act(Action::Webhook(WebhookAction::Edited));
    }
    if answer.submitted {
        cx.act(Action::Webhook(WebhookAction::Register));
    }
    let is_registering = cx.state.webhook.registering.is_some();
    ui.horizontal(|ui| {
        let not_now = cx.t("webhook-not-now");
        let disabled = (!may_register(cx.state)).then_some(not_now.as_str());
        let button = Button::secondary(&cx.t("webhook-register"))
            .icon(Icon::LINK)
            .disabled(disabled)
            .show(ui);
        if button.clicked() {
            cx.act(Action::Webhook(WebhookAction::Register));
        }
        if is_registering {
            LoadingRow::new(&cx.t("webhook-registering")).show(ui);
        } else if disabled.is_some() {
            text::helper(ui, &not_now);
        }
    });
    for told in answered {
        let title = cx.t("webhook-not-registered");
        Banner::new(Tone::Danger, &told.full(cx.tr))
            .title(&title)
            .show(ui);
        answer::show(cx, ui, told);
    }
    let Some(kept) = &cx.state.webhook.kept else {
        return;
    };
    let label = cx.t("webhook-last");
    match &kept.registered {
        None => {
            Fact::new(&label, &cx.t("webhook-never")).show(ui);
        }
        Some(hook) => registered(cx, ui, &label, hook),
    }
}

/// What was last registered: its path is a secret, so that only the server is shown, and the whole can be copied.
fn registered(cx: &Cx<'_>, ui: &mut Ui, label: &str, hook: &RegisteredHook) {
    let time = format::short(hook.at, cx.state.now);
    let args = [("url", shown(&hook.url).into()), ("time", time.into())];
    Fact::new(label, &cx.tf("webhook-last-at", &args)).show(ui);
    let copy = cx.t("webhook-copy");
    let button = Button::ghost(&copy).icon(Icon::COPY).small();
    if button.show(ui).clicked() {
        ui.ctx().copy_text(hook.url.clone());
    }
}

/// A URL without the most of its path.
fn shown(url: &str) -> String {
    let path_at = url
        .find("://")
        .and_then(|at| url[at + 3..].find('/').map(|slash| at + 3 + slash + 1));
    match path_at {
        Some(at) if at < url.len() => format!("{}…", &url[..at]),
        _ => url.to_owned(),
    }
}

fn arrivals(cx: &mut Cx<'_>, ui: &mut Ui) {
    text::strong(ui, &cx.t("webhook-arrivals"));
    if let Some(told) = &cx.state.webhook.trouble {
        let again = cx.t("webhook-read-again");
        let told = told.full(cx.tr);
        let actions = [again.as_str()];
        let banner = Banner::new(Tone::Danger, &told).actions(&actions);
        if banner.show(ui).is_some() {
            cx.act(Action::Webhook(WebhookAction::Read));
        }
        return;
    }
    let Some(kept) = &cx.state.webhook.kept else {
        LoadingRow::new(&cx.t("webhook-reading")).show(ui);
        return;
    };
    if kept.arrivals.is_empty() {
        let (title, said) = (cx.t("webhook-none"), cx.t("webhook-none-text"));
        EmptyState::new(Icon::BELL, &title, &said).show(ui);
        return;
    }
    let cx = &*cx;
    ScrollArea::vertical()
        .id_salt("webhook arrivals")
        .max_height(LIST_MAX)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, kept.arrivals.len(), |ui, rows| {
            for arrival in &kept.arrivals[rows] {
                row(cx, ui, arrival);
            }
        });
}

/// One arrival: when, whose, what it said, and what became of it.
fn row(cx: &Cx<'_>, ui: &mut Ui, arrival: &Arrival) {
    let time = format::short(arrival.last_at, cx.state.now);
    let who = who(cx, arrival);
    let said = match &arrival.said {
        Some(said) => {
            let level = i64::from(said.level);
            let args = [
                ("level", level.into()),
                ("status", said.status.clone().into()),
            ];
            cx.tf("webhook-said", &args)
        }
        None => cx.t("webhook-unreadable"),
    };
    let mut more = vec![said];
    if let Some(reason) = arrival.reason {
        more.push(cx.t(crate::desk::explain::states::arrival_reason(reason)));
    }
    if arrival.repeats > 0 {
        let count = i64::try_from(arrival.repeats).unwrap_or(i64::MAX);
        more.push(cx.tf("webhook-repeats", &[("count", count.into())]));
    }
    let more = more.join(" · ");
    let look = status::of_arrival(arrival.state, cx.tr);
    let label = format!("{time}, {who}, {more}, {}", look.text);
    let size = vec2(ui.available_width(), ROW);
    let shown = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        cell(ui, TIME, |ui| {
            text::subdued(ui, &time);
        });
        let middle = (ui.available_width() - STATE - theme::space::M).max(0.0);
        cell(ui, middle, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            text::value(ui, &who);
            text::helper(ui, &more).on_hover_text(&more);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            look.pill().show(ui);
        });
    });
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
}

fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, ROW), Layout::top_down(Align::Min), |ui| {
        ui.set_min_width(width);
        ui.set_max_width(width);
        ui.add_space(ABOVE);
        content(ui);
    });
}

/// The customer's name if it is known, else the beginning of the id.
fn who(cx: &Cx<'_>, arrival: &Arrival) -> String {
    if !arrival.name.is_empty() {
        return arrival.name.clone();
    }
    match &arrival.said {
        Some(said) => status::of_id(said.user_id, cx.tr),
        None => cx.t("webhook-no-customer"),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_path_is_not_shown() {
        assert_eq!(
            shown("https://bank.example/hook/0123"),
            "https://bank.example/…"
        );
        assert_eq!(shown("https://bank.example/"), "https://bank.example/");
        assert_eq!(shown("http://[::1]:80/x?y"), "http://[::1]:80/…");
    }
}
