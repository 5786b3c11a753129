//! What others wrote and the program holds, with its licences: `assets/licences/third-party.txt`, made by
//! `packaging/third-party.py`.

use std::sync::LazyLock;

/// A part of the program by others.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// Its version, or `-`.
    pub version: &'static str,
    /// Its licence, as its authors name it (SPDX for crates).
    pub licence: &'static str,
    /// The texts that come with it.
    pub texts: Vec<&'static str>,
}

/// More than the file unpacks to.
const MAX_BYTES: usize = 8 * 1024 * 1024;

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let packed = include_bytes!("../assets/licences/third-party.txt.z");
    let bytes = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, MAX_BYTES);
    // A test unpacks it.
    String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
});

static PARTS: LazyLock<Vec<Part>> = LazyLock::new(|| parse(&TEXT));

/// The whole file.
pub fn text() -> &'static str {
    &TEXT
}

/// All parts, fonts and data first, then crates by name.
pub fn parts() -> &'static [Part] {
    &PARTS
}

/// Parts follow a heading that is not of a text, one a line: name, version, licence, numbers of texts, with bars between.
fn parse(file: &'static str) -> Vec<Part> {
    let mut sections = file.split("\n=== ").skip(1);
    let mut rows = Vec::new();
    let mut texts = Vec::new();
    for section in &mut sections {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        if head.starts_with("Text ") {
            texts.push(body.trim_matches('\n'));
        } else {
            rows.extend(body.lines().filter(|line| !line.is_empty()));
        }
    }
    let part = |row: &'static str| {
        let mut fields = row.split(" | ");
        let (name, version, licence) = (fields.next()?, fields.next()?, fields.next()?);
        let numbers = fields.next()?.split(", ");
        let text = |number: &str| {
            texts
                .get(number.parse::<usize>().ok()?.checked_sub(1)?)
                .copied()
        };
        Some(Part {
            name,
            version,
            licence,
            texts: numbers.filter_map(text).collect(),
        })
    };
    rows.into_iter().filter_map(part).collect()
}
