use std::fs;

use super::*;
use crate::domain::profile::TRAINING;
use crate::domain::{Lang, Settings};

const EXAMPLE: &str = include_str!("../../../packaging/config.example.toml");

const PROFILE: &str = "[[profile]]\nname = \"Cabang\"\nkind = \"live\"\n\
                       base_url = \"https://api.example.com\"\napi_key = \"k-1\"\n";

/// A folder with the file in it, both as protected as they must be.
fn folder_with(text: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, text).unwrap();
    #[cfg(unix)]
    mode(&path, 0o644);
    (folder, path)
}

#[cfg(unix)]
fn mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Who owns the files of this test.
#[cfg(unix)]
fn me(path: &Path) -> u32 {
    std::os::unix::fs::MetadataExt::uid(&fs::metadata(path).unwrap())
}

#[cfg(not(unix))]
fn me(_path: &Path) -> u32 {
    0
}

fn load_text(text: &str) -> Result<Managed, ManagedError> {
    let (_folder, path) = folder_with(text.as_bytes());
    find(&path, None, me(&path))
}

#[test]
fn the_example_is_right_and_names_every_setting() {
    let managed = load_text(EXAMPLE).unwrap();
    assert_eq!(managed.by, "IT Kantor Pusat");
    assert!(!managed.contact.is_empty() && !managed.forbids_own);
    assert_eq!(managed.profiles.len(), 1);
    let all = Settings {
        language: Some(Lang::Id),
        ..Settings::default()
    };
    for (key, value) in toml::Table::try_from(&all).unwrap() {
        let told = managed.defaults.get(&key).or(managed.locked.get(&key));
        let told = told.unwrap_or_else(|| panic!("the example leaves out {key}"));
        assert!(told.same_type(&value), "{key}");
    }
    assert!(managed.is_locked("keep_pictures_days"));
}

#[test]
fn a_short_file_is_enough() {
    let managed = load_text("managed_by = \"IT\"\n").unwrap();
    assert_eq!(managed.by, "IT");
    let settings = managed.settings(&toml::Table::new()).unwrap();
    assert_eq!(settings, Settings::default());
    let text = format!(
        "managed_by = \"IT\"\nown_profiles = false\n{PROFILE}[locked]\nprofile = \"Cabang\"\n"
    );
    let managed = load_text(&text).unwrap();
    assert!(managed.forbids_own);
    let settings = managed.settings(&toml::Table::new()).unwrap();
    assert_eq!(settings.profile, "Cabang");
    assert_eq!(managed.profiles[0].gesture_count, 8);
}

/// The line and column of what is wrong, and the message.
fn refused(text: &str) -> ((usize, usize), String) {
    let error = load_text(text).unwrap_err();
    let told = error.to_string();
    assert!(!told.contains('\n') && !told.contains("s3cr3t"), "{told}");
    (error.place.unwrap_or_default(), error.problem.to_string())
}

#[test]
fn what_is_wrong_is_told_by_line_and_column() {
    let head = "managed_by = \"IT\"\n";
    let long = "x".repeat(2049);
    for (rest, place, word) in [
        ("colour = 1", (2, 1), "unknown field"),
        ("own_profiles = \"no\"", (2, 16), "expected a boolean"),
        ("[defaults]\nlangage = \"id\"", (3, 1), "unknown field"),
        (
            "[defaults]\n\n  theme = \"s3cr3t\"",
            (4, 11),
            "expected one of",
        ),
        (
            "[locked]\nsends_at_once = \"s3cr3t\"",
            (3, 17),
            "expected u32",
        ),
        ("[locked]\nsends_at_once = -1", (3, 17), "expected u32"),
        ("[locked]\nsends_at_once = 9", (3, 17), "1 to 8"),
        ("[locked]\npolls_per_minute = 0", (3, 20), "1 to 6000"),
        (
            "[defaults]\nkeep_pictures_days = 3651",
            (3, 22),
            "0 to 3650",
        ),
        (
            "[defaults]\nstaff_name = \"a\\tb\"",
            (3, 14),
            "text of one line",
        ),
        (
            &format!("[defaults]\nstaff_name = \"{long}\""),
            (3, 14),
            "text of one line",
        ),
        ("[defaults]\nprofile = \"Cabang\"", (3, 11), "no profile"),
        ("[locked]\nprofile = \"training\"", (3, 11), "no profile"),
        (
            "[defaults]\ntheme = \"dark\"\n[locked]\ntheme = \"dark\"",
            (5, 1),
            "both",
        ),
        (
            "[locked]\ntheme = \"dark\"\ntheme = \"light\"",
            (4, 1),
            "duplicate",
        ),
        ("[locked]\n[locked]", (3, 2), "duplicate"),
        ("api_secret = \"s3cr3t\"", (2, 1), "looks like a secret"),
        (
            "[locked]\nPassword = \"s3cr3t\"",
            (3, 1),
            "looks like a secret",
        ),
        (
            &format!("{PROFILE}secret = \"s3cr3t\""),
            (7, 1),
            "looks like a secret",
        ),
        (
            &format!("{PROFILE}kata_sandi = \"s3cr3t\""),
            (7, 1),
            "looks like a secret",
        ),
        (
            &format!("{PROFILE}gesture_count = 300"),
            (7, 17),
            "expected u8",
        ),
        (
            &format!("{PROFILE}gesture_count = 17"),
            (2, 1),
            "gesture_count must be",
        ),
        (
            &format!("{PROFILE}{}", PROFILE.replace("Cabang", "CABANG")),
            (7, 1),
            "this name",
        ),
        (&PROFILE.replace("https", "http"), (2, 1), "https://"),
        (
            &PROFILE.replace("Cabang", TRAINING),
            (2, 1),
            "training profile",
        ),
        ("[[profile]]\nname = \"Cabang\"", (2, 1), "missing field"),
        ("contact = \"\"", (2, 11), "contact must be"),
        ("contact", (2, 8), ""),
    ] {
        let text = format!("{head}{rest}\n");
        let (at, told) = refused(&text);
        assert_eq!(at, place, "{rest}: {told}");
        assert!(told.contains(word), "{rest}: {told}");
    }
    for (text, place, word) in [
        ("", (1, 1), "missing field `managed_by`"),
        ("managed_by = \" \"", (1, 14), "managed_by must be"),
        ("managed_by = 1", (1, 14), "expected a string"),
        ("\u{feff}managed_by = \"IT\"\nx", (2, 2), ""),
    ] {
        let (at, told) = refused(text);
        assert_eq!(at, place, "{text}: {told}");
        assert!(told.contains(word), "{text}: {told}");
    }
}

#[test]
fn too_much_is_refused() {
    let many: String = (0..=MAX_PROFILES)
        .map(|at| PROFILE.replace("Cabang", &format!("Cabang {at}")))
        .collect();
    let (at, told) = refused(&format!("managed_by = \"IT\"\n{many}"));
    assert_eq!(at, (2 + 5 * MAX_PROFILES, 1), "{told}");
    assert!(told.contains("64"), "{told}");
    let large = format!(
        "managed_by = \"IT\"\n#{}",
        "x".repeat(usize::try_from(MAX_BYTES).unwrap())
    );
    let error = load_text(&large).unwrap_err();
    let ManagedProblem::File(StoreError::TooLarge { max_bytes, .. }) = error.problem else {
        panic!("{error}");
    };
    assert_eq!(max_bytes, MAX_BYTES);
}

#[test]
fn bytes_that_are_no_text_and_things_that_are_no_file_are_refused() {
    let (_folder, path) = folder_with(b"managed_by = \"IT\"\n# \xff");
    let error = find(&path, None, me(&path)).unwrap_err();
    assert_eq!(error.place, Some((2, 3)), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::create_dir(&path).unwrap();
    let error = find(&path, None, me(&path)).unwrap_err();
    let problem = error.problem;
    assert!(matches!(
        problem,
        ManagedProblem::File(StoreError::NotAFile { .. })
    ));
}

#[cfg(unix)]
#[test]
fn a_file_that_others_could_write_is_refused() {
    let (folder, path) = folder_with(b"managed_by = \"IT\"");
    let (owner, folder) = (me(&path), folder.path());
    find(&path, None, owner).unwrap();
    let unprotected = |owner| match find(&path, None, owner).unwrap_err().problem {
        ManagedProblem::Unprotected(path) => path,
        problem => panic!("{problem}"),
    };
    for bits in [0o664, 0o646, 0o666] {
        mode(&path, bits);
        assert_eq!(unprotected(owner), path, "{bits:o}");
    }
    mode(&path, 0o644);
    for bits in [0o775, 0o757, 0o1777] {
        mode(folder, bits);
        assert_eq!(unprotected(owner), folder, "{bits:o}");
    }
    mode(folder, 0o755);
    assert_eq!(unprotected(owner + 1), folder, "of somebody else");
    find(&path, None, owner).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_to_a_protected_file_is_followed_and_one_to_nothing_is_refused() {
    let (_folder, there) = folder_with(b"managed_by = \"IT\"");
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("config.toml");
    std::os::unix::fs::symlink(&there, &link).unwrap();
    assert_eq!(find(&link, None, me(&there)).unwrap().by, "IT");
    mode(&there, 0o666);
    assert!(find(&link, None, me(folder.path())).is_err());
    fs::remove_file(&there).unwrap();
    let error = find(&link, None, me(folder.path())).unwrap_err();
    let problem = error.problem;
    assert!(matches!(
        problem,
        ManagedProblem::File(StoreError::Read { .. })
    ));
}

#[test]
fn a_trial_counts_only_where_the_systems_file_is_not_there() {
    let (folder, system) = folder_with(b"managed_by = \"IT\"\n[locked]\ntheme = \"dark\"");
    let trial = folder.path().join("trial.toml");
    fs::write(&trial, "managed_by = \"Somebody\"").unwrap();
    let named = || Some(trial.clone().into_os_string());
    let found = find(&system, named(), me(&system)).unwrap();
    assert_eq!((found.by.as_str(), found.is_trial), ("IT", false));
    assert!(found.is_locked("theme"));
    assert_eq!(found.file.as_deref(), Some(system.as_path()));

    // Nor is a system's file that is wrong a reason to look elsewhere.
    fs::write(&system, "managed_by = 1").unwrap();
    assert!(find(&system, named(), me(&system)).is_err());

    fs::remove_file(&system).unwrap();
    let found = find(&system, named(), me(folder.path())).unwrap();
    assert_eq!((found.by.as_str(), found.is_trial), ("Somebody", true));
    fs::remove_file(&trial).unwrap();
    assert!(find(&system, named(), me(folder.path())).is_err());
    let nothing = find(&system, Some(OsString::new()), 0).unwrap();
    assert_eq!(nothing, Managed::default());
    assert_eq!(
        find(&folder.path().join("none/config.toml"), None, 0).unwrap(),
        nothing
    );
}
