//! `[open_api]`: the front of the Open API, as a part of the relay.

use std::sync::Arc;

use axum::Router;
use bukaolshop::Error;
use bukaolshop::server::open_api_cache::{self, AnswerStore, Builder, SqliteAnswers, Status};
use bukaolshop::transport::native::Native;
use tracing::warn;

use crate::config::{Mistakes, OpenApi};

/// The front's routes, and how it tells what it has used.
pub(crate) struct Front<S> {
    pub(crate) routes: Router<S>,
    pub(crate) status: Arc<dyn Fn() -> Status + Send + Sync>,
}

/// Opens the front of a configuration.
///
/// # Errors
/// What it refuses of the configuration.
pub(crate) fn open<S: Clone + Send + Sync + 'static>(
    file: &str,
    config: &OpenApi,
) -> Result<Front<S>, Mistakes> {
    let line = config.token.line;
    let refused = |error: Error| Mistakes::one(file, Some(line), error.message());
    let mut builder = open_api_cache::open_api_cache(config.token.value.reveal())
        .map_err(refused)?
        .daily_limit(Some(config.daily_limit))
        .on_warning(|sentence| warn!("open_api: {sentence}"));
    if let Some(base_url) = &config.base_url {
        builder = builder.base_url(base_url).map_err(refused)?;
    }
    let Some(path) = &config.store else {
        return serve(file, builder);
    };
    let answers = SqliteAnswers::open(&path.value).map_err(|error| {
        let text = format!("open_api.store tidak bisa dibuka: {error}");
        Mistakes::one(file, Some(path.line), text)
    })?;
    serve(file, builder.store(answers))
}

fn serve<S, A>(file: &str, builder: Builder<A>) -> Result<Front<S>, Mistakes>
where
    S: Clone + Send + Sync + 'static,
    A: AnswerStore + 'static,
{
    let transport = Native::new()
        .map_err(|_| Mistakes::one(file, None, "TLS di komputer ini tidak bisa disiapkan"))?;
    let front = builder.build(transport);
    let told = front.clone();
    Ok(Front {
        routes: open_api_cache::axum::router(front),
        status: Arc::new(move || told.status()),
    })
}
