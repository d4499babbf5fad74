// @ts-check
import { Timers } from "./clock.js";

/** @import { Clock } from "./clock.js" */

const AFTER_MILLIS = 1_000;

/** What was applied and has not been acknowledged: told together, a moment later. */
export class Acknowledgements {
  #timers;
  #tell;
  /** @type {Map<string, number>} */
  #applied = new Map();

  /** @param {Clock} clock @param {(applied: Record<string, number>) => void} tell */
  constructor(clock, tell) {
    this.#timers = new Timers(clock);
    this.#tell = tell;
  }

  add(/** @type {string} */ space, /** @type {number} */ seq) {
    this.#applied.set(space, seq);
    if (this.#timers.has("tell")) {
      return;
    }
    this.#timers.set("tell", AFTER_MILLIS, () => {
      const applied = Object.fromEntries(this.#applied);
      this.#applied.clear();
      this.#tell(applied);
    });
  }

  forget() {
    this.#timers.cancelAll();
    this.#applied.clear();
  }
}
