//! The list of what others wrote: fresh, whole, searchable, printed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::state::Screen;
use tcdx_desk::desk::{Action, update};
use tcdx_desk::domain::{Lang, ThemeChoice};
use tcdx_desk::licences::{parts, text};

use crate::cli::kit;
use crate::queue::bench::{Window, desk};

const AGAIN: &str = "run packaging/third-party.py";

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Name and version of every crate that the lock file names.
fn locked() -> BTreeSet<String> {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap().iter();
    let named = packages.map(|package| {
        let of = |key: &str| package[key].as_str().unwrap();
        format!("{} {}", of("name"), of("version"))
    });
    named.collect()
}

fn listed() -> BTreeSet<String> {
    let (_, crates) = text().split_once("\n=== Crates\n").unwrap();
    let (crates, _) = crates.split_once("\n\n").unwrap();
    let rows = crates
        .lines()
        .map(|row| row.split(" | ").collect::<Vec<_>>());
    rows.map(|row| format!("{} {}", row[0], row[1])).collect()
}

#[test]
fn every_locked_crate_is_listed_or_known_not_to_be_shipped() {
    let rest = read("packaging/not-shipped.txt");
    let rest: BTreeSet<String> = rest.lines().skip(1).map(str::to_owned).collect();
    let known: BTreeSet<String> = listed().union(&rest).cloned().collect();
    let own = format!("tcdx-desk {}", env!("CARGO_PKG_VERSION"));
    let locked: BTreeSet<String> = locked().into_iter().filter(|name| *name != own).collect();
    let missing: Vec<_> = locked.difference(&known).collect();
    let gone: Vec<_> = known.difference(&locked).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "{AGAIN}: new {missing:?}, gone {gone:?}"
    );
    let both: Vec<_> = rest
        .iter()
        .filter(|name| listed().contains(*name))
        .collect();
    assert!(both.is_empty(), "{both:?}");
}

/// The crates that cargo builds into the program for a system. Those of all systems must have been fetched.
fn built(target: &str) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = std::process::Command::new(cargo)
        .args([
            "tree",
            "--locked",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .args(["--target", target, "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo fetch --locked first: {complaint}"
    );
    let tree = String::from_utf8(output.stdout).unwrap();
    let name = |line: &str| {
        let (name, rest) = line.split_once(" v")?;
        Some(format!("{name} {}", rest.split(' ').next()?))
    };
    tree.lines().filter_map(name).collect()
}

#[test]
fn what_cargo_builds_into_the_programs_is_listed_and_nothing_else() {
    let mut crates = BTreeSet::new();
    for target in [
        "x86_64-unknown-linux-gnu",
        "aarch64-unknown-linux-gnu",
        "x86_64-pc-windows-msvc",
        "x86_64-pc-windows-gnu",
        "aarch64-apple-darwin",
        "x86_64-apple-darwin",
    ] {
        crates.extend(built(target));
    }
    crates.remove(&format!("tcdx-desk {}", env!("CARGO_PKG_VERSION")));
    // C sources come by the build scripts.
    let is_c =
        |name: &&String| name.starts_with("openssl-src ") || name.starts_with("sqlcipher-src ");
    let listed = listed();
    assert_eq!(listed.iter().filter(is_c).count(), 2);
    let missing: Vec<_> = crates.difference(&listed).collect();
    let idle: Vec<_> = listed
        .difference(&crates)
        .filter(|name| !is_c(name))
        .collect();
    assert!(
        missing.is_empty() && idle.is_empty(),
        "{AGAIN}: new {missing:?}, gone {idle:?}"
    );
}

#[test]
fn every_part_has_a_licence_and_a_text_and_the_packed_list_is_the_plain_one() {
    assert_eq!(text(), read("assets/licences/third-party.txt"), "{AGAIN}");
    assert!(parts().len() > 400, "{}", parts().len());
    let lines = text()
        .lines()
        .filter(|line| line.matches(" | ").count() == 3);
    assert!(lines.count() >= parts().len());
    for part in parts() {
        assert!(
            !part.licence.is_empty() && part.licence != "see text",
            "{part:?}"
        );
        assert!(!part.texts.is_empty(), "{}", part.name);
        for text in &part.texts {
            assert!(text.chars().count() > 40, "{}: {text}", part.name);
            assert!(!text.contains("(c) <copyright holders>"), "{}", part.name);
        }
    }
    for name in [
        "Inter (typeface)",
        "Phosphor (icons)",
        "openssl-src",
        "sqlcipher-src",
        "hayro-font",
    ] {
        assert!(parts().iter().any(|part| part.name == name), "{name}");
    }
    let of = |name: &str| {
        parts()
            .iter()
            .find(|part| part.name == name)
            .unwrap()
            .texts
            .concat()
    };
    assert!(of("Inter (typeface)").contains("SIL OPEN FONT LICENSE"));
    assert!(of("hayro-font").contains("PDFium"));
    assert!(of("sqlcipher-src").contains("ZETETIC"));
    assert!(of("wilayah (codes of regions)").contains("Cahya DSN"));
    assert!(of("wayland-protocols-plasma").contains("GNU LESSER GENERAL PUBLIC LICENSE"));
    // Under a name that ends like a version.
    assert!(of("windows-sys").contains("Apache License"));
}

#[test]
fn the_command_prints_all_of_it() {
    let desk = kit::Desk::new();
    let ran = desk.run(&["licences"]).ended(0);
    assert_eq!(ran.stdout, text());
    // A reader who has seen enough.
    let piped = r#"{ "$@"; echo "$?" >&2; } | head -n 1"#;
    let ran = desk.run_in_shell(piped, &["licences"]);
    assert_eq!(ran.stdout.lines().count(), 1);
    assert_eq!(ran.stderr.lines().last(), Some("0"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("ERROR") && !ran.stderr.contains("panicked"));
    let version = desk.run(&["--version"]).ended(0).stdout;
    let expected = format!("tcdx-desk {}", tcdx_desk::version::full());
    assert_eq!(version.trim(), expected);
}

#[test]
fn the_list_is_searched_and_walked_with_the_keyboard() {
    for (lang, search) in [
        (Lang::En, "Search by name or licence"),
        (Lang::Id, "Cari nama atau lisensi"),
    ] {
        let mut desk = desk(lang);
        update(&mut desk, Action::ShowLicences);
        let mut window = Window::open(desk);
        window.harness.run();
        // The first part is chosen.
        window.see("SIL OPEN FONT LICENSE");
        assert!(
            window
                .harness
                .get_by_role_and_label(Role::TextInput, search)
                .is_focused()
        );
        window
            .harness
            .get_by_role_and_label(Role::TextInput, search)
            .type_text("sqlcipher-src");
        window.harness.run();
        window
            .harness
            .get_by_role_and_label(Role::ListBoxOption, "sqlcipher-src");
        assert!(!window.sees("adler2"));
        window.harness.state_mut().desk.draft.licence_search = "egui".to_owned();
        window.harness.run();
        window.harness.key_press(Key::ArrowDown);
        window.harness.run();
        assert!(
            window
                .harness
                .get_by_role_and_label(Role::ListBoxOption, "egui")
                .is_focused()
        );
        window.harness.key_press(Key::ArrowDown);
        window.harness.run();
        let mut found = parts().iter().filter(|part| part.name.contains("egui"));
        let second = found.nth(1).unwrap().name;
        assert!(window.harness.get_by_label(second).is_focused());
        window.harness.state_mut().desk.draft.licence_search = "no such thing".to_owned();
        window.harness.run();
        window.harness.key_press(Key::Escape);
        window.harness.run();
        assert!(window.desk().state.modal.is_none());
    }
}

#[test]
fn the_texts_are_reached_and_scrolled_with_the_keyboard() {
    for (lang, name) in [
        (Lang::En, "Licence texts of Inter (typeface) 4"),
        (Lang::Id, "Teks lisensi Inter (typeface) 4"),
    ] {
        let mut desk = desk(lang);
        update(&mut desk, Action::ShowLicences);
        let mut window = Window::sized(desk, [1024.0, 700.0], egui::Theme::Light);
        let is_there = |window: &Window| window.harness.get_by_label(name).is_focused();
        for _ in 0..40 {
            if !is_there(&window) {
                window.press(Key::Tab);
            }
        }
        assert!(is_there(&window), "Tab does not lead to the text");
        let (first, last) = ("SIL OPEN FONT LICENSE", "DEALINGS IN THE FONT SOFTWARE");
        assert!(window.sees(first) && !window.sees(last));
        window.press(Key::End);
        assert!(!window.sees(first) && window.sees(last));
        window.press(Key::PageUp);
        window.press(Key::Home);
        assert!(window.sees(first) && !window.sees(last));
        assert!(is_there(&window), "the arrows scroll, they do not leave");
        window.press(Key::Escape);
        assert!(window.desk().state.modal.is_none());
    }
}

#[test]
fn the_card_and_the_list_paint_in_both_languages_themes_and_sizes() {
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (lang, tag) in [(Lang::En, "en"), (Lang::Id, "id")] {
        for (theme, choice, shade) in [
            (egui::Theme::Light, ThemeChoice::Light, "light"),
            (egui::Theme::Dark, ThemeChoice::Dark, "dark"),
        ] {
            for size in [[1024.0, 700.0], [2560.0, 1440.0]] {
                for is_list in [false, true] {
                    let mut desk = desk(lang);
                    desk.state.settings.theme = choice;
                    update(&mut desk, Action::Go(Screen::Settings));
                    if is_list {
                        update(&mut desk, Action::ShowLicences);
                    }
                    let mut window = Window::sized(desk, size, theme);
                    if !is_list {
                        let name = tcdx_desk::text::of(lang).get("licences-title");
                        window.harness.get_by_label(&name).scroll_to_me();
                        window.harness.run();
                    }
                    if let Some(folder) = &keep {
                        let what = if is_list { "licences" } else { "about" };
                        let file = format!("{what}-{tag}-{shade}-{}.png", size[0]);
                        let picture = window.harness.render().unwrap();
                        picture.save(folder.join(file)).unwrap();
                    }
                }
            }
        }
    }
}

#[test]
fn a_frame_lays_out_no_more_than_is_seen() {
    let mut desk = desk(Lang::En);
    update(&mut desk, Action::ShowLicences);
    let mut window = Window::open(desk);
    window.harness.run();
    let began = Instant::now();
    for _ in 0..10 {
        window.harness.step();
    }
    let frame = began.elapsed() / 10;
    println!("a frame with the licences: {frame:?}");
    // The longest, cut into lines in the first frame.
    let size =
        |part: &&tcdx_desk::licences::Part| part.texts.iter().map(|text| text.len()).sum::<usize>();
    let longest = parts().iter().max_by_key(size).unwrap();
    longest
        .name
        .clone_into(&mut window.harness.state_mut().desk.draft.licence_search);
    let began = Instant::now();
    window.harness.step();
    let first = began.elapsed();
    println!(
        "the first with {} of {} bytes: {first:?}",
        longest.name,
        size(&longest)
    );
    assert!(first < Duration::from_millis(200), "{first:?}");
    // All of it, laid out, takes seconds.
    assert!(frame < Duration::from_millis(200), "{frame:?}");
    let rows = window.harness.query_all_by_label_contains("s");
    assert!(rows.count() < 300);
}

#[test]
fn about_and_the_licences_paint_in_both_themes_and_languages() {
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (theme, tag) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        for lang in [Lang::En, Lang::Id] {
            for name in ["licences", "about", "about-offer"] {
                let mut desk = desk(lang);
                desk.state.settings.theme = match theme {
                    egui::Theme::Light => tcdx_desk::domain::ThemeChoice::Light,
                    egui::Theme::Dark => tcdx_desk::domain::ThemeChoice::Dark,
                };
                update(&mut desk, Action::Go(Screen::Settings));
                let mut size = [1024.0, 700.0];
                if name == "licences" {
                    update(&mut desk, Action::ShowLicences);
                } else {
                    size[1] = 2100.0;
                }
                if name == "about-offer" {
                    crate::release::offer(&mut desk);
                }
                let mut window = Window::sized(desk, size, theme);
                if let Some(folder) = &keep {
                    let file = format!("{name}-{tag}-{}.png", lang.code());
                    let image = window.harness.render().unwrap();
                    image.save(folder.join(file)).unwrap();
                }
            }
        }
    }
}
