import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, texts, until, useDemo } from "./harness.mjs";

const demo = useDemo();

const dayOf = (text) => text.slice(0, 10);

/** Days of a list of rows, newest first, each with its sums. */
function byDay(rows, date, amount) {
  const days = new Map();
  for (const row of rows) {
    const day = days.get(dayOf(row[date])) ?? { rows: 0, tambah: 0, kurang: 0 };
    day.rows += 1;
    day[row.tipe_jumlah] += Number(row[amount]);
    days.set(dayOf(row[date]), day);
  }
  return [...days.values()];
}

/** The same, as the page shows it. */
const shownDays = (page) =>
  page.locator(".hari").evaluateAll((sections) =>
    sections.map((section) => {
      const sum = (selector) => Number((section.querySelector(".hari-jumlah " + selector)?.textContent ?? "0").replace(/[^0-9]/g, ""));
      return { rows: section.querySelectorAll(".baris").length, tambah: sum(".jumlah-masuk"), kurang: sum(".jumlah-keluar") };
    }),
  );

async function loadAll(page, count) {
  await until(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    return (await page.locator(".hari .baris").count()) === count;
  }, `all ${count} rows`);
  await page.getByText(`Itu semua: ${count} mutasi`).waitFor();
}

for (const [tipe, date, amount] of [
  ["saldo", "tanggal", "jumlah_dana"],
  ["poin", "tanggal_poin", "jumlah_poin"],
]) {
  test(`all mutations of ${tipe} are grouped by day, with each day's sums`, async (t) => {
    const rows = await demo.apiAll("/user/catatan", { ...BUDI, tipe });
    assert.ok(rows.length > 400);
    const { page } = await demo.open(t, { at: "/mutasi/" + tipe });
    await loadAll(page, rows.length);
    assert.deepEqual(await shownDays(page), byDay(rows, date, amount));
  });
}

test("a day has its sums only when all of it is there", async (t) => {
  const { page } = await demo.open(t, { at: "/mutasi/saldo" });
  await page.locator(".hari").nth(3).waitFor();
  const sums = await texts(page, ".hari-jumlah");
  const isComplete = await page.getByText("Itu semua").count();
  assert.equal(isComplete, 0);
  assert.equal(sums.at(-1), "", "the last day may go on with the next page");
  assert.ok(sums.slice(0, -1).every((text) => text !== ""));
});

test("days are Jakarta's, and the last two have names", async (t) => {
  const row = (tanggal) => ({
    informasi_catatan: "Uji",
    jumlah_dana: "1000",
    tipe_jumlah: "tambah",
    tipe_mutasi: "transaksi",
    tanggal,
    saldo_terakhir: "5000",
    link_transaksi: null,
    nomor_pembayaran: "",
    catatan_saldo: "",
  });
  const { page } = await demo.open(t, {
    at: "/mutasi/saldo",
    rows: { "/user/catatan": [row("2026-11-21 00:10:00"), row("2026-11-20 23:50:00"), row("2026-11-19 12:00:00"), row("entah kapan")] },
    // 00:30 in Jakarta, still the day before in UTC.
    prepare: (page) => page.clock.setFixedTime(new Date("2026-11-20T17:30:00Z")),
  });
  await page.locator(".hari").nth(3).waitFor();
  assert.deepEqual(await texts(page, ".hari-judul"), ["Hari ini", "Kemarin", "Kamis, 19 Nov 2026", "Tanpa tanggal"]);
  assert.match((await texts(page, ".hari .baris"))[0], /\+Rp1\.000\s+00\.10\s+Uji\s+Saldo akhir Rp5\.000/);
});

test("balance and points are one tap apart, and that tap is no step back", async (t) => {
  const { page } = await demo.open(t, { at: "/akun" });
  await page.getByRole("link", { name: "Mutasi saldo" }).click();
  await page.getByRole("heading", { level: 1, name: "Mutasi saldo" }).waitFor();
  await page.getByRole("link", { name: "Poin", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Mutasi poin" }).waitFor();
  await page.locator(".hari .baris", { hasText: "poin" }).first().waitFor();
  await page.getByRole("button", { name: "Kembali" }).click();
  await page.getByRole("heading", { level: 1, name: "Akun" }).waitFor();
});

test("a member without mutations is told what will stand there", async (t) => {
  const { page } = await demo.open(t, { as: "siti", at: "/mutasi/poin" });
  await page.getByText("Poin dari belanja Anda akan tercatat di sini.").waitFor();
});
