//! A table, its rules, and what is made of it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tcdx_desk::desk::runtime::batches::judged;
use tcdx_desk::desk::state::{MakingRules, ToJudge, ToQueue};
use tcdx_desk::domain::amount::Notation;
use tcdx_desk::domain::batch::{BatchKind, Defaults, propose};
use tcdx_desk::domain::report::ReportRules;
use tcdx_desk::domain::{Lang, Profile};
use tcdx_desk::sheet::{Options, Table, read};
use tcdx_desk::store::cases::Actor;

pub fn by() -> Actor {
    Actor {
        user: "rina".to_owned(),
        staff: "Rina W.".to_owned(),
        machine: "desk-1".to_owned(),
    }
}

pub fn now() -> Timestamp {
    "2026-11-25T07:30:00Z".parse().unwrap()
}

pub fn table(csv: &str) -> Arc<Table> {
    Arc::new(read(csv.as_bytes(), &Options::default()).unwrap())
}

/// The rules of a profile with two gestures.
pub fn making() -> MakingRules {
    MakingRules {
        profile: Box::new(Profile {
            gesture_count: 2,
            ..Profile::training()
        }),
        items: Arc::new(tcdx_desk::store::items::bundled(Lang::En)),
        today: jiff::civil::date(2026, 11, 25),
    }
}

/// A table to be judged.
pub fn to_judge(kind: BatchKind, csv: &str, folder: Option<&Path>) -> ToJudge {
    let table = table(csv);
    ToJudge {
        mapping: propose(kind, &table.headers),
        table,
        defaults: Defaults::new(),
        report: ReportRules {
            now: now(),
            zone: TimeZone::UTC,
            notation: Notation::Id,
        },
        making: making(),
        known: HashSet::new(),
        lately: HashMap::new(),
        folder: folder.map(Path::to_owned),
    }
}

/// A table judged, ready for the queue.
pub fn to_queue(kind: BatchKind, csv: &str, folder: Option<&Path>) -> ToQueue {
    let what = to_judge(kind, csv, folder);
    ToQueue {
        kind,
        name: "rows.csv".to_owned(),
        verdict: Arc::new(judged(&what)),
        table: Arc::clone(&what.table),
        consent: Some((1, now())),
        making: making(),
    }
}

/// Money of so many rows; each id is its own.
pub fn money(rows: usize) -> String {
    let mut csv = String::from(
        "user_id;currency;transaction_id;action;origin_bank_code;origin_account_no;\
         destination_bank_code;destination_account_no;amount\n",
    );
    for at in 0..rows {
        let _ = writeln!(
            csv,
            "3d956348-2ab0-5328-90f0-44bceab1528c;IDR;T{at};0;009;124341241;014;2387419419;1.234.567,{at:02}"
        );
    }
    csv
}

/// Customers with their identity numbers.
pub fn customers(numbers: &[&str]) -> String {
    let mut csv = String::from(
        "email,id_number,id_type,name,gender,nationality,country,date_of_birth,place_of_birth,\
         phone_country_code,mobile_no,zip_code,address,province,occupation,gestures_set\n",
    );
    for (at, number) in numbers.iter().enumerate() {
        let _ = writeln!(
            csv,
            "batch{at}@example.com,{number},0,Nasabah Nomor {at},1,ID,ID,1968-08-05,Sidoarjo,+62,\
             8123456{at:04},61252,Jl. Melati 5,ID-JI,4,1"
        );
    }
    csv
}

/// A folder with the pictures of these customers: those of the sample.
pub fn pictures(folder: &Path, numbers: &[&str]) {
    for number in numbers {
        for (file, sample) in [
            ("ktp", "id-card"),
            ("selfie", "selfie"),
            ("gesture-1", "gesture-1"),
            ("gesture-2", "gesture-2"),
        ] {
            let bytes = tcdx_desk::samples::picture(&format!("{sample}.jpg")).unwrap();
            std::fs::write(folder.join(format!("{number}_{file}.jpg")), bytes).unwrap();
        }
    }
}
