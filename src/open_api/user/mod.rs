//! What the Open API tells about the member who is logged in. Every request carries `token_user`
//! and `id_user`; without them nothing is sent.

pub mod catatan;
pub mod info;
pub mod transaksi;
