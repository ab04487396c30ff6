// Elements and the cache: shown at once, brought up to date in place, there without a network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, produk, settled, texts, told, useElements } from "./harness.mjs";

const elements = useElements();

const NAMES = ["Kaos", "Topi", "Tas"];
const rows = (names) => names.map((nama_produk, i) => produk({ id_produk: String(i + 1), nama_produk }));

/** Answers /app/produk with these rows, which a test may change. */
function shelf(names) {
  const shown = { names, asked: 0, lost: false };
  const prepare = (page) =>
    page.route(
      (url) => url.pathname.endsWith("/app/produk"),
      (route) => {
        shown.asked += 1;
        if (shown.lost) return route.abort("connectionfailed");
        return route.fulfill({ json: { code: 200, status: "ok", data: rows(shown.names) }, headers: { "access-control-allow-origin": "*" } });
      },
    );
  return { shown, prepare };
}

/** Lets time pass for the page: what it kept is stale from then on. */
function age(page, milliseconds) {
  return page.evaluate((milliseconds) => {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith("bukaolshop:cache:"))) {
      localStorage.setItem(key, localStorage.getItem(key).replace(/^\d+/, (time) => String(time - milliseconds)));
    }
  }, milliseconds);
}

const names = (page) => texts(page, ".olshop-nama");

test("a second visit shows at once what the first one loaded, without a request", async (t) => {
  const { shown, prepare } = shelf(NAMES);
  const { page } = await elements.open(t, "<olshop-produk></olshop-produk>", { prepare });
  await count(page, ".olshop-nama", 3);
  await page.reload();
  await count(page, ".olshop-nama", 3);
  assert.deepEqual(await names(page), NAMES);
  assert.equal(shown.asked, 1);
});

test("stale rows are shown at once and replaced in place; what did not change stays the same node", async (t) => {
  const { shown, prepare } = shelf(NAMES);
  const { page } = await elements.open(t, "<olshop-produk></olshop-produk>", { prepare });
  await count(page, ".olshop-nama", 3);
  await age(page, 3_600_000);
  shown.names = ["Kaos", "Topi baru", "Tas", "Dompet"];
  await page.evaluate(() => sessionStorage.setItem("jejak", ""));
  await page.addInitScript(() => {
    // Remembers the nodes of the first rows that are shown.
    new MutationObserver(() => {
      const names = document.querySelectorAll(".olshop-nama");
      if (!window.first && names.length === 3) window.first = Array.from(names);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await count(page, ".olshop-nama", 4);
  assert.deepEqual(await names(page), shown.names);
  assert.deepEqual(await page.evaluate(() => window.first.map((node) => node.isConnected)), [true, false, true]);
  const muat = (await told(page)).filter(({ name }) => name === "olshop:muat");
  assert.deepEqual(muat.map((event) => event.rows), [3, 4]);
  assert.equal(shown.asked, 2);
});

test("stale rows that the page has put in another order are replaced, too", async (t) => {
  const { shown, prepare } = shelf(NAMES);
  const { page } = await elements.open(
    t,
    `<script>
      document.addEventListener("olshop:muat", ({ target }) => target.insertBefore(target.lastElementChild, target.firstElementChild), { once: true });
    </script><olshop-produk></olshop-produk>`,
    { prepare },
  );
  await count(page, ".olshop-nama", 3);
  await age(page, 3_600_000);
  shown.names = ["Kaos baru", "Topi", "Tas", "Dompet"];
  await page.reload();
  await count(page, ".olshop-nama", 4);
  assert.deepEqual((await names(page)).sort(), [...shown.names].sort());
});

test("rows that are gone are taken away, and a list that became empty says so", async (t) => {
  for (const left of [["Topi"], []]) {
    const { shown, prepare } = shelf(NAMES);
    const { page } = await elements.open(t, "<olshop-produk></olshop-produk>", { prepare });
    await count(page, ".olshop-nama", 3);
    await age(page, 3_600_000);
    shown.names = left;
    await page.reload();
    await page.waitForFunction(() => window.told.filter(({ name }) => name === "olshop:muat").length === 2);
    assert.deepEqual(await names(page), left);
    assert.equal(await page.locator("olshop-produk").getAttribute("aria-busy"), "false");
    assert.deepEqual(await page.evaluate(() => document.querySelector("olshop-produk").data.length), left.length);
  }
});

test("rows in an order of the page's own are brought up to date in that order", async (t) => {
  const { shown, prepare } = shelf(NAMES);
  const { page } = await elements.open(t, '<olshop-produk urut="nama_produk"></olshop-produk>', { prepare });
  await count(page, ".olshop-nama", 3);
  await age(page, 3_600_000);
  shown.names = ["Kaos", "Topi", "Anting"];
  await page.reload();
  await page.waitForFunction(() => window.told.filter(({ name }) => name === "olshop:muat").length === 2);
  assert.deepEqual(await names(page), ["Anting", "Kaos", "Topi"]);
});

test("without a network the page shows what it has kept, however old", async (t) => {
  const { shown, prepare } = shelf(NAMES);
  const { page } = await elements.open(t, "<olshop-produk></olshop-produk>", { prepare });
  await count(page, ".olshop-nama", 3);
  await age(page, 30 * 86_400_000);
  shown.lost = true;
  await page.reload();
  await count(page, ".olshop-nama", 3);
  assert.deepEqual(await names(page), NAMES);
  assert.equal((await told(page)).filter(({ name }) => name === "olshop:gagal").length, 0);
});

test("muatUlang asks the server, whatever was kept", async (t) => {
  const { shown, prepare } = shelf(NAMES);
  const { page } = await elements.open(t, "<olshop-produk></olshop-produk>", { prepare });
  await count(page, ".olshop-nama", 3);
  shown.names = ["Sepatu"];
  await page.evaluate(() => document.querySelector("olshop-produk").muatUlang());
  assert.deepEqual(await names(page), ["Sepatu"]);
  assert.equal(shown.asked, 2);
});

test("a page further down the list is brought up to date in its place", async (t) => {
  let second = "Lama";
  const { page } = await elements.open(t, '<olshop-produk total-data="10" muat-lagi></olshop-produk>', {
    prepare: (page) =>
      page.route(
        (url) => url.pathname.endsWith("/app/produk"),
        (route) => {
          const first = new URL(route.request().url()).searchParams.get("page") === "1";
          const data = first ? rows(Array(10).fill("Satu")) : [produk({ id_produk: "99", nama_produk: second })];
          return route.fulfill({ json: { code: 200, status: "ok", data }, headers: { "access-control-allow-origin": "*" } });
        },
      ),
  });
  const more = async () => {
    await count(page, ".olshop-nama", 10);
    await page.locator("[data-muat-lagi]").click();
    await count(page, ".olshop-nama", 11);
  };
  await more();
  await age(page, 3_600_000);
  second = "Baru";
  await page.reload();
  await more();
  await page.waitForFunction(() => {
    const all = document.querySelectorAll(".olshop-nama");
    return all[10] && all[10].textContent.trim() === "Baru";
  });
  assert.equal(await page.locator("[data-muat-lagi]").count(), 0);
});

test("data about a member is asked for on every visit", async (t) => {
  const { page, requests } = await elements.open(t, "<olshop-user></olshop-user>");
  await settled(page, "olshop-user");
  await page.reload();
  await settled(page, "olshop-user");
  assert.equal((await requests("/user/info")).length, 2);
});
