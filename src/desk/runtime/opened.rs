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

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::desk::opened::OpenedForm;

    #[test]
    fn a_link_does_not_lead_out_of_the_folder() {
        let outside = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(outside.path().join("secret.jpg"), "x").unwrap();
        std::fs::write(at("card.jpg"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.jpg"), at("link.jpg")).unwrap();
        std::os::unix::fs::symlink(at("card.jpg"), at("own.jpg")).unwrap();
        for (name, is_taken) in [
            ("card.jpg", true),
            ("own.jpg", true),
            ("missing.jpg", true),
            ("link.jpg", false),
        ] {
            let file = form_file::read(&format!(r#"{{"id_photo": "{name}"}}"#)).unwrap();
            let file = inside(file, &at("form.tcdxform"));
            let opened = OpenedForm {
                file: file.clone(),
                folder: folder.path().to_owned(),
            };
            let taken = opened.picture(&file.pictures[0].1);
            assert_eq!(taken.is_some(), is_taken, "{name}");
        }
    }
}
