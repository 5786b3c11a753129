//! Before a batch goes out: doubtful rows are ticked off, sums are told; and what is asked for at the same time.

use egui::accesskit::Role;
use tcdx_desk::desk::state::{BatchAction as A, BatchNews, BatchTask, Desk, ReportState};
use tcdx_desk::desk::update::update;
use tcdx_desk::desk::{Action, Effect, Event, Told};
use tcdx_desk::domain::batch::{BatchKind, Column};
use tcdx_desk::domain::report::{Content, Direction};
use tcdx_desk::domain::{Field, Lang};
use tcdx_desk::store::cases::{BatchId, JobId, LedgerRow};
use uuid::Uuid;

use super::kit::{customers, money, table, to_queue};
use super::screen::{answer, open, window};
use crate::queue::bench::Window;

const HEAD: &str = "user_id;currency;transaction_id;action;origin_bank_code;origin_account_no;\
                    destination_bank_code;destination_account_no;amount\n";
const CUSTOMER: &str = "3d956348-2ab0-5328-90f0-44bceab1528c";

fn ask(window: &mut Window, action: A) {
    window.tell_action(Action::Batch(action));
}

/// A report of an hour ago, to the account and of the amount of `line`.
fn reported(number: u128, amount: &str) -> LedgerRow {
    let content = Content::Fiat {
        currency: "IDR".to_owned(),
        transaction_id: format!("K{number}"),
        direction: Direction::Deposit,
        origin_bank: "014".to_owned(),
        origin_account: "12345678".to_owned(),
        destination_bank: "009".to_owned(),
        destination_account: "87654321".to_owned(),
        amount: amount.parse().unwrap(),
    };
    let mut row = crate::transactions::kit::line(40, content, ReportState::Reported);
    row.report.user_id = Uuid::try_parse(CUSTOMER).unwrap();
    row.id = JobId(Uuid::from_u128(number));
    row
}

fn line(id: &str, action: &str, bank: &str, amount: &str) -> String {
    format!("{CUSTOMER};IDR;{id};{action};{bank};12345678;009;87654321;{amount}\n")
}

#[test]
fn doubtful_rows_go_out_only_once_they_are_ticked_off() {
    let mut window = window(Lang::Id);
    let known = vec![reported(1, "70.00")];
    window.tell(Event::ReportsChanged(known));
    let rows = [
        line("T1", "0", "999", "50"),
        line("T2", "0", "014", "60"),
        line("T3", "0", "014", "60,0"),
        line("T4", "0", "014", "70"),
        line("T5", "1", "014", "70"),
        // Not sent, so nobody has to look at it.
        line("T6", "0", "999", "nol"),
    ];
    let csv = format!("{HEAD}{}", rows.concat());
    open(&mut window, Lang::Id, Ok(table(&csv)));
    answer(&mut window);
    let told = |window: &Window, text: &str| window.see(text);
    told(&window, "Sama dengan baris 3 kecuali ID-nya");
    told(&window, "Baris 5: Sama dengan sebelumnya");
    told(&window, "(ID K1)");
    told(&window, "Bandingkan yang meragukan, lalu centang kotaknya");
    let tick = "Sudah saya bandingkan 3 baris yang meragukan dan benar";
    let queue = "Masukkan 5 baris ke antrean";
    window.click(Role::Button, queue);
    ask(&mut window, A::Queue);
    assert!(answer(&mut window).is_empty(), "nobody has looked");
    window.click(Role::CheckBox, tick);
    // Judged anew, it was looked at by nobody.
    let column = window_column(&window);
    ask(&mut window, A::SetColumn(0, column));
    answer(&mut window);
    ask(&mut window, A::Queue);
    assert!(answer(&mut window).is_empty(), "the tick was for another");
    window.click(Role::CheckBox, tick);
    window.click(Role::Button, queue);
    assert_eq!(answer(&mut window), [(BatchKind::Fiat, 5)]);
}

/// What the first column holds.
fn window_column(window: &Window) -> Option<Column> {
    let open = window.desk().state.batches.open.as_ref().unwrap();
    open.mapping.places()[0]
}

#[test]
fn a_file_that_was_opened_before_the_ledger_was_read_is_judged_with_all_of_it() {
    let mut window = window(Lang::Id);
    let csv = format!("{HEAD}{}", line("T1", "0", "014", "70"));
    open(&mut window, Lang::Id, Ok(table(&csv)));
    answer(&mut window);
    let request = window.desk().state.store_request.unwrap();
    window.tell(Event::ReportsLoaded {
        request,
        rows: vec![reported(1, "70")],
        symbols: Some(Vec::new()),
    });
    answer(&mut window);
    window.see("Baris 2: Sama dengan sebelumnya");
}

#[test]
fn ten_thousand_rows_are_compared_with_ten_thousand_reports() {
    let mut desk = crate::queue::bench::desk(Lang::Id);
    let known: Vec<LedgerRow> = (0..10_000_u128)
        .map(|at| reported(at + 1, &format!("{}", at + 1)))
        .collect();
    update(&mut desk, Event::ReportsChanged(known));
    let rows: String = (0..10_000)
        .map(|at| line(&format!("T{at}"), "0", "014", &format!("{}", 2 * at + 1)))
        .collect();
    let mut what = to_judge(&format!("{HEAD}{rows}"));
    let begun = std::time::Instant::now();
    what.lately = desk.state.lately(tcdx_desk::domain::ReportKind::Fiat);
    let indexed = begun.elapsed();
    let begun = std::time::Instant::now();
    let verdict = tcdx_desk::desk::runtime::batches::judged(&what);
    println!("indexed in {indexed:?}, judged in {:?}", begun.elapsed());
    assert_eq!(verdict.doubtful, 5_000);
    // Every row with every report would take minutes.
    assert!(indexed.as_secs() < 5 && begun.elapsed().as_secs() < 20);
}

fn to_judge(csv: &str) -> tcdx_desk::desk::state::ToJudge {
    super::kit::to_judge(BatchKind::Fiat, csv, None)
}

#[test]
fn the_sums_of_what_goes_out_are_told() {
    let rows = [
        line("T1", "0", "014", "50,25"),
        line("T2", "0", "014", "0,750000000000000001"),
        line("T3", "1", "014", "1.000"),
        line("T4", "1", "014", "nol"),
    ];
    let mut window = window(Lang::Id);
    open(
        &mut window,
        Lang::Id,
        Ok(table(&format!("{HEAD}{}", rows.concat()))),
    );
    answer(&mut window);
    window.see("Setoran, IDR: 2 baris, total 51,000000000000000001 IDR");
    window.see("Penarikan, IDR: 1 baris, total 1.000 IDR");
    let csv = format!(
        "user_id;order_id;bid_symbol;ask_symbol;bid_ask;price;quantity;fee;maker_or_taker;status\n\
         {CUSTOMER};O1;ETH;IDR;bid;100;4;0;taker;full\n\
         {CUSTOMER};O2;ETH;IDR;bid;100;5;0;taker;full\n"
    );
    let verdict = to_queue(BatchKind::Conversion, &csv, None).verdict;
    let [total] = &verdict.totals[..] else {
        panic!("{:?}", verdict.judged.rows);
    };
    let (low, high) = total.prices.clone().unwrap();
    let shown = [&total.sum, &low, &high].map(|value| value.normalized().to_string());
    assert_eq!(
        (total.count, shown),
        (2, ["9", "20", "25"].map(str::to_owned))
    );
}

fn asked(desk: &mut Desk, action: A) -> Vec<BatchTask> {
    tasks(update(desk, Action::Batch(action)))
}

fn tasks(effects: Vec<Effect>) -> Vec<BatchTask> {
    let task = |effect| match effect {
        Effect::Batch(task) => Some(task),
        _ => None,
    };
    effects.into_iter().filter_map(task).collect()
}

#[test]
fn a_file_that_is_put_away_ends_no_other_batch() {
    let mut desk = crate::queue::bench::desk(Lang::Id);
    let tasks = asked(&mut desk, A::Close);
    assert!(matches!(tasks[..], [BatchTask::StopDryRun]));
    assert!(matches!(asked(&mut desk, A::Stop)[..], [BatchTask::Stop]));
    assert!(matches!(
        asked(&mut desk, A::StopDryRun)[..],
        [BatchTask::StopDryRun]
    ));
}

/// A window in which this file is being put into the queue, and the request.
fn queueing(csv: &str) -> (Window, tcdx_desk::desk::RequestId) {
    let mut window = window(Lang::Id);
    open(&mut window, Lang::Id, Ok(table(csv)));
    answer(&mut window);
    ask(&mut window, A::Queue);
    let request = tasks(window.effects())
        .into_iter()
        .find_map(|task| match task {
            BatchTask::Queue(request, _) => Some(request),
            _ => None,
        });
    (window, request.expect("a batch"))
}

#[test]
fn what_was_queued_is_what_it_was_then() {
    let id = BatchId(Uuid::from_u128(1));
    for close in [false, true] {
        let (mut window, request) = queueing(&money(2));
        // Taken for customers meanwhile, it is still money: nobody is made of it.
        ask(&mut window, A::SetKind(BatchKind::Register));
        if close {
            ask(&mut window, A::Close);
            open(&mut window, Lang::Id, Ok(table(&money(3))));
        }
        window.effects();
        window.tell(Event::Batch(BatchNews::Queued(request, Ok(id))));
        assert!(window.desk().state.batches.run.is_none());
        let listed = tasks(window.effects());
        assert!(matches!(listed[..], [BatchTask::List(_)]), "it is shown");
        // The file that was opened since stays.
        let rows = window.desk().state.batches.open.as_ref();
        assert_eq!(rows.map(|open| open.table.rows.len()), close.then_some(3));
    }
}

#[test]
fn customers_who_were_queued_are_made_though_their_file_was_put_away() {
    let mut desk = crate::queue::bench::desk(Lang::Id);
    let request = tcdx_desk::desk::RequestId(1);
    desk.state.batches.queueing = Some((request, BatchKind::Register));
    let id = BatchId(Uuid::from_u128(1));
    let made = tasks(update(
        &mut desk,
        Event::Batch(BatchNews::Queued(request, Ok(id))),
    ));
    assert!(
        made.iter()
            .any(|task| matches!(task, BatchTask::Make(of, _) if *of == id))
    );
}

#[test]
fn an_id_that_became_known_is_told_at_its_row_at_the_next_try() {
    let (mut window, request) = queueing(&format!(
        "{HEAD}{}{}",
        line("K1", "0", "014", "50"),
        line("K2", "0", "014", "60")
    ));
    window.tell(Event::ReportsChanged(vec![reported(1, "9")]));
    let told = Told::new("batch-known-id").arg("row", 2_usize);
    window.tell(Event::Batch(BatchNews::Queued(request, Err(told))));
    window.see("ID pada baris 2 sementara itu sudah dilaporkan");
    answer(&mut window);
    window.see("ID pada baris 2 sementara itu sudah dilaporkan");
    window.see("1 dari 2 baris dapat dikirim");
    window.click(Role::Button, "Masukkan 1 baris ke antrean");
    assert_eq!(answer(&mut window), [(BatchKind::Fiat, 1)]);
}

#[test]
fn what_no_column_gives_is_said_for_the_whole_file() {
    let mut window = window(Lang::Id);
    let csv = customers(&["3515140508680001"]).replace(",gestures_set\n", "\n");
    let csv = csv.replace(",ID-JI,4,1\n", ",ID-JI,4\n");
    open(&mut window, Lang::Id, Ok(table(&csv)));
    answer(&mut window);
    let column = Column::Customer(Field::GesturesSet);
    let is_missing = |window: &Window| {
        let open = window.desk().state.batches.open.as_ref().unwrap();
        let judged = open.verdict.as_ref().unwrap().judged.rows[0]
            .result
            .is_err();
        (
            open.mapping.missing(&open.defaults).contains(&column),
            judged,
        )
    };
    assert_eq!(is_missing(&window), (true, true));
    window.click(Role::ComboBox, "Set gerakan, sama di semua baris");
    window.press(egui::Key::ArrowDown);
    window.press(egui::Key::Enter);
    answer(&mut window);
    assert_eq!(is_missing(&window), (false, false));
}

#[test]
fn a_column_that_is_in_the_file_has_no_value_for_all() {
    let mut window = window(Lang::Id);
    let csv = money(2).replace(";T1;0;", ";T1;;");
    open(&mut window, Lang::Id, Ok(table(&csv)));
    answer(&mut window);
    let action = Column::Report(tcdx_desk::domain::ReportField::Direction);
    ask(&mut window, A::SetColumn(3, None));
    ask(&mut window, A::SetDefault(action, Some("1".to_owned())));
    answer(&mut window);
    let good = |window: &Window| {
        let open = window.desk().state.batches.open.as_ref().unwrap();
        open.verdict.as_ref().unwrap().good
    };
    assert_eq!(good(&window), 2);
    ask(&mut window, A::SetColumn(3, Some(action)));
    answer(&mut window);
    assert_eq!(good(&window), 1, "an empty cell is told");
}

#[test]
fn names_of_items_are_read_in_both_languages() {
    // The lists of the screen are English.
    for occupation in ["Ibu rumah tangga", "housewife", "12"] {
        let csv = customers(&["3515140508680001"])
            .replace(",ID-JI,4,1", &format!(",Jawa Timur,{occupation},1"));
        let verdict = to_queue(BatchKind::Register, &csv, None).verdict;
        let Ok(tcdx_desk::domain::batch::Content::Customer(form)) = &verdict.judged.rows[0].result
        else {
            panic!("{occupation}: {:?}", verdict.judged.rows[0].result);
        };
        assert_eq!(form.get(Field::Occupation), "12", "{occupation}");
    }
}
