// The WebDriver BiDi protocol (https://www.w3.org/TR/webdriver-bidi/): commands, and events as they happen.
import { once } from "node:events";
import { WebSocket } from "ws"; // Node.js 20 has none of its own

/** How long the browser may take for one command, on a busy machine. */
const PATIENCE = 60_000;

/** Connects to a browser that listens; resolves once a session has begun. */
export async function connect(url) {
  const socket = new WebSocket(`${url}/session`, { perMessageDeflate: false, maxPayload: 0 });
  await once(socket, "open");
  const connection = new Connection(socket);
  await connection.send("session.new", { capabilities: {} });
  return connection;
}

class Connection {
  #socket;
  #serial = 0;
  #commands = new Map();
  #listeners = new Set();

  constructor(socket) {
    this.#socket = socket;
    socket.on("message", (text) => this.#receive(JSON.parse(text)));
    socket.on("error", () => {}); // "close" comes, too
    socket.on("close", () => {
      for (const { reject, method } of this.#commands.values()) reject(new Error(`${method}: the browser is gone`));
      this.#commands.clear();
    });
  }

  /**
   * Sends a command; resolves to its result.
   *
   * @param {string} method
   * @param {object} [params]
   * @returns {Promise<any>}
   */
  send(method, params = {}) {
    const id = ++this.#serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#commands.delete(id);
        reject(new Error(`${method}: no answer after ${PATIENCE / 1000} s`));
      }, PATIENCE);
      const settle = (how) => (value) => {
        clearTimeout(timer);
        how(value);
      };
      this.#commands.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
      this.#socket.send(JSON.stringify({ id, method, params }), (error) => {
        if (error) settle(reject)(new Error(`${method}: ${error.message}`));
      });
    });
  }

  /** Calls the listener with the name and parameters of every event, until it is called off by the function returned. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #receive({ type, id, method, params, result, error, message }) {
    if (type === "event") {
      for (const listener of this.#listeners) listener(method, params);
      return;
    }
    const command = this.#commands.get(id);
    this.#commands.delete(id);
    if (type === "error") command?.reject(new Error(`${command.method}: ${error}: ${message}`));
    else command?.resolve(result);
  }
}
