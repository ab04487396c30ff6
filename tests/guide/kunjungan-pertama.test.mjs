// The lines that let a page ask before its script is there, as the guide shows them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf, example } from "./guide.mjs";
import { TOKEN, until, useGuide } from "./harness.mjs";

const { open, api } = useGuide();

const [QUESTION, FILES] = blocksOf("text")
  .filter(({ title }) => title.startsWith("Kunjungan pertama lebih cepat"))
  .map(({ code }) => code.replace("TOKEN_DIKODEKAN", encodeURIComponent(TOKEN)));

const SCRIPT = `<script type="module">
  import { BukaOlshop } from "https://cdn.jsdelivr.net/npm/bukaolshop@0.1.0/index.js";
  new BukaOlshop({ token: "TOKEN_OLSHOP_ANDA" }).produk.list().then((halaman) => console.log(halaman.source, halaman.data.length));
</script>`;

test("the page's own request is the only one, and its answer the package's", async (t) => {
  const { said, requests } = await open(t, QUESTION + SCRIPT);
  await until(() => said.length === 1, "the products");
  assert.deepEqual(said, ["network 10"]);
  assert.equal((await requests("/app/produk")).length, 1);
});

test("so it is for elements, which ask for twenty", async (t) => {
  const { page, requests } = await open(t, QUESTION.replace("total_data=10", "total_data=20") + example("Dua baris").code);
  const [first] = await api("/app/produk");
  await page.getByText(first.nama_produk, { exact: true }).first().waitFor();
  assert.equal((await requests("/app/produk")).length, 1);
});

test("files that are named ahead come once", async (t) => {
  const asked = [];
  const prepare = async (page) => {
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.replace(/^.*\//, "")));
  };
  const { said } = await open(t, FILES + SCRIPT, { prepare });
  await until(() => said.length === 1, "the products");
  assert.deepEqual(asked.filter((name) => /\.(js|wasm)$/.test(name)).sort(), ["bukaolshop_bg.wasm", "index.js"]);
});

test("an address that differs is asked for twice, and nothing breaks", async (t) => {
  const { said, requests } = await open(t, QUESTION.replace("total_data=10", "total_data=20") + SCRIPT);
  await until(() => said.length === 1, "the products");
  assert.equal((await requests("/app/produk")).length, 2);
});
