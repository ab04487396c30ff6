// The sample shop: the mock server's own Rust as WebAssembly, and what its network does.
import { initSync, SampleShop } from "bengkel:shop";
import { OPEN_API } from "../../../pkg-template/client/generated.js";
import wasm from "bengkel:wasm";

initSync({ module: Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)) });

export { OPEN_API };
export const SAMPLE_TOKEN = SampleShop.token();
export const SHORTCODES = SampleShop.shortcodes();
export const ORIGIN = SampleShop.origin();

/** Milliseconds until an answer comes, usually and on a slow network. */
const USUAL = 60;
const SLOW = 2500;

/** @type {{ variant: string, shop: SampleShop } | null} */
let opened = null;

/** @param {string} variant */
export function openShop(variant) {
  if (opened?.variant !== variant) {
    opened?.shop.free();
    opened = { variant, shop: new SampleShop(variant) };
  }
  return opened.shop;
}

/** The failures that the switches offer, in groups. */
export function failures() {
  const codes = [...SampleShop.failures()];
  const named = (code) => `${code}: ${SampleShop.reason(code)}`;
  return [
    ["API gagal, dengan status HTTP", codes.map((code) => [`http:${code}`, named(code)])],
    ["API gagal, HTTP 200 dengan kode di dalam", codes.map((code) => [`kode:${code}`, named(code)])],
    ["Jaringan merusak jawaban", [["html", "Gateway menjawab dengan HTML (502)"], ["potong", "Jawaban terpotong di tengah"], ["kosong", "Jawaban kosong"], ["diam", "Server tidak pernah menjawab"]]],
  ];
}

/** @param {string} svg */
const pictureUrl = (svg) => "data:image/svg+xml;base64," + btoa(String.fromCharCode(...new TextEncoder().encode(svg)));

const LINK = /https:(?:\\?\/){2}toko-contoh\.invalid((?:\\?\/)gambar(?:\\?\/)[\w\\/.-]+?\.svg)/g;

/** The shop's pictures that a text links to, each behind its link. @param {string} text @param {SampleShop} shop @returns {[string, string][]} */
function picturesIn(text, shop) {
  const paths = new Set(Array.from(text.matchAll(LINK), ([, path]) => path.replace(/\\/g, "")));
  return [...paths].flatMap((path) => {
    const svg = shop.picture(path);
    return svg === undefined ? [] : [[ORIGIN + path, pictureUrl(svg)]];
  });
}

/**
 * A page as the app shows it.
 *
 * @param {string} page
 * @param {{ variant: string, siapa: string, member?: { token_user: string, id_user: string } }} setting
 */
export function shown(page, { variant, siapa, member }) {
  const shop = openShop(variant);
  const text = shop.show(page, siapa, member?.token_user, member?.id_user);
  return picturesIn(text, shop).reduce((done, [link, picture]) => done.split(link).join(picture), text);
}

/**
 * What the sample shop answers. `status` 0: the network does not let the request through; null: nobody ever answers.
 *
 * @param {string} url
 * @param {string} method
 * @param {{ variant: string, network: string }} setting
 * @returns {{ status: number, body: string, headers: Record<string, string>, delay: number, pictures?: [string, string][] } | null}
 */
export function answer(url, method, { variant, network }) {
  const headers = { "content-type": "application/json; charset=utf-8" };
  const delay = network === "lambat" ? SLOW : USUAL;
  if (network === "luring") return { status: 0, body: "", headers, delay: 0 };
  if (network === "diam") return null;
  if (network === "html") return { status: 502, body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>", headers: { "content-type": "text/html" }, delay };
  const [kind, code] = network.split(":");
  if (kind === "http" || kind === "kode") {
    const reply = SampleShop.refuse(Number(code), kind === "kode");
    return { status: reply.status, body: reply.body, headers, delay };
  }
  const shop = openShop(variant);
  const { pathname, searchParams } = new URL(url);
  const base = new URL(OPEN_API).pathname;
  // The page has its own shop's token or the sample's; the sample shop takes either, as long as there is one.
  if ((searchParams.get("token") ?? "").trim() !== "") searchParams.set("token", SAMPLE_TOKEN);
  const reply = shop.answer(method, pathname.slice(base.length), searchParams.toString());
  let body = reply.body;
  const pictures = picturesIn(body, shop);
  if (network === "potong") body = body.slice(0, body.length / 2);
  if (network === "kosong") body = "";
  return { status: reply.status, body, headers, delay, pictures };
}
