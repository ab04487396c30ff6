//! What a client can be asked: each of the Open API's endpoints by its name, as in `client.produk().list(&query)`, and any
//! [`Endpoint`] in the same way, as in `client.list(&query)`. Rows have Rust's own types.
//!
//! For transports whose answers are [`Value`]s. The module of a page hands its rows out as the
//! engine's objects and has no use for these.

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

/// A list that comes in pages, which a client can be asked for.
pub struct List<T: Transport, E> {
    client: Client<T>,
    endpoint: PhantomData<fn() -> E>,
}

impl<T: Transport, E> fmt::Debug for List<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List").finish_non_exhaustive()
    }
}

/// What a client can be asked about the member who is logged in.
#[derive(Debug)]
pub struct User<T: Transport> {
    client: Client<T>,
}

/// Any endpoint.
impl<T: Transport<Tree = Value>> Client<T> {
    /// One page of a list.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind).
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

    /// The pages of a list from the one asked for to the last, fetched as they are consumed.
    pub fn pages<E: Paged>(&self, query: &E) -> PageStream<T, E::Row> {
        PageStream::new(self.clone(), self.walk(query, By::Pages))
    }

    /// The rows of a list from the page asked for to the end, each once, fetched as they are consumed, 100 to a page
    /// unless told otherwise.
    pub fn all<E: Paged>(&self, query: &E) -> RowStream<T, E::Row> {
        let walk = self.walk(query, By::Rows);
        RowStream::new(PageStream::new(self.clone(), walk))
    }

    /// A list that comes in one piece.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind).
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

    /// The one object that an endpoint answers with.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind).
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

/// The endpoints of the Open API.
impl<T: Transport<Tree = Value>> Client<T> {
    /// The shop's products (`/app/produk`).
    pub fn produk(&self) -> List<T, ProdukQuery> {
        List::new(self)
    }

    /// The shop's categories (`/app/kategori`), all at once.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind) but [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    pub fn kategori(
        &self,
        query: &KategoriQuery,
    ) -> impl Future<Output = Result<Rows<Kategori>, Error>> + MaybeSend + 'static + use<T> {
        self.rows(query)
    }

    /// The shop's slides (`/app/slide`), all at once.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind) but [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    pub fn slide(
        &self,
    ) -> impl Future<Output = Result<Rows<Slide>, Error>> + MaybeSend + 'static + use<T> {
        self.rows(&SlideQuery)
    }

    /// The shop's custom pages (`/app/kostumpage`), all at once.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind) but [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    pub fn kostumpage(
        &self,
    ) -> impl Future<Output = Result<Rows<KostumPage>, Error>> + MaybeSend + 'static + use<T> {
        self.rows(&KostumPageQuery)
    }

    /// The member who is logged in.
    pub fn user(&self) -> User<T> {
        User {
            client: self.clone(),
        }
    }
}

impl<T: Transport<Tree = Value>> User<T> {
    /// Profile, balance and points (`/user/info`).
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind).
    pub fn info(
        &self,
    ) -> impl Future<Output = Result<UserInfo, Error>> + MaybeSend + 'static + use<T> {
        self.client.one(&UserInfoQuery)
    }

    /// Changes of the balance (`/user/catatan?tipe=saldo`).
    pub fn catatan_saldo(&self) -> List<T, CatatanSaldoQuery> {
        List::new(&self.client)
    }

    /// Changes of the points (`/user/catatan?tipe=poin`).
    pub fn catatan_poin(&self) -> List<T, CatatanPoinQuery> {
        List::new(&self.client)
    }

    /// Orders (`/user/transaksi`).
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

    /// One page.
    ///
    /// # Errors
    /// Any [`ErrorKind`](crate::ErrorKind).
    pub fn list(
        &self,
        query: &E,
    ) -> impl Future<Output = Result<Page<E::Row>, Error>> + MaybeSend + 'static + use<T, E> {
        self.client.list(query)
    }

    /// The pages from the one asked for to the last, fetched as they are consumed. Ends behind the
    /// first error.
    pub fn pages(&self, query: &E) -> PageStream<T, E::Row> {
        self.client.pages(query)
    }

    /// The rows from the page asked for to the end of the list, each once, fetched as they are
    /// consumed, 100 to a page unless told otherwise. Ends behind the first error.
    pub fn all(&self, query: &E) -> RowStream<T, E::Row> {
        self.client.all(query)
    }
}
