// @ts-check
import { isUp } from "../state/connection.js";
import * as readings from "../state/reading.js";
import * as spaces from "../state/space.js";
import { plain } from "./api.js";
import { Client } from "./client.js";
import { systemClock } from "./clock.js";
import { Connection } from "./connection.js";
import { Drafts } from "./drafts.js";
import { Keeper } from "./keeper.js";
import { Outbox } from "./outbox.js";
import { Screens } from "./screens.js";
import { Sender } from "./sender.js";
import { Tab } from "./tab.js";

/** @import { ConnectionState, Frame, Reading, SpaceModel } from "../types" */
/** @import { Clock } from "./clock.js" */
/** @import { Way } from "./transport.js" */

/**
 * The one connection of a person in a browser, and the tabs that share it. A tab is told the state of every space when
 * it joins, and then whatever changes, in the same turn: nothing is missing and nothing comes twice.
 */
export class Exchange {
  #person;
  #connection;
  #client;
  #sender;
  #drafts;
  #keeper;
  #screens = new Screens((frame) => this.#connection.send(frame));
  #clock;
  /** @type {Set<Tab>} */
  #tabs = new Set();
  /** @type {Record<string, SpaceModel>} */
  #spaces = {};
  /** By how many milliseconds the server's clock is ahead of this one, as far as that is known. */
  #ahead = 0;
  #reading = readings.nothingRead();

  /** @param {string} person @param {Way[]} ways @param {Clock} [clock] */
  constructor(person, ways, clock = systemClock) {
    this.#person = person;
    this.#clock = clock;
    this.#client = new Client({
      snapshot: (space, snapshot) => (space === readings.ME ? this.#reads(readings.fromSnapshot(snapshot.data)) : this.#begun(space, snapshot)),
      events: (space, frames) => (space === readings.ME ? this.#reads(frames.reduce(readings.apply, this.#reading)) : this.#events(space, frames)),
      ephemeral: (frame) => this.#passing(frame),
      passing: (space) => this.#spaces[space]?.passing,
      refused: (space, problem) => this.#refused(space, problem),
      caughtUp: (all) => this.#connection.caughtUp(all),
    }, clock);
    this.#sender = new Sender({
      outbox: new Outbox(person),
      command: (space, type, data, key) => this.#client.command(space, type, data, key),
      applied: (space) => this.#spaces[space]?.seq ?? null,
      changed: (outbox) => this.#tell({ tell: "outbox", outbox }),
      time: () => clock.now() + this.#ahead,
      clock,
    });
    this.#drafts = new Drafts(clock);
    this.#keeper = new Keeper(({ space, type, data }) => this.#client.command(space, type, data), clock);
    this.#connection = new Connection({
      ways,
      hello: () => this.#client.hello(this.#active()),
      knock: () => this.#client.knock(this.#active()),
      moved: () => this.#moved(),
      receive: (frame) => this.#receive(frame),
      changed: (state) => this.#changed(state),
      report: (code) => console.error(`This page broke the protocol: the server closed the connection with ${code}.`),
      clock,
    });
    this.#client.through((frame) => this.#connection.send(frame));
    this.#sender.load();
  }

  /** A tab joins over a port of its own. */
  join(/** @type {MessagePort} */ port) {
    const tab = new Tab(port, () => this.#everything());
    port.onmessage = ({ data }) => this.#called(tab, data);
  }

  async #called(/** @type {Tab} */ tab, /** @type {{call: string, id?: number, [name: string]: any}} */ { call, id, ...values }) {
    try {
      const result = await this.#do(tab, call, values);
      tab.answer(id, { result });
    } catch (problem) {
      tab.answer(id, { problem: plain(problem) });
    }
  }

  /** @returns {unknown} */
  #do(/** @type {Tab} */ tab, /** @type {string} */ call, /** @type {any} */ values) {
    switch (call) {
      case "join":
        return this.#joined(tab, values);
      case "leave":
        return this.#left(tab);
      case "applied":
        return tab.applied(values.messages);
      case "active":
        return this.#looked(tab, values);
      case "network":
        return this.#connection.network(values.there);
      case "wake":
        return this.#connection.wake();
      case "subscribe":
        return this.#client.subscribe(values.space);
      case "unsubscribe":
        return this.#unsubscribed(values.space);
      case "shows":
        return this.#screens.show(tab, this.#spaces[values.space], values.people);
      case "typing":
        return this.#client.act(values.space, true);
      case "command":
        return this.#client.command(values.space, values.type, values.data);
      case "keep":
        return this.#keeper.keep(values.wish);
      case "post":
        return this.#sender.post(values.words);
      case "retry":
        return this.#sender.retry(values.key);
      case "discard":
        return this.#sender.discard(values.key);
      default:
        throw new Error(`unknown call ${call}`);
    }
  }

  #joined(/** @type {Tab} */ tab, /** @type {{name: string, active: boolean}} */ { name, active }) {
    tab.active = active;
    this.#tabs.add(tab);
    tab.tellEverything();
    navigator.locks?.request(name, () => this.#left(tab));
    if (this.#tabs.size === 1) {
      this.#connection.start();
    }
    this.#connection.wake();
  }

  /** The last one to go says goodbye to the server. */
  #left(/** @type {Tab} */ tab) {
    this.#screens.forget(tab);
    if (this.#tabs.delete(tab) && this.#tabs.size === 0) {
      this.#connection.close();
      this.#changed(this.#connection.state);
    }
  }

  #looked(/** @type {Tab} */ tab, /** @type {{active: boolean, space: string}} */ { active, space }) {
    const before = this.#active();
    tab.active = active;
    if (!before && this.#active() && space) {
      this.#client.act(space, false);
    }
    if (active) {
      this.#connection.wake();
    }
  }

  /** A person is there as long as one of the tabs is looked at. */
  #active() {
    return [...this.#tabs].some((tab) => tab.active);
  }

  #changed(/** @type {ConnectionState} */ connection) {
    const up = isUp(connection);
    if (!up) {
      this.#client.disconnected();
    }
    this.#tell({ tell: "connection", connection });
    this.#sender.live(up);
    if (up) {
      this.#keeper.flush();
    }
  }

  /** What was said on the way before may not have arrived, and is said again where that matters. */
  #moved() {
    this.#client.disconnected();
    this.#keeper.flush();
  }

  #receive(/** @type {Frame} */ frame) {
    if (frame.op === "welcome" && (frame.user ?? this.#person) !== this.#person) {
      this.#connection.refuse("other_person");
      return;
    }
    if (frame.op === "welcome" && frame.now) {
      this.#ahead = frame.now - this.#clock.now();
      this.#tell({ tell: "clock", ahead: this.#ahead });
    }
    this.#client.receive(frame);
    if (frame.op === "live") {
      this.#screens.again(this.#spaces[frame.space]);
    }
  }

  #begun(/** @type {string} */ id, /** @type {{epoch: string, at: number, data: any}} */ snapshot) {
    const space = spaces.fromSnapshot(id, snapshot);
    this.#spaces[id] = space;
    this.#tell({ tell: "space", space });
    this.#sender.arrived(id, space.seq, keysOf(space.messages));
  }

  #events(/** @type {string} */ id, /** @type {Frame[]} */ frames) {
    const space = frames.reduce(spaces.apply, this.#spaces[id]);
    this.#spaces[id] = space;
    this.#tell({ tell: "events", space: id, frames });
    this.#sender.arrived(id, space.seq, keysOf(frames.flatMap((frame) => (frame.type === "message.created" ? [frame.data] : []))));
  }

  #passing(/** @type {Frame} */ frame) {
    const known = this.#spaces[frame.space];
    if (!known) {
      return;
    }
    const { space, missing, stale } = spaces.observe(known, frame);
    this.#spaces[frame.space] = space;
    this.#tell({ tell: "passing", frame });
    if (stale) {
      this.#client.again(frame.space, stale);
    }
    if (missing) {
      this.#drafts.fetch(space, missing, (piece) => this.#passing(piece));
    }
  }

  #reads(/** @type {Reading} */ reading) {
    this.#reading = reading;
    this.#tell({ tell: "reading", reading });
  }

  #refused(/** @type {string} */ space, /** @type {any} */ problem) {
    delete this.#spaces[space];
    this.#tell({ tell: "refused", space, problem });
  }

  #unsubscribed(/** @type {string} */ space) {
    this.#client.unsubscribe(space);
    delete this.#spaces[space];
  }

  #everything() {
    return { tell: "everything", ahead: this.#ahead, connection: this.#connection.state, outbox: this.#sender.pending, reading: this.#reading, spaces: this.#spaces };
  }

  #tell(/** @type {any} */ news) {
    this.#tabs.forEach((tab) => tab.tell(news));
  }
}

const keysOf = (/** @type {{key?: string}[]} */ messages) => new Set(messages.flatMap((one) => (one.key ? [one.key] : [])));
