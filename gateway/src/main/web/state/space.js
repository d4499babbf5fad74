// @ts-check
import { append } from "./draft.js";
import * as passing from "./passing.js";
import { keyed, without } from "./records.js";
import * as wire from "./wire.js";

/** @import { AgentInfo, Frame, Intention, Message, Notice, SpaceModel, Turn } from "../types" */

/** How many messages stay in memory for one space. */
export const MESSAGES_MAX = 10_000;
const NOTICES_MAX = 500;

/**
 * The space as a snapshot tells it.
 * @param {string} id
 * @param {{epoch: string, at: number, data: any}} snapshot
 * @returns {SpaceModel}
 */
export function fromSnapshot(id, { epoch, at, data }) {
  const messages = (data.messages ?? []).map((/** @type {any} */ one) => wire.message(one)).sort(byOrdinal);
  const ordinal = data.mo ?? messages.at(-1)?.mo ?? 0;
  const turns = (data.turns ?? []).map((/** @type {any} */ one) => wire.turn(one, 0));
  const about = data.space ?? {};
  return {
    id, epoch, seq: at, ordinal,
    name: about.name ?? "", title: about.title ?? "", topic: about.topic ?? "",
    hidden: Boolean(about.private ?? about.hidden), archived: Boolean(about.archived),
    policy: wire.policy(about.policy),
    members: keyed((data.members ?? []).map((/** @type {any} */ one) => wire.member(one)), (one) => one.id),
    agents: keyed((data.agents ?? []).map(wire.agent), (one) => one.id),
    messages, notices: [],
    turns: keyed(turns, (/** @type {Turn} */ one) => one.turn),
    intentions: keyed((data.intentions ?? []).map((/** @type {any} */ one) => wire.intention(one)), (/** @type {Intention} */ one) => intentionId(one)),
    typing: {}, presence: data.presence?.set ?? {}, online: data.presence?.online ?? 0,
    passing: passing.fromSnapshot(data.eph),
    spending: null,
    complete: messages.length === 0 || messages[0].mo <= 1,
  };
}

/**
 * The space after one event of its log.
 * @param {SpaceModel} space
 * @param {Frame} frame
 * @returns {SpaceModel}
 */
export function apply(space, frame) {
  if (frame.op === "skip") {
    return { ...space, seq: frame.to };
  }
  const fold = FOLDS[frame.type];
  const next = { ...space, seq: frame.seq };
  return fold ? fold(next, frame.data ?? {}, frame) : next;
}

/** @type {Record<string, (space: SpaceModel, data: any, frame: Frame) => SpaceModel>} */
const FOLDS = {
  "space.updated": (space, data) => ({
    ...space,
    name: data.name ?? space.name,
    title: data.title ?? space.title,
    topic: data.topic ?? space.topic,
    hidden: data.private ?? data.hidden ?? space.hidden,
    policy: data.policy ? wire.policy(data.policy) : space.policy,
  }),
  "space.archived": (space) => ({ ...space, archived: true, intentions: {} }),
  "policy.changed": (space, data) => ({ ...space, policy: wire.policy(data.policy ?? data) }),
  "member.joined": (space, data, frame) => {
    const joined = wire.member(data, wire.millis(frame.ts));
    return { ...space, members: { ...space.members, [joined.id]: joined } };
  },
  "member.left": (space, data) => left(space, wire.member(data).id),
  "member.banned": (space, data) => left(space, wire.member(data).id),
  "member.role": (space, data) => {
    const id = wire.member(data).id;
    const known = space.members[id];
    return known ? { ...space, members: { ...space.members, [id]: { ...known, role: wire.word(data.role) } } } : space;
  },
  "message.created": (space, data, frame) => posted(space, wire.message(data, frame)),
  "message.edited": (space, data) => changed(space, data.id ?? data.message, (message) => ({
    ...message, text: data.text, mentions: data.mentions ?? message.mentions, rev: data.rev ?? message.rev + 1, edited: true,
  })),
  "message.deleted": (space, data) => changed(space, data.id ?? data.message, gone),
  "message.erased": (space, data) => changed(space, data.id ?? data.message, gone),
  "reaction.set": (space, data, frame) => reacted(space, data, frame, true),
  "reaction.unset": (space, data, frame) => reacted(space, data, frame, false),
  "turn.granted": (space, data, frame) => {
    const granted = wire.turn(data, frame.ts);
    return { ...space, turns: { ...space.turns, [granted.turn]: granted } };
  },
  "turn.passed": (space, data) => ({ ...space, turns: without(space.turns, data.turn) }),
  "turn.denied": (space, data, frame) => noticed(space, notice("denied", data, frame, space)),
  "turn.failed": (space, data, frame) => ended(space, "failed", data, frame),
  "turn.cancelled": (space, data, frame) => ended(space, "cancelled", data, frame),
  "turn.superseded": (space, data, frame) => ended(space, "superseded", data, frame),
  "turn.settled": (space, data) => ({ ...space, notices: settled(space.notices, data) }),
  "intention.declared": (space, data, frame) => intended(space, wire.intention(data, frame.ts)),
  "intention.updated": (space, data, frame) =>
    intended(space, wire.intention(data, space.intentions[intentionId(data)]?.since ?? frame.ts)),
  "intention.resolved": (space, data) => ({ ...space, intentions: without(space.intentions, intentionId(data)) }),
  "intention.expired": (space, data) => ({ ...space, intentions: without(space.intentions, intentionId(data)) }),
};

/**
 * The space after a piece of what is not stored: streamed text, typing, presence, activity.
 * @param {SpaceModel} space
 * @param {Frame} frame
 * @returns {{space: SpaceModel, missing: string | null, stale: string | null}} `missing` names a turn whose text has a
 *   hole, `stale` a model that is to be asked for anew
 */
export function observe(space, frame) {
  if (frame.model === "stream") {
    return { ...streamed(space, frame), stale: null };
  }
  const show = SHOWN[frame.model];
  if (!show) {
    return { space, missing: null, stale: null };
  }
  if (!passing.follows(space.passing, frame)) {
    return { space, missing: null, stale: frame.model };
  }
  return { space: { ...show(space, frame), passing: passing.after(space.passing, frame) }, missing: null, stale: null };
}

/** @type {Record<string, (space: SpaceModel, frame: Frame) => SpaceModel>} */
const SHOWN = {
  typing: (space, frame) => ({ ...space, typing: passing.changed(space.typing, frame) }),
  presence: (space, frame) => ({
    ...space, presence: passing.changed(space.presence, frame), online: frame.online ?? space.online,
  }),
  agents: (space, frame) => ({ ...space, agents: agentsAfter(space.agents, frame) }),
};

/**
 * The space with an older page of its messages.
 * @param {SpaceModel} space
 * @param {any[]} page in any order
 * @returns {SpaceModel}
 */
export function withOlder(space, page) {
  const known = new Set(space.messages.map((one) => one.id));
  const older = page.map((one) => wire.message(one)).filter((one) => !known.has(one.id));
  const messages = [...older, ...space.messages].sort(byOrdinal);
  return { ...space, messages, complete: page.length === 0 || (messages[0]?.mo ?? 1) <= 1 };
}

/**
 * The space with the notices of a stretch of its log; everything else in there is known already.
 * @param {SpaceModel} space
 * @param {Frame[]} events
 * @returns {SpaceModel}
 */
export function withNotices(space, events) {
  const known = new Set(space.notices.map((one) => one.seq));
  const grants = { ...space, turns: { ...space.turns } };
  const found = [];
  for (const event of events) {
    if (event.type === "turn.granted") {
      grants.turns[event.data.turn] = wire.turn(event.data, event.ts);
    }
    const kind = /** @type {Notice["kind"]} */ (event.type?.replace("turn.", ""));
    if (["denied", "failed", "cancelled", "superseded"].includes(kind) && !known.has(event.seq)) {
      found.push(notice(kind, event.data ?? {}, event, grants));
    }
  }
  const all = [...found, ...space.notices].sort((one, other) => one.seq - other.seq);
  const notices = events.filter((event) => event.type === "turn.settled").reduce((some, event) => settled(some, event.data), all);
  return { ...space, notices: notices.slice(-NOTICES_MAX) };
}

/**
 * The space with what was spent in it and what its agents may still spend.
 * @param {SpaceModel} space
 * @param {any} answer
 * @returns {SpaceModel}
 */
export function withSpending(space, answer) {
  const agents = keyed((answer.agents ?? []).map(wire.agent), (/** @type {AgentInfo} */ one) => one.id);
  const known = Object.entries(agents).map(([id, one]) => [id, { ...one, state: space.agents[id]?.state ?? one.state }]);
  return { ...space, spending: wire.spending(answer), agents: { ...space.agents, ...Object.fromEntries(known) } };
}

/** Who types now: the server says when they have stopped. */
export const typists = (/** @type {SpaceModel} */ space) => Object.keys(space.typing);

/** What members mean to do now, those that end first before the others. */
export const intentions = (/** @type {SpaceModel} */ space, /** @type {number} */ now) =>
  Object.values(space.intentions).filter((one) => one.until > now).sort((one, other) => one.until - other.until);

const intentionId = (/** @type {{member: string, key: string}} */ one) => `${one.member} ${one.key}`;

const intended = (/** @type {SpaceModel} */ space, /** @type {Intention} */ one) =>
  ({ ...space, intentions: { ...space.intentions, [intentionId(one)]: one } });

function left(/** @type {SpaceModel} */ space, /** @type {string} */ member) {
  const others = Object.values(space.intentions).filter((one) => one.member !== member);
  return { ...space, members: without(space.members, member), intentions: keyed(others, intentionId) };
}

function posted(/** @type {SpaceModel} */ space, /** @type {Message} */ message) {
  const messages = [...space.messages, message].slice(-MESSAGES_MAX);
  const turns = message.turn ? without(space.turns, message.turn) : space.turns;
  return { ...space, messages, turns, ordinal: message.mo || space.ordinal + 1, typing: without(space.typing, message.author) };
}

function changed(/** @type {SpaceModel} */ space, /** @type {string} */ id, /** @type {(message: Message) => Message} */ change) {
  const at = space.messages.findLastIndex((one) => one.id === id);
  return at < 0 ? space : { ...space, messages: space.messages.with(at, change(space.messages[at])) };
}

const gone = (/** @type {Message} */ message) => ({ ...message, text: "", mentions: [], reactions: {}, deleted: true });

function reacted(/** @type {SpaceModel} */ space, /** @type {any} */ data, /** @type {Frame} */ frame, /** @type {boolean} */ on) {
  const by = data.by ?? data.actor ?? frame.actor;
  return changed(space, data.id ?? data.message, (message) => {
    const others = (message.reactions[data.emoji] ?? []).filter((one) => one !== by);
    const who = on ? [...others, by] : others;
    const rest = without(message.reactions, data.emoji);
    return { ...message, reactions: who.length > 0 ? { ...message.reactions, [data.emoji]: who } : rest };
  });
}

function ended(/** @type {SpaceModel} */ space, /** @type {Notice["kind"]} */ kind, /** @type {any} */ data, /** @type {Frame} */ frame) {
  const after = noticed(space, notice(kind, data, frame, space));
  return { ...after, turns: without(after.turns, data.turn) };
}

const noticed = (/** @type {SpaceModel} */ space, /** @type {Notice} */ one) =>
  ({ ...space, notices: [...space.notices, one].slice(-NOTICES_MAX) });

/** What a turn had come to that the space ended, told afterwards. */
const settled = (/** @type {Notice[]} */ notices, /** @type {any} */ data) => notices.map((one) =>
  one.turn === data.turn ? { ...one, partial: data.partial || one.partial, cost: data.cost ?? one.cost } : one);

/** @returns {Notice} */
function notice(/** @type {Notice["kind"]} */ kind, /** @type {any} */ data, /** @type {Frame} */ frame, /** @type {SpaceModel} */ space) {
  const turn = space.turns[data.turn];
  return {
    seq: frame.seq, ts: wire.millis(frame.ts), kind,
    turn: data.turn ?? null,
    agent: data.agent ?? turn?.agent ?? "",
    root: data.root ?? turn?.root ?? null,
    by: data.by ?? null,
    reason: wire.word(data.denial ?? data.failure ?? data.reason),
    detail: data.detail ?? "",
    partial: data.partial || turn?.draft?.text || "",
    cost: data.cost ?? null,
  };
}

function streamed(/** @type {SpaceModel} */ space, /** @type {Frame} */ frame) {
  const turn = space.turns[frame.turn];
  if (!turn) {
    return { space, missing: null };
  }
  const { draft, missing } = append(turn.draft, /** @type {any} */ (frame));
  const turns = { ...space.turns, [frame.turn]: { ...turn, draft } };
  return { space: { ...space, turns }, missing: missing ? frame.turn : null };
}

/** An agent that is not told of is idle; what else is known of it stays. */
function agentsAfter(/** @type {Record<string, AgentInfo>} */ known, /** @type {Frame} */ frame) {
  const told = Object.entries(frame.set ?? {}).map(([id, { state }]) => [id, { ...(known[id] ?? wire.agent({ id })), state }]);
  const idle = Object.keys(known).filter((id) => passing.isWhole(frame) || frame.del?.includes(id));
  return { ...known, ...Object.fromEntries(idle.map((id) => [id, { ...known[id], state: "idle" }])), ...Object.fromEntries(told) };
}

const byOrdinal = (/** @type {Message} */ one, /** @type {Message} */ other) => one.mo - other.mo || one.seq - other.seq;
