// @ts-check
import { LitElement, html, nothing, svg } from "lit";
import { dayOfMonth, t } from "../i18n/text.js";
import { money } from "../state/money.js";
import { cssVars } from "../ui/css-vars.js";
import { marks, pixels } from "./scale.js";

/** @import { Day } from "../state/costs.js" */

const HEIGHT = 220;
const TOP = 10;
const BOTTOM = 24;
const LEFT = 52;
const GAP = 1.5;
const LABELS_MAX = 8;
const BAR_MAX = 34;

/** Stacked bars of money by day, with a crosshair that also the arrow keys move. */
class Bars extends LitElement {
  static properties = { days: {}, looks: {}, label: {}, width: { state: true }, at: { state: true } };

  constructor() {
    super();
    /** @type {Day[]} */
    this.days = [];
    /** @type {Record<string, {name: string, colour: number}>} */
    this.looks = {};
    /** @type {string} */
    this.label = "";
    /** @type {number} */
    this.width = 640;
    /** @type {number} */
    this.at = -1;
    this.resized = new ResizeObserver(([entry]) => (this.width = Math.max(280, Math.round(entry.contentRect.width))));
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.resized.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  render() {
    const highest = this.days.reduce((most, day) => (day.total > most ? day.total : most), 0n);
    const grid = marks(highest > 0n ? highest : 1_000_000_000n);
    const top = /** @type {bigint} */ (grid.at(-1));
    const column = (this.width - LEFT) / Math.max(1, this.days.length);
    return html`<div class="chart-box" tabindex="0" role="group" aria-label=${this.label} @keydown=${(/** @type {KeyboardEvent} */ event) => this.pressed(event)}
        @pointermove=${(/** @type {PointerEvent} */ event) => this.pointed(event, column)} @pointerleave=${() => (this.at = -1)} @blur=${() => (this.at = -1)}>
      <svg class="chart" viewBox="0 0 ${this.width} ${HEIGHT}" height=${HEIGHT} aria-hidden="true">
        ${grid.map((mark) => this.line(mark, top))}
        ${this.at >= 0 ? svg`<line class="cross" x1=${LEFT + column * (this.at + 0.5)} x2=${LEFT + column * (this.at + 0.5)} y1=${TOP} y2=${HEIGHT - BOTTOM}></line>` : nothing}
        ${this.days.map((day, at) => this.bar(day, at, column, top))}
        ${this.days.map((day, at) => this.tick(day, at, column))}
        ${highest === 0n ? svg`<text x=${(this.width + LEFT) / 2} y=${HEIGHT / 2} text-anchor="middle">${t("costs.noSpend")}</text>` : nothing}
      </svg>
      ${this.at >= 0 && this.days[this.at] ? this.tooltip(this.days[this.at], column) : nothing}
    </div>`;
  }

  line(/** @type {bigint} */ mark, /** @type {bigint} */ top) {
    const y = HEIGHT - BOTTOM - pixels(mark, top, HEIGHT - BOTTOM - TOP);
    return svg`<line class="grid" x1=${LEFT} x2=${this.width} y1=${y} y2=${y}></line>
      <text x=${LEFT - 8} y=${y + 4} text-anchor="end">${money(mark)}</text>`;
  }

  bar(/** @type {Day} */ day, /** @type {number} */ at, /** @type {number} */ column, /** @type {bigint} */ top) {
    const width = Math.min(BAR_MAX, column * 0.74);
    const x = LEFT + column * at + (column - width) / 2;
    let y = HEIGHT - BOTTOM;
    return day.parts.map(({ key, spent }) => {
      const height = pixels(spent, top, HEIGHT - BOTTOM - TOP);
      y -= height;
      return svg`<rect x=${x} y=${y} width=${width} height=${Math.max(0.8, height - GAP)} rx="1.5" fill="var(--c${this.look(key).colour})"></rect>`;
    });
  }

  tick(/** @type {Day} */ day, /** @type {number} */ at, /** @type {number} */ column) {
    const every = Math.ceil(this.days.length / Math.min(LABELS_MAX, Math.floor((this.width - LEFT) / 64)));
    return at % every === 0
      ? svg`<text x=${LEFT + column * (at + 0.5)} y=${HEIGHT - 6} text-anchor="middle">${dayOfMonth(day.day)}</text>`
      : nothing;
  }

  tooltip(/** @type {Day} */ day, /** @type {number} */ column) {
    const middle = LEFT + column * (this.at + 0.5);
    const left = middle > this.width * 0.6 ? middle - 180 : middle + 16;
    return html`<div class="tooltip" aria-live="polite" ${cssVars({ "inset-inline-start": `${Math.round(left)}px` })}>
      <strong>${dayOfMonth(day.day)} · ${money(day.total)}</strong>
      <ul role="list">${day.parts.map(({ key, spent }) => html`<li><span class="swatch colour-${this.look(key).colour}"></span>${this.look(key).name}<data value=${spent.toString()}>${money(spent)}</data></li>`)}</ul>
    </div>`;
  }

  look(/** @type {string} */ key) {
    return this.looks[key] ?? { name: key, colour: 8 };
  }

  pointed(/** @type {PointerEvent} */ event, /** @type {number} */ column) {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const at = Math.floor((event.clientX - box.left - LEFT) / column);
    this.at = at >= 0 && at < this.days.length ? at : -1;
  }

  pressed(/** @type {KeyboardEvent} */ event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      this.at = Math.min(this.days.length - 1, Math.max(0, (this.at < 0 ? this.days.length : this.at) + step));
    }
  }
}

customElements.define("p-bars", Bars);
