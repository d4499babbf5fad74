// @ts-check
import { html, nothing } from "lit";
import { exact, money, parts } from "../state/money.js";
import { named } from "../i18n/text.js";
import { cssVars } from "./css-vars.js";

/** @import { Face } from "../state/people.js" */

/**
 * @param {Face} face
 * @param {36 | 24 | 18} [size]
 * @param {string} [state] what the dot says; none without it
 */
export const avatar = (face, size = 36, state = "") => html`<span
  class="avatar size-${size} colour-${face.colour} ${face.agent ? "agent" : "human"}" aria-hidden="true"
  >${face.initials}${state ? html`<span class="dot ${state}"></span>` : nothing}</span>`;

/** An amount, with the exact one on hover and for machines. */
export const amount = (/** @type {bigint | string | null | undefined} */ nano, className = "") => approximate(nano ?? 0, nano ?? 0, className);

/** Amounts by name, shown so that they add up. */
export const legend = (/** @type {{name: string, colour: number, spent: bigint}[]} */ entries) => {
  const shown = parts(entries.map((one) => one.spent));
  return html`<ul class="legend">${entries.map(({ name, colour, spent }, at) =>
    html`<li><span class="swatch colour-${colour}"></span>${name} ${approximate(spent, shown[at])}</li>`)}</ul>`;
};

const approximate = (/** @type {bigint | string | number} */ nano, /** @type {bigint | string | number} */ shown, className = "") =>
  html`<data class=${className} value=${String(nano)} title=${exact(nano)}>${money(shown)}</data>`;

/** @param {number} share 0 to 1 @param {number} [colour] */
export const meter = (share, colour = 0) => html`<span class="meter ${colour ? `colour-${colour}` : ""}" aria-hidden="true"
  ><i ${cssVars({ "--share": `${(share * 100).toFixed(1)}%` })}></i></span>`;

export const typingDots = () => html`<span class="typing" aria-hidden="true"><i></i><i></i><i></i></span>`;

/** The colour of a dot for what an agent does. */
export const dotOf = (/** @type {string} */ activity) =>
  ({ thinking: "thinking", tool: "thinking", writing: "writing", waiting: "waiting", paused_budget: "waiting", failed: "failed" })[activity] ?? "offline";

/** The colour of a dot for whether somebody is there. */
export const dotOfPresence = (/** @type {string} */ state) =>
  ({ active: "online", idle: "idle", reconnecting: "idle" })[state] ?? "offline";

export const activityText = (/** @type {string} */ activity) => named(`agent.${activity}`);
