//! Both languages hold every text, every text is used, and every used text exists with the same values.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|known| known == ending) {
            found.push(path);
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Id and variables of every message of a language. Fails on a syntax error and on an id that is there twice.
fn messages(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for path in files(&root().join("assets/text").join(lang), "ftl") {
        let source = fs::read_to_string(&path).unwrap();
        if let Err((_, errors)) = FluentResource::try_new(source.clone()) {
            panic!("{}: {errors:?}", path.display());
        }
        let mut id = String::new();
        for line in source.lines() {
            if let Some((head, _)) = line.split_once(" =")
                && head.starts_with(|first: char| first.is_ascii_lowercase())
            {
                head.trim().clone_into(&mut id);
                let earlier = found.insert(id.clone(), BTreeSet::new());
                assert!(earlier.is_none(), "{}: {id} is there twice", path.display());
            }
            let variables = line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            if let Some(known) = found.get_mut(&id) {
                known.extend(variables);
            }
        }
    }
    found
}

/// Every string literal in the sources that looks like an id.
fn literals() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in files(&root().join("src"), "rs") {
        let source = fs::read_to_string(path).unwrap();
        for piece in source.split('"').skip(1) {
            let is_id = piece.contains('-')
                && piece
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if is_id {
                found.insert(piece.to_owned());
            }
        }
    }
    found
}

#[test]
fn both_languages_hold_the_same_texts_with_the_same_values() {
    let (indonesian, english) = (messages("id"), messages("en"));
    let ids = |messages: &BTreeMap<String, BTreeSet<String>>| -> BTreeSet<String> {
        messages.keys().cloned().collect()
    };
    let (left, right) = (ids(&indonesian), ids(&english));
    let missing: Vec<_> = left.symmetric_difference(&right).collect();
    assert!(missing.is_empty(), "in one language only: {missing:?}");
    for (id, variables) in &english {
        // A plural that only English makes needs no count in Indonesian, but never a value that English lacks.
        assert!(
            indonesian[id].is_subset(variables),
            "{id}: {:?} in Indonesian, {variables:?} in English",
            indonesian[id]
        );
    }
    assert!(
        english.len() > 100,
        "only {} texts were read",
        english.len()
    );
}

#[test]
fn every_text_is_used() {
    let literals = literals();
    let unused: Vec<_> = messages("en")
        .into_keys()
        .filter(|id| !literals.contains(id))
        .collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
}

#[test]
fn every_id_in_the_sources_has_a_text() {
    let known = messages("en");
    let prefixes: BTreeSet<&str> = known.keys().filter_map(|id| id.split('-').next()).collect();
    // Literals that look like an id and are none.
    let others = include_str!("texts-not-ids.txt");
    let others: BTreeSet<&str> = others.lines().collect();
    let missing: Vec<_> = literals()
        .into_iter()
        .filter(|id| prefixes.contains(id.split('-').next().unwrap_or("")))
        .filter(|id| !known.contains_key(id) && !others.contains(id.as_str()))
        .collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
}
