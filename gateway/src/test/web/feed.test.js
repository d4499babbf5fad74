import { HELD_MAX, PULL_MAX, announce, offer, open, retry } from "/state/feed.js";
import { equal, random, test } from "./harness.js";

const event = (seq) => ({ op: "ev", seq });
const skip = (from, to) => ({ op: "skip", from, to });
const seqs = (frames) => frames.map((frame) => (frame.op === "skip" ? `${frame.from}-${frame.to}` : frame.seq));

test("the next event is applied", () => {
  const { feed, apply, pull } = offer(open("e", 4), event(5));

  equal([feed.seq, seqs(apply), pull], [5, [5], null]);
});

test("an event that was applied is dropped and counted", () => {
  const { feed, apply } = offer(open("e", 4), event(4));

  equal([feed.seq, seqs(apply), feed.duplicates], [4, [], 1]);
});

test("an event after a gap waits, and only the gap is pulled", () => {
  const { feed, apply, pull } = offer(open("e", 4), event(8));

  equal([feed.seq, seqs(apply), pull], [4, [], { after: 4, limit: 3 }]);
});

test("while a pull is outstanding nothing else is pulled", () => {
  const waiting = offer(open("e", 4), event(8)).feed;

  equal(offer(waiting, event(9)).pull, null);
});

test("once the gap is closed all that waited is applied in order", () => {
  let feed = offer(open("e", 4), event(7)).feed;
  feed = offer(feed, event(8)).feed;
  feed = offer(feed, event(5)).feed;

  const after = offer(feed, event(6));

  equal([seqs(after.apply), after.feed.seq, after.feed.held.length], [[6, 7, 8], 8, 0]);
});

test("a skip closes a gap like events do", () => {
  const waiting = offer(open("e", 4), event(8)).feed;

  const { feed, apply } = offer(waiting, skip(5, 7));

  equal([feed.seq, seqs(apply)], [8, ["5-7", 8]]);
});

test("a head beyond the cursor pulls the tail that got lost", () => {
  equal(announce(open("e", 4), 6).pull, { after: 4, limit: 2 });
  equal(announce(open("e", 4), 4).pull, null);
  equal(announce(open("e", 0), 9_000).pull, { after: 0, limit: PULL_MAX });
});

test("a head far beyond the cursor is pulled range by range, each once the last has come", () => {
  let step = announce(open("e", 0), 1_200);
  const pulls = [step.pull];
  for (let seq = 1; seq <= 1_200; seq++) {
    step = offer(step.feed, event(seq));
    if (step.pull) {
      pulls.push(step.pull);
    }
  }

  equal(pulls, [{ after: 0, limit: 500 }, { after: 500, limit: 500 }, { after: 1_000, limit: 200 }]);
});

test("progress makes the next wait short again", () => {
  const slow = retry(retry(announce(open("e", 4), 9).feed).feed).feed;

  equal(offer(slow, event(5)).feed.delayMillis, open("e", 4).delayMillis);
});

test("an unanswered pull is repeated, and waits twice as long", () => {
  const asked = announce(open("e", 4), 6).feed;

  const again = retry(asked);

  equal([again.pull, again.feed.delayMillis], [{ after: 4, limit: 2 }, asked.delayMillis * 2]);
});

test("too many waiting frames are dropped, and the range is pulled from its start", () => {
  let feed = open("e", 0);
  for (let seq = 2; seq <= HELD_MAX + 1; seq++) {
    feed = offer(feed, event(seq)).feed;
  }

  const { feed: after, pull } = offer(feed, event(HELD_MAX + 5));

  equal([after.held.length, pull], [0, { after: 0, limit: HELD_MAX + 5 }]);
});

test("every schedule of loss, repetition and reordering ends with the whole log, once and in order", () => {
  for (let seed = 1; seed <= 300; seed++) {
    equal(play(random(seed), 60), Array.from({ length: 60 }, (_, at) => at + 1));
  }
});

function play(chance, head) {
  const applied = [];
  let feed = open("e", 0);
  let wire = Array.from({ length: head }, (_, at) => event(at + 1));
  const step = (result) => {
    feed = result.feed;
    applied.push(...seqs(result.apply));
    if (result.pull) {
      const { after, limit } = result.pull;
      wire.push(...Array.from({ length: limit }, (_, at) => event(after + 1 + at)));
    }
  };
  for (let round = 0; feed.seq < head && round < 10_000; round++) {
    if (wire.length === 0) {
      step(feed.pull ? retry(feed) : announce(feed, head));
      continue;
    }
    const [frame] = wire.splice(chance() < 0.2 ? Math.floor(chance() * wire.length) : 0, 1);
    if (chance() < 0.1) {
      wire.push(frame);
    }
    if (chance() >= 0.2) {
      step(offer(feed, frame));
    }
  }
  return applied;
}
