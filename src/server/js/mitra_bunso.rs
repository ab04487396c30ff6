//! Mitra Bunso.

use std::fmt;
use std::rc::Rc;

use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::convert::{answered, no_operation, options, read, rows, slice};
use super::error::thrown;
use super::walk::Walk;
use crate::error::Error;
use crate::server::orders::mitra_bunso::{
    BatchCreate, MitraBunso, NewOrder, OrderList, PrintOrder, ProcessedList, SmartOrder, Status,
};
use crate::transport::server_fetch::ServerFetch;

/// A client of Mitra Bunso.
#[wasm_bindgen]
pub struct MitraBunsoDesk(Rc<MitraBunso<ServerFetch>>);

impl fmt::Debug for MitraBunsoDesk {
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
    fn from(wanted: ListIn) -> Self {
        let usual = OrderList::default();
        Self {
            offset: wanted.offset.unwrap_or(usual.offset),
            limit: wanted.limit.unwrap_or(usual.limit),
            q: wanted.q,
            status: wanted.status,
        }
    }
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
impl MitraBunsoDesk {
    /// A client; `wanted` are its options.
    #[wasm_bindgen(constructor)]
    pub fn new(token: &str, id_user: &str, wanted: &str) -> Result<MitraBunsoDesk, JsValue> {
        let client = options(wanted).and_then(|options| {
            MitraBunso::with_transport(token, id_user, options, ServerFetch::new())
        });
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

impl MitraBunsoDesk {
    async fn asked(&self, operation: &str, input: &str) -> Result<String, Error> {
        let api = &*self.0;
        match operation {
            "list" => slice(api.list(&read::<ListIn>(input)?.into()).await),
            "totalSummary" => answered(api.total_summary().await),
            "create" => answered(api.create(&read::<NewOrder>(input)?).await),
            "batchCreate" => {
                let orders = read::<BatchIn>(input)?.orders;
                answered(api.batch_create(&BatchCreate { orders }).await)
            }
            "details" => answered(api.details(&read::<DetailsIn>(input)?.id_order).await),
            "smartOrder" => {
                let asked: SmartOrderIn = read(input)?;
                let export = SmartOrder {
                    text: asked.text,
                    marketplace: asked.marketplace,
                    shop: asked.shop,
                    excel: asked.excel,
                    header: asked.header,
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
                let asked: PrintIn = read(input)?;
                let print = PrintOrder {
                    timestamp: asked.timestamp,
                    print_status: asked.print_status,
                };
                let printed = api.print_order(&print).await?;
                rows(&printed.data, printed.total, &printed.rejected)
            }
            _ => Err(no_operation()),
        }
    }

    fn walked(&self, operation: &str, input: &str) -> Result<Walk, Error> {
        let api = Rc::clone(&self.0);
        let from = OrderList::from(read::<ListIn>(input)?);
        Ok(match operation {
            "slices" => Walk::of(|out| async move { out.slices(api.slices(&from)).await }),
            "all" => Walk::of(|out| async move { out.rows(api.all(&from)).await }),
            _ => return Err(no_operation()),
        })
    }
}
