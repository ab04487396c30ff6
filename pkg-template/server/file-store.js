// @ts-check
// A store in a file. The file is a journal in the format that Rust's FileStore writes.

import { argument, demandServer, keptOf, load } from "./core.js";

/** The first line: what this file is, and the version of its format. */
const HEADER = '{"bukaolshop_callback":1}\n';

export class FileStore {
  #journal;
  #kept;
  /**
   * The number of lines that there may be before outdated lines are looked for. The first check happens when the
   * file is opened.
   */
  #maxLines = 0;
  /** The last operation. Operations run one after the other, because all of them write at the end of the file. */
  #lastOperation = Promise.resolve();

  /**
   * @param {Journal} journal
   * @param {number | undefined} kept
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
    await store.#inOrder(() => store.#compact(Date.now()));
    return store;
  }

  /** @param {any} bid */
  claim(bid) {
    return this.#inOrder(async () => {
      const { claims } = this.#journal;
      await this.#compact(bid.now);
      const { claim, change } = claims.claim(bid);
      if (change) await this.#storeAndApply(change);
      return claim;
    });
  }

  /** @param {any} ended */
  settle(ended) {
    return this.#inOrder(async () => {
      const change = this.#journal.claims.settle(ended);
      if (change !== undefined) await this.#storeAndApply(change);
    });
  }

  /** @param {number} now */
  unfinished(now) {
    return this.#inOrder(async () => this.#journal.claims.unfinished(now));
  }

  givenUp() {
    return this.#inOrder(async () => this.#journal.claims.givenUp());
  }

  /** @param {string} key */
  find(key) {
    return this.#inOrder(async () => this.#journal.claims.find(key));
  }

  /** Closes the file, so that another program can open it. */
  close() {
    return this.#inOrder(() => this.#journal.close());
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  #inOrder(work) {
    const done = this.#lastOperation.then(work);
    this.#lastOperation = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  /**
   * Stores a change in the journal, then applies it to the table.
   *
   * @param {string} change
   */
  async #storeAndApply(change) {
    await this.#journal.append(change);
    this.#journal.claims.apply(change);
  }

  /**
   * Forgets old finished work, and rewrites the journal if that removes a good part of it. A failure to rewrite
   * it, for example on a full disk, is ignored: the old journal can still be appended to.
   *
   * @param {number} now
   */
  async #compact(now) {
    const { claims, lines } = this.#journal;
    if (lines <= this.#maxLines) return;
    claims.forget(now, this.#kept);
    if (lines > 2 * claims.size) await this.#journal.rewrite().catch(() => {});
    this.#maxLines = 2 * this.#journal.lines + 1000;
  }
}

class Journal {
  /** The number of bytes in the complete lines of the file. */
  length = 0;
  /** The number of lines after the header. */
  lines = 0;
  /** Whether the content of the file may be wrong. Nothing more is written then. */
  broken = false;
  /** @type {any} */
  file = null;
  /** @type {any} */
  claims;

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
    const { ClaimTableBinding } = await load();
    const path = place instanceof URL ? fileURLToPath(place) : String(place);
    const journal = new Journal(path, fs, await lock(path));
    try {
      journal.claims = new ClaimTableBinding();
      await journal.read();
      // The program that held these leases has ended, so its work can be claimed again.
      journal.claims.endLeases();
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
      // A prefix of the header, or zero bytes in its place, is a header that was being written when the program
      // was killed. Any other content belongs to somebody else.
      const isTorn = header.subarray(0, bytes.length).equals(bytes) || bytes.every((/** @type {number} */ byte) => byte === 0);
      if (!isTorn) throw new Error("berkas ini bukan jurnal callback: " + this.path);
      return this.rewrite();
    }
    this.length = header.length;
    let isTorn = false;
    while (this.length < bytes.length) {
      const end = bytes.indexOf(10, this.length);
      const line = end < 0 ? null : bytes.toString("utf8", this.length, end);
      if (line === null || !this.claims.apply(line)) {
        isTorn = true;
        break;
      }
      this.lines += 1;
      this.length = end + 1;
    }
    // Only the last line can be torn. A complete line behind a torn one was not written by this program.
    if (isTorn && this.hasLinesBehind(bytes)) throw new Error("jurnal callback rusak di tengah: " + this.path);
    this.file = await this.fs.open(this.path, "r+");
    if (isTorn) {
      await this.file.truncate(this.length);
      await this.file.sync();
    }
  }

  /**
   * Whether complete lines follow the line that cannot be read.
   *
   * @param {Buffer} bytes
   */
  hasLinesBehind(bytes) {
    const rest = bytes.toString("utf8", this.length).split("\n").slice(1, -1);
    return rest.some((line) => this.claims.apply(line));
  }

  /**
   * Appends a line. When this function has returned, the line survives a loss of power.
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
      // The disk may be full. The part of the line that was written must not stay before the next line.
      await this.file.truncate(this.length).catch(() => (this.broken = true));
      throw error;
    }
    try {
      await this.file.datasync();
    } catch (error) {
      // Nobody can tell what is on disk now: operating systems drop data that they could not write, and report the
      // error only once.
      this.broken = true;
      throw error;
    }
    this.length += line.length;
    this.lines += 1;
  }

  /**
   * Rewrites the journal without lines that later lines have made obsolete. The file is replaced as a whole or not
   * at all.
   */
  async rewrite() {
    const name = this.path + ".new";
    const text = Buffer.from(HEADER + this.claims.lines());
    // What was received may hold a member's data, so only the file's owner can read it.
    const file = await this.fs.open(name, "w+", 0o600);
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
    this.lines = this.claims.size;
    // Until the folder is stored, a loss of power could bring back the old journal, without the lines that are
    // appended from now on.
    this.broken = true;
    await this.syncFolder();
    this.broken = false;
  }

  /**
   * Stores the folder on disk: only then does the file's new name survive a loss of power. Windows stores folders
   * by itself.
   */
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
 * Locks the journal against other programs. The operating system releases the lock when the program ends, in
 * whichever way it ends.
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
 * Node cannot lock files, but two programs cannot listen on the same address. The operating system frees the
 * address when the program ends, in whichever way it ends. A file with the process's number would be unreliable:
 * it could stay behind after a crash, and the number could then belong to another process.
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
  // On systems where an address is a file, that file can stay behind after a program was killed. Nobody answers
  // there, so it is removed.
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
