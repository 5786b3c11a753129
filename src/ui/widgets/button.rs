//! Buttons: with words, or of an icon alone.

use egui::{
    Color32, CornerRadius, CursorIcon, Id, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::{hint, paint};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tokens, Type, radius, size, space};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Ghost,
    Danger,
}

/// Between an icon and the words.
const GAP: f32 = 7.0;

struct Measures {
    height: f32,
    pad: f32,
    side: f32,
    corner: u8,
    words: Type,
}

/// A button with words. One primary button a screen.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Button<'a> {
    kind: Kind,
    text: &'a str,
    icon: Option<Icon>,
    icon_right: Option<Icon>,
    shortcut: Option<&'a str>,
    name: Option<&'a str>,
    disabled: Option<&'a str>,
    small: bool,
    full_width: bool,
    id: Option<Id>,
}

impl<'a> Button<'a> {
    const fn new(kind: Kind, text: &'a str) -> Self {
        Self {
            kind,
            text,
            icon: None,
            icon_right: None,
            shortcut: None,
            name: None,
            disabled: None,
            small: false,
            full_width: false,
            id: None,
        }
    }

    /// What the screen is for.
    pub const fn primary(text: &'a str) -> Self {
        Self::new(Kind::Primary, text)
    }

    /// Anything else.
    pub const fn secondary(text: &'a str) -> Self {
        Self::new(Kind::Secondary, text)
    }

    /// Without an edge, for what is rarely needed.
    pub const fn ghost(text: &'a str) -> Self {
        Self::new(Kind::Ghost, text)
    }

    /// What destroys something.
    pub const fn danger(text: &'a str) -> Self {
        Self::new(Kind::Danger, text)
    }

    /// An icon before the words.
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the words.
    pub const fn icon_right(mut self, icon: Icon) -> Self {
        self.icon_right = Some(icon);
        self
    }

    /// The keys that do the same, shown in the button. The caller listens for them.
    pub const fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = Some(keys);
        self
    }

    /// What a screen reader says instead of the words, e.g. "View identity card".
    pub const fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// `Some(reason)` disables the button; the reason is its tooltip. Say it in visible text too.
    pub const fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// 28 points high.
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// As wide as there is room.
    pub const fn full_width(mut self) -> Self {
        self.full_width = true;
        self
    }

    /// An id of the caller's, to put the focus here.
    pub const fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    const fn measures(&self) -> Measures {
        if self.small {
            Measures {
                height: size::BUTTON_SMALL,
                pad: 10.0,
                side: 14.0,
                corner: radius::S,
                words: Type::HelperStrong,
            }
        } else {
            Measures {
                height: size::FIELD,
                pad: 14.0,
                side: size::ICON,
                corner: radius::M,
                words: Type::BodyStrong,
            }
        }
    }

    /// Width of what is inside the padding.
    fn inner_width(&self, ui: &Ui) -> f32 {
        let Measures { side, words, .. } = self.measures();
        let icons = self.icon.iter().chain(&self.icon_right).count() as f32;
        let words = paint::line(ui, self.text, words, Color32::PLACEHOLDER, f32::INFINITY);
        let keys = self.shortcut.map_or(0.0, |keys| {
            hint::size_of(&hint::galley(ui, keys)).x + space::S
        });
        words.size().x + icons * (side + GAP) + keys
    }

    /// Width that it takes unless it fills.
    pub fn width(&self, ui: &Ui) -> f32 {
        (self.inner_width(ui) + 2.0 * self.measures().pad).round()
    }

    /// Draws it; `clicked()` also for Space and Enter.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::of(ui);
        let Measures {
            height,
            side,
            corner,
            words,
            ..
        } = self.measures();
        let inner = self.inner_width(ui);
        let natural = self.width(ui);
        let width = if self.full_width {
            ui.available_width().max(natural)
        } else {
            natural
        };
        let words = paint::line(ui, self.text, words, Color32::PLACEHOLDER, f32::INFINITY);
        let keys = self.shortcut.map(|keys| hint::galley(ui, keys));

        let enabled = self.disabled.is_none() && ui.is_enabled();
        let response = allocate(ui, vec2(width, height), self.id, enabled);
        let name = self.name.unwrap_or(self.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));

        if ui.is_rect_visible(response.rect) {
            let look = look(self.kind, tokens, &response, enabled);
            frame(ui, &response, corner, look, tokens);
            let rect = response.rect;
            let mut x = rect.center().x - inner / 2.0;
            let middle = rect.center().y;
            if let Some(icon) = self.icon {
                paint::icon(
                    ui.painter(),
                    icon,
                    pos2(x + side / 2.0, middle),
                    side,
                    look.text,
                );
                x += side + GAP;
            }
            paint::galley_left(ui.painter(), pos2(x, middle), &words, look.text);
            x += words.size().x;
            if let Some(icon) = self.icon_right {
                x += GAP;
                paint::icon(
                    ui.painter(),
                    icon,
                    pos2(x + side / 2.0, middle),
                    side,
                    look.text,
                );
                x += side;
            }
            if let Some(keys) = keys {
                let box_size = hint::size_of(&keys);
                let at =
                    Rect::from_min_size(pos2(x + space::S, middle - box_size.y / 2.0), box_size);
                hint::paint(ui, at, &keys, look.text, look.text.gamma_multiply(0.7));
            }
        }
        finish(response, enabled, self.disabled)
    }
}

/// A button of an icon alone; its name is also its tooltip.
#[must_use = "show it"]
#[derive(Debug)]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    shortcut: Option<&'a str>,
    disabled: Option<&'a str>,
    small: bool,
    id: Option<Id>,
}

impl<'a> IconButton<'a> {
    /// `name` says what it does.
    pub const fn new(icon: Icon, name: &'a str) -> Self {
        Self {
            icon,
            name,
            shortcut: None,
            disabled: None,
            small: false,
            id: None,
        }
    }

    /// 28 points instead of 36.
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// The keys that do the same, shown in the tooltip.
    pub const fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = Some(keys);
        self
    }

    /// `Some(reason)` disables it; the reason is the tooltip.
    pub const fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
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
        let (side, corner) = if self.small {
            (size::BUTTON_SMALL, radius::S)
        } else {
            (size::FIELD, radius::M)
        };
        let enabled = self.disabled.is_none() && ui.is_enabled();
        let response = allocate(ui, vec2(side, side), self.id, enabled);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.name));
        if ui.is_rect_visible(response.rect) {
            let look = look(Kind::Ghost, tokens, &response, enabled);
            frame(ui, &response, corner, look, tokens);
            paint::icon(
                ui.painter(),
                self.icon,
                response.rect.center(),
                size::ICON,
                look.text,
            );
        }
        let response = finish(response, enabled, self.disabled);
        if !enabled {
            return response;
        }
        let tip = self.shortcut.map_or_else(
            || self.name.to_owned(),
            |keys| format!("{} ({keys})", self.name),
        );
        // `on_hover_text` would name the button after the tooltip, keys and all.
        response.on_hover_ui(|ui| {
            ui.label(tip);
        })
    }
}

#[derive(Clone, Copy)]
struct Look {
    fill: Color32,
    edge: Color32,
    text: Color32,
    raised: bool,
}

fn look(kind: Kind, tokens: &Tokens, response: &Response, enabled: bool) -> Look {
    let (over, down) = (response.hovered(), response.is_pointer_button_down_on());
    let solid = |rest: Color32, hover: Color32, text| {
        let fill = match (over, down) {
            (_, true) => hover.lerp_to_gamma(tokens.text_strong, 0.15),
            (true, false) => hover,
            (false, false) => rest,
        };
        Look {
            fill,
            edge: Color32::TRANSPARENT,
            text,
            raised: true,
        }
    };
    if !enabled {
        let ghost = kind == Kind::Ghost;
        return Look {
            fill: if ghost {
                Color32::TRANSPARENT
            } else {
                tokens.background
            },
            edge: if ghost {
                Color32::TRANSPARENT
            } else {
                tokens.line
            },
            text: if ghost {
                tokens.subdued.gamma_multiply(0.7)
            } else {
                tokens.subdued
            },
            raised: false,
        };
    }
    match kind {
        Kind::Primary => solid(tokens.accent, tokens.accent_hover, tokens.on_accent),
        Kind::Danger => solid(tokens.danger, tokens.danger_hover, tokens.on_danger),
        Kind::Secondary => Look {
            fill: match (over, down) {
                (_, true) => tokens.line,
                (true, false) => tokens.background,
                (false, false) => tokens.raised,
            },
            edge: tokens.line_strong,
            text: tokens.text_strong,
            raised: true,
        },
        Kind::Ghost => Look {
            fill: match (over, down) {
                (_, true) => tokens.line_strong,
                (true, false) => tokens.line,
                (false, false) => Color32::TRANSPARENT,
            },
            edge: Color32::TRANSPARENT,
            text: if over {
                tokens.text_strong
            } else {
                tokens.text
            },
            raised: false,
        },
    }
}

fn frame(ui: &Ui, response: &Response, corner: u8, look: Look, tokens: &Tokens) {
    let rect = response.rect;
    if response.has_focus() {
        ui.painter().add(paint::focus_ring(rect, corner, tokens));
    } else if look.raised {
        let shadow = tokens.shadow_low.as_shape(rect, CornerRadius::same(corner));
        ui.painter().add(Shape::from(shadow));
    }
    let edge = Stroke::new(1.0, look.edge);
    ui.painter()
        .rect(rect, corner, look.fill, edge, StrokeKind::Inside);
}

/// Room for a control that can be clicked, under the caller's id or one of its own.
pub(super) fn allocate(ui: &mut Ui, wanted: egui::Vec2, id: Option<Id>, enabled: bool) -> Response {
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (auto, rect) = ui.allocate_space(wanted);
    let response = ui.interact(rect, id.unwrap_or(auto), sense);
    let change = super::focus::track(ui, response.id, response.has_focus());
    if change.gained {
        ui.scroll_to_rect(rect.expand(space::S), None);
    }
    response
}

pub(super) fn finish(response: Response, enabled: bool, reason: Option<&str>) -> Response {
    match reason {
        Some(reason) => response.on_hover_ui(|ui| {
            ui.label(reason);
        }),
        None if enabled => response.on_hover_cursor(CursorIcon::PointingHand),
        None => response,
    }
}
