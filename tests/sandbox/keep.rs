//! The state file: kept over a restart, refused when damaged.

use std::fs;

use tcdx_desk::sandbox::{Options, Sandbox, SandboxError};

use super::kit::{Bench, CREATE, Form, JPEG};

#[tokio::test]
async fn a_restart_keeps_customers_reports_and_what_is_pending() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let kept = |options: &mut Options| options.state_file = Some(file.clone());
    let first = Bench::told(kept);
    let user = first.register("a+slow30+reject.name@mail.com").await;
    let address = br#"{"symbol":"ETH","address":"x","dateTime":1}"#;
    let path = format!("/account/v1/{user}/create-crypto-address");
    assert_eq!(first.send("POST", &path, address).await.0, 200);
    drop(first);

    let second = Bench::told(kept);
    assert_eq!(second.item(&user).await["kyc_status"], "pending");
    assert_eq!(
        second
            .send(
                "POST",
                CREATE,
                &Form::good("a+slow30+reject.name@mail.com").json()
            )
            .await
            .0,
        409
    );
    second.pass(30);
    assert_eq!(
        second.item(&user).await["reject_reason"],
        "Name does not match the identity card"
    );

    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\"version\":1") && text.contains("\"sha256\":\""));
    assert!(!text.contains(&JPEG[..40]), "pictures are not kept");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn a_damaged_file_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let open = || {
        let mut options = Options::new("k", "s");
        options.state_file = Some(file.clone());
        Sandbox::new(options)
    };
    for damaged in [
        "",
        "{",
        "[]",
        "{\"version\":1,\"customers\":\"Siti\"}",
        "\u{0}\u{0}",
    ] {
        fs::write(&file, damaged).unwrap();
        let error = open().unwrap_err();
        assert!(
            matches!(error, SandboxError::StateDamaged { .. }),
            "{error}"
        );
        assert!(error.to_string().contains("state.json") && !error.to_string().contains("Siti"));
        assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
    }
    fs::write(&file, "{\"version\":2}").unwrap();
    let error = open().unwrap_err();
    assert!(matches!(
        error,
        SandboxError::StateVersion {
            found: 2,
            known: 1,
            ..
        }
    ));

    fs::remove_file(&file).unwrap();
    open().unwrap();
    assert!(file.exists());
    open().unwrap();
}

#[test]
fn a_sandbox_without_credentials_or_folder_does_not_start() {
    assert!(matches!(
        Sandbox::new(Options::new("", "s")),
        Err(SandboxError::NoCredentials)
    ));
    assert!(matches!(
        Sandbox::new(Options::new("k", "")),
        Err(SandboxError::NoCredentials)
    ));
    let mut options = Options::new("k", "s");
    options.key_header = "not a header".into();
    assert!(matches!(
        Sandbox::new(options),
        Err(SandboxError::HeaderName(_))
    ));
    let mut options = Options::new("k", "s");
    options.state_file = Some("/nowhere/at/all/state.json".into());
    assert!(matches!(
        Sandbox::new(options),
        Err(SandboxError::StateFile { .. })
    ));
}
