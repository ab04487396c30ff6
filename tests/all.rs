//! All native tests of the crate in one program, a module for each subject: a program for each would be linked with the same
//! libraries three dozen times, which takes longer than all of these tests run.
#![recursion_limit = "256"]

#[path = "support/any_json.rs"]
#[cfg(feature = "server")]
mod any_json;
#[path = "support/clocked.rs"]
#[cfg(feature = "native")]
mod clocked;
#[path = "programs/katalog.rs"]
#[cfg(feature = "native")]
mod katalog;
#[path = "support/mock_server.rs"]
#[cfg(feature = "native")]
mod mock_server;
#[path = "support/servers.rs"]
#[cfg(all(feature = "postgres", feature = "redis", unix))]
mod servers;
mod support;

mod any_answer;
mod cache;
mod callback;
mod callback_axum;
mod callback_once;
mod closed_api;
mod closed_api_budget;
mod closed_api_examples;
mod closed_api_newer;
mod commerce;
mod commerce_examples;
mod corpus;
mod dedupe;
mod errors;
mod examples;
mod forward;
mod forward_once;
mod generated;
mod identity;
mod layers;
mod mitra_bunso;
mod mitra_bunso_examples;
mod native;
mod number;
mod onesolu;
mod onetablet;
mod open_api_cache;
mod own_endpoint;
mod own_transport;
mod paging;
mod programs;
mod repair;
mod requests;
mod rust_types;
mod server_client;
mod server_field;
mod stores;
mod streams;
