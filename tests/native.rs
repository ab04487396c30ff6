//! The transport of Rust programs, over a real network, against the mock Open API server.
#![cfg(feature = "native")]

use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::mock_server;
use bukaolshop::layer::Backoff;
use bukaolshop::open_api::kategori::{KategoriQuery, Struktur};
use bukaolshop::open_api::produk::ProdukQuery;
use bukaolshop::open_api::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use bukaolshop::open_api::user::transaksi::TransaksiQuery;
use bukaolshop::transport::native::Native;
use bukaolshop::{Client, Error, ErrorKind, Options, PageQuery};
use futures_util::TryStreamExt;
use mock_server::MockServer;

const TOKEN: &str = "bW9jay90b2tvK2NvbnRvaA/x+y==";
const TOKEN_USER: &str = "tu+budi/9f2c==";
const ID_USER: &str = "130173";

/// The member Budi, at this address.
fn options(base_url: &str) -> Options {
    crate::support::with_member(TOKEN, Some(TOKEN_USER), Some(ID_USER))
        .and_then(|options| options.base_url(base_url))
        .expect("the options are good")
        .retry(Backoff::NEVER)
}

fn client_with(options: Options) -> Client<Native> {
    Client::with_transport(options, Native::new().expect("a transport"))
}

fn client(server: &MockServer) -> Client<Native> {
    client_with(options(&server.base_url()))
}

/// What asking for the slides with these faults ends in, and how many requests it took.
async fn ask_with(faults: &str) -> (Result<usize, Error>, usize) {
    let server = MockServer::start();
    let client = client_with(options(&server.faulty(faults)));
    let answer = client.slide().await.map(|slides| slides.data.len());
    (answer, server.log().await.len())
}

async fn error_with(faults: &str) -> Error {
    let (answer, _) = ask_with(faults).await;
    answer.expect_err(faults)
}

fn hundred() -> PageQuery {
    PageQuery {
        page: None,
        per_page: Some(100),
    }
}

// ----------------------------------------------------------------------------------- endpoints

#[tokio::test]
async fn products_arrive() {
    let server = MockServer::start();
    let page = client(&server).produk().list(&ProdukQuery::default()).await;
    let page = page.expect("a page");
    assert_eq!(
        (page.data.len(), page.has_next, page.rejected.len()),
        (10, true, 0)
    );
    assert!(page.data.iter().all(|produk| produk.harga_produk > 0));
}

#[tokio::test]
async fn products_are_found_by_name_and_category() {
    let server = MockServer::start();
    let client = client(&server);
    let first = client.produk().list(&ProdukQuery::default()).await;
    let first = first.expect("a page").data.remove(0);
    let query = ProdukQuery {
        id_kategori: Some(first.id_kategori.clone()),
        cari_nama_produk: Some(first.nama_produk.clone()),
        ..ProdukQuery::default()
    };
    let found = client.produk().list(&query).await.expect("a page").data;
    assert!(found.contains(&first), "{first:?} is not in {found:?}");
}

#[tokio::test]
async fn categories_arrive_as_a_tree_or_flat() {
    let server = MockServer::start();
    let client = client(&server);
    let tree = client.kategori(&KategoriQuery::default()).await;
    let tree = tree.expect("categories").data;
    let flat = client
        .kategori(&KategoriQuery {
            struktur: Some(Struktur::Flat),
        })
        .await
        .expect("categories")
        .data;
    let subs: usize = tree
        .iter()
        .map(|kategori| kategori.sub_kategori.len())
        .sum();
    assert!(subs > 0);
    assert_eq!(flat.len(), tree.len() + subs);
}

#[tokio::test]
async fn slides_arrive() {
    let server = MockServer::start();
    let slides = client(&server).slide().await.expect("slides").data;
    assert!(slides.iter().any(|slide| slide.url_tujuan.is_some()));
    assert!(slides.iter().any(|slide| slide.url_tujuan.is_none()));
}

#[tokio::test]
async fn custom_pages_arrive() {
    let server = MockServer::start();
    let pages = client(&server).kostumpage().await.expect("custom pages");
    assert!(!pages.data.is_empty() && pages.rejected.is_empty());
}

#[tokio::test]
async fn the_member_arrives() {
    let server = MockServer::start();
    let info = client(&server).user().info().await.expect("a member");
    let told = (info.nama_user.as_str(), info.jumlah_saldo, info.jumlah_poin);
    assert_eq!(told, ("Budi Santoso", 1_250_000.into(), 3_400.0));
}

#[tokio::test]
async fn all_changes_of_the_balance_arrive() {
    let server = MockServer::start();
    let query = CatatanSaldoQuery::default();
    let client = client(&server);
    let rows = client
        .user()
        .catatan_saldo()
        .all(&query)
        .try_collect::<Vec<_>>();
    let rows = rows.await.expect("rows");
    assert_eq!(
        (rows.len(), rows[0].saldo_terakhir),
        (430, 1_250_000.into())
    );
}

#[tokio::test]
async fn all_changes_of_the_points_arrive() {
    let server = MockServer::start();
    let query = CatatanPoinQuery::default();
    let client = client(&server);
    let rows = client
        .user()
        .catatan_poin()
        .all(&query)
        .try_collect::<Vec<_>>();
    let rows = rows.await.expect("rows");
    assert_eq!((rows.len(), rows[0].total_poin_terakhir), (420, 3_400.0));
}

#[tokio::test]
async fn all_transactions_arrive() {
    let server = MockServer::start();
    let query = TransaksiQuery::default();
    let client = client(&server);
    let rows = client
        .user()
        .transaksi()
        .all(&query)
        .try_collect::<Vec<_>>();
    assert_eq!(rows.await.expect("rows").len(), 460);
}

#[tokio::test]
async fn the_whole_catalogue_arrives_a_hundred_rows_a_request() {
    let server = MockServer::start();
    let client = client(&server);
    let query = ProdukQuery::default();
    let rows = client.produk().all(&query).try_collect::<Vec<_>>();
    let rows = rows.await.expect("rows").len();
    assert!(rows >= 1200, "{rows}");
    assert_eq!(server.log().await.len(), rows / 100 + 1);
}

#[tokio::test]
async fn pages_come_one_by_one() {
    let server = MockServer::start();
    let client = client(&server);
    let query = TransaksiQuery { paging: hundred() };
    let pages = client.user().transaksi().pages(&query);
    let sizes: Vec<usize> = pages
        .map_ok(|page| page.data.len())
        .try_collect()
        .await
        .expect("pages");
    assert_eq!(sizes, [100, 100, 100, 100, 60]);
}

// --------------------------------------------------------------------------- in a Rust program

#[tokio::test]
async fn calls_and_streams_can_be_spawned() {
    let server = MockServer::start();
    let client = Arc::new(client(&server));
    let (one, other) = (Arc::clone(&client), Arc::clone(&client));
    let rows = tokio::spawn(async move {
        let query = CatatanPoinQuery::default();
        let mut rows = pin!(one.user().catatan_poin().all(&query));
        let mut count = 0;
        while rows.try_next().await?.is_some() {
            count += 1;
        }
        Ok::<_, Error>(count)
    });
    let pages = tokio::spawn(async move {
        let query = ProdukQuery {
            paging: hundred(),
            ..ProdukQuery::default()
        };
        let mut pages = pin!(other.produk().pages(&query));
        Ok::<_, Error>(pages.try_next().await?.map(|page| page.data.len()))
    });
    let info = tokio::spawn(async move { client.user().info().await.map(|info| info.nama_user) });
    assert_eq!(rows.await.expect("no panic"), Ok(420));
    assert_eq!(pages.await.expect("no panic"), Ok(Some(100)));
    assert_eq!(info.await.expect("no panic"), Ok("Budi Santoso".to_owned()));
}

#[tokio::test]
async fn requests_are_counted_by_the_program() {
    let server = MockServer::start();
    let client = client_with(options(&server.base_url()).daily_limit(Some(1)));
    client.slide().await.expect("the first");
    let error = client.slide().await.expect_err("the second");
    assert_eq!((error.kind, client.used_today()), (ErrorKind::Quota, 1));
}

// -------------------------------------------------------------------------------------- faults

#[tokio::test]
async fn a_wrong_token_is_refused() {
    let server = MockServer::start();
    let options = Options::new("salah").and_then(|options| options.base_url(&server.base_url()));
    let client = client_with(options.expect("the options are good"));
    let error = client.slide().await.expect_err("HTTP 401");
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::Unauthorized, Some(401))
    );
    assert_eq!(error.status.as_deref(), Some("Token tidak valid"));
}

#[tokio::test]
async fn a_wrong_member_is_refused_inside_http_200() {
    let server = MockServer::start();
    let options = crate::support::with_member(TOKEN, Some("salah"), Some(ID_USER))
        .and_then(|options| options.base_url(&server.base_url()));
    let client = client_with(options.expect("the options are good"));
    let error = client.user().info().await.expect_err("code 403");
    assert_eq!((error.kind, error.code), (ErrorKind::Forbidden, Some(403)));
}

#[tokio::test]
async fn a_status_is_that_error() {
    let error = error_with("status:503").await;
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::Unavailable, Some(503))
    );
}

#[tokio::test]
async fn a_gateways_page_is_an_invalid_response() {
    assert_eq!(error_with("html:1").await.kind, ErrorKind::InvalidResponse);
}

#[tokio::test]
async fn a_body_cut_at_the_source_is_an_invalid_response() {
    let error = error_with("truncate:0.5").await;
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
}

#[tokio::test]
async fn a_body_cut_on_its_way_is_a_network_error() {
    assert_eq!(error_with("cut:0.5").await.kind, ErrorKind::Network);
}

#[tokio::test]
async fn a_connection_reset_at_any_moment_is_a_network_error() {
    for moment in ["before", "headers", "body"] {
        let error = error_with(&format!("reset:{moment}")).await;
        assert_eq!(
            (error.kind, error.code),
            (ErrorKind::Network, None),
            "{moment}"
        );
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_network_error() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = nobody.local_addr().expect("an address");
    drop(nobody);
    let error = client_with(options(&format!("http://{address}")))
        .slide()
        .await;
    assert_eq!(error.expect_err("nobody listens").kind, ErrorKind::Network);
}

#[tokio::test]
async fn wrong_types_are_repaired() {
    let server = MockServer::start();
    let client = client_with(options(&server.faulty("types:1")));
    let page = client.produk().list(&ProdukQuery::default()).await;
    let page = page.expect("a page");
    assert_eq!((page.data.len(), page.rejected), (10, vec![]));
}

#[tokio::test]
async fn a_byte_order_mark_and_a_stray_byte_are_no_matter() {
    for faults in ["bom:1", "utf8:1", "contenttype:text/html"] {
        let (answer, _) = ask_with(faults).await;
        assert!(answer.is_ok_and(|slides| slides > 0), "{faults}");
    }
}

#[tokio::test]
async fn a_failure_that_passes_is_tried_again() {
    let server = MockServer::start();
    let backoff = Backoff {
        base_delay: Duration::from_millis(1),
        ..Backoff::default()
    };
    let client = client_with(options(&server.faulty("status:503,times:2")).retry(backoff));
    assert!(client.slide().await.is_ok());
    assert_eq!(server.log().await.len(), 3);
}

// ------------------------------------------------------------------------------------- headers

#[tokio::test]
async fn a_wait_in_seconds_is_understood() {
    let error = error_with("status:429,retryafter:7").await;
    assert_eq!(error.retry_after, Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn a_wait_until_a_date_is_understood() {
    let error = error_with("status:503,retryafter:date").await;
    let wait = error.retry_after.expect("a wait");
    assert!(
        wait > Duration::ZERO && wait <= Duration::from_secs(3),
        "{wait:?}"
    );
}

#[tokio::test]
async fn a_wait_that_is_neither_is_none() {
    for text in ["sebentar", "-5", "1.5"] {
        let error = error_with(&format!("status:503,retryafter:{text}")).await;
        assert_eq!(error.retry_after, None, "{text}");
    }
}

#[tokio::test]
async fn no_header_tells_where_the_request_came_from() {
    let server = MockServer::start();
    client(&server).slide().await.expect("slides");
    let log = server.log().await;
    assert!(log[0]["headers"].is_object());
    for name in ["referer", "cookie", "authorization"] {
        assert!(log[0]["headers"].get(name).is_none(), "{name}");
    }
}

// ----------------------------------------------------------------------------------- redirects

#[tokio::test]
async fn a_redirect_within_the_server_is_followed() {
    let (answer, requests) = ask_with("redirect:1").await;
    assert!(answer.is_ok_and(|slides| slides > 0));
    assert_eq!(requests, 2);
}

#[tokio::test]
async fn a_redirect_to_another_server_is_not_followed_for_the_token_would_go_there() {
    let (answer, requests) = ask_with("redirect:other").await;
    let error = answer.expect_err("a redirect is no answer");
    assert_eq!(
        (error.kind, error.code),
        (ErrorKind::InvalidResponse, Some(302))
    );
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn a_redirect_in_circles_ends() {
    let (answer, requests) = ask_with("redirect:loop").await;
    let error = answer.expect_err("a redirect is no answer");
    assert_eq!(error.kind, ErrorKind::InvalidResponse);
    assert!(requests <= 7, "{requests}");
}

// ------------------------------------------------------------------------------------ patience

#[tokio::test]
async fn a_server_that_says_nothing_is_left_at_the_deadline() {
    for faults in ["stall:headers", "stall:body"] {
        let server = MockServer::start();
        let timeout = Duration::from_millis(200);
        let client = client_with(options(&server.faulty(faults)).timeout(timeout));
        let begun = Instant::now();
        let error = client.slide().await.expect_err(faults);
        assert_eq!(error.kind, ErrorKind::Timeout, "{faults}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{faults}");
        assert_abandoned(&server).await;
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_ends_its_request() {
    let server = MockServer::start();
    let client = client_with(options(&server.faulty("stall:headers")));
    let call = tokio::time::timeout(Duration::from_millis(200), client.slide());
    assert!(call.await.is_err());
    assert_abandoned(&server).await;
}

/// Waits until the server has seen that nobody waits for the answer any more.
async fn assert_abandoned(server: &MockServer) {
    for _ in 0..100 {
        if server.log().await[0]["outcome"] == "abandoned" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the request goes on: {:?}", server.log().await);
}
