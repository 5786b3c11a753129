//! A form file and its pictures, read and judged: an application, or each problem on a line of its own, by field.

use std::collections::BTreeMap;
use std::path::Path;

use super::Exit;
use super::session::{Session, rules};
use crate::desk::explain::{self, Told};
use crate::domain::form_file::{self, FormFileError, FormFileIssue};
use crate::domain::normalise::normalise;
use crate::domain::{
    Application, Field, Form, Issue, ItemLists, Picture, Problem, Profile, Slot, check,
};
use crate::photo;
use crate::samples;
use crate::store::cases::Original;

/// A form file as it was read: the form, and what is wrong with it.
pub struct Judged {
    /// The values, normalised, and the pictures that could be used.
    pub form: Form,
    /// The files that the pictures were made from; none for those that stood already.
    pub originals: BTreeMap<Slot, Original>,
    /// What goes out; `None` if something is wrong.
    pub application: Option<Application>,
    /// Pictures that could not be used.
    refused: Vec<(Field, Told)>,
    /// Everything else that is wrong with it.
    problems: Vec<(Field, Told)>,
}

impl Judged {
    /// Number of problems, pictures apart.
    pub fn problem_count(&self) -> usize {
        self.problems.len()
    }

    /// True if every picture that the file names is in place.
    pub fn has_its_pictures(&self) -> bool {
        self.refused.is_empty()
    }

    /// What is wrong, in form order, each with the field's name; the pictures that could not be used alone, or all.
    pub fn wrong(&self, pictures_alone: bool, profile: &Profile) -> Vec<(String, &Told)> {
        let others = self.problems.iter().filter(|_| !pictures_alone);
        let mut wrong: Vec<&(Field, Told)> = self.refused.iter().chain(others).collect();
        let order = check::form_order(profile.gesture_count);
        let place = |field: Field| order.iter().position(|known| *known == field);
        wrong.sort_by_key(|(field, _)| place(*field).unwrap_or(usize::MAX));
        wrong
            .into_iter()
            .map(|(field, told)| (name(*field), told))
            .collect()
    }
}

/// Reads the form file and its pictures: paths from the file's own folder, or absolute ones. Complains of what is wrong.
pub fn read(session: &Session, profile: &Profile, path: &Path) -> Result<Application, Exit> {
    let judged = read_file(session, profile, path, BTreeMap::new()).map_err(|wrong| {
        complain(session, &wrong, None);
        Exit::Usage
    })?;
    whole(session, profile, judged)
}

/// Reads a form file and its pictures, whatever is wrong with them. `pictures` stand where the file names none.
///
/// # Errors
/// What is wrong with the file itself: each with the place, a field's name or the file.
pub fn read_file(
    session: &Session,
    profile: &Profile,
    path: &Path,
    pictures: BTreeMap<Slot, Picture>,
) -> Result<Judged, Vec<(String, Told)>> {
    let shown = path.display().to_string();
    let refuse = |told: Told| vec![(shown.clone(), told)];
    let bytes = photo::read_file(path, form_file::MAX_BYTES as u64)
        .map_err(|error| refuse(explain::form_read(&error)))?;
    let json = String::from_utf8(bytes).map_err(|_| refuse(Told::new("cli-not-text")))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    judge(session, profile, &shown, &json, pictures, |name| {
        photo::read_file(&folder.join(name), profile.pictures.max_file_bytes)
            .map_err(|error| explain::read(&error).into())
    })
}

/// Says what is wrong, a line each; with the file before the field where there are several files.
pub fn complain(session: &Session, wrong: &[(String, Told)], file: Option<&Path>) {
    for (place, told) in wrong {
        match file.map(|file| file.display().to_string()) {
            Some(file) if file != *place => {
                session.complain_at(&format!("{file}: {place}"), told);
            }
            _ => session.complain_at(place, told),
        }
    }
}

fn whole(session: &Session, profile: &Profile, judged: Judged) -> Result<Application, Exit> {
    for (place, told) in judged.wrong(false, profile) {
        session.complain_at(&place, told);
    }
    judged.application.ok_or(Exit::Usage)
}

/// The sample customer.
pub fn sample(session: &Session, profile: &Profile) -> Result<Application, Exit> {
    let json = samples::customer_json();
    let judged = judge(
        session,
        profile,
        "customer.json",
        json,
        BTreeMap::new(),
        |name| {
            let bytes = samples::picture(name).map(<[u8]>::to_vec);
            bytes.ok_or_else(|| explain::read(&photo::ReadError::NotFound).into())
        },
    );
    let judged = judged.map_err(|wrong| {
        complain(session, &wrong, None);
        Exit::Usage
    })?;
    whole(session, profile, judged)
}

fn judge(
    session: &Session,
    profile: &Profile,
    shown: &str,
    json: &str,
    pictures: BTreeMap<Slot, Picture>,
    load: impl Fn(&str) -> Result<Vec<u8>, Told>,
) -> Result<Judged, Vec<(String, Told)>> {
    let file = form_file::read(json).map_err(|errors| {
        let place = |error: FormFileError| {
            let told = explain::form_file(&error.issue).into();
            (error.field.unwrap_or_else(|| shown.to_owned()), told)
        };
        errors.into_iter().map(place).collect::<Vec<_>>()
    })?;
    let mut form = file.form;
    form.pictures = pictures;
    let mut originals = BTreeMap::new();
    let refused = place_pictures(profile, &file.pictures, load, |slot, picture, original| {
        form.pictures.insert(slot, picture);
        originals.insert(slot, original);
    });
    let items = session.items(profile);
    let rules = rules(profile, &items);
    for field in Field::VALUES {
        normalise(&mut form, field, &rules);
    }
    let application = Application::parse(&form, &rules);
    let mut problems = Vec::new();
    if let Err(found) = &application {
        let told_already: Vec<Field> = refused.iter().map(|(field, _)| *field).collect();
        let news = found
            .iter()
            // A picture that was refused is not missed as well.
            .filter(|problem| !told_already.contains(&problem.field))
            .map(|problem| (problem.field, told(problem, profile, &items)));
        problems.extend(news);
    }
    if let Ok(set) = form.get(Field::GesturesSet).parse::<u8>()
        && !sets(profile).any(|known| known == set)
    {
        let problem = Problem::new(Field::GesturesSet, Issue::NotInList);
        problems.push((problem.field, told(&problem, profile, &items)));
    }
    let is_whole = refused.is_empty() && problems.is_empty();
    Ok(Judged {
        form,
        originals,
        application: application.ok().filter(|_| is_whole),
        refused,
        problems,
    })
}

/// Gives each picture as it will be sent, with the file that it was made from, to `put`; returns what was refused.
fn place_pictures(
    profile: &Profile,
    pictures: &[(Slot, String)],
    load: impl Fn(&str) -> Result<Vec<u8>, Told>,
    mut put: impl FnMut(Slot, Picture, Original),
) -> Vec<(Field, Told)> {
    let mut refused = Vec::new();
    for (slot, path) in pictures {
        let field = Field::Picture(*slot);
        if matches!(slot, Slot::Gesture(index) if *index >= profile.gesture_count) {
            let max = usize::from(profile.gesture_count);
            let told = explain::form_file(&FormFileIssue::TooMany { max }).into();
            refused.push((field, told));
            continue;
        }
        match load(path).and_then(|bytes| fitted(profile, *slot, bytes)) {
            Ok((picture, original)) => put(*slot, picture, original),
            Err(told) => refused.push((field, told)),
        }
    }
    refused
}

fn fitted(profile: &Profile, slot: Slot, bytes: Vec<u8>) -> Result<(Picture, Original), Told> {
    let limits = profile.pictures.of(slot);
    let order = photo::Order {
        bytes: &bytes,
        slot: Some(slot),
        limits: &limits,
        max_file_bytes: profile.pictures.max_file_bytes,
        edit: &crate::domain::Edit::default(),
    };
    let fitted = crate::desk::runtime::apart::fit(&order, &mut |_| {})
        .map_err(|error| explain::photo(&error))?;
    let original = if fitted.is_original {
        Original::Same
    } else {
        Original::New(bytes.into())
    };
    Ok((fitted.picture, original))
}

/// The words of the window, and where those speak of things that only a window has, words for a file.
fn told(problem: &Problem, profile: &Profile, items: &ItemLists) -> Told {
    if problem.issue == Issue::NotInList {
        return match codes(problem.field, profile, items) {
            Some(codes) => Told::new("cli-not-in-list").arg("codes", codes),
            None => Told::new("cli-not-a-country"),
        };
    }
    let told = Told::from(explain::problem(&problem.issue));
    match problem.issue.warning_key() {
        Some(key) => told.arg("key", key.name()).hint("cli-keep-hint"),
        None => told,
    }
}

/// The values that a field takes; `None` for countries, which are too many.
fn codes(field: Field, profile: &Profile, items: &ItemLists) -> Option<String> {
    let numbers = |list: &[(u8, String)]| list.iter().map(|(id, _)| id.to_string()).collect();
    let codes: Vec<String> = match field {
        Field::IdType => numbers(&items.id_types),
        Field::Occupation => numbers(&items.occupations),
        Field::Gender => vec!["0".to_owned(), "1".to_owned()],
        Field::GesturesSet => sets(profile).map(|id| id.to_string()).collect(),
        Field::Province => items
            .provinces
            .iter()
            .map(|(code, _)| code.clone())
            .collect(),
        _ => return None,
    };
    Some(codes.join(", "))
}

fn sets(profile: &Profile) -> impl Iterator<Item = u8> {
    profile.gesture_sets.iter().map(|set| set.id)
}

/// The API's name of a field, with the index of the gesture, counted from 0 as in the file.
fn name(field: Field) -> String {
    match field {
        Field::Picture(Slot::Gesture(index)) => format!("{}[{index}]", field.api_name()),
        _ => field.api_name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Finding, FindingKind, Grade, sample};

    /// A picture in which this was found.
    fn red(kind: FindingKind) -> Picture {
        let mut picture = sample::picture();
        let made = Arc::make_mut(&mut picture.made);
        made.verdict.findings.push(Finding {
            kind,
            grade: Grade::Red,
            areas: Vec::new(),
            measured: 1,
            threshold: 2,
        });
        picture
    }

    /// What is said of a form with a blurred identity card and these reasons.
    fn said(kept: &str) -> Vec<(String, Told)> {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::open(Some(folder.path()), false).unwrap();
        let profile = Profile::training();
        let pictures = BTreeMap::from([(Slot::IdPhoto, red(FindingKind::Blurred))]);
        let json = format!(r#"{{"name": "Siti", "kept_warnings": {{{kept}}}}}"#);
        let none = |_: &str| Err(Told::new("photo-read-not-found"));
        let judged = judge(&session, &profile, "form.json", &json, pictures, none);
        let judged = judged.unwrap_or_else(|wrong| panic!("{wrong:?}"));
        assert!(judged.application.is_none(), "much is missing");
        let wrong = judged.wrong(false, &profile);
        let of_card = wrong.into_iter().filter(|(place, _)| place == "id_photo");
        of_card.map(|(place, told)| (place, told.clone())).collect()
    }

    #[test]
    fn a_red_picture_is_told_with_the_key_under_which_it_is_kept() {
        let told = said("");
        assert_eq!(told.len(), 1, "{told:?}");
        let words = told[0].1.full(crate::text::of(crate::domain::Lang::En));
        assert!(words.contains("kept_warnings.id_photo.blurred"), "{words}");
        assert!(said(r#""id_photo.blurred": "the card is worn""#).is_empty());
        let other = said(r#""id_photo.dark": "the card is worn""#);
        assert_eq!(other.len(), 1, "kept is what was found, nothing else");
    }
}
