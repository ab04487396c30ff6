//! The client as the entry files see it.

use std::fmt;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

use super::endpoints;
use super::polled::Polled;
use super::tree::JsTree;
use crate::client::{Client, DecodedRows, Options, Walk};
use crate::error::Error;
use crate::identity::Identity;
use crate::layer::{Backoff, Freshness, Storage};
use crate::marker::Boxed;
use crate::page::RawPage;
use crate::transport::fetch::Fetch;
use crate::wire::TreeRows;

#[wasm_bindgen(module = "/src/js/results.js")]
extern "C" {
    fn rejection(index: u32, path: &str, reason: &str) -> JsValue;
    fn result(
        envelope: &JsValue,
        data: &Array,
        number: u32,
        total: u32,
        next: bool,
        source: u8,
        rejected: &Array,
    ) -> JsValue;
}

type Shop = Rc<Client<Fetch<JsTree, Polled>>>;
type Flight = Boxed<Result<DecodedRows<JsTree>, Error>>;

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
        token: &JsString,
        token_user: Option<JsString>,
        id_user: Option<JsString>,
        base_url: &JsString,
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
        let member = match (token_user, id_user) {
            (Some(token_user), Some(id_user)) => Some((token_user.into(), id_user.into())),
            _ => None,
        };
        let options = Options {
            identity: Identity::checked(token.into(), member),
            base_url: base_url.into(),
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
            daily_limit,
        };
        Self {
            client: Rc::new(Client::of_shop(options, Fetch::waiting(), shop)),
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

    /// Begins to ask. `page` 0: not in pages. `fresh`: only the server's own answer will do. `aim` is
    /// one of `call.js`. With a walk for rows comes the most of them that are wanted.
    #[allow(
        clippy::too_many_arguments,
        reason = "an object would have to be taken apart again"
    )]
    pub fn ask(
        &self,
        endpoint: u8,
        parameters: &JsString,
        page: u32,
        total: u32,
        fresh: bool,
        aim: u8,
        limit: f64,
    ) -> Asking {
        let mut plan = endpoints::plan(endpoint, parameters.into());
        plan.fresh = fresh;
        plan.paging = (page > 0).then_some((page, total));
        if aim == ROWS {
            plan.key = endpoints::key(endpoint);
        }
        let kept = (aim == RENEWAL).then(|| self.client.kept(&plan));
        let mut walk = Walk::new(plan);
        if limit.is_finite() {
            walk = walk.limit(limit as usize);
        }
        Asking {
            client: Rc::clone(&self.client),
            walk,
            walks: aim == PAGES || aim == ROWS,
            kept,
            flight: None,
        }
    }
}

// What is aimed at: one answer, a page after the other, each row once, or a newer answer than the one
// that is kept, null where it is the same. The entry files have the same numbers.
const PAGES: u8 = 1;
const ROWS: u8 = 2;
const RENEWAL: u8 = 3;

/// A question under way.
#[wasm_bindgen]
pub struct Asking {
    client: Shop,
    walk: Walk<JsTree>,
    walks: bool,
    /// For a renewal: what the cache held when it began.
    kept: Option<Option<JsString>>,
    flight: Option<Flight>,
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
}

impl Asking {
    fn begin(&mut self, spent: f64) -> Option<Flight> {
        let mut plan = self.walk.begin()?;
        plan.elapsed = milliseconds(spent);
        let client = Rc::clone(&self.client);
        Some(Box::pin(async move { client.read(&plan).await }))
    }

    fn land(&mut self, outcome: Result<DecodedRows<JsTree>, Error>) -> Result<JsValue, Error> {
        let plan = &self.walk.query;
        let page = if self.walks {
            let page = outcome.map(|it| it.into_page(plan.paging));
            match self.walk.land(page)? {
                Some(page) => page,
                None => return Ok(JsValue::NULL),
            }
        } else {
            let reading = outcome?;
            if plan.single {
                return Ok(reading
                    .rows
                    .into_first()
                    .map_or(JsValue::NULL, |object| object.0));
            }
            if self
                .kept
                .take()
                .is_some_and(|kept| kept == self.client.kept(plan))
            {
                return Ok(JsValue::NULL);
            }
            reading.into_page(plan.paging)
        };
        Ok(out(page))
    }
}

/// A page as the page has it; a list that is not in pages is the list itself.
fn out(answer: RawPage<JsTree>) -> JsValue {
    let rejected = answer
        .rejected
        .iter()
        .map(|row| rejection(row.index as u32, &row.path, row.reason))
        .collect();
    result(
        &answer.rest.0,
        &answer.rows.0,
        answer.page,
        answer.total_data,
        answer.has_next,
        answer.source as u8,
        &rejected,
    )
}

// Each copy of this is larger than a call of it.
#[inline(never)]
fn milliseconds(milliseconds: f64) -> Duration {
    Duration::from_millis(milliseconds as u64)
}
