// @ts-check
import { html, nothing } from "lit";
import { span, t } from "../i18n/text.js";
import { faceOf, faces } from "../state/people.js";
import { intentions } from "../state/space.js";
import { now, session, store } from "./context.js";
import { FormDialog } from "./dialogs.js";
import { icon } from "./icons.js";
import { avatar, meter } from "./pieces.js";

/** @import { Intention, SpaceModel } from "../types" */
/** @import { Face } from "../state/people.js" */

const TEXT_MAX = 500;
const HOUR_MILLIS = 3_600_000;
const SOON_MILLIS = HOUR_MILLIS / 4;

/** How long one may give oneself. */
const SPANS = [HOUR_MILLIS, 4 * HOUR_MILLIS, 24 * HOUR_MILLIS, 7 * 24 * HOUR_MILLIS];

/**
 * What the members of a space mean to do, the most urgent first.
 * @param {SpaceModel} space
 * @param {() => void} add lets one say what one means to do oneself
 * @param {number} [most] how many are shown
 */
export function intended(space, add, most = Infinity) {
  const known = faces(space);
  const shown = intentions(space, now()).slice(0, most);
  const here = Boolean(space.members[store.state.me?.id ?? ""]) && !space.archived;
  return html`<section aria-label=${t("details.intentions")}>
    <div class="section-head"><h2>${t("details.intentions")}</h2>
      ${here ? html`<button class="icon-button small" aria-label=${t("intention.add")} @click=${add}>${icon("plus")}</button>` : nothing}</div>
    ${shown.length === 0 ? html`<p class="note-line">${t("intention.none")}</p>`
      : html`<ul role="list">${shown.map((one) => card(space, one, faceOf(known, one.member)))}</ul>`}
  </section>`;
}

function card(/** @type {SpaceModel} */ space, /** @type {Intention} */ one, /** @type {Face} */ face) {
  const left = one.until - now();
  return html`<li class="intention">
    <div class="intention-head">${avatar(face, 18)}<span class="grow cut">${face.name}</span>
      <span class="tag ${left < SOON_MILLIS ? "warn" : ""}">${t("intention.left", { time: span(left) })}</span></div>
    <p dir="auto">${one.text}</p>
    ${meter(1 - left / (one.until - one.since), face.colour)}
    ${one.member === store.state.me?.id ? html`<button class="button small" @click=${() => session.resolve(space.id, one.key)}>
      ${icon("check")}${t("intention.done")}</button>` : nothing}
  </li>`;
}

/** Says what one means to do, and for how long. */
class NewIntention extends FormDialog {
  render() {
    return html`<dialog aria-labelledby="new-intention-title"><form @submit=${(/** @type {Event} */ event) => this.submit(event)}>
      <h2 id="new-intention-title">${t("intention.title")}</h2>
      ${this.failure()}
      <label class="field">${t("intention.text")}<input class="input" name="text" required maxlength=${TEXT_MAX} placeholder=${t("intention.example")} autocomplete="off" dir="auto"></label>
      <label class="field">${t("intention.within")}<select class="input" name="millis">
        ${SPANS.map((millis) => html`<option value=${millis}>${span(millis)}</option>`)}</select></label>
      ${this.foot(t("intention.declare"))}
    </form></dialog>`;
  }

  apply(/** @type {FormData} */ filled) {
    return session.declare(store.state.route.space, String(filled.get("text")).trim(), Number(filled.get("millis")));
  }
}

customElements.define("p-new-intention", NewIntention);
