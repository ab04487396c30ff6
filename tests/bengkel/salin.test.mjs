// Copying: from an empty page to a pasted catalogue with contents from the start; the token, the package inside, the preload line, the link.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startMockServer } from "../support/mock-server.mjs";
import { AS_FILE, copied, findings, inBoth, TAG, textOf } from "./harness.mjs";

const TOKEN = "dG9rb3Nheq+/x+y8==";
/** A token that the mock server knows. */
const OWN = "bW9jay90b2tvK2NvbnRvaA/x+y==";
const RAK = `<!doctype html>\n<html lang="id">\n<meta charset="utf-8">\n<olshop-produk id="rak" total-data="20"></olshop-produk>\n${TAG}\n`;
const loaded = (page, count = 20) => page.waitInFrame((wanted) => document.querySelectorAll(".olshop-kartu").length === wanted, count);

inBoth(({ open, name }) => {
  test("a catalogue copied with contents of the sample shop, and pasted", async (t) => {
    const page = await open(t);
    await page.click("#tirai .mulai .tombol");
    await loaded(page);
    const text = await copied(page, { contents: true });
    assert.match(text, /<olshop-produk[^>]* data-awal="/);
    assert.match(await page.evaluate(() => document.getElementById("kabar-salin").textContent), /dari toko contoh/);
    assert.ok(text.includes("{{token_user}}") && !/tu\+budi|data-bengkel|__bengkel/.test(text), "nobody's own data, nothing of the workshop's");
    assert.ok(!text.includes("data:image/svg+xml;base64"), "links, not pictures");
    assert.ok(Buffer.byteLength(text) < 20_000, `${Buffer.byteLength(text)} bytes`);
    // The page shows the shop where no script ever comes.
    const bare = text.replace(/<script async src[^]*?<\/script>/, "");
    assert.notEqual(bare, text);
    const pasted = await open(t, bare);
    await pasted.waitInFrame(() => document.querySelectorAll(".olshop-kartu").length === 20 && document.querySelector(".olshop-harga").textContent.startsWith("Rp"));
    // And the library takes it over where it comes.
    const whole = await open(t, text);
    await whole.waitInFrame(() => document.querySelector("olshop-produk").data?.length === 20);
    await loaded(whole);
    assert.deepEqual((await findings(whole)).filter(({ rule }) => !/tanpa-alt|css/.test(rule)), []);
  });

  // What a newcomer does first, step by step, at a desk and on a phone: four taps, and the token pasted.
  for (const [place, size] of [["a desk", [1440, 900]], ["a phone", [360, 740]]]) {
    test(`at ${place}: from an empty page to the own shop's catalogue, with contents from the start, in four taps`, async (t) => {
      const server = await startMockServer();
      t.after(() => server.stop());
      const page = await open(t, "", { size });
      await page.answer("https://openapi.bukaolshop.net/", async (url) => {
        const response = await fetch(url.replace("https://openapi.bukaolshop.net", server.url));
        return { status: response.status, body: await response.text() };
      });
      let taps = 0;
      const tap = (selector) => {
        taps += 1;
        return page.click(selector);
      };
      await tap("#tirai .mulai .tombol"); // "Katalog produk"
      await loaded(page);
      await tap("#tombol-salin");
      // The field has the focus already: what is pasted goes there.
      assert.equal(await page.evaluate(() => document.activeElement.name), "token");
      await page.type(OWN);
      await tap("#salin-setelan [name=contents]");
      await page.waitFor(() => /data-awal=/.test(document.getElementById("hasil").value) && document.getElementById("kabar-salin").textContent === "");
      await tap("#hasil-salin");
      await page.waitFor(() => /^Tersalin/.test(document.getElementById("kabar").textContent));
      assert.equal(taps, 4);
      const text = await page.evaluate(() => document.getElementById("hasil").value);
      assert.ok(text.includes(`data-token="${OWN}"`) && !text.includes("TOKEN_OLSHOP_ANDA"));

      // Pasted into the app, it shows the shop's own products, without waiting for a script.
      const rows = (await (await fetch(`${server.url}/v1/app/produk?token=${encodeURIComponent(OWN)}&page=1&total_data=20`)).json()).data;
      const answer = await fetch(`${server.url}/app/budi/tempel`, { method: "POST", body: text.replace(/<script src[^]*?<\/script>/, "") });
      await page.goto(server.url + (await answer.json()).url);
      assert.deepEqual(await page.evaluate(() => Array.from(document.querySelectorAll(".olshop-nama"), (node) => node.textContent)), rows.map((row) => row.nama_produk));
    });
  }

  test("contents that the shop refuses are told, and nothing of the sample stands in for them", async (t) => {
    const page = await open(t, RAK);
    await page.answer("https://openapi.bukaolshop.net/", async () => ({ status: 401, body: '{"code":401,"status":"Token tidak valid"}' }));
    await loaded(page);
    const text = await copied(page, { token: TOKEN, contents: true });
    await page.waitFor(() => /Toko menolak token ini \(401\)/.test(document.getElementById("kabar-salin").textContent));
    assert.doesNotMatch(text, /data-awal/);
  });

  test("contents of the shop only, each in the place of its element", async (t) => {
    const page = await open(t, `<h1>Awal</h1><olshop-kategori></olshop-kategori><p>tengah {{nama_user}}</p><olshop-user></olshop-user><olshop-produk total-data="10"></olshop-produk><p>akhir</p>${TAG}`);
    await loaded(page, 10);
    await page.waitInFrame(() => document.querySelectorAll(".olshop-ubin").length > 0 && /Budi/.test(document.querySelector("olshop-user").textContent));
    const text = await copied(page, { contents: true });
    assert.match(text, /^<h1>Awal<\/h1><olshop-kategori [^]*<\/olshop-kategori><p>tengah \{\{nama_user\}\}<\/p><olshop-user><\/olshop-user><olshop-produk [^]*<\/olshop-produk><p>akhir<\/p><script async src/);
    assert.ok(!text.includes("Budi Santoso"));
  });

  test("cards that are there from the start do not wait for the script, unless the page has another one behind it", async (t) => {
    const rak = `<olshop-produk total-data="10"></olshop-produk>${TAG}`;
    const page = await open(t, rak);
    await loaded(page, 10);
    assert.match(await copied(page, { contents: true }), /<script async src="[^"]*bukaolshop/);
    assert.match(await copied(page), /<script src="[^"]*bukaolshop/);
    const other = await open(t, `${rak}<script>BukaOlshop.toko.slide.list();</script>`);
    await loaded(other, 10);
    assert.match(await copied(other, { contents: true }), /data-awal=[^]*<script src="[^"]*bukaolshop/);
  });

  test("an element that holds a shortcode gets no contents, which are a member's own", async (t) => {
    const page = await open(t, `<olshop-produk id="rak"><template><a data-attr-href="url_produk" title="{{nama_user}}"><b data-isi="nama_produk"></b></a></template></olshop-produk><olshop-kategori></olshop-kategori>${TAG}`);
    await page.waitInFrame(() => document.querySelectorAll("#rak a").length === 20 && document.querySelector(".olshop-ubin") !== null);
    const text = await copied(page, { contents: true });
    assert.match(text, /^<olshop-produk id="rak"><template>[^]*title="\{\{nama_user\}\}"[^]*<\/template><\/olshop-produk><olshop-kategori [^>]*data-awal=/);
    assert.ok(!text.includes("Budi"));
    assert.match(await page.evaluate(() => document.getElementById("kabar-salin").textContent), /berisi shortcode tidak diberi isi awal/);
  });

  test("the preload line asks exactly what the page asks, encoded", async (t) => {
    const page = await open(t, RAK);
    await loaded(page);
    const text = await copied(page, { token: TOKEN, preload: true });
    const line = text.match(/<link rel="preload"[^>]*>/)[0];
    assert.equal(line, '<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="https://openapi.bukaolshop.net/v1/app/produk?token=dG9rb3Nheq%2B%2Fx%2By8%3D%3D&amp;page=1&amp;total_data=20">');
    assert.ok(text.indexOf(line) < text.indexOf("<olshop-produk") && text.indexOf(line) > text.indexOf("charset"));
    // The library itself, with this token, asks the same.
    const own = await open(t, text);
    await loaded(own);
    assert.equal(await own.inFrame(() => document.querySelector("link[rel=preload]").getAttribute("data-bengkel-href")), "https://openapi.bukaolshop.net/v1/app/produk?token=dG9rb3Nheq%2B%2Fx%2By8%3D%3D&page=1&total_data=20");
    const member = await open(t, `<olshop-user></olshop-user>${TAG}`);
    await member.waitInFrame(() => /Budi/.test(document.body?.textContent));
    assert.ok(!(await copied(member, { preload: true })).includes("preload"));
    assert.match(await member.evaluate(() => document.getElementById("kabar-salin").textContent), /milik member/);
  });

  test("with the package inside it needs no CDN", async (t) => {
    const page = await open(t, RAK);
    await loaded(page);
    const text = await copied(page, { token: TOKEN, load: "inline" });
    assert.ok(!text.includes("cdn.jsdelivr.net/npm/bukaolshop"));
    assert.ok(text.length > 100_000 && text.includes(`data-token="${TOKEN}"`));
    const pasted = await open(t, text);
    await loaded(pasted);
  });

  test("a token that is none is told and not put in", async (t) => {
    const page = await open(t, RAK);
    for (const [token, words] of [["ada spasi di sini", /spasi/], ["“dG9rbw==”", /kutip/], ["TOKEN_OLSHOP_ANDA", /contoh/], ["pendek", /tidak seperti/]]) {
      const text = await copied(page, { token });
      assert.ok(text.includes('data-token="TOKEN_OLSHOP_ANDA"'));
      assert.match(await page.evaluate(() => document.getElementById("kabar-salin-token").textContent), words);
    }
  });

  test("a link holds the whole page, and what was there before comes back", async (t) => {
    const page = await open(t, RAK);
    await page.evaluate(() => document.getElementById("tombol-bagikan").click());
    const link = await page.evaluate(() => document.getElementById("tautan").value);
    const client = await open(t, "<p>halaman saya</p>");
    await client.goto("about:blank");
    await client.goto(link);
    await loaded(client);
    assert.equal(await textOf(client), RAK);
    await client.waitFor(() => !location.hash && /Kembalikan halaman saya/.test(document.getElementById("kabar").textContent));
    await client.click("#kabar button");
    await client.waitFor(() => localStorage.getItem("bengkel:halaman") === "<p>halaman saya</p>");
    await client.goto("about:blank");
    await client.goto(link.slice(0, link.length - 20));
    await client.waitFor(() => /terpotong atau rusak/.test(document.getElementById("kabar").textContent));
    assert.equal(await textOf(client), "<p>halaman saya</p>");
    const file = await open(t, "", { at: AS_FILE });
    await file.goto("about:blank");
    await file.goto(link.replace(/^[^#]*/, AS_FILE));
    await loaded(file);
    assert.ok(name);
  });

  test("every starting point of the gallery shows without a finding that is dangerous", async (t) => {
    const page = await open(t);
    const titles = await page.evaluate(() => [...document.querySelectorAll(".galeri-kisi button")].map((button) => button.textContent));
    assert.ok(titles.length > 30, `${titles.length}`);
    for (let at = 0; at < titles.length; at++) {
      await page.evaluate((number) => document.querySelectorAll(".galeri-kisi button")[number].click(), at);
      await page.waitFor(() => document.getElementById("keadaan").textContent === "Tampil");
      const found = await page.waitFor((wanted) => document.getElementById("ukuran").textContent && wanted && [...document.querySelectorAll(".temuan .bobot.bahaya")].map((node) => node.closest(".temuan").textContent), true);
      assert.deepEqual(found, [], titles[at]);
    }
  });
});
