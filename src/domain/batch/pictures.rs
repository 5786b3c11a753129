//! Which pictures of a folder are whose, by the id number in their names.

use std::collections::HashMap;

use crate::domain::field::Slot;
use crate::domain::propose::{self, Item, Slots};

/// Fewest characters of an id number by which files are found: fewer stand in too many names.
const MIN_ID_CHARS: usize = 5;

/// The pictures of a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// The slots and the places of the files among all, each at most once.
    pub slots: Vec<(Slot, usize)>,
    /// Files with the customer's number and no slot: their names say none, or another file has it.
    pub unplaced: Vec<usize>,
}

/// For each id number its pictures among the files: `3515144508680002_ktp.jpg`, or `3515144508680002/selfie.jpg`.
///
/// `files` are paths below the folder. A number must stand in the path by itself, not within a longer one; a file with the
/// numbers of two customers is neither's.
pub fn match_pictures(files: &[&str], id_numbers: &[&str], slots: &Slots<'_>) -> Vec<Matched> {
    let customers: HashMap<String, usize> = id_numbers
        .iter()
        .zip(0..)
        .filter(|(id, _)| id.len() >= MIN_ID_CHARS)
        .map(|(id, at)| (id.to_ascii_lowercase(), at))
        .collect();
    let mut owned: Vec<Vec<usize>> = vec![Vec::new(); id_numbers.len()];
    for (at, file) in files.iter().enumerate() {
        let path = file.to_ascii_lowercase();
        let words = path.split(|sign: char| !sign.is_alphanumeric());
        let mut owners: Vec<usize> = words
            .filter_map(|word| customers.get(word).copied())
            .collect();
        owners.dedup();
        if let [owner] = owners.as_slice() {
            owned[*owner].push(at);
        }
    }
    owned
        .iter()
        .zip(id_numbers)
        .map(|(own, id)| matched(files, own, id, slots))
        .collect()
}

fn matched(files: &[&str], own: &[usize], id: &str, slots: &Slots<'_>) -> Matched {
    // Without the number, which says nothing of the slot; the folder's name is not looked at.
    let names: Vec<String> = own
        .iter()
        .map(|at| {
            let name = files[*at].rsplit(['/', '\\']).next().unwrap_or_default();
            name.to_ascii_lowercase()
                .replace(&id.to_ascii_lowercase(), "")
        })
        .collect();
    let items: Vec<Item<'_>> = names
        .iter()
        .map(|name| Item {
            name,
            content: None,
            taken: None,
        })
        .collect();
    let mut matched = Matched::default();
    for (at, found) in own.iter().zip(propose::propose(&items, slots)) {
        match found {
            Some((slot, _)) => matched.slots.push((slot, *at)),
            None => matched.unplaced.push(*at),
        }
    }
    matched.slots.sort_unstable();
    matched
}
