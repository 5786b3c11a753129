//! Reads the form file that the program was started with.

use std::path::Path;

use super::{blocking, reading};
use crate::desk::explain::{self, Told};
use crate::desk::opened::{FormPath, OpenedForm};
use crate::domain::form_file::{self, FormFile, FormFileError};

/// The form, or the first thing that is wrong with it: nothing is taken of one that is wrong.
pub(super) async fn open(path: FormPath) -> Result<Box<OpenedForm>, Told> {
    let name = path.name();
    let of_file = |told: Told| told.arg("file", name.clone()).hint("opened-hint");
    let max_bytes = form_file::MAX_BYTES as u64;
    let bytes = reading::read_as(path.0.clone(), max_bytes, explain::form_read).await;
    let bytes = bytes.map_err(of_file)?;
    let json = std::str::from_utf8(&bytes).map_err(|_| of_file(Told::new("cli-not-text")))?;
    let file = form_file::read(json).map_err(|errors| match errors.into_iter().next() {
        Some(FormFileError { field, issue }) => {
            let told = of_file(explain::form_file(&issue).into());
            match field {
                Some(field) => told.arg("field", field).hint("opened-field-hint"),
                None => told,
            }
        }
        None => of_file(Told::new("cli-not-text")),
    })?;
    crate::logs::info!("a form file was opened", pictures = file.pictures.len());
    let folder = path.0.parent().unwrap_or(&path.0).to_owned();
    let file = blocking(move || inside(file, &path.0)).await;
    Ok(Box::new(OpenedForm { file, folder }))
}

/// With the true place of every picture that a link leads out of the form's folder: it is not taken then.
fn inside(mut file: FormFile, form: &Path) -> FormFile {
    let folder = form.parent().unwrap_or(form);
    let Ok(true_folder) = folder.canonicalize() else {
        return file;
    };
    for (_, path) in &mut file.pictures {
        if let Ok(true_path) = folder.join(&*path).canonicalize()
            && !true_path.starts_with(&true_folder)
        {
            *path = true_path.to_string_lossy().into_owned();
        }
    }
    file
}
