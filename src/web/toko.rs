//! The client as the package's JavaScript has it. Each call is a promise.

use std::cell::Cell;
use std::fmt;
use std::pin::pin;

use futures_util::future::{Either, select};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::options;
use super::output;
use super::query::prepare;
use super::renewal::renew;
use super::tree::JsTree;
use crate::answer::Source;
use crate::client::{By, Client, PreparedQuery, Walk};
use crate::error::Error;
use crate::page::RawPage;
use crate::repair::TreeRows;
use crate::transport::browser::Fetch;
use crate::transport::from_milliseconds;

/// A client whose answers stay with the engine.
pub(super) type Shop = Client<Fetch<JsTree>>;

/// A shop's client.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Toko {
    client: Shop,
    failures: Failures,
}

/// Makes a `BukaOlshopError` of an error's fields: the class is the package's JavaScript's, for it is needed before
/// the module is there.
#[derive(Debug, Clone)]
struct Failures(Function);

impl Failures {
    fn throw(&self, error: &Error) -> JsValue {
        let made = self.0.call1(&JsValue::UNDEFINED, &output::failure(error));
        made.unwrap_or_else(|thrown| thrown)
    }
}

#[wasm_bindgen]
impl Toko {
    /// A client with the options that a page gave. `failure` makes what is thrown of an error's fields.
    ///
    /// # Errors
    /// A failure of kind `invalid_argument`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, failure: Function) -> Result<Toko, JsValue> {
        let failures = Failures(failure);
        let options = options::read(options).map_err(|error| failures.throw(&error))?;
        Ok(Self {
            client: Client::with_transport(options, Fetch::new()),
            failures,
        })
    }

    /// Begins a call to the endpoint at this path. Nothing is sent yet. `aim` is "pages" for a walk through the pages of a
    /// list, "rows" for one that gives each row once, and anything else for one answer: a page, a list in one piece, or
    /// an object.
    ///
    /// # Errors
    /// A failure of kind `invalid_argument`.
    pub fn begin(
        &self,
        path: &str,
        query: &JsValue,
        options: &JsValue,
        aim: &str,
    ) -> Result<Call, JsValue> {
        let begin = || {
            let for_rows = aim == "rows";
            let by = if for_rows { By::Rows } else { By::Pages };
            let limit = if for_rows {
                options::limit(options)?
            } else {
                None
            };
            let fresh = options::is_fresh(options)?;
            let mut query = prepare(path, query, by)?;
            query.fresh = fresh;
            let mut walk = Box::new(Walk::new(query));
            if let Some(rows) = limit {
                walk.end_after(rows);
            }
            Ok(Call {
                client: self.client.clone(),
                failures: self.failures.clone(),
                walk: Cell::new(Some(walk)),
                is_walk: for_rows || aim == "pages",
            })
        };
        begin().map_err(|error: Error| self.failures.throw(&error))
    }

    /// The day's requests: how many were sent, how many may be, and when the next day begins.
    pub fn quota(&self) -> JsValue {
        output::quota(
            self.client.used_today(),
            self.client.daily_limit(),
            self.client.quota_resets_at(),
        )
    }

    /// Forgets all answers that were kept.
    #[wasm_bindgen(js_name = clearCache)]
    pub fn clear_cache(&self) {
        self.client.clear_cache();
    }
}

/// A call under way.
#[wasm_bindgen]
pub struct Call {
    client: Shop,
    failures: Failures,
    /// Taken out while a step is under way. A call for one answer has one step.
    walk: Cell<Option<Box<Walk<JsTree>>>>,
    is_walk: bool,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl Call {
    /// The answer, or a walk's next page; null behind the last. One step at a time. `elapsed` is for how many milliseconds
    /// the step has been waited for: the wait for the module is part of the first one. When `given_up` rejects, the request is
    /// aborted.
    ///
    /// # Errors
    /// A failure of any kind, or what `given_up` rejects with.
    pub async fn next(&self, elapsed: f64, given_up: Promise) -> Result<JsValue, JsValue> {
        let Some(mut walk) = self.walk.take() else {
            return Ok(JsValue::NULL);
        };
        if walk.has_ended() {
            return Ok(JsValue::NULL);
        }
        walk.query.elapsed = from_milliseconds(elapsed);
        match select(pin!(self.step(walk)), JsFuture::from(given_up)).await {
            Either::Left((outcome, _)) => outcome.map_err(|error| self.failures.throw(&error)),
            Either::Right((outcome, _)) => outcome,
        }
    }
}

impl Call {
    async fn step(&self, mut walk: Box<Walk<JsTree>>) -> Result<JsValue, Error> {
        let outcome = self.client.read(&walk.query).await;
        if walk.query.single {
            let object = outcome?.rows.into_first();
            return Ok(object.map_or(JsValue::NULL, |object| object.0));
        }
        let outcome = outcome.map(|rows| rows.into_page(walk.query.paging));
        if !self.is_walk {
            return Ok(self.given(&walk.query, &outcome?));
        }
        let Some(page) = walk.land(outcome)? else {
            return Ok(JsValue::NULL);
        };
        let given = self.given(&walk.query, &page);
        // Not behind an error, nor where the step is given up: the walk has ended then.
        self.walk.set(Some(walk));
        Ok(given)
    }

    /// A page as it is given out; one that is stale is renewed in the background.
    fn given(&self, asked: &PreparedQuery, page: &RawPage<JsTree>) -> JsValue {
        let given = output::page(page);
        if page.source == Source::Stale {
            let mut asked = Box::new(asked.clone());
            // A walk has gone on to its next page.
            asked.paging = asked.paging.map(|_| (page.page, page.per_page));
            renew(self.client.clone(), asked, given.clone());
        }
        given
    }
}
