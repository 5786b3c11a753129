//! A form file and its pictures, read and judged: an application, or each problem on a line of its own, by field.

use std::path::Path;

use super::Exit;
use super::session::{Session, rules};
use crate::desk::explain::{self, Told};
use crate::domain::form_file::{self, FormFileIssue};
use crate::domain::normalise::normalise;
use crate::domain::{
    Application, Field, Form, Issue, ItemLists, Picture, Problem, Profile, Slot, check,
};
use crate::photo;
use crate::samples;

/// Reads the form file and its pictures: paths from the file's own folder, or absolute ones. Complains of what is wrong.
pub fn read(session: &Session, profile: &Profile, path: &Path) -> Result<Application, Exit> {
    let shown = path.display().to_string();
    let refuse = |told: &Told| {
        session.complain_at(&shown, told);
        Exit::Usage
    };
    let bytes = photo::read_file(path, form_file::MAX_BYTES as u64)
        .map_err(|error| refuse(&unreadable(&error)))?;
    let json = String::from_utf8(bytes).map_err(|_| refuse(&Told::new("cli-not-text")))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    judge(session, profile, &shown, &json, |name| {
        photo::read_file(&folder.join(name), profile.pictures.max_file_bytes)
            .map_err(|error| explain::read(&error).into())
    })
}

/// The sample customer.
pub fn sample(session: &Session, profile: &Profile) -> Result<Application, Exit> {
    let json = samples::customer_json();
    judge(session, profile, "customer.json", json, |name| {
        let bytes = samples::picture(name).map(<[u8]>::to_vec);
        bytes.ok_or_else(|| explain::read(&photo::ReadError::NotFound).into())
    })
}

/// Why a form file was not read. The words for pictures fit, but for these two.
fn unreadable(error: &photo::ReadError) -> Told {
    match error {
        photo::ReadError::TooLarge { .. } => {
            let max = form_file::MAX_BYTES;
            explain::form_file(&FormFileIssue::TooLarge { max }).into()
        }
        photo::ReadError::Empty => {
            let (line, column) = (1, 0);
            explain::form_file(&FormFileIssue::NotJson { line, column }).into()
        }
        photo::ReadError::IsFolder | photo::ReadError::NotAFile => Told::new("cli-not-a-file"),
        _ => explain::read(error).into(),
    }
}

fn judge(
    session: &Session,
    profile: &Profile,
    shown: &str,
    json: &str,
    load: impl Fn(&str) -> Result<Vec<u8>, Told>,
) -> Result<Application, Exit> {
    let file = form_file::read(json).map_err(|errors| {
        for error in errors {
            let place = error.field.as_deref().unwrap_or(shown);
            session.complain_at(place, &explain::form_file(&error.issue).into());
        }
        Exit::Usage
    })?;
    let mut form = file.form;
    let mut wrong = place_pictures(profile, &mut form, &file.pictures, load);
    let items = session.items(profile);
    let rules = rules(profile, &items);
    for field in Field::VALUES {
        normalise(&mut form, field, &rules);
    }
    let application = Application::parse(&form, &rules);
    if let Err(problems) = &application {
        let refused: Vec<Field> = wrong.iter().map(|(field, _)| *field).collect();
        let news = problems
            .iter()
            // A picture that was refused is not missed as well.
            .filter(|problem| !refused.contains(&problem.field))
            .map(|problem| (problem.field, told(problem, profile, &items)));
        wrong.extend(news);
    }
    if let Ok(set) = form.get(Field::GesturesSet).parse::<u8>()
        && !sets(profile).any(|known| known == set)
    {
        let problem = Problem::new(Field::GesturesSet, Issue::NotInList);
        wrong.push((problem.field, told(&problem, profile, &items)));
    }
    match application {
        Ok(application) if wrong.is_empty() => Ok(application),
        _ => {
            let order = check::form_order(profile.gesture_count);
            let place = |field: Field| order.iter().position(|known| *known == field);
            wrong.sort_by_key(|(field, _)| place(*field).unwrap_or(usize::MAX));
            for (field, told) in &wrong {
                session.complain_at(&name(*field), told);
            }
            Err(Exit::Usage)
        }
    }
}

/// Puts the pictures into their slots, as they will be sent; gives what was refused.
fn place_pictures(
    profile: &Profile,
    form: &mut Form,
    pictures: &[(Slot, String)],
    load: impl Fn(&str) -> Result<Vec<u8>, Told>,
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
        match load(path).and_then(|bytes| fitted(profile, *slot, &bytes)) {
            Ok(picture) => {
                form.pictures.insert(*slot, picture);
            }
            Err(told) => refused.push((field, told)),
        }
    }
    refused
}

fn fitted(profile: &Profile, slot: Slot, bytes: &[u8]) -> Result<Picture, Told> {
    let limits = profile.pictures.of(slot);
    photo::fit(bytes, &limits, profile.pictures.max_file_bytes)
        .map(|fitted| fitted.picture)
        .map_err(|error| explain::photo(&error).into())
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
