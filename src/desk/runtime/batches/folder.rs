//! The pictures of customers in a folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::state::{MakingRules, RowPictures};
use crate::domain::propose::Slots;
use crate::domain::{Field, Form, Slot, batch};

/// Files that are looked at, and how deep.
const MAX_FILES: usize = 200_000;
const MAX_DEPTH: usize = 3;

/// The files of each row's slots. Rows without a form have none.
pub(super) fn pictures(
    folder: Option<&Path>,
    forms: &[Option<&Form>],
    making: &MakingRules,
) -> Vec<RowPictures> {
    let files = folder.map(files).unwrap_or_default();
    let names: Vec<String> = files
        .iter()
        .map(|path| {
            let below = folder.and_then(|folder| path.strip_prefix(folder).ok());
            below.unwrap_or(path).to_string_lossy().into_owned()
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let numbers: Vec<&str> = forms
        .iter()
        .map(|form| form.map_or("", super::id_number))
        .collect();
    let slots = Slots {
        gestures: making.profile.gesture_count,
        names: &[],
        taken: BTreeSet::new(),
        closed: BTreeSet::new(),
    };
    let matched = batch::match_pictures(&names, &numbers, &slots);
    let mut rows = Vec::with_capacity(forms.len());
    for (form, matched) in forms.iter().zip(matched) {
        let Some(form) = form else {
            rows.push(RowPictures::default());
            continue;
        };
        let found: Vec<(Slot, PathBuf)> = matched
            .slots
            .iter()
            .filter_map(|(slot, at)| Some((*slot, files.get(*at)?.clone())))
            .collect();
        let missing = required(form, making.profile.gesture_count)
            .filter(|slot| !found.iter().any(|(known, _)| known == slot))
            .collect();
        rows.push(RowPictures {
            files: found,
            missing,
        });
    }
    rows
}

/// The slots that must have a picture (the vendor's page, "Register").
fn required(form: &Form, gestures: u8) -> impl Iterator<Item = Slot> {
    let proof = (form.get(Field::Nationality) != "ID").then_some(Slot::ProofOfAddress);
    [Slot::IdPhoto, Slot::Selfie]
        .into_iter()
        .chain(proof)
        .chain((0..gestures).map(Slot::Gesture))
}

/// The plain files of a folder and those below it, in the order of their names. What cannot be read is passed over: the slots that
/// have no file are told.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_owned(), 0)];
    while let Some((at, depth)) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&at) else {
            continue;
        };
        for entry in entries.flatten() {
            if found.len() >= MAX_FILES {
                return found;
            }
            // Links are not followed: a folder may lead back into itself.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth < MAX_DEPTH => {
                    waiting.push((entry.path(), depth + 1));
                }
                Ok(kind) if kind.is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
