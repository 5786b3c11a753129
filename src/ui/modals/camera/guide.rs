//! The frame to hold card, face or page in: outlines, and the shade around them.

use std::f32::consts::TAU;

use egui::epaint::Mesh;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use crate::domain::Slot;

/// An identity card is 85.6 by 53.98 mm with corners of 3.18 mm (ISO/IEC 7810, ID-1).
const CARD: f32 = 85.6 / 53.98;
const CARD_CORNER: f32 = 3.18 / 85.6;
/// A page of A4, upright.
const PAGE: f32 = 210.0 / 297.0;
/// Width of a face to its height.
const FACE: f32 = 0.74;
/// Points of an outline in each quarter.
const QUARTER: usize = 12;

/// One outline, and the part of the picture that is shaded around it.
struct Part {
    within: Rect,
    outline: Vec<Pos2>,
}

/// The largest rectangle of these proportions in `room`, of which it takes `share`.
fn fitted(room: Rect, proportion: f32, share: f32) -> Rect {
    let height = (room.height() * share).min(room.width() * share / proportion);
    Rect::from_center_size(room.center(), vec2(height * proportion, height))
}

fn oval(rect: Rect) -> Vec<Pos2> {
    let half = rect.size() / 2.0;
    (0..QUARTER * 4)
        .map(|at| {
            let angle = at as f32 / (QUARTER * 4) as f32 * TAU;
            rect.center() + Vec2::angled(angle) * half
        })
        .collect()
}

fn rounded(rect: Rect, corner: f32) -> Vec<Pos2> {
    let inner = rect.shrink(corner);
    let centres = [
        inner.right_bottom(),
        inner.left_bottom(),
        inner.left_top(),
        inner.right_top(),
    ];
    let mut points = Vec::with_capacity(QUARTER * 4);
    for (quarter, centre) in centres.into_iter().enumerate() {
        for step in 0..QUARTER {
            let turn = quarter as f32 + step as f32 / (QUARTER - 1) as f32;
            points.push(centre + Vec2::angled(turn * TAU / 4.0) * corner);
        }
    }
    points
}

fn card(room: Rect, share: f32) -> Vec<Pos2> {
    let rect = fitted(room, CARD, share);
    rounded(rect, rect.width() * CARD_CORNER)
}

fn parts(slot: Slot, picture: Rect) -> Vec<Part> {
    let one = |outline| {
        vec![Part {
            within: picture,
            outline,
        }]
    };
    match slot {
        Slot::IdPhoto => one(card(picture, 0.84)),
        Slot::ProofOfAddress => one(rounded(fitted(picture, PAGE, 0.94), 4.0)),
        Slot::Gesture(_) => one(oval(fitted(picture, FACE, 0.82))),
        Slot::Selfie => {
            let line = picture.top() + picture.height() * 0.62;
            let (face, hand) = (picture.with_max_y(line), picture.with_min_y(line));
            vec![
                Part {
                    within: face,
                    outline: oval(fitted(face, FACE, 0.9)),
                },
                Part {
                    within: hand,
                    outline: card(hand, 0.86),
                },
            ]
        }
    }
}

/// Where a ray from inside through `towards` leaves the rectangle.
fn edge(rect: Rect, from: Pos2, towards: Pos2) -> Pos2 {
    let way = towards - from;
    let reach = |way: f32, from: f32, low: f32, high: f32| match way {
        way if way > f32::EPSILON => (high - from) / way,
        way if way < -f32::EPSILON => (low - from) / way,
        _ => f32::INFINITY,
    };
    let across = reach(way.x, from.x, rect.left(), rect.right());
    let down = reach(way.y, from.y, rect.top(), rect.bottom());
    let at = from + way * across.min(down);
    pos2(
        at.x.clamp(rect.left(), rect.right()),
        at.y.clamp(rect.top(), rect.bottom()),
    )
}

/// A ring between the outline and the edge of its part: outlines are seen whole from their middle.
fn shade(part: &Part, colour: Color32) -> Mesh {
    let middle = Rect::from_points(&part.outline).center();
    let angle = |point: &Pos2| (*point - middle).angle();
    let corners = [
        part.within.left_top(),
        part.within.right_top(),
        part.within.right_bottom(),
        part.within.left_bottom(),
    ];
    // A ray through each corner as well, else the ring would cut it off.
    let inner = corners.map(|corner| crossing(&part.outline, middle, corner));
    let mut rays: Vec<Pos2> = part.outline.iter().copied().chain(inner).collect();
    rays.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
    let mut mesh = Mesh::default();
    for point in &rays {
        mesh.colored_vertex(*point, colour);
        mesh.colored_vertex(edge(part.within, middle, *point), colour);
    }
    let count = rays.len() as u32;
    for at in 0..count {
        let (one, next) = (at * 2, (at + 1) % count * 2);
        mesh.add_triangle(one, one + 1, next + 1);
        mesh.add_triangle(one, next + 1, next);
    }
    mesh
}

/// Where the ray from the middle to `towards` crosses the outline.
fn crossing(outline: &[Pos2], middle: Pos2, towards: Pos2) -> Pos2 {
    let way = towards - middle;
    let cross = |a: Vec2, b: Vec2| a.x * b.y - a.y * b.x;
    for (at, from) in outline.iter().enumerate() {
        let to = outline[(at + 1) % outline.len()];
        let side = to - *from;
        let across = cross(way, side);
        if across.abs() <= f32::EPSILON {
            continue;
        }
        let along = cross(*from - middle, side) / across;
        let on = cross(*from - middle, way) / across;
        if along > 0.0 && (0.0..=1.0).contains(&on) {
            return middle + way * along;
        }
    }
    towards
}

/// Shades the picture outside the outlines of this slot, and draws them.
pub(super) fn paint(painter: &Painter, picture: Rect, slot: Slot, dim: Color32, line: Color32) {
    let parts = parts(slot, picture);
    for part in &parts {
        painter.add(Shape::mesh(shade(part, dim)));
    }
    for part in parts {
        // Dark below light: seen on any picture.
        painter.add(Shape::closed_line(
            part.outline.clone(),
            Stroke::new(5.0, dim),
        ));
        painter.add(Shape::closed_line(part.outline, Stroke::new(2.5, line)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Rect = Rect {
        min: pos2(40.0, 30.0),
        max: pos2(680.0, 390.0),
    };
    const ALL: [Slot; 4] = [
        Slot::IdPhoto,
        Slot::Selfie,
        Slot::ProofOfAddress,
        Slot::Gesture(2),
    ];

    #[test]
    fn a_card_has_the_proportions_of_a_card() {
        let rect = Rect::from_points(&parts(Slot::IdPhoto, PICTURE)[0].outline);
        assert!((rect.aspect_ratio() - 85.6 / 53.98).abs() < 0.01);
    }

    #[test]
    fn outlines_stay_in_the_picture_whatever_its_shape() {
        for size in [vec2(640.0, 360.0), vec2(300.0, 600.0), vec2(64.0, 64.0)] {
            let picture = Rect::from_min_size(pos2(10.0, 20.0), size);
            for slot in ALL {
                for part in parts(slot, picture) {
                    let rect = Rect::from_points(&part.outline);
                    assert!(part.within.contains_rect(rect), "{slot:?} {size:?}");
                    assert!(picture.contains_rect(part.within));
                }
            }
        }
    }

    /// The area of the shade and that of the outline make up the picture: nothing is dimmed twice or left out.
    #[test]
    fn the_shade_covers_what_is_outside_once() {
        for slot in ALL {
            let mut covered = 0.0;
            for part in parts(slot, PICTURE) {
                let mesh = shade(&part, Color32::BLACK);
                for triangle in mesh.indices.chunks_exact(3) {
                    let at = |corner: usize| mesh.vertices[triangle[corner] as usize].pos;
                    let (a, b) = (at(1) - at(0), at(2) - at(0));
                    covered += ((a.x * b.y - a.y * b.x) / 2.0).abs();
                }
                let points = &part.outline;
                let next = points.iter().skip(1).chain(&points[..1]);
                let twice: f32 = points
                    .iter()
                    .zip(next)
                    .map(|(a, b)| a.x * b.y - b.x * a.y)
                    .sum();
                covered += (twice / 2.0).abs();
            }
            let whole = PICTURE.area();
            assert!(
                (covered - whole).abs() < whole * 0.002,
                "{slot:?} {covered} {whole}"
            );
        }
    }
}
