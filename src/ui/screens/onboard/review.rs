//! Everything once more, in words; what is still wrong; the customer's consent.

use egui::{Align, Id, Layout, Sense, TextWrapMode, Ui, UiBuilder, vec2};

use super::fields::{self, label, problem_text};
use super::{changes, form, section_name};
use crate::desk::Action;
use crate::desk::state::StoreState;
use crate::desk::update::CONSENT_VERSION;
use crate::domain::normalise::INDONESIA;
use crate::domain::{Field, Problem, Section, Severity, Slot};
use crate::ui::cx::Cx;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Button, Card, Checkbox, Fact, Link, Message, TextField, text};

/// Height of a small picture.
const THUMBNAIL: f32 = 84.0;
/// Width of the label of a [`Fact`].
const LABEL: f32 = 180.0;
/// A small picture is at most this wide.
const THUMBNAIL_MAX: f32 = 132.0;

/// Shows the review.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    // In a row too: an address has up to 255 characters.
    ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
    let mut takes_focus = form::wants_focus(cx, ui);
    problems(cx, ui, &mut takes_focus);
    if takes_focus {
        // Not the consent: it stands at the end of what is to be read first.
        ui.memory_mut(|memory| memory.request_focus(edit_id(Section::Identity)));
    }
    changes::show(cx, ui);
    kept(cx, ui);
    group(cx, ui, Section::Identity);
    group(cx, ui, Section::Contact);
    group(cx, ui, Section::Occupation);
    let documents = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress];
    pictures(cx, ui, Section::Documents, &documents);
    let gestures: Vec<Slot> = (0..cx.state.profile().gesture_count)
        .map(Slot::Gesture)
        .collect();
    pictures(cx, ui, Section::Liveness, &gestures);
    consent(cx, ui);
}

/// Why the form cannot be sent now, the most pressing reason first.
pub fn blocked(cx: &Cx<'_>) -> Option<String> {
    let onboard = &cx.state.onboard;
    if !(onboard.problems.is_empty() && onboard.server_problems.is_empty()) {
        return Some(cx.t("review-blocked-problems"));
    }
    if !cx.draft.consent || onboard.consent_at.is_none() {
        return Some(cx.t("review-blocked-consent"));
    }
    if cx.draft.staff.trim().is_empty() {
        return Some(cx.t("review-blocked-staff"));
    }
    // A server that cannot be reached is no reason: what is sent waits in the queue.
    let is_open = matches!(cx.state.store, StoreState::Open(_));
    (!is_open).then(|| cx.t("review-blocked-store"))
}

/// True if the customer's consent is what sending waits for.
pub fn waits_for_consent(cx: &Cx<'_>) -> bool {
    let onboard = &cx.state.onboard;
    let is_whole = onboard.problems.is_empty() && onboard.server_problems.is_empty();
    is_whole && (!cx.draft.consent || onboard.consent_at.is_none())
}

/// Id of the consent's tick.
pub fn consent_id() -> Id {
    Id::unique("onboard-consent")
}

/// All that is wrong; a click goes there.
fn problems(cx: &mut Cx<'_>, ui: &mut Ui, takes_focus: &mut bool) {
    let onboard = &cx.state.onboard;
    let all: Vec<&Problem> = onboard
        .server_problems
        .iter()
        .chain(&onboard.problems)
        .collect();
    if all.is_empty() {
        return;
    }
    let title = cx.tf("onboard-problems", &[("count", all.len().into())]);
    let subtitle = cx.t("review-problems-subtitle");
    let card = Card::new().title(&title).subtitle(&subtitle).error(true);
    let mut asked = None;
    let name_width = LABEL - size::ICON - 2.0 * space::S;
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        for problem in all {
            let tone = match problem.issue.severity() {
                Severity::Error => Tone::Danger,
                Severity::Warning => Tone::Warning,
            };
            let (name, what) = (label(cx, problem.field), problem_text(cx, problem));
            ui.horizontal_top(|ui| {
                let icon = match tone {
                    Tone::Warning => Icon::WARNING_FILL,
                    _ => Icon::WARNING_CIRCLE_FILL,
                };
                mark(ui, icon, tone);
                ui.allocate_ui(vec2(name_width, 20.0), |ui| {
                    ui.set_width(name_width);
                    let link = Link::new(&name).show(ui);
                    if std::mem::take(takes_focus) {
                        link.request_focus();
                    }
                    if link.clicked() {
                        asked = Some(Action::JumpTo(problem.field));
                    }
                });
                text::body(ui, &what);
            });
        }
    });
    cx.actions.extend(asked);
}

fn mark(ui: &mut Ui, icon: Icon, tone: Tone) {
    let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        icon.glyph(),
        theme::icon_font(14.0),
        theme::of(ui).tone(tone),
    );
}

/// The warnings that were kept, with their reasons.
fn kept(cx: &mut Cx<'_>, ui: &mut Ui) {
    if cx.draft.form.kept.is_empty() {
        return;
    }
    let (title, subtitle) = (cx.t("review-kept"), cx.t("review-kept-subtitle"));
    let mut asked = None;
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for (key, reason) in &cx.draft.form.kept {
                let name = label(cx, fields::field_of(*key));
                Fact::new(&name, reason).show(ui);
                let change = cx.t("review-kept-change");
                ui.horizontal(|ui| {
                    ui.add_space(LABEL);
                    if Link::new(&change).small().show(ui).clicked() {
                        asked = Some(Action::AskKeep(*key));
                    }
                });
            }
        });
    cx.actions.extend(asked);
}

fn edit_id(section: Section) -> Id {
    Id::unique(("review-edit", section))
}

/// The title of a section with the way back to it.
fn head(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    let title = cx.t(section_name(section));
    let edit = cx.t("review-edit");
    let name = cx.tf("review-edit-section", &[("section", title.as_str().into())]);
    // As high as the title of any card; the button, which is higher, hangs over.
    let width = ui.available_width();
    let (place, _) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
    let hang = (size::BUTTON_SMALL - 16.0) / 2.0;
    let row = place
        .with_min_y(place.top() - hang)
        .with_max_y(place.top() + 16.0 + hang);
    let mut row = ui.new_child(
        UiBuilder::new()
            .max_rect(row)
            .layout(Layout::left_to_right(Align::Center)),
    );
    text::card_title(&mut row, &title);
    row.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let button = Button::ghost(&edit)
            .id(edit_id(section))
            .small()
            .icon(Icon::PENCIL_SIMPLE)
            .name(&name);
        if button.show(ui).clicked() {
            cx.act(Action::ShowSection(section));
        }
    });
}

fn group(cx: &mut Cx<'_>, ui: &mut Ui, section: Section) {
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        head(cx, ui, section);
        for field in Field::VALUES {
            if field.section() == section {
                fact(cx, ui, field);
            }
        }
    });
}

fn fact(cx: &Cx<'_>, ui: &mut Ui, field: Field) {
    // The dialling code stands in front of the number.
    if field == Field::PhoneCountryCode {
        return;
    }
    if field == Field::Province && cx.draft.form.get(Field::Country) != INDONESIA {
        return;
    }
    let value = changes::value(cx, &cx.draft.form, field);
    let value = value.unwrap_or_else(|| cx.t("review-not-given"));
    Fact::new(&label(cx, field), &value).show(ui);
}

/// The pictures of a section, small; a click shows one large.
fn pictures(cx: &mut Cx<'_>, ui: &mut Ui, section: Section, slots: &[Slot]) {
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        head(cx, ui, section);
        if section == Section::Liveness {
            fact(cx, ui, Field::GesturesSet);
            ui.add_space(space::XS);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for slot in slots {
                thumbnail(cx, ui, *slot);
            }
        });
        let given = slots
            .iter()
            .filter(|slot| cx.draft.form.pictures.contains_key(slot))
            .count();
        let args = [("given", given.into()), ("of", slots.len().into())];
        let line = match section {
            Section::Liveness => cx.tf("review-gestures-given", &args),
            _ => cx.tf("review-documents-given", &args[..1]),
        };
        text::helper(ui, &line);
    });
}

fn thumbnail(cx: &mut Cx<'_>, ui: &mut Ui, slot: Slot) {
    let Some(view) = cx.state.onboard.slots.get(&slot) else {
        return;
    };
    let Some(picture) = &view.thumbnail else {
        return;
    };
    let texture = cx.textures.get(ui.ctx(), picture);
    let name = cx.tf(
        "review-view",
        &[("name", label(cx, Field::Picture(slot)).into())],
    );
    let natural = texture.size_vec2();
    let scale = (THUMBNAIL / natural.y).min(THUMBNAIL_MAX / natural.x);
    let image = egui::Image::new(&texture)
        .fit_to_exact_size(natural * scale)
        .corner_radius(theme::radius::S)
        .alt_text(&name)
        .sense(Sense::click());
    let response = ui.add(image);
    if response.has_focus() {
        let ring = ui.visuals().selection.stroke;
        ui.painter().rect_stroke(
            response.rect,
            theme::radius::S,
            ring,
            egui::StrokeKind::Outside,
        );
    }
    let response = response
        .on_hover_cursor(egui::CursorIcon::ZoomIn)
        .on_hover_ui(|ui| {
            ui.label(&name);
        });
    if response.clicked() {
        cx.act(Action::ViewPicture(slot));
    }
}

/// What the customer agrees to, the tick, and who took it (UU 27/2022 art. 20–24).
fn consent(cx: &mut Cx<'_>, ui: &mut Ui) {
    let title = cx.t("review-consent");
    let version = i64::from(CONSENT_VERSION);
    let subtitle = cx.tf("review-consent-version", &[("version", version.into())]);
    Card::new()
        .title(&title)
        .subtitle(&subtitle)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for paragraph in cx.t("review-consent-text").lines() {
                text::body(ui, paragraph);
            }
            ui.add_space(space::XS);
            let agree = cx.t("review-consent-agree");
            let tick = Checkbox::new(&mut cx.draft.consent, &agree)
                .id(consent_id())
                .show(ui);
            if tick.changed() {
                cx.act(Action::ConsentChanged);
            }
            ui.add_space(space::XS);
            let (label, helper) = (cx.t("review-staff"), cx.t("review-staff-helper"));
            let locked = cx.locked("staff_name");
            let message = locked.as_deref();
            TextField::new(&label, &mut cx.draft.staff)
                .id(Id::unique("onboard-staff"))
                .enabled(locked.is_none())
                .message(message.map_or(Message::Helper(&helper), Message::Locked))
                .width(((ui.available_width() - space::L) / 2.0).floor())
                .show(ui);
        });
}
