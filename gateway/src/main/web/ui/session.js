// @ts-check
import * as api from "../net/api.js";
import { Backfill } from "../net/backfill.js";
import { Line } from "../net/line.js";
import { ulid } from "../net/ulid.js";
import { isUp } from "../state/connection.js";
import { listed } from "../state/entries.js";
import { without } from "../state/records.js";
import { ME } from "../state/reading.js";
import * as spaces from "../state/space.js";
import { timeOf } from "../state/store.js";
import * as wire from "../state/wire.js";
import { portTo } from "./exchange-port.js";
import { Own } from "./own.js";

/** @import { ConnectionState, Frame, Pending, SpaceModel } from "../types" */
/** @import { Store } from "../state/store.js" */

/** Everything a signed-in person does, and everything that reaches them: keeps the store true. */
export class Session {
  #store;
  #backfill;
  /** @type {Line | null} */
  #line = null;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.#backfill = new Backfill(store);
    this.own = new Own(store, (wish) => this.#line?.keep(wish), () => this.refreshSpaces());
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
    await api.post("/v1/auth/logout").catch(() => {});
    location.assign("/login");
  }

  /** Tries to connect at once. */
  wake() {
    this.#line?.wake();
  }

  /** The browser has, or has lost, its network. */
  network(/** @type {boolean} */ there) {
    this.#line?.network(there);
  }

  /** Whether the person looks at this page. */
  looked(/** @type {boolean} */ active) {
    this.#line?.active(active, this.#store.state.route.space);
  }

  /** This page goes away. */
  close() {
    this.#line?.leave();
  }

  async refreshSpaces() {
    const found = wire.rows(await api.get("/v1/spaces"), "spaces").map(wire.spaceEntry).filter((one) => !one.archived);
    this.#store.update((state) => ({ ...state, spaces: found }));
    found.filter((one) => one.member).forEach((one) => this.#line?.subscribe(one.id));
  }

  /** A space is what one looks at now: whatever only its page shows is fetched. */
  visit(/** @type {string} */ space) {
    this.#line?.subscribe(space);
    this.own.visit(space);
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
    this.#line?.subscribe(space);
  }

  async leave(/** @type {string} */ space) {
    await api.remove(api.spaceUrl(space, `/members/${encodeURIComponent(this.#me())}`));
    this.#line?.unsubscribe(space);
    this.#store.update((state) => ({ ...state, open: without(state.open, space) }));
    await this.refreshSpaces();
  }

  /** Puts a message into the outbox, to be sent in its turn, now or once there is a connection; completes once it is kept there. */
  async post(/** @type {string} */ space, /** @type {string} */ text, /** @type {string[]} */ mentions, /** @type {string | null} */ replyTo = null) {
    await this.#line?.post({ space, text, mentions, replyTo });
  }

  retry(/** @type {Pending} */ pending) {
    this.#line?.retry(pending.key);
  }

  discard(/** @type {string} */ key) {
    this.#line?.discard(key);
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

  /** Says what one means to do, and for how long; fails where that is refused. */
  async declare(/** @type {string} */ space, /** @type {string} */ text, /** @type {number} */ millis) {
    try {
      await this.#line?.command(space, "intention.declare", { key: ulid(), text, until: timeOf(this.#store.state) + millis });
    } catch (problem) {
      throw new api.Problem(/** @type {any} */ (problem));
    }
  }

  resolve(/** @type {string} */ space, /** @type {string} */ key) {
    return this.#command(space, "intention.resolve", { key });
  }

  stop(/** @type {string} */ space, /** @type {string} */ turn) {
    return this.#command(space, "turn.cancel", { turn });
  }

  /** Whom the page has on its screen. */
  shows(/** @type {string} */ space, /** @type {string[]} */ people) {
    this.#line?.shows(space, people);
  }

  typing(/** @type {string} */ space) {
    this.#line?.typing(space);
  }

  loadOlder(/** @type {string} */ space) {
    return this.#backfill.older(space);
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
    await this.#connect(person.id);
    await this.refreshSpaces();
  }

  async #connect(/** @type {string} */ person) {
    this.#line?.leave();
    this.#line = new Line(await portTo(person), {
      connection: (connection) => this.#connected(connection),
      ahead: (ahead) => this.#store.set({ ahead }),
      outbox: (outbox) => this.#store.set({ outbox }),
      reading: (reading) => this.own.become(reading),
      spaces: (models) => Object.values(models).forEach((model) => this.#begun(model)),
      events: (space, frames) => this.#events(space, frames),
      passing: (frame) => this.#store.updateSpace(frame.space, (space) => spaces.observe(space, frame).space),
      refused: (space, problem) => this.#refused(space, problem),
    });
    await this.#line.join(!document.hidden);
    this.#line.subscribe(ME);
    if (!navigator.onLine) {
      this.#line.network(false);
    }
  }

  /** What no stream brings may have changed, or failed to be fetched, while there was no connection. */
  #connected(/** @type {ConnectionState} */ connection) {
    const before = this.#store.state.connection;
    this.#store.set({ connection });
    if (before.phase === "connecting" || isUp(before) || !isUp(connection)) {
      return;
    }
    const { route, open } = this.#store.state;
    if (route.page === "space" && open[route.space]) {
      this.#backfill.visit(open[route.space]);
    }
    this.refreshSpaces().catch(() => {});
  }

  #begun(/** @type {SpaceModel} */ model) {
    const { id } = model;
    this.#store.update((state) => ({
      ...state,
      open: { ...state.open, [id]: model },
      problems: without(state.problems, id),
      spaces: listed(state.spaces, model, this.#me()),
    }));
    this.#backfill.forget(id);
    if (this.#visited(id)) {
      this.#backfill.visit(model);
    }
  }

  #events(/** @type {string} */ id, /** @type {Frame[]} */ frames) {
    this.#store.updateSpace(id, (space) => frames.reduce(spaces.apply, space));
    if (this.#visited(id) && frames.some((frame) => frame.data?.cost || frame.type?.startsWith("member."))) {
      this.#backfill.paid(id);
    }
    if (frames.some((frame) => frame.type === "space.updated" || frame.type === "space.archived")) {
      this.refreshSpaces().catch(() => {});
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
      return await this.#line?.command(space, type, data);
    } catch (problem) {
      const { detail, title, code } = /** @type {any} */ (problem);
      this.toast(detail || title || code, true);
      return null;
    }
  }

  #visited(/** @type {string} */ space) {
    const { route } = this.#store.state;
    return route.page === "space" && route.space === space;
  }

  #me() {
    return this.#store.state.me?.id ?? "";
  }
}
