//! The calls of the Open API, as the entry files number them.

use crate::client::Plan;
use crate::endpoint::{Paged, Parameters};
use crate::open_api::kategori::KategoriQuery;
use crate::open_api::kostumpage::KostumPageQuery;
use crate::open_api::produk::ProdukQuery;
use crate::open_api::slide::SlideQuery;
use crate::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use crate::open_api::user::info::UserInfoQuery;
use crate::open_api::user::transaksi::TransaksiQuery;

/// The question to an endpoint, by its number in `questions.js`, which has checked and written the
/// parameters.
pub(super) fn plan(endpoint: u8, parameters: String) -> Plan {
    let parameters = Parameters::written(parameters);
    match endpoint {
        0 => Plan::with(&ProdukQuery::default(), parameters),
        1 => Plan::with(&KategoriQuery::default(), parameters),
        2 => Plan::with(&SlideQuery, parameters),
        3 => Plan::with(&KostumPageQuery, parameters),
        4 => Plan::with(&CatatanSaldoQuery::default(), parameters),
        5 => Plan::with(&CatatanPoinQuery::default(), parameters),
        6 => Plan::with(&TransaksiQuery::default(), parameters),
        _ => Plan::with(&UserInfoQuery, parameters).single(),
    }
}

/// The field that tells an endpoint's rows apart.
pub(super) fn key(endpoint: u8) -> Option<&'static str> {
    (endpoint == 0).then(|| ProdukQuery::default().key())?
}
