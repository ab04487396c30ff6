// @ts-check
// The custom elements' classes: what a browser demands to be JavaScript. They hear of attributes,
// ask the client, and hand what it answers to the module, which fills the templates.

import { Tampilan } from "./bukaolshop.js";
import { followControls, readControls } from "./element-controls.js";
import { KINDS } from "./element-kinds.js";
import { sorted } from "./element-order.js";
import { argument } from "./errors.js";
import { load } from "./load.js";
import { BukaOlshop, refusal } from "./toko.js";

const NAMES = Object.keys(KINDS).join();

/** Attributes that change how rows are shown, not which. */
const LOOKS = ["urut", "muat-lagi", "gulir"];

/**
 * When the page has been read: an element is there before the templates inside of it are.
 *
 * @type {Promise<unknown>}
 */
const read =
  document.readyState === "loading"
    ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve))
    : Promise.resolve();

class Olshop extends HTMLElement {
  constructor() {
    super();
    this._kind = KINDS[this.localName];
    /** Counts what was asked, so that an answer that comes too late is known. */
    this._turn = 0;
    this._planned = false;
    this._busy = false;
    /**
     * The question that is answered or under way, as text; null where it has to be asked again.
     *
     * @type {string | null}
     */
    this._asked = null;
    /**
     * The answers that make up the rows.
     *
     * @type {any[]}
     */
    this._answers = [];
    /** @type {any[] | null} */
    this._rows = null;
    /** The page that was read last, and whether there is one behind it. */
    this._page = 1;
    this._more = false;
    /** Whether that one was asked for in vain. */
    this._stuck = false;
    /** @type {AsyncIterator<any> | null} */
    this._pages = null;
    /** @type {Tampilan | null} */
    this._view = null;
    this._viewed = -1;
    /**
     * What is said without the module's help.
     *
     * @type {Element | null}
     */
    this._said = null;
    /**
     * Loads more when the end of the list comes near.
     *
     * @type {IntersectionObserver | null}
     */
    this._nearEnd = null;
    this.addEventListener("click", (event) => this.press(event));
  }

  /** What was loaded: the rows, or the member; null before the first answer. */
  get data() {
    return this._rows !== null && this._kind.jenis({}) === 4 ? this._rows[0] : this._rows;
  }

  connectedCallback() {
    this.plan();
    // Back with its rows, it wants to hear of newer ones.
    if (this._rows !== null && this._view === null) this.prepare().catch(() => {});
  }

  disconnectedCallback() {
    // An element that is only moved is back by then.
    Promise.resolve().then(() => {
      if (this.isConnected) return;
      this._turn += 1;
      this.stopWatching();
      if (this._busy) this._asked = null;
      this._busy = false;
      // Not every engine tells the module when an object is no longer needed.
      if (this._view !== null) this._view.free();
      this._view = null;
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (LOOKS.includes(name)) this.draw();
    else this.plan();
  }

  /** Asks once, however many attributes change at a time, and only what is not shown already. */
  plan() {
    if (this._planned) return;
    this._planned = true;
    Promise.resolve().then(() => {
      this._planned = false;
      if (this.isConnected && this._asked !== JSON.stringify(this.query())) this.start(false);
    });
  }

  /** @param {Event} event */
  press(event) {
    const target = event.target;
    const button = target instanceof Element && target.closest("[data-muat-ulang],[data-muat-lagi]");
    // Those of an element inside of this one are not ours.
    if (!button || button.closest(NAMES) !== this) return;
    event.preventDefault();
    if (this._stuck || button.hasAttribute("data-muat-lagi")) this.lagi();
    else this.muatUlang();
  }

  /** Asks the server anew, from the first page. */
  muatUlang() {
    return this.start(true);
  }

  /** @param {boolean} fresh whether only the server's own answer will do */
  start(fresh) {
    const query = this.query();
    this._asked = JSON.stringify(query);
    this._rows = null;
    this._answers = [];
    this._more = false;
    this._pages = null;
    this._page = 1;
    return this.ask(() => this.first(query, fresh));
  }

  /** Asks for the next page, where there is one. */
  lagi() {
    return this._more && !this._busy ? this.ask(() => this.next()) : Promise.resolve();
  }

  /** @param {any} query @param {boolean} fresh */
  async first(query, fresh) {
    // A tag further down may bring the token.
    if (BukaOlshop.toko === null) await read;
    const toko = BukaOlshop.toko;
    if (toko === null) {
      throw refusal || argument("tambahkan atribut data-token pada tag script, berisi token Open API olshop");
    }
    return this._kind.source(toko).list(query, { fresh });
  }

  async next() {
    const toko = /** @type {BukaOlshop} */ (BukaOlshop.toko);
    if (this._pages === null) {
      const query = Object.assign(this.query(), { page: this._page + 1 });
      this._pages = this._kind.source(toko).pages(query)[Symbol.asyncIterator]();
    }
    const pages = /** @type {AsyncIterator<any>} */ (this._pages);
    try {
      const step = await pages.next();
      this._page += 1;
      return step.done ? { data: [], has_next: false } : step.value;
    } catch (error) {
      // A walk ends with an error; the next one begins at the page that is missing.
      this._pages = null;
      throw error;
    }
  }

  query() {
    return this._kind.query((name) => {
      const value = this.getAttribute(name);
      // Where nobody is logged in, the app leaves an attribute empty.
      return value === null || value.trim() === "" ? undefined : value.trim();
    });
  }

  /** @param {() => Promise<any>} question */
  async ask(question) {
    const turn = ++this._turn;
    this._busy = true;
    this._stuck = false;
    this.stopWatching();
    this.setAttribute("aria-busy", "true");
    /** @type {any} */
    let answer;
    /** @type {any} */
    let failure = null;
    try {
      // Asked first: the request and the start of the module run side by side.
      const asking = question();
      asking.catch(() => {});
      await this.prepare();
      if (turn === this._turn && this._rows === null) this.view().state(this, "memuat", {});
      answer = await asking;
    } catch (error) {
      failure = error;
      // Also where the module was not needed for the error, it is for showing it.
      await this.prepare().catch((reason) => (failure = reason));
    }
    if (turn !== this._turn) return;
    this._busy = false;
    this.setAttribute("aria-busy", "false");
    if (failure === null) {
      this._answers.push(answer);
      this.take(rowsOf(answer), answer.has_next === true);
      this.fire("olshop:muat", { data: this.data });
    } else {
      this.fail(failure);
      this.fire("olshop:gagal", { error: failure });
    }
  }

  /** The module's side of this element, made anew when the kind of its rows changes. */
  async prepare() {
    await Promise.all([load(), read]);
    if (this._said) this._said.remove();
    this._said = null;
    const jenis = this._kind.jenis(this.query());
    if (this._view !== null && this._viewed === jenis) return;
    if (this._view !== null) {
      this._view.clear(this);
      this._view.free();
    }
    this._view = new Tampilan(this, jenis);
    this._viewed = jenis;
  }

  /** Once prepared. */
  view() {
    return /** @type {Tampilan} */ (this._view);
  }

  /**
   * @param {any[]} rows
   * @param {boolean} more
   */
  take(rows, more) {
    const isFirst = this._rows === null;
    this._rows = (this._rows || []).concat(rows);
    this._more = more;
    if (isFirst || this.getAttribute("urut")) {
      this.draw();
    } else {
      this.view().add(this, rows);
      this.end();
    }
  }

  /**
   * Takes a newer answer in the place of one that was stale, and shows what is different.
   *
   * @param {any} before
   * @param {any} after
   */
  change(before, after) {
    const at = this._answers.indexOf(before);
    if (at < 0 || this._view === null) return;
    this._answers[at] = after;
    this._rows = [].concat(...this._answers.map(rowsOf));
    if (at === this._answers.length - 1) this._more = after.has_next === true;
    this._stuck = false;
    if (this._rows.length === 0) {
      this.draw();
    } else {
      this._view.refresh(this, sorted(this._rows, this.getAttribute("urut") || ""));
      if (!this._busy) this.end();
    }
    this.fire("olshop:muat", { data: this.data });
  }

  /** Shows the rows that are there. */
  draw() {
    if (this._rows === null || this._view === null) return;
    if (this._rows.length === 0) {
      this._view.state(this, "kosong", {});
    } else {
      this._view.rows(this, sorted(this._rows, this.getAttribute("urut") || ""));
      this.end();
    }
  }

  /** What stands behind the rows, and waits for somebody to come near. */
  end() {
    this.stopWatching();
    if (!this._more) return;
    if (this.hasAttribute("muat-lagi")) this.view().tail(this, "lagi", {});
    const last = this.lastElementChild;
    if (last === null || !this.hasAttribute("gulir") || typeof IntersectionObserver !== "function") return;
    this._nearEnd = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.lagi();
      },
      { rootMargin: "600px" },
    );
    this._nearEnd.observe(last);
  }

  stopWatching() {
    if (this._nearEnd !== null) this._nearEnd.disconnect();
    this._nearEnd = null;
  }

  /** @param {any} error */
  fail(error) {
    const isObject = typeof error === "object" && error !== null;
    const scope = {
      message: (isObject && error.message) || "Terjadi kesalahan.",
      kind: (isObject && error.kind) || null,
      code: isObject && error.code !== undefined ? error.code : null,
    };
    const state = scope.kind === "not_logged_in" ? "belum-masuk" : "gagal";
    if (this._view === null) this.say(scope.message);
    // What is there stays, and the button asks for the missing page.
    else if (this._rows !== null) this._view.tail(this, state, scope);
    else this._view.state(this, state, scope);
    this._stuck = this._rows !== null;
    if (!this._stuck) this._asked = null;
  }

  /** @param {string} message without the module there is nobody to fill a template */
  say(message) {
    this._said = this._said || this.appendChild(document.createElement("p"));
    this._said.setAttribute("role", "alert");
    this._said.textContent = message;
  }

  /** @param {string} name @param {any} detail */
  fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/** @param {any} answer a page, or a list in one piece */
function rowsOf(answer) {
  return Array.isArray(answer) ? answer : answer.data;
}

/** @param {(host: Olshop) => void} work */
function eachElement(work) {
  document.querySelectorAll(NAMES).forEach((host) => {
    if (host instanceof Olshop) work(host);
  });
}

/** Lets elements ask that could not ask before: a later tag may have brought the token. */
export function wake() {
  eachElement((host) => host.plan());
}

/** Makes the elements known to the page, unless another copy of the script has done so. */
export function define() {
  const names = Object.keys(KINDS).filter((name) => !customElements.get(name));
  for (const name of names) {
    // Each needs a class of its own.
    const shell = class extends Olshop {
      static get observedAttributes() {
        return KINDS[name].attributes.concat(LOOKS);
      }
    };
    customElements.define(name, shell);
  }
  if (names.length === 0) return;
  followControls();
  window.addEventListener("olshop:ubah", (/** @type {any} */ event) => {
    const { before, after } = event.detail;
    eachElement((host) => host.change(before, after));
  });
  read.then(readControls);
}
