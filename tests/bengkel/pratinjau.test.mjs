// The phone: shortcodes, boxes, schemes, switches, requests and the console; and the sandbox around the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startMockServer } from "../support/mock-server.mjs";
import { AS_FILE, choose, copied, inBoth, TAG } from "./harness.mjs";

const RAK = `<!doctype html>\n<html lang="id">\n<olshop-produk id="rak" total-data="20"></olshop-produk>\n${TAG}\n`;
const cards = (page, count) => page.waitInFrame((wanted) => document.querySelectorAll("#rak .olshop-kartu").length === wanted, count);
const requests = (page) => page.evaluate(() => [...document.querySelectorAll("#permintaan li")].map((item) => item.querySelector("code").textContent));
const consoleSays = (page, text) => page.waitFor((wanted) => [...document.querySelectorAll("#konsol li")].some((item) => item.textContent.includes(wanted)), text);
const frameText = (page) => page.inFrame(() => document.body?.innerText);

inBoth(({ name, open }) => {
  test("shows the shop's products, and what they cost", async (t) => {
    const page = await open(t, RAK);
    await cards(page, 20);
    assert.deepEqual(await requests(page), ["/app/produk?page=1&total_data=20"]);
    await page.waitFor(() => document.getElementById("biaya").textContent.includes("30 dari 100"));
    await page.evaluate(() => {
      const field = document.getElementById("kunjungan");
      field.value = "250";
      field.dispatchEvent(new Event("input"));
    });
    assert.match(await page.evaluate(() => document.getElementById("biaya").textContent), /250 dari 100.*habis sesudah 100 kunjungan/);
    assert.ok(await page.inFrame(() => [...document.querySelectorAll("#rak img")].every((picture) => picture.src.startsWith("data:image/svg+xml"))));
  });

  test("works from a file that is opened by a double click", async (t) => {
    const page = await open(t, RAK, { at: AS_FILE });
    await cards(page, 20);
  });

  test("replaces shortcodes as for whoever is chosen", async (t) => {
    const page = await open(t, '<p id="siapa" data-id="{{id_user}}">[{{nama_user}}]</p><olshop-user></olshop-user>' + TAG);
    await page.waitInFrame(() => /Budi Santoso/.test(document.body?.innerText) && /1\.250\.000/.test(document.body?.innerText));
    await choose(page, "siapa", "tamu");
    await page.waitInFrame(() => document.getElementById("siapa")?.textContent === "[]");
    await choose(page, "siapa", "literal");
    await page.waitInFrame(() => document.getElementById("siapa")?.textContent === "[{" + "{nama_user}}]");
    await choose(page, "siapa", "oneil");
    await page.waitInFrame(() => document.getElementById("siapa")?.dataset.id === "130175");
  });

  test("is as high as the app's boxes are", async (t) => {
    const page = await open(t, '<!doctype html><body style="margin:0"><div style="height:1200px">tinggi</div>');
    const height = (wanted) => page.waitFor((number) => document.querySelector("#layar iframe")?.offsetHeight === number, wanted);
    await height(740);
    await choose(page, "height", "wrap");
    await height(1200);
    await choose(page, "height", "tetap");
    await height(400);
  });

  test("is light or dark as it is told", async (t) => {
    const page = await open(t, "<!doctype html><style>p { color: rgb(1, 2, 3) } @media (prefers-color-scheme: dark) { p { color: rgb(4, 5, 6) } }</style><p>x</p>");
    const colour = (wanted) => page.waitInFrame((text) => document.querySelector("p") && getComputedStyle(document.querySelector("p")).color === text, wanted);
    await colour("rgb(1, 2, 3)");
    await choose(page, "scheme", "dark");
    await colour("rgb(4, 5, 6)");
    assert.equal(await page.inFrame(() => matchMedia("(prefers-color-scheme: dark)").matches), true);
  });

  test("each switch shows what it says", async (t) => {
    const page = await open(t, RAK);
    await cards(page, 20);
    await choose(page, "data", "kosong");
    await page.waitInFrame(() => /Belum ada/.test(document.body?.innerText));
    await choose(page, "data", "nama-panjang");
    await page.waitInFrame(() => document.querySelector("#rak")?.data?.every((row) => row.nama_produk.length > 150));
    await choose(page, "data", "diskon");
    await page.waitInFrame(() => document.querySelector("#rak")?.data?.every((row) => row.harga_produk_asli > row.harga_produk));
    await choose(page, "data", "nama-jahat");
    await page.waitInFrame(() => document.querySelector("#rak")?.data?.[0].nama_produk.includes("onerror"));
    await cards(page, 20);
    assert.equal(await page.inFrame(() => window.diretas), undefined);
    await choose(page, "data", "biasa");
    await choose(page, "network", "luring");
    await page.waitInFrame(() => /Coba lagi/.test(document.body?.innerText) && navigator.onLine === false);
    for (const code of [401, 403, 429]) {
      await choose(page, "network", `http:${code}`);
      await page.waitFor((wanted) => document.querySelector("#permintaan .tanda")?.textContent === wanted, String(code));
      await page.waitInFrame(() => document.querySelector("#rak [role=alert]") !== null);
    }
    await choose(page, "network", "kode:403");
    await page.waitFor(() => document.querySelector("#permintaan .tanda")?.textContent === "200 / 403");
    await page.waitInFrame(() => document.querySelector("#rak [role=alert]") !== null);
    await choose(page, "network", "diam");
    await page.waitInFrame(() => document.querySelector("#rak")?.getAttribute("aria-busy") === "true");
    await choose(page, "network", "lambat");
    await cards(page, 20);
  });

  test("a visit that is not the first finds what the one before has kept", async (t) => {
    const page = await open(t, RAK);
    await cards(page, 20);
    await choose(page, "visit", "kembali");
    await cards(page, 20);
    assert.deepEqual(await requests(page), []);
  });

  test("tells of complaints of the library, of the console and of errors, with their lines", async (t) => {
    const page = await open(t, `<olshop-produk><template><b data-isi="nama_prodk"></b></template></olshop-produk>\n${TAG}\n<script>\nconsole.log("halo", { a: 1 });\ntidakAda();\n</script>`);
    await consoleSays(page, 'tidak ada isian "nama_prodk"');
    await consoleSays(page, "halo");
    await consoleSays(page, "tidakAda");
    assert.match(await page.evaluate(() => [...document.querySelectorAll("#konsol li")].find((item) => item.textContent.includes("tidakAda")).textContent), /baris 5/);
  });

  test("answers pages that call the API by hand, by fetch and by XMLHttpRequest", async (t) => {
    const url = "https://openapi.bukaolshop.net/v1/app/kategori?token=TOKEN_OLSHOP_ANDA";
    const page = await open(t, `<p id="a"></p><p id="b"></p><script>
      fetch("${url}").then((r) => r.json()).then((isi) => { a.textContent = isi.data.length; });
      const x = new XMLHttpRequest(); x.open("GET", "${url}&struktur=flat");
      x.onload = () => { b.textContent = x.status + " " + JSON.parse(x.responseText).data.length; }; x.send();
    </script>`);
    await page.waitInFrame(() => document.getElementById("a").textContent === "8" && document.getElementById("b").textContent === "200 30");
    assert.equal((await requests(page)).length, 2);
  });

  test("the page reaches neither the workshop nor what it keeps", async (t) => {
    const page = await open(t, `<p id="hasil"></p><script>
      const found = [];
      for (const look of [() => parent.document.title, () => parent.localStorage.length, () => top.location.href, () => parent.bengkel]) {
        try { found.push(look()); } catch (error) { found.push(error.name); }
      }
      try { top.location = "about:blank"; } catch (error) {}
      hasil.textContent = found.join();
    </script>`);
    await page.waitInFrame(() => document.getElementById("hasil").textContent !== "");
    assert.match(await frameText(page), /^(SecurityError,?){4}/);
    assert.ok(await page.evaluate(() => document.getElementById("editor") !== null), name);
  });

  test("with a shop's own token its own member is shown, who stays on this device", async (t) => {
    const server = await startMockServer();
    t.after(() => server.stop());
    const asked = [];
    const page = await open(t, `<p id="siapa" data-id="{{id_user}}">{{token_user}}</p>\n<olshop-user></olshop-user>\n<olshop-produk id="rak"></olshop-produk>\n${TAG}`);
    await page.answer("https://openapi.bukaolshop.net/", async (url) => {
      asked.push(new URL(url));
      const response = await fetch(url.replace("https://openapi.bukaolshop.net", server.url));
      return { status: response.status, body: await response.text() };
    });
    const offered = () => page.evaluate(() => [...document.getElementById("setelan").elements.siapa.options].filter((option) => !option.disabled).map(({ value }) => value));
    const hint = (text) => page.waitFor((wanted) => document.getElementById("kabar-member").textContent.includes(wanted), text);
    assert.deepEqual(await offered(), ["budi", "siti", "oneil", "tamu", "literal"]);
    await choose(page, "data", "saya");
    await choose(page, "token", "bW9jay90b2tvK2NvbnRvaA/x+y==");
    assert.deepEqual(await offered(), ["saya", "tamu", "literal"]);
    await cards(page, 20);
    await page.waitInFrame(() => /Masuk dulu/.test(document.querySelector("olshop-user")?.innerText));
    await hint("tampil sebagai tamu");
    assert.ok(await page.evaluate(() => !document.getElementById("baris-member").hidden));
    await choose(page, "token_user", "tu+oneil/c3d4==");
    await hint("Isi juga id_user");
    await choose(page, "id_user", "130175");
    await hint("");
    await page.waitInFrame(() => /Rp75\.500/.test(document.querySelector("olshop-user")?.innerText) && document.getElementById("siapa").dataset.id === "130175" && document.getElementById("siapa").textContent === "tu+oneil/c3d4==");
    const [member] = asked.filter(({ pathname }) => pathname.endsWith("/user/info")).slice(-1);
    assert.deepEqual([member.searchParams.get("token_user"), member.searchParams.get("id_user")], ["tu+oneil/c3d4==", "130175"]);

    // Neither the link nor what is copied has them, contents from the start included.
    const secret = /tu\+oneil|tu%2Boneil|130175/;
    await page.evaluate(() => document.getElementById("tombol-bagikan").click());
    const link = await page.evaluate(() => document.getElementById("tautan").value);
    await page.evaluate(() => document.getElementById("bagikan").close());
    const client = await open(t);
    await client.goto("about:blank");
    await client.goto(link);
    await client.waitFor(() => localStorage.getItem("bengkel:halaman"));
    assert.doesNotMatch(await client.evaluate(() => JSON.stringify({ ...localStorage }) + document.body.outerHTML), secret);
    const text = await copied(page, { token: "bW9jay90b2tvK2NvbnRvaA/x+y==", contents: true, preload: true });
    assert.match(text, /<olshop-produk id="rak"[^>]* data-awal=/);
    assert.doesNotMatch(text, secret);
  });

  test("a member that the API refuses is told", async (t) => {
    const page = await open(t, `<olshop-user></olshop-user>\n${TAG}`, { setting: { token: "bW9jay90b2tvK2NvbnRvaA/x+y==", token_user: "bukan", id_user: "1" } });
    await page.answer("https://openapi.bukaolshop.net/", async () => ({ status: 403, body: '{"code":403,"status":"token_user tidak sesuai"}' }));
    await choose(page, "data", "saya");
    await page.waitFor(() => /Toko menolak member ini \(403\)/.test(document.getElementById("peringatan").textContent));
  });

  test("a shop's own token that the API refuses is told, and one that is none", async (t) => {
    const page = await open(t, RAK);
    await choose(page, "data", "saya");
    await page.waitFor(() => /Isi token toko/.test(document.getElementById("peringatan").textContent));
    await choose(page, "token", "bukan token");
    await page.waitFor(() => /tidak berisi spasi/.test(document.getElementById("kabar-token").textContent));
    await cards(page, 20);
  });
});
