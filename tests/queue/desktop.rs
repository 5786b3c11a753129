//! The news on a real message bus: what a desktop would be told, seen by a monitor of the bus.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use tcdx_desk::desk::runtime::notify;
use tcdx_desk::domain::Lang;
use tcdx_desk::text;

use crate::keyring::{Session, UNLOCKED, is_child, needs};

/// Writes all that goes over the bus into a file in the home folder, and waits until it listens.
const MONITOR: &str = r#"dbus-monitor --session >"$HOME/seen" 2>/dev/null &
while ! grep -q NameAcquired "$HOME/seen"; do sleep 0.05; done"#;

#[test]
fn the_desktop_is_told_counts_in_the_language_of_the_settings() {
    needs("dbus-monitor", "dbus-bin");
    let start = format!("{UNLOCKED}\n{MONITOR}");
    Session::new().with_keyring(&start, &["queue::desktop::child_tells"]);
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn child_tells() {
    if !is_child() {
        return;
    }
    // No desktop takes it here: that is logged and no more.
    notify::tell(1, 2, text::of(Lang::Id));
    let seen = PathBuf::from(std::env::var_os("HOME").unwrap()).join("seen");
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let traffic = fs::read_to_string(&seen).unwrap();
        if traffic.contains("member=Notify") && traffic.contains("1 nasabah disetujui, 2 ditolak") {
            return;
        }
        assert!(Instant::now() < end, "{traffic}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
