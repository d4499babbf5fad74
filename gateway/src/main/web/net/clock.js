// @ts-check

/**
 * What time it is, and what happens later.
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since 1970
 * @property {(millis: number, action: () => void) => () => void} after what it returns takes it back
 * @property {() => number} random 0 to 1
 */

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  after: (millis, action) => {
    const timer = setTimeout(action, millis);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Timers by name: setting one anew takes the old one back. */
export class Timers {
  #clock;
  /** @type {Map<string, () => void>} */
  #pending = new Map();

  /** @param {Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  has(/** @type {string} */ name) {
    return this.#pending.has(name);
  }

  /** @param {string} name @param {number} millis @param {() => void} action */
  set(name, millis, action) {
    this.cancel(name);
    this.#pending.set(name, this.#clock.after(millis, () => {
      this.#pending.delete(name);
      action();
    }));
  }

  cancel(/** @type {string} */ name) {
    this.#pending.get(name)?.();
    this.#pending.delete(name);
  }

  cancelAll() {
    [...this.#pending.keys()].forEach((name) => this.cancel(name));
  }
}
