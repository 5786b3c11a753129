//! A message on the desktop where this program can open no window of its own: somebody who started it with a click sees
//! no standard error.

use std::io::IsTerminal;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::explain::Told;
use crate::text::Texts;
use crate::ui::run::has_display;

/// A program that ends with a fault within this time has shown nothing.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Shows what happened and what to do by the first of the desktop's programs that is there, else as a notification. The
/// text must be free of personal data: it is an argument, which others on this computer may read. At a terminal nothing
/// is shown: the line is read there.
pub fn tell(told: &Told, texts: &Texts) {
    if !has_display() || std::io::stderr().is_terminal() {
        return;
    }
    let name = texts.get("app-name").into_owned();
    let message = match told.hint_text(texts) {
        Some(hint) => format!("{}.\n\n{hint}.", told.text(texts)),
        None => format!("{}.", told.text(texts)),
    };
    let shown = programs(&name, &message)
        .into_iter()
        .any(|(program, arguments)| shows(program, &arguments));
    if !shown {
        notify(&name, &message);
    }
}

/// The programs that show a message, the desktops' own before the plain one.
fn programs(name: &str, message: &str) -> [(&'static str, Vec<String>); 3] {
    let text = message.to_owned();
    let title = name.to_owned();
    [
        (
            "zenity",
            vec![
                "--error".to_owned(),
                "--no-markup".to_owned(),
                "--width=480".to_owned(),
                format!("--title={title}"),
                format!("--text={text}"),
            ],
        ),
        (
            "kdialog",
            vec![
                "--title".to_owned(),
                title.clone(),
                "--error".to_owned(),
                text.clone(),
            ],
        ),
        (
            "xmessage",
            vec![
                "-center".to_owned(),
                "-title".to_owned(),
                title,
                plain(&text),
            ],
        ),
    ]
}

/// Letters for the oldest of the programs, which knows no others, in lines of a readable length.
fn plain(text: &str) -> String {
    let text = text.replace(['“', '”'], "\"").replace('’', "'");
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut at = String::new();
        for word in line.split(' ') {
            if !at.is_empty() && at.len() + word.len() >= 76 {
                lines.push(std::mem::take(&mut at));
            }
            if !at.is_empty() {
                at.push(' ');
            }
            at.push_str(word);
        }
        lines.push(at);
    }
    lines.join("\n")
}

/// True if the program was there and did not fail at once. It stays open by itself; nobody waits for it.
fn shows(program: &str, arguments: &[String]) -> bool {
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut running) = started else {
        return false;
    };
    let began = Instant::now();
    while began.elapsed() < AT_ONCE {
        match running.try_wait() {
            Ok(Some(ended)) => return ended.success(),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(_) => return false,
        }
    }
    true
}

fn notify(name: &str, message: &str) {
    let mut news = notify_rust::Notification::new();
    news.appname(name)
        .summary(name)
        .body(message)
        .timeout(notify_rust::Timeout::Never);
    if news.show().is_err() {
        crate::logs::debug!("the desktop took no notification");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_or_fails_at_once_shows_nothing() {
        let none: [String; 0] = [];
        assert!(!shows("no-such-program-of-any-desktop", &none));
        assert!(!shows("false", &none));
        assert!(shows("true", &none));
        assert!(shows("sleep", &["2".to_owned()]));
    }

    #[test]
    fn long_lines_are_broken_and_signs_made_plain() {
        let text = format!("{}\n\n“a” it’s", "word ".repeat(40).trim());
        let plain = plain(&text);
        assert!(plain.lines().all(|line| line.len() <= 76), "{plain}");
        assert!(plain.ends_with("\n\n\"a\" it's"), "{plain}");
    }
}
