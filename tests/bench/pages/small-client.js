// What a small client in plain JavaScript does, for orientation: it checks, repairs, repeats and gives up, and keeps
// nothing.
import { produk } from "./schemas/by-hand.js";

const CHECKS = { "/app/produk": produk };
const ATTEMPTS = 3;
const TIMEOUT = 30_000;

class Client {
  constructor({ token, baseUrl }) {
    this.token = token;
    this.baseUrl = baseUrl;
  }

  async ask(path, query) {
    const asked = new URLSearchParams({ token: this.token, ...query });
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), TIMEOUT);
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          return CHECKS[path](await this.once(`${this.baseUrl}${path}?${asked}`, controller.signal)).data;
        } catch (error) {
          if (controller.signal.aborted || attempt === ATTEMPTS || error instanceof TypeError) throw error;
          await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt * Math.random()));
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async once(url, signal) {
    const response = await fetch(url, { signal, credentials: "omit", cache: "no-store", redirect: "manual", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  }

  list(query) {
    return this.ask("/app/produk", { page: 1, total_data: 10, ...query });
  }
}

new Client({ token: TOKEN, baseUrl: API }).list().then((rows) => tampilkan(rows, rupiahTangan)).catch(gagal);
