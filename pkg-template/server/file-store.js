// @ts-check
// A store that outlives the program, in a file: the same journal that Rust's FileStore writes.

import { argument, demandServer, keptOf, load } from "./core.js";

/** The first line: what this is, and in which spelling. */
const HEADER = '{"bukaolshop_callback":1}\n';

export class FileStore {
  #journal;
  #kept;
  /** Lines there may be before old ones are looked for; at first, none. */
  #room = 0;
  /** What is done after another: the file has one end. */
  #line = Promise.resolve();

  /**
   * @param {Journal} journal
   * @param {number} kept
   */
  constructor(journal, kept) {
    if (!(journal instanceof Journal)) throw argument("buka dengan await FileStore.open(path)");
    this.#journal = journal;
    this.#kept = kept;
  }

  /**
   * @param {string | URL} path
   * @param {any} [options]
   */
  static async open(path, options) {
    demandServer();
    const store = new FileStore(await Journal.open(path), keptOf(options));
    await store.#next(() => store.#tidy(Date.now()));
    return store;
  }

  /** @param {any} bid */
  claim(bid) {
    return this.#next(async () => {
      const { notes } = this.#journal;
      await this.#tidy(bid.now);
      const { claim, change } = JSON.parse(notes.claim(JSON.stringify(bid)));
      if (change) await this.#note(JSON.stringify(change));
      return claim;
    });
  }

  /** @param {any} ended */
  settle(ended) {
    return this.#next(async () => {
      const change = this.#journal.notes.settle(JSON.stringify(ended));
      if (change !== undefined) await this.#note(change);
    });
  }

  /** @param {number} now */
  unfinished(now) {
    return this.#next(async () => JSON.parse(this.#journal.notes.unfinished(now)));
  }

  /** Lets another program have the file. */
  close() {
    return this.#next(() => this.#journal.close());
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  #next(work) {
    const done = this.#line.then(work);
    this.#line = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  /**
   * Lets something happen, once it is stored that it has.
   *
   * @param {string} change
   */
  async #note(change) {
    await this.#journal.append(change);
    this.#journal.notes.apply(change);
  }

  /**
   * Forgets what is over, and writes the journal anew where that is a good part of it. That it cannot be now, on a
   * full disk, keeps nobody from appending to it.
   *
   * @param {number} now
   */
  async #tidy(now) {
    const { notes, lines } = this.#journal;
    if (lines <= this.#room) return;
    notes.forget(now, this.#kept);
    if (lines > 2 * notes.size) await this.#journal.rewrite().catch(() => {});
    this.#room = 2 * this.#journal.lines + 1000;
  }
}

class Journal {
  /** Bytes of whole lines in the file. */
  length = 0;
  /** Lines in it, but for the first. */
  lines = 0;
  /** Whether the file may hold what it should not: nothing more is written then. */
  broken = false;
  /** @type {any} */
  file = null;
  /** @type {any} */
  notes;

  /**
   * @param {string} path
   * @param {any} fs
   * @param {() => Promise<void>} unlock
   */
  constructor(path, fs, unlock) {
    this.path = path;
    this.fs = fs;
    this.unlock = unlock;
  }

  /** @param {string | URL} place */
  static async open(place) {
    const [fs, { fileURLToPath }] = await Promise.all([import("node:fs/promises"), import("node:url")]);
    const { Notes } = await load();
    const path = place instanceof URL ? fileURLToPath(place) : String(place);
    const journal = new Journal(path, fs, await lock(path));
    try {
      journal.notes = new Notes();
      await journal.read();
      // Whoever had it before has ended, and with it what it was doing.
      journal.notes.endLeases();
      return journal;
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  async read() {
    const bytes = await this.fs.readFile(this.path).catch((/** @type {any} */ error) => {
      if (error.code === "ENOENT") return Buffer.alloc(0);
      throw error;
    });
    const header = Buffer.from(HEADER);
    if (!bytes.subarray(0, header.length).equals(header)) {
      // Killed in the middle of its first line, or zeros where that should be. Anything else is somebody else's file.
      const isTorn = header.subarray(0, bytes.length).equals(bytes) || bytes.every((/** @type {number} */ byte) => byte === 0);
      if (!isTorn) throw new Error("berkas ini bukan jurnal callback: " + this.path);
      return this.rewrite();
    }
    this.length = header.length;
    let isTorn = false;
    while (this.length < bytes.length) {
      const end = bytes.indexOf(10, this.length);
      const line = end < 0 ? null : bytes.toString("utf8", this.length, end);
      if (line === null || !this.notes.apply(line)) {
        isTorn = true;
        break;
      }
      this.lines += 1;
      this.length = end + 1;
    }
    // A torn line is the last: what comes after it was never written by this program.
    if (isTorn && this.goesOn(bytes)) throw new Error("jurnal callback rusak di tengah: " + this.path);
    this.file = await this.fs.open(this.path, "r+");
    if (isTorn) {
      await this.file.truncate(this.length);
      await this.file.sync();
    }
  }

  /**
   * Whether whole lines follow on the one that cannot be read.
   *
   * @param {Buffer} bytes
   */
  goesOn(bytes) {
    const rest = bytes.toString("utf8", this.length).split("\n").slice(1, -1);
    return rest.some((line) => this.notes.apply(line));
  }

  /**
   * Appends a line. Once this has returned, the line outlives a loss of power.
   *
   * @param {string} change
   */
  async append(change) {
    if (this.broken) {
      throw Object.assign(new Error("jurnal callback rusak sejak kegagalan menulis sebelumnya; jalankan ulang program"), {
        code: "JOURNAL_BROKEN",
      });
    }
    const line = Buffer.from(change + "\n");
    try {
      for (let at = 0; at < line.length; ) {
        at += (await this.file.write(line, at, line.length - at, this.length + at)).bytesWritten;
      }
    } catch (error) {
      // The disk may be full: half a line must not stay before the next one.
      await this.file.truncate(this.length).catch(() => (this.broken = true));
      throw error;
    }
    try {
      await this.file.datasync();
    } catch (error) {
      // Nobody can tell what is stored: systems drop what they could not write, and report it once.
      this.broken = true;
      throw error;
    }
    this.length += line.length;
    this.lines += 1;
  }

  /** Writes the journal anew, without lines that later ones have overruled: whole, or not at all. */
  async rewrite() {
    const name = this.path + ".new";
    const text = Buffer.from(HEADER + this.notes.lines());
    const file = await this.fs.open(name, "w+");
    try {
      await file.writeFile(text);
      await file.sync();
      await this.fs.rename(name, this.path);
    } catch (error) {
      await file.close();
      throw error;
    }
    await this.file?.close();
    this.file = file;
    this.length = text.length;
    this.lines = this.notes.size;
    // Until then a loss of power could bring the old one back, without what is appended from now on.
    this.broken = true;
    await this.syncFolder();
    this.broken = false;
  }

  /** A file's new name outlives a loss of power only once its folder is stored, too. Windows does so by itself. */
  async syncFolder() {
    const { dirname } = await import("node:path");
    if ((await import("node:process")).platform === "win32") return;
    const folder = await this.fs.open(dirname(this.path), "r");
    await folder.sync().finally(() => folder.close());
  }

  async close() {
    this.broken = true;
    await this.file?.close();
    await this.unlock();
  }
}

/**
 * One program at a time; the lock is the system's, which takes it back when the program ends, however it ends.
 *
 * @param {string} path
 * @returns {Promise<() => Promise<void>>}
 */
async function lock(path) {
  const { Deno } = /** @type {any} */ (globalThis);
  if (typeof Deno?.open !== "function") return lockByAddress(path);
  const file = await Deno.open(path + ".lock", { create: true, write: true });
  if (await file.tryLock(true)) return async () => file.close();
  file.close();
  throw inUse();
}

function inUse() {
  return Object.assign(new Error("jurnal callback sedang dipakai program lain; satu jurnal untuk satu program"), {
    code: "JOURNAL_IN_USE",
  });
}

/**
 * Node locks no files, but nobody listens where another does. The system takes such an address back when the program ends, however it ends; a file could
 * stay behind, and a process's number be another's by then.
 *
 * @param {string} path
 * @returns {Promise<() => Promise<void>>}
 */
async function lockByAddress(path) {
  const [net, { createHash }, { realpath }, { basename, dirname, join, resolve }, { tmpdir }, process] = await Promise.all([
    import("node:net"),
    import("node:crypto"),
    import("node:fs/promises"),
    import("node:path"),
    import("node:os"),
    import("node:process"),
  ]);
  const real = join(await realpath(dirname(resolve(path))), basename(path));
  const name = "bukaolshop-" + createHash("sha256").update(real).digest("hex").slice(0, 32);
  const places = { linux: "\0" + name, win32: "\\\\.\\pipe\\" + name };
  const address = places[/** @type {"linux"} */ (process.platform)] ?? join(tmpdir(), name);

  /** @returns {Promise<import("node:net").Server>} */
  const held = () =>
    new Promise((resolve, reject) => {
      const server = net.createServer((socket) => socket.destroy());
      server.once("error", reject).listen(address, () => resolve(server));
    });
  // On systems whose addresses are files, one may be left of a program that was killed: nobody answers there.
  const isAnswered = () =>
    new Promise((resolve) => {
      const socket = net.connect(address, () => resolve(true)).once("error", () => resolve(false));
      socket.once("close", () => socket.destroy());
    });

  const server = await held().catch(async (error) => {
    if (error.code !== "EADDRINUSE") throw error;
    if (address.startsWith("/") && !(await isAnswered())) {
      await (await import("node:fs/promises")).rm(address, { force: true });
      return held();
    }
    throw inUse();
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}
