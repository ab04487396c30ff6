//! The client of a service: a stack of layers over a transport, and one way to ask.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::Value;

use super::call::Call;
use super::desk::Desk;
use super::money::Movement;
use super::received::{Received, Unreadable};
use super::service::{Patience, Place, Refusal, Seen, Service};
use crate::endpoint::{Body, Method, Parameters, Request};
use crate::error::{Error, ErrorKind};
use crate::layer::{Backoff, Retry, Timeout};
use crate::redact::redact;
use crate::transport::{AnswerOf, Failure, Platform, Text, Transport, milliseconds};
use crate::url::{self, push_encoded};

/// What a client may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    base_url: Option<String>,
    timeout: Option<Duration>,
    backoff: Option<Backoff>,
}

impl Options {
    /// The service's own address, time and patience.
    pub fn new() -> Self {
        Self::default()
    }

    /// Another server. Plain `http` only to a loopback host.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`] for any other address.
    pub fn base_url(self, base_url: &str) -> Result<Self, Error> {
        Ok(Self {
            base_url: Some(url::base_url(base_url)?),
            ..self
        })
    }

    /// Time allowed for one call, all of its attempts and waits included.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        Self {
            timeout: Some(timeout),
            ..self
        }
    }

    /// How a call that failed in a retryable way is repeated, in place of the service's own way.
    #[must_use]
    pub fn retry(self, backoff: Backoff) -> Self {
        Self {
            backoff: Some(backoff),
            ..self
        }
    }
}

/// A client of a service.
///
/// Each service has a menu of its own around it; `T` is what carries the requests.
pub struct Client<T: Transport<Tree = Value>, S: Service> {
    service: Arc<S>,
    base_url: String,
    total: Duration,
    stack: Stack<T, S>,
}

/// From the inside: the service's eyes; one deadline for each attempt; what fails is tried again; one
/// deadline for all of it.
type Stack<T, S> = Timeout<Retry<Timeout<Desk<T, S>>>>;

impl<T: Transport<Tree = Value>, S: Service> fmt::Debug for Client<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.service.name())
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// A call, free of its type.
struct Plan<'c> {
    method: Method,
    path: &'static str,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Option<Body>,
    repeatable: bool,
    movement: Option<Movement>,
    secrets: Vec<&'c str>,
    may_be_empty: bool,
    field: Option<&'static str>,
}

impl<T: Transport<Tree = Value>, S: Service> Client<T, S> {
    /// A client over a transport of your own.
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
        let desk = Desk::new(transport, Arc::clone(&service));
        let retry = Retry::new(
            Timeout::new(desk, attempt.min(total)),
            options.backoff.unwrap_or(backoff),
        );
        Self {
            base_url: options
                .base_url
                .unwrap_or_else(|| service.base_url().to_owned()),
            total,
            stack: Timeout::new(retry.schedule(schedule), total),
            service,
        }
    }

    /// What it runs on.
    pub fn platform(&self) -> &T::Platform {
        self.stack.platform()
    }

    /// Whether a call is one that can be asked. Sends nothing.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidArgument`].
    pub fn check<C: Call>(&self, call: &C) -> Result<(), Error> {
        let plan = self.plan(call).map(drop);
        plan.map_err(|error| self.named(error, call.path()))
    }

    /// The one way to ask: sends a call, and reads the answer.
    ///
    /// # Errors
    /// Any [`ErrorKind`]; [`ErrorKind::UnknownOutcome`] only for a call that moves money.
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        let plan = self
            .plan(call)
            .map_err(|error| self.named(error, call.path()))?;
        let request = self.request(&plan);
        let (answer, movement) = self.send(&plan, &request).await?;
        let (http_status, retry_after) = (answer.http_status, answer.retry_after);
        Received::new(*answer, plan.field)
            .and_then(|received| call.read(received))
            .map_err(|Unreadable { path, detail }| {
                let mut error = self.failed(ErrorKind::InvalidResponse, &plan, &request);
                error.code = Some(i64::from(http_status));
                error.retry_after = retry_after;
                error.path = Some(path).filter(|path| !path.is_empty());
                error.detail = Some(detail);
                // What it answered cannot be read, so nobody knows what it did.
                unknown(error, movement)
            })
    }

    fn plan<'c, C: Call>(&self, call: &'c C) -> Result<Plan<'c>, Error> {
        let mut parameters = Parameters::default();
        call.parameters(&mut parameters)?;
        let mut url = self.base_url.clone();
        push_path(&mut url, call.path(), &call.segments())?;
        if let Some(query) = parameters.as_str().strip_prefix('&') {
            url.push('?');
            url.push_str(query);
        }
        let movement = call.moves_money();
        let field = match call.place().unwrap_or(self.service.place()) {
            Place::Root => None,
            Place::Field(name) => Some(name),
        };
        Ok(Plan {
            method: call.method(),
            path: call.path(),
            url,
            headers: call.headers(),
            body: call.body()?,
            repeatable: call.repeatable() && movement.is_none(),
            movement,
            secrets: call.secrets(),
            may_be_empty: call.may_be_empty(),
            field,
        })
    }

    fn request(&self, plan: &Plan<'_>) -> Request {
        let mut request = Request::new(plan.method, plan.url.clone());
        self.service.authorize(&mut request.headers);
        request.headers.extend(plan.headers.iter().cloned());
        request.body = plan.body.clone();
        request.repeatable = plan.repeatable;
        request
    }

    /// A good answer, or the error that there is instead; and the money that may have moved.
    async fn send(
        &self,
        plan: &Plan<'_>,
        request: &Request,
    ) -> Result<(AnswerOf<T>, Option<Movement>), Error> {
        match self.stack_desk().turn(self.total) {
            Ok(wait) if wait.is_zero() => {}
            Ok(wait) => self.platform().sleep(wait).await,
            Err(wait) => {
                let mut error = self.failed(ErrorKind::Quota, plan, request);
                error.retry_after = Some(wait);
                return Err(error);
            }
        }
        let movement = plan.movement.clone().map(|movement| Movement {
            at: milliseconds(self.platform().now()),
            ..movement
        });
        let outcome = self.stack.send(request).await;
        let answer = match outcome {
            Ok(answer) => answer,
            Err(failure) => {
                let (kind, may_have_arrived) = match failure {
                    Failure::Network => (ErrorKind::Network, false),
                    Failure::Lost => (ErrorKind::Network, true),
                    Failure::Timeout => (ErrorKind::Timeout, true),
                    Failure::Quota => (ErrorKind::Quota, false),
                };
                let error = self.failed(kind, plan, request);
                return Err(unknown(error, movement.filter(|_| may_have_arrived)));
            }
        };
        let code = answer.code();
        // A framework that is told to answer with a status and nothing else may write "OK".
        let says_nothing = || matches!(answer.text.to_rust().trim(), "" | "OK");
        if (200..300).contains(&code)
            && (answer.body.is_some() || plan.may_be_empty && says_nothing())
        {
            return Ok((answer, movement));
        }
        let refusal = self.service.refusal(code, &Seen::new(&answer));
        // A plain no leaves everything as it was. Of all else nobody can tell.
        let plain = (400..500).contains(&code) && answer.http_status < 500;
        let refused = plain || refusal.nothing_done;
        let error = self.refused(code, refusal, &answer, plan, request);
        Err(unknown(error, movement.filter(|_| !refused)))
    }

    fn stack_desk(&self) -> &Desk<T, S> {
        self.stack.inner().inner().inner()
    }

    /// The error that an answer is.
    fn refused(
        &self,
        code: i64,
        refusal: Refusal,
        answer: &AnswerOf<T>,
        plan: &Plan<'_>,
        request: &Request,
    ) -> Error {
        // An answer that calls itself a success is here because it cannot be read.
        let unreadable = (200..300).contains(&code);
        let kind = match (unreadable, refusal.kind) {
            (true, _) => ErrorKind::InvalidResponse,
            (false, Some(kind)) => kind,
            (false, None) => match code {
                402 => ErrorKind::PaymentRequired,
                409 => ErrorKind::Conflict,
                code => ErrorKind::from_code(code),
            },
        };
        let mut secrets = self.service.secrets();
        secrets.extend(&plan.secrets);
        let shown = |text: String| {
            let text = redact(text.trim(), &secrets);
            Some(text).filter(|text| !text.is_empty())
        };
        let mut error = self.failed(kind, plan, request);
        error.code = Some(code);
        error.status = refusal.status.and_then(shown);
        error.server_code = refusal.server_code.and_then(shown);
        error.path = refusal.path.and_then(shown);
        error.retry_after = answer.retry_after.or(refusal.retry_after);
        error.detail = unreadable.then_some("bukan JSON yang utuh");
        error
    }

    /// An error of this call, once it was sent.
    fn failed(&self, kind: ErrorKind, plan: &Plan<'_>, request: &Request) -> Error {
        let mut error = self.named(Error::new(kind), plan.path);
        error.attempts = request.attempts.load(Ordering::Relaxed);
        error
    }

    pub(super) fn named(&self, error: Error, path: &'static str) -> Error {
        let mut error = error.at(path);
        error.service = Some(self.service.name());
        error
    }
}

/// The error, or the one that says that money may have moved.
fn unknown(mut error: Error, movement: Option<Movement>) -> Error {
    if let Some(movement) = movement {
        error.kind = ErrorKind::UnknownOutcome;
        error.movement = Some(Box::new(movement));
    }
    error
}

const SEGMENT: &str = "bagian alamat tidak boleh kosong, \".\" atau \"..\"";

/// Appends a path with the values in place of its braces.
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
