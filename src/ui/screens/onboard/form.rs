//! The form: what stands around the section that is being filled.

use egui::{
    Align, Frame, Id, Layout, Margin, Popup, Role, ScrollArea, Sense, TextWrapMode, Ui, UiBuilder,
    WidgetInfo, vec2,
};

use super::{
    contact, documents, fields, identity, liveness, occupation, rail, review, section_name,
};
use crate::desk::{Action, Told};
use crate::domain::{Field, Section, Severity};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Banner, Button, Card, Link, NavItem, PageHeader, Pill, page_footer, text,
};

/// Room left of the cards, so that their shadow is not cut off.
const SHADOW: f32 = space::S;
/// Room for the buttons at the right of the footer.
const BUTTONS: f32 = 240.0;
/// Size of the list of problems above the footer.
const PROBLEMS_WIDTH: f32 = 380.0;
const PROBLEMS_HEIGHT: f32 = 320.0;
/// Pictures may be a little wider than fields.
const PICTURES_MAX: f32 = size::FORM_MAX + 36.0;

/// Shows the form at this section.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    header(cx, ui);
    // The footer comes last, so that Tab goes from the last field to its buttons.
    let mut body = ui.available_rect_before_wrap();
    body.max.y -= size::FOOTER;
    // No gap between body and footer.
    let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing);
    ui.scope_builder(UiBuilder::new().id_salt("body").max_rect(body), |ui| {
        ui.spacing_mut().item_spacing = spacing;
        let mut rail = body;
        rail.min += vec2(space::XXL, space::XL);
        rail.max.x = body.left() + size::RAIL - space::M;
        ui.scope_builder(UiBuilder::new().id_salt("rail").max_rect(rail), |ui| {
            rail::show(cx, ui, section);
        });
        let column = body.with_min_x(body.left() + size::RAIL + space::XXL + space::S - SHADOW);
        ui.scope_builder(UiBuilder::new().id_salt("column").max_rect(column), |ui| {
            let mut area = ScrollArea::vertical().id_salt(section).auto_shrink(false);
            if has_news(cx, ui, section) {
                area = area.vertical_scroll_offset(0.0);
            }
            area.show(ui, |ui| content(cx, ui, section));
        });
    });
    ui.advance_cursor_after_rect(body);
    ui.spacing_mut().item_spacing = spacing;
    footer(cx, ui, section);
}

/// What stood on the form when it was last drawn.
#[derive(Clone, PartialEq)]
struct Seen {
    section: Section,
    banner: Option<Told>,
}

fn seen_key() -> Id {
    Id::unique("section of the form")
}

/// True in the first frame of a section and of a banner: what is new stands at the top, wherever the person had scrolled.
fn has_news(cx: &Cx<'_>, ui: &Ui, section: Section) -> bool {
    let banner = cx.state.onboard.banner.clone();
    let now = Seen { section, banner };
    ui.data_mut(|data| {
        let before = data.get_temp::<Seen>(seen_key());
        let is_new = before.is_none_or(|before| {
            before.section != section || before.banner != now.banner && now.banner.is_some()
        });
        data.insert_temp(seen_key(), now);
        if is_new && section == Section::Review {
            data.insert_temp(arrival_key(), true);
        }
        is_new
    })
}

/// The form is not on the screen: it opens at its top when it is again.
pub(super) fn left(ui: &Ui) {
    ui.data_mut(|data| data.remove::<Seen>(seen_key()));
}

fn arrival_key() -> Id {
    Id::unique("arrival at the review")
}

/// True once after the review opened, when nothing has the focus: one frame later, as the control that led there is gone then.
pub(super) fn wants_focus(cx: &Cx<'_>, ui: &Ui) -> bool {
    let arrived: Option<bool> = ui.data(|data| data.get_temp(arrival_key()));
    match arrived {
        Some(true) => {
            ui.data_mut(|data| data.insert_temp(arrival_key(), false));
            ui.ctx().request_repaint();
            false
        }
        Some(false) => {
            ui.data_mut(|data| data.remove::<bool>(arrival_key()));
            cx.state.modal.is_none() && ui.memory(|memory| memory.focused().is_none())
        }
        None => false,
    }
}

fn header(cx: &mut Cx<'_>, ui: &mut Ui) {
    let name = cx.draft.form.get(Field::Name).trim();
    let title = if name.is_empty() {
        cx.t("onboard-title")
    } else {
        name.to_owned()
    };
    let subtitle = cx.t("onboard-subtitle");
    let is_training = cx.state.profile().is_training();
    let is_empty = cx.draft.form.is_empty();
    PageHeader::new(&title)
        .subtitle(Some(Icon::LOCK), &subtitle)
        .show(
            ui,
            |_| {},
            |ui| {
                let fill = cx.t("onboard-fill-sample");
                let button = Button::ghost(&fill).icon(Icon::MAGIC_WAND);
                if is_training && button.show(ui).clicked() {
                    cx.act(Action::FillSample);
                }
                let clear = cx.t("onboard-clear");
                if !is_empty && Button::ghost(&clear).show(ui).clicked() {
                    cx.act(Action::AskClear);
                }
            },
        );
}

fn content(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    let is_pictures = matches!(section, Section::Documents | Section::Liveness);
    let widest = if is_pictures {
        PICTURES_MAX
    } else {
        size::FORM_MAX
    };
    let margin = Margin {
        left: SHADOW as i8,
        right: space::XXL as i8,
        top: space::XL as i8,
        bottom: space::XL as i8,
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(widest));
        ui.spacing_mut().item_spacing.y = space::L;
        if cx.state.onboard.maybe_registered {
            let title = cx.t("onboard-maybe-registered");
            let text = cx.t("onboard-maybe-registered-detail");
            Banner::new(Tone::Warning, &text).title(&title).show(ui);
        }
        banner(cx, ui, section);
        match section {
            Section::Identity => card(cx, ui, section, "onboard-identity-subtitle", identity::show),
            Section::Contact => card(cx, ui, section, "onboard-contact-subtitle", contact::show),
            Section::Occupation => {
                card(
                    cx,
                    ui,
                    section,
                    "onboard-occupation-subtitle",
                    occupation::show,
                );
            }
            Section::Documents => documents::show(cx, ui),
            Section::Liveness => liveness::show(cx, ui),
            Section::Review => review::show(cx, ui),
        }
    });
}

/// A card of fields, with word of the lists that they are chosen from below.
fn card(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    section: Section,
    subtitle: &'static str,
    fields: fn(&mut Cx<'_>, &mut Ui),
) {
    let (title, subtitle) = (cx.t(section_name(section)), cx.t(subtitle));
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS + 2.0;
            fields(cx, ui);
            occupation::lists(cx, ui);
        });
}

/// What the server or the network said, when no field is to blame.
fn banner(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    let Some(told) = &cx.state.onboard.banner else {
        return;
    };
    let title = told.text(cx.tr);
    let hint = told.hint_text(cx.tr).unwrap_or_default();
    let again = cx.t("onboard-try-again");
    let can_retry = told.retry && section == Section::Review && review::blocked(cx).is_none();
    let actions = [again.as_str()];
    let clicked = Banner::new(Tone::Danger, &hint)
        .title(&title)
        .actions(if can_retry { &actions } else { &[] })
        .show(ui);
    if clicked.is_some() {
        cx.act(Action::Send);
    }
}

fn footer(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
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
        (None, None) => {}
    }
    asked
}

/// Back and on, drawn in the order in which they are read, which is that of Tab.
fn footer_right(cx: &Cx<'_>, ui: &mut Ui, section: Section) -> Option<Action> {
    let (back, send, go_on) = (
        cx.t("onboard-back"),
        cx.t("onboard-send"),
        cx.t("onboard-continue"),
    );
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
