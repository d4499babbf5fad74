import { Connection } from "/net/connection.js";
import { equal, test } from "./harness.js";
import { MovedClock } from "./moved-clock.js";
import { ScriptedWay } from "./scripted-way.js";

function started(...ways) {
  const clock = new MovedClock();
  const world = { clock, states: [], received: [], reports: [] };
  world.connection = new Connection({
    ways: ways.map((way) => way.open), clock,
    hello: () => ({ op: "hello" }),
    knock: () => ({ op: "hello", subs: [] }),
    moved: () => world.received.push("moved"),
    receive: (frame) => world.received.push(frame.op),
    changed: (state) => world.states.push(state),
    report: (code) => world.reports.push(code),
  });
  world.connection.start();
  return world;
}

test("says hello first, is welcomed, catches up and is live", () => {
  const way = new ScriptedWay();
  const { connection, states } = started(way);

  way.welcome();
  connection.caughtUp(true);

  equal([way.sent("hello").length, states.map((state) => state.phase)], [1, ["connecting", "lagging", "live"]]);
});

test("whoever watches is told each phase with its reason and the time of the next attempt", async () => {
  const way = new ScriptedWay();
  const { clock, states } = started(way);
  const at = clock.now();
  way.welcome();

  way.end({ code: 4000 });
  await clock.pass(1_000);

  equal(states.slice(-2), [
    { phase: "reconnecting", reason: "drain", retryAt: at + 500, since: at },
    { phase: "reconnecting", reason: "drain", retryAt: 0, since: at },
  ]);
});

test("a silence of 35 seconds ends in a new connection", async () => {
  const way = new ScriptedWay();
  const { clock, states } = started(way);
  way.welcome();
  const before = way.last;

  await clock.pass(34_999);
  const phase = states.at(-1).phase;
  await clock.pass(1);

  equal([phase, states.at(-1).phase, states.at(-1).reason, before.closed], ["lagging", "reconnecting", "silence", true]);
  await clock.pass(500);
  equal(way.opened.length, 2);
});

test("any frame is a sign of life, and a ping is answered", async () => {
  const way = new ScriptedWay();
  const { clock, states } = started(way);
  way.welcome();

  for (let beat = 0; beat < 4; beat++) {
    await clock.pass(30_000);
    way.hear({ op: "ping" });
  }

  equal([states.at(-1).phase, way.sent("pong").length, way.opened.length], ["lagging", 4, 1]);
});

test("a connection that slept is asked whether it still stands, and replaced where it does not answer", async () => {
  const way = new ScriptedWay();
  const { connection, clock, states } = started(way);
  way.welcome();

  connection.wake();
  await clock.pass(5_000);

  equal([way.opened[0].sent.map((frame) => frame.op), states.at(-1).reason], [["hello", "ping"], "silence"]);
});

test("the server says in its last frame how long to wait", async () => {
  const way = new ScriptedWay();
  const { clock, states } = started(way);
  way.welcome();

  way.hear({ op: "bye", problem: { code: "draining", retryAfterMs: 12_000 } });
  way.end({ code: 4000 });

  equal([states.at(-1).reason, states.at(-1).retryAt], ["drain", clock.now() + 12_000]);
  await clock.pass(12_000);
  equal(way.opened.length, 2);
});

test("a ticket that cannot be had now is asked for again; one that is refused to a stranger is not", async () => {
  const way = new ScriptedWay(false);
  const { clock, states } = started(way);

  way.end({ problem: { status: 503, retryAfterMs: 3_000 } });
  await clock.pass(3_000);
  way.end({ problem: { status: 401 } });
  await clock.pass(600_000);

  equal([way.opened.length, states.at(-1).phase, states.at(-1).reason, states.at(-1).retryAt], [2, "refused", "session_expired", 0]);
});

test("its own mistake is reported, tried once more, and then shown", async () => {
  const way = new ScriptedWay();
  const { clock, states, reports } = started(way);

  for (let attempt = 0; attempt < 2; attempt++) {
    way.welcome();
    way.end({ code: 4200 });
    await clock.pass(1_000);
  }
  await clock.pass(600_000);

  equal([way.opened.length, reports, states.at(-1).phase, states.at(-1).reason], [2, [4200, 4200], "refused", "client_error"]);
});

test("what an old connection still says is not heard", async () => {
  const way = new ScriptedWay();
  const { clock, received } = started(way);
  way.welcome();
  const old = way.last;
  way.end({ code: 1006 });
  await clock.pass(500);
  way.welcome();

  old.hearing.heard({ op: "ev" });
  old.hearing.closed({ code: 4101 });

  equal([received, way.opened.length], [["welcome", "welcome"], 2]);
});

test("where the best way is blocked the next one is taken at once, and the best is tried first after every loss", async () => {
  const [best, second] = [new ScriptedWay(), new ScriptedWay()];
  const { clock, states } = started(best, second);

  best.end({ code: 1006 });
  await clock.pass(500);
  second.welcome();
  equal([best.opened.length, second.opened.length, states.at(-1).phase], [1, 1, "lagging"]);

  second.end({ code: 1006 });
  await clock.pass(1_000);
  equal([best.opened.length, second.opened.length], [2, 1]);
});

test("a way that swallows everything is given up after ten seconds", async () => {
  const [best, second] = [new ScriptedWay(), new ScriptedWay()];
  const { clock } = started(best, second);

  await clock.pass(10_500);

  equal([best.last.closed, second.opened.length], [true, 1]);
});

test("a server that cannot be reached at all says nothing against the way", async () => {
  const [best, second] = [new ScriptedWay(false), new ScriptedWay()];
  const { clock } = started(best, second);

  for (let attempt = 0; attempt < 3; attempt++) {
    best.end({ problem: { status: 0 } });
    await clock.pass(5_000);
  }

  equal(second.opened.length, 0);
});

test("a way that has carried a connection is not given up for one failure", async () => {
  const [best, second] = [new ScriptedWay(), new ScriptedWay()];
  const { clock } = started(best, second);
  best.welcome();
  best.end({ code: 1006 });
  await clock.pass(1_000);

  best.end({ code: 1006 });
  await clock.pass(1_000);

  equal([best.opened.length, second.opened.length], [3, 0]);
});

/** Connected over the second way, as the first did not lead to the server. */
function low() {
  const [best, second] = [new ScriptedWay(), new ScriptedWay()];
  const world = started(best, second);
  best.end({ code: 1006 });
  return { ...world, best, second };
}

test("while a lesser way carries the connection the best one is tried beside it, and taken once it is welcome there", async () => {
  const { best, second, clock, connection, received, states } = low();
  await clock.pass(500);
  second.welcome();
  connection.caughtUp(true);
  states.length = 0;
  const before = second.last;

  await clock.pass(10_000);
  equal([best.opened.length, before.closed], [2, false]);
  best.last.hearing.opened();
  equal([best.sent("hello"), before.closed], [[{ op: "hello", subs: [] }], false]);
  best.hear({ op: "welcome" });

  equal([before.closed, states, received], [true, [], ["welcome", "moved", "welcome"]]);
  connection.send({ op: "act" });
  best.hear({ op: "ev" });
  equal([best.sent("act").length, received.at(-1)], [1, "ev"]);
});

test("a better way that still leads nowhere costs the connection nothing, and is tried again after longer and longer pauses", async () => {
  const { best, second, clock, states } = low();
  await clock.pass(500);
  second.welcome();
  states.length = 0;

  const tried = [];
  for (let round = 0; round < 6; round++) {
    for (let beat = 0; beat < 2 ** round; beat++) {
      await clock.pass(10_000);
      second.hear({ op: "ping" });
    }
    best.end({ code: 1006 });
    tried.push(best.opened.length - 1);
  }

  equal([tried, second.opened.length, second.last.closed, states], [[1, 2, 3, 4, 5, 6], 1, false, []]);
});

test("a way that lets nothing through after it was opened is given up, and the other one kept", async () => {
  const { best, second, clock } = low();
  await clock.pass(500);
  second.welcome();
  await clock.pass(10_000);
  best.last.hearing.opened();

  await clock.pass(10_000);

  equal([best.last.closed, second.last.closed], [true, false]);
});

test("what the better way says is heard, and its end is the end of the connection", async () => {
  const { best, second, clock, states } = low();
  await clock.pass(500);
  second.welcome();
  await clock.pass(10_000);
  best.welcome();

  best.end({ code: 4000 });

  equal([states.at(-1).phase, states.at(-1).reason], ["reconnecting", "drain"]);
});
