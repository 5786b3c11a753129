//! Labels above fields and the line below them.

use egui::{
    Align, Color32, Id, Layout, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2,
    vec2,
};

use super::{Link, paint};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tokens, Type, size};

/// What the line below a field says. Errors are for after blur or submit, never while typing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Message<'a> {
    /// Nothing; the line stays empty.
    #[default]
    None,
    /// What is expected.
    Helper(&'a str),
    /// Who set what cannot be changed here; the control is disabled.
    Locked(&'a str),
    /// What is wrong and what to do.
    Error(&'a str),
    /// What looks odd, with links to settle it ("Use it", "Keep…").
    Warning {
        /// What looks odd.
        text: &'a str,
        /// The links, in order.
        actions: &'a [&'a str],
    },
}

impl Message<'_> {
    pub(super) const fn is_error(&self) -> bool {
        matches!(self, Self::Error(_))
    }

    pub(super) const fn text(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Helper(text)
            | Self::Locked(text)
            | Self::Error(text)
            | Self::Warning { text, .. } => Some(text),
        }
    }

    /// The edge of the field above.
    pub(super) const fn edge(&self, tokens: &Tokens) -> Color32 {
        match self {
            Self::None | Self::Helper(_) | Self::Locked(_) => tokens.line_strong,
            Self::Error(_) => tokens.danger,
            Self::Warning { .. } => tokens.warning,
        }
    }

    /// The ring of the focus around the field above.
    pub(super) const fn ring(&self, tokens: &Tokens) -> Color32 {
        match self {
            Self::None | Self::Helper(_) | Self::Locked(_) => tokens.accent_soft,
            Self::Error(_) => tokens.danger_soft,
            Self::Warning { .. } => tokens.warning_soft,
        }
    }
}

/// The label above a field: 20 points high. Its id names the field.
pub(super) fn label(ui: &mut Ui, text: &str, width: f32) -> Response {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::LABEL), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let galley = paint::line(ui, text, Type::BodyStrong, tokens.text_strong, width);
    ui.painter().galley(rect.min, galley, tokens.text_strong);
    response
}

/// What the line below a field was when it was last drawn.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    pass: u64,
    has_links: bool,
    is_fresh: bool,
}

/// True for links that came up while the person was in the field above. Until the focus has left that field, they are
/// no stop of Tab: the person is on the way to the next field, and what is typed then must land there. Shift+Tab
/// comes back to them.
fn is_fresh(ui: &Ui, field: Id, message: Message<'_>) -> bool {
    let key = field.with("message");
    let pass = ui.ctx().cumulative_pass_nr();
    let has_links = matches!(message, Message::Warning { actions, .. } if !actions.is_empty());
    let before: Option<Drawn> = ui.data(|data| data.get_temp(key));
    let is_near = ui.memory(|memory| memory.has_focus(field) || memory.had_focus_last_frame(field));
    let is_fresh = has_links
        && before.is_some_and(|before| {
            let has_appeared = before.pass + 1 >= pass && !before.has_links;
            has_appeared || (before.is_fresh && is_near)
        });
    let now = Drawn {
        pass,
        has_links,
        is_fresh,
    };
    ui.data_mut(|data| data.insert_temp(key, now));
    is_fresh
}

/// The line below a field: 20 points even when empty, more only when the text needs it. Gives the link that was clicked.
pub(super) fn show(ui: &mut Ui, field: Id, message: Message<'_>, width: f32) -> Option<usize> {
    let is_fresh = is_fresh(ui, field, message);
    let tokens = theme::of(ui);
    let (icon, text, colour, actions): (_, _, _, &[&str]) = match message {
        Message::None => {
            ui.allocate_space(vec2(width, size::MESSAGE_LINE));
            return None;
        }
        Message::Helper(text) => (None, text, tokens.subdued, &[]),
        Message::Locked(text) => (Some(Icon::LOCK), text, tokens.subdued, &[]),
        Message::Error(text) => (Some(Icon::WARNING_CIRCLE_FILL), text, tokens.danger, &[]),
        Message::Warning { text, actions } => {
            (Some(Icon::WARNING_FILL), text, tokens.warning, actions)
        }
    };
    let start = ui.cursor().min;
    let mut inner = ui.new_child(
        UiBuilder::new()
            .max_rect(egui::Rect::from_min_size(
                start,
                vec2(width, size::MESSAGE_LINE),
            ))
            .layout(Layout::left_to_right(Align::Min).with_main_wrap(true)),
    );
    inner.spacing_mut().item_spacing = vec2(6.0, 2.0);
    inner.spacing_mut().interact_size.y = 0.0;
    inner.set_max_width(width);
    inner.add_space(0.0);
    let indent = if icon.is_some() { 16.0 } else { 0.0 };
    let galley = paint::paragraph(&inner, text, Type::Helper, colour, width - indent);
    // The line's text sits two points below the field.
    let wanted = vec2(galley.size().x + indent, galley.size().y + 2.0);
    let (rect, response) = inner.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if message.is_error() {
        ui.accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    }
    ui.accesskit_node_builder(field, |node| {
        node.push_described_by(response.id.accesskit_id());
        if message.is_error() {
            node.set_invalid(accesskit::Invalid::True);
        }
    });
    if let Some(icon) = icon {
        let centre = pos2(rect.left() + 6.0, rect.top() + 2.0 + 8.5);
        paint::icon(ui.painter(), icon, centre, 13.0, colour);
    }
    ui.painter()
        .galley(pos2(rect.left() + indent, rect.top() + 2.0), galley, colour);

    let mut clicked = None;
    for (index, action) in actions.iter().enumerate() {
        // A scope does not wrap by itself.
        let wanted = paint::line(&inner, action, Type::Helper, colour, f32::INFINITY);
        if inner.available_size_before_wrap().x < wanted.size().x {
            inner.end_row();
        }
        inner.scope_builder(
            UiBuilder::new().layout(Layout::top_down(Align::Min)),
            |ui| {
                ui.add_space(3.0);
                let link = Link::new(action).small().colour(colour);
                if link.tab_stop(!is_fresh).show(ui).clicked() {
                    clicked = Some(index);
                }
            },
        );
    }
    let used = inner.min_rect().height().max(size::MESSAGE_LINE);
    ui.allocate_space(vec2(width, used));
    clicked
}

/// The line that says who set what cannot be changed, for a control that has no line of its own.
pub fn lock_line(ui: &mut Ui, control: Id, text: &str) {
    let width = ui.available_width();
    show(ui, control, Message::Locked(text), width);
}
