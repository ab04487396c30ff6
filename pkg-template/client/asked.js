// @ts-check

import { complain, distance, meant } from "../elements/complaints.js";
import { FIELDS } from "./generated.js";
import { snapshot } from "./snapshot.js";

/**
 * A query as it is now. A field that the endpoint does not know is passed over, and the page's author told of it once.
 *
 * @param {string} path of the endpoint
 * @param {any} query
 */
export function asked(path, query) {
  const copy = snapshot(query);
  const known = (FIELDS[path] || "").split(" ");
  // What is no object is refused later.
  if (copy !== query) {
    for (const name of Object.keys(copy).filter((field) => !known.includes(field))) {
      // A name that has no letter in place is not meant.
      const near = known.filter((other) => distance(name, other) < name.length);
      complain(path + ': query tidak mengenal "' + name + '".' + (meant(name, near) || " Yang dikenal: " + known.join(", ") + "."));
    }
  }
  return copy;
}
