//! Every screen of this part painted in both themes and sizes, at least without falling over; with `LOOKS_DIR` set, kept to be
//! looked at.

use egui::Theme;
use tcdx_desk::desk::state::{Desk, HeldBy, Modal, QueueNews, Screen, StoreTrouble};
use tcdx_desk::desk::{Action, Event, Told, update};
use tcdx_desk::domain::{Lang, ThemeChoice};

use super::bench::{Window, ago, case_id, desk, every_state, job_id, news, troubled, with_queue};

fn running() -> Desk {
    let mut desk = with_queue(Lang::En, news(every_state()));
    let event = Event::SendProgress {
        case: Some(case_id(1)),
        job: job_id(1),
        sent_bytes: 2_100_000,
        total_bytes: 4_600_000,
    };
    update(&mut desk, event);
    desk
}

fn stopped() -> Desk {
    let told = Told::new("error-credentials").hint("error-credentials-hint");
    let stopped = QueueNews {
        is_paused: true,
        breaker: Some(told),
        ..news(every_state())
    };
    with_queue(Lang::Id, stopped)
}

fn elsewhere() -> Desk {
    let held = QueueNews {
        held_by: Some(HeldBy {
            pid: 4_123,
            since: Some(ago(7_200)),
        }),
        ..news(every_state())
    };
    with_queue(Lang::En, held)
}

fn unlock(is_new: bool) -> Desk {
    let told = None;
    troubled(Lang::En, StoreTrouble::Passphrase { is_new, told })
}

fn unusable() -> Desk {
    let told = Told::new("error-tls-issuer").hint("error-tls-issuer-hint");
    troubled(
        Lang::En,
        StoreTrouble::Unusable {
            told,
            can_set_aside: true,
        },
    )
}

fn question() -> Desk {
    let mut desk = unusable();
    desk.state.modal = Some(Modal::SetAside);
    desk
}

fn settings() -> Desk {
    let mut desk = desk(Lang::En);
    desk.state.data_folder = Some("/home/rina/.local/share/tcdx-desk".into());
    update(&mut desk, Action::Go(Screen::Settings));
    desk
}

fn help() -> Desk {
    let mut desk = desk(Lang::Id);
    desk.state.modal = Some(Modal::Help);
    desk
}

type MakeDesk = fn() -> Desk;

#[test]
fn every_screen_paints_in_both_themes_and_sizes() {
    let screens: [(&str, MakeDesk); 10] = [
        ("queue", running),
        ("queue-stopped", stopped),
        ("queue-elsewhere", elsewhere),
        ("queue-empty", || with_queue(Lang::En, QueueNews::default())),
        ("unlock-new", || unlock(true)),
        ("unlock-old", || unlock(false)),
        ("unusable", unusable),
        ("set-aside", question),
        ("settings", settings),
        ("help", help),
    ];
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (name, desk) in screens {
        for (theme, tag) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            let tall = if name == "settings" { 2000.0 } else { 800.0 };
            for size in [[1280.0, tall], [1024.0, 700.0]] {
                let mut desk = desk();
                desk.state.settings.theme = match theme {
                    Theme::Light => ThemeChoice::Light,
                    Theme::Dark => ThemeChoice::Dark,
                };
                let mut window = Window::sized(desk, size, theme);
                if let Some(folder) = &keep {
                    let file = format!("{name}-{tag}-{}.png", size[0]);
                    let image = window.harness.render().unwrap();
                    image.save(folder.join(file)).unwrap();
                }
            }
        }
    }
}
