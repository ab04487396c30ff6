//! The Closed API.

use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::convert::{answered, no_operation, options, page, read, write};
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
pub struct ClosedApiDesk(Rc<ClosedApi<ServerFetch>>);

impl fmt::Debug for ClosedApiDesk {
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
impl ClosedApiDesk {
    /// A client; `wanted` are its options.
    #[wasm_bindgen(constructor)]
    pub fn new(api_key: &str, wanted: &str) -> Result<ClosedApiDesk, JsValue> {
        let client = options(wanted)
            .and_then(|options| ClosedApi::with_transport(api_key, options, ServerFetch::new()));
        client.map(|client| Self(Rc::new(client))).map_err(thrown)
    }

    /// Asks: an operation is named as the menu's method is.
    pub async fn ask(&self, operation: String, input: String) -> Result<String, JsValue> {
        let asked = self.asked(&operation, &input).await;
        asked.map_err(thrown)
    }

    /// Walks through a list.
    pub fn walk(&self, operation: &str, input: &str) -> Result<Walk, JsValue> {
        self.walked(operation, input).map_err(thrown)
    }
}

impl ClosedApiDesk {
    async fn asked(&self, operation: &str, input: &str) -> Result<String, Error> {
        let api = &*self.0;
        match operation {
            "aplikasi.info" => answered(api.aplikasi().info().await),
            "produk.list" => page(api.produk().list(read::<PageIn>(input)?.page).await),
            "produk.get" => {
                let asked: BarangIn = read(input)?;
                answered(api.produk().get(&asked.id_barang).await)
            }
            "produk.edit" => answered(api.produk().edit(&read::<ProdukEdit>(input)?).await),
            "produk.delete" => {
                let asked: BarangIn = read(input)?;
                answered(api.produk().delete(&asked.id_barang).await)
            }
            "member.list" => page(api.member().list(read::<PageIn>(input)?.page).await),
            "member.get" => {
                let member = read::<MemberJson>(input)?.member()?;
                answered(api.member().get(&member).await)
            }
            "saldo.get" => {
                let member = read::<MemberJson>(input)?.member()?;
                answered(api.saldo().get(&member).await)
            }
            "saldo.change" => {
                let asked: SaldoChangeIn = read(input)?;
                let change = SaldoChange {
                    member: MemberJson::new(asked.id_user, asked.email_user).member()?,
                    tipe: asked.tipe.into(),
                    jumlah: asked.jumlah,
                    pin: asked.pin.map(Secret::new),
                    catatan_saldo: asked.catatan_saldo,
                };
                answered(api.saldo().change(&change).await)
            }
            "saldo.topup" => {
                let asked: TopupIn = read(input)?;
                let topup = Topup {
                    member: MemberJson::new(asked.id_user, asked.email_user).known()?,
                    jumlah: asked.jumlah,
                    ..Topup::new(&asked.token_topup)
                };
                answered(api.saldo().topup(&topup).await)
            }
            "saldo.outcomeOf" => {
                let asked: OutcomeIn = read(input)?;
                let movement = Movement::try_from(asked.movement)?;
                let outcome = api.saldo().outcome_of(&movement, &asked.before).await?;
                write(&OutcomeOut::from(outcome))
            }
            "saldo.compare" => {
                let asked: CompareIn = read(input)?;
                let movement = Movement::try_from(asked.movement)?;
                let outcome = compare(&movement, &asked.before, &asked.after);
                write(&OutcomeOut::from(outcome))
            }
            "chat.create" => {
                let asked: ChatIn = read(input)?;
                let chat = ChatCreate {
                    member: MemberJson::new(asked.id_user, asked.email_user).member()?,
                    pesan_teks: asked.pesan_teks,
                    id_barang: asked.id_barang,
                };
                answered(api.chat().create(&chat).await)
            }
            "transaksi.list" => page(api.transaksi().list(&read::<TransaksiList>(input)?).await),
            "transaksi.get" => {
                let asked: NomorIn = read(input)?;
                answered(api.transaksi().get(&asked.nomor_pembayaran).await)
            }
            "transaksi.status" => {
                let asked: StatusIn = read(input)?;
                let (nomor, status) = (&asked.nomor_pembayaran, asked.status_transaksi);
                answered(api.transaksi().status(nomor, status).await)
            }
            "transaksi.resi" => answered(api.transaksi().resi(&read::<ResiChange>(input)?).await),
            _ => Err(no_operation()),
        }
    }

    fn walked(&self, operation: &str, input: &str) -> Result<Walk, Error> {
        let api = Rc::clone(&self.0);
        Ok(match operation {
            "produk.pages" => {
                let from = read::<PageIn>(input)?.page;
                Walk::of(|out| async move { out.pages(api.produk().pages(from)).await })
            }
            "produk.all" => Walk::of(|out| async move { out.rows(api.produk().all()).await }),
            "member.pages" => {
                let from = read::<PageIn>(input)?.page;
                Walk::of(|out| async move { out.pages(api.member().pages(from)).await })
            }
            "member.all" => Walk::of(|out| async move { out.rows(api.member().all()).await }),
            "transaksi.pages" => {
                let from: TransaksiList = read(input)?;
                Walk::of(|out| async move { out.pages(api.transaksi().pages(&from)).await })
            }
            "transaksi.all" => {
                let from: TransaksiList = read(input)?;
                Walk::of(|out| async move { out.rows(api.transaksi().all(&from)).await })
            }
            _ => return Err(no_operation()),
        })
    }
}
