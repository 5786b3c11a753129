//! When a JPEG was taken: `DateTimeOriginal` of its EXIF (CIPA DC-008, tag 0x9003), read without trusting any of it.

use jiff::civil::DateTime;

/// Most bytes of the file in which it is looked for: EXIF stands at the beginning.
const HEAD: usize = 128 * 1024;
const EXIF_IFD: u16 = 0x8769;
const DATE_TIME_ORIGINAL: u16 = 0x9003;
/// Most entries of a directory that are looked at.
const MAX_ENTRIES: u16 = 512;

/// The time, as the camera's clock showed it; `None` for anything that is not plainly one.
pub(super) fn date_time(bytes: &[u8]) -> Option<DateTime> {
    let tiff = exif(bytes.get(..HEAD.min(bytes.len()))?)?;
    let is_little = match tiff.get(..4)? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let data = Tiff { tiff, is_little };
    let first = data.long(4)?;
    let inner = data.long(data.value_of(first, EXIF_IFD)?)?;
    let at = data.long(data.value_of(inner, DATE_TIME_ORIGINAL)?)?;
    let text = tiff.get(at..at.checked_add(19)?)?;
    parse(std::str::from_utf8(text).ok()?)
}

/// `2026:11:23 09:00:00`.
fn parse(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(' ')?;
    format!("{}T{time}", date.replace(':', "-")).parse().ok()
}

/// What follows `Exif\0\0` in the first APP1 segment that begins with it.
fn exif(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.get(..2)? != [0xFF, 0xD8] {
        return None;
    }
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low] = *bytes.get(at..at + 4)? else {
            return None;
        };
        // From the scan on there are no segments; two bytes are the length itself.
        let length = usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xDA || length < 2 {
            return None;
        }
        let end = (at + 2 + length).min(bytes.len());
        let body = bytes.get(at + 4..end)?;
        if marker == 0xE1
            && let Some(tiff) = body.strip_prefix(b"Exif\0\0")
        {
            return Some(tiff);
        }
        at += 2 + length;
    }
}

struct Tiff<'a> {
    tiff: &'a [u8],
    is_little: bool,
}

impl Tiff<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let value = if self.is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        };
        usize::try_from(value).ok()
    }

    /// Where the value of this tag stands in the directory at `at`.
    fn value_of(&self, at: usize, tag: u16) -> Option<usize> {
        let count = self.short(at)?.min(MAX_ENTRIES);
        (0..usize::from(count))
            .map(|entry| at + 2 + entry * 12)
            .find(|entry| self.short(*entry) == Some(tag))
            .map(|entry| entry + 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG's head with EXIF in either byte order.
    fn jpeg(is_little: bool, text: &str) -> Vec<u8> {
        let short = |value: u16| {
            if is_little {
                value.to_le_bytes()
            } else {
                value.to_be_bytes()
            }
        };
        let long = |value: u32| {
            if is_little {
                value.to_le_bytes()
            } else {
                value.to_be_bytes()
            }
        };
        let mut tiff = if is_little {
            b"II".to_vec()
        } else {
            b"MM".to_vec()
        };
        tiff.extend(short(42));
        tiff.extend(long(8));
        for (tag, kind, count, value) in [(EXIF_IFD, 4, 1, 26), (DATE_TIME_ORIGINAL, 2, 20, 44)] {
            tiff.extend(short(1));
            tiff.extend(short(tag));
            tiff.extend(short(kind));
            tiff.extend(long(count));
            tiff.extend(long(value));
            tiff.extend(long(0));
        }
        tiff.extend(text.as_bytes());
        tiff.push(0);
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xE1];
        bytes.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
        bytes.extend(b"Exif\0\0");
        bytes.extend(tiff);
        bytes
    }

    #[test]
    fn the_time_is_read_in_both_byte_orders() {
        for is_little in [true, false] {
            let found = date_time(&jpeg(is_little, "2026:11:23 09:05:07"));
            let wanted = jiff::civil::date(2026, 11, 23).at(9, 5, 7, 0);
            assert_eq!(found, Some(wanted));
            assert_eq!(date_time(&jpeg(is_little, "0000:00:00 00:00:00")), None);
            assert_eq!(date_time(&jpeg(is_little, "    :  :     :  :  ")), None);
        }
    }

    #[test]
    fn damaged_heads_give_no_time_and_no_panic() {
        let sound = jpeg(true, "2026:11:23 09:05:07");
        for end in 0..sound.len() - 1 {
            assert_eq!(date_time(&sound[..end]), None, "{end}");
        }
        for at in 0..sound.len() {
            for value in [0, 0x7F, 0xFF] {
                let mut bytes = sound.clone();
                bytes[at] = value;
                let _ = date_time(&bytes);
            }
        }
    }
}
