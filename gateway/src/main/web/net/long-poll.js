// @ts-check
import { LOST } from "./closing.js";
import { requested } from "./rest-commands.js";
import * as api from "./api.js";

/** @import { Frame } from "../types" */
/** @import { Hearing, Transport } from "./transport.js" */

/** Requests that wait for news at a time; a browser allows few to one server. */
const WAITING_MAX = 3;
const WAIT_SECONDS = 25;
/** An answer without news that comes so early did not wait; the next request does. */
const EARLY_MILLIS = 1_000;
const PAGE = 500;

/**
 * The way that is always open: requests that the server answers when there is news. It says what a server would say on
 * a better way, so that nobody else has to know; what passes and is not stored does not come on it.
 * @param {Hearing} hearing
 * @returns {Transport}
 */
export function longPoll(hearing) {
  const poll = new Poll(hearing);
  queueMicrotask(() => poll.over || hearing.opened());
  return { send: (frame) => poll.take(frame), close: () => poll.close() };
}

class Poll {
  #hearing;
  #leaving = new AbortController();
  /** Where each space was read to. @type {Map<string, {epoch: string, seq: number}>} */
  #places = new Map();
  /** Spaces that are asked for next, the longest unasked first. @type {string[]} */
  #turns = [];
  #waiting = 0;

  /** @param {Hearing} hearing */
  constructor(hearing) {
    this.#hearing = hearing;
  }

  get over() {
    return this.#leaving.signal.aborted;
  }

  close() {
    this.#leaving.abort();
  }

  take(/** @type {Frame} */ frame) {
    switch (frame.op) {
      case "hello":
        return this.#attempt(() => this.#begin(frame));
      case "sub":
        return this.#attempt(() => this.#subscribe(frame));
      case "unsub":
        return this.#forget(frame.space);
      case "pull":
        return this.#attempt(() => this.#pass(frame.space, frame.after, frame.limit, 0));
      case "cmd":
        return this.#attempt(async () => this.#say(await requested(frame)));
      case "ping":
        return this.#say({ op: "pong" });
    }
  }

  async #begin(/** @type {Frame} */ { subs }) {
    const me = await api.get("/v1/me", { signal: this.#leaving.signal });
    this.#hearing.reached();
    this.#say({ op: "welcome", user: me.id, now: me.now });
    subs.forEach((/** @type {any} */ wish) => this.#attempt(() => this.#subscribe(wish)));
  }

  async #subscribe(/** @type {any} */ { space, epoch, seq }) {
    try {
      const place = epoch ? await this.#resume(space, epoch, seq) : await this.#snapshot(space);
      this.#places.set(space, place);
    } catch (problem) {
      if (!(problem instanceof api.Problem) || problem.status === 0 || problem.status === 401) {
        throw problem;
      }
      this.#say({ op: "err", space, problem: api.plain(problem) });
      return;
    }
    this.#turns.push(space);
    this.#next();
  }

  /** The events come by themselves; the client finds out whether the epoch is still its own. */
  async #resume(/** @type {string} */ space, /** @type {string} */ epoch, /** @type {number} */ seq) {
    const body = await this.#get(api.spaceUrl(space, `/events?after=${seq}&limit=1`));
    this.#say({ op: "sub", space, mode: body.head > seq ? "delta" : "current", epoch: body.epoch, head: body.head });
    return { epoch, seq };
  }

  async #snapshot(/** @type {string} */ space) {
    const { epoch, seq, data } = await this.#get(api.spaceUrl(space, "/snapshot"));
    this.#say({ op: "sub", space, mode: "snapshot", epoch, head: seq, parts: 1 });
    this.#say({ op: "snap", space, part: 1, of: 1, at: seq, epoch, data });
    return { epoch, seq };
  }

  #forget(/** @type {string} */ space) {
    this.#places.delete(space);
    this.#turns = this.#turns.filter((one) => one !== space);
  }

  /** Asks for as many spaces as may be asked for at a time; where there are more, each waits a part of the time. */
  #next() {
    while (this.#waiting < WAITING_MAX && this.#turns.length > 0 && !this.over) {
      const space = /** @type {string} */ (this.#turns.shift());
      this.#waiting++;
      this.#attempt(async () => {
        await this.#follow(space);
        this.#waiting--;
        if (this.#places.has(space)) {
          this.#turns.push(space);
        }
        this.#next();
      });
    }
  }

  async #follow(/** @type {string} */ space) {
    const place = this.#places.get(space);
    if (!place) {
      return;
    }
    const rounds = Math.ceil(this.#places.size / WAITING_MAX);
    const begun = Date.now();
    const { reached, head } = await this.#pass(space, place.seq, PAGE, Math.ceil(WAIT_SECONDS / rounds));
    if (reached >= head) {
      this.#say({ op: "live", space, seq: reached });
    }
    if (reached === place.seq && Date.now() - begun < EARLY_MILLIS) {
      await new Promise((resolve) => setTimeout(resolve, EARLY_MILLIS));
    }
    if (this.#places.get(space) === place) {
      this.#places.set(space, { ...place, seq: Math.max(place.seq, reached) });
    }
  }

  /** Passes on a stretch of the log in its order: how far it reached, and how far the log does. */
  async #pass(/** @type {string} */ space, /** @type {number} */ after, /** @type {number} */ limit, /** @type {number} */ wait) {
    const body = await this.#get(api.spaceUrl(space, `/events?after=${after}&limit=${limit}&wait=${wait}`));
    const skips = body.skips.map((/** @type {any} */ skip) => ({ op: "skip", space, ...skip }));
    const frames = [...body.events, ...skips].sort((one, other) => (one.seq ?? one.from) - (other.seq ?? other.from));
    frames.forEach((frame) => this.#say(frame));
    const last = frames.at(-1);
    return { reached: last ? (last.seq ?? last.to) : after, head: body.head };
  }

  #get(/** @type {string} */ path) {
    return api.get(path, { signal: this.#leaving.signal });
  }

  #say(/** @type {Frame} */ frame) {
    if (!this.over) {
      this.#hearing.heard(frame);
    }
  }

  /** What fails ends the connection. */
  async #attempt(/** @type {() => Promise<unknown>} */ action) {
    try {
      await action();
    } catch (problem) {
      if (!this.over) {
        this.close();
        const { status = 0 } = /** @type {any} */ (problem);
        this.#hearing.closed(status > 0 ? { problem } : { code: LOST });
      }
    }
  }
}
