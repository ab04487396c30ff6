//! The made-up shop: what it sells, shows and remembers. Built once, the same every time.

pub mod art;
mod catalogue;
pub mod kategori;
mod kostumpage;
mod ledger;
pub mod members;
pub mod orders;
pub mod produk;
mod random;
mod shelves;
pub mod slides;
pub mod tanggal;
pub mod variant;

pub use kategori::Kategori;
pub use kostumpage::KostumPage;
pub use members::Member;
pub use produk::Produk;
pub use slides::Slide;
pub use variant::Variant;

/// Open API token of the shop. It holds the three characters that must be percent-encoded.
pub const TOKEN: &str = "bW9jay90b2tvK2NvbnRvaA/x+y==";

/// Address of the shop's site, where links to products, categories and transactions lead.
pub const SITE: &str = "https://olshopgue.bukaolshop.site";

/// All that the Open API can tell.
#[derive(Debug)]
pub struct Shop {
    /// Newest first.
    pub produk: Vec<Produk>,
    /// Main categories, each with its sub-categories.
    pub kategori: &'static [Kategori],
    /// Banners in order of appearance.
    pub slides: &'static [Slide],
    /// Custom pages in menu order.
    pub kostumpages: &'static [KostumPage],
    /// Everyone with an account.
    pub members: Vec<Member>,
}

impl Shop {
    /// Opens the shop.
    pub fn open() -> Shop {
        let produk = catalogue::build();
        let members = members::build(&produk);
        Shop {
            produk,
            kategori: kategori::ALL,
            slides: slides::ALL,
            kostumpages: kostumpage::ALL,
            members,
        }
    }

    /// The member of both identity values, as the API checks them.
    pub fn member(&self, id_user: &str, token_user: &str) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| member.id_user == id_user && member.token_user == token_user)
    }
}
