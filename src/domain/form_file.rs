//! A form as a file: a JSON object with the fields named as the API names them, and pictures as paths.
//!
//! ```json
//! {"email": "siti@mail.com", "id_type": 0, "id_photo": "card.jpg", "gestures_photos": ["1.jpg", "2.jpg"],
//!  "kept_warnings": {"nik_province": "moved in 2019"}}
//! ```

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::field::{Field, Slot};
use super::form::Form;
use super::problem::WarningKey;

/// Most bytes of a form file.
pub const MAX_BYTES: usize = 1024 * 1024;
/// Most paths in `gestures_photos` (the vendor's example sends 8, a profile asks for up to 16).
pub const MAX_GESTURES: usize = 16;
/// Most bytes of the path of a picture.
pub const MAX_PATH_BYTES: usize = 4096;
/// Most characters of a reason for keeping a warning.
pub const MAX_REASON_CHARS: usize = 500;
/// Most errors that are told.
const MAX_ERRORS: usize = 100;
/// Most digits of a whole number; the longest value that may be one, a document's number, is shorter.
const MAX_DIGITS: usize = 32;
/// Most characters of a name that are repeated in an error.
const MAX_NAME_CHARS: usize = 64;

/// A form file, read: the form without its pictures, and where they are.
#[derive(Clone, PartialEq, Eq)]
pub struct FormFile {
    /// The values and the reasons for kept warnings.
    pub form: Form,
    /// A path for each picture, as written; a relative one is meant from the file's own folder.
    pub pictures: Vec<(Slot, String)>,
}

impl fmt::Debug for FormFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "FormFile(*** {:?}, {} paths)",
            self.form,
            self.pictures.len()
        )
    }
}

/// Something wrong with a form file. It repeats names of fields, never values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{issue}", field.as_ref().map(|name| format!("{name}: ")).unwrap_or_default())]
pub struct FormFileError {
    /// The name of the field, as in the file; `None` if it is the file as a whole.
    pub field: Option<String>,
    /// What is wrong.
    pub issue: FormFileIssue,
}

/// What is wrong with a form file. The text a person reads is `form-file-…` in assets/text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormFileIssue {
    /// More than [`MAX_BYTES`].
    #[error("larger than {max} bytes")]
    TooLarge {
        /// Most bytes.
        max: usize,
    },
    /// Not JSON from this place on.
    #[error("not JSON at line {line}, column {column}")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// JSON, but not an object where one belongs.
    #[error("not an object")]
    NotAnObject,
    /// No field of this name.
    #[error("unknown")]
    Unknown,
    /// Given twice.
    #[error("given more than once")]
    Duplicate,
    /// A list, an object, a fraction, `true`, `null` or a number too long, where a text or whole number belongs.
    #[error("neither a text nor a whole number")]
    NotAValue,
    /// Something else where a text belongs.
    #[error("not a text")]
    NotText,
    /// Not a usable path: empty, with a NUL, or so long that it is rather a picture itself.
    #[error("not a path")]
    NotAPath,
    /// Something else where a list of paths belongs.
    #[error("not a list of paths")]
    NotAList,
    /// More paths than [`MAX_GESTURES`].
    #[error("more than {max} paths")]
    TooMany {
        /// Most paths.
        max: usize,
    },
    /// A reason for keeping a warning that says nothing.
    #[error("an empty reason")]
    BlankReason,
    /// A reason for keeping a warning longer than [`MAX_REASON_CHARS`].
    #[error("a reason of more than {max} characters")]
    ReasonTooLong {
        /// Most characters.
        max: usize,
    },
}

/// Reads a form file.
///
/// Values may be texts or whole numbers, which are kept digit for digit; whether they are good is the matter of
/// [`super::check`]. `update_at` is ignored: it is the time of sending. Errors: everything that is wrong, at most a
/// hundred, each naming its field.
pub fn read(json: &str) -> Result<FormFile, Vec<FormFileError>> {
    let whole = |issue| vec![FormFileError { field: None, issue }];
    if json.len() > MAX_BYTES {
        return Err(whole(FormFileIssue::TooLarge { max: MAX_BYTES }));
    }
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let pairs = pairs(json).map_err(whole)?;
    let mut reader = Reader {
        file: FormFile {
            form: Form::default(),
            pictures: Vec::new(),
        },
        errors: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for (name, value) in &pairs.0 {
        let result = if seen.insert(name.as_str()) {
            reader.field(name, value)
        } else {
            Err(FormFileIssue::Duplicate)
        };
        if let Err(issue) = result {
            reader.wrong(name, issue);
        }
        if reader.errors.len() >= MAX_ERRORS {
            break;
        }
    }
    if reader.errors.is_empty() {
        Ok(reader.file)
    } else {
        Err(reader.errors)
    }
}

struct Reader {
    file: FormFile,
    errors: Vec<FormFileError>,
}

impl Reader {
    fn wrong(&mut self, name: &str, issue: FormFileIssue) {
        let field = name
            .chars()
            .filter(|shown| !shown.is_control())
            .take(MAX_NAME_CHARS)
            .collect();
        self.errors.push(FormFileError {
            field: Some(field),
            issue,
        });
    }

    fn field(&mut self, name: &str, value: &RawValue) -> Result<(), FormFileIssue> {
        match (name, Field::from_api_name(name)) {
            ("update_at", _) => Ok(()),
            ("kept_warnings", _) => self.kept(value),
            ("gestures_photos", _) => self.gestures(value),
            (_, Some(Field::Picture(slot))) => {
                let path = path(value)?;
                self.file.pictures.push((slot, path));
                Ok(())
            }
            (_, Some(field)) => {
                self.file.form.set(field, scalar(value)?);
                Ok(())
            }
            (_, None) => Err(FormFileIssue::Unknown),
        }
    }

    fn gestures(&mut self, value: &RawValue) -> Result<(), FormFileIssue> {
        let paths: Vec<&RawValue> =
            serde_json::from_str(value.get()).map_err(|_| FormFileIssue::NotAList)?;
        if paths.len() > MAX_GESTURES {
            return Err(FormFileIssue::TooMany { max: MAX_GESTURES });
        }
        for (index, value) in (0_u8..).zip(paths) {
            match path(value) {
                Ok(path) => self.file.pictures.push((Slot::Gesture(index), path)),
                Err(issue) => self.wrong(&format!("gestures_photos[{index}]"), issue),
            }
        }
        Ok(())
    }

    fn kept(&mut self, value: &RawValue) -> Result<(), FormFileIssue> {
        let pairs = pairs(value.get()).map_err(|_| FormFileIssue::NotAnObject)?;
        for (name, value) in &pairs.0 {
            if self.errors.len() >= MAX_ERRORS {
                break;
            }
            if let Err(issue) = self.reason(name, value) {
                self.wrong(&format!("kept_warnings.{name}"), issue);
            }
        }
        Ok(())
    }

    fn reason(&mut self, name: &str, value: &RawValue) -> Result<(), FormFileIssue> {
        let key = WarningKey::from_name(name).ok_or(FormFileIssue::Unknown)?;
        let reason = text(value)?;
        if reason.trim().is_empty() {
            return Err(FormFileIssue::BlankReason);
        }
        if reason.chars().count() > MAX_REASON_CHARS {
            return Err(FormFileIssue::ReasonTooLong {
                max: MAX_REASON_CHARS,
            });
        }
        match self.file.form.kept.insert(key, reason) {
            None => Ok(()),
            Some(_) => Err(FormFileIssue::Duplicate),
        }
    }
}

fn text(value: &RawValue) -> Result<String, FormFileIssue> {
    serde_json::from_str(value.get()).map_err(|_| FormFileIssue::NotText)
}

/// A text, or a whole number as it is written: it never passes through a float.
fn scalar(value: &RawValue) -> Result<String, FormFileIssue> {
    let raw = value.get();
    if raw.starts_with('"') {
        return text(value);
    }
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let whole = (1..=MAX_DIGITS).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    whole
        .then(|| raw.to_owned())
        .ok_or(FormFileIssue::NotAValue)
}

fn path(value: &RawValue) -> Result<String, FormFileIssue> {
    let path = text(value)?;
    let good = !path.trim().is_empty() && path.len() <= MAX_PATH_BYTES && !path.contains('\0');
    good.then_some(path).ok_or(FormFileIssue::NotAPath)
}

/// The members of an object in their order, doubles included, the values not yet read.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

fn pairs(json: &str) -> Result<Pairs<'_>, FormFileIssue> {
    serde_json::from_str(json).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => FormFileIssue::NotAnObject,
        _ => FormFileIssue::NotJson {
            line: error.line(),
            column: error.column(),
        },
    })
}

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(name) = map.next_key()? {
                    pairs.push((name, map.next_value()?));
                }
                Ok(pairs)
            }
        }

        deserializer.deserialize_map(Members).map(Pairs)
    }
}

#[cfg(test)]
mod tests;
