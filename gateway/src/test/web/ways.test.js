import { eventStream } from "/net/event-stream.js";
import { longPoll } from "/net/long-poll.js";
import { equal, test } from "./harness.js";
import { ScriptedServer, written } from "./scripted-server.js";

const HELLO = { op: "hello", subs: [{ space: "sp_a", epoch: "e", seq: 4 }, { space: "sp_b", tail: 100 }] };
const event = (space, seq) => ({ op: "ev", space, seq, type: "x" });
const never = () => new Promise(() => {});

/** A connection on a way, with what is heard of it; `heardOf` waits for the frame that a test is about. */
function opened(way) {
  const world = { frames: [], end: null, reached: false };
  const waiting = [];
  const look = () => waiting.forEach((one) => one.which() && one.resolve());
  world.heardOf = (which) => new Promise((resolve) => {
    waiting.push({ which: () => which(world), resolve });
    look();
  });
  world.transport = way({
    reached: () => (world.reached = true),
    opened: () => world.transport.send(HELLO),
    heard: (frame) => look(world.frames.push(frame)),
    closed: (end) => look((world.end = end)),
  });
  world.ops = () => world.frames.map((frame) => [frame.op, frame.space, frame.seq ?? frame.to ?? frame.at].filter((part) => part !== undefined).join(" "));
  return world;
}

test("a stream of events begins with the hello, and what is said goes by requests, in order", async () => {
  const stream = written();
  const server = new ScriptedServer()
    .on("POST /v1/rt/streams/st_1", () => stream.write('data: {"op":"ok"}\n\n'))
    .on("POST /v1/rt/streams", { id: "st_1" })
    .on("GET /v1/rt/streams/st_1", stream.response);
  await server.during(async () => {
    const { transport, heardOf, ops } = opened(eventStream);
    stream.write("retry: 3000\n\n: still there\n\ndata: {\"op\":\"wel");
    stream.write("come\"}\ndata: {\"op\":\"ev\",\"space\":\"sp_a\",\"seq\":5}\n\n");
    await heardOf(({ frames }) => frames.length === 2);
    transport.send({ op: "pong" });
    transport.send({ op: "ack", a: {} });
    await heardOf(({ frames }) => frames.length === 4);
    transport.close();

    equal(ops(), ["welcome", "ev sp_a 5", "ok", "ok"]);
    equal(server.asked.map((one) => one.replace(/ \{.*"op":"hello".*$/, " hello")), [
      "POST /v1/rt/streams hello", "GET /v1/rt/streams/st_1", 'POST /v1/rt/streams/st_1 {"op":"pong"}', 'POST /v1/rt/streams/st_1 {"op":"ack","a":{}}']);
  });
});

test("a stream ends with the code of its last frame, or without one", async () => {
  for (const [text, expected] of [['data: {"op":"bye","close":4102}\n\n', { code: 4102 }], ["", { code: 1006 }], ['event: problem\ndata: {"status":503}\n\n', { problem: { status: 503 } }]]) {
    const stream = written();
    const server = new ScriptedServer().on("POST /v1/rt/streams", { id: "st_1" }).on("GET /v1/rt/streams/st_1", stream.response);
    await server.during(async () => {
      const world = opened(eventStream);
      stream.write(`${text}:\n\n`);
      stream.end();
      await world.heardOf(({ end }) => end);

      equal([world.end, world.reached], [expected, true]);
    });
  }
});

test("a server without streams says so, and is there all the same", () => new ScriptedServer().during(async () => {
  const world = opened(eventStream);
  await world.heardOf(({ end }) => end);

  equal([world.reached, world.end.problem.status], [true, 404]);
}));

test("long poll says what a server would say on a better way", async () => {
  const answers = [{ epoch: "e", head: 7, events: [event("sp_a", 5), event("sp_a", 7)], skips: [{ from: 6, to: 6 }] }];
  const server = new ScriptedServer()
    .on("GET /v1/me", { id: "u_me", now: 5 })
    .on("GET /v1/spaces/sp_a/events?after=4&limit=1", { epoch: "e", head: 7, events: [], skips: [] })
    .on("GET /v1/spaces/sp_b/snapshot", { epoch: "k", seq: 9, data: { mo: 2 } })
    .on("GET /v1/spaces/sp_a/events?after=4", () => answers.pop() ?? never())
    .on("GET ", never);
  await server.during(async () => {
    const world = opened(longPoll);
    await world.heardOf(({ frames }) => frames.some((frame) => frame.op === "live") && frames.some((frame) => frame.op === "snap"));
    world.transport.close();

    const ofSpace = (space) => world.ops().filter((op) => op.includes(space));
    equal(world.frames[0], { op: "welcome", user: "u_me", now: 5 });
    equal(ofSpace("sp_a"), ["sub sp_a", "ev sp_a 5", "skip sp_a 6", "ev sp_a 7", "live sp_a 7"]);
    equal(ofSpace("sp_b"), ["sub sp_b", "snap sp_b 9"]);
  });
});

test("long poll carries commands as requests, and their refusals as errors", async () => {
  const server = new ScriptedServer().on("GET /v1/me", { id: "u_me" }).on("PUT /v1/spaces/sp_a/messages/k1", { seq: 8, id: "m_8", dup: false }).on("GET ", never);
  await server.during(async () => {
    const world = opened(longPoll);
    const answers = () => world.frames.filter((frame) => frame.re);
    world.transport.send({ op: "cmd", id: 1, space: "sp_a", type: "message.send", key: "k1", data: { text: "hi", mentions: [], replyTo: null } });
    world.transport.send({ op: "cmd", id: 2, space: "sp_a", type: "message.delete", key: "k2", data: { id: "m_1" } });
    await world.heardOf(() => answers().length === 2);
    world.transport.close();

    equal(answers().map((frame) => [frame.op, frame.re, frame.seq ?? frame.problem.status]).sort(), [["err", 2, 404], ["ok", 1, 8]]);
  });
});

test("a space that long poll may not read concerns that space alone", async () => {
  const server = new ScriptedServer().on("GET /v1/me", { id: "u_me" }).on("GET /v1/spaces/sp_a", never);
  await server.during(async () => {
    const world = opened(longPoll);
    await world.heardOf(({ frames }) => frames.some((frame) => frame.op === "err"));
    world.transport.close();

    const { space, problem } = world.frames.find((frame) => frame.op === "err");
    equal([space, structuredClone(problem).code, world.end], ["sp_b", "not_found", null]);
  });
});
