//! All text a person reads, from `assets/text/{id,en}/*.ftl` (Project Fluent).

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::Lang;

macro_rules! sources {
    ($lang:literal) => {
        [
            include_str!(concat!("../assets/text/", $lang, "/common.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/problems.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/errors.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/photo.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/finding.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/editor.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/import.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/camera.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/webhook.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/onboard.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/review.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/status.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/customers.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/case.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/drafts.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/opened.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/level2.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/queue.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/report.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/batch.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/store.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/settings.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/managed.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/support.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/welcome.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/cli.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/crash.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/about.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/start.ftl")),
            include_str!(concat!("../assets/text/", $lang, "/sandbox.ftl")),
        ]
    };
}

static INDONESIAN: LazyLock<Texts> = LazyLock::new(|| Texts::load(Lang::Id));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::load(Lang::En));

/// The ids of all texts, and the names of the values that are put into them, as the sources spell them.
struct Known {
    ids: HashSet<&'static str>,
    values: HashSet<&'static str>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let (mut ids, mut values) = (HashSet::new(), HashSet::new());
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    for source in sources!("en") {
        for line in source.lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase())
                && let Some((id, _)) = line.split_once('=')
            {
                ids.insert(id.trim());
            }
            for rest in line.split('$').skip(1) {
                let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
                values.insert(&rest[..end]);
            }
        }
    }
    Known { ids, values }
});

/// The id of a text that was kept outside the program; `None` if there is no such text (any more).
pub fn known_id(id: &str) -> Option<&'static str> {
    KNOWN.ids.get(id).copied()
}

/// The name of a value that some text takes, kept outside the program; `None` if none does.
pub fn known_value(name: &str) -> Option<&'static str> {
    KNOWN.values.get(name).copied()
}

/// The texts of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// A value put into a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Put in as it is.
    Text(String),
    /// A count, which also chooses the plural.
    Count(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

/// The texts of a language, loaded once.
pub fn of(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Id => &INDONESIAN,
        Lang::En => &ENGLISH,
    }
}

/// The texts of the language with this code (ISO 639-1, in any case); `None` if there are none.
pub fn of_code(code: &str) -> Option<&'static Texts> {
    let known = [("id", Lang::Id), ("en", Lang::En)];
    let found = known.iter().find(|(own, _)| code.eq_ignore_ascii_case(own));
    found.map(|(_, lang)| of(*lang))
}

impl Texts {
    fn load(lang: Lang) -> Self {
        let (tag, sources) = match lang {
            Lang::Id => ("id-ID", sources!("id")),
            Lang::En => ("en-GB", sources!("en")),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![
            tag.parse::<LanguageIdentifier>().unwrap_or_default(),
        ]);
        // Isolation marks would show as boxes and be copied with the text.
        bundle.set_use_isolating(false);
        for source in sources {
            // A syntax error leaves the other messages usable; the tests read every file strictly.
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language of these texts.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// True if there is a text with this id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The text with this id; the id itself if there is none (a test sees to it that there is).
    pub fn get<'a>(&'a self, id: &'a str) -> Cow<'a, str> {
        self.format(id, None)
    }

    /// The text with this id and values put in.
    pub fn with(&self, id: &str, args: &[(&str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            let value = match value {
                Arg::Text(text) => FluentValue::from(text.clone()),
                Arg::Count(count) => FluentValue::from(*count),
            };
            values.set((*name).to_owned(), value);
        }
        self.format(id, Some(&values)).into_owned()
    }

    fn format<'a>(&'a self, id: &'a str, args: Option<&FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return Cow::Borrowed(id);
        };
        let mut errors = Vec::new();
        match args {
            None => self.bundle.format_pattern(pattern, None, &mut errors),
            Some(args) => Cow::Owned(
                self.bundle
                    .format_pattern(pattern, Some(args), &mut errors)
                    .into_owned(),
            ),
        }
    }
}
