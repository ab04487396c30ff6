// What is measured of decoding, in one page: every contender is asked the same way, and answered from memory by a fetch
// that needs no network. Runs in the page.
import { safeParse } from "valibot";
import * as byHand from "./schemas/by-hand.js";
import * as valibot from "./schemas/valibot.js";
import * as zodMini from "./schemas/zod-mini.js";
import * as zod from "./schemas/zod.js";

const OPTIONS = { token: "t", tokenUser: "u", idUser: "1", baseUrl: "https://contoh.id/v1", cache: false };

/** The answer that everybody is given at present: its text, and its bytes. */
let given;

// The package counts each request in the page's storage. A browser writes that in another process, whose work would be measured with
// the decoding of whoever's turn it is.
Storage.prototype.setItem = () => {};

const encoder = new TextEncoder();
function give(text) {
  given = { text, bytes: encoder.encode(text) };
}

// As much of a Response as anybody reads, each time in a promise, as by a real one.
// One answer, a real one but for its body, which is there at once: what is measured is decoding.
const received = Object.assign(new Response(null), {
  text: () => Promise.resolve(given.text),
  json: () => Promise.resolve(given.text).then(JSON.parse),
  arrayBuffer: () => Promise.resolve(given.bytes.slice().buffer),
});
const answer = () => received;
const realFetch = window.fetch;
window.fetch = (url, options) => (String(url).startsWith(OPTIONS.baseUrl) ? Promise.resolve(answer()) : realFetch.call(window, url, options));

/** A contender that decodes a text with a function. */
function peer(decode) {
  return async () => decode(await (await fetch(OPTIONS.baseUrl)).text());
}

function throughZod(schema) {
  return peer((text) => schema.parse(JSON.parse(text)).data);
}

function throughValibot(schema) {
  return peer((text) => {
    const { success, output } = safeParse(schema, JSON.parse(text));
    if (!success) throw new Error("refused");
    return output.data;
  });
}

/** Those who decode the rows of an endpoint, by name. */
async function contendersOf(endpoint) {
  const { default: init, BukaOlshop } = await import("/pkg/index.js");
  await init();
  const toko = new BukaOlshop(OPTIONS);
  const list = endpoint === "produk" ? toko.produk : toko.user.transaksi;
  return {
    bukaolshop: async () => (await list.list({ total_data: 100 })).data,
    "JSON.parse alone": peer((text) => JSON.parse(text).data),
    "check by hand": peer((text) => byHand[endpoint](JSON.parse(text)).data),
    "zod 4": throughZod(zod[endpoint]()),
    "zod mini": throughZod(zodMini[endpoint]()),
    valibot: throughValibot(valibot[endpoint]()),
  };
}

/** What a page reads of a row to show it: what is decoded lazily has to be decoded for that. */
const SHOWN = {
  produk: (row) => row.nama_produk.length + row.harga_produk + String(row.gambar_utama).length + String(row.url_produk).length,
  transaksi: (row) => row.nama_barang.length + row.status_bayar.length + row.tanggal.length + String(row.link_transaksi).length,
};
let shown = SHOWN.produk;
let sum = 0;

function read(rows) {
  for (let i = 0; i < rows.length; i++) sum += shown(rows[i]);
}

async function time(contender, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) read(await contender());
  return performance.now() - start;
}

/** Milliseconds that a call takes: the median of several batches, each long enough for the clock. */
async function timePerCall(contender, batch, batches) {
  let calls = 1;
  while ((await time(contender, calls)) < batch && calls < 1024) calls *= 2;
  const times = [];
  for (let i = 0; i < batches; i++) times.push((await time(contender, calls)) / calls);
  return times.sort((a, b) => a - b)[batches >> 1];
}

const EMPTY = JSON.stringify({ code: 200, status: "ok", page: 1, total_data: 100, data: [] });

/** Rows with their fields in one order, so that the same rows are the same text. */
const canonical = (rows) => JSON.stringify(rows.map((row) => Object.keys(row).sort().map((name) => [name, row[name]])));

window.decoding = {
  /** What is answered from now on. */
  give,

  /** Prepares an endpoint, and tells what each contender makes of an answer. */
  async prepare(endpoint, text) {
    window.contenders = await contendersOf(endpoint);
    shown = SHOWN[endpoint];
    const made = {};
    for (const name of Object.keys(window.contenders)) {
      give(text);
      made[name] = canonical(await window.contenders[name]());
    }
    return made;
  },

  /**
   * Milliseconds that a call takes, of each of some contenders in the order given: with the answer, and with one that has
   * no rows. What both take is the way through promises and options, not decoding.
   */
  async round(names, text, batch, batches) {
    const times = {};
    for (const name of names) {
      const contender = window.contenders[name];
      give(text);
      const whole = await timePerCall(contender, batch, batches);
      give(EMPTY);
      times[name] = { whole, way: await timePerCall(contender, batch, batches) };
    }
    return times;
  },
};
