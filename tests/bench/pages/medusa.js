// The least that Medusa's client does in a page: one question. Weighed, not run: it knows Medusa only.
import Medusa from "@medusajs/js-sdk";

const medusa = new Medusa({ baseUrl: "https://contoh.id", publishableKey: "token" });
medusa.store.product.list({ limit: 10 }).then(({ products }) => console.log(products));
