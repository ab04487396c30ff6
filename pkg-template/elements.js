// @ts-check
// The custom elements' classes: what a browser demands to be JavaScript. They hear of attributes,
// ask the client, and hand what it answers to the module, which fills the templates.

import { Tampilan } from "./bukaolshop.js";
import { argument } from "./errors.js";
import { load } from "./load.js";
import { BukaOlshop } from "./toko.js";

/** Rows on a page: two on a row of a phone, ten rows. */
const ROWS = "20";
/** Milliseconds without a key before a search is sent. */
const PAUSE = 300;

/**
 * @typedef {object} Kind
 * @property {string[]} attributes those that change what is asked
 * @property {boolean} [member] whether it is about the member who is logged in
 * @property {(query: any) => number} jenis the number that the module has for it
 * @property {(attribute: (name: string) => string | undefined) => any} query
 * @property {(toko: BukaOlshop, query: any) => any} source the list of the client
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  "olshop-produk": {
    attributes: ["id-kategori", "cari", "total-data"],
    jenis: () => 0,
    query: (attribute) => ({
      id_kategori: attribute("id-kategori"),
      cari_nama_produk: attribute("cari"),
      total_data: Number(attribute("total-data") || ROWS),
    }),
    source: (toko) => toko.produk,
  },
  "olshop-kategori": {
    attributes: ["struktur"],
    jenis: () => 1,
    query: (attribute) => ({ struktur: attribute("struktur") || undefined }),
    source: (toko, query) => ({ list: () => toko.kategori.list(query) }),
  },
  "olshop-slide": {
    attributes: [],
    jenis: () => 2,
    query: () => ({}),
    source: (toko) => ({ list: () => toko.slide.list() }),
  },
  "olshop-kostumpage": {
    attributes: [],
    jenis: () => 3,
    query: () => ({}),
    source: (toko) => ({ list: () => toko.kostumpage.list() }),
  },
  "olshop-user": {
    attributes: [],
    member: true,
    jenis: () => 4,
    query: () => ({}),
    source: (toko) => ({ list: () => toko.user.info() }),
  },
  "olshop-catatan": {
    attributes: ["tipe", "total-data"],
    member: true,
    jenis: (query) => (query.tipe === "poin" ? 6 : 5),
    query: (attribute) => ({
      tipe: attribute("tipe") || undefined,
      total_data: Number(attribute("total-data") || ROWS),
    }),
    source: (toko) => toko.user.catatan,
  },
  "olshop-transaksi": {
    attributes: ["total-data"],
    member: true,
    jenis: () => 7,
    query: (attribute) => ({ total_data: Number(attribute("total-data") || ROWS) }),
    source: (toko) => toko.user.transaksi,
  },
};

/**
 * Questions under way: elements that ask the same thing share the answer.
 *
 * @type {Map<string, Promise<any>>}
 */
const underWay = new Map();

/**
 * @param {string} key
 * @param {() => Promise<any>} ask
 */
function shared(key, ask) {
  const running = underWay.get(key);
  if (running) return running;
  const answer = ask();
  const forget = () => underWay.delete(key);
  underWay.set(key, answer);
  answer.then(forget, forget);
  return answer;
}

/**
 * When the page has been read: an element is there before the templates inside of it are.
 *
 * @type {Promise<unknown>}
 */
const read =
  document.readyState === "loading"
    ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve))
    : Promise.resolve();

/** @param {any} answer a page, a list, or the member */
function rowsOf(answer) {
  if (Array.isArray(answer)) return answer;
  return Array.isArray(answer.data) ? answer.data : [answer];
}

/**
 * In the order of a field, falling with a "-" before its name.
 *
 * @param {any[]} rows
 * @param {string} order
 */
function sorted(rows, order) {
  const falls = order.startsWith("-");
  const field = falls ? order.slice(1) : order;
  if (field === "") return rows;
  const compare = (/** @type {any} */ one, /** @type {any} */ other) =>
    typeof one === "number" && typeof other === "number"
      ? one - other
      : String(one).localeCompare(String(other), "id");
  return rows
    .slice()
    .sort((one, other) => compare(one[field], other[field]) * (falls ? -1 : 1));
}

/** Begins beside whatever else happens, and loads when the end of the list comes near. */
const nearEnd =
  typeof IntersectionObserver === "function"
    ? new IntersectionObserver(
        (entries) => {
          for (const entry of entries) {
            const host = /** @type {Element} */ (entry.target).closest(Object.keys(KINDS).join());
            if (entry.isIntersecting && host instanceof Olshop) host.lagi();
          }
        },
        { rootMargin: "600px" },
      )
    : null;

class Olshop extends HTMLElement {
  constructor() {
    super();
    this._kind = KINDS[this.localName];
    /** Counts what was asked, so that an answer that comes too late is known. */
    this._turn = 0;
    this._planned = false;
    /** @type {Tampilan | null} */
    this._view = null;
    this._viewed = -1;
    /** @type {any[]} */
    this._rows = [];
    /** @type {any} */
    this._answer = null;
    /** @type {AsyncIterator<any> | null} */
    this._pages = null;
    this._more = false;
    this._busy = false;
    this.addEventListener("click", (event) => {
      const target = event.target;
      if (!(target instanceof Element)) return;
      if (target.closest("[data-muat-ulang]")) this.muatUlang();
      if (target.closest("[data-muat-lagi]")) this.lagi();
    });
  }

  /** What is shown: the rows, or the member; null before the first answer. */
  get data() {
    if (this._answer === null) return null;
    return this._kind.jenis({}) === 4 ? this._rows[0] : this._rows;
  }

  connectedCallback() {
    this.plan();
  }

  disconnectedCallback() {
    this._turn += 1;
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (name === "urut" || name === "muat-lagi" || name === "gulir") {
      if (this._answer !== null && !this._busy) this.draw();
    } else {
      this.plan();
    }
  }

  /** Asks once, however many attributes change at a time. */
  plan() {
    if (this._planned) return;
    this._planned = true;
    Promise.resolve().then(() => {
      this._planned = false;
      if (this.isConnected) this.muatUlang();
    });
  }

  /** Asks anew. */
  muatUlang() {
    this._turn += 1;
    this._pages = null;
    this._answer = null;
    this._rows = [];
    return this.ask(true, () => this.first());
  }

  /** Asks for the next page, where there is one. */
  lagi() {
    return this._more && !this._busy ? this.ask(false, () => this.next()) : Promise.resolve();
  }

  first() {
    const toko = BukaOlshop.toko;
    if (toko === null) throw argument("tambahkan atribut data-token pada tag script, berisi token Open API olshop");
    const query = this.query();
    const source = this._kind.source(toko, query);
    return shared(this.localName + JSON.stringify(query), () => source.list(query));
  }

  async next() {
    if (this._pages === null) {
      const toko = /** @type {BukaOlshop} */ (BukaOlshop.toko);
      const query = Object.assign(this.query(), { page: 2 });
      this._pages = this._kind.source(toko, query).pages(query)[Symbol.asyncIterator]();
    }
    const pages = /** @type {AsyncIterator<any>} */ (this._pages);
    const step = await pages.next();
    return step.done ? { data: [], has_next: false } : step.value;
  }

  query() {
    return this._kind.query((name) => {
      const value = this.getAttribute(name);
      // Where a page was pasted for somebody else, the app leaves an attribute empty.
      return value === null || value.trim() === "" ? undefined : value.trim();
    });
  }

  /**
   * @param {boolean} anew
   * @param {() => Promise<any>} question
   */
  async ask(anew, question) {
    const turn = this._turn;
    this._busy = true;
    this.setAttribute("aria-busy", "true");
    /** @type {any} */
    let failure = null;
    let answer;
    try {
      // Asked first: the request and the start of the module run side by side.
      const asking = Promise.resolve(question());
      asking.catch(() => {});
      if (anew && (await this.prepare()) && turn === this._turn) this.show("memuat", {});
      answer = await asking;
    } catch (error) {
      failure = error;
    }
    if (turn !== this._turn) return;
    this._busy = false;
    this.setAttribute("aria-busy", "false");
    if (failure === null) {
      this._answer = answer;
      this._rows = this._rows.concat(rowsOf(answer));
      this._more = answer.has_next === true;
      this.draw();
      this.fire("olshop:muat", { data: this.data });
    } else {
      this._more = !anew && this._more;
      await this.fail(failure);
    }
  }

  /** The module's side of this element, made anew when the kind of its rows changes. */
  async prepare() {
    await Promise.all([load(), read]);
    const jenis = this._kind.jenis(this.query());
    if (this._view === null || this._viewed !== jenis) {
      if (this._view !== null) this._view.state("memuat", {});
      this._view = new Tampilan(this, jenis);
      this._viewed = jenis;
    }
    return true;
  }

  draw() {
    if (this._view === null) return;
    if (this._rows.length === 0) {
      this.show("kosong", {});
      return;
    }
    const button = this._more && this.hasAttribute("muat-lagi");
    this._view.rows(sorted(this._rows, this.getAttribute("urut") || ""), button);
    if (nearEnd !== null && this._more && this.hasAttribute("gulir") && this.lastElementChild) {
      nearEnd.disconnect();
      nearEnd.observe(this.lastElementChild);
    }
  }

  /** @param {any} error */
  async fail(error) {
    const kind = error && error.kind;
    if (kind === "load") {
      // Without the module there is nobody to fill a template.
      this.textContent = error.message;
    } else {
      await this.prepare();
      this.show(kind === "not_logged_in" ? "belum-masuk" : "gagal", {
        message: error && error.message ? error.message : "Terjadi kesalahan.",
        kind: kind || null,
        code: error && error.code !== undefined ? error.code : null,
      });
    }
    this.fire("olshop:gagal", { error });
  }

  /** @param {string} state @param {any} scope */
  show(state, scope) {
    if (this._view !== null) this._view.state(state, scope);
  }

  /** @param {string} name @param {any} detail */
  fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/**
 * Hands what a shopper types or chooses to the element that a control names.
 *
 * @param {string} control
 * @param {string} attribute
 * @param {Event} event
 */
function steer(control, attribute, event) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
  const id = field.getAttribute(control);
  const host = id === null ? null : document.getElementById(id);
  if (host instanceof Olshop && host.getAttribute(attribute) !== field.value) {
    host.setAttribute(attribute, field.value);
  }
}

/** Makes the elements known to the page. */
export function define() {
  for (const name of Object.keys(KINDS)) {
    if (customElements.get(name)) continue;
    // Each needs a class of its own.
    const shell = class extends Olshop {
      static get observedAttributes() {
        return KINDS[name].attributes.concat("urut", "muat-lagi", "gulir");
      }
    };
    customElements.define(name, shell);
  }
  /** @type {any} */
  let pause;
  document.addEventListener("input", (event) => {
    clearTimeout(pause);
    pause = setTimeout(() => steer("data-cari-untuk", "cari", event), PAUSE);
  });
  document.addEventListener("change", (event) => steer("data-urut-untuk", "urut", event));
}
