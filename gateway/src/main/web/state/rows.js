// @ts-check
/** @import { Message, Notice, Pending, SpaceModel, Turn } from "../types" */

const TOGETHER_MILLIS = 5 * 60_000;
/** Denials that mean: agents have spoken enough until a person speaks. */
const LIMITS = new Set(["hops", "root_turns", "agent_turns", "streak"]);
/** Denials that nobody needs to see: the agent has just spoken, or is not meant to. */
const SILENT = new Set(["self", "repeated", "policy"]);

/**
 * @typedef {{type: "day", key: string, at: number}
 *   | {type: "message", key: string, message: Message, follows: boolean}
 *   | {type: "pending", key: string, pending: Pending, follows: boolean}
 *   | {type: "draft", key: string, turn: Turn}
 *   | {type: "limit", key: string, agents: string[], spoke: string[], turns: number, over: boolean}
 *   | {type: "notice", key: string, notice: Notice}} Row
 */

/**
 * What the timeline shows, top to bottom: the log's messages and notices, then what is being written, then one's own
 * messages that are not confirmed.
 * @param {SpaceModel} space
 * @param {Pending[]} outbox of this space
 * @param {string} me
 * @param {number} [limit] how many entries of the log
 * @param {number} [skip] how many of the newest are left out, with all that is not in the log
 * @returns {Row[]}
 */
export function rows(space, outbox, me, limit = Infinity, skip = 0) {
  const entries = stretch(space.messages, shown(space.notices), limit, skip);
  /** @type {Row[]} */
  const result = [];
  let before = /** @type {Message | null} */ (null);
  let day = "";
  for (const entry of entries) {
    const today = new Date(entry.ts).toDateString();
    if (today !== day) {
      day = today;
      before = null;
      result.push({ type: "day", key: `day ${today}`, at: entry.ts });
    }
    if ("author" in entry) {
      result.push({ type: "message", key: entry.key || entry.id, message: entry, follows: follows(before, entry) });
      before = entry;
      continue;
    }
    before = null;
    result.push(noticeRow(entry, space, entry === entries.at(-1)));
  }
  return skip > 0 ? result : [...result, ...unconfirmed(space, outbox, before?.author === me)];
}

/** @returns {Row[]} */
function unconfirmed(/** @type {SpaceModel} */ space, /** @type {Pending[]} */ outbox, /** @type {boolean} */ mine) {
  const confirmed = new Set(space.messages.slice(-200).map((one) => one.key));
  const waiting = outbox.filter((one) => !confirmed.has(one.key));
  return [
    ...waiting.map((pending, at) => /** @type {Row} */ ({ type: "pending", key: pending.key, pending, follows: mine || at > 0 })),
    ...Object.values(space.turns).map((turn) => /** @type {Row} */ ({ type: "draft", key: turn.turn, turn })),
  ];
}

/** A stretch of two logs in the order of the space, counted from their end. */
function stretch(/** @type {Message[]} */ messages, /** @type {Notice[]} */ notices, /** @type {number} */ limit, /** @type {number} */ skip) {
  const oldest = messages[0]?.seq ?? 0;
  const all = [...messages, ...notices.filter((one) => one.seq > oldest)].sort((one, other) => one.seq - other.seq);
  const end = all.length - skip;
  return all.slice(Math.max(0, end - limit), end);
}

/** Notices without those that nobody needs, and one for each root whose limit was reached. */
function shown(/** @type {Notice[]} */ notices) {
  /** @type {Notice[]} */
  const result = [];
  for (const notice of notices) {
    if (notice.kind === "denied" && SILENT.has(notice.reason)) {
      continue;
    }
    const at = limited(notice) ? result.findIndex((one) => limited(one) && one.root === notice.root) : -1;
    if (at >= 0) {
      result.splice(at, 1);
    }
    result.push(notice);
  }
  return result;
}

const limited = (/** @type {Notice} */ notice) => notice.kind === "denied" && LIMITS.has(notice.reason);

/** @returns {Row} */
function noticeRow(/** @type {Notice} */ notice, /** @type {SpaceModel} */ space, /** @type {boolean} */ last) {
  if (!limited(notice)) {
    return { type: "notice", key: `notice ${notice.seq}`, notice };
  }
  const agents = space.notices.filter((one) => limited(one) && one.root === notice.root).map((one) => one.agent);
  const caused = space.messages.filter((one) => one.authorKind === "agent" && one.root === notice.root);
  const spoke = [...new Set([...caused.map((one) => one.author), ...agents])];
  const over = !last || Object.keys(space.turns).length > 0;
  return { type: "limit", key: `limit ${notice.root}`, agents: [...new Set(agents)], spoke, turns: caused.length, over };
}

const follows = (/** @type {Message | null} */ before, /** @type {Message} */ message) =>
  before !== null && before.author === message.author && !before.deleted && !message.replyTo
  && message.authorKind === "human" && message.ts - before.ts < TOGETHER_MILLIS;
