//! The binding of the Closed API.

use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::convert::{answer, client_options, page, read, unknown_operation, write};
use super::error::thrown;
use super::member::{DirectionJson, MemberJson, MovementJson};
use super::walk::Walk;
use crate::error::Error;
use crate::server::closed_api::chat::ChatCreate;
use crate::server::closed_api::member::{Saldo, SaldoChange, Topup};
use crate::server::closed_api::produk::ProdukEdit;
use crate::server::closed_api::transaksi::{ResiChange, StatusTransaksi, TransaksiList};
use crate::server::closed_api::{ClosedApi, compare};
use crate::server::money::{Movement, Outcome};
use crate::server::secret::Secret;
use crate::transport::server_fetch::ServerFetch;

/// A client of the Closed API.
#[wasm_bindgen]
#[derive(Clone)]
pub struct ClosedApiBinding(Rc<ClosedApi<ServerFetch>>);

impl fmt::Debug for ClosedApiBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageIn {
    page: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BarangIn {
    id_barang: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NomorIn {
    nomor_pembayaran: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusIn {
    nomor_pembayaran: String,
    status_transaksi: StatusTransaksi,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaldoChangeIn {
    id_user: Option<String>,
    email_user: Option<String>,
    tipe: DirectionJson,
    jumlah: u64,
    pin: Option<String>,
    catatan_saldo: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopupIn {
    token_topup: String,
    id_user: Option<String>,
    email_user: Option<String>,
    jumlah: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChatIn {
    id_user: Option<String>,
    email_user: Option<String>,
    pesan_teks: String,
    id_barang: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutcomeIn {
    movement: MovementJson,
    before: Saldo,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompareIn {
    movement: MovementJson,
    before: Saldo,
    after: Saldo,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum OutcomeOut {
    Changed,
    NotChanged,
    Unclear,
}

impl From<Outcome> for OutcomeOut {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Changed => OutcomeOut::Changed,
            Outcome::NotChanged => OutcomeOut::NotChanged,
            Outcome::Unclear => OutcomeOut::Unclear,
        }
    }
}

#[wasm_bindgen]
impl ClosedApiBinding {
    /// Makes a client.
    #[wasm_bindgen(constructor)]
    pub fn new(api_key: &str, options: &JsValue) -> Result<ClosedApiBinding, JsValue> {
        let client = client_options(options)
            .and_then(|options| ClosedApi::with_transport(api_key, options, ServerFetch::new()));
        client.map(|client| Self(Rc::new(client))).map_err(thrown)
    }

    /// Calls an operation, which is named like the method of the package's client.
    pub async fn ask(&self, operation: String, input: JsValue) -> Result<JsValue, JsValue> {
        self.call(&operation, &input).await.map_err(thrown)
    }

    /// Starts a walk through a list.
    pub fn walk(&self, operation: &str, input: &JsValue) -> Result<Walk, JsValue> {
        self.start_walk(operation, input).map_err(thrown)
    }
}

impl ClosedApiBinding {
    async fn call(&self, operation: &str, input: &JsValue) -> Result<JsValue, Error> {
        let api = &*self.0;
        match operation {
            "aplikasi.info" => answer(api.aplikasi().info().await),
            "produk.list" => page(api.produk().list(read::<PageIn>(input)?.page).await),
            "produk.get" => {
                let input: BarangIn = read(input)?;
                answer(api.produk().get(&input.id_barang).await)
            }
            "produk.edit" => answer(api.produk().edit(&read::<ProdukEdit>(input)?).await),
            "produk.delete" => {
                let input: BarangIn = read(input)?;
                answer(api.produk().delete(&input.id_barang).await)
            }
            "member.list" => page(api.member().list(read::<PageIn>(input)?.page).await),
            "member.get" => {
                let member = read::<MemberJson>(input)?.member()?;
                answer(api.member().get(&member).await)
            }
            "saldo.get" => {
                let member = read::<MemberJson>(input)?.member()?;
                answer(api.saldo().get(&member).await)
            }
            "saldo.change" => {
                let input: SaldoChangeIn = read(input)?;
                let change = SaldoChange {
                    member: MemberJson::new(input.id_user, input.email_user).member()?,
                    tipe: input.tipe.into(),
                    jumlah: input.jumlah,
                    pin: input.pin.map(Secret::new),
                    catatan_saldo: input.catatan_saldo,
                };
                answer(api.saldo().change(&change).await)
            }
            "saldo.topup" => {
                let input: TopupIn = read(input)?;
                let topup = Topup {
                    member: MemberJson::new(input.id_user, input.email_user).known()?,
                    jumlah: input.jumlah,
                    ..Topup::new(&input.token_topup)
                };
                answer(api.saldo().topup(&topup).await)
            }
            "saldo.outcomeOf" => {
                let input: OutcomeIn = read(input)?;
                let movement = Movement::try_from(input.movement)?;
                let outcome = api.saldo().outcome_of(&movement, &input.before).await?;
                write(&OutcomeOut::from(outcome))
            }
            "saldo.compare" => {
                let input: CompareIn = read(input)?;
                let movement = Movement::try_from(input.movement)?;
                let outcome = compare(&movement, &input.before, &input.after);
                write(&OutcomeOut::from(outcome))
            }
            "chat.create" => {
                let input: ChatIn = read(input)?;
                let chat = ChatCreate {
                    member: MemberJson::new(input.id_user, input.email_user).member()?,
                    pesan_teks: input.pesan_teks,
                    id_barang: input.id_barang,
                };
                answer(api.chat().create(&chat).await)
            }
            "transaksi.list" => page(api.transaksi().list(&read::<TransaksiList>(input)?).await),
            "transaksi.get" => {
                let input: NomorIn = read(input)?;
                answer(api.transaksi().get(&input.nomor_pembayaran).await)
            }
            "transaksi.status" => {
                let input: StatusIn = read(input)?;
                let (nomor, status) = (&input.nomor_pembayaran, input.status_transaksi);
                answer(api.transaksi().status(nomor, status).await)
            }
            "transaksi.resi" => answer(api.transaksi().resi(&read::<ResiChange>(input)?).await),
            _ => Err(unknown_operation()),
        }
    }

    fn start_walk(&self, operation: &str, input: &JsValue) -> Result<Walk, Error> {
        let api = Rc::clone(&self.0);
        Ok(match operation {
            "produk.pages" => {
                let from = read::<PageIn>(input)?.page;
                Walk::of(|steps| async move { steps.pages(api.produk().pages(from)).await })
            }
            "produk.all" => Walk::of(|steps| async move { steps.rows(api.produk().all()).await }),
            "member.pages" => {
                let from = read::<PageIn>(input)?.page;
                Walk::of(|steps| async move { steps.pages(api.member().pages(from)).await })
            }
            "member.all" => Walk::of(|steps| async move { steps.rows(api.member().all()).await }),
            "transaksi.pages" => {
                let from: TransaksiList = read(input)?;
                Walk::of(|steps| async move { steps.pages(api.transaksi().pages(&from)).await })
            }
            "transaksi.all" => {
                let from: TransaksiList = read(input)?;
                Walk::of(|steps| async move { steps.rows(api.transaksi().all(&from)).await })
            }
            _ => return Err(unknown_operation()),
        })
    }
}
