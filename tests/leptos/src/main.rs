//! A shop as a page of Leptos: products, a search, and the member's balance.
//!
//! The body of the page names the shop: `data-token`, for a trial `data-base-url`, and `data-token-user` and `data-id-user`
//! where somebody is logged in.

use bukaolshop::open_api::produk::{Produk, ProdukQuery};
use bukaolshop::transport::browser::Fetch;
use bukaolshop::{Client, Error, MemberTokens, Options, PageQuery};
use leptos::prelude::*;

fn main() {
    mount_to_body(App);
}

/// The client of the shop that the page's body names.
fn client() -> Result<Client<Fetch>, Error> {
    let body = document().body();
    let named = |name: &str| {
        let text = body.as_ref().and_then(|body| body.get_attribute(name));
        text.unwrap_or_default()
    };
    let member = MemberTokens {
        token_user: &named("data-token-user"),
        id_user: &named("data-id-user"),
    };
    let mut options = Options::new(&named("data-token"))?.member(member);
    let base_url = named("data-base-url");
    if !base_url.is_empty() {
        options = options.base_url(&base_url)?;
    }
    Ok(Client::with_transport(options, Fetch::new()))
}

#[component]
fn App() -> impl IntoView {
    match client() {
        Ok(toko) => view! { <Toko toko/> }.into_any(),
        Err(error) => view! { <Failure error/> }.into_any(),
    }
}

#[component]
fn Failure(error: Error) -> impl IntoView {
    view! { <p role="alert">{error.to_string()}</p> }
}

#[component]
fn Toko(toko: Client<Fetch>) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let asking = toko.clone();
    let page = LocalResource::new(move || {
        let query = ProdukQuery {
            cari_nama_produk: Some(words.get()),
            paging: PageQuery {
                page: None,
                per_page: Some(20),
            },
            ..ProdukQuery::default()
        };
        asking.produk().list(&query)
    });
    let member = LocalResource::new(move || toko.user().info());
    let list = move || {
        page.get().map(|page| match page {
            Ok(page) => view! {
                <ul id="produk">
                    {page.data.into_iter().map(|produk| view! { <Card produk/> }).collect_view()}
                </ul>
            }
            .into_any(),
            Err(error) => view! { <Failure error/> }.into_any(),
        })
    };
    let greeting = move || {
        member.get().and_then(Result::ok).map(|info| {
            view! { <p id="member">{format!("{}, {}", info.nama_user, info.jumlah_saldo)}</p> }
        })
    };
    view! {
        {greeting}
        <input
            id="cari"
            aria-label="Cari produk"
            on:change:target=move |event| words.set(event.target().value())
        />
        <Suspense fallback=|| view! { <p id="menunggu">"Sebentar…"</p> }>{list}</Suspense>
    }
}

#[component]
fn Card(produk: Produk) -> impl IntoView {
    let price = produk.harga_produk.to_string();
    view! {
        <li data-id=produk.id_produk.to_string()>
            <b>{produk.nama_produk}</b>
            " "
            <span>{price}</span>
        </li>
    }
}
