//! The calls of a client: each endpoint of the Open API has a method of its own, as in `client.produk().list(&query)`, and
//! any other [`Endpoint`] is asked by a method for all of them, as in `client.list(&query)`. Rows have Rust's own types.
//!
//! These calls are there for transports whose answers are [`Value`]s, which all transports of Rust programs are. The
//! module of the npm package has a transport whose answers are objects of the JavaScript engine, and does not use them.

use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;

use super::kategori::{Kategori, KategoriQuery};
use super::kostumpage::{KostumPage, KostumPageQuery};
use super::produk::ProdukQuery;
use super::slide::{Slide, SlideQuery};
use super::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use super::user::info::{UserInfo, UserInfoQuery};
use super::user::transaksi::TransaksiQuery;
use crate::answer::Source;
use crate::client::{By, Client, PageStream, PreparedQuery, RowStream, misfit};
use crate::endpoint::{Endpoint, Paged};
use crate::error::Error;
use crate::marker::MaybeSend;
use crate::page::{Page, Rows, typed_page, typed_rows};
use crate::transport::Transport;

/// The calls for one list that comes in pages; [`Client::produk`] and the methods of [`User`] return it.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::produk::ProdukQuery;
/// use futures_util::TryStreamExt;
///
/// let produk = toko.produk();
/// let first_page = produk.list(&ProdukQuery::default()).await?;
/// println!("{} of the newest products", first_page.data.len());
/// let all: Vec<_> = produk.all(&ProdukQuery::default()).try_collect().await?;
/// println!("{} products", all.len());
/// # Ok(())
/// # }
/// ```
pub struct List<T: Transport, E> {
    client: Client<T>,
    endpoint: PhantomData<fn() -> E>,
}

impl<T: Transport, E> fmt::Debug for List<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List").finish_non_exhaustive()
    }
}

/// The calls about the member who is logged in; [`Client::user`] returns it.
///
/// ```
/// # async fn ask<T>(toko: &bukaolshop::Client<T>) -> Result<(), bukaolshop::Error>
/// # where
/// #     T: bukaolshop::transport::Transport<Tree = bukaolshop::json::Value>,
/// # {
/// use bukaolshop::open_api::user::transaksi::TransaksiQuery;
///
/// let info = toko.user().info().await?;
/// println!("{}: {}", info.nama_user, info.jumlah_saldo);
/// let orders = toko.user().transaksi().list(&TransaksiQuery::default()).await?;
/// println!("{} orders on the first page", orders.data.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct User<T: Transport> {
    client: Client<T>,
}

/// The calls for any endpoint.
impl<T: Transport<Tree = Value>> Client<T> {
    /// Asks for one page of a list.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API).
    pub fn list<E: Paged>(
        &self,
        query: &E,
    ) -> impl Future<Output = Result<Page<E::Row>, Error>> + MaybeSend + 'static + use<T, E> {
        let client = self.clone();
        let query = PreparedQuery::paged(query, By::Pages);
        async move {
            let query = query?;
            let page = client.read_page(&query).await?;
            client.renew_if_stale(page.source, &query);
            Ok(typed_page(page.into()))
        }
    }

    /// The pages of a list, from the one that `query` asks for to the last. Each is fetched when the stream is polled for it.
    pub fn pages<E: Paged>(&self, query: &E) -> PageStream<T, E::Row> {
        PageStream::new(self.clone(), self.walk(query, By::Pages))
    }

    /// The rows of a list, each once, from the page that `query` asks for to the end. A page is fetched when the stream is
    /// polled for a row that has not come yet; it has 100 rows unless `query` says otherwise.
    pub fn all<E: Paged>(&self, query: &E) -> RowStream<T, E::Row> {
        let walk = self.walk(query, By::Rows);
        RowStream::new(PageStream::new(self.clone(), walk))
    }

    /// Asks for a list that comes in one piece.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API).
    pub fn rows<E: Endpoint>(
        &self,
        query: &E,
    ) -> impl Future<Output = Result<Rows<E::Row>, Error>> + MaybeSend + 'static + use<T, E> {
        let client = self.clone();
        let query = PreparedQuery::of(query);
        async move {
            let query = query?;
            let rows = client.read(&query).await?;
            client.renew_if_stale(rows.source, &query);
            Ok(typed_rows(rows.into_list()))
        }
    }

    /// Asks for the one object that an endpoint answers with.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API).
    pub fn one<E: Endpoint>(
        &self,
        query: &E,
    ) -> impl Future<Output = Result<E::Row, Error>> + MaybeSend + 'static + use<T, E> {
        let client = self.clone();
        let query = PreparedQuery::of(query);
        async move {
            let query = query?.single();
            let rows = client.read(&query).await?;
            client.renew_if_stale(rows.source, &query);
            let object = rows.rows.into_iter().next().unwrap_or_default();
            serde_json::from_value(object.clone())
                .map_err(|_| misfit::<E::Row>(&object, query.info.path))
        }
    }

    fn renew_if_stale(&self, source: Source, query: &PreparedQuery) {
        if source == Source::Stale {
            self.renew_in_background(query);
        }
    }
}

/// The calls for the endpoints of the Open API.
impl<T: Transport<Tree = Value>> Client<T> {
    /// The calls for the shop's products (`/app/produk`).
    pub fn produk(&self) -> List<T, ProdukQuery> {
        List::new(self)
    }

    /// Asks for the shop's categories (`/app/kategori`), all at once.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API) but [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    pub fn kategori(
        &self,
        query: &KategoriQuery,
    ) -> impl Future<Output = Result<Rows<Kategori>, Error>> + MaybeSend + 'static + use<T> {
        self.rows(query)
    }

    /// Asks for the shop's slides (`/app/slide`), all at once.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API) but [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    pub fn slide(
        &self,
    ) -> impl Future<Output = Result<Rows<Slide>, Error>> + MaybeSend + 'static + use<T> {
        self.rows(&SlideQuery)
    }

    /// Asks for the shop's custom pages (`/app/kostumpage`), all at once.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API) but [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    pub fn kostumpage(
        &self,
    ) -> impl Future<Output = Result<Rows<KostumPage>, Error>> + MaybeSend + 'static + use<T> {
        self.rows(&KostumPageQuery)
    }

    /// The calls about the member who is logged in.
    pub fn user(&self) -> User<T> {
        User {
            client: self.clone(),
        }
    }
}

impl<T: Transport<Tree = Value>> User<T> {
    /// Asks for the member's profile, balance and points (`/user/info`).
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API).
    pub fn info(
        &self,
    ) -> impl Future<Output = Result<UserInfo, Error>> + MaybeSend + 'static + use<T> {
        self.client.one(&UserInfoQuery)
    }

    /// The calls for the changes of the member's balance (`/user/catatan?tipe=saldo`).
    pub fn catatan_saldo(&self) -> List<T, CatatanSaldoQuery> {
        List::new(&self.client)
    }

    /// The calls for the changes of the member's points (`/user/catatan?tipe=poin`).
    pub fn catatan_poin(&self) -> List<T, CatatanPoinQuery> {
        List::new(&self.client)
    }

    /// The calls for the member's orders (`/user/transaksi`).
    pub fn transaksi(&self) -> List<T, TransaksiQuery> {
        List::new(&self.client)
    }
}

impl<T: Transport<Tree = Value>, E: Paged> List<T, E> {
    fn new(client: &Client<T>) -> Self {
        Self {
            client: client.clone(),
            endpoint: PhantomData,
        }
    }

    /// Asks for one page.
    ///
    /// # Errors
    /// Any kind of [`ErrorKind::OPEN_API`](crate::ErrorKind::OPEN_API).
    pub fn list(
        &self,
        query: &E,
    ) -> impl Future<Output = Result<Page<E::Row>, Error>> + MaybeSend + 'static + use<T, E> {
        self.client.list(query)
    }

    /// The pages from the one that `query` asks for to the last. Each is fetched when the stream is polled for it. The
    /// stream ends behind the first error.
    pub fn pages(&self, query: &E) -> PageStream<T, E::Row> {
        self.client.pages(query)
    }

    /// The rows, each once, from the page that `query` asks for to the end of the list. A page is fetched when the stream is
    /// polled for a row that has not come yet; it has 100 rows unless `query` says otherwise. The stream ends behind the
    /// first error.
    pub fn all(&self, query: &E) -> RowStream<T, E::Row> {
        self.client.all(query)
    }
}
