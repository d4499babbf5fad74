// @ts-check
import { html, nothing } from "lit";
import { get } from "../net/api.js";
import { t } from "../i18n/text.js";
import { face } from "../state/people.js";
import { spacePath } from "../state/route.js";
import * as wire from "../state/wire.js";
import { session, store } from "./context.js";
import { Part } from "./part.js";
import { avatar } from "./pieces.js";
import { go } from "./router.js";

/** @import { AgentInfo } from "../types" */

/** A modal dialog; the focus returns to where it was. */
export class Dialog extends Part {
  error = "";

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  async open() {
    this.error = "";
    this.requestUpdate();
    await this.updateComplete;
    this.dialog.showModal();
  }

  close() {
    this.dialog.close();
  }

  /** Runs what the dialog is for; a refusal is shown in it. */
  async attempt(/** @type {() => Promise<void>} */ action) {
    try {
      await action();
      this.close();
    } catch (problem) {
      this.error = /** @type {Error} */ (problem).message || t("error.unknown");
      this.requestUpdate();
    }
  }

  /** What ends the dialog: nothing, or what it is for. */
  foot(/** @type {string} */ action) {
    return html`<div class="dialog-foot">
      <button type="button" class="button" @click=${() => this.close()}>${t("dialog.cancel")}</button>
      <button class="button primary">${action}</button>
    </div>`;
  }

  failure() {
    return this.error ? html`<p class="form-error" role="alert">${this.error}</p>` : nothing;
  }
}

/** A dialog around a form. */
export class FormDialog extends Dialog {
  /** Does what the dialog is for, and empties the form for the next time. */
  submit(/** @type {Event} */ event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    this.attempt(async () => {
      await this.apply(new FormData(form));
      form.reset();
    });
  }

  /** What the dialog is for, with what was filled in. */
  async apply(/** @type {FormData} */ _filled) {}
}

/** Makes a space. */
class NewSpace extends FormDialog {
  /** @type {AgentInfo[]} */
  agents = [];

  async open() {
    await super.open();
    this.agents = await agentsOfAll();
    this.requestUpdate();
  }

  render() {
    return html`<dialog aria-labelledby="new-space-title"><form @submit=${(/** @type {Event} */ event) => this.submit(event)}>
      <h2 id="new-space-title">${t("newSpace.title")}</h2>
      ${this.failure()}
      <label class="field">${t("newSpace.name")}<input class="input" name="name" required maxlength="64" pattern="[a-z0-9][a-z0-9\\-]*" placeholder="release-notes" autocomplete="off" title=${t("newSpace.nameHint")}></label>
      <label class="field">${t("newSpace.topic")}<input class="input" name="topic" maxlength="200" autocomplete="off"></label>
      ${this.agents.length > 0 ? html`<fieldset class="field"><legend>${t("newSpace.agents")}</legend>
        ${this.agents.map((agent) => html`<label class="choice"><input type="checkbox" name="agent" value=${agent.id} checked>${agent.name}</label>`)}</fieldset>` : nothing}
      <label class="choice"><input type="checkbox" name="private">${t("newSpace.private")}</label>
      ${this.foot(t("newSpace.create"))}
    </form></dialog>`;
  }

  async apply(/** @type {FormData} */ filled) {
    const id = await session.createSpace({
      name: String(filled.get("name")), topic: String(filled.get("topic")),
      private: filled.has("private"), agents: filled.getAll("agent").map(String),
    });
    go(spacePath(id));
  }
}

/** Adds one of the agents that are not in the space yet. */
class AddAgent extends Dialog {
  /** @type {AgentInfo[]} */
  agents = [];

  async open() {
    this.agents = [];
    await super.open();
    const members = store.state.open[store.state.route.space]?.members ?? {};
    this.agents = (await agentsOfAll()).filter((agent) => !members[agent.id]);
    this.requestUpdate();
  }

  render() {
    return html`<dialog aria-labelledby="add-agent-title"><form method="dialog">
      <h2 id="add-agent-title">${t("addAgent.title")}</h2>
      ${this.failure()}
      <div class="picker">${this.agents.map((agent) => html`<button type="button" ?disabled=${!agent.enabled} @click=${() => this.add(agent.id)}>
        ${avatar(face(agent.id, agent.name, true, agent.colour), 24)}<span>${agent.name}<small>${agent.model}</small></span></button>`)}
        ${this.agents.length === 0 ? html`<p class="quiet">${t("addAgent.none")}</p>` : nothing}</div>
      <div class="dialog-foot"><button class="button">${t("dialog.close")}</button></div>
    </form></dialog>`;
  }

  add(/** @type {string} */ id) {
    this.attempt(() => session.addMember(store.state.route.space, id));
  }
}

/** Every agent there is; the list is for administrators, so others get none. */
async function agentsOfAll() {
  try {
    return wire.rows(await get("/v1/agents"), "agents").map(wire.agent);
  } catch {
    return [];
  }
}

customElements.define("p-new-space", NewSpace);
customElements.define("p-add-agent", AddAgent);
