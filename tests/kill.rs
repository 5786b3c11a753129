//! The program is killed at random moments while drafts change, pictures are added and the queue sends to a server that
//! drops answers: nothing older than a second is lost, and nothing is sent twice.
//!
//! `TCDX_DESK_KILLS` says how often (few by default), `TCDX_DESK_SEED` repeats a run. Figures and seed are printed.

mod driver;
mod server;
mod typist;

use std::io::Write;
use std::time::Duration;

use crate::keyring::{Session, UNLOCKED, is_child};

/// How often the program is killed.
pub const KILLS: &str = "TCDX_DESK_KILLS";
/// Where the random numbers begin.
pub const SEED: &str = "TCDX_DESK_SEED";
/// Begins the lines that are for a person.
pub const MARK: &str = "kill test:";

const FEW: u64 = 20;

#[test]
fn whenever_it_is_killed_nothing_is_lost_and_nothing_is_sent_twice() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let kills: u64 = number(KILLS).unwrap_or(FEW);
    let seed = number(SEED).unwrap_or_else(|| u64::from(std::process::id()));
    let limit = Duration::from_secs(180 + kills * 8);
    let variables = [(KILLS, kills.to_string()), (SEED, seed.to_string())];
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{MARK} seed {seed}");
    let told =
        Session::new().with_keyring_for(UNLOCKED, &["kill::child_drives"], limit, &variables);
    let figures: Vec<&str> = told.lines().filter(|line| line.starts_with(MARK)).collect();
    assert!(!figures.is_empty(), "{told}");
    for line in figures {
        let _ = writeln!(out, "{line}");
    }
}

#[test]
#[ignore = "a child of the test above"]
fn child_drives() {
    if is_child() {
        driver::drive();
    }
}

#[test]
#[ignore = "a child of the child above"]
fn child_types() {
    if is_child() {
        typist::type_until_killed();
    }
}

/// Random numbers that can be had again (splitmix64).
pub struct Random(u64);

impl Random {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `least` to `most`.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least + 1)
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.next() % 100 < chance
    }
}

/// Milliseconds since 1970: the same in all processes of this computer.
pub fn now_ms() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    u64::try_from(since.unwrap().as_millis()).unwrap()
}
