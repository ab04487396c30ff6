// Every fault, and how a call ends that meets it.

import { oneOfEach, shortly } from "../support/scope.mjs";

/** All endpoints, and where each lies. */
export const ENDPOINTS = {
  produk: "/app/produk",
  kategori: "/app/kategori",
  slide: "/app/slide",
  kostumpage: "/app/kostumpage",
  info: "/user/info",
  catatan: "/user/catatan",
  transaksi: "/user/transaksi",
};

const EVERY = Object.keys(ENDPOINTS);
/** A long list and a member: enough where each call takes its time. */
const TWO = ["produk", "info"];
const ROWS = EVERY.filter((call) => call !== "info");

/** Attempts that the clients of these tests are allowed. */
export const ATTEMPTS = 3;

const RETRYABLE = ["network", "rate_limited", "server", "unavailable"];

/** How a call ends: as an error of this kind. */
function fails(kind, code = null, more = {}) {
  const again = RETRYABLE.includes(kind);
  const attempts = again ? ATTEMPTS : 1;
  return { ends: kind, code, retryable: again || kind === "timeout", attempts, requests: attempts, path: null, says: false, ...more };
}

/** How a call ends: with the rows that it would have had without the fault. */
const SAME = { ends: "well", requests: 1, data: "same" };
/** With as many rows, but not to the letter. */
const AS_MANY = { ...SAME, data: "as many" };
/** With the rows that can be read, and a word on each of the others. */
const THE_OTHERS = { ...SAME, data: "some" };

const CODES = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
  429: "rate_limited",
  500: "server",
  502: "server",
  503: "unavailable",
  504: "server",
};

/** What is otherwise of a code: with 429 the server says that the day's requests are used up; where it says nothing, once more is asked. */
const WORDS = { 429: { attempts: 1, requests: 1, retryAfter: "until midnight" } };
const NO_WORDS = { 429: { attempts: 2, requests: 2, retryAfter: null } };

const codes = Object.entries(CODES).flatMap(([code, kind]) => [
  { name: `${code} as HTTP status`, faults: `status:${code}`, expected: fails(kind, Number(code), { says: true, ...WORDS[code] }) },
  { name: `${code} as code in 200`, faults: `code:${code}`, expected: fails(kind, Number(code), { says: true, ...WORDS[code] }) },
  { name: `${code} without a body`, faults: `status:${code},empty:1`, calls: TWO, expected: fails(kind, Number(code), NO_WORDS[code]) },
]);

/** The server asks for a longer wait than the client is willing to make. */
const NOT_NOW = { says: true, attempts: 1, requests: 1 };
/** Two failures, and then an answer. */
const IN_THE_END = { ...SAME, requests: 3 };

const repetitions = [
  { name: "429, and a minute to wait", faults: "status:429,retryafter:60", expected: fails("rate_limited", 429, { ...NOT_NOW, retryAfter: 60_000 }) },
  { name: "503, and a time to wait for", faults: "status:503,retryafter:date", expected: fails("unavailable", 503, NOT_NOW) },
  { name: "503 for a moment", faults: "status:503,times:2", expected: IN_THE_END },
  { name: "500 in 200 for a moment", faults: "code:500,times:2", expected: IN_THE_END },
  { name: "reset for a moment", faults: "reset:headers,times:2", expected: IN_THE_END },
  { name: "an HTML page with 502 for a moment", faults: "status:502,html:1,times:2", calls: TWO, expected: IN_THE_END },
  { name: "503, slowly, until the deadline", faults: "status:503,delay:400", calls: TWO, timeout: 600, expected: { ends: "timeout", code: null, retryable: true, requests: "unknown" } },
];

const UNREADABLE = fails("invalid_response", 200);

const tenths = Array.from({ length: 10 }, (_, tenth) => tenth / 10);

const lengths = tenths.flatMap((share) => [
  { name: `the body ends after ${share * 100} %, as if that were all`, faults: `truncate:${share}`, expected: UNREADABLE },
  { name: `the connection closes after ${share * 100} % of the body`, faults: `cut:${share}`, expected: fails("network") },
]);

const connections = [
  // A browser may ask again by itself when the connection breaks before a word was said.
  { name: "reset before the headers", faults: "reset:before", expected: fails("network", null, { requests: "at least" }) },
  { name: "reset after the headers", faults: "reset:headers", expected: fails("network") },
  { name: "reset in the body", faults: "reset:body", expected: fails("network") },
  { name: "CORS refused", faults: "cors:0", expected: fails("network") },
  { name: "stall before the headers", faults: "stall:headers", calls: TWO, timeout: 600, expected: fails("timeout") },
  { name: "stall in the body", faults: "stall:body", calls: TWO, timeout: 600, expected: fails("timeout") },
  { name: "slow, but within the deadline", faults: "delay:300", calls: TWO, expected: SAME },
  { name: "offline", action: "offline", faults: "-", expected: fails("network", null, { requests: 0 }) },
  { name: "the server is gone", action: "gone", faults: "-", expected: fails("network", null, { requests: "unknown" }) },
  { name: "the server goes in the middle of an answer", action: "goes", faults: "stall:body", calls: TWO, expected: fails("network", null, { requests: "unknown" }) },
];

// A redirect is never followed: where it leads, the token would be known.
const REDIRECTED = fails("invalid_response", 302);

const redirects = [
  { name: "redirect within the origin", faults: "redirect:1", expected: REDIRECTED },
  { name: "redirect in circles", faults: "redirect:loop", expected: REDIRECTED },
  { name: "redirect to another origin", faults: "redirect:other", expected: REDIRECTED },
];

const bodies = [
  { name: "a wrong content type", faults: "contenttype:text/html", expected: SAME },
  { name: "a content type that is none", faults: "contenttype:;;", calls: TWO, expected: SAME },
  { name: "an HTML page", faults: "html:1", expected: UNREADABLE },
  { name: "an HTML page with 502", faults: "status:502,html:1", expected: fails("server", 502) },
  { name: "an empty body", faults: "empty:1", expected: UNREADABLE },
  { name: "a byte order mark", faults: "bom:1", expected: SAME },
  { name: "invalid UTF-8", faults: "utf8:1", expected: AS_MANY },
  { name: "20 MB", faults: "big:20", calls: TWO, expected: SAME },
  { name: "nested 10,000 deep", faults: "deep:10000", expected: SAME },
  { name: "gzip", faults: "gzip:1", expected: SAME },
  { name: "gzip, cut off", faults: "gzip:1,truncate:0.5", calls: TWO, expected: { ends: ["network", "invalid_response"], requests: "unknown" } },
  { name: "wrong types that can be repaired", faults: "types:1", expected: AS_MANY },
  { name: "rows that can't be read", faults: "types:rusak", calls: ROWS, expected: THE_OTHERS },
];

/** With what the mock server knows of its first member, so that a leak would be found. */
const MEMBER = {
  nama_user: "Budi Santoso",
  email_user: "budi.santoso@contoh.id",
  nomor_telepon: "6281288454822",
  tanggal_lahir: "1994-03-17",
  kode_referral: "BUDI94",
};

const atPath = (path) => fails("invalid_response", 200, { path });

const answers = [
  { name: "no data", answer: { code: 200, status: "ok" }, expected: atPath("data") },
  { name: "data that is a text", answer: { code: 200, data: "rahasia" }, expected: atPath("data") },
  { name: "a member that is null", answer: { code: 200, data: null }, calls: ["info"], expected: atPath("data") },
  { name: "a list that is null", answer: { code: 200, data: null }, calls: ROWS, expected: { ...SAME, data: "none" } },
  { name: "a balance that is no number", answer: { code: 200, data: { ...MEMBER, jumlah_saldo: "1250000 rupiah" } }, calls: ["info"], expected: atPath("data.jumlah_saldo") },
].map((row) => ({ faults: "-", ...row }));

const HOUR = 3_600_000;
const BACK = { "an hour": -HOUR, "a day": -24 * HOUR, "thirty years": -30 * 365 * 24 * HOUR };

const clocks = Object.entries(BACK).flatMap(([far, off]) => [
  { name: `the clock ${far} back`, faults: "-", clock: { off, after: 0 }, expected: SAME },
  { name: `503 and the clock ${far} back`, faults: "status:503", calls: TWO, clock: { off, after: 0 }, expected: fails("unavailable", 503, { says: true }) },
  { name: `stall, and the clock goes ${far} back meanwhile`, faults: "stall:headers", calls: TWO, timeout: 600, clock: { off, after: 200 }, expected: fails("timeout") },
]);

const GROUPS = { codes, repetitions, lengths, connections, redirects, bodies, answers, clocks };

/**
 * @typedef {object} Row
 * @property {string} group which of the groups above it is from
 * @property {string} name
 * @property {string} faults in the mock server's words
 * @property {string} [action] what is done to the browser or the server besides
 * @property {object} [answer] what the server sends instead
 * @property {{ off: number, after: number }} [clock] what happens to the page's clock
 * @property {string[]} calls endpoints that are asked, all at once
 * @property {number} timeout milliseconds
 * @property {Record<string, any>} expected
 */

/** @type {Row[]} */
export const TABLE = Object.entries(GROUPS).flatMap(([group, rows]) =>
  rows.map((row) => ({ group, calls: EVERY, timeout: 20_000, ...row })),
);

/**
 * The rows that elements meet in today's Chromium. In the short run, answers break off in the middle only: calls, which
 * read them, meet every length there.
 *
 * @param {Row[]} rows
 */
export function rowsOfElements(rows) {
  return shortly(rows, ({ group, faults }) => group !== "lengths" || faults.endsWith(":0.5"));
}

/**
 * The rows that an engine other than today's Chromium meets. In the short run, these are one row of each kind: of each
 * group, each way in which calls end after so many requests, and each thing that is done to the browser or the server.
 *
 * @param {Row[]} rows
 */
export function rowsOfOtherEngines(rows) {
  const kindOf = ({ group, action, expected: { ends, data, requests } }) => [group, action, ends, data, requests];
  return oneOfEach(rowsOfElements(rows), kindOf);
}
