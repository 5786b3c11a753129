//! How the state of a case looks everywhere: its pill, its name, its reason.

use super::icons::Icon;
use super::theme::Tone;
use super::widgets::Pill;
use crate::desk::explain::states;
use crate::domain::{ArrivalState, CaseRow, Level2, Stage};
use crate::text::Texts;

/// Most characters of a status that this program does not know: it is the vendor's text, whatever it is.
const PILL_CHARS: usize = 24;
/// Characters of an id that tell one customer from another.
const SHORT_ID_CHARS: usize = 8;

/// How a state looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its colour.
    pub tone: Tone,
    /// Its icon.
    pub icon: Icon,
    /// Its name.
    pub text: String,
}

impl Look {
    fn new(tone: Tone, icon: Icon, id: &'static str, texts: &Texts) -> Self {
        Self {
            tone,
            icon,
            text: texts.get(id).into_owned(),
        }
    }

    /// The pill of the state.
    pub fn pill(&self) -> Pill<'_> {
        Pill::new(self.tone, &self.text).icon(self.icon)
    }
}

/// How a case looks: what holds it up first, then the highest level that is under way or decided.
pub fn look(row: &CaseRow, texts: &Texts) -> Look {
    let life = &row.life;
    if life.stage == Stage::Erased {
        return of_stage(Stage::Erased, texts);
    }
    if life.on_hold {
        return Look::new(Tone::Neutral, Icon::PAUSE_FILL, "stage-on-hold", texts);
    }
    if let (Stage::Approved, Some(look)) = (life.stage, of_level2(life.level2, texts)) {
        return look;
    }
    match (&life.other_status, life.stage) {
        (Some(sent), Stage::Pending) => Look {
            tone: Tone::Neutral,
            icon: Icon::QUESTION_FILL,
            text: shortened(sent),
        },
        _ => of_stage(life.stage, texts),
    }
}

/// How a stage looks, whatever else holds of the case.
pub fn of_stage(stage: Stage, texts: &Texts) -> Look {
    let (tone, icon) = match stage {
        Stage::Draft => (Tone::Neutral, Icon::CIRCLE_HALF_FILL),
        Stage::Ready => (Tone::Neutral, Icon::HOURGLASS_FILL),
        Stage::Sending => (Tone::Neutral, Icon::ARROW_FAT_UP_FILL),
        Stage::Unconfirmed => (Tone::Warning, Icon::QUESTION_FILL),
        Stage::Refused => (Tone::Danger, Icon::PROHIBIT_FILL),
        Stage::Pending => (Tone::Info, Icon::CLOCK_FILL),
        Stage::Approved => (Tone::Success, Icon::CHECK_CIRCLE_FILL),
        Stage::Rejected => (Tone::Danger, Icon::X_CIRCLE_FILL),
        Stage::Correction => (Tone::Warning, Icon::CIRCLE_HALF_FILL),
        Stage::Erased => (Tone::Neutral, Icon::CIRCLE_FILL),
    };
    Look::new(tone, icon, states::stage(stage), texts)
}

/// How level 2 looks; `None` if nothing of it was sent.
pub fn of_level2(level2: Level2, texts: &Texts) -> Option<Look> {
    let (tone, icon) = match level2 {
        Level2::None | Level2::Ready => (Tone::Neutral, Icon::HOURGLASS_FILL),
        Level2::Sending => (Tone::Neutral, Icon::ARROW_FAT_UP_FILL),
        Level2::Unconfirmed => (Tone::Warning, Icon::QUESTION_FILL),
        Level2::Refused => (Tone::Danger, Icon::PROHIBIT_FILL),
        Level2::Pending => (Tone::Info, Icon::CLOCK_FILL),
        Level2::Approved => (Tone::Success, Icon::CHECK_CIRCLE_FILL),
        Level2::Rejected => (Tone::Danger, Icon::X_CIRCLE_FILL),
    };
    Some(Look::new(tone, icon, states::level2(level2)?, texts))
}

/// How an arrival of the webhook looks.
pub fn of_arrival(state: ArrivalState, texts: &Texts) -> Look {
    let (tone, icon) = match state {
        ArrivalState::New => (Tone::Info, Icon::CLOCK_FILL),
        ArrivalState::Confirmed => (Tone::Success, Icon::CHECK_CIRCLE_FILL),
        ArrivalState::Unconfirmed => (Tone::Warning, Icon::QUESTION_FILL),
        ArrivalState::Refused => (Tone::Danger, Icon::PROHIBIT_FILL),
    };
    Look::new(tone, icon, states::arrival(state), texts)
}

/// The customer whom an id names, by its beginning: enough to tell one from another.
pub fn of_id(user_id: uuid::Uuid, texts: &Texts) -> String {
    let id: String = user_id.to_string().chars().take(SHORT_ID_CHARS).collect();
    texts.with("stage-customer", &[("id", id.into())])
}

/// The customer's name; while there is none, the beginning of the id, or that there is none yet.
pub fn name(row: &CaseRow, texts: &Texts) -> String {
    let name = row.name.trim();
    if !name.is_empty() {
        return name.to_owned();
    }
    if row.life.stage == Stage::Erased {
        return texts.get("stage-erased-name").into_owned();
    }
    match row.life.user_id {
        Some(user_id) => of_id(user_id, texts),
        None => texts.get("stage-no-name").into_owned(),
    }
}

fn shortened(sent: &str) -> String {
    let mut chars = sent.chars();
    let mut text: String = chars.by_ref().take(PILL_CHARS).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::Timestamp;

    use super::*;
    use crate::domain::{CaseId, Lang, Life};
    use crate::text;

    fn row(life: Life) -> CaseRow {
        CaseRow::new(CaseId::new(), life, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn every_stage_and_level_has_words_of_its_own_in_both_languages() {
        for lang in [Lang::En, Lang::Id] {
            let texts = text::of(lang);
            let stages = Stage::ALL.map(|stage| of_stage(stage, texts).text);
            let levels = Level2::ALL.into_iter();
            let levels = levels.filter_map(|level| Some(of_level2(level, texts)?.text));
            let all: Vec<String> = stages.into_iter().chain(levels).collect();
            assert!(all.iter().all(|text| !text.starts_with("stage")));
            let apart: BTreeSet<&String> = all.iter().collect();
            assert_eq!(apart.len(), all.len());
        }
    }

    #[test]
    fn what_holds_a_case_up_is_said_first() {
        let texts = text::of(Lang::En);
        let said = |life: Life| look(&row(life), texts).text;
        let approved = Life {
            stage: Stage::Approved,
            level2: Level2::Pending,
            ..Life::default()
        };
        assert_eq!(said(approved.clone()), "Level 2 pending");
        assert_eq!(
            said(Life {
                on_hold: true,
                ..approved.clone()
            }),
            "On hold"
        );
        assert_eq!(
            said(Life {
                stage: Stage::Erased,
                ..approved
            }),
            "Erased"
        );
    }

    #[test]
    fn an_unknown_status_is_shown_as_sent_but_never_too_long() {
        let texts = text::of(Lang::En);
        let unknown = |sent: &str| {
            let life = Life {
                stage: Stage::Pending,
                other_status: Some(sent.to_owned()),
                ..Life::default()
            };
            look(&row(life), texts).text
        };
        assert_eq!(unknown("UNDER_REVIEW"), "UNDER_REVIEW");
        assert_eq!(unknown(&"ü".repeat(40)), format!("{}…", "ü".repeat(24)));
    }

    #[test]
    fn a_customer_without_a_name_is_still_told_apart() {
        let texts = text::of(Lang::En);
        assert_eq!(name(&row(Life::default()), texts), "No name yet");
        let user_id = "ace50048-759a-5de5-8e7a-3f7c64e6fb48".parse().unwrap();
        let elsewhere = row(Life::registered_elsewhere(user_id));
        assert_eq!(name(&elsewhere, texts), "Customer ace50048");
    }
}
