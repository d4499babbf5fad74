// @ts-check
import { backoff } from "./backoff.js";

/** @import { ConnectionState, Frame, Phase } from "../types" */

const SILENCE_MILLIS = 35_000;
const OPENING_MILLIS = 10_000;
const WAKE_GAP_MILLIS = 2_000;
const BUGS_MAX = 1;
const PROTOCOL = "parley.v1.json";

/**
 * What a connection needs from its surroundings.
 * @typedef {object} Surroundings
 * @property {() => Promise<string>} ticket a fresh single-use ticket; rejects with `{status}`
 * @property {(protocols: string[]) => WebSocket} socket
 * @property {() => Frame} hello
 * @property {(frame: Frame) => void} receive
 * @property {(state: ConnectionState) => void} changed
 * @property {() => number} [now]
 * @property {() => number} [random]
 */

/** One WebSocket that is always being kept or won back; says what it is doing, and never gives up. */
export class Connection {
  #around;
  /** @type {WebSocket | null} */
  #socket = null;
  #attempt = 0;
  #bugs = 0;
  #retryAfter = 0;
  #triedAt = 0;
  #generation = 0;
  #waiting = 0;
  #silence = 0;
  /** @type {ConnectionState} */
  state = { phase: "connecting", retryAt: 0, since: 0, reason: "" };

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = { now: Date.now, random: Math.random, ...around };
  }

  /** Opens the connection, or tries at once where it was waiting to. */
  wake() {
    const { phase } = this.state;
    if (phase === "live" || phase === "catching-up" || this.#around.now() - this.#triedAt < WAKE_GAP_MILLIS) {
      return;
    }
    this.#open();
  }

  /** Sends a frame; false where there is no connection to send it on. */
  send(/** @type {Frame} */ frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN || this.state.phase === "connecting") {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Says that every space is up to date. */
  caughtUp() {
    if (this.state.phase === "catching-up") {
      this.#become("live");
    }
  }

  /** Leaves for good. */
  close() {
    this.#drop();
    clearTimeout(this.#waiting);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  async #open() {
    clearTimeout(this.#waiting);
    this.#drop();
    this.#socket?.close(1000);
    const generation = ++this.#generation;
    this.#triedAt = this.#around.now();
    this.#become("connecting");
    let ticket;
    try {
      ticket = await this.#around.ticket();
    } catch (problem) {
      if (generation === this.#generation) {
        this.#refused(/** @type {any} */ (problem));
      }
      return;
    }
    if (generation === this.#generation) {
      this.#connect(generation, ticket);
    }
  }

  #connect(/** @type {number} */ generation, /** @type {string} */ ticket) {
    const socket = this.#around.socket([PROTOCOL, `parley.ticket.${ticket}`]);
    const current = () => generation === this.#generation;
    this.#socket = socket;
    this.#listen(OPENING_MILLIS);
    socket.onopen = () => current() && socket.send(JSON.stringify(this.#around.hello()));
    socket.onmessage = (event) => current() && this.#receive(String(event.data));
    socket.onclose = (event) => current() && this.#closed(event.code, event.reason);
  }

  #receive(/** @type {string} */ data) {
    this.#listen(SILENCE_MILLIS);
    for (const line of data.split("\n")) {
      const frame = readable(line);
      if (frame) {
        this.#handle(frame);
      }
    }
  }

  #handle(/** @type {Frame} */ frame) {
    switch (frame.op) {
      case "welcome":
        this.#attempt = 0;
        this.#bugs = 0;
        this.#become("catching-up");
        break;
      case "ping":
        this.send({ op: "pong" });
        break;
      case "bye":
        this.#retryAfter = frame.retryAfterMs ?? frame.problem?.retryAfterMs ?? 0;
        break;
      case "drain":
        this.#retryAfter = Math.round(this.#around.random() * (frame.withinMs ?? 0));
        break;
    }
    this.#around.receive(frame);
  }

  #closed(/** @type {number} */ code, /** @type {string} */ reason) {
    this.#drop();
    if (code === 4101 || code === 4102) {
      this.#become("expired", { reason });
      return;
    }
    if (code === 4103 || code === 4104 || (code >= 4200 && ++this.#bugs > BUGS_MAX)) {
      this.#become("refused", { reason });
      return;
    }
    this.#later(reason);
  }

  #refused(/** @type {{status?: number, message?: string}} */ problem) {
    if (problem.status === 401) {
      this.#become("expired");
      return;
    }
    this.#later(problem.message ?? "");
  }

  #later(/** @type {string} */ reason) {
    const wait = Math.max(this.#retryAfter, backoff(this.#attempt++, this.#around.random()));
    this.#retryAfter = 0;
    this.#become("offline", { retryAt: this.#around.now() + wait, reason });
    this.#waiting = window.setTimeout(() => this.#open(), wait);
  }

  #listen(/** @type {number} */ millis) {
    clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => this.#silent(), millis);
  }

  #silent() {
    this.#generation++;
    this.#socket?.close(4002);
    this.#drop();
    this.#later("");
  }

  #drop() {
    clearTimeout(this.#silence);
  }

  #become(/** @type {Phase} */ phase, /** @type {Partial<ConnectionState>} */ more = {}) {
    const down = phase === "offline" || phase === "connecting";
    const wasDown = this.state.phase === "offline" || this.state.phase === "connecting";
    const since = down && wasDown && this.state.since ? this.state.since : this.#around.now();
    this.state = { retryAt: 0, reason: "", ...more, phase, since };
    this.#around.changed(this.state);
  }
}

/** @returns {Frame | null} */
function readable(/** @type {string} */ line) {
  try {
    const frame = JSON.parse(line);
    return typeof frame?.op === "string" ? frame : null;
  } catch {
    return null;
  }
}
