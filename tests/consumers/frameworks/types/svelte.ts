import type {} from "bukaolshop/elements/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

export const rak: SvelteHTMLElements["olshop-produk"] = { cari: "kopi", "total-data": "20", "onolshop:muat": ({ detail }) => detail.data };
// @ts-expect-error There are two kinds.
export const odd: SvelteHTMLElements["olshop-catatan"] = { tipe: "uang" };
