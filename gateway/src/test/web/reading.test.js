import { apply, fromSnapshot, nothingRead, told, unread } from "/state/reading.js";
import { apply as happen, fromSnapshot as begin } from "/state/space.js";
import { equal, random, test } from "./harness.js";

const MEMBERS = ["u_ana", "u_bo"].map((id) => ({ id, kind: "human", name: id, role: "member", joinedAt: 0 }));
const own = (...events) => events.map(([type, data], at) => ({ op: "ev", space: "me", seq: at + 1, type, data }));
const posted = (seq, mo, author, mentions = []) => ({
  op: "ev", space: "sp_a", seq, ts: seq * 1_000, type: "message.created", data: { id: `m_${mo}`, mo, key: `k${mo}`, author, authorKind: "human", text: "text", mentions },
});
const empty = () => begin("sp_a", { epoch: "e", at: 0, data: { members: MEMBERS, messages: [], agents: [], mo: 0 } });

test("a marker moves forward only, but for being marked unread", () => {
  const reading = own(
    ["read.set", { space: "sp_a", upTo: 7 }], ["read.set", { space: "sp_a", upTo: 5 }], ["read.set", { space: "sp_b", upTo: 2 }],
    ["read.unset", { space: "sp_a", upTo: 3, rev: 1 }], ["read.set", { space: "sp_a", upTo: 4 }]).reduce(apply, nothingRead());

  equal([reading.read, reading.revision], [{ sp_a: 4, sp_b: 2 }, 1]);
});

test("a marker moved here stays until it is told back, unless something was marked unread", () => {
  const here = { ...nothingRead(), read: { sp_a: 9, sp_b: 2 } };
  const there = { ...nothingRead(), known: true, read: { sp_a: 7, sp_b: 3 } };

  equal(told(here, there).read, { sp_a: 9, sp_b: 3 });
  equal(told(here, { ...there, revision: 1 }).read, { sp_a: 7, sp_b: 3 });
});

test("drafts and muted spaces come and go, and a snapshot tells them all", () => {
  const reading = own(
    ["draft.set", { space: "sp_a", text: "dear" }], ["draft.set", { space: "sp_b", text: "all" }], ["draft.cleared", { space: "sp_a" }],
    ["space.muted", { space: "sp_a" }], ["space.muted", { space: "sp_b" }], ["space.unmuted", { space: "sp_b" }]).reduce(apply, fromSnapshot({}));

  equal(reading, fromSnapshot({ rev: 0, read: [], drafts: [{ space: "sp_b", text: "all" }], muted: ["sp_a"] }));
});

test("what is unread is exact for any history", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const chance = random(seed);
    const pick = (n) => Math.floor(chance() * n);
    let space = empty();
    let mo = 0;
    for (let seq = 1; seq <= 60; seq++) {
      const author = MEMBERS[pick(2)].id;
      const frame = pick(3) > 0 ? posted(seq, ++mo, author, pick(2) ? ["u_ana"] : [])
        : { op: "ev", space: "sp_a", seq, ts: seq * 1_000, type: "reaction.set", data: { id: `m_${pick(mo + 1)}`, emoji: "+1", by: author } };
      space = happen(space, frame);
      const upTo = pick(seq + 1);
      const others = space.messages.filter((one) => one.seq > upTo && one.author === "u_bo");

      equal(unread(undefined, space, upTo, "u_ana"), {
        messages: others.length, mentions: others.filter((one) => one.mentions.length > 0).length,
      });
    }
  }
});

test("what was said before one joined is not unread", () => {
  const late = [{ ...MEMBERS[0], joinedAt: 2_500 }, MEMBERS[1]];
  const space = [posted(1, 1, "u_bo"), posted(2, 2, "u_bo"), posted(3, 3, "u_bo", ["u_ana"])].reduce(happen, { ...empty(), members: Object.fromEntries(late.map((one) => [one.id, one])) });

  equal(unread(undefined, space, 0, "u_ana"), { messages: 1, mentions: 1 });
});

test("beyond what this page knows the server's count stands, and what came since is added", () => {
  const space = [posted(901, 500, "u_bo"), posted(902, 501, "u_ana"), posted(903, 502, "u_bo", ["u_ana"])].reduce(happen, { ...empty(), seq: 900, complete: false });
  const entry = { seq: 901, unread: 450, mentions: 3 };

  equal(unread(entry, space, 20, "u_ana"), { messages: 451, mentions: 4 });
  equal(unread(entry, space, 902, "u_ana"), { messages: 1, mentions: 1 });
  equal(unread(entry, space, 903, "u_ana"), { messages: 0, mentions: 0 });
  equal(unread(entry, space, null, "u_ana"), { messages: 451, mentions: 4 });
  equal(unread(entry, undefined, 20, "u_ana"), { messages: 450, mentions: 3 });
});
