//! Walks through lists, step by step.

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

type Step = Result<String, Error>;

/// A walk through a list: each step is asked for, and what lies behind the last one is never fetched.
#[wasm_bindgen]
pub struct Walk {
    flow: Cell<Option<Pin<Box<dyn Future<Output = ()>>>>>,
    out: Out,
}

impl fmt::Debug for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk").finish_non_exhaustive()
    }
}

/// Where a walk puts its next step.
#[derive(Clone, Default)]
pub(super) struct Out(Rc<Cell<Option<Step>>>);

impl Walk {
    /// A walk that `flow` puts into the [`Out`] it is given. It may own what its stream borrows, which
    /// no stream can.
    pub(super) fn of<F: Future<Output = ()> + 'static>(flow: impl FnOnce(Out) -> F) -> Self {
        let out = Out::default();
        Self {
            flow: Cell::new(Some(Box::pin(flow(out.clone())))),
            out,
        }
    }
}

#[wasm_bindgen]
impl Walk {
    /// The next row or page; undefined behind the last. One step at a time.
    pub async fn next(&self) -> Result<Option<String>, JsValue> {
        let Some(mut flow) = self.flow.take() else {
            return Ok(None);
        };
        let step = poll_fn(|context| match flow.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => match self.out.0.take() {
                Some(step) => Poll::Ready(Some(step)),
                None => Poll::Pending,
            },
        })
        .await;
        match step {
            Some(Ok(step)) => {
                self.flow.set(Some(flow));
                Ok(Some(step))
            }
            Some(Err(error)) => Err(thrown(error)),
            None => Ok(None),
        }
    }
}

impl Out {
    /// Gives out rows.
    pub async fn rows<R: Serialize>(self, rows: impl Stream<Item = Result<R, Error>>) {
        self.all(rows.map(|row| write(&row?))).await;
    }

    /// Gives out pages.
    pub async fn pages<R: Serialize>(self, pages: impl Stream<Item = Result<Page<R>, Error>>) {
        self.all(pages.map(|page| write(&PageOut::from(&page?))))
            .await;
    }

    /// Gives out parts of a list.
    pub async fn slices<R: Serialize>(self, slices: impl Stream<Item = Result<Slice<R>, Error>>) {
        self.all(slices.map(|slice| write(&SliceOut::from(&slice?))))
            .await;
    }

    async fn all(self, steps: impl Stream<Item = Step>) {
        let mut steps = pin!(steps);
        while let Some(step) = steps.next().await {
            self.0.set(Some(step));
            // Stops here until the next step is asked for.
            let mut asked = false;
            poll_fn(|_| match std::mem::replace(&mut asked, true) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            })
            .await;
        }
    }
}
