//! The webhook in Settings: what is registered, and what arrived.

use egui::accesskit::Role;
use jiff::civil::date;
use tcdx_desk::desk::state::{
    Desk, KeptWebhook, Screen, StoreKind, WebhookAction, WebhookNews, WebhookTask,
};
use tcdx_desk::desk::update::start;
use tcdx_desk::desk::{Action, Effect, Event, RequestId, Told, update};
use tcdx_desk::domain::arrival::{RegisteredHook, Said};
use tcdx_desk::domain::{
    Arrival, ArrivalReason, ArrivalSignature, ArrivalState, Lang, Profile, Settings,
};
use uuid::Uuid;

use crate::queue::bench::{self, Window, ago, case_id, now};

const URL: &str = "https://bank.example/hook/0123456789abcdef";

/// A desk of a live profile whose store is open, on the settings; and what it asked last.
fn live(lang: Lang) -> (Desk, RequestId) {
    let settings = Settings {
        language: Some(lang),
        welcomed: true,
        profile: "Cabang".to_owned(),
        ..Settings::default()
    };
    let profiles = vec![
        Profile::training(),
        Profile::live("Cabang", "https://tcdx.example", "key"),
    ];
    let (mut desk, work) = start(settings, profiles, now(), date(2026, 11, 23));
    for effect in work {
        match effect {
            Effect::Connect { request, .. } => {
                let result = Ok(None);
                update(&mut desk, Event::Connected { request, result });
            }
            Effect::OpenStore { request, .. } => {
                let result = Ok(StoreKind::Keyring);
                update(&mut desk, Event::StoreOpened { request, result });
            }
            _ => {}
        }
    }
    let asked = update(&mut desk, Action::Go(Screen::Settings));
    let request = reads(&asked).expect("what arrived is read");
    (desk, request)
}

fn reads(work: &[Effect]) -> Option<RequestId> {
    work.iter().find_map(|effect| match effect {
        Effect::Webhook(WebhookTask::Read { request }) => Some(*request),
        _ => None,
    })
}

fn arrival(id: u64, state: ArrivalState, reason: Option<ArrivalReason>) -> Arrival {
    Arrival {
        id,
        first_at: ago(120),
        last_at: ago(60),
        repeats: 0,
        signature: ArrivalSignature::None,
        said: Some(Said {
            user_id: Uuid::from_u128(u128::from(id) << 96),
            level: 1,
            status: "Approved".to_owned(),
        }),
        state,
        settled_at: None,
        reason,
        case: None,
        name: String::new(),
    }
}

fn every_state() -> Vec<Arrival> {
    vec![
        arrival(5, ArrivalState::New, None),
        Arrival {
            name: "Siti Nurhaliza".to_owned(),
            case: Some(case_id(1)),
            repeats: 2,
            ..arrival(4, ArrivalState::Confirmed, None)
        },
        arrival(3, ArrivalState::Unconfirmed, Some(ArrivalReason::Differs)),
        Arrival {
            said: None,
            ..arrival(2, ArrivalState::Refused, Some(ArrivalReason::NotJson))
        },
        arrival(1, ArrivalState::Refused, Some(ArrivalReason::Forged)),
    ]
}

fn kept(arrivals: Vec<Arrival>) -> KeptWebhook {
    KeptWebhook {
        registered: Some(RegisteredHook {
            url: URL.to_owned(),
            at: ago(3600),
        }),
        arrivals,
    }
}

fn read(request: RequestId, kept: KeptWebhook) -> Event {
    Event::Webhook(WebhookNews::Read {
        request,
        result: Ok(Box::new(kept)),
    })
}

fn window(desk: Desk) -> Window {
    Window::sized(desk, [1280.0, 2600.0], egui::Theme::Light)
}

#[test]
fn what_arrived_is_listed_with_what_became_of_it() {
    let (mut desk, request) = live(Lang::En);
    update(&mut desk, read(request, kept(every_state())));
    let window = window(desk);
    for text in [
        "Siti Nurhaliza",
        "Customer 00000005",
        "Level 1 · Approved · came 2 times more",
        "The server tells another status",
        "Could not be read · Not JSON",
        "The signature does not fit",
        "Waiting",
        "Confirmed",
        "Unconfirmed",
        "Refused",
        "https://bank.example/…",
    ] {
        window.see(text);
    }
    assert!(!window.sees("0123456789abcdef"), "the path is a secret");
}

#[test]
fn nothing_registered_and_nothing_arrived_are_said() {
    let (mut desk, request) = live(Lang::Id);
    let mut window = window(desk);
    window.see("Membaca pemberitahuan dari vendor…");
    window.tell(read(request, KeptWebhook::default()));
    window.see("Minta ke bagian TI");
    window.see("Belum ada yang didaftarkan dari sini");
    window.see("Belum ada pemberitahuan dari vendor");
    (desk, _) = live(Lang::En);
    let reading = desk.state.webhook.reading.unwrap();
    let failed = WebhookNews::Read {
        request: reading,
        result: Err(Told::new("store-not-open")),
    };
    update(&mut desk, Event::Webhook(failed));
    let mut window = self::window(desk);
    window.click(Role::Link, "Read again");
    assert!(window.desk().state.webhook.reading.is_some());
}

#[test]
fn a_url_is_judged_then_registered_once() {
    let (mut desk, request) = live(Lang::En);
    update(&mut desk, read(request, kept(Vec::new())));
    let ask = |desk: &mut Desk, url: &str| {
        url.clone_into(&mut desk.draft.webhook_url);
        update(desk, Action::Webhook(WebhookAction::Register))
    };
    for (bad, told) in [
        ("", "webhook-url-empty"),
        ("http://bank.example/x", "webhook-url-insecure"),
        ("https://u:p@bank.example/x", "webhook-url-login"),
        ("bank.example/x", "webhook-url-none"),
    ] {
        assert!(ask(&mut desk, bad).is_empty(), "{bad}");
        assert_eq!(desk.state.webhook.problem.as_ref().unwrap().id, told);
    }
    let work = ask(&mut desk, &format!(" {URL} "));
    let [Effect::Webhook(WebhookTask::Register { request, url })] = &work[..] else {
        panic!("{work:?}");
    };
    assert_eq!(url, URL);
    assert!(!format!("{work:?}").contains("bank"));
    assert!(ask(&mut desk, URL).is_empty(), "one at a time");
    let (request, stale) = (*request, RequestId(0));
    let answer = |request, result| Event::Webhook(WebhookNews::Registered { request, result });
    update(&mut desk, answer(stale, Ok(())));
    assert!(desk.state.webhook.registering.is_some());
    let refused = Told::new("error-connect");
    update(&mut desk, answer(request, Err(refused.clone())));
    assert_eq!(desk.state.webhook.problem, Some(refused));
    assert_eq!(desk.draft.webhook_url, URL, "what was typed stays");

    let work = ask(&mut desk, URL);
    let [Effect::Webhook(WebhookTask::Register { request, .. })] = &work[..] else {
        panic!("{work:?}");
    };
    let work = update(&mut desk, answer(*request, Ok(())));
    assert!(reads(&work).is_some(), "what is registered is read anew");
    assert_eq!(desk.draft.webhook_url, "");
    assert_eq!(desk.state.toasts[0].told.id, "webhook-registered");
}

#[test]
fn the_list_follows_the_store_while_it_is_on_the_screen() {
    let (mut desk, request) = live(Lang::En);
    let changed = || Event::Webhook(WebhookNews::Changed);
    // One reading at a time; what came meanwhile is read after it.
    assert_eq!(reads(&update(&mut desk, changed())), None);
    let next = reads(&update(&mut desk, read(request, kept(Vec::new())))).unwrap();
    // An older answer is nothing.
    update(&mut desk, read(request, KeptWebhook::default()));
    assert_eq!(
        reads(&update(&mut desk, read(next, kept(every_state())))),
        None
    );
    assert_eq!(desk.state.webhook.kept.as_ref().unwrap().arrivals.len(), 5);
    update(&mut desk, Action::Go(Screen::Queue));
    assert_eq!(reads(&update(&mut desk, changed())), None, "nobody looks");
    assert!(reads(&update(&mut desk, Action::Go(Screen::Settings))).is_some());
    // What was known is of another profile.
    update(&mut desk, Action::SwitchProfile("Training".to_owned()));
    assert!(desk.state.webhook.kept.is_none());
}

#[test]
fn in_training_there_is_nothing_to_register() {
    let mut desk = bench::desk(Lang::En);
    update(&mut desk, Action::Go(Screen::Settings));
    desk.draft.webhook_url = URL.to_owned();
    assert!(update(&mut desk, Action::Webhook(WebhookAction::Register)).is_empty());
    let mut window = window(desk);
    window.see("In training the sandbox calls this program by itself");
    window.see("Starting");
    window.tell(Event::Webhook(WebhookNews::Receiving(true)));
    window.see("Receiving");
    window.tell(Event::Webhook(WebhookNews::Receiving(false)));
    window.see("Not receiving");
    assert!(!window.sees("Register"));
}

#[test]
fn it_is_painted_in_both_themes_and_languages() {
    for (lang, theme) in [
        (Lang::En, egui::Theme::Light),
        (Lang::Id, egui::Theme::Dark),
    ] {
        let (mut desk, request) = live(lang);
        let mut many = every_state();
        many.extend((10..205).map(|id| arrival(id, ArrivalState::Confirmed, None)));
        update(&mut desk, read(request, kept(many)));
        let mut window = Window::sized(desk, [1024.0, 2600.0], theme);
        let picture = window.harness.render().unwrap();
        if let Ok(folder) = std::env::var("LOOKS_DIR") {
            let name = format!("webhook-{lang:?}-{theme:?}.png");
            picture
                .save(std::path::Path::new(&folder).join(name))
                .unwrap();
        }
    }
}
