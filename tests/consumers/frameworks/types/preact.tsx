import type {} from "bukaolshop/elements/preact";
import { createRef } from "preact";

const rak = createRef<HTMLElementTagNameMap["olshop-produk"]>();

export const page = (
  <olshop-produk ref={rak} id="rak" className="rak" cari="kopi" total-data="20" muat-lagi>
    <template>
      <b data-isi="nama_produk"></b>
    </template>
  </olshop-produk>
);
export const member = <olshop-user></olshop-user>;
// @ts-expect-error It is called catatan.
export const misspelt = <olshop-catatn></olshop-catatn>;
// @ts-expect-error There are two kinds.
export const odd = <olshop-catatan tipe="uang"></olshop-catatan>;
