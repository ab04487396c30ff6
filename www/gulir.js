// Endless scroll: takes more rows whenever the end of the list comes near, and stops at the end, at an error (until
// someone asks again) and while its view is not shown.

import { el } from "./dom.js";
import { errorState } from "./keadaan.js";

/**
 * @template T
 * @typedef {object} ScrollOptions
 * @property {HTMLElement} list where rows and skeletons go
 * @property {(signal: AbortSignal) => Promise<{ rows: T[], done: boolean, answer?: any }>} take the next rows
 * @property {(rows: T[], state: { first: boolean, done: boolean, answer?: any }) => void} onRows puts them into the list
 * @property {(count: "first" | "more") => Element[]} skeletons
 * @property {() => void} [onRetry] what the button of the failed state does, where that is more than asking again
 * @property {(count: number) => Node | null} [end] what stands below the last row, given how many there were
 */

/**
 * @template T
 * @param {ScrollOptions<T>} options
 */
export function createScroll(options) {
  const list = options.list;
  const tail = el("div", { class: "gulir-ekor" });
  const sentinel = el("div", { class: "gulir-jangkar", "aria-hidden": "true" });
  list.after(tail, sentinel);

  let controller = new AbortController();
  /** @type {"idle" | "loading" | "failed" | "done" | "paused" | "closed"} */
  let state = "idle";
  let count = 0;
  let first = true;
  /** @type {Element[]} */
  let bones = [];

  // The margin is about one screen: rows come before the shopper reaches the end.
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries[entries.length - 1].isIntersecting) load();
    },
    { rootMargin: "600px 0px" },
  );

  async function load() {
    if (state !== "idle") return;
    state = "loading";
    const signal = controller.signal;
    tail.textContent = "";
    list.setAttribute("aria-busy", "true");
    dropBones();
    // Rows of an earlier question stay (dimmed by CSS) until the new answer is there: less flicker than skeletons.
    bones = first && list.firstChild ? [] : options.skeletons(first ? "first" : "more");
    list.classList.toggle("usang", first && bones.length === 0);
    list.append(...bones);
    try {
      const { rows, done, answer } = await options.take(signal);
      if (signal.aborted) return;
      dropBones();
      if (first) list.textContent = "";
      count += rows.length;
      state = done ? "done" : "idle";
      options.onRows(rows, { first, done, answer });
      first = false;
      if (done && options.end) tail.append(options.end(count) || "");
    } catch (error) {
      if (signal.aborted) return;
      dropBones();
      state = "failed";
      if (first) list.textContent = "";
      tail.append(errorState(error, options.onRetry || retry));
    }
    list.removeAttribute("aria-busy");
    watch();
  }

  function dropBones() {
    list.classList.remove("usang");
    bones.forEach((bone) => bone.remove());
    bones = [];
  }

  // Observing anew reports the sentinel's place once more, also when it never left the screen.
  function watch() {
    observer.unobserve(sentinel);
    if (state === "idle") observer.observe(sentinel);
  }

  function retry() {
    if (state !== "failed") return;
    state = "idle";
    load();
  }

  load();

  return {
    retry,
    /** Whether an error is being shown. */
    failed: () => state === "failed",
    /** Stops asking; a request under way is cancelled and asked again on resume. */
    pause() {
      observer.disconnect();
      if (state !== "idle" && state !== "loading") return;
      state = "paused";
      controller.abort();
    },
    resume() {
      if (state !== "paused") return;
      controller = new AbortController();
      state = "idle";
      if (first) load();
      else watch();
    },
    close() {
      observer.disconnect();
      if (state === "loading") controller.abort();
      state = "closed";
      dropBones();
      tail.remove();
      sentinel.remove();
    },
  };
}
