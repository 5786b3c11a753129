//! What several widgets draw alike: text on a line, icons, the ring of the focus.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CornerRadius, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui,
    epaint::RectShape, pos2,
};

use crate::ui::icons::Icon;
use crate::ui::theme::{self, Tokens, Type, radius, size};

/// Text on one line, ended by `…` where it would be wider than `max_width` points.
pub fn line(ui: &Ui, text: &str, kind: Type, colour: Color32, max_width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), kind.font(), colour);
    job.wrap.max_width = max_width.max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Text over as many lines as it needs in `width` points.
pub fn paragraph(ui: &Ui, text: &str, kind: Type, colour: Color32, width: f32) -> Arc<Galley> {
    let format = TextFormat {
        font_id: kind.font(),
        color: colour,
        line_height: Some((kind.font().size * 1.4).round()),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width.max(0.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Draws a galley whose left edge and vertical middle are given.
pub fn galley_left(painter: &Painter, left_centre: Pos2, galley: &Arc<Galley>, colour: Color32) {
    let top = left_centre.y - galley.size().y / 2.0;
    painter.galley(pos2(left_centre.x, top), Arc::clone(galley), colour);
}

/// Draws an icon in the middle of a square of `side` points around `centre`.
pub fn icon(painter: &Painter, icon: Icon, centre: Pos2, side: f32, colour: Color32) {
    painter.text(
        centre,
        Align2::CENTER_CENTER,
        icon.glyph(),
        theme::icon_font(side),
        colour,
    );
}

/// The ring around what has the focus: three points in accent soft, closed by a hairline in the accent.
pub fn focus_ring(rect: Rect, corner: u8, tokens: &Tokens) -> Shape {
    let ring = size::FOCUS_RING;
    let soft = RectShape::stroke(
        rect,
        CornerRadius::same(corner),
        Stroke::new(ring, tokens.accent_soft),
        StrokeKind::Outside,
    );
    let edge = RectShape::stroke(
        rect.expand(ring),
        CornerRadius::same(corner + ring as u8),
        Stroke::new(1.0, tokens.accent),
        StrokeKind::Outside,
    );
    Shape::Vec(vec![soft.into(), edge.into()])
}

/// The ground of a row in a list: its fill, the line below it, and the frame of the focus.
pub fn row(ui: &Ui, rect: Rect, fill: Option<Color32>, has_focus: bool) {
    let (painter, tokens) = (ui.painter(), theme::of(ui));
    if let Some(fill) = fill {
        painter.rect_filled(rect, 0, fill);
    }
    let line = Stroke::new(1.0, tokens.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    if has_focus {
        let edge = Stroke::new(2.0, tokens.accent);
        painter.rect_stroke(rect.shrink(1.0), radius::S, edge, StrokeKind::Inside);
    }
}

/// The soft ring alone, for what has an edge of its own that turns to the accent.
pub fn soft_ring(rect: Rect, corner: u8, colour: Color32) -> Shape {
    RectShape::stroke(
        rect,
        CornerRadius::same(corner),
        Stroke::new(size::FOCUS_RING, colour),
        StrokeKind::Outside,
    )
    .into()
}

/// A dashed edge along a rounded rectangle (its corners are square: dashes hide it).
pub fn dashed(painter: &Painter, rect: Rect, stroke: Stroke) {
    let rect = rect.shrink(0.5);
    let corner = 8.0_f32.min(rect.height() / 4.0);
    let mut points = Vec::new();
    let centres = [
        (pos2(rect.right() - corner, rect.top() + corner), -90.0_f32),
        (pos2(rect.right() - corner, rect.bottom() - corner), 0.0),
        (pos2(rect.left() + corner, rect.bottom() - corner), 90.0),
        (pos2(rect.left() + corner, rect.top() + corner), 180.0),
    ];
    for (centre, from) in centres {
        for step in 0..=4_u8 {
            let angle = (from + f32::from(step) * 22.5).to_radians();
            points.push(pos2(
                centre.x + corner * angle.cos(),
                centre.y + corner * angle.sin(),
            ));
        }
    }
    points.push(points[0]);
    painter.extend(Shape::dashed_line(&points, stroke, 4.0, 3.0));
}
