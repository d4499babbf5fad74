// @ts-check
import { html, nothing } from "lit";
import { named, span, t } from "../i18n/text.js";
import { money, share, spendable } from "../state/money.js";
import { activity, faceOf, faces, presenceOf, spent, toolOf } from "../state/people.js";
import { intentions, typists } from "../state/space.js";
import { now, session, store } from "./context.js";
import { cssVars } from "./css-vars.js";
import { icon } from "./icons.js";
import { intended } from "./intentions.js";
import { OnScreen } from "./on-screen.js";
import { Part } from "./part.js";
import { activityText, amount, avatar, dotOf, dotOfPresence, legend, meter } from "./pieces.js";
import { go } from "./router.js";

/** @import { Member, SpaceModel, State } from "../types" */
/** @import { Face } from "../state/people.js" */

/** @typedef {"overview" | "intentions"} Tab */

const MINUTE_MILLIS = 60_000;
const INTENTIONS_AT_A_GLANCE = 3;
/** @type {Tab[]} */
const TABS = ["overview", "intentions"];

/** What a space costs, what its agents do and may still spend, and who is there. */
class Details extends Part {
  ticking = 0;
  /** @type {Tab} */
  tab = "overview";
  onScreen = new OnScreen((people) => session.shows(store.state.route.space, people));

  /** @param {State} state */
  select(state) {
    const { space } = state.route;
    return [space, state.open[space], state.connection.phase, state.me];
  }

  connectedCallback() {
    super.connectedCallback();
    this.ticking = window.setInterval(() => this.requestUpdate(), MINUTE_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.ticking);
    this.onScreen.end();
  }

  updated() {
    this.onScreen.watch(this.querySelectorAll("li[data-member]"));
  }

  render() {
    const space = store.state.open[store.state.route.space];
    return html`<aside class="details" aria-label=${t("details.label")}>
      <div class="details-head"><div class="grow" role="tablist" @keydown=${(/** @type {KeyboardEvent} */ event) => this.pressed(event)}>
          ${TABS.map((tab) => this.head(tab, space ? intentions(space, now()).length : 0))}</div>
        <button class="icon-button close" aria-label=${t("details.close")} @click=${() => store.set({ details: false })}>${icon("close")}</button></div>
      <div class="details-scroll" role="tabpanel" aria-labelledby="details-${this.tab}">${space ? this.panel(space) : nothing}</div>
      <p-add-agent></p-add-agent><p-new-intention></p-new-intention>
    </aside>`;
  }

  head(/** @type {Tab} */ tab, /** @type {number} */ intended) {
    const chosen = tab === this.tab;
    return html`<button role="tab" id="details-${tab}" aria-selected=${String(chosen)} tabindex=${chosen ? 0 : -1} @click=${() => this.show(tab)}>
      ${t(`details.${tab}`)}${tab === "intentions" && intended > 0 ? html` <span class="number">${intended}</span>` : nothing}</button>`;
  }

  panel(/** @type {SpaceModel} */ space) {
    const add = () => this.open("p-new-intention");
    return this.tab === "intentions" ? intended(space, add)
      : html`${this.spend(space)}${this.agents(space)}${intended(space, add, INTENTIONS_AT_A_GLANCE)}${this.people(space)}`;
  }

  show(/** @type {Tab} */ tab) {
    this.tab = tab;
    this.requestUpdate();
  }

  /** Arrows go from one tab to the other. */
  async pressed(/** @type {KeyboardEvent} */ event) {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      this.show(this.tab === "overview" ? "intentions" : "overview");
      await this.updateComplete;
      /** @type {HTMLElement} */ (this.querySelector("[role=tab][aria-selected=true]")).focus();
    }
  }

  spend(/** @type {SpaceModel} */ space) {
    const known = faces(space);
    const { spending } = space;
    const parts = (spending?.costs ?? []).map(({ agent, spentNanoUsd: spent }) => ({ ...faceOf(known, agent, true), spent: BigInt(spent) }));
    const title = named(`details.spend.${spending?.period ?? "total"}`);
    return html`<section aria-label=${title}>
      <div class="section-head"><h2>${title}</h2>${store.state.connection.phase === "live" ? html`<span class="live">${t("details.live")}</span>` : nothing}</div>
      <div class="kpi"><strong>${spending ? amount(spending.spentNanoUsd) : "…"}</strong>${spending?.limitNanoUsd
        ? html`<span class="quiet">${t("details.leftOf", { left: money(spending.leftNanoUsd ?? 0), limit: money(spending.limitNanoUsd) })}</span>` : nothing}</div>
      ${parts.length === 0 && spending ? html`<p class="note-line">${t("details.noSpend")}</p>` : html`
        <span class="meter thick" aria-hidden="true">${parts.map(({ colour, spent }) =>
          html`<i class="colour-${colour}" ${cssVars({ "--share": `${share(spent, spendable(spending)) * 100}%` })}></i>`)}</span>
        ${legend(parts)}`}
    </section>`;
  }

  agents(/** @type {SpaceModel} */ space) {
    const known = faces(space);
    const agents = Object.values(space.members).filter((one) => one.kind === "agent");
    return html`<section aria-label=${t("details.agents")}>
      <div class="section-head"><h2>${t("details.agents")}</h2>${space.policy ? html`<span>${t("details.policy", { policy: space.policy })}</span>` : nothing}</div>
      <ul role="list">${agents.map((one) => this.agent(space, known[one.id]))}</ul>
      ${agents.length === 0 ? html`<p class="note-line">${t("details.noAgents")}</p>` : nothing}
      ${store.state.me?.administrator ? html`<button class="button small add-agent" @click=${() => this.open("p-add-agent")}>${icon("plus")}${t("details.addAgent")}</button>` : nothing}
    </section>`;
  }

  agent(/** @type {SpaceModel} */ space, /** @type {Face} */ face) {
    const info = space.agents[face.id];
    const doing = activity(info, Object.values(space.turns), face.id);
    const left = info?.leftNanoUsd ?? null;
    return html`<li class="person">${avatar(face, 24, dotOf(doing))}
      <div class="grow"><strong class="cut">${face.name}</strong><small>${said(space, face.id, doing)}</small></div>
      ${left === null ? nothing : html`<span class="budget number"><span>${spent(info) ? t("details.usedUp") : t("details.left", { amount: money(left) })}</span>
        ${meter(1 - share(left, info.limitNanoUsd), face.colour)}</span>`}</li>`;
  }

  people(/** @type {SpaceModel} */ space) {
    const known = faces(space);
    const people = Object.values(space.members).filter((one) => one.kind === "human");
    const online = Math.max(space.online, people.filter((one) => stateOf(space, one.id) !== "offline").length);
    return html`<section aria-label=${t("details.people")}>
      <div class="section-head"><h2>${t("details.people")}</h2>${online > 0 ? html`<span>${t("details.online", { n: online })}</span>` : nothing}</div>
      <ul role="list">${people.map((one) => this.person(space, one, known[one.id]))}</ul>
      ${known[store.state.me?.id ?? ""] ? html`<button class="text-button danger quit" @click=${() => this.quit(space)}>${t("details.leave")}</button>` : nothing}
    </section>`;
  }

  person(/** @type {SpaceModel} */ space, /** @type {Member} */ member, /** @type {Face} */ face) {
    const state = stateOf(space, member.id);
    return html`<li class="person short" data-member=${member.id}>${avatar(face, 24, dotOfPresence(state))}
      <strong class="grow cut">${member.name}</strong><span class="note">${noteOn(space, member.id, state)}</span></li>`;
  }

  async quit(/** @type {SpaceModel} */ space) {
    if (!confirm(t("dialog.leave", { space: space.name }))) {
      return;
    }
    try {
      await session.leave(space.id);
      go("/", true);
    } catch (problem) {
      session.toast(/** @type {Error} */ (problem).message, true);
    }
  }

  open(/** @type {string} */ dialog) {
    /** @type {any} */ (this.querySelector(dialog)).open();
  }
}

const stateOf = (/** @type {SpaceModel} */ space, /** @type {string} */ id) =>
  presenceOf(space, id, id === store.state.me?.id && store.state.connection.phase === "live");

/** What is worth saying of a person beside their name. */
function noteOn(/** @type {SpaceModel} */ space, /** @type {string} */ id, /** @type {string} */ state) {
  const lastSeen = space.presence[id]?.lastSeen;
  if (id === store.state.me?.id) {
    return t("details.you");
  }
  if (typists(space).includes(id)) {
    return t("details.typing");
  }
  if (state === "idle" || state === "reconnecting") {
    return named(`details.${state}`);
  }
  return state === "offline" && lastSeen ? t("details.seen", { time: span(now() - lastSeen) }) : "";
}

/** What an agent does, in words. */
function said(/** @type {SpaceModel} */ space, /** @type {string} */ id, /** @type {string} */ doing) {
  if (doing === "tool") {
    return t("agent.tool", { name: toolOf(space.agents[id]) });
  }
  return doing === "idle" ? idle(space, id) : activityText(doing);
}

function idle(/** @type {SpaceModel} */ space, /** @type {string} */ agent) {
  const last = space.messages.findLast((one) => one.author === agent);
  return last ? t("agent.idleFor", { time: span(now() - last.ts) }) : t("agent.idle");
}

customElements.define("p-details", Details);
