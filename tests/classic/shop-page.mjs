// A page with the classic script as a designer writes one, by every way that the script can come into it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../support/mock-server.mjs";
import { TOKEN } from "../support/mock-shop.mjs";

/** The file that is shipped, as text. */
export const library = readFileSync(join(root, "pkg/bukaolshop.min.js"), "utf8");

/** As `library`, for a page that loads it from a folder beside it. */
export const FILE = "bukaolshop.min.js";

const escape = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");

/** The attributes of a shop's tag: its token, the member that the app fills in, and the API of a session. */
export function attributesFor(baseUrl, token = TOKEN) {
  return `data-token="${escape(token)}" data-token-user="{{token_user}}" data-id-user="{{id_user}}" data-base-url="${escape(baseUrl)}"`;
}

export const tagWithSource = (src, attributes = "") => `<script ${attributes} src="${escape(src)}"></script>`;
export const tagWithText = (attributes = "") => `<script ${attributes}>${library}</script>`;

/**
 * The page: other shortcodes around the library, in places where a nasty name breaks tags and scripts; then products,
 * and what the member has.
 *
 * @param {string} tags the library's, one or several
 */
export function shopPage(tags) {
  return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Toko untuk {{nama_user}}</title>
</head>
<body>
<!-- {{nama_user}}, {{email_user}} -->
<p title="{{nama_user}}">Halo, {{nama_user}}! Anda punya {{poin_member}} {{nama_poin}}.</p>
<script>var nama = "{{nama_user}}";</script>
<script>var before = Object.getOwnPropertyNames(window);</script>
${tags}
<script>var after = Object.getOwnPropertyNames(window);</script>
<p title='{{nama_user}}'>{{total_cart}}</p>
<ul id="produk"></ul>
<p id="member"></p>
<p id="gagal"></p>
<script>
(function () {
  var toko = BukaOlshop.toko;
  if (!toko) return;
  function gagal(error) { document.getElementById('gagal').textContent = error.kind + ': ' + error.message; }
  toko.produk.list({ total_data: 20 }).then(function (page) {
    page.data.forEach(function (produk) {
      var baris = document.createElement('li');
      baris.textContent = produk.nama_produk + ' ' + BukaOlshop.rupiah(produk.harga_produk);
      document.getElementById('produk').appendChild(baris);
    });
  }).catch(gagal);
  var member = document.getElementById('member');
  if (!toko.inApp) { member.textContent = 'Belum masuk'; return; }
  toko.user.info().then(function (info) { member.textContent = 'Saldo ' + BukaOlshop.rupiah(info.jumlah_saldo); }).catch(gagal);
})();
</script>
</body>
</html>
`;
}

/** Runs in the page: what it shows once it shows something; nothing until then. */
export function whatIsShown() {
  const text = (id) => document.getElementById(id).textContent;
  const rows = Array.from(document.querySelectorAll("#produk li"), (row) => row.textContent);
  const done = text("gagal") || (rows.length > 0 && text("member"));
  return done ? { rows, member: text("member"), error: text("gagal") } : null;
}

/**
 * The ways in which the script gets into a page that the app shows. Each resolves to the page's address.
 *
 * @type {Record<string, (shop: any, siapa: string, baseUrl: string) => Promise<string>>}
 */
export const WAYS_IN_THE_APP = {
  "from another host": (shop, siapa, baseUrl) =>
    shop.paste(siapa, shopPage(tagWithSource(`${shop.elsewhere}/pkg/${FILE}`, attributesFor(baseUrl)))),
  "from the shop's own host": (shop, siapa, baseUrl) =>
    shop.paste(siapa, shopPage(tagWithSource(`/pkg/${FILE}`, attributesFor(baseUrl)))),
  "pasted into the page": (shop, siapa, baseUrl) => shop.paste(siapa, shopPage(tagWithText(attributesFor(baseUrl)))),
};

/**
 * The ways in which it gets into a page that is opened by a double-click. Each lays the page into a folder.
 *
 * @type {Record<string, (folder: string, baseUrl: string) => string>}
 */
export const WAYS_IN_A_FILE = {
  "beside the page": (folder, baseUrl) => {
    writeFileSync(join(folder, FILE), library);
    return pageIn(folder, tagWithSource(FILE, attributesFor(baseUrl)));
  },
  "pasted into the page": (folder, baseUrl) => pageIn(folder, tagWithText(attributesFor(baseUrl))),
};

function pageIn(folder, tag) {
  const page = join(folder, "halaman saya.html");
  writeFileSync(page, shopPage(tag));
  return pathToFileURL(page).href;
}
