//! What is wrong with a form: one problem, its field, and how grave it is.
//!
//! The rules that find problems are in [`super::check`].

use jiff::civil::Date;

use super::case::Doc;
use super::field::{Field, Slot};
use super::verdict::FindingKind;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The form cannot be sent.
    Error,
    /// The form can be sent once a person has kept the value with a reason.
    Warning,
}

/// A warning that can be kept with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKey {
    /// The age is below 17 or above 119 years.
    Age,
    /// The birth date in the NIK differs from the form's.
    NikBirthDate,
    /// The gender in the NIK differs from the form's.
    NikGender,
    /// The province in the NIK differs from the form's.
    NikProvince,
    /// The picture in this slot should be taken again.
    Picture(Slot, FindingKind),
}

/// What is wrong. The text a person reads is `problem-…` in assets/text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Issue {
    /// Nothing was given.
    Required,
    /// More characters than the API takes.
    TooLong {
        /// Most characters allowed.
        max: usize,
        /// Characters given.
        got: usize,
    },
    /// A control character (NUL, a line break …) in the text.
    ControlCharacter,
    /// Not an e-mail address.
    Email,
    /// A telephone number with something other than digits.
    PhoneNumber,
    /// A telephone number written like a decimal, as tables keep a column of numbers: `81234567890.0`.
    PhoneDecimal,
    /// A telephone number that is too short or too long.
    PhoneLength {
        /// Fewest digits after the dialling code.
        min: usize,
        /// Most digits after the dialling code.
        max: usize,
        /// Digits given.
        got: usize,
    },
    /// A telephone number written with another country's code than the dialling code beside it.
    PhoneOtherCountry,
    /// An Indonesian mobile number that does not begin with 8.
    MobilePrefix,
    /// Not a dialling code: `+` and 1 to 4 digits.
    DialCode,
    /// Not written as `YYYY-MM-DD`.
    DateFormat,
    /// A date that the calendar does not have.
    DateNotReal,
    /// A birth date after today.
    DateInFuture,
    /// A birth date before 1900.
    DateTooOld,
    /// An age outside 17 to 119 years.
    Age {
        /// Completed years.
        years: i16,
    },
    /// A NIK with something other than digits.
    NikDigits,
    /// A NIK that is not 16 digits.
    NikLength {
        /// Digits given.
        got: usize,
    },
    /// A NIK whose province code does not exist.
    NikProvinceUnknown,
    /// A NIK whose regency or district code is 00.
    NikRegion,
    /// A NIK whose day, month or date cannot be.
    NikDate,
    /// A NIK with the serial number 0000.
    NikSerial,
    /// The NIK holds another birth date.
    NikBirthDateDiffers {
        /// The birth date in the NIK.
        nik: Date,
    },
    /// The NIK holds the other gender.
    NikGenderDiffers {
        /// True if the NIK is a woman's.
        female: bool,
    },
    /// The NIK was issued in another province.
    NikProvinceDiffers {
        /// ISO 3166-2 code of the province in the NIK.
        nik: &'static str,
    },
    /// A passport number that is not 5 to 20 letters and digits.
    PassportNumber,
    /// An Indonesian postal code that is not 5 digits.
    PostalCode,
    /// A foreign postal code with something other than letters, digits, spaces and dashes.
    PostalCodeCharacters,
    /// A value that the item list does not hold.
    NotInList,
    /// A picture is missing.
    PictureMissing,
    /// The picture in this slot will be rejected, as far as can be told.
    Picture {
        /// The slot.
        slot: Slot,
        /// Why.
        kind: FindingKind,
        /// For a picture that stands twice, the other slot.
        other: Option<Slot>,
    },
    /// What the server said of this field, as sent.
    Server(String),
}

/// Something wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What.
    pub issue: Issue,
}

impl WarningKey {
    /// All keys but those of pictures.
    pub const ALL: [Self; 4] = [
        Self::Age,
        Self::NikBirthDate,
        Self::NikGender,
        Self::NikProvince,
    ];

    /// The name of the key in a form file, e.g. `nik_birth_date`; for pictures slot and finding, e.g. `id_photo.blurred`.
    pub fn name(self) -> String {
        match self {
            Self::Age => "age".to_owned(),
            Self::NikBirthDate => "nik_birth_date".to_owned(),
            Self::NikGender => "nik_gender".to_owned(),
            Self::NikProvince => "nik_province".to_owned(),
            Self::Picture(slot, kind) => format!("{}.{}", Doc::Picture(slot).name(), kind.name()),
        }
    }

    /// The key with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some((slot, kind)) = name.split_once('.') {
            let Doc::Picture(slot) = Doc::from_name(slot)? else {
                return None;
            };
            return Some(Self::Picture(slot, FindingKind::from_name(kind)?));
        }
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

impl Problem {
    /// Something wrong with a field.
    pub fn new(field: Field, issue: Issue) -> Self {
        Self { field, issue }
    }
}

impl Issue {
    /// The key under which a reason for keeping it is stored; `None` for errors.
    pub fn warning_key(&self) -> Option<WarningKey> {
        match self {
            Self::Age { .. } => Some(WarningKey::Age),
            Self::NikBirthDateDiffers { .. } => Some(WarningKey::NikBirthDate),
            Self::NikGenderDiffers { .. } => Some(WarningKey::NikGender),
            Self::NikProvinceDiffers { .. } => Some(WarningKey::NikProvince),
            Self::Picture { slot, kind, .. } => Some(WarningKey::Picture(*slot, *kind)),
            _ => None,
        }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        if self.warning_key().is_some() {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}
