//! Every part painted in both themes, languages and sizes; with `LOOKS_DIR` set, kept to be looked at.

use egui::Theme;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use tcdx_desk::desk::action::ReportAction;
use tcdx_desk::desk::state::{Desk, LedgerFilter, ReportTab, Screen};
use tcdx_desk::desk::{Action, update};
use tcdx_desk::domain::report::Content;
use tcdx_desk::domain::{Lang, ReportField as F, ReportKind, ThemeChoice};
use tcdx_desk::store::cases::{BatchId, ReportState};

use super::kit::*;
use crate::queue::bench::{Window, job_id};

fn form(lang: Lang, kind: ReportKind) -> Desk {
    let mut desk = desk(lang, ReportTab::Form, lines());
    let wrong = match lang {
        Lang::En => "1,3",
        Lang::Id => "1.3",
    };
    let values = [
        (F::Symbol, "ETH"),
        (F::BidSymbol, "ETH"),
        (F::Amount, "50000"),
        (F::Quantity, "1"),
        (F::Price, wrong),
        (F::Destination, FLIPPED),
        (F::OriginBank, "014"),
        (F::DestinationBank, "999"),
    ];
    let own = F::of(kind);
    let values = values.into_iter().filter(|(field, _)| own.contains(field));
    fill(&mut desk, kind, &values.collect());
    update(&mut desk, Action::Report(ReportAction::Send(kind)));
    desk
}

fn with_plot(lang: Lang) -> Desk {
    let mut desk = desk(lang, ReportTab::Ledger, lines());
    let plot = ReportAction::ShowPlot(Some(None));
    update(&mut desk, Action::Report(plot));
    desk
}

fn opened(lang: Lang, number: u128) -> Desk {
    let mut desk = desk(lang, ReportTab::Ledger, lines());
    let open = ReportAction::Open(job_id(number));
    update(&mut desk, Action::Report(open));
    desk
}

fn addresses(lang: Lang, change: bool) -> Desk {
    let mut desk = desk(lang, ReportTab::Addresses, lines());
    let kind = ReportKind::CreateAddress;
    desk.draft
        .reports
        .of(kind)
        .set(F::UserId, user().to_string());
    if change {
        let action = ReportAction::ChangeAddress(user(), "ETH".to_owned(), OTHER.to_owned());
        update(&mut desk, Action::Report(action));
    }
    desk
}

#[test]
fn every_part_paints_in_both_themes_languages_and_sizes() {
    type Make = fn(Lang) -> Desk;
    let parts: [(&str, Make); 9] = [
        ("fiat", |lang| form(lang, ReportKind::Fiat)),
        ("crypto", |lang| form(lang, ReportKind::Crypto)),
        ("conversion", |lang| form(lang, ReportKind::Conversion)),
        ("ledger", |lang| desk(lang, ReportTab::Ledger, lines())),
        ("plot", with_plot),
        ("unconfirmed", |lang| opened(lang, 3)),
        ("refused", |lang| opened(lang, 5)),
        ("addresses", |lang| addresses(lang, false)),
        ("change", |lang| addresses(lang, true)),
    ];
    let keep = std::env::var_os("LOOKS_DIR").map(std::path::PathBuf::from);
    for (name, make) in parts {
        for (lang, theme, size) in [
            (Lang::En, Theme::Light, [1280.0, 800.0]),
            (Lang::Id, Theme::Dark, [1024.0, 700.0]),
            (Lang::Id, Theme::Light, [2560.0, 1440.0]),
        ] {
            let mut desk = make(lang);
            desk.state.settings.theme = match theme {
                Theme::Light => ThemeChoice::Light,
                Theme::Dark => ThemeChoice::Dark,
            };
            let mut window = Window::sized(desk, size, theme);
            window.harness.run();
            assert!(window.sees(match lang {
                Lang::En => "Transactions",
                Lang::Id => "Transaksi",
            }));
            if let Some(folder) = &keep {
                let image = window.harness.render().unwrap();
                let file = format!("report-{name}-{}.png", size[0]);
                image.save(folder.join(file)).unwrap();
            }
        }
    }
}

/// 1280 × 800 at 150 %.
const SMALL: [f32; 2] = [853.0, 533.0];

/// Everything that can be used lies within the window, and above the content nothing lies over anything else.
fn fits(window: &mut Window, what: &str) {
    let [width, _] = SMALL;
    if let Some(folder) = std::env::var_os("LOOKS_DIR") {
        let lang = window.desk().state.lang();
        let file = std::path::PathBuf::from(folder).join(format!("small-{what}-{lang:?}.png"));
        window.harness.render().unwrap().save(file).unwrap();
    }
    let roles = [
        Role::Heading,
        Role::ColumnHeader,
        Role::Button,
        Role::RadioButton,
        Role::TextInput,
        Role::Link,
    ];
    let found: Vec<_> = roles
        .into_iter()
        .flat_map(|role| window.harness.query_all_by_role(role))
        .map(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            (name, node.rect())
        })
        .collect();
    for (name, rect) in &found {
        let is_inside = rect.left() >= 0.0 && rect.right() <= width;
        assert!(is_inside, "{what}: {name} is at {rect:?}");
    }
    if window.desk().state.modal.is_some() {
        return;
    }
    let above: Vec<_> = found
        .iter()
        .filter(|(_, rect)| rect.bottom() < 190.0)
        .collect();
    for (at, (name, rect)) in above.iter().enumerate() {
        for (other, beside) in above.iter().skip(at + 1) {
            let common = rect.intersect(*beside);
            let is_over = common.width() > 1.0 && common.height() > 1.0;
            assert!(!is_over, "{what}: {name} lies over {other}");
        }
    }
}

#[test]
fn nothing_is_cut_off_in_a_small_window() {
    for lang in [Lang::En, Lang::Id] {
        for kind in [ReportKind::Fiat, ReportKind::Crypto, ReportKind::Conversion] {
            let mut desk = desk(lang, ReportTab::Form, lines());
            desk.state.reports.kind = kind;
            let mut window = Window::sized(desk, SMALL, Theme::Light);
            fits(&mut window, kind.name());
        }
        for tab in [ReportTab::Ledger, ReportTab::Addresses] {
            let mut desk = match tab {
                ReportTab::Addresses => addresses(lang, false),
                _ => desk(lang, tab, lines()),
            };
            if tab == ReportTab::Ledger {
                desk.state.reports.ledger.set_filter(LedgerFilter {
                    batch: Some(BatchId(user())),
                    ..LedgerFilter::default()
                });
            }
            let mut window = Window::sized(desk, SMALL, Theme::Light);
            fits(&mut window, &format!("{tab:?}"));
        }
        for screen in [
            Screen::Onboard,
            Screen::Customers,
            Screen::Batches,
            Screen::Queue,
            Screen::Settings,
        ] {
            let mut desk = desk(lang, ReportTab::Form, lines());
            update(&mut desk, Action::Go(screen));
            let mut window = Window::sized(desk, SMALL, Theme::Light);
            fits(&mut window, &format!("{screen:?}"));
        }
    }
}

#[test]
fn sums_have_a_second_line_where_one_is_too_narrow() {
    let mut all = lines();
    let symbols = ["AAA", "BBB", "CCC", "DDD"];
    for (number, symbol) in (20..).zip(symbols) {
        let mut content = crypto(&format!("S-{number}"), "0.5");
        if let Content::Crypto { symbol: own, .. } = &mut content {
            symbol.clone_into(own);
        }
        all.push(line(number, content, ReportState::Reported));
    }
    let window = Window::sized(desk(Lang::En, ReportTab::Ledger, all), SMALL, Theme::Light);
    for symbol in symbols {
        let name = format!("{symbol} · 1");
        let right = window.harness.get_by_label(&name).rect().right();
        assert!(right < SMALL[0], "{name} ends at {right}");
    }
}

#[test]
fn dialogs_keep_their_buttons_in_a_small_window() {
    for (lang, arrived, compare) in [
        (Lang::En, "It arrived…", "Compare…"),
        (Lang::Id, "Sudah sampai…", "Bandingkan…"),
    ] {
        for (desk, name) in [(opened(lang, 3), arrived), (addresses(lang, true), compare)] {
            let mut window = Window::sized(desk, SMALL, Theme::Light);
            fits(&mut window, name);
            let button = window.harness.get_by_role_and_label(Role::Button, name);
            let rect = button.rect();
            assert!(
                rect.bottom() <= SMALL[1] && rect.top() >= 0.0,
                "{name}: {rect:?}"
            );
        }
    }
}
