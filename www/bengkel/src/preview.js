// The phone: shows a page in a sandboxed frame as the app would, and answers what it asks.
import bridge from "bengkel:bridge";
import library from "bengkel:library";
import inlineModule from "bengkel:inline";
import { guarded, GUARD } from "./guard.js";
import { contentOf, edited, isModule, isProgram, readHtml } from "./html.js";
import { CDN, PLACEHOLDER } from "./library.js";
import { TAGS } from "../../../pkg-template/elements/kinds.js";
import { answer, OPEN_API, ORIGIN, SAMPLE_TOKEN, shown } from "./shop.js";

const dataUrl = (code) => "data:text/javascript;base64," + btoa(Array.from(new TextEncoder().encode(code), (byte) => String.fromCharCode(byte)).join(""));
const LIBRARY = dataUrl(library);
const MODULE = dataUrl(inlineModule);

/** Whether a text leads to the package's file of a kind. @param {string} url */
const fileOf = (url) => (/bukaolshop(\.min)?\.js|bukaolshop(@[^/]*)?$/.test(url) ? LIBRARY : MODULE);

/** Marks the page's elements by their number in its text, so that their contents find their way back. */
export const MARK = "data-bengkel";

/** Elements in the order of a page's text, but for those in templates. @param {import("./html.js").Tag[]} tags */
export const hostsOf = (tags) => tags.filter(({ name, template }) => TAGS.includes(name) && template === null);

const LINE_BREAK = /\r\n?|\n/g;

/** A style sheet's questions for the scheme of colours, answered: a frame takes after the computer, and not always after the workshop. */
const inScheme = (code, isDark) => code.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_, scheme) => ((scheme.toLowerCase() === "dark") === isDark ? "(min-width: 0px)" : "(max-width: 0px)"));

/** Seconds, and the address, of `<meta http-equiv="refresh">`. */
const REFRESH = /^\s*(\d+)(?:\.[\d.]*)?\s*(?:[;,]?\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*)?$/i;

/**
 * Makes of a page what the frame shows. Lines stay where they are, so that errors name the right ones.
 *
 * @param {string} page
 * @param {any} setting
 * @param {number} run
 * @param {Record<string, string>} storage
 */
export function assembled(page, setting, run, storage) {
  const token = setting.token || SAMPLE_TOKEN;
  const text = shown(page.split(PLACEHOLDER).join(token), setting);
  const { tags, doctypeEnd } = readHtml(text);
  /** @type {{ seconds: number, url: string }[]} */
  const refreshes = [];
  const changes = hostsOf(tags).map((tag, at) => ({ from: tag.start + 1 + tag.name.length, to: tag.start + 1 + tag.name.length, insert: ` ${MARK}="${at}"` }));
  for (const tag of tags) {
    const { attributes } = tag;
    const rename = (name, to) => {
      const attribute = attributes.get(name);
      if (attribute) changes.push({ from: attribute.start, to: attribute.start + name.length, insert: to });
    };
    if (tag.name === "script") {
      const src = attributes.get("src");
      if (src) {
        const url = src.value.trim();
        CDN.lastIndex = 0;
        if (CDN.test(url)) changes.push({ from: src.start, to: src.end, insert: `src="${fileOf(url)}"` });
      } else if (isProgram(tag)) {
        const { start, code } = contentOf(text, tag);
        const line = tag.line + (text.slice(tag.start, tag.end).match(LINE_BREAK) ?? []).length;
        let own = guarded(code, line, isModule(tag));
        own = own.replace(CDN, (url) => fileOf(url));
        if (own !== code) changes.push({ from: start, to: start + code.length, insert: own });
      }
    } else if (tag.name === "style") {
      const { start, code } = contentOf(text, tag);
      const own = inScheme(code, setting.isDark);
      if (own !== code) changes.push({ from: start, to: start + code.length, insert: own });
    } else if (tag.name === "link" && attributes.has("href")) {
      const rel = attributes.get("rel")?.value ?? "";
      const href = attributes.get("href").value;
      CDN.lastIndex = 0;
      const isOurs = CDN.test(href) || href.startsWith(OPEN_API);
      if (/preload|preconnect|prefetch/i.test(rel) && (isOurs || /bukaolshop/.test(href)) && !setting.isReal) rename("href", "data-bengkel-href");
    } else if (tag.name === "meta" && /content-security-policy/i.test(attributes.get("http-equiv")?.value ?? "")) {
      rename("http-equiv", "data-bengkel-http-equiv");
    } else if (tag.name === "meta" && !tag.template && /^\s*refresh\s*$/i.test(attributes.get("http-equiv")?.value ?? "")) {
      // Firefox does not follow it inside of a sandbox, and the others leave without a word: the bridge tells where to.
      const [, seconds, url] = REFRESH.exec(attributes.get("content")?.value ?? "") ?? [];
      rename("http-equiv", "data-bengkel-http-equiv");
      if (seconds !== undefined) refreshes.push({ seconds: Number(seconds), url: url ?? "" });
    }
    if (tag.template) continue;
    for (const [name, { value, start, end }] of attributes) {
      if (!/^on/.test(name) || !/\b(for|while|do)\b/.test(value)) continue;
      const own = guarded(value, tag.line, false);
      if (own !== value) changes.push({ from: start, to: end, insert: `${name}="${own.replace(/&/g, "&amp;").replace(/"/g, "&quot;")}"` });
    }
  }
  const config = { run, api: OPEN_API, isReal: setting.isReal, isOffline: setting.network === "luring", isDark: setting.isDark, storage, guard: GUARD, mark: MARK, sample: ORIGIN, refreshes };
  const json = JSON.stringify(config).replace(/</g, "\\u003c");
  changes.push({ from: doctypeEnd, to: doctypeEnd, insert: `<script>window.CONFIG_BENGKEL=${json};${bridge}</script>` });
  return edited(text, changes);
}

/**
 * Milliseconds in which a page has to answer a question of the workshop's. Chromium on computers runs a sandboxed frame in a process of
 * its own: there a page that stands still is ended, and the workshop goes on. Elsewhere the frame shares the workshop's process, which
 * stands still with it where no guard reaches the loop; what main.js marks then keeps the next visit from running that page.
 */
const PATIENCE = 6000;

/** Milliseconds in which the script that runs before the page answers, where it is there. */
const ANSWER = 1200;

export class Preview {
  /** @type {HTMLIFrameElement} */
  #frame;
  #run = 0;
  #setting = null;
  #isAlive = false;
  /** Whether the page has been read to its end: before that, nobody in the frame hears questions. */
  #isReady = false;
  #watch = 0;
  #loads = 0;
  #contents = null;
  /** What the page keeps on the phone, for a visit that is not the first. @type {Record<string, string>} */
  storage = {};

  /**
   * @param {HTMLElement} place where the frame is put
   * @param {{ [event: string]: (message: any) => void }} on
   */
  constructor(place, on) {
    this.place = place;
    this.on = on;
    window.addEventListener("message", (event) => this.#hear(event));
  }

  /** How the page is shown. */
  get setting() {
    return this.#setting;
  }

  get frame() {
    return this.#frame;
  }

  /** Shows a page, in a frame of its own: what the one before has begun ends with it. */
  show(page, setting) {
    this.#run += 1;
    this.#setting = setting;
    this.#isAlive = false;
    this.#isReady = false;
    this.#loads = 0;
    this.#contents?.reject(new Error("Halaman berubah"));
    this.#contents = null;
    const storage = setting.visit === "kembali" ? this.storage : {};
    const html = assembled(page, setting, this.#run, storage);
    const frame = document.createElement("iframe");
    frame.title = "Pratinjau halaman";
    // Without allow-same-origin the page is of an origin of its own: it reaches neither the workshop nor what that keeps.
    frame.setAttribute("sandbox", "allow-scripts allow-forms");
    frame.setAttribute("allow", "");
    frame.referrerPolicy = "no-referrer";
    frame.style.colorScheme = setting.isDark ? "dark" : "light";
    frame.srcdoc = html;
    frame.addEventListener("load", () => this.#loaded(frame));
    this.#frame?.remove();
    this.#frame = frame;
    this.place.append(frame);
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#check(), PATIENCE);
  }

  /** Takes the page away. */
  clear() {
    clearTimeout(this.#watch);
    this.#run += 1;
    this.#frame?.remove();
    this.#frame = null;
  }

  #tell(message) {
    this.#frame?.contentWindow?.postMessage({ bengkel: this.#run, ...message }, "*");
  }

  /**
   * The second time that the frame loads it is no longer the page: it went elsewhere. It may have done so before it had loaded, too:
   * then nobody answers in the frame.
   */
  async #loaded(frame) {
    if (frame !== this.#frame) return;
    this.#loads += 1;
    for (let tries = 0; this.#loads === 1 && tries < 3; tries++) {
      this.#isAlive = false;
      this.#tell({ type: "ping" });
      await new Promise((resolve) => setTimeout(resolve, ANSWER));
      if (frame !== this.#frame || (this.#isAlive && this.#loads === 1)) return;
    }
    if (frame === this.#frame) this.#leave();
  }

  /** @param {string} [url] where to, where that is known */
  #leave(url) {
    this.clear();
    this.on.left(url);
  }

  /** A page that is silent after so long stands still in a loop that nobody could guard. */
  #check() {
    if (!this.#frame) return;
    this.#isAlive = false;
    this.#tell({ type: "ping" });
    this.#watch = setTimeout(() => {
      if (this.#isAlive) {
        this.#watch = setTimeout(() => this.#check(), PATIENCE);
        return;
      }
      this.clear();
      this.on.stuck();
    }, PATIENCE);
  }

  /** Has the page give the contents of its elements, as HTML to paste, each behind the element's number. @returns {Promise<[number, string][]>} */
  contents() {
    return new Promise((resolve, reject) => {
      this.#contents = { resolve, reject };
      if (this.#isReady) this.#tell({ type: "contents" });
      setTimeout(() => reject(new Error("Halaman tidak menjawab. Tunggu sampai tampil, lalu coba lagi.")), 2 * PATIENCE);
    });
  }

  #hear(event) {
    if (!this.#frame || event.source !== this.#frame.contentWindow || !event.data || event.data.bengkel !== this.#run || !Array.isArray(event.data.messages)) return;
    this.#isAlive = true;
    for (const message of event.data.messages.slice(0, 300)) {
      if (!message || typeof message.type !== "string") continue;
      if (message.type === "ready") {
        this.#isReady = true;
        if (this.#contents) this.#tell({ type: "contents" });
      }
      if (message.type === "request") this.#request(message);
      else if (message.type === "leaves") this.#leave(String(message.url));
      else if (message.type === "storage") this.storage = Object.fromEntries(Object.entries(Object(message.entries)).map(([name, value]) => [name, String(value)]));
      else if (message.type === "contents") {
        if (Array.isArray(message.parts) && !message.problem) this.#contents?.resolve(message.parts);
        else this.#contents?.reject(new Error(String(message.problem)));
        this.#contents = null;
      } else if (Object.hasOwn(this.on, message.type)) this.on[message.type](message);
    }
  }

  #request({ id, url, method, isReal }) {
    const run = this.#run;
    // The page may have sent this itself: it counts only if it asks the API for something.
    if (!Number.isInteger(id) || typeof url !== "string" || typeof method !== "string" || !url.startsWith(OPEN_API + "/")) return;
    const entry = { id, url, method, isReal: isReal === true };
    this.on.request(entry);
    if (isReal) return;
    const reply = answer(entry.url, entry.method, this.#setting);
    if (reply === null) return;
    setTimeout(() => {
      if (run !== this.#run) return;
      const { status, body, headers, delay, pictures } = reply;
      this.on.answered({ id, status, body: body.slice(0, 300), size: body.length, took: delay });
      this.#tell({ type: "answer", id, status, body, headers, pictures });
    }, reply.delay);
  }
}
