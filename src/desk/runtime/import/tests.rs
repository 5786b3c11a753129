use super::*;

fn names(listed: &Listed) -> Vec<&str> {
    listed.files.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn a_folder_gives_its_files_in_order_and_what_is_left_out_is_counted() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("siti");
    fs::create_dir_all(root.join("more/deep")).unwrap();
    for name in [
        "g10.jpg",
        "g2.jpg",
        ".hidden.jpg",
        "Thumbs.db",
        "more/ktp.jpg",
        "more/deep/x.jpg",
    ] {
        fs::write(root.join(name), b"x").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", root.join("link.jpg")).unwrap();
    let listed = list(vec![Dropped::Path(root)]);
    assert_eq!(names(&listed), ["g2.jpg", "g10.jpg", "ktp.jpg"]);
    assert_eq!(listed.files[2].folder, "more");
    assert_eq!(listed.left_out, if cfg!(unix) { 2 } else { 1 });
}

#[test]
fn no_more_files_than_the_bound() {
    let home = tempfile::tempdir().unwrap();
    for number in 0..MAX_FILES + 7 {
        fs::write(home.path().join(format!("{number}.jpg")), b"x").unwrap();
    }
    let listed = list(vec![Dropped::Path(home.path().to_owned())]);
    assert_eq!((listed.files.len(), listed.left_out), (MAX_FILES, 7));
}

#[test]
fn the_samples_are_what_they_show() {
    for (at, (name, bytes)) in crate::samples::pictures().enumerate() {
        let wanted = match at {
            0 => Content::Card,
            2 => Content::Page,
            _ => Content::Portrait,
        };
        let small = photo::preview(bytes, SIDE_PX).unwrap();
        // The drawn selfie is a bright wall around little skin, which passes for paper; its name says what it is.
        if at != 1 {
            assert_eq!(content(&small), Some(wanted), "{name}");
        }
    }
}

#[test]
fn an_even_picture_goes_by_its_proportions() {
    let even = |width: u32, height: u32| Rgba {
        width,
        height,
        pixels: vec![90; (width * height * 4) as usize],
    };
    assert_eq!(content(&even(254, 160)), Some(Content::Card));
    assert_eq!(content(&even(240, 160)), None);
    assert_eq!(content(&even(120, 200)), Some(Content::Portrait));
}
