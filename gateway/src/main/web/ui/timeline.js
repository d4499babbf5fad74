// @ts-check
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../i18n/text.js";
import { isUp } from "../state/connection.js";
import { faces } from "../state/people.js";
import { rows } from "../state/rows.js";
import { session, store } from "./context.js";
import { Part } from "./part.js";
import "./row.js";

/** @import { SpaceModel, State } from "../types" */
/** @import { Row } from "../state/rows.js" */
/** @import { Face } from "../state/people.js" */

/** How many entries are in the page at first, and at most. */
const WINDOW = 60;
const WINDOW_MAX = 100;
const STEP = 30;
const BOTTOM_PIXELS = 48;
const EDGE_PIXELS = 240;

/** The log of a space: a window of it is in the page, and moves along as one scrolls. */
class Timeline extends Part {
  /** @type {Map<string, Row>} */
  known = new Map();
  /** @type {Record<string, Face>} */
  faces = {};
  facesKey = "";
  space = "";
  sought = "";
  limit = WINDOW;
  skip = 0;
  atBottom = true;
  moving = false;
  seeking = false;
  readOrdinal = 0;
  mine = 0;
  top = 0;
  /** @type {{element: Element, top: number} | null} */
  anchor = null;
  resized = new ResizeObserver(() => this.settle());

  /** @param {State} state */
  select(state) {
    const { space, message } = state.route;
    return [space, message, state.open[space], state.outbox, state.me, isUp(state.connection)];
  }

  get scroller() {
    return /** @type {HTMLElement} */ (this.querySelector(".timeline"));
  }

  firstUpdated() {
    this.resized.observe(/** @type {Element} */ (this.querySelector(".timeline-rows")));
    this.resized.observe(this.scroller);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  willUpdate() {
    const { route, open, outbox } = store.state;
    if (route.space !== this.space) {
      this.space = route.space;
      this.sought = "";
      this.toBottom();
    }
    const mine = outbox.filter((one) => one.space === route.space).length;
    if (mine > this.mine) {
      this.toBottom();
    }
    this.mine = mine;
    const model = open[route.space];
    if (model && this.atBottom) {
      this.readOrdinal = model.ordinal;
    }
  }

  render() {
    const { route, open, outbox, me, connection } = store.state;
    const model = open[route.space];
    if (!model) {
      return nothing;
    }
    const up = isUp(connection);
    const mine = outbox.filter((one) => one.space === route.space);
    const shown = this.same(rows(model, mine, me?.id ?? "", this.limit, this.skip));
    const look = this.look(model);
    const unread = model.ordinal - this.readOrdinal;
    return html`
      <div class="timeline" tabindex="0" role="log" aria-live="polite" aria-label=${t("timeline.label")} @scroll=${() => this.scrolled()}
          @keydown=${(/** @type {KeyboardEvent} */ event) => this.pressed(event)}>
        <div class="timeline-rows">
          ${this.hasOlder(model) ? html`<div class="older"><button class="button small" @click=${() => this.older()}>${t("timeline.older")}</button></div>` : nothing}
          ${shown.length === 0 ? html`<p class="empty">${t("timeline.empty")}</p>` : nothing}
          ${repeat(shown, (row) => row.key, (row) => html`<p-row .row=${row} .faces=${look} .up=${up}></p-row>`)}
        </div>
      </div>
      ${this.atBottom ? nothing : html`<button class="button new-pill" @click=${() => this.jumpToBottom()}>
        ${unread > 0 ? t("timeline.new", { n: unread }) : t("timeline.bottom")}</button>`}`;
  }

  updated() {
    this.settle();
    if (this.atBottom && document.hasFocus()) {
      session.own.read(this.space);
    }
    const { message } = store.state.route;
    if (message && message !== this.sought) {
      this.seek(message);
    }
  }

  /** Rows that did not change stay the same objects, so that their elements are not rendered again. */
  same(/** @type {Row[]} */ fresh) {
    const next = fresh.map((row) => {
      const old = /** @type {any} */ (this.known.get(row.key));
      return old && Object.entries(row).every(([name, value]) => equal(old[name], value)) ? /** @type {Row} */ (old) : row;
    });
    this.known = new Map(next.map((row) => [row.key, row]));
    return next;
  }

  look(/** @type {SpaceModel} */ model) {
    const next = faces(model);
    const key = JSON.stringify(next);
    if (key !== this.facesKey) {
      this.facesKey = key;
      this.faces = next;
    }
    return this.faces;
  }

  hasOlder(/** @type {SpaceModel} */ model) {
    return !model.complete || model.messages.length > this.limit + this.skip;
  }

  /** Moves the window towards the beginning; at its full size it leaves out as many at its end. */
  async older() {
    if (this.moving) {
      return;
    }
    this.moving = true;
    this.hold();
    const wanted = this.limit + this.skip + STEP;
    if ((store.state.open[this.space]?.messages.length ?? 0) < wanted) {
      await session.loadOlder(this.space).catch((problem) => session.toast(problem.message, true));
    }
    this.limit = Math.min(WINDOW_MAX, this.limit + STEP);
    this.skip = wanted - this.limit;
    this.atBottom = false;
    this.requestUpdate();
    await this.updateComplete;
    await new Promise((done) => requestAnimationFrame(done));
    this.moving = false;
    const model = store.state.open[this.space];
    if (this.scroller.scrollTop < EDGE_PIXELS && !this.seeking && model && this.hasOlder(model)) {
      this.older();
    }
  }

  /** Moves the window towards the end. */
  newer() {
    this.hold();
    this.skip = Math.max(0, this.skip - STEP);
    this.requestUpdate();
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (Math.abs(scrollTop - this.top) < 1) {
      return;
    }
    const below = scrollHeight - scrollTop - clientHeight;
    const up = scrollTop < this.top;
    const atBottom = this.skip === 0 && (below < BOTTOM_PIXELS || (this.atBottom && !up));
    this.top = scrollTop;
    if (this.moving) {
      this.hold();
    } else {
      this.anchor = null;
    }
    if (atBottom !== this.atBottom) {
      this.atBottom = atBottom;
      this.requestUpdate();
    }
    const model = this.seeking ? null : store.state.open[this.space];
    if (up && scrollTop < EDGE_PIXELS && model && this.hasOlder(model)) {
      this.older();
    } else if (!up && !this.seeking && below < EDGE_PIXELS && this.skip > 0) {
      this.newer();
    }
  }

  /** Remembers the first row in sight, so that it stays where it is while the window moves. */
  hold() {
    const { top } = this.scroller.getBoundingClientRect();
    const element = [...this.querySelectorAll("p-row")].find((row) => row.getBoundingClientRect().bottom > top + 1);
    this.anchor = element ? { element, top: element.getBoundingClientRect().top } : null;
  }

  /** Keeps the bottom, or what is being read, where it is. */
  settle() {
    const { scroller, anchor } = this;
    if (!scroller) {
      return;
    }
    if (this.atBottom) {
      scroller.scrollTop = scroller.scrollHeight;
    } else if (anchor?.element.isConnected) {
      scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
    }
    this.top = scroller.scrollTop;
  }

  toBottom() {
    this.atBottom = true;
    this.limit = WINDOW;
    this.skip = 0;
    this.anchor = null;
  }

  jumpToBottom() {
    this.toBottom();
    this.requestUpdate();
  }

  /** Arrows, or j and k, go from message to message. */
  pressed(/** @type {KeyboardEvent} */ event) {
    const step = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 }[event.key];
    const { target } = event;
    const onMessage = target instanceof HTMLElement && (target === this.scroller || target.matches("[data-message]"));
    if (!step || !onMessage || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const all = [...this.querySelectorAll("[data-message]")];
    const at = all.indexOf(/** @type {Element} */ (target));
    const next = /** @type {HTMLElement | undefined} */ (at < 0 ? all.at(-1) : all[at + step]);
    event.preventDefault();
    next?.focus();
  }

  /** Brings a message into sight, from however far back. */
  async seek(/** @type {string} */ id) {
    this.sought = id;
    this.seeking = true;
    while (!(await this.sees(id))) {
      await this.older();
    }
    this.seeking = false;
  }

  /** Whether a message is in sight now, or never will be. */
  async sees(/** @type {string} */ id) {
    await this.updateComplete;
    await new Promise((done) => requestAnimationFrame(done));
    const found = /** @type {HTMLElement | null} */ (this.querySelector(`[data-message="${CSS.escape(id)}"]`));
    if (found) {
      this.atBottom = false;
      found.scrollIntoView({ block: "center" });
      found.focus({ preventScroll: true });
      return true;
    }
    const model = store.state.open[this.space];
    return !model || store.state.route.message !== id || !this.hasOlder(model);
  }
}

const equal = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
  one === other || (Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((value, at) => value === other[at]));

customElements.define("p-timeline", Timeline);
