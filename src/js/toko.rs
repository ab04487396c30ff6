//! The client as the entry file sees it.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{Either, select};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::query::{self, Paged, Whole};
use super::tree::{JsTree, list};
use crate::client::{Client, Options, Plan};
use crate::error::Error;
use crate::layer::{Backoff, Freshness, Storage};
use crate::page::{By, Page, Rows, Source, Walk};
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
    fn rows(data: &JsValue, source: &str, rejected: &Array) -> JsValue;
    fn changed(endpoint: &str, before: &JsValue, after: &JsValue);
}

type Shop = Rc<Client<Fetch<JsTree>>>;

/// A shop.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Toko {
    client: Shop,
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
        fresh: Option<f64>,
        stale: f64,
        local: bool,
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
            .cache(fresh.map(|fresh| Freshness {
                fresh: milliseconds(fresh),
                stale: milliseconds(stale),
                storage: if local {
                    Storage::Local
                } else {
                    Storage::Memory
                },
            }))
            .daily_limit(daily_limit);
        Ok(Self {
            client: Rc::new(Client::with_transport(options, Fetch::new())),
        })
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

    // Of each call: `fresh` wants the server's own answer, `spent` is how many milliseconds of its
    // time are gone, and `abort` is a promise that is rejected when the page gives up.

    /// One page of a list.
    pub fn page(
        &self,
        endpoint: Paged,
        query: &JsValue,
        fresh: bool,
        spent: f64,
        abort: Option<Promise>,
    ) -> Promise {
        let plan = query::paged(endpoint, query, By::Pages);
        let client = Rc::clone(&self.client);
        answer(abort, async move {
            let plan = timed(plan?, fresh, spent);
            let page = client.next_page(&plan).await?;
            Ok(page_out(&client, plan, page))
        })
    }

    /// A list that comes in one piece.
    pub fn whole(
        &self,
        endpoint: Whole,
        query: &JsValue,
        fresh: bool,
        spent: f64,
        abort: Option<Promise>,
    ) -> Promise {
        let plan = query::whole(endpoint, query);
        let client = Rc::clone(&self.client);
        answer(abort, async move {
            let plan = timed(plan?, fresh, spent);
            let rows = client.whole(&plan).await?;
            Ok(rows_out(&client, plan, rows))
        })
    }

    /// The member who is logged in.
    pub fn info(&self, spent: f64, abort: Option<Promise>) -> Promise {
        let client = Rc::clone(&self.client);
        answer(abort, async move {
            let plan = timed(query::info()?, true, spent);
            client.object_of(Ok(plan)).await.map(|info| info.0)
        })
    }

    /// A walk through a list, for its pages or for its rows.
    pub fn walk(
        &self,
        endpoint: Paged,
        query: &JsValue,
        by_rows: bool,
        limit: &JsValue,
        fresh: bool,
    ) -> Result<Pages, JsValue> {
        let by = if by_rows { By::Rows } else { By::Pages };
        let plan = timed(query::paged(endpoint, query, by)?, fresh, 0.0);
        let mut walk = Walk::new(plan);
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
    client: Shop,
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
    pub fn next(&self, spent: f64, abort: Option<Promise>) -> Promise {
        let client = Rc::clone(&self.client);
        let place = Rc::clone(&self.walk);
        answer(abort, async move {
            let Some(mut walk) = place.take() else {
                return Ok(JsValue::UNDEFINED);
            };
            walk.plan.spent = milliseconds(spent);
            let plan = walk.plan.clone();
            let page = walk.step(&client).await;
            place.set(Some(walk));
            Ok(page?.map_or(JsValue::UNDEFINED, |page| page_out(&client, plan, page)))
        })
    }
}

/// A call, in a box so that what runs it is compiled once and not for each kind of call.
type Call = Pin<Box<dyn Future<Output = Result<JsValue, Error>>>>;

fn answer(
    abort: Option<Promise>,
    call: impl Future<Output = Result<JsValue, Error>> + 'static,
) -> Promise {
    run(abort, Box::pin(call))
}

/// Runs a call as a promise. When the page gives up, the call is dropped, its request with it, and
/// the promise is rejected with the page's own reason.
fn run(abort: Option<Promise>, call: Call) -> Promise {
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

fn timed(mut plan: Plan, fresh: bool, spent: f64) -> Plan {
    plan.fresh = fresh;
    plan.spent = milliseconds(spent);
    plan
}

fn page_out(client: &Shop, plan: Plan, answer: Page<JsTree, JsTree>) -> JsValue {
    let source = answer.source;
    let out = page_object(answer);
    renew(client, plan, source, &out);
    out
}

fn rows_out(client: &Shop, plan: Plan, answer: Rows<JsTree>) -> JsValue {
    let source = answer.source;
    let out = rows_object(answer);
    renew(client, plan, source, &out);
    out
}

/// Sees to it that what a page was given stale is fresh for the next one, and tells the page where
/// that is another answer.
fn renew(client: &Shop, mut plan: Plan, source: Source, before: &JsValue) {
    if source != Source::Stale {
        return;
    }
    let client = Rc::clone(client);
    let before = before.clone();
    plan.fresh = true;
    plan.spent = Duration::ZERO;
    spawn_local(async move {
        let kept = client.kept(&plan);
        let after = match plan.paging {
            Some(_) => client.next_page(&plan).await.map(page_object),
            None => client.whole(&plan).await.map(rows_object),
        };
        // Nobody waits: where it fails, what the page has is as good as before.
        if let Ok(after) = after
            && kept != client.kept(&plan)
        {
            changed(plan.path, &before, &after);
        }
    });
}

fn page_object(answer: Page<JsTree, JsTree>) -> JsValue {
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

fn rows_object(answer: Rows<JsTree>) -> JsValue {
    rows(
        &list(answer.data),
        answer.source.name(),
        &rejected_out(answer.rejected),
    )
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
