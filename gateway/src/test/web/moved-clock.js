/** A clock that moves only when it is told to, and then does what is due, in order. */
export class MovedClock {
  #now = 1_000_000;
  #due = [];
  chance = 1;

  now = () => this.#now;
  random = () => this.chance;
  after = (millis, action) => {
    const entry = { at: this.#now + millis, action };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((one) => one !== entry);
    };
  };

  /** Moves on, and lets promises settle on the way. */
  async pass(millis) {
    const end = this.#now + millis;
    await settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#due = this.#due.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
      await settled();
    }
    this.#now = end;
  }

  #next(end) {
    return this.#due.filter((one) => one.at <= end).sort((one, other) => one.at - other.at)[0];
  }
}

/** Lets every promise settle that waits for nothing but others. */
export const settled = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = resolve;
  port1.postMessage(null);
});
