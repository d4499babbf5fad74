// @ts-check
import { html, nothing } from "lit";
import { t } from "../i18n/text.js";
import { share, spendable } from "../state/money.js";
import { faces } from "../state/people.js";
import { session, store } from "./context.js";
import { icon } from "./icons.js";
import { Part } from "./part.js";
import { amount, avatar, meter } from "./pieces.js";
import "./banner.js";
import "./composer.js";
import "./timeline.js";

/** @import { SpaceModel, State } from "../types" */

const FACES_MAX = 5;

/** One space: who is in it and what it cost, its timeline, and where one writes. */
class SpacePage extends Part {
  watched = "";

  /** @param {State} state */
  select(state) {
    const { space } = state.route;
    return [space, state.open[space], state.problems[space], state.spaces, state.details, state.reading.muted];
  }

  willUpdate() {
    const { route, spaces } = store.state;
    const entry = spaces.find((one) => one.id === route.space);
    if (route.space && route.space !== this.watched && (!entry || entry.member)) {
      this.watched = route.space;
      session.visit(route.space);
    }
    document.title = entry ? `# ${entry.name} · ${t("app.name")}` : t("app.name");
  }

  render() {
    const { route, open, problems, spaces } = store.state;
    const space = open[route.space];
    const entry = spaces.find((one) => one.id === route.space);
    if (!space && (problems[route.space] || entry?.member === false)) {
      return html`<div class="space">${entry ? this.toJoin(entry) : this.missing()}</div>`;
    }
    return html`<section class="space" aria-labelledby="space-name">
      ${this.head(space, space?.name || entry?.name || "", space?.topic || entry?.topic || "")}
      <p-banner></p-banner>
      ${space ? html`<p-timeline id="timeline"></p-timeline><p-composer></p-composer>` : this.skeleton()}
    </section>`;
  }

  head(/** @type {SpaceModel | undefined} */ space, /** @type {string} */ name, /** @type {string} */ topic) {
    return html`<header class="space-head">
      <button class="icon-button back" aria-label=${t("nav.back")} @click=${() => store.set({ pane: "spaces" })}>${icon("left")}</button>
      <h1 id="space-name"># ${name}</h1>
      <span class="topic cut">${topic}</span>
      ${space ? html`${this.faces(space)}${this.spend(space)}${this.mute(space.id)}` : nothing}
      <button class="icon-button panel-toggle" aria-label=${t("space.details")} aria-pressed=${String(store.state.details)}
        @click=${() => store.update((state) => ({ ...state, details: !state.details }))}>${icon("panel")}</button>
    </header>`;
  }

  faces(/** @type {SpaceModel} */ space) {
    const known = Object.values(faces(space));
    return html`<div class="faces" role="img" aria-label="${t("space.members")}: ${known.map((one) => one.name).join(", ")}">
      ${known.slice(0, FACES_MAX).map((one) => avatar(one, 24))}
      ${known.length > FACES_MAX ? html`<span class="more">+${known.length - FACES_MAX}</span>` : nothing}</div>`;
  }

  spend(/** @type {SpaceModel} */ space) {
    const { spending } = space;
    return html`<button class="spend-pill" aria-label=${t("space.spend")} @click=${() => store.set({ details: true, pane: "overview" })}>
      ${icon("wallet")}${spending ? amount(spending.spentNanoUsd) : nothing}
      ${spending?.limitNanoUsd ? meter(share(spending.spentNanoUsd, spendable(spending))) : nothing}</button>`;
  }

  mute(/** @type {string} */ id) {
    const muted = Boolean(store.state.reading.muted[id]);
    return html`<button class="icon-button" aria-label=${t("space.mute")} aria-pressed=${String(muted)} @click=${() => session.own.mute(id, !muted)}>
      ${icon(muted ? "mute" : "bell")}</button>`;
  }

  toJoin(/** @type {import("../types").SpaceEntry} */ entry) {
    return html`${this.head(undefined, entry.name, entry.topic)}<div class="empty"><h2># ${entry.name}</h2><p>${entry.topic}</p>
      <p>${t("space.joinHint")}</p><button class="button primary" @click=${() => this.join(entry.id)}>${t("space.join")}</button></div>`;
  }

  async join(/** @type {string} */ id) {
    try {
      await session.join(id);
    } catch (problem) {
      session.toast(/** @type {Error} */ (problem).message, true);
    }
  }

  missing() {
    return html`<div class="empty"><h1>${t("space.missing")}</h1><p>${t("space.missingDetail")}</p></div>`;
  }

  skeleton() {
    return html`<div class="skeleton grow" aria-busy="true" aria-label=${t("space.loading")}><i></i><i></i><i></i><i></i></div>`;
  }
}

customElements.define("p-space", SpacePage);
