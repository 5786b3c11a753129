//! Places for pictures: the large card of a document, the small tile of a gesture.

use egui::epaint::RectShape;
use egui::{
    CornerRadius, CursorIcon, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::{Button, Image, Pill, paint, progress};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, Type, radius, size, space};

/// Height of the picture in a [`PictureSlot`].
const PICTURE: f32 = 150.0;
/// Kept for two lines of message, so that slots side by side are as high and nothing jumps.
const MESSAGE: f32 = 40.0;
/// Height of the row with the buttons, which an empty slot has not.
const ROW: f32 = size::BUTTON_SMALL + 2.0;

/// A small button in a [`PictureSlot`].
#[derive(Debug, Clone, Copy)]
pub struct SlotButton<'a> {
    /// Before the word.
    pub icon: Icon,
    /// The word.
    pub text: &'a str,
    /// For a screen reader: "Replace selfie with card".
    pub name: &'a str,
}

/// The card of one picture: empty with a dashed edge, or the picture with its pill, message, size and buttons.
#[must_use = "show it"]
#[derive(Debug)]
pub struct PictureSlot<'a> {
    title: &'a str,
    id: Option<Id>,
    image: Option<Image>,
    pill: Option<Pill<'a>>,
    message: Option<(Tone, &'a str)>,
    size_text: &'a str,
    busy: Option<&'a str>,
    empty: (&'a str, &'a str),
    buttons: &'a [SlotButton<'a>],
    drop_hover: bool,
    view_name: &'a str,
}

/// What happened to a [`PictureSlot`].
#[derive(Debug)]
pub struct PictureSlotResponse {
    /// The whole card; its rectangle is where a dropped file belongs to it.
    pub response: Response,
    /// The picture was clicked: show it large.
    pub view: bool,
    /// The button of the empty slot was clicked.
    pub choose: bool,
    /// One of the buttons was clicked.
    pub button: Option<usize>,
}

impl<'a> PictureSlot<'a> {
    /// An empty slot.
    pub const fn new(title: &'a str) -> Self {
        Self {
            title,
            id: None,
            image: None,
            pill: None,
            message: None,
            size_text: "",
            busy: None,
            empty: ("", ""),
            buttons: &[],
            drop_hover: false,
            view_name: "",
        }
    }

    /// An id of the caller's: the focus goes to the picture, or to the button of the empty slot.
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// The picture; `None` is an empty slot.
    pub const fn image(mut self, image: Option<Image>) -> Self {
        self.image = image;
        self
    }

    /// At the right of the title.
    pub const fn pill(mut self, pill: Pill<'a>) -> Self {
        self.pill = Some(pill);
        self
    }

    /// Below the title: what was found, or ([`Tone::Neutral`]) what is expected; [`Tone::Danger`] makes the edge red.
    pub const fn message(mut self, tone: Tone, text: &'a str) -> Self {
        self.message = if text.is_empty() {
            None
        } else {
            Some((tone, text))
        };
        self
    }

    /// At the bottom left: `3.4 MB → 412 KB`.
    pub const fn size(mut self, text: &'a str) -> Self {
        self.size_text = text;
        self
    }

    /// A picture is being read: what to say meanwhile.
    pub const fn busy(mut self, text: Option<&'a str>) -> Self {
        self.busy = text;
        self
    }

    /// What the empty slot says, and its button.
    pub const fn empty(mut self, hint: &'a str, choose: &'a str) -> Self {
        self.empty = (hint, choose);
        self
    }

    /// Small buttons at the bottom right, from left to right.
    pub const fn buttons(mut self, buttons: &'a [SlotButton<'a>]) -> Self {
        self.buttons = buttons;
        self
    }

    /// A file is held over it.
    pub const fn drop_hover(mut self, hover: bool) -> Self {
        self.drop_hover = hover;
        self
    }

    /// For a screen reader, of the picture that can be clicked.
    pub const fn view_name(mut self, name: &'a str) -> Self {
        self.view_name = name;
        self
    }

    /// Draws it, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> PictureSlotResponse {
        let tokens = theme::of(ui);
        let width = ui.available_width();
        let top = ui.cursor().min;
        let filled = self.image.is_some() && self.busy.is_none();
        let height = if filled { PICTURE } else { PICTURE + ROW };
        let place = Rect::from_min_size(top, vec2(width, height));
        let under = ui.painter().add(egui::Shape::Noop);
        let mut answer = (false, false, None);

        let mut inner = ui.new_child(
            UiBuilder::new()
                .id_salt(("picture", self.title))
                .max_rect(Rect::from_min_size(top, vec2(width, f32::INFINITY))),
        );
        let ui_inner = &mut inner;
        ui_inner.spacing_mut().item_spacing = vec2(space::S, 0.0);
        let group = ui_inner.unique_id().with("slot");
        if let (Some(image), None) = (self.image, self.busy) {
            answer.0 = self.picture(ui_inner, place, image);
        } else {
            answer.1 = self.empty_place(ui_inner, place);
        }
        ui_inner.advance_cursor_after_rect(place);
        answer.2 = self.below(ui_inner, width, filled);

        let used = inner.min_rect().height();
        let (_, rect) = ui.allocate_space(vec2(width, used));
        let response = ui.interact(rect, group, Sense::hover());
        ui.accesskit_node_builder(group, |node| {
            node.set_role(Role::Group);
            node.set_label(self.title);
            if let Some((tone, text)) = self.message {
                node.set_description(text);
                if tone == Tone::Danger {
                    node.set_invalid(accesskit::Invalid::True);
                }
            }
        });
        let wrong = matches!(self.message, Some((Tone::Danger, _)));
        let edge = match (self.drop_hover, wrong) {
            (true, _) => Stroke::new(2.0, tokens.accent),
            (false, true) => Stroke::new(1.0, tokens.danger),
            (false, false) => Stroke::new(1.0, tokens.line),
        };
        let shadow = tokens.shadow_low.as_shape(rect, radius::L);
        let ground = RectShape::filled(rect, radius::L, tokens.panel);
        ui.painter()
            .set(under, egui::Shape::Vec(vec![shadow.into(), ground.into()]));
        ui.painter()
            .rect_stroke(rect, radius::L, edge, StrokeKind::Inside);
        PictureSlotResponse {
            response,
            view: answer.0,
            choose: answer.1,
            button: answer.2,
        }
    }

    fn picture(&self, ui: &mut Ui, place: Rect, image: Image) -> bool {
        let tokens = theme::of(ui);
        let corners = CornerRadius {
            nw: radius::L,
            ne: radius::L,
            sw: 0,
            se: 0,
        };
        let id = self.id.unwrap_or_else(|| ui.unique_id().with("view"));
        let response = ui.interact(place, id, Sense::click());
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Button,
                true,
                if self.view_name.is_empty() {
                    self.title
                } else {
                    self.view_name
                },
            )
        });
        scroll(ui, &response);
        image.paint(ui, place.shrink2(vec2(1.0, 0.0)), corners);
        if response.hovered() || response.has_focus() {
            let badge =
                Rect::from_center_size(place.right_top() + vec2(-22.0, 22.0), vec2(28.0, 28.0));
            ui.painter()
                .rect_filled(badge, radius::S, tokens.picture_shade);
            paint::icon(
                ui.painter(),
                Icon::ARROWS_OUT,
                badge.center(),
                size::ICON,
                tokens.on_picture,
            );
        }
        if response.has_focus() {
            ui.painter()
                .add(paint::focus_ring(place.shrink(5.0), radius::M, tokens));
        }
        response.on_hover_cursor(CursorIcon::ZoomIn).clicked()
    }

    fn empty_place(&self, ui: &mut Ui, place: Rect) -> bool {
        let tokens = theme::of(ui);
        let inside = place
            .shrink2(vec2(14.0, 0.0))
            .with_min_y(place.top() + 14.0);
        let (fill, edge) = if self.drop_hover {
            (tokens.accent_soft, tokens.accent)
        } else {
            (tokens.background, tokens.line_strong)
        };
        ui.painter().rect_filled(inside, radius::M, fill);
        paint::dashed(ui.painter(), inside, Stroke::new(1.0, edge));
        let (hint, choose) = self.empty;
        let words = self.busy.unwrap_or(hint);
        let colour = if self.drop_hover {
            tokens.text
        } else {
            tokens.subdued
        };
        let line = paint::line(ui, words, Type::Helper, colour, inside.width() - 24.0);
        let centre = inside.center();
        let at = pos2(centre.x - line.size().x / 2.0, centre.y - 6.0);
        if self.busy.is_some() {
            progress::arc(ui, pos2(centre.x, centre.y - 26.0));
            paint::galley_left(ui.painter(), at, &line, colour);
            return false;
        }
        paint::icon(
            ui.painter(),
            Icon::IMAGE,
            pos2(centre.x, centre.y - 32.0),
            24.0,
            colour,
        );
        paint::galley_left(ui.painter(), at, &line, colour);
        let name = format!("{choose} {}", self.title);
        let mut button = Button::secondary(choose)
            .small()
            .icon(Icon::FOLDER_OPEN)
            .name(&name);
        if let Some(id) = self.id {
            button = button.id(id);
        }
        let row = Rect::from_min_size(
            pos2(inside.left(), centre.y + 12.0),
            vec2(inside.width(), size::BUTTON_SMALL),
        );
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(row)
                .layout(egui::Layout::top_down(egui::Align::Center)),
        );
        button.show(&mut child).clicked()
    }

    fn below(&self, ui: &mut Ui, width: f32, filled: bool) -> Option<usize> {
        let tokens = theme::of(ui);
        let inner = width - 2.0 * 14.0;
        let left = ui.cursor().left() + 14.0;
        let (_, line) = ui.allocate_space(vec2(width, 42.0));
        let middle = line.top() + 21.0;
        let mut right = left + inner;
        if let Some(pill) = self.pill {
            right -= pill.show_right(ui, right, middle, ui.unique_id().with("pill")) + space::S;
        }
        let title = paint::line(
            ui,
            self.title,
            Type::BodyStrong,
            tokens.text_strong,
            right - left,
        );
        paint::galley_left(ui.painter(), pos2(left, middle), &title, tokens.text_strong);

        let mut message_height = 0.0;
        if let Some((tone, text)) = self.message {
            let (icon, colour) = match tone {
                Tone::Success => (Icon::CHECK, tokens.subdued),
                Tone::Neutral => (Icon::INFO, tokens.subdued),
                Tone::Danger => (Icon::WARNING_CIRCLE_FILL, tokens.danger),
                Tone::Warning => (Icon::WARNING_FILL, tokens.warning),
                Tone::Info => (Icon::INFO, tokens.accent),
            };
            let kind = if tone == Tone::Danger {
                Type::Body
            } else {
                Type::Helper
            };
            let words = paint::paragraph(ui, text, kind, colour, inner - 22.0);
            message_height = words.size().y + 4.0;
            let (_, rect) = ui.allocate_space(vec2(width, message_height));
            let spoken = ui.interact(rect, ui.unique_id().with("message"), Sense::hover());
            spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
            paint::icon(
                ui.painter(),
                icon,
                pos2(left + 7.0, rect.top() + 9.0),
                14.0,
                colour,
            );
            ui.painter()
                .galley(pos2(left + 22.0, rect.top()), words, colour);
        }

        ui.add_space((MESSAGE - message_height).max(0.0));

        let mut clicked = None;
        if filled {
            ui.add_space(2.0);
            let (_, row) = ui.allocate_space(vec2(width, size::BUTTON_SMALL));
            let words = paint::line(
                ui,
                self.size_text,
                Type::Helper,
                tokens.subdued,
                inner / 2.0,
            );
            paint::galley_left(
                ui.painter(),
                pos2(left, row.center().y),
                &words,
                tokens.subdued,
            );
            let buttons: f32 = self.buttons_width(ui);
            let at = Rect::from_min_max(
                pos2(left + inner - buttons, row.top()),
                pos2(left + inner, row.bottom()),
            );
            let mut child = ui.new_child(
                UiBuilder::new()
                    .max_rect(at)
                    .layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            child.spacing_mut().item_spacing.x = space::S;
            for (index, button) in self.buttons.iter().enumerate() {
                let one = Button::secondary(button.text)
                    .small()
                    .icon(button.icon)
                    .name(button.name);
                if one.show(&mut child).clicked() {
                    clicked = Some(index);
                }
            }
        }
        ui.add_space(10.0);
        clicked
    }

    fn buttons_width(&self, ui: &Ui) -> f32 {
        let gaps = space::S * self.buttons.len().saturating_sub(1) as f32;
        let each: f32 = self
            .buttons
            .iter()
            .map(|button| {
                Button::secondary(button.text)
                    .small()
                    .icon(button.icon)
                    .width(ui)
            })
            .sum();
        each + gaps
    }
}

fn scroll(ui: &Ui, response: &Response) {
    if super::focus::track(ui, response.id, response.has_focus()).gained {
        ui.scroll_to_rect(response.rect.expand(space::S), None);
    }
}
