//! The words for what is wrong with a form, or with a file that holds one.

use crate::domain::Issue;
use crate::domain::form_file::FormFileIssue;
use crate::domain::region;
use crate::text::Arg;

/// The id of the text for an issue, and the values to put in.
pub fn problem(issue: &Issue) -> (&'static str, Vec<(&'static str, Arg)>) {
    match issue {
        Issue::Required => ("problem-required", Vec::new()),
        Issue::TooLong { max, got } => (
            "problem-too-long",
            vec![("max", (*max).into()), ("got", (*got).into())],
        ),
        Issue::ControlCharacter => ("problem-control-character", Vec::new()),
        Issue::Email => ("problem-email", Vec::new()),
        Issue::PhoneNumber => ("problem-phone-number", Vec::new()),
        Issue::PhoneDecimal => ("problem-phone-decimal", Vec::new()),
        Issue::PhoneLength { min, max, got } => (
            "problem-phone-length",
            vec![
                ("min", (*min).into()),
                ("max", (*max).into()),
                ("got", (*got).into()),
            ],
        ),
        Issue::PhoneOtherCountry => ("problem-phone-other-country", Vec::new()),
        Issue::MobilePrefix => ("problem-mobile-prefix", Vec::new()),
        Issue::DialCode => ("problem-dial-code", Vec::new()),
        Issue::DateFormat => ("problem-date-format", Vec::new()),
        Issue::DateNotReal => ("problem-date-not-real", Vec::new()),
        Issue::DateInFuture => ("problem-date-in-future", Vec::new()),
        Issue::DateTooOld => ("problem-date-too-old", Vec::new()),
        Issue::Age { years } => ("problem-age", vec![("years", i64::from(*years).into())]),
        Issue::NikDigits => ("problem-nik-digits", Vec::new()),
        Issue::NikLength { got } => ("problem-nik-length", vec![("got", (*got).into())]),
        Issue::NikProvinceUnknown => ("problem-nik-province-unknown", Vec::new()),
        Issue::NikRegion => ("problem-nik-region", Vec::new()),
        Issue::NikDate => ("problem-nik-date", Vec::new()),
        Issue::NikSerial => ("problem-nik-serial", Vec::new()),
        Issue::NikBirthDateDiffers { nik } => (
            "problem-nik-birth-date-differs",
            vec![("date", nik.to_string().into())],
        ),
        Issue::NikGenderDiffers { female: true } => {
            ("problem-nik-gender-differs-female", Vec::new())
        }
        Issue::NikGenderDiffers { female: false } => {
            ("problem-nik-gender-differs-male", Vec::new())
        }
        Issue::NikProvinceDiffers { nik } => (
            "problem-nik-province-differs",
            vec![("province", region::province_name(nik).unwrap_or(nik).into())],
        ),
        Issue::PassportNumber => ("problem-passport-number", Vec::new()),
        Issue::PostalCode => ("problem-postal-code", Vec::new()),
        Issue::PostalCodeCharacters => ("problem-postal-code-characters", Vec::new()),
        Issue::NotInList => ("problem-not-in-list", Vec::new()),
        Issue::PictureMissing => ("problem-picture-missing", Vec::new()),
        Issue::Picture { kind, .. } => (super::finding::title(*kind), Vec::new()),
        Issue::Server(message) => ("problem-server", vec![("message", message.as_str().into())]),
    }
}

/// The id of the text for what is wrong with a form file, and the values to put in.
pub fn form_file(issue: &FormFileIssue) -> (&'static str, Vec<(&'static str, Arg)>) {
    match issue {
        FormFileIssue::TooLarge { max } => {
            ("form-file-too-large", vec![("max", (*max / 1024).into())])
        }
        FormFileIssue::NotJson { line, column } => (
            "form-file-not-json",
            vec![("line", (*line).into()), ("column", (*column).into())],
        ),
        FormFileIssue::NotAnObject => ("form-file-not-an-object", Vec::new()),
        FormFileIssue::Unknown => ("form-file-unknown", Vec::new()),
        FormFileIssue::Duplicate => ("form-file-duplicate", Vec::new()),
        FormFileIssue::NotAValue => ("form-file-not-a-value", Vec::new()),
        FormFileIssue::NotText => ("form-file-not-text", Vec::new()),
        FormFileIssue::NotAPath => ("form-file-not-a-path", Vec::new()),
        FormFileIssue::NotAList => ("form-file-not-a-list", Vec::new()),
        FormFileIssue::TooMany { max } => ("form-file-too-many", vec![("max", (*max).into())]),
        FormFileIssue::BlankReason => ("form-file-blank-reason", Vec::new()),
        FormFileIssue::ReasonTooLong { max } => {
            ("form-file-reason-too-long", vec![("max", (*max).into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::Lang;
    use crate::text;

    fn all() -> Vec<(&'static str, Vec<(&'static str, Arg)>)> {
        let issues = [
            Issue::Required,
            Issue::TooLong { max: 255, got: 256 },
            Issue::ControlCharacter,
            Issue::Email,
            Issue::PhoneNumber,
            Issue::PhoneDecimal,
            Issue::PhoneLength {
                min: 9,
                max: 12,
                got: 7,
            },
            Issue::PhoneOtherCountry,
            Issue::MobilePrefix,
            Issue::DialCode,
            Issue::DateFormat,
            Issue::DateNotReal,
            Issue::DateInFuture,
            Issue::DateTooOld,
            Issue::Age { years: 16 },
            Issue::NikDigits,
            Issue::NikLength { got: 15 },
            Issue::NikProvinceUnknown,
            Issue::NikRegion,
            Issue::NikDate,
            Issue::NikSerial,
            Issue::NikBirthDateDiffers {
                nik: date(1968, 8, 5),
            },
            Issue::NikGenderDiffers { female: true },
            Issue::NikGenderDiffers { female: false },
            Issue::NikProvinceDiffers { nik: "ID-JI" },
            Issue::PassportNumber,
            Issue::PostalCode,
            Issue::PostalCodeCharacters,
            Issue::NotInList,
            Issue::PictureMissing,
            Issue::Server("email taken".to_owned()),
        ];
        let files = [
            FormFileIssue::TooLarge { max: 1_048_576 },
            FormFileIssue::NotJson {
                line: 2,
                column: 10,
            },
            FormFileIssue::NotAnObject,
            FormFileIssue::Unknown,
            FormFileIssue::Duplicate,
            FormFileIssue::NotAValue,
            FormFileIssue::NotText,
            FormFileIssue::NotAPath,
            FormFileIssue::NotAList,
            FormFileIssue::TooMany { max: 16 },
            FormFileIssue::BlankReason,
            FormFileIssue::ReasonTooLong { max: 500 },
        ];
        issues
            .iter()
            .map(problem)
            .chain(files.iter().map(form_file))
            .collect()
    }

    #[test]
    fn both_languages_have_words_for_each_with_every_value_put_in() {
        for lang in [Lang::Id, Lang::En] {
            let texts = text::of(lang);
            for (id, args) in all() {
                assert!(texts.has(id), "{id} in {lang:?}");
                let words = texts.with(id, &args);
                assert!(!words.contains('{'), "{words}");
                for (name, value) in &args {
                    let shown = match value {
                        Arg::Text(shown) => shown.clone(),
                        Arg::Count(count) => count.to_string(),
                    };
                    assert!(words.contains(&shown), "{id} in {lang:?} leaves out {name}");
                }
            }
        }
    }

    #[test]
    fn specific_words() {
        let words = |lang, issue: &Issue| {
            let (id, args) = problem(issue);
            text::of(lang).with(id, &args)
        };
        assert_eq!(
            words(Lang::En, &Issue::NikLength { got: 15 }),
            "The NIK needs 16 digits, this has 15"
        );
        let differs = Issue::NikProvinceDiffers { nik: "ID-JI" };
        assert!(words(Lang::Id, &differs).contains("Jawa Timur"));
    }
}
