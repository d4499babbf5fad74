// @ts-check

/** How long a list may be scrolled before it is told where it has come to. */
const SETTLED_MILLIS = 250;

/** Which of some elements are on the screen, by their `data-member`; told a moment after it has changed. */
export class OnScreen {
  #tell;
  #timer = 0;
  /** @type {Set<string>} */
  #shown = new Set();
  #observer = new IntersectionObserver((entries) => this.#changed(entries));

  /** @param {(shown: string[]) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  watch(/** @type {Iterable<Element>} */ elements) {
    this.#observer.disconnect();
    this.#shown.clear();
    for (const element of elements) {
      this.#observer.observe(element);
    }
  }

  end() {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
  }

  #changed(/** @type {IntersectionObserverEntry[]} */ entries) {
    for (const { target, isIntersecting } of entries) {
      const member = /** @type {HTMLElement} */ (target).dataset.member ?? "";
      this.#shown[isIntersecting ? "add" : "delete"](member);
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#tell([...this.#shown]), SETTLED_MILLIS);
  }
}
