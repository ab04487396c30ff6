// The index of the examples: shows one on a phone, as a member or as nobody, in the app's kinds of boxes, and copies it.

const EXAMPLES = {
  beranda: ["Beranda", "Slide promo, kategori, produk terbaru"],
  kategori: ["Kategori", "Sub-kategori, pencarian, urutan harga"],
  pulsa: ["Isi pulsa", "Nomor HP ikut sebagai catatan pesanan"],
  anggota: ["Akun saya", "Kartu anggota, saldo, poin, mutasi"],
  transaksi: ["Transaksi saya", "Riwayat dengan pilihan status"],
  "tautan-luar": ["Layanan lain", "Server sendiri, browser HP"],
  promo: ["Beranda promo", "Potongan terbesar dulu, pilihan kategori"],
  voucher: ["Voucher game", "ID pemain dan server ikut sebagai catatan"],
  member: ["Member", "Saldo yang bisa ditutup, mutasi per hari"],
  cari: ["Cari", "Cari, urutkan, saring menurut harga"],
  riwayat: ["Riwayat pesanan", "Per bulan, cari barang, pilih status"],
};
/** Examples that elements alone make: they have no version with a script. */
const ELEMENTS_ONLY = ["promo", "voucher", "member", "cari", "riwayat"];
const scriptButton = document.querySelector('[data-atur="versi"] [value="skrip"]');
const HEIGHTS = { match: "100%", wrap: "0", tetap: "300px" };

const frame = document.querySelector("iframe");
const code = document.querySelector("code");
const news = document.querySelector(".kabar");
const chosen = { contoh: "beranda", versi: "elemen", siapa: "budi", kotak: "match" };

for (const [name, [title, text]] of Object.entries(EXAMPLES)) {
  const link = document.createElement("a");
  const heading = document.createElement("b");
  const description = document.createElement("span");
  link.href = `#${name}`;
  heading.textContent = title;
  description.textContent = text;
  link.append(heading, description);
  document.querySelector("nav").append(link);
}

/** A box of WRAP_CONTENT is as high as what is in it, whenever that comes. */
const growth = new ResizeObserver(([{ target }]) => {
  if (chosen.kotak === "wrap") frame.style.height = `${target.offsetHeight}px`;
});
frame.addEventListener("load", () => {
  growth.disconnect();
  growth.observe(frame.contentDocument.documentElement);
});

function showBox() {
  frame.style.height = HEIGHTS[chosen.kotak];
  const inside = frame.contentDocument?.documentElement;
  if (chosen.kotak === "wrap" && inside) frame.style.height = `${inside.offsetHeight}px`;
}

function showPage() {
  showBox();
  // Replaced, so that the browser's way back leads to the example before, not to its preview.
  frame.contentWindow.location.replace(`/app/${chosen.siapa}/contoh/${chosen.contoh}-${chosen.versi}.html`);
}

async function showCode() {
  const name = `${chosen.contoh}-${chosen.versi}`;
  news.textContent = "";
  try {
    const answer = await fetch(`/www/contoh/${name}.html?sumber`);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const text = await answer.text();
    if (name === `${chosen.contoh}-${chosen.versi}`) code.textContent = text;
  } catch {
    code.textContent = "";
    news.textContent = "Kode gagal dimuat. Muat ulang halaman ini.";
  }
}

async function copy() {
  try {
    await navigator.clipboard.writeText(code.textContent);
    news.textContent = "Tersalin. Tempel di aplikasi, lalu ganti TOKEN_OLSHOP_ANDA.";
  } catch {
    // Where a page may not write to the clipboard, it can still select.
    getSelection().selectAllChildren(code);
    news.textContent = "Kodenya sudah terpilih. Salin dengan Ctrl+C.";
  }
}

/** Which example the address names. */
function followAddress() {
  const name = decodeURIComponent(location.hash.slice(1));
  chosen.contoh = Object.hasOwn(EXAMPLES, name) ? name : "beranda";
  scriptButton.disabled = ELEMENTS_ONLY.includes(chosen.contoh);
  if (scriptButton.disabled && chosen.versi === "skrip") document.querySelector('[data-atur="versi"] [value="elemen"]').click();
  document.title = `${EXAMPLES[chosen.contoh][0]} · Contoh siap tempel`;
  for (const link of document.querySelectorAll("nav a")) {
    link.toggleAttribute("aria-current", link.hash === `#${chosen.contoh}`);
  }
  showPage();
  showCode();
}

for (const group of document.querySelectorAll("[data-atur]")) {
  group.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    for (const button of group.children) button.setAttribute("aria-pressed", String(button === target));
    chosen[group.dataset.atur] = target.value;
    if (group.dataset.atur === "kotak") showBox();
    else showPage();
    if (group.dataset.atur === "versi") showCode();
  });
}
document.querySelector(".salin").addEventListener("click", copy);
window.addEventListener("hashchange", followAddress);
followAddress();
