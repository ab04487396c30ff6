// @ts-check
// The list behind an element: the query that its attributes make, the answers so far, and their rows.

import { announce } from "./announce.js";
import { complain, tagText } from "./complaints.js";
import { SIGN_IN } from "./defaults.js";
import { CONTENTS, drawn, takeContents } from "./contents.js";
import { dress } from "./dress.js";
import { filtered, filtersOf } from "./filter.js";
import { grouped } from "./group.js";
import { attributesOf, queryOf, sourceOf, TAGS } from "./kinds.js";
import { isElement, own, rootOf } from "./nodes.js";
import { sorted } from "./order.js";
import { attributes, freshFor, refusal, seek, toko } from "./page-toko.js";
import { followPictures } from "./pictures.js";
import { isTemplate } from "./template.js";
import { createView, MANY } from "./view.js";
import { BukaOlshopError } from "../client/error.js";
import { argument } from "../client/errors.js";
import { KEYS, PATHS, SENTENCES } from "../client/generated.js";
import { AbortController, CustomEvent, date, document, IntersectionObserver, Map, MutationObserver, Set, WeakMap } from "../client/realm.js";
import { NO_TOKEN, timeIn } from "../client/tag.js";
import { touches } from "./touches.js";

/** Pages that `gulir` loads in a row while nobody touches anything, or of which nothing is to be seen. */
const UNTOUCHED = 3;

/** Marks an element whose contents from the start are older than they should be, until they are renewed. */
const OLD = "data-olshop-lama";

/** What a request fails with for want of a network. */
const LOST = /^(network|timeout|load)$/;

/**
 * Resolves when the page has been parsed: the browser makes an element before it parses the templates inside of it.
 *
 * @returns {Promise<unknown>}
 */
export const parsed = () =>
  document.readyState === "loading"
    ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve))
    : Promise.resolve();

/** @type {Promise<void> | null} */
let found = null;

/** Resolves when a tag with a token has come into the page, as loaders bring one late. */
function tagFound() {
  if (found === null) {
    found = new Promise((resolve) => {
      const look = (/** @type {unknown} */ _, /** @type {MutationObserver} */ observer) => {
        if (!seek()) return;
        observer.disconnect();
        resolve();
      };
      new MutationObserver(look).observe(window.document, { childList: true, subtree: true, attributeFilter: ["data-token"] });
    });
  }
  return found;
}

/** How many milliseconds an element is waited for that may not be whole yet. */
const PARSING = 1000;

/**
 * Whether an element has been parsed to its end: then something stands behind it or behind what it is in, or the page has been
 * parsed.
 *
 * @param {Element} host
 */
function isWhole(host) {
  for (let node = /** @type {any} */ (host); node; node = own(node, "parentNode")) if (own(node, "nextSibling")) return true;
  return document.readyState !== "loading";
}

/**
 * Resolves when an element is whole. A page that was written by a script may never say that it has been parsed, so this waits a
 * second at most.
 *
 * @param {Element} host
 * @returns {Promise<unknown>}
 */
function whole(host) {
  if (isWhole(host)) return Promise.resolve();
  return new Promise((resolve) => {
    const watcher = new MutationObserver(() => isWhole(host) && end());
    const end = () => {
      watcher.disconnect();
      resolve(null);
    };
    watcher.observe(document.documentElement, { childList: true, subtree: true });
    parsed().then(end);
    setTimeout(end, PARSING);
  });
}

/**
 * @param {HTMLElement} host
 * @param {string} kind
 */
export function createList(host, kind) {
  /** @param {string} name @param {any} detail */
  const tell = (name, detail) => host.dispatchEvent(new CustomEvent("olshop:" + name, { bubbles: true, detail }));

  const view = createView(host, kind, tell);
  /** Counts what was asked, so that an answer that comes too late is known. */
  let turn = 0;
  let planned = false;
  /** When the rows came, in milliseconds since 1970. */
  let taken = 0;
  /** Whether the templates have been read. */
  let isRead = false;
  let busy = false;
  /**
   * The query that has been asked, as text; null if it has to be asked again.
   *
   * @type {string | null}
   */
  let asked = null;
  /**
   * The answers so far, one for each page of the list.
   *
   * @type {any[]}
   */
  let answers = [];
  /** @type {readonly any[] | null} */
  let rows = null;
  /** The keys of the rows, by which they are known again. @type {Map<any, string>} */
  let keys = new Map();
  /** The page's own functions, as given and as called. @type {Record<string, any>} */
  const given = { saring: null, urutan: null };
  /** @type {Record<string, any>} */
  const hooks = {};
  /** What readers of screens were told last. */
  let said = "";
  /** The page that was read last, and whether there is one behind it. */
  let page = 1;
  let more = false;
  /** Whether that one was asked for in vain. */
  let stuck = false;
  /** Whether what was asked for last failed for want of a network. */
  let lost = false;
  /** Whether what is shown could not be renewed. */
  let overdue = false;
  /** Pages that came in a row with nothing touched since `touched`, the end of the list always in sight. */
  let untouched = 0;
  let touched = touches;
  /** Pages that came in a row with nothing to be seen of them, and the rows that were to be seen before the last one; -1: counted. */
  let barren = 0;
  let inSight = -1;
  /** @type {AsyncGenerator<any> | null} */
  let pages = null;
  let control = new AbortController();
  /**
   * Loads the next page when the end of the list comes near (the attribute `gulir`).
   *
   * @type {IntersectionObserver | null}
   */
  let nearEnd = null;

  const query = () => queryOf(kind, host);

  /** What was loaded: the rows, or the member; null before the first answer. */
  const data = () => (rows !== null && kind === "user" ? rows[0] : rows);

  /** @param {boolean} now */
  function setBusy(now) {
    busy = now;
    host.setAttribute("aria-busy", String(now));
  }

  /** Asks once, however many attributes change at a time, and only what is not shown already. */
  function plan() {
    if (planned) return;
    planned = true;
    Promise.resolve().then(() => {
      planned = false;
      if (!host.isConnected) return;
      if (asked !== JSON.stringify(query())) start(false);
      else {
        // An element that was moved goes on where it is now.
        dress(rootOf(host));
        if (!busy && !stuck) watch();
      }
    });
  }

  /** An element that is only moved is back by the time this looks. */
  function leave() {
    Promise.resolve().then(() => {
      if (host.isConnected) return;
      turn += 1;
      stopWatching();
      if (busy) asked = null;
      busy = false;
      giveUp();
    });
  }

  /**
   * Gives up what is asked, with its repetitions, as nobody waits for it any more, and ends the walk through the pages, which the
   * engine would keep in memory. The next walk begins at the page that is missing.
   */
  function giveUp() {
    try {
      control.abort();
    } catch (error) {
      // The page's own way to abort has failed, and nothing more.
    }
    control = new AbortController();
    if (pages !== null) pages.return(null);
    pages = null;
  }

  /** @param {boolean} fresh whether only the server's own answer will do */
  function start(fresh) {
    const wanted = query();
    asked = JSON.stringify(wanted);
    // What is shown stays until the new is there.
    if (fresh && rows !== null) {
      giveUp();
      return ask(() => first(wanted, fresh), "asked");
    }
    forget();
    more = false;
    return !fresh && host.hasAttribute(CONTENTS) ? begin(wanted) : ask(() => first(wanted, fresh));
  }

  /** Of which shop and which question the rows are. @param {any} wanted */
  const identityOf = (wanted) => [attributes.token, kind, JSON.stringify(wanted)].join("\n");

  /** Begins with the contents that the page had from the start, as with an answer that was kept when they were taken. @param {any} wanted */
  async function begin(wanted) {
    const mine = ++turn;
    setBusy(true);
    await Promise.all([whole(host), drawn()]);
    // A script tag further down in the page may have the token.
    if (!seek()) await parsed();
    if (mine !== turn) return;
    seek();
    const contents = takeContents(host, identityOf(wanted));
    setBusy(false);
    if (contents === null || contents.rows.length === 0) return ask(() => first(wanted, false));
    isRead = true;
    view.read(query().tipe, true);
    const { rows: data, more: has_next, at } = contents;
    try {
      take(attributesOf(kind).includes("total-data") ? { data, has_next } : data, "");
    } catch (error) {
      forget();
      return ask(() => first(wanted, false));
    }
    taken = at;
    tell("muat", { data: rows });
    const age = date() - at;
    const limit = timeIn(host.getAttribute("data-batas-awal") || "30 hari") || 0;
    host.toggleAttribute(OLD, !(age >= 0 && age <= limit));
    if (!(age >= 0 && age < freshFor())) return ask(() => first(wanted, false), "quiet");
  }

  /** What the first page of the list shows, to be written into the page; null where there is nothing to show, or it is a member's. */
  function contents() {
    const [answer] = answers;
    if (rows === null || rows.length === 0 || !String(Object(PATHS)[kind]).startsWith("/app/")) return null;
    const of = rowsOf(answer);
    return { identity: identityOf(query()), rows: of, more: answers.length > 1 || more, at: taken, nodes: view.nodesOf(of) };
  }

  /** Asks for the next page, where there is one. */
  function proceed() {
    if (more && !busy) ask(next);
  }

  /** @param {any} wanted @param {boolean} fresh */
  async function first(wanted, fresh) {
    const { signal } = control;
    // A script tag further down in the page may have the token.
    if (!seek()) await parsed();
    if (!seek()) {
      tagFound().then(plan);
      throw refusal || argument(NO_TOKEN);
    }
    const { list } = sourceOf(kind, toko);
    const options = fresh ? { fresh, signal } : { signal };
    return attributesOf(kind).length > 0 ? list(wanted, options) : list(options);
  }

  async function next() {
    if (pages === null) {
      const wanted = Object.assign(query(), { page: page + 1 });
      pages = sourceOf(kind, toko).pages(wanted, { signal: control.signal })[Symbol.asyncIterator]();
    }
    try {
      const step = await /** @type {AsyncGenerator<any>} */ (pages).next();
      page += 1;
      return step.done ? { data: [], has_next: false } : step.value;
    } catch (error) {
      // A walk ends with an error, so the next walk begins at the page that is missing.
      pages = null;
      throw error;
    }
  }

  /**
   * @param {() => Promise<any>} question
   * @param {"" | "quiet" | "asked"} [renews] what is shown, which stays meanwhile, and if that fails: quietly, or as somebody asked for
   */
  async function ask(question, renews = "") {
    const mine = ++turn;
    stuck = lost = false;
    stopWatching();
    setBusy(true);
    /** @type {any} */
    let answer;
    /** @type {any} */
    let failure = null;
    try {
      // The request is sent first, so that it is under way while the rest of the page is parsed.
      const asking = question();
      asking.catch(() => {});
      await whole(host);
      if (mine === turn && rows === null) {
        isRead = true;
        view.read(query().tipe);
        view.state("memuat", {});
      }
      answer = await asking;
      host.removeAttribute(OLD);
    } catch (error) {
      failure = error;
    }
    if (mine !== turn) return;
    setBusy(false);
    try {
      overdue = renews !== "" && failure !== null;
      if (renews === "quiet" && (overdue || same(answer))) return end();
      if (failure !== null) throw failure;
      take(answer, renews);
    } catch (error) {
      // Of rows that cannot be drawn none is kept, nor are a member's who is gone.
      if (failure === null || failure.kind === "not_logged_in") rows = null;
      fail(error, renews !== "");
      tell("gagal", { error });
      return;
    }
    tell("muat", { data: data() });
  }

  // A template may come after all: below a script that takes its time, or as a script puts it into the element later.
  new MutationObserver((changes) => {
    const comes = changes.some(({ addedNodes }) => [...addedNodes].some((node) => isElement(node) && isTemplate(node)));
    // What says that the element failed stays.
    if (!comes || !isRead || (rows === null && !busy)) return;
    view.read(query().tipe);
    if (rows === null) view.state("memuat", {});
    else draw();
  }).observe(host, { childList: true });

  /**
   * The rows of all answers. A row that an earlier page has had is left out: an order that is placed meanwhile moves rows to the
   * next page, and some servers give the same page for ever.
   */
  function gather() {
    const seen = new Set();
    const field = KEYS[kind] || "";
    keys = new Map();
    answers.forEach((answer, at) =>
      rowsOf(answer).forEach((/** @type {any} */ row) => {
        const key = row[field] || JSON.stringify(row);
        if (!seen.has(key)) keys.set(row, key);
        else if (at === 0) keys.set(row, key + "\n" + seen.size);
        seen.add(keys.get(row));
      }),
    );
    return Object.freeze([...keys.keys()].map(freeze));
  }

  /** Whether there is nothing new in the first page. @param {any} answer */
  function same(answer) {
    const isSame = JSON.stringify(rowsOf(answer)) === JSON.stringify(rowsOf(answers[0]));
    if (isSame) answers[0] = answer;
    return isSame;
  }

  /** Lets go of all pages so far. */
  function forget() {
    giveUp();
    rows = null;
    answers = [];
    page = 1;
    untouched = barren = 0;
  }

  /** @param {any} answer @param {string} renews */
  function take(answer, renews) {
    // The other pages begin at other rows now.
    if (renews) forget();
    if (renews === "asked") view.sweep();
    answers.push(answer);
    taken = date();
    inSight = rows === null ? 0 : view.visible();
    const known = rows === null ? 0 : rows.length;
    rows = gather();
    // A page whose rows were all refused may have good ones behind it.
    more = answer.has_next === true && (rows.length > known || rowsOf(answer).length === 0);
    // Once the button has taken over, only an end that is out of sight gives way to `gulir` again.
    if (untouched < UNTOUCHED) {
      if (touched !== touches) untouched = 0;
      untouched += 1;
    }
    touched = touches;
    const [refused] = answer.rejected || [];
    if (refused) {
      const where = refused.path + ": " + refused.reason;
      complain("ada baris " + kind + " yang tidak terbaca, " + where);
      if (rows.length === 0) {
        throw new BukaOlshopError("Data dari server tidak terbaca (" + where + ").", { kind: "invalid_response", path: refused.path });
      }
    }
    draw(true);
  }

  /**
   * Replaces a stale answer by a newer one, and shows the rows that differ.
   *
   * @param {any} before
   * @param {any} after
   */
  function change(before, after) {
    const at = answers.indexOf(before);
    if (at < 0) return;
    answers[at] = after;
    rows = gather();
    if (at === answers.length - 1) more = after.has_next === true;
    stuck = false;
    draw(true);
    tell("muat", { data: data() });
  }

  /**
   * Asks again for what failed for want of a network; if somebody is back, also for what is shown, which stays meanwhile: a
   * member's data may have changed, and the shop's come from the cache as long as they are fresh.
   *
   * @param {boolean} isBack
   */
  function mend(isBack) {
    if (busy) return;
    if (lost && !stuck) start(false);
    else if (lost) proceed();
    else if (isBack && rows === null) start(false);
    else if (rows !== null && (isBack || overdue || answers.some(({ source }) => source === "stale"))) ask(() => first(query(), false), "quiet");
  }

  /** Rows in the order that the page asks for. @param {any[]} some */
  function arranged(some) {
    const { urutan } = hooks;
    return urutan ? some.sort((one, other) => urutan(one, other) || 0) : sorted(some, host.getAttribute("urut") || "");
  }

  /** Rows with their keys, and the headings of their groups. @param {any[]} some @returns {import("./view.js").Item[]} */
  function itemsOf(some) {
    const field = host.getAttribute("kelompok");
    const groups = field ? grouped(some, field) : null;
    const items = (/** @type {any[]} */ rows) => rows.map((data) => ({ key: /** @type {string} */ (keys.get(data)), data }));
    if (groups === null) return items(some);
    return [].concat(...groups.map((data) => /** @type {any} */ ([{ key: "\n" + data.key, data, isHeading: true }, ...items(data.baris)])));
  }

  /** Shows the rows anew after somebody has changed what filters them. */
  function filter() {
    untouched = barren = 0;
    redraw();
  }

  /** Shows the rows anew. Looking through many of them takes a frame of its own, which several changes share. */
  function redraw() {
    if (Object(rows).length > MANY) view.postpone(draw);
    else draw();
  }

  /**
   * Takes a function of the page's own. One that fails filters and orders nothing.
   *
   * @param {"saring" | "urutan"} name
   * @param {any} hook
   */
  function setHook(name, hook) {
    given[name] = typeof hook === "function" ? hook : null;
    if (hook && !given[name]) complain("elemen." + name + " harus fungsi; untuk teks ada atributnya.");
    hooks[name] = given[name] && ((/** @type {any[]} */ ...rows) => {
      try {
        return hook(...rows);
      } catch (error) {
        complain("elemen." + name + " gagal: " + error);
        return name === "saring";
      }
    });
    filter();
  }

  /** Shows the rows that are there. @param {boolean} [isNew] whether they have just come */
  function draw(isNew = false) {
    if (rows === null) return;
    const finish = () => {
      if (!busy) end();
    };
    const conditions = filtersOf(host);
    const shown = arranged(filtered(rows, conditions, hooks.saring || (() => true)));
    const text = conditions.length > 0 || hooks.saring ? shown.length + " dari " + rows.length + " ditampilkan." : said && rows.length + " ditampilkan.";
    if (text !== said) announce(text);
    said = text;
    if (rows.length === 0) {
      view.state("kosong", {});
    } else if (shown.length === 0) {
      view.state("tersaring", {});
      finish();
    } else {
      view.show(itemsOf(shown), new Set(keys.values()), isNew, finish);
    }
  }

  /** What stands behind the rows, and waits for somebody to come near. */
  function end() {
    view.state(more && host.hasAttribute("muat-lagi") ? "lagi" : "", {}, true);
    if (more && inSight >= 0 && host.hasAttribute("gulir")) {
      barren = view.visible() > inSight ? 0 : barren + 1;
      inSight = -1;
    }
    watch();
  }

  /** Waits for somebody to come near the end of the list. */
  function watch() {
    stopWatching();
    const loads = more && host.hasAttribute("gulir");
    const waits = (loads || view.isPart()) && typeof IntersectionObserver === "function";
    const mark = view.mark(waits);
    if (!waits) return;
    nearEnd = new IntersectionObserver(
      (entries) => {
        const isNear = entries.some((entry) => entry.isIntersecting);
        if (isNear && view.reveal()) watch();
        else if (!loads) return;
        else if (!isNear) untouched = 0;
        else if (untouched < UNTOUCHED && barren < UNTOUCHED && (page <= UNTOUCHED || isLast())) proceed();
        else {
          // A box that grows with its content always shows the end, and so does a list of which nothing is to be seen. A list that
          // stands before another one would never let anybody come to that.
          view.state("lagi", {}, true);
          const numbers = page + " halaman: " + Object(rows).length + " baris, " + view.visible() + " tampil, " + scrolled().length + " daftar dengan gulir";
          complain(tagText(host) + ": gulir berhenti sesudah " + numbers + ". Pakai muat-lagi.", tagText(host) + "gulir");
        }
      },
      { rootMargin: "600px" },
    );
    nearEnd.observe(mark);
  }

  /** The elements that load by scrolling and can be seen. */
  const scrolled = () => [...document.querySelectorAll(TAGS.map((tag) => tag + "[gulir]").join())].filter((node) => node.getClientRects().length > 0);

  /** Whether no such element stands behind this one. */
  const isLast = () => !scrolled().includes(host) || scrolled().pop() === host;

  function stopWatching() {
    if (nearEnd !== null) nearEnd.disconnect();
    nearEnd = null;
  }

  /** @param {any} error @param {boolean} renews whether what is shown should have been renewed */
  function fail(error, renews) {
    const { message, kind = null, code = null, retryable } = Object(error);
    const isNobody = kind === "not_logged_in";
    // What passes by itself is told to shoppers, and so is a phone without WebAssembly; the rest only the page's author can mend.
    const isForAll = !!retryable !== (kind === "load");
    const sentence = isForAll ? message : isNobody ? SIGN_IN : "Bagian ini sedang tidak bisa ditampilkan.";
    if (!isForAll && !isNobody) complain(tagText(host) + ": " + (message || error));
    // The rows that are shown stay, and the button asks for the page that is missing.
    const isBehind = rows !== null;
    stuck = isBehind && !renews;
    lost = LOST.test(kind) && (stuck || !isBehind);
    const saran = String(message).includes(SENTENCES.old_app) ? SENTENCES.old_app : "";
    view.state(isNobody ? "belum-masuk" : "gagal", { message: sentence, kind, code, saran }, isBehind);
    if (!isBehind) asked = null;
  }

  followPictures(host);
  host.addEventListener("click", (event) => {
    const button = own(/** @type {Element} */ (event.target), "closest", "[data-muat-ulang],[data-muat-lagi]");
    // An event of another element inside of this one is not for this list.
    if (!button || button.closest(TAGS.join()) !== host) return;
    event.preventDefault();
    if (stuck || button.hasAttribute("data-muat-lagi")) proceed();
    else start(true);
  });

  return { data, plan, leave, start, redraw, filter, given, setHook, change, mend, contents };
}

/**
 * Keeps a row and all that is in it from being changed: the element shows it again and again.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
function freeze(value) {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.keys(value).forEach((name) => freeze(/** @type {any} */ (value)[name]));
  return Object.freeze(value);
}

/** The lists of the elements, each by its element. @type {WeakMap<Element, ReturnType<typeof createList>>} */
export const lists = new WeakMap();

/** @param {any} answer a page, or a list in one piece */
function rowsOf(answer) {
  return Array.isArray(answer) ? answer : answer.data;
}
