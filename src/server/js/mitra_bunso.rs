//! The binding of Mitra Bunso.

use std::fmt;
use std::rc::Rc;

use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::control::bind_calls;
use super::convert::{answer, client_options, read, rows, slice, unknown_operation, write};
use super::error::thrown;
use super::member::OutcomeOut;
use super::walk::{PartsSeen, Walk};
use crate::error::Error;
use crate::server::orders::mitra_bunso::{
    BatchCreate, MitraBunso, NewOrder, OrderList, PrintOrder, ProcessedList, SmartOrder, Status,
};
use crate::transport::server_fetch::ServerFetch;

/// A client of Mitra Bunso.
#[wasm_bindgen]
pub struct MitraBunsoBinding(Rc<MitraBunso<ServerFetch>>);

impl fmt::Debug for MitraBunsoBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListIn {
    offset: Option<u64>,
    limit: Option<u64>,
    q: Option<String>,
    status: Option<Status>,
}

impl From<ListIn> for OrderList {
    fn from(query: ListIn) -> Self {
        let usual = OrderList::default();
        Self {
            offset: query.offset.unwrap_or(usual.offset),
            limit: query.limit.unwrap_or(usual.limit),
            q: query.q,
            status: query.status,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FindIn {
    invoice: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BatchIn {
    orders: Vec<NewOrder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DetailsIn {
    id_order: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SmartOrderIn {
    text: Vec<Vec<Value>>,
    marketplace: String,
    shop: String,
    #[serde(default)]
    excel: bool,
    #[serde(default)]
    header: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcessedIn {
    q: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrintIn {
    timestamp: String,
    print_status: u32,
}

#[wasm_bindgen]
impl MitraBunsoBinding {
    /// Makes a client.
    #[wasm_bindgen(constructor)]
    pub fn new(
        token: &str,
        id_user: &str,
        options: &JsValue,
        hooks: &JsValue,
    ) -> Result<MitraBunsoBinding, JsValue> {
        let client = client_options(options, hooks).and_then(|(options, transport)| {
            MitraBunso::with_transport(token, id_user, options, transport)
        });
        client.map(|client| Self(Rc::new(client))).map_err(thrown)
    }
}

bind_calls!(MitraBunsoBinding, walks);

impl MitraBunsoBinding {
    async fn call(&self, operation: &str, input: &JsValue) -> Result<JsValue, Error> {
        let api = &*self.0;
        match operation {
            "list" => slice(api.list(&read::<ListIn>(input)?.into()).await),
            "find" => {
                let invoice = read::<FindIn>(input)?.invoice;
                write(&OutcomeOut::from(api.find(&invoice).await?))
            }
            "totalSummary" => answer(api.total_summary().await),
            "create" => answer(api.create(&read::<NewOrder>(input)?).await),
            "batchCreate" => {
                let orders = read::<BatchIn>(input)?.orders;
                answer(api.batch_create(&BatchCreate { orders }).await)
            }
            "details" => answer(api.details(&read::<DetailsIn>(input)?.id_order).await),
            "smartOrder" => {
                let input: SmartOrderIn = read(input)?;
                let export = SmartOrder {
                    text: input.text,
                    marketplace: input.marketplace,
                    shop: input.shop,
                    excel: input.excel,
                    header: input.header,
                };
                let found = api.smart_order(&export).await?;
                rows(&found.data, None, &found.rejected)
            }
            "processedList" => {
                let q = read::<ProcessedIn>(input)?.q;
                let found = api.processed_list(&ProcessedList { q }).await?;
                rows(&found.data, None, &found.rejected)
            }
            "printOrder" => {
                let input: PrintIn = read(input)?;
                let print = PrintOrder {
                    timestamp: input.timestamp,
                    print_status: input.print_status,
                };
                let printed = api.print_order(&print).await?;
                rows(&printed.data, printed.total, &printed.rejected)
            }
            _ => Err(unknown_operation()),
        }
    }

    fn start_walk(&self, operation: &str, input: &JsValue) -> Result<Walk, Error> {
        let api = Rc::clone(&self.0);
        let from = OrderList::from(read::<ListIn>(input)?);
        Ok(match operation {
            "slices" => Walk::of(|steps| async move { steps.slices(api.slices(&from)).await }),
            "all" => Walk::of(|steps| async move {
                let seen = PartsSeen::default();
                steps.rows(&seen, api.all_from(&from, seen.slices())).await;
            }),
            _ => return Err(unknown_operation()),
        })
    }
}
