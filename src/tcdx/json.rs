//! JSON objects written field by field into a buffer whose length is known beforehand.
//!
//! A registration is some 22 MB of base64: growing a buffer, or building strings first, would double time and memory. So a body
//! is written twice by the same code, first into a counter and then into a buffer of exactly that size.

use std::sync::Arc;

use super::amount::Amount;

/// Where the bytes of a body go.
pub(super) trait Sink {
    /// Bytes as they are.
    fn raw(&mut self, bytes: &[u8]);
    /// Bytes as base64: standard alphabet, padding, no line breaks.
    fn base64(&mut self, bytes: &[u8]);
}

/// Counts instead of writing.
struct Count(usize);

impl Sink for Count {
    fn raw(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }

    fn base64(&mut self, bytes: &[u8]) {
        self.0 += base64_simd::STANDARD.encoded_length(bytes.len());
    }
}

impl Sink for Vec<u8> {
    fn raw(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    fn base64(&mut self, bytes: &[u8]) {
        // Into the spare room of the buffer: nothing is zeroed, nothing is copied.
        base64_simd::STANDARD.encode_append(bytes, self);
    }
}

/// A request body: one JSON object.
pub(super) trait Body {
    /// Names every field, in the documented order.
    fn write(&self, object: &mut Object<'_>);
}

/// The bytes of a body, in one allocation of exactly their length.
pub(super) fn encode(body: &impl Body) -> Vec<u8> {
    let length = length(body);
    let mut bytes = Vec::with_capacity(length);
    write(&mut bytes, body);
    debug_assert_eq!(bytes.len(), length, "both passes write the same");
    bytes
}

/// Bytes of a body.
pub(super) fn length(body: &impl Body) -> usize {
    let mut count = Count(0);
    write(&mut count, body);
    count.0
}

/// Writes a body.
pub(super) fn write(sink: &mut dyn Sink, body: &impl Body) {
    Object::write(sink, body);
}

/// A JSON object being written.
pub(super) struct Object<'a> {
    sink: &'a mut dyn Sink,
    first: bool,
}

impl<'a> Object<'a> {
    fn write(sink: &'a mut dyn Sink, body: &impl Body) {
        sink.raw(b"{");
        let mut object = Object { sink, first: true };
        body.write(&mut object);
        object.sink.raw(b"}");
    }

    /// A string.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.string(value);
    }

    /// A string that is left out when there is none.
    pub(super) fn optional_text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// An integer.
    pub(super) fn integer(&mut self, name: &str, value: i64) {
        self.name(name);
        self.sink.raw(value.to_string().as_bytes());
    }

    /// A decimal number, digit for digit.
    pub(super) fn decimal(&mut self, name: &str, value: &Amount) {
        self.name(name);
        self.sink.raw(value.as_str().as_bytes());
    }

    /// A document as a base64 string.
    pub(super) fn base64(&mut self, name: &str, document: &[u8]) {
        self.name(name);
        self.quoted_base64(document);
    }

    /// A document that is left out when there is none.
    pub(super) fn optional_base64(&mut self, name: &str, document: Option<&Arc<[u8]>>) {
        if let Some(document) = document {
            self.base64(name, document);
        }
    }

    /// An array of base64 strings.
    pub(super) fn base64_array(&mut self, name: &str, documents: &[Arc<[u8]>]) {
        self.name(name);
        self.sink.raw(b"[");
        for (index, document) in documents.iter().enumerate() {
            if index > 0 {
                self.sink.raw(b",");
            }
            self.quoted_base64(document);
        }
        self.sink.raw(b"]");
    }

    fn name(&mut self, name: &str) {
        if !self.first {
            self.sink.raw(b",");
        }
        self.first = false;
        self.string(name);
        self.sink.raw(b":");
    }

    fn quoted_base64(&mut self, bytes: &[u8]) {
        self.sink.raw(b"\"");
        self.sink.base64(bytes);
        self.sink.raw(b"\"");
    }

    /// Escapes what RFC 8259 §7 demands and nothing else: letters outside ASCII stay as UTF-8.
    fn string(&mut self, text: &str) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let bytes = text.as_bytes();
        let mut written = 0;
        self.sink.raw(b"\"");
        for (at, &byte) in bytes.iter().enumerate() {
            let unicode;
            let escape: &[u8] = match byte {
                b'"' => b"\\\"",
                b'\\' => b"\\\\",
                b'\n' => b"\\n",
                b'\r' => b"\\r",
                b'\t' => b"\\t",
                0x08 => b"\\b",
                0x0c => b"\\f",
                0x00..=0x1f => {
                    let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]);
                    unicode = [b'\\', b'u', b'0', b'0', high, low];
                    &unicode
                }
                _ => continue,
            };
            self.sink.raw(&bytes[written..at]);
            self.sink.raw(escape);
            written = at + 1;
        }
        self.sink.raw(&bytes[written..]);
        self.sink.raw(b"\"");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Text<'a>(&'a str);

    impl Body for Text<'_> {
        fn write(&self, object: &mut Object<'_>) {
            object.text("t", self.0);
        }
    }

    #[test]
    fn an_object_without_fields_is_still_an_object() {
        struct Nothing;
        impl Body for Nothing {
            fn write(&self, _: &mut Object<'_>) {}
        }
        assert_eq!(encode(&Nothing), b"{}");
    }

    proptest! {
        #[test]
        fn strings_are_written_as_serde_json_writes_them(text in any::<String>()) {
            let expected = format!("{{\"t\":{}}}", serde_json::to_string(&text).unwrap());
            prop_assert_eq!(String::from_utf8(encode(&Text(&text))).unwrap(), expected);
        }

        #[test]
        fn every_control_character_is_escaped(byte in 0_u8..0x20) {
            let text = format!("a{}b", char::from(byte));
            let expected = format!("{{\"t\":{}}}", serde_json::to_string(&text).unwrap());
            prop_assert_eq!(String::from_utf8(encode(&Text(&text))).unwrap(), expected);
        }
    }
}
