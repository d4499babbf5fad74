import { Exchange } from "/net/exchange.js";
import { Line } from "/net/line.js";
import { Tab } from "/net/tab.js";
import { equal, test } from "./harness.js";
import { MovedClock, settled } from "./moved-clock.js";
import { ScriptedWay } from "./scripted-way.js";

const DATA = { members: [], messages: [], agents: [], mo: 0, space: { id: "sp_a", name: "a" } };
const posted = (seq, key = `k${seq}`) => ({ op: "ev", space: "sp_a", seq, ts: seq, type: "message.created", data: { id: `m_${seq}`, mo: seq, key, author: "u_me", text: `text ${seq}`, mentions: [] } });

/** A person's exchange whose server is written down by the test. */
function exchange() {
  const way = new ScriptedWay();
  const clock = new MovedClock();
  const world = { way, clock, exchange: new Exchange(`u_${Math.random()}`, [way.open], clock) };
  world.tab = async (active = true) => {
    const { port1, port2 } = new MessageChannel();
    world.exchange.join(port1);
    const heard = { messages: [], phases: [], ahead: [], outbox: [], reading: {} };
    const line = new Line(port2, {
      connection: ({ phase }) => heard.phases.push(phase),
      ahead: (millis) => heard.ahead.push(millis),
      outbox: (outbox) => (heard.outbox = outbox),
      spaces: (spaces) => Object.values(spaces).forEach((space) => (heard.messages = space.messages.map((one) => one.seq))),
      events: (_, frames) => heard.messages.push(...frames.map((frame) => frame.seq)),
      reading: (reading) => (heard.reading = reading),
      passing: () => {},
      refused: () => {},
    });
    await line.join(active);
    await delivered();
    return { line, heard };
  };
  world.hear = async (...frames) => {
    way.hear(...frames);
    await delivered();
  };
  return world;
}

/** A space that both ends agree on. */
async function together() {
  const world = exchange();
  const first = await world.tab();
  first.line.subscribe("sp_a");
  await delivered();
  world.way.welcome();
  await world.hear({ op: "sub", space: "sp_a", mode: "snapshot", epoch: "e", head: 0 }, { op: "snap", space: "sp_a", of: 1, at: 0, epoch: "e", data: DATA }, { op: "live", space: "sp_a", seq: 0 });
  return { ...world, first };
}

/** Messages between ports take turns of their own. */
async function delivered() {
  for (let turn = 0; turn < 6; turn++) {
    await settled();
  }
}

test("all tabs share one connection, and one that joins later knows what the others know", async () => {
  const { way, tab, hear, first } = await together();
  await hear(posted(1), posted(2));

  const second = await tab();
  await hear(posted(3));

  equal([way.opened.length, first.heard.messages, second.heard.messages], [1, [1, 2, 3], [1, 2, 3]]);
  equal(second.heard.phases.at(-1), "live");
});

test("every tab knows how far the server's clock is ahead of the device's", async () => {
  const { way, clock, tab } = exchange();
  const first = await tab();
  way.welcome({ now: clock.now() + 3_600_000 });
  await delivered();

  const second = await tab();

  equal([first.heard.ahead, second.heard.ahead], [[0, 3_600_000], [3_600_000]]);
});

test("a space that several tabs show is subscribed to once", async () => {
  const { way, tab } = await together();
  const second = await tab();

  second.line.subscribe("sp_a");
  await delivered();

  equal([...way.sent("hello")[0].subs, ...way.sent("sub")].length, 1);
});

test("what one tab sends every tab sees under way, and once", async () => {
  const { way, tab, hear, first } = await together();
  const second = await tab();

  await first.line.post({ space: "sp_a", text: "one", mentions: [], replyTo: null });
  await delivered();
  const shown = second.heard.outbox.map((one) => [one.text, one.state]);
  const { id, key } = way.sent("cmd")[0];
  await hear({ op: "ok", re: id, space: "sp_a", key, seq: 1 }, posted(1, key));

  equal([shown, way.sent("cmd").length, second.heard.outbox, second.heard.messages], [[["one", "sent"]], 1, [], [1]]);
});

test("a tab that goes leaves the others as they are; the last one ends the connection", async () => {
  const { way, tab, hear, first } = await together();
  const second = await tab();

  first.line.leave();
  await hear(posted(1));
  equal([way.last.closed, second.heard.messages], [false, [1]]);

  second.line.leave();
  await delivered();
  equal(way.last.closed, true);
});

test("a tab that dies without a word is noticed by the lock that it held", async () => {
  const { way, exchange: shared } = exchange();
  const frame = document.body.appendChild(document.createElement("iframe"));
  const name = `tab ${Math.random()}`;
  await new Promise((held) => void frame.contentWindow.navigator.locks.request(name, () => held() ?? new Promise(() => {})));
  const { port1, port2 } = new MessageChannel();
  shared.join(port1);
  port2.postMessage({ call: "join", name, active: true });
  await delivered();
  const before = way.last.closed;

  frame.remove();
  await navigator.locks.request(name, () => {});
  await delivered();

  equal([before, way.last.closed], [false, true]);
});

test("whoever comes after the last one has gone goes on where the connection ended", async () => {
  const { way, tab, hear, first } = await together();
  await hear(posted(1));
  first.line.leave();
  await delivered();

  const next = await tab();
  way.welcome();
  await hear({ op: "sub", space: "sp_a", mode: "delta", epoch: "e", from: 2, to: 2, head: 2 }, posted(2));

  equal([way.opened.length, way.sent("hello")[0].subs, next.heard.messages], [2, [{ space: "sp_a", epoch: "e", seq: 1, eph: {} }], [1, 2]]);
});

test("what one keeps for oneself reaches all tabs, and the server after a moment or once there is a connection", async () => {
  const { way, clock, tab, hear, first } = await together();
  const second = await tab();
  const told = () => way.sent("cmd").map((frame) => [frame.space, frame.type, frame.data.text]);
  first.line.subscribe("me");
  await delivered();
  await hear(
    { op: "sub", space: "me", mode: "snapshot", epoch: "u_me", head: 1 }, { op: "snap", space: "me", of: 1, at: 1, data: { read: [{ space: "sp_a", upTo: 1, rev: 0 }] } },
    { op: "live", space: "me", seq: 1 }, { op: "ev", space: "me", seq: 2, type: "read.set", data: { space: "sp_a", upTo: 3 } });

  equal(second.heard.reading.read, { sp_a: 3 });
  first.line.keep({ space: "sp_a", type: "draft.set", data: { text: "d" } });
  second.line.keep({ space: "sp_a", type: "draft.set", data: { text: "dear" } });
  await delivered();
  await clock.pass(1_000);
  equal(told(), [["sp_a", "draft.set", "dear"]]);

  way.end({ code: 1006 });
  await clock.pass(1_000);
  way.welcome();
  await delivered();
  equal(told(), [["sp_a", "draft.set", "dear"]]);
});

test("a person is there as long as one of the tabs is looked at", async () => {
  const { way, tab, first } = await together();
  const second = await tab(false);
  const acts = () => way.sent("act").map((frame) => frame.active);

  first.line.active(false, "sp_a");
  await delivered();
  equal(acts(), []);
  second.line.active(true, "sp_a");
  first.line.active(true, "sp_a");
  await delivered();
  equal(acts(), [true]);
});

test("a connection that comes back says whether somebody looks", async () => {
  const { way, clock, tab, first } = await together();
  await tab(false);
  first.line.active(false, "sp_a");
  await delivered();

  way.end({ code: 1006 });
  await clock.pass(1_000);
  way.welcome();

  equal(way.sent("hello")[0].active, false);
});

test("a connection that turns out to be somebody else's is refused", async () => {
  const world = exchange();
  const { heard } = await world.tab();

  world.way.welcome({ user: "u_other" });
  await delivered();

  equal([heard.phases.at(-1), world.way.last.closed], ["refused", true]);
});

test("a tab that sleeps is not told everything it misses, but how things stand when it wakes", () => {
  const posts = [];
  const tab = new Tab({ postMessage: (news) => posts.push(news.tell) }, () => ({ tell: "everything" }));

  for (let count = 0; count < 5_000; count++) {
    tab.tell({ tell: "events" });
  }
  equal(posts.length, 1_000);

  tab.applied(1_000);
  equal(posts.at(-1), "everything");
});

test("a command that is refused fails in the tab that gave it, with its code", async () => {
  const { way, hear, first } = await together();
  const given = first.line.command("sp_a", "message.delete", { id: "m_1" }).catch((problem) => problem.code);
  await delivered();

  await hear({ op: "err", re: way.sent("cmd")[0].id, problem: { code: "forbidden" } });

  equal(await given, "forbidden");
});
