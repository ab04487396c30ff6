//! The binding of the Closed API.

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::control::bind_calls;
use super::convert::{
    answer, client_options, page, read, read_with_extra, unknown_operation, write,
};
use super::error::thrown;
use super::member::{DirectionJson, MemberJson, MovementJson, OutcomeOut};
use super::store::{JsGuardStore, JsStore};
use super::walk::{PartsSeen, Walk};
use crate::error::Error;
use crate::server::closed_api::chat::ChatCreate;
use crate::server::closed_api::member::{Notifikasi, Saldo, SaldoChange, Topup};
use crate::server::closed_api::produk::{ProdukCreate, ProdukEdit};
use crate::server::closed_api::transaksi::{ResiChange, StatusTransaksi, TransaksiList};
use crate::server::closed_api::{
    ChangeNotification, ClosedApi, DailyLimits, Quota, QuotaUse, SubscriptionPlan, compare,
};
use crate::server::money::Movement;
use crate::server::secret::Secret;
use crate::transport::milliseconds;
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

/// The input of a call that has no parameters of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NothingIn {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageIn {
    page: u32,
}

/// The page that a walk through rows begins with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FromIn {
    page: Option<u32>,
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
    notifikasi: Option<bool>,
    judul_notifikasi: Option<String>,
    pesan_notifikasi: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopupIn {
    token_topup: String,
    id_user: Option<String>,
    email_user: Option<String>,
    jumlah: Option<u64>,
    validasi_jumlah_topup: Option<u64>,
    notifikasi: Option<bool>,
    judul_notifikasi: Option<String>,
    pesan_notifikasi: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotifikasiIn {
    id_user: Option<String>,
    email_user: Option<String>,
    judul_notifikasi: String,
    pesan_notifikasi: String,
    url_gambar: Option<String>,
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

/// The requests that a day may have.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BudgetIn {
    plan: Option<String>,
    daily_limits: Option<LimitsIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsIn {
    reads: u32,
    changes: u32,
}

impl BudgetIn {
    fn limits(self) -> Result<Option<DailyLimits>, Error> {
        if let Some(LimitsIn { reads, changes }) = self.daily_limits {
            return Ok(Some(DailyLimits { reads, changes }));
        }
        let Some(name) = self.plan else {
            return Ok(None);
        };
        let plan = SubscriptionPlan::from_status_premium(&name);
        let rule = "harus FREE, LITE, PRO, atau BISNIS";
        let plan = plan.ok_or_else(|| Error::wrong_field("plan", rule))?;
        Ok(Some(plan.daily_limits()))
    }
}

/// The requests of the day as `index.d.ts` describes them, with a time in place of the date.
#[derive(Serialize)]
struct QuotaOut {
    reads: QuotaUseOut,
    changes: QuotaUseOut,
    resets: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuotaUseOut {
    used: u32,
    limit: Option<u32>,
    left: Option<u32>,
    left_for_others: Option<u32>,
}

impl From<QuotaUse> for QuotaUseOut {
    fn from(of: QuotaUse) -> Self {
        Self {
            used: of.used,
            limit: of.limit,
            left: of.left(),
            left_for_others: of.left_for_others(),
        }
    }
}

impl From<Quota> for QuotaOut {
    fn from(quota: Quota) -> Self {
        Self {
            reads: quota.reads.into(),
            changes: quota.changes.into(),
            resets: milliseconds(quota.resets_at),
        }
    }
}

#[wasm_bindgen]
impl ClosedApiBinding {
    /// Makes a client with a budget of requests. Where there is a store, the client keeps the pace of changes of balances
    /// and the count of the day in it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        api_key: &str,
        options: &JsValue,
        hooks: &JsValue,
        budget: &JsValue,
        store: Option<JsStore>,
    ) -> Result<ClosedApiBinding, JsValue> {
        let client = client_options(options, hooks).and_then(|(options, transport)| {
            let client = ClosedApi::with_transport(api_key, options, transport)?;
            let limits = read::<BudgetIn>(budget)?.limits()?;
            Ok(match limits {
                Some(limits) => client.daily_limits(limits),
                None => client,
            })
        });
        let client = client.map_err(thrown)?;
        // The module has one thread, in which an `Arc` counts as an `Rc` does.
        #[allow(clippy::arc_with_non_send_sync, reason = "there is one thread")]
        let client = match store {
            Some(store) => {
                let store = Arc::new(JsGuardStore::from(store));
                client.pace_in(Arc::clone(&store)).count_in(store)
            }
            None => client,
        };
        Ok(Self(Rc::new(client)))
    }
}

bind_calls!(ClosedApiBinding, walks);

impl ClosedApiBinding {
    /// The client behind the binding.
    pub(super) fn client(&self) -> Rc<ClosedApi<ServerFetch>> {
        Rc::clone(&self.0)
    }

    async fn call(&self, operation: &str, input: &JsValue) -> Result<JsValue, Error> {
        let api = &*self.0;
        match operation {
            "aplikasi.info" => {
                let (NothingIn {}, extra) = read_with_extra(input)?;
                answer(api.aplikasi().extra(extra).info().await)
            }
            "aplikasi.infoLimit" => {
                let (NothingIn {}, extra) = read_with_extra(input)?;
                answer(api.aplikasi().extra(extra).info_limit().await)
            }
            "quota" => {
                let NothingIn {} = read(input)?;
                write(&QuotaOut::from(api.quota().await?))
            }
            "produk.list" => {
                let (PageIn { page: number }, extra) = read_with_extra(input)?;
                page(api.produk().extra(extra).list(number).await)
            }
            "produk.get" => {
                let (BarangIn { id_barang }, extra) = read_with_extra(input)?;
                answer(api.produk().extra(extra).get(&id_barang).await)
            }
            "produk.edit" => {
                let (edit, extra) = read_with_extra::<ProdukEdit>(input)?;
                answer(api.produk().extra(extra).edit(&edit).await)
            }
            "produk.delete" => {
                let (BarangIn { id_barang }, extra) = read_with_extra(input)?;
                answer(api.produk().extra(extra).delete(&id_barang).await)
            }
            "produk.idUpload" => {
                let (NothingIn {}, extra) = read_with_extra(input)?;
                answer(api.produk().extra(extra).id_upload().await)
            }
            "produk.create" => {
                let (produk, extra) = read_with_extra::<ProdukCreate>(input)?;
                answer(api.produk().extra(extra).create(&produk).await)
            }
            "member.list" => {
                let (PageIn { page: number }, extra) = read_with_extra(input)?;
                page(api.member().extra(extra).list(number).await)
            }
            "member.get" => {
                let (member, extra) = read_with_extra::<MemberJson>(input)?;
                answer(api.member().extra(extra).get(&member.member()?).await)
            }
            "member.notifikasi" => {
                let (input, extra) = read_with_extra::<NotifikasiIn>(input)?;
                let notifikasi = Notifikasi {
                    member: MemberJson::new(input.id_user, input.email_user).member()?,
                    judul_notifikasi: input.judul_notifikasi,
                    pesan_notifikasi: input.pesan_notifikasi,
                    url_gambar: input.url_gambar,
                };
                answer(api.member().extra(extra).notifikasi(&notifikasi).await)
            }
            "saldo.get" => {
                let (member, extra) = read_with_extra::<MemberJson>(input)?;
                answer(api.saldo().extra(extra).get(&member.member()?).await)
            }
            "saldo.change" => {
                let (input, extra) = read_with_extra::<SaldoChangeIn>(input)?;
                let change = SaldoChange {
                    member: MemberJson::new(input.id_user, input.email_user).member()?,
                    tipe: input.tipe.into(),
                    jumlah: input.jumlah,
                    pin: input.pin.map(Secret::new),
                    catatan_saldo: input.catatan_saldo,
                    notification: ChangeNotification {
                        notifikasi: input.notifikasi,
                        judul_notifikasi: input.judul_notifikasi,
                        pesan_notifikasi: input.pesan_notifikasi,
                    },
                };
                answer(api.saldo().extra(extra).change(&change).await)
            }
            "saldo.topup" => {
                let (input, extra) = read_with_extra::<TopupIn>(input)?;
                let topup = Topup {
                    member: MemberJson::new(input.id_user, input.email_user).known()?,
                    jumlah: input.jumlah,
                    validasi_jumlah_topup: input.validasi_jumlah_topup,
                    notification: ChangeNotification {
                        notifikasi: input.notifikasi,
                        judul_notifikasi: input.judul_notifikasi,
                        pesan_notifikasi: input.pesan_notifikasi,
                    },
                    ..Topup::new(&input.token_topup)
                };
                answer(api.saldo().extra(extra).topup(&topup).await)
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
                let (input, extra) = read_with_extra::<ChatIn>(input)?;
                let chat = ChatCreate {
                    member: MemberJson::new(input.id_user, input.email_user).member()?,
                    pesan_teks: input.pesan_teks,
                    id_barang: input.id_barang,
                };
                answer(api.chat().extra(extra).create(&chat).await)
            }
            "transaksi.list" => {
                let (query, extra) = read_with_extra::<TransaksiList>(input)?;
                page(api.transaksi().extra(extra).list(&query).await)
            }
            "transaksi.get" => {
                let (NomorIn { nomor_pembayaran }, extra) = read_with_extra(input)?;
                answer(api.transaksi().extra(extra).get(&nomor_pembayaran).await)
            }
            "transaksi.status" => {
                let (input, extra) = read_with_extra::<StatusIn>(input)?;
                let (nomor, status) = (&input.nomor_pembayaran, input.status_transaksi);
                answer(api.transaksi().extra(extra).status(nomor, status).await)
            }
            "transaksi.resi" => {
                let (resi, extra) = read_with_extra::<ResiChange>(input)?;
                answer(api.transaksi().extra(extra).resi(&resi).await)
            }
            _ => Err(unknown_operation()),
        }
    }

    fn start_walk(&self, operation: &str, input: &JsValue) -> Result<Walk, Error> {
        let api = Rc::clone(&self.0);
        Ok(match operation {
            "produk.pages" => {
                let (PageIn { page }, extra) = read_with_extra(input)?;
                Walk::of(|steps| async move {
                    steps.pages(api.produk().extra(extra).pages(page)).await;
                })
            }
            "produk.all" => {
                let (FromIn { page }, extra) = read_with_extra(input)?;
                Walk::of(|steps| async move {
                    let (seen, page) = (PartsSeen::default(), page.unwrap_or(1));
                    let rows = api.produk().extra(extra).all_from(page, seen.pages());
                    steps.rows(&seen, rows).await;
                })
            }
            "member.pages" => {
                let (PageIn { page }, extra) = read_with_extra(input)?;
                Walk::of(|steps| async move {
                    steps.pages(api.member().extra(extra).pages(page)).await;
                })
            }
            "member.all" => {
                let (FromIn { page }, extra) = read_with_extra(input)?;
                Walk::of(|steps| async move {
                    let (seen, page) = (PartsSeen::default(), page.unwrap_or(1));
                    let rows = api.member().extra(extra).all_from(page, seen.pages());
                    steps.rows(&seen, rows).await;
                })
            }
            "transaksi.pages" => {
                let (from, extra) = read_with_extra::<TransaksiList>(input)?;
                Walk::of(|steps| async move {
                    steps.pages(api.transaksi().extra(extra).pages(&from)).await;
                })
            }
            "transaksi.all" => {
                let (from, extra) = read_with_extra::<TransaksiList>(input)?;
                Walk::of(|steps| async move {
                    let seen = PartsSeen::default();
                    let rows = api.transaksi().extra(extra).all_from(&from, seen.pages());
                    steps.rows(&seen, rows).await;
                })
            }
            _ => return Err(unknown_operation()),
        })
    }
}
