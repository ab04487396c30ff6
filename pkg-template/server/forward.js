// @ts-check
// Orders of bukaOlshop as orders of the systems that fulfil them. The module maps them.

import { demandServer, argument } from "./errors.js";
import { plain } from "./client-base.js";
import { load } from "./load.js";
import { rejection } from "./once.js";

/** How each system is sent an order, and asked for one. */
const SYSTEMS = {
  mitraBunso: {
    send: (/** @type {any} */ client, /** @type {any} */ order) => client.create(order),
    look: (/** @type {any} */ client, /** @type {any} */ order) => client.find(order.order.invoice),
  },
  // OneTablet recognizes an order that comes again by its id.
  oneTablet: { send: (/** @type {any} */ client, /** @type {any} */ order) => client.submit(order), repeatable: true },
  oneSolu: { send: (/** @type {any} */ client, /** @type {any} */ order) => client.createOrder(order) },
  commerce: { send: (/** @type {any} */ client, /** @type {any} */ order) => client.createOrder(order) },
};

/** The system and the keys of each result of a mapping. */
const SENDINGS = new WeakMap();

/**
 * @param {keyof typeof SYSTEMS} system
 * @param {any} source
 * @param {any} profile
 */
async function mapped(system, source, profile) {
  demandServer();
  const glue = await load();
  try {
    const { keys, ...result } = glue.mapOrder(system, plain({ source, profile }));
    SENDINGS.set(result, { system, keys });
    return result;
  } catch (thrown) {
    throw rejection(thrown);
  }
}

/** @param {keyof typeof SYSTEMS} system */
const mapping = (system) => (/** @type {any} */ source, /** @type {any} */ profile) => mapped(system, source, profile);

export const forward = {
  mitraBunso: mapping("mitraBunso"),
  oneSolu: mapping("oneSolu"),
  oneTablet: mapping("oneTablet"),
  commerce: mapping("commerce"),
  /** @param {any} transaksi */
  async digital(transaksi) {
    demandServer();
    const glue = await load();
    try {
      return glue.digitalItems(plain(transaksi));
    } catch (thrown) {
      throw rejection(thrown);
    }
  },
};

/**
 * Sends the orders of a mapping, each once. One order that fails keeps no other from being sent; the first failure is
 * thrown.
 *
 * @param {(key: string, errand: any) => Promise<any>} once
 * @param {any} mapped
 * @param {any} client
 */
export async function sendMapped(once, mapped, client) {
  const sending = typeof mapped === "object" && mapped !== null ? SENDINGS.get(mapped) : undefined;
  if (!sending) throw argument("forward memerlukan hasil forward.mitraBunso, forward.oneTablet, forward.oneSolu, atau forward.commerce");
  /** @type {any} */
  const { send, look, repeatable } = SYSTEMS[/** @type {"mitraBunso"} */ (sending.system)];
  /** @type {any[]} */
  const failures = [];
  for (const [at, order] of mapped.orders.entries()) {
    const errand = { send: () => send(client, order), look: look && (() => look(client, order)), repeatable };
    await once(sending.keys[at], errand).catch((error) => failures.push(error));
  }
  if (failures.length) throw failures[0];
  return mapped;
}
