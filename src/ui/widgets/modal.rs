//! A dialog over the window.

use egui::{
    Context, FocusDirection, Frame, Id, Key, Layout, Margin, Role, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::{FocusKeeper, IconButton, paint};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Type, radius, size, space};

/// A dialog: title, content, a footer with buttons ([`modal_footer`], last in the content).
///
/// Opening puts the focus on the first control inside (or on the one told by [`Modal::focus`]), once. Escape, the cross and a
/// click beside it ask to close. When it is gone, the focus goes back to where it was.
#[must_use = "show it"]
#[derive(Debug)]
pub struct Modal<'a> {
    id: Id,
    title: &'a str,
    close_name: &'a str,
    width: f32,
    focus: Option<Id>,
    keep: bool,
}

/// What a [`Modal`] gives.
#[derive(Debug)]
pub struct ModalAnswer<R> {
    /// What the content gave.
    pub inner: R,
    /// The person wants it closed.
    pub close: bool,
}

impl<'a> Modal<'a> {
    /// `name` tells this dialog from others; `close_name` names the cross.
    pub fn new(name: &'static str, title: &'a str, close_name: &'a str) -> Self {
        Self {
            id: Id::unique(("modal", name)),
            title,
            close_name,
            width: 480.0,
            focus: None,
            keep: false,
        }
    }

    /// Width in points; 480 unless told. Never wider than the window.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Who has the focus first.
    pub const fn focus(mut self, id: Id) -> Self {
        self.focus = Some(id);
        self
    }

    /// A click beside it does not close: something typed would be lost.
    pub const fn keep(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Draws it over everything.
    pub fn show<R>(self, ctx: &Context, content: impl FnOnce(&mut Ui) -> R) -> ModalAnswer<R> {
        let opened = FocusKeeper::seen(ctx, self.id);
        self.first_focus(ctx, opened);
        let tokens = if ctx.theme() == egui::Theme::Dark {
            &theme::DARK
        } else {
            &theme::LIGHT
        };
        let window = ctx.content_rect();
        let width = self.width.min(window.width() - 2.0 * space::XXL);
        let frame = Frame::new()
            .fill(tokens.panel)
            .stroke(Stroke::new(1.0, tokens.line))
            .corner_radius(radius::L)
            .shadow(tokens.shadow_high)
            .inner_margin(Margin::same(space::XXL as i8));
        let answer = egui::Modal::new(self.id)
            .frame(frame)
            .backdrop_color(tokens.scrim)
            .show(ctx, |ui| {
                ui.set_width(width - 2.0 * space::XXL);
                ui.spacing_mut().item_spacing.y = 0.0;
                let (head, heading) =
                    ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
                heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, self.title));
                ui.accesskit_node_builder(self.id, |node| {
                    node.set_role(Role::Dialog);
                    node.set_label(self.title);
                    node.set_modal();
                });
                let title = paint::line(
                    ui,
                    self.title,
                    Type::CardTitle,
                    tokens.text_strong,
                    head.width() - 40.0,
                );
                paint::galley_left(
                    ui.painter(),
                    pos2(head.left(), head.top() + 9.0),
                    &title,
                    tokens.text_strong,
                );
                // The first control in the order of Tab is the content's, the cross comes last.
                let inner = ui
                    .scope(|ui| {
                        ui.spacing_mut().item_spacing.y = space::S;
                        content(ui)
                    })
                    .inner;
                let corner = egui::Rect::from_min_size(
                    // Its strokes end at the content's right edge.
                    pos2(head.right() - size::BUTTON_SMALL + 9.0, head.top() - 5.0),
                    vec2(size::BUTTON_SMALL, size::BUTTON_SMALL),
                );
                let mut at =
                    ui.new_child(UiBuilder::new().max_rect(corner).layout(Layout::default()));
                let crossed = IconButton::new(Icon::X, self.close_name)
                    .small()
                    .show(&mut at)
                    .clicked();
                (inner, crossed)
            });
        let beside = answer.backdrop_response.clicked() && !self.keep;
        let escape = answer.is_top_modal
            && !answer.any_popup_open
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        let (inner, crossed) = answer.inner;
        ModalAnswer {
            inner,
            close: crossed || beside || escape || answer.response.should_close(),
        }
    }

    // The layer of a new modal may hold the focus only from the next pass on.
    fn first_focus(&self, ctx: &Context, opened: bool) {
        let key = self.id.with("first-focus");
        if opened {
            ctx.data_mut(|data| data.insert_temp(key, true));
            ctx.request_repaint();
            return;
        }
        if ctx.data_mut(|data| data.remove_temp::<bool>(key)).is_some() {
            ctx.memory_mut(|memory| {
                if let Some(id) = self.focus {
                    memory.request_focus(id);
                    return;
                }
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
                memory.move_focus(FocusDirection::Next);
            });
            ctx.request_repaint();
        }
    }
}

/// The buttons at the bottom of a modal, from right to left: the primary one first.
pub fn modal_footer<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(space::L);
    let row = vec2(ui.available_width(), size::FIELD);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(egui::Align::Center), buttons)
        .inner
}
