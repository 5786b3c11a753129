//! Every screen painted in both themes and sizes, at least without falling over; with `LOOKS_DIR` set, kept to be looked at.

use egui::Theme;
use tcdx_desk::desk::Desk;
use tcdx_desk::desk::state::{Modal, Phase};
use tcdx_desk::domain::{KycStatus, Section, Slot};

use super::bench::{
    at_section, customer, customers, fill, id, pixels, refuse, sending, sized, unconfirmed,
    with_customers, with_sent,
};

fn documents() -> Desk {
    let mut desk = at_section(Section::Documents);
    fill(&mut desk, Slot::IdPhoto);
    fill(&mut desk, Slot::Selfie);
    refuse(&mut desk, Slot::Selfie);
    desk
}

fn liveness() -> Desk {
    let mut desk = at_section(Section::Liveness);
    let names = [
        "Look left",
        "Look right",
        "Nod",
        "Smile",
        "Blink",
        "Open mouth",
        "Thumb up",
        "Two fingers",
    ];
    names
        .map(str::to_owned)
        .to_vec()
        .clone_into(&mut desk.state.profiles[0].gesture_sets[5].gestures);
    desk.draft
        .form
        .set(tcdx_desk::domain::Field::GesturesSet, "5");
    for at in 0..5 {
        fill(&mut desk, Slot::Gesture(at));
    }
    refuse(&mut desk, Slot::Gesture(6));
    desk
}

fn panel() -> Desk {
    let mut desk = with_customers(customers());
    desk.state.selected = Some(id(2));
    desk
}

fn large() -> Desk {
    let mut desk = documents();
    desk.state.modal = Some(Modal::Picture {
        slot: Slot::IdPhoto,
        preview: Some(pixels(1600, 1010)),
        request: tcdx_desk::desk::RequestId(1),
    });
    desk
}

type MakeDesk = fn() -> Desk;

#[test]
fn every_screen_paints_in_both_themes_and_sizes() {
    let screens: [(&str, MakeDesk); 11] = [
        ("documents", documents),
        ("documents-empty", || at_section(Section::Documents)),
        ("liveness", liveness),
        ("picture", large),
        ("sending", || sending(Phase::Uploading)),
        ("sent", || {
            with_sent(customer(1, "Budi Santoso", KycStatus::Pending, 180))
        }),
        ("sent-rejected", || {
            with_sent(customer(1, "Siti Nurhaliza", KycStatus::Rejected, 60))
        }),
        ("unconfirmed", unconfirmed),
        ("customers", || with_customers(customers())),
        ("customers-panel", panel),
        ("customers-empty", || with_customers(Vec::new())),
    ];
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (name, desk) in screens {
        for (theme, tag) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            for size in [[1280.0, 800.0], [1024.0, 700.0]] {
                let mut window = sized(desk(), size, theme);
                if let Some(folder) = &keep {
                    let file = format!("{name}-{tag}-{}.png", size[0]);
                    window.render().unwrap().save(folder.join(file)).unwrap();
                }
            }
        }
    }
}
