//! What the native tests share: a world without a network and with a clock of its own, the answers
//! it gives, and what the documentation says of each endpoint.
#![allow(
    dead_code,
    unused_imports,
    reason = "each test binary uses a part of it"
)]

pub mod endpoints;
#[cfg(feature = "server")]
pub mod over_http;
pub mod reply;
pub mod world;

use bukaolshop::layer::Backoff;
use bukaolshop::{Client, Error, MemberTokens, Options};

pub use reply::Reply;
pub use world::World;

/// Holds every character that base64 has and a query does not.
pub const TOKEN: &str = "bW9jay/0b2tv+Q==";
pub const TOKEN_USER: &str = "dXNlcg/9f+2c==";
pub const ID_USER: &str = "130173";

/// A member of the shop, who never asks twice.
pub fn options() -> Options {
    with_member(TOKEN, Some(TOKEN_USER), Some(ID_USER))
        .expect("the token is real")
        .retry(Backoff::NEVER)
}

/// The options of a shop whose page has received these texts for the member; a missing one is an empty one.
pub fn with_member(
    token: &str,
    token_user: Option<&str>,
    id_user: Option<&str>,
) -> Result<Options, Error> {
    Ok(Options::new(token)?.member(tokens(token_user, id_user)))
}

/// These texts as a member's.
pub fn tokens<'m>(token_user: Option<&'m str>, id_user: Option<&'m str>) -> MemberTokens<'m> {
    MemberTokens {
        token_user: token_user.unwrap_or_default(),
        id_user: id_user.unwrap_or_default(),
    }
}

/// The client of such a member in this world.
pub fn client(world: &World) -> Client<World> {
    Client::with_transport(options(), world.clone())
}

/// The bytes of a documented example, `tests/data/open_api/{name}.json`.
pub fn example(name: &str) -> Vec<u8> {
    read(&format!("data/open_api/{name}.json"))
}

/// A documented example of the Closed API, `tests/data/server/closed_api/{name}.json`.
pub fn closed_api_example(name: &str) -> serde_json::Value {
    let bytes = read(&format!("data/server/closed_api/{name}.json"));
    serde_json::from_slice(&bytes).expect("an example is JSON")
}

/// A file below `tests/`.
pub fn read(path: &str) -> Vec<u8> {
    let path = format!("{}/tests/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
