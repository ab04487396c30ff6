//! What all services' clients do alike, with a service that is none.
#![cfg(feature = "server")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support;
use bukaolshop::layer::Backoff;
use bukaolshop::server::{
    Call, Client, DataLocation, Direction, Member, Movement, Options, Patience, Received, Refusal,
    RequestEvent, RequestPacing, ResponseView, Secret, Service, Unreadable,
};
use bukaolshop::{Body, Error, ErrorKind, Method, Parameters};
use serde_json::{Value, json};
use support::{Reply, World};

const KEY: &str = "kunci+rahasia/123";

/// Bearer, `{data}`, errors `{error: {code, message}}`.
struct Kios {
    key: Secret,
    patience: Patience,
    place: DataLocation,
}

impl Kios {
    fn new() -> Self {
        Self {
            key: Secret::key(KEY, "").expect("a key"),
            patience: Patience::default(),
            place: DataLocation::Field("data"),
        }
    }

    fn client(self, world: &World) -> Client<World, Self> {
        Client::with_transport(self, Options::new(), world.clone())
    }
}

impl Service for Kios {
    fn name(&self) -> &'static str {
        "Kios"
    }

    fn base_url(&self) -> &str {
        "https://kios.id/v1"
    }

    fn authorize(&self, headers: &mut Vec<(&'static str, String)>) {
        headers.push(("authorization", format!("Bearer {}", self.key.reveal())));
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.key.reveal()]
    }

    fn data_location(&self) -> DataLocation {
        self.place
    }

    /// The body's, where it has one: a gateway in front of the service may send another HTTP status.
    fn code(&self, answer: &ResponseView<'_>) -> i64 {
        let in_body = answer.body.get("code").and_then(Value::as_i64);
        in_body.unwrap_or(i64::from(answer.http_status))
    }

    fn refusal(&self, _: i64, answer: &ResponseView<'_>) -> Refusal {
        let text = |name| Some(answer.body.get("error")?.get(name)?.as_str()?.to_owned());
        Refusal {
            status: text("message"),
            server_code: text("code"),
            ..Refusal::default()
        }
    }

    fn patience(&self) -> Patience {
        self.patience
    }

    fn request_pacing(&self, answer: &ResponseView<'_>, now: Duration) -> Option<RequestPacing> {
        let left = answer.header_number("x-ratelimit-remaining")?;
        let until = Duration::from_secs(answer.header_number("x-ratelimit-reset")?);
        (left == 0).then(|| RequestPacing {
            gap: until.saturating_sub(now),
            until,
        })
    }
}

#[derive(Clone)]
struct Pesan {
    method: Method,
    id: &'static str,
    empty: bool,
    repeatable: bool,
    pays: bool,
}

const PESAN: Pesan = Pesan {
    method: Method::Post,
    id: "A 1/2",
    empty: false,
    repeatable: false,
    pays: false,
};
const READS: Pesan = Pesan {
    method: Method::Get,
    repeatable: true,
    ..PESAN
};
const PAYS: Pesan = Pesan {
    pays: true,
    ..PESAN
};

impl Call for Pesan {
    type Answer = Value;

    fn method(&self) -> Method {
        self.method
    }

    fn path(&self) -> &'static str {
        "/pesan/{id}/kirim"
    }

    fn segments(&self) -> Vec<String> {
        vec![self.id.to_owned()]
    }

    fn parameters(&self, parameters: &mut Parameters) -> Result<(), Error> {
        parameters.text("q", "a&b");
        Ok(())
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        match self.method {
            Method::Get => Ok(None),
            Method::Post => {
                let mut fields = Parameters::default();
                fields.text("catatan", "dua & tiga=3");
                fields.number("jumlah", 5);
                Ok(Some(Body::form(&fields)))
            }
            _ => Body::json(&json!({"catatan": "x"})).map(Some),
        }
    }

    fn repeatable(&self) -> bool {
        self.repeatable
    }

    fn moves_money(&self) -> Option<Movement> {
        self.pays.then(|| Movement {
            member: Some(Member::id("130173")),
            amount: Some(5000),
            ..Movement::new(Direction::Tambah)
        })
    }

    fn secrets(&self) -> Vec<&str> {
        vec!["471100"]
    }

    fn may_be_empty(&self) -> bool {
        self.empty
    }

    fn read(&self, received: Received) -> Result<Value, Unreadable> {
        received.plain()
    }
}

/// Asks once; what was answered, and how often it was sent.
fn ask(call: &Pesan, script: Vec<Reply>) -> (Result<Value, Error>, usize) {
    let world = World::scripted(script);
    let client = Kios::new().client(&world);
    let answer = world.run(client.ask(call));
    (answer, world.sent().len())
}

fn kind(call: &Pesan, reply: Reply) -> (ErrorKind, bool) {
    let (answer, sent) = ask(call, vec![reply]);
    assert_eq!(sent, 1, "sent once");
    let error = answer.expect_err("an error");
    let is_unknown = error.kind == ErrorKind::UnknownOutcome;
    assert_eq!(error.movement.is_some(), is_unknown && call.pays);
    assert_eq!(error.sent.is_some(), is_unknown);
    (error.kind, error.movement.is_some())
}

#[test]
fn a_call_carries_its_key_its_query_and_its_body() {
    let world = World::scripted([
        Reply::ok(&json!({"data": {"id": 7}})),
        Reply::ok(&json!({"data": null})),
    ]);
    let client = Kios::new().client(&world);
    let answer = world.run(client.ask(&PESAN)).expect("an answer");
    assert_eq!(answer, json!({"id": 7}));
    let deleting = Pesan {
        method: Method::Delete,
        ..PESAN
    };
    world.run(client.ask(&deleting)).expect("an answer");
    let [posted, deleted] = &world.sent()[..] else {
        panic!("two requests")
    };
    assert_eq!(posted.method, Method::Post);
    assert_eq!(
        posted.url,
        "https://kios.id/v1/pesan/A%201%2F2/kirim?q=a%26b"
    );
    assert_eq!(
        posted.header("authorization"),
        Some("Bearer kunci+rahasia/123")
    );
    let form = Body::Form("catatan=dua%20%26%20tiga%3D3&jumlah=5".to_owned());
    assert_eq!(posted.body, Some(form));
    assert_eq!(
        deleted.body,
        Some(Body::Json(r#"{"catatan":"x"}"#.to_owned()))
    );
}

#[test]
fn a_value_that_would_lead_elsewhere_is_refused_before_anything_is_sent() {
    for id in ["", " ", ".", ".."] {
        let (answer, sent) = ask(&Pesan { id, ..PESAN }, vec![]);
        assert_eq!(answer.expect_err(id).kind, ErrorKind::InvalidArgument);
        assert_eq!(sent, 0);
    }
}

#[test]
fn only_what_may_be_repeated_is() {
    let busy = || {
        vec![
            Reply::error(503),
            Reply::cut(),
            Reply::ok(&json!({"data": 1})),
        ]
    };
    assert_eq!(ask(&READS, busy()).1, 3);
    assert_eq!(ask(&PESAN, busy()).1, 1);
    let put = Pesan {
        method: Method::Put,
        repeatable: true,
        ..PESAN
    };
    assert_eq!(ask(&put, busy()).1, 3);
    // Whatever it says of itself.
    let pays = Pesan {
        repeatable: true,
        ..PAYS
    };
    let (answer, sent) = ask(&pays, busy());
    assert_eq!(
        (answer.expect_err("it fails").kind, sent),
        (ErrorKind::UnknownOutcome, 1)
    );
}

#[test]
fn nobody_knows_what_became_of_money_whose_answer_is_lost() {
    let replies = [
        Reply::cut(),
        Reply::never(),
        Reply::error(500),
        Reply::error(503),
        Reply::error(302),
        Reply::bytes(200, "<html>"),
        Reply::bytes(200, ""),
        Reply::ok(&json!({"jumlah": 5})),
        Reply::json(502, &json!({"code": 400})),
    ];
    for reply in replies {
        let shown = format!("{reply:?}");
        assert_eq!(
            kind(&PAYS, reply),
            (ErrorKind::UnknownOutcome, true),
            "{shown}"
        );
    }
}

#[test]
fn money_that_was_refused_or_never_sent_has_not_moved() {
    assert_eq!(kind(&PAYS, Reply::lost()).0, ErrorKind::Network);
    assert_eq!(kind(&PAYS, Reply::error(400)).0, ErrorKind::BadRequest);
    assert_eq!(kind(&PAYS, Reply::error(402)).0, ErrorKind::PaymentRequired);
    assert_eq!(kind(&PAYS, Reply::error(403)).0, ErrorKind::Forbidden);
    assert_eq!(kind(&PAYS, Reply::error(409)).0, ErrorKind::Conflict);
    assert_eq!(kind(&PAYS, Reply::error(429)).0, ErrorKind::RateLimited);
}

#[test]
fn an_unknown_outcome_tells_whose_money_how_much_and_when() {
    let (answer, _) = ask(&PAYS, vec![Reply::cut()]);
    let error = answer.expect_err("it is lost");
    assert!(!error.is_retryable());
    let movement = error.movement.clone().expect("a movement");
    assert_eq!(movement.member, Some(Member::id("130173")));
    assert_eq!(
        (movement.amount, movement.at),
        (Some(5000), 1_705_294_800_000)
    );
    assert!(!format!("{error:?}").contains("130173"));
    assert!(error.to_string().contains("Jangan ulangi"));
}

#[test]
fn other_changes_are_unknown_in_the_same_cases_and_reading_never_is() {
    for reply in [
        Reply::cut(),
        Reply::never(),
        Reply::error(500),
        Reply::error(503),
        Reply::bytes(200, "<html>"),
        Reply::ok(&json!({"hasil": 1})),
    ] {
        assert_eq!(kind(&PESAN, reply).0, ErrorKind::UnknownOutcome);
    }
    // What was never sent, and what was refused.
    assert_eq!(kind(&PESAN, Reply::lost()).0, ErrorKind::Network);
    assert_eq!(kind(&PESAN, Reply::error(422)).0, ErrorKind::BadRequest);
    assert_eq!(kind(&PESAN, Reply::error(409)).0, ErrorKind::Conflict);
    let reads = |reply| {
        ask(
            &Pesan {
                repeatable: false,
                ..READS
            },
            vec![reply],
        )
        .0
    };
    let kind = |reply| reads(reply).expect_err("an error").kind;
    assert_eq!(kind(Reply::cut()), ErrorKind::Network);
    assert_eq!(kind(Reply::never()), ErrorKind::Timeout);
    assert_eq!(kind(Reply::error(500)), ErrorKind::Server);
}

#[test]
fn what_an_earlier_attempt_may_have_done_a_later_one_does_not_undo() {
    let again = Pesan {
        repeatable: true,
        ..PESAN
    };
    for last in [Reply::lost(), Reply::error(409), Reply::error(401)] {
        let (answer, _) = ask(&again, vec![Reply::cut(), Reply::error(500), last]);
        let error = answer.expect_err("an error");
        assert_eq!(error.kind, ErrorKind::UnknownOutcome, "{error}");
        assert!(error.sent.as_deref().is_some_and(|sent| sent.repeatable));
    }
    let lost = vec![Reply::lost(), Reply::lost(), Reply::lost()];
    let error = ask(&again, lost).0.expect_err("it never left");
    assert_eq!(
        (error.kind, error.is_retryable()),
        (ErrorKind::Network, true)
    );
}

#[test]
fn a_deadline_that_cuts_the_wait_after_a_refusal_says_what_was_refused() {
    let kios = || Kios {
        patience: Patience {
            total: Duration::from_secs(5),
            backoff: Backoff {
                max_delay: Duration::from_secs(60),
                ..Backoff::default()
            },
            ..Patience::default()
        },
        ..Kios::new()
    };
    for call in [READS, PESAN] {
        let world = World::scripted([Reply::error(429).retry_after(30)]);
        let call = Pesan {
            repeatable: true,
            ..call
        };
        let error = world.run(kios().client(&world).ask(&call));
        let error = error.expect_err("it is refused");
        assert_eq!(error.kind, ErrorKind::RateLimited);
        assert_eq!(error.retry_after, Some(Duration::from_secs(30)));
    }
}

#[test]
fn requests_name_the_library_and_the_shop_and_the_program_is_told_of_each() {
    type Seen = (&'static str, &'static str, Option<i64>, u64);
    let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
    let told = Arc::clone(&seen);
    let world = World::scripted([
        Reply::error(503),
        Reply::ok(&json!({"data": 1})).after(2_000),
    ]);
    let options = Options::new()
        .user_agent("toko-budi/2.3")
        .expect("a name")
        .on_request(move |event: &RequestEvent| {
            assert!(!format!("{event:?}").contains("A 1/2"));
            let seconds = event.elapsed.as_secs();
            let seen = (event.method.name(), event.path, event.status, seconds);
            told.lock().expect("no panic").push(seen);
        });
    let client = Client::with_transport(Kios::new(), options, world.clone());
    world.run(client.ask(&READS)).expect("an answer");
    let path = "/pesan/{id}/kirim";
    let expected = [("GET", path, Some(503), 0), ("GET", path, Some(200), 2)];
    assert_eq!(*seen.lock().expect("no panic"), expected);
    for sent in world.sent() {
        let agent = sent.header("user-agent").expect("a name");
        assert!(agent.starts_with("bukaolshop/") && agent.ends_with(" toko-budi/2.3"));
    }
    for bad in ["", "  ", "toko\nbudi", "toko\u{e9}"] {
        Options::new().user_agent(bad).expect_err("it is refused");
    }
}

#[test]
fn an_errors_words_are_the_services_without_any_secret() {
    let echo = format!("kunci {KEY} dan pin 471100 salah");
    let body = json!({"error": {"code": "UNAUTHORIZED", "message": echo, "status": 401}});
    let (answer, _) = ask(&PESAN, vec![Reply::json(401, &body)]);
    let error = answer.expect_err("refused");
    assert_eq!(error.server_code.as_deref(), Some("UNAUTHORIZED"));
    assert_eq!(error.status.as_deref(), Some("kunci *** dan pin *** salah"));
    assert_eq!(error.endpoint, Some("/pesan/{id}/kirim"));
    assert!(error.to_string().starts_with("API key ditolak. "));
    let shown = format!("{error:?} {error}");
    assert!(!shown.contains(KEY) && !shown.contains("471100"));
}

#[test]
fn the_key_is_in_no_debug_output() {
    let world = World::scripted([]);
    let client = Kios::new().client(&world);
    let shown = format!("{client:?} {:?}", Secret::new(KEY));
    assert!(!shown.contains(KEY), "{shown}");
}

#[test]
fn an_empty_answer_is_one_where_the_call_says_so() {
    let empty = Pesan {
        empty: true,
        ..PESAN
    };
    let world = World::scripted([Reply::bytes(202, " \n")]);
    let kios = Kios {
        place: DataLocation::Root,
        ..Kios::new()
    };
    let answer = world.run(kios.client(&world).ask(&empty));
    assert_eq!(answer.expect("an answer"), Value::Null);
}

#[test]
fn an_answer_elsewhere_is_named_by_its_place() {
    let (answer, _) = ask(&READS, vec![Reply::ok(&json!({"hasil": 1}))]);
    let error = answer.expect_err("no data");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    assert_eq!(error.path.as_deref(), Some("data"));
}

#[test]
fn a_schedule_of_its_own_says_when_to_try_again_and_repeats_timeouts_too() {
    const WAITS: &[Duration] = &[
        Duration::from_secs(1),
        Duration::from_secs(5),
        Duration::from_secs(30),
    ];
    let world = World::scripted([
        Reply::error(500),
        Reply::never(),
        Reply::cut(),
        Reply::ok(&json!({"data": 1})),
    ]);
    let kios = Kios {
        patience: Patience {
            attempt: Duration::from_secs(30),
            total: Duration::from_secs(200),
            backoff: Backoff {
                attempts: 4,
                ..Backoff::default()
            },
            schedule: Some(WAITS),
        },
        ..Kios::new()
    };
    let put = Pesan {
        repeatable: true,
        ..PESAN
    };
    world.run(kios.client(&world).ask(&put)).expect("an answer");
    let at: Vec<_> = world.sent().iter().map(|sent| sent.at.as_secs()).collect();
    assert_eq!(at, [0, 1, 1 + 30 + 5, 36 + 30]);
}

#[test]
fn headers_slow_the_client_down_before_it_is_refused() {
    let reset = 1_705_294_800 + 20;
    let last = Reply::ok(&json!({"data": 1}))
        .header("x-ratelimit-remaining", 0)
        .header("x-ratelimit-reset", reset);
    let world = World::scripted([last, Reply::ok(&json!({"data": 2}))]);
    let client = Kios::new().client(&world);
    world.run(async {
        client.ask(&READS).await.expect("an answer");
        client.ask(&PAYS).await.expect("an answer");
    });
    let at: Vec<_> = world.sent().iter().map(|sent| sent.at.as_secs()).collect();
    assert_eq!(at, [0, 20]);
}

#[test]
fn a_wait_beyond_the_deadline_is_refused_at_once_and_nothing_is_sent() {
    let reset = 1_705_294_800 + 3600;
    let last = Reply::ok(&json!({"data": 1}))
        .header("x-ratelimit-remaining", 0)
        .header("x-ratelimit-reset", reset);
    let world = World::scripted([last]);
    let client = Kios::new().client(&world);
    let error = world.run(async {
        client.ask(&READS).await.expect("an answer");
        client.ask(&PAYS).await.expect_err("an hour is too long")
    });
    assert_eq!(error.kind, ErrorKind::Quota);
    assert_eq!(error.retry_after, Some(Duration::from_secs(3600)));
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn calls_can_be_spawned() {
    fn sendable<F: Send>(_: F) {}
    let world = World::scripted([]);
    let client = Kios::new().client(&world);
    sendable(client.ask(&PESAN));
}

#[test]
fn a_key_that_no_header_can_hold_is_refused() {
    for key in [
        "",
        "  ",
        "kunci saya",
        "kunci\nsaya",
        "kuncié",
        "k",
        "abc",
        " abc ",
    ] {
        let error = Secret::key(key, "API key harus diisi").expect_err(key);
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
    assert_eq!(Secret::key(" abcd ", "").expect("a key").reveal(), "abcd");
}
