// @ts-check
import { listed, seenOf } from "../state/entries.js";
import * as spaces from "../state/space.js";
import * as wire from "../state/wire.js";
import { Backfill } from "./backfill.js";
import { Client } from "./client.js";
import { Connection } from "./connection.js";
import { Sender } from "./sender.js";
import * as api from "./api.js";
import { ulid } from "./ulid.js";

/** @import { ConnectionState, Frame, Pending, SpaceModel } from "../types" */
/** @import { Store } from "../state/store.js" */

const SEEN_KEY = "parley.seen";

/** Everything a signed-in person does, and everything that reaches them: keeps the store true. */
export class Session {
  #store;
  #client;
  /** @type {Connection | null} */
  #connection = null;
  #sender;
  #backfill;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.#backfill = new Backfill(store);
    this.#client = new Client({
      snapshot: (space, snapshot) => this.#snapshot(space, snapshot),
      events: (space, frames) => this.#events(space, frames),
      ephemeral: (frame) => this.#ephemeral(frame),
      refused: (space, problem) => this.#refused(space, problem),
      caughtUp: () => this.#connection?.caughtUp(),
    });
    this.#sender = new Sender(store, this.#client);
    this.#client.through((frame) => this.#connection?.send(frame) ?? false);
  }

  /** Learns who is signed in; false where nobody is. */
  async start() {
    try {
      await this.#signedIn(await api.get("/v1/me"));
      return true;
    } catch (problem) {
      if (/** @type {api.Problem} */ (problem).status === 401) {
        this.#store.set({ started: true, me: null });
        return false;
      }
      throw problem;
    }
  }

  /** Signs in with a name and password, or with a link's code. */
  async signIn(/** @type {{name: string, password: string} | {code: string}} */ proof) {
    const answer = await api.post("code" in proof ? "/v1/auth/link" : "/v1/auth/login", proof);
    api.useCsrf(answer?.csrf);
    await this.#signedIn(await api.get("/v1/me"));
  }

  async signOut() {
    this.#connection?.close();
    await api.post("/v1/auth/logout").catch(() => {});
    location.assign("/login");
  }

  /** Tries to connect at once. */
  wake() {
    this.#connection?.wake();
  }

  async refreshSpaces() {
    const found = wire.rows(await api.get("/v1/spaces"), "spaces").map(wire.spaceEntry).filter((one) => !one.archived);
    this.#store.update((state) => ({ ...state, spaces: found, seen: seenOf(found, state.seen, remembered()) }));
    found.filter((one) => one.member).forEach((one) => this.#client.subscribe(one.id));
  }

  /** A space is what one looks at now: whatever only its page shows is fetched. */
  visit(/** @type {string} */ space) {
    this.#client.subscribe(space);
    const model = this.#store.state.open[space];
    if (model) {
      this.#backfill.visit(model);
    }
  }

  async createSpace(/** @type {{name: string, topic: string, private: boolean, agents: string[]}} */ wish) {
    const { agents, ...space } = wish;
    const made = await api.post("/v1/spaces", { ...space, title: wish.name, policy: { name: "hand-over" } });
    await Promise.all(agents.map((id) => this.addMember(made.id, id)));
    await this.refreshSpaces();
    return made.id;
  }

  addMember(/** @type {string} */ space, /** @type {string} */ id) {
    return api.post(api.spaceUrl(space, "/members"), { id, role: "member" });
  }

  async join(/** @type {string} */ space) {
    await this.addMember(space, this.#me());
    await this.refreshSpaces();
    this.#store.update((state) => ({ ...state, problems: without(state.problems, space) }));
    this.#client.subscribe(space);
  }

  async leave(/** @type {string} */ space) {
    await api.remove(api.spaceUrl(space, `/members/${encodeURIComponent(this.#me())}`));
    this.#client.unsubscribe(space);
    this.#store.update((state) => ({ ...state, open: without(state.open, space) }));
    await this.refreshSpaces();
  }

  /** Puts a message into the outbox; it is sent in its turn, now or once there is a connection. */
  post(/** @type {string} */ space, /** @type {string} */ text, /** @type {string[]} */ mentions, /** @type {string | null} */ replyTo = null) {
    this.#sender.post(space, text, mentions, replyTo);
  }

  retry(/** @type {Pending} */ pending) {
    this.#sender.retry(pending);
  }

  discard(/** @type {string} */ key) {
    this.#sender.discard(key);
  }

  edit(/** @type {string} */ space, /** @type {string} */ id, /** @type {string} */ text, /** @type {string[]} */ mentions, /** @type {number} */ rev) {
    return this.#command(space, "message.edit", { id, text, mentions, rev, ifRev: rev });
  }

  erase(/** @type {string} */ space, /** @type {string} */ id) {
    return this.#command(space, "message.delete", { id });
  }

  react(/** @type {string} */ space, /** @type {string} */ id, /** @type {string} */ emoji, /** @type {boolean} */ on) {
    return this.#command(space, on ? "reaction.set" : "reaction.unset", { id, emoji });
  }

  stop(/** @type {string} */ space, /** @type {string} */ turn) {
    return this.#command(space, "turn.cancel", { turn });
  }

  typing(/** @type {string} */ space) {
    this.#client.act(space);
  }

  loadOlder(/** @type {string} */ space) {
    return this.#backfill.older(space);
  }

  /** Remembers that a space was read to its end. */
  read(/** @type {string} */ space) {
    const model = this.#store.state.open[space];
    const { seen } = this.#store.state;
    if (!model || (seen[space] ?? -1) >= model.ordinal) {
      return;
    }
    const next = { ...seen, [space]: model.ordinal };
    this.#store.set({ seen: next });
    localStorage.setItem(SEEN_KEY, JSON.stringify(next));
    api.put(api.spaceUrl(space, "/read"), { upTo: model.seq }).catch(() => {});
  }

  toast(/** @type {string} */ text, error = false) {
    const toast = { id: Date.now() + Math.random(), text, error };
    this.#store.update((state) => ({ ...state, toasts: [...state.toasts, toast].slice(-3) }));
    if (!error) {
      setTimeout(() => this.closeToast(toast.id), 3_000);
    }
  }

  closeToast(/** @type {number} */ id) {
    this.#store.update((state) => ({ ...state, toasts: state.toasts.filter((one) => one.id !== id) }));
  }

  async #signedIn(/** @type {any} */ me) {
    api.useCsrf(me.csrf);
    const person = me.user ?? me;
    const roles = [person.role, ...(person.roles ?? [])].map(wire.word);
    const administrator = person.administrator ?? person.admin ?? roles.some((role) => role.startsWith("admin"));
    this.#store.set({ me: { id: person.id, name: person.name, administrator }, started: true });
    await Promise.all([this.#sender.load(person.id), this.refreshSpaces()]);
    this.#connection?.close();
    this.#connection = new Connection({
      ticket: async () => (await api.post("/v1/rt/tickets")).ticket,
      socket: (protocols) => new WebSocket(`${location.origin.replace("http", "ws")}/v1/rt`, protocols),
      hello: () => this.#client.hello(),
      receive: (frame) => this.#client.receive(frame),
      changed: (state) => this.#connected(state),
    });
    this.#connection.wake();
  }

  #connected(/** @type {ConnectionState} */ connection) {
    this.#store.set({ connection });
    if (connection.phase === "offline" || connection.phase === "expired") {
      this.#client.disconnected();
    }
    if (connection.phase === "live") {
      this.#sender.flushAll();
    }
  }

  #snapshot(/** @type {string} */ id, /** @type {{epoch: string, at: number, data: any}} */ snapshot) {
    const model = spaces.fromSnapshot(id, snapshot);
    this.#store.update((state) => ({
      ...state,
      open: { ...state.open, [id]: model },
      problems: without(state.problems, id),
      spaces: listed(state.spaces, model, this.#me()),
      seen: id in state.seen ? state.seen : { ...state.seen, [id]: model.ordinal },
    }));
    this.#sender.confirm(new Set(model.messages.map((one) => one.key)));
    this.#backfill.forget(id);
    if (this.#visited(id)) {
      this.#backfill.visit(model);
    }
  }

  #events(/** @type {string} */ id, /** @type {Frame[]} */ frames) {
    this.#change(id, (space) => frames.reduce(spaces.apply, space));
    const keys = frames.filter((frame) => frame.type === "message.created").map((frame) => frame.data?.key);
    this.#sender.confirm(new Set(keys));
    if (this.#visited(id) && frames.some((frame) => frame.data?.cost || frame.type?.startsWith("member."))) {
      this.#backfill.spending(id);
    }
    if (frames.some((frame) => frame.type === "space.updated" || frame.type === "space.archived")) {
      this.refreshSpaces().catch(() => {});
    }
  }

  #ephemeral(/** @type {Frame} */ frame) {
    const known = this.#store.state.open[frame.space];
    if (!known) {
      return;
    }
    const { space, missing } = spaces.observe(known, frame, Date.now());
    this.#change(frame.space, () => space);
    if (missing) {
      this.#fetchDraft(frame.space, missing);
    }
  }

  async #fetchDraft(/** @type {string} */ space, /** @type {string} */ turn) {
    const piece = await this.#backfill.draft(space, turn);
    if (piece) {
      this.#ephemeral(piece);
    }
  }

  #refused(/** @type {string} */ space, /** @type {any} */ problem) {
    this.#store.update((state) => ({
      ...state,
      open: without(state.open, space),
      problems: { ...state.problems, [space]: { code: problem.code ?? "", title: problem.title ?? "" } },
    }));
  }

  async #command(/** @type {string} */ space, /** @type {string} */ type, /** @type {any} */ data) {
    try {
      return await this.#client.command(space, type, data, ulid());
    } catch (problem) {
      const { detail, title, code } = /** @type {any} */ (problem);
      this.toast(detail || title || code, true);
      return null;
    }
  }

  #change(/** @type {string} */ id, /** @type {(space: SpaceModel) => SpaceModel} */ change) {
    this.#store.update((state) => {
      const known = state.open[id];
      return known ? { ...state, open: { ...state.open, [id]: change(known) } } : state;
    });
  }

  #visited(/** @type {string} */ space) {
    const { route } = this.#store.state;
    return route.page === "space" && route.space === space;
  }

  #me() {
    return this.#store.state.me?.id ?? "";
  }
}

/** @returns {Record<string, number>} */
const remembered = () => JSON.parse(localStorage.getItem(SEEN_KEY) ?? "{}");

/** @template T @param {Record<string, T>} record @param {string} key @returns {Record<string, T>} */
function without(record, key) {
  const { [key]: _, ...rest } = record;
  return rest;
}
