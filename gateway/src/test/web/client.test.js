import { Client } from "/net/client.js";
import { equal, test } from "./harness.js";
import { MovedClock } from "./moved-clock.js";

const event = (seq) => ({ op: "ev", space: "sp_a", seq, type: "x", data: {} });
const snapshot = (at) => [{ op: "sub", space: "sp_a", mode: "snapshot", epoch: "e1", head: at, parts: 1 }, { op: "snap", space: "sp_a", part: 1, of: 1, at, epoch: "e1", data: { mo: 1 } }];

/** A client that follows one space and has been told how it stands. */
function following() {
  const world = { sent: [], applied: [], snapshots: [], refused: [], caughtUp: [], up: true, clock: new MovedClock() };
  world.client = new Client({
    snapshot: (space, { epoch, at, data }) => world.snapshots.push([space, epoch, at, data]),
    events: (_, frames) => world.applied.push(...frames.map((frame) => frame.seq ?? `${frame.from}-${frame.to}`)),
    ephemeral: () => {},
    passing: () => ({ presence: ["i9", 901] }),
    refused: (space, problem) => world.refused.push([space, problem.code]),
    caughtUp: (all) => world.caughtUp.push(all),
  }, world.clock);
  world.client.through((frame) => world.up && Boolean(world.sent.push(frame)));
  world.hear = (...frames) => frames.forEach((frame) => world.client.receive(frame));
  world.asked = (op) => world.sent.filter((frame) => frame.op === op).map(({ op: _, ...rest }) => rest);
  world.client.subscribe("sp_a");
  world.hear({ op: "welcome" }, ...snapshot(10), { op: "live", space: "sp_a", seq: 10 });
  world.sent.length = 0;
  return world;
}

test("what comes in parts is one snapshot", () => {
  const { hear, snapshots } = following();

  hear({ op: "sub", space: "sp_a", mode: "snapshot", epoch: "e2", parts: 2 },
    { op: "snap", space: "sp_a", part: 1, of: 2, at: 20, data: { mo: 7, messages: [1] } },
    { op: "snap", space: "sp_a", part: 2, of: 2, at: 20, data: { messages: [2, 3] } });

  equal(snapshots.at(-1), ["sp_a", "e2", 20, { mo: 7, messages: [1, 2, 3] }]);
});

test("only the range that is missing is pulled, on the same connection", () => {
  const { hear, asked, applied } = following();

  hear(event(11), event(15));

  equal([asked("pull"), asked("sub"), applied], [[{ space: "sp_a", after: 11, limit: 3 }], [], [11]]);
  hear(event(12), event(13), event(14));
  equal(applied, [11, 12, 13, 14, 15]);
});

test("a pull without an answer is repeated after twice the time each, and the space counts as lagging until it is whole", async () => {
  const { hear, asked, clock, caughtUp } = following();
  caughtUp.length = 0;
  hear(event(13));

  await clock.pass(999);
  equal(asked("pull").length, 1);
  await clock.pass(1);
  await clock.pass(2_000);
  await clock.pass(4_000);
  equal([asked("pull").length, caughtUp], [4, [false]]);

  hear(event(11), event(12));
  equal(caughtUp, [false, true]);
});

test("a tail that got lost is noticed by the heads in a ping", () => {
  const { hear, asked } = following();

  hear({ op: "ping", heads: { sp_a: 12, sp_unknown: 9 } });

  equal(asked("pull"), [{ space: "sp_a", after: 10, limit: 2 }]);
});

test("who is told to lag pulls page after page until the end, and is then up to date", () => {
  const { hear, asked, caughtUp } = following();
  caughtUp.length = 0;

  hear({ op: "lag", space: "sp_a", cursor: 10, head: 1_100 });
  for (let seq = 11; seq <= 1_100; seq++) {
    hear(event(seq));
  }

  equal(asked("pull").map(({ after, limit }) => [after, limit]), [[10, 500], [510, 500], [1_010, 90]]);
  equal(caughtUp, [false, true]);
});

test("another epoch makes what is known void", () => {
  const { hear, asked } = following();

  hear({ op: "sub", space: "sp_a", mode: "delta", epoch: "e2", from: 11, to: 12, head: 12 });

  equal(asked("sub"), [{ space: "sp_a", tail: 100 }]);
});

test("a reset makes what is known void", () => {
  const { hear, asked } = following();

  hear({ op: "reset", space: "sp_a", reason: "retention" }, event(11));

  equal(asked("sub"), [{ space: "sp_a", tail: 100 }]);
});

test("a space that cannot be had now is asked for again on the same connection, less and less often", async () => {
  const { hear, asked, clock } = following();
  const unavailable = { op: "err", space: "sp_a", problem: { code: "unavailable", retryable: true } };
  hear({ op: "reset", space: "sp_a" });

  for (let attempt = 0; attempt < 4; attempt++) {
    hear(unavailable);
    await clock.pass(500 * 2 ** attempt);
  }
  const times = asked("sub").length;
  hear(...snapshot(30));
  await clock.pass(600_000);

  equal([times, asked("sub").length], [5, 5]);
});

test("a space that does not answer at all is asked again", async () => {
  const { client, asked, clock } = following();
  client.subscribe("sp_b");

  await clock.pass(15_000);

  equal(asked("sub"), [{ space: "sp_b", tail: 100 }, { space: "sp_b", tail: 100 }]);
});

test("a space that is refused does not concern the others", () => {
  const { client, hear, refused, applied } = following();
  client.subscribe("sp_b");

  hear({ op: "err", space: "sp_b", problem: { code: "not_a_member" } }, event(11));

  equal([refused, applied], [[["sp_b", "not_a_member"]], [11]]);
});

test("whoever returns says where they were, and forgets what had come out of order", () => {
  const { client, hear, applied } = following();
  hear(event(11), event(13));
  client.disconnected();

  equal(client.hello(true).subs, [{ space: "sp_a", epoch: "e1", seq: 11, eph: { presence: ["i9", 901] } }]);
  hear({ op: "welcome" }, { op: "sub", space: "sp_a", mode: "delta", epoch: "e1", from: 12, to: 13, head: 13 }, event(12), event(13));
  equal(applied, [11, 12, 13]);
});

test("whoever returns is up to date only once the space says so", () => {
  const { client, hear, caughtUp } = following();
  client.disconnected();
  client.hello(true);
  caughtUp.length = 0;

  hear({ op: "welcome" }, { op: "sub", space: "sp_a", mode: "delta", epoch: "e1", from: 11, to: 12, head: 12 }, event(11));
  equal(caughtUp, []);
  hear(event(12), { op: "live", space: "sp_a", seq: 12 });
  equal(caughtUp, [true]);
});

test("a hello says whether somebody looks", () => {
  const { client } = following();

  equal([client.hello(true).active, client.hello(false).active], [true, false]);
});

test("a command is answered once, fails when the connection goes, and when no answer comes", async () => {
  const { client, clock, hear, asked } = following();
  const answers = [];
  const give = (key) => client.command("sp_a", "message.send", {}, key).then((ok) => answers.push(ok.seq), (problem) => answers.push(problem.code));

  give("k1");
  hear({ op: "ok", re: asked("cmd")[0].id, seq: 11 });
  give("k2");
  await clock.pass(20_000);
  give("k3");
  client.disconnected();
  await clock.pass(0);

  equal(answers, [11, "timeout", "offline"]);
});

test("whoever comes back says how far they know the space and what passes there", () => {
  const { client } = following();

  equal(client.hello(true).subs, [{ space: "sp_a", epoch: "e1", seq: 10, eph: { presence: ["i9", 901] } }]);
});

test("on a connection that was welcome before it was wished anything every space is asked for from where it stands", () => {
  const { client, hear, asked, caughtUp } = following();
  caughtUp.length = 0;

  client.disconnected();
  hear({ op: "welcome" });
  equal([client.knock(true).subs, asked("sub"), caughtUp], [[], [{ space: "sp_a", epoch: "e1", seq: 10, eph: { presence: ["i9", 901] } }], [false]]);

  hear({ op: "sub", space: "sp_a", mode: "current", epoch: "e1" });
  equal(caughtUp, [false, true]);
});
