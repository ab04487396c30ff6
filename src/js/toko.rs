//! The client as the entry file sees it.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{Either, select};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::query::{self, Paged, Whole};
use super::tree::{JsTree, list};
use crate::client::{Client, Options};
use crate::error::Error;
use crate::layer::Backoff;
use crate::page::{By, Page, Rows, Walk};
use crate::transport::fetch::Fetch;
use crate::wire::Rejected;

#[wasm_bindgen(module = "/src/js/results.js")]
extern "C" {
    fn rejection(index: u32, path: &str, reason: &str) -> JsValue;
    fn page(
        envelope: &JsValue,
        data: &JsValue,
        number: u32,
        total: u32,
        next: bool,
        source: &str,
        rejected: &Array,
    ) -> JsValue;
    fn rows(data: &JsValue, rejected: &Array) -> JsValue;
}

/// A shop.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Toko {
    client: Rc<Client<Fetch<JsTree>>>,
}

#[wasm_bindgen]
impl Toko {
    /// All times in milliseconds. The entry file has checked and completed the options.
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "an object would have to be taken apart again"
    )]
    pub fn new(
        token: &str,
        token_user: Option<String>,
        id_user: Option<String>,
        base_url: &str,
        timeout: f64,
        attempts: u32,
        base_delay: f64,
        max_delay: f64,
        daily_limit: Option<u32>,
    ) -> Result<Toko, JsValue> {
        let backoff = Backoff {
            attempts,
            base_delay: milliseconds(base_delay),
            max_delay: milliseconds(max_delay),
        };
        let options = Options::with_member(token, token_user.as_deref(), id_user.as_deref())?
            .base_url(base_url)?
            .timeout(milliseconds(timeout))
            .retry(backoff)
            .daily_limit(daily_limit);
        Ok(Self {
            client: Rc::new(Client::with_transport(options, Fetch::new())),
        })
    }

    /// Requests sent today.
    pub fn used(&self) -> u32 {
        self.client.used_today()
    }

    /// One page of a list. `abort` is a promise that is rejected when the page gives up.
    pub fn page(&self, endpoint: Paged, query: &JsValue, abort: Option<Promise>) -> Promise {
        let plan = query::paged(endpoint, query, By::Pages);
        let client = Rc::clone(&self.client);
        answer(
            abort,
            async move { client.page_of(plan).await.map(page_out) },
        )
    }

    /// A list that comes in one piece.
    pub fn whole(&self, endpoint: Whole, query: &JsValue, abort: Option<Promise>) -> Promise {
        let plan = query::whole(endpoint, query);
        let client = Rc::clone(&self.client);
        answer(
            abort,
            async move { client.rows_of(plan).await.map(rows_out) },
        )
    }

    /// The member who is logged in.
    pub fn info(&self, abort: Option<Promise>) -> Promise {
        let client = Rc::clone(&self.client);
        answer(abort, async move {
            client.object_of(query::info()).await.map(|info| info.0)
        })
    }

    /// A walk through a list, for its pages or for its rows.
    pub fn walk(
        &self,
        endpoint: Paged,
        query: &JsValue,
        by_rows: bool,
        limit: &JsValue,
    ) -> Result<Pages, JsValue> {
        let by = if by_rows { By::Rows } else { By::Pages };
        let mut walk = Walk::new(query::paged(endpoint, query, by)?);
        if let Some(limit) = query::limit(limit)? {
            walk = walk.limit(limit);
        }
        Ok(Pages {
            client: Rc::clone(&self.client),
            walk: Rc::new(Cell::new(Some(walk))),
        })
    }
}

/// A walk under way.
#[wasm_bindgen]
pub struct Pages {
    client: Rc<Client<Fetch<JsTree>>>,
    /// Away while a step is under way; one that was aborted does not bring it back.
    walk: Rc<Cell<Option<Walk<JsTree>>>>,
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl Pages {
    /// The next page; undefined behind the last.
    pub fn next(&self, abort: Option<Promise>) -> Promise {
        let client = Rc::clone(&self.client);
        let place = Rc::clone(&self.walk);
        answer(abort, async move {
            let Some(mut walk) = place.take() else {
                return Ok(JsValue::UNDEFINED);
            };
            let page = walk.step(&client).await;
            place.set(Some(walk));
            Ok(page?.map_or(JsValue::UNDEFINED, page_out))
        })
    }
}

/// Runs a call as a promise. When the page gives up, the call is dropped, its request with it, and
/// the promise is rejected with the page's own reason.
fn answer(
    abort: Option<Promise>,
    call: impl Future<Output = Result<JsValue, Error>> + 'static,
) -> Promise {
    // Boxed, so that what follows is compiled once and not for each kind of call.
    let call: Pin<Box<dyn Future<Output = Result<JsValue, Error>>>> = Box::pin(call);
    future_to_promise(async move {
        let Some(abort) = abort else {
            return call.await.map_err(JsValue::from);
        };
        match select(JsFuture::from(abort), call).await {
            Either::Left((reason, _)) => reason,
            Either::Right((result, _)) => result.map_err(JsValue::from),
        }
    })
}

fn page_out(answer: Page<JsTree, JsTree>) -> JsValue {
    page(
        &answer.rest.0,
        &list(answer.data),
        answer.page,
        answer.total_data,
        answer.has_next,
        answer.source.name(),
        &rejected_out(answer.rejected),
    )
}

fn rows_out(answer: Rows<JsTree>) -> JsValue {
    rows(&list(answer.data), &rejected_out(answer.rejected))
}

fn rejected_out(rejected: Vec<Rejected>) -> Array {
    rejected
        .iter()
        .map(|row| rejection(row.index as u32, &row.path, row.reason))
        .collect()
}

fn milliseconds(milliseconds: f64) -> Duration {
    Duration::from_millis(milliseconds as u64)
}
