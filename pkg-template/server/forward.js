// @ts-check
// Orders of bukaOlshop as orders of the systems that fulfil them. The module maps them, and tells how each is sent once.

import { demandServer, argument } from "./errors.js";
import { plain } from "./client-base.js";
import { load } from "./load.js";
import { rejection } from "./once.js";

/** What the module tells about sending each order, by the result of its mapping. */
const SENDINGS = new WeakMap();

/**
 * @param {string} system
 * @param {any} source
 * @param {any} profile
 */
async function mapped(system, source, profile) {
  demandServer();
  const glue = await load();
  try {
    const { sendings, ...result } = glue.mapOrder(system, plain({ source, profile }));
    SENDINGS.set(result, sendings);
    return result;
  } catch (thrown) {
    throw rejection(thrown);
  }
}

/** @param {string} system */
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
  const sendings = typeof mapped === "object" && mapped !== null ? SENDINGS.get(mapped) : undefined;
  if (!sendings) throw argument("forward memerlukan hasil forward.mitraBunso, forward.oneTablet, forward.oneSolu, atau forward.commerce");
  /** @type {any[]} */
  const failures = [];
  for (const [at, order] of mapped.orders.entries()) {
    // An order that the program has added has no key, which `once` refuses.
    const { key, send, find, repeatable } = sendings[at] ?? {};
    const look = typeof find === "string" ? () => client.find(find) : undefined;
    await once(key, { send: () => client[send](order), look, repeatable }).catch((error) => failures.push(error));
  }
  if (failures.length) throw failures[0];
  return mapped;
}
