// @ts-check
import { Outbox } from "./outbox.js";
import { ulid } from "./ulid.js";

/** @import { Pending } from "../types" */
/** @import { Store } from "../state/store.js" */
/** @import { Client } from "./client.js" */

const RESEND_MILLIS = 2_000;

/** Sends one's messages, each space's in order, until the space has each: now, after a pause, or after a reload. */
export class Sender {
  #store;
  #client;
  /** @type {Outbox | null} */
  #outbox = null;
  /** @type {Set<string>} */
  #sending = new Set();

  /** @param {Store} store @param {Client} client */
  constructor(store, client) {
    this.#store = store;
    this.#client = client;
  }

  /** Takes up what a person had not got sent. */
  async load(/** @type {string} */ person) {
    this.#outbox = new Outbox(person);
    const kept = await this.#outbox.load();
    this.#store.set({ outbox: kept.map((one) => (one.state === "sent" ? { ...one, state: "queued" } : one)) });
  }

  post(/** @type {string} */ space, /** @type {string} */ text, /** @type {string[]} */ mentions, /** @type {string | null} */ replyTo) {
    this.#keep({ key: ulid(), space, text, mentions, replyTo, at: Date.now(), state: "queued", error: "" });
    this.flush(space);
  }

  retry(/** @type {Pending} */ pending) {
    this.#keep({ ...pending, state: "queued", error: "" });
    this.flush(pending.space);
  }

  discard(/** @type {string} */ key) {
    this.#outbox?.remove(key);
    this.#store.update((state) => ({ ...state, outbox: state.outbox.filter((one) => one.key !== key) }));
  }

  /** Hears that a space has the messages of these keys. */
  confirm(/** @type {Set<string>} */ keys) {
    const confirmed = this.#store.state.outbox.filter((one) => keys.has(one.key));
    confirmed.forEach((one) => this.discard(one.key));
    new Set(confirmed.map((one) => one.space)).forEach((space) => this.flush(space));
  }

  /** There is a connection: sends all that waits. What was sent and not confirmed is sent again; its key makes it the same. */
  flushAll() {
    const waiting = this.#store.state.outbox.filter((one) => one.state === "sent");
    waiting.forEach((one) => this.#keep({ ...one, state: "queued" }));
    new Set(this.#store.state.outbox.map((one) => one.space)).forEach((space) => this.flush(space));
  }

  async flush(/** @type {string} */ space) {
    const next = this.#store.state.outbox.find((one) => one.space === space && one.state !== "failed");
    if (this.#sending.has(space) || next?.state !== "queued" || this.#store.state.connection.phase !== "live") {
      return;
    }
    this.#sending.add(space);
    const wait = await this.#send(next);
    this.#sending.delete(space);
    if (wait > 0) {
      setTimeout(() => this.flush(space), wait);
    } else {
      this.flush(space);
    }
  }

  /** @returns {Promise<number>} milliseconds until it has to be tried again; 0 where it is settled */
  async #send(/** @type {Pending} */ pending) {
    const { space, key, text, mentions, replyTo } = pending;
    try {
      const ok = await this.#client.command(space, "message.send", { text, mentions, replyTo }, key);
      if ((this.#store.state.open[space]?.seq ?? 0) >= ok.seq) {
        this.discard(key);
      } else {
        this.#keep({ ...pending, state: "sent" });
      }
      return 0;
    } catch (problem) {
      const { retryable, retryAfterMs, code, title, detail } = /** @type {any} */ (problem);
      if (retryable) {
        return retryAfterMs ?? RESEND_MILLIS;
      }
      this.#keep({ ...pending, state: "failed", error: detail || title || code });
      return 0;
    }
  }

  #keep(/** @type {Pending} */ pending) {
    const known = this.#store.state.outbox.some((one) => one.key === pending.key);
    if (!known && pending.state === "sent") {
      return;
    }
    this.#outbox?.put(pending);
    this.#store.update((state) => {
      const at = state.outbox.findIndex((one) => one.key === pending.key);
      return { ...state, outbox: at < 0 ? [...state.outbox, pending] : state.outbox.with(at, pending) };
    });
  }
}
