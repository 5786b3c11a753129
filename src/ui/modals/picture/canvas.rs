//! An edit as it will be, drawn with the original's texture: what is only seen costs no pixel work.

use egui::epaint::{Mesh, Vertex};
use egui::{Color32, Painter, Pos2, Rect, Shape, TextureId, pos2, vec2};

use crate::domain::Edit;
use crate::domain::edit::{Cut, WHOLE};
use crate::photo::edit::Plan;

/// Steps to each side of a picture seen in perspective: with so many, the error is under a pixel of the screen.
const GRID: u16 = 24;

fn vertex(pos: Pos2, (u, v): (f64, f64)) -> Vertex {
    Vertex {
        pos,
        uv: pos2(u as f32, v as f32),
        color: Color32::WHITE,
    }
}

fn at(rect: Rect, (x, y): (f64, f64)) -> Pos2 {
    rect.min + vec2(x as f32, y as f32) * rect.size()
}

/// The whole original after both rotations, where `rect` is its frame. What is outside of the frame is cut off.
pub(super) fn rotated(painter: &Painter, texture: TextureId, plan: &Plan, rect: Rect) {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
    let mut mesh = Mesh::with_texture(texture);
    let vertices = corners.map(|corner| vertex(at(rect, plan.to_canvas(corner)), corner));
    mesh.vertices.extend(vertices);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter
        .with_clip_rect(rect.intersect(painter.clip_rect()))
        .add(Shape::mesh(mesh));
}

/// The result of an edit in `rect`.
pub(super) fn result(painter: &Painter, texture: TextureId, plan: &Plan, edit: &Edit, rect: Rect) {
    let part = match edit.cut {
        Cut::Crop(area) => area,
        Cut::None => plan.inscribed(),
        Cut::Corners(_) => return in_perspective(painter, texture, plan, rect),
    };
    let share = |units: u16| f32::from(units) / f32::from(WHOLE);
    let frame = rect.size() / vec2(share(part.width), share(part.height));
    let min = rect.min - vec2(share(part.x), share(part.y)) * frame;
    let cut = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    rotated(&cut, texture, plan, Rect::from_min_size(min, frame));
}

fn in_perspective(painter: &Painter, texture: TextureId, plan: &Plan, rect: Rect) {
    let mut mesh = Mesh::with_texture(texture);
    for row in 0..=GRID {
        for column in 0..=GRID {
            let place = (
                f64::from(column) / f64::from(GRID),
                f64::from(row) / f64::from(GRID),
            );
            mesh.vertices
                .push(vertex(at(rect, place), plan.original_of(place)));
        }
    }
    let index = |row: u16, column: u16| u32::from(row) * u32::from(GRID + 1) + u32::from(column);
    for row in 0..GRID {
        for column in 0..GRID {
            let (a, b) = (index(row, column), index(row, column + 1));
            let (c, d) = (index(row + 1, column + 1), index(row + 1, column));
            mesh.add_triangle(a, b, c);
            mesh.add_triangle(a, c, d);
        }
    }
    painter.add(Shape::mesh(mesh));
}
