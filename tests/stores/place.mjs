// Where a store of a kind is kept during the tests.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/children.mjs";
import { filesLike, openStore } from "./project.mjs";
import { Postgres, Redis } from "./servers.mjs";

export class Place {
  #number = 0;
  #opened = new Set();

  /** @param {string} kind memory, sqlite, postgres or redis */
  static async make(kind) {
    const place = new Place();
    place.kind = kind;
    place.folder = temporaryFolder("bukaolshop-store-");
    if (kind === "postgres") place.server = await Postgres.start();
    if (kind === "redis") place.server = await Redis.start();
    return place;
  }

  /** Begins a case with an empty database. */
  async clear() {
    this.#number += 1;
    if (this.kind === "postgres") this.server.sql("postgres", `CREATE DATABASE ${this.database}`);
    if (this.kind === "redis") {
      this.server.ask("CONFIG", "SET", "maxmemory", "0");
      this.server.ask("FLUSHALL");
    }
  }

  /** Ends a case: closes what it has opened. */
  async closeAll() {
    const opened = [...this.#opened];
    this.#opened.clear();
    for (const store of opened) await store.close?.();
  }

  async end() {
    await this.closeAll();
    await this.server?.stop();
    this.folder.remove();
  }

  /** The name of the case's database. */
  get database() {
    return `kasus${this.#number}`;
  }

  /** The file of the case's store. */
  get path() {
    return join(this.folder.path, `callback-${this.#number}.db`);
  }

  /** The names of the file and of those beside it. */
  get files() {
    return filesLike(this.folder.path, `callback-${this.#number}.db`);
  }

  clearFiles() {
    for (const file of this.files) rmSync(join(this.folder.path, file));
  }

  get address() {
    return this.addressAt();
  }

  /** The address with another port, behind which is a way to the server. */
  addressAt(port) {
    const addresses = {
      memory: () => "memory:",
      sqlite: () => `sqlite:${this.path}`,
      postgres: () => this.server.url(this.database, port),
      redis: () => this.server.url(port),
    };
    return addresses[this.kind]();
  }

  /** Opens the store, or one at another address. */
  async open(options = {}, address = this.address) {
    const store = await openStore(address, { onWarning() {}, ...options });
    this.#opened.add(store);
    return store;
  }

  /** Opens an address, and gives the warnings, too. */
  async opened(address = this.address) {
    const warnings = [];
    const store = await this.open({ onWarning: (sentence) => warnings.push(sentence) }, address);
    return { store, warnings };
  }
}
