//! A profile whose store has a passphrase: no keyring is needed for it.

use std::fs;
use std::path::PathBuf;

use tcdx_desk::domain::Profile;
use tcdx_desk::store::{self, Home, StoreError};

use crate::cli::kit::{Desk, Form, Ran, files};

pub const PROFILE: &str = "Cabang";
pub const PASSPHRASE: &str = "kuda benar baterai staples";
/// Fields of the sample customer, to be looked for where they must not be.
pub const NAME: &str = "Siti Contoh";

/// A data folder with a live profile that nothing listens for.
pub fn desk() -> Desk {
    let desk = Desk::new();
    add_profile(&desk);
    desk
}

pub fn add_profile(desk: &Desk) {
    let home = Home::locate(Some(&desk.home())).unwrap();
    store::profiles::update(&home, |profiles| -> Result<(), StoreError> {
        profiles.push(Profile::live(PROFILE, "http://127.0.0.1:9", "key"));
        Ok(())
    })
    .unwrap();
    desk.make_small(PROFILE);
}

/// Runs with the passphrase on standard input.
pub fn run(desk: &Desk, args: &[&str]) -> Ran {
    run_with(desk, args, PASSPHRASE)
}

/// Runs with these lines on standard input, the first of them the passphrase.
pub fn run_with(desk: &Desk, args: &[&str], input: &str) -> Ran {
    let more = ["--profile", PROFILE, "--passphrase-stdin"];
    desk.run_with(&[args, &more].concat(), &format!("{input}\n"))
}

/// Puts a customer into the queue; gives the case.
pub fn add(desk: &Desk, number: u32) -> String {
    let form = Form::numbered(number, "").write(desk);
    let added = run(desk, &["queue", "add", &form]).ended(0).json();
    added[0]["case_id"].as_str().unwrap().to_owned()
}

pub fn count(desk: &Desk) -> usize {
    let listed = run(desk, &["cases", "list", "--json"]).ended(0).json();
    listed.as_array().unwrap().len()
}

/// The database: the largest file in the data folder.
pub fn database(desk: &Desk) -> PathBuf {
    let size = |path: &PathBuf| fs::metadata(path).unwrap().len();
    files(&desk.home()).into_iter().max_by_key(size).unwrap()
}
