//! What stands around every screen: the training band, the navigation, notices and short messages.

use egui::{Context, Key, KeyboardShortcut, Modifiers, Panel, Sense, Ui, vec2};

use super::cx::Cx;
use super::icons::Icon;
use super::theme;
use super::widgets::{self, Banner, NavItem, ToastAnswer, Tone, lock_line, training_band};
use crate::desk::Action;
use crate::desk::action::ReportAction;
use crate::desk::state::{
    Connection, Modal, ReportTab, Screen, State, Step, StoreKind, StoreState, View,
};
use crate::domain::Section;
use crate::ui::format;

const CTRL: Modifiers = Modifiers::COMMAND;

/// Shortcuts that work everywhere. None of them acts behind an open question.
pub fn keys(cx: &mut Cx<'_>, ctx: &Context) {
    if cx.state.modal.is_some() {
        return;
    }
    let pressed = |modifiers, key| {
        ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
    };
    if pressed(Modifiers::NONE, Key::F1) {
        cx.act(Action::ShowHelp);
    }
    if cx.state.screen == Screen::Welcome {
        return;
    }
    let screens = [
        (Key::Num1, Screen::Onboard),
        (Key::Num2, Screen::Customers),
        (Key::Num3, Screen::Transactions),
        (Key::Num4, Screen::Batches),
        (Key::Num5, Screen::Queue),
        (Key::Num6, Screen::Settings),
    ];
    for (key, screen) in screens {
        if pressed(CTRL, key) {
            cx.act(Action::Go(screen));
        }
    }
    if pressed(CTRL, Key::N) {
        cx.act(Action::NextCustomer);
    }
    // Taken here, before a button of the navigation that has the focus takes its Enter.
    let reports = &cx.state.reports;
    if cx.state.screen == Screen::Transactions
        && reports.tab == ReportTab::Form
        && pressed(CTRL, Key::Enter)
        && !egui::Popup::is_any_open(ctx)
    {
        cx.act(Action::Report(ReportAction::Send(reports.kind)));
    }
    if pressed(Modifiers::NONE, Key::F5) {
        cx.act(refresh(cx));
    }
    if cx.state.screen == Screen::Onboard && matches!(cx.state.onboard.step, Step::Form(_)) {
        let form = [
            (Modifiers::NONE, Key::F8, Action::NextProblem),
            (Modifiers::ALT, Key::ArrowRight, Action::NextSection),
            (Modifiers::ALT, Key::ArrowLeft, Action::PreviousSection),
        ];
        for (modifiers, key, action) in form {
            if pressed(modifiers, key) {
                cx.act(action);
            }
        }
    }
}

/// Asks for the status of the case on the screen, or of all that are open.
fn refresh(cx: &Cx<'_>) -> Action {
    match (cx.state.screen, cx.state.onboard.step, &cx.state.open_case) {
        (Screen::Onboard, Step::Following(case), _) => Action::AskStatus(case),
        (Screen::Customers, _, Some(open)) => Action::AskStatus(open.id),
        _ => Action::AskAllStatuses,
    }
}

/// The band that says that this is training; nothing for a live profile.
pub fn band(cx: &Cx<'_>, ui: &mut Ui) {
    if cx.state.profile().is_training() {
        training_band(ui, &cx.t("band-training"));
    }
}

/// The program's mark and name.
pub fn brand(ui: &mut Ui, name: &str) {
    let tokens = theme::of(ui);
    ui.horizontal(|ui| {
        ui.add_space(theme::space::S);
        let (rect, _) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::hover());
        ui.painter()
            .rect_filled(rect, theme::radius::S, tokens.accent);
        let centre = rect.center();
        widgets::paint::icon(
            ui.painter(),
            Icon::IDENTIFICATION_CARD,
            centre,
            16.0,
            tokens.on_accent,
        );
        widgets::text::card_title(ui, name);
    });
}

/// The navigation on the left.
pub fn navigation(cx: &mut Cx<'_>, ui: &mut Ui) {
    let margin = egui::Margin {
        left: 12,
        right: 12,
        top: 16,
        bottom: 12,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        brand(ui, &cx.t("app-name"));
        ui.add_space(theme::space::L);
        item(cx, ui, Screen::Onboard, Icon::USER_PLUS, "nav-onboard", "");
        let count = cx.state.cases.count(View::All);
        let count = if count == 0 {
            String::new()
        } else {
            format::count(count, cx.state.lang())
        };
        item(
            cx,
            ui,
            Screen::Customers,
            Icon::USERS,
            "nav-customers",
            &count,
        );
        item(
            cx,
            ui,
            Screen::Transactions,
            Icon::ARROWS_LEFT_RIGHT,
            "nav-transactions",
            "",
        );
        item(cx, ui, Screen::Batches, Icon::TABLE, "nav-batches", "");
        let needed = attention(cx.state);
        let count = if needed == 0 {
            String::new()
        } else {
            format::count(needed, cx.state.lang())
        };
        item(
            cx,
            ui,
            Screen::Queue,
            Icon::PAPER_PLANE_TILT,
            "nav-queue",
            &count,
        );
        // At the bottom, yet drawn from top to bottom: Tab goes that way.
        let below = theme::size::NAV_ITEM + ui.spacing().item_spacing.y + theme::size::ROW;
        ui.add_space((ui.available_height() - below).max(0.0));
        let news = match &cx.state.release.offer {
            Some(_) => cx.t("update-badge"),
            None => String::new(),
        };
        item(cx, ui, Screen::Settings, Icon::GEAR, "nav-settings", &news);
        profile_switch(cx, ui);
    });
}

/// Jobs of the queue that wait for a person.
fn attention(state: &State) -> usize {
    let counts = state.queue.news.counts;
    counts.unconfirmed + counts.refused
}

fn item(cx: &mut Cx<'_>, ui: &mut Ui, screen: Screen, icon: Icon, text: &'static str, count: &str) {
    let is_here = cx.state.screen == screen;
    let response = NavItem::new(icon, &cx.t(text))
        .selected(is_here)
        .count(count)
        .show(ui);
    if response.clicked() && !is_here {
        cx.act(Action::Go(screen));
    }
}

/// Who works here with which profile; opens the list of profiles.
fn profile_switch(cx: &mut Cx<'_>, ui: &mut Ui) {
    let staff = cx.state.settings.staff_name.trim();
    let staff = if staff.is_empty() {
        cx.t("nav-no-staff")
    } else {
        staff.to_owned()
    };
    let profile = cx.state.profile();
    let detail = if profile.is_training() {
        cx.t("profile-training")
    } else {
        cx.tf("nav-live", &[("name", profile.name.as_str().into())])
    };
    let locked = cx.locked("profile");
    let trailing = if locked.is_some() {
        Icon::LOCK
    } else {
        Icon::CARET_UP_DOWN
    };
    let button = NavItem::new(Icon::USER_CIRCLE, &staff)
        .detail(&detail)
        .trailing(trailing)
        .show(ui);
    if let Some(text) = &locked {
        let said = format!("{detail}, {text}");
        ui.accesskit_node_builder(button.id, |node| node.set_description(said));
    }
    egui::Popup::menu(&button)
        .width(theme::size::NAVIGATION - 24.0)
        .show(|ui| {
            if let Some(text) = &locked {
                lock_line(ui, button.id, text);
                return;
            }
            for profile in &cx.state.profiles {
                let name = if profile.is_training() {
                    cx.t("profile-training")
                } else {
                    profile.name.clone()
                };
                let is_used = profile.name == cx.state.profile().name;
                let choice = NavItem::new(Icon::PLUGS_CONNECTED, &name).selected(is_used);
                if choice.show(ui).clicked() {
                    cx.actions.push(Action::SwitchProfile(profile.name.clone()));
                    ui.close();
                }
            }
        });
}

/// What stays at the top until it is mended: a file that could not be read, a server that cannot be spoken to.
pub fn notices(cx: &mut Cx<'_>, ui: &mut Ui) {
    let mut shown = Vec::new();
    if let Some(told) = &cx.state.notice {
        shown.push((
            told.full(cx.tr),
            cx.t("notice-dismiss"),
            Action::DismissNotice,
        ));
    }
    let waiting = cx.state.opened.len();
    if waiting > 0 && cx.state.screen != Screen::Welcome {
        let count = i64::try_from(waiting).unwrap_or(i64::MAX);
        let text = cx.tf("opened-waiting", &[("count", count.into())]);
        shown.push((text, cx.t("opened-next"), Action::TakeNextForm));
    }
    if let Connection::Failed(told) = &cx.state.connection
        && cx.state.screen != Screen::Settings
    {
        let mend = Action::Go(Screen::Settings);
        shown.push((told.full(cx.tr), cx.t("notice-settings"), mend));
    }
    let session = is_session_told(cx.state).then(|| cx.t("session-store"));
    if shown.is_empty() && session.is_none() {
        return;
    }
    let panel = Panel::top("notices").show_separator_line(false);
    panel
        .frame(egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 8)))
        .show(ui, |ui| {
            if let Some(text) = session {
                Banner::new(Tone::Info, &text).show(ui);
            }
            for (text, button, action) in shown {
                if Banner::new(Tone::Warning, &text)
                    .actions(&[&button])
                    .show(ui)
                    .is_some()
                {
                    cx.act(action);
                }
            }
        });
}

/// Where onboarding begins, it is said that nothing is kept for longer than this session.
fn is_session_told(state: &State) -> bool {
    let begins = matches!(
        state.onboard.step,
        Step::Start | Step::Form(Section::Identity)
    );
    state.screen == Screen::Onboard && begins && state.store == StoreState::Open(StoreKind::Session)
}

/// Short messages at the bottom.
pub fn toasts(cx: &mut Cx<'_>, ctx: &Context) {
    if cx.state.toasts.is_empty() || matches!(cx.state.modal, Some(Modal::Picture { .. })) {
        return;
    }
    let texts: Vec<(Tone, String)> = cx
        .state
        .toasts
        .iter()
        .map(|toast| {
            let tone = if toast.is_error {
                Tone::Danger
            } else {
                Tone::Success
            };
            (tone, toast.told.full(cx.tr))
        })
        .collect();
    let shown: Vec<widgets::Toast<'_>> = texts
        .iter()
        .map(|(tone, text)| widgets::Toast {
            tone: *tone,
            text,
            action: None,
        })
        .collect();
    if let Some((at, ToastAnswer::Dismissed)) = widgets::toasts(ctx, &cx.t("toast-dismiss"), &shown)
        && let Some(toast) = cx.state.toasts.get(at)
    {
        cx.act(Action::DismissToast(toast.id));
    }
}
