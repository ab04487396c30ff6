// A wait. Made here because what waits for a promise in WebAssembly is let go of only when that promise is settled: one
// that is given up rings, too.
export class Timer {
  constructor(milliseconds) {
    this.rung = new Promise((resolve) => {
      this.ring = resolve;
    });
    // Timers hold 31 bits of milliseconds; more would ring at once.
    this.timer = setTimeout(this.ring, Math.min(milliseconds, 2147483647));
  }

  stop() {
    clearTimeout(this.timer);
    this.ring();
  }
}
