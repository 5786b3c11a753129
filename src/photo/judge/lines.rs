//! Long straight edges, across and down (a Hough transform over the slope's own direction, then a fit along each line).

use fearless_simd::{Level, dispatch};

use super::small::Small;

/// Step of the lean of a line, in pixels up per pixel along.
const LEAN: f32 = 0.02;
/// Steps to each side of upright: to 31 degrees.
const LEANS: usize = 30;
/// Steepest line.
const STEEPEST: f32 = LEAN * LEANS as f32;
/// Peaks that are looked at in each of the two directions, and lines that are kept of them.
const PEAKS: usize = 28;
const LINES: usize = 13;
/// Least and most slope from which a place counts as an edge.
const LEAST: [u16; 2] = [8, 24];

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
    /// The edge of the picture.
    pub(super) fn border(at: f32) -> Self {
        Self {
            at,
            lean: 0.0,
            border: true,
            hits: Vec::new(),
        }
    }

    /// Where it is, so far along.
    pub(super) fn on(&self, along: f32) -> f32 {
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

    /// How much of it is an edge without gaps, in pixels: letters in a row are interrupted, the side of a card is not.
    fn whole(&self) -> f32 {
        const PART: usize = 12;
        let parts = self.hits.windows(PART + 1).step_by(PART);
        let full = |part: &&[u16]| usize::from(part[PART] - part[0]) * 10 >= PART * 9;
        (parts.filter(full).count() * PART) as f32
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
    let level = Level::new();
    dispatch!(level, _ => {
        lines_by(small)
    })
}

#[inline(always)]
fn lines_by(small: &Small) -> Lines {
    let least = threshold(small);
    let mut across = Votes::new(small.h, small.w);
    let mut down = Votes::new(small.w, small.h);
    for y in 2..small.h - 2 {
        for x in 2..small.w - 2 {
            let at = y * small.w + x;
            let here = small.strength[at];
            if here < least {
                continue;
            }
            let [sx, sy] = small.slope[at];
            // Nowhere steeper right beside, in its own direction.
            let is_down = sx.abs() > sy.abs();
            let beside = if is_down { 1 } else { small.w };
            if here < small.strength[at - beside] || here < small.strength[at + beside] {
                continue;
            }
            if is_down {
                down.add(x, y, sx, sy);
            } else {
                across.add(y, x, sy, sx);
            }
        }
    }
    Lines {
        across: across.lines(small, true, least),
        down: down.lines(small, false, least),
    }
}

/// The slope from which a place counts as an edge: well over what the ground has everywhere.
fn threshold(small: &Small) -> u16 {
    let mut counts = [0_u32; 256];
    for strength in &small.strength {
        counts[usize::from((*strength).min(255))] += 1;
    }
    let common = super::small::percentile(&counts, 0.5);
    ((common * 2.5) as u16).clamp(LEAST[0], LEAST[1])
}

/// Votes for lines in one direction, by where they cross the middle and how they lean; edges that rise and that fall are apart.
struct Votes {
    /// Pixels across the lines, and along them.
    short: usize,
    long: usize,
    cells: [Vec<u16>; 2],
}

impl Votes {
    fn new(short: usize, long: usize) -> Self {
        let cells = || vec![0; (LEANS * 2 + 1) * short];
        Self {
            short,
            long,
            cells: [cells(), cells()],
        }
    }

    /// A place with an edge: `across` the line and `along` it, with the slopes `through` and beside.
    #[inline(always)]
    fn add(&mut self, across: usize, along: usize, through: i16, beside: i16) {
        let lean = -f32::from(beside) / f32::from(through);
        let nearest = (lean / LEAN).round() as i32 + LEANS as i32;
        let along = along as f32 - self.long as f32 / 2.0;
        let cells = &mut self.cells[usize::from(through > 0)];
        // The direction of a slope between pixels is known to some degrees.
        for step in (nearest - 2).max(0)..=(nearest + 2).min(LEANS as i32 * 2) {
            let place = across as f32 + 0.5 - (step - LEANS as i32) as f32 * LEAN * along;
            if place >= 0.0 && (place as usize) < self.short {
                cells[step as usize * self.short + place as usize] += 1;
            }
        }
    }

    /// The lines with the most votes, those without gaps first.
    #[inline(always)]
    fn lines(&self, small: &Small, is_across: bool, least: u16) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (place, step) in self.peaks() {
            let lean = (step as f32 - LEANS as f32) * LEAN;
            let at = place as f32 - lean * self.long as f32 / 2.0;
            let Some(line) = fitted(small, is_across, (at, lean), least) else {
                continue;
            };
            let end = self.long as f32;
            let twin = |other: &Line| {
                (other.on(0.0) - line.on(0.0)).abs() < 2.0
                    && (other.on(end) - line.on(end)).abs() < 2.0
            };
            if !lines.iter().any(twin) {
                lines.push(line);
            }
        }
        lines.sort_by(|one, other| other.whole().total_cmp(&one.whole()));
        lines.truncate(LINES);
        lines
    }

    fn peaks(&self) -> Vec<(usize, usize)> {
        let least = (self.long / 14).max(12) as u16;
        let mut all = Vec::new();
        for (rising, cells) in self.cells.iter().enumerate() {
            for (step, row) in cells.chunks_exact(self.short).enumerate() {
                for place in 1..self.short - 1 {
                    let here = row[place];
                    if here >= least && here >= row[place - 1] && here >= row[place + 1] {
                        all.push((here, rising, place, step));
                    }
                }
            }
        }
        all.sort_unstable_by(|one, other| other.cmp(one));
        let mut taken: Vec<(usize, usize, usize)> = Vec::new();
        for (_, rising, place, step) in all {
            let near = |other: &(usize, usize, usize)| {
                other.0 == rising && other.1.abs_diff(place) <= 2 && other.2.abs_diff(step) <= 3
            };
            if !taken.iter().any(near) {
                taken.push((rising, place, step));
                if taken.len() == PEAKS {
                    break;
                }
            }
        }
        let peaks = taken.into_iter();
        peaks.map(|(_, place, step)| (place, step)).collect()
    }
}

/// Fits a line to the edges near a first guess, and counts the edges on it.
#[inline(always)]
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
        for along in (2..long - 2).step_by(2) {
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
        if n < 6.0 || spread <= 0.0 {
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
#[inline(always)]
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
