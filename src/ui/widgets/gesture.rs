//! The tile of one liveness gesture.

use egui::{
    Color32, CornerRadius, CursorIcon, Id, Rect, Response, Role, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::{Image, paint, progress};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tone, Type, radius, size};

const TILE: Vec2 = vec2(82.0, 84.0);
/// Height of the strip with the name.
const NAME: f32 = 24.0;

/// The tile of one liveness gesture: 82 by 84 unless told.
#[must_use = "show it"]
#[derive(Debug)]
pub struct GestureTile<'a> {
    number: usize,
    name: &'a str,
    accessible: &'a str,
    image: Option<Image>,
    tone: Option<Tone>,
    drop_hover: bool,
    busy: bool,
    size: Vec2,
    id: Option<Id>,
}

impl<'a> GestureTile<'a> {
    /// `number` counts from 1.
    pub const fn new(number: usize, name: &'a str) -> Self {
        Self {
            number,
            name,
            accessible: "",
            image: None,
            tone: None,
            drop_hover: false,
            busy: false,
            size: TILE,
            id: None,
        }
    }

    /// The picture; `None` is an empty tile.
    pub const fn image(mut self, image: Option<Image>) -> Self {
        self.image = image;
        self
    }

    /// The colour of its edge when something is to be said of it.
    pub const fn tone(mut self, tone: Option<Tone>) -> Self {
        self.tone = tone;
        self
    }

    /// A file is held over it.
    pub const fn drop_hover(mut self, hover: bool) -> Self {
        self.drop_hover = hover;
        self
    }

    /// A picture is being read.
    pub const fn busy(mut self, busy: bool) -> Self {
        self.busy = busy;
        self
    }

    /// Its size in points.
    pub const fn size(mut self, size: Vec2) -> Self {
        self.size = size;
        self
    }

    /// What a screen reader says, with what a click does.
    pub const fn accessible(mut self, name: &'a str) -> Self {
        self.accessible = name;
        self
    }

    /// An id of the caller's, to put the focus here.
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let response = super::button::allocate(ui, self.size, self.id, ui.is_enabled());
        let numbered = format!("{} {}", self.number, self.name);
        let spoken = if self.accessible.is_empty() {
            &numbered
        } else {
            self.accessible
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), spoken));
        let rect = response.rect;
        if response.has_focus() {
            ui.painter().add(paint::focus_ring(rect, radius::M, tokens));
        }
        match self.image {
            Some(image) if !self.busy => Self::filled(ui, rect, image, &numbered),
            image => {
                self.hollow(ui, rect, image, response.hovered());
            }
        }
        if self.drop_hover {
            let edge = Stroke::new(2.0, tokens.accent);
            ui.painter()
                .rect_stroke(rect, radius::M, edge, StrokeKind::Inside);
        }
        if let Some(tone) = self.tone {
            Self::mark(ui, rect, tone);
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// The edge, and an icon too: colour alone says nothing to some.
    fn mark(ui: &Ui, rect: Rect, tone: Tone) {
        let tokens = theme::of(ui);
        let edge = Stroke::new(2.0, tokens.tone(tone));
        ui.painter()
            .rect_stroke(rect, radius::M, edge, StrokeKind::Inside);
        let icon = match tone {
            Tone::Success => Icon::CHECK_CIRCLE_FILL,
            Tone::Danger => Icon::WARNING_CIRCLE_FILL,
            Tone::Warning => Icon::WARNING_FILL,
            Tone::Info | Tone::Neutral => return,
        };
        let badge = pos2(rect.right() - 14.0, rect.top() + 14.0);
        ui.painter().circle_filled(badge, 9.5, tokens.panel);
        paint::icon(ui.painter(), icon, badge, size::ICON, tokens.tone(tone));
    }

    fn filled(ui: &Ui, rect: Rect, image: Image, numbered: &str) {
        let tokens = theme::of(ui);
        ui.painter().rect_filled(rect, radius::M, tokens.panel);
        // The name stands below the picture, not on it: a chin or a hand there may be what matters.
        let split = rect.bottom() - NAME;
        let top = CornerRadius {
            nw: radius::M,
            ne: radius::M,
            sw: 0,
            se: 0,
        };
        let place = rect.with_max_y(split);
        ui.painter().rect_filled(place, top, tokens.background);
        image.paint_whole(ui, place.shrink(3.0), radius::S, Color32::WHITE);
        let edge = Stroke::new(1.0, tokens.line);
        ui.painter().hline(rect.x_range(), split, edge);
        ui.painter()
            .rect_stroke(rect, radius::M, edge, StrokeKind::Inside);
        let name = paint::line(
            ui,
            numbered,
            Type::Helper,
            tokens.text_strong,
            rect.width() - 12.0,
        );
        let at = pos2(rect.left() + 6.0, f32::midpoint(split, rect.bottom()));
        paint::galley_left(ui.painter(), at, &name, tokens.text_strong);
    }

    fn hollow(&self, ui: &Ui, rect: Rect, image: Option<Image>, hovered: bool) {
        let tokens = theme::of(ui);
        let (fill, edge, colour) = match (self.drop_hover, hovered) {
            (true, _) => (tokens.accent_soft, tokens.accent, tokens.text),
            (false, true) => (tokens.background, tokens.subdued, tokens.text),
            (false, false) => (tokens.background, tokens.line_strong, tokens.subdued),
        };
        ui.painter().rect_filled(rect, radius::M, fill);
        paint::dashed(ui.painter(), rect, Stroke::new(1.0, edge));
        let centre = rect.center();
        if let (Some(image), true) = (image, self.busy) {
            let pale = Color32::WHITE.gamma_multiply(0.3);
            image.paint_whole(ui, rect.shrink(2.0), radius::M, pale);
        }
        if self.busy {
            progress::arc(ui, pos2(centre.x, centre.y - 9.0));
        } else {
            let number = paint::line(
                ui,
                &self.number.to_string(),
                Type::Helper,
                colour,
                rect.width(),
            );
            let at = pos2(centre.x - number.size().x / 2.0, centre.y - 9.0);
            paint::galley_left(ui.painter(), at, &number, colour);
        }
        let name = paint::line(ui, self.name, Type::Helper, colour, rect.width() - 8.0);
        let at = pos2(centre.x - name.size().x / 2.0, centre.y + 9.0);
        paint::galley_left(ui.painter(), at, &name, colour);
    }
}
