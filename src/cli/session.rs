//! What every command needs: the data folder, settings, profiles, the vault, and a client for a profile.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use jiff::Zoned;

use super::trouble::Trouble;
use super::{Exit, terminal};
use crate::desk::explain::{self, Told};
use crate::desk::runtime::{live_client, make_client};
use crate::domain::check::Rules;
use crate::domain::{ItemLists, Lang, Managed, Profile, Settings, managed};
use crate::sandbox;
use crate::store::{self, Home};
use crate::tcdx::{self, ApiSecret, Client, Outcome};
use crate::text::Texts;
use crate::vault::DeskVault;

/// What every command needs.
pub struct Session {
    /// The data folder.
    pub home: Home,
    /// The settings file.
    pub settings: Settings,
    /// All profiles; the first is Training.
    pub profiles: Vec<Profile>,
    /// What those who run this computer decided.
    pub managed: Managed,
    /// A person's own profiles that are not used here.
    pub aside: Vec<Profile>,
    /// The keyring.
    pub vault: DeskVault,
    /// The passphrase of the store is the first line of standard input.
    pub passphrase_stdin: bool,
}

/// A client, and the sandbox it speaks to if the profile is the training one.
pub struct Connected {
    /// The client.
    pub client: Client,
    /// What the server signs its webhooks with.
    pub secret: ApiSecret,
    /// The sandbox of this process, for the training profile.
    pub sandbox: Option<sandbox::Running>,
}

/// The language of the system: Indonesian, or English for everything else.
pub fn system_lang() -> Lang {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("id") => Lang::Id,
        _ => Lang::En,
    }
}

impl Session {
    /// Reads what is decided for this computer, opens the data folder, and reads settings and profiles.
    pub fn open(home: Option<&Path>, passphrase_stdin: bool) -> Result<Self, Trouble> {
        let told = |error: store::StoreError| explain::store(&error);
        let managed = store::managed::load().map_err(|error| explain::managed(&error))?;
        let home = Home::locate(home).map_err(told)?;
        let settings = store::settings::load_managed(&home, &managed);
        let mut settings = settings.map_err(|error| Trouble::of_settings(&home, &error))?;
        settings.language.get_or_insert_with(system_lang);
        let listed = managed.list(store::profiles::load(&home).map_err(told)?);
        Ok(Self {
            home,
            settings,
            profiles: listed.used,
            managed,
            aside: listed.aside,
            vault: DeskVault::default(),
            passphrase_stdin,
        })
    }

    /// That profiles of the person's own are not used here; `None` if all are.
    pub fn told_aside(&self, id: &'static str) -> Option<Told> {
        let names = managed::names(&self.aside);
        let told = || {
            let by = self.managed.by.clone();
            Told::new(id).arg("names", names.clone()).arg("by", by)
        };
        (!names.is_empty()).then(told)
    }

    /// The texts in the language of the settings.
    pub fn texts(&self) -> &'static Texts {
        crate::text::of(self.lang())
    }

    /// The language of the settings.
    pub fn lang(&self) -> Lang {
        self.settings.language.unwrap_or_default()
    }

    /// Says what went wrong on standard error.
    pub fn complain(&self, told: &Told) {
        terminal::complain(&told.full(self.texts()));
    }

    /// Says what is wrong with a field or a file, on one line of standard error.
    pub fn complain_at(&self, place: &str, told: &Told) {
        terminal::complain(&format!("{place}: {}", told.full(self.texts())));
    }

    /// Says what is wrong with what was asked for or with this computer, and gives the exit code for that.
    pub fn refuse(&self, told: &Told) -> Exit {
        self.complain(told);
        Exit::Usage
    }

    /// The named profile, or the one chosen in the window; complains if there is none.
    pub fn profile(&self, name: Option<&str>) -> Result<&Profile, Exit> {
        let found = self.find(name.unwrap_or(&self.settings.profile));
        found.map_err(|told| self.refuse(&told))
    }

    /// The profile of this name.
    pub fn find(&self, name: &str) -> Result<&Profile, Told> {
        let found = self.profiles.iter().find(|profile| profile.name == name);
        found.ok_or_else(|| {
            let told = Told::new("cli-no-profile").arg("name", name);
            told.hint("cli-no-profile-hint")
        })
    }

    /// The item lists that are at hand without asking the server: the last fetched, else the bundled.
    pub fn items(&self, profile: &Profile) -> ItemLists {
        store::items::load_cached(&self.home, &profile.name, self.lang())
            .map_or_else(|| store::items::bundled(self.lang()), |cached| cached.lists)
    }

    /// A client for the profile; starts the sandbox for training. On the runtime of [`run`] only.
    pub async fn connect(&self, profile: &Profile) -> Result<Connected, Told> {
        if profile.is_training() {
            self.training().await
        } else {
            // The keyring may ask a person to unlock it.
            let client = tokio::task::block_in_place(|| live_client(&self.vault, profile));
            let (client, secret) = client.map_err(in_a_terminal)?;
            Ok(Connected {
                client,
                secret,
                sandbox: None,
            })
        }
    }

    async fn training(&self) -> Result<Connected, Told> {
        let options = sandbox::Options {
            texts: self.texts(),
            ..sandbox::Options::with_random_credentials()
        };
        let (key, secret) = (options.key.clone(), options.secret.clone());
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let running = sandbox::start(options, listen)
            .await
            .map_err(|error| explain::sandbox(&error))?;
        let profile = Profile::training();
        let client = make_client(&profile, &running.base_url(), &key, &secret, None)
            .map_err(|error| explain::config(&error))?;
        Ok(Connected {
            client,
            secret: ApiSecret::from(secret),
            sandbox: Some(running),
        })
    }

    /// Says what a failed call means; gives the exit code of a call that changes something, or only reads.
    pub fn failed(&self, error: &tcdx::Error, write: bool) -> Exit {
        let told = explained(error);
        if let tcdx::Error::Refused(refusal) = error
            && let Some(field) = refusal.field
        {
            self.complain_at(field, &told);
        } else {
            self.complain(&told);
        }
        match error.outcome(write) {
            Outcome::NotSent => Exit::NotSent,
            Outcome::Refused => Exit::Refused,
            Outcome::Unknown => Exit::Unknown,
        }
    }
}

/// A hint that names a screen of the window is no help in a terminal.
fn in_a_terminal(told: Told) -> Told {
    if told.id == "error-no-secret" {
        return told.hint("cli-no-secret-hint");
    }
    told
}

/// The rules of today.
pub fn rules<'a>(profile: &Profile, items: &'a ItemLists) -> Rules<'a> {
    Rules {
        today: Zoned::now().date(),
        gesture_count: profile.gesture_count,
        items,
    }
}

/// The words of the window, and where those point into it, a hint for the command line.
pub fn explained(error: &tcdx::Error) -> Told {
    let told = explain::network(error);
    if matches!(error, tcdx::Error::Credentials { .. }) {
        told.hint("cli-credentials-hint")
    } else {
        told
    }
}

/// Waits for Ctrl C, or to be told to end.
pub async fn interrupted() {
    #[cfg(unix)]
    let told_to_end = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(windows)]
    let told_to_end = async {
        use tokio::signal::windows::{ctrl_break, ctrl_close, ctrl_shutdown};
        match (ctrl_break(), ctrl_close(), ctrl_shutdown()) {
            (Ok(mut by_key), Ok(mut console), Ok(mut system)) => tokio::select! {
                end = by_key.recv() => end,
                end = console.recv() => end,
                end = system.recv() => end,
            },
            _ => std::future::pending().await,
        }
    };
    #[cfg(not(any(unix, windows)))]
    let told_to_end = std::future::pending::<Option<()>>();
    let ctrl_c = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler the program ends all the same, only less tidily.
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = ctrl_c => {}
        _ = told_to_end => {}
    }
}

/// Runs asynchronous work of a command to its end.
pub fn run(work: impl Future<Output = Result<(), Exit>>) -> Exit {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        let told = Told::new("cli-no-threads");
        terminal::complain(&told.full(crate::text::of(system_lang())));
        return Exit::Usage;
    };
    runtime.block_on(work).err().unwrap_or(Exit::Done)
}
