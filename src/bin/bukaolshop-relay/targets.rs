//! The systems that orders go to: their clients, and what the configuration tells about each.

use bukaolshop::Error;
use bukaolshop::server::callback::Rejection;
use bukaolshop::server::forward::{self, MapError, Source};
use bukaolshop::server::orders::commerce::{Commerce, Credentials};
use bukaolshop::server::orders::mitra_bunso::MitraBunso;
use bukaolshop::server::orders::onesolu::OneSolu;
use bukaolshop::server::orders::onetablet::OneTablet;
use bukaolshop::server::orders::onetablet::order::Store;
use bukaolshop::server::{Options, RequestEvent};
use bukaolshop::transport::native::Native;

use crate::config::{Mistake, System, Systems};
use crate::metrics;
use crate::shop::Receiver;

/// A client, and the profile of its orders.
type Target<C, P> = Option<Box<(C, P)>>;

/// The systems that are configured.
pub(crate) struct Targets {
    mitra_bunso: Target<MitraBunso<Native>, forward::mitra_bunso::Profile>,
    onesolu: Target<OneSolu<Native>, forward::onesolu::Profile>,
    onetablet: Target<OneTablet<Native>, forward::onetablet::Profile>,
    commerce: Target<Commerce<Native>, forward::commerce::Profile>,
}

impl Targets {
    /// The clients of the systems.
    ///
    /// # Errors
    /// What a client refuses of the configuration.
    pub(crate) fn open(systems: &Systems, transport: &Native) -> Result<Self, Mistake> {
        let mistake = |line| {
            move |error: Error| Mistake {
                line: Some(line),
                text: error.message(),
            }
        };
        let mitra_bunso = systems.mitra_bunso.as_ref().map(|config| {
            let client = options(config.base_url.as_deref()).and_then(|options| {
                let token = config.token.reveal();
                MitraBunso::with_transport(token, &config.id_user, options, transport.clone())
            });
            let profile = forward::mitra_bunso::Profile {
                shop_id: config.shop_id.clone(),
                shop_name: config.shop_name.clone(),
                print_type: config.print_type.clone(),
                couriers: config.couriers.clone(),
                products: config.products.clone(),
                alamat: None,
            };
            let client = client.map_err(mistake(config.line))?;
            Ok(Box::new((client, profile)))
        });
        let onesolu = systems.onesolu.as_ref().map(|config| {
            let client = options(config.base_url.as_deref()).and_then(|options| {
                OneSolu::with_transport(config.api_key.reveal(), options, transport.clone())
            });
            let profile = forward::onesolu::Profile {
                menu: config.menu.clone(),
                customers: config.customers.clone(),
                customer: None,
            };
            let client = client.map_err(mistake(config.line))?;
            Ok(Box::new((client, profile)))
        });
        let onetablet = systems.onetablet.as_ref().map(|config| {
            let client = options(None).and_then(|options| {
                let key = config.api_key.reveal();
                OneTablet::with_transport(&config.base_url, key, options, transport.clone())
            });
            let store = Store {
                merchant_supplied_id: config.store.clone(),
                provider_type: "bukaolshop".to_owned(),
                timezone: Some(config.timezone.clone()),
                store_business: None,
                extra: serde_json::Map::new(),
            };
            let profile = forward::onetablet::Profile {
                categories: config.categories.clone(),
                names: config.names.clone(),
                fulfillment_type: config.fulfillment_type.clone(),
                experience: config.experience.clone(),
                commission_type: config.commission_type.clone(),
                ..forward::onetablet::Profile::new(store)
            };
            let client = client.map_err(mistake(config.line))?;
            Ok(Box::new((client, profile)))
        });
        let commerce = systems.commerce.as_ref().map(|config| {
            let client = options(None).and_then(|options| {
                let credentials = Credentials::api_key(config.api_key.reveal())?;
                Commerce::with_transport(&config.base_url, credentials, options, transport.clone())
            });
            let profile = forward::commerce::Profile {
                products: config.products.clone(),
                users: config.users.clone(),
                user: None,
                country: config.country.clone(),
                alamat: None,
            };
            let client = client.map_err(mistake(config.line))?;
            Ok(Box::new((client, profile)))
        });
        Ok(Self {
            mitra_bunso: mitra_bunso.transpose()?,
            onesolu: onesolu.transpose()?,
            onetablet: onetablet.transpose()?,
            commerce: commerce.transpose()?,
        })
    }

    /// Whether orders go nowhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.mitra_bunso.is_none()
            && self.onesolu.is_none()
            && self.onetablet.is_none()
            && self.commerce.is_none()
    }

    /// Whether the orders of a system name the member, whose address and name the Closed API is then asked for.
    pub(crate) fn needs_member(system: System) -> bool {
        system != System::OneSolu
    }

    /// Whether a part of an order can be an order of the system.
    ///
    /// # Errors
    /// What the configuration lacks for it.
    pub(crate) fn check(&self, system: System, source: &Source<'_>) -> Result<(), MapError> {
        match system {
            System::MitraBunso => (self.mitra_bunso.as_deref())
                .map(|(_, profile)| forward::mitra_bunso::map(source, profile).map(drop)),
            System::OneSolu => (self.onesolu.as_deref())
                .map(|(_, profile)| forward::onesolu::map(source, profile).map(drop)),
            System::OneTablet => (self.onetablet.as_deref())
                .map(|(_, profile)| forward::onetablet::map(source, profile).map(drop)),
            System::Commerce => (self.commerce.as_deref())
                .map(|(_, profile)| forward::commerce::map(source, profile).map(drop)),
        }
        .unwrap_or(Ok(()))
    }

    /// Sends a part of an order to the system, once.
    ///
    /// # Errors
    /// Those of the mapping's `send`.
    pub(crate) async fn send(
        &self,
        receiver: &Receiver,
        system: System,
        source: &Source<'_>,
    ) -> Result<(), Rejection> {
        let not_there = || Rejection::held(format!("[{}] tidak ada di konfigurasi", system.name()));
        match system {
            System::MitraBunso => {
                let (client, profile) = self.mitra_bunso.as_deref().ok_or_else(not_there)?;
                let sent = forward::mitra_bunso::send(receiver, client, source, profile);
                sent.await.map(drop)
            }
            System::OneSolu => {
                let (client, profile) = self.onesolu.as_deref().ok_or_else(not_there)?;
                let sent = forward::onesolu::send(receiver, client, source, profile);
                sent.await.map(drop)
            }
            System::OneTablet => {
                let (client, profile) = self.onetablet.as_deref().ok_or_else(not_there)?;
                let sent = forward::onetablet::send(receiver, client, source, profile);
                sent.await.map(drop)
            }
            System::Commerce => {
                let (client, profile) = self.commerce.as_deref().ok_or_else(not_there)?;
                let sent = forward::commerce::send(receiver, client, source, profile);
                sent.await.map(drop)
            }
        }
    }
}

/// The options of each client: its address, and that its requests are counted.
pub(crate) fn options(base_url: Option<&str>) -> Result<Options, Error> {
    let options = Options::new().on_request(|event: &RequestEvent| metrics::request(event));
    match base_url {
        Some(base_url) => options.base_url(base_url),
        None => Ok(options),
    }
}
