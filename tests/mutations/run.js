// The page: asks the package for answers that are changed on their way, all calls in turn.
import { BukaOlshop, BukaOlshopError } from "/pkg/index.js";
import { mutated } from "./mutate.js";
import { problemOfAnswer, problemOfError } from "./promise.js";
import { chance } from "./random.js";

const OPTIONS = { token: "rahasia/toko+A==", tokenUser: "rahasia/anggota+B==", idUser: "rahasia-7", cache: false, retry: false };
const SECRETS = [OPTIONS.token, OPTIONS.tokenUser, OPTIONS.idUser].flatMap((secret) => [secret, encodeURIComponent(secret)]);

/** Each call: the name of its example, its path, what it resolves to. */
const CALLS = [
  ["produk", "/app/produk", "page", (toko) => toko.produk.list()],
  ["kategori", "/app/kategori", "rows", (toko) => toko.kategori.list()],
  ["slide", "/app/slide", "rows", (toko) => toko.slide.list()],
  ["kostumpage", "/app/kostumpage", "rows", (toko) => toko.kostumpage.list()],
  ["user_info", "/user/info", "object", (toko) => toko.user.info()],
  ["catatan_saldo", "/user/catatan", "page", (toko) => toko.user.catatan.list({ tipe: "saldo" })],
  ["catatan_poin", "/user/catatan", "page", (toko) => toko.user.catatan.list({ tipe: "poin" })],
  ["transaksi", "/user/transaksi", "page", (toko) => toko.user.transaksi.list()],
];

/** Of a problem's answer, so much is shown. */
const EXCERPT = 600;

const toko = new BukaOlshop(OPTIONS);
const examples = new Map();
const realFetch = window.fetch.bind(window);
/** The answer to the request that is sent next: one call is made at a time. */
let next = null;

async function prepare() {
  for (const [name] of CALLS) examples.set(name, await (await realFetch(`/pages/data/open_api/${name}.json`)).text());
  // The module is loaded by the first call, not by the replacement.
  await import("/pkg/index.js").then(({ init }) => init());
  window.fetch = async () => new Response(next.body, { status: next.status });
}

/** Makes one call and gives how it ended: "ok" or the error's kind, and what was wrong about that. */
async function outcome([name, path, kind, ask]) {
  try {
    const answer = await ask(toko);
    return { end: "ok", problem: problemOfAnswer(name, kind, answer) };
  } catch (error) {
    return { end: String(error && error.kind), problem: problemOfError(path, error, BukaOlshopError, SECRETS) };
  }
}

/**
 * Makes the calls numbered from `from` to before `to`, each with an answer of its own seed.
 *
 * @returns {Promise<{ ends: Record<string, number>, problems: string[] }>}
 */
async function run(seed, from, to) {
  const ends = {};
  const problems = [];
  for (let number = from; number < to; number += 1) {
    const asked = CALLS[number % CALLS.length];
    window.at = number;
    next = mutated(chance(Math.imul(seed, 0x9e3779b1) + number), examples.get(asked[0]), SECRETS);
    const { end, problem } = await outcome(asked);
    ends[end] = (ends[end] || 0) + 1;
    if (problem !== null) {
      const body = typeof next.body === "string" ? next.body : new TextDecoder().decode(next.body);
      problems.push(`answer ${number} of ${asked[0]}, HTTP ${next.status}: ${problem}\n${body.slice(0, EXCERPT)}`);
    }
  }
  if (Object.keys(Object.prototype).length > 0) problems.push("Object.prototype has got something");
  return { ends, problems };
}

/** Makes each call with the unchanged example. */
async function unchanged() {
  const ends = {};
  for (const call of CALLS) {
    next = { status: 200, body: examples.get(call[0]) };
    const { end, problem } = await outcome(call);
    ends[call[0]] = problem === null ? end : problem;
  }
  return ends;
}

window.mutations = prepare().then(() => ({ run, unchanged }));
