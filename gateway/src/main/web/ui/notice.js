// @ts-check
import { html, nothing } from "lit";
import { has, named, t } from "../i18n/text.js";
import { faceOf } from "../state/people.js";
import { session, store } from "./context.js";
import { icon } from "./icons.js";

/** @import { Notice } from "../types" */
/** @import { Row } from "../state/rows.js" */
/** @import { Face } from "../state/people.js" */

/**
 * Why an agent is silent, and what one can do about it.
 * @param {Extract<Row, {type: "limit"} | {type: "notice"}>} row
 * @param {Record<string, Face>} faces
 */
export function notice(row, faces) {
  return row.type === "limit" ? limit(row, faces) : ended(row.notice, faces);
}

function limit(/** @type {Extract<Row, {type: "limit"}>} */ row, /** @type {Record<string, Face>} */ faces) {
  const names = namesOf(row.spoke, faces);
  const waiting = namesOf(row.agents, faces);
  const text = t("notice.continueText", { names: waiting });
  return html`<div class="notice" role="status">${icon("turns")}
    <div class="notice-body"><strong>${t("notice.limit")}</strong> ${t("notice.limitDetail", { names, turns: row.turns })}</div>
    ${row.over ? nothing : html`<button class="button small" @click=${() => say(text, row.agents)}>
      ${waiting.length === 1 ? t("notice.continueOne", { name: waiting[0] }) : t("notice.continue")}</button>`}
  </div>`;
}

function ended(/** @type {Notice} */ one, /** @type {Record<string, Face>} */ faces) {
  const name = faceOf(faces, one.agent, true).name;
  switch (one.kind) {
    case "denied":
      return html`<div class="notice plain" role="status">${icon("shield")}<div class="notice-body">${t("notice.denied", { name })} ${named(`denial.${one.reason}`)}</div></div>`;
    case "cancelled": {
      const by = one.by ? faceOf(faces, one.by).name : "";
      return frame("", "stop", by ? t("notice.cancelled", { name: by }) : "", t("notice.cancelledDetail", { name }), one);
    }
    case "superseded":
      return frame("plain", "turns", "", t("notice.superseded", { name }), one);
    case "failed":
      return failed(one, name);
  }
}

function failed(/** @type {Notice} */ one, /** @type {string} */ name) {
  const known = has(`failure.${one.reason}`) && !(one.reason === "budget" && one.detail);
  const reason = known ? named(`failure.${one.reason}`) : one.detail;
  if (one.reason === "budget" || one.reason === "price_unknown" || one.reason === "ledger_unavailable") {
    const title = one.reason === "budget" ? t("notice.budget") : t("notice.failed", { name });
    return frame("", "wallet", title, t("notice.budgetDetail", { name, detail: reason }), one);
  }
  const again = html`<button class="button small" @click=${() => say(t("notice.retryText", { name }), [one.agent])}>${t("notice.retry", { name })}</button>`;
  return frame("danger", "warn", t("notice.failed", { name }), reason, one, again);
}

function frame(
    /** @type {string} */ look, /** @type {any} */ sign, /** @type {string} */ title, /** @type {string} */ detail,
    /** @type {Notice} */ one, /** @type {unknown} */ action = nothing) {
  return html`<div class="notice ${look}" role="status">${icon(sign)}
    <div class="notice-body">${title ? html`<strong>${title}</strong> ` : nothing}${detail}
      ${one.partial ? html`<details class="partial"><summary>${t("notice.partial")}</summary><div dir="auto">${one.partial}</div></details>` : nothing}</div>
    ${action}</div>`;
}

const namesOf = (/** @type {string[]} */ ids, /** @type {Record<string, Face>} */ faces) =>
  ids.map((id) => faceOf(faces, id, true).name);

const say = (/** @type {string} */ text, /** @type {string[]} */ mentions) =>
  session.post(store.state.route.space, text, mentions);
