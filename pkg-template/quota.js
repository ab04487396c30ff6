// @ts-check
// Today's requests. The module counts them, and stores the number of the day since 1970 in Jakarta,
// a space, and the count; before the module is there, that is read here.

import { load } from "./crate/transport/storage.js";

const DAY = 86400000;
/** Jakarta is seven hours ahead of UTC, in summer too. */
const JAKARTA = 25200000;

/**
 * @param {number | null} limit
 * @param {number | null} counted what the module knows, which is more where storage is forbidden
 */
export function quota(limit, counted) {
  const today = Math.floor((Date.now() + JAKARTA) / DAY);
  const used = counted === null ? stored(today) : counted;
  return { used, limit, resets: new Date((today + 1) * DAY - JAKARTA) };
}

/** @param {number} today */
function stored(today) {
  const [day, count] = (load("bukaolshop:kuota") || "").split(" ");
  return (Number(day) === today && Number(count)) || 0;
}
