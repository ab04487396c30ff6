#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bukaolshop_fuzz::number::number(bytes));
