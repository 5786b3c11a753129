//! What is locked, painted in both languages, both themes and two sizes; `LOOKS_DIR` keeps the pictures.

use egui::Theme;
use tcdx_desk::desk::state::Screen;
use tcdx_desk::desk::{Action, update};
use tcdx_desk::domain::{Lang, ThemeChoice};

use super::bench::Window;
use super::{all_locked, by_it, managed_desk};

#[test]
fn what_is_locked_paints_in_both_languages_themes_and_sizes() {
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (lang, lang_tag) in [(Lang::En, "en"), (Lang::Id, "id")] {
        for (theme, tag) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            for (name, size) in [
                ("locked", [1024.0, 700.0]),
                ("locked-tall", [1024.0, 2900.0]),
                ("provisioned-tall", [1024.0, 2900.0]),
                ("welcome", [1024.0, 800.0]),
            ] {
                let mut desk = if name == "provisioned-tall" {
                    managed_desk(lang, by_it("sends_at_once = 1"))
                } else {
                    all_locked(lang)
                };
                desk.state.settings.theme = match theme {
                    Theme::Light => ThemeChoice::Light,
                    Theme::Dark => ThemeChoice::Dark,
                };
                let edited = if name == "provisioned-tall" {
                    "Cabang"
                } else {
                    "Sendiri"
                };
                if name == "welcome" {
                    desk.state.screen = Screen::Welcome;
                } else {
                    update(&mut desk, Action::Go(Screen::Settings));
                    update(&mut desk, Action::EditProfile(Some(edited.to_owned())));
                }
                let mut window = Window::sized(desk, size, theme);
                if let Some(folder) = &keep {
                    let image = window.harness.render().unwrap();
                    let file = format!("{name}-{lang_tag}-{tag}.png");
                    image.save(folder.join(file)).unwrap();
                }
            }
        }
    }
}
