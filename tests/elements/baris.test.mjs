// Rows of an element while what is shown of them changes: their nodes, what the page is told, and the shopper's place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, count, produk, settled, texts, until, useElements } from "./harness.mjs";

const elements = useElements();

const NAME = '<template><i data-isi="nama_produk"></i> </template>';
const SHELF = {
  "/app/produk": [3, 1, 4, 2].map((n) => produk({ id_produk: String(n), nama_produk: `Produk ${n}`, harga_produk: n * 1000, kondisi_produk: n % 2 ? "baru" : "bekas" })),
};

/** Runs in the page before anything else: keeps what the elements tell of what is shown. */
function listen() {
  window.shown = [];
  document.addEventListener("olshop:tampil", ({ target, detail }) => {
    const ids = (rows) => rows.map((row) => row.id_produk || row.nomor_pembayaran || row.informasi_catatan || row.nama_user).join(" ");
    window.shown.push([target.id, ids(detail.data), ids(detail.added), ids(detail.moved), ids(detail.removed)].join("|"));
    window.nodes = detail.nodes;
  });
}
const prepare = (page) => page.addInitScript(listen);
const taken = (page) => page.evaluate(() => window.shown.splice(0));

/** Marks the nodes of rows as a page would, and says later which of them are the same, in the order of the rows. */
const decorate = (page, selector) => page.locator(selector).evaluateAll((nodes) => nodes.forEach((node) => ((node.milik = node.textContent), node.classList.add("dihias"), node.addEventListener("click", () => (window.clicked = node.milik)))));
const decorated = (page, selector) => page.locator(selector).evaluateAll((nodes) => nodes.map((node) => (node.milik === node.textContent && node.classList.contains("dihias") ? node.milik : null)));

test("rows keep their nodes and listeners when they are sorted, filtered and grouped; the page is told what came, moved and went", async (t) => {
  const { page } = await elements.open(t, `<select data-urut-untuk="rak"><option value="">-<option value="harga_produk">Termurah</select><olshop-produk id="rak">${NAME}</olshop-produk>`, { rows: SHELF, prepare });
  await settled(page, "#rak");
  assert.deepEqual(await taken(page), ["rak|3 1 4 2|3 1 4 2||"]);
  await decorate(page, "#rak > i");
  await page.locator("select").selectOption("harga_produk");
  assert.deepEqual(await decorated(page, "#rak > i"), ["Produk 1", "Produk 2", "Produk 3", "Produk 4"]);
  assert.deepEqual(await taken(page), ["rak|1 2 3 4||1 2|"]);
  await page.locator("#rak > i").first().click();
  assert.equal(await page.evaluate(() => window.clicked), "Produk 1");
  await page.evaluate(() => rak.setAttribute("saring", "kondisi_produk=baru"));
  assert.deepEqual(await decorated(page, "#rak > i"), ["Produk 1", "Produk 3"]);
  assert.deepEqual(await taken(page), ["rak|1 3|||2 4"]);
  await page.evaluate(() => rak.setAttribute("urut", "-harga_produk"));
  assert.deepEqual(await taken(page), ["rak|3 1||3|"]);
  await page.evaluate(() => rak.setAttribute("saring", ""));
  assert.deepEqual(await decorated(page, "#rak > i"), ["Produk 4", "Produk 3", "Produk 2", "Produk 1"]);
  assert.deepEqual(await taken(page), ["rak|4 3 2 1|4 2||"]);
  await page.evaluate(() => rak.setAttribute("kelompok", "kondisi_produk"));
  assert.deepEqual(await decorated(page, "#rak > i"), ["Produk 4", "Produk 2", "Produk 3", "Produk 1"]);
  assert.deepEqual(await taken(page), ["rak|4 2 3 1||2|"]);
  assert.deepEqual(await page.evaluate(() => rak.data.map(({ id_produk }) => window.nodes(rak.data[0])[0].textContent + id_produk)), ["Produk 33", "Produk 31", "Produk 34", "Produk 32"]);
  await page.evaluate(() => rak.setAttribute("muat-lagi", ""));
  assert.deepEqual(await taken(page), [], "nothing has changed");
  await page.evaluate(() => rak.setAttribute("saring", "harga_produk>9000"));
  assert.deepEqual(await taken(page), ["rak||||4 2 3 1"]);
});

for (const [tag, endpoint, order, query] of [
  ["olshop-produk", "/app/produk", "-harga_produk", {}],
  ["olshop-transaksi", "/user/transaksi", "nama_barang", BUDI],
  ["olshop-catatan", "/user/catatan", "jumlah_dana", BUDI],
]) {
  test(`<${tag}>: rows keep their nodes when a page comes under an order, and the new ones stand between them`, async (t) => {
    const { page } = await elements.open(t, `<${tag} id="rak" urut="${order}" muat-lagi total-data="10"><template><p><template data-tiap="."></template><b data-isi="${order.replace("-", "")}"></b></p></template></${tag}>`, { prepare });
    await count(page, "#rak > p", 10);
    await page.evaluate(() => document.querySelectorAll("#rak > p").forEach((node) => (node.lama = true)));
    await taken(page);
    await page.getByRole("button", { name: "Muat lagi" }).click();
    await count(page, "#rak > p", 20);
    const old = await page.evaluate(() => Array.from(document.querySelectorAll("#rak > p"), (node) => node.lama === true));
    assert.equal(old.filter(Boolean).length, 10, old.join());
    assert.ok(old.lastIndexOf(false) !== 19 || old.indexOf(false) < 10, "they are mixed");
    const [told, ...others] = await taken(page);
    const [, , added, moved, removed] = told.split("|");
    assert.deepEqual([others.length, moved, removed], [0, "", ""]);
    assert.ok(added !== "");
    const field = order.replace("-", "");
    const all = (await elements.rows(endpoint, { ...query, total_data: "20" })).map((row) => String(row[field]).trim());
    assert.deepEqual((await texts(page, "#rak > p > b")).sort(), all.sort());
  });
}

test("what the page has put between rows stays where it is, and rows that the page moved or took away come back", async (t) => {
  const { page } = await elements.open(t, `<olshop-produk id="rak"><h2>Rak</h2>${NAME}</olshop-produk>`, { rows: SHELF });
  await settled(page, "#rak");
  await page.evaluate(() => {
    const rows = rak.querySelectorAll("i");
    rows[1].insertAdjacentHTML("afterend", "<hr>");
    rows[3].remove();
    document.body.append(rows[0]);
    rak.setAttribute("urut", "harga_produk");
  });
  assert.deepEqual(await texts(page, "#rak > i"), ["Produk 1", "Produk 2", "Produk 3", "Produk 4"]);
  assert.equal(await page.locator("body > i").count(), 0);
  assert.deepEqual(await page.evaluate(() => [rak.firstElementChild.localName, rak.querySelectorAll("hr").length]), ["h2", 1]);
});

test("newer rows keep the nodes of what has stayed the same, wherever it stands now", async (t) => {
  const state = { rows: SHELF["/app/produk"] };
  const { page } = await elements.open(t, `<olshop-produk id="rak">${NAME}</olshop-produk>`, {
    prepare: async (page) => {
      await prepare(page);
      await page.route(/app\/produk/, (route) => route.fulfill({ json: { code: 200, status: "ok", data: state.rows }, headers: { "access-control-allow-origin": "*" } }));
    },
  });
  await settled(page, "#rak");
  await decorate(page, "#rak > i");
  const [three, one, four, two] = state.rows;
  state.rows = [two, { ...one, nama_produk: "Produk 1 baru" }, { ...three, berat: 5 }, produk({ id_produk: "5", nama_produk: "Produk 5" })];
  await taken(page);
  await page.evaluate(() => rak.muatUlang());
  assert.deepEqual(await decorated(page, "#rak > i"), ["Produk 2", null, null, null], "a node that the page has changed gives way to a row that has changed");
  assert.deepEqual(await texts(page, "#rak > i"), ["Produk 2", "Produk 1 baru", "Produk 3", "Produk 5"]);
  assert.deepEqual(await taken(page), ["rak|2 1 3 5|1 3 5|2|3 1 4"]);
  state.rows = [{ ...two, berat: 7 }];
  await page.evaluate(() => document.querySelector("#rak > i").classList.remove("dihias"));
  await page.evaluate(() => document.querySelector("#rak > i").removeAttribute("class"));
  await page.evaluate(() => rak.muatUlang());
  assert.equal(await page.evaluate(() => document.querySelector("#rak > i").milik), "Produk 2", "what looks the same stays");
  assert.equal(four.id_produk, "4");
});

// ---------------------------------------------------------------- more rows

/** Pages of ten products; `sees` says of each whether the page's style lets it be seen. */
function pages(sees, number = 30) {
  const asked = [];
  const route = (page) =>
    page.route(/app\/produk/, (route) => {
      const at = Number(new URL(route.request().url()).searchParams.get("page"));
      asked.push(at);
      const data = at > number ? [] : Array.from({ length: 10 }, (_, i) => produk({ id_produk: String(at * 100 + i), nama_produk: sees(at) ? "Tampak" : "Tersembunyi", harga_produk: 1000 + ((at * 7919 + i * 104729) % 5000) }));
      return route.fulfill({ json: { code: 200, status: "ok", data }, headers: { "access-control-allow-origin": "*" } });
    });
  return { asked, route };
}

const HIDING = {
  "hidden by the page's style": ['<style>[data-nama=Tersembunyi] { display: none }</style>', '<template><p data-attr-data-nama="nama_produk" style="height:200px;margin:0">x</p></template>', ""],
  "left out by data-jika": ["", '<template><p data-jika="nama_produk=Tampak" style="height:200px;margin:0">x</p></template>', ""],
  "filtered out": ["", '<template><p style="height:200px;margin:0">x</p></template>', 'saring="nama_produk=Tampak"'],
};

for (const [how, [style, template, attributes]] of Object.entries(HIDING)) {
  test(`gulir goes on where rows are ${how}: the last ones, and all of the first page`, async (t) => {
    const { asked, route } = pages((page) => page > 2);
    const { page } = await elements.open(t, `${style}<olshop-produk id="rak" gulir total-data="10" ${attributes}>${template}</olshop-produk>`, { prepare: route });
    await page.waitForFunction(() => Array.from(document.querySelectorAll("#rak > p"), (row) => row.getClientRects().length).filter(Boolean).length >= 10);
    assert.deepEqual(asked, [1, 2, 3]);
    await page.mouse.wheel(0, 1500);
    await until(() => asked.length >= 4, "the page behind the end that is near");
  });

  test(`gulir asks at most three times where rows are ${how}, then has a button; each press is a page, until there is something to see`, async (t) => {
    const { asked, route } = pages((page) => page > 4);
    const { page } = await elements.open(t, `${style}<olshop-produk id="rak" gulir total-data="10" ${attributes}>${template}</olshop-produk>`, {
      prepare: async (page) => {
        await route(page);
        // A shopper who touches the page is no reason to go on.
        await page.addInitScript(() => document.addEventListener("olshop:muat", () => document.body.dispatchEvent(new Event("keydown"))));
      },
    });
    const button = page.getByRole("button", { name: "Muat lagi" });
    await button.waitFor();
    assert.deepEqual(asked, [1, 2, 3]);
    await button.click();
    await until(() => asked.length === 4, "the fourth page");
    await button.waitFor();
    assert.deepEqual(asked, [1, 2, 3, 4]);
    await button.click();
    await page.waitForFunction(() => Array.from(document.querySelectorAll("#rak > p"), (row) => row.getClientRects().length).filter(Boolean).length >= 10);
    assert.deepEqual(asked, [1, 2, 3, 4, 5]);
    await page.mouse.wheel(0, 1500);
    await until(() => asked.length >= 6, "scrolling goes on");
  });
}

test("the mark behind the list takes no room, is nobody's row, and goes with the last page", async (t) => {
  const { route } = pages(() => true, 2);
  const { page } = await elements.open(t, `<olshop-produk id="rak" gulir total-data="10"></olshop-produk>`, { prepare: route });
  await settled(page, "#rak");
  assert.equal(await page.locator("#rak > i").count(), 1);
  const gap = await page.evaluate(() => rak.getBoundingClientRect().bottom - rak.querySelector(".olshop-kartu:nth-last-child(2)").getBoundingClientRect().bottom);
  assert.ok(gap <= 13, `${gap} px`);
  await page.locator(".olshop-kartu").nth(9).scrollIntoViewIfNeeded();
  await count(page, ".olshop-kartu", 20);
  await page.locator(".olshop-kartu").nth(19).scrollIntoViewIfNeeded();
  await count(page, "#rak > :not(.olshop-kartu)", 0);
});

for (const [where, style] of [["in the page", ""], ["in a box of its own", "#rak { display: block; height: 600px; overflow-y: auto }"]]) {
  test(`the shopper's place stays when pages come under an order with gulir: ${where}`, async (t) => {
    const { route } = pages(() => true);
    let slow = Promise.resolve();
    const { page } = await elements.open(
      t,
      `<style>body { margin: 0 } ${style}</style><olshop-produk id="rak" gulir urut="harga_produk" total-data="10"><template><p style="height:100px;margin:0"><b data-isi="id_produk"></b></p></template></olshop-produk>`,
      {
        prepare: async (page) => {
          await route(page);
          await page.route(/app\/produk/, async (route) => {
            await slow;
            await route.fallback();
          });
        },
      },
    );
    await page.waitForFunction(() => document.querySelectorAll("#rak > p").length >= 10);
    await page.waitForFunction(() => rak.getAttribute("aria-busy") === "false");
    for (let i = 0; i < 3; i++) {
      let release = () => {};
      slow = new Promise((resolve) => (release = resolve));
      const before = await page.locator("#rak > p").count();
      await page.mouse.move(100, 300);
      // Near to the end of the list, wherever it scrolls.
      await page.mouse.wheel(0, 20_000);
      await page.waitForFunction(() => {
        // The end stays in sight where new rows come above it, so the button may have taken over.
        const button = rak.querySelector("[data-muat-lagi]");
        if (button) button.click();
        return rak.getAttribute("aria-busy") === "true" && scrollY + rak.scrollTop > 0;
      });
      // Two frames: the wheel's scrolling has come to its end.
      const seen = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const row = document.elementFromPoint(20, 300).closest("p");
        resolve([row.textContent, Math.round(row.getBoundingClientRect().top)].join(" "));
      }))));
      let [last, now] = ["", await seen()];
      while (last !== now) [last, now] = [now, await seen()];
      release();
      await page.waitForFunction((before) => document.querySelectorAll("#rak > p").length > before, before);
      assert.equal(await seen(), now);
      await page.waitForFunction(() => rak.getAttribute("aria-busy") === "false");
    }
  });
}

test("keeping the shopper's place is no touch: gulir does not load all pages by it", async (t) => {
  const asked = [];
  const { page } = await elements.open(
    t,
    '<olshop-produk gulir urut="harga_produk" total-data="10"><template><p style="height:60px;margin:0">x</p></template></olshop-produk>',
    {
      prepare: async (page) => {
        await page.route(/app\/produk/, (route) => {
          const at = Number(new URL(route.request().url()).searchParams.get("page"));
          asked.push(at);
          // Each page is cheaper than those before it.
          const data = Array.from({ length: 10 }, (_, i) => produk({ id_produk: String(at * 100 + i), harga_produk: 100_000 - at * 100 + i }));
          return route.fulfill({ json: { code: 200, status: "ok", data: at > 20 ? [] : data }, headers: { "access-control-allow-origin": "*" } });
        });
        await page.addInitScript(() => document.addEventListener("olshop:muat", () => document.body.dispatchEvent(new Event("keydown")), { once: true }));
      },
    },
  );
  await page.getByRole("button", { name: "Muat lagi" }).waitFor();
  assert.ok(asked.length <= 5, asked.join());
});

test("a field in a row that moves keeps the focus, what was typed and what is selected", async (t) => {
  const rows = Array.from({ length: 10 }, (_, i) => produk({ id_produk: String(i + 1), nama_produk: `Produk ${i}`, harga_produk: 1000 + i }));
  const { page } = await elements.open(t, '<olshop-produk><template><p><input aria-label="Jumlah"></p></template></olshop-produk>', { rows: { "/app/produk": rows }, prepare });
  await page.locator("input").nth(2).pressSequentially("12345");
  const seen = await page.evaluate(() => {
    const field = (window.field = document.activeElement);
    field.setSelectionRange(1, 3);
    document.querySelector("olshop-produk").setAttribute("urut", "-harga_produk");
    return { at: Array.from(document.querySelectorAll("input")).indexOf(field), isFocused: document.activeElement === field, held: [field.value, field.selectionStart, field.selectionEnd] };
  });
  assert.deepEqual(seen, { at: 7, isFocused: true, held: ["12345", 1, 3] });
  await page.keyboard.type("x");
  assert.equal(await page.evaluate(() => window.field.value), "1x45");
});

// ---------------------------------------------------------------- many rows

test("a thousand rows, filtered and sorted by typing: between two frames few rows are touched, and few are laid out; all come in the end", async (t) => {
  const rows = Array.from({ length: 1000 }, (_, i) => produk({ id_produk: String(i + 1), nama_produk: `Produk ${(i * 7919) % 1000}`, harga_produk: 1000 + i }));
  const { page } = await elements.open(t, '<input data-saring-untuk="rak" data-saring="nama_produk~nilai"><select data-urut-untuk="rak"><option value="">-<option>nama_produk</select><olshop-produk id="rak"></olshop-produk>', {
    rows: { "/app/produk": rows },
    prepare: async (page) => {
      await prepare(page);
      await page.addInitScript(() => {
        // A clock on which each look takes long, as on a slow phone.
        const { now } = Performance.prototype;
        let late = 0;
        Performance.prototype.now = function now_() {
          return now.call(this) + (late += 10);
        };
        window.most = 0;
        let touched = 0;
        new MutationObserver((records) => records.forEach(({ addedNodes, removedNodes }) => (touched += addedNodes.length + removedNodes.length))).observe(document, { childList: true, subtree: true });
        const frame = () => {
          window.most = Math.max(window.most, touched);
          touched = 0;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
    },
  });
  const rest = (number) => page.waitForFunction((number) => window.shown.length > 0 && document.querySelectorAll(".olshop-kartu").length === number, number);
  const laidOut = () => page.evaluate(() => Array.from(document.querySelectorAll(".olshop-kartu"), (card) => card.getClientRects().length).filter(Boolean).length);
  await rest(1000);
  await page.evaluate(() => (window.most = 0));
  await taken(page);
  let most = 0;
  for (const [work, number] of [
    [() => page.locator("input").pressSequentially("produk 1"), 111],
    [() => page.locator("input").fill("produk 12"), 11],
    [() => page.locator("input").fill(""), 1000],
    [() => page.locator("select").selectOption("nama_produk"), 1000],
  ]) {
    await work();
    await rest(number);
    most = Math.max(most, await laidOut());
    await taken(page);
  }
  assert.deepEqual((await texts(page, ".olshop-nama")).slice(0, 12).at(-1), "Produk 11");
  assert.ok(most <= 110, `${most} cards are laid out`);
  // A row that moves is taken away and added.
  assert.ok((await page.evaluate(() => window.most)) <= 60, `${await page.evaluate(() => window.most)} nodes in a frame`);
  await page.locator(".olshop-kartu").nth(19).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelectorAll(".olshop-kartu")[24].getClientRects().length > 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await laidOut(), 1000, "on paper all of them");
});
