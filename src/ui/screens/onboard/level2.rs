//! The documents of KYC level 2 of a case: a bank statement and the source of wealth, a picture or a PDF each.

use egui::{Align, Layout, Rect, Ui};

use crate::desk::Action;
use crate::desk::state::{DocContent, Step, StoreState};
use crate::desk::update::level2::{DOCS, is_loading};
use crate::domain::{CaseId, Doc};
use crate::ui::cx::Cx;
use crate::ui::drops;
use crate::ui::format;
use crate::ui::icons::Icon;
use crate::ui::screens::case::doc_name;
use crate::ui::status;
use crate::ui::theme::{Tone, radius, space};
use crate::ui::widgets::{
    Banner, Button, Card, LoadingRow, Message, PageHeader, Pill, TextField, above_footer,
    page_column, page_footer, text,
};

/// From this width on, the cards stand side by side.
const TWO_COLUMNS: f32 = 640.0;
/// Height of the small picture of a document.
const SMALL_HEIGHT: f32 = 160.0;

/// Shows the screen.
pub fn show(cx: &mut Cx<'_>, ui: &mut Ui) {
    let Step::Level2(case) = cx.state.onboard.step else {
        return;
    };
    header(cx, ui, case);
    let places = above_footer(ui, |ui| page_column(ui, "level 2", |ui| content(cx, ui)));
    footer(cx, ui);
    take_drops(cx, ui, &places);
}

fn header(cx: &Cx<'_>, ui: &mut Ui, case: CaseId) {
    let row = cx.state.cases.get(case);
    let name = row.map_or_else(String::new, |row| status::name(row, cx.tr));
    let title = cx.t("level2-title");
    PageHeader::new(&title)
        .subtitle(None, &name)
        .show(ui, |_| {}, |_| {});
}

/// The cards. Gives where each stands.
fn content(cx: &mut Cx<'_>, ui: &mut Ui) -> Vec<(Doc, Rect)> {
    let mut places = Vec::new();
    ui.spacing_mut().item_spacing.x = space::L;
    let onboard = &cx.state.onboard;
    let told = onboard.banner.as_ref().or(onboard.unsaved.error.as_ref());
    if let Some(told) = told {
        Banner::new(Tone::Danger, &told.full(cx.tr)).show(ui);
    }
    text::body(ui, &cx.t("level2-intro"));
    let columns = if ui.available_width() < TWO_COLUMNS {
        1
    } else {
        2
    };
    for row in DOCS.chunks(columns) {
        ui.columns(columns, |ui| {
            for (doc, ui) in row.iter().zip(ui) {
                let place = card(cx, ui, *doc);
                places.push((*doc, place));
            }
        });
    }
    places
}

fn card(cx: &mut Cx<'_>, ui: &mut Ui, doc: Doc) -> Rect {
    let state = cx.state;
    let document = state.onboard.level2.get(&doc);
    let slot = state.onboard.level2_slots.get(&doc);
    let is_loading = slot.is_some_and(|slot| slot.loading.is_some());
    let refused = slot.and_then(|slot| slot.refused.as_ref());
    let name = doc_name(cx, doc);
    let (tone, pill) = match (document.is_some(), is_loading, refused.is_some()) {
        (_, true, _) => (Tone::Info, cx.t("level2-loading")),
        (_, _, true) => (Tone::Danger, cx.t("level2-refused")),
        (true, ..) => (Tone::Success, cx.t("level2-in-place")),
        (false, ..) => (Tone::Neutral, cx.t("level2-empty")),
    };
    let card = Card::new()
        .title(&name)
        .pill_right(Pill::new(tone, &pill))
        .error(refused.is_some());
    let frame = card.show(ui, |ui| {
        if is_loading {
            LoadingRow::new(&cx.t("level2-reading")).show(ui);
        } else {
            let facts = document.map_or_else(|| cx.t(hint(doc)), |document| facts(cx, document));
            text::subdued(ui, &facts);
            if document.is_some() {
                small(cx, ui, doc, &name);
            }
        }
        if let Some(told) = refused {
            let mut why = told.full(cx.tr);
            if document.is_some() {
                why = format!("{why}. {}", cx.t("level2-old-stands"));
            }
            text::toned(ui, Tone::Danger, &why);
        }
        buttons(cx, ui, doc, &name, document.is_some());
        path(cx, ui, doc, &name);
    });
    frame.response.rect
}

/// The document, or the first page of it, small.
fn small(cx: &mut Cx<'_>, ui: &mut Ui, doc: Doc, name: &str) {
    let slot = cx.state.onboard.level2_slots.get(&doc);
    let Some(small) = slot.and_then(|slot| slot.thumbnail.as_ref()) else {
        return;
    };
    let texture = cx.textures.get(ui.ctx(), small);
    let natural = texture.size_vec2();
    let scale = (SMALL_HEIGHT / natural.y).min(ui.available_width() / natural.x);
    let image = egui::Image::new(&texture)
        .fit_to_exact_size(natural * scale)
        .corner_radius(radius::S)
        .alt_text(cx.tf("level2-small", &[("name", name.into())]));
    ui.add(image);
}

/// What the document is for, while there is none.
fn hint(doc: Doc) -> &'static str {
    match doc {
        Doc::BankStatement => "level2-bank-statement-hint",
        _ => "level2-source-of-wealth-hint",
    }
}

/// What is in place: its kind, its size, for a picture its pixels.
fn facts(cx: &Cx<'_>, document: &DocContent) -> String {
    let meta = &document.meta;
    let bytes = format::bytes(meta.bytes, cx.tr.lang());
    if meta.media_type == "application/pdf" {
        if meta.pages > 0 {
            let pages = i64::from(meta.pages).into();
            let args = [("size", bytes.into()), ("pages", pages)];
            return cx.tf("level2-facts-pages", &args);
        }
        return cx.tf("level2-facts-pdf", &[("size", bytes.into())]);
    }
    let args = [
        ("size", bytes.into()),
        ("width", i64::from(meta.width_px).into()),
        ("height", i64::from(meta.height_px).into()),
    ];
    cx.tf("level2-facts-picture", &args)
}

fn buttons(cx: &mut Cx<'_>, ui: &mut Ui, doc: Doc, name: &str, is_filled: bool) {
    let args = [("name", name.into())];
    let (words, spoken) = if is_filled {
        (cx.t("level2-replace"), cx.tf("level2-replace-name", &args))
    } else {
        (cx.t("level2-choose"), cx.tf("level2-choose-name", &args))
    };
    ui.horizontal(|ui| {
        let choose = Button::secondary(&words)
            .icon(Icon::FOLDER_OPEN)
            .name(&spoken);
        if choose.show(ui).clicked() {
            cx.act(Action::PickDocument(doc));
        }
        if is_filled {
            let (words, spoken) = (cx.t("level2-remove"), cx.tf("level2-remove-name", &args));
            let remove = Button::ghost(&words).icon(Icon::TRASH).name(&spoken);
            if remove.show(ui).clicked() {
                cx.act(Action::RemoveDocument(doc));
            }
        }
    });
}

/// A typed or pasted path: the dialog's equal where there is none.
fn path(cx: &mut Cx<'_>, ui: &mut Ui, doc: Doc, name: &str) {
    let label = cx.tf("level2-path", &[("name", name.into())]);
    let (placeholder, load) = (
        cx.t("level2-path-placeholder"),
        cx.tf("level2-load-name", &[("name", name.into())]),
    );
    let typed = cx.draft.doc_paths.entry(doc).or_default();
    let field = TextField::new(&label, typed)
        .placeholder(&placeholder)
        .message(Message::None)
        .hide_label()
        .no_message_line()
        .trailing_button(Icon::ARROW_RIGHT, &load)
        .show(ui);
    if field.submitted || field.trailing_clicked {
        cx.act(Action::LoadDocumentPath(doc));
    }
}

/// Why nothing can be sent now.
fn blocked(cx: &Cx<'_>) -> Option<String> {
    let onboard = &cx.state.onboard;
    if is_loading(cx.state) {
        return Some(cx.t("level2-blocked-loading"));
    }
    if onboard.level2.is_empty() {
        return Some(cx.t("level2-blocked-empty"));
    }
    if !matches!(cx.state.store, StoreState::Open(_)) {
        return Some(cx.t("level2-blocked-store"));
    }
    let is_saving = onboard.unsaved.is_saving;
    is_saving.then(|| cx.t("level2-blocked-sending"))
}

fn footer(cx: &mut Cx<'_>, ui: &mut Ui) {
    let blocked = blocked(cx);
    let (back, send) = (cx.t("level2-back"), cx.t("level2-send"));
    let (is_back, is_send) = page_footer(
        ui,
        |ui| {
            let button = Button::ghost(&back).icon(Icon::ARROW_LEFT);
            button.show(ui).clicked()
        },
        |ui| {
            let button = Button::primary(&send).disabled(blocked.as_deref());
            let is_send = button.show(ui).clicked();
            if let Some(reason) = &blocked {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    text::helper(ui, reason);
                });
            }
            is_send
        },
    );
    if is_back {
        cx.act(Action::LeaveLevel2);
    }
    if is_send {
        cx.act(Action::SendLevel2);
    }
}

/// Files dropped onto a card go there, others to the places that are free.
fn take_drops(cx: &mut Cx<'_>, ui: &Ui, places: &[(Doc, Rect)]) {
    if cx.state.modal.is_some() {
        return;
    }
    let files = drops::collect(ui.ctx());
    if files.is_empty() {
        return;
    }
    let at = ui.input(|input| input.pointer.latest_pos());
    let under = at.and_then(|at| {
        let mut places = places.iter();
        places.find(|(_, place)| place.contains(at))
    });
    cx.act(Action::DropDocuments(files, under.map(|(doc, _)| *doc)));
}
