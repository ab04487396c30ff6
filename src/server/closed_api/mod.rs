//! bukaOlshop's Closed API, one file for each endpoint: what a shop's owner can see and change.
//!
//! Documentation: "CLOSED API". Base address `https://bukaolshop.net/api/v1`; every request carries the
//! shop's API key as a bearer. The key can change the balance of any member: it belongs on a server, never
//! in a page. `POST` carries forms, `PATCH` and `DELETE` carry JSON.
//!
//! | call | endpoint |
//! |---|---|
//! | `aplikasi().info()` | `GET /aplikasi/info` |
//! | `produk().list`, `pages`, `all` | `GET /produk/list` |
//! | `produk().get`, `edit`, `delete` | `GET`, `PATCH`, `DELETE /produk/id` |
//! | `member().list`, `pages`, `all` | `GET /member/list` |
//! | `member().get` | `GET /member/id` |
//! | `saldo().get`, `change` | `GET`, `POST /member/saldo` |
//! | `saldo().topup` | `POST /member/topup` |
//! | `saldo().outcome_of` | `GET /member/saldo`, compared with what it said before |
//! | `chat().create` | `POST /chat/create` |
//! | `transaksi().list`, `pages`, `all` | `GET /transaksi/list` |
//! | `transaksi().get` | `GET /transaksi/id` |
//! | `transaksi().status`, `resi` | `PATCH /transaksi/id` |
//!
//! A balance is changed like this:
//!
#![cfg_attr(feature = "native", doc = "```no_run")]
#![cfg_attr(not(feature = "native"), doc = "```ignore")]
//! use bukaolshop::ErrorKind;
//! use bukaolshop::server::closed_api::ClosedApi;
//! use bukaolshop::server::closed_api::member::SaldoChange;
//! use bukaolshop::server::{Member, Options, Outcome};
//! use bukaolshop::transport::native::Native;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let closed = ClosedApi::with_transport("API KEY", Options::new(), Native::new()?)?;
//! let member = Member::id("289820");
//!
//! let before = closed.saldo().get(&member).await?;
//! let change = SaldoChange::tambah(member, 20_000).catatan("Bonus ulang tahun #1755");
//! match closed.saldo().change(&change).await {
//!     Ok(changed) => println!("{}", changed.id_perubahan),
//!     Err(error) if error.kind == ErrorKind::UnknownOutcome => {
//!         let movement = error.movement.as_deref().ok_or("no movement")?;
//!         match closed.saldo().outcome_of(movement, &before).await? {
//!             Outcome::Changed => println!("it did"),
//!             Outcome::NotChanged => println!("it did not, and can be repeated"),
//!             Outcome::Unclear => println!("somebody has to look"),
//!         }
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```

pub mod aplikasi;
pub mod chat;
mod key;
pub mod member;
pub mod menu;
mod outcome;
mod pace;
mod paging;
pub mod produk;
pub mod transaksi;
mod truth;

use std::fmt;

use serde_json::Value;

use self::key::Key;
use self::member::SaldoChanged;
use self::pace::Pace;
use super::call::Call;
use super::client::{Client, Options};
use super::member::Member;
use crate::error::Error;
use crate::transport::{Platform, Transport};

pub use key::CLOSED_API;
pub use outcome::compare;
pub use paging::LAST_PAGE;

/// A client of the Closed API.
///
/// Everything it can be asked is in [`menu`]; `T` is what carries the requests.
pub struct ClosedApi<T: Transport<Tree = Value>> {
    client: Client<T, Key>,
    pace: Pace,
}

impl<T: Transport<Tree = Value>> fmt::Debug for ClosedApi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClosedApi")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl<T: Transport<Tree = Value>> ClosedApi<T> {
    /// A client over a transport of your own, for the shop that this key is of: bukaOlshop's app for
    /// Android generates it.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidArgument`] for a key that is empty or that no header can hold.
    pub fn with_transport(api_key: &str, options: Options, transport: T) -> Result<Self, Error> {
        Ok(Self {
            client: Client::with_transport(Key::new(api_key)?, options, transport),
            pace: Pace::default(),
        })
    }

    /// Asks a call. One that changes the balance of a member waits until five seconds have gone by since
    /// the last change of that member's balance that went through this client: the server refuses it
    /// before. Calls about one member queue up. Who is named by `id_user` here and by `email_user` there is
    /// known to be the same once an answer has told both; two such calls at once do not know of each other,
    /// and the server refuses the second.
    ///
    /// # Errors
    /// Any [`crate::ErrorKind`].
    pub async fn ask<C: Call>(&self, call: &C) -> Result<C::Answer, Error> {
        self.client.check(call)?;
        let platform = self.client.platform();
        let _turn = match call.moves_money().and_then(|movement| movement.member) {
            Some(member) => Some(self.pace.turn(member, platform).await),
            None => None,
        };
        self.client.ask(call).await
    }

    /// Asks for a change of a balance. Its answer tells both names of the member.
    async fn change<C: Call<Answer = SaldoChanged>>(
        &self,
        call: &C,
    ) -> Result<SaldoChanged, Error> {
        let changed = self.ask(call).await?;
        let now = self.client.platform().now();
        for member in [
            Member::id(&changed.id_user),
            Member::email(&changed.email_user),
        ] {
            self.pace.also(member, now);
        }
        Ok(changed)
    }
}
