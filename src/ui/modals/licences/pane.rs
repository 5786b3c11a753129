//! The texts of one part. They are cut into lines once; only the lines on the screen are laid out.

use std::sync::Arc;

use egui::{
    Frame, Id, Margin, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::licences::Part;
use crate::ui::cx::Cx;
use crate::ui::theme::{self, Type, radius, space};
use crate::ui::widgets::{list_step, paint, text};

/// Height of a line.
const LINE: f32 = 17.0;
/// Kept free at the right: letters side by side may be a little wider than one by one.
const SLACK: f32 = 6.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// The text with this number begins, counted from 1.
    Head(usize),
    Text(&'static str),
}

/// The lines of a part in a width.
#[derive(Debug, Clone)]
struct Cut {
    part: &'static Part,
    width: f32,
    lines: Arc<Vec<Line>>,
}

/// Shows name, version and licence of a part, and its texts, which the keyboard scrolls once they have the focus.
pub(super) fn show(cx: &Cx<'_>, ui: &mut Ui, part: &'static Part) {
    let title = format!("{} {}", part.name, part.version);
    ui.spacing_mut().item_spacing.y = space::XS;
    text::card_title(ui, &title);
    text::helper(ui, part.licence);
    ui.add_space(space::XS);
    let frame = Frame::new()
        .fill(theme::of(ui).background)
        .corner_radius(radius::M)
        .inner_margin(Margin::same(space::M as i8));
    let name = cx.tf("licences-text", &[("name", title.as_str().into())]);
    let shown = frame.show(ui, |ui| {
        ui.take_available_space();
        // Before its lines, so that a screen reader meets the name first.
        let rect = ui.max_rect().expand(space::M);
        let pane = ui.interact(rect, pane_id(), Sense::focusable_noninteractive());
        pane.widget_info(|| WidgetInfo::labeled(Role::Document, true, &name));
        let lines = lines(ui, part);
        scrolled(cx, ui, &title, &lines, part.texts.len());
        pane.has_focus()
    });
    if shown.inner {
        let edge = Stroke::new(2.0, theme::of(ui).accent);
        let rect = shown.response.rect.shrink(1.0);
        ui.painter()
            .rect_stroke(rect, radius::M, edge, StrokeKind::Inside);
    }
}

fn pane_id() -> Id {
    Id::unique("text of a licence")
}

fn scrolled(cx: &Cx<'_>, ui: &mut Ui, part: &str, lines: &[Line], count: usize) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let offset_id = pane_id().with(part);
    let has_focus = ui.memory(|memory| memory.has_focus(pane_id()));
    let page = (ui.available_height() / LINE).max(2.0) as isize - 1;
    let step = has_focus.then(|| list_step(ui, pane_id(), page)).flatten();
    let mut area = ScrollArea::vertical()
        // Each part begins at its top.
        .id_salt(("lines", part))
        .auto_shrink([false, false]);
    if let Some(by) = step {
        let offset: f32 = ui.data(|data| data.get_temp(offset_id)).unwrap_or(0.0);
        let highest = (lines.len() as f32 * LINE - ui.available_height()).max(0.0);
        area = area.vertical_scroll_offset((offset + by as f32 * LINE).clamp(0.0, highest));
    }
    let output = area.show_rows(ui, LINE, lines.len(), |ui, shown| {
        for line in lines.get(shown).unwrap_or_default() {
            draw(cx, ui, *line, count);
        }
    });
    ui.data_mut(|data| data.insert_temp(offset_id, output.state.clamped_offset().y));
}

fn draw(cx: &Cx<'_>, ui: &mut Ui, line: Line, count: usize) {
    let tokens = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let head;
    let (words, kind, colour) = match line {
        Line::Text("") => return,
        Line::Text(words) => (words, Type::Helper, tokens.text),
        Line::Head(number) => {
            let args = [("number", number.into()), ("count", count.into())];
            head = cx.tf("licences-part", &args);
            (head.as_str(), Type::HelperStrong, tokens.text_strong)
        }
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let galley = paint::line(ui, words, kind, colour, rect.width() + SLACK);
    let at = pos2(rect.left(), rect.center().y);
    paint::galley_left(ui.painter(), at, &galley, colour);
}

/// The lines of a part, cut for the width there is; kept until another one or another width is wanted.
fn lines(ui: &Ui, part: &'static Part) -> Arc<Vec<Line>> {
    let width = ui.available_width() - ui.spacing().scroll.allocated_width() - SLACK;
    let kept: Option<Cut> = ui.data(|data| data.get_temp(pane_id()));
    if let Some(cut) = kept.filter(|cut| std::ptr::eq(cut.part, part) && cut.width == width) {
        return cut.lines;
    }
    let font = Type::Helper.font();
    let lines =
        ui.fonts_mut(|fonts| cut(part, width, &mut |letter| fonts.glyph_width(&font, letter)));
    let lines = Arc::new(lines);
    let kept = Cut {
        part,
        width,
        lines: Arc::clone(&lines),
    };
    ui.data_mut(|data| data.insert_temp(pane_id(), kept));
    lines
}

fn cut(part: &Part, width: f32, measure: &mut dyn FnMut(char) -> f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, text) in part.texts.iter().enumerate() {
        if at > 0 {
            lines.push(Line::Text(""));
        }
        if part.texts.len() > 1 {
            lines.extend([Line::Head(at + 1), Line::Text("")]);
        }
        for line in text.lines() {
            wrap(line, width, measure, &mut lines);
        }
    }
    lines
}

/// Breaks a line where it gets wider than `width`: at the last space, or within a word that has none.
fn wrap(
    line: &'static str,
    width: f32,
    measure: &mut dyn FnMut(char) -> f32,
    lines: &mut Vec<Line>,
) {
    let (mut begin, mut last_space, mut wide, mut wide_at_space) = (0, None, 0.0, 0.0);
    // What a line is indented by is no place to break.
    let indent = line.len() - line.trim_start().len();
    for (at, letter) in line.char_indices() {
        wide += measure(letter);
        if letter == ' ' {
            if at >= indent {
                (last_space, wide_at_space) = (Some(at), wide);
            }
        } else if wide > width && at > begin {
            let (end, next, used) = match last_space {
                Some(space) => (space, space + 1, wide_at_space),
                None => (at, at, wide - measure(letter)),
            };
            lines.push(Line::Text(line[begin..end].trim_end()));
            (begin, last_space) = (next, None);
            wide -= used;
        }
    }
    lines.push(Line::Text(&line[begin..]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(line: &'static str, width: f32) -> Vec<&'static str> {
        let mut lines = Vec::new();
        wrap(line, width, &mut |_| 1.0, &mut lines);
        let text = |line: &Line| match line {
            Line::Text(text) => *text,
            Line::Head(_) => unreachable!("only texts are wrapped"),
        };
        lines.iter().map(text).collect()
    }

    #[test]
    fn a_line_is_broken_where_it_is_too_wide_and_nothing_is_lost() {
        assert_eq!(wrapped("", 5.0), [""]);
        assert_eq!(wrapped("one", 5.0), ["one"]);
        assert_eq!(wrapped("one two three", 7.0), ["one two", "three"]);
        assert_eq!(wrapped("one two  three", 7.0), ["one two", "three"]);
        assert_eq!(wrapped("    indented text", 9.0), ["    inden", "ted text"]);
        assert_eq!(wrapped("abcdefgh", 3.0), ["abc", "def", "gh"]);
        assert_eq!(wrapped("ab — çdéf", 4.0), ["ab —", "çdéf"]);
        // Narrower than a letter, it still ends.
        assert_eq!(wrapped("ab", 0.0), ["a", "b"]);
    }
}
