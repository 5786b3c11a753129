//! The item lists that feed the dropdowns: last fetched (with their age), or bundled when none was ever fetched.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{fs, io};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::files::{self, MAX_FILE_BYTES};
use super::home::{Home, file_stem};
use crate::domain::{Country, ItemLists, Lang};

/// Lists that were fetched from a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cached {
    /// The lists as the server sent them.
    pub lists: ItemLists,
    /// When they were fetched, by this computer's clock.
    pub fetched_at: Timestamp,
}

#[derive(Deserialize)]
struct Stored {
    fetched_at: String,
    lists: ItemLists,
}

#[derive(Serialize)]
struct ToStore<'a> {
    fetched_at: String,
    lists: &'a ItemLists,
}

/// The lists last fetched for a profile in a language. A file that cannot be read is as good as none, and is removed.
pub fn load_cached(home: &Home, profile: &str, lang: Lang) -> Option<Cached> {
    let path = path(home, profile, lang);
    let read = match files::read_bounded(&path, MAX_FILE_BYTES) {
        Ok(None) => return None,
        Ok(Some(bytes)) => parse(&bytes),
        Err(_) => None,
    };
    if read.is_none() {
        // If it cannot be removed either, it is passed over again the next time.
        let _ = fs::remove_file(&path);
    }
    read
}

fn parse(bytes: &[u8]) -> Option<Cached> {
    let stored: Stored = serde_json::from_slice(bytes).ok()?;
    let fetched_at = stored.fetched_at.parse().ok()?;
    is_complete(&stored.lists).then_some(Cached {
        lists: stored.lists,
        fetched_at,
    })
}

/// Keeps fetched lists for the next start.
///
/// # Errors
/// `Write` also if one of the four has no item: a form could not be filled with it, so the older copy is better.
pub fn save_cached(
    home: &Home,
    profile: &str,
    lang: Lang,
    lists: &ItemLists,
    fetched_at: Timestamp,
) -> Result<(), StoreError> {
    let path = path(home, profile, lang);
    let cannot = |source| StoreError::Write {
        path: path.clone(),
        source,
    };
    if !is_complete(lists) {
        let empty = io::Error::new(io::ErrorKind::InvalidData, "an item list is empty");
        return Err(cannot(empty));
    }
    let stored = ToStore {
        fetched_at: fetched_at.to_string(),
        lists,
    };
    let bytes = serde_json::to_vec(&stored).map_err(|error| cannot(error.into()))?;
    files::write_atomic(&path, &bytes, MAX_FILE_BYTES)
}

/// Removes what was fetched for a profile, in both languages: for a profile that is removed or reaches another server.
pub fn forget(home: &Home, profile: &str) {
    for lang in [Lang::Id, Lang::En] {
        // Most profiles have none; one that stays is only replaced later.
        let _ = fs::remove_file(path(home, profile, lang));
    }
}

fn is_complete(lists: &ItemLists) -> bool {
    !(lists.id_types.is_empty()
        || lists.occupations.is_empty()
        || lists.provinces.is_empty()
        || lists.countries.is_empty())
}

fn path(home: &Home, profile: &str, lang: Lang) -> PathBuf {
    home.cache_dir()
        .join(format!("items-{}-{}.json", file_stem(profile), lang.code()))
}

/// The lists that come with the program (the vendor's API page, "Item lists"): provinces by name, countries as in the
/// file, the others by number.
pub fn bundled(lang: Lang) -> ItemLists {
    static INDONESIAN: LazyLock<ItemLists> = LazyLock::new(|| {
        lists(
            include_str!("../../assets/data/id-types-id.json"),
            include_str!("../../assets/data/occupations-id.json"),
        )
    });
    static ENGLISH: LazyLock<ItemLists> = LazyLock::new(|| {
        lists(
            include_str!("../../assets/data/id-types-en.json"),
            include_str!("../../assets/data/occupations-en.json"),
        )
    });
    match lang {
        Lang::Id => INDONESIAN.clone(),
        Lang::En => ENGLISH.clone(),
    }
}

/// A country as the API sends it; the other keys are not shown anywhere.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct WireCountry {
    iso2: String,
    name: String,
    iso3: String,
    dial: String,
}

/// The bundled files are part of the program and are read in a test: a file that cannot be read gives an empty list.
fn lists(id_types: &str, occupations: &str) -> ItemLists {
    let provinces: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../assets/data/provinces.json")).unwrap_or_default();
    let mut provinces: Vec<_> = provinces.into_iter().collect();
    provinces.sort_by(|one, other| one.1.cmp(&other.1));
    let countries: Vec<WireCountry> =
        serde_json::from_str(include_str!("../../assets/data/countries.json")).unwrap_or_default();
    ItemLists {
        id_types: labels(id_types),
        occupations: labels(occupations),
        provinces,
        countries: countries
            .into_iter()
            .map(|country| Country {
                iso2: country.iso2,
                iso3: country.iso3,
                name: country.name,
                dial: country.dial,
            })
            .collect(),
    }
}

fn labels(json: &str) -> Vec<(u8, String)> {
    let labels: BTreeMap<u8, String> = serde_json::from_str(json).unwrap_or_default();
    labels.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::locate(Some(folder.path())).unwrap();
        (folder, home)
    }

    fn cached() -> Cached {
        let mut lists = bundled(Lang::En);
        lists.occupations.reverse();
        lists.occupations.push((200, "Juru \"masak\" é".to_owned()));
        Cached {
            lists,
            fetched_at: "2020-03-04T03:37:11.123456789Z".parse().unwrap(),
        }
    }

    fn save(home: &Home, profile: &str, lang: Lang, what: &Cached) -> Result<(), StoreError> {
        save_cached(home, profile, lang, &what.lists, what.fetched_at)
    }

    #[test]
    fn the_bundled_lists_are_whole_and_in_order() {
        for lang in [Lang::Id, Lang::En] {
            let lists = bundled(lang);
            assert_eq!(lists.id_types.len(), 2);
            let ids: Vec<u8> = lists.occupations.iter().map(|(id, _)| *id).collect();
            assert_eq!(ids, (0..=15).collect::<Vec<u8>>());
            assert!(lists.provinces.is_sorted_by_key(|(_, name)| name));
            assert_eq!(lists.province("ID-AC"), Some("Aceh"));
            assert!(lists.provinces.len() >= 34);
            assert!(lists.countries.len() >= 190, "{}", lists.countries.len());
            for country in &lists.countries {
                assert_eq!(country.iso2.len(), 2);
                assert!(!country.name.is_empty());
            }
            let indonesia = lists.country("ID").unwrap();
            assert_eq!((&*indonesia.iso3, &*indonesia.dial), ("IDN", "+62"));
        }
        assert_eq!(bundled(Lang::Id).occupation(12), Some("Ibu rumah tangga"));
        assert_eq!(bundled(Lang::En).occupation(12), Some("Housewife"));
    }

    #[test]
    fn each_profile_and_language_has_its_own_copy() {
        let (_folder, home) = home();
        assert_eq!(load_cached(&home, "a/../b", Lang::Id), None);
        save(&home, "a/../b", Lang::Id, &cached()).unwrap();
        assert_eq!(load_cached(&home, "a/../b", Lang::Id), Some(cached()));
        assert_eq!(load_cached(&home, "a/../b", Lang::En), None);
        assert_eq!(load_cached(&home, "a", Lang::Id), None);
        forget(&home, "a/../b");
        assert_eq!(load_cached(&home, "a/../b", Lang::Id), None);
    }

    #[test]
    fn a_damaged_copy_is_removed() {
        let (_folder, home) = home();
        let path = path(&home, "a", Lang::En);
        save(&home, "a", Lang::En, &cached()).unwrap();
        let good = fs::read(&path).unwrap();
        let half = good[..good.len() / 2].to_vec();
        let no_time = String::from_utf8(good.clone())
            .unwrap()
            .replace("2020-03-04T", "soon");
        let huge = vec![b' '; usize::try_from(MAX_FILE_BYTES).unwrap() + 1];
        for bad in [half, no_time.into_bytes(), huge, Vec::new(), b"[]".to_vec()] {
            fs::write(&path, &bad).unwrap();
            assert_eq!(load_cached(&home, "a", Lang::En), None);
            assert!(!path.exists());
        }
        fs::write(&path, &good).unwrap();
        assert_eq!(load_cached(&home, "a", Lang::En), Some(cached()));
    }

    #[test]
    fn an_empty_list_never_takes_the_place_of_a_good_one() {
        let (_folder, home) = home();
        save(&home, "a", Lang::Id, &cached()).unwrap();
        let mut empty = cached();
        empty.lists.countries.clear();
        assert!(matches!(
            save(&home, "a", Lang::Id, &empty),
            Err(StoreError::Write { .. })
        ));
        assert_eq!(load_cached(&home, "a", Lang::Id), Some(cached()));
    }
}
