import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, ONEIL, rupiah, says, until, useGuide } from "./harness.mjs";

const EXAMPLE = "7. Mutasi saldo";
const DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
const MONTHS =
  "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ");
const { open, apiAll } = useGuide();

/** Headings and rows, in the page's order. */
const list = (page) =>
  page.locator("#mutasi .daftar > *").evaluateAll((nodes) =>
    nodes.map((node) => {
      if (node.tagName === "H3") return node.textContent;
      const amount = node.querySelector(".jumlah");
      return {
        text: node.querySelector(".informasi").textContent,
        details: node.querySelector(".rincian").textContent,
        amount: amount.textContent,
        green: amount.classList.contains("tambah"),
        link: node.getAttribute("href"),
      };
    }),
  );

/** "2026-11-20 21:30:00" -> "Jumat, 20 November 2026" */
function day(tanggal) {
  const [year, month, date] = tanggal.slice(0, 10).split("-").map(Number);
  return `${DAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()]}, ${date} ${MONTHS[month - 1]} ${year}`;
}

function expected(changes) {
  const shown = [];
  let last;
  for (const row of changes) {
    if (day(row.tanggal) !== last) shown.push((last = day(row.tanggal)));
    const up = row.tipe_jumlah === "tambah";
    shown.push({
      text: row.informasi_catatan,
      details: `${row.tanggal.slice(11, 16)} · Saldo ${rupiah(row.saldo_terakhir)}`,
      amount: (up ? "+" : "−") + rupiah(row.jumlah_dana),
      green: up,
      link: row.link_transaksi || null,
    });
  }
  return shown;
}

async function shows(page, changes) {
  const wanted = expected(changes);
  await until(async () => (await list(page)).length === wanted.length, `${wanted.length} lines`);
  assert.deepEqual(await list(page), wanted);
}

const older = (page) => page.getByRole("button", { name: "Tampilkan yang lebih lama" });

test("budi's changes stand under their days in Jakarta, page after page", async (t) => {
  const { page, requests } = await open(t, EXAMPLE);
  const changes = await apiAll("/user/catatan", { ...BUDI, tipe: "saldo" });
  await shows(page, changes.slice(0, 50));
  assert.ok(expected(changes.slice(0, 50)).length > 60, "several days");
  for (let end = 100; end < changes.length + 50; end += 50) {
    await older(page).tap();
    await shows(page, changes.slice(0, end));
  }
  assert.equal(await older(page).count(), 0, "there is no more");
  assert.equal((await requests()).length, Math.ceil(changes.length / 50));
});

test("oneil sees the few there are", async (t) => {
  const { page, requests } = await open(t, EXAMPLE, { as: "oneil" });
  await shows(page, await apiAll("/user/catatan", { ...ONEIL, tipe: "saldo" }));
  assert.equal((await requests()).length, 1);
});

test("siti, whose balance never changed, is told so", async (t) => {
  const { page } = await open(t, EXAMPLE, { as: "siti" });
  await says(page, "#mutasi .keadaan", "Belum ada mutasi saldo.");
});

for (const as of ["tamu", "literal"]) {
  test(`asks ${as} to log in, and sends nothing`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    await says(page, "#mutasi", "Anda belum masuk. Masuk dulu di aplikasi untuk melihat mutasi saldo.");
    assert.deepEqual(await requests(), []);
  });
}

test("midnight in Jakarta parts two days, and a date that is none gets a heading of its own", async (t) => {
  const row = (tanggal) => ({
    informasi_catatan: "Top up",
    jumlah_dana: "1000",
    tipe_jumlah: "tambah",
    tipe_mutasi: "topup",
    tanggal,
    saldo_terakhir: "1000",
    link_transaksi: "",
    nomor_pembayaran: "",
    catatan_saldo: "",
  });
  const answers = { "/user/catatan": [row("2026-03-01 00:00:00"), row("2026-02-28 23:59:59"), row("entah")] };
  const { page } = await open(t, EXAMPLE, { answers });
  await until(async () => (await list(page)).length === 6, "all");
  const lines = (await list(page)).map((line) => line.details || line);
  assert.deepEqual(lines, [
    "Minggu, 1 Maret 2026",
    "00:00 · Saldo Rp1.000",
    "Sabtu, 28 Februari 2026",
    "23:59 · Saldo Rp1.000",
    "Tanggal tidak diketahui",
    "Saldo Rp1.000",
  ]);
});

test("after a failure in the middle, the button goes on where it broke off", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,page:2,times:3" });
  const changes = await apiAll("/user/catatan", { ...BUDI, tipe: "saldo" });
  await shows(page, changes.slice(0, 50));
  await older(page).tap();
  await page.getByText("Server bukaOlshop sedang offline atau dirawat.").waitFor();
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await shows(page, changes.slice(0, 100));
});
