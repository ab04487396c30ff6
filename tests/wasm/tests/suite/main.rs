//! Runs in headless Chromium and Firefox, against the mock Open API server on another origin.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod aborting;
mod bindings;
mod browser;
mod endpoints;
mod examples;
mod failures;
mod mock_server;
mod parity;
mod support;
mod walks;

wasm_bindgen_test_configure!(run_in_browser);
