// @ts-check

/**
 * Makes functions that the module may import: they throw nothing, and give a number, whatever the page has put in the place of
 * the engine's own. An exception that goes through the module would leave it in the middle of its work, and what it holds locked
 * for ever. The number 0 is the place of `undefined` among the glue's objects.
 *
 * @param {Record<string, Function>} functions
 * @returns {Record<string, Function>}
 */
export function harmless(functions) {
  Object.keys(functions).forEach((name) => {
    const work = functions[name];
    functions[name] = (/** @type {any[]} */ ...given) => {
      try {
        return +work(...given);
      } catch (error) {
        return 0;
      }
    };
  });
  return functions;
}
