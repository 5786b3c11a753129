//! The words in the name of a file, and what they say.

use crate::domain::field::Slot;

/// What the name of a file says of its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// This one.
    Slot(Slot),
    /// One of the gestures.
    Gesture,
}

/// A word or a number in a name. Numbers sort by their value, before words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    Number(u64),
    Letters(String),
}

const SELFIE: [&str; 6] = ["selfie", "selfi", "swafoto", "swa", "wajah", "face"];
const PROOF: [&str; 13] = [
    "proof", "alamat", "address", "bill", "listrik", "pdam", "tagihan", "rekening", "utility",
    "domisili", "bukti", "pln", "token",
];
const CARD: [&str; 10] = [
    "ktp",
    "ektp",
    "id",
    "identitas",
    "identity",
    "kartu",
    "card",
    "passport",
    "paspor",
    "nik",
];
const GESTURE: [&str; 9] = [
    "gesture", "gestures", "gestur", "gerakan", "gerak", "liveness", "live", "pose", "ekspresi",
];
/// Words of one meaning, so that a file named in one language finds the gesture named in the other.
const SAME: [(&str, &str); 33] = [
    ("tengok", "look"),
    ("menengok", "look"),
    ("lihat", "look"),
    ("melihat", "look"),
    ("toleh", "look"),
    ("menoleh", "look"),
    ("hadap", "look"),
    ("turn", "look"),
    ("kiri", "left"),
    ("kanan", "right"),
    ("atas", "up"),
    ("bawah", "down"),
    ("depan", "straight"),
    ("angguk", "nod"),
    ("mengangguk", "nod"),
    ("anggukan", "nod"),
    ("senyum", "smile"),
    ("tersenyum", "smile"),
    ("kedip", "blink"),
    ("berkedip", "blink"),
    ("kedipkan", "blink"),
    ("buka", "open"),
    ("membuka", "open"),
    ("mulut", "mouth"),
    ("mata", "eyes"),
    ("tutup", "close"),
    ("jempol", "thumb"),
    ("thumbs", "thumb"),
    ("dua", "two"),
    ("jari", "fingers"),
    ("tangan", "hand"),
    ("geleng", "shake"),
    ("kepala", "head"),
];

/// The words of a name in small letters, without its ending. Letters and digits part words, so `gesture2` has two.
pub(super) fn split(name: &str) -> Vec<Word> {
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 && !ending.contains(' ') => {
            stem
        }
        _ => name,
    };
    let mut words = Vec::new();
    let mut current = String::new();
    let mut is_number = false;
    let mut end = |current: &mut String, is_number: bool| {
        if current.is_empty() {
            return;
        }
        let text = std::mem::take(current);
        words.push(if is_number {
            Word::Number(text.parse().unwrap_or(u64::MAX))
        } else {
            Word::Letters(text)
        });
    };
    for letter in stem.chars().flat_map(char::to_lowercase) {
        if !letter.is_alphanumeric() {
            end(&mut current, is_number);
            continue;
        }
        let is_digit = letter.is_ascii_digit();
        if is_digit != is_number {
            end(&mut current, is_number);
            is_number = is_digit;
        }
        current.push(letter);
    }
    end(&mut current, is_number);
    words
}

/// What a name says, with `gestures` gestures of these names.
pub(super) fn claim(name: &str, gestures: u8, names: &[String]) -> Option<Claim> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let words = split(file);
    let has = |known: &[&str]| {
        words
            .iter()
            .any(|word| matches!(word, Word::Letters(text) if known.contains(&text.as_str())))
    };
    let number = || {
        let numbers = words.iter().filter_map(|word| match word {
            Word::Number(number) => u8::try_from(*number).ok(),
            Word::Letters(_) => None,
        });
        let mut fitting = numbers.filter(|number| (1..=gestures).contains(number));
        fitting.next().map(|number| Slot::Gesture(number - 1))
    };
    if has(&GESTURE) {
        let slot = number().or_else(|| named(&words, gestures, names));
        return Some(slot.map_or(Claim::Gesture, Claim::Slot));
    }
    if let Some(slot) = named(&words, gestures, names) {
        return Some(Claim::Slot(slot));
    }
    // A selfie is held with the card, and a proof may name the card: the card comes last.
    if has(&SELFIE) {
        return Some(Claim::Slot(Slot::Selfie));
    }
    if has(&PROOF) {
        return Some(Claim::Slot(Slot::ProofOfAddress));
    }
    // A family card is no identity card.
    if has(&CARD) && !has(&["keluarga", "family"]) {
        return Some(Claim::Slot(Slot::IdPhoto));
    }
    let is_plain = matches!(words.as_slice(), [Word::Number(_)]);
    is_plain.then(number).flatten().map(Claim::Slot)
}

/// The gesture whose name stands in these words; the longest name wins.
fn named(words: &[Word], gestures: u8, names: &[String]) -> Option<Slot> {
    let words = meanings(words);
    let mut best: Option<(usize, Slot)> = None;
    for (at, name) in (0..gestures).zip(names) {
        let wanted = meanings(&split_all(name));
        let is_in = !wanted.is_empty()
            && words
                .windows(wanted.len())
                .any(|part| part == wanted.as_slice());
        if is_in && best.is_none_or(|(length, _)| wanted.len() > length) {
            best = Some((wanted.len(), Slot::Gesture(at)));
        }
    }
    best.map(|(_, slot)| slot)
}

/// As [`split`]; the name of a gesture has no ending.
fn split_all(name: &str) -> Vec<Word> {
    split(&format!("{name}.x"))
}

fn meanings(words: &[Word]) -> Vec<Word> {
    let meaning = |text: &str| {
        let found = SAME.iter().find(|(word, _)| *word == text);
        found.map_or(text, |(_, same)| same).to_owned()
    };
    words
        .iter()
        .filter(|word| !matches!(word, Word::Letters(text) if text == "ke" || text == "to" || text == "the"))
        .map(|word| match word {
            Word::Letters(text) => Word::Letters(meaning(text)),
            Word::Number(number) => Word::Number(*number),
        })
        .collect()
}
