//! A body whose bytes travel as the faults want.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::time::Sleep;

use crate::listener::Socket;
use crate::watch::Watch;

/// What a body does next.
pub(super) enum Step {
    Send(Bytes),
    /// Lets what was sent reach the client before the next step: the server keeps headers back
    /// until the body makes it wait.
    Pause,
    /// Breaks off; the connection closes.
    Close,
    /// Breaks off; the connection is reset.
    Reset(Socket),
    /// Nothing more, ever.
    Stall,
}

const PAUSE: Duration = Duration::from_millis(40);

/// The body that takes these steps. `watch` learns how it ended.
pub(super) fn body(steps: impl Into<VecDeque<Step>>, watch: Option<Watch>) -> Body {
    Body::new(Paced {
        steps: steps.into(),
        pause: None,
        watch,
    })
}

struct Paced {
    steps: VecDeque<Step>,
    pause: Option<Pin<Box<Sleep>>>,
    watch: Option<Watch>,
}

/// A fault broke the body off. The server's only reaction is to close the connection.
#[derive(Debug)]
struct BrokenOff;

impl std::fmt::Display for BrokenOff {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a fault broke the answer off")
    }
}

impl std::error::Error for BrokenOff {}

impl Paced {
    fn settle(&mut self, settle: impl FnOnce(&Watch)) {
        if let Some(watch) = self.watch.take() {
            settle(&watch);
        }
    }
}

impl http_body::Body for Paced {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                std::task::ready!(pause.as_mut().poll(context));
                self.pause = None;
            }
            match self.steps.pop_front() {
                Some(Step::Send(bytes)) => {
                    if self.steps.is_empty() {
                        self.settle(Watch::answered);
                    }
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
                Some(Step::Pause) => self.pause = Some(Box::pin(tokio::time::sleep(PAUSE))),
                Some(Step::Close) => {
                    self.settle(Watch::broken);
                    return Poll::Ready(Some(Err(BrokenOff)));
                }
                Some(Step::Reset(socket)) => {
                    socket.reset();
                    self.settle(Watch::broken);
                    return Poll::Ready(Some(Err(BrokenOff)));
                }
                Some(Step::Stall) => {
                    self.steps.push_front(Step::Stall);
                    return Poll::Pending;
                }
                None => {
                    self.settle(Watch::answered);
                    return Poll::Ready(None);
                }
            }
        }
    }
}
