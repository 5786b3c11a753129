//! The footer of the form: the problems, why it cannot be sent, back and on.

use egui::{Align, Id, Layout, Popup, Role, ScrollArea, Sense, TextWrapMode, Ui, WidgetInfo, vec2};

use super::{fields, review};
use crate::desk::Action;
use crate::desk::state::Connection;
use crate::domain::{Section, Severity};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{Button, Link, NavItem, Pill, page_footer, text};

/// Room for the buttons at the right.
const BUTTONS: f32 = 240.0;
/// Size of the list of problems above the footer.
const PROBLEMS_WIDTH: f32 = 380.0;
const PROBLEMS_HEIGHT: f32 = 320.0;

/// Shows it.
pub(super) fn show(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    let (left, right) = page_footer(
        ui,
        |ui| footer_left(cx, ui, section),
        |ui| footer_right(cx, ui, section),
    );
    cx.actions.extend(left.into_iter().chain(right));
}

/// How many problems there are, and one line: why the form cannot be sent, or what a key does here.
fn footer_left(cx: &Cx<'_>, ui: &mut Ui, section: Section) -> Option<Action> {
    // First, so that a long line wraps instead of running below the buttons.
    ui.set_max_width((ui.max_rect().width() - BUTTONS).max(0.0));
    ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
    let asked = problems_pill(cx, ui);
    let any = cx.state.onboard.visible_problems().next().is_some();
    let line = match section {
        Section::Review => return footer_review(cx, ui, asked),
        _ if any => Some(cx.t("onboard-next-problem")),
        Section::Documents | Section::Liveness => Some(cx.t("onboard-footer-pictures")),
        _ => None,
    };
    if let Some(line) = line {
        text::helper(ui, &line);
    }
    asked
}

/// Why the last attempt failed and what sending waits for. The missing consent is a link to its tick.
fn footer_review(cx: &Cx<'_>, ui: &mut Ui, asked: Option<Action>) -> Option<Action> {
    let blocked = review::blocked(cx);
    let failed = cx
        .state
        .onboard
        .banner
        .as_ref()
        .map(|told| told.text(cx.tr));
    match (failed, blocked) {
        (Some(failed), Some(blocked)) => {
            text::toned(ui, Tone::Danger, &format!("{failed}. {blocked}"));
        }
        (Some(failed), None) => {
            text::toned(ui, Tone::Danger, &failed);
        }
        (None, Some(blocked)) if review::waits_for_consent(cx) => {
            if Link::new(&blocked).small().show(ui).clicked() {
                ui.memory_mut(|memory| memory.request_focus(review::consent_id()));
            }
        }
        (None, Some(blocked)) => {
            text::helper(ui, &blocked);
        }
        (None, None) => waits(cx, ui),
    }
    asked
}

/// What is under way, or that the server cannot be reached now: it is sent all the same, later.
fn waits(cx: &Cx<'_>, ui: &mut Ui) {
    let onboard = &cx.state.onboard;
    let id = if onboard.is_freezing {
        "onboard-freezing"
    } else if onboard.checking.is_some() {
        "onboard-checking"
    } else if matches!(cx.state.connection, Connection::Failed(_)) {
        "review-queued-only"
    } else {
        return;
    };
    text::helper(ui, &cx.t(id));
}

/// Back and on, drawn in the order in which they are read, which is that of Tab.
fn footer_right(cx: &Cx<'_>, ui: &mut Ui, section: Section) -> Option<Action> {
    let send = match cx.state.onboard.sent_before {
        Some(_) => cx.t("onboard-resubmit"),
        None => cx.t("onboard-send"),
    };
    let (back, go_on) = (cx.t("onboard-back"), cx.t("onboard-continue"));
    let blocked = review::blocked(cx);
    let back = (section != Section::Identity).then(|| Button::secondary(&back));
    let (go_on, action) = if section == Section::Review {
        let button = Button::primary(&send)
            // Its own id: the focus of "Continue" must not land on it.
            .id(Id::unique("onboard-send"))
            .icon(Icon::PAPER_PLANE_TILT)
            .disabled(blocked.as_deref());
        (button, Action::Send)
    } else {
        let button = Button::primary(&go_on).icon_right(Icon::ARROW_RIGHT);
        (button, Action::NextSection)
    };
    let before = back.as_ref().map_or(0.0, |back| back.width(ui) + space::M);
    let room = vec2(before + go_on.width(ui), size::FIELD);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(room, layout, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if back.is_some_and(|back| back.show(ui).clicked()) {
            return Some(Action::PreviousSection);
        }
        go_on.show(ui).clicked().then_some(action)
    })
    .inner
}

/// How many problems are shown; a click lists them, and a click on one goes there.
fn problems_pill(cx: &Cx<'_>, ui: &mut Ui) -> Option<Action> {
    let (mut count, mut errors) = (0_usize, 0_usize);
    for problem in cx.state.onboard.visible_problems() {
        count += 1;
        errors += usize::from(problem.issue.severity() == Severity::Error);
    }
    if count == 0 {
        return None;
    }
    let (tone, icon) = if errors > 0 {
        (Tone::Danger, Icon::WARNING_CIRCLE_FILL)
    } else {
        (Tone::Warning, Icon::WARNING_FILL)
    };
    let args = [("count", count.into())];
    let shown = cx.tf("onboard-problems", &args);
    let name = cx.tf("onboard-problems-go", &args);
    let pill = Pill::new(tone, &shown).icon(icon).show(ui);
    let button = ui.interact(pill.rect, pill.id.with("go"), Sense::click());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if button.has_focus() {
        let ring = ui.visuals().selection.stroke;
        let corner = (size::PILL / 2.0) as u8;
        ui.painter()
            .rect_stroke(pill.rect, corner, ring, egui::StrokeKind::Outside);
    }
    let button = button.on_hover_cursor(egui::CursorIcon::PointingHand);
    let mut asked = None;
    let popup = Popup::menu(&button).width(PROBLEMS_WIDTH);
    let opened = button.clicked() && !popup.is_open();
    popup.show(|ui| {
        ScrollArea::vertical()
            .max_height(PROBLEMS_HEIGHT)
            .show(ui, |ui| asked = problem_list(cx, ui, opened));
    });
    asked
}

/// The problems shown, each with its field.
fn problem_list(cx: &Cx<'_>, ui: &mut Ui, opened: bool) -> Option<Action> {
    let mut asked = None;
    for (at, problem) in cx.state.onboard.visible_problems().enumerate() {
        let icon = match problem.issue.severity() {
            Severity::Error => Icon::WARNING_CIRCLE_FILL,
            Severity::Warning => Icon::WARNING_FILL,
        };
        let name = fields::label(cx, problem.field);
        let what = fields::problem_text(cx, problem);
        let entry = NavItem::new(icon, &name).detail(&what).show(ui);
        if opened && at == 0 {
            entry.request_focus();
        }
        if entry.clicked() {
            asked = Some(Action::JumpTo(problem.field));
            ui.close();
        }
    }
    asked
}
