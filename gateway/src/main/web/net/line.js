// @ts-check
/** @import { ConnectionState, Frame, Pending, Reading, SpaceModel } from "../types" */
/** @import { Wish } from "./keeper.js" */
/** @import { Words } from "./sender.js" */

/** After so many messages the exchange is told that they have been dealt with. */
const APPLIED_EVERY = 50;

/**
 * What a tab hears.
 * @typedef {object} Listener
 * @property {(state: ConnectionState) => void} connection
 * @property {(millis: number) => void} ahead by how much the server's clock is ahead of this device's
 * @property {(outbox: Pending[]) => void} outbox
 * @property {(reading: Reading) => void} reading
 * @property {(spaces: Record<string, SpaceModel>) => void} spaces how they stand; what was known of them is void
 * @property {(space: string, frames: Frame[]) => void} events
 * @property {(frame: Frame) => void} passing
 * @property {(space: string, problem: any) => void} refused
 */

/** A tab's line to the exchange that holds the connection. */
export class Line {
  #port;
  #listener;
  #applied = 0;
  #next = 1;
  /** @type {Map<number, {resolve: (result: any) => void, reject: (problem: any) => void}>} */
  #calls = new Map();

  /** @param {MessagePort} port @param {Listener} listener */
  constructor(port, listener) {
    this.#port = port;
    this.#listener = listener;
    port.onmessage = ({ data }) => this.#hear(data);
  }

  /** Joins; the exchange notices the end of this tab by a lock that the tab holds as long as it lives. */
  async join(/** @type {boolean} */ active) {
    const name = `parley tab ${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
    await held(name);
    this.#say("join", { name, active });
  }

  leave() {
    this.#say("leave");
  }

  /** Whether somebody looks at this tab, and at which space. */
  active(/** @type {boolean} */ active, /** @type {string} */ space) {
    this.#say("active", { active, space });
  }

  network(/** @type {boolean} */ there) {
    this.#say("network", { there });
  }

  /** Tries to connect at once. */
  wake() {
    this.#say("wake");
  }

  subscribe(/** @type {string} */ space) {
    this.#say("subscribe", { space });
  }

  unsubscribe(/** @type {string} */ space) {
    this.#say("unsubscribe", { space });
  }

  /** Whom the tab has on its screen. */
  shows(/** @type {string} */ space, /** @type {string[]} */ people) {
    this.#say("shows", { space, people });
  }

  typing(/** @type {string} */ space) {
    this.#say("typing", { space });
  }

  /** @param {string} space @param {string} type @param {any} data @returns {Promise<Frame>} */
  command(space, type, data) {
    return this.#ask("command", { space, type, data });
  }

  /** Tells the server soon, or when there is a connection, what one keeps for oneself. */
  keep(/** @type {Wish} */ wish) {
    this.#say("keep", { wish });
  }

  /** Completes once the message is kept. @param {Words} words @returns {Promise<void>} */
  post(words) {
    return this.#ask("post", { words });
  }

  retry(/** @type {string} */ key) {
    this.#say("retry", { key });
  }

  discard(/** @type {string} */ key) {
    this.#say("discard", { key });
  }

  #say(/** @type {string} */ call, /** @type {any} */ values = {}) {
    this.#port.postMessage({ call, ...values });
  }

  /** @returns {Promise<any>} */
  #ask(/** @type {string} */ call, /** @type {any} */ values) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#say(call, { id, ...values });
    });
  }

  #hear(/** @type {any} */ news) {
    switch (news.tell) {
      case "answer":
        return this.#answered(news);
      case "everything":
        this.#listener.ahead(news.ahead);
        this.#listener.connection(news.connection);
        this.#listener.reading(news.reading);
        this.#listener.spaces(news.spaces);
        this.#listener.outbox(news.outbox);
        break;
      case "connection":
        this.#listener.connection(news.connection);
        break;
      case "clock":
        this.#listener.ahead(news.ahead);
        break;
      case "outbox":
        this.#listener.outbox(news.outbox);
        break;
      case "reading":
        this.#listener.reading(news.reading);
        break;
      case "space":
        this.#listener.spaces({ [news.space.id]: news.space });
        break;
      case "events":
        this.#listener.events(news.space, news.frames);
        break;
      case "passing":
        this.#listener.passing(news.frame);
        break;
      case "refused":
        this.#listener.refused(news.space, news.problem);
        break;
    }
    if (++this.#applied === APPLIED_EVERY) {
      this.#say("applied", { messages: this.#applied });
      this.#applied = 0;
    }
  }

  #answered(/** @type {{re: number, result?: any, problem?: any}} */ { re, result, problem }) {
    const call = this.#calls.get(re);
    this.#calls.delete(re);
    if (problem) {
      call?.reject(problem);
    } else {
      call?.resolve(result);
    }
  }
}

/** Completes once a lock of that name is held, which is then never given back. @returns {Promise<void>} */
const held = (/** @type {string} */ name) => new Promise((resolve) => {
  if (!navigator.locks) {
    resolve();
    return;
  }
  navigator.locks.request(name, () => {
    resolve();
    return new Promise(() => {});
  });
});
