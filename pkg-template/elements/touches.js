// @ts-check

/** How often somebody has touched the page, scrolled it, or pressed a key. */
export let touches = 0;

/** How far from the top of the screen the last touch was. */
export let finger = 0;

/** Whether the next scrolling is nobody's. */
let isQuiet = false;

/** Counts from now on. */
export function followTouches() {
  const count = (/** @type {any} */ { type, clientY }) => {
    finger = clientY || finger;
    if (!isQuiet || type !== "scroll") touches += 1;
    else isQuiet = false;
  };
  for (const name of ["pointerdown", "touchstart", "wheel", "scroll", "keydown"]) window.addEventListener(name, count, true);
}

/**
 * Scrolls on, which counts for no touch, nor does what an engine has scrolled by itself since a box stood where it was.
 *
 * @param {any} box
 * @param {number} by
 * @param {number} from where the box stood
 */
export function scrollQuietly(box, by, from) {
  box.scrollTop += by;
  isQuiet = box.scrollTop !== from;
}
