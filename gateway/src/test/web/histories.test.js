import { Snapshots } from "/net/snapshots.js";
import { apply, fromSnapshot } from "/state/space.js";
import { equal, test } from "./harness.js";

/** Histories that the server's own rules and encoder have made; its tests write them. */
const histories = await (await fetch("/histories")).json();

const began = (parts) => {
  const snapshots = new Snapshots();
  return fromSnapshot("sp_lobby", parts.map((part) => snapshots.add(part)).at(-1));
};

/** What can be compared: who reacted has no order, and a client knows only messages since its oldest. */
const known = ({ seq, ordinal, name, title, topic, hidden, archived, policy, members, turns, intentions, messages }, since) => ({
  seq, ordinal, name, title, topic, hidden, archived, policy, members, turns, intentions,
  messages: messages.filter((one) => one.mo >= since).map((one) => ({ ...one, reactions: mapped(one.reactions, (who) => [...who].sort()) })),
});
const mapped = (record, change) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
const oldest = ({ messages, ordinal }) => messages[0]?.mo ?? ordinal + 1;

test("there are histories to compare, and a lot happens in them", () => {
  const types = new Set(histories.flatMap(({ events }) => events.map((event) => event.type ?? event.op)));

  equal(histories.length > 0 && types.size > 10, true);
});

test("whoever began with an earlier state knows, after the events since, what a later state says", () => {
  for (const { snapshot, events, later } of histories) {
    const followed = events.reduce(apply, began(snapshot));
    const told = began(later);
    const since = Math.max(oldest(followed), oldest(told));

    equal(known(followed, since), known(told, since));
  }
});
