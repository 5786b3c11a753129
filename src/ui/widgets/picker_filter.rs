//! Which entries of a long list fit what was typed, best first.

use super::PickerItem;

/// Indices of the entries that fit `typed`, best first: the code itself, then names that begin so, then a later word,
/// then anywhere. Case, accents and spaces around do not count. Nothing typed gives all, in their order.
pub(super) fn matches(items: &[PickerItem<'_>], typed: &str) -> Vec<usize> {
    let wanted = fold(typed.trim());
    if wanted.is_empty() {
        return (0..items.len()).collect();
    }
    let mut found: Vec<(u8, usize)> = items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| rank(item, &wanted).map(|rank| (rank, index)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, index)| index).collect()
}

fn rank(item: &PickerItem<'_>, wanted: &str) -> Option<u8> {
    let code = fold(item.detail);
    let text = fold(item.text);
    let more = fold(item.search);
    // `14` means 014, not what begins so.
    if code == wanted || code.trim_start_matches('0') == wanted {
        return Some(0);
    }
    if text.starts_with(wanted) {
        return Some(1);
    }
    if code.starts_with(wanted) || more.split_whitespace().any(|word| word == wanted) {
        return Some(2);
    }
    if begins_a_word(&text, wanted) {
        return Some(3);
    }
    if text.contains(wanted) {
        return Some(4);
    }
    (more.contains(wanted) || code.contains(wanted)).then_some(5)
}

fn begins_a_word(text: &str, wanted: &str) -> bool {
    text.match_indices(wanted).any(|(at, _)| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric())
    })
}

fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .flat_map(plain)
        .collect()
}

/// Latin letters without their marks, as people type them who have no such key.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => ('a', None),
        'æ' => ('a', Some('e')),
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => ('c', None),
        'ď' | 'đ' | 'ð' => ('d', None),
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => ('e', None),
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => ('g', None),
        'ĥ' | 'ħ' => ('h', None),
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => ('i', None),
        'ĵ' => ('j', None),
        'ķ' => ('k', None),
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => ('l', None),
        'ñ' | 'ń' | 'ņ' | 'ň' => ('n', None),
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => ('o', None),
        'œ' => ('o', Some('e')),
        'ŕ' | 'ŗ' | 'ř' => ('r', None),
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => ('s', None),
        'ß' => ('s', Some('s')),
        'þ' => ('t', Some('h')),
        'ţ' | 'ť' | 'ŧ' | 'ț' => ('t', None),
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => ('u', None),
        'ŵ' => ('w', None),
        'ý' | 'ÿ' | 'ŷ' => ('y', None),
        'ź' | 'ż' | 'ž' => ('z', None),
        '’' | 'ʼ' => ('\'', None),
        // Combining marks vanish.
        '\u{300}'..='\u{36F}' => return None.into_iter().chain(None),
        other => (other, None),
    };
    Some(first).into_iter().chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: [PickerItem<'static>; 7] = [
        item("AX", "Åland Islands", "AX", "ALA +358"),
        item("CI", "Côte d’Ivoire", "CI", "CIV +225"),
        item("ID", "Indonesia", "ID", "IDN +62"),
        item("GW", "Guinea-Bissau", "GW", "GNB +245"),
        item("IN", "India", "IN", "IND +91"),
        item("IO", "British Indian Ocean Territory", "IO", "IOT +246"),
        item("GN", "Guinea", "GN", "GIN +224"),
    ];

    const fn item(
        id: &'static str,
        text: &'static str,
        detail: &'static str,
        search: &'static str,
    ) -> PickerItem<'static> {
        PickerItem {
            id,
            text,
            detail,
            search,
        }
    }

    fn found(typed: &str) -> Vec<&'static str> {
        matches(&LIST, typed)
            .into_iter()
            .map(|index| LIST[index].id)
            .collect()
    }

    #[test]
    fn nothing_typed_gives_all_in_order() {
        assert_eq!(found("  "), ["AX", "CI", "ID", "GW", "IN", "IO", "GN"]);
    }

    #[test]
    fn code_before_beginning_before_later_word() {
        assert_eq!(found("in"), ["IN", "ID", "IO", "GW", "GN"]);
        assert_eq!(found("IDN"), ["ID"]);
        assert_eq!(found("+62"), ["ID"]);
    }

    #[test]
    fn a_code_without_its_noughts_is_that_code() {
        let banks = [
            item("145", "Bank Nusantara Parahyangan", "145", ""),
            item("014", "Bank Central Asia", "014", ""),
        ];
        assert_eq!(matches(&banks, "14"), [1, 0]);
        assert_eq!(matches(&banks, "145"), [0]);
    }

    #[test]
    fn accents_and_case_do_not_count() {
        assert_eq!(found("cote d'iv"), ["CI"]);
        assert_eq!(found("ALAND"), ["AX"]);
        assert_eq!(found("co\u{302}te"), ["CI"]);
        assert_eq!(found("bissau"), ["GW"]);
        assert!(found("zz").is_empty());
    }
}
