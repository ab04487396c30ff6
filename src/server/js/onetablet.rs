//! The binding of OneTablet.

use std::fmt;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::control::bind_calls;
use super::convert::{answer, client_options, read, unknown_operation, write};
use super::error::thrown;
use crate::error::Error;
use crate::server::orders::onetablet::cancel::{CancelReason, Cancellation};
use crate::server::orders::onetablet::delivery_status::Courier;
use crate::server::orders::onetablet::order::Order;
use crate::server::orders::onetablet::{Delivery, DeliveryStatus, Envelope, OneTablet, Receipt};
use crate::transport::server_fetch::ServerFetch;

/// A client of OneTablet.
#[wasm_bindgen]
pub struct OneTabletBinding(OneTablet<ServerFetch>);

impl fmt::Debug for OneTabletBinding {
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
impl OneTabletBinding {
    /// Makes a client. `envelope` has the names of the operations in the older form; `undefined` if the integration
    /// does not use that form.
    #[wasm_bindgen(constructor)]
    pub fn new(
        base_url: &str,
        api_key: &str,
        envelope: &JsValue,
        options: &JsValue,
        hooks: &JsValue,
    ) -> Result<OneTabletBinding, JsValue> {
        let client = client_options(options, hooks).and_then(|(options, transport)| {
            let client = OneTablet::with_transport(base_url, api_key, options, transport)?;
            if envelope.is_undefined() {
                return Ok(client);
            }
            let (names, usual): (EnvelopeIn, _) = (read(envelope)?, Envelope::default());
            Ok(client.envelope(Envelope {
                submit: names.submit.unwrap_or(usual.submit),
                cancel: names.cancel.unwrap_or(usual.cancel),
                delivery_status: names.delivery_status.unwrap_or(usual.delivery_status),
            }))
        });
        client.map(Self).map_err(thrown)
    }
}

bind_calls!(OneTabletBinding);

impl OneTabletBinding {
    async fn call(&self, operation: &str, input: &JsValue) -> Result<JsValue, Error> {
        let api = &self.0;
        match operation {
            "submit" => answer(api.submit(&read::<Order>(input)?).await),
            "cancel" => {
                let input: CancelIn = read(input)?;
                let cancellation = Cancellation {
                    order_id: input.order_id,
                    cancel_reason: input.cancel_reason,
                    cancel_details: input.cancel_details,
                    reason: input.reason,
                };
                answer(api.cancel(&cancellation).await)
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
                let input: MissingIn = read(input)?;
                write(&input.delivery.missing(input.status))
            }
            _ => Err(unknown_operation()),
        }
    }
}
