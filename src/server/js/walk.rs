//! Walking through lists from JavaScript, one step at a time.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;

use futures_util::future::{Either, select};
use futures_util::stream::{Stream, StreamExt};
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::convert::{PageOut, SliceOut, write};
use super::error::thrown;
use crate::error::Error;
use crate::page::Page;
use crate::server::orders::Slice;

/// A row, a page or a slice, written.
type Step = Result<JsValue, Error>;

/// A walk through a list. Each call of `next` makes one step; a page or slice is not requested before a
/// step needs it.
///
/// A stream borrows its client, so a struct that owns the client cannot hold the stream as well. This
/// struct holds a future instead, which owns the client and the stream: it puts one step into `steps`, and
/// then waits to be polled for the next one.
#[wasm_bindgen]
pub struct Walk {
    /// `None` while `next` polls it, after an error, and behind the last step.
    producer: Cell<Option<Pin<Box<dyn Future<Output = ()>>>>>,
    steps: StepSlot,
}

impl fmt::Debug for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk").finish_non_exhaustive()
    }
}

/// The place where the producer of a walk puts its next step.
#[derive(Clone, Default)]
pub(super) struct StepSlot(Rc<Cell<Option<Step>>>);

impl Walk {
    /// A walk whose steps the future of `producer` puts into the slot.
    pub(super) fn of<F: Future<Output = ()> + 'static>(
        producer: impl FnOnce(StepSlot) -> F,
    ) -> Self {
        let steps = StepSlot::default();
        Self {
            producer: Cell::new(Some(Box::pin(producer(steps.clone())))),
            steps,
        }
    }
}

#[wasm_bindgen]
impl Walk {
    /// The next row, page or slice; `undefined` behind the last one, and while another call of `next` is running. Where
    /// `stop` resolves before, the walk ends, and this throws `undefined`.
    pub async fn next(&self, stop: Option<Promise>) -> Result<JsValue, JsValue> {
        let Some(mut producer) = self.producer.take() else {
            return Ok(JsValue::UNDEFINED);
        };
        let next = poll_fn(|context| match producer.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => match self.steps.0.take() {
                Some(step) => Poll::Ready(Some(step)),
                None => Poll::Pending,
            },
        });
        let step = match stop {
            None => next.await,
            Some(stop) => match select(next, pin!(JsFuture::from(stop))).await {
                Either::Left((step, _)) => step,
                // The producer is dropped, and with it the request that it waits for.
                Either::Right(_) => return Err(JsValue::UNDEFINED),
            },
        };
        match step {
            Some(Ok(step)) => {
                self.producer.set(Some(producer));
                Ok(step)
            }
            Some(Err(error)) => Err(thrown(error)),
            None => Ok(JsValue::UNDEFINED),
        }
    }
}

impl StepSlot {
    /// Puts the rows of a stream into the slot, one after the other, as `{ row }`, and each part of the list before
    /// its rows, as `{ part }`. The stream tells `parts` of the parts.
    pub async fn rows<R: Serialize>(
        self,
        parts: &PartsSeen,
        rows: impl Stream<Item = Result<R, Error>>,
    ) {
        let mut rows = pin!(rows);
        loop {
            let row = rows.next().await;
            while let Some(part) = parts.take() {
                self.put(part).await;
            }
            match row {
                Some(row) => self.put(row.and_then(|row| write(&RowOut { row }))).await,
                None => return,
            }
        }
    }

    /// Puts the pages of a stream into the slot, one after the other.
    pub async fn pages<R: Serialize>(self, pages: impl Stream<Item = Result<Page<R>, Error>>) {
        self.all(pages.map(|page| write(&PageOut::from(&page?))))
            .await;
    }

    /// Puts the slices of a stream into the slot, one after the other.
    pub async fn slices<R: Serialize>(self, slices: impl Stream<Item = Result<Slice<R>, Error>>) {
        self.all(slices.map(|slice| write(&SliceOut::from(&slice?))))
            .await;
    }

    async fn all(self, steps: impl Stream<Item = Step>) {
        let mut steps = pin!(steps);
        while let Some(step) = steps.next().await {
            self.put(step).await;
        }
    }

    /// Puts a step into the slot and waits until it was taken.
    async fn put(&self, step: Step) {
        self.0.set(Some(step));
        // Returns `Pending` once, so that `Walk::next` takes the step. The next call of
        // `Walk::next` polls this future again.
        let mut was_polled = false;
        poll_fn(|_| match std::mem::replace(&mut was_polled, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

#[derive(Serialize)]
struct RowOut<R> {
    row: R,
}

/// The parts of a list that a stream of rows has come to, and that the walk has not given out yet.
#[derive(Clone, Default)]
pub(super) struct PartsSeen(Rc<RefCell<VecDeque<Step>>>);

impl PartsSeen {
    /// What a stream calls with each of its pages.
    pub fn pages<R>(&self) -> impl FnMut(&Page<R>) + use<R> {
        let seen = Self::clone(self);
        move |page| seen.push(&PageOut::without_rows(page))
    }

    /// What a stream calls with each of its slices.
    pub fn slices<R>(&self) -> impl FnMut(&Slice<R>) + use<R> {
        let seen = Self::clone(self);
        move |slice| seen.push(&SliceOut::without_rows(slice))
    }

    fn push(&self, part: &impl Serialize) {
        self.0.borrow_mut().push_back(write(&PartOut { part }));
    }

    fn take(&self) -> Option<Step> {
        self.0.borrow_mut().pop_front()
    }
}

#[derive(Serialize)]
struct PartOut<P> {
    part: P,
}
