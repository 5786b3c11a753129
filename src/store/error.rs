//! What can go wrong with the files, and what makes a profile unusable.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why something could not be read from the data folder or written to it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The system does not say where a person's data belongs (no home folder).
    #[error("no folder for data is known: name one with --home or TCDX_DESK_HOME")]
    NoHome,
    /// Something that is not a folder is in the folder's place.
    #[error("{} is not a folder", .path.display())]
    NotAFolder {
        /// Where.
        path: PathBuf,
    },
    /// The data folder could not be made, or nothing can be written in it.
    #[error("the folder {} cannot be written: {source}", .path.display())]
    NotWritable {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something that is not a regular file is in a file's place.
    #[error("{} is not a file", .path.display())]
    NotAFile {
        /// Where.
        path: PathBuf,
    },
    /// The file is there and could not be read.
    #[error("{} cannot be read: {source}", .path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file could not be written; what was there before still is.
    #[error("{} cannot be written: {source}", .path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// More bytes than such a file may have.
    #[error("{} is larger than {max_bytes} bytes", .path.display())]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// Most bytes allowed.
        max_bytes: u64,
    },
    /// Another process has been writing for too long.
    #[error("another process is writing in {}", .path.display())]
    Busy {
        /// The data folder.
        path: PathBuf,
    },
    /// The file is not what this program writes. It was left as it is.
    #[error("{}, line {line}, column {column}: {message}", .path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// Column in characters, counted from 1.
        column: usize,
        /// What is wrong, in the words of the TOML reader.
        message: String,
    },
    /// The file has a key or a value that this version does not know: a newer version wrote it, or it is misspelt. It was
    /// left as it is.
    #[error("{}, line {line}, column {column}: {name} is not known to this version", .path.display())]
    Unknown {
        /// Which file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// Column in characters, counted from 1.
        column: usize,
        /// The key or the value.
        name: String,
    },
    /// A profile cannot be used. A file that was read was left as it is; a list that was to be saved was not written.
    #[error("{}{}, profile {name:?}: {source}", .path.display(), line_message(*.line))]
    BadProfile {
        /// Which file.
        path: PathBuf,
        /// Line on which the profile begins, counted from 1; `None` when it was to be saved.
        line: Option<usize>,
        /// Its name as given.
        name: String,
        /// What is wrong with it.
        source: ProfileError,
    },
}

fn line_message(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(", line {line}"))
}

/// Which of a profile's base URLs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseUrl {
    /// `base_url`
    User,
    /// `transaction_base_url`
    Transaction,
    /// `account_base_url`
    Account,
}

/// What is wrong with a base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlProblem {
    /// Nothing was given.
    Missing,
    /// Not a URL with a host, or too long.
    NotAUrl,
    /// Neither https, nor http to this computer.
    NotHttps,
    /// A user name or a password in the URL.
    Credentials,
    /// A query (`?…`) or a fragment (`#…`).
    Query,
}

/// Which of a profile's header names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// `key_header`
    Key,
    /// `signature_header`
    Signature,
}

/// Whose limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// `pictures.max_file_bytes`
    File,
    /// `pictures.id_photo`
    IdPhoto,
    /// `pictures.selfie`
    Selfie,
    /// `pictures.proof_of_address`
    ProofOfAddress,
    /// `pictures.gesture`
    Gesture,
}

/// What is wrong with the gesture sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetProblem {
    /// There is none to choose from.
    None,
    /// More than 32 sets, or more than 16 gestures in one.
    TooMany,
    /// Two sets with this number.
    Duplicate(u8),
    /// The set with this number, or a gesture in it, has no name, one that is too long, or one with control characters.
    Name(u8),
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProfileError {
    /// The name is empty or longer than 64 characters.
    #[error("the name must have 1 to 64 characters")]
    NameLength,
    /// The name has control characters, or a space at an end.
    #[error("the name must have no control characters and no space at its ends")]
    NameCharacters,
    /// Two profiles have this name (upper and lower case are not told apart).
    #[error("another profile has this name")]
    NameTaken,
    /// The name of the built-in training profile on a live one.
    #[error("this name belongs to the built-in training profile")]
    NameReserved,
    /// A base URL cannot be used.
    #[error("{}", url_message(*.0, *.1))]
    Url(BaseUrl, UrlProblem),
    /// The API key is empty, too long, or has characters that no header can carry.
    #[error("api_key must be 1 to 512 visible ASCII characters")]
    ApiKey,
    /// A header name is not one, or belongs to HTTP itself.
    #[error("{} is not the name of a header that can be chosen", header_name(*.0))]
    HeaderName(Header),
    /// Both headers have the same name.
    #[error("key_header and signature_header must differ")]
    HeadersAlike,
    /// The path of the extra root certificates is empty or not absolute.
    #[error("extra_ca_file must be an absolute path")]
    ExtraCa,
    /// Not 1 to 16 gestures.
    #[error("gesture_count must be 1 to 16")]
    GestureCount,
    /// The gesture sets cannot be used.
    #[error("{}", set_message(*.0))]
    GestureSets(SetProblem),
    /// Picture limits that no picture, or every picture, would meet.
    #[error("the picture limits of {} make no sense", picture_name(*.0))]
    Pictures(PictureKind),
}

fn url_message(which: BaseUrl, problem: UrlProblem) -> String {
    let name = match which {
        BaseUrl::User => "base_url",
        BaseUrl::Transaction => "transaction_base_url",
        BaseUrl::Account => "account_base_url",
    };
    let problem = match problem {
        UrlProblem::Missing => "is missing",
        UrlProblem::NotAUrl => "is not a URL",
        UrlProblem::NotHttps => "must begin with https:// (http:// reaches this computer only)",
        UrlProblem::Credentials => "must hold no user name and no password",
        UrlProblem::Query => "must end with the path, without ? and #",
    };
    format!("{name} {problem}")
}

fn header_name(which: Header) -> &'static str {
    match which {
        Header::Key => "key_header",
        Header::Signature => "signature_header",
    }
}

fn set_message(problem: SetProblem) -> String {
    match problem {
        SetProblem::None => "at least one gesture set is needed".to_owned(),
        SetProblem::TooMany => {
            "at most 32 gesture sets with 16 gestures each are allowed".to_owned()
        }
        SetProblem::Duplicate(id) => format!("two gesture sets have the number {id}"),
        SetProblem::Name(id) => format!(
            "gesture set {id} and its gestures need names of 1 to 64 characters without control characters"
        ),
    }
}

fn picture_name(which: PictureKind) -> &'static str {
    match which {
        PictureKind::File => "max_file_bytes",
        PictureKind::IdPhoto => "id_photo",
        PictureKind::Selfie => "selfie",
        PictureKind::ProofOfAddress => "proof_of_address",
        PictureKind::Gesture => "gesture",
    }
}
