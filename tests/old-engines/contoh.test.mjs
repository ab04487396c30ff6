// Every example to paste on an old phone: in the app as a member and as nobody, and from a file.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { asFile, EXAMPLES, isSettled, overflow } from "../contoh/contoh.mjs";
import { BUDI, TOKEN } from "../contoh/harness.mjs";
import { launchOldChromium } from "../support/old-chromium.mjs";
import { root, startMockServer } from "../support/mock-server.mjs";
import { chosenEngines } from "./engines.mjs";

/** What a page shows to a member, and to nobody: how many of what, and a word. */
const SHOWN = {
  beranda: { member: [".kartu[href] .harga", 20, "Baru di toko"] },
  "kategori-elemen": { member: [".kartu[href] .harga", 40, "Makanan & Minuman"] },
  "kategori-skrip": { member: [".kartu[href] .harga", 40, "Paket Data"] },
  pulsa: { member: [".nominal .harga", 60, "Pulsa Telkomsel 5.000"] },
  anggota: { member: [".mutasi[tipe=saldo] .jumlah, div.mutasi .jumlah", 20, "Budi Santoso"], nobody: [".jumlah", 0, "Masuk dulu di aplikasi"] },
  transaksi: { member: [".baris[href] .nama", 100, "Lunas"], nobody: [".baris", 0, "Masuk dulu di aplikasi"] },
  "tautan-luar": { member: [".utama", 1, "Buka akun layanan"], nobody: [".utama[href], button", 0, "Masuk dulu di aplikasi"] },
};

function shownBy(name, isMember) {
  const { member, nobody = member } = SHOWN[name] ?? SHOWN[name.replace(/-[a-z]+$/, "")];
  return isMember ? member : nobody;
}

for (const engine of chosenEngines()) {
  let server;
  let browser;
  before(async () => {
    server = await startMockServer(); // a browser that nobody closes would keep the tests from ending
    browser = await launchOldChromium(engine);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function show(t, url, name, isMember) {
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(url);
    await page.waitFor(isSettled);
    const [selector, count, word] = shownBy(name, isMember);
    await page.waitFor(
      (selector, count, word) =>
        document.querySelectorAll(selector).length === count && document.body.innerText.indexOf(word) >= 0,
      selector,
      count,
      word,
    );
    assert.equal(await page.evaluate(overflow), 0);
    assert.deepEqual(page.errors.filter((error) => !error.includes("favicon.ico")), []);
  }

  for (const name of EXAMPLES) {
    for (const as of ["budi", "tamu"]) {
      test(`Chromium ${engine.major}: ${name}, as ${as}`, (t) =>
        show(t, `${server.url}/app/${as}/contoh/${name}.html`, name, as === "budi"));
    }

    test(`Chromium ${engine.major}: ${name}, from a file`, async (t) => {
      const folder = mkdtempSync(join(tmpdir(), "contoh-"));
      t.after(() => rmSync(folder, { recursive: true }));
      copyFileSync(join(root, "pkg/bukaolshop.min.js"), join(folder, "bukaolshop.min.js"));
      const file = join(folder, "halaman.html");
      const html = asFile(name, { library: "bukaolshop.min.js", token: TOKEN, baseUrl: `${server.url}/v1`, member: BUDI });
      writeFileSync(file, html);
      await show(t, pathToFileURL(file).href, name, true);
    });
  }
}
