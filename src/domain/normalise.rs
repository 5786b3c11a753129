//! What happens to a value when its field is left: spellings that mean the same become the one that is sent.
//!
//! The rules in [`super::check`] judge the cleaned value, so a form reads the same before and after.

use super::check::{self, Rules, values};
use super::date;
use super::email;
use super::field::Field;
use super::form::Form;
use super::items::ItemLists;
use super::nik;
use super::phone::{self, Line};
use super::problem::WarningKey;

/// The code of Indonesia in the lists of countries (ISO 3166-1 alpha-2).
pub const INDONESIA: &str = "ID";
/// The id of the KTP in the list of identity documents (the vendor's API page, "Item lists").
pub const KTP: &str = "0";
/// The id of the passport in the list of identity documents (the vendor's API page, "Item lists").
pub const PASSPORT: &str = "1";

/// Puts a field that was left into its usual form, and drops reasons for warnings that are no more.
///
/// Texts are trimmed and inner runs of spaces made one, telephone numbers become national digits, a NIK digits only,
/// dates ISO, the domain of an e-mail address lower case, a passport number upper case without spaces. A value that
/// cannot be read is only trimmed, so that nothing a person typed is lost.
pub fn normalise(form: &mut Form, field: Field, rules: &Rules<'_>) {
    let clean = cleaned(form, field);
    if clean != form.get(field) {
        form.set(field, clean);
    }
    check::retire_kept(form, rules);
}

/// The value of a field as [`normalise`] would leave it; empty for pictures.
pub fn cleaned(form: &Form, field: Field) -> String {
    let typed = form.get(field);
    let trimmed = || typed.trim().to_owned();
    match field {
        Field::Name | Field::PlaceOfBirth | Field::Address | Field::ZipCode => collapse(typed),
        Field::IdNumber => match form.get(Field::IdType).trim() {
            KTP => nik::digits_only(typed).unwrap_or_else(trimmed),
            PASSPORT => collapse(typed).replace(' ', "").to_ascii_uppercase(),
            _ => collapse(typed),
        },
        Field::DateOfBirth => {
            date::parse(typed).map_or_else(|_| trimmed(), |date| date.to_string())
        }
        Field::Email => email::parse(typed).unwrap_or_else(|_| trimmed()),
        Field::PhoneCountryCode => phone::dial_code(typed).unwrap_or_else(|_| trimmed()),
        Field::MobileNo => national(form, field, Line::Mobile),
        Field::PhoneNo => national(form, field, Line::House),
        Field::Nationality | Field::Country | Field::Province => trimmed().to_ascii_uppercase(),
        Field::IdType | Field::Gender | Field::Occupation | Field::GesturesSet => trimmed(),
        Field::Picture(_) => String::new(),
    }
}

/// Sets the country, proposes its dialling code where none is given or it was the former country's, and clears the
/// province outside Indonesia. A number that was typed keeps its dialling code: a foreigner's may well be Indonesian.
pub fn choose_country(form: &mut Form, code: &str, items: &ItemLists) {
    let listed = |code: &str| {
        items
            .country(code)
            .and_then(|country| phone::proposed_dial_code(&country.dial))
    };
    let dial = cleaned(form, Field::PhoneCountryCode);
    let former = listed(&cleaned(form, Field::Country));
    form.set(Field::Country, code);
    let has_number = !form.get(Field::MobileNo).trim().is_empty();
    if (dial.is_empty() || (former.as_ref() == Some(&dial) && !has_number))
        && let Some(proposed) = listed(code)
    {
        form.set(Field::PhoneCountryCode, proposed);
    }
    if code != INDONESIA && !form.get(Field::Province).is_empty() {
        form.set(Field::Province, "");
    }
}

/// Sets the nationality, and proposes the same country where none is chosen.
pub fn choose_nationality(form: &mut Form, code: &str, items: &ItemLists) {
    form.set(Field::Nationality, code);
    if !code.is_empty() && form.get(Field::Country).trim().is_empty() {
        choose_country(form, code, items);
    }
}

/// Takes the birth date or the gender from the NIK into the form; true if the form was changed.
///
/// The birth date is the one that the warning shows. The province is never taken: the NIK's is that of the first
/// registration, the form's that of residence.
pub fn use_nik_fact(form: &mut Form, key: WarningKey, rules: &Rules<'_>) -> bool {
    let Some(nik) = values::nik(form) else {
        return false;
    };
    let (field, value) = match key {
        WarningKey::NikBirthDate => {
            let stated = values::birth_date(form, rules).ok();
            if stated.is_some_and(|stated| nik.agrees_with(stated)) {
                return false;
            }
            let taken = match stated {
                Some(stated) => nik.birth_date_near(stated, rules.today),
                None => nik.birth_date(rules.today),
            };
            match taken {
                Some(taken) => (Field::DateOfBirth, taken.to_string()),
                None => return false,
            }
        }
        WarningKey::NikGender => (Field::Gender, values::gender_code(nik.female()).to_string()),
        WarningKey::NikProvince | WarningKey::Age | WarningKey::Picture(..) => return false,
    };
    let changed = form.get(field) != value;
    if changed {
        form.set(field, value);
        check::retire_kept(form, rules);
    }
    changed
}

fn national(form: &Form, field: Field, line: Line) -> String {
    let typed = form.get(field);
    phone::national(typed, form.get(Field::PhoneCountryCode), line)
        .unwrap_or_else(|_| typed.trim().to_owned())
}

/// Trims, and makes each inner run of spaces one space. Control characters stay, to be refused.
fn collapse(typed: &str) -> String {
    typed
        .trim()
        .split(|typed: char| typed.is_whitespace() && !typed.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::check::check;
    use crate::domain::sample;

    fn normalised(field: Field, typed: &str) -> String {
        let items = sample::items();
        let mut form = sample::form();
        form.set(field, typed);
        normalise(&mut form, field, &sample::rules(&items));
        form.get(field).to_owned()
    }

    #[test]
    fn each_field_in_its_usual_form() {
        for (field, typed, expected) in [
            (Field::Name, "  Siti \u{a0}  Nurhaliza ", "Siti Nurhaliza"),
            (Field::Address, " Jalan  Melati\t", "Jalan Melati"),
            (Field::MobileNo, "+62 812-3456-789", "8123456789"),
            (Field::PhoneNo, "(031) 567890", "31567890"),
            (Field::PhoneCountryCode, "62 ", "+62"),
            (Field::IdNumber, "3515 1445 0868 0002", "3515144508680002"),
            (Field::IdNumber, " E12 ", "E12"),
            (Field::DateOfBirth, "5/8/1968", "1968-08-05"),
            (Field::DateOfBirth, " 31/02/1999 ", "31/02/1999"),
            (Field::Email, " Siti@Mail.COM ", "Siti@mail.com"),
            (Field::ZipCode, " 61258 ", "61258"),
            (Field::Country, "id", "ID"),
            (Field::MobileNo, " call me ", "call me"),
        ] {
            assert_eq!(normalised(field, typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_passport_number_is_upper_case() {
        let items = sample::items();
        let mut form = sample::form();
        form.set(Field::IdType, PASSPORT);
        form.set(Field::IdNumber, " e 1234567 ");
        normalise(&mut form, Field::IdNumber, &sample::rules(&items));
        assert_eq!(form.get(Field::IdNumber), "E1234567");
    }

    #[test]
    fn control_characters_are_not_made_into_spaces() {
        assert_eq!(
            normalised(Field::Name, "Siti\u{0}Nur\nhaliza"),
            "Siti\u{0}Nur\nhaliza"
        );
    }

    #[test]
    fn the_country_proposes_its_dialling_code() {
        let items = sample::items();
        let mut form = Form::default();
        choose_nationality(&mut form, "ID", &items);
        assert_eq!(form.get(Field::Country), "ID");
        assert_eq!(form.get(Field::PhoneCountryCode), "+62");
        form.set(Field::Province, "ID-JI");
        choose_country(&mut form, "SG", &items);
        assert_eq!(form.get(Field::PhoneCountryCode), "+65");
        assert_eq!(form.get(Field::Province), "");
        form.set(Field::PhoneCountryCode, "+44");
        choose_country(&mut form, "ID", &items);
        assert_eq!(form.get(Field::PhoneCountryCode), "+44", "chosen by hand");
        choose_nationality(&mut form, "SG", &items);
        assert_eq!(form.get(Field::Country), "ID", "already chosen");
    }

    #[test]
    fn facts_are_taken_from_the_nik() {
        let items = sample::items();
        let rules = sample::rules(&items);
        let mut form = sample::form();
        form.set(Field::DateOfBirth, "1986-08-05");
        form.set(Field::Gender, "1");
        form.kept
            .insert(WarningKey::NikGender, "as the card says".to_owned());
        assert!(use_nik_fact(&mut form, WarningKey::NikBirthDate, &rules));
        assert!(use_nik_fact(&mut form, WarningKey::NikGender, &rules));
        assert_eq!(form.get(Field::DateOfBirth), "1968-08-05");
        assert_eq!(form.get(Field::Gender), "0");
        assert!(form.kept.is_empty(), "nothing left to keep");
        assert_eq!(check(&form, &rules), []);
        assert!(!use_nik_fact(&mut form, WarningKey::NikBirthDate, &rules));
        assert!(!use_nik_fact(&mut form, WarningKey::NikProvince, &rules));
        form.set(Field::IdNumber, "x");
        form.set(Field::Gender, "1");
        assert!(!use_nik_fact(&mut form, WarningKey::NikGender, &rules));
    }

    #[test]
    fn an_open_century_is_not_guessed_into_an_empty_field() {
        let items = sample::items();
        let rules = sample::rules(&items);
        let mut form = sample::form();
        form.set(Field::IdNumber, "3515140101090001");
        form.set(Field::DateOfBirth, "");
        assert!(!use_nik_fact(&mut form, WarningKey::NikBirthDate, &rules));
        form.set(Field::DateOfBirth, "2008-01-01");
        assert!(use_nik_fact(&mut form, WarningKey::NikBirthDate, &rules));
        assert_eq!(form.get(Field::DateOfBirth), "2009-01-01");
    }

    #[test]
    fn a_reason_goes_with_its_warning() {
        let items = sample::items();
        let rules = sample::rules(&items);
        let mut form = sample::form();
        form.set(Field::Gender, "1");
        form.kept
            .insert(WarningKey::NikGender, "as the card says".to_owned());
        normalise(&mut form, Field::Gender, &rules);
        assert_eq!(form.kept.len(), 1);
        form.set(Field::Gender, "0");
        normalise(&mut form, Field::Gender, &rules);
        assert!(form.kept.is_empty());
    }

    proptest! {
        #[test]
        fn stable_and_judged_alike(typed in prop_oneof![".*", "[0-9+ /.-]{0,20}", "[a-zA-Z0-9@. \u{a0}]{0,30}"],
            id_type in "[01 ]?", dial in prop_oneof!["", "\\+?62", "\\+65", ".{0,4}"]) {
            let items = sample::items();
            let rules = sample::rules(&items);
            for field in Field::VALUES {
                let mut form = sample::form();
                form.set(Field::IdType, id_type.clone());
                form.set(Field::PhoneCountryCode, dial.clone());
                form.set(field, typed.clone());
                let before = check(&form, &rules);
                normalise(&mut form, field, &rules);
                let once = form.clone();
                prop_assert_eq!(check(&form, &rules), before);
                normalise(&mut form, field, &rules);
                prop_assert!(form == once);
            }
        }
    }
}
