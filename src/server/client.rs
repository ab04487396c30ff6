//! The client of a service: it turns a [`Call`] into a request, sends the request through the layers, and
//! reads the answer.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::Value;

use super::call::Call;
use super::fate::{Pending, Progress};
use super::money::{Movement, Sent};
use super::observer::{RequestObserver, SharedObserver};
use super::received::{Received, Unreadable};
use super::secret::SHORTEST;
use super::service::{DataLocation, Patience, Refusal, ResponseView, Service};
use super::service_layer::ServiceLayer;
use crate::endpoint::{Parameters, Request};
use crate::error::{Error, ErrorKind};
use crate::layer::{Backoff, Retry, Timeout, next_midnight};
use crate::redact::redact;
use crate::transport::{AnswerOf, Failure, Platform, Text, Transport, milliseconds};
use crate::url::{self, push_encoded};

/// What a program can choose for a client of a service: the base address, the deadline, the retries, its name, and who is
/// told of each request. What is not chosen, the service decides.
///
/// ```
/// use std::time::Duration;
///
/// use bukaolshop::layer::Backoff;
/// use bukaolshop::server::Options;
///
/// let options = Options::new()
///     .base_url("https://gateway.example/bukaolshop/v1")?
///     .timeout(Duration::from_secs(10))
///     .retry(Backoff::NEVER)
///     .user_agent("toko-budi/2.3")?;
/// # Ok::<(), bukaolshop::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Options {
    base_url: Option<String>,
    timeout: Option<Duration>,
    backoff: Option<Backoff>,
    user_agent: Option<String>,
    observer: Option<SharedObserver>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("base_url", &self.base_url)
            .field("timeout", &self.timeout)
            .field("backoff", &self.backoff)
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}

/// How every request names this library.
const USER_AGENT: &str = concat!("bukaolshop/", env!("CARGO_PKG_VERSION"));

impl Options {
    /// No choices: the service's own base address, deadlines and retries apply.
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the service's base address. Plain `http` is allowed only to a loopback host. Default: the address that the
    /// service's documentation names, or that its client was given.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] for any other address.
    pub fn base_url(self, base_url: &str) -> Result<Self, Error> {
        Ok(Self {
            base_url: Some(url::base_url(base_url)?),
            ..self
        })
    }

    /// Sets the deadline of one call, all of its attempts and the waits between them included. Default: the service's
    /// ([`Patience::total`](super::Patience::total)), which is 30 seconds unless the service says otherwise.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self {
            timeout: Some(timeout),
            ..self
        }
    }

    /// Sets how often and after which waits a call is repeated whose error [may pass](Error::is_retryable). A call that
    /// changes something is not repeated all the same. Default: the service's rule
    /// ([`Patience::backoff`](super::Patience::backoff), [`Patience::schedule`](super::Patience::schedule)).
    #[must_use]
    pub fn retry(self, backoff: Backoff) -> Self {
        Self {
            backoff: Some(backoff),
            ..self
        }
    }

    /// Adds the shop's own name to the `User-Agent` of each request, which begins with the library's:
    /// `bukaolshop/0.1.0 toko-budi/2.3`. Default: the library's name only.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] for a name that is empty or that a header cannot carry.
    pub fn user_agent(self, name: &str) -> Result<Self, Error> {
        let name = name.trim();
        let is_plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        if name.is_empty() || !name.bytes().all(is_plain) {
            return Err(Error::argument(
                "userAgent harus teks biasa (huruf, angka, tanda baca), misalnya toko-budi/2.3",
            ));
        }
        Ok(Self {
            user_agent: Some(name.to_owned()),
            ..self
        })
    }

    /// Sets who is told of each request when it has ended, repeated requests included. Default: nobody. A function is an
    /// observer, too: `options.on_request(|event: &RequestEvent| …)`.
    #[must_use]
    pub fn on_request(self, observer: impl RequestObserver + 'static) -> Self {
        Self {
            observer: Some(Arc::new(observer)),
            ..self
        }
    }
}

/// A client of one service.
///
/// Each service wraps this client in one with a method for each endpoint, for example
/// [`ClosedApi`](super::closed_api::ClosedApi). `T` is the transport that carries the requests.
pub struct Client<T: Transport<Tree = Value>, S: Service> {
    service: Arc<S>,
    base_url: String,
    user_agent: String,
    total: Duration,
    stack: Stack<T, S>,
}

/// The layers around the transport, from the inside out: [`ServiceLayer`] gives each answer its code and
/// paces the requests; [`Timeout`] is the deadline of one attempt; [`Retry`] repeats failed attempts; the
/// outer [`Timeout`] is the deadline of the whole call.
type Stack<T, S> = Timeout<Retry<Timeout<ServiceLayer<T, S>>>>;

impl<T: Transport<Tree = Value>, S: Service> fmt::Debug for Client<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.service.name())
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// A change that a call makes, from which an error of an unknown outcome is made.
#[derive(Clone)]
struct Change {
    sent: Sent,
    movement: Option<Movement>,
}

/// A call that is ready to be sent, without the type of its answer.
struct PreparedCall<'c> {
    /// The path as errors name it, with braces.
    path: &'static str,
    request: Request,
    /// What the call changes; `None` for a call that only reads.
    change: Option<Change>,
    secrets: Vec<&'c str>,
    may_be_empty: bool,
    /// The field of the body that holds the data; `None` where the whole body is the data.
    field: Option<&'static str>,
}

impl<T: Transport<Tree = Value>, S: Service> Client<T, S> {
    /// A client of `service` that sends its requests through `transport`.
    pub fn with_transport(service: S, options: Options, transport: T) -> Self {
        let service = Arc::new(service);
        let Patience {
            attempt,
            total,
            backoff,
            schedule,
        } = service.patience();
        let schedule = schedule.filter(|_| options.backoff.is_none());
        let total = options.timeout.unwrap_or(total);
        let layer = ServiceLayer::new(transport, Arc::clone(&service), options.observer);
        let retry = Retry::new(
            Timeout::new(layer, attempt.min(total)),
            options.backoff.unwrap_or(backoff),
        );
        Self {
            base_url: options
                .base_url
                .unwrap_or_else(|| service.base_url().to_owned()),
            user_agent: match options.user_agent {
                Some(name) => format!("{USER_AGENT} {name}"),
                None => USER_AGENT.to_owned(),
            },
            total,
            stack: Timeout::new(retry.schedule(schedule), total),
            service,
        }
    }

    /// The platform of the transport: its clock, its timer and its random numbers.
    pub fn platform(&self) -> &T::Platform {
        self.stack.platform()
    }

    /// How long a call may take at most: all of its attempts and the waits between them.
    pub fn longest(&self) -> Duration {
        self.total
    }

    /// Checks the path, the query and the body of a call, without sending anything.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] for a call that could not be sent.
    pub fn check<C: Call>(&self, call: &C) -> Result<(), Error> {
        self.prepare(call).map(drop)
    }

    /// Sends a call and reads its answer.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; [`ErrorKind::UnknownOutcome`] only for a call that changes something.
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        let prepared = self.prepare(call)?;
        let sent = self.send(&prepared).await;
        let (answer, change) = sent.map_err(|mut error| {
            call.explain(&mut error);
            error
        })?;
        let (http_status, retry_after) = (answer.http_status, answer.retry_after);
        Received::new(*answer, prepared.field)
            .and_then(|received| call.read(received))
            .map_err(|Unreadable { path, detail }| {
                let mut error = self.failed(ErrorKind::InvalidResponse, &prepared);
                error.code = Some(i64::from(http_status));
                error.retry_after = retry_after;
                error.path = Some(path).filter(|path| !path.is_empty());
                error.detail = Some(detail);
                // An answer that cannot be read does not say what was done.
                unknown_outcome(error, change)
            })
    }

    fn prepare<'c, C: Call>(&self, call: &'c C) -> Result<PreparedCall<'c>, Error> {
        self.try_prepare(call)
            .map_err(|error| self.named(error, call.path()))
    }

    fn try_prepare<'c, C: Call>(&self, call: &'c C) -> Result<PreparedCall<'c>, Error> {
        let mut parameters = Parameters::default();
        call.parameters(&mut parameters)?;
        let mut url = self.base_url.clone();
        push_path(&mut url, call.path(), &call.segments())?;
        if let Some(query) = parameters.as_str().strip_prefix('&') {
            url.push('?');
            url.push_str(query);
        }
        let movement = call.moves_money();
        let repeatable = call.repeatable() && movement.is_none();
        let change = (movement.is_some() || call.changes()).then(|| Change {
            sent: Sent {
                at: 0,
                look: call.look(),
                repeatable,
            },
            movement,
        });
        let mut request = Request::new(call.method(), url);
        request.fate.path = call.path();
        (request.headers).push(("user-agent", self.user_agent.clone()));
        self.service.authorize(&mut request.headers);
        request.headers.extend(call.headers());
        request.body = call.body()?;
        request.repeatable = repeatable;
        let location = call.data_location();
        Ok(PreparedCall {
            path: call.path(),
            request,
            change,
            secrets: call.secrets(),
            may_be_empty: call.may_be_empty(),
            field: match location.unwrap_or(self.service.data_location()) {
                DataLocation::Root => None,
                DataLocation::Field(name) => Some(name),
            },
        })
    }

    /// Sends a prepared call. Returns a successful answer, and the change that the call has made if the
    /// answer can be read; any other answer becomes an error.
    async fn send(&self, call: &PreparedCall<'_>) -> Result<(AnswerOf<T>, Option<Change>), Error> {
        match self.service_layer().reserve_slot(self.total) {
            Ok(wait) if wait.is_zero() => {}
            Ok(wait) => self.platform().sleep(wait).await,
            Err(wait) => {
                let mut error = self.failed(ErrorKind::Quota, call);
                error.retry_after = Some(wait);
                return Err(error);
            }
        }
        let change = call.change.clone().map(|mut change| {
            change.sent.at = milliseconds(self.platform().now());
            if let Some(movement) = &mut change.movement {
                movement.at = change.sent.at;
            }
            change
        });
        let progress = Progress::current();
        progress.note(change.clone().map(|change| Pending {
            service: self.service.name(),
            path: call.path,
            sent: change.sent,
            movement: change.movement,
        }));
        let outcome = self.stack.send(&call.request).await;
        progress.note(None);
        let fate = &call.request.fate;
        let answer = match outcome {
            Ok(answer) => answer,
            Err(failure) => return Err(self.unanswered(failure, change, call)),
        };
        let code = answer.code();
        // Some frameworks write "OK" as the body when a handler sets a status and nothing else.
        let has_no_body = || matches!(answer.text.to_rust().trim(), "" | "OK");
        if (200..300).contains(&code)
            && (answer.body.is_some() || call.may_be_empty && has_no_body())
        {
            return Ok((answer, change));
        }
        let mut view = ResponseView::new(&answer);
        view.moves_money = (call.change.as_ref()).is_some_and(|change| change.movement.is_some());
        let refusal = self.service.refusal(code, &view);
        // An earlier attempt may have been carried out before this one was refused.
        let was_only_attempt = call.request.attempts.load(Ordering::Relaxed) <= 1;
        let may_be_done = fate.may_be_done() && !(refusal.nothing_done && was_only_attempt);
        let error = self.refused(code, refusal, &answer, call);
        Err(unknown_outcome(error, change.filter(|_| may_be_done)))
    }

    /// The error for a call without an answer.
    fn unanswered(
        &self,
        failure: Failure,
        change: Option<Change>,
        call: &PreparedCall<'_>,
    ) -> Error {
        let fate = &call.request.fate;
        let mut error = self.failed(
            match failure {
                Failure::Network | Failure::Lost => ErrorKind::Network,
                Failure::Timeout => ErrorKind::Timeout,
                Failure::Quota => ErrorKind::Quota,
            },
            call,
        );
        if failure == Failure::Timeout
            && let Some((code, retry_after)) = fate.refused()
        {
            // The deadline has cut the wait after a refusal, which says more than the deadline.
            error.kind = ErrorKind::from_code(code);
            error.code = Some(code);
            error.retry_after = retry_after;
        }
        if failure == Failure::Quota
            && let Some((_, retry_after)) = fate.refused()
        {
            error.retry_after = retry_after;
        }
        unknown_outcome(error, change.filter(|_| fate.may_be_done()))
    }

    fn service_layer(&self) -> &ServiceLayer<T, S> {
        self.stack.inner().inner().inner()
    }

    /// The error for an answer with this code, which reports this refusal.
    fn refused(
        &self,
        code: i64,
        refusal: Refusal,
        answer: &AnswerOf<T>,
        call: &PreparedCall<'_>,
    ) -> Error {
        // A code from 200 to 299 comes here only with a body that is not JSON.
        let is_not_json = (200..300).contains(&code);
        let kind = match (is_not_json, refusal.kind) {
            (true, _) => ErrorKind::InvalidResponse,
            (false, Some(kind)) => kind,
            (false, None) => match code {
                402 => ErrorKind::PaymentRequired,
                409 => ErrorKind::Conflict,
                code => ErrorKind::from_code(code),
            },
        };
        let mut secrets = self.service.secrets();
        secrets.extend(&call.secrets);
        // Masking a text of one or two letters would change the ordinary words of the message.
        secrets.retain(|secret| secret.trim().len() >= SHORTEST);
        let masked = |text: String| {
            let text = redact(text.trim(), &secrets);
            Some(text).filter(|text| !text.is_empty())
        };
        let mut error = self.failed(kind, call);
        error.code = Some(code);
        error.status = refusal.status.and_then(masked);
        error.server_code = refusal.server_code.and_then(masked);
        error.path = refusal.path.and_then(masked);
        let until_midnight = || {
            let now = self.platform().now();
            next_midnight(now).saturating_sub(now)
        };
        error.retry_after = answer
            .retry_after
            .or(refusal.retry_after)
            .or_else(|| refusal.is_day_used_up.then(until_midnight));
        error.detail = is_not_json.then_some("bukan JSON yang utuh");
        error
    }

    /// An error of a prepared call, with the number of attempts that were made.
    fn failed(&self, kind: ErrorKind, call: &PreparedCall<'_>) -> Error {
        let mut error = self.named(Error::new(kind), call.path);
        error.attempts = call.request.attempts.load(Ordering::Relaxed);
        error
    }

    /// Adds the endpoint's path and the service's name to an error.
    pub(super) fn named(&self, error: Error, path: &'static str) -> Error {
        let mut error = error.at(path);
        error.service = Some(self.service.name());
        error
    }
}

/// Turns an error into [`ErrorKind::UnknownOutcome`] if a change may have been made; `change` is `None`
/// where nothing can have been.
fn unknown_outcome(mut error: Error, change: Option<Change>) -> Error {
    if let Some(Change { sent, movement }) = change {
        error.kind = ErrorKind::UnknownOutcome;
        error.sent = Some(Box::new(sent));
        error.movement = movement.map(Box::new);
    }
    error
}

const SEGMENT: &str = "bagian alamat tidak boleh kosong, \".\" atau \"..\"";

/// Appends a path to an address, with the values in the place of its braces.
fn push_path(url: &mut String, path: &str, values: &[String]) -> Result<(), Error> {
    let mut values = values.iter();
    let mut rest = path;
    while let Some((before, behind)) = rest.split_once('{') {
        let (_, after) = behind.split_once('}').unwrap_or((behind, ""));
        url.push_str(before);
        let value = values.next().map(|value| value.trim());
        match value {
            Some("" | "." | "..") | None => return Err(Error::argument(SEGMENT)),
            Some(value) => push_encoded(url, value),
        }
        rest = after;
    }
    url.push_str(rest);
    Ok(())
}
