// @ts-check

/** How often somebody has touched the page, scrolled it, or pressed a key. */
export let touches = 0;

/** Counts from now on. */
export function followTouches() {
  for (const name of ["pointerdown", "touchstart", "wheel", "scroll", "keydown"]) window.addEventListener(name, () => (touches += 1), true);
}
