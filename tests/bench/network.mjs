// A network between the browser and the servers, made of relays: real TCP connections whose bytes come later, and no
// faster than one link carries that all of them share. The browser's own throttling delays each request by itself, and
// knows neither connections nor a link that is shared.
import { once } from "node:events";
import { connect, createServer } from "node:net";

/** What a mobile network carries in one piece. */
const PACKET = 1400;

/** What a connection may have under way before its sender waits, as a TCP window holds it back. */
const WINDOW = 64 * 1024;

/**
 * @typedef {object} Profile
 * @property {string} name
 * @property {number} megabits that the link carries in a second, each way
 * @property {number} delay milliseconds there and back
 */

/** @type {Record<string, Profile>} */
export const PROFILES = {
  none: { name: "no throttle", megabits: Infinity, delay: 0 },
  "4g": { name: "4G (9 Mbit/s, 85 ms)", megabits: 9, delay: 85 },
  slow4g: { name: "slow 4G (1.6 Mbit/s, 150 ms)", megabits: 1.6, delay: 150 },
};

/** One direction of a link. Connections take turns on it, a packet each. */
export class Link {
  #rate;
  #delay;
  /** Connections with packets that wait, the next one first. */
  #waiting = [];
  /** Packets on their way, in order. */
  #wire = [];
  /** When the link has sent what it was given. */
  #free = 0;
  #timer;

  /**
   * @param {number} rate bytes per millisecond
   * @param {number} delay milliseconds that a packet takes
   */
  constructor(rate, delay) {
    this.#rate = rate;
    this.#delay = delay;
  }

  /** A connection's packets, which stay in order. */
  flow() {
    return { packets: [], backlog: 0 };
  }

  /** Sends bytes; `deliver` is called with each packet of them when it is there. */
  send(flow, bytes, deliver) {
    for (let at = 0; at < bytes.length; at += PACKET) {
      const packet = bytes.subarray(at, at + PACKET);
      this.#give(flow, packet.length, () => deliver(packet));
    }
  }

  /** Calls `deliver` when all that was sent before is there. */
  end(flow, deliver) {
    this.#give(flow, 0, deliver);
  }

  #give(flow, size, deliver) {
    if (flow.packets.length === 0) this.#waiting.push(flow);
    flow.packets.push({ size, deliver });
    flow.backlog += size;
    this.#run();
  }

  #run() {
    clearTimeout(this.#timer);
    const now = performance.now();
    // What is due within the millisecond that timers are late by is sent now, and still leaves at its own time.
    while (this.#waiting.length > 0 && this.#free <= now + 1) {
      const flow = this.#waiting.shift();
      const { size, deliver } = flow.packets.shift();
      if (flow.packets.length > 0) this.#waiting.push(flow);
      this.#free = Math.max(this.#free, now) + size / this.#rate;
      this.#wire.push({ at: this.#free + this.#delay, size, flow, deliver });
    }
    while (this.#wire.length > 0 && this.#wire[0].at <= now) {
      const { size, flow, deliver } = this.#wire.shift();
      flow.backlog -= size;
      deliver();
    }
    const next = Math.min(this.#wire[0]?.at ?? Infinity, this.#waiting.length > 0 ? this.#free : Infinity);
    if (next < Infinity) this.#timer = setTimeout(() => this.#run(), next - performance.now());
  }
}

/**
 * Puts a network before servers.
 *
 * @template {string} Name
 * @param {Profile} profile
 * @param {Record<Name, string>} servers their origins
 * @returns {Promise<{ origins: Record<Name, string>, hangUp(): void, close(): void }>} where they are found behind the
 *   network; `hangUp` closes the connections, as time does
 */
export async function openNetwork({ megabits, delay }, servers) {
  const rate = (megabits * 1e6) / 8 / 1000;
  const link = { up: new Link(rate, delay / 2), down: new Link(rate, delay / 2), handshake: delay };
  const relays = [];
  const origins = /** @type {Record<Name, string>} */ ({});
  for (const name of /** @type {Name[]} */ (Object.keys(servers))) {
    const relay = await startRelay(Number(new URL(servers[name]).port), link);
    relays.push(relay);
    origins[name] = `http://127.0.0.1:${relay.port}`;
  }
  return {
    origins,
    hangUp: () => relays.forEach((relay) => relay.hangUp()),
    close: () => relays.forEach((relay) => relay.close()),
  };
}

async function startRelay(target, { up, down, handshake }) {
  const open = new Set();
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (client) => {
    const upstream = connect({ port: target, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => {}); // "close" comes, too
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    carry(up, client, upstream);
    carry(down, upstream, client);
    // The browser believes to be connected at once; what it says waits for the two packets that this would have taken.
    setTimeout(() => client.resume(), handshake);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const hangUp = () => open.forEach((socket) => socket.destroy());
  const close = () => {
    server.close();
    hangUp();
  };
  return { port: /** @type {import("node:net").AddressInfo} */ (server.address()).port, hangUp, close };
}

function carry(link, from, to) {
  const flow = link.flow();
  from.on("data", (bytes) => {
    link.send(flow, bytes, (packet) => {
      if (to.writable) to.write(packet);
      if (flow.backlog < WINDOW && from.isPaused()) from.resume();
    });
    if (flow.backlog >= WINDOW) from.pause();
  });
  from.on("end", () => link.end(flow, () => to.end()));
}
