//! The guide's program for two systems, with an address and waits for its test, which compares it with the guide.

use std::sync::Arc;

use axum::Router;
use bukaolshop::server::callback::axum::route;
use bukaolshop::server::callback::{Delivery, Guard, Receiver, Rejection, SqliteStore, Standing};
use bukaolshop::server::closed_api::ClosedApi;
use bukaolshop::server::forward::{Source, mitra_bunso, onetablet};
use bukaolshop::server::orders::{mitra_bunso::MitraBunso, onetablet::OneTablet};
use bukaolshop::server::{Member, Options};
use bukaolshop::transport::native::{Native, System};

struct Toko {
    penerima: Arc<Receiver<SqliteStore, System>>,
    closed: ClosedApi<Native>,
    mitra: (MitraBunso<Native>, mitra_bunso::Profile),
    tablet: (OneTablet<Native>, onetablet::Profile),
}

impl Toko {
    async fn lunas(&self, kabar: &Delivery) -> Result<(), Rejection> {
        let tanya = async || {
            self.closed
                .transaksi()
                .get(&kabar.callback.nomor_pembayaran)
                .await
        };
        let (transaksi, standing) = self.penerima.confirmed(&kabar.callback, tanya).await?;
        if standing == Standing::Unknown {
            return Err(Rejection::failed("status tidak dikenal"));
        } else if standing != Standing::Current {
            return Ok(()); // sudah dibatalkan
        }
        let member = self
            .closed
            .member()
            .get(&Member::id(&transaksi.id_user))
            .await?;
        let source = Source::new(&transaksi).member(&member);
        mitra_bunso::send(&self.penerima, &self.mitra.0, &source, &self.mitra.1).await?;
        onetablet::send(&self.penerima, &self.tablet.0, &source, &self.tablet.1).await?;
        Ok(())
    }

    async fn kerja(self: Arc<Self>, kabar: Delivery) -> Result<(), Rejection> {
        self.penerima
            .once_paid(&kabar.callback, async |_| self.lunas(&kabar).await)
            .await
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let env = |nama| std::env::var(nama).map_err(|_| format!("{nama} belum diisi"));
    let guard = Guard::new(SqliteStore::open("callback.db")?, System::default())
        .deadline(std::time::Duration::from_millis(1000))
        .settled_after(std::time::Duration::from_millis(300))
        .retries(bukaolshop::layer::Backoff {
            attempts: 1000,
            base_delay: std::time::Duration::from_millis(100),
            max_delay: std::time::Duration::from_millis(500),
        });
    let receiver = Receiver::new("toko", &env("SECRET_KEY_CALLBACK")?, guard)?;
    let penerima = Arc::new(receiver.log(|reply| println!("{}", reply.log())));
    let options = Options::new();
    let alamat = |nama| Ok::<_, Box<dyn std::error::Error>>(Options::new().base_url(&env(nama)?)?);
    let profil = |nama| Ok::<_, Box<dyn std::error::Error>>(std::fs::read(nama)?);
    let toko = Arc::new(Toko {
        penerima: penerima.clone(),
        closed: ClosedApi::with_transport(
            &env("API_KEY")?,
            alamat("CLOSED_ALAMAT")?,
            Native::new()?,
        )?,
        mitra: (
            MitraBunso::with_transport(
                &env("MITRA_TOKEN")?,
                &env("MITRA_ID_USER")?,
                alamat("MITRA_ALAMAT")?,
                Native::new()?,
            )?,
            serde_json::from_slice(&profil("mitra.json")?)?,
        ),
        tablet: (
            OneTablet::with_transport(
                &env("TABLET_ALAMAT")?,
                &env("TABLET_KEY")?,
                options,
                Native::new()?,
            )?,
            serde_json::from_slice(&profil("tablet.json")?)?,
        ),
    });
    let lagi = toko.clone();
    tokio::spawn(async move {
        lagi.penerima
            .keep_working(|kabar| lagi.clone().kerja(kabar))
            .await
    });
    let app = Router::new().route(
        "/callback",
        route(penerima, move |kabar| toko.clone().kerja(kabar)),
    );
    let port = env("PORT").unwrap_or_else(|_| "3000".to_owned());
    axum::serve(
        tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?,
        app,
    )
    .await?;
    Ok(())
}
