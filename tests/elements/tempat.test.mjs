// Elements wherever and however HTML, scripts and frameworks put them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { count, hold, isApi, produk, settled, texts, useElements } from "./harness.mjs";

const elements = useElements();

/** Where a file of another library lies. */
const file = (/** @type {string} */ name) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));

const ROWS = { "/app/produk": ["Kopi", "Teh", "Gula", "Susu"].map((nama_produk, stok) => produk({ nama_produk, stok })) };
const NAME = '<template><b data-isi="nama_produk"></b></template>';
const NAMES = ["Kopi", "Teh", "Gula", "Susu"];

// ---------------------------------------------------------------- what was drawn before

/** Ways in which an element that was drawn comes into the page again; each runs in the page. */
const COPIES = {
  "a clone": () => document.querySelector("#asal").replaceWith(document.querySelector("#asal").cloneNode(true)),
  "innerHTML": () => (document.querySelector("main").innerHTML = document.querySelector("main").innerHTML),
  "an imported copy": () => document.querySelector("main").replaceWith(document.importNode(document.querySelector("main"), true)),
  "a snapshot of the body": () => {
    const snapshot = document.body.cloneNode(true);
    document.body = document.createElement("body");
    document.body = snapshot;
  },
};

/** What an element has in it, without templates and the marks of what it drew. */
const textOf = (/** @type {import("playwright-core").Page} */ page, selector = "#asal") =>
  page.locator(selector).first().evaluate((host) => host.textContent.replace(/\s+/g, " ").trim());

const TEMPLATES = {
  "the default": ["", "h2, .olshop-kartu, .olshop-lagi"],
  "one node": [NAME, "h2, b"],
  "several nodes and texts": ['<template>Beli <b data-isi="nama_produk"></b>, sisa <i data-isi="stok"></i> buah. </template>', "h2, b, i"],
  "a nested list": ['<template><template data-tiap="warna">- <u data-isi="."></u> </template><b data-isi="nama_produk"></b></template>', "h2, b, u"],
  "nothing but texts": ['<template> baris </template>', "h2"],
};

for (const [how, copy] of Object.entries(COPIES)) {
  for (const [what, [template, parts]] of Object.entries(TEMPLATES)) {
    test(`${how} of an element with ${what} as its template shows what it showed, once`, async (t) => {
      const rows = { "/app/produk": ROWS["/app/produk"].map((row) => ({ ...row, warna: ["biru", "hijau"] })) };
      const { page } = await elements.open(t, `<main><olshop-produk id="asal">Daftar: <h2>Terbaru</h2> ini ${template}</olshop-produk></main>`, { rows });
      await settled(page, "#asal");
      const before = [await textOf(page), await page.locator(`#asal > :is(${parts})`).count()];
      assert.ok(before[0].startsWith("Daftar: Terbaru ini"));
      await page.evaluate(copy);
      await page.waitForFunction(() => document.querySelector("#asal").data !== null);
      assert.deepEqual([await textOf(page), await page.locator(`#asal > :is(${parts})`).count()], before);
      await page.evaluate(() => document.querySelector("#asal").muatUlang());
      assert.equal(await textOf(page), before[0], "and keeps to it");
    });
  }
}

test("a clone of what an element shows while it waits, and where it failed, is replaced too", async (t) => {
  const api = hold(isApi);
  const { page } = await elements.open(t, '<olshop-produk id="asal" total-data="10"></olshop-produk>', { faults: "status:400,times:1", prepare: api.prepare });
  await page.locator("#asal > .olshop-tunggu").first().waitFor();
  /** Puts a clone of the element as it is now behind it. */
  const copy = (/** @type {string} */ id) =>
    page.evaluate((id) => {
      const clone = document.querySelector("#asal").cloneNode(true);
      clone.id = id;
      document.body.append(clone);
    }, id);
  await copy("menunggu");
  api.release();
  await page.locator("#asal > [role=alert]").waitFor();
  await copy("gagal");
  await count(page, "#gagal > .olshop-kartu", 10);
  await page.evaluate(() => document.querySelector("#menunggu").muatUlang());
  for (const id of ["menunggu", "gagal"]) assert.equal(await page.locator(`#${id} > *`).count(), 10);
});

test("what stands behind a clone's rows in the page stays, and elements inside of an element are left alone", async (t) => {
  const { page } = await elements.open(t, `<olshop-produk id="asal">${NAME}<olshop-kategori><template><u data-isi="nama_kategori"></u></template></olshop-kategori></olshop-produk>`, {
    rows: { ...ROWS, "/app/kategori": [{ id_kategori: "1", nama_kategori: "Minuman", gambar_kategori: null, url_kategori: null, tipe_kategori: "utama", sub_kategori: [] }] },
  });
  await settled(page, "olshop-produk, olshop-kategori");
  await page.evaluate(() => {
    asal.insertAdjacentHTML("beforeend", "<footer>Akhir</footer>");
    asal.replaceWith(asal.cloneNode(true));
  });
  await count(page, "#asal u", 1);
  await count(page, "#asal b", 4);
  assert.deepEqual(await texts(page, "#asal b, #asal u, #asal footer"), ["Minuman", "Akhir", ...NAMES]);
});

test("copies of rows that a carousel put into the element go with the rows", async (t) => {
  const { page } = await elements.open(t, `<olshop-produk id="asal">${NAME}</olshop-produk>`, { rows: ROWS });
  await settled(page, "#asal");
  await page.evaluate(() => {
    const track = document.createElement("div");
    track.append(...asal.querySelectorAll("b"), asal.querySelector("b").cloneNode(true));
    asal.append(track);
    track.append(track.firstChild.cloneNode(true));
  });
  await page.evaluate(() => asal.muatUlang());
  assert.deepEqual(await texts(page, "#asal b"), NAMES);
});

// ---------------------------------------------------------------- templates

test("templates that scripts filled by appendChild, states and nested ones too", async (t) => {
  const { page } = await elements.open(t, "<main></main>", { rows: { "/app/produk": [produk({ nama_produk: "Kaos", warna: ["merah", "putih"] })] } });
  await page.evaluate(() => {
    const made = (tag, attributes, ...children) => {
      const node = document.createElement(tag);
      Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
      children.forEach((child) => node.appendChild(child));
      return node;
    };
    const host = made("olshop-produk", { id: "isi" }, made("template", {}, made("b", { "data-isi": "nama_produk" }), made("template", { "data-tiap": "warna" }, made("i", { "data-isi": "." }))));
    const empty = made("olshop-transaksi", { id: "masuk" }, made("template", { "data-saat": "belum-masuk" }, made("u", {}, document.createTextNode("Masuk dulu"))));
    document.querySelector("main").append(host, empty);
  }, null);
  await settled(page, "#isi");
  assert.deepEqual(await texts(page, "#isi > b, #isi > i"), ["Kaos", "merah", "putih"]);
});

test("React: templates in JSX, a strict mode that mounts twice, unmounting and mounting again", async (t) => {
  const { page, requests } = await elements.open(t, '<main></main>');
  for (const name of ["react/umd/react.development.js", "react-dom/umd/react-dom.development.js"]) await page.addScriptTag({ path: file(name) });
  await page.evaluate(() => {
    const { createElement: h, StrictMode, useEffect, useState } = window.React;
    function List() {
      const [rows, setRows] = useState(0);
      useEffect(() => {
        const loaded = ({ detail }) => setRows(detail.data.length);
        document.addEventListener("olshop:muat", loaded);
        return () => document.removeEventListener("olshop:muat", loaded);
      }, []);
      return h("div", null, h("p", null, rows), h("olshop-produk", { "total-data": 10 }, h("template", null, h("b", { "data-isi": "nama_produk" }))));
    }
    window.mount = () => {
      window.root = window.ReactDOM.createRoot(document.querySelector("main"));
      window.root.render(h(StrictMode, null, h(List)));
    };
    window.mount();
  });
  await count(page, "olshop-produk > b", 10);
  await page.waitForFunction(() => document.querySelector("p").textContent === "10");
  await page.evaluate(() => window.root.unmount());
  assert.equal(await page.locator("main *").count(), 0);
  await page.evaluate(() => window.mount());
  await count(page, "olshop-produk > b", 10);
  assert.equal((await requests("/app/produk")).length, 1);
});

// ---------------------------------------------------------------- moved

test("an element that is moved, or taken out and put in again, keeps its rows and asks for nothing", async (t) => {
  const { page, requests } = await elements.open(t, '<div id="satu"><olshop-produk total-data="10"></olshop-produk></div><div id="dua"></div>');
  await settled(page, "olshop-produk");
  await page.evaluate(async () => {
    const host = document.querySelector("olshop-produk");
    document.querySelector("#dua").append(host);
    await new Promise((resolve) => setTimeout(resolve));
    host.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.querySelector("#satu").append(host);
  });
  await settled(page, "#satu > olshop-produk");
  assert.equal(await page.locator("#satu .olshop-kartu").count(), 10);
  assert.equal((await requests("/app/produk")).length, 1);
});

test("an element that is taken out while it waits, and put in again, asks once", async (t) => {
  const { page, requests } = await elements.open(
    t,
    `<main></main><script>
      const host = document.createElement("olshop-produk");
      const main = document.querySelector("main");
      main.append(host);
      host.remove();
      main.append(host);
    </script>`,
  );
  await count(page, ".olshop-kartu", 20);
  assert.equal((await requests("/app/produk")).length, 1);
});

// ---------------------------------------------------------------- shadow roots and frames

test("in a shadow root: rows, the default look, fields that search and sort, buttons", async (t) => {
  const { page } = await elements.open(t, "<main></main>", { rows: { ...ROWS, "/user/transaksi": [] } });
  await page.evaluate(() => {
    const root = document.querySelector("main").attachShadow({ mode: "open" });
    root.innerHTML = '<select data-urut-untuk="rak"><option value=""></option><option value="nama_produk">Nama</option></select><input data-cari-untuk="rak"><olshop-produk id="rak"></olshop-produk>';
  });
  await page.waitForFunction(() => document.querySelector("main").shadowRoot.querySelectorAll(".olshop-kartu").length === 4);
  const look = () => page.evaluate(() => {
    const root = document.querySelector("main").shadowRoot;
    return [getComputedStyle(root.querySelector("olshop-produk")).display, getComputedStyle(root.querySelector(".olshop-kartu")).flexDirection, root.querySelectorAll("style").length];
  });
  assert.deepEqual(await look(), ["grid", "column", 1]);
  const names = () => page.locator(".olshop-nama").allTextContents();
  await page.locator("select").selectOption("nama_produk");
  assert.deepEqual(await names(), [...NAMES].sort());
  await page.locator("input").fill("kopi");
  await page.waitForFunction(() => document.querySelector("main").shadowRoot.querySelector("#rak").getAttribute("cari") === "kopi");
  await page.evaluate(() => document.querySelector("main").shadowRoot.querySelector("#rak").muatUlang());
  assert.deepEqual(await look(), ["grid", "column", 1]);
});

test("an element that is moved into a shadow root takes its look along", async (t) => {
  const { page, requests } = await elements.open(t, '<main></main><olshop-produk id="asal"></olshop-produk>', { rows: ROWS });
  await settled(page, "#asal");
  await page.evaluate(() => document.querySelector("main").attachShadow({ mode: "open" }).appendChild(document.querySelector("#asal")));
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main").shadowRoot.querySelector(".olshop-kartu")).flexDirection === "column");
  assert.deepEqual(await requests("/app/produk"), []);
});

test("in a shadow root: newer rows replace those of the cache", async (t) => {
  let name = "Lama";
  const { page } = await elements.open(t, "<main></main>", {
    prepare: (page) => page.route((url) => url.pathname.endsWith("/app/slide"), (route) => route.fulfill({ json: { code: 200, status: "ok", data: [{ url_gambar_slide: "/gambar/1.jpg", url_tujuan: `/${name}` }] }, headers: { "access-control-allow-origin": "*" } })),
  });
  await page.evaluate(() => BukaOlshop.toko.slide.list());
  name = "baru";
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 120_000;
    document.querySelector("main").attachShadow({ mode: "open" }).innerHTML = "<olshop-slide></olshop-slide>";
  });
  await page.waitForFunction(() => {
    const link = document.querySelector("main").shadowRoot.querySelector("a");
    return link && link.getAttribute("href") === "/baru";
  });
});

test("an element that is moved into a frame works there, with its look", async (t) => {
  const { page } = await elements.open(t, "<iframe></iframe>", { faults: "status:400,times:1" });
  await page.evaluate(() => {
    const host = document.createElement("olshop-produk");
    host.setAttribute("total-data", "10");
    document.querySelector("iframe").contentDocument.body.append(host);
  });
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Coba lagi" }).click();
  await frame.locator(".olshop-kartu").nth(9).waitFor();
  assert.equal(await frame.locator("olshop-produk").evaluate((host) => getComputedStyle(host).display), "grid");
});

test("in a frame without an origin, where nothing can be kept", async (t) => {
  const { page } = await elements.open(t, (tag) => `<iframe sandbox="allow-scripts" srcdoc='${tag}<olshop-produk total-data="10"></olshop-produk>'></iframe>`);
  await page.frameLocator("iframe").locator(".olshop-kartu").nth(9).waitFor();
});

// ---------------------------------------------------------------- fields

const SORTED = `<select data-urut-untuk="rak"><option value="">Terbaru</option><option value="nama_produk">Nama</option></select><olshop-produk id="rak">${NAME}</olshop-produk>`;

test("jQuery's trigger, whether jQuery came before or after", async (t) => {
  for (const when of ["before", "after"]) {
    const first = when === "before" ? '<script src="/jquery.js"></script>' : "";
    const { page } = await elements.open(t, (tag) => `${first}${tag}${SORTED}<input data-cari-untuk="rak">`, {
      rows: ROWS,
      prepare: (page) => page.route("**/jquery.js", (route) => route.fulfill({ path: file("jquery/dist/jquery.js") })),
    });
    await settled(page, "#rak");
    if (when === "after") {
      await page.addScriptTag({ path: file("jquery/dist/jquery.js") });
      await page.locator("select").focus();
    }
    await page.evaluate(() => window.jQuery("select").val("nama_produk").trigger("change"));
    assert.deepEqual(await texts(page, "#rak > b"), [...NAMES].sort(), when);
    await page.evaluate(() => window.jQuery("input").val("teh").trigger("input"));
    await page.waitForFunction(() => rak.getAttribute("cari") === "teh");
  }
});

test("Select2 changes a select, and the rows are sorted", async (t) => {
  const { page } = await elements.open(t, SORTED, { rows: ROWS });
  await settled(page, "#rak");
  await page.addScriptTag({ path: file("jquery/dist/jquery.js") });
  await page.addScriptTag({ path: file("select2/dist/js/select2.js") });
  await page.addStyleTag({ path: file("select2/dist/css/select2.css") });
  await page.evaluate(() => window.jQuery("select").select2({ minimumResultsForSearch: Infinity }));
  await page.locator(".select2-selection").click();
  await page.locator(".select2-results__option", { hasText: "Nama" }).click();
  await page.waitForFunction(() => rak.getAttribute("urut") === "nama_produk");
  assert.deepEqual(await texts(page, "#rak > b"), [...NAMES].sort());
});

test("radio buttons, and fields that come together with their element", async (t) => {
  const { page } = await elements.open(t, "<main></main>", { rows: ROWS });
  await page.evaluate(() => {
    document.querySelector("main").innerHTML = `<form>
      <input type="radio" name="urut" data-urut-untuk="rak" value="nama_produk" checked>
      <input type="radio" name="urut" data-urut-untuk="rak" value="-nama_produk"></form>
      <olshop-produk id="rak"><template><b data-isi="nama_produk"></b></template></olshop-produk>`;
  });
  await settled(page, "#rak");
  assert.deepEqual(await texts(page, "#rak > b"), [...NAMES].sort());
  await page.locator("[value='-nama_produk']").check();
  assert.deepEqual(await texts(page, "#rak > b"), [...NAMES].sort().reverse());
});

// ---------------------------------------------------------------- paper

test("on paper there are no buttons and no places of what has not come", async (t) => {
  const { page } = await elements.open(t, '<olshop-produk muat-lagi total-data="10"></olshop-produk><olshop-kategori></olshop-kategori>', { rows: { "/app/kategori": "rusak" } });
  await settled(page, "olshop-produk, olshop-kategori");
  await page.locator("olshop-kategori > [role=alert]").waitFor();
  const shown = () => page.locator(".olshop-tombol").evaluateAll((buttons) => buttons.filter((button) => button.offsetParent !== null).length);
  assert.ok((await shown()) > 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await shown(), 0);
  assert.equal(await page.locator(".olshop-kartu").first().isVisible(), true);
});
