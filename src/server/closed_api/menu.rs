//! The calls of the Closed API, grouped by what they are about: `closed.produk().list(1)`.

use std::time::Duration;

use futures_util::stream::Stream;
use serde_json::Value;

use super::ClosedApi;
use super::aplikasi::{AplikasiInfo, AplikasiInfoQuery, InfoLimit, InfoLimitQuery};
use super::chat::{ChatCreate, ChatCreated};
use super::extra::{ExtraParameters, TakesExtra, WithExtra};
use super::member::{
    MemberDetail, MemberGet, MemberList, MemberRow, Notifikasi, NotifikasiSent, Saldo, SaldoChange,
    SaldoChanged, SaldoGet, Topup,
};
use super::outcome::{SETTLED, compare};
use super::produk::{
    IdUpload, IdUploadQuery, ProdukChanged, ProdukCreate, ProdukDelete, ProdukDetail, ProdukEdit,
    ProdukGet, ProdukList, ProdukQueued, ProdukRow,
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

/// What each group of calls holds: the client, and the extra parameters that its calls carry.
#[derive(Debug)]
struct Group<'c, T: Transport<Tree = Value>> {
    api: &'c ClosedApi<T>,
    extra: ExtraParameters,
}

impl<'c, T: Transport<Tree = Value>> Group<'c, T> {
    fn with<C: TakesExtra>(&self, call: C) -> WithExtra<C> {
        WithExtra::new(call, self.extra.clone())
    }

    async fn ask<C: TakesExtra>(&self, call: C) -> Result<C::Answer, Error> {
        self.api.ask(&self.with(call)).await
    }

    fn walk<L: Listing<Row: Clone> + TakesExtra>(
        &self,
        from: L,
    ) -> impl Stream<Item = Result<Page<L::Row>, Error>> + use<'c, T, L> {
        let (api, first) = (self.api, self.with(from));
        walk::pages(first, async |listing: WithExtra<L>| api.ask(&listing).await)
    }
}

/// Declares groups of calls.
macro_rules! groups {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<'c, T: Transport<Tree = Value>>(Group<'c, T>);

        impl<'c, T: Transport<Tree = Value>> $name<'c, T> {
            /// The same calls, with these parameters beside their own.
            #[must_use]
            pub fn extra(self, extra: ExtraParameters) -> Self {
                let api = self.0.api;
                Self(Group { api, extra })
            }
        }
    )*};
}

groups! {
    /// The calls about the shop's app.
    Aplikasi,
    /// The calls about the shop's products.
    Produk,
    /// The calls about the shop's members.
    Members,
    /// The calls about the balances of members.
    Saldos,
    /// The calls about messages to members.
    Chat,
    /// The calls about the shop's orders.
    Transaksi,
}

impl<T: Transport<Tree = Value>> ClosedApi<T> {
    /// The calls about the shop's app (`/aplikasi/info`, `/aplikasi/info_limit`).
    pub fn aplikasi(&self) -> Aplikasi<'_, T> {
        Aplikasi(self.group())
    }

    /// The calls about the shop's products (`/produk/list`, `/produk/id`, `/produk/id_upload`,
    /// `/produk/create`).
    pub fn produk(&self) -> Produk<'_, T> {
        Produk(self.group())
    }

    /// The calls about the shop's members (`/member/list`, `/member/id`, `/member/notifikasi`).
    pub fn member(&self) -> Members<'_, T> {
        Members(self.group())
    }

    /// The calls about the balances of members (`/member/saldo`, `/member/topup`).
    pub fn saldo(&self) -> Saldos<'_, T> {
        Saldos(self.group())
    }

    /// The calls about messages to members (`/chat/create`).
    pub fn chat(&self) -> Chat<'_, T> {
        Chat(self.group())
    }

    /// The calls about the shop's orders (`/transaksi/list`, `/transaksi/id`).
    pub fn transaksi(&self) -> Transaksi<'_, T> {
        Transaksi(self.group())
    }

    fn group(&self) -> Group<'_, T> {
        Group {
            api: self,
            extra: ExtraParameters::new(),
        }
    }
}

impl<'c, T: Transport<Tree = Value>> Aplikasi<'c, T> {
    /// `GET /aplikasi/info`: the shop's app, its subscription and its owner.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn info(&self) -> Result<AplikasiInfo, Error> {
        self.0.ask(AplikasiInfoQuery).await
    }

    /// `GET /aplikasi/info_limit`: how many requests the shop has sent today. The limits are those of
    /// [`SubscriptionPlan::daily_limits`](super::aplikasi::SubscriptionPlan::daily_limits). The client's own
    /// [`quota`](ClosedApi::quota) follows the answer.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn info_limit(&self) -> Result<InfoLimit, Error> {
        let limit = self.0.ask(InfoLimitQuery).await?;
        let api = self.0.api;
        let platform = api.client.platform();
        let total = limit.jumlah_request;
        api.budget.recounted(total, true, platform).await;
        Ok(limit)
    }
}

impl<'c, T: Transport<Tree = Value>> Produk<'c, T> {
    /// `GET /produk/list`: one page of products; `page` is from 1 to 600.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for a page that is not from 1
    /// to 600.
    pub async fn list(&self, page: u32) -> Result<Page<ProdukRow>, Error> {
        self.0.ask(ProdukList { page }).await
    }

    /// The pages from `page` to the last one; each is requested when the stream is polled for it. The
    /// stream ends after an error, and behind page 600, the last one that the API serves.
    pub fn pages(
        &self,
        page: u32,
    ) -> impl Stream<Item = Result<Page<ProdukRow>, Error>> + use<'c, T> {
        self.0.walk(ProdukList { page })
    }

    /// All products, each once; see [`pages`](Self::pages) for when a page is requested.
    pub fn all(&self) -> impl Stream<Item = Result<ProdukRow, Error>> + use<'c, T> {
        walk::rows::<ProdukList>(self.pages(1), |_| {})
    }

    /// The products from `page` on, each once. `on_page` sees each page before its rows are given out: its
    /// [`rejected`](Page::rejected) are rows that are left out, and [`truncated`](Page::truncated) says that
    /// the list goes on where the API ends. After an error the walk can be taken up at its
    /// [`place`](crate::Details::place).
    pub fn all_from<O: FnMut(&Page<ProdukRow>)>(
        &self,
        page: u32,
        on_page: O,
    ) -> impl Stream<Item = Result<ProdukRow, Error>> + use<'c, T, O> {
        walk::rows::<ProdukList>(self.pages(page), on_page)
    }

    /// `GET /produk/id`: the details of one product.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`BadRequest`](crate::ErrorKind::BadRequest) for a product that does
    /// not exist.
    pub async fn get(&self, id_barang: &str) -> Result<ProdukDetail, Error> {
        let id_barang = id_barang.to_owned();
        self.0.ask(ProdukGet { id_barang }).await
    }

    /// `PATCH /produk/id`: changes the fields of a product that `edit` sets.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for an edit
    /// without any field.
    pub async fn edit(&self, edit: &ProdukEdit) -> Result<ProdukChanged, Error> {
        self.0.ask(edit.clone()).await
    }

    /// `DELETE /produk/id`: deletes a product.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`BadRequest`](crate::ErrorKind::BadRequest) for a product that does
    /// not exist.
    pub async fn delete(&self, id_barang: &str) -> Result<ProdukChanged, Error> {
        let id_barang = id_barang.to_owned();
        self.0.ask(ProdukDelete { id_barang }).await
    }

    /// `GET /produk/id_upload`: the categories and the places that a new product can have.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn id_upload(&self) -> Result<IdUpload, Error> {
        self.0.ask(IdUploadQuery).await
    }

    /// `POST /produk/create`: queues a new product, which appears 5 to 20 minutes later. The request is
    /// sent once; after an error without an answer the product may be queued all the same.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; for [`BadRequest`](crate::ErrorKind::BadRequest), `status` says what the
    /// server does not like about the product.
    pub async fn create(&self, produk: &ProdukCreate) -> Result<ProdukQueued, Error> {
        self.0.ask(produk.clone()).await
    }
}

impl<'c, T: Transport<Tree = Value>> Members<'c, T> {
    /// `GET /member/list`: one page of members; `page` is from 1 to 600.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for a page that is not from 1
    /// to 600.
    pub async fn list(&self, page: u32) -> Result<Page<MemberRow>, Error> {
        self.0.ask(MemberList { page }).await
    }

    /// The pages from `page` to the last one; each is requested when the stream is polled for it. The
    /// stream ends after an error, and behind page 600, the last one that the API serves.
    pub fn pages(
        &self,
        page: u32,
    ) -> impl Stream<Item = Result<Page<MemberRow>, Error>> + use<'c, T> {
        self.0.walk(MemberList { page })
    }

    /// All members, each once; see [`pages`](Self::pages) for when a page is requested.
    pub fn all(&self) -> impl Stream<Item = Result<MemberRow, Error>> + use<'c, T> {
        walk::rows::<MemberList>(self.pages(1), |_| {})
    }

    /// The members from `page` on, each once. `on_page` sees each page before its rows are given out: its
    /// [`rejected`](Page::rejected) are rows that are left out, and [`truncated`](Page::truncated) says that
    /// the list goes on where the API ends. After an error the walk can be taken up at its
    /// [`place`](crate::Details::place).
    pub fn all_from<O: FnMut(&Page<MemberRow>)>(
        &self,
        page: u32,
        on_page: O,
    ) -> impl Stream<Item = Result<MemberRow, Error>> + use<'c, T, O> {
        walk::rows::<MemberList>(self.pages(page), on_page)
    }

    /// `GET /member/id`: the details of one member.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`NotFound`](crate::ErrorKind::NotFound) for a member who does not exist.
    pub async fn get(&self, member: &Member) -> Result<MemberDetail, Error> {
        let member = member.clone();
        self.0.ask(MemberGet { member }).await
    }

    /// `POST /member/notifikasi`: sends a notification to the member's app. The request is sent once; after
    /// an error without an answer the notification may have been sent all the same.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn notifikasi(&self, notifikasi: &Notifikasi) -> Result<NotifikasiSent, Error> {
        self.0.ask(notifikasi.clone()).await
    }
}

impl<'c, T: Transport<Tree = Value>> Saldos<'c, T> {
    /// `GET /member/saldo`: a member's balance and its history.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`NotFound`](crate::ErrorKind::NotFound) for a member who does not exist.
    pub async fn get(&self, member: &Member) -> Result<Saldo, Error> {
        let member = member.clone();
        self.0.ask(SaldoGet { member }).await
    }

    /// `POST /member/saldo`: changes a member's balance. The request is sent once, five seconds or more
    /// after the last change of this balance; see [`ClosedApi::ask`].
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`Forbidden`](crate::ErrorKind::Forbidden) for a change that takes more than the balance
    /// holds, and [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome) when no answer
    /// says whether the balance was changed. In that case call [`outcome_of`](Self::outcome_of) before
    /// sending the change again.
    pub async fn change(&self, change: &SaldoChange) -> Result<SaldoChanged, Error> {
        self.0.api.change(&self.0.with(change.clone())).await
    }

    /// `POST /member/topup`: confirms a member's top-up. The request is sent once.
    ///
    /// # Errors
    /// As [`change`](Self::change). Where bukaOlshop knows another sum than `validasi_jumlah_topup`, the
    /// error is [`BadRequest`](crate::ErrorKind::BadRequest), its `path` is that field, and no balance has
    /// changed.
    pub async fn topup(&self, topup: &Topup) -> Result<SaldoChanged, Error> {
        self.0.api.change(&self.0.with(topup.clone())).await
    }

    /// Finds out whether a movement was made whose outcome was unknown. `before` is the member's balance
    /// from before the movement was sent.
    ///
    /// The method reads the balance and returns [`Outcome::Changed`] if the history shows the movement.
    /// If the history does not show it, the server may still be working on the request; the method then
    /// waits until a minute has passed since the movement was sent, and reads the balance once more.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for a movement
    /// whose `member` is `None`.
    pub async fn outcome_of(&self, movement: &Movement, before: &Saldo) -> Result<Outcome, Error> {
        let member = movement.member.as_ref().ok_or_else(|| {
            Error::argument("movement tanpa member: periksa sendiri transaksi atau topup itu")
        })?;
        let seen = compare(movement, before, &self.get(member).await?);
        if seen == Outcome::Changed {
            return Ok(seen);
        }
        let platform = self.0.api.client.platform();
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
    /// `POST /chat/create`: sends a message. The request is sent once.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`NotFound`](crate::ErrorKind::NotFound) for a member who does not exist, and
    /// [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome) when no answer says whether the message was sent.
    pub async fn create(&self, chat: &ChatCreate) -> Result<ChatCreated, Error> {
        self.0.ask(chat.clone()).await
    }
}

impl<'c, T: Transport<Tree = Value>> Transaksi<'c, T> {
    /// `GET /transaksi/list`: one page of orders.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`InvalidArgument`](crate::ErrorKind::InvalidArgument) for a page that is not from 1
    /// to 600.
    pub async fn list(&self, query: &TransaksiList) -> Result<Page<TransaksiRow>, Error> {
        self.0.ask(query.clone()).await
    }

    /// The pages from the page of `query` to the last one; each is requested when the stream is polled
    /// for it. The stream ends after an error, and behind page 600, the last one that the API serves.
    pub fn pages(
        &self,
        query: &TransaksiList,
    ) -> impl Stream<Item = Result<Page<TransaksiRow>, Error>> + use<'c, T> {
        self.0.walk(query.clone())
    }

    /// The orders from the page of `query` to the last one, each once; see [`pages`](Self::pages) for
    /// when a page is requested.
    pub fn all(
        &self,
        query: &TransaksiList,
    ) -> impl Stream<Item = Result<TransaksiRow, Error>> + use<'c, T> {
        walk::rows::<TransaksiList>(self.pages(query), |_| {})
    }

    /// The orders from the page of `query` on, each once. `on_page` sees each page before its rows are given
    /// out, with the rows that are left out and whether the list goes on where the API ends. After an error
    /// the walk can be taken up at its [`place`](crate::Details::place).
    pub fn all_from<O: FnMut(&Page<TransaksiRow>)>(
        &self,
        query: &TransaksiList,
        on_page: O,
    ) -> impl Stream<Item = Result<TransaksiRow, Error>> + use<'c, T, O> {
        walk::rows::<TransaksiList>(self.pages(query), on_page)
    }

    /// `GET /transaksi/id`: the details of one order, with its products and its addresses.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`NotFound`](crate::ErrorKind::NotFound) for an order that does not exist.
    pub async fn get(&self, nomor_pembayaran: &str) -> Result<TransaksiDetail, Error> {
        let nomor_pembayaran = nomor_pembayaran.to_owned();
        self.0.ask(TransaksiGet { nomor_pembayaran }).await
    }

    /// `PATCH /transaksi/id`: changes an order's status.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`UnknownOutcome`](crate::ErrorKind::UnknownOutcome) for a refund when
    /// no answer says whether it was made. [`get`](Self::get) shows whether the order is cancelled.
    pub async fn status(
        &self,
        nomor_pembayaran: &str,
        status_transaksi: StatusTransaksi,
    ) -> Result<StatusChanged, Error> {
        let change = StatusChange {
            nomor_pembayaran: nomor_pembayaran.to_owned(),
            status_transaksi,
        };
        self.0.ask(change).await
    }

    /// `PATCH /transaksi/id`: enters the courier's tracking number of an ordered product.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`]; [`NotFound`](crate::ErrorKind::NotFound) for a product of an order that does not exist.
    pub async fn resi(&self, resi: &ResiChange) -> Result<ResiChanged, Error> {
        self.0.ask(resi.clone()).await
    }
}
