// Amounts on screens of every width, with large texts, and on dark pages: nothing is cut, nothing runs together, all can be read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { produk, settled, useElements } from "./harness.mjs";

const elements = useElements();

const RICH = { nama_user: "Budi Santoso", nama_membership: "Reseller Emas", foto_profil: "/gambar/foto.jpg", jumlah_saldo: 123456789000, jumlah_poin: 123456789 };
const CATATAN = [1, 2].map((at) => ({
  informasi_catatan: "Isi saldo Rp123.456.789.000",
  jumlah_dana: 123456789000,
  tipe_jumlah: at === 1 ? "tambah" : "kurang",
  tipe_mutasi: "transaksi",
  tanggal: `2023-07-22 00:01:3${at}`,
  saldo_terakhir: 123456789000,
  link_transaksi: null,
  nomor_pembayaran: String(at),
  catatan_saldo: "",
}));
const ROWS = {
  "/app/produk": [
    produk({ id_produk: "1", nama_produk: "Voucher Rp2.041.500", harga_produk: 2041500, harga_produk_asli: 12041500, gambar_utama: "/gambar/1.jpg" }),
    produk({ id_produk: "2", nama_produk: "Pulsa Telkomsel Nasional Transfer ke semua nomor 100.000", harga_produk: 123456789, harga_produk_asli: 987654321, stok: 0, gambar_utama: "/gambar/2.jpg" }),
    produk({ id_produk: "3", harga_produk: 100, harga_produk_asli: 2041500, status_produk: "gangguan" }),
    produk({ id_produk: "4", harga_produk: 2041500 }),
  ],
  "/user/info": RICH,
  "/user/catatan": CATATAN,
};
const BODY = "<olshop-produk></olshop-produk><olshop-user></olshop-user><olshop-user mata=buka></olshop-user><olshop-catatan></olshop-catatan>";
const ALL = "olshop-produk, olshop-user, olshop-catatan";

/** Runs in the page: texts that something cuts, that leave the screen, or that lie over another text. */
function unreadable() {
  const wrong = [];
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.closest("[data-olshop-isi]") || parent.getClientRects().length === 0) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue;
      lines.push({ node, box });
      if (box.left < -0.5 || box.right > innerWidth + 0.5) wrong.push(`${node.data} leaves the screen`);
      for (let around = parent; around; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const frame = around.getBoundingClientRect();
        if (overflowX === "hidden" && (box.left < frame.left - 0.5 || box.right > frame.right + 0.5)) wrong.push(`${node.data} is cut at its side`);
        // The height of a line is more than that of its letters.
        if (overflowY === "hidden" && (box.top < frame.top - 3 || box.bottom > frame.bottom + 3)) wrong.push(`${node.data} is cut below`);
        if (around.scrollWidth > around.clientWidth + 1 && overflowX !== "visible") wrong.push(`${node.data} scrolls sideways`);
      }
    }
  }
  for (const [at, one] of lines.entries()) {
    for (const other of lines.slice(at + 1)) {
      if (one.node === other.node) continue;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (width > 1 && height > 4) wrong.push(`${one.node.data} over ${other.node.data}`);
      // Side by side on a line, amounts need a space between them.
      if (height > 4 && width > -4 && width <= 1 && !one.node.parentElement.contains(other.node.parentElement.parentElement)) wrong.push(`${one.node.data} runs into ${other.node.data}`);
    }
  }
  return wrong;
}

/** Runs in the page: texts as large as phones make them for weak eyes, whatever unit a style has. */
function enlarge(factor) {
  const sizes = Array.from(document.querySelectorAll("[data-olshop-isi], [data-olshop-isi] *"), (node) => [node, parseFloat(getComputedStyle(node).fontSize)]);
  for (const [node, size] of sizes) node.style.fontSize = `${size * factor}px`;
}

for (const [name, css] of [
  ["as they are", ""],
  ["three columns", "olshop-produk { grid-template-columns: repeat(3, 1fr) }"],
  ["four columns", "olshop-produk { grid-template-columns: repeat(4, 1fr) } olshop-produk { grid-gap: 4px }"],
  ["a card of 22 px", ".olshop-anggota { font-size: 22px }"],
]) {
  test(`no amount is cut or runs into another from 280 to 1,200 px, with texts at 100 and 200 %: ${name}`, async (t) => {
    const { page } = await elements.open(t, `<style>${css}</style>${BODY}`, { rows: ROWS });
    await settled(page, ALL);
    for (const factor of [1, 2]) {
      await page.evaluate(enlarge, factor);
      for (const width of [280, 320, 360, 412, 600, 800, 1200]) {
        await page.setViewportSize({ width, height: 740 });
        assert.deepEqual(await page.evaluate(unreadable), [], `${width} px, ${factor * 100} %`);
      }
    }
  });
}

test("what looks for cut amounts finds them", async (t) => {
  const css = ".olshop-saku { width: 40px; flex: none; overflow-wrap: normal; word-break: normal } .olshop-harga { overflow: hidden; white-space: nowrap; width: 30px }";
  const { page } = await elements.open(t, `<style>${css}</style>${BODY}`, { rows: ROWS });
  await settled(page, ALL);
  const found = (await page.evaluate(unreadable)).join("\n");
  assert.match(found, /Rp2\.041\.500 is cut/);
  assert.match(found, /Rp123\.456\.789\.000 (over|runs into) /);
});

/** Runs in the page: the contrast of a node's text with what is behind it. */
function contrast(selector) {
  const canvas = document.createElement("canvas").getContext("2d");
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data);
  };
  const light = (colour) => {
    const [r, g, b] = rgba(colour).map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const node = document.querySelector(selector);
  let behind = node;
  while (behind && rgba(getComputedStyle(behind).backgroundColor)[3] < 255) behind = behind.parentElement;
  const [one, other] = [light(getComputedStyle(node).color), behind ? light(getComputedStyle(behind).backgroundColor) : 1];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

for (const [name, css] of [
  ["a page without colours", ""],
  ["a dark page without color-scheme", "body { background: #121212; color: #eee }"],
  ["a black page", "body { background: #000; color: #fff }"],
  ["a grey page", "body { background: #444; color: #fff }"],
  ["a pink page", "body { background: #f2b5d8; color: #211a1f }"],
  ["a pale page", "body { background: #ddd; color: #111 }"],
  ["dark cards on a light page", "body { background: #fff; color: #111 } .olshop-kartu, .olshop-anggota, .olshop-lagi { background: #1e1e1e; color: #eee }"],
  ["a dark page with color-scheme", ":root { color-scheme: dark } body { background: #121212; color: #eee }"],
]) {
  test(`prices, balances and buttons have 4.5:1 on ${name}`, async (t) => {
    const { page } = await elements.open(t, `<style>${css}</style><olshop-produk muat-lagi total-data="10"></olshop-produk><olshop-user></olshop-user><olshop-catatan></olshop-catatan>`);
    await settled(page, ALL);
    for (const selector of [".olshop-harga", ".olshop-nilai", ".olshop-jumlah[data-tipe=tambah]", ...(/dark cards/.test(name) ? [] : [".olshop-lagi"])]) {
      const ratio = await page.evaluate(contrast, selector);
      assert.ok(ratio >= 4.5, `${selector}: ${ratio.toFixed(2)}`);
    }
  });
}
