//! Straight edges, and the four of them that bound a card or page (Hough transform, then a fit along each line).

use super::small::Small;

/// Degrees per step of direction.
const TURN: f32 = 1.5;
/// Directions around the half circle.
const TURNS: usize = 120;
/// Small pixels per step of distance.
const STEP: f32 = 1.5;
/// Lines that are looked at in each of the two directions.
const LINES: usize = 14;
/// Steepest line, in pixels up per pixel along.
const STEEPEST: f32 = 0.7;

/// A line that runs across (`y = at + lean * x`) or down (`x = at + lean * y`), in small pixels.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where it crosses the left or the top edge of the picture.
    pub at: f32,
    /// How much it leans.
    pub lean: f32,
    /// The edge of the picture itself, not an edge in it.
    pub border: bool,
    /// How many places with an edge lie before each place along it.
    hits: Vec<u16>,
}

impl Line {
    fn border(at: f32) -> Self {
        Self {
            at,
            lean: 0.0,
            border: true,
            hits: Vec::new(),
        }
    }

    fn on(&self, along: f32) -> f32 {
        self.at + self.lean * along
    }

    /// The share of places with an edge between two places along it; 0 where nothing is left of it in the picture.
    pub(super) fn support(&self, from: f32, to: f32) -> f32 {
        let last = self.hits.len().saturating_sub(1);
        let place = |along: f32| (along.max(0.0) as usize).min(last);
        let (from, to) = (place(from), place(to));
        if to < from + 3 {
            return 0.0;
        }
        f32::from(self.hits[to] - self.hits[from]) / (to - from) as f32
    }
}

/// The straight edges of a picture.
pub(super) struct Lines {
    /// Those that run across.
    pub across: Vec<Line>,
    /// Those that run down.
    pub down: Vec<Line>,
}

/// Finds them.
pub(super) fn lines(small: &Small) -> Lines {
    let least = threshold(small);
    let longest = ((small.w * small.w + small.h * small.h) as f32).sqrt();
    let reach = (longest / STEP) as usize + 2;
    let mut votes = vec![0_u16; TURNS * reach * 2];
    let unit: Vec<(f32, f32)> = (0..TURNS)
        .map(|turn| (turn as f32 * TURN).to_radians().sin_cos())
        .collect();
    for y in 2..small.h - 2 {
        for x in 2..small.w - 2 {
            let at = y * small.w + x;
            if small.strength[at] < least || !is_ridge(small, at) {
                continue;
            }
            let [sx, sy] = small.slope[at].map(f32::from);
            let angle = sy.atan2(sx).to_degrees().rem_euclid(180.0);
            let turn = (angle / TURN).round() as usize;
            for turn in [turn + TURNS - 1, turn, turn + 1] {
                let turn = turn % TURNS;
                let (sin, cos) = unit[turn];
                let distance = x as f32 * cos + y as f32 * sin;
                let cell = ((distance / STEP).round() + reach as f32) as usize;
                let cell = &mut votes[turn * reach * 2 + cell.min(reach * 2 - 1)];
                *cell = cell.saturating_add(1);
            }
        }
    }
    let mut found = Lines {
        across: Vec::new(),
        down: Vec::new(),
    };
    for (is_across, distance, turn) in peaks(&votes, reach, &unit, small) {
        let (sin, cos) = unit[turn];
        let distance = (distance as f32 - reach as f32) * STEP;
        let (at, lean) = if is_across {
            (distance / sin, -cos / sin)
        } else {
            (distance / cos, -sin / cos)
        };
        if let Some(line) = fitted(small, is_across, (at, lean), least) {
            let lines = if is_across {
                &mut found.across
            } else {
                &mut found.down
            };
            let twin = |other: &Line| {
                let end = if is_across { small.w } else { small.h } as f32;
                (other.on(0.0) - line.on(0.0)).abs() < 2.0
                    && (other.on(end) - line.on(end)).abs() < 2.0
            };
            if !lines.iter().any(twin) {
                lines.push(line);
            }
        }
    }
    found
}

/// The slope from which a place counts as an edge: relative to the picture, so that a dim one has edges too.
fn threshold(small: &Small) -> u16 {
    let mut counts = [0_u32; 256];
    for strength in &small.strength {
        counts[usize::from((*strength).min(255))] += 1;
    }
    let high = super::small::percentile(&counts, 0.90);
    ((high * 0.45) as u16).clamp(5, 24)
}

/// True if the slope is nowhere steeper right beside, in its own direction.
fn is_ridge(small: &Small, at: usize) -> bool {
    let [sx, sy] = small.slope[at];
    let beside = if sx.abs() > sy.abs() { 1 } else { small.w };
    let here = small.strength[at];
    here >= small.strength[at - beside] && here >= small.strength[at + beside]
}

/// The cells with the most votes: whether the line runs across, its distance and its direction.
fn peaks(
    votes: &[u16],
    reach: usize,
    unit: &[(f32, f32)],
    small: &Small,
) -> Vec<(bool, usize, usize)> {
    let row = reach * 2;
    let mut all: Vec<(u16, usize, usize)> = Vec::new();
    for turn in 0..TURNS {
        let (sin, cos) = unit[turn];
        let (long, lean) = if sin.abs() > cos.abs() {
            (small.w, cos / sin)
        } else {
            (small.h, sin / cos)
        };
        if lean.abs() > STEEPEST {
            continue;
        }
        let least = (long / 8).max(10) as u16;
        for cell in 1..row - 1 {
            let here = votes[turn * row + cell];
            let beside = votes[turn * row + cell - 1].max(votes[turn * row + cell + 1]);
            if here >= least && here >= beside {
                all.push((here, cell, turn));
            }
        }
    }
    all.sort_unstable_by(|one, other| other.cmp(one));
    let mut taken: Vec<(bool, usize, usize)> = Vec::new();
    for (_, cell, turn) in all {
        let (sin, cos) = unit[turn];
        let is_across = sin.abs() > cos.abs();
        let of_kind = taken.iter().filter(|line| line.0 == is_across);
        if of_kind.count() >= LINES {
            continue;
        }
        let near = |line: &&(bool, usize, usize)| {
            line.0 == is_across && line.1.abs_diff(cell) <= 2 && {
                let apart = line.2.abs_diff(turn);
                apart.min(TURNS - apart) <= 2
            }
        };
        if !taken.iter().any(|line| near(&line)) {
            taken.push((is_across, cell, turn));
        }
    }
    taken
}

/// Fits a line to the edges near a first guess, and counts the edges on it.
fn fitted(small: &Small, is_across: bool, (at, lean): (f32, f32), least: u16) -> Option<Line> {
    let mut line = Line {
        at,
        lean,
        border: false,
        hits: Vec::new(),
    };
    let (long, short) = if is_across {
        (small.w, small.h)
    } else {
        (small.h, small.w)
    };
    for reach in [3, 2] {
        // Least squares over the nearest edge at each place.
        let (mut n, mut st, mut sd, mut stt, mut std) = (0.0_f32, 0.0, 0.0, 0.0, 0.0);
        for along in 2..long - 2 {
            if let Some(found) = nearest(small, is_across, &line, along, (short, reach, least)) {
                let t = along as f32;
                n += 1.0;
                st += t;
                sd += found;
                stt += t * t;
                std += t * found;
            }
        }
        let spread = n * stt - st * st;
        if n < 8.0 || spread <= 0.0 {
            return None;
        }
        line.lean = (n * std - st * sd) / spread;
        line.at = (sd - line.lean * st) / n;
    }
    if line.lean.abs() > STEEPEST {
        return None;
    }
    let mut hits = Vec::with_capacity(long + 1);
    let mut count = 0;
    for along in 0..long {
        hits.push(count);
        let inside = along >= 2 && along < long - 2;
        if inside && nearest(small, is_across, &line, along, (short, 2, least)).is_some() {
            count += 1;
        }
    }
    hits.push(count);
    line.hits = hits;
    Some(line)
}

/// Where the strongest edge in the direction of the line lies beside it.
fn nearest(
    small: &Small,
    is_across: bool,
    line: &Line,
    along: usize,
    (short, reach, least): (usize, i32, u16),
) -> Option<f32> {
    let middle = line.on(along as f32).round() as i32;
    let mut best = None;
    let mut strongest = least.saturating_sub(1);
    for place in middle - reach..=middle + reach {
        if place < 1 || place as usize >= short - 1 {
            continue;
        }
        let at = if is_across {
            place as usize * small.w + along
        } else {
            along * small.w + place as usize
        };
        let strength = small.strength[at];
        if strength <= strongest {
            continue;
        }
        let [sx, sy] = small.slope[at].map(f32::from);
        let (through, beside) = if is_across { (sy, sx) } else { (sx, sy) };
        // The slope of the brightness stands upright on the line, within 20 degrees.
        let off = (beside + through * line.lean).abs();
        if off <= through.abs() * 0.36 {
            strongest = strength;
            best = Some(place as f32);
        }
    }
    best
}

/// Four edges around something.
#[derive(Debug, Clone)]
pub(super) struct Quad {
    /// Corners in small pixels, from the top left clockwise.
    pub corners: [(f32, f32); 4],
    /// Share of an edge found on top, right, bottom and left.
    pub supports: [f32; 4],
    /// Which of them is the edge of the picture.
    pub borders: [bool; 4],
    /// How good it is, to compare.
    pub score: f32,
    /// Share of the picture that it covers.
    pub area: f32,
}

impl Quad {
    /// Lengths of the sides: top, right, bottom, left.
    pub(super) fn sides(&self) -> [f32; 4] {
        let length = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).hypot(a.1 - b.1);
        let [a, b, c, d] = self.corners;
        [length(a, b), length(b, c), length(c, d), length(d, a)]
    }

    /// Width over height.
    pub(super) fn aspect(&self) -> f32 {
        let [top, right, bottom, left] = self.sides();
        (top + bottom) / (right + left).max(1.0)
    }

    /// True if a place lies inside, `by` small pixels from every side.
    pub(super) fn holds(&self, (x, y): (f32, f32), by: f32) -> bool {
        (0..4).all(|side| {
            let (from, to) = (self.corners[side], self.corners[(side + 1) % 4]);
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let cross = dx * (y - from.1) - dy * (x - from.0);
            cross >= by * dx.hypot(dy)
        })
    }
}

/// The best four edges of which `borders` are edges of the picture (0, 1, or 2 that meet).
///
/// `aspects` are the shapes that are likely (long side over short side).
pub(super) fn best(small: &Small, lines: &Lines, borders: usize, aspects: &[f32]) -> Option<Quad> {
    let (w, h) = (small.w as f32, small.h as f32);
    let edge_across = [Line::border(0.0), Line::border(h - 1.0)];
    let edge_down = [Line::border(0.0), Line::border(w - 1.0)];
    let pairs_across = pairs(&lines.across, &edge_across, borders);
    let pairs_down = pairs(&lines.down, &edge_down, borders);
    let mut best: Option<Quad> = None;
    for (top, bottom) in &pairs_across {
        for (left, right) in &pairs_down {
            let flags = [top.border, right.border, bottom.border, left.border];
            if flags.iter().filter(|flag| **flag).count() != borders {
                continue;
            }
            let least = best.as_ref().map_or(0.0, |quad| quad.score);
            if let Some(quad) = quad(small, [top, right, bottom, left], aspects)
                && quad.score > least
            {
                best = Some(quad);
            }
        }
    }
    best
}

/// Pairs of lines that may bound something from both sides, by where they cross the middle.
fn pairs<'a>(lines: &'a [Line], edges: &'a [Line; 2], borders: usize) -> Vec<(&'a Line, &'a Line)> {
    let mut pairs = Vec::new();
    for one in lines {
        for other in lines {
            if one.on(0.0) < other.on(0.0) {
                pairs.push((one, other));
            }
        }
        if borders > 0 {
            pairs.push((&edges[0], one));
            pairs.push((one, &edges[1]));
        }
    }
    pairs
}

fn meet(across: &Line, down: &Line) -> Option<(f32, f32)> {
    let below = 1.0 - across.lean * down.lean;
    if below.abs() < 0.2 {
        return None;
    }
    let y = (across.at + across.lean * down.at) / below;
    Some((down.on(y), y))
}

fn quad(small: &Small, lines: [&Line; 4], aspects: &[f32]) -> Option<Quad> {
    let [top, right, bottom, left] = lines;
    let (w, h) = (small.w as f32, small.h as f32);
    let corners = [
        meet(top, left)?,
        meet(top, right)?,
        meet(bottom, right)?,
        meet(bottom, left)?,
    ];
    let [a, b, c, d] = corners;
    let inside =
        |(x, y): (f32, f32)| x > -0.02 * w && x < 1.02 * w && y > -0.02 * h && y < 1.02 * h;
    if !corners.iter().all(|corner| inside(*corner)) {
        return None;
    }
    let twice = (c.0 - a.0) * (d.1 - b.1) - (d.0 - b.0) * (c.1 - a.1);
    let area = twice / 2.0 / (w * h);
    if area < 0.06 || b.0 - a.0 < 0.15 * w || d.1 - a.1 < 0.12 * h {
        return None;
    }
    let supports = [
        top.support(a.0, b.0),
        right.support(b.1, c.1),
        bottom.support(d.0, c.0),
        left.support(a.1, d.1),
    ];
    let borders = lines.map(|line| line.border);
    let mut product = 1.0;
    for side in 0..4 {
        if borders[side] {
            continue;
        }
        if supports[side] < 0.4 {
            return None;
        }
        product *= supports[side];
    }
    let mut quad = Quad {
        corners,
        supports,
        borders,
        score: 0.0,
        area,
    };
    let aspect = quad.aspect();
    let aspect = aspect.max(1.0 / aspect.max(0.01));
    let off = aspects.iter().map(|likely| (aspect / likely).ln().abs());
    let off = off.fold(f32::MAX, f32::min);
    let prior = 1.0 + 0.5 * (-(off / 0.07).powi(2)).exp();
    let [t, r, b, l] = quad.sides();
    let straight = (t.min(b) / t.max(b)) * (l.min(r) / l.max(r));
    if straight < 0.45 {
        return None;
    }
    quad.score = product.sqrt() * area.powf(0.3) * prior * straight.sqrt();
    Some(quad)
}
