// The stores in databases, for pages: each throws the error that says why.

import { inPage } from "./errors.js";

class Refused {
  constructor() {
    throw inPage();
  }

  static async open() {
    throw inPage();
  }

  static async connect() {
    throw inPage();
  }
}

export { Refused as SqliteAnswers, Refused as SqliteStore, Refused as PostgresStore, Refused as RedisStore };
