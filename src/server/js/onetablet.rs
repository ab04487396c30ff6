//! OneTablet.

use std::fmt;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::convert::{answered, no_operation, options, read, write};
use super::error::thrown;
use crate::error::Error;
use crate::server::orders::onetablet::cancel::{CancelReason, Cancellation};
use crate::server::orders::onetablet::delivery_status::Courier;
use crate::server::orders::onetablet::order::Order;
use crate::server::orders::onetablet::{Delivery, DeliveryStatus, Envelope, OneTablet, Receipt};
use crate::transport::server_fetch::ServerFetch;

/// A client of OneTablet.
#[wasm_bindgen]
pub struct OneTabletDesk(OneTablet<ServerFetch>);

impl fmt::Debug for OneTabletDesk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct EnvelopeIn {
    submit: Option<String>,
    cancel: Option<String>,
    delivery_status: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CancelIn {
    order_id: String,
    cancel_reason: Option<CancelReason>,
    cancel_details: Option<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UpdateIn {
    delivery: Delivery,
    status: DeliveryStatus,
    courier: Option<Courier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingIn {
    delivery: Delivery,
    status: DeliveryStatus,
}

#[derive(Serialize)]
struct Updated {
    receipt: Receipt,
    delivery: Delivery,
}

#[wasm_bindgen]
impl OneTabletDesk {
    /// A client; `wanted` are its options, `envelope` the names of the older transport.
    #[wasm_bindgen(constructor)]
    pub fn new(
        base_url: &str,
        api_key: &str,
        envelope: Option<String>,
        wanted: &str,
    ) -> Result<OneTabletDesk, JsValue> {
        let client = options(wanted).and_then(|options| {
            let client = OneTablet::with_transport(base_url, api_key, options, ServerFetch::new())?;
            let Some(names) = envelope else {
                return Ok(client);
            };
            let (names, usual): (EnvelopeIn, _) = (read(&names)?, Envelope::default());
            Ok(client.envelope(Envelope {
                submit: names.submit.unwrap_or(usual.submit),
                cancel: names.cancel.unwrap_or(usual.cancel),
                delivery_status: names.delivery_status.unwrap_or(usual.delivery_status),
            }))
        });
        client.map(Self).map_err(thrown)
    }

    /// Asks: an operation is named as the menu's method is.
    pub async fn ask(&self, operation: String, input: String) -> Result<String, JsValue> {
        let asked = self.asked(&operation, &input).await;
        asked.map_err(thrown)
    }
}

impl OneTabletDesk {
    async fn asked(&self, operation: &str, input: &str) -> Result<String, Error> {
        let api = &self.0;
        match operation {
            "submit" => answered(api.submit(&read::<Order>(input)?).await),
            "cancel" => {
                let asked: CancelIn = read(input)?;
                let cancellation = Cancellation {
                    order_id: asked.order_id,
                    cancel_reason: asked.cancel_reason,
                    cancel_details: asked.cancel_details,
                    reason: asked.reason,
                };
                answered(api.cancel(&cancellation).await)
            }
            "deliveryStatus" => {
                let UpdateIn {
                    mut delivery,
                    status,
                    courier,
                } = read(input)?;
                let sent = api.delivery_status(&mut delivery, status, courier.as_ref());
                let receipt = sent.await?;
                write(&Updated { receipt, delivery })
            }
            "missing" => {
                let asked: MissingIn = read(input)?;
                write(&asked.delivery.missing(asked.status))
            }
            _ => Err(no_operation()),
        }
    }
}
