// @ts-check
import * as spaces from "../state/space.js";
import * as wire from "../state/wire.js";
import * as api from "./api.js";

/** @import { SpaceModel } from "../types" */
/** @import { Store } from "../state/store.js" */

const OLDER_PAGE = 100;
const NOTICE_EVENTS = 500;
/** When the sums are asked for that follow a payment: they come a moment later, on a busy server in some more. */
const SUMS_AFTER_MILLIS = [500, 5_000];

/** Fetches what the stream of a space does not bring: older messages, past notices, spending. */
export class Backfill {
  #store;
  /** @type {Set<string>} */
  #fetching = new Set();
  /** @type {Set<string>} */
  #noticed = new Set();

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** Fetches what a space's page shows beside its stream: the notices once, the spending every time. */
  visit(/** @type {SpaceModel} */ model) {
    this.#spending(model.id);
    if (!this.#noticed.has(model.id)) {
      this.#noticed.add(model.id);
      this.#notices(model);
    }
  }

  /** A snapshot has replaced what was known of a space. */
  forget(/** @type {string} */ space) {
    this.#noticed.delete(space);
  }

  /** Fetches the page of messages before the oldest in memory. */
  async older(/** @type {string} */ space) {
    const model = this.#store.state.open[space];
    if (!model || model.complete || this.#fetching.has(space)) {
      return;
    }
    this.#fetching.add(space);
    try {
      const before = model.messages[0]?.mo ?? model.ordinal + 1;
      const body = await api.get(api.spaceUrl(space, `/messages?before=mo:${before}&limit=${OLDER_PAGE}`));
      this.#store.updateSpace(space, (now) => spaces.withOlder(now, wire.rows(body, "messages")));
    } finally {
      this.#fetching.delete(space);
    }
  }

  /** A snapshot tells what stands, not what was refused; the stretch of the log behind it does. */
  async #notices(/** @type {SpaceModel} */ model) {
    const first = model.messages[0]?.seq ?? model.seq;
    const after = Math.max(0, first - 1, model.seq - NOTICE_EVENTS);
    if (after >= model.seq) {
      return;
    }
    try {
      const body = await api.get(api.spaceUrl(model.id, `/events?after=${after}&limit=${NOTICE_EVENTS}`));
      const events = wire.rows(body, "events").filter((one) => one.seq <= model.seq);
      this.#store.updateSpace(model.id, (now) => spaces.withNotices(now, events));
    } catch {
      this.forget(model.id);
    }
  }

  /** Something was paid for in a space; what that makes in all is not in its log. */
  paid(/** @type {string} */ space) {
    for (const millis of SUMS_AFTER_MILLIS) {
      const name = `spending ${space} ${millis}`;
      if (!this.#fetching.has(name)) {
        this.#fetching.add(name);
        setTimeout(() => {
          this.#fetching.delete(name);
          this.#spending(space);
        }, millis);
      }
    }
  }

  async #spending(/** @type {string} */ space) {
    try {
      const spending = await api.get(api.spaceUrl(space, "/spending"));
      this.#store.updateSpace(space, (now) => spaces.withSpending(now, spending));
    } catch {
      return;
    }
  }
}
