// @ts-check
// The list behind an element: the query that its attributes make, the answers so far, and their rows.

import { complain } from "./complaints.js";
import { dress } from "./dress.js";
import { attributesOf, queryOf, sourceOf, TAGS } from "./kinds.js";
import { sorted } from "./order.js";
import { createView } from "./view.js";
import { argument, BukaOlshopError } from "../client/errors.js";
import { KEYS, SENTENCES } from "../client/generated.js";
import { AbortController, CustomEvent, document, IntersectionObserver, MutationObserver, own, rootOf, Set } from "../client/realm.js";
import { BukaOlshop, NO_TOKEN, refusal, seek } from "../client/toko.js";
import { touches } from "./touches.js";

/** Pages that `gulir` loads in a row while nobody touches anything. */
const UNTOUCHED = 3;

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
  const view = createView(host, kind);
  /** Counts what was asked, so that an answer that comes too late is known. */
  let turn = 0;
  let planned = false;
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
  /** @type {any[] | null} */
  let rows = null;
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

  /** @param {string} name @param {any} detail */
  const tell = (name, detail) => host.dispatchEvent(new CustomEvent("olshop:" + name, { bubbles: true, detail }));

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
    forget();
    more = false;
    return ask(() => first(wanted, fresh));
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
    const toko = BukaOlshop.toko;
    const { list } = sourceOf(kind, toko);
    const options = fresh ? { fresh, signal } : { signal };
    return attributesOf(kind).length > 0 ? list(wanted, options) : list(options);
  }

  async function next() {
    if (pages === null) {
      const wanted = Object.assign(query(), { page: page + 1 });
      pages = sourceOf(kind, BukaOlshop.toko).pages(wanted, { signal: control.signal })[Symbol.asyncIterator]();
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

  /** @param {() => Promise<any>} question @param {boolean} [renews] what is shown, which stays meanwhile, and if that fails */
  async function ask(question, renews = false) {
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
        view.read(query().tipe);
        view.state("memuat", {});
        // A template may come after all.
        const templates = countTemplates();
        parsed().then(() => {
          // What says that the element failed stays.
          if (mine !== turn || templates === countTemplates() || (rows === null && !busy)) return;
          view.read(query().tipe);
          if (rows === null) view.state("memuat", {});
          else draw();
        });
      }
      answer = await asking;
    } catch (error) {
      failure = error;
    }
    if (mine !== turn) return;
    setBusy(false);
    try {
      overdue = renews && failure !== null;
      if (overdue || (renews && same(answer))) return end();
      if (failure !== null) throw failure;
      take(answer, renews);
    } catch (error) {
      // Of rows that cannot be drawn none is kept.
      if (failure === null) rows = null;
      fail(error);
      tell("gagal", { error });
      return;
    }
    tell("muat", { data: data() });
  }

  const countTemplates = () => host.querySelectorAll("template").length;

  /**
   * The rows of all answers. A row that an earlier page has had is left out: an order that is placed meanwhile moves rows to the
   * next page, and some servers give the same page for ever.
   */
  function gather() {
    const seen = new Set();
    const key = KEYS[kind] || "";
    /** @type {any[]} */
    const all = [];
    answers.forEach((answer, at) =>
      rowsOf(answer).forEach((/** @type {any} */ row) => {
        const known = seen.size;
        seen.add(row[key] || JSON.stringify(row));
        if (at === 0 || seen.size > known) all.push(row);
      }),
    );
    return all;
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
    untouched = 0;
  }

  /** @param {any} answer @param {boolean} renews */
  function take(answer, renews) {
    // The other pages begin at other rows now.
    if (renews) forget();
    answers.push(answer);
    const isFirst = rows === null;
    const known = rows === null ? 0 : rows.length;
    rows = gather();
    const added = rows.slice(known);
    // A page whose rows were all refused may have good ones behind it.
    more = answer.has_next === true && (added.length > 0 || rowsOf(answer).length === 0);
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
    if (isFirst || host.getAttribute("urut")) {
      draw(renews ? view.refresh : view.rows);
    } else {
      view.add(added);
      end();
    }
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
    draw(view.refresh);
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
    else if (rows !== null && (isBack || overdue || answers.some(({ source }) => source === "stale"))) ask(() => first(query(), false), true);
  }

  /** Shows the rows that are there. */
  function draw(show = view.rows) {
    if (rows === null) return;
    if (rows.length === 0) {
      view.state("kosong", {});
    } else {
      show(sorted(rows, host.getAttribute("urut") || ""));
      if (!busy) end();
    }
  }

  /** What stands behind the rows, and waits for somebody to come near. */
  function end() {
    if (more && host.hasAttribute("muat-lagi")) view.state("lagi", {}, true);
    watch();
  }

  /** Waits for somebody to come near the end of the list. */
  function watch() {
    stopWatching();
    const last = host.lastElementChild;
    if (!more || last === null || !host.hasAttribute("gulir") || typeof IntersectionObserver !== "function") return;
    nearEnd = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) untouched = 0;
        else if (untouched < UNTOUCHED) proceed();
        // A box that grows with its content always shows the end.
        else view.state("lagi", {}, true);
      },
      { rootMargin: "600px" },
    );
    nearEnd.observe(last);
  }

  function stopWatching() {
    if (nearEnd !== null) nearEnd.disconnect();
    nearEnd = null;
  }

  /** @param {any} error */
  function fail(error) {
    const { message, kind = null, code = null } = Object(error);
    const state = kind === "not_logged_in" ? "belum-masuk" : "gagal";
    // The rows that are shown stay, and the button asks for the page that is missing.
    stuck = rows !== null;
    lost = LOST.test(kind);
    const saran = String(message).includes(SENTENCES.old_app) ? SENTENCES.old_app : "";
    view.state(state, { message: message || "Terjadi kesalahan.", kind, code, saran }, stuck);
    if (!stuck) asked = null;
  }

  host.addEventListener("click", (event) => {
    const button = own(/** @type {Element} */ (event.target), "closest", "[data-muat-ulang],[data-muat-lagi]");
    // An event of another element inside of this one is not for this list.
    if (!button || button.closest(TAGS.join()) !== host) return;
    event.preventDefault();
    if (stuck || button.hasAttribute("data-muat-lagi")) proceed();
    else start(true);
  });

  return { data, plan, leave, start, draw, change, mend };
}

/** @param {any} answer a page, or a list in one piece */
function rowsOf(answer) {
  return Array.isArray(answer) ? answer : answer.data;
}
