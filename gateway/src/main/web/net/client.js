// @ts-check
import * as feeds from "../state/feed.js";

/** @import { Feed, Frame, Pull } from "../types" */

const ACK_MILLIS = 1_000;
const RESUBSCRIBE_MILLIS = 2_000;
const COMMAND_MILLIS = 20_000;

/**
 * What a client tells its owner.
 * @typedef {object} Listener
 * @property {(space: string, snapshot: {epoch: string, at: number, data: any}) => void} snapshot
 * @property {(space: string, frames: Frame[]) => void} events in the order of the space, without gap or repetition
 * @property {(frame: Frame) => void} ephemeral
 * @property {(space: string, problem: any) => void} refused
 * @property {() => void} caughtUp every subscribed space is up to date
 */

/** The client's side of the protocol: subscriptions with their cursors, gap repair and commands. No page in here. */
export class Client {
  #listener;
  /** @type {(frame: Frame) => boolean} */
  #send = () => false;
  /** @type {Map<string, Feed | null>} null until the first snapshot */
  #feeds = new Map();
  /** @type {Map<string, any[]>} */
  #parts = new Map();
  /** @type {Map<string, string>} */
  #epochs = new Map();
  /** @type {Set<string>} */
  #behind = new Set();
  /** @type {Set<string>} */
  #greeted = new Set();
  /** @type {Map<number, {resolve: (ok: Frame) => void, reject: (problem: any) => void, timer: number}>} */
  #commands = new Map();
  /** @type {Map<string, number>} */
  #timers = new Map();
  /** @type {Set<string>} */
  #unacknowledged = new Set();
  #nextCommand = 1;

  /** @param {Listener} listener */
  constructor(listener) {
    this.#listener = listener;
  }

  /** @param {(frame: Frame) => boolean} send false where nothing can be sent now */
  through(send) {
    this.#send = send;
  }

  /** @returns {Frame} */
  hello() {
    this.#behind = new Set(this.#feeds.keys());
    this.#greeted = new Set(this.#feeds.keys());
    const subs = [...this.#feeds].map(([space, feed]) => wish(space, feed));
    return { op: "hello", v: 1, client: { name: "web", version: "1" }, active: !document.hidden, subs };
  }

  /** Watches a space from now on. */
  subscribe(/** @type {string} */ space) {
    if (!this.#feeds.has(space)) {
      this.#feeds.set(space, null);
      this.#subscribeAgain(space);
    }
  }

  unsubscribe(/** @type {string} */ space) {
    this.#feeds.delete(space);
    this.#behind.delete(space);
    this.#send({ op: "unsub", space });
  }

  /**
   * Gives a command; settles with its answer, or fails with a problem.
   * @param {string} space @param {string} type @param {any} data @param {string} [key]
   * @returns {Promise<Frame>}
   */
  command(space, type, data, key) {
    const id = this.#nextCommand++;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => this.#answer(id, { op: "err", problem: { code: "timeout", retryable: true } }), COMMAND_MILLIS);
      this.#commands.set(id, { resolve, reject, timer });
      if (!this.#send({ op: "cmd", id, space, type, ...(key ? { key } : {}), data })) {
        this.#answer(id, { op: "err", problem: { code: "offline", retryable: true } });
      }
    });
  }

  /** Tells others that one is typing. */
  act(/** @type {string} */ space) {
    this.#send({ op: "act", space, typing: true, active: true });
  }

  /** The connection is gone: what was under way is unknown, and is asked for again by those who care. */
  disconnected() {
    for (const id of [...this.#commands.keys()]) {
      this.#answer(id, { op: "err", problem: { code: "offline", retryable: true } });
    }
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
    for (const [space, feed] of this.#feeds) {
      if (feed) {
        this.#feeds.set(space, feeds.open(feed.epoch, feed.seq));
      }
    }
  }

  /** @param {Frame} frame */
  receive(frame) {
    switch (frame.op) {
      case "welcome":
        return this.#welcomed();
      case "sub":
        return this.#subscribed(frame);
      case "snap":
        return this.#snapshot(frame);
      case "ev":
      case "skip":
        return this.#event(frame);
      case "eph":
        return this.#feeds.get(frame.space) ? this.#listener.ephemeral(frame) : undefined;
      case "live":
        this.#repair(frame.space, (feed) => feeds.announce(feed, frame.seq ?? feed.seq));
        return this.#upToDate(frame.space);
      case "ping":
        return Object.entries(frame.heads ?? {}).forEach(([space, head]) =>
          this.#repair(space, (feed) => feeds.announce(feed, head)));
      case "lag":
        return this.#repair(frame.space, (feed) => feeds.announce(feed, frame.head));
      case "reset":
        return this.#reset(frame.space);
      case "ok":
        return this.#answer(frame.re, frame);
      case "err":
        return frame.re === undefined ? this.#problem(frame) : this.#answer(frame.re, frame);
    }
  }

  #welcomed() {
    const missed = [...this.#feeds.keys()].filter((space) => !this.#greeted.has(space));
    missed.forEach((space) => this.#subscribeAgain(space));
    if (this.#behind.size === 0) {
      this.#listener.caughtUp();
    }
  }

  #subscribed(/** @type {Frame} */ frame) {
    this.#parts.delete(frame.space);
    this.#epochs.set(frame.space, frame.epoch ?? "");
    const feed = this.#feeds.get(frame.space);
    if (frame.mode !== "snapshot" && feed && feed.epoch !== frame.epoch) {
      this.#reset(frame.space);
    } else if (frame.mode === "current") {
      this.#upToDate(frame.space);
    }
  }

  #snapshot(/** @type {Frame} */ frame) {
    if (!this.#feeds.has(frame.space)) {
      return;
    }
    const parts = [...(this.#parts.get(frame.space) ?? []), frame.data ?? {}];
    this.#parts.set(frame.space, parts);
    if (parts.length < (frame.of ?? 1)) {
      return;
    }
    this.#parts.delete(frame.space);
    const epoch = frame.epoch ?? this.#epochs.get(frame.space) ?? "";
    this.#feeds.set(frame.space, feeds.open(epoch, frame.at));
    this.#listener.snapshot(frame.space, { epoch, at: frame.at, data: joined(parts) });
    this.#acknowledge(frame.space);
    this.#upToDate(frame.space);
  }

  #event(/** @type {Frame} */ frame) {
    this.#repair(frame.space, (feed) => feeds.offer(feed, frame));
  }

  /** @param {string} space @param {(feed: Feed) => {feed: Feed, apply: Frame[], pull: Pull | null}} step */
  #repair(space, step) {
    const feed = this.#feeds.get(space);
    if (!feed) {
      return;
    }
    const { feed: next, apply, pull } = step(feed);
    this.#feeds.set(space, next);
    if (apply.length > 0) {
      this.#listener.events(space, apply);
      this.#acknowledge(space);
    }
    if (pull) {
      this.#send({ op: "pull", space, after: pull.after, limit: pull.limit });
      this.#after(`pull ${space}`, next.delayMillis, () => this.#repair(space, feeds.retry));
    } else if (!next.pull) {
      this.#cancel(`pull ${space}`);
    }
  }

  #acknowledge(/** @type {string} */ space) {
    this.#unacknowledged.add(space);
    if (this.#timers.has("ack")) {
      return;
    }
    this.#after("ack", ACK_MILLIS, () => {
      const cursors = [...this.#unacknowledged].flatMap((one) => {
        const feed = this.#feeds.get(one);
        return feed ? [[one, feed.seq]] : [];
      });
      this.#unacknowledged.clear();
      this.#send({ op: "ack", a: Object.fromEntries(cursors) });
    });
  }

  #reset(/** @type {string} */ space) {
    this.#feeds.set(space, null);
    this.#subscribeAgain(space);
  }

  #subscribeAgain(/** @type {string} */ space) {
    this.#behind.add(space);
    this.#send({ op: "sub", ...wish(space, this.#feeds.get(space) ?? null) });
  }

  #problem(/** @type {Frame} */ frame) {
    if (!frame.space) {
      return;
    }
    if (frame.problem?.retryable) {
      this.#after(`sub ${frame.space}`, frame.problem.retryAfterMs ?? RESUBSCRIBE_MILLIS, () => this.#subscribeAgain(frame.space));
      return;
    }
    this.#feeds.delete(frame.space);
    this.#listener.refused(frame.space, frame.problem ?? {});
    this.#upToDate(frame.space);
  }

  #answer(/** @type {number} */ id, /** @type {Frame} */ frame) {
    const command = this.#commands.get(id);
    if (!command) {
      return;
    }
    this.#commands.delete(id);
    clearTimeout(command.timer);
    if (frame.op === "ok") {
      command.resolve(frame);
    } else {
      command.reject(frame.problem ?? { code: "unknown" });
    }
  }

  #upToDate(/** @type {string} */ space) {
    this.#behind.delete(space);
    if (this.#behind.size === 0) {
      this.#listener.caughtUp();
    }
  }

  #after(/** @type {string} */ name, /** @type {number} */ millis, /** @type {() => void} */ action) {
    this.#cancel(name);
    this.#timers.set(name, window.setTimeout(() => {
      this.#timers.delete(name);
      action();
    }, millis));
  }

  #cancel(/** @type {string} */ name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}

/** What is asked for: everything after the cursor, or the latest where there is none. */
const wish = (/** @type {string} */ space, /** @type {Feed | null} */ feed) =>
  (feed ? { space, epoch: feed.epoch, seq: feed.seq } : { space, tail: 100 });

/** One snapshot from its parts: lists are joined, everything else is taken from the part that has it. */
function joined(/** @type {any[]} */ parts) {
  /** @type {Record<string, any>} */
  const whole = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      whole[name] = Array.isArray(value) ? [...(whole[name] ?? []), ...value] : value;
    }
  }
  return whole;
}
