//! What the vendor's words of a refusal or rejection concern: a field of the form, or at least a section.
//!
//! The API gives a reason as free text (api.md, "Retrieve" and "Webhook"), and a refusal as `field: message` where a field is
//! to blame. Nothing is promised about the words, so what is not recognised concerns nothing.

use super::field::{Field, Section, Slot};

/// Where a reason leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concern {
    /// The section of the form.
    pub section: Section,
    /// The field in it, if the words name one.
    pub field: Option<Field>,
}

impl Concern {
    const fn section(section: Section) -> Self {
        Self {
            section,
            field: None,
        }
    }
}

impl From<Field> for Concern {
    fn from(field: Field) -> Self {
        Self {
            section: field.section(),
            field: Some(field),
        }
    }
}

const ID_PHOTO: Field = Field::Picture(Slot::IdPhoto);
const SELFIE: Field = Field::Picture(Slot::Selfie);
const PROOF: Field = Field::Picture(Slot::ProofOfAddress);

/// Words of both languages that name a field, in small letters, without punctuation. Whole words count.
const FIELDS: [(&str, Field); 75] = [
    ("selfie", SELFIE),
    ("selfies", SELFIE),
    ("selfi", SELFIE),
    ("swafoto", SELFIE),
    ("face", SELFIE),
    ("wajah", SELFIE),
    ("proof of address", PROOF),
    ("proof of residence", PROOF),
    ("address proof", PROOF),
    ("address document", PROOF),
    ("utility bill", PROOF),
    ("bukti alamat", PROOF),
    ("dokumen alamat", PROOF),
    ("identity number", Field::IdNumber),
    ("id number", Field::IdNumber),
    ("identification number", Field::IdNumber),
    ("passport number", Field::IdNumber),
    ("nik", Field::IdNumber),
    ("nomor identitas", Field::IdNumber),
    ("nomor induk kependudukan", Field::IdNumber),
    ("nomor ktp", Field::IdNumber),
    ("nomor paspor", Field::IdNumber),
    ("id type", Field::IdType),
    ("document type", Field::IdType),
    ("jenis identitas", Field::IdType),
    ("jenis dokumen", Field::IdType),
    ("date of birth", Field::DateOfBirth),
    ("birth date", Field::DateOfBirth),
    ("birthdate", Field::DateOfBirth),
    ("age", Field::DateOfBirth),
    ("underage", Field::DateOfBirth),
    ("tanggal lahir", Field::DateOfBirth),
    ("usia", Field::DateOfBirth),
    ("place of birth", Field::PlaceOfBirth),
    ("birthplace", Field::PlaceOfBirth),
    ("tempat lahir", Field::PlaceOfBirth),
    ("name", Field::Name),
    ("full name", Field::Name),
    ("nama", Field::Name),
    ("gender", Field::Gender),
    ("sex", Field::Gender),
    ("jenis kelamin", Field::Gender),
    ("nationality", Field::Nationality),
    ("kewarganegaraan", Field::Nationality),
    ("email", Field::Email),
    ("e mail", Field::Email),
    ("email address", Field::Email),
    ("e mail address", Field::Email),
    ("surel", Field::Email),
    ("alamat email", Field::Email),
    ("alamat surel", Field::Email),
    ("phone", Field::MobileNo),
    ("mobile", Field::MobileNo),
    ("telephone", Field::MobileNo),
    ("telepon", Field::MobileNo),
    ("ponsel", Field::MobileNo),
    ("zip code", Field::ZipCode),
    ("postal code", Field::ZipCode),
    ("postcode", Field::ZipCode),
    ("kode pos", Field::ZipCode),
    ("province", Field::Province),
    ("provinsi", Field::Province),
    ("address", Field::Address),
    ("alamat", Field::Address),
    ("occupation", Field::Occupation),
    ("pekerjaan", Field::Occupation),
    ("identity card", ID_PHOTO),
    ("id card", ID_PHOTO),
    ("identity document", ID_PHOTO),
    ("kartu identitas", ID_PHOTO),
    ("ktp", ID_PHOTO),
    ("passport", ID_PHOTO),
    ("paspor", ID_PHOTO),
    ("expired", ID_PHOTO),
    ("kedaluwarsa", ID_PHOTO),
];

/// Words that name a section alone.
const SECTIONS: [(&str, Section); 15] = [
    ("liveness", Section::Liveness),
    ("gesture", Section::Liveness),
    ("gestures", Section::Liveness),
    ("gerakan", Section::Liveness),
    ("document", Section::Documents),
    ("documents", Section::Documents),
    ("dokumen", Section::Documents),
    ("photo", Section::Documents),
    ("photos", Section::Documents),
    ("picture", Section::Documents),
    ("image", Section::Documents),
    ("foto", Section::Documents),
    ("blurred", Section::Documents),
    ("blurry", Section::Documents),
    ("buram", Section::Documents),
];

/// What a reason concerns; `None` if nothing is recognised, and for level 2, which has no form.
///
/// A field named first wins over one named later: "Name does not match the identity card" concerns the name.
pub fn concern(reason: &str) -> Option<Concern> {
    if let Some((field, _)) = blamed(reason) {
        return Some(field.into());
    }
    let words = words(reason);
    let liveness = Concern::section(Section::Liveness);
    // A gesture's photo may show a face or a smile: the gesture is what is taken again.
    if let Some(Section::Liveness) = first(&words, &SECTIONS) {
        return Some(liveness);
    }
    first(&words, &FIELDS)
        .map(Concern::from)
        .or_else(|| first(&words, &SECTIONS).map(Concern::section))
}

/// The field that a refusal of the form `email: already registered` blames, and what it says of it. `gestures_photos` gives
/// the first gesture.
pub fn blamed(reason: &str) -> Option<(Field, &str)> {
    let (name, rest) = reason.split_once(':')?;
    let field = Field::from_api_name(&name.trim().to_ascii_lowercase())?;
    let rest = rest.trim();
    (!rest.is_empty()).then_some((field, rest))
}

/// Letters and digits in small, one blank around each word.
fn words(reason: &str) -> String {
    let mut out = String::with_capacity(reason.len() + 2);
    out.push(' ');
    for letter in reason.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            out.push(letter);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// What is named first in the words; of those that begin at one place the longest.
fn first<T: Copy>(words: &str, known: &[(&str, T)]) -> Option<T> {
    known
        .iter()
        .filter_map(|(phrase, what)| {
            let at = words.find(&format!(" {phrase} "))?;
            Some((at, std::cmp::Reverse(phrase.len()), *what))
        })
        .min_by_key(|(at, length, _)| (*at, *length))
        .map(|(_, _, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(reason: &str) -> Option<Field> {
        concern(reason)?.field
    }

    fn section(reason: &str) -> Option<Section> {
        Some(concern(reason)?.section)
    }

    /// The sandbox's reasons, in the words of `sandbox/tags.rs`.
    #[test]
    fn the_reasons_of_the_sandbox_lead_to_their_fields() {
        assert_eq!(concern("Failed verification"), None);
        assert_eq!(field("Selfie blurred"), Some(SELFIE));
        assert_eq!(
            field("Identity number not found in the population register"),
            Some(Field::IdNumber)
        );
        assert_eq!(
            field("Name does not match the identity card"),
            Some(Field::Name)
        );
        assert_eq!(
            field("Selfie does not match the identity card"),
            Some(SELFIE)
        );
        assert_eq!(field("Proof of address not accepted"), Some(PROOF));
        assert_eq!(field("Identity document expired"), Some(ID_PHOTO));
        assert_eq!(concern("Source of wealth not sufficient"), None);
    }

    #[test]
    fn the_words_of_others_too() {
        assert_eq!(field("NIK tidak ditemukan"), Some(Field::IdNumber));
        assert_eq!(field("Foto KTP buram"), Some(ID_PHOTO));
        assert_eq!(field("swafoto kabur"), Some(SELFIE));
        assert_eq!(field("Bukti alamat tidak terbaca"), Some(PROOF));
        assert_eq!(
            field("Address differs from the proof of address"),
            Some(Field::Address)
        );
        assert_eq!(field("E-mail address bounced"), Some(Field::Email));
        assert_eq!(field("EXPIRED PASSPORT"), Some(ID_PHOTO));
        assert_eq!(field("Underage."), Some(Field::DateOfBirth));
        assert_eq!(
            concern("Image too dark, photo blurred"),
            Some(Concern::section(Section::Documents))
        );
        assert_eq!(
            section("Liveness check failed: face not visible"),
            Some(Section::Liveness)
        );
        assert_eq!(section("Gesture 3 not done"), Some(Section::Liveness));
    }

    #[test]
    fn words_inside_words_do_not_count() {
        for reason in ["", "   ", "Filename", "teknik", "renamed", "paged", "???"] {
            assert_eq!(concern(reason), None, "{reason}");
        }
    }

    #[test]
    fn a_refusal_names_its_field() {
        assert_eq!(
            blamed("email: already registered"),
            Some((Field::Email, "already registered"))
        );
        assert_eq!(
            blamed("Zip_Code : 5 digits: no more"),
            Some((Field::ZipCode, "5 digits: no more"))
        );
        assert_eq!(blamed("email:"), None);
        assert_eq!(blamed("Note: call the bank"), None);
        assert_eq!(
            field("gestures_photos: 8 expected"),
            Some(Field::Picture(Slot::Gesture(0)))
        );
        assert_eq!(
            section("gestures_photos: 8 expected"),
            Some(Section::Liveness)
        );
    }
}
