//! Answers for which the module waits by their numbers.
//!
//! A `JsFuture` hands the engine two closures for each promise, and the engine watches each closure for its garbage collection, which
//! costs a busy server several microseconds for each promise. Here a question goes to JavaScript with a number, and the answer comes
//! back by a call with that number.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsValue;

thread_local! {
    static WAITING: RefCell<Waiting> = RefCell::default();
}

/// The answers that nobody has taken yet, by their numbers.
#[derive(Default)]
struct Waiting {
    last: u32,
    slots: BTreeMap<u32, Slot>,
}

enum Slot {
    /// The answer has not come. The waker is that of the task that waits for it.
    Open(Option<Waker>),
    Come(Result<JsValue, JsValue>),
}

/// An answer that JavaScript gives by its number.
#[derive(Debug)]
pub(crate) struct JsAnswer {
    number: u32,
    is_taken: bool,
}

impl JsAnswer {
    /// An answer whose number no other one has that is waited for.
    pub fn new() -> Self {
        let number = WAITING.with_borrow_mut(|waiting| {
            // The numbers begin anew after four billion, when the first ones may still be waited for.
            loop {
                waiting.last = waiting.last.wrapping_add(1);
                if !waiting.slots.contains_key(&waiting.last) {
                    break;
                }
            }
            waiting.slots.insert(waiting.last, Slot::Open(None));
            waiting.last
        });
        Self {
            number,
            is_taken: false,
        }
    }

    /// The number by which the answer is [given](give).
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Takes the slot out. It is dropped when `WAITING` is not borrowed any more: with a waker, a task may be dropped, and the
    /// answers that it waits for.
    fn take_slot(&self) -> Option<Slot> {
        WAITING.with_borrow_mut(|waiting| waiting.slots.remove(&self.number))
    }
}

impl Future for JsAnswer {
    type Output = Result<JsValue, JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.is_taken {
            return Poll::Pending;
        }
        // The slot as it was is dropped when `WAITING` is not borrowed any more.
        let slot = Slot::Open(Some(context.waker().clone()));
        let before = WAITING.with_borrow_mut(|waiting| waiting.slots.insert(self.number, slot));
        match before {
            Some(Slot::Come(answer)) => {
                drop(self.take_slot());
                self.is_taken = true;
                Poll::Ready(answer)
            }
            _ => Poll::Pending,
        }
    }
}

impl Drop for JsAnswer {
    fn drop(&mut self) {
        // The number of an answer that was taken may be another one's by now.
        if !self.is_taken {
            drop(self.take_slot());
        }
    }
}

/// Gives the answer that has this number. Nobody waits for it any more where the number is not there.
pub(crate) fn give(number: u32, answer: Result<JsValue, JsValue>) {
    let before = WAITING.with_borrow_mut(|waiting| {
        let slot = waiting.slots.get_mut(&number)?;
        matches!(slot, Slot::Open(_)).then(|| mem::replace(slot, Slot::Come(answer)))
    });
    if let Some(Slot::Open(Some(waker))) = before {
        waker.wake();
    }
}
