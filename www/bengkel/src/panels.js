// The panels between code and phone: findings, requests and what they cost, and the page's console.
import { TITLES } from "./periksa/index.js";
import { byId, icon, make, number } from "./dom.js";
import { OPEN_API } from "./shop.js";
import { load, save } from "./store.js";

/** Requests a day of a whole shop on the plans FREE and LITE. */
const QUOTA = 100;
const WORDS = { bahaya: "Bahaya", salah: "Salah", saran: "Saran" };

function badge(id, count, weight = "") {
  const element = byId(id);
  element.textContent = count > 199 ? "200+" : String(count);
  element.className = `angka ${count > 0 ? weight : ""}`;
}

/** @param {any[]} findings @param {{ mend: (finding: any) => void, mendAll: () => void, show: (finding: any) => void, isEmpty: boolean }} act */
export function showFindings(findings, act) {
  const panel = byId("panel-periksa");
  const worst = findings[0]?.weight ?? "";
  badge("banyak-periksa", findings.length, worst);
  badge("banyak-kaki", findings.length, worst);
  if (findings.length === 0) {
    panel.replaceChildren(
      act.isEmpty
        ? make("p", { className: "hampa" }, "Periksa membaca halaman Anda sambil Anda menulis: shortcode di dalam skrip, kunci rahasia, nama isian yang salah, kode yang tidak jalan di HP lama, dan lainnya.")
        : make("div", { className: "aman" }, icon("M4 10l4 4 8-9"), make("b", {}, "Tidak ada temuan"), make("span", {}, "Halaman ini siap ditempel.")),
    );
    return;
  }
  const focused = document.activeElement?.closest?.("#panel-periksa") ? [...panel.querySelectorAll("button")].indexOf(document.activeElement) : -1;
  const top = make("div", { className: "temuan-atas" }, make("span", { role: "status" }, `${number(findings.length)} temuan`), make("button", { type: "button", className: "tombol kecil", id: "perbaiki-semua", onclick: act.mendAll }, "Perbaiki semua"));
  const cards = findings.map((finding) =>
    make(
      "article",
      { className: "temuan", "data-aturan": finding.rule },
      make("h3", {}, make("span", { className: `bobot ${finding.weight}` }, WORDS[finding.weight]), make("span", {}, TITLES[finding.rule])),
      make("p", {}, make("button", { type: "button", className: "baris-ke", onclick: () => act.show(finding), "aria-label": `Ke baris ${finding.line}` }, `Baris ${finding.line}`), " " + finding.message),
      make("div", { className: "temuan-bawah" }, make("button", { type: "button", className: "tombol kecil perbaiki", onclick: () => act.mend(finding), "aria-label": `${finding.label}, baris ${finding.line}` }, finding.label)),
    ),
  );
  panel.replaceChildren(top, ...cards);
  const buttons = [...panel.querySelectorAll("button")];
  if (focused >= 0) (buttons[Math.min(focused, buttons.length - 1)] ?? panel).focus();
}

// ---------------------------------------------------------------- requests

/** Requests of this run. @type {Map<number, any>} */
const requests = new Map();
let variantOfVisit = "pertama";

export const firstRequest = () => requests.values().next().value ?? null;

export function clearRequests(visit) {
  requests.clear();
  variantOfVisit = visit;
  byId("permintaan").replaceChildren();
  showCost();
}

/** What a request asks for, in words of the API. */
function questionOf(url) {
  const { pathname, searchParams } = new URL(url);
  const secret = /^(token|token_user|id_user)$/;
  const query = [...searchParams].filter(([name]) => !secret.test(name)).map(([name, value]) => `${name}=${value}`);
  return pathname.replace(new URL(OPEN_API).pathname, "") + (query.length ? "?" + query.join("&") : "");
}

export function addRequest(request) {
  const state = make("span", { className: "tanda" }, "…");
  const right = make("span", { className: "kanan" });
  const item = make("li", {}, state, make("code", {}, questionOf(request.url)), right);
  byId("permintaan").append(item);
  requests.set(request.id, { ...request, item, state, right });
  showCost();
}

export function endRequest({ id, status, body = "", took = 0 }) {
  const request = requests.get(id);
  if (!request) return null;
  const inner = Number(/^\s*\{\s*"code"\s*:\s*"?(\d+)/.exec(body)?.[1] ?? status);
  const isGood = status === 200 && inner === 200;
  request.state.textContent = status === 0 ? "putus" : inner !== status ? `${status} / ${inner}` : String(status);
  request.state.className = `tanda ${isGood ? "baik" : "bahaya"}`;
  request.right.textContent = `${number(Math.round(took))} ms`;
  if (!isGood && status !== 0) request.item.append(make("span", { className: "bawah" }, /"status"\s*:\s*"([^"]*)"/.exec(body)?.[1] ?? body.slice(0, 80)));
  request.outcome = inner;
  return inner;
}

export function abandonRequest(id) {
  const request = requests.get(id);
  if (!request) return;
  request.state.textContent = "batal";
  request.state.className = "tanda salah";
}

export function showCost() {
  const count = requests.size;
  badge("banyak-permintaan", count);
  byId("permintaan-kosong").hidden = count > 0;
  const visits = Math.max(0, Math.floor(Number(byId("kunjungan").value)) || 0);
  const total = count * visits;
  const share = Math.min(1, total / QUOTA);
  const bar = byId("ukur");
  bar.className = `ukur ${total > QUOTA ? "lebih" : ""}`;
  bar.firstElementChild.style.width = `${share * 100}%`;
  bar.setAttribute("aria-label", `${number(total)} dari ${QUOTA} permintaan sehari`);
  const kind = variantOfVisit === "kembali" ? "kunjungan kembali" : "kunjungan pertama";
  const text = byId("biaya");
  if (count === 0) {
    text.replaceChildren(`Belum ada permintaan di ${kind} ini. Toko FREE dan LITE mendapat ${QUOTA} permintaan sehari untuk semua pembeli.`);
    return;
  }
  const limit = Math.floor(QUOTA / count);
  text.replaceChildren(
    make("b", {}, `${number(count)} permintaan`),
    ` sekali buka (${kind}) × ${number(visits)} = `,
    make("b", {}, `${number(total)} dari ${QUOTA}`),
    total > QUOTA ? `. Kuota toko FREE habis sesudah ${number(limit)} kunjungan; sesudah itu semua pembeli melihat halaman gagal.` : `. Toko FREE cukup untuk ${number(limit)} kunjungan seperti ini.`,
  );
}

export function startCost() {
  const field = byId("kunjungan");
  field.value = load("kunjungan") ?? "30";
  field.addEventListener("input", () => {
    save("kunjungan", field.value);
    showCost();
  });
  showCost();
}

// ---------------------------------------------------------------- console

const MARKS = { log: ["log", ""], info: ["info", ""], debug: ["debug", ""], warn: ["awas", "salah"], error: ["galat", "bahaya"], pustaka: ["pustaka", "salah"] };

/** Messages that are shown, and those after which the list grows no more: a page may write for ever. */
const MOST = 300;
const LAST = 1500;
let messages = 0;
let worst = "";

export function clearConsole() {
  messages = 0;
  worst = "";
  byId("konsol").replaceChildren();
  showConsole();
}

function showConsole() {
  badge("banyak-konsol", messages, worst);
  byId("konsol-kosong").hidden = messages > 0;
}

/** @param {{ level: string, text: string, line?: number }} message @param {(line: number) => void} [show] */
export function addMessage({ level, text, line }, show) {
  const isComplaint = /^bukaolshop:|^BukaOlshopError/.test(text);
  const kind = isComplaint && level !== "log" ? "pustaka" : level;
  const [word, weight] = Object.hasOwn(MARKS, kind) ? MARKS[kind] : MARKS.log;
  messages += 1;
  if (messages > LAST) return;
  if (weight === "bahaya" || worst === "") worst = weight || worst;
  const list = byId("konsol");
  if (messages > MOST) list.firstElementChild.remove();
  const place = line > 0 ? make("button", { type: "button", className: "baris-ke", onclick: () => show?.(line) }, `baris ${line}`) : make("span", { className: "kanan" });
  const words = messages === LAST ? "Halaman ini menulis terus-menerus; selanjutnya tidak ditampilkan." : String(text).replace(/^bukaolshop: /, "");
  list.append(make("li", {}, make("span", { className: `tanda ${weight}` }, word), make("code", {}, words), place));
  showConsole();
}

// ---------------------------------------------------------------- tabs

export function startTabs() {
  const tabs = [...document.querySelectorAll('[role="tab"]')];
  const choose = (tab, isFocused = false) => {
    for (const other of tabs) {
      const isChosen = other === tab;
      other.setAttribute("aria-selected", String(isChosen));
      other.tabIndex = isChosen ? 0 : -1;
      byId(other.getAttribute("aria-controls")).hidden = !isChosen;
    }
    if (isFocused) tab.focus();
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(tabs[(to + tabs.length) % tabs.length], true);
    });
  });
  return (name) => choose(byId(`tab-${name}`));
}
