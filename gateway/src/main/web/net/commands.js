// @ts-check
import { Timers } from "./clock.js";

/** @import { Frame } from "../types" */
/** @import { Clock } from "./clock.js" */

const ANSWER_MILLIS = 20_000;

/** Commands that were given and not answered yet. */
export class Commands {
  #timers;
  /** @type {Map<number, {resolve: (ok: Frame) => void, reject: (problem: any) => void}>} */
  #open = new Map();
  #next = 1;

  /** @param {Clock} clock */
  constructor(clock) {
    this.#timers = new Timers(clock);
  }

  /**
   * Gives a command; settles with its answer, or fails with a problem.
   * @param {(id: number) => boolean} send false where it cannot be sent now
   * @returns {Promise<Frame>}
   */
  give(send) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#timers.set(String(id), ANSWER_MILLIS, () => this.answer(id, failure("timeout", "The server did not answer in time.")));
      if (!send(id)) {
        this.answer(id, OFFLINE);
      }
    });
  }

  answer(/** @type {number} */ id, /** @type {Frame} */ frame) {
    const command = this.#open.get(id);
    if (!command) {
      return;
    }
    this.#open.delete(id);
    this.#timers.cancel(String(id));
    if (frame.op === "ok") {
      command.resolve(frame);
    } else {
      command.reject(frame.problem ?? { code: "unknown" });
    }
  }

  /** Whether they were carried out is unknown now. */
  disconnected() {
    [...this.#open.keys()].forEach((id) => this.answer(id, OFFLINE));
  }
}

const failure = (/** @type {string} */ code, /** @type {string} */ title) => ({ op: "err", problem: { code, title, retryable: true } });
const OFFLINE = failure("offline", "There is no connection now. Try again later.");
