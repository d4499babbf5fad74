// @ts-check

/** What a tab may owe before it is told no more: a tab that sleeps must not make its browser remember everything. */
const OWED_MAX = 1_000;

/** A tab, as the exchange sees it: told what happens, or, where it could not keep up, how things stand. */
export class Tab {
  active = false;
  #port;
  #everything;
  #owed = 0;
  #stale = false;

  /** @param {MessagePort} port @param {() => any} everything how things stand now */
  constructor(port, everything) {
    this.#port = port;
    this.#everything = everything;
  }

  tell(/** @type {any} */ news) {
    if (this.#stale || ++this.#owed > OWED_MAX) {
      this.#stale = true;
      return;
    }
    this.#port.postMessage(news);
  }

  tellEverything() {
    this.tell(this.#everything());
  }

  /** The tab has dealt with so many messages. */
  applied(/** @type {number} */ messages) {
    this.#owed -= messages;
    if (this.#stale && this.#owed <= OWED_MAX / 2) {
      this.#stale = false;
      this.#owed = 0;
      this.tellEverything();
    }
  }

  answer(/** @type {number | undefined} */ re, /** @type {any} */ how) {
    if (re !== undefined) {
      this.#port.postMessage({ tell: "answer", re, ...how });
    }
  }
}
