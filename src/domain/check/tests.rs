use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::sample;

/// The issues of a good form in which one field is replaced.
fn issues(field: Field, typed: &str) -> Vec<Issue> {
    with(&[(field, typed)])
        .into_iter()
        .filter(|problem| problem.field == field)
        .map(|problem| problem.issue)
        .collect()
}

/// The problems of a good form in which some fields are replaced.
fn with(values: &[(Field, &str)]) -> Vec<Problem> {
    let items = sample::items();
    let mut form = sample::form();
    for (field, typed) in values {
        form.set(*field, *typed);
    }
    check(&form, &sample::rules(&items))
}

#[test]
fn the_good_form_is_good() {
    assert_eq!(with(&[]), []);
}

#[test]
fn an_empty_form_lacks_what_is_required_in_form_order() {
    let items = sample::items();
    let problems = check(&Form::default(), &sample::rules(&items));
    let missing: Vec<Field> = problems.iter().map(|problem| problem.field).collect();
    let expected: Vec<Field> = form_order(8)
        .into_iter()
        .filter(|field| {
            let optional = [
                Field::PhoneNo,
                Field::Province,
                Field::Picture(Slot::ProofOfAddress),
            ];
            !optional.contains(field)
        })
        .collect();
    assert_eq!(missing, expected);
    for problem in &problems {
        let issue = match problem.field {
            Field::Picture(_) => Issue::PictureMissing,
            _ => Issue::Required,
        };
        assert_eq!(problem.issue, issue);
    }
    assert_eq!(errors(&problems).count(), problems.len());
    assert_eq!(warnings(&problems).count(), 0);
}

#[test]
fn form_order_follows_the_rail() {
    let order = form_order(2);
    assert_eq!(order.len(), Field::VALUES.len() + 5);
    assert!(
        order
            .windows(2)
            .all(|pair| pair[0].section() <= pair[1].section())
    );
    assert_eq!(order[0], Field::IdType);
    assert_eq!(order.last(), Some(&Field::Picture(Slot::Gesture(1))));
    let at = |field| order.iter().position(|known| *known == field).unwrap();
    assert!(at(Field::Picture(Slot::ProofOfAddress)) < at(Field::GesturesSet));
}

#[test]
fn problems_from_two_sources_are_sorted() {
    let mut problems = vec![
        Problem::new(Field::GesturesSet, Issue::Required),
        Problem::new(Field::Picture(Slot::IdPhoto), Issue::PictureMissing),
        Problem::new(Field::Name, Issue::Required),
    ];
    assert_eq!(first_in_form_order(&problems).unwrap().field, Field::Name);
    assert_eq!(first_in_form_order(&[]), None);
    sort_in_form_order(&mut problems);
    assert_eq!(problems[1].field, Field::Picture(Slot::IdPhoto));
}

#[test]
fn lengths_are_counted_in_characters() {
    for field in [Field::Name, Field::Address, Field::PlaceOfBirth] {
        assert_eq!(issues(field, &"😀".repeat(255)), []);
        assert_eq!(issues(field, &"a".repeat(255)), []);
        assert_eq!(
            issues(field, &"a".repeat(256)),
            [Issue::TooLong { max: 255, got: 256 }]
        );
        assert_eq!(
            issues(field, &format!("  {}  ", "a".repeat(255))),
            [],
            "trimmed first"
        );
    }
}

#[test]
fn control_characters_are_refused() {
    for field in [
        Field::Name,
        Field::Address,
        Field::PlaceOfBirth,
        Field::Email,
        Field::ZipCode,
    ] {
        for typed in ["Si\u{0}ti", "Si\nti", "Si\tti", "Si\u{85}ti", "Si\u{7f}ti"] {
            assert_eq!(issues(field, typed), [Issue::ControlCharacter], "{field:?}");
        }
    }
    assert_eq!(issues(Field::Name, " \u{a0} "), [Issue::Required]);
}

#[test]
fn chosen_values_come_from_the_lists() {
    for (field, typed) in [
        (Field::IdType, "2"),
        (Field::IdType, "+0"),
        (Field::Gender, "2"),
        (Field::Gender, "male"),
        (Field::Nationality, "XX"),
        (Field::Country, "IDN"),
        (Field::Province, "ID-XX"),
        (Field::Occupation, "16"),
        (Field::Occupation, "04"),
        (Field::Occupation, "4.0"),
        (Field::Occupation, "256"),
        (Field::GesturesSet, "-1"),
    ] {
        assert_eq!(
            issues(field, typed),
            [Issue::NotInList],
            "{field:?} {typed}"
        );
    }
    assert_eq!(
        issues(Field::Country, " id "),
        [],
        "as it will be normalised"
    );
}

#[test]
fn with_empty_lists_only_the_shape_is_judged() {
    let items = ItemLists::default();
    let rules = sample::rules(&items);
    let mut form = sample::form();
    assert_eq!(check(&form, &rules), []);
    form.set(Field::Nationality, "XYZ");
    form.set(Field::Province, "JI");
    form.set(Field::Occupation, "x");
    let problems = check(&form, &rules);
    for field in [Field::Nationality, Field::Province, Field::Occupation] {
        assert!(
            problems.contains(&Problem::new(field, Issue::NotInList)),
            "{field:?}"
        );
    }
    form.set(Field::IdType, "7");
    form.set(Field::IdNumber, "1231231232323123123");
    assert_eq!(
        check_field(&form, &rules, Field::IdNumber),
        [],
        "a kind that only the server knows"
    );
}

#[test]
fn the_province_is_required_in_indonesia_alone() {
    assert_eq!(issues(Field::Province, ""), [Issue::Required]);
    let abroad = [(Field::Country, "SG"), (Field::Province, "")];
    assert_eq!(with(&abroad), []);
    assert_eq!(
        with(&[(Field::Country, "SG"), (Field::Province, "nonsense")]),
        [],
        "it is left out"
    );
}

#[test]
fn foreigners_prove_their_address() {
    let proof = Field::Picture(Slot::ProofOfAddress);
    assert_eq!(
        with(&[(Field::Nationality, "SG")]),
        [Problem::new(proof, Issue::PictureMissing)]
    );
    let items = sample::items();
    let mut form = sample::form();
    form.set(Field::Nationality, "SG");
    form.pictures
        .insert(Slot::ProofOfAddress, sample::picture());
    assert_eq!(check(&form, &sample::rules(&items)), []);
}

#[test]
fn every_gesture_that_the_profile_asks_for() {
    let items = sample::items();
    let mut form = sample::form();
    form.pictures.remove(&Slot::Gesture(3));
    let gesture = Field::Picture(Slot::Gesture(3));
    let rules = sample::rules(&items);
    assert_eq!(
        check(&form, &rules),
        [Problem::new(gesture, Issue::PictureMissing)]
    );
    assert_eq!(
        check(
            &form,
            &Rules {
                gesture_count: 3,
                ..rules
            }
        ),
        []
    );
    assert_eq!(
        check(
            &form,
            &Rules {
                gesture_count: 9,
                ..rules
            }
        )
        .len(),
        2
    );
    assert_eq!(
        check_field(
            &form,
            &Rules {
                gesture_count: 3,
                ..rules
            },
            gesture
        ),
        []
    );
}

#[test]
fn identity_numbers() {
    assert_eq!(
        issues(Field::IdNumber, "351514450868000"),
        [Issue::NikLength { got: 15 }]
    );
    assert_eq!(
        issues(Field::IdNumber, "1231231232323123123"),
        [Issue::NikLength { got: 19 }]
    );
    assert_eq!(
        issues(Field::IdNumber, "3515144508680000"),
        [Issue::NikSerial]
    );
    let passport = |number: &str| {
        with(&[(Field::IdType, "1"), (Field::IdNumber, number)])
            .into_iter()
            .map(|problem| problem.issue)
            .collect::<Vec<_>>()
    };
    assert_eq!(passport("e 1234567"), []);
    assert_eq!(passport("1231231232323123123"), []);
    for number in ["E123", "E12345678901234567890", "E-1234567", "É1234567"] {
        assert_eq!(passport(number), [Issue::PassportNumber], "{number}");
    }
    assert_eq!(passport(""), [Issue::Required]);
}

#[test]
fn birth_dates() {
    assert_eq!(
        issues(Field::DateOfBirth, "2001-02-29"),
        [Issue::DateNotReal]
    );
    assert_eq!(
        issues(Field::DateOfBirth, "2026-11-24"),
        [Issue::DateInFuture]
    );
    assert_eq!(
        issues(Field::DateOfBirth, "1868-08-05"),
        [Issue::DateTooOld]
    );
    assert_eq!(issues(Field::DateOfBirth, "last year"), [Issue::DateFormat]);
    assert_eq!(issues(Field::DateOfBirth, "5/8/1968"), []);
    let nik = date(1968, 8, 5);
    assert_eq!(
        issues(Field::DateOfBirth, "2010-08-05"),
        [Issue::Age { years: 16 }, Issue::NikBirthDateDiffers { nik }]
    );
    assert_eq!(
        issues(Field::DateOfBirth, "1986-08-05"),
        [Issue::NikBirthDateDiffers { nik }]
    );
    let child = [
        (Field::IdNumber, "3515144508120002"),
        (Field::DateOfBirth, "2012-08-05"),
    ];
    assert_eq!(
        with(&child),
        [Problem::new(Field::DateOfBirth, Issue::Age { years: 14 })]
    );
}

#[test]
fn the_nik_is_compared_with_gender_and_province() {
    assert_eq!(
        issues(Field::Gender, "1"),
        [Issue::NikGenderDiffers { female: true }]
    );
    assert_eq!(
        issues(Field::Province, "ID-JT"),
        [Issue::NikProvinceDiffers { nik: "ID-JI" }]
    );
    let papua = [
        (Field::IdNumber, "9301014508680002"),
        (Field::Province, "ID-PA"),
    ];
    assert_eq!(with(&papua), [], "the list has no Papua Selatan");
    let passport = [
        (Field::IdType, "1"),
        (Field::Gender, "1"),
        (Field::Province, "ID-JT"),
    ];
    assert_eq!(with(&passport), [], "no NIK to compare with");
}

#[test]
fn a_kept_warning_is_no_problem() {
    let items = sample::items();
    let rules = sample::rules(&items);
    let mut form = sample::form();
    form.set(Field::DateOfBirth, "2010-08-05");
    form.kept.insert(WarningKey::Age, "  ".to_owned());
    assert_eq!(
        check(&form, &rules).len(),
        2,
        "a blank reason keeps nothing"
    );
    form.kept
        .insert(WarningKey::Age, "seen by the manager".to_owned());
    let problems = check(&form, &rules);
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].issue.warning_key(),
        Some(WarningKey::NikBirthDate)
    );
    assert_eq!(warnings(&problems).count(), 1);
    form.kept.insert(WarningKey::NikGender, "stale".to_owned());
    retire_kept(&mut form, &rules);
    assert_eq!(
        form.kept.keys().copied().collect::<Vec<_>>(),
        [WarningKey::Age]
    );
    form.set(Field::DateOfBirth, "2030-01-01");
    assert_eq!(
        check(&form, &rules)[0].issue,
        Issue::DateInFuture,
        "no reason keeps an error"
    );
}

#[test]
fn telephone_numbers() {
    assert_eq!(issues(Field::MobileNo, "0812 3456 789"), []);
    assert_eq!(
        issues(Field::MobileNo, "021 345 6789"),
        [Issue::MobilePrefix]
    );
    assert_eq!(issues(Field::MobileNo, "x"), [Issue::PhoneNumber]);
    assert_eq!(
        issues(Field::MobileNo, "+65 91234567"),
        [Issue::PhoneOtherCountry]
    );
    assert_eq!(
        issues(Field::PhoneNo, "12"),
        [Issue::PhoneLength {
            min: 4,
            max: 14,
            got: 2
        }]
    );
    assert_eq!(issues(Field::PhoneNo, " "), []);
    assert_eq!(issues(Field::PhoneCountryCode, "+62a"), [Issue::DialCode]);
    let no_code = [
        (Field::PhoneCountryCode, ""),
        (Field::MobileNo, "+62 812 345"),
    ];
    assert_eq!(
        with(&no_code),
        [Problem::new(Field::PhoneCountryCode, Issue::Required)]
    );
}

#[test]
fn postal_codes() {
    for typed in ["6125", "612588", "6125a", "61 258"] {
        assert_eq!(
            issues(Field::ZipCode, typed),
            [Issue::PostalCode],
            "{typed}"
        );
    }
    let abroad = |typed: &str| with(&[(Field::Country, "SG"), (Field::ZipCode, typed)]);
    assert_eq!(abroad("SW1A 1AA"), []);
    assert_eq!(abroad("123-4567"), []);
    assert_eq!(abroad("12_3")[0].issue, Issue::PostalCodeCharacters);
    assert_eq!(abroad("-")[0].issue, Issue::PostalCodeCharacters);
    assert_eq!(
        abroad(&"1".repeat(21))[0].issue,
        Issue::TooLong { max: 20, got: 21 }
    );
}

#[test]
fn the_card_below_the_nik() {
    let items = sample::items();
    let rules = sample::rules(&items);
    let mut form = sample::form();
    form.set(Field::DateOfBirth, "1986-08-05");
    form.kept.insert(
        WarningKey::NikBirthDate,
        "kept, and shown all the same".to_owned(),
    );
    let facts = nik_hint(&form, &rules).unwrap();
    assert_eq!(facts.formatted, "3515 1445 0868 0002");
    assert_eq!(facts.region.unwrap().district, Some("Sukodono"));
    assert_eq!((facts.female, facts.serial), (true, 2));
    assert_eq!(facts.birth_dates, [date(1968, 8, 5)]);
    assert_eq!(facts.differs, [WarningKey::NikBirthDate]);
    assert_eq!(format!("{facts:?}"), "NikFacts(***)");
    form.set(Field::IdNumber, "3515140101090001");
    assert_eq!(
        nik_hint(&form, &rules).unwrap().birth_dates,
        [date(2009, 1, 1), date(1909, 1, 1)]
    );
    form.set(Field::DateOfBirth, "2009-01-01");
    assert_eq!(
        nik_hint(&form, &rules).unwrap().birth_dates,
        [date(2009, 1, 1)],
        "the form settles it"
    );
    form.set(Field::IdType, "1");
    assert_eq!(nik_hint(&form, &rules), None);
}

proptest! {
    #[test]
    fn never_panics(typed in ".*", id_type in "[01]?", country in "(ID|SG|)") {
        let items = sample::items();
        let rules = sample::rules(&items);
        let mut form = Form::default();
        for field in Field::VALUES {
            form.set(field, typed.clone());
        }
        form.set(Field::IdType, id_type);
        form.set(Field::Country, country);
        let _ = check(&form, &rules);
        let _ = nik_hint(&form, &rules);
    }
}
