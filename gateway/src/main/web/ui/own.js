// @ts-check
import * as readings from "../state/reading.js";

/** @import { Reading } from "../types" */
/** @import { Store } from "../state/store.js" */
/** @import { Wish } from "../net/keeper.js" */

/** What one keeps for oneself on all one's devices: what is read, what is about to be said, and which spaces are muted. */
export class Own {
  #store;
  #keep;
  #refresh;
  /** @type {Set<string>} spaces marked unread, until one comes back to them */
  #leftUnread = new Set();

  /** @param {Store} store @param {(wish: Wish) => void} keep @param {() => Promise<void>} refresh asks for the list of spaces again */
  constructor(store, keep, refresh) {
    this.#store = store;
    this.#keep = keep;
    this.#refresh = refresh;
  }

  /** How it stands now. */
  become(/** @type {Reading} */ reading) {
    const { reading: before, open, me } = this.#store.state;
    this.#store.set({ reading: readings.told(before, reading) });
    const moved = Object.keys(reading.read).filter((space) => reading.read[space] !== before.read[space]);
    moved.filter((space) => reading.read[space] > (before.read[space] ?? 0)).forEach((space) => this.#leftUnread.delete(space));
    if (reading.revision > before.revision) {
      moved.filter((space) => reading.read[space] < (before.read[space] ?? 0)).forEach((space) => this.#leftUnread.add(space));
    }
    if (before.known && moved.some((space) => open[space] && !readings.knows(open[space], reading.read[space], me?.id ?? ""))) {
      this.#refresh().catch(() => {});
    }
    Object.keys(open).forEach((space) => this.#forgetDraft(space));
  }

  visit(/** @type {string} */ space) {
    this.#leftUnread.delete(space);
    const left = localStorage.getItem(draftKey(space));
    if (left !== null) {
      this.draft(space, left);
    }
  }

  /** What is unread of a space. */
  unread(/** @type {string} */ space) {
    const { open, reading, spaces, me } = this.#store.state;
    const entry = spaces.find((one) => one.id === space);
    return readings.unread(entry, open[space], readings.markerOf(reading, space), me?.id ?? "");
  }

  /** Remembers that a space was read to its end, if there was anything to read. */
  read(/** @type {string} */ space) {
    const { open, reading } = this.#store.state;
    const model = open[space];
    if (!model || this.#leftUnread.has(space) || this.unread(space).messages === 0) {
      return;
    }
    this.#store.set({ reading: readings.readTo(reading, space, model.seq) });
    this.#keep({ space, type: "read.set", data: { upTo: model.seq, rev: reading.revision } });
  }

  /** Makes a message and all after it count as unread, until one comes back to the space. */
  markUnread(/** @type {string} */ space, /** @type {number} */ seq) {
    this.#leftUnread.add(space);
    this.#keep({ space, type: "read.unset", data: { upTo: seq - 1, rev: this.#store.state.reading.revision } });
  }

  /** Keeps what is written but not sent: here at once, for other devices a moment later. */
  draft(/** @type {string} */ space, /** @type {string} */ text) {
    localStorage.setItem(draftKey(space), text);
    this.#keep(text ? { space, type: "draft.set", data: { text } } : { space, type: "draft.clear", data: {} });
    this.#forgetDraft(space);
  }

  /** What was written here and has not reached the server, or else what the server has. */
  drafted(/** @type {string} */ space) {
    return localStorage.getItem(draftKey(space)) ?? this.#store.state.reading.drafts[space] ?? "";
  }

  mute(/** @type {string} */ space, /** @type {boolean} */ on) {
    this.#keep({ space, type: on ? "space.mute" : "space.unmute", data: {} });
  }

  /** What the server has of a draft, this browser need not keep. */
  #forgetDraft(/** @type {string} */ space) {
    const { known, drafts } = this.#store.state.reading;
    if (known && localStorage.getItem(draftKey(space)) === (drafts[space] ?? "")) {
      localStorage.removeItem(draftKey(space));
    }
  }
}

const draftKey = (/** @type {string} */ space) => `parley.draft.${space}`;
