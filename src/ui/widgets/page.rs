//! A page: the band of training, the header, what is scrolled between, the footer.

use egui::{
    Align, Frame, Layout, Margin, Panel, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, size, space};

/// The band over the whole width that says that this is training. First of all panels.
pub fn training_band(ui: &mut Ui, text: &str) {
    let tokens = theme::of(ui);
    Panel::top("training-band")
        .exact_size(size::BAND)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.band))
        .show(ui, |ui| {
            let rect = ui.max_rect();
            let response = ui.interact(rect, ui.unique_id().with("words"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Banner, true, text));
            let words = paint::line(
                ui,
                text,
                Type::BandText,
                tokens.band_text,
                rect.width() - 40.0,
            );
            let left = rect.center().x - words.size().x / 2.0 - 10.0;
            let middle = rect.center().y;
            paint::icon(
                ui.painter(),
                Icon::GRADUATION_CAP,
                pos2(left + 7.0, middle),
                14.0,
                tokens.band_text,
            );
            paint::galley_left(
                ui.painter(),
                pos2(left + 20.0, middle),
                &words,
                tokens.band_text,
            );
        });
}

/// Width that title and subtitle of a page take at most.
const TITLE_MAX: f32 = 640.0;
/// Room below which a subtitle would be a few letters, and is left out.
const SUBTITLE_LEAST: f32 = 160.0;

/// The header of a page: title, a line below, buttons at the right.
#[must_use = "show it"]
#[derive(Debug)]
pub struct PageHeader<'a> {
    title: &'a str,
    subtitle: Option<(Option<Icon>, &'a str)>,
}

impl<'a> PageHeader<'a> {
    /// In 20 semibold.
    pub const fn new(title: &'a str) -> Self {
        Self {
            title,
            subtitle: None,
        }
    }

    /// A subdued line below the title; empty shows nothing.
    pub const fn subtitle(mut self, icon: Option<Icon>, text: &'a str) -> Self {
        self.subtitle = if text.is_empty() {
            None
        } else {
            Some((icon, text))
        };
        self
    }

    /// Draws it as a panel of 64. `left` follows the title, `right` is filled from the right: the primary button first.
    pub fn show<L, R>(
        self,
        ui: &mut Ui,
        left: impl FnOnce(&mut Ui) -> L,
        right: impl FnOnce(&mut Ui) -> R,
    ) -> (L, R) {
        let title = self.title;
        let subtitle = self.subtitle;
        bar(
            Panel::top("page-header"),
            size::HEADER,
            false,
            ui,
            move |ui| {
                let tokens = theme::of(ui);
                let room = ui.available_width().min(TITLE_MAX);
                let words = paint::line(ui, title, Type::PageTitle, tokens.text_strong, room);
                let subtitle = subtitle.filter(|_| room >= SUBTITLE_LEAST);
                let below = subtitle.map(|(icon, text)| {
                    let icon_room = if icon.is_some() { 16.0 } else { 0.0 };
                    let room = room - icon_room;
                    let line = paint::line(ui, text, Type::Helper, tokens.subdued, room);
                    (icon, text, line)
                });
                let wide = below.as_ref().map_or(0.0, |(icon, _, line)| {
                    line.size().x + if icon.is_some() { 16.0 } else { 0.0 }
                });
                let (rect, response) = ui.allocate_exact_size(
                    vec2(words.size().x.max(wide), size::HEADER),
                    Sense::hover(),
                );
                response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
                let shift = if below.is_some() { -9.0 } else { 0.0 };
                paint::galley_left(
                    ui.painter(),
                    pos2(rect.left(), rect.center().y + shift),
                    &words,
                    tokens.text_strong,
                );
                if let Some((icon, text, line)) = below {
                    let y = rect.center().y + 14.0;
                    let mut x = rect.left();
                    if let Some(icon) = icon {
                        paint::icon(ui.painter(), icon, pos2(x + 6.0, y), 12.0, tokens.subdued);
                        x += 16.0;
                    }
                    paint::galley_left(ui.painter(), pos2(x, y), &line, tokens.subdued);
                    let cut = line.elided;
                    let line = ui.interact(
                        egui::Rect::from_min_size(pos2(rect.left(), y - 8.0), vec2(wide, 16.0)),
                        response.id.with("subtitle"),
                        Sense::hover(),
                    );
                    line.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
                    if cut {
                        line.on_hover_text(text);
                    }
                }
                ui.add_space(space::XS);
                left(ui)
            },
            right,
        )
    }
}

/// Shows what stands between header and footer, before the footer: so Tab goes from the last field to its buttons.
pub fn above_footer<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let mut body = ui.available_rect_before_wrap();
    body.max.y -= size::FOOTER;
    let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing);
    let shown = ui.scope_builder(UiBuilder::new().id_salt("body").max_rect(body), |ui| {
        ui.spacing_mut().item_spacing = spacing;
        content(ui)
    });
    ui.advance_cursor_after_rect(body);
    ui.spacing_mut().item_spacing = spacing;
    shown.inner
}

/// A page's cards, one below the other in one scrolled column. Pages that take turns at one place differ by `salt`.
pub fn page_column<R>(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let margin = Margin::symmetric(space::XXL as i8, space::XL as i8);
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
    let column = |ui: &mut Ui| {
        ui.set_max_width(ui.available_width().min(size::FORM_MAX));
        ui.spacing_mut().item_spacing.y = space::L;
        content(ui)
    };
    area.show(ui, |ui| {
        Frame::new().inner_margin(margin).show(ui, column).inner
    })
    .inner
}

/// The footer of a page, a panel of 60. `right` is filled from the right: the primary button first.
pub fn page_footer<L, R>(
    ui: &mut Ui,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    bar(
        Panel::bottom("page-footer"),
        size::FOOTER,
        true,
        ui,
        left,
        right,
    )
}

fn bar<L, R>(
    panel: Panel,
    height: f32,
    line_on_top: bool,
    ui: &mut Ui,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    let tokens = theme::of(ui);
    panel
        .exact_size(height)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(tokens.panel))
        .show(ui, |ui| {
            let rect = ui.max_rect();
            let y = if line_on_top {
                rect.top() + 0.5
            } else {
                rect.bottom() - 0.5
            };
            ui.painter()
                .hline(rect.x_range(), y, Stroke::new(1.0, tokens.line));
            let inner = rect.shrink2(vec2(space::XXL, 0.0));
            // Left first: Tab goes from left to right. What is at the right was measured in the frame before.
            let measured = ui.unique_id().with("room at the right");
            let at_right: f32 = ui.data(|data| data.get_temp(measured)).unwrap_or(0.0);
            let end = inner.right()
                - if at_right > 0.0 {
                    at_right + space::L
                } else {
                    0.0
                };
            let mut row = ui.new_child(
                UiBuilder::new()
                    .id_salt("left")
                    .max_rect(inner.with_max_x(end.max(inner.left())))
                    .layout(Layout::left_to_right(Align::Center)),
            );
            row.spacing_mut().item_spacing.x = space::M;
            let from_left = left(&mut row);
            let mut row = ui.new_child(
                UiBuilder::new()
                    .id_salt("right")
                    .max_rect(inner)
                    .layout(Layout::right_to_left(Align::Center)),
            );
            row.spacing_mut().item_spacing.x = space::M;
            let from_right = right(&mut row);
            let takes = row.min_rect().width();
            if (takes - at_right).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(measured, takes));
                ui.ctx().request_discard("the right end of a bar changed");
            }
            (from_left, from_right)
        })
        .inner
}
