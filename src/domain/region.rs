//! Names of Indonesia's provinces, regencies and districts by their Kemendagri codes, bundled.
//!
//! Source: Kepmendagri 300.2.2-2430/2025, collected in cahyadsn/wilayah (MIT); see `assets/data/wilayah.README.md`.

use std::cmp::Ordering;

/// Lines `code,name` in the byte order of the code, below one heading line.
const DATA: &str = include_str!("../../assets/data/wilayah.csv");

/// Kemendagri province code and ISO 3166-2 code, in the order of the former.
const PROVINCES: [(u8, &str); 38] = [
    (11, "ID-AC"),
    (12, "ID-SU"),
    (13, "ID-SB"),
    (14, "ID-RI"),
    (15, "ID-JA"),
    (16, "ID-SS"),
    (17, "ID-BE"),
    (18, "ID-LA"),
    (19, "ID-BB"),
    (21, "ID-KR"),
    (31, "ID-JK"),
    (32, "ID-JB"),
    (33, "ID-JT"),
    (34, "ID-YO"),
    (35, "ID-JI"),
    (36, "ID-BT"),
    (51, "ID-BA"),
    (52, "ID-NB"),
    (53, "ID-NT"),
    (61, "ID-KB"),
    (62, "ID-KT"),
    (63, "ID-KS"),
    (64, "ID-KI"),
    (65, "ID-KU"),
    (71, "ID-SA"),
    (72, "ID-ST"),
    (73, "ID-SN"),
    (74, "ID-SG"),
    (75, "ID-GO"),
    (76, "ID-SR"),
    (81, "ID-MA"),
    (82, "ID-MU"),
    (91, "ID-PA"),
    (92, "ID-PB"),
    (93, "ID-PS"),
    (94, "ID-PT"),
    (95, "ID-PE"),
    (96, "ID-PD"),
];

/// Names of the region of a NIK, as Kemendagri writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// e.g. `Jawa Timur`.
    pub province: &'static str,
    /// e.g. `Kabupaten Sidoarjo`; `None` for a code that is no longer, or not yet, in use.
    pub regency: Option<&'static str>,
    /// e.g. `Sukodono`; `None` likewise.
    pub district: Option<&'static str>,
}

/// The names behind the first six digits of a NIK; `None` if there is no such province.
///
/// The codes of regencies that moved to the four new provinces of Papua in 2022 were not given out again,
/// so an older NIK from there has its province (91 or 92) and no regency.
pub fn find(province: u8, regency: u8, district: u8) -> Option<Region> {
    let mut code = *b"00.00.00";
    for (at, number) in [(0, province), (3, regency), (6, district)] {
        code[at] = b'0' + number / 10 % 10;
        code[at + 1] = b'0' + number % 10;
    }
    Some(Region {
        province: lookup(&code[..2])?,
        regency: lookup(&code[..5]),
        district: lookup(&code),
    })
}

/// The name of the region with this code: `35`, `35.15` or `35.15.14`.
pub fn name(code: &str) -> Option<&'static str> {
    lookup(code.as_bytes())
}

/// The ISO 3166-2 code of the province with this Kemendagri code.
pub fn iso_of(province: u8) -> Option<&'static str> {
    PROVINCES
        .iter()
        .find(|(code, _)| *code == province)
        .map(|(_, iso)| *iso)
}

/// Kemendagri's name of the province with this ISO 3166-2 code; the API's list of provinces lacks the newest four.
pub fn province_name(iso: &str) -> Option<&'static str> {
    let (code, _) = PROVINCES.iter().find(|(_, known)| *known == iso)?;
    lookup(&[b'0' + code / 10, b'0' + code % 10])
}

/// True if a NIK issued in the one province agrees with a residence in the other.
///
/// They are the same, or one was split off the other in 2022: an older NIK keeps the old code, and the API's list
/// of provinces knows only the old ones.
pub fn same_province(nik_iso: &str, form_iso: &str) -> bool {
    let papua = |iso| matches!(iso, "ID-PS" | "ID-PT" | "ID-PE");
    match (nik_iso, form_iso) {
        ("ID-PA", other) | (other, "ID-PA") if papua(other) => true,
        ("ID-PB", "ID-PD") | ("ID-PD", "ID-PB") => true,
        (nik, form) => nik == form,
    }
}

/// Binary search over the bytes of the file: no index to build, about seventeen short steps for a lookup.
fn lookup(code: &[u8]) -> Option<&'static str> {
    let bytes = DATA.as_bytes();
    let end_of_line = |from: usize| {
        bytes
            .get(from..)?
            .iter()
            .position(|byte| *byte == b'\n')
            .map(|length| from + length)
    };
    // Both bounds are always the beginning of a line.
    let mut low = end_of_line(0)? + 1;
    let mut high = bytes.len();
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(low, |newline| low + newline + 1);
        let end = end_of_line(start).unwrap_or(bytes.len());
        let (known, name) = DATA.get(start..end)?.split_once(',')?;
        match known.as_bytes().cmp(code) {
            Ordering::Equal => return Some(name.trim_end()),
            Ordering::Less => low = (end + 1).min(high),
            Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
        DATA.lines()
            .skip(1)
            .map(|line| line.split_once(',').unwrap())
    }

    #[test]
    fn the_file_is_in_byte_order_and_whole() {
        let codes: Vec<_> = lines().map(|(code, _)| code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(codes.iter().filter(|code| code.len() == 2).count(), 38);
        assert_eq!(codes.iter().filter(|code| code.len() == 5).count(), 514);
        assert_eq!(codes.len(), 38 + 514 + 7285);
    }

    #[test]
    fn every_line_is_found() {
        for (code, expected) in lines() {
            assert_eq!(name(code), Some(expected.trim()), "{code}");
            assert!(!expected.is_empty());
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for code in [
            "", "1", "00", "10", "20", "97", "99", "35.", "35.15.", "35.15.99", "96.71.11", "code",
            "é", "35,",
        ] {
            assert_eq!(name(code), None, "{code}");
        }
    }

    #[test]
    fn the_region_of_a_nik() {
        let region = find(35, 15, 14).unwrap();
        assert_eq!(region.province, "Jawa Timur");
        assert_eq!(region.regency, Some("Kabupaten Sidoarjo"));
        assert_eq!(region.district, Some("Sukodono"));
        assert_eq!(find(20, 1, 1), None);
        assert_eq!(find(255, 255, 255), None);
    }

    #[test]
    fn an_older_nik_of_papua_has_its_province_alone() {
        let region = find(91, 1, 1).unwrap();
        assert_eq!((region.province, region.regency), ("Papua", None));
    }

    #[test]
    fn every_province_has_an_iso_code_and_a_name() {
        for (code, expected) in lines().filter(|(code, _)| code.len() == 2) {
            let iso = iso_of(code.parse().unwrap()).unwrap();
            assert_eq!(province_name(iso), Some(expected));
        }
        assert_eq!(iso_of(20), None);
        assert_eq!(province_name("ID-XX"), None);
    }

    #[test]
    fn the_papuas_agree_with_their_older_province_only() {
        assert!(same_province("ID-PA", "ID-PS"));
        assert!(same_province("ID-PE", "ID-PA"));
        assert!(same_province("ID-PB", "ID-PD"));
        assert!(same_province("ID-JI", "ID-JI"));
        assert!(!same_province("ID-PS", "ID-PT"));
        assert!(!same_province("ID-PA", "ID-PB"));
        assert!(!same_province("ID-JI", "ID-JT"));
    }
}
