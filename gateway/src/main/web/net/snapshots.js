// @ts-check
/** @import { Frame } from "../types" */

/** Snapshots that arrive in parts. */
export class Snapshots {
  /** @type {Map<string, {epoch: string, parts: any[]}>} */
  #arriving = new Map();

  /** One begins; what came of an earlier one is void. */
  begin(/** @type {Frame} */ { space, epoch }) {
    this.#arriving.set(space, { epoch: epoch ?? "", parts: [] });
  }

  /**
   * Takes a part.
   * @param {Frame} frame
   * @returns {{epoch: string, at: number, data: any} | null} the whole once it is complete
   */
  add({ space, data, of = 1, at, epoch }) {
    const begun = this.#arriving.get(space) ?? { epoch: "", parts: [] };
    const parts = [...begun.parts, data ?? {}];
    if (parts.length < of) {
      this.#arriving.set(space, { ...begun, parts });
      return null;
    }
    this.#arriving.delete(space);
    return { epoch: epoch ?? begun.epoch, at, data: joined(parts) };
  }

  forget(/** @type {string} */ space) {
    this.#arriving.delete(space);
  }

  forgetAll() {
    this.#arriving.clear();
  }
}

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
