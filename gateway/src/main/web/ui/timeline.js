// @ts-check
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../i18n/text.js";
import { faces } from "../state/people.js";
import { rows } from "../state/rows.js";
import { session, store } from "./context.js";
import { Part } from "./part.js";
import "./row.js";

/** @import { SpaceModel, State } from "../types" */
/** @import { Row } from "../state/rows.js" */
/** @import { Face } from "../state/people.js" */

const WINDOW = 80;
const STEP = 60;
const WINDOW_MAX = 400;
const BOTTOM_PIXELS = 48;
const TOP_PIXELS = 240;

/** The log of a space: the newest entries are in the page, older ones come as one scrolls up. */
class Timeline extends Part {
  /** @type {Map<string, Row>} */
  known = new Map();
  /** @type {Record<string, Face>} */
  faces = {};
  facesKey = "";
  space = "";
  sought = "";
  limit = WINDOW;
  atBottom = true;
  readOrdinal = 0;
  fromBottom = -1;
  top = 0;
  mine = 0;
  resized = new ResizeObserver(() => this.settle());

  /** @param {State} state */
  select(state) {
    const { space, message } = state.route;
    return [space, message, state.open[space], state.outbox, state.me];
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
    const { route, open, outbox, me } = store.state;
    const model = open[route.space];
    if (!model) {
      return nothing;
    }
    const mine = outbox.filter((one) => one.space === route.space);
    const shown = this.same(rows(model, mine, me?.id ?? "", this.limit));
    const look = this.look(model);
    const unread = model.ordinal - this.readOrdinal;
    return html`
      <div class="timeline" tabindex="0" role="log" aria-live="polite" aria-label=${t("timeline.label")} @scroll=${() => this.scrolled()}>
        <div class="timeline-rows">
          ${this.hasOlder(model) ? html`<div class="older"><button class="button small" @click=${() => this.older()}>${t("timeline.older")}</button></div>` : nothing}
          ${shown.length === 0 ? html`<p class="empty">${t("timeline.empty")}</p>` : nothing}
          ${repeat(shown, (row) => row.key, (row) => html`<p-row .row=${row} .faces=${look}></p-row>`)}
        </div>
      </div>
      ${this.atBottom ? nothing : html`<button class="button new-pill" @click=${() => this.jumpToBottom()}>
        ${unread > 0 ? t("timeline.new", { n: unread }) : t("timeline.bottom")}</button>`}`;
  }

  updated() {
    this.settle();
    if (this.atBottom && document.hasFocus()) {
      session.read(this.space);
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
    return !model.complete || model.messages.length > this.limit;
  }

  async older() {
    const { scroller } = this;
    this.fromBottom = scroller.scrollHeight - scroller.scrollTop;
    this.limit = Math.min(this.limit + STEP, WINDOW_MAX);
    const model = store.state.open[this.space];
    if (model && model.messages.length < this.limit) {
      await session.loadOlder(this.space).catch((problem) => session.toast(problem.message, true));
    }
    this.requestUpdate();
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop - clientHeight < BOTTOM_PIXELS;
    const atBottom = near || (this.atBottom && scrollTop >= this.top);
    this.top = scrollTop;
    if (atBottom !== this.atBottom) {
      this.atBottom = atBottom;
      this.requestUpdate();
    }
    const model = store.state.open[this.space];
    if (scrollTop < TOP_PIXELS && this.fromBottom < 0 && model && this.hasOlder(model) && this.limit < WINDOW_MAX) {
      this.older();
    }
  }

  /** Keeps the bottom, or what is being read, where it is. */
  settle() {
    const { scroller } = this;
    if (!scroller) {
      return;
    }
    if (this.atBottom) {
      scroller.scrollTop = scroller.scrollHeight;
      this.top = scroller.scrollTop;
    } else if (this.fromBottom >= 0) {
      scroller.scrollTop = scroller.scrollHeight - this.fromBottom;
      requestAnimationFrame(() => (this.fromBottom = -1));
    }
  }

  toBottom() {
    this.atBottom = true;
    this.limit = WINDOW;
  }

  jumpToBottom() {
    this.toBottom();
    this.requestUpdate();
  }

  async seek(/** @type {string} */ id) {
    this.sought = id;
    await this.updateComplete;
    const found = this.querySelector(`[data-message="${CSS.escape(id)}"]`);
    if (found) {
      this.atBottom = false;
      found.scrollIntoView({ block: "center" });
      /** @type {HTMLElement} */ (found).focus({ preventScroll: true });
    } else if (this.limit < WINDOW_MAX && this.hasOlder(store.state.open[this.space])) {
      this.sought = "";
      await this.older();
    }
  }
}

const equal = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
  one === other || (Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((value, at) => value === other[at]));

customElements.define("p-timeline", Timeline);
