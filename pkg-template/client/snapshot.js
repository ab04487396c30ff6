// @ts-check

/**
 * An object's own fields as they are now: the page may change them while the module loads, and what some script has put into
 * the prototype of all objects is nobody's option. Anything else than an object is itself.
 *
 * @param {any} object
 */
export function snapshot(object) {
  if (typeof object !== "object" || object === null || Array.isArray(object)) return object;
  /** @type {Record<string, any>} */
  const copy = Object.create(null);
  for (const name of Object.keys(object)) {
    try {
      copy[name] = object[name];
    } catch (error) {
      // A getter of the page's own that throws counts as a field that is not there.
    }
  }
  return copy;
}
