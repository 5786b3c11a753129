use proptest::prelude::*;

use super::*;

fn first(typed: &str) -> &'static str {
    search(typed).first().map_or("nothing", |bank| bank.code)
}

#[test]
fn the_list_is_sound() {
    let banks = all();
    assert_eq!(banks.len(), 118);
    assert_eq!(banks.len(), DATA.lines().count() - 1, "a line was not read");
    assert!(banks.is_sorted_by(|one, next| one.code < next.code));
    for bank in banks {
        assert!(bank.code.parse::<BankCode>().is_ok(), "{bank:?}");
        assert!(!bank.name.is_empty() && !bank.short.is_empty(), "{bank:?}");
        assert_eq!(bank.name, bank.name.trim(), "{bank:?}");
        if let Some(into) = bank.merged_into {
            let into = by_code(into).expect(bank.code);
            assert_eq!(into.merged_into, None, "{bank:?}");
        }
    }
    assert!(DATA.lines().all(|line| line.matches(',').count() == 4));
}

#[test]
fn banks_by_code() {
    for (code, short) in [
        ("002", "BRI"),
        ("008", "Mandiri"),
        ("009", "BNI"),
        ("014", "BCA"),
        ("022", "CIMB"),
        ("200", "BTN"),
        ("451", "BSI"),
        ("542", "Jago"),
    ] {
        assert_eq!(by_code(code).map(|bank| bank.short), Some(short), "{code}");
    }
    for code in ["", "14", "0014", "999", "abc"] {
        assert_eq!(by_code(code), None, "{code}");
    }
}

#[test]
fn a_bank_is_found_by_what_people_call_it() {
    for (typed, code) in [
        ("BCA", "014"),
        ("bca", "014"),
        ("PT Bank Central Asia, Tbk.", "014"),
        ("central", "014"),
        ("BRI", "002"),
        ("rakyat", "002"),
        ("bank rakyat ind", "002"),
        ("BNI", "009"),
        ("Bánk Négara", "009"),
        ("mandiri", "008"),
        ("BTN", "200"),
        ("btn syariah", "200"),
        ("tabungan negara", "200"),
        ("CIMB", "022"),
        ("niaga", "022"),
        ("OCBC", "028"),
        ("ocbc nisp", "028"),
        ("BSI", "451"),
        ("syariah mandiri", "451"),
        ("BTPN", "213"),
        ("jenius", "213"),
        ("bjb", "110"),
        ("jawa timur", "114"),
        ("jogja", "112"),
        ("blu", "501"),
        ("bca digital", "501"),
        ("bca syariah", "536"),
        ("super bank", "562"),
        ("014", "014"),
        ("45", "451"),
        ("jtrust", "095"),
        ("j trust", "095"),
        ("hsbc", "087"),
    ] {
        assert_eq!(first(typed), code, "{typed}");
    }
    assert_eq!(search("bank").len(), all().len());
    assert_eq!(search(" ").len(), all().len());
    assert!(search("no such name").is_empty());
    assert!(search("xyz").is_empty());
    let codes: Vec<_> = search("01").iter().map(|bank| bank.code).collect();
    assert_eq!(codes, ["011", "013", "014", "016", "019"]);
}

#[test]
fn a_bank_that_merged_comes_last_and_says_where_it_went() {
    let brisyariah = by_code("422").unwrap();
    assert_eq!(brisyariah.merged_into, Some("451"));
    let found = search("hsbc");
    assert_eq!(found.last().map(|bank| bank.code), Some("041"));
}

#[test]
fn a_bank_code_has_three_digits() {
    let code: BankCode = " 014 ".parse().unwrap();
    assert_eq!(code.as_str(), "014");
    assert_eq!(code.bank().map(|bank| bank.short), Some("BCA"));
    assert_eq!("999".parse::<BankCode>().map(|code| code.bank()), Ok(None));
    for typed in ["", "14", "0140", "01a", "0 4", "٠١٤", "-14", "+14", "1.4"] {
        assert_eq!(typed.parse::<BankCode>(), Err(NotABankCode), "{typed}");
    }
}

#[test]
fn an_account_number_as_it_is_printed() {
    for typed in [
        "1234567890",
        " 123-456-7890 ",
        "1234 5678 90",
        "123.456.7890",
        "123456.7890",
        "123.4567.89.0",
        "1234567-89.0.",
    ] {
        assert_eq!(
            account_number(typed).as_deref(),
            Ok("1234567890"),
            "{typed}"
        );
    }
    for typed in [
        "12345x",
        "ID1234567",
        "+1234567",
        "１２３４５６",
        "1,234,567",
    ] {
        assert_eq!(
            account_number(typed),
            Err(AccountProblem::Characters),
            "{typed}"
        );
    }
    // A column of numbers with gaps, as tables of programs keep it.
    for typed in ["1234567890.0", "1234567890.00", " 123456789.01 "] {
        assert_eq!(
            account_number(typed),
            Err(AccountProblem::Decimal),
            "{typed}"
        );
    }
    assert_eq!(account_number(""), Err(AccountProblem::Length { got: 0 }));
    assert_eq!(
        account_number("2026"),
        Err(AccountProblem::Length { got: 4 })
    );
    assert!(account_number("00001").is_ok());
    assert!(account_number(&"9".repeat(30)).is_ok());
    assert_eq!(
        account_number(&"9".repeat(31)),
        Err(AccountProblem::Length { got: 31 })
    );
}

proptest! {
    #[test]
    fn any_text_is_searched_and_read(typed in ".{0,80}") {
        prop_assert!(search(&typed).len() <= all().len());
        if let Ok(digits) = account_number(&typed) {
            prop_assert_eq!(account_number(&digits), Ok(digits.clone()));
        }
        if let Ok(code) = typed.parse::<BankCode>() {
            prop_assert_eq!(code.as_str(), typed.trim());
        }
    }

    #[test]
    fn every_bank_is_found_by_its_name_and_by_the_beginning_of_it(
        at in any::<prop::sample::Index>(),
        letters in 3_usize..60,
    ) {
        let bank = at.get(all());
        prop_assert_eq!(first(bank.code), bank.code);
        prop_assert!(search(bank.name).contains(&bank));
        let written = format!("PT {} Tbk", bank.short.to_uppercase());
        prop_assert!(search(&written).contains(&bank));
        let beginning: String = bank.name.chars().take(letters).collect();
        prop_assert!(search(&beginning).contains(&bank), "{}", beginning);
    }
}
