//! The system that orders go to, and how each finds out whether it has one already.
//!
//! | system | knows an order that comes twice | can be asked for it | after an unknown outcome |
//! |---|---|---|---|
//! | Mitra Bunso | no | yes: list with the invoice as `q` | looks for the invoice, and sends again if it is not there |
//! | OneTablet | yes, by the order's id | not needed | sends again |
//! | OneSolu | no | no: only by the id that it gave itself | held for a person |
//! | commerce API | no | no | held for a person |

use std::error::Error as StdError;

use bukaolshop::Error;
use bukaolshop::server::callback::{Errand, Failed, Rejection};
use bukaolshop::server::closed_api::member::MemberDetail;
use bukaolshop::server::closed_api::transaksi::TransaksiDetail;
use bukaolshop::server::forward::{
    self, MapError, Mapped, Source, mitra_bunso as to_mitra, onetablet as to_tablet,
};
use bukaolshop::server::orders::commerce::{Commerce, Credentials, OrderCreate};
use bukaolshop::server::orders::mitra_bunso::{MitraBunso, NewOrder, OrderList, OrderRow};
use bukaolshop::server::orders::onesolu::{self, OneSolu};
use bukaolshop::server::orders::onetablet::order::{Order, Store};
use bukaolshop::server::orders::onetablet::{Delivery, DeliveryStatus, OneTablet};
use bukaolshop::server::{Options, Outcome};
use bukaolshop::transport::native::Native;

use crate::config;
use crate::log;

/// A system, and what it has to be told beside the order.
pub(crate) enum Target {
    Mitra(Box<MitraBunso<Native>>, to_mitra::Profile),
    Commerce(Box<Commerce<Native>>, forward::commerce::Profile),
    OneSolu(Box<OneSolu<Native>>, forward::onesolu::Profile),
    OneTablet(Box<OneTablet<Native>>, Box<to_tablet::Profile>),
}

/// An order on its way to a system, or one of an order's shipments.
pub(crate) enum Errands<'t> {
    Mitra(&'t MitraBunso<Native>, Vec<NewOrder>),
    Commerce(&'t Commerce<Native>, Vec<OrderCreate>),
    OneSolu(&'t OneSolu<Native>, Vec<onesolu::create_order::NewOrder>),
    OneTablet(&'t OneTablet<Native>, Vec<Order>),
}

impl Target {
    pub(crate) fn open(config: &config::Target) -> Result<Self, Box<dyn StdError>> {
        let transport = Native::new()?;
        Ok(match config {
            config::Target::MitraBunso {
                base_url,
                token,
                id_user,
                shop_id,
                shop_name,
                couriers,
                products,
            } => {
                let options = options(base_url.as_deref())?;
                let client = MitraBunso::with_transport(token, id_user, options, transport)?;
                let profile = to_mitra::Profile {
                    shop_id: shop_id.clone(),
                    shop_name: shop_name.clone(),
                    couriers: couriers.clone(),
                    products: products.clone(),
                    ..to_mitra::Profile::default()
                };
                Target::Mitra(Box::new(client), profile)
            }
            config::Target::Commerce {
                base_url,
                api_key,
                country,
                users,
                products,
            } => {
                let credentials = Credentials::api_key(api_key)?;
                let client =
                    Commerce::with_transport(base_url, credentials, Options::new(), transport)?;
                let profile = forward::commerce::Profile {
                    products: products.clone(),
                    users: users.clone(),
                    user: None,
                    country: country.clone(),
                    alamat: None,
                };
                Target::Commerce(Box::new(client), profile)
            }
            config::Target::Onesolu {
                base_url,
                api_key,
                customers,
                menu,
            } => {
                let options = options(base_url.as_deref())?;
                let client = OneSolu::with_transport(api_key, options, transport)?;
                let profile = forward::onesolu::Profile {
                    menu: menu.clone(),
                    customers: customers.clone(),
                    customer: None,
                };
                Target::OneSolu(Box::new(client), profile)
            }
            config::Target::Onetablet {
                base_url,
                api_key,
                store,
                categories,
            } => {
                let client =
                    OneTablet::with_transport(base_url, api_key, Options::new(), transport)?;
                let profile = to_tablet::Profile {
                    categories: categories.clone(),
                    ..to_tablet::Profile::new(Store {
                        merchant_supplied_id: store.clone(),
                        provider_type: "bukaolshop".to_owned(),
                        timezone: Some("Asia/Jakarta".to_owned()),
                        store_business: None,
                        extra: serde_json::Map::new(),
                    })
                };
                Target::OneTablet(Box::new(client), Box::new(profile))
            }
        })
    }

    /// Its name in the journal.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Target::Mitra(..) => "mitra_bunso",
            Target::Commerce(..) => "commerce",
            Target::OneSolu(..) => "onesolu",
            Target::OneTablet(..) => "onetablet",
        }
    }

    /// The orders that a transaction becomes.
    pub(crate) fn map(
        &self,
        transaksi: &TransaksiDetail,
        member: &MemberDetail,
    ) -> Result<Errands<'_>, MapError> {
        let source = Source::new(transaksi).member(member);
        Ok(match self {
            Target::Mitra(client, profile) => {
                Errands::Mitra(client, orders(to_mitra::map(&source, profile)?))
            }
            Target::Commerce(client, profile) => {
                Errands::Commerce(client, orders(forward::commerce::map(&source, profile)?))
            }
            Target::OneSolu(client, profile) => {
                Errands::OneSolu(client, orders(forward::onesolu::map(&source, profile)?))
            }
            Target::OneTablet(client, profile) => {
                Errands::OneTablet(client, orders(to_tablet::map(&source, profile)?))
            }
        })
    }

    /// Tells the system how far a courier is, where it wants to know.
    pub(crate) async fn courier(
        &self,
        delivery: &mut Delivery,
        status: DeliveryStatus,
    ) -> Option<Result<(), Error>> {
        match self {
            Target::OneTablet(client, _) => {
                let told = client.delivery_status(delivery, status, None).await;
                Some(told.map(drop))
            }
            _ => None,
        }
    }
}

fn orders<O>(mapped: Mapped<O>) -> Vec<O> {
    mapped.orders
}

fn options(base_url: Option<&str>) -> Result<Options, Error> {
    match base_url {
        Some(base_url) => Options::new().base_url(base_url),
        None => Ok(Options::new()),
    }
}

/// One of them.
pub(crate) struct One<'e> {
    all: &'e Errands<'e>,
    at: usize,
    /// The shop's own number for it.
    pub(crate) reference: String,
}

impl Errands<'_> {
    /// Each of them. `nomor` is the transaction's.
    pub(crate) fn each<'e>(&'e self, nomor: &'e str) -> impl Iterator<Item = One<'e>> {
        let count = match self {
            Errands::Mitra(_, orders) => orders.len(),
            Errands::Commerce(_, orders) => orders.len(),
            Errands::OneSolu(_, orders) => orders.len(),
            Errands::OneTablet(_, orders) => orders.len(),
        };
        (0..count).map(move |at| One {
            all: self,
            at,
            reference: match self {
                Errands::Mitra(_, orders) => orders
                    .get(at)
                    .map_or_else(String::new, |order| order.order.invoice.clone()),
                _ => nomor.to_owned(),
            },
        })
    }
}

impl Errand for One<'_> {
    async fn look(&self) -> Result<Option<Outcome>, Rejection> {
        let Errands::Mitra(client, _) = self.all else {
            return Ok(None);
        };
        let seen = find_invoice(client, &self.reference).await?;
        if seen == Outcome::Changed {
            log::order(&self.reference, "found: it was forwarded before");
        }
        Ok(Some(seen))
    }

    async fn send(&self) -> Result<(), Failed> {
        Ok(self.ask().await?)
    }

    /// OneTablet knows an order that comes twice.
    fn repeatable(&self) -> bool {
        matches!(self.all, Errands::OneTablet(..))
    }
}

impl One<'_> {
    async fn ask(&self) -> Result<(), Error> {
        match self.all {
            Errands::Mitra(client, orders) => match orders.get(self.at) {
                Some(call) => client.ask(call).await.map(drop),
                None => Ok(()),
            },
            Errands::Commerce(client, orders) => match orders.get(self.at) {
                Some(call) => client.ask(call).await.map(drop),
                None => Ok(()),
            },
            Errands::OneSolu(client, orders) => match orders.get(self.at) {
                Some(call) => client.ask(call).await.map(drop),
                None => Ok(()),
            },
            Errands::OneTablet(client, orders) => match orders.get(self.at) {
                Some(order) => client.submit(order).await.map(drop),
                None => Ok(()),
            },
        }
    }
}

/// Whether Mitra Bunso has an order with this invoice.
async fn find_invoice(client: &MitraBunso<Native>, invoice: &str) -> Result<Outcome, Error> {
    let mut query = OrderList {
        q: Some(invoice.to_owned()),
        ..OrderList::default()
    };
    loop {
        let slice = client.list(&query).await?;
        let is = |row: &OrderRow| {
            row.order.invoice == invoice || row.updated_invoice.as_deref() == Some(invoice)
        };
        if slice.data.iter().any(is) {
            return Ok(Outcome::Changed);
        }
        if !slice.rejected.is_empty() {
            // It may be the one that cannot be read.
            return Ok(Outcome::Unclear);
        }
        match slice.next_offset {
            Some(offset) => query.offset = offset,
            None => return Ok(Outcome::NotChanged),
        }
    }
}
