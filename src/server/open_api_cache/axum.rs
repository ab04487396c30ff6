//! Routes for the web framework [axum](https://docs.rs/axum).

use axum::Router;
use axum::body::HttpBody;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::{AnswerStore, Asked, OpenApiCache, Reply};
use crate::transport::Transport;

/// The routes of a front, to be nested at any path: `Router::new().nest("/openapi", router(front))`. All paths and methods
/// lead to the front, so that wrong ones are answered in the API's own shape. Bodies of requests are not read.
pub fn router<T, S, State>(front: OpenApiCache<T, S>) -> Router<State>
where
    T: Transport<Tree = Value> + 'static,
    S: AnswerStore,
    State: Clone + Send + Sync + 'static,
{
    Router::new().fallback(async move |request: Request| respond(&front, request).await)
}

/// Answers a request. Its path is the one below the address of the front, for example `/app/produk`.
pub async fn respond<T, S>(front: &OpenApiCache<T, S>, request: Request) -> Response
where
    T: Transport<Tree = Value> + 'static,
    S: AnswerStore,
{
    let has_body = !request.body().is_end_stream();
    // The body is let go of unread: it cannot be shared between threads while the front answers.
    let (parts, _) = request.into_parts();
    let tags = parts.headers.get(header::IF_NONE_MATCH);
    let tags = tags.and_then(|tags| tags.to_str().ok());
    let query = parts.uri.query().unwrap_or_default();
    let asked = Asked::with_method(parts.method.as_str(), parts.uri.path(), query)
        .if_none_match(tags)
        .has_body(has_body);
    front.answer(&asked).await.into_response()
}

/// The response has the [`Served`](super::Served) of the reply among its extensions, for a layer that counts.
impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_GATEWAY);
        let mut response = match self.body.is_empty() {
            true => status.into_response(),
            false => (status, self.body).into_response(),
        };
        for (name, value) in self.headers {
            if let Ok(value) = value.parse() {
                response.headers_mut().insert(name, value);
            }
        }
        response.extensions_mut().insert(self.served);
        response
    }
}
