// What stands where data should: skeletons, and the empty, failed and logged-out states.

import { el, icon } from "./dom.js";

/** @param { { icon: string, title: string, text: string, action?: Node | null, role?: string } } options */
function stateBox(options) {
  return el(
    "div",
    { class: "keadaan", role: options.role || null },
    el("span", { class: "keadaan-ikon" }, icon(options.icon)),
    el("p", { class: "keadaan-judul", text: options.title }),
    el("p", { class: "keadaan-teks", text: options.text }),
    options.action || null,
  );
}

/** One line in place of a part that the page can do without. @param {string} iconName @param {string} title @param {Node} action */
function stateLine(iconName, title, action) {
  return el("div", { class: "keadaan-baris", role: "alert" }, icon(iconName), el("p", { text: title }), action);
}

/** @param {string} title @param {string} text @param {Node} [action] */
export function emptyState(title, text, action) {
  return stateBox({ icon: "kosong", title, text, action });
}

/** Nobody is logged in. @param {string} what what the shopper would see here */
export function loggedOutState(what) {
  return stateBox({
    icon: "kunci",
    title: "Masuk dulu di aplikasi",
    text: "Untuk melihat " + what + ", masuk ke akun Anda lewat aplikasi, lalu buka lagi halaman ini.",
  });
}

/**
 * @param {any} error
 * @param {() => void} retry
 * @param { { line?: boolean } } [options] `line`: as one line, for a part among others
 */
export function errorState(error, retry, options = {}) {
  const words = describe(error);
  const button = el("button", {
    class: options.line ? "tombol-teks" : "tombol",
    type: "button",
    text: "Coba lagi",
    on: { click: retry },
  });
  const box = options.line
    ? stateLine(words.icon, words.title, button)
    : stateBox({ icon: words.icon, title: words.title, text: words.text, action: button, role: "alert" });
  if (error && error.kind === "network") retryWhenOnline(box, retry);
  return box;
}

/** A shopper who comes out of the tunnel should not have to press anything. @param {Element} box @param {() => void} retry */
function retryWhenOnline(box, retry) {
  window.addEventListener("online", function listener() {
    window.removeEventListener("online", listener);
    if (box.isConnected) retry();
  });
}

/**
 * An error in words that tell a shopper what to do next. The package's own message is for the page's designer.
 * @param {any} error
 * @returns { { icon: string, title: string, text: string } }
 */
export function describe(error) {
  const kind = error && error.kind;
  if (kind === "network" && navigator.onLine === false) {
    return { icon: "luring", title: "Anda sedang offline", text: "Sambungkan internet, lalu halaman ini lanjut sendiri." };
  }
  if (kind === "load" && !error.retryable) return { icon: "gagal", ...UNSUPPORTED };
  return { icon: "gagal", ...(WORDS[kind] || WORDS.other) };
}

/** The engine runs no WebAssembly: trying again will not help. */
const UNSUPPORTED = {
  title: "Toko ini butuh sistem yang lebih baru",
  text: "Perbarui Android System WebView dan Chrome lewat Play Store, lalu buka lagi.",
};

/** @type {Record<string, { title: string, text: string, icon?: string }>} */
const WORDS = {
  network: { icon: "luring", title: "Toko tidak terjangkau", text: "Periksa sambungan internet Anda, lalu coba lagi." },
  timeout: { icon: "luring", title: "Jaringan sedang lambat", text: "Jawaban toko terlalu lama. Coba lagi sebentar lagi." },
  quota: { title: "Kunjungan hari ini sudah penuh", text: "Toko akan terbuka lagi besok. Terima kasih sudah menunggu." },
  rate_limited: { title: "Toko sedang ramai", text: "Tunggu sebentar, lalu coba lagi." },
  server: { title: "Server toko bermasalah", text: "Bukan salah Anda. Coba lagi sebentar lagi." },
  unavailable: { title: "Toko sedang dirapikan", text: "Server belum siap melayani. Coba lagi sebentar lagi." },
  unauthorized: { title: "Toko belum tersambung", text: "Token toko tidak dikenali. Beri tahu pemilik toko bila ini berlanjut." },
  not_logged_in: { icon: "kunci", title: "Masuk dulu di aplikasi", text: "Bagian ini tampil setelah Anda masuk ke akun Anda." },
  forbidden: { icon: "kunci", title: "Sesi Anda sudah berakhir", text: "Buka ulang aplikasi dan masuk kembali, lalu coba lagi." },
  not_found: { title: "Halaman tidak ditemukan", text: "Data yang dicari sudah tidak ada di toko ini." },
  load: { icon: "luring", title: "Toko belum termuat penuh", text: "Sebagian halaman tidak terkirim. Coba lagi." },
  invalid_response: { title: "Jawaban toko tidak terbaca", text: "Data yang datang tidak lengkap. Coba lagi sebentar lagi." },
  invalid_argument: { title: "Toko belum disiapkan", text: "Pengaturan halaman ini belum lengkap. Beri tahu pemilik toko." },
  other: { title: "Ada yang tidak beres", text: "Bagian ini gagal ditampilkan. Coba lagi." },
};

/**
 * Placeholders with the size of what will replace them, so that nothing moves when it comes.
 * @param {number} count
 * @param {string} kind class of one placeholder
 * @param {string} [tag]
 */
export function skeletons(count, kind, tag = "li") {
  return Array.from({ length: count }, () =>
    el(tag, { class: "tulang " + kind, "aria-hidden": "true" }, el("i", { class: "tulang-gambar" }), el("i"), el("i"), el("i")),
  );
}
