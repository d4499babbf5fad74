// @ts-check
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../i18n/text.js";
import { mentioned, query, split } from "../state/mentions.js";
import { money } from "../state/money.js";
import { faceOf, faces } from "../state/people.js";
import { typists } from "../state/space.js";
import { session, store } from "./context.js";
import { icon } from "./icons.js";
import { mentionOptions } from "./mention-options.js";
import { Part } from "./part.js";
import { avatar } from "./pieces.js";

/** @import { SpaceModel, State } from "../types" */
/** @import { Option } from "./mention-options.js" */

const TEXT_MAX = 16_384;
const TYPING_EVERY_MILLIS = 3_000;
const ANSWERS_FOR_ESTIMATE = 20;

/** Where one writes: mentions with what is left of their budgets, who will reply, and what it is likely to cost. */
class Composer extends Part {
  space = "";
  text = "";
  /** What the server had of it when it was last heard. */
  kept = "";
  caret = 0;
  chosen = 0;
  closed = false;
  menu = false;
  silent = false;
  typedAt = 0;
  /** @type {string | null} */
  replyTo = null;

  /** @param {State} state */
  select(state) {
    const { space } = state.route;
    const model = state.open[space];
    return [space, model?.members, model?.agents, model?.typing, model?.archived, model?.messages.length, state.reading.drafts[space]];
  }

  connectedCallback() {
    super.connectedCallback();
    this.parentElement?.addEventListener("p-reply", (event) => this.reply(/** @type {CustomEvent} */ (event).detail));
  }

  willUpdate() {
    const { route: { space }, reading } = store.state;
    const kept = reading.drafts[space] ?? "";
    if (space !== this.space) {
      this.space = space;
      this.text = session.own.drafted(space);
      this.replyTo = null;
      this.closed = true;
    } else if (this.text === this.kept) {
      this.text = kept;
    }
    this.kept = kept;
  }

  get model() {
    return store.state.open[this.space];
  }

  get field() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
  }

  render() {
    const { model } = this;
    if (!model) {
      return nothing;
    }
    if (model.archived) {
      return html`<div class="joining">${t("space.archived")}</div>`;
    }
    const members = Object.values(model.members);
    const options = this.options();
    const over = this.text.length - TEXT_MAX;
    return html`<form class="composer" @submit=${(/** @type {Event} */ event) => this.submit(event)}>
      ${options.length > 0 ? this.listbox(options) : nothing}
      ${this.replyTo ? this.replying() : nothing}
      <div class="composer-field">
        <div class="composer-mirror" aria-hidden="true">${split(this.text, members).map((part) =>
          (part.member ? html`<span class="mention">${part.text}</span>` : part.text))}&#8203;</div>
        <textarea rows="1" name="text" aria-label=${t("composer.label")} placeholder=${t("composer.placeholder", { space: model.name })} dir="auto"
          aria-autocomplete="list" aria-haspopup="listbox" aria-controls=${options.length > 0 ? "mention-list" : nothing}
          aria-activedescendant=${options.length > 0 ? `mention-${this.chosen}` : nothing}
          .value=${live(this.text)} @input=${() => this.typed()} @keydown=${(/** @type {KeyboardEvent} */ event) => this.pressed(event)}
          @click=${() => this.moved()} @blur=${() => this.hide()}></textarea>
      </div>
      <div class="composer-tools">
        <button type="button" class="icon-button" aria-label=${t("composer.mention")} @click=${() => this.insertAt()}>${icon("at")}</button>
        <button type="button" class="policy" aria-label=${t("composer.policy")} aria-haspopup="menu" aria-expanded=${String(this.menu)}
          @click=${() => this.toggle()}>${icon("bolt")}<span class="cut">${this.whoReplies()}</span>${icon("down")}</button>
        ${this.menu ? this.policyMenu() : nothing}
        <span class="note cut">${over > 0 ? t("composer.tooLong", { over }) : this.note()}</span>
        <button class="send" aria-label=${t("composer.send")} ?disabled=${this.text.trim() === "" || over > 0}>${icon("up")}</button>
      </div>
    </form>`;
  }

  listbox(/** @type {Option[]} */ options) {
    const known = faces(this.model);
    return html`<div class="mentions" id="mention-list" role="listbox" aria-label=${t("composer.people")}>
      ${options.map((option, at) => html`<div class="mention-option" id="mention-${at}" role="option" aria-selected=${String(at === this.chosen)}
          aria-disabled=${String(Boolean(option.refusal))} @pointerdown=${(/** @type {Event} */ event) => this.pick(event, option)}>
        ${avatar(faceOf(known, option.member.id), 24)}<span>${option.member.name}</span>
        <span class="left number">${option.refusal || option.left}</span></div>`)}
    </div>`;
  }

  replying() {
    const original = this.model.messages.find((one) => one.id === this.replyTo);
    const name = original ? faceOf(faces(this.model), original.author).name : "";
    return html`<div class="replying">${icon("reply")}<span class="grow cut">${t("composer.replying", { name })}</span>
      <button type="button" class="icon-button small" aria-label=${t("dialog.cancel")} @click=${() => this.reply(null)}>${icon("close")}</button></div>`;
  }

  policyMenu() {
    const item = (/** @type {boolean} */ silent, /** @type {string} */ text) => html`<button type="button" role="menuitemradio"
      aria-checked=${String(this.silent === silent)} @click=${() => this.quieten(silent)}>${text}</button>`;
    return html`<div class="menu" role="menu">${item(false, t("composer.whenMentioned"))}${item(true, t("composer.noAgents"))}</div>`;
  }

  /** What the agents that are mentioned have cost an answer, as far as this page knows. */
  note() {
    const typing = typists(this.model).filter((id) => id !== store.state.me?.id);
    if (typing.length > 0) {
      const known = faces(this.model);
      return t("composer.typing", { names: typing.map((id) => faceOf(known, id).name) });
    }
    const cost = this.agents().reduce((total, agent) => total + usualCost(this.model, agent.id), 0n);
    const estimate = cost > 0n ? `${t("composer.estimate", { cost: money(cost) })} · ` : "";
    return html`${estimate}<span class="hint">${t("composer.hint")}</span>`;
  }

  agents() {
    const members = Object.values(this.model.members);
    return this.silent ? [] : mentioned(this.text, members).map((id) => this.model.members[id]).filter((one) => one.kind === "agent");
  }

  whoReplies() {
    const names = this.agents().map((one) => one.name);
    return this.silent ? t("composer.noAgents") : names.length > 0 ? t("composer.replies", { names }) : t("composer.whenMentioned");
  }

  /** @returns {Option[]} */
  options() {
    const asked = this.closed ? null : query(this.text, this.caret);
    return asked ? mentionOptions(this.model, asked.query, store.state.me?.id ?? "") : [];
  }

  typed() {
    const { field } = this;
    this.text = field.value;
    this.closed = false;
    this.chosen = 0;
    this.moved();
    session.own.draft(this.space, this.text);
    if (this.text && Date.now() - this.typedAt > TYPING_EVERY_MILLIS) {
      this.typedAt = Date.now();
      session.typing(this.space);
    }
  }

  moved() {
    this.caret = this.field.selectionStart;
    this.requestUpdate();
  }

  hide() {
    this.closed = true;
    this.requestUpdate();
  }

  pressed(/** @type {KeyboardEvent} */ event) {
    const options = this.options();
    if (options.length > 0 && this.choose(event, options)) {
      event.preventDefault();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      this.submit(event);
    }
  }

  choose(/** @type {KeyboardEvent} */ event, /** @type {Option[]} */ options) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      this.chosen = (this.chosen + step + options.length) % options.length;
      this.requestUpdate();
      return true;
    }
    if (event.key === "Escape") {
      this.hide();
      return true;
    }
    if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
      return this.complete(options[Math.min(this.chosen, options.length - 1)]);
    }
    return false;
  }

  pick(/** @type {Event} */ event, /** @type {Option} */ one) {
    event.preventDefault();
    this.complete(one);
  }

  complete(/** @type {Option} */ one) {
    const asked = query(this.text, this.caret);
    if (!asked || one.refusal) {
      return !one.refusal;
    }
    this.replace(asked.start, this.caret, `@${one.member.name} `);
    this.closed = true;
    return true;
  }

  insertAt() {
    const at = this.field.selectionStart;
    const gap = at > 0 && !/\s/.test(this.text[at - 1]) ? " " : "";
    this.field.focus();
    this.replace(at, this.field.selectionEnd, `${gap}@`);
    this.closed = false;
    this.chosen = 0;
  }

  async replace(/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ by) {
    this.text = this.text.slice(0, from) + by + this.text.slice(to);
    this.caret = from + by.length;
    this.requestUpdate();
    await this.updateComplete;
    this.field.setSelectionRange(this.caret, this.caret);
  }

  submit(/** @type {Event} */ event) {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || text.length > TEXT_MAX) {
      return;
    }
    const { members } = this.model;
    const ids = mentioned(text, Object.values(members)).filter((id) => !this.silent || members[id].kind === "human");
    this.send(text, ids);
    this.text = "";
    this.replyTo = null;
    this.requestUpdate();
  }

  /** The draft is kept until the message is. */
  async send(/** @type {string} */ text, /** @type {string[]} */ mentions) {
    const { space } = this;
    const draft = session.own.drafted(space);
    await session.post(space, text, mentions, this.replyTo);
    if (session.own.drafted(space) === draft) {
      session.own.draft(space, "");
    }
  }

  reply(/** @type {string | null} */ id) {
    this.replyTo = id;
    this.requestUpdate();
    this.field.focus();
  }

  toggle() {
    this.menu = !this.menu;
    this.requestUpdate();
  }

  quieten(/** @type {boolean} */ silent) {
    this.silent = silent;
    this.toggle();
    this.field.focus();
  }
}

function usualCost(/** @type {SpaceModel} */ model, /** @type {string} */ agent) {
  const answers = model.messages.filter((one) => one.author === agent && one.cost).slice(-ANSWERS_FOR_ESTIMATE);
  const total = answers.reduce((sum, one) => sum + BigInt(one.cost?.nanoUsd ?? 0), 0n);
  return answers.length > 0 ? total / BigInt(answers.length) : 0n;
}

customElements.define("p-composer", Composer);
