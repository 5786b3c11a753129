//! Patches of reflected light: nearly white, without colour, fading out softly, on something that is darker.

use super::small::{Small, percentile};

/// Channels from which a place shines.
const SHINES: u8 = 246;
/// Most difference between the channels of a place that shines.
const COLOURLESS: u8 = 14;
/// Small pixels from the edge of a patch to where it may have faded.
const FAR: [i32; 3] = [7, 14, 24];
/// Patches that are told at most.
const PATCHES: usize = 4;

/// A patch of light.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patch {
    /// Small pixels in it.
    pub size: usize,
    /// Left, top, right and bottom, in small pixels; right and bottom are outside.
    pub bounds: [usize; 4],
}

/// The patches among the small pixels that are `inside`, the largest first.
pub(super) fn patches(small: &Small, inside: &[bool]) -> Vec<Patch> {
    let (w, h) = (small.w, small.h);
    let mut counts = [0_u32; 256];
    let mut shines = vec![false; w * h];
    for y in 1..h - 1 {
        for x in 1..w - 1 {
            let at = y * w + x;
            if !inside[at] {
                continue;
            }
            counts[usize::from(small.luma[at])] += 1;
            let [r, g, b] = small.rgb[at];
            let low = r.min(g).min(b);
            shines[at] = low >= SHINES && r.max(g).max(b) - low <= COLOURLESS;
        }
    }
    // White paper, well lit: nothing on it can be told from a reflection.
    if percentile(&counts, 0.6) >= f32::from(SHINES) - 6.0 {
        return Vec::new();
    }
    let mut seen = vec![false; w * h];
    let mut found = Vec::new();
    let mut members = Vec::new();
    for start in 0..w * h {
        if !shines[start] || seen[start] {
            continue;
        }
        members.clear();
        members.push(start);
        seen[start] = true;
        let mut next = 0;
        while next < members.len() {
            let at = members[next];
            next += 1;
            for beside in [at - 1, at + 1, at - w, at + w] {
                if shines[beside] && !seen[beside] {
                    seen[beside] = true;
                    members.push(beside);
                }
            }
        }
        let patch = patch(&members, w);
        if members.len() >= 24 && fades(small, &members, &shines) {
            found.push(patch);
        }
    }
    found.sort_unstable_by_key(|patch| std::cmp::Reverse(patch.size));
    found.truncate(PATCHES);
    found
}

fn patch(members: &[usize], w: usize) -> Patch {
    let mut bounds = [usize::MAX, usize::MAX, 0, 0];
    for at in members {
        let (x, y) = (at % w, at / w);
        bounds[0] = bounds[0].min(x);
        bounds[1] = bounds[1].min(y);
        bounds[2] = bounds[2].max(x + 1);
        bounds[3] = bounds[3].max(y + 1);
    }
    Patch {
        size: members.len(),
        bounds,
    }
}

/// True if the light fades out over some pixels, as a reflection does and a white box, a letter or a window frame does not.
fn fades(small: &Small, members: &[usize], shines: &[bool]) -> bool {
    let (w, h) = (small.w as i32, small.h as i32);
    let (mut soft, mut all) = (0, 0);
    for at in members {
        let (x, y) = ((at % small.w) as i32, (at / small.w) as i32);
        for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
            let place = |away: i32| {
                let (x, y) = (x + dx * away, y + dy * away);
                let inside = x >= 0 && y >= 0 && x < w && y < h;
                inside.then(|| (y * w + x) as usize)
            };
            let (Some(one), Some(two)) = (place(1), place(2)) else {
                continue;
            };
            // Letters in the light have light on their other side: they are no edge of it.
            if shines[one] || shines[two] || place(FAR[0]).is_none_or(|far| shines[far]) {
                continue;
            }
            all += 1;
            let here = i32::from(small.luma[*at]);
            let first = here - i32::from(small.luma[two]);
            // Where it is clearly darker at last, most of that comes after the first two pixels.
            let falls = FAR.into_iter().filter_map(place);
            let mut falls = falls.map(|far| here - i32::from(small.luma[far]));
            if falls
                .find(|fall| *fall >= 16)
                .is_some_and(|fall| first * 20 <= fall * 11)
            {
                soft += 1;
            }
        }
    }
    all > 0 && soft * 5 >= all * 2
}
