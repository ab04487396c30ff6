// A search for secrets in everything that a page leaves behind, and in everything that it sends.
import assert from "node:assert/strict";

/** What no request may bring along. */
const UNWANTED = ["cookie", "referer", "authorization"];

/** @typedef {(text: string) => string[]} Find finds secrets, see secrets.mjs */

/** @param {Find} find */
export function searchText(find, text, where) {
  assert.deepEqual(find(text), [], `secrets in ${where}`);
}

/**
 * @param {Find} find
 * @param {{ written: string[], kept: Record<string, string> }} seen what watch.js reports
 */
export function searchPage(find, { written, kept }) {
  searchText(find, written.join("\n"), "the console");
  for (const [place, text] of Object.entries(kept)) searchText(find, text, place);
  assert.deepEqual([kept.databases, kept.caches], [undefined, undefined], "databases, caches");
}

/**
 * The mock server's log: what came with requests, and to which of its ports they came.
 *
 * @param {Find} find
 * @param {string} host the API's, as its clients know it
 */
export function searchLog(find, log, host) {
  for (const { path, headers } of log) {
    assert.equal(headers.host, host, `${path}: no other origin was asked`);
    for (const name of UNWANTED) assert.equal(headers[name], undefined, `${path}: ${name}`);
    for (const [name, value] of Object.entries(headers)) searchText(find, value, `${path}: ${name}`);
  }
}

/**
 * All that the browser sent, whoever made it do so.
 *
 * @param {Find} find
 * @param {{ url: string, text: string }[]} requests
 * @param {string} host the API's: its address is made of secrets
 */
export function searchRequests(find, requests, host) {
  for (const { url, text } of requests) {
    const asked = new URL(url);
    searchText(find, asked.host === host ? text : url + text, `a request to ${asked.host}${asked.pathname}`);
  }
}
