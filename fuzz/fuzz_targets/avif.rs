#![no_main]

libfuzzer_sys::fuzz_target!(init: tcdx_desk_fuzz::init(), |data: &[u8]| tcdx_desk_fuzz::picture(data));
