// @ts-check
import { LitElement } from "lit";
import { store } from "./context.js";

/** A custom element in the light DOM, rendered again when its slice of the state changes. */
export class Part extends LitElement {
  constructor() {
    super();
    /** @type {unknown[]} */
    this.slice = [];
    this.leave = () => {};
  }

  createRenderRoot() {
    return this;
  }

  /**
   * The values of the state that this element shows.
   * @param {import("../types").State} _state
   * @returns {unknown[]}
   */
  select(_state) {
    return [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.leave = store.subscribe(() => this.compare());
    this.compare();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.leave();
  }

  compare() {
    const slice = this.select(store.state);
    if (slice.length !== this.slice.length || slice.some((value, at) => value !== this.slice[at])) {
      this.slice = slice;
      this.requestUpdate();
    }
  }
}
