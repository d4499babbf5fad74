// @ts-check
import { Timers } from "./clock.js";
import * as api from "./api.js";

/** @import { Frame, SpaceModel } from "../types" */
/** @import { Clock } from "./clock.js" */

const AGAIN_MILLIS = 2_000;

/** Fetches the text of turns that streamed by unseen, each at most once in a while. */
export class Drafts {
  #timers;

  /** @param {Clock} clock */
  constructor(clock) {
    this.#timers = new Timers(clock);
  }

  /** @param {SpaceModel} space @param {string} turn @param {(piece: Frame) => void} found */
  async fetch({ id, turns }, turn, found) {
    const name = `${id} ${turn}`;
    if (this.#timers.has(name)) {
      return;
    }
    this.#timers.set(name, AGAIN_MILLIS, () => {});
    const from = turns[turn]?.draft?.text.length ?? 0;
    try {
      const body = await api.get(api.spaceUrl(id, `/turns/${encodeURIComponent(turn)}/draft?from=${from}`));
      found({ op: "eph", space: id, model: "stream", turn, try: body.try, offset: body.offset ?? from, text: body.text ?? "" });
    } catch {
      return;
    }
  }
}
