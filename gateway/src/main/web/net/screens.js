// @ts-check
/** @import { Frame, SpaceModel } from "../types" */

/** Members up to which the server tells everybody of everybody. */
const EVERYBODY_MAX = 100;
/** Members of a larger space that a client is told of. */
const VISIBLE_MAX = 50;

/** Whom the tabs have on their screens, of spaces that are too large for everybody to be told of everybody. */
export class Screens {
  #send;
  /** @type {Map<unknown, {space: string, people: string[]}>} by tab */
  #shown = new Map();
  /** What the server was told last, by space. @type {Map<string, string>} */
  #told = new Map();

  /** @param {(frame: Frame) => boolean} send */
  constructor(send) {
    this.#send = send;
  }

  /** A tab shows other people than before. */
  show(/** @type {unknown} */ tab, /** @type {SpaceModel | undefined} */ space, /** @type {string[]} */ people) {
    if (space) {
      this.#shown.set(tab, { space: space.id, people });
      this.#tell(space);
    }
  }

  forget(/** @type {unknown} */ tab) {
    this.#shown.delete(tab);
  }

  /** The server follows a space anew, and knows nothing of screens. */
  again(/** @type {SpaceModel | undefined} */ space) {
    if (space) {
      this.#told.delete(space.id);
      this.#tell(space);
    }
  }

  #tell(/** @type {SpaceModel} */ space) {
    const shown = [...this.#shown.values()].filter((one) => one.space === space.id).flatMap((one) => one.people);
    const visible = [...new Set(shown)].sort().slice(0, VISIBLE_MAX);
    const words = visible.join(" ");
    if (Object.keys(space.members).length > EVERYBODY_MAX && words !== (this.#told.get(space.id) ?? "") && this.#send({ op: "act", space: space.id, visible })) {
      this.#told.set(space.id, words);
    }
  }
}
