//! Walking through lists from JavaScript, one step at a time.

use std::cell::Cell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;

use futures_util::stream::{Stream, StreamExt};
use serde::Serialize;
use wasm_bindgen::prelude::*;

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
    /// The next row, page or slice; `undefined` behind the last one, and while another call of `next` is running.
    pub async fn next(&self) -> Result<JsValue, JsValue> {
        let Some(mut producer) = self.producer.take() else {
            return Ok(JsValue::UNDEFINED);
        };
        let step = poll_fn(|context| match producer.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => match self.steps.0.take() {
                Some(step) => Poll::Ready(Some(step)),
                None => Poll::Pending,
            },
        })
        .await;
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
    /// Puts the rows of a stream into the slot, one after the other.
    pub async fn rows<R: Serialize>(self, rows: impl Stream<Item = Result<R, Error>>) {
        self.all(rows.map(|row| write(&row?))).await;
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
}
