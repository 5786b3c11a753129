//! Every call once good and several times bad.

use serde_json::{Value, json};

use super::kit::{Bench, CREATE, Form, JPEG, quoted};

const NOBODY: &str = "3d956348-2ab0-5328-90f0-44bceab1528c";

fn conversion(user: &str) -> Form {
    Form(vec![
        ("user_id", quoted(user)),
        ("bid_symbol", quoted("ETH")),
        ("ask_symbol", quoted("IDR")),
        ("order_id", quoted("1")),
        ("bid_ask", "0".into()),
        ("price", "50000.10".into()),
        (
            "exec_quantity",
            "123456789012345678901234567890.123456789".into(),
        ),
        ("fee", "0".into()),
        ("maker_or_taker", "0".into()),
        ("status", "1".into()),
        ("dateTime", "1583822628".into()),
    ])
}

fn crypto(user: &str) -> Form {
    Form(vec![
        ("user_id", quoted(user)),
        ("symbol", quoted("ETH")),
        ("transaction_id", quoted("asdas234243G")),
        ("action", "0".into()),
        ("origin", quoted("test1")),
        ("destination", quoted("test2")),
        ("amount", "1.3".into()),
        ("dateTime", "1583822628".into()),
    ])
}

fn fiat(user: &str) -> Form {
    Form(vec![
        ("user_id", quoted(user)),
        ("currency", quoted("IDR")),
        ("transaction_id", quoted("asdas234243G")),
        ("action", "1".into()),
        ("origin_bank_code", quoted("009")),
        ("origin_account_no", quoted("124341241")),
        ("destination_bank_code", quoted("014")),
        ("destination_account_no", quoted("2387419419")),
        ("amount", "200000".into()),
        ("dateTime", "1583822628".into()),
    ])
}

#[tokio::test]
async fn register_retrieve_update() {
    let bench = Bench::new();
    let user = bench.register("budi+reject.nik@mail.com").await;
    assert_eq!(bench.last_note(), "");
    let before = bench.item(&user).await;
    assert_eq!(before["kyc_status"], "pending");
    assert_eq!(before["accepted_at"], Value::Null);
    bench.pass(5);
    let item = bench.item(&user).await;
    assert_eq!(
        item,
        json!({
            "user_id": user, "email": "budi+reject.nik@mail.com", "name": "Siti Ñandú 🙂", "kyc_status": "rejected",
            "accepted_at": null, "rejected_at": "2026-03-01T12:00:05.000Z",
            "reject_reason": "Identity number not found in the population register",
        })
    );

    let path = format!("/users/v1/item/{user}/detail");
    let bad = Form::good("budi@mail.com").without("email").json();
    assert_eq!(bench.send("PATCH", &path, &bad).await.0, 422);
    let good = Form::good("budi@mail.com").json();
    let (status, answer) = bench.send("PATCH", &path, &good).await;
    assert_eq!(
        (status, &answer["user_id"]),
        (200, &Value::from(user.as_str()))
    );
    assert_eq!(bench.item(&user).await["kyc_status"], "pending");
    bench.pass(5);
    let item = bench.item(&user).await;
    assert_eq!(item["kyc_status"], "approved");
    assert_eq!(item["accepted_at"], "2026-03-01T12:00:10.000Z");
    assert_eq!(
        (&item["rejected_at"], &item["reject_reason"]),
        (&Value::Null, &Value::Null)
    );

    for (method, path) in [
        ("GET", format!("/users/v1/item/{NOBODY}")),
        ("PATCH", format!("/users/v1/item/{NOBODY}/detail")),
    ] {
        let body = if method == "GET" { &b""[..] } else { &good };
        assert_eq!(bench.send(method, &path, body).await.0, 404);
    }
    let (status, answer) = bench.get("/users/v1/item/12").await;
    assert_eq!(
        (status, &answer["message"]),
        (422, &"user_id: is not a UUID".into())
    );
}

#[tokio::test]
async fn level_2_takes_one_document_or_both() {
    let bench = Bench::new();
    let user = bench.register("budi@mail.com").await;
    let path = format!("/users/v1/premium-document/{user}");
    let (status, answer) = bench.send("POST", &path, b"{}").await;
    assert_eq!(status, 422);
    assert!(
        answer["message"]
            .as_str()
            .unwrap()
            .starts_with("bank_statement: ")
    );
    let bad = br#"{"source_of_wealth":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"}"#;
    let (status, answer) = bench.send("POST", &path, bad).await;
    assert_eq!(status, 422);
    assert!(
        answer["message"]
            .as_str()
            .unwrap()
            .starts_with("source_of_wealth: ")
    );
    let good = format!(r#"{{"bank_statement":"{}"}}"#, *JPEG);
    let (status, answer) = bench.send("POST", &path, good.as_bytes()).await;
    assert_eq!((status, &answer["user_id"]), (200, &Value::from(user)));
    let path = format!("/users/v1/premium-document/{NOBODY}");
    assert_eq!(bench.send("POST", &path, good.as_bytes()).await.0, 404);
}

#[tokio::test]
async fn item_lists_have_the_documented_shapes() {
    let bench = Bench::new();
    let (status, answer) = bench.get("/users/v1/itemList/id/occupation").await;
    assert_eq!(
        (status, &answer["data"]["1"]),
        (200, &"PNS (termasuk pensiunan)".into())
    );
    let (_, answer) = bench.get("/users/v1/itemList/en/occupation").await;
    assert_eq!(
        answer["data"]["15"],
        "Priest/religious leader or religious organisation leader"
    );
    let (_, answer) = bench.get("/users/v1/itemList/en/id_type").await;
    assert_eq!(
        answer,
        json!({"success": true, "message": "", "data": {"0": "Identity card", "1": "Passport"}})
    );
    let (_, answer) = bench.get("/users/v1/itemList/province").await;
    assert_eq!(answer["data"]["ID-YO"], "Yogyakarta");
    let (_, answer) = bench.get("/users/v1/itemList/country").await;
    let countries = answer["data"].as_array().unwrap();
    let bangladesh = countries
        .iter()
        .find(|country| country["Iso2"] == "BD")
        .unwrap();
    assert_eq!(
        *bangladesh,
        json!({
            "Iso2": "BD", "Name": "Bangladesh", "Iso3": "BGD", "Unicode": "bangladesh", "Dial": "+880",
            "Currency": "BDT", "Capital": "Dhaka", "Continent": "AS"
        })
    );
    assert_eq!(bench.get("/users/v1/itemList/fr/occupation").await.0, 404);
    assert_eq!(bench.get("/users/v1/itemList/id/shoe_size").await.0, 404);
}

#[tokio::test]
async fn the_webhook_address_is_configured() {
    let bench = Bench::new();
    let body = br#"{"new_webhook_url":"https://117.0.0.1:3000/test-webhook"}"#;
    let (status, answer) = bench.send("POST", "/config/update-webhook", body).await;
    assert_eq!(
        (status, answer),
        (200, json!({"success": true, "message": "updated"}))
    );
    for bad in [
        "{}",
        r#"{"new_webhook_url":"x"}"#,
        r#"{"new_webhook_url":"file:///etc/passwd"}"#,
    ] {
        let (status, answer) = bench
            .send("POST", "/config/update-webhook", bad.as_bytes())
            .await;
        assert_eq!(status, 422);
        assert!(
            answer["message"]
                .as_str()
                .unwrap()
                .starts_with("new_webhook_url: ")
        );
    }
}

#[tokio::test]
async fn transactions_are_taken_once() {
    let bench = Bench::new();
    let user = bench.register("budi@mail.com").await;
    let conversion_path = format!("/transaction/v1/{user}/conversion");
    let calls = [
        (conversion_path.as_str(), conversion(&user), "order_id"),
        (
            "/transaction/v1/cryptoTransaction",
            crypto(&user),
            "transaction_id",
        ),
        (
            "/transaction/v1/fiatTransaction",
            fiat(&user),
            "transaction_id",
        ),
    ];
    for (path, form, id) in &calls {
        let (status, answer) = bench.send("POST", path, &form.json()).await;
        assert_eq!(
            (status, answer),
            (200, json!({"success": true, "message": ""})),
            "{path}"
        );
        let (status, answer) = bench.send("POST", path, &form.json()).await;
        assert_eq!(
            (status, &answer["message"]),
            (409, &format!("{id}: was reported before").into())
        );
    }
    // Each field of each call is missed by its name.
    for (path, form, _) in &calls {
        for (field, _) in form.0.clone() {
            let less = form.clone().with("dateTime", "1").without(field).json();
            let (status, answer) = bench.send("POST", path, &less).await;
            if field == "origin" {
                assert_eq!(status, 409);
                continue;
            }
            let expected = format!("{field}: is required");
            assert_eq!(
                (status, &answer["message"]),
                (422, &expected.into()),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn each_rule_of_a_transaction_names_its_field() {
    let bench = Bench::new();
    let user = bench.register("budi@mail.com").await;
    let conversion_path = format!("/transaction/v1/{user}/conversion");
    let bad = [
        (
            conversion_path.as_str(),
            conversion(&user),
            vec![
                ("user_id", "\"x\""),
                ("user_id", "\"3d956348-2ab0-5328-90f0-44bceab1528c\""),
                ("bid_symbol", "\"\""),
                ("ask_symbol", "5"),
                ("order_id", "1"),
                ("bid_ask", "2"),
                ("price", "-1"),
                ("price", "\"50000\""),
                ("price", "1e400"),
                ("exec_quantity", "1E3"),
                ("fee", "null"),
                ("maker_or_taker", "\"0\""),
                ("status", "0.0"),
                ("dateTime", "1583822628000"),
                ("dateTime", "\"1583822628\""),
                ("dateTime", "1583822628.5"),
            ],
        ),
        (
            "/transaction/v1/cryptoTransaction",
            crypto(&user),
            vec![
                ("symbol", "\"E TH\""),
                ("transaction_id", "\"\""),
                ("action", "3"),
                ("origin", "\"\""),
                ("destination", "\"\""),
                ("amount", "-0.1"),
                ("dateTime", "0"),
            ],
        ),
        (
            "/transaction/v1/fiatTransaction",
            fiat(&user),
            vec![
                ("currency", "\"\""),
                ("action", "true"),
                ("origin_bank_code", "\"9\""),
                ("origin_account_no", "\"\""),
                ("destination_bank_code", "14"),
                ("destination_account_no", "2387419419"),
                ("amount", "\"1\""),
            ],
        ),
    ];
    for (path, form, cases) in bad {
        for (field, raw) in cases {
            let body = form.clone().with(field, raw).json();
            let (status, answer) = bench.send("POST", path, &body).await;
            assert_eq!(status, 422, "{field} {raw}");
            let message = answer["message"].as_str().unwrap();
            assert!(
                message.starts_with(&format!("{field}: ")),
                "{field} {raw}: {message}"
            );
        }
    }
    let stranger = crypto(NOBODY).json();
    let (status, _) = bench
        .send("POST", "/transaction/v1/cryptoTransaction", &stranger)
        .await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn crypto_addresses_are_created_and_updated() {
    let bench = Bench::new();
    let user = bench.register("budi@mail.com").await;
    let update = Form(vec![
        ("user_id", quoted(&user)),
        ("symbol", quoted("ETH")),
        ("address", quoted("test2")),
        ("dateTime", "1583822628".into()),
    ]);
    let create = update.clone().without("user_id");
    let (create_path, update_path) = (
        format!("/account/v1/{user}/create-crypto-address"),
        "/account/v1/update-crypto-address",
    );
    assert_eq!(
        bench.send("PATCH", update_path, &update.json()).await.0,
        404
    );
    for (method, path, form) in [
        ("POST", create_path.as_str(), create.clone()),
        ("PATCH", update_path, update),
    ] {
        let (status, answer) = bench.send(method, path, &form.json()).await;
        assert_eq!(
            (status, &answer["user_id"]),
            (200, &Value::from(user.as_str()))
        );
        for (field, _) in form.0.clone() {
            let (status, answer) = bench
                .send(method, path, &form.clone().without(field).json())
                .await;
            assert_eq!(
                (status, &answer["message"]),
                (422, &format!("{field}: is required").into())
            );
        }
    }
    let stranger = format!("/account/v1/{NOBODY}/create-crypto-address");
    assert_eq!(bench.send("POST", &stranger, &create.json()).await.0, 404);
}

#[tokio::test]
async fn a_customer_is_registered_once() {
    let bench = Bench::new();
    bench.register("budi@mail.com").await;
    let same_email = Form::good("BUDI@mail.com").with("id_number", "\"77\"");
    let (status, answer) = bench.send("POST", CREATE, &same_email.json()).await;
    assert_eq!(
        (status, &answer["message"]),
        (409, &"email: is already registered".into())
    );
    let same_id = Form::good("budi@mail.com").with("email", "\"other@mail.com\"");
    let (status, answer) = bench.send("POST", CREATE, &same_id.json()).await;
    assert_eq!(
        (status, &answer["message"]),
        (409, &"id_number: is already registered".into())
    );
    // A rejected customer does not stand in the way.
    bench.register("ani+reject+fast@mail.com").await;
    bench.register("ani+reject+fast@mail.com").await;
}
