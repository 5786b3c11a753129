//! The list painted in both themes and sizes, at least without falling over; with `LOOKS_DIR` set, kept to be looked at.

use egui::Theme;
use egui_kittest::kittest::Queryable;
use tcdx_desk::desk::state::{Modal, View};
use tcdx_desk::desk::update::update;
use tcdx_desk::desk::{Action, Desk};
use tcdx_desk::domain::Lang;

use super::kit::{desk, id, rows, sized};

fn with(action: Action) -> Desk {
    let mut desk = desk(rows());
    update(&mut desk, action);
    desk
}

fn with_modal(modal: Modal) -> Desk {
    let mut desk = desk(rows());
    desk.state.modal = Some(modal);
    desk
}

fn indonesian() -> Desk {
    let mut desk = with(Action::OpenCase(id(2)));
    desk.state.settings.language = Some(Lang::Id);
    desk
}

type MakeDesk = fn() -> Desk;

#[test]
fn the_list_paints_in_both_themes_and_sizes() {
    let screens: [(&str, MakeDesk, Option<&str>); 9] = [
        ("list", || desk(rows()), None),
        ("list-open", || with(Action::OpenCase(id(2))), None),
        ("list-id", indonesian, None),
        ("list-empty", || desk(Vec::new()), None),
        ("list-none", || with(Action::SetView(View::Erased)), None),
        ("list-views", || desk(rows()), Some("More")),
        ("list-filter", || desk(rows()), Some("Filter")),
        ("list-export", || with_modal(Modal::ExportList), None),
        ("list-add", || with_modal(Modal::AddCustomer), None),
    ];
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (name, desk, click) in screens {
        for (theme, tag) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            for size in [[1280.0, 800.0], [1024.0, 700.0]] {
                let mut window = sized(desk(), size, theme);
                if let Some(label) = click {
                    window.get_by_label(label).click();
                    window.run();
                }
                if let Some(folder) = &keep {
                    let file = format!("{name}-{tag}-{}.png", size[0]);
                    window.render().unwrap().save(folder.join(file)).unwrap();
                }
            }
        }
    }
}
