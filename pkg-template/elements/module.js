// @ts-check
// The package's entry `bukaolshop/elements`: the elements, for pages that import the package. They ask by the client that `setToko`
// gives them, or by that of a tag in the page that has `data-token`, of whichever type the tag is.

import { define, wake } from "./elements.js";
import { setToko as setPageToko } from "./page-toko.js";

/** @param {import("../client/toko.js").BukaOlshop} toko */
export function setToko(toko) {
  setPageToko(toko);
  wake();
}

define();
