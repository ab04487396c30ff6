// What a row of the table has done to the browser or the server, beyond what the server can do by itself.

/**
 * @typedef {object} World
 * @property {import("./browsers.mjs").Browser} browser
 * @property {Awaited<ReturnType<typeof import("./server.mjs").startServer>>} doomed a server that a row may stop
 *
 * @typedef {object} Action
 * @property {boolean} [onDoomed] whether it is done to that server, so that it has to be the one that is asked
 * @property {(world: World) => Promise<unknown>} [before]
 * @property {(world: World, log: () => Promise<any[]>) => Promise<unknown>} [meanwhile] while the calls are under way
 * @property {(world: World) => Promise<unknown>} [after] puts everything right again
 */

/** @type {Record<string, Action>} */
export const ACTIONS = {
  nothing: {},

  offline: {
    before: ({ browser }) => browser.setOffline(true),
    after: ({ browser }) => browser.setOffline(false),
  },

  gone: {
    onDoomed: true,
    before: ({ doomed }) => doomed.stop(),
    after: ({ doomed }) => doomed.startAgain(),
  },

  goes: {
    onDoomed: true,
    async meanwhile({ doomed }, log) {
      while ((await log()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await doomed.stop();
    },
    after: ({ doomed }) => doomed.startAgain(),
  },
};
