// @ts-check
// The custom elements' classes. They hear of attributes, ask the client, and show what it answers.

import { followControls, readControls } from "./element-controls.js";
import { KINDS, queryOf } from "./element-kinds.js";
import { sorted } from "./element-order.js";
import { createView } from "./element-view.js";
import { argument } from "./errors.js";
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
    this._view = createView(this, this._kind);
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
    return this._rows !== null && this.localName === "olshop-user" ? this._rows[0] : this._rows;
  }

  connectedCallback() {
    this.plan();
  }

  disconnectedCallback() {
    // An element that is only moved is back by then.
    Promise.resolve().then(() => {
      if (this.isConnected) return;
      this._turn += 1;
      this.stopWatching();
      if (this._busy) this._asked = null;
      this._busy = false;
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
    const source = this._kind.source(toko);
    return this._kind.attributes.length > 0 ? source.list(query, { fresh }) : source.list({ fresh });
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
    return queryOf(this._kind, (name) => this.getAttribute(name));
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
      // Asked first: the request is under way while the page is read.
      const asking = question();
      asking.catch(() => {});
      await read;
      if (turn === this._turn && this._rows === null) {
        this._view.read(this._kind.row(this.query()));
        this._view.state("memuat", {});
      }
      answer = await asking;
    } catch (error) {
      failure = error;
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
      this._view.add(rows);
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
    if (at < 0) return;
    this._answers[at] = after;
    this._rows = [].concat(...this._answers.map(rowsOf));
    if (at === this._answers.length - 1) this._more = after.has_next === true;
    this._stuck = false;
    this.draw();
    this.fire("olshop:muat", { data: this.data });
  }

  /** Shows the rows that are there. */
  draw() {
    if (this._rows === null) return;
    if (this._rows.length === 0) {
      this._view.state("kosong", {});
    } else {
      this._view.rows(sorted(this._rows, this.getAttribute("urut") || ""));
      if (!this._busy) this.end();
    }
  }

  /** What stands behind the rows, and waits for somebody to come near. */
  end() {
    this.stopWatching();
    if (!this._more) return;
    if (this.hasAttribute("muat-lagi")) this._view.tail("lagi", {});
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
    // What is there stays, and the button asks for the missing page.
    if (this._rows !== null) this._view.tail(state, scope);
    else this._view.state(state, scope);
    this._stuck = this._rows !== null;
    if (!this._stuck) this._asked = null;
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
