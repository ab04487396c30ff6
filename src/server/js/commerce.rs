//! The binding of the commerce REST API.

use std::fmt;
use std::rc::Rc;

use js_sys::{Function, Promise};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::control::bind_calls;
use super::convert::{answer, client_options, read, slice, unknown_operation};
use super::error::thrown;
use super::walk::{PartsSeen, Walk};
use crate::error::{Error, ErrorKind};
use crate::server::orders::commerce::{
    Amount, Commerce, Credentials, DEFAULT_LIMIT, LARGEST_LIMIT, LogList, NotificationSend,
    OrderCreate, Paging, Pay, ProductList, UserList,
};
use crate::transport::server_fetch::ServerFetch;

/// A client of the commerce API.
#[wasm_bindgen]
pub struct CommerceBinding(Rc<Commerce<ServerFetch>>);

impl fmt::Debug for CommerceBinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The query of any of the lists; each list refuses the fields of the others.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ListIn {
    limit: Option<u32>,
    offset: Option<u64>,
    status: Option<String>,
    start_date: Option<String>,
    end_date: Option<String>,
    level: Option<String>,
}

impl ListIn {
    fn paging(&self, usual: u32) -> Paging {
        Paging {
            limit: self.limit.unwrap_or(usual),
            offset: self.offset.unwrap_or(0),
        }
    }

    fn users(self, usual: u32) -> Result<UserList, Error> {
        none([&self.start_date, &self.end_date, &self.level])?;
        Ok(UserList {
            paging: self.paging(usual),
            status: self.status,
        })
    }

    fn products(self, usual: u32) -> Result<ProductList, Error> {
        none([&self.start_date, &self.end_date, &self.level])?;
        none([&self.status])?;
        let paging = self.paging(usual);
        Ok(ProductList { paging })
    }

    fn logs(self, usual: u32) -> Result<LogList, Error> {
        none([&self.status])?;
        Ok(LogList {
            paging: self.paging(usual),
            start_date: self.start_date,
            end_date: self.end_date,
            level: self.level,
        })
    }
}

fn none<const N: usize>(foreign: [&Option<String>; N]) -> Result<(), Error> {
    match foreign.iter().any(|field| field.is_some()) {
        true => Err(Error::argument(
            "status hanya untuk users; startDate, endDate dan level hanya untuk logs",
        )),
        false => Ok(()),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProductIn {
    product_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PayIn {
    order_id: String,
    payment_method_id: String,
    amount: f64,
    currency: String,
}

/// Converts an amount in units to hundredths. An amount with more than two decimals is refused, not
/// rounded.
fn amount(units: f64) -> Result<Amount, Error> {
    let hundredths = (units * 100.0).round();
    if !(1.0..=Amount::LARGEST.as_hundredths() as f64).contains(&hundredths)
        || hundredths / 100.0 != units
    {
        return Err(Error::argument(
            "amount harus lebih dari 0, paling banyak 15 angka, dan paling banyak dua angka di belakang koma",
        ));
    }
    Ok(Amount::hundredths(hundredths as u64))
}

/// Calls the program's function for a token. Its promise is rejected with the kind of the failure.
async fn token(source: Function) -> Result<String, ErrorKind> {
    let promise = source
        .call0(&JsValue::NULL)
        .and_then(|promise| promise.dyn_into::<Promise>())
        .map_err(|_| ErrorKind::Unauthorized)?;
    match JsFuture::from(promise).await {
        Ok(token) => token.as_string().ok_or(ErrorKind::Unauthorized),
        Err(kind) => Err(match kind.as_string().as_deref() {
            Some("network") => ErrorKind::Network,
            Some("timeout") => ErrorKind::Timeout,
            Some("server") => ErrorKind::Server,
            Some("unavailable") => ErrorKind::Unavailable,
            _ => ErrorKind::Unauthorized,
        }),
    }
}

#[wasm_bindgen]
impl CommerceBinding {
    /// Makes a client with an API key, or with a function that returns OAuth tokens.
    #[wasm_bindgen(constructor)]
    pub fn new(
        base_url: &str,
        api_key: Option<String>,
        tokens: Option<Function>,
        options: &JsValue,
        hooks: &JsValue,
    ) -> Result<CommerceBinding, JsValue> {
        let client = client_options(options, hooks).and_then(|(options, transport)| {
            let credentials = match (api_key, tokens) {
                (Some(key), None) => Credentials::api_key(&key)?,
                (None, Some(tokens)) => Credentials::oauth(move || token(tokens.clone())),
                _ => return Err(Error::argument("isi salah satu saja: apiKey atau token")),
            };
            Commerce::with_transport(base_url, credentials, options, transport)
        });
        client.map(|client| Self(Rc::new(client))).map_err(thrown)
    }
}

bind_calls!(CommerceBinding, walks);

impl CommerceBinding {
    async fn call(&self, operation: &str, input: &JsValue) -> Result<JsValue, Error> {
        let api = &*self.0;
        match operation {
            "users" => slice(
                api.users(&read::<ListIn>(input)?.users(DEFAULT_LIMIT)?)
                    .await,
            ),
            "products" => {
                let query = read::<ListIn>(input)?.products(DEFAULT_LIMIT)?;
                slice(api.products(&query).await)
            }
            "product" => answer(api.product(&read::<ProductIn>(input)?.product_id).await),
            "createOrder" => answer(api.create_order(&read::<OrderCreate>(input)?).await),
            "pay" => {
                let input: PayIn = read(input)?;
                let pay = Pay {
                    order_id: input.order_id,
                    payment_method_id: input.payment_method_id,
                    amount: amount(input.amount)?,
                    currency: input.currency,
                };
                answer(api.pay(&pay).await)
            }
            "sendNotification" => {
                let notification: NotificationSend = read(input)?;
                answer(api.send_notification(&notification).await)
            }
            "logs" => slice(api.logs(&read::<ListIn>(input)?.logs(DEFAULT_LIMIT)?).await),
            _ => Err(unknown_operation()),
        }
    }

    /// A walk asks for the largest number of rows in a slice, unless the query gives a limit.
    fn start_walk(&self, operation: &str, input: &JsValue) -> Result<Walk, Error> {
        let api = Rc::clone(&self.0);
        let query: ListIn = read(input)?;
        Ok(match operation {
            "userSlices" => {
                let from = query.users(LARGEST_LIMIT)?;
                Walk::of(|steps| async move { steps.slices(api.user_slices(&from)).await })
            }
            "allUsers" => {
                let from = query.users(LARGEST_LIMIT)?;
                Walk::of(|steps| async move {
                    let seen = PartsSeen::default();
                    steps
                        .rows(&seen, api.all_users_from(&from, seen.slices()))
                        .await;
                })
            }
            "productSlices" => {
                let from = query.products(LARGEST_LIMIT)?;
                Walk::of(|steps| async move { steps.slices(api.product_slices(&from)).await })
            }
            "allProducts" => {
                let from = query.products(LARGEST_LIMIT)?;
                Walk::of(|steps| async move {
                    let seen = PartsSeen::default();
                    steps
                        .rows(&seen, api.all_products_from(&from, seen.slices()))
                        .await;
                })
            }
            "logSlices" => {
                let from = query.logs(LARGEST_LIMIT)?;
                Walk::of(|steps| async move { steps.slices(api.log_slices(&from)).await })
            }
            "allLogs" => {
                let from = query.logs(LARGEST_LIMIT)?;
                Walk::of(|steps| async move {
                    let seen = PartsSeen::default();
                    steps
                        .rows(&seen, api.all_logs_from(&from, seen.slices()))
                        .await;
                })
            }
            _ => return Err(unknown_operation()),
        })
    }
}
