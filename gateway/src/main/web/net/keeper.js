// @ts-check
import { Timers } from "./clock.js";

/** @import { Clock } from "./clock.js" */

const SOON_MILLIS = 1_000;

/** @typedef {{space: string, type: string, data: any}} Wish */

/** Tells the server what one keeps for oneself: a moment later, as the next may replace it, and again once there is a connection. */
export class Keeper {
  #command;
  #timers;
  /** @type {Map<string, Wish>} by what a later one replaces */
  #wishes = new Map();

  /** @param {(wish: Wish) => Promise<unknown>} command @param {Clock} clock */
  constructor(command, clock) {
    this.#command = command;
    this.#timers = new Timers(clock);
  }

  keep(/** @type {Wish} */ wish) {
    this.#wishes.set(`${wish.type.split(".")[0]} ${wish.space}`, wish);
    this.#timers.set("soon", SOON_MILLIS, () => this.flush());
  }

  flush() {
    this.#wishes.forEach((wish, key) => this.#tell(key, wish));
  }

  /** What is refused will not be allowed later either. */
  async #tell(/** @type {string} */ key, /** @type {Wish} */ wish) {
    try {
      await this.#command(wish);
    } catch (problem) {
      if (/** @type {any} */ (problem).retryable) {
        return;
      }
    }
    if (this.#wishes.get(key) === wish) {
      this.#wishes.delete(key);
    }
  }
}
