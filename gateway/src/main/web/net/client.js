// @ts-check
import * as feeds from "../state/feed.js";
import { Acknowledgements } from "./acknowledgements.js";
import { backoff } from "./backoff.js";
import { systemClock, Timers } from "./clock.js";
import { Commands } from "./commands.js";
import { Snapshots } from "./snapshots.js";

/** @import { Feed, Frame, Passing, Pull } from "../types" */
/** @import { Clock } from "./clock.js" */

/** A space that has not begun to answer by then is asked again. */
const SUBSCRIBE_MILLIS = 15_000;

/**
 * What a client tells its owner.
 * @typedef {object} Listener
 * @property {(space: string, snapshot: {epoch: string, at: number, data: any}) => void} snapshot
 * @property {(space: string, frames: Frame[]) => void} events in the order of the space, without gap or repetition
 * @property {(frame: Frame) => void} ephemeral
 * @property {(space: string) => Passing | undefined} passing what is known of what passes there
 * @property {(space: string, problem: any) => void} refused
 * @property {(all: boolean) => void} caughtUp whether every subscribed space is up to date; told when that changes
 */

/** The client's side of the protocol: subscriptions with their cursors, gap repair and commands. No page in here. */
export class Client {
  #listener;
  #timers;
  #clock;
  /** @type {(frame: Frame) => boolean} */
  #send = () => false;
  /** @type {Map<string, Feed | null>} null until the first snapshot */
  #feeds = new Map();
  #snapshots = new Snapshots();
  /** Spaces that are not up to date: what they wait for. @type {Map<string, "subscription" | "gap">} */
  #behind = new Map();
  /** Spaces that the last hello named. @type {Set<string>} */
  #greeted = new Set();
  /** How often in a row a space was asked for in vain. @type {Map<string, number>} */
  #asked = new Map();
  #commands;
  #acknowledgements;

  /** @param {Listener} listener @param {Clock} [clock] */
  constructor(listener, clock = systemClock) {
    this.#listener = listener;
    this.#clock = clock;
    this.#timers = new Timers(clock);
    this.#commands = new Commands(clock);
    this.#acknowledgements = new Acknowledgements(clock, (a) => this.#send({ op: "ack", a }));
  }

  /** @param {(frame: Frame) => boolean} send false where nothing can be sent now */
  through(send) {
    this.#send = send;
  }

  /** @param {boolean} active whether the person looks at a page @returns {Frame} */
  hello(active) {
    this.#feeds.forEach((_, space) => this.#behind.set(space, "subscription"));
    this.#greeted = new Set(this.#feeds.keys());
    this.#feeds.forEach((_, space) => this.#expect(space));
    return { ...this.knock(active), subs: [...this.#feeds.keys()].map((space) => this.#wish(space)) };
  }

  /** A hello to which the wishes follow once it is welcome. @param {boolean} active @returns {Frame} */
  knock(active) {
    return { op: "hello", v: 1, client: { name: "web", version: "1" }, active, subs: [] };
  }

  /** Watches a space from now on. */
  subscribe(/** @type {string} */ space) {
    if (!this.#feeds.has(space)) {
      this.#feeds.set(space, null);
      this.#ask(space);
    }
  }

  unsubscribe(/** @type {string} */ space) {
    this.#forget(space);
    this.#send({ op: "unsub", space });
    this.#upToDate(space);
  }

  /**
   * Gives a command; settles with its answer, or fails with a problem.
   * @param {string} space @param {string} type @param {any} data @param {string} [key]
   * @returns {Promise<Frame>}
   */
  command(space, type, data, key) {
    return this.#commands.give((id) => this.#send({ op: "cmd", id, space, type, ...(key ? { key } : {}), data }));
  }

  /** Tells others that one is there, and perhaps typing. */
  act(/** @type {string} */ space, /** @type {boolean} */ typing) {
    this.#send({ op: "act", space, typing, active: true });
  }

  /** Asks for all of one model of what passes. */
  again(/** @type {string} */ space, /** @type {string} */ model) {
    this.#send({ op: "sub", space, only: [model] });
  }

  /** The connection is gone: what was under way is unknown, and is asked for again by those who care. */
  disconnected() {
    this.#commands.disconnected();
    this.#timers.cancelAll();
    this.#snapshots.forgetAll();
    this.#acknowledgements.forget();
    this.#greeted.clear();
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
        return this.#repair(frame.space, (feed) => feeds.offer(feed, frame));
      case "eph":
        return this.#feeds.get(frame.space) ? this.#listener.ephemeral(frame) : undefined;
      case "live":
        return this.#live(frame);
      case "ping":
        return Object.entries(frame.heads ?? {}).forEach(([space, head]) =>
          this.#repair(space, (feed) => feeds.announce(feed, head)));
      case "lag":
        this.#fallBehind(frame.space, "gap");
        return this.#repair(frame.space, (feed) => feeds.announce(feed, frame.head));
      case "reset":
        return this.#reset(frame.space);
      case "ok":
        return this.#commands.answer(frame.re, frame);
      case "err":
        return frame.re === undefined ? this.#problem(frame) : this.#commands.answer(frame.re, frame);
    }
  }

  #welcomed() {
    const missed = [...this.#feeds.keys()].filter((space) => !this.#greeted.has(space));
    missed.forEach((space) => this.#subscribeAgain(space));
    if (this.#behind.size === 0) {
      this.#listener.caughtUp(true);
    }
  }

  #subscribed(/** @type {Frame} */ frame) {
    const { space, mode, epoch } = frame;
    const feed = this.#feeds.get(space);
    this.#snapshots.begin(frame);
    if (mode !== "snapshot" && feed && feed.epoch !== epoch) {
      this.#reset(space);
    } else if (mode === "current") {
      this.#upToDate(space);
    } else if (mode === "delta") {
      this.#timers.cancel(`sub ${space}`);
    }
  }

  #snapshot(/** @type {Frame} */ frame) {
    const { space } = frame;
    if (!this.#feeds.has(space)) {
      return;
    }
    const whole = this.#snapshots.add(frame);
    if (!whole) {
      this.#expect(space);
      return;
    }
    this.#feeds.set(space, feeds.open(whole.epoch, whole.at));
    this.#listener.snapshot(space, whole);
    this.#acknowledgements.add(space, whole.at);
    this.#upToDate(space);
  }

  #live(/** @type {Frame} */ { space, seq }) {
    if (this.#behind.has(space)) {
      this.#behind.set(space, "gap");
    }
    this.#repair(space, (feed) => feeds.announce(feed, seq ?? feed.seq));
  }

  /** @param {string} space @param {(feed: Feed) => feeds.Step} step */
  #repair(space, step) {
    const feed = this.#feeds.get(space);
    if (!feed) {
      return;
    }
    const { feed: next, apply, pull } = step(feed);
    this.#feeds.set(space, next);
    if (apply.length > 0) {
      this.#listener.events(space, apply);
      this.#acknowledgements.add(space, next.seq);
    }
    if (pull) {
      this.#send({ op: "pull", space, after: pull.after, limit: pull.limit });
    }
    if (!next.pull) {
      this.#timers.cancel(`pull ${space}`);
      this.#settle(space);
    } else if (pull || apply.length > 0) {
      this.#timers.set(`pull ${space}`, next.delayMillis, () => this.#pullAgain(space));
    }
  }

  /** A range that does not come is worth a word; one that comes at once is not. */
  #pullAgain(/** @type {string} */ space) {
    this.#fallBehind(space, "gap");
    this.#repair(space, feeds.retry);
  }

  #reset(/** @type {string} */ space) {
    if (this.#feeds.has(space)) {
      this.#feeds.set(space, null);
      this.#subscribeAgain(space);
    }
  }

  #subscribeAgain(/** @type {string} */ space) {
    this.#fallBehind(space, "subscription");
    this.#ask(space);
  }

  #ask(/** @type {string} */ space) {
    if (this.#send({ op: "sub", ...this.#wish(space) })) {
      this.#expect(space);
    }
  }

  /** Everything after the cursor, and of what passes what has changed since; the latest where there is no cursor. */
  #wish(/** @type {string} */ space) {
    const feed = this.#feeds.get(space);
    return feed ? { space, epoch: feed.epoch, seq: feed.seq, eph: this.#listener.passing(space) } : { space, tail: 100 };
  }

  #expect(/** @type {string} */ space) {
    this.#timers.set(`sub ${space}`, SUBSCRIBE_MILLIS, () => this.#subscribeAgain(space));
  }

  #problem(/** @type {Frame} */ { space, problem = {} }) {
    const repeated = problem.retryable && this.#feeds.get(space)?.pull;
    if (!this.#feeds.has(space) || repeated) {
      return;
    }
    if (problem.retryable) {
      const asked = this.#asked.get(space) ?? 0;
      this.#asked.set(space, asked + 1);
      const wait = Math.max(problem.retryAfterMs ?? 0, backoff(asked, this.#clock.random()));
      this.#timers.set(`sub ${space}`, wait, () => this.#subscribeAgain(space));
      return;
    }
    this.#forget(space);
    this.#listener.refused(space, problem);
    this.#upToDate(space);
  }

  #forget(/** @type {string} */ space) {
    this.#feeds.delete(space);
    this.#snapshots.forget(space);
    this.#asked.delete(space);
    this.#timers.cancel(`sub ${space}`);
    this.#timers.cancel(`pull ${space}`);
  }

  /** A gap is over once everything that is known to be in the log has been applied. */
  #settle(/** @type {string} */ space) {
    const feed = this.#feeds.get(space);
    if (this.#behind.get(space) === "gap" && feed && feeds.complete(feed)) {
      this.#upToDate(space);
    }
  }

  #upToDate(/** @type {string} */ space) {
    this.#timers.cancel(`sub ${space}`);
    this.#asked.delete(space);
    if (this.#behind.delete(space) && this.#behind.size === 0) {
      this.#listener.caughtUp(true);
    }
  }

  #fallBehind(/** @type {string} */ space, /** @type {"subscription" | "gap"} */ why) {
    const first = this.#behind.size === 0;
    this.#behind.set(space, this.#behind.get(space) === "subscription" ? "subscription" : why);
    if (first) {
      this.#listener.caughtUp(false);
    }
  }
}
