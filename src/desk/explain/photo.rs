//! Why a picture was refused or a file not read, as a person reads it.

use crate::photo::{Format, MAX_PIXELS, PhotoError, ReadError};
use crate::text::Arg;

/// A text's id and the values put into it.
type Text = (&'static str, Vec<(&'static str, Arg)>);

/// Why a picture was refused and what to do: the id of the text and its values.
pub fn photo(error: &PhotoError) -> Text {
    match *error {
        PhotoError::Empty => ("photo-empty", Vec::new()),
        PhotoError::NotAPicture => ("photo-not-a-picture", Vec::new()),
        PhotoError::Unsupported(format) => unsupported(format),
        PhotoError::FileTooLarge { max_bytes, got } => too_large(max_bytes, got),
        PhotoError::TooManyPixels { width, height } => (
            "photo-too-many-pixels",
            vec![
                ("width", count(width)),
                ("height", count(height)),
                (
                    "megapixels",
                    Arg::from(i64::try_from(MAX_PIXELS / 1_000_000).unwrap_or(i64::MAX)),
                ),
            ],
        ),
        PhotoError::TooSmall {
            min_long,
            min_short,
            width,
            height,
        } => (
            "photo-too-small",
            vec![
                ("width", count(width)),
                ("height", count(height)),
                ("long", count(min_long)),
                ("short", count(min_short)),
            ],
        ),
        PhotoError::Damaged => ("photo-damaged", Vec::new()),
        PhotoError::Locked => ("photo-locked", Vec::new()),
        PhotoError::NoPages => ("photo-no-pages", Vec::new()),
        PhotoError::TooSlow => ("photo-too-slow", Vec::new()),
        PhotoError::Stopped => ("photo-stopped", Vec::new()),
        PhotoError::CannotFit => ("photo-cannot-fit", Vec::new()),
    }
}

/// Why a file was not read and what to do: the id of the text and its values.
pub fn read(error: &ReadError) -> Text {
    match *error {
        ReadError::NotFound => ("photo-read-not-found", Vec::new()),
        ReadError::IsFolder => ("photo-read-folder", Vec::new()),
        ReadError::NotAFile => ("photo-read-not-a-file", Vec::new()),
        ReadError::NoPermission => ("photo-read-no-permission", Vec::new()),
        ReadError::TooLarge { max_bytes, got } => too_large(max_bytes, got),
        ReadError::Empty => ("photo-empty", Vec::new()),
        ReadError::Changed => ("photo-read-changed", Vec::new()),
        ReadError::Other(_) => ("photo-read-other", Vec::new()),
    }
}

fn unsupported(format: Format) -> Text {
    match format {
        Format::Heic => ("photo-heic", Vec::new()),
        Format::Video => ("photo-video", Vec::new()),
        Format::RareJpeg => ("photo-rare-jpeg", Vec::new()),
        Format::Avif
        | Format::Pdf
        | Format::WebP
        | Format::Gif
        | Format::Tiff
        | Format::Bmp
        | Format::JpegXl
        | Format::Jpeg2000
        | Format::Svg => (
            "photo-unsupported",
            vec![("format", Arg::from(format.name()))],
        ),
    }
}

fn too_large(max_bytes: u64, got: u64) -> Text {
    // One unit for both, so that they compare at a glance; what came is rounded up, so that it never reads as allowed.
    let (unit, name) = if max_bytes < 1_000_000 {
        (1_000, "KB")
    } else {
        (1_000_000, "MB")
    };
    let size = got.div_ceil(unit).max(max_bytes / unit + 1);
    (
        "photo-file-too-large",
        vec![
            ("size", Arg::from(format!("{size} {name}"))),
            ("max", Arg::from(format!("{} {name}", max_bytes / unit))),
        ],
    )
}

fn count(pixels: u32) -> Arg {
    Arg::from(i64::from(pixels))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::text;

    fn shown(lang: Lang, (id, args): &Text) -> String {
        assert!(text::of(lang).has(id), "no {id}");
        text::of(lang).with(id, args)
    }

    #[test]
    fn every_refusal_is_told_in_both_languages_with_its_values_put_in() {
        let mut texts: Vec<Text> = Format::ALL.into_iter().map(unsupported).collect();
        texts.extend(
            [
                PhotoError::Empty,
                PhotoError::NotAPicture,
                PhotoError::FileTooLarge {
                    max_bytes: 40_000_000,
                    got: 40_000_001,
                },
                PhotoError::TooManyPixels {
                    width: 60_000,
                    height: 60_000,
                },
                PhotoError::TooSmall {
                    min_long: 640,
                    min_short: 480,
                    width: 100,
                    height: 90,
                },
                PhotoError::Damaged,
                PhotoError::CannotFit,
                PhotoError::Locked,
                PhotoError::NoPages,
                PhotoError::TooSlow,
                PhotoError::Stopped,
            ]
            .iter()
            .map(photo),
        );
        texts.extend(
            [
                ReadError::NotFound,
                ReadError::IsFolder,
                ReadError::NotAFile,
                ReadError::NoPermission,
                ReadError::TooLarge {
                    max_bytes: 1,
                    got: 2,
                },
                ReadError::Empty,
                ReadError::Changed,
                ReadError::Other(std::io::ErrorKind::TimedOut),
            ]
            .iter()
            .map(read),
        );
        for text in &texts {
            for lang in [Lang::Id, Lang::En] {
                let told = shown(lang, text);
                // A value that is missing shows as its name in braces.
                assert!(!told.contains(['{', '$']), "{told}");
            }
        }
    }

    #[test]
    fn a_file_just_over_the_limit_does_not_read_as_allowed() {
        let error = PhotoError::FileTooLarge {
            max_bytes: 40_000_000,
            got: 40_000_001,
        };
        let told = shown(Lang::En, &photo(&error));
        assert!(told.contains("41 MB") && told.contains("40 MB"), "{told}");
        let error = ReadError::TooLarge {
            max_bytes: 500_000,
            got: 2_345_678,
        };
        let told = shown(Lang::En, &read(&error));
        assert!(
            told.contains("2346 KB") && told.contains("500 KB"),
            "{told}"
        );
    }

    #[test]
    fn an_iphone_picture_is_told_with_the_setting_that_helps() {
        let told = shown(Lang::En, &photo(&PhotoError::Unsupported(Format::Heic)));
        assert!(told.contains("Most compatible"), "{told}");
    }
}
