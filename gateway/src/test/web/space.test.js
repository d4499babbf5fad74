import { append } from "/state/draft.js";
import { rows } from "/state/rows.js";
import { apply, fromSnapshot, intentions, observe, withNotices, withOlder } from "/state/space.js";
import { equal, random, test } from "./harness.js";

const EMPTY = { members: [{ id: "u_ana", kind: "human", name: "Ana", role: "owner" }, { id: "a_jarvis", kind: "agent", name: "Jarvis", role: "member" }], messages: [], agents: [], mo: 0 };
const begun = () => fromSnapshot("sp_a", { epoch: "e", at: 0, data: EMPTY });
const log = (...events) => events.map(([type, data], at) => ({ op: "ev", space: "sp_a", seq: at + 1, ts: (at + 1) * 1_000, type, data }));
const after = (...events) => log(...events).reduce(apply, begun());
const posted = (mo, author, more = {}) => ["message.created", { id: `m_${mo}`, mo, key: `k${mo}`, author, authorKind: author[0] === "a" ? "agent" : "human", text: `text ${mo}`, mentions: [], ...more }];
const granted = (turn, root = "m_1") => ["turn.granted", { turn, agent: "a_jarvis", root, trigger: root, hop: 1, left: 3 }];
const stream = (turn, offset, text, attempt = 1) => ({ op: "eph", model: "stream", turn, try: attempt, offset, text });

test("a message is edited, reacted to and deleted in its place", () => {
  const space = after(
    posted(1, "u_ana"), posted(2, "u_ana"),
    ["message.edited", { id: "m_1", rev: 2, text: "better", mentions: [] }],
    ["reaction.set", { id: "m_2", emoji: "👍", by: "u_ana" }],
    ["reaction.set", { id: "m_2", emoji: "👍", by: "u_ana" }],
    ["reaction.set", { id: "m_2", emoji: "🎉", by: "u_ana" }],
    ["reaction.unset", { id: "m_2", emoji: "🎉", by: "u_ana" }],
    ["message.deleted", { id: "m_1" }]);

  equal(space.messages.map((one) => [one.id, one.text, one.rev, one.deleted, one.reactions]), [
    ["m_1", "", 2, true, {}], ["m_2", "text 2", 1, false, { "👍": ["u_ana"] }]]);
});

test("members come, change and go", () => {
  const space = after(
    ["member.joined", { id: "u_bo", kind: "human", name: "Bo", role: "member" }],
    ["member.role", { id: "u_bo", role: "owner" }],
    ["member.left", { id: "u_ana" }]);

  equal(Object.values(space.members).map((one) => [one.id, one.role]), [["a_jarvis", "member"], ["u_bo", "owner"]]);
});

test("intentions are declared, changed, resolved and over, and go with whose they were", () => {
  const intend = (type, member, key, text = "", until = 9_000) => [`intention.${type}`, { member, key, text, until }];
  const space = after(
    intend("declared", "u_ana", "plan", "compare"), intend("declared", "a_jarvis", "read", "read the plans", 8_000), intend("declared", "u_ana", "walk", "walk"),
    intend("declared", "u_bo", "go", "go home"), intend("declared", "u_ana", "late", "too late", 100), intend("updated", "u_ana", "plan", "compare all", 9_500),
    intend("resolved", "u_ana", "walk"), ["member.left", { id: "u_bo" }]);

  equal(intentions(space, 1_000), [
    { member: "a_jarvis", key: "read", text: "read the plans", until: 8_000, since: 2_000 },
    { member: "u_ana", key: "plan", text: "compare all", until: 9_500, since: 1_000 }]);
  equal(intentions(apply(space, { op: "ev", space: "sp_a", seq: 9, ts: 9_000, type: "space.archived", data: {} }), 0), []);
});

test("an unknown event only moves the cursor", () => {
  const space = after(["something.new", { id: "m_1" }]);

  equal(space, { ...begun(), seq: 1 });
});

test("a turn streams its text and ends with the message", () => {
  let space = after(posted(1, "u_ana"), granted("t_1"));
  space = observe(space, stream("t_1", 0, "Plan A "), 0).space;
  space = observe(space, stream("t_1", 7, "is cheaper"), 0).space;
  const draft = space.turns.t_1.draft.text;

  space = apply(space, { op: "ev", seq: 3, ts: 3_000, type: "message.created", data: posted(2, "a_jarvis", { turn: "t_1" })[1] });

  equal([draft, Object.keys(space.turns), space.messages.length], ["Plan A is cheaper", [], 2]);
});

test("streamed text: overlap is ignored, a hole is reported, a new attempt begins anew", () => {
  const first = { attempt: 1, text: "abcdef" };

  equal(append(first, { try: 1, offset: 4, text: "efgh" }), { draft: { attempt: 1, text: "abcdefgh" }, missing: false });
  equal(append(first, { try: 1, offset: 2, text: "cd" }), { draft: first, missing: false });
  equal(append(first, { try: 1, offset: 9, text: "x" }), { draft: first, missing: true });
  equal(append(first, { try: 2, offset: 0, text: "new" }), { draft: { attempt: 2, text: "new" }, missing: false });
  equal(append({ attempt: 2, text: "new" }, { try: 1, offset: 6, text: "old" }), { draft: { attempt: 2, text: "new" }, missing: false });
});

test("a turn that fails leaves a notice with what was written", () => {
  let space = after(posted(1, "u_ana"), granted("t_1"));
  space = observe(space, stream("t_1", 0, "half"), 0).space;

  space = apply(space, { op: "ev", seq: 3, ts: 3_000, type: "turn.cancelled", data: { turn: "t_1", by: "u_ana" } });

  equal(space.notices.map((one) => [one.kind, one.agent, one.by, one.partial]), [["cancelled", "a_jarvis", "u_ana", "half"]]);
  equal(Object.keys(space.turns), []);
});

test("a turn that was stopped shows what it had come to once that is known", () => {
  let space = after(posted(1, "u_ana"), granted("t_1"));
  const cost = { nanoUsd: "2310000", kind: "exact" };

  space = apply(space, { op: "ev", seq: 3, ts: 3_000, type: "turn.cancelled", data: { turn: "t_1", by: "u_ana" } });
  space = apply(space, { op: "ev", seq: 4, ts: 4_000, type: "turn.settled", data: { turn: "t_1", partial: "half", cost } });

  equal(space.notices.map((one) => [one.kind, one.partial, one.cost]), [["cancelled", "half", cost]]);
});

test("all denials of one root for a limit are one row that names who is waiting", () => {
  const denied = (agent, reason) => ["turn.denied", { agent, root: "m_1", trigger: "m_2", reason }];
  const space = after(posted(1, "u_ana"), posted(2, "a_jarvis", { root: "m_1", turn: "t_1" }),
    denied("a_jarvis", "agent-turns"), denied("a_alice", "root-turns"), denied("a_jarvis", "self"));

  const shown = rows(space, [], "u_ana").filter((row) => row.type === "limit" || row.type === "notice");

  equal(shown.map((row) => [row.type, row.agents, row.spoke, row.turns, row.over]),
    [["limit", ["a_jarvis", "a_alice"], ["a_jarvis", "a_alice"], 1, false]]);
});

test("notices of the past are found in the log and told once", () => {
  const events = log(posted(1, "u_ana"), granted("t_1"), ["turn.failed", { turn: "t_1", reason: "timeout", detail: "", partial: "" }]);
  const live = events.reduce(apply, begun());
  const quiet = { ...live, notices: [] };

  equal(withNotices(quiet, events).notices, live.notices);
  equal(withNotices(live, events).notices, live.notices);
});

test("an older page is put before, without repetition", () => {
  const space = after(posted(3, "u_ana"), posted(4, "u_ana"));
  const page = [3, 2, 1].map((mo) => ({ ...posted(mo, "u_ana")[1], seq: mo, ts: mo }));

  const whole = withOlder(space, page);

  equal([whole.messages.map((one) => one.mo), whole.complete], [[1, 2, 3, 4], true]);
});

test("one's own unconfirmed messages stand last and vanish with their confirmation", () => {
  const pending = { key: "k2", space: "sp_a", text: "text 2", mentions: [], replyTo: null, at: 9_000, state: "queued", error: "" };

  equal(rows(after(posted(1, "u_ana")), [pending], "u_ana").map((row) => row.type), ["day", "message", "pending"]);
  equal(rows(after(posted(1, "u_ana"), posted(2, "u_ana")), [pending], "u_ana").map((row) => row.type), ["day", "message", "message"]);
});

test("a window of the log leaves out what is older and what is newer, and only at its end shows what is not in the log", () => {
  const space = after(...[1, 2, 3, 4, 5].map((mo) => posted(mo, "u_ana")), granted("t_1"));
  const shown = (limit, skip) => rows(space, [], "u_ana", limit, skip).flatMap((row) => (row.type === "message" ? [row.message.mo] : row.type === "draft" ? ["draft"] : []));

  equal(shown(2, 0), [4, 5, "draft"]);
  equal(shown(2, 2), [2, 3]);
  equal(shown(9, 4), [1]);
});

test("messages of one person within five minutes share a header, those of agents do not", () => {
  const space = after(posted(1, "u_ana"), posted(2, "u_ana"), posted(3, "a_jarvis"), posted(4, "a_jarvis"), posted(5, "u_ana"));

  equal(rows(space, [], "u_ana").filter((row) => row.type === "message").map((row) => row.follows), [false, true, false, false, false]);
});

test("a snapshot and the events after it are the whole log", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const chance = random(seed);
    const events = log(...history(chance, 40));
    const whole = events.reduce(apply, begun());
    const cut = Math.floor(chance() * events.length);
    const early = events.slice(0, cut).reduce(apply, begun());
    const snapshot = { ...EMPTY, members: Object.values(early.members), messages: early.messages, turns: Object.values(early.turns), mo: early.ordinal };
    const resumed = events.slice(cut).reduce(apply, fromSnapshot("sp_a", { epoch: "e", at: cut, data: snapshot }));

    equal([resumed.messages, resumed.members, Object.keys(resumed.turns), resumed.seq, resumed.ordinal],
      [whole.messages, whole.members, Object.keys(whole.turns), whole.seq, whole.ordinal]);
  }
});

function history(chance, length) {
  let mo = 0;
  const any = () => `m_${1 + Math.floor(chance() * Math.max(1, mo))}`;
  const kinds = [
    () => posted(++mo, chance() < 0.5 ? "u_ana" : "a_jarvis", chance() < 0.3 ? { turn: `t_${Math.floor(chance() * 5)}` } : {}),
    () => ["message.edited", { id: any(), rev: 2, text: `edit ${chance()}`, mentions: [] }],
    () => ["message.deleted", { id: any() }],
    () => ["reaction.set", { id: any(), emoji: "👍", by: "u_ana" }],
    () => ["reaction.unset", { id: any(), emoji: "👍", by: "u_ana" }],
    () => granted(`t_${Math.floor(chance() * 5)}`),
    () => ["turn.passed", { turn: `t_${Math.floor(chance() * 5)}` }],
    () => ["member.joined", { id: `u_${Math.floor(chance() * 3)}`, kind: "human", name: "Bo", role: "member" }],
    () => ["member.left", { id: `u_${Math.floor(chance() * 3)}` }],
  ];
  return Array.from({ length }, () => kinds[Math.floor(chance() * kinds.length)]());
}

const told = (model, base, version, set, del = [], incarnation = "i9") =>
  ({ op: "eph", model, incarnation, base, version, set, del, online: 1 });

test("a model is followed by its version, and asked for anew where a change does not follow", () => {
  let { space } = observe(begun(), told("presence", 0, 5, { u_ana: { state: "active" }, u_bo: { state: "idle" } }));
  ({ space } = observe(space, told("presence", 5, 7, { u_ana: { state: "offline" } }, ["u_bo"])));

  const missed = observe(space, told("presence", 8, 9, { u_bo: { state: "active" } }));
  const another = observe(space, told("presence", 7, 8, {}, [], "i10"));
  const whole = observe(space, told("presence", 0, 2, { u_eve: { state: "active" } }, [], "i10"));

  equal(space.presence, { u_ana: { state: "offline" } });
  equal([missed.stale, missed.space === space, another.stale], ["presence", true, "presence"]);
  equal([whole.stale, whole.space.presence], [null, { u_eve: { state: "active" } }]);
});

test("a snapshot says which versions it holds", () => {
  const data = { ...EMPTY, presence: { set: { u_ana: { state: "active" } }, online: 1 }, eph: { presence: ["i9", 4] } };
  const space = fromSnapshot("sp_a", { epoch: "e", at: 0, data });

  equal(observe(space, told("presence", 4, 5, { u_bo: { state: "active" } })).space.presence, { u_ana: { state: "active" }, u_bo: { state: "active" } });
  equal(observe(space, told("presence", 3, 5, {})).stale, "presence");
});

test("whatever deltas a page gets, it shows the server's table or asks for it", () => {
  const chance = random(7);
  for (let run = 0; run < 50; run++) {
    const table = { version: 0, rows: {}, changed: {} };
    let page = begun();
    for (let step = 0; step < 60; step++) {
      const id = `u_${Math.floor(chance() * 4)}`;
      table.version += 1;
      table.changed[id] = table.version;
      if (chance() < 0.3) {
        delete table.rows[id];
      } else {
        table.rows[id] = { state: `s${step}` };
      }
      if (chance() < 0.5) {
        continue;
      }
      const [, known] = page.passing.presence ?? ["", 0];
      const base = chance() < 0.2 ? known + 1 : known;
      const ids = Object.keys(table.changed).filter((one) => table.changed[one] > base && (base > 0 || table.rows[one]));
      const set = Object.fromEntries(ids.filter((one) => table.rows[one]).map((one) => [one, table.rows[one]]));
      const { space, stale } = observe(page, told("presence", base, table.version, set, ids.filter((one) => !table.rows[one])));
      equal(stale, base === known || base === 0 ? null : "presence");
      page = space;
      if (!stale) {
        equal(page.presence, table.rows);
      }
    }
  }
});

test("an agent keeps what is known of it, and is idle where nothing is told", () => {
  let space = fromSnapshot("sp_a", { epoch: "e", at: 0, data: { ...EMPTY, agents: [{ id: "a_jarvis", name: "Jarvis", state: "thinking", limitNanoUsd: "5" }] } });
  ({ space } = observe(space, told("agents", 0, 1, { a_jarvis: { state: "tool:search", turn: "t_1" } })));
  equal([space.agents.a_jarvis.state, space.agents.a_jarvis.limitNanoUsd], ["tool:search", "5"]);

  ({ space } = observe(space, told("agents", 0, 1, {}, [], "i10")));
  equal([space.agents.a_jarvis.state, space.agents.a_jarvis.limitNanoUsd], ["idle", "5"]);
});
