import assert from "node:assert/strict";
import { test } from "node:test";
import { BUDI, ONEIL, says, until, useGuide } from "./harness.mjs";

const EXAMPLE = "6. Riwayat transaksi";
const PAID = { pending: "Belum dibayar", lunas: "Lunas" };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
const { open, apiAll } = useGuide();

const rows = (page) =>
  page.locator("#riwayat .baris").evaluateAll((nodes) =>
    nodes.map((node) => ({
      name: node.querySelector(".nama").textContent,
      details: node.querySelector(".rincian").textContent,
      status: node.querySelector(".status").textContent,
      link: node.getAttribute("href"),
    })),
  );

/** "2026-11-20 21:30:00" -> "20 Nov 2026" */
function day(tanggal) {
  const [year, month, date] = tanggal.slice(0, 10).split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

function expected(orders) {
  return orders.map((row) => ({
    name: row.nama_barang,
    details: `${day(row.tanggal)} · ${row.nomor_pembayaran}`,
    status: row.status_bayar === "di batalkan" ? "Dibatalkan" : `${PAID[row.status_bayar]} · ${row.status_pengiriman}`,
    link: row.link_transaksi,
  }));
}

async function shows(page, orders) {
  const wanted = expected(orders);
  await until(async () => (await rows(page)).length === wanted.length, `${wanted.length} rows`);
  assert.deepEqual(await rows(page), wanted);
}

const older = (page) => page.getByRole("button", { name: "Tampilkan yang lebih lama" });

test("budi leafs through all transactions and filters those that are there without a request", async (t) => {
  const { page, requests } = await open(t, EXAMPLE);
  const orders = await apiAll("/user/transaksi", BUDI);
  await shows(page, orders.slice(0, 100));

  for (const [label, status] of [["Belum dibayar", "pending"], ["Dibatalkan", "di batalkan"], ["Lunas", "lunas"]]) {
    await page.getByRole("button", { name: label }).tap();
    const some = orders.slice(0, 100).filter((row) => row.status_bayar === status);
    assert.notEqual(some.length, 0, label);
    await shows(page, some);
    assert.deepEqual(await page.locator("#riwayat [aria-pressed=true]").allTextContents(), [label]);
  }
  assert.equal((await requests()).length, 1);

  await older(page).tap();
  await shows(page, orders.slice(0, 200).filter((row) => row.status_bayar === "lunas"));
  await page.getByRole("button", { name: "Semua" }).tap();
  for (const end of [300, 400, orders.length]) {
    await older(page).tap();
    await shows(page, orders.slice(0, end));
  }
  assert.equal(await older(page).count(), 0, "there is no more");
  const sent = (await requests()).map(({ page, total_data }) => [page, total_data]);
  assert.deepEqual(sent, [["1", "100"], ["2", "100"], ["3", "100"], ["4", "100"], ["5", "100"]]);
});

test("oneil sees the few there are", async (t) => {
  const { page } = await open(t, EXAMPLE, { as: "oneil" });
  await shows(page, await apiAll("/user/transaksi", ONEIL));
  assert.equal(await older(page).count(), 0);
});

test("siti, who has bought nothing, is told so", async (t) => {
  const { page } = await open(t, EXAMPLE, { as: "siti" });
  await says(page, "#riwayat .keadaan", "Tidak ada transaksi di sini.");
});

for (const as of ["tamu", "literal"]) {
  test(`asks ${as} to log in, and sends nothing`, async (t) => {
    const { page, requests } = await open(t, EXAMPLE, { as });
    const text = "Anda belum masuk. Masuk dulu di aplikasi untuk melihat transaksi.";
    await says(page, "#riwayat .keadaan", text);
    assert.equal(await page.getByRole("button").count(), 0, "nothing to filter");
    assert.deepEqual(await requests(), []);
  });
}

test("unknown states and dates are shown as they came", async (t) => {
  const row = {
    nomor_pembayaran: "1",
    status_bayar: "menunggu verifikasi",
    status_pengiriman: "diproses",
    tanggal: "kemarin",
    nama_barang: "Barang",
    url_gambar_produk: null,
    link_transaksi: null,
  };
  const { page } = await open(t, EXAMPLE, { answers: { "/user/transaksi": [row] } });
  await until(async () => (await rows(page)).length === 1, "the row");
  assert.deepEqual(await rows(page), [{ name: "Barang", details: "kemarin · 1", status: "menunggu verifikasi · diproses", link: null }]);
});

test("after a failure in the middle, the button goes on where it broke off", async (t) => {
  const { page } = await open(t, EXAMPLE, { faults: "status:503,page:2,times:3" });
  const orders = await apiAll("/user/transaksi", BUDI);
  await shows(page, orders.slice(0, 100));
  await older(page).tap();
  await page.getByText("Server bukaOlshop sedang offline atau dirawat.").waitFor();
  await page.getByRole("button", { name: "Coba lagi" }).tap();
  await shows(page, orders.slice(0, 200));
});
