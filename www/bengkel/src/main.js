// The workshop: a page's code, what is worth knowing of it, and the phone that shows it.
import gallery from "bengkel:gallery";
import { contentsOf } from "./contents.js";
import { compose, LIBRARY_SIZE, problemOf, problemOfMember } from "./copy.js";
import { byId, icon, make, number, size } from "./dom.js";
import { createEditor } from "./editor.js";
import { check } from "./periksa/index.js";
import { abandonRequest, addMessage, addRequest, clearConsole, clearRequests, endRequest, firstRequest, showFindings, startCost, startTabs } from "./panels.js";
import { Preview } from "./preview.js";
import { failures, OPEN_API } from "./shop.js";
import { linkTo, MOST, pageOf, USUAL } from "./share.js";
import { load, save } from "./store.js";

/** Milliseconds of silence after which the phone, and the findings, follow what was typed. */
const SHOW = 350;
const LOOK = 500;

// ---------------------------------------------------------------- the page's text

const shared = pageOf(location.hash);
const kept = load("halaman") ?? "";
if (typeof shared === "string" && shared !== kept) {
  // What was written here before is not lost to a link.
  if (kept.trim() !== "") save("sebelum", kept);
  save("halaman", shared);
}
if (shared !== null) history.replaceState(null, "", location.pathname + location.search);

const editor = createEditor(byId("editor"), typeof shared === "string" ? shared : kept, (text) => changed(text));
const pick = startTabs();
startCost();

let showTimer = 0;
let lookTimer = 0;

/** Kept at once: whatever a page does to this tab, what was typed is there after it. */
function changed(text) {
  const isKept = save("halaman", text);
  const note = byId("simpan");
  note.textContent = isKept ? "Tersimpan" : "Tidak tersimpan: penyimpanan browser penuh atau ditutup";
  note.classList.toggle("gagal", !isKept);
  byId("ukuran").textContent = text === "" ? "" : `${number(editor.view.state.doc.lines)} baris, ${size(new Blob([text]).size)}`;
  clearTimeout(showTimer);
  clearTimeout(lookTimer);
  const slow = text.length > 300_000 ? 4 : 1;
  showTimer = setTimeout(follow, SHOW * slow);
  lookTimer = setTimeout(look, LOOK * slow);
}

function look() {
  const text = editor.text();
  let findings = [];
  try {
    findings = check(text);
  } catch (error) {
    addMessage({ level: "error", text: `Periksa berhenti: ${error instanceof Error ? error.message : error}` });
  }
  const mend = (finding) => {
    editor.apply(finding.mend);
    clearTimeout(lookTimer);
    look();
  };
  editor.mark(findings, mend);
  showFindings(findings, {
    isEmpty: text.trim() === "",
    mend,
    show(finding) {
      view("kode");
      editor.goTo(finding.from, finding.to);
    },
    mendAll() {
      // One mend may make another one unneeded, or move it, so the page is looked at again after each.
      for (let left = 300, next = check(editor.text())[0]; next && left > 0; left--) {
        const before = editor.text();
        editor.apply(next.mend);
        const after = editor.text();
        next = after === before ? undefined : check(after)[0];
      }
      look();
      toast("Semua yang bisa diperbaiki sudah diperbaiki", "Urungkan", () => editor.replace(text));
    },
  });
}

// ---------------------------------------------------------------- the phone

const form = byId("setelan");
const network = form.elements.network;
for (const [label, options] of failures()) network.append(make("optgroup", { label }, ...options.map(([value, text]) => make("option", { value }, text))));

/** The choices that a device remembers, and those with which each visit begins. */
const USUAL_SETTING = { siapa: "budi", data: "biasa", network: "biasa", height: "match", visit: "pertama", scheme: "light" };
/** The switches that this device remembers. A member's token and id stay here: they are in no link, and in nothing that is copied. */
const REMEMBERED = ["siapa", "height", "scheme", "fixed", "token", "token_user", "id_user"];
try {
  const old = JSON.parse(load("setelan") ?? "{}");
  for (const name of REMEMBERED) if (typeof old[name] === "string") form.elements[name].value = old[name];
} catch (error) {
  // Choices that cannot be read are as on the first visit.
}

const screen = byId("layar");
const curtain = byId("tirai");
const preview = new Preview(screen, {
  request: (request) => addRequest(request),
  answered(message) {
    const code = endRequest(message);
    if (preview.setting?.isReal && code === 401) warn("Toko menolak token ini (401). Salin lagi token Open API dari aplikasi bukaOlshop.");
    if (preview.setting?.member && code === 403) warn("Toko menolak member ini (403). Salin lagi token_user dan id_user; keduanya harus milik member toko ini.");
    if (code === 429) state("Kuota habis (429)");
  },
  abandoned: ({ id }) => abandonRequest(id),
  other: ({ url, method }) => addMessage({ level: "info", text: `Permintaan lain: ${method} ${url}` }),
  console: (message) => addMessage(message, (line) => {
    view("kode");
    const place = editor.view.state.doc.line(Math.max(1, Math.min(Math.floor(line), editor.view.state.doc.lines)));
    editor.goTo(place.from, place.to);
  }),
  link: ({ url }) => {
    addMessage({ level: "info", text: `Tautan diketuk, di aplikasi terbuka: ${url}` });
    state("Tautan diketuk; lihat Konsol");
  },
  loop({ line }) {
    warn(`Perulangan ${line > 0 ? `di baris ${Number(line)}` : "di kode yang dibuat skrip"} tidak pernah selesai, jadi dihentikan.`);
  },
  height({ height }) {
    if (form.elements.height.value === "wrap" && preview.frame) preview.frame.style.height = `${Math.min(20000, Math.max(1, Number(height) || 1))}px`;
  },
  ready() {
    state("Tampil");
  },
  left(url) {
    save("jalan", null);
    pull("Halaman pindah ke alamat lain", `Pratinjau ditutup karena halaman meninggalkan dirinya sendiri${url ? `, ke ${url.slice(0, 120)}` : ""}. Di aplikasi, pembeli ikut pindah.`, "Tampilkan lagi");
  },
  stuck() {
    save("jalan", null);
    pull("Halaman berhenti menjawab", "Skripnya berjalan tanpa henti, jadi pratinjau dimatikan. Kode Anda utuh.", "Coba lagi");
  },
});

function setting() {
  const { elements } = form;
  const token = elements.token.value.trim();
  const isOwn = elements.data.value === "saya";
  const isGood = token !== "" && problemOf(token) === "";
  const isReal = isOwn && isGood;
  const member = { token_user: elements.token_user.value.trim(), id_user: elements.id_user.value.trim() };
  const isMember = isReal && elements.siapa.value === "saya" && problemOfMember(member) === "";
  return {
    // Of a member of the shop's own the other shortcodes, such as the name, are not known: they stand as the sample's.
    siapa: elements.siapa.value !== "saya" ? elements.siapa.value : isReal && !isMember ? "tamu" : "budi",
    member: isMember ? member : null,
    variant: isOwn ? "biasa" : elements.data.value,
    network: elements.network.value,
    visit: elements.visit.value,
    isDark: elements.scheme.value === "dark",
    token: isGood ? token : "",
    isReal,
  };
}

function state(text) {
  byId("keadaan").textContent = text;
}

function warn(text) {
  byId("peringatan").textContent = text;
  byId("peringatan").hidden = text === "";
}

/** Covers the phone with words and what can be done. */
function pull(title, text, button) {
  const again = make("button", { type: "button", className: "tombol utama" }, button);
  again.addEventListener("click", show);
  curtain.replaceChildren(make("b", {}, title), make("p", {}, text), again);
  curtain.hidden = false;
  state(title);
}

/**
 * A page may take the tab with it, from its first script on or from a tap on. The mark stands while one is shown, and goes when the
 * workshop is left in good order, which a tab that stands still cannot be: the next visit does not run that page unasked.
 */
const markRunning = () => save("jalan", preview.frame && document.visibilityState === "visible" ? "1" : null);

/** Whether the page may only be run by a tap: it took the tab with it once, and is being mended. */
let isHeld = false;

/** Shows what was typed or chosen, as it is typed. */
function follow() {
  if (!isHeld || editor.text().trim() === "") show();
}

/** Shows the page on the phone. */
function show() {
  isHeld = false;
  clearTimeout(showTimer);
  const text = editor.text();
  const now = setting();
  warn("");
  clearRequests(now.visit);
  clearConsole();
  showChoices(now);
  if (text.trim() === "") {
    preview.clear();
    save("jalan", null);
    begin();
    return;
  }
  curtain.hidden = true;
  state("Memuat…");
  preview.show(text, now);
  markRunning();
  fit();
  if (form.elements.data.value === "saya" && !now.isReal) warn(form.elements.token.value.trim() === "" ? "Isi token toko Anda untuk melihat datanya; sementara ini tampil toko contoh." : `${problemOf(form.elements.token.value.trim())} Sementara ini tampil toko contoh.`);
}

/** An empty page: where to begin. */
function begin() {
  const named = (title, kind) => gallery[0].items.find((item) => item.title === title && item.kind === kind);
  const starts = [
    ["Katalog produk", "Satu elemen, tanpa JavaScript", gallery[1].items.find(({ title }) => title === "<olshop-produk>")],
    ["Beranda toko", "Slide, kategori, produk terbaru", named("Beranda", "Elemen")],
    ["Akun member", "Saldo, poin, dan mutasi", named("Member", "Elemen")],
  ].filter(([, , item]) => item);
  const buttons = starts.map(([title, about, item]) => {
    const button = make("button", { type: "button", className: "tombol" }, icon("M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z"), make("span", {}, title, make("small", {}, about)));
    button.addEventListener("click", () => use(item));
    return button;
  });
  const more = make("button", { type: "button", className: "baris-ke" }, "Lihat seluruh galeri");
  more.addEventListener("click", () => byId("galeri").showModal());
  curtain.replaceChildren(make("b", {}, "Mulai dari mana?"), make("p", {}, "Tempel kode halaman Anda, atau mulai dari salah satu ini."), make("div", { className: "mulai" }, ...buttons), more);
  curtain.hidden = false;
  state("Halaman kosong");
}

/** Who can open the page: the sample's members are known to the sample shop alone, the shop's own member to nobody else. */
function offerVisitors() {
  const { siapa } = form.elements;
  const shop = form.elements.data.value === "saya" ? "saya" : "contoh";
  for (const option of siapa.options) option.hidden = option.disabled = (option.dataset.toko ?? shop) !== shop;
  if (siapa.selectedOptions.length === 0 || siapa.selectedOptions[0].disabled) siapa.value = shop === "saya" ? "saya" : "budi";
}

/** Marks the switches that are not as usual, and shows those that belong to a choice. */
function showChoices({ isDark, isReal }) {
  for (const [name, usual] of Object.entries(USUAL_SETTING)) form.elements[name].classList.toggle("beda", form.elements[name].value !== usual);
  byId("baris-tinggi").hidden = form.elements.height.value !== "tetap";
  offerVisitors();
  byId("baris-token").hidden = form.elements.data.value !== "saya";
  byId("baris-member").hidden = form.elements.siapa.value !== "saya" || !isReal;
  byId("kabar-token").textContent = problemOf(form.elements.token.value.trim());
  byId("kabar-member").textContent = problemOfMember({ token_user: form.elements.token_user.value.trim(), id_user: form.elements.id_user.value.trim() });
  screen.toggleAttribute("data-gelap", isDark);
  screen.dataset.tinggi = form.elements.height.value;
  fit();
}

/** The frame's height as the app's box has it, and the phone as large as there is room. */
function fit() {
  const kind = form.elements.height.value;
  if (preview.frame && kind !== "wrap") preview.frame.style.height = kind === "tetap" ? `${Math.min(5000, Math.max(50, Number(form.elements.fixed.value) || 400))}px` : "";
  const { clientWidth, clientHeight } = byId("panggung");
  byId("panggung").style.setProperty("--skala", String(Math.max(0.2, Math.min(1, (clientHeight - 16) / 758, (clientWidth - 16) / 378))));
}
new ResizeObserver(fit).observe(byId("panggung"));

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  save("setelan", JSON.stringify(Object.fromEntries(REMEMBERED.map((name) => [name, form.elements[name].value]))));
  if (event.target.name === "fixed") fit();
  else if (/^(token|token_user|id_user)$/.test(event.target.name)) {
    clearTimeout(showTimer);
    showTimer = setTimeout(follow, SHOW * 2);
    showChoices(setting());
  } else {
    showChoices(setting());
    follow();
  }
});
byId("tombol-ulang").addEventListener("click", show);

// ---------------------------------------------------------------- views, theme, news

function view(name) {
  document.body.dataset.lihat = name;
  for (const button of document.querySelectorAll("[data-ke]")) button.setAttribute("aria-pressed", String(button.dataset.ke === name));
  if (name === "hp") fit();
}
for (const button of document.querySelectorAll("[data-ke]")) button.addEventListener("click", () => view(button.dataset.ke));

const THEMES = { "": "ikuti perangkat", terang: "terang", gelap: "gelap" };
const dark = matchMedia("(prefers-color-scheme: dark)");
function dress() {
  const chosen = load("tema") ?? "";
  document.documentElement.dataset.tema = chosen || (dark.matches ? "gelap" : "terang");
  byId("tombol-tema").setAttribute("aria-label", `Tema Bengkel: ${THEMES[chosen] ?? THEMES[""]}`);
  byId("tombol-tema").title = `Tema Bengkel: ${THEMES[chosen] ?? THEMES[""]}`;
}
dark.addEventListener("change", dress);
byId("tombol-tema").addEventListener("click", () => {
  const names = Object.keys(THEMES);
  save("tema", names[(names.indexOf(load("tema") ?? "") + 1) % names.length] || null);
  dress();
});
dress();

let toastTimer = 0;
function toast(text, label, act) {
  const box = byId("kabar");
  box.replaceChildren(text);
  if (label) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => {
      box.hidden = true;
      act();
    });
    box.append(button);
  }
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (box.hidden = true), 9000);
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-tutup]")) dialog.close();
  });
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch (error) {
    // Without the right to the clipboard, or from a file: the old way.
    field.focus();
    field.select();
    if (!document.execCommand("copy")) return false;
  }
  return true;
}

// ---------------------------------------------------------------- gallery

/** Takes a page from the gallery; the one before comes back with one tap. */
function use(item) {
  const before = editor.text();
  byId("galeri").close();
  editor.replace(item.html);
  view("hp");
  clearTimeout(showTimer);
  show();
  if (before.trim() !== "" && before !== item.html) toast(`Memakai “${item.title}”`, "Kembalikan halaman saya", () => editor.replace(before));
}

byId("galeri-isi").append(
  ...gallery.flatMap(({ name, items }) => [
    make("h3", {}, name),
    make("div", { className: "galeri-kisi" }, ...items.map((item) => {
      const button = make("button", { type: "button" }, make("b", {}, item.title), make("span", {}, item.about), make("i", {}, item.kind));
      button.addEventListener("click", () => use(item));
      return button;
    })),
  ]),
);
byId("tombol-galeri").addEventListener("click", () => byId("galeri").showModal());
byId("tombol-kosong").addEventListener("click", () => {
  const before = editor.text();
  editor.replace("");
  editor.view.focus();
  if (before.trim() !== "") toast("Halaman dikosongkan", "Kembalikan halaman saya", () => editor.replace(before));
});

// ---------------------------------------------------------------- copying

const copyForm = byId("salin-setelan");
byId("ukuran-pustaka").textContent = `Tanpa CDN, ${size(LIBRARY_SIZE)} lebih panjang`;

function tellCopying(text, isProblem) {
  byId("kabar-salin").textContent = text;
  byId("kabar-salin").classList.toggle("masalah", isProblem);
}

/** Shows the page with a shop's own data, as "Toko saya" among the switches does. @param {string} token */
function openOwnShop(token) {
  form.elements.token.value = token;
  form.elements.data.value = "saya";
  form.dispatchEvent(new Event("input"));
}

/** What is copied is made anew with each choice; of two that are made at once, the later one counts. */
let composing = 0;
async function prepare() {
  const mine = ++composing;
  const { elements } = copyForm;
  const token = elements.token.value.trim();
  const problem = problemOf(token);
  const isOwn = token !== "" && problem === "";
  byId("kabar-salin-token").textContent = problem || (token === "" ? "Tanpa token, tulisan TOKEN_OLSHOP_ANDA tetap ada dan harus Anda ganti sendiri." : "");
  const page = editor.text();
  const notes = [];
  const first = firstRequest();
  const isAsked = first && first.url.startsWith(OPEN_API + "/app/");
  if (elements.preload.checked && !isAsked) notes.push(first ? "Pertanyaan pertama halaman ini milik member, jadi tidak bisa didahulukan." : "Pratinjau belum meminta apa pun, jadi belum ada baris preload.");
  let contents = null;
  if (elements.contents.checked) {
    tellCopying(isOwn ? "Mengambil isi dari toko Anda…" : "Menyiapkan isi…", false);
    if (isOwn && (!setting().isReal || setting().token !== token)) {
      // Whoever types a token does so letter by letter, and each question costs the shop one.
      await new Promise((resolve) => setTimeout(resolve, SHOW));
      if (mine !== composing) return;
      openOwnShop(token);
    }
    try {
      const { changes, isPartial } = await contentsOf(preview, page);
      contents = changes;
      if (isPartial) notes.push("Elemen yang berisi shortcode tidak diberi isi awal: nilainya milik satu member.");
      if (!setting().isReal) notes.push("Isi sejak awal ini dari toko contoh. Isi token di atas untuk isi dari toko Anda.");
      if (setting().network !== "biasa") notes.push("Jaringan pratinjau sedang tidak lancar; isinya mungkin tidak lengkap.");
    } catch (error) {
      notes.push(setting().isReal && byId("peringatan").textContent ? byId("peringatan").textContent : error.message);
    }
  }
  if (mine !== composing) return;
  const { text, problem: trouble } = compose(page, { token: problem ? "" : token, isInline: elements.load.value === "inline", preload: elements.preload.checked && isAsked ? first.url : null, contents });
  if (trouble) notes.push(trouble);
  const findings = check(page).filter(({ weight }) => weight === "bahaya").length;
  if (findings > 0) notes.push(`Periksa masih menemukan ${findings} hal berbahaya di halaman ini.`);
  tellCopying(notes.join(" "), notes.length > 0);
  byId("hasil").value = text;
  byId("hasil-ukuran").textContent = `${number(text.split("\n").length)} baris, ${size(new Blob([text]).size)}`;
}

copyForm.addEventListener("input", prepare);
copyForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  await prepare();
  toast((await copy(byId("hasil"))) ? "Tersalin. Tempel di aplikasi bukaOlshop." : "Tidak bisa menyalin sendiri: tahan teksnya, lalu pilih Salin.");
});
byId("tombol-salin").addEventListener("click", () => {
  if (copyForm.elements.token.value === "") copyForm.elements.token.value = form.elements.token.value.trim();
  byId("salin").showModal();
  if (copyForm.elements.token.value === "") copyForm.elements.token.focus();
  prepare();
});

// ---------------------------------------------------------------- the link that holds the page

byId("tombol-bagikan").addEventListener("click", () => {
  const link = linkTo(editor.text(), location.href);
  const isTooLong = link.length > MOST;
  byId("tautan").value = isTooLong ? "" : link;
  byId("tautan-salin").disabled = isTooLong;
  const note = byId("kabar-bagikan");
  note.textContent = isTooLong ? "Halaman ini terlalu besar untuk satu tautan. Kirim kodenya sebagai berkas." : link.length > USUAL ? "Tautan ini panjang: sebagian aplikasi obrolan memotongnya. Kirim lewat email, atau kirim kodenya." : "";
  note.classList.toggle("masalah", note.textContent !== "");
  byId("tautan-ukuran").textContent = `${number(link.length)} huruf`;
  byId("bagikan").showModal();
});
byId("tautan-salin").addEventListener("click", async () => {
  toast((await copy(byId("tautan"))) ? "Tautan tersalin" : "Tidak bisa menyalin sendiri: tahan teksnya, lalu pilih Salin.");
});
window.addEventListener("hashchange", () => {
  const page = pageOf(location.hash);
  if (page === null) return;
  history.replaceState(null, "", location.pathname + location.search);
  if (page === undefined) toast("Tautan ini terpotong atau rusak; halaman Anda tidak diubah");
  else {
    const before = editor.text();
    editor.replace(page);
    toast("Halaman dari tautan dibuka", "Kembalikan halaman saya", () => editor.replace(before));
  }
});

// ---------------------------------------------------------------- the beginning

window.addEventListener("pagehide", () => save("jalan", null));
window.addEventListener("pageshow", (event) => event.persisted && markRunning());
document.addEventListener("visibilitychange", markRunning);
const text = editor.text();
byId("ukuran").textContent = text === "" ? "" : `${number(editor.view.state.doc.lines)} baris, ${size(new Blob([text]).size)}`;
if (shared === undefined) toast("Tautan itu terpotong atau rusak. Mintalah kirim ulang; halaman Anda tidak diubah.");
else if (typeof shared === "string" && load("sebelum") !== null && shared !== kept && kept.trim() !== "") toast("Halaman dari tautan dibuka", "Kembalikan halaman saya", () => editor.replace(kept));
showChoices(setting());
// On a phone, where one part is seen at a time, an empty page begins with where to begin.
if (text.trim() === "") view("hp");
if (load("jalan") === "1" && text.trim() !== "") {
  isHeld = true;
  clearRequests(setting().visit);
  clearConsole();
  pull("Pratinjau ditahan dulu", "Terakhir kali, Bengkel tertutup mendadak selagi halaman ini tampil, mungkin karena perulangan tanpa akhir di skripnya. Kode Anda utuh; perbaiki dulu, lalu jalankan.", "Jalankan");
} else show();
look();
pick("periksa");
