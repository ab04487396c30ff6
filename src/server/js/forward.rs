//! The bindings of the mappings of [`crate::server::forward`].

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::callback::refusal;
use super::convert::{read, unknown_operation, write};
use super::error::thrown;
use crate::error::Error;
use crate::server::callback::Rejection;
use crate::server::closed_api::member::MemberDetail;
use crate::server::closed_api::transaksi::TransaksiDetail;
use crate::server::forward::{
    DigitalItem, MapError, Mapped, Source, commerce, mitra_bunso, onesolu, onetablet,
};

/// An order of bukaOlshop, as the answers of the Closed API have it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceIn {
    transaksi: TransaksiDetail,
    member: Option<MemberDetail>,
    alamat: Option<usize>,
}

/// An order and a profile.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MapIn<P> {
    source: SourceIn,
    profile: P,
}

/// The orders, each with its key for sending it once.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MappedOut<'m, O> {
    orders: &'m [O],
    keys: Vec<String>,
    left_out: Vec<&'m str>,
    given: Vec<&'m str>,
    digital: &'m [DigitalItem],
}

fn mapped<P: DeserializeOwned, O: Serialize>(
    input: &JsValue,
    map: impl FnOnce(&Source<'_>, &P) -> Result<Mapped<O>, MapError>,
    key: impl Fn(&O, &str) -> String,
) -> Result<JsValue, JsValue> {
    let input: MapIn<P> = read(input).map_err(thrown)?;
    let SourceIn {
        transaksi,
        member,
        alamat,
    } = &input.source;
    let source = Source {
        alamat: *alamat,
        member: member.as_ref(),
        ..Source::new(transaksi)
    };
    let mapped = map(&source, &input.profile).map_err(|error| refusal(Rejection::from(error)))?;
    let nomor = &transaksi.nomor_pembayaran;
    let out = MappedOut {
        orders: &mapped.orders,
        keys: mapped
            .orders
            .iter()
            .map(|order| key(order, nomor))
            .collect(),
        left_out: mapped.left_out().collect(),
        given: mapped.given().collect(),
        digital: &mapped.digital,
    };
    write(&out).map_err(thrown)
}

/// Maps a transaction to orders of a system, which is named like the function of the package's `forward`.
#[wasm_bindgen(js_name = mapOrder)]
pub fn map_order(system: &str, input: &JsValue) -> Result<JsValue, JsValue> {
    match system {
        "mitraBunso" => mapped(input, mitra_bunso::map, mitra_bunso::key),
        "oneTablet" => mapped(input, onetablet::map, onetablet::key),
        "oneSolu" => mapped(input, onesolu::map, onesolu::key),
        "commerce" => mapped(input, commerce::map, commerce::key),
        _ => Err(thrown(unknown_operation())),
    }
}

/// The digital products of a transaction.
#[wasm_bindgen(js_name = digitalItems)]
pub fn digital_items(transaksi: &JsValue) -> Result<JsValue, JsValue> {
    let items = read::<TransaksiDetail>(transaksi)
        .and_then(|transaksi| write(&Source::new(&transaksi).digital()));
    items.map_err(|error: Error| thrown(error))
}
