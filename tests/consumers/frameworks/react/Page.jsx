// A page in React: the rows come from the element, and the client is the program's own.
import { StrictMode, useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";
import { BukaOlshop } from "bukaolshop";
import { setToko } from "bukaolshop/elements";

const address = new URLSearchParams(location.search);
const toko = new BukaOlshop({ token: address.get("token"), baseUrl: address.get("api") });
setToko(toko);

function Rak() {
  const rak = useRef(null);
  useEffect(() => {
    const host = rak.current;
    // The same question of the same client costs no request of its own.
    const done = () => toko.produk.list({ total_data: 20 }).then(({ data }) => {
      document.title = data.length === host.data.length ? "selesai" : "baris lain";
    });
    host.addEventListener("olshop:muat", done);
    return () => host.removeEventListener("olshop:muat", done);
  }, []);
  return (
    <olshop-produk ref={rak} total-data="20" muat-lagi>
      <template>
        <li>
          <span data-isi="nama_produk"></span> <b data-isi="harga_produk" data-format="rupiah"></b>
        </li>
      </template>
    </olshop-produk>
  );
}

export function show(place) {
  createRoot(place).render(
    <StrictMode>
      <Rak />
    </StrictMode>,
  );
}
