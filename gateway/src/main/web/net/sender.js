// @ts-check
import { backoff } from "./backoff.js";
import { systemClock, Timers } from "./clock.js";
import { ulid } from "./ulid.js";

/** @import { Frame, Pending } from "../types" */
/** @import { Clock } from "./clock.js" */
/** @import { Outbox } from "./outbox.js" */

/** Refusals of a key, not of what is said under it. */
const OF_THE_KEY = new Set(["key_expired", "key_skewed"]);

/** @typedef {Pick<Pending, "space" | "text" | "mentions" | "replyTo">} Words what somebody says, and where */

/**
 * What a sender needs from its surroundings.
 * @typedef {object} Surroundings
 * @property {Pick<Outbox, "load" | "put" | "remove">} outbox
 * @property {(space: string, type: string, data: any, key: string) => Promise<Frame>} command
 * @property {(space: string) => number | null} applied how far a space's log has been applied; null where it is not followed
 * @property {(pending: Pending[]) => void} changed
 * @property {() => number} time as the server tells it, who refuses keys of another
 * @property {Clock} [clock]
 */

/** Sends one's messages, each space's in order, until the space has each: now, after a pause, or after a reload. */
export class Sender {
  #around;
  #clock;
  #timers;
  #live = false;
  /** @type {Pending[]} */
  #pending = [];
  /** @type {Set<string>} */
  #sending = new Set();
  /** How often in a row a space's first message was tried in vain. @type {Map<string, number>} */
  #tried = new Map();

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#clock = around.clock ?? systemClock;
    this.#timers = new Timers(this.#clock);
  }

  get pending() {
    return this.#pending;
  }

  /** Takes up what a person had not got sent; what was on its way may have arrived, and its key makes it the same. */
  async load() {
    const kept = await this.#around.outbox.load();
    const known = new Set(this.#pending.map((one) => one.key));
    const found = kept.filter((one) => !known.has(one.key));
    this.#become([...found.map((one) => (one.state === "failed" ? one : again(one))), ...this.#pending]);
    this.#flushAll();
  }

  /** Takes a message; it is safe once this completes. */
  async post(/** @type {Words} */ { space, text, mentions, replyTo }) {
    const at = Math.max(this.#around.time(), (this.#pending.at(-1)?.at ?? 0) + 1);
    const one = { key: ulid(at), space, text, mentions, replyTo, at, state: /** @type {const} */ ("queued"), error: "", code: "", seq: 0 };
    this.#become([...this.#pending, one]);
    await this.#around.outbox.put(one);
    this.#flush(space);
  }

  /** Sends what was refused once more; under a new key where it was the key that was refused. */
  async retry(/** @type {string} */ key) {
    const one = this.#pending.find((it) => it.key === key);
    if (one?.state !== "failed") {
      return;
    }
    const fresh = { ...again(one), key: OF_THE_KEY.has(one.code) ? ulid(this.#around.time()) : key };
    this.#become(this.#pending.map((it) => (it === one ? fresh : it)));
    await this.#around.outbox.put(fresh);
    if (fresh.key !== key) {
      await this.#around.outbox.remove(key);
    }
    this.#flush(one.space);
  }

  /** Gives up a message, as the person wishes. */
  async discard(/** @type {string} */ key) {
    const space = this.#pending.find((one) => one.key === key)?.space ?? "";
    this.#drop((one) => one.key === key);
    await this.#around.outbox.remove(key);
    this.#flush(space);
  }

  /** A space's log was applied up to `seq`; it brought the messages of these keys. */
  arrived(/** @type {string} */ space, /** @type {number} */ seq, /** @type {Set<string>} */ keys) {
    this.#pending.filter((one) => keys.has(one.key)).forEach((one) => this.#around.outbox.remove(one.key));
    this.#drop((one) => keys.has(one.key) || (one.space === space && one.state === "confirmed" && one.seq <= seq));
    this.#flush(space);
  }

  /** Whether anything can be sent now. What was on its way when the connection broke is sent again. */
  live(/** @type {boolean} */ now) {
    if (now === this.#live) {
      return;
    }
    this.#live = now;
    if (now) {
      this.#tried.clear();
      this.#timers.cancelAll();
      this.#become(this.#pending.map((one) => (one.state === "sent" && !this.#sending.has(one.space) ? again(one) : one)));
      this.#flushAll();
    }
  }

  #flushAll() {
    new Set(this.#pending.map((one) => one.space)).forEach((space) => this.#flush(space));
  }

  async #flush(/** @type {string} */ space) {
    const first = this.#pending.find((one) => one.space === space && (one.state === "queued" || one.state === "sent"));
    if (!this.#live || this.#sending.has(space) || this.#timers.has(space) || first?.state !== "queued") {
      return;
    }
    this.#sending.add(space);
    const wait = await this.#send(first);
    this.#sending.delete(space);
    if (wait > 0) {
      this.#timers.set(space, wait, () => this.#flush(space));
    } else {
      this.#flush(space);
    }
  }

  /** @returns {Promise<number>} milliseconds until it has to be tried again; 0 where it is settled */
  async #send(/** @type {Pending} */ { space, key, text, mentions, replyTo }) {
    this.#change(key, { state: "sent" });
    try {
      const ok = await this.#around.command(space, "message.send", { text, mentions, replyTo }, key);
      this.#tried.delete(space);
      this.#confirmed(space, key, ok.seq);
      return 0;
    } catch (problem) {
      const { retryable, retryAfterMs = 0, code = "unknown", title = "", detail = "" } = /** @type {any} */ (problem);
      if (!retryable) {
        this.#failed(key, code, detail || title);
        return 0;
      }
      const tried = this.#tried.get(space) ?? 0;
      this.#tried.set(space, tried + 1);
      this.#change(key, { state: "queued" });
      return Math.max(1, retryAfterMs, backoff(tried, this.#clock.random()));
    }
  }

  /** The space has it; it is shown as one's own until its event comes, and then as anybody's. */
  #confirmed(/** @type {string} */ space, /** @type {string} */ key, /** @type {number} */ seq) {
    this.#around.outbox.remove(key);
    const applied = this.#around.applied(space);
    if (applied === null || applied >= seq) {
      this.#drop((one) => one.key === key);
    } else {
      this.#change(key, { state: "confirmed", seq });
    }
  }

  #failed(/** @type {string} */ key, /** @type {string} */ code, /** @type {string} */ error) {
    this.#change(key, { state: "failed", code, error });
    const one = this.#pending.find((it) => it.key === key);
    if (one) {
      this.#around.outbox.put(one);
    }
  }

  #change(/** @type {string} */ key, /** @type {Partial<Pending>} */ fields) {
    this.#become(this.#pending.map((one) => (one.key === key ? { ...one, ...fields } : one)));
  }

  #drop(/** @type {(one: Pending) => boolean} */ which) {
    if (this.#pending.some(which)) {
      this.#become(this.#pending.filter((one) => !which(one)));
    }
  }

  #become(/** @type {Pending[]} */ pending) {
    this.#pending = pending;
    this.#around.changed(pending);
  }
}

/** @returns {Pending} */
const again = (/** @type {Pending} */ one) => ({ ...one, state: "queued", error: "", code: "" });
