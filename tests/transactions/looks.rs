//! Every part painted in both themes, languages and sizes; with `LOOKS_DIR` set, kept to be looked at.

use egui::Theme;
use tcdx_desk::desk::action::ReportAction;
use tcdx_desk::desk::state::{Desk, ReportTab};
use tcdx_desk::desk::{Action, update};
use tcdx_desk::domain::{Lang, ReportField as F, ReportKind, ThemeChoice};

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
