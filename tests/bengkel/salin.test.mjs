// Copying: from an empty page to a pasted catalogue with contents from the start; the token, the package inside, the preload line, the link.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AS_FILE, findings, inBoth, TAG, textOf } from "./harness.mjs";

const TOKEN = "dG9rb3Nheq+/x+y8==";
const RAK = `<!doctype html>\n<html lang="id">\n<meta charset="utf-8">\n<olshop-produk id="rak" total-data="20"></olshop-produk>\n${TAG}\n`;
const loaded = (page, count = 20) => page.waitInFrame((wanted) => document.querySelectorAll(".olshop-kartu").length === wanted, count);

/** Opens the window for copying and makes its choices; resolves to what it would copy. */
async function copied(page, { token = "", load = "cdn", contents = false, preload = false } = {}) {
  await page.evaluate(() => document.getElementById("tombol-salin").click());
  await page.evaluate((choice) => {
    const { elements } = document.getElementById("salin-setelan");
    elements.token.value = choice.token;
    elements.load.value = choice.load;
    elements.contents.checked = choice.contents;
    elements.preload.checked = choice.preload;
    document.getElementById("hasil").value = "";
    elements.token.dispatchEvent(new Event("input", { bubbles: true }));
  }, { token, load, contents, preload });
  return page.waitFor(() => document.getElementById("hasil").value);
}

inBoth(({ open, name }) => {
  test("a newcomer's way: an empty page, a catalogue, copied with contents from the start, and pasted", async (t) => {
    const page = await open(t);
    await page.click("#tirai .mulai .tombol");
    await loaded(page);
    const text = await copied(page, { token: TOKEN, contents: true });
    assert.match(text, /<olshop-produk[^>]* data-awal="/);
    assert.ok(text.includes(`data-token="${TOKEN}"`) && !text.includes("TOKEN_OLSHOP_ANDA"));
    assert.ok(text.includes("{{token_user}}") && !/tu\+budi|data-bengkel|__bengkel/.test(text), "nobody's own data, nothing of the workshop's");
    assert.ok(!text.includes("data:image/svg+xml;base64"), "links, not pictures");
    assert.ok(Buffer.byteLength(text) < 20_000, `${Buffer.byteLength(text)} bytes`);
    // The page shows the shop where no script ever comes.
    const bare = text.replace(/<script src[^]*?<\/script>/, "");
    const pasted = await open(t, bare);
    await pasted.waitInFrame(() => document.querySelectorAll(".olshop-kartu").length === 20 && document.querySelector(".olshop-harga").textContent.startsWith("Rp"));
    // And the library takes it over where it comes.
    const whole = await open(t, text);
    await whole.waitInFrame(() => document.querySelector("olshop-produk").data?.length === 20);
    await loaded(whole);
    assert.deepEqual((await findings(whole)).filter(({ rule }) => !/tanpa-alt|css/.test(rule)), []);
  });

  test("contents of the shop only, each in the place of its element", async (t) => {
    const page = await open(t, `<h1>Awal</h1><olshop-kategori></olshop-kategori><p>tengah {{nama_user}}</p><olshop-user></olshop-user><olshop-produk total-data="10"></olshop-produk><p>akhir</p>${TAG}`);
    await loaded(page, 10);
    await page.waitInFrame(() => document.querySelectorAll(".olshop-ubin").length > 0 && /Budi/.test(document.querySelector("olshop-user").textContent));
    const text = await copied(page, { contents: true });
    assert.match(text, /^<h1>Awal<\/h1><olshop-kategori [^]*<\/olshop-kategori><p>tengah \{\{nama_user\}\}<\/p><olshop-user><\/olshop-user><olshop-produk [^]*<\/olshop-produk><p>akhir<\/p><script src/);
    assert.ok(!text.includes("Budi Santoso"));
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
