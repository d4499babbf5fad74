// @ts-check
import { LOST } from "./closing.js";
import { Timers } from "./clock.js";

/** @import { Frame } from "../types" */
/** @import { Clock } from "./clock.js" */
/** @import { End, Transport, Way } from "./transport.js" */

const FIRST_MILLIS = 10_000;
const CAP_MILLIS = 600_000;
/** How long the way may take to lead to a welcome. */
const WELCOME_MILLIS = 10_000;

/**
 * A connection that was welcomed before anybody relies on it, and whoever takes it over then.
 * @typedef {Transport & {hand: (heard: (frame: Frame) => void, closed: (end: End) => void) => void}} Climbed
 */

/** Tries the best way beside a connection that holds, again and again, each time after twice the pause. */
export class Climb {
  #way;
  #knock;
  #clock;
  #timers;
  /** @type {Transport | null} */
  #attempt = null;
  #failures = 0;

  /** @param {Way} way @param {() => Frame} knock @param {Clock} clock */
  constructor(way, knock, clock) {
    this.#way = way;
    this.#knock = knock;
    this.#clock = clock;
    this.#timers = new Timers(clock);
  }

  /** Begins to try, until it has been welcomed or is ended. @param {(transport: Climbed, welcome: Frame) => void} welcomed */
  begin(welcomed) {
    this.end();
    const pause = Math.min(CAP_MILLIS, FIRST_MILLIS * 2 ** Math.min(this.#failures, 10));
    this.#timers.set("try", pause * (1 + this.#clock.random()) / 2, () => this.#try(welcomed));
  }

  end() {
    this.#timers.cancelAll();
    this.#attempt?.close();
    this.#attempt = null;
  }

  #try(/** @type {(transport: Climbed, welcome: Frame) => void} */ welcomed) {
    let owner = {
      heard: (/** @type {Frame} */ frame) => {
        if (frame.op === "welcome") {
          this.#attempt = null;
          this.#failures = 0;
          this.#timers.cancelAll();
          welcomed({ ...transport, hand: (heard, closed) => (owner = { heard, closed }) }, frame);
        }
      },
      closed: (/** @type {End} */ _) => this.#failed(welcomed),
    };
    const transport = this.#way({
      reached: () => {},
      opened: () => transport.send(this.#knock()),
      heard: (frame) => owner.heard(frame),
      closed: (end) => owner.closed(end),
    });
    this.#attempt = transport;
    this.#timers.set("welcome", WELCOME_MILLIS, () => owner.closed({ code: LOST }));
  }

  #failed(/** @type {(transport: Climbed, welcome: Frame) => void} */ welcomed) {
    this.#failures++;
    this.begin(welcomed);
  }
}
