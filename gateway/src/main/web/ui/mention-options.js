// @ts-check
import { t } from "../i18n/text.js";
import { money } from "../state/money.js";
import { spent } from "../state/people.js";

/** @import { Member, SpaceModel } from "../types" */

/** @typedef {{member: Member, left: string, refusal: string}} Option somebody to mention: what is left to spend, or why not */

/**
 * Whom one may mean by what was typed after an "@": agents first, those who cannot answer last; none where it is a whole name.
 * @param {SpaceModel} model
 * @param {string} asked
 * @param {string} me
 * @returns {Option[]}
 */
export function mentionOptions(model, asked, me) {
  const others = Object.values(model.members).filter((one) => one.id !== me);
  const found = others.filter((one) => one.name.toLowerCase().startsWith(asked));
  if (found.length === 1 && found[0].name.toLowerCase() === asked) {
    return [];
  }
  return found.map((member) => option(model, member)).sort((one, other) => rank(one) - rank(other));
}

/** @returns {Option} */
function option(/** @type {SpaceModel} */ model, /** @type {Member} */ member) {
  const agent = model.agents[member.id];
  if (!agent) {
    return { member, left: "", refusal: "" };
  }
  const refusal = !agent.enabled ? t("composer.disabled") : spent(agent) ? t("composer.noBudget") : "";
  return { member, left: agent.leftNanoUsd === null ? "" : t("composer.left", { amount: money(agent.leftNanoUsd) }), refusal };
}

const rank = (/** @type {Option} */ one) => (one.refusal ? 2 : one.member.kind === "agent" ? 0 : 1);
