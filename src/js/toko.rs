//! The client as the entry files see it.

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

use super::endpoints;
use super::polled::Polled;
use super::tree::{JsTree, list};
use crate::client::{Client, Options, Reading};
use crate::error::Error;
use crate::identity::Identity;
use crate::layer::{Backoff, Freshness, Storage};
use crate::page::{Page, Source, Walk};
use crate::transport::Boxed;
use crate::transport::fetch::Fetch;

#[wasm_bindgen(module = "/src/js/results.js")]
extern "C" {
    fn rejection(index: u32, path: &str, reason: &str) -> JsValue;
    fn result(
        envelope: &JsValue,
        data: &JsValue,
        number: u32,
        total: u32,
        next: bool,
        source: &str,
        rejected: &Array,
    ) -> JsValue;
}

type Shop = Rc<Client<Fetch<JsTree, Polled>>>;
type Flight = Boxed<Result<Reading<JsTree>, Error>>;

/// A shop.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Toko {
    client: Shop,
}

#[wasm_bindgen]
impl Toko {
    /// All times in milliseconds. The entry files have checked and completed the options; `shop` is
    /// the number under which answers are kept.
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "an object would have to be taken apart again"
    )]
    pub fn new(
        token: String,
        token_user: Option<String>,
        id_user: Option<String>,
        base_url: String,
        shop: u32,
        timeout: f64,
        attempts: u32,
        base_delay: f64,
        max_delay: f64,
        fresh: Option<f64>,
        stale: f64,
        local: bool,
        daily_limit: Option<u32>,
    ) -> Toko {
        let options = Options {
            identity: Identity::checked(token, token_user.zip(id_user)),
            base_url,
            timeout: milliseconds(timeout),
            backoff: Backoff {
                attempts,
                base_delay: milliseconds(base_delay),
                max_delay: milliseconds(max_delay),
            },
            cache: fresh.map(|fresh| Freshness {
                fresh: milliseconds(fresh),
                stale: milliseconds(stale),
                storage: if local {
                    Storage::Local
                } else {
                    Storage::Memory
                },
            }),
            shop: Some(shop),
            daily_limit,
        };
        Self {
            client: Rc::new(Client::with_transport(options, Fetch::waiting())),
        }
    }

    /// Requests sent today.
    pub fn used(&self) -> u32 {
        self.client.used_today()
    }

    /// Forgets all answers that were kept.
    #[wasm_bindgen(js_name = clearCache)]
    pub fn clear_cache(&self) {
        self.client.clear_cache();
    }

    /// Begins to ask. `page` 0: not in pages. `walks`: one page after the other, and with `by_rows`
    /// each row once, `limit` of them at most. `fresh`: only the server's own answer will do.
    #[allow(
        clippy::too_many_arguments,
        reason = "an object would have to be taken apart again"
    )]
    pub fn ask(
        &self,
        endpoint: u8,
        parameters: String,
        page: u32,
        total: u32,
        fresh: bool,
        walks: bool,
        by_rows: bool,
        limit: f64,
    ) -> Asking {
        let mut plan = endpoints::plan(endpoint, parameters);
        plan.fresh = fresh;
        plan.paging = (page > 0).then_some((page, total));
        if by_rows {
            plan.key = endpoints::key(endpoint);
        }
        let mut walk = Walk::new(plan);
        if limit.is_finite() {
            walk = walk.limit(limit as usize);
        }
        Asking {
            client: Rc::clone(&self.client),
            walk,
            walks,
            kept: None,
            flight: None,
            stale: false,
        }
    }
}

/// A question under way.
#[wasm_bindgen]
pub struct Asking {
    client: Shop,
    walk: Walk<JsTree>,
    walks: bool,
    /// For a renewal: what the cache held when it began.
    kept: Option<Option<JsString>>,
    flight: Option<Flight>,
    stale: bool,
}

impl fmt::Debug for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asking")
            .field("walk", &self.walk)
            .finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl Asking {
    /// Goes on as far as it can. Undefined: wait for `settled` of `wait.js`, and ask again. A failure
    /// of `results.js`: it has failed. Null: that was all. Else what was asked for; a walk's next page
    /// can be asked for then. `spent` is how many milliseconds of this answer's time are gone.
    pub fn poll(&mut self, spent: f64) -> JsValue {
        let mut flight = match self.flight.take() {
            Some(flight) => flight,
            None => match self.begin(spent) {
                Some(flight) => flight,
                None => return JsValue::NULL,
            },
        };
        let mut nobody = Context::from_waker(Waker::noop());
        match flight.as_mut().poll(&mut nobody) {
            Poll::Pending => {
                self.flight = Some(flight);
                JsValue::UNDEFINED
            }
            Poll::Ready(outcome) => self.land(outcome).unwrap_or_else(JsValue::from),
        }
    }

    /// Whether the answer was kept for so long that it should be renewed.
    #[wasm_bindgen(js_name = isStale)]
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// Makes this a renewal, whose outcome is null where the answer is the one that was kept.
    pub fn renews(&mut self) {
        self.kept = Some(self.client.kept(&self.walk.plan));
    }
}

impl Asking {
    fn begin(&mut self, spent: f64) -> Option<Flight> {
        Arc::make_mut(&mut self.walk.plan).spent = milliseconds(spent);
        let plan = self.walk.begin()?;
        let client = Rc::clone(&self.client);
        Some(Box::pin(async move { client.read(&plan).await }))
    }

    fn land(&mut self, outcome: Result<Reading<JsTree>, Error>) -> Result<JsValue, Error> {
        let plan = &self.walk.plan;
        self.stale = matches!(&outcome, Ok(reading) if reading.source == Source::Stale);
        let page = if self.walks {
            let page = outcome.map(|it| it.page(plan.paging));
            match self.walk.land(page)? {
                Some(page) => page,
                None => return Ok(JsValue::NULL),
            }
        } else {
            let mut reading = outcome?;
            if plan.single {
                return Ok(reading.rows.pop().map_or(JsValue::NULL, |object| object.0));
            }
            if self
                .kept
                .take()
                .is_some_and(|kept| kept == self.client.kept(plan))
            {
                return Ok(JsValue::NULL);
            }
            reading.page(plan.paging)
        };
        Ok(out(page))
    }
}

/// A page as the page has it; a list that is not in pages is the list itself.
fn out(answer: Page<JsTree, JsTree>) -> JsValue {
    let rejected = answer
        .rejected
        .iter()
        .map(|row| rejection(row.index as u32, &row.path, row.reason))
        .collect();
    result(
        &answer.rest.0,
        &list(answer.data),
        answer.page,
        answer.total_data,
        answer.has_next,
        answer.source.name(),
        &rejected,
    )
}

// Each copy of this is larger than a call of it.
#[inline(never)]
fn milliseconds(milliseconds: f64) -> Duration {
    Duration::from_millis(milliseconds as u64)
}
