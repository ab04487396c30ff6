//! What all handlers share.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::app::Pastes;
use crate::cli::Options;
use crate::shop::Shop;
use crate::uji::Sessions;

/// The server's state.
pub(crate) struct Mock {
    pub(crate) options: Options,
    pub(crate) shop: Shop,
    pub(crate) sessions: Arc<Sessions>,
    pub(crate) pastes: Pastes,
    /// `address:port` for links where a request doesn't tell its own.
    pub(crate) listening: String,
    /// Port of the same server under another origin.
    pub(crate) other_port: u16,
}

impl Mock {
    /// Opens the shop on `address`; `other` is the second listener.
    pub(crate) fn new(options: Options, address: SocketAddr, other: SocketAddr) -> Mock {
        Mock {
            options,
            shop: Shop::open(),
            sessions: Arc::default(),
            pastes: Pastes::default(),
            listening: address.to_string(),
            other_port: other.port(),
        }
    }
}
