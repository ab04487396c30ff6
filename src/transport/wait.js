// Something of the engine's that is waited for: an answer, a timer. It has two ends. `promise` wakes
// any Rust program that awaits it. `over` is for the package's own loop, which looks again
// whenever `settled` says that something has settled: that takes no closures, no wakers and no
// executor in the module.

let ring;
let bell;

function hang() {
  bell = new Promise((resolve) => {
    ring = resolve;
  });
}

hang();

/** A promise that is settled as soon as any wait is over. */
export function settled() {
  return bell;
}

export class Wait {
  constructor(promise, stop) {
    this.over = false;
    const land = (answer) => {
      this.over = true;
      this.answer = answer;
      const rung = ring;
      hang();
      rung();
      return answer;
    };
    // Why there is no answer differs by engine, and may hold the address.
    this.promise = promise.then(land, () => land());
    this.stop = stop;
  }
}

// A wait for some time. One that is given up rings, too: whoever waits for a promise is let go of only
// when that promise is settled.
export function sleep(milliseconds) {
  let ring;
  let timer;
  const rung = new Promise((resolve) => {
    ring = () => resolve(true);
    // Timers hold 31 bits of milliseconds; more would ring at once.
    timer = setTimeout(ring, Math.min(milliseconds, 2147483647));
  });
  return new Wait(rung, () => {
    clearTimeout(timer);
    ring();
  });
}
