//! The made-up shop: what it sells, shows and remembers. Built once, the same every time.

pub(crate) mod art;
mod catalogue;
pub(crate) mod kategori;
mod kostumpage;
mod ledger;
pub(crate) mod members;
pub(crate) mod orders;
pub(crate) mod produk;
mod random;
mod shelves;
pub(crate) mod slides;
pub(crate) mod tanggal;

pub(crate) use kategori::Kategori;
pub(crate) use kostumpage::KostumPage;
pub(crate) use members::Member;
pub(crate) use produk::Produk;
pub(crate) use slides::Slide;

/// Open API token of the shop. It holds the three characters that must be percent-encoded.
pub(crate) const TOKEN: &str = "bW9jay90b2tvK2NvbnRvaA/x+y==";

/// Address of the shop's site, where links to products, categories and transactions lead.
pub(crate) const SITE: &str = "https://olshopgue.bukaolshop.site";

/// All that the Open API can tell.
pub(crate) struct Shop {
    /// Newest first.
    pub(crate) produk: Vec<Produk>,
    /// Main categories, each with its sub-categories.
    pub(crate) kategori: &'static [Kategori],
    /// Banners in order of appearance.
    pub(crate) slides: &'static [Slide],
    /// Custom pages in menu order.
    pub(crate) kostumpages: &'static [KostumPage],
    /// Everyone with an account.
    pub(crate) members: Vec<Member>,
}

impl Shop {
    /// Opens the shop.
    pub(crate) fn open() -> Shop {
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
    pub(crate) fn member(&self, id_user: &str, token_user: &str) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| member.id_user == id_user && member.token_user == token_user)
    }
}
