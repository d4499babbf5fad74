// @ts-check
import { nothingRead } from "./reading.js";

/** @import { SpaceModel, State } from "../types" */

/** One value that changes as a whole, and those who want to know. */
export class Store {
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #state;

  /** @param {State} initial */
  constructor(initial) {
    this.#state = initial;
  }

  get state() {
    return this.#state;
  }

  /** @param {(state: State) => State} change */
  update(change) {
    const next = change(this.#state);
    if (next !== this.#state) {
      this.#state = next;
      this.#listeners.forEach((listener) => listener());
    }
  }

  /** @param {Partial<State>} fields */
  set(fields) {
    this.update((state) => ({ ...state, ...fields }));
  }

  /** Changes one of the spaces that are followed. @param {string} id @param {(space: SpaceModel) => SpaceModel} change */
  updateSpace(id, change) {
    this.update((state) => {
      const known = state.open[id];
      return known ? { ...state, open: { ...state.open, [id]: change(known) } } : state;
    });
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** What time it is for the server, in milliseconds since 1970: the times of events are its times. */
export const timeOf = (/** @type {State} */ { ahead }) => Date.now() + ahead;

/** @returns {State} */
export const initialState = () => ({
  me: null,
  started: false,
  connection: { phase: "connecting", retryAt: 0, since: 0, reason: "" },
  ahead: 0,
  route: { page: "home", space: "", message: "", query: new URLSearchParams() },
  spaces: [],
  open: {},
  problems: {},
  outbox: [],
  reading: nothingRead(),
  toasts: [],
  details: true,
  pane: "chat",
});
