// @ts-check
/** @import { AgentInfo, Intention, Member, Message, SpaceEntry, Spending, Turn } from "../types" */

/** What arrives, turned into the shapes of the pages; unknown fields are ignored. */

/** Milliseconds since 1970 from either form a time is sent in. */
export const millis = (/** @type {unknown} */ time) =>
  typeof time === "number" ? time : time ? Date.parse(String(time)) || 0 : 0;

/** @returns {"human" | "agent"} */
export const memberKind = (/** @type {unknown} */ kind) => (word(kind) === "agent" ? "agent" : "human");

/** A constant's name in one spelling. */
export const word = (/** @type {unknown} */ text) =>
  String(text ?? "").toLowerCase().replaceAll(/[-\s]/g, "_");

/** The rows of a list, which stands alone or under its name. */
export const rows = (/** @type {any} */ body, /** @type {string} */ name) =>
  /** @type {any[]} */ (Array.isArray(body) ? body : (body?.[name] ?? body?.items ?? []));

/** @returns {Member} */
export const member = (/** @type {any} */ data, /** @type {number} */ joinedAt = 0) => ({
  id: idOf(data.id ?? data.member),
  kind: memberKind(data.kind),
  name: data.name ?? idOf(data.id ?? data.member),
  role: word(data.role),
  joinedAt: millis(data.joinedAt) || joinedAt,
});

/** @returns {Message} */
export const message = (/** @type {any} */ data, /** @type {any} */ envelope = {}) => ({
  id: data.id,
  seq: data.seq ?? envelope.seq ?? 0,
  mo: data.mo ?? 0,
  key: data.key ?? "",
  ts: millis(data.ts ?? envelope.ts),
  author: data.author,
  authorKind: memberKind(data.authorKind ?? (data.turn ? "agent" : "human")),
  kind: word(data.kind),
  text: data.text ?? "",
  mentions: data.mentions ?? [],
  replyTo: data.replyTo ?? null,
  turn: data.turn ?? null,
  root: data.root ?? null,
  hop: data.hop ?? 0,
  usage: data.usage ?? null,
  cost: data.cost ?? null,
  model: data.model ?? null,
  tookMillis: data.tookMillis ?? null,
  reactions: data.reactions ?? {},
  rev: data.rev ?? 1,
  edited: Boolean(data.edited),
  deleted: Boolean(data.deleted),
});

/** @returns {AgentInfo} */
export const agent = (/** @type {any} */ data) => ({
  id: idOf(data.id ?? data.agent),
  name: data.name ?? "",
  colour: data.colour ?? data.color ?? 0,
  model: data.model ?? data.models?.[0] ?? "",
  enabled: data.enabled !== false,
  state: String(data.state ?? ""),
  limitNanoUsd: data.limitNanoUsd ?? null,
  leftNanoUsd: data.leftNanoUsd ?? null,
});

/** @returns {Spending} */
export const spending = (/** @type {any} */ data) => ({
  limitNanoUsd: data.limitNanoUsd ?? null,
  leftNanoUsd: data.leftNanoUsd ?? null,
  period: data.period ?? null,
  spentNanoUsd: data.spentNanoUsd ?? "0",
  costs: data.costs ?? [],
});

/** @returns {Turn} */
export const turn = (/** @type {any} */ data, /** @type {unknown} */ since) => ({
  turn: data.turn ?? data.id,
  agent: data.agent,
  root: data.root ?? null,
  trigger: data.trigger ?? null,
  since: millis(data.since ?? data.grantedAt ?? since),
  draft: data.text ? { attempt: data.try ?? 1, text: data.text } : null,
});

/** @returns {Intention} */
export const intention = (/** @type {any} */ data, /** @type {unknown} */ since = 0) => ({
  member: data.member,
  key: data.key,
  text: data.text ?? "",
  until: millis(data.until),
  since: millis(data.since ?? since),
});

/** @returns {SpaceEntry} */
export const spaceEntry = (/** @type {any} */ data) => ({
  id: data.id,
  name: data.name ?? data.id,
  title: data.title ?? "",
  topic: data.topic ?? "",
  hidden: Boolean(data.private ?? data.hidden),
  member: data.member !== false,
  archived: Boolean(data.archived),
  ordinal: data.ordinal ?? data.mo ?? 0,
  seq: data.seq ?? 0,
  unread: data.unread ?? 0,
  mentions: data.mentions ?? 0,
});

/** The name of a turn policy, alone or in an object. */
export const policy = (/** @type {any} */ data) =>
  String(data?.name ?? data ?? "").toLowerCase().replaceAll("_", "-");

const idOf = (/** @type {any} */ value) => (typeof value === "object" && value ? value.id : value);
