// Which tests run. `./build.sh test` is the short run, which leaves repetitions to `./build.sh test --all`: the same case
// on a second and third engine, each payload in each field where every field is covered once. The runner writes which of
// the two it is into TEST_SCOPE; a test file that is run by hand runs everything.

/** Whether this is the short run. */
export const isShort = process.env.TEST_SCOPE === "short";

/**
 * In the short run, the items of a list that `keep` accepts; else all of them.
 *
 * @template T
 * @param {T[]} list
 * @param {(item: T, place: number) => unknown} keep
 * @returns {T[]}
 */
export function shortly(list, keep) {
  return isShort ? list.filter(keep) : list;
}

/**
 * For tables whose rows and columns are covered once each: in the short run, the first row gets the first item of the
 * list, the second row the second item, and so on, round and round. Otherwise each row gets the whole list.
 *
 * @template T
 * @param {T[]} list the columns
 * @param {number} row counted from 0
 * @returns {T[]}
 */
export function inTurn(list, row) {
  return shortly(list, (_, column) => column === row % list.length);
}

/**
 * In the short run, the first item of each kind; else all of them.
 *
 * @template T
 * @param {T[]} list
 * @param {(item: T) => unknown} kindOf what is the same for two items of one kind, as JSON
 * @returns {T[]}
 */
export function oneOfEach(list, kindOf) {
  const kinds = list.map((item) => JSON.stringify(kindOf(item)));
  return shortly(list, (_, place) => kinds.indexOf(kinds[place]) === place);
}

/**
 * How often something is repeated, or for how long.
 *
 * @param {number} all
 * @param {number} inTheShortRun
 */
export function amount(all, inTheShortRun) {
  return isShort ? inTheShortRun : all;
}
