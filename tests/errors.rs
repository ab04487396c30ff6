//! What a caller learns when something goes wrong, and what nobody ever learns from it.

use std::time::Duration;

use crate::support;
use bukaolshop::layer::Backoff;
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::{Client, Error, ErrorKind, Identity, Options, PageQuery};
use serde_json::{Value, json};
use support::endpoints::{self, documented};
use support::{ID_USER, Reply, TOKEN, TOKEN_USER, World, client, options};

/// Code, kind, whether trying again can help, and a piece of the advice.
const CODES: &[(u16, ErrorKind, bool, &str)] = &[
    (400, ErrorKind::BadRequest, false, "Periksa parameter"),
    (402, ErrorKind::PaymentRequired, false, "Pembayaran gagal"),
    (409, ErrorKind::Conflict, false, "Bertentangan"),
    (
        401,
        ErrorKind::Unauthorized,
        false,
        "Periksa token Open API",
    ),
    (403, ErrorKind::Forbidden, false, "Akses ditolak"),
    (404, ErrorKind::NotFound, false, "tidak ditemukan"),
    (405, ErrorKind::MethodNotAllowed, false, "Periksa base_url"),
    (418, ErrorKind::BadRequest, false, "Periksa parameter"),
    (
        429,
        ErrorKind::RateLimited,
        true,
        "Terlalu banyak permintaan",
    ),
    (500, ErrorKind::Server, true, "sedang bermasalah"),
    (502, ErrorKind::Server, true, "sedang bermasalah"),
    (503, ErrorKind::Unavailable, true, "offline atau dirawat"),
    (504, ErrorKind::Server, true, "sedang bermasalah"),
];

/// What asking for products ends in.
fn failure(reply: Reply) -> Error {
    let world = World::scripted([reply]);
    let answer = documented("produk").ask(&world, &client(&world));
    answer.expect_err("the answer is an error")
}

/// Code and reason as the API's body has them.
fn refusal(code: u16) -> Value {
    json!({"code": code, "status": "Alasan dari server"})
}

/// The members of an error that callers branch on.
fn facts(error: &Error) -> (ErrorKind, Option<i64>, bool, u32, Option<&str>) {
    let (kind, code) = (error.kind, error.code);
    (
        kind,
        code,
        error.is_retryable(),
        error.attempts,
        error.endpoint,
    )
}

// --------------------------------------------------------------------------------------- codes

#[test]
fn a_code_as_http_status_is_that_error() {
    for &(code, kind, retryable, _) in CODES {
        let error = failure(Reply::json(code, &refusal(code)));
        let expected = (kind, Some(code.into()), retryable, 1, Some("/app/produk"));
        assert_eq!(facts(&error), expected, "HTTP {code}");
    }
}

#[test]
fn a_code_inside_http_200_is_that_error() {
    for &(code, kind, retryable, _) in CODES {
        let error = failure(Reply::ok(&refusal(code)));
        let expected = (kind, Some(code.into()), retryable, 1, Some("/app/produk"));
        assert_eq!(facts(&error), expected, "code {code}");
    }
}

#[test]
fn a_code_as_text_inside_http_200_is_that_error() {
    for &(code, kind, ..) in CODES {
        let error = failure(Reply::ok(&json!({"code": code.to_string()})));
        assert_eq!(
            (error.kind, error.code),
            (kind, Some(code.into())),
            "code {code}"
        );
    }
}

#[test]
fn a_gateways_page_counts_by_its_http_status() {
    for &(code, kind, ..) in CODES {
        let error = failure(Reply::bytes(code, "<html><h1>Kesalahan</h1></html>"));
        assert_eq!(
            (error.kind, error.code),
            (kind, Some(code.into())),
            "HTTP {code}"
        );
        assert_eq!(error.status, None, "HTTP {code}");
    }
}

#[test]
fn the_body_knows_better_than_the_http_status() {
    let error = failure(Reply::json(500, &refusal(403)));
    assert_eq!((error.kind, error.code), (ErrorKind::Forbidden, Some(403)));
}

#[test]
fn a_body_that_calls_a_failure_a_success_is_not_believed() {
    let error = failure(Reply::json(
        503,
        &json!({"code": 200, "status": "ok", "data": []}),
    ));
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::Unavailable, Some(503))
    );
}

#[test]
fn every_endpoint_names_itself_in_its_errors() {
    for endpoint in endpoints::ALL {
        let world = World::scripted([Reply::error(500)]);
        let error = endpoint.ask(&world, &client(&world)).expect_err("HTTP 500");
        assert_eq!(error.endpoint, Some(endpoint.path), "{}", endpoint.name);
    }
}

// ------------------------------------------------------------------------------ the API's own words

#[test]
fn the_reason_of_the_server_is_kept() {
    let error = failure(Reply::json(404, &refusal(404)));
    assert_eq!(error.status.as_deref(), Some("Alasan dari server"));
}

#[test]
fn a_reason_that_says_nothing_is_none() {
    for status in [
        json!("ok"),
        json!("OK"),
        json!(""),
        json!("  "),
        json!(null),
        json!(5),
        json!({}),
    ] {
        let error = failure(Reply::json(404, &json!({"code": 404, "status": status})));
        assert_eq!(error.status, None, "{status}");
    }
}

#[test]
fn a_flood_of_a_reason_is_cut_between_two_letters() {
    let flood = "é".repeat(100_000);
    let error = failure(Reply::json(500, &json!({"code": 500, "status": flood})));
    assert_eq!(error.status, Some("é".repeat(250)));
}

// ------------------------------------------------------------------------------------- messages

#[test]
fn a_message_says_in_indonesian_what_to_do_with_the_code_and_the_servers_words() {
    for &(code, _, _, advice) in CODES {
        let error = failure(Reply::json(code, &refusal(code)));
        let message = error.to_string();
        assert!(message.contains(advice), "{message}");
        assert!(message.contains(&format!("(kode {code})")), "{message}");
        assert!(
            message.ends_with("Kata server: \"Alasan dari server\"."),
            "{message}"
        );
    }
}

#[test]
fn a_message_names_the_place_that_could_not_be_read() {
    let error = {
        let body = json!({"code": 200, "data": {"jumlah_saldo": "banyak"}});
        let world = World::scripted([Reply::ok(&body)]);
        let answer = documented("user_info").ask(&world, &client(&world));
        answer.expect_err("the balance is unreadable")
    };
    assert_eq!(
        error.to_string(),
        "Jawaban server tidak sesuai dokumentasi (kode 200): data.jumlah_saldo tidak terbaca sebagai angka."
    );
}

#[test]
fn the_message_is_what_display_shows() {
    let error = failure(Reply::error(500));
    assert_eq!(error.message(), error.to_string());
}

#[test]
fn every_kind_has_the_name_that_the_npm_package_uses() {
    let names = [
        (ErrorKind::InvalidArgument, "invalid_argument"),
        (ErrorKind::NotLoggedIn, "not_logged_in"),
        (ErrorKind::Quota, "quota"),
        (ErrorKind::Network, "network"),
        (ErrorKind::Timeout, "timeout"),
        (ErrorKind::BadRequest, "bad_request"),
        (ErrorKind::Unauthorized, "unauthorized"),
        (ErrorKind::Forbidden, "forbidden"),
        (ErrorKind::NotFound, "not_found"),
        (ErrorKind::MethodNotAllowed, "method_not_allowed"),
        (ErrorKind::RateLimited, "rate_limited"),
        (ErrorKind::Server, "server"),
        (ErrorKind::Unavailable, "unavailable"),
        (ErrorKind::InvalidResponse, "invalid_response"),
    ];
    for (kind, name) in names {
        assert_eq!(kind.name(), name);
    }
}

// ----------------------------------------------------------------------------------- no answer

#[test]
fn a_lost_connection_is_a_network_error_without_a_code() {
    let error = failure(Reply::lost());
    let expected = (ErrorKind::Network, None, true, 1, Some("/app/produk"));
    assert_eq!(facts(&error), expected);
}

#[test]
fn no_answer_in_time_is_a_timeout_without_a_code() {
    let error = failure(Reply::never());
    let expected = (ErrorKind::Timeout, None, true, 1, Some("/app/produk"));
    assert_eq!(facts(&error), expected);
}

#[test]
fn a_used_up_quota_is_an_error_of_its_own_that_was_never_sent() {
    let world = World::scripted([]);
    let client = Client::with_transport(options().daily_limit(Some(0)), world.clone());
    let error = world.run(client.slide()).expect_err("the limit is 0");
    let expected = (ErrorKind::Quota, None, true, 0, Some("/app/slide"));
    assert_eq!(facts(&error), expected);
}

#[test]
fn the_attempts_made_and_the_wait_asked_for_are_told() {
    let world = World::serving(|_| Reply::error(503).retry_after(2));
    let client = Client::with_transport(options().retry(Backoff::default()), world.clone());
    let error = world.run(client.slide()).expect_err("HTTP 503");
    let told = (error.attempts, error.retry_after);
    assert_eq!(told, (3, Some(Duration::from_secs(2))));
}

// ----------------------------------------------------------------------------- before it is sent

#[test]
fn what_is_about_the_member_needs_one_before_anything_is_sent() {
    for endpoint in endpoints::ALL.iter().filter(|endpoint| endpoint.member) {
        for (token_user, id_user) in [
            (None, None),
            (Some("abc"), None),
            (Some("{{token_user}}"), Some("7")),
        ] {
            let world = World::scripted([]);
            let options = support::with_member(TOKEN, token_user, id_user).expect("a token");
            let client = Client::with_transport(options, world.clone());
            let error = endpoint
                .ask(&world, &client)
                .expect_err("nobody is logged in");
            let expected = (ErrorKind::NotLoggedIn, None, false, 0, Some(endpoint.path));
            assert_eq!(facts(&error), expected, "{}", endpoint.name);
        }
    }
}

#[test]
fn what_is_about_the_shop_needs_no_member() {
    for endpoint in endpoints::ALL.iter().filter(|endpoint| !endpoint.member) {
        let world = World::scripted([Reply::rows(&[])]);
        let options = Options::new(TOKEN).expect("a token");
        let client = Client::with_transport(options, world.clone());
        assert!(endpoint.ask(&world, &client).is_ok(), "{}", endpoint.name);
    }
}

#[test]
fn a_page_that_is_not_allowed_is_named_with_what_is_and_nothing_is_sent() {
    let message = "Argumen tidak sah: page harus bilangan bulat mulai dari 1.";
    assert_eq!(refused(Some(0), None), message);
}

#[test]
fn a_total_data_that_is_not_allowed_is_named_with_what_is_and_nothing_is_sent() {
    let message = "Argumen tidak sah: per_page harus kelipatan 10, dari 10 sampai 100.";
    for total_data in [0, 1, 9, 15, 101, 110, 200, u32::MAX, 4_294_967_290] {
        assert_eq!(refused(None, Some(total_data)), message, "{total_data}");
    }
}

#[test]
fn every_allowed_total_data_is_sent() {
    for total_data in (10..=100).step_by(10) {
        let world = World::scripted([Reply::rows(&[])]);
        let paging = PageQuery {
            page: None,
            per_page: Some(total_data),
        };
        let query = ProdukQuery {
            paging,
            ..ProdukQuery::default()
        };
        world
            .run(client(&world).produk().list(&query))
            .expect("a page");
        assert_eq!(world.sent()[0].number("total_data"), u64::from(total_data));
    }
}

/// The message of a paging that is refused before anything is sent.
fn refused(page: Option<u32>, total_data: Option<u32>) -> String {
    let world = World::scripted([]);
    let query = ProdukQuery {
        paging: PageQuery {
            page,
            per_page: total_data,
        },
        ..ProdukQuery::default()
    };
    let error = world.run(client(&world).produk().list(&query));
    let error = error.expect_err("the paging is not allowed");
    let expected = (
        ErrorKind::InvalidArgument,
        None,
        false,
        0,
        Some("/app/produk"),
    );
    assert_eq!(facts(&error), expected);
    error.to_string()
}

#[test]
fn a_token_that_is_not_allowed_is_named_with_what_is() {
    for token in ["", "  ", "{{token}}"] {
        let error = Options::new(token).expect_err("no token");
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
        assert!(error.to_string().contains("token harus diisi"), "{error}");
    }
}

#[test]
fn a_base_url_that_is_not_allowed_is_named_with_what_is() {
    let error = options()
        .base_url("http://contoh.id")
        .expect_err("plain http");
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert!(
        error.to_string().contains("base_url harus alamat https"),
        "{error}"
    );
}

// ------------------------------------------------------------------------------------- secrets

/// The secrets as they are, and in every percent-encoding that a server may echo.
fn secrets() -> Vec<String> {
    let upper = |text: &str| {
        text.replace('/', "%2F")
            .replace('+', "%2B")
            .replace('=', "%3D")
    };
    let lower = |text: &str| {
        text.replace('/', "%2f")
            .replace('+', "%2b")
            .replace('=', "%3d")
    };
    let spellings = |secret: &str| [secret.to_owned(), upper(secret), lower(secret)];
    [TOKEN, TOKEN_USER, ID_USER]
        .into_iter()
        .flat_map(spellings)
        .collect()
}

#[track_caller]
fn assert_keeps_secrets(text: &str) {
    for secret in secrets() {
        assert!(!text.contains(&secret), "{secret} is in {text}");
    }
}

#[test]
fn a_server_that_echoes_the_request_does_not_put_secrets_into_the_error() {
    for secret in secrets() {
        for status in [
            secret.clone(),
            format!("Token {secret} tidak valid"),
            format!("{secret}{secret}"),
            format!("GET /v1/user/info?token={secret}&token_user={secret}"),
        ] {
            let error = failure(Reply::json(401, &json!({"code": 401, "status": status})));
            assert_keeps_secrets(&format!("{error} {error:?} {:?}", error.status));
        }
    }
}

#[test]
fn a_secret_at_the_end_of_what_is_kept_of_a_flood_is_not_cut_in_two() {
    for length in 450..500 {
        let status = format!("{}{TOKEN}{}", "x".repeat(length), "y".repeat(600));
        let error = failure(Reply::json(401, &json!({"code": 401, "status": status})));
        let status = error.status.as_deref().expect("a status");
        assert!(!status.contains(&TOKEN[..4]), "{status}");
    }
}

#[test]
fn a_row_that_echoes_the_request_does_not_put_secrets_into_what_is_rejected() {
    for secret in secrets() {
        let row = json!({"id_produk": secret, "nama_produk": {secret.clone(): secret}});
        let world = World::scripted([Reply::rows(&[row])]);
        let answer = documented("produk")
            .ask(&world, &client(&world))
            .expect("a page");
        assert_eq!(answer.rejected.len(), 1);
        assert_keeps_secrets(&format!("{:?}", answer.rejected));
    }
}

#[test]
fn every_failure_keeps_the_secrets() {
    let html = format!("<html>{TOKEN} {TOKEN_USER} {ID_USER}</html>");
    for reply in [
        Reply::lost(),
        Reply::never(),
        Reply::bytes(200, html.clone()),
        Reply::bytes(502, html),
        Reply::ok(&json!({"code": 200, "data": TOKEN})),
        Reply::ok(&json!([TOKEN, TOKEN_USER, ID_USER])),
        Reply::error(403),
    ] {
        for endpoint in endpoints::ALL {
            let world = World::scripted([reply.clone()]);
            let error = endpoint
                .ask(&world, &client(&world))
                .expect_err("a failure");
            assert_keeps_secrets(&format!("{error} {error:?}"));
        }
    }
}

#[test]
fn nothing_that_holds_the_secrets_shows_them_for_debugging() {
    let identity = Identity::new(
        TOKEN,
        Some(support::tokens(Some(TOKEN_USER), Some(ID_USER))),
    )
    .expect("a token");
    let world = World::scripted([Reply::rows(&[])]);
    let client = client(&world);
    let endpoint = ProdukQuery::default();
    let walk = client.walk(&endpoint, bukaolshop::By::Rows);
    let url = format!("https://contoh.id/?token={TOKEN}");
    let request = bukaolshop::Request::new(bukaolshop::Method::Get, url);
    let answer = bukaolshop::transport::Answer::from_bytes(200, None, TOKEN.as_bytes());
    let shown = format!(
        "{identity:?} {:?} {client:?} {:?} {walk:?} {request:?} {answer:?}",
        options(),
        client.identity(),
    );
    assert_keeps_secrets(&shown);
}

// -------------------------------------------------------------------------------- languages of a server's errors

#[cfg(feature = "server")]
mod of_servers {
    use bukaolshop::Language;
    use bukaolshop::server::callback::{Reason, Rejection};
    use bukaolshop::server::forward::MapError;
    use bukaolshop::server::orders::onesolu::WebhookFault;

    #[test]
    fn a_rejection_speaks_both_languages() {
        for reason in Reason::ALL {
            let rejection = Rejection::new(reason);
            let indonesian = rejection.message_in(Language::Indonesian);
            assert_eq!(rejection.to_string(), indonesian);
            assert_ne!(rejection.message_in(Language::English), indonesian);
        }
        assert_eq!(
            Reason::WrongMethod.message_in(Language::English),
            "A callback must be sent with the method POST"
        );
    }

    #[test]
    fn every_mapping_error_speaks_both_languages_and_keeps_its_values() {
        let path = || "data_pesanan[0]".to_owned();
        let id_user = "7".to_owned();
        let all = [
            MapError::MissingProduct {
                id_barang: "42".into(),
                nama_barang: "Kaos {merah}".into(),
                path: path(),
            },
            MapError::MissingCourier {
                ekspedisi: "JNE".into(),
                path: path(),
            },
            MapError::MissingCustomer { id_user },
            MapError::MissingMember,
            MapError::MissingAddress,
            MapError::AmbiguousAddress { count: 3 },
            MapError::OtherMember,
            MapError::Amount { path: path() },
            MapError::Quantity { path: path() },
            MapError::IdUser,
            MapError::NoProduct { path: path() },
        ];
        for error in &all {
            let indonesian = error.message_in(Language::Indonesian);
            let english = error.message_in(Language::English);
            assert_eq!(error.to_string(), indonesian);
            assert_ne!(english, indonesian);
            // Where a value stands in one language, it stands in the other.
            for value in ["42", "Kaos {merah}", "JNE", "data_pesanan[0]"] {
                assert_eq!(
                    english.contains(value),
                    indonesian.contains(value),
                    "{value}"
                );
            }
        }
        assert_eq!(
            all[0].message_in(Language::English),
            "The product 42 (\"Kaos {merah}\") at data_pesanan[0] is missing in the table of products. Add its \
             counterpart in the other system"
        );
    }

    #[test]
    fn a_webhooks_fault_speaks_both_languages() {
        let path = "data.id".to_owned();
        let all = [
            WebhookFault::BodyTooLarge,
            WebhookFault::NoSignature,
            WebhookFault::WrongSignature,
            WebhookFault::Unreadable { path },
        ];
        for fault in all {
            let indonesian = fault.message_in(Language::Indonesian);
            assert_eq!(fault.to_string(), indonesian);
            assert_ne!(fault.message_in(Language::English), indonesian);
        }
    }
}
