// How long the elements keep the engine from drawing a frame, on a processor that is four times as slow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, useElements } from "./harness.mjs";

const elements = useElements();

/** What a test takes from the trace of a page. */
const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

/**
 * Milliseconds of the processor between each two frames of a page. Time of the processor, as other programs run beside the tests.
 *
 * @param {any[]} events of a trace
 */
function framesOf(events) {
  const { pid, tid } = events.find(({ name }) => name === "FireAnimationFrame");
  const tasks = events.filter((event) => event.pid === pid && event.tid === tid).sort((one, other) => one.ts - other.ts);
  const frames = [0];
  for (const { name, tdur, dur } of tasks) {
    if (name === "RunTask") frames[frames.length - 1] += (tdur ?? dur ?? 0) / 1000;
    else if (name === "Commit") frames.push(0);
  }
  return frames;
}

test("a thousand rows, filtered and sorted by typing with CPU 4x: no frame over 50 ms", async (t) => {
  const words = ["Kopi", "Teh", "Gula", "Merah", "Biru", "Susu"];
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const nama_produk = `${words[i % 6]} ${words[(i * 7) % 5]} ${(i * 7919) % 1000}`;
    return produk({ id_produk: String(i + 1), nama_produk, harga_produk: 1000 + ((i * 37) % 500) * 100, harga_produk_asli: i % 3 ? null : 90_000, stok: i % 4 });
  });
  const { page } = await elements.open(
    t,
    `<input id="saring" data-saring-untuk="rak" data-saring="nama_produk~nilai">
     <select id="urut" data-urut-untuk="rak"><option value="">Terbaru<option value="nama_produk">Nama<option value="-harga_produk">Mahal</select>
     <olshop-produk id="rak"></olshop-produk>`,
    { rows: { "/app/produk": rows } },
  );
  const rest = (number) => page.waitForFunction((number) => document.querySelectorAll(".olshop-kartu").length === number, number);
  await rest(1000);
  await page.evaluate(() => {
    const frame = () => requestAnimationFrame(frame);
    frame();
  });
  await page.waitForTimeout(500);
  await page.locator("#saring").focus();
  const control = await page.context().newCDPSession(page);
  await control.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const slow = [];
  const type = (text) => page.keyboard.type(text, { delay: 120 });
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const erase = () => press("Control+A", "Delete");
  const works = [
    ["filtered", () => type("kopi gu")],
    ["filtered no longer", erase],
    ["sorted by name", () => press("Tab", "N")],
    ["sorted by price", () => press("M")],
    ["filtered while sorted", () => press("Shift+Tab").then(() => type("teh"))],
    ["filtered no longer while sorted", erase],
    ["sorted no longer", () => press("Tab", "T")],
  ];
  for (const [name, work] of works) {
    await page.context().browser().startTracing(page, { categories: CATEGORIES });
    await work();
    await page.waitForTimeout(1500);
    const trace = JSON.parse(String(await page.context().browser().stopTracing()));
    const frames = framesOf(trace.traceEvents);
    const longest = Math.max(...frames);
    t.diagnostic(`${name}: ${longest.toFixed(1)} ms; over 25: ${frames.filter((ms) => ms > 25).map((ms) => ms.toFixed(0)).join(" ")}`);
    if (process.env.KEEP) (await import("node:fs")).writeFileSync(`${process.env.KEEP}/${name}.json`, JSON.stringify(trace));
    if (longest > 50) slow.push(`${name}: ${longest.toFixed(1)} ms`);
  }
  assert.deepEqual(slow, []);
});
