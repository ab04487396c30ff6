//! Which system an order goes to: the key `orders` of each system.
//!
//! | row of `orders` | what it stands for |
//! |---|---|
//! | `"produk:513039"` | shipments with this `id_barang` |
//! | `"ekspedisi:JNE OKE"` | shipments with this `ekspedisi`; with a `*` at the end, all that begin like this |
//! | `"*"` | all other shipments |
//!
//! A product decides before a courier, and a longer beginning of a courier before a shorter one. Where there is one system, it
//! takes all orders unless its `orders` says otherwise.

use std::collections::BTreeMap;

use bukaolshop::server::closed_api::transaksi::DataPesanan;
use bukaolshop::server::forward::ALL_OTHERS;

use super::Span;
use super::reader::{File, Lined, Table};

/// A system that orders go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum System {
    MitraBunso,
    OneSolu,
    OneTablet,
    Commerce,
}

impl System {
    /// Its table in the configuration, its label in metrics, and the beginning of its keys in the store.
    pub(crate) fn name(self) -> &'static str {
        match self {
            System::MitraBunso => "mitra_bunso",
            System::OneSolu => "onesolu",
            System::OneTablet => "onetablet",
            System::Commerce => "commerce",
        }
    }
}

/// The kinds of orders, each with the one system that it goes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Routes {
    /// By `id_barang`.
    products: BTreeMap<String, System>,
    /// Whole names of couriers, in lower case.
    couriers: BTreeMap<String, System>,
    /// Beginnings of names of couriers, in lower case.
    beginnings: BTreeMap<String, System>,
    all_others: Option<System>,
}

/// Why a shipment goes to no system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoRoute {
    /// No system takes the product with this `id_barang`, or a shipment without products.
    Nobody(String),
    /// Its products go to different systems, and a shipment can't be divided.
    Several(System, System),
}

impl Routes {
    /// The system that a shipment goes to as a whole.
    ///
    /// # Errors
    /// [`NoRoute`]
    pub(crate) fn of(&self, shipment: &DataPesanan) -> Result<System, NoRoute> {
        let of_courier = self.of_courier(&shipment.ekspedisi);
        let mut found = None;
        for product in &shipment.data_produk {
            let own = self.products.get(product.id_barang.trim()).copied();
            let nobody = || NoRoute::Nobody(product.id_barang.clone());
            let system = own.or(of_courier).or(self.all_others).ok_or_else(nobody)?;
            match found {
                Some(other) if other != system => return Err(NoRoute::Several(other, system)),
                _ => found = Some(system),
            }
        }
        // A shipment without products is the mapping's to refuse.
        found
            .or(of_courier)
            .or(self.all_others)
            .ok_or_else(|| NoRoute::Nobody(String::new()))
    }

    fn of_courier(&self, ekspedisi: &str) -> Option<System> {
        let name = courier(ekspedisi);
        let whole = self.couriers.get(&name);
        let longest = self
            .beginnings
            .iter()
            .filter(|(beginning, _)| name.starts_with(beginning.as_str()))
            .max_by_key(|(beginning, _)| beginning.len())
            .map(|(_, system)| system);
        whole.or(longest).copied()
    }
}

/// A courier's name, as it is compared.
fn courier(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// What the systems claim while the file is read.
#[derive(Default)]
pub(super) struct Claims {
    systems: Vec<Claim>,
}

/// What one system claims.
struct Claim {
    system: System,
    /// The place of its table.
    span: Span,
    /// The rows of its `orders`, where it has them.
    orders: Option<Vec<(String, Span)>>,
    tables: Tables,
}

/// The names that a system's tables have; `None` where the table is wrong or is not needed.
struct Tables {
    products: Option<Names>,
    couriers: Option<Names>,
}

/// The names in a table, and the table's line.
type Names = Lined<Vec<String>>;

impl Claims {
    /// Reads what a system claims.
    pub(super) fn add(
        &mut self,
        system: System,
        table: &Table<'_>,
        products: Option<&Lined<BTreeMap<String, String>>>,
        couriers: Option<&Lined<BTreeMap<String, String>>>,
    ) {
        let orders = table.texts("orders").map(|texts| {
            texts
                .into_iter()
                .map(|(text, span)| (text.to_owned(), span))
                .collect()
        });
        let names = |rows: &Lined<BTreeMap<String, String>>| Lined {
            line: rows.line,
            value: rows.value.keys().cloned().collect(),
        };
        let tables = Tables {
            products: products.map(names),
            couriers: couriers.map(names),
        };
        self.systems.push(Claim {
            system,
            span: table.span.clone(),
            orders,
            tables,
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.systems.is_empty()
    }

    /// Checks the claims: each kind of order is that of one system, and each system can take what it claims.
    pub(super) fn routes(&self, file: &File<'_>) -> Routes {
        let mut routes = Routes::default();
        let is_alone = self.systems.len() == 1;
        for claim in &self.systems {
            let Claim {
                system,
                span,
                orders,
                tables,
            } = claim;
            let name = system.name();
            let all = vec![(ALL_OTHERS.to_owned(), span.clone())];
            let orders = match orders {
                Some(orders) => orders,
                None if is_alone => &all,
                None => {
                    file.mistake(
                        span,
                        format!("{name}.orders belum diisi; karena sistemnya lebih dari satu, tulis pesanan mana untuk [{name}], misalnya orders = [\"*\"]"),
                    );
                    continue;
                }
            };
            if orders.is_empty() {
                file.mistake(
                    span,
                    format!("{name}.orders kosong; tulis misalnya orders = [\"*\"]"),
                );
            }
            for (order, span) in orders {
                let other = match order.split_once(':') {
                    _ if order == ALL_OTHERS => routes.all_others.replace(*system),
                    Some(("produk", id)) if is_number(id) => {
                        lacks(
                            file,
                            span,
                            tables.products.as_ref(),
                            id,
                            &format!("[{name}] tidak punya produk {id}"),
                        );
                        routes.products.insert(id.trim().to_owned(), *system)
                    }
                    Some(("ekspedisi", courier_name)) if !courier(courier_name).is_empty() => {
                        match courier_name.trim().strip_suffix('*') {
                            Some(beginning) => {
                                routes.beginnings.insert(courier(beginning), *system)
                            }
                            None => {
                                let courier_name = courier_name.trim();
                                lacks(
                                    file,
                                    span,
                                    tables.couriers.as_ref(),
                                    courier_name,
                                    &format!("[{name}] tidak punya kurir {courier_name:?}"),
                                );
                                routes.couriers.insert(courier(courier_name), *system)
                            }
                        }
                    }
                    _ => {
                        file.mistake(
                            span,
                            format!("{name}.orders tidak mengenal {order:?}; tulis \"*\", \"produk:513039\" atau \"ekspedisi:JNE OKE\""),
                        );
                        None
                    }
                };
                match other {
                    Some(other) if other == *system => {
                        file.mistake(span, format!("{name}.orders memuat {order:?} dua kali; hapus salah satu"));
                    }
                    Some(other) => file.mistake(
                        span,
                        format!("pesanan {order:?} untuk dua sistem: [{}] dan [{name}]; pilih salah satu", other.name()),
                    ),
                    None => {}
                }
            }
        }
        routes
    }
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Notes that a table has no row for a name that its system claims.
fn lacks(file: &File<'_>, span: &Span, table: Option<&Names>, name: &str, what: &str) {
    let Some(table) = table else {
        return;
    };
    let has = |row: &String| row == name || row == ALL_OTHERS;
    if !table.value.iter().any(has) {
        file.mistake(
            span,
            format!(
                "{what} di tabelnya (baris {}); tambahkan, atau isi \"*\" untuk semua yang lain",
                table.line
            ),
        );
    }
}
