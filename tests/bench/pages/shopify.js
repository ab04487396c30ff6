// The least that Shopify's client for storefronts does in a page: one question. Weighed, not run: it knows Shopify only.
import { createStorefrontApiClient } from "@shopify/storefront-api-client";

const client = createStorefrontApiClient({ storeDomain: "https://contoh.myshopify.com", apiVersion: "2026-10", publicAccessToken: "token" });
client.request("query { products(first: 10) { nodes { id title } } }").then(({ data }) => console.log(data));
