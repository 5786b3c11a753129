//! The icons that are used, by name (Phosphor, MIT). To add one, name it in `assets/fonts/subset.py` and run that.

/// One icon: a character of the icon fonts. Give every icon that stands alone an accessible name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon(char);

impl Icon {
    /// The character, in the private-use planes of the icon fonts.
    pub const fn glyph(self) -> char {
        self.0
    }
}

/// The icons by their Phosphor names; `_FILL` is the filled weight.
impl Icon {
    // begin: written by assets/fonts/subset.py
    /// `arrow-clockwise`, regular.
    pub const ARROW_CLOCKWISE: Self = Self('\u{E036}');
    /// `arrow-left`, regular.
    pub const ARROW_LEFT: Self = Self('\u{E058}');
    /// `arrow-right`, regular.
    pub const ARROW_RIGHT: Self = Self('\u{E06C}');
    /// `arrow-square-out`, regular.
    pub const ARROW_SQUARE_OUT: Self = Self('\u{E5DE}');
    /// `arrow-up`, regular.
    pub const ARROW_UP: Self = Self('\u{E08E}');
    /// `arrows-clockwise`, regular.
    pub const ARROWS_CLOCKWISE: Self = Self('\u{E094}');
    /// `arrows-left-right`, regular.
    pub const ARROWS_LEFT_RIGHT: Self = Self('\u{E0A0}');
    /// `arrows-out`, regular.
    pub const ARROWS_OUT: Self = Self('\u{E0A2}');
    /// `bank`, regular.
    pub const BANK: Self = Self('\u{E0B4}');
    /// `bell`, regular.
    pub const BELL: Self = Self('\u{E0CE}');
    /// `briefcase`, regular.
    pub const BRIEFCASE: Self = Self('\u{E0EE}');
    /// `calendar`, regular.
    pub const CALENDAR: Self = Self('\u{E108}');
    /// `calendar-blank`, regular.
    pub const CALENDAR_BLANK: Self = Self('\u{E10A}');
    /// `camera`, regular.
    pub const CAMERA: Self = Self('\u{E10E}');
    /// `caret-down`, regular.
    pub const CARET_DOWN: Self = Self('\u{E136}');
    /// `caret-left`, regular.
    pub const CARET_LEFT: Self = Self('\u{E138}');
    /// `caret-right`, regular.
    pub const CARET_RIGHT: Self = Self('\u{E13A}');
    /// `caret-up`, regular.
    pub const CARET_UP: Self = Self('\u{E13C}');
    /// `caret-up-down`, regular.
    pub const CARET_UP_DOWN: Self = Self('\u{E140}');
    /// `chart-bar`, regular.
    pub const CHART_BAR: Self = Self('\u{E150}');
    /// `check`, regular.
    pub const CHECK: Self = Self('\u{E182}');
    /// `check-circle`, regular.
    pub const CHECK_CIRCLE: Self = Self('\u{E184}');
    /// `circle`, regular.
    pub const CIRCLE: Self = Self('\u{E18A}');
    /// `clipboard`, regular.
    pub const CLIPBOARD: Self = Self('\u{E196}');
    /// `clipboard-text`, regular.
    pub const CLIPBOARD_TEXT: Self = Self('\u{E198}');
    /// `clock`, regular.
    pub const CLOCK: Self = Self('\u{E19A}');
    /// `cloud-slash`, regular.
    pub const CLOUD_SLASH: Self = Self('\u{E1B6}');
    /// `copy`, regular.
    pub const COPY: Self = Self('\u{E1CA}');
    /// `dots-three`, regular.
    pub const DOTS_THREE: Self = Self('\u{E1FE}');
    /// `download-simple`, regular.
    pub const DOWNLOAD_SIMPLE: Self = Self('\u{E20C}');
    /// `export`, regular.
    pub const EXPORT: Self = Self('\u{EAF0}');
    /// `eye`, regular.
    pub const EYE: Self = Self('\u{E220}');
    /// `eye-slash`, regular.
    pub const EYE_SLASH: Self = Self('\u{E224}');
    /// `file`, regular.
    pub const FILE: Self = Self('\u{E230}');
    /// `file-plus`, regular.
    pub const FILE_PLUS: Self = Self('\u{E236}');
    /// `file-text`, regular.
    pub const FILE_TEXT: Self = Self('\u{E23A}');
    /// `folder-open`, regular.
    pub const FOLDER_OPEN: Self = Self('\u{E256}');
    /// `gear`, regular.
    pub const GEAR: Self = Self('\u{E270}');
    /// `globe`, regular.
    pub const GLOBE: Self = Self('\u{E288}');
    /// `graduation-cap`, regular.
    pub const GRADUATION_CAP: Self = Self('\u{E62C}');
    /// `handshake`, regular.
    pub const HANDSHAKE: Self = Self('\u{E582}');
    /// `hourglass`, regular.
    pub const HOURGLASS: Self = Self('\u{E2B2}');
    /// `house`, regular.
    pub const HOUSE: Self = Self('\u{E2C2}');
    /// `identification-card`, regular.
    pub const IDENTIFICATION_CARD: Self = Self('\u{E2C8}');
    /// `image`, regular.
    pub const IMAGE: Self = Self('\u{E2CA}');
    /// `info`, regular.
    pub const INFO: Self = Self('\u{E2CE}');
    /// `key`, regular.
    pub const KEY: Self = Self('\u{E2D6}');
    /// `keyboard`, regular.
    pub const KEYBOARD: Self = Self('\u{E2D8}');
    /// `link`, regular.
    pub const LINK: Self = Self('\u{E2E2}');
    /// `list-bullets`, regular.
    pub const LIST_BULLETS: Self = Self('\u{E2F2}');
    /// `lock`, regular.
    pub const LOCK: Self = Self('\u{E2FA}');
    /// `magic-wand`, regular.
    pub const MAGIC_WAND: Self = Self('\u{E6B6}');
    /// `magnifying-glass`, regular.
    pub const MAGNIFYING_GLASS: Self = Self('\u{E30C}');
    /// `minus`, regular.
    pub const MINUS: Self = Self('\u{E32A}');
    /// `monitor`, regular.
    pub const MONITOR: Self = Self('\u{E32E}');
    /// `moon`, regular.
    pub const MOON: Self = Self('\u{E330}');
    /// `paper-plane-tilt`, regular.
    pub const PAPER_PLANE_TILT: Self = Self('\u{E398}');
    /// `pause`, regular.
    pub const PAUSE: Self = Self('\u{E39E}');
    /// `pencil-simple`, regular.
    pub const PENCIL_SIMPLE: Self = Self('\u{E3B4}');
    /// `phone`, regular.
    pub const PHONE: Self = Self('\u{E3B8}');
    /// `plugs`, regular.
    pub const PLUGS: Self = Self('\u{EB56}');
    /// `plugs-connected`, regular.
    pub const PLUGS_CONNECTED: Self = Self('\u{EB5A}');
    /// `plus`, regular.
    pub const PLUS: Self = Self('\u{E3D4}');
    /// `printer`, regular.
    pub const PRINTER: Self = Self('\u{E3DC}');
    /// `prohibit`, regular.
    pub const PROHIBIT: Self = Self('\u{E3DE}');
    /// `qr-code`, regular.
    pub const QR_CODE: Self = Self('\u{E3E6}');
    /// `question`, regular.
    pub const QUESTION: Self = Self('\u{E3E8}');
    /// `rows`, regular.
    pub const ROWS: Self = Self('\u{E5A2}');
    /// `scan`, regular.
    pub const SCAN: Self = Self('\u{EBB6}');
    /// `shield-check`, regular.
    pub const SHIELD_CHECK: Self = Self('\u{E40C}');
    /// `signature`, regular.
    pub const SIGNATURE: Self = Self('\u{EBAC}');
    /// `sun`, regular.
    pub const SUN: Self = Self('\u{E472}');
    /// `table`, regular.
    pub const TABLE: Self = Self('\u{E476}');
    /// `trash`, regular.
    pub const TRASH: Self = Self('\u{E4A6}');
    /// `upload-simple`, regular.
    pub const UPLOAD_SIMPLE: Self = Self('\u{E4C0}');
    /// `user`, regular.
    pub const USER: Self = Self('\u{E4C2}');
    /// `user-circle`, regular.
    pub const USER_CIRCLE: Self = Self('\u{E4C4}');
    /// `user-plus`, regular.
    pub const USER_PLUS: Self = Self('\u{E4D0}');
    /// `users`, regular.
    pub const USERS: Self = Self('\u{E4D6}');
    /// `wallet`, regular.
    pub const WALLET: Self = Self('\u{E68A}');
    /// `warning`, regular.
    pub const WARNING: Self = Self('\u{E4E0}');
    /// `warning-circle`, regular.
    pub const WARNING_CIRCLE: Self = Self('\u{E4E2}');
    /// `webhooks-logo`, regular.
    pub const WEBHOOKS_LOGO: Self = Self('\u{ECAE}');
    /// `x`, regular.
    pub const X: Self = Self('\u{E4F6}');
    /// `x-circle`, regular.
    pub const X_CIRCLE: Self = Self('\u{E4F8}');
    /// `arrow-fat-up`, fill.
    pub const ARROW_FAT_UP_FILL: Self = Self('\u{FE52E}');
    /// `check-circle`, fill.
    pub const CHECK_CIRCLE_FILL: Self = Self('\u{FE184}');
    /// `circle`, fill.
    pub const CIRCLE_FILL: Self = Self('\u{FE18A}');
    /// `circle-half`, fill.
    pub const CIRCLE_HALF_FILL: Self = Self('\u{FE18C}');
    /// `clock`, fill.
    pub const CLOCK_FILL: Self = Self('\u{FE19A}');
    /// `hourglass`, fill.
    pub const HOURGLASS_FILL: Self = Self('\u{FE2B2}');
    /// `identification-card`, fill.
    pub const IDENTIFICATION_CARD_FILL: Self = Self('\u{FE2C8}');
    /// `info`, fill.
    pub const INFO_FILL: Self = Self('\u{FE2CE}');
    /// `pause`, fill.
    pub const PAUSE_FILL: Self = Self('\u{FE39E}');
    /// `prohibit`, fill.
    pub const PROHIBIT_FILL: Self = Self('\u{FE3DE}');
    /// `question`, fill.
    pub const QUESTION_FILL: Self = Self('\u{FE3E8}');
    /// `warning`, fill.
    pub const WARNING_FILL: Self = Self('\u{FE4E0}');
    /// `warning-circle`, fill.
    pub const WARNING_CIRCLE_FILL: Self = Self('\u{FE4E2}');
    /// `x-circle`, fill.
    pub const X_CIRCLE_FILL: Self = Self('\u{FE4F8}');
    // end
}
