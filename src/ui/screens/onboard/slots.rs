//! What the documents and the gestures share: the name, the state and the path of a picture slot.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Popup, Response, ScrollArea, Ui};

use super::fields;
use crate::desk::Action;
use crate::desk::explain::finding;
use crate::desk::state::SlotView;
use crate::desk::update::drafts::is_changed;
use crate::domain::check::twin;
use crate::domain::reason::concern;
use crate::domain::{Field, FindingKind, Grade, Issue, Picture, Slot, Stage, WarningKey};
use crate::ui::cx::Cx;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::theme::Tone;
use crate::ui::widgets::{FieldResponse, Image, Message, NavItem, TextField};

/// Width of the menu with the slots.
const MENU: f32 = 320.0;

/// The name of a slot as a title: `Identity card`, `Gesture 3 Nod`.
pub fn name(cx: &Cx<'_>, slot: Slot) -> String {
    let name = fields::label(cx, Field::Picture(slot));
    match slot {
        Slot::Gesture(index) => format!("{name} {}", gesture_name(cx, index))
            .trim_end()
            .to_owned(),
        Slot::IdPhoto | Slot::Selfie | Slot::ProofOfAddress => name,
    }
}

/// What the gesture is in the chosen set; empty if the profile does not say.
pub fn gesture_name<'a>(cx: &'a Cx<'_>, index: u8) -> &'a str {
    let chosen = cx.draft.form.get(Field::GesturesSet);
    let sets = &cx.state.profile().gesture_sets;
    sets.iter()
        .find(|set| set.id.to_string() == chosen)
        .and_then(|set| set.gestures.get(usize::from(index)))
        .map_or("", |name| name.as_str())
}

/// A text with the slot's name in the middle of it: "View identity card".
pub fn about(cx: &Cx<'_>, id: &'static str, slot: Slot) -> String {
    let name = name(cx, slot);
    let mut letters = name.chars();
    let name: String = letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default();
    cx.tf(id, &[("slot", name.into())])
}

/// What is to be said of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is in it.
    Empty,
    /// A picture is being read.
    Loading,
    /// The last picture offered was refused, and why; another may still stand in it.
    Refused(String),
    /// A picture is in it or should be, and something is wrong.
    Wrong(String),
    /// A picture is in it.
    Good,
}

impl Standing {
    /// Of a slot, now.
    pub fn of(cx: &Cx<'_>, slot: Slot) -> Self {
        let view = cx.state.onboard.slots.get(&slot);
        let picture = cx.draft.form.pictures.get(&slot);
        if view.is_some_and(|view| view.loading.is_some()) {
            return Self::Loading;
        }
        if let Some(told) = view.and_then(|view| view.refused.as_ref()) {
            let mut text = told.full(cx.tr);
            if picture.is_some() {
                text = format!("{text}. {}", cx.t("slot-old-stands"));
            }
            return Self::Refused(text);
        }
        let problem = cx.state.onboard.problem_at(Field::Picture(slot));
        // What was found in the picture is told as a finding, whether or not it is time for problems.
        let problem = problem.filter(|problem| !matches!(problem.issue, Issue::Picture { .. }));
        if let Some(problem) = problem {
            return Self::Wrong(fields::problem_text(cx, problem));
        }
        if picture.is_some() {
            Self::Good
        } else {
            Self::Empty
        }
    }

    /// The reason, if there is one to be shown as an error.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Refused(text) | Self::Wrong(text) => Some(text),
            Self::Empty | Self::Loading | Self::Good => None,
        }
    }
}

/// What was found in the picture of a slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Number of findings.
    pub count: usize,
    /// The gravest that is not kept with a reason: its kind and grade.
    pub gravest: Option<(FindingKind, Grade)>,
    /// The slot before it that holds the same picture.
    pub twin: Option<Slot>,
    /// A red one is kept with a reason.
    pub is_kept: bool,
}

impl Found {
    /// In the picture of this slot; nothing if there is none.
    pub fn of(cx: &Cx<'_>, slot: Slot) -> Self {
        let form = &cx.draft.form;
        let Some(picture) = form.pictures.get(&slot) else {
            return Self::default();
        };
        let findings = picture.made.verdict.findings.iter();
        let mut all: Vec<(FindingKind, Grade)> = findings
            .map(|finding| (finding.kind, finding.grade))
            .collect();
        let twin = twin(form, slot);
        if twin.is_some() {
            all.push((FindingKind::Same, Grade::Red));
        }
        let is_kept = |kind: FindingKind| form.kept.contains_key(&WarningKey::Picture(slot, kind));
        let open = all.iter().filter(|(kind, _)| !is_kept(*kind)).copied();
        let mut gravest = None;
        for found in open {
            // The first of the gravest: the judge put them in order.
            if gravest.is_none_or(|(_, grade)| found.1 > grade) {
                gravest = Some(found);
            }
        }
        Self {
            count: all.len(),
            gravest,
            twin,
            is_kept: all.iter().any(|(kind, _)| is_kept(*kind)),
        }
    }

    /// What is wrong and what to do, in one sentence each.
    pub fn words(&self, cx: &Cx<'_>) -> Option<(Tone, String)> {
        let (kind, grade) = self.gravest?;
        let tone = match grade {
            Grade::Red => Tone::Danger,
            Grade::Amber => Tone::Warning,
        };
        let title = match (kind, self.twin) {
            (FindingKind::Same, Some(other)) => {
                cx.tf("finding-same-as", &[("slot", name(cx, other).into())])
            }
            _ => cx.t(finding::title(kind)),
        };
        let advice = cx.t(finding::advice(kind));
        let args = [("title", title.into()), ("advice", advice.into())];
        Some((tone, cx.tf("slot-finding", &args)))
    }

    /// The red finding that can be kept with a reason.
    pub fn to_keep(&self, slot: Slot) -> Option<WarningKey> {
        let (kind, grade) = self.gravest?;
        (grade == Grade::Red).then_some(WarningKey::Picture(slot, kind))
    }
}

/// True if the vendor's reason of a case that is corrected blames this picture, until it is another one.
pub fn is_blamed(cx: &Cx<'_>, slot: Slot) -> bool {
    let field = Field::Picture(slot);
    let row = super::header::row(cx).filter(|row| row.life.stage == Stage::Correction);
    let blamed = row.and_then(|row| concern(&row.reason)?.field);
    blamed == Some(field) && !is_changed(cx.state, &cx.draft.form, field)
}

/// The slots to which the picture of this one can go, as a menu at its button.
pub fn move_menu(cx: &mut Cx<'_>, button: &Response, slot: Slot) {
    let documents = [Slot::IdPhoto, Slot::Selfie, Slot::ProofOfAddress];
    let gestures = (0..cx.state.profile().gesture_count).map(Slot::Gesture);
    let others = documents.into_iter().chain(gestures);
    Popup::menu(button).width(MENU).show(|ui| {
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for other in others.filter(|other| *other != slot) {
                let is_filled = cx.draft.form.pictures.contains_key(&other);
                let (id, icon) = if is_filled {
                    ("slot-move-swap", Icon::ARROWS_LEFT_RIGHT)
                } else {
                    ("slot-move-to", Icon::ARROW_RIGHT)
                };
                let words = about(cx, id, other);
                if NavItem::new(icon, &words).show(ui).clicked() {
                    cx.act(Action::MovePicture {
                        from: slot,
                        to: other,
                    });
                    ui.close();
                }
            }
        });
    });
}

/// The small picture of a slot on the graphics card; while another is read, that one as soon as it can be shown.
pub fn shown(cx: &mut Cx<'_>, ui: &Ui, slot: Slot) -> Option<Image> {
    let state = cx.state;
    let view = state.onboard.slots.get(&slot)?;
    let coming = view.loading.and(view.coming.as_ref());
    match coming {
        Some(coming) => Some(Image::of(&cx.textures.get(ui.ctx(), coming))),
        None => thumbnail(cx, ui, slot),
    }
}

/// The small picture of a slot, on the graphics card.
pub fn thumbnail(cx: &mut Cx<'_>, ui: &Ui, slot: Slot) -> Option<Image> {
    let state = cx.state;
    let thumbnail = state
        .onboard
        .slots
        .get(&slot)
        .and_then(|view: &SlotView| view.thumbnail.as_ref())?;
    Some(Image::of(&cx.textures.get(ui.ctx(), thumbnail)))
}

/// `3.4 MB → 412 KB · 1600 × 1010`: the file it was made from, what is sent, its pixels.
pub fn facts(cx: &Cx<'_>, slot: Slot, picture: &Picture) -> String {
    let lang = cx.tr.lang();
    let before = format::bytes(picture.original_bytes, lang);
    let after = format::bytes(picture.bytes.len() as u64, lang);
    let id = if before == after {
        "slot-size-same"
    } else {
        "slot-size"
    };
    let args = [
        ("before", before.into()),
        ("after", after.into()),
        ("width", i64::from(picture.width_px).into()),
        ("height", i64::from(picture.height_px).into()),
    ];
    let facts = cx.tf(id, &args);
    if is_changed(cx.state, &cx.draft.form, Field::Picture(slot)) {
        format!("{facts} · {}", cx.t("onboard-changed-picture"))
    } else {
        facts
    }
}

/// That only the first page of a document is sent, if it has more.
pub fn first_page(cx: &Cx<'_>, picture: &Picture) -> Option<String> {
    let pages = picture.made.pages;
    (pages > 1).then(|| cx.tf("slot-first-page", &[("pages", i64::from(pages).into())]))
}

/// The id of a slot's path field: the focus of the slot goes there.
pub fn path_id(slot: Slot) -> Id {
    fields::id(Field::Picture(slot))
}

/// The field for a typed path. Enter loads it and goes on to the next slot of `order` that holds nothing.
///
/// Gives the link of the message that was clicked.
pub fn path_field(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    slot: Slot,
    order: &[Slot],
    message: Option<Message<'_>>,
    width: f32,
) -> Option<usize> {
    if cx.state.onboard.focus == Some(Field::Picture(slot)) {
        ui.memory_mut(|memory| memory.request_focus(path_id(slot)));
        cx.act(Action::Focused);
    }
    if is_next(ui, slot) {
        ui.memory_mut(|memory| memory.request_focus(path_id(slot)));
    }
    if is_newly_refused(cx, ui, slot) && is_free(cx, ui, slot, order) {
        select_all(cx, ui, slot);
    }
    let label = about(cx, "slot-path", slot);
    let load = about(cx, "slot-load-name", slot);
    let placeholder = cx.t("slot-path-placeholder");
    let path = cx.draft.paths.entry(slot).or_default();
    let field = TextField::new(&label, path)
        .id(path_id(slot))
        .placeholder(&placeholder)
        .trailing_button(Icon::ARROW_RIGHT, &load)
        .hide_label()
        .width(width);
    let answer: FieldResponse = ui
        .vertical(|ui| {
            ui.set_width(width);
            match message {
                Some(message) => field.message(message).show(ui),
                None => field.no_message_line().show(ui),
            }
        })
        .inner;
    let is_empty = path.trim().is_empty();
    fields::entered(cx, ui, Field::Picture(slot));
    if is_empty {
        cx.draft.paths.remove(&slot);
    } else if answer.submitted || answer.trailing_clicked {
        cx.act(Action::LoadPath(slot));
    }
    if answer.submitted
        && !is_empty
        && let Some(next) = next_empty(cx, slot, order)
    {
        focus_path(ui, next);
    }
    answer.action
}

/// Puts the focus on the path of a slot, in the next pass: a click in this one would take it away again.
pub fn focus_path(ui: &Ui, slot: Slot) {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(next_id(), (slot, pass)));
    ui.ctx().request_repaint();
}

/// True once when the file of a typed path was refused.
fn is_newly_refused(cx: &Cx<'_>, ui: &Ui, slot: Slot) -> bool {
    let view = cx.state.onboard.slots.get(&slot);
    let is_refused = view.is_some_and(|view| view.refused.is_some() && view.loading.is_none());
    let key = path_id(slot).with("refused");
    let before: Option<bool> = ui.data(|data| data.get_temp(key));
    ui.data_mut(|data| data.insert_temp(key, is_refused));
    before == Some(false) && is_refused && has_path(cx, slot)
}

fn has_path(cx: &Cx<'_>, slot: Slot) -> bool {
    let path = cx.draft.paths.get(&slot);
    path.is_some_and(|path| !path.trim().is_empty())
}

/// True if nothing is interrupted when the focus comes back to this path: it is here, nowhere, or in an empty path.
fn is_free(cx: &Cx<'_>, ui: &Ui, slot: Slot, order: &[Slot]) -> bool {
    if cx.state.modal.is_some() {
        return false;
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        return true;
    }
    focused(ui, order).is_some_and(|at| at == slot || !has_path(cx, at))
}

/// The focus on the path with all of it selected: the next one is typed over it.
fn select_all(cx: &Cx<'_>, ui: &Ui, slot: Slot) {
    let id = path_id(slot);
    let length = cx
        .draft
        .paths
        .get(&slot)
        .map_or(0, |path| path.chars().count());
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let whole = CCursorRange::two(CCursor::new(0), CCursor::new(length));
    state.cursor.set_char_range(Some(whole));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

fn next_id() -> Id {
    Id::unique("next path of a slot")
}

/// True once for the slot to which Enter led, in the pass after: in the same one its field would take that Enter as its own.
fn is_next(ui: &Ui, slot: Slot) -> bool {
    let pass = ui.ctx().cumulative_pass_nr();
    let next: Option<(Slot, u64)> = ui.data(|data| data.get_temp(next_id()));
    let is_next = next.is_some_and(|(next, at)| next == slot && at < pass);
    if is_next {
        ui.data_mut(|data| data.remove::<(Slot, u64)>(next_id()));
    }
    is_next
}

/// The next slot after this one that holds nothing and is not being filled.
fn next_empty(cx: &Cx<'_>, slot: Slot, order: &[Slot]) -> Option<Slot> {
    let is_empty = |slot: &&Slot| {
        let view = cx.state.onboard.slots.get(slot);
        !cx.draft.form.pictures.contains_key(slot) && view.is_none_or(|view| view.loading.is_none())
    };
    order
        .iter()
        .skip_while(|known| **known != slot)
        .skip(1)
        .find(is_empty)
        .copied()
}

/// The slot of `order` whose path has the focus.
pub fn focused(ui: &Ui, order: &[Slot]) -> Option<Slot> {
    let focused = ui.memory(egui::Memory::focused)?;
    order
        .iter()
        .find(|slot| path_id(**slot) == focused)
        .copied()
}
