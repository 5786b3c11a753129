//! The view painted in both themes and sizes, at least without falling over; with `LOOKS_DIR` set, kept to be looked at.

use super::*;

type Make = fn(&mut Window);

fn tilted_crop() -> Edit {
    Edit {
        turns: 0,
        tilt: 45,
        cut: Cut::Crop(Area {
            x: 1_500,
            y: 1_500,
            width: 6_500,
            height: 6_800,
        }),
    }
}

fn begin(window: &mut Window, edit: Edit) {
    window.ask(Action::ViewPicture(CARD));
    window.ask(Action::Editor(EditorAction::Begin));
    window.ask(Action::Editor(EditorAction::Set(edit)));
}

const ALL: [(&str, Make); 5] = [
    ("findings", |window| {
        window.finds(two_findings());
        window.ask(Action::ViewPicture(CARD));
    }),
    ("sound", |window| window.ask(Action::ViewPicture(CARD))),
    ("crop", |window| begin(window, tilted_crop())),
    ("corners", |window| {
        let cut = Cut::Corners(FOUND);
        begin(
            window,
            Edit {
                cut,
                ..Edit::default()
            },
        );
    }),
    ("ask", |window| {
        begin(window, tilted_crop());
        window.ask(Action::Editor(EditorAction::End));
        window.ask(Action::Editor(EditorAction::AskClose));
    }),
];

#[test]
fn the_view_paints_in_both_themes_languages_and_sizes() {
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (name, make) in ALL {
        for (lang, dark, size, tag) in [
            (Lang::En, false, [1024.0, 700.0], "light"),
            (Lang::Id, true, [1024.0, 700.0], "dark"),
            (Lang::En, false, [2560.0, 1440.0], "large"),
        ] {
            let mut window = Window::new(lang);
            make(&mut window);
            let mut harness = sized(window, size, dark);
            harness.run_steps(4);
            if let Some(folder) = &keep {
                let file = format!("picture-{name}-{tag}.png");
                harness.render().unwrap().save(folder.join(file)).unwrap();
            }
        }
    }
}
