//! The Closed API as a menu: `closed.produk().list(1)`.

use std::time::Duration;

use futures_util::stream::Stream;
use serde_json::Value;

use super::ClosedApi;
use super::aplikasi::{AplikasiInfo, AplikasiInfoQuery};
use super::chat::{ChatCreate, ChatCreated};
use super::member::{
    MemberDetail, MemberGet, MemberList, MemberRow, Saldo, SaldoChange, SaldoChanged, SaldoGet,
    Topup,
};
use super::outcome::{SETTLED, compare};
use super::produk::{
    ProdukChanged, ProdukDelete, ProdukDetail, ProdukEdit, ProdukGet, ProdukList, ProdukRow,
};
use super::transaksi::{
    ResiChange, ResiChanged, StatusChange, StatusChanged, StatusTransaksi, TransaksiDetail,
    TransaksiGet, TransaksiList, TransaksiRow,
};
use crate::error::Error;
use crate::page::Page;
use crate::server::member::Member;
use crate::server::money::{Movement, Outcome};
use crate::server::walk::{self, Listing};
use crate::transport::{Platform, Transport, milliseconds};

/// The shop's app.
#[derive(Debug)]
pub struct Aplikasi<'c, T: Transport<Tree = Value>>(&'c ClosedApi<T>);

/// The shop's products.
#[derive(Debug)]
pub struct Produk<'c, T: Transport<Tree = Value>>(&'c ClosedApi<T>);

/// The shop's members.
#[derive(Debug)]
pub struct Members<'c, T: Transport<Tree = Value>>(&'c ClosedApi<T>);

/// The balances of members.
#[derive(Debug)]
pub struct Saldos<'c, T: Transport<Tree = Value>>(&'c ClosedApi<T>);

/// Messages to members.
#[derive(Debug)]
pub struct Chat<'c, T: Transport<Tree = Value>>(&'c ClosedApi<T>);

/// The shop's orders.
#[derive(Debug)]
pub struct Transaksi<'c, T: Transport<Tree = Value>>(&'c ClosedApi<T>);

impl<T: Transport<Tree = Value>> ClosedApi<T> {
    /// The shop's app (`/aplikasi/info`).
    pub fn aplikasi(&self) -> Aplikasi<'_, T> {
        Aplikasi(self)
    }

    /// The shop's products (`/produk/list`, `/produk/id`).
    pub fn produk(&self) -> Produk<'_, T> {
        Produk(self)
    }

    /// The shop's members (`/member/list`, `/member/id`).
    pub fn member(&self) -> Members<'_, T> {
        Members(self)
    }

    /// The balances of members (`/member/saldo`, `/member/topup`).
    pub fn saldo(&self) -> Saldos<'_, T> {
        Saldos(self)
    }

    /// Messages to members (`/chat/create`).
    pub fn chat(&self) -> Chat<'_, T> {
        Chat(self)
    }

    /// The shop's orders (`/transaksi/list`, `/transaksi/id`).
    pub fn transaksi(&self) -> Transaksi<'_, T> {
        Transaksi(self)
    }

    fn walk<L: Listing<Row: Clone>>(
        &self,
        from: L,
    ) -> impl Stream<Item = Result<Page<L::Row>, Error>> + use<'_, T, L> {
        walk::pages(from, async |listing: L| self.ask(&listing).await)
    }
}

impl<'c, T: Transport<Tree = Value>> Aplikasi<'c, T> {
    /// The shop's app, its plan and its owner.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn info(&self) -> Result<AplikasiInfo, Error> {
        self.0.ask(&AplikasiInfoQuery).await
    }
}

impl<'c, T: Transport<Tree = Value>> Produk<'c, T> {
    /// One page, from 1 to 600.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn list(&self, page: u32) -> Result<Page<ProdukRow>, Error> {
        self.0.ask(&ProdukList { page }).await
    }

    /// The pages from this one to the last, fetched as they are consumed. Ends behind the first error,
    /// and at page 600, the last that the API gives out.
    pub fn pages(
        &self,
        page: u32,
    ) -> impl Stream<Item = Result<Page<ProdukRow>, Error>> + use<'c, T> {
        self.0.walk(ProdukList { page })
    }

    /// All products, each once, fetched as they are consumed: see [`pages`](Self::pages).
    pub fn all(&self) -> impl Stream<Item = Result<ProdukRow, Error>> + use<'c, T> {
        walk::rows::<ProdukList>(self.pages(1))
    }

    /// One product, with all there is to know of it.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`BadRequest`](crate::ErrorKind::BadRequest) for one that does not exist.
    pub async fn get(&self, id_barang: &str) -> Result<ProdukDetail, Error> {
        let id_barang = id_barang.to_owned();
        self.0.ask(&ProdukGet { id_barang }).await
    }

    /// Changes a product.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`InvalidArgument`](crate::ErrorKind::InvalidArgument) when there is
    /// nothing to change.
    pub async fn edit(&self, edit: &ProdukEdit) -> Result<ProdukChanged, Error> {
        self.0.ask(edit).await
    }

    /// Deletes a product.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`BadRequest`](crate::ErrorKind::BadRequest) for one that does not exist.
    pub async fn delete(&self, id_barang: &str) -> Result<ProdukChanged, Error> {
        let id_barang = id_barang.to_owned();
        self.0.ask(&ProdukDelete { id_barang }).await
    }
}

impl<'c, T: Transport<Tree = Value>> Members<'c, T> {
    /// One page, from 1 to 600.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn list(&self, page: u32) -> Result<Page<MemberRow>, Error> {
        self.0.ask(&MemberList { page }).await
    }

    /// The pages from this one to the last, fetched as they are consumed. Ends behind the first error,
    /// and at page 600, the last that the API gives out.
    pub fn pages(
        &self,
        page: u32,
    ) -> impl Stream<Item = Result<Page<MemberRow>, Error>> + use<'c, T> {
        self.0.walk(MemberList { page })
    }

    /// All members, each once, fetched as they are consumed: see [`pages`](Self::pages).
    pub fn all(&self) -> impl Stream<Item = Result<MemberRow, Error>> + use<'c, T> {
        walk::rows::<MemberList>(self.pages(1))
    }

    /// One member.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn get(&self, member: &Member) -> Result<MemberDetail, Error> {
        let member = member.clone();
        self.0.ask(&MemberGet { member }).await
    }
}

impl<'c, T: Transport<Tree = Value>> Saldos<'c, T> {
    /// A member's balance, and how it came about.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn get(&self, member: &Member) -> Result<Saldo, Error> {
        let member = member.clone();
        self.0.ask(&SaldoGet { member }).await
    }

    /// Changes a member's balance, once. It waits for its turn first: see [`ClosedApi::ask`].
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome) when nobody knows
    /// whether it was changed: ask [`outcome_of`](Self::outcome_of) then, and do not just repeat it.
    pub async fn change(&self, change: &SaldoChange) -> Result<SaldoChanged, Error> {
        self.0.change(change).await
    }

    /// Confirms a member's top-up, once.
    ///
    /// # Errors
    /// As [`change`](Self::change).
    pub async fn topup(&self, topup: &Topup) -> Result<SaldoChanged, Error> {
        self.0.change(topup).await
    }

    /// What became of a movement whose outcome was unknown. `before` is the member's balance from before
    /// it was sent.
    ///
    /// It looks, and where it sees the movement it says so. Where it does not, the request may still be
    /// under way: it waits until a minute has gone by since it was sent, and looks again.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for a movement of
    /// which the member is not known.
    pub async fn outcome_of(&self, movement: &Movement, before: &Saldo) -> Result<Outcome, Error> {
        let member = movement.member.as_ref().ok_or_else(|| {
            Error::argument("movement tanpa member: periksa sendiri transaksi atau topup itu")
        })?;
        let seen = compare(movement, before, &self.get(member).await?);
        if seen == Outcome::Changed {
            return Ok(seen);
        }
        let platform = self.0.client.platform();
        let age = milliseconds(platform.now()).saturating_sub(movement.at);
        let left = SETTLED.saturating_sub(Duration::from_millis(age));
        if left.is_zero() {
            return Ok(seen);
        }
        platform.sleep(left).await;
        Ok(compare(movement, before, &self.get(member).await?))
    }
}

impl<'c, T: Transport<Tree = Value>> Chat<'c, T> {
    /// Sends a message.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn create(&self, chat: &ChatCreate) -> Result<ChatCreated, Error> {
        self.0.ask(chat).await
    }
}

impl<'c, T: Transport<Tree = Value>> Transaksi<'c, T> {
    /// One page.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn list(&self, query: &TransaksiList) -> Result<Page<TransaksiRow>, Error> {
        self.0.ask(query).await
    }

    /// The pages from the one asked for to the last, fetched as they are consumed. Ends behind the first
    /// error, and at page 600, the last that the API gives out.
    pub fn pages(
        &self,
        query: &TransaksiList,
    ) -> impl Stream<Item = Result<Page<TransaksiRow>, Error>> + use<'c, T> {
        self.0.walk(query.clone())
    }

    /// The orders from the page asked for to the end, each once, fetched as they are consumed: see
    /// [`pages`](Self::pages).
    pub fn all(
        &self,
        query: &TransaksiList,
    ) -> impl Stream<Item = Result<TransaksiRow, Error>> + use<'c, T> {
        walk::rows::<TransaksiList>(self.pages(query))
    }

    /// One order, with all that was ordered and where it goes.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn get(&self, nomor_pembayaran: &str) -> Result<TransaksiDetail, Error> {
        let nomor_pembayaran = nomor_pembayaran.to_owned();
        self.0.ask(&TransaksiGet { nomor_pembayaran }).await
    }

    /// Changes an order's status.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome) for a refund of which
    /// nobody knows whether it was made: [`get`](Self::get) tells whether the order is cancelled.
    pub async fn status(
        &self,
        nomor_pembayaran: &str,
        status_transaksi: StatusTransaksi,
    ) -> Result<StatusChanged, Error> {
        let change = StatusChange {
            nomor_pembayaran: nomor_pembayaran.to_owned(),
            status_transaksi,
        };
        self.0.ask(&change).await
    }

    /// Enters the courier's number of what was ordered.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn resi(&self, resi: &ResiChange) -> Result<ResiChanged, Error> {
        self.0.ask(resi).await
    }
}
