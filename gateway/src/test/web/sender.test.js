import { Outbox } from "/net/outbox.js";
import { Sender } from "/net/sender.js";
import { ulid } from "/net/ulid.js";
import { equal, test } from "./harness.js";
import { MovedClock, settled } from "./moved-clock.js";

const words = (text, space = "sp_a") => ({ space, text, mentions: [], replyTo: null });

/** An outbox in memory. */
class Kept extends Map {
  load = async () => structuredClone([...this.values()]);
  put = async (pending) => void this.set(pending.key, structuredClone(pending));
  remove = async (key) => void this.delete(key);
}

/** A person's sender before a space whose answers are given by the test. */
function sending(kept = new Kept()) {
  const world = { kept, clock: new MovedClock(), commands: [], applied: 0, ahead: 0 };
  world.sender = new Sender({
    outbox: kept, clock: world.clock, time: () => world.clock.now() + world.ahead,
    command: (space, type, data, key) => new Promise((resolve, reject) => world.commands.push({ space, type, text: data.text, key, resolve, reject })),
    applied: () => world.applied,
    changed: (pending) => (world.shown = pending.map((one) => [one.text, one.state])),
  });
  world.sent = () => world.commands.map((one) => one.text);
  return world;
}

test("a message is queued, sent, confirmed, and gone once its event has come", async () => {
  const world = sending();
  await world.sender.post(words("one"));
  const states = [world.shown];
  world.sender.live(true);
  states.push(world.shown);
  world.commands[0].resolve({ seq: 7 });
  await settled();
  states.push(world.shown);
  world.sender.arrived("sp_a", 7, new Set([world.commands[0].key]));

  equal([...states, world.shown], [[["one", "queued"]], [["one", "sent"]], [["one", "confirmed"]], []]);
});

test("the event may come before the answer", async () => {
  const world = sending();
  world.sender.live(true);
  await world.sender.post(words("one"));

  world.sender.arrived("sp_a", 7, new Set([world.commands[0].key]));
  world.commands[0].resolve({ seq: 7 });
  await settled();

  equal([world.shown, world.kept.size], [[], 0]);
});

test("messages of a space go one by one and in order; another space does not wait for them", async () => {
  const world = sending();
  for (const [text, space] of [["one", "sp_a"], ["two", "sp_a"], ["other", "sp_b"]]) {
    await world.sender.post(words(text, space));
  }
  world.sender.live(true);
  equal(world.sent(), ["one", "other"]);

  world.commands[0].resolve({ seq: 7 });
  await settled();
  equal(world.sent(), ["one", "other", "two"]);
});

test("what is written without a connection survives the page and is sent once, under its key", async () => {
  const before = sending();
  await before.sender.post(words("one"));
  await before.sender.post(words("two"));
  const keys = [...before.kept.keys()];

  const after = sending(before.kept);
  await after.sender.load();
  after.sender.live(true);
  after.commands[0].resolve({ seq: 7 });
  await settled();
  after.commands[1].resolve({ seq: 8 });
  await settled();

  equal(after.commands.map((one) => one.key), keys);
  equal(after.kept.size, 0);
});

test("what was under way when the connection broke is sent again under the same key", async () => {
  const world = sending();
  world.sender.live(true);
  await world.sender.post(words("one"));

  world.sender.live(false);
  world.commands[0].reject({ code: "offline", retryable: true });
  await settled();
  const between = world.shown;
  world.sender.live(true);

  equal([between, world.sent(), new Set(world.commands.map((one) => one.key)).size], [[["one", "queued"]], ["one", "one"], 1]);
});

test("who is too fast waits as long as the server asks, and keeps the order", async () => {
  const world = sending();
  world.sender.live(true);
  await world.sender.post(words("one"));
  await world.sender.post(words("two"));

  world.commands[0].reject({ code: "rate_limited", retryable: true, retryAfterMs: 4_000 });
  await world.clock.pass(3_999);
  equal(world.sent(), ["one"]);
  await world.clock.pass(1);
  equal(world.sent(), ["one", "one"]);
});

test("what is refused stays, with its code, over a reload, until the person decides; the next one goes on", async () => {
  const world = sending();
  world.sender.live(true);
  await world.sender.post(words("bad"));
  await world.sender.post(words("good"));
  world.commands[0].reject({ code: "text_too_long", retryable: false, detail: "at most 16384" });
  await settled();
  const after = sending(world.kept);
  await after.sender.load();

  equal([world.sent(), after.sender.pending.map((one) => [one.text, one.state, one.code, one.error])],
    [["bad", "good"], [["bad", "failed", "text_too_long", "at most 16384"], ["good", "queued", "", ""]]]);

  await after.sender.discard(after.sender.pending[0].key);
  equal([after.shown, after.kept.size], [[["good", "queued"]], 1]);
});

test("a retry keeps the key, unless it was the key that was refused", async () => {
  const world = sending();
  world.sender.live(true);
  const refused = async (code) => {
    world.commands.at(-1).reject({ code, retryable: false });
    await settled();
    await world.sender.retry(world.sender.pending[0].key);
    return world.commands.slice(-2).map((one) => one.key);
  };
  await world.sender.post(words("one"));

  const [first, second] = await refused("forbidden");
  const [third, fourth] = await refused("key_expired");

  equal([first === second, third === fourth, world.kept.size, world.kept.has(fourth)], [true, false, 1, true]);
});

test("keys are made with the server's time, as it refuses those of a clock that is wrong", async () => {
  const world = sending();
  world.ahead = 3_600_000;
  await world.sender.post(words("one"));

  const [key] = world.kept.keys();

  equal(key.slice(0, 10), ulid(world.clock.now() + 3_600_000).slice(0, 10));
});

test("an outbox gives back what it was given, in the order in which it was written", async () => {
  const person = `u_${Math.random()}`;
  const outbox = new Outbox(person);
  const pending = (key, at) => ({ ...words(key), key, at, state: "queued", error: "", code: "", seq: 0 });
  await Promise.all([outbox.put(pending("b", 1)), outbox.put(pending("a", 2)), outbox.put(pending("c", 3))]);
  await outbox.remove("a");

  const other = new Outbox(person);

  equal((await other.load()).map((one) => one.key), ["b", "c"]);
  equal(await new Outbox(`${person} other`).load(), []);
});
