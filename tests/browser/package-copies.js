// Copies of the package: under an address of its own, each is for the engine another module, with nothing loaded yet.
import { test } from "./harness.js";

let copies = 0;

/** The package with nothing loaded yet. */
export function freshPackage() {
  copies += 1;
  return import("/pkg/index.js?copy=" + copies);
}

/** Milliseconds go by. */
export const tick = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The package with nothing loaded, whose module arrives when `arrive` is called; `restore` puts back the page's fetch. */
async function slowPackage() {
  const copy = await freshPackage();
  const original = window.fetch;
  let arrive;
  const arrived = new Promise((resolve) => { arrive = resolve; });
  window.fetch = function (input, init) {
    if (!String(input).includes("bukaolshop_bg.wasm")) return original.call(window, input, init);
    return arrived.then(() => original.call(window, input, init));
  };
  return { copy, arrive, restore: () => { arrive(); window.fetch = original; } };
}

/** Declares a test of the package before its module is there: `follow` gets that package. */
export function testBeforeModule(name, follow) {
  test(name, async () => {
    const slow = await slowPackage();
    try {
      await follow(slow);
    } finally {
      slow.restore();
    }
  });
}
