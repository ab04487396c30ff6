//! A route that receives callbacks, for the web framework [axum](https://docs.rs/axum).

use std::future::Future;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any};

use super::receiver::{Delivery, Receiver};
use super::rejection::{Reason, Rejection};
use super::reply::Reply;
use super::store::Store;
use crate::transport::Platform;

/// A route that receives callbacks: `Router::new().route("/callback", route(receiver, work))`. The route
/// accepts every HTTP method, so that the receiver itself answers the wrong ones. A body that takes longer than
/// [`Receiver::body_timeout`] is ended.
///
/// Each callback is handled in a task of its own, which continues when the sender closes the connection.
pub fn route<S, P, W, F, State>(receiver: Arc<Receiver<S, P>>, work: W) -> MethodRouter<State>
where
    S: Store + 'static,
    P: Platform + 'static,
    W: Fn(Delivery) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), Rejection>> + Send + 'static,
    State: Clone + Send + Sync + 'static,
{
    let limit = receiver.body_limit();
    let handler = move |request: Request| {
        let receiver = receiver.clone();
        let work = work.clone();
        async move {
            let method = request.method().clone();
            let body = Bytes::from_request(request, &());
            let body = match tokio::time::timeout(receiver.body_timeout_of(), body).await {
                Ok(Ok(body)) => body,
                Ok(Err(unread)) => return receiver.refuse(reason(&unread)),
                Err(_) => return receiver.refuse(Reason::BodyTooSlow),
            };
            let working = receiver.clone();
            let task =
                tokio::spawn(async move { working.receive(method.as_str(), &body, work).await });
            // The task fails only if the work panics. The claim of such work can be repeated when its
            // lease has expired.
            task.await
                .unwrap_or_else(|_| receiver.refuse(Reason::WorkFailed))
        }
    };
    any(handler).layer(DefaultBodyLimit::max(limit))
}

fn reason(unread: &BytesRejection) -> Reason {
    match unread.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Reason::BodyTooLarge,
        _ => Reason::Unreadable,
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, self.body()).into_response();
        for (name, value) in self.headers() {
            if let Ok(value) = value.parse() {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        Reply::from(self).into_response()
    }
}
