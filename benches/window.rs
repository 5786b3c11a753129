//! First frame, memory and idling of the window, beside an empty eframe window built with the same profile.
//!
//! Wants a display (`xvfb-run -a cargo bench --bench window`). Each measurement is a process of its own: this program starts itself.
//! The first argument of such a child is `child`, the second what it shows, the third how many seconds it idles after its first frame.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs
)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use criterion::Criterion;
use eframe::NativeOptions;
use egui::{ViewportBuilder, ViewportCommand, vec2};
use tcdx_desk::desk::clock::{Clock, SystemClock};
use tcdx_desk::desk::runtime::{Runtime, inbox};
use tcdx_desk::desk::update::start;
use tcdx_desk::store::{self, Home};
use tcdx_desk::ui::{App, theme};
use tcdx_desk::vault::DeskVault;

/// Clock ticks a second in /proc/PID/stat (Linux: always 100 for programs).
const TICKS: f64 = 100.0;
/// The window settles (item lists, first status) before idling is measured.
const SETTLE: Duration = Duration::from_secs(3);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.get(1).is_some_and(|argument| argument == "child") {
        show(&arguments[2], arguments[3].parse().unwrap());
        return;
    }
    if std::env::var_os("DISPLAY").is_none() {
        println!("no display: run under xvfb-run -a");
        return;
    }
    let mut criterion = Criterion::default()
        .sample_size(20)
        .measurement_time(Duration::from_secs(20))
        .configure_from_args();
    let mut group = criterion.benchmark_group("first frame");
    for what in ["empty", "desk"] {
        group.bench_function(what, |bencher| {
            bencher.iter_custom(|count| (0..count).map(|_| first_frame(what)).sum());
        });
    }
    group.finish();
    let [empty, desk] = ["empty", "desk"].map(resident_kb);
    println!(
        "memory after the first frame: empty {empty} KB, desk {desk} KB, ratio {:.2}",
        desk / empty
    );
    for what in ["empty", "desk"] {
        println!(
            "idle for 10 s, {what}: {:.2} % of one core",
            idle_percent(what)
        );
    }
}

/// Starts a child and waits for its first frame.
fn spawn(what: &str, idle_secs: u64) -> (Child, Duration) {
    let folder = std::env::temp_dir().join("tcdx-desk-bench");
    let started_at = Instant::now();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["child", what, &idle_secs.to_string()])
        .env("TCDX_DESK_HOME", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert_eq!(line.trim(), "frame", "the child showed no frame");
    (child, started_at.elapsed())
}

fn first_frame(what: &str) -> Duration {
    let (mut child, time) = spawn(what, 0);
    child.wait().unwrap();
    time
}

fn resident_kb(what: &str) -> f64 {
    let (mut child, _) = spawn(what, 3);
    std::thread::sleep(Duration::from_secs(2));
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    child.wait().unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn idle_percent(what: &str) -> f64 {
    let (mut child, _) = spawn(what, 15);
    std::thread::sleep(SETTLE);
    let before = ticks(child.id());
    std::thread::sleep(Duration::from_secs(10));
    let after = ticks(child.id());
    child.wait().unwrap();
    (after - before) / TICKS / 10.0 * 100.0
}

/// User and system time of a process in clock ticks.
fn ticks(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()
}

/// Says when the first frame is done, and closes after a while.
struct Timed<A> {
    app: A,
    frames: u64,
    idle: Duration,
}

impl<A: eframe::App> eframe::App for Timed<A> {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
        // The second call comes when the first frame was painted and shown.
        if self.frames == 1 {
            println!("frame");
            std::io::stdout().flush().unwrap();
            let (ctx, idle) = (ctx.clone(), self.idle);
            std::thread::Builder::new()
                .spawn(move || {
                    std::thread::sleep(idle);
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                    ctx.request_repaint();
                })
                .unwrap();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
        self.frames += 1;
        if self.frames == 1 {
            ui.ctx().request_repaint();
        }
    }
}

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |_| ());
    }
}

fn show(what: &str, idle_secs: u64) {
    let options = NativeOptions {
        viewport: ViewportBuilder::default().with_inner_size(vec2(1280.0, 800.0)),
        multisampling: 0,
        ..NativeOptions::default()
    };
    let idle = Duration::from_secs(idle_secs);
    let is_desk = what == "desk";
    eframe::run_native(
        "bench",
        options,
        Box::new(move |creation| {
            Ok(if is_desk {
                let app = desk(creation);
                Box::new(Timed {
                    app,
                    frames: 0,
                    idle,
                }) as Box<dyn eframe::App>
            } else {
                Box::new(Timed {
                    app: Empty,
                    frames: 0,
                    idle,
                })
            })
        }),
    )
    .unwrap();
}

/// The program as `tcdx-desk` starts it.
fn desk(creation: &eframe::CreationContext<'_>) -> App {
    let home = Home::locate(None).unwrap();
    let mut settings = store::settings::load(&home).unwrap();
    settings.welcomed = true;
    let profiles = store::profiles::load(&home).unwrap();
    theme::apply(&creation.egui_ctx);
    let clock = SystemClock;
    let (desk, effects) = start(settings, profiles, clock.now(), clock.today());
    let ctx = creation.egui_ctx.clone();
    let (inbox, outlet) = inbox(move || ctx.request_repaint());
    let worker = Runtime::new(
        home,
        DeskVault::default(),
        tcdx_desk::domain::Settings::default(),
        inbox,
    )
    .unwrap();
    App::new(desk, effects, Box::new(worker), outlet, Box::new(clock))
}
