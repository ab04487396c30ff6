// Where the payloads go: elements by themselves, and templates that bind every field to every place.
import { readEntities } from "../../pkg-template/elements/text.js";
import { ENDPOINTS } from "./rows.mjs";

/** The elements that show an endpoint's rows. */
export const NAMES = {
  produk: ["olshop-produk"],
  kategori: ["olshop-kategori"],
  slide: ["olshop-slide"],
  kostumpage: ["olshop-kostumpage"],
  info: ["olshop-user"],
  catatan: ["olshop-catatan", 'olshop-catatan tipe="poin"'],
  transaksi: ["olshop-transaksi"],
};

/** The elements that templates and default looks are made of. */
export const TAGS = "a,area,b,button,dd,div,dl,dt,i,img,input,li,p,s,span,template,video".split(",");

/** Every place, for every field. Pictures wait until somebody scrolls to them: there are thousands. */
export function template(endpoint) {
  const everywhere = (field) =>
    `<p data-isi="${field}" data-attr-title="${field}" data-attr-data-x="${field}" data-attr-aria-label="${field}" data-attr-lang="${field}"></p>` +
    `<a data-attr-href="${field}" data-isi="${field}"></a><area data-attr-href="${field}"><img loading="lazy" data-attr-src="${field}" data-attr-alt="${field}">` +
    `<video preload="none" data-attr-src="${field}"></video><input data-attr-value="${field}" data-attr-placeholder="${field}"><i data-isi="${field}" data-format="tanggal"></i><s data-jika="${field}" data-isi="${field}" data-format="rupiah"></s><b data-isi="${field}" data-format="teks"></b>`;
  const { texts, links, lists } = ENDPOINTS[endpoint];
  const nested = lists.map((field) => `<template data-tiap="${field}">${everywhere(".")}</template>`).join("");
  const sub = endpoint === "kategori" ? `<template data-tiap="sub_kategori">${[...texts, ...links].map(everywhere).join("")}</template>` : "";
  return `<template><div class="baris">${[...texts, ...links].map(everywhere).join("")}${nested}${sub}</div></template>`;
}

/** What a text becomes on its way through UTF-8: through the module, or from a browser to its driver. */
export const whole = (text) => text.toWellFormed();

/** What a text is on the screen: its entities are read, once, as tests/cases/teks.json has them. */
export const onScreen = readEntities;

/** An answer of an endpoint, in the mock server's words for its script. */
export const answerOf = (only, data) => ({ only, body: { code: 200, status: "ok", data } });

/** A page's elements for an endpoint: `bawaan0` with the default look, `templat0` with the template, and so on. */
export function hostsOf(endpoint) {
  const hosts = NAMES[endpoint].flatMap((host, place) => {
    const name = host.split(" ")[0];
    return [`<${host} id="bawaan${place}"></${name}>`, `<${host} id="templat${place}">${template(endpoint)}</${name}>`];
  });
  return hosts.join("");
}
