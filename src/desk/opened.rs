//! A form file that the program was started with: by its name as an argument, or by the desktop when it was double-clicked.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use crate::domain::form_file::FormFile;

/// Where the form file is. Masked: its name is often the name of a customer.
#[derive(Clone, PartialEq, Eq)]
pub struct FormPath(pub PathBuf);

impl FormPath {
    /// The file's name, to be told to a person.
    pub fn name(&self) -> String {
        let name = self.0.file_name().unwrap_or(self.0.as_os_str());
        name.to_string_lossy().into_owned()
    }
}

impl fmt::Debug for FormPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormPath(***)")
    }
}

/// A form file that was read.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedForm {
    /// What it says.
    pub file: FormFile,
    /// The folder that it lies in.
    pub folder: PathBuf,
}

impl fmt::Debug for OpenedForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpenedForm(***)")
    }
}

impl OpenedForm {
    /// The file that a picture's path means, if it lies in the form's folder or below.
    ///
    /// A form may come from anybody, and is opened by a double click: it must not choose among the other files of this
    /// computer, nor make it call a server (`\\server\share`). On the command line, where a person wrote it, it may.
    pub fn picture(&self, path: &str) -> Option<PathBuf> {
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        let path = Path::new(path);
        let is_inside = path.components().all(inside);
        is_inside.then(|| self.folder.join(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form_file;

    #[test]
    fn pictures_lie_beside_the_form_or_below() {
        let opened = OpenedForm {
            file: form_file::read("{}").unwrap(),
            folder: "/forms".into(),
        };
        let picture = |path: &str| opened.picture(path);
        assert_eq!(picture("a.jpg"), Some("/forms/a.jpg".into()));
        assert_eq!(picture("./b/a.jpg"), Some("/forms/b/a.jpg".into()));
        for elsewhere in ["/etc/passwd", "../a.jpg", "b/../../a.jpg"] {
            assert_eq!(picture(elsewhere), None, "{elsewhere}");
        }
        #[cfg(windows)]
        for elsewhere in [r"\\server\share\a.jpg", r"C:\a.jpg", "C:a.jpg", r"\a.jpg"] {
            assert_eq!(picture(elsewhere), None, "{elsewhere}");
        }
    }
}
