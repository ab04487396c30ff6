// What the package does, put together from libraries: ky repeats and gives up, valibot checks and repairs, TanStack Query
// asks once what several ask, and shows what it kept while it asks anew. Keeping it over visits takes a few lines.
import { QueryClient, QueryObserver, dehydrate, hydrate } from "@tanstack/query-core";
import ky from "ky";
import { parse } from "valibot";
import { produk } from "./schemas/valibot.js";

const KEPT = "simpanan";
const schema = produk();
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, gcTime: 86_400_000, retry: false } } });
try {
  hydrate(client, JSON.parse(localStorage.getItem(KEPT)));
} catch {
  localStorage.removeItem(KEPT);
}

async function ask({ signal }) {
  const searchParams = { token: TOKEN, page: 1, total_data: 10 };
  const options = { searchParams, signal, timeout: 30_000, retry: 2, credentials: "omit", cache: "no-store" };
  return parse(schema, await ky(`${API}/app/produk`, options).json()).data;
}

let shown;
const observer = new QueryObserver(client, { queryKey: ["produk", 1, 10], queryFn: ask });
observer.subscribe(show);
show(observer.getCurrentResult());

function show({ data, error, isFetching }) {
  if (error) gagal(error);
  // What has not changed is the same object.
  if (data && data !== shown) {
    shown = data;
    tampilkan(data, rupiahTangan);
  }
  if (data && !isFetching) localStorage.setItem(KEPT, JSON.stringify(dehydrate(client)));
}
