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
    DigitalItem, Forwarded, MapError, Mapped, Source, commerce, mitra_bunso, onesolu, onetablet,
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

/// The orders, and for each of them what sending it once needs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MappedOut<'m, O> {
    orders: &'m [O],
    sendings: Vec<SendingOut<'m>>,
    left_out: Vec<&'m str>,
    given: Vec<&'m str>,
    digital: &'m [DigitalItem],
}

/// What sending an order once needs.
#[derive(Serialize)]
struct SendingOut<'m> {
    key: String,
    /// The method of the system's client in the package that sends an order.
    send: &'static str,
    /// The argument of the client's method `find`; none where the system cannot be asked for an order.
    find: Option<&'m str>,
    repeatable: bool,
}

fn mapped<P: DeserializeOwned, O: Serialize + Forwarded>(
    input: &JsValue,
    map: impl FnOnce(&Source<'_>, &P) -> Result<Mapped<O>, MapError>,
    send: &'static str,
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
        sendings: mapped
            .orders
            .iter()
            .map(|order| SendingOut {
                key: order.key(nomor),
                send,
                find: order.sought_by(),
                repeatable: O::IS_REPEATABLE,
            })
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
        "mitraBunso" => mapped(input, mitra_bunso::map, "create"),
        "oneTablet" => mapped(input, onetablet::map, "submit"),
        "oneSolu" => mapped(input, onesolu::map, "createOrder"),
        "commerce" => mapped(input, commerce::map, "createOrder"),
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
