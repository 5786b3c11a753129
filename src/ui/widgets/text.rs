//! Text in the styles of the theme.

use egui::{Color32, Label, Response, RichText, Ui};

use crate::ui::theme::{self, Tone, Type};

fn label(ui: &mut Ui, text: &str, kind: Type, colour: Color32) -> Response {
    ui.add(Label::new(
        RichText::new(text).font(kind.font()).color(colour),
    ))
}

/// 28 semibold; rare.
pub fn big(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::Big, theme::of(ui).text_strong)
}

/// 20 semibold.
pub fn page_title(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::PageTitle, theme::of(ui).text_strong)
}

/// 15 semibold.
pub fn card_title(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::CardTitle, theme::of(ui).text_strong)
}

/// 13 semibold: headings inside a card, names in a list.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::BodyStrong, theme::of(ui).text_strong)
}

/// 13 in the strong colour: values.
pub fn value(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::Body, theme::of(ui).text_strong)
}

/// 13: running text.
pub fn body(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::Body, theme::of(ui).text)
}

/// 13 subdued. Not on a soft fill.
pub fn subdued(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::Body, theme::of(ui).subdued)
}

/// 12 subdued. Not on a soft fill.
pub fn helper(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::Helper, theme::of(ui).subdued)
}

/// 12 medium subdued: heads of columns.
pub fn column_head(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, Type::HelperStrong, theme::of(ui).subdued)
}

/// 13 in the colour of a tone.
pub fn toned(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    label(ui, text, Type::Body, theme::of(ui).tone(tone))
}
