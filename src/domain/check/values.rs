//! The value of each field, read out of the form, or what is wrong with it.

use jiff::civil::Date;

use super::Rules;
use crate::domain::date;
use crate::domain::email;
use crate::domain::field::{Field, Slot};
use crate::domain::form::{Form, Picture};
use crate::domain::nik::Nik;
use crate::domain::normalise::{INDONESIA, KTP, PASSPORT, cleaned};
use crate::domain::phone::{self, Line};
use crate::domain::problem::Issue;
use crate::domain::region;

/// Most characters of a name or an address (the vendor's API page, "Register"); other texts are held to the same.
pub const MAX_TEXT_CHARS: usize = 255;
/// Most characters of a postal code; the vendor states none, and no country's is longer than this.
pub const MAX_ZIP_CHARS: usize = 20;
/// Characters of a passport number: ICAO 9303 has 9, some older booklets and travel documents have more or fewer.
const PASSPORT_CHARS: std::ops::RangeInclusive<usize> = 5..=20;

/// 0 for a woman, 1 for a man (the vendor's API page, "Register").
pub fn gender_code(female: bool) -> u8 {
    u8::from(!female)
}

/// A text of at most [`MAX_TEXT_CHARS`] characters.
pub fn text(form: &Form, field: Field) -> Result<String, Issue> {
    bounded(form, field, MAX_TEXT_CHARS)
}

/// An id of the list of identity documents.
pub fn id_type(form: &Form, rules: &Rules<'_>) -> Result<u8, Issue> {
    listed(form, Field::IdType, &rules.items.id_types)
}

/// An id of the list of occupations.
pub fn occupation(form: &Form, rules: &Rules<'_>) -> Result<u8, Issue> {
    listed(form, Field::Occupation, &rules.items.occupations)
}

/// 0 or 1; see [`gender_code`].
pub fn gender(form: &Form) -> Result<u8, Issue> {
    tiny_int(form, Field::Gender).and_then(|gender| {
        if gender <= 1 {
            Ok(gender)
        } else {
            Err(Issue::NotInList)
        }
    })
}

/// Which set is known is the profile's matter; here it is a tinyInt.
pub fn gestures_set(form: &Form) -> Result<u8, Issue> {
    tiny_int(form, Field::GesturesSet)
}

/// A NIK for a KTP, letters and digits for a passport, any text for a kind of document that only the server knows.
pub fn id_number(form: &Form) -> Result<String, Issue> {
    let number = bounded(form, Field::IdNumber, MAX_TEXT_CHARS)?;
    match form.get(Field::IdType).trim() {
        KTP => Nik::parse(&number).map(|nik| nik.as_str().to_owned()),
        PASSPORT => {
            let good = PASSPORT_CHARS.contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
            good.then_some(number).ok_or(Issue::PassportNumber)
        }
        _ => Ok(number),
    }
}

/// The NIK, if the document is a KTP and its number can be one.
pub fn nik(form: &Form) -> Option<Nik> {
    (form.get(Field::IdType).trim() == KTP)
        .then(|| Nik::parse(form.get(Field::IdNumber)).ok())
        .flatten()
}

/// A date from 1900 to the day of the rules.
pub fn birth_date(form: &Form, rules: &Rules<'_>) -> Result<Date, Issue> {
    date::parse_birth(&required(form, Field::DateOfBirth)?, rules.today)
}

/// A code of the list of countries, for the nationality and the country of residence.
pub fn country(form: &Form, rules: &Rules<'_>, field: Field) -> Result<String, Issue> {
    let code = required(form, field)?;
    let known = if rules.items.countries.is_empty() {
        code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
    } else {
        rules.items.country(&code).is_some()
    };
    known.then_some(code).ok_or(Issue::NotInList)
}

/// Required in Indonesia, left out elsewhere whatever the form still holds.
pub fn province(form: &Form, rules: &Rules<'_>) -> Result<Option<String>, Issue> {
    if cleaned(form, Field::Country) != INDONESIA {
        return Ok(None);
    }
    let code = required(form, Field::Province)?;
    let known = if rules.items.provinces.is_empty() {
        code.strip_prefix("ID-").is_some_and(|rest| {
            rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_uppercase())
        })
    } else {
        rules.items.province(&code).is_some()
    };
    known.then_some(Some(code)).ok_or(Issue::NotInList)
}

/// An address, its domain in lower case.
pub fn email(form: &Form) -> Result<String, Issue> {
    email::parse(&without_control(required(form, Field::Email)?)?)
}

/// `+` and 1 to 4 digits.
pub fn dial_code(form: &Form) -> Result<String, Issue> {
    phone::dial_code(&required(form, Field::PhoneCountryCode)?)
}

/// National digits of the mobile, without the leading 0.
pub fn mobile_no(form: &Form) -> Result<String, Issue> {
    required(form, Field::MobileNo)?;
    phone_number(form, Field::MobileNo, Line::Mobile)
}

/// National digits of the house phone, without the leading 0; `None` if the field is empty.
pub fn phone_no(form: &Form) -> Result<Option<String>, Issue> {
    if cleaned(form, Field::PhoneNo).is_empty() {
        return Ok(None);
    }
    phone_number(form, Field::PhoneNo, Line::House).map(Some)
}

/// Five digits in Indonesia; elsewhere letters, digits, spaces and dashes.
pub fn zip_code(form: &Form) -> Result<String, Issue> {
    let code = bounded(form, Field::ZipCode, MAX_ZIP_CHARS)?;
    if cleaned(form, Field::Country) == INDONESIA {
        let good = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
        good.then_some(code).ok_or(Issue::PostalCode)
    } else {
        let good = code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ' || byte == b'-')
            && code.bytes().any(|byte| byte.is_ascii_alphanumeric());
        good.then_some(code).ok_or(Issue::PostalCodeCharacters)
    }
}

/// The picture of a slot.
pub fn picture(form: &Form, slot: Slot) -> Result<Picture, Issue> {
    form.pictures
        .get(&slot)
        .cloned()
        .ok_or(Issue::PictureMissing)
}

/// Required of foreigners, taken along from anyone.
pub fn proof_of_address(form: &Form) -> Result<Option<Picture>, Issue> {
    let nationality = cleaned(form, Field::Nationality);
    match picture(form, Slot::ProofOfAddress) {
        Err(issue) if !nationality.is_empty() && nationality != INDONESIA => Err(issue),
        picture => Ok(picture.ok()),
    }
}

/// An unlikely age, and a birth date other than the NIK's; kept or not.
pub fn birth_date_warnings(form: &Form, rules: &Rules<'_>) -> Vec<Issue> {
    let Ok(birth) = birth_date(form, rules) else {
        return Vec::new();
    };
    let years = date::age_years(birth, rules.today);
    let age = (!date::plausible_age(years)).then_some(Issue::Age { years });
    let differs = nik(form)
        .filter(|nik| !nik.agrees_with(birth))
        .and_then(|nik| nik.birth_date_near(birth, rules.today))
        .map(|nik| Issue::NikBirthDateDiffers { nik });
    age.into_iter().chain(differs).collect()
}

/// A gender other than the NIK's, kept or not.
pub fn gender_warning(form: &Form) -> Option<Issue> {
    let (gender, nik) = (gender(form).ok()?, nik(form)?);
    let female = nik.female();
    (gender != gender_code(female)).then_some(Issue::NikGenderDiffers { female })
}

/// A province of residence other than that of the NIK, kept or not.
pub fn province_warning(form: &Form, rules: &Rules<'_>) -> Option<Issue> {
    let (province, nik) = (province(form, rules).ok()??, nik(form)?);
    let iso = nik.province_iso();
    (!region::same_province(iso, &province)).then_some(Issue::NikProvinceDiffers { nik: iso })
}

/// The cleaned value, which must not be empty.
fn required(form: &Form, field: Field) -> Result<String, Issue> {
    let value = cleaned(form, field);
    if value.is_empty() {
        Err(Issue::Required)
    } else {
        Ok(value)
    }
}

fn without_control(value: String) -> Result<String, Issue> {
    if value.chars().any(char::is_control) {
        Err(Issue::ControlCharacter)
    } else {
        Ok(value)
    }
}

/// A text without control characters, its length counted in characters (Unicode scalar values).
fn bounded(form: &Form, field: Field, max: usize) -> Result<String, Issue> {
    let value = without_control(required(form, field)?)?;
    let got = value.chars().count();
    if got > max {
        Err(Issue::TooLong { max, got })
    } else {
        Ok(value)
    }
}

/// 0 to 255, written without sign or leading zeros.
fn tiny_int(form: &Form, field: Field) -> Result<u8, Issue> {
    let value = required(form, field)?;
    value
        .parse::<u8>()
        .ok()
        .filter(|number| number.to_string() == value)
        .ok_or(Issue::NotInList)
}

fn listed(form: &Form, field: Field, list: &[(u8, String)]) -> Result<u8, Issue> {
    let id = tiny_int(form, field)?;
    if list.is_empty() || list.iter().any(|(known, _)| *known == id) {
        Ok(id)
    } else {
        Err(Issue::NotInList)
    }
}

/// Judged in full only beside a good dialling code: without one, that is the problem to solve first.
fn phone_number(form: &Form, field: Field, line: Line) -> Result<String, Issue> {
    match dial_code(form) {
        Ok(dial) => phone::parse(form.get(field), &dial, line),
        Err(_) => phone::national(form.get(field), "", line),
    }
}
