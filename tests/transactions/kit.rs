//! A desk with a customer and reports in every state, and the window around it.

use std::collections::BTreeMap;

use egui::Theme;
use egui::accesskit::Role;
use jiff::tz::TimeZone;
use tcdx_desk::desk::effect::ReportTask;
use tcdx_desk::desk::state::{Desk, ReportTab, Screen};
use tcdx_desk::desk::{Effect, Event, RequestId, Told, update};
use tcdx_desk::domain::report::{Content, Direction, Fill, Liquidity, Side};
use tcdx_desk::domain::{Lang, Level2, Report, ReportField, ReportForm, ReportKind, Stage};
use tcdx_desk::store::cases::{JobId, LedgerRow, ReportState};
use uuid::Uuid;

use crate::queue::bench::{Window, ago, case_id, desk as empty_desk, job_id, row as case_row};

pub const ADDRESS: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
pub const OTHER: &str = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
/// `ADDRESS` with its last letter flipped: EIP-55 notices.
pub const FLIPPED: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAec";

pub fn user() -> Uuid {
    Uuid::from_u128(7)
}

pub fn fiat(id: &str, direction: Direction, amount: &str) -> Content {
    Content::Fiat {
        currency: "IDR".to_owned(),
        transaction_id: id.to_owned(),
        direction,
        origin_bank: "014".to_owned(),
        origin_account: "9988776655".to_owned(),
        destination_bank: "009".to_owned(),
        destination_account: "1122334455".to_owned(),
        amount: amount.parse().unwrap(),
    }
}

pub fn crypto(id: &str, amount: &str) -> Content {
    Content::Crypto {
        symbol: "ETH".to_owned(),
        transaction_id: id.to_owned(),
        direction: Direction::Withdraw,
        origin: None,
        destination: ADDRESS.to_owned(),
        amount: amount.parse().unwrap(),
    }
}

pub fn conversion(id: &str) -> Content {
    Content::Conversion {
        bid_symbol: "ETH".to_owned(),
        ask_symbol: "IDR".to_owned(),
        order_id: id.to_owned(),
        side: Side::Bid,
        price: "61234567.5".parse().unwrap(),
        quantity: "1.25".parse().unwrap(),
        fee: "0.000125".parse().unwrap(),
        liquidity: Liquidity::Taker,
        fill: Fill::Full,
    }
}

pub fn address(symbol: &str, address: &str, previous: Option<&str>) -> Content {
    let (symbol, address) = (symbol.to_owned(), address.to_owned());
    match previous {
        Some(previous) => Content::UpdateAddress {
            symbol,
            address,
            previous: Some(previous.to_owned()),
        },
        None => Content::CreateAddress { symbol, address },
    }
}

/// A report of the customer; the higher the number, the later.
pub fn line(number: u128, content: Content, state: ReportState) -> LedgerRow {
    let minutes = 60 * (100 - i64::try_from(number).unwrap());
    let told = match state {
        ReportState::Refused => Some(
            Told::new("error-refused")
                .hint("error-refused-hint")
                .arg("message", "amount is not a number")
                .details(Some("HTTP 422\nserver: sandbox\n"))
                .to_json(),
        ),
        _ => None,
    };
    LedgerRow {
        id: job_id(number),
        revision: u64::try_from(number).unwrap(),
        report: Report {
            user_id: user(),
            date_time: ago(minutes + 86_400 * i64::try_from(number % 5).unwrap()),
            content,
        },
        state,
        customer: Some(case_id(7)),
        name: "Budi Santoso".to_owned(),
        staff: "Rina W.".to_owned(),
        batch: None,
        queued_at: ago(minutes),
        changed_at: ago(minutes),
        told,
    }
}

/// One of each state, several kinds.
pub fn lines() -> Vec<LedgerRow> {
    use ReportState as S;
    vec![
        line(1, fiat("T-1", Direction::Deposit, "50000"), S::Reported),
        line(
            2,
            fiat("T-2", Direction::Withdraw, "1234567.891234567891"),
            S::Reported,
        ),
        line(3, crypto("T-3", "0.1"), S::Unconfirmed),
        line(4, conversion("O-4"), S::Reported),
        line(5, fiat("T-5", Direction::Deposit, "7"), S::Refused),
        line(6, crypto("T-6", "0.2"), S::Waiting),
        line(7, address("ETH", ADDRESS, None), S::Reported),
        line(8, address("ETH", OTHER, Some(ADDRESS)), S::Reported),
        line(9, crypto("T-9", "0.3"), S::Dropped),
    ]
}

/// A desk on this part of the screen, with the customer and these reports.
pub fn desk(lang: Lang, tab: ReportTab, lines: Vec<LedgerRow>) -> Desk {
    let mut desk = empty_desk(lang);
    let row = case_row(7, 1, Stage::Approved, Level2::None);
    update(&mut desk, Event::CasesChanged(vec![row]));
    update(&mut desk, Event::ReportsChanged(lines));
    desk.state.reports.zone = TimeZone::UTC;
    desk.state.reports.ledger.is_complete = true;
    desk.state.reports.tab = tab;
    update(&mut desk, tcdx_desk::desk::Action::Go(Screen::Transactions));
    desk
}

/// A window high enough that nothing has to be scrolled to.
pub fn tall(desk: Desk) -> Window {
    Window::sized(desk, [1280.0, 1500.0], Theme::Light)
}

pub fn window(lang: Lang, tab: ReportTab, lines: Vec<LedgerRow>) -> Window {
    let window = tall(desk(lang, tab, lines));
    window.effects();
    window
}

/// The work on reports that was asked for since this was last called.
pub fn tasks(window: &Window) -> Vec<ReportTask> {
    let effects = window.effects().into_iter();
    effects
        .filter_map(|effect| match effect {
            Effect::Report(task) => Some(task),
            _ => None,
        })
        .collect()
}

/// What was asked to be put into the queue, with what it replaces.
pub fn reported(window: &Window) -> Option<(RequestId, Report, Option<JobId>)> {
    tasks(window).into_iter().find_map(|task| match task {
        ReportTask::Report {
            request,
            report,
            replaced,
        } => Some((request, *report, replaced)),
        _ => None,
    })
}

/// Fills a form without typing.
pub fn fill(desk: &mut Desk, kind: ReportKind, values: &BTreeMap<ReportField, &str>) {
    let mut form = ReportForm::proposed(kind);
    form.set(ReportField::UserId, user().to_string());
    for field in [ReportField::Side, ReportField::Direction] {
        if ReportField::of(kind).contains(&field) {
            form.set(field, "0");
        }
    }
    for (field, value) in values {
        form.set(*field, *value);
    }
    desk.draft.reports.put(form);
    desk.state.reports.kind = kind;
}

/// Leaves the field that has the focus.
pub fn leave(window: &mut Window) {
    window.press(egui::Key::Tab);
}

/// What a field of a form holds.
pub fn value(window: &mut Window, kind: ReportKind, field: ReportField) -> String {
    let desk = &mut window.harness.state_mut().desk;
    desk.draft.reports.of(kind).get(field).to_owned()
}

pub const FIELD: Role = Role::TextInput;
