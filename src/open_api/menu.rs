//! The Open API as a menu: `client.produk().list(&query)`, with rows of Rust's own types.
//!
//! For transports whose answers are [`Value`]s. The module of a page hands its rows out as the
//! engine's objects and has no use for these.

use std::marker::PhantomData;

use futures_util::stream::{self, Stream, TryStreamExt};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::kategori::{Kategori, KategoriQuery};
use super::kostumpage::{KostumPage, KostumPageQuery};
use super::produk::ProdukQuery;
use super::slide::{Slide, SlideQuery};
use super::user::catatan::{CatatanPoinQuery, CatatanSaldoQuery};
use super::user::info::{UserInfo, UserInfoQuery};
use super::user::transaksi::TransaksiQuery;
use crate::client::walk::pages;
use crate::client::{By, Client};
use crate::endpoint::Paged;
use crate::error::{Error, ErrorKind};
use crate::page::{Page, Rows};
use crate::repair::Rejected;
use crate::transport::Transport;

/// A list that comes in pages.
#[derive(Debug)]
pub struct List<'c, T: Transport, E> {
    client: &'c Client<T>,
    endpoint: PhantomData<E>,
}

/// What is known of the member who is logged in.
#[derive(Debug)]
pub struct User<'c, T: Transport> {
    client: &'c Client<T>,
}

impl<T: Transport<Tree = Value>> Client<T> {
    /// The shop's products (`/app/produk`).
    pub fn produk(&self) -> List<'_, T, ProdukQuery> {
        List::new(self)
    }

    /// The shop's categories (`/app/kategori`), all at once.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but [`ErrorKind::NotLoggedIn`].
    pub async fn kategori(&self, query: &KategoriQuery) -> Result<Rows<Kategori>, Error> {
        Ok(typed_rows(self.rows(query).await?))
    }

    /// The shop's slides (`/app/slide`), all at once.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but [`ErrorKind::NotLoggedIn`].
    pub async fn slide(&self) -> Result<Rows<Slide>, Error> {
        Ok(typed_rows(self.rows(&SlideQuery).await?))
    }

    /// The shop's custom pages (`/app/kostumpage`), all at once.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but [`ErrorKind::NotLoggedIn`].
    pub async fn kostumpage(&self) -> Result<Rows<KostumPage>, Error> {
        Ok(typed_rows(self.rows(&KostumPageQuery).await?))
    }

    /// The member who is logged in.
    pub fn user(&self) -> User<'_, T> {
        User { client: self }
    }
}

impl<'c, T: Transport<Tree = Value>> User<'c, T> {
    /// Profile, balance and points (`/user/info`).
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn info(&self) -> Result<UserInfo, Error> {
        let value = self.client.object(&UserInfoQuery).await?;
        typed(value).map_err(|_| Error::new(ErrorKind::InvalidResponse))
    }

    /// Changes of the balance (`/user/catatan?tipe=saldo`).
    pub fn catatan_saldo(&self) -> List<'c, T, CatatanSaldoQuery> {
        List::new(self.client)
    }

    /// Changes of the points (`/user/catatan?tipe=poin`).
    pub fn catatan_poin(&self) -> List<'c, T, CatatanPoinQuery> {
        List::new(self.client)
    }

    /// Orders (`/user/transaksi`).
    pub fn transaksi(&self) -> List<'c, T, TransaksiQuery> {
        List::new(self.client)
    }
}

impl<'c, T: Transport<Tree = Value>, E> List<'c, T, E>
where
    E: Paged,
    E::Row: DeserializeOwned,
{
    fn new(client: &'c Client<T>) -> Self {
        Self {
            client,
            endpoint: PhantomData,
        }
    }

    /// One page.
    ///
    /// # Errors
    /// Any [`ErrorKind`].
    pub async fn list(&self, query: &E) -> Result<Page<E::Row>, Error> {
        Ok(typed_page(self.client.page(query).await?))
    }

    /// The pages from the one asked for to the last, fetched as they are consumed. Ends behind the
    /// first error.
    pub fn pages(
        &self,
        query: &E,
    ) -> impl Stream<Item = Result<Page<E::Row>, Error>> + use<'c, T, E> {
        pages(self.client, self.client.walk(query, By::Pages)).map_ok(typed_page)
    }

    /// The rows from the page asked for to the end of the list, each once, fetched as they are
    /// consumed, 100 to a page unless told otherwise. Ends behind the first error.
    pub fn all(&self, query: &E) -> impl Stream<Item = Result<E::Row, Error>> + use<'c, T, E> {
        let pages = pages(self.client, self.client.walk(query, By::Rows));
        pages
            .map_ok(|page| stream::iter(typed_page(page).data.into_iter().map(Ok)))
            .try_flatten()
    }
}

fn typed<R: DeserializeOwned>(value: Value) -> Result<R, serde_json::Error> {
    serde_json::from_value(value)
}

fn typed_page<R: DeserializeOwned>(page: Page<Value, Value>) -> Page<R> {
    let Page {
        data,
        page,
        total_data,
        has_next,
        source,
        rejected,
        mut rest,
        #[cfg(feature = "server")]
        truncated,
    } = page;
    let Rows { data, rejected, .. } = typed_rows(Rows {
        data,
        rejected,
        source,
    });
    if let Some(fields) = rest.as_object_mut() {
        fields.remove("data");
    }
    Page {
        data,
        page,
        total_data,
        has_next,
        source,
        #[cfg(feature = "server")]
        truncated,
        rejected,
        rest,
    }
}

/// A row that was repaired has the types of its struct; should a field that the documentation does
/// not know clash with them all the same, it is one more rejected row.
fn typed_rows<R: DeserializeOwned>(rows: Rows<Value>) -> Rows<R> {
    let Rows {
        data,
        mut rejected,
        source,
    } = rows;
    let mut index = 0;
    let data = data.into_iter().filter_map(|value| {
        while rejected
            .iter()
            .any(|row| row.index == index && is_whole(row))
        {
            index += 1;
        }
        let row = typed(value);
        if row.is_err() {
            rejected.push(Rejected {
                index,
                path: format!("data[{index}]"),
                reason: "tidak terbaca",
            });
        }
        index += 1;
        row.ok()
    });
    let data = data.collect();
    rejected.sort_by_key(|row| row.index);
    Rows {
        data,
        rejected,
        source,
    }
}

/// Whether the row itself was left out, not a row inside it.
fn is_whole(rejected: &Rejected) -> bool {
    rejected.path.matches('[').count() == 1
}
