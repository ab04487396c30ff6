//! The calls of the Open API, as the entry files number them.

use crate::client::PreparedQuery;
use crate::client::address::EndpointInfo;
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
pub(super) fn plan(endpoint: u8, parameters: String) -> PreparedQuery {
    let about = match endpoint {
        0 => EndpointInfo::of(&ProdukQuery::default()),
        1 => EndpointInfo::of(&KategoriQuery::default()),
        2 => EndpointInfo::of(&SlideQuery),
        3 => EndpointInfo::of(&KostumPageQuery),
        4 => EndpointInfo::of(&CatatanSaldoQuery::default()),
        5 => EndpointInfo::of(&CatatanPoinQuery::default()),
        6 => EndpointInfo::of(&TransaksiQuery::default()),
        _ => EndpointInfo::of(&UserInfoQuery),
    };
    let mut plan = PreparedQuery::new(about, Parameters::written(parameters));
    plan.single = endpoint > 6;
    plan
}

/// The field that tells an endpoint's rows apart.
pub(super) fn key(endpoint: u8) -> Option<&'static str> {
    match endpoint {
        0 => ProdukQuery::default().key(),
        _ => None,
    }
}
