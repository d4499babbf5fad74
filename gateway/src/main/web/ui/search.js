// @ts-check
import { html, nothing } from "lit";
import { get } from "../net/api.js";
import { dayName, t, time } from "../i18n/text.js";
import { excerpt } from "../md/excerpt.js";
import { faceOf, faces } from "../state/people.js";
import { messagePath, spacePath } from "../state/route.js";
import * as wire from "../state/wire.js";
import { store } from "./context.js";
import { Dialog } from "./dialogs.js";
import { icon } from "./icons.js";
import { go } from "./router.js";

/** @import { Message, SpaceEntry } from "../types" */

/** After the last key, before the server is asked. */
const PAUSE_MILLIS = 150;
const HITS_MAX = 20;

/** @typedef {{space: string, message: Message}} Hit */

/** Finds spaces by a part of their names, and messages by their words. */
class Search extends Dialog {
  query = "";
  /** @type {Hit[] | null} null where nothing was looked for */
  hits = null;
  failed = false;
  timer = 0;

  async open() {
    this.query = "";
    this.hits = null;
    this.failed = false;
    await super.open();
  }

  render() {
    const spaces = this.spaces();
    return html`<dialog aria-label=${t("search.title")}><form @submit=${(/** @type {Event} */ event) => this.first(event)}>
      <label class="field"><span class="sr-only">${t("search.title")}</span>
        <input class="input" type="text" role="searchbox" inputmode="search" autofocus autocomplete="off" maxlength="200" placeholder=${t("search.title")} .value=${this.query}
          @input=${(/** @type {InputEvent} */ event) => this.typed(event)}></label>
      <div class="picker" aria-live="polite">
        ${spaces.map((one) => this.space(one))}
        ${this.hits?.map((one) => this.hit(one))}
        ${this.note(spaces.length)}</div>
    </form></dialog>`;
  }

  space(/** @type {SpaceEntry} */ one) {
    return html`<button type="button" @click=${() => this.to(spacePath(one.id))}>${one.hidden ? icon("lock") : html`<span aria-hidden="true">#</span>`}
      <span>${one.name}<small class="cut">${one.topic}</small></span></button>`;
  }

  hit(/** @type {Hit} */ { space, message }) {
    const model = store.state.open[space];
    const author = faceOf(model ? faces(model) : {}, message.author, message.authorKind === "agent").name;
    const name = store.state.spaces.find((one) => one.id === space)?.name ?? "";
    return html`<button type="button" data-hit=${message.id} @click=${() => this.to(messagePath(space, message.id))}>${icon("chat")}
      <span>${excerpt(message.text, this.query)}<small class="cut">${author} · # ${name} · ${dayName(message.ts, Date.now())} ${time(message.ts)}</small></span></button>`;
  }

  note(/** @type {number} */ spaces) {
    if (this.failed) {
      return html`<p class="form-error" role="alert">${t("search.failed")}</p>`;
    }
    const nothingFound = this.query.trim() ? this.hits?.length === 0 && spaces === 0 : spaces === 0;
    return nothingFound ? html`<p class="quiet">${t("search.none")}</p>` : nothing;
  }

  spaces() {
    const part = this.query.trim().toLowerCase();
    return store.state.spaces.filter((one) => one.name.toLowerCase().includes(part) || one.title.toLowerCase().includes(part));
  }

  typed(/** @type {InputEvent} */ event) {
    this.query = /** @type {HTMLInputElement} */ (event.target).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(this.query.trim()), PAUSE_MILLIS);
    this.requestUpdate();
  }

  /** An answer to what has been typed over is not shown. */
  async look(/** @type {string} */ asked) {
    const found = asked ? await hits(asked) : null;
    if (this.query.trim() === asked) {
      this.failed = found === undefined;
      this.hits = asked ? newest([...(found ?? []), ...remembered(asked)]) : null;
      this.requestUpdate();
    }
  }

  first(/** @type {Event} */ event) {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (this.querySelector(".picker button"))?.click();
  }

  to(/** @type {string} */ path) {
    this.close();
    go(path);
  }
}

/** @returns {Promise<Hit[] | undefined>} undefined where they cannot be had */
async function hits(/** @type {string} */ asked) {
  try {
    const body = await get(`/v1/search?q=${encodeURIComponent(asked)}&limit=${HITS_MAX}`);
    return wire.rows(body, "hits").map(({ space, message }) => ({ space, message: wire.message(message) }));
  } catch {
    return undefined;
  }
}

/** What this page has in memory: the index learns of a message a moment later, and may be out of reach. @returns {Hit[]} */
function remembered(/** @type {string} */ asked) {
  const words = asked.toLowerCase().split(/\s+/);
  return Object.values(store.state.open).flatMap((space) => space.messages
    .filter((one) => !one.deleted && words.every((word) => one.text.toLowerCase().includes(word)))
    .map((message) => ({ space: space.id, message })));
}

/** Each once, the newest first. */
const newest = (/** @type {Hit[]} */ found) =>
  [...new Map(found.map((one) => [one.message.id, one])).values()].sort((one, other) => other.message.ts - one.message.ts).slice(0, HITS_MAX);

customElements.define("p-search", Search);
