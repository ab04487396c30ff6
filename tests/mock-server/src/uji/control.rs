//! `/uji/{session}/log` and `/uji/{session}/script`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::script::Scripted;
use crate::mock::Mock;
use crate::reply;

/// `GET log`: the session's requests, oldest first.
pub(crate) async fn log(State(mock): State<Arc<Mock>>, Path(session): Path<String>) -> Response {
    let entries: Vec<Value> = mock.sessions.with(&session, |session| {
        session.log.iter().map(|entry| entry.json()).collect()
    });
    reply::json(&Value::from(entries))
}

/// `DELETE log`.
pub(crate) async fn clear_log(
    State(mock): State<Arc<Mock>>,
    Path(session): Path<String>,
) -> Response {
    mock.sessions.with(&session, |session| session.log.clear());
    reply::json(&json!({}))
}

/// `POST script`: appends answers.
pub(crate) async fn script(
    State(mock): State<Arc<Mock>>,
    Path(session): Path<String>,
    body: Bytes,
) -> Response {
    match Scripted::read(&body) {
        Ok(answers) => {
            let waiting = mock.sessions.with(&session, |session| {
                session.script.extend(answers);
                session.script.len()
            });
            reply::json(&json!({"waiting": waiting}))
        }
        Err(reason) => reply::bad_request(reason),
    }
}

/// `DELETE script`.
pub(crate) async fn clear_script(
    State(mock): State<Arc<Mock>>,
    Path(session): Path<String>,
) -> Response {
    mock.sessions
        .with(&session, |session| session.script.clear());
    reply::json(&json!({}))
}

/// `DELETE /uji/{session}`: log, script and counts.
pub(crate) async fn forget(State(mock): State<Arc<Mock>>, Path(session): Path<String>) -> Response {
    mock.sessions.forget(&session);
    reply::json(&json!({}))
}
