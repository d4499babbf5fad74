// @ts-check
import { LOST, SILENT, remedyOf, remedyOfRefusal } from "./closing.js";
import { systemClock, Timers } from "./clock.js";
import { Climb } from "./climb.js";
import * as ladders from "./ladder.js";
import { idle, next } from "./lifecycle.js";

/** @import { ConnectionState, Frame, Link, LinkEvent } from "../types" */
/** @import { Clock } from "./clock.js" */
/** @import { End, Transport, Way } from "./transport.js" */

/** From a connection that is silent so long nothing is to be expected. */
const SILENCE_MILLIS = 35_000;
const OPENING_MILLIS = 10_000;
/** How soon a connection answers that slept with its machine, if it still stands. */
const PROBE_MILLIS = 5_000;

/**
 * What a connection needs from its surroundings.
 * @typedef {object} Surroundings
 * @property {Way[]} ways best first
 * @property {() => Frame} hello
 * @property {() => Frame} knock a hello without wishes: what is wished for is said once the connection is welcome
 * @property {() => void} moved the connection goes on over another way: what was under way is unknown
 * @property {(frame: Frame) => void} receive
 * @property {(state: ConnectionState) => void} changed
 * @property {(code: number) => void} report told of ends that this client is to blame for
 * @property {Clock} [clock]
 */

/** One connection that is always being kept or won back; says what it is doing, and never gives up by itself. */
export class Connection {
  #around;
  #clock;
  #timers;
  #ladder;
  /** @type {Transport | null} */
  #transport = null;
  #generation = 0;
  #reached = false;
  #welcomed = false;
  #retryAfter = 0;
  /** @type {Link} */
  #link = idle();
  #climb;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#clock = around.clock ?? systemClock;
    this.#timers = new Timers(this.#clock);
    this.#ladder = ladders.ladder(around.ways.length);
    this.#climb = new Climb(around.ways[0], around.knock, this.#clock);
  }

  /** @returns {ConnectionState} */
  get state() {
    const { phase, reason, retryAt, since } = this.#link;
    return { phase, reason, retryAt, since };
  }

  start() {
    this.#happened({ type: "start" });
  }

  /** Tries at once where it waits, and looks whether the other end is still there where it does not. */
  wake() {
    if (this.#welcomed) {
      this.send({ op: "ping" });
      this.#listen(PROBE_MILLIS);
    }
    this.#happened({ type: "wake" });
  }

  /** The browser has, or has lost, its network. */
  network(/** @type {boolean} */ there) {
    this.#happened({ type: there ? "plugged" : "unplugged" });
  }

  /** Every space is up to date, or one is not. */
  caughtUp(/** @type {boolean} */ all) {
    this.#happened({ type: all ? "caughtUp" : "behind" });
  }

  /** Sends a frame; false where there is no connection to send it on. */
  send(/** @type {Frame} */ frame) {
    if (!this.#welcomed) {
      return false;
    }
    this.#transport?.send(frame);
    return true;
  }

  /** Stops until a person does something. */
  refuse(/** @type {string} */ reason) {
    this.#happened({ type: "closed", remedy: "stop", reason });
  }

  /** Leaves for good, cleanly; `start` comes back. */
  close() {
    this.#drop();
    this.#link = idle();
  }

  #happened(/** @type {LinkEvent} */ event) {
    const before = this.#link;
    const { link, act } = next(before, event, { now: this.#clock.now(), random: this.#clock.random() });
    this.#link = link;
    switch (act) {
      case "open":
        this.#open();
        break;
      case "wait":
        this.#drop();
        this.#timers.set("due", link.retryAt - this.#clock.now(), () => this.#happened({ type: "due" }));
        break;
      case "stop":
        this.#drop();
        break;
      case "none":
        break;
    }
    if (link !== before) {
      this.#around.changed(this.state);
    }
  }

  #open() {
    this.#drop();
    const generation = this.#generation;
    const current = (/** @type {() => void} */ action) => generation === this.#generation && action();
    this.#timers.set("silence", OPENING_MILLIS, () => this.#closed({ code: LOST }));
    this.#transport = this.#around.ways[this.#ladder.rung]({
      reached: () => current(() => (this.#reached = true)),
      opened: () => current(() => this.#transport?.send(this.#around.hello())),
      heard: (frame) => current(() => this.#heard(frame)),
      closed: (end) => current(() => this.#closed(end)),
    });
  }

  #heard(/** @type {Frame} */ frame) {
    this.#listen(SILENCE_MILLIS);
    switch (frame.op) {
      case "welcome":
        this.#welcomed = true;
        this.#ladder = ladders.held(this.#ladder);
        this.#climbIfLow();
        this.#happened({ type: "welcomed" });
        break;
      case "ping":
        this.send({ op: "pong" });
        break;
      case "bye":
        this.#retryAfter = frame.retryAfterMs ?? frame.problem?.retryAfterMs ?? 0;
        break;
    }
    this.#around.receive(frame);
  }

  /** Where the best way did not lead to the server, it may do so later: the one that does is left only for a better one that holds. */
  #climbIfLow() {
    if (this.#ladder.rung > 0) {
      this.#climb.begin((transport, welcome) => this.#move(transport, welcome));
    }
  }

  #move(/** @type {import("./climb.js").Climbed} */ transport, /** @type {Frame} */ welcome) {
    this.#drop();
    const generation = this.#generation;
    const current = (/** @type {() => void} */ action) => generation === this.#generation && action();
    this.#transport = transport;
    this.#ladder = ladders.climbed(this.#ladder);
    this.#reached = true;
    this.#welcomed = true;
    transport.hand((frame) => current(() => this.#heard(frame)), (end) => current(() => this.#closed(end)));
    this.#around.moved();
    this.#heard(welcome);
  }

  #listen(/** @type {number} */ millis) {
    this.#timers.set("silence", millis, () => this.#closed({ code: SILENT }));
  }

  #closed(/** @type {End} */ { code, problem }) {
    this.#ladder = this.#welcomed ? ladders.gone(this.#ladder) : ladders.failed(this.#ladder, this.#reached);
    const { remedy, reason } = code ? remedyOf(code) : remedyOfRefusal(problem ?? {});
    if (remedy === "report" && code) {
      this.#around.report(code);
    }
    const retryAfterMs = problem?.retryAfterMs ?? this.#retryAfter;
    this.#happened({ type: "closed", remedy, reason, retryAfterMs });
  }

  #drop() {
    this.#generation++;
    this.#reached = false;
    this.#welcomed = false;
    this.#retryAfter = 0;
    this.#timers.cancelAll();
    this.#climb.end();
    this.#transport?.close();
    this.#transport = null;
  }
}
