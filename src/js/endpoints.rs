//! The calls of the Open API, as the entry files number them.

use crate::client::{About, Plan};
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
    let about = match endpoint {
        0 => About::of(&ProdukQuery::default()),
        1 => About::of(&KategoriQuery::default()),
        2 => About::of(&SlideQuery),
        3 => About::of(&KostumPageQuery),
        4 => About::of(&CatatanSaldoQuery::default()),
        5 => About::of(&CatatanPoinQuery::default()),
        6 => About::of(&TransaksiQuery::default()),
        _ => About::of(&UserInfoQuery),
    };
    let mut plan = Plan::about(about, Parameters::written(parameters));
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
