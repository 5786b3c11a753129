//! Places for pictures: the large card of a document, the small tile of a gesture.

mod below;

use egui::epaint::RectShape;
use egui::{
    Color32, CornerRadius, CursorIcon, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, accesskit, pos2, vec2,
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
/// Height of the line with the size and the links, where it is one of its own.
const LINE: f32 = 22.0;

/// A small button in a [`PictureSlot`].
#[derive(Debug, Clone, Copy)]
pub struct SlotButton<'a> {
    /// Before the word.
    pub icon: Icon,
    /// The word; none for an icon alone.
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
    camera: Option<(&'a str, &'a str)>,
    links: &'a [(&'a str, &'a str)],
    movable: bool,
    room: f32,
    two_lines: bool,
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
    /// The buttons themselves, for the menus that hang on them.
    pub buttons: Vec<Response>,
    /// One of the links was clicked.
    pub link: Option<usize>,
    /// The camera's button of the empty slot was clicked.
    pub camera: bool,
    /// The picture, if there is one: where a drag begins.
    pub picture: Option<Response>,
}

/// What happened inside.
#[derive(Default)]
struct Answer {
    view: bool,
    choose: bool,
    camera: bool,
    button: Option<usize>,
    buttons: Vec<Response>,
    link: Option<usize>,
    picture: Option<Response>,
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
            camera: None,
            links: &[],
            movable: false,
            room: MESSAGE,
            two_lines: false,
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

    /// A second button of the empty slot: its word, and its name for a screen reader.
    pub const fn camera(mut self, word: &'a str, name: &'a str) -> Self {
        self.camera = Some((word, name));
        self
    }

    /// Links beside the size: their words, and their names for a screen reader.
    pub const fn links(mut self, links: &'a [(&'a str, &'a str)]) -> Self {
        self.links = links;
        self
    }

    /// The picture can be dragged away.
    pub const fn movable(mut self, movable: bool) -> Self {
        self.movable = movable;
        self
    }

    /// Room kept for the message, in points ([`Self::message_height`]); cards side by side take the highest of theirs.
    pub const fn room(mut self, height: f32) -> Self {
        self.room = height.max(MESSAGE);
        self
    }

    /// The size and the buttons stand in two lines even where one would do, as in the card beside this one.
    pub const fn two_lines(mut self, two: bool) -> Self {
        self.two_lines = two;
        self
    }

    /// Draws it, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> PictureSlotResponse {
        let tokens = theme::of(ui);
        let width = ui.available_width();
        let top = ui.cursor().min;
        let filled = self.image.is_some() && self.busy.is_none();
        let line = if self.two_lines { LINE } else { 0.0 };
        let height = if filled {
            PICTURE
        } else {
            PICTURE + ROW + line
        };
        let place = Rect::from_min_size(top, vec2(width, height));
        let under = ui.painter().add(egui::Shape::Noop);
        let mut answer = Answer::default();

        let mut inner = ui.new_child(
            UiBuilder::new()
                .id_salt(("picture", self.title))
                .max_rect(Rect::from_min_size(top, vec2(width, f32::INFINITY))),
        );
        let ui_inner = &mut inner;
        ui_inner.spacing_mut().item_spacing = vec2(space::S, 0.0);
        let group = ui_inner.unique_id().with("slot");
        if let (Some(image), None) = (self.image, self.busy) {
            let picture = self.picture(ui_inner, place, image);
            answer.view = picture.clicked();
            answer.picture = Some(picture);
        } else {
            self.empty_place(ui_inner, place, &mut answer);
        }
        ui_inner.advance_cursor_after_rect(place);
        self.below(ui_inner, width, filled, &mut answer);

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
            view: answer.view,
            choose: answer.choose,
            button: answer.button,
            buttons: answer.buttons,
            link: answer.link,
            camera: answer.camera,
            picture: answer.picture,
        }
    }

    fn picture(&self, ui: &mut Ui, place: Rect, image: Image) -> Response {
        let tokens = theme::of(ui);
        let corners = CornerRadius {
            nw: radius::L,
            ne: radius::L,
            sw: 0,
            se: 0,
        };
        let id = self.id.unwrap_or_else(|| ui.unique_id().with("view"));
        let sense = if self.movable {
            Sense::click_and_drag()
        } else {
            Sense::click()
        };
        let response = ui.interact(place, id, sense);
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
        // All of it: a corner that is cut off could be the one that matters.
        let ground = place.shrink2(vec2(1.0, 0.0)).with_min_y(place.top() + 1.0);
        ui.painter().rect_filled(ground, corners, tokens.background);
        image.paint_whole(ui, ground.shrink(6.0), radius::S, Color32::WHITE);
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
        response.on_hover_cursor(CursorIcon::ZoomIn)
    }

    fn empty_place(&self, ui: &mut Ui, place: Rect, answer: &mut Answer) {
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
        let centre = inside.center();
        if let (Some(image), Some(_)) = (self.image, self.busy) {
            // What is being read is shown at once, paler until it is ready.
            let pale = Color32::WHITE.gamma_multiply(0.45);
            image.paint_whole(ui, inside.shrink(6.0), radius::S, pale);
            let band = Rect::from_center_size(
                centre - vec2(0.0, 16.0),
                vec2(inside.width().min(220.0), 60.0),
            );
            ui.painter().rect_filled(band, radius::M, tokens.panel);
        }
        let (hint, choose) = self.empty;
        let words = self.busy.unwrap_or(hint);
        let colour = if self.drop_hover {
            tokens.text
        } else {
            tokens.subdued
        };
        let line = paint::line(ui, words, Type::Helper, colour, inside.width() - 24.0);
        let at = pos2(centre.x - line.size().x / 2.0, centre.y - 6.0);
        if self.busy.is_some() {
            progress::arc(ui, pos2(centre.x, centre.y - 26.0));
            paint::galley_left(ui.painter(), at, &line, colour);
            return;
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
        let camera = self.camera.map(|(word, name)| {
            let camera = Button::secondary(word).small().icon(Icon::CAMERA);
            camera.name(name)
        });
        let both = camera
            .as_ref()
            .map_or(0.0, |camera| camera.width(ui) + space::S);
        let row = Rect::from_center_size(
            pos2(centre.x, centre.y + 12.0 + size::BUTTON_SMALL / 2.0),
            vec2(button.width(ui) + both, size::BUTTON_SMALL),
        );
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(row)
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        child.spacing_mut().item_spacing.x = space::S;
        answer.choose = button.show(&mut child).clicked();
        answer.camera = camera.is_some_and(|camera| camera.show(&mut child).clicked());
    }
}

fn scroll(ui: &Ui, response: &Response) {
    if super::focus::track(ui, response.id, response.has_focus()).gained {
        ui.scroll_to_rect(response.rect.expand(space::S), None);
    }
}
