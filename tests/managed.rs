//! A computer whose settings and profiles somebody else decides: what `update` refuses, and what the window shows.

mod desk;
mod looks;
mod screen;

use tcdx_desk::desk::Desk;
use tcdx_desk::domain::{Lang, Managed, Profile};

use crate::queue::bench;

/// Locked by [`managed_desk`]: every setting that the window can change.
const LOCKED: &str = "theme = \"dark\"\nstaff_name = \"Cabang Bandung\"\nprofile = \"Cabang\"\nsends_at_once = 1\n\
                      polls_per_minute = 60\nkeep_pictures_days = 30\nnotifications = false\nwelcomed = true\n";

fn by_it(locked: &str) -> Managed {
    Managed {
        file: Some("/etc/tcdx-desk/config.toml".into()),
        by: "IT Kantor Pusat".to_owned(),
        contact: "it@bank.example".to_owned(),
        locked: locked.parse().unwrap(),
        profiles: vec![Profile::live("Cabang", "https://pusat.example", "k")],
        ..Managed::default()
    }
}

/// A desk of a managed computer, with a profile of the person's own, and one that is not used.
fn managed_desk(lang: Lang, managed: Managed) -> Desk {
    let mut desk = bench::desk(lang);
    let own = vec![
        Profile::training(),
        Profile::live("Sendiri", "https://sendiri.example", "k"),
        Profile::live("CABANG", "https://lama.example", "k"),
    ];
    let listed = managed.list(own);
    let mut settings = desk.state.settings.clone();
    managed.keep_locked(&mut settings);
    desk.draft.staff.clone_from(&settings.staff_name);
    desk.draft.sending = tcdx_desk::desk::state::SendingDraft::of(&settings);
    desk.state.settings = settings;
    desk.state.profiles = listed.used;
    desk.state.aside = listed.aside;
    desk.state.managed = managed;
    desk
}

/// As [`managed_desk`], with the language locked too.
fn all_locked(lang: Lang) -> Desk {
    managed_desk(
        lang,
        by_it(&format!("{LOCKED}language = {:?}\n", lang.code())),
    )
}
