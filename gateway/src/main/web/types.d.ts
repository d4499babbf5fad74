/** Shapes shared by the pages' modules. Never shipped. */

export type MemberKind = "human" | "agent";

export interface Member {
  id: string;
  kind: MemberKind;
  name: string;
  role: string;
  joinedAt: number;
}

export interface Cost {
  nanoUsd: string;
  kind: string;
}

export interface Message {
  id: string;
  seq: number;
  mo: number;
  key: string;
  ts: number;
  author: string;
  authorKind: MemberKind;
  kind: string;
  text: string;
  mentions: string[];
  replyTo: string | null;
  turn: string | null;
  root: string | null;
  hop: number;
  usage: { in: number; out: number } | null;
  cost: Cost | null;
  model: string | null;
  tookMillis: number | null;
  reactions: Record<string, string[]>;
  rev: number;
  edited: boolean;
  deleted: boolean;
}

export type NoticeKind = "denied" | "failed" | "cancelled" | "superseded";

/** Something that happened instead of a message. */
export interface Notice {
  seq: number;
  ts: number;
  kind: NoticeKind;
  turn: string | null;
  agent: string;
  root: string | null;
  by: string | null;
  reason: string;
  detail: string;
  partial: string;
  cost: Cost | null;
}

export interface Draft {
  attempt: number;
  text: string;
}

/** A turn that was granted and has not ended. */
export interface Turn {
  turn: string;
  agent: string;
  root: string | null;
  trigger: string | null;
  since: number;
  draft: Draft | null;
}

/** What an agent may still spend, and what it is. */
export interface AgentInfo {
  id: string;
  name: string;
  colour: number;
  model: string;
  enabled: boolean;
  state: string;
  limitNanoUsd: string | null;
  leftNanoUsd: string | null;
}

/** What was spent in a space: in its budget's period, or ever where it has no budget. */
export interface Spending {
  limitNanoUsd: string | null;
  /** What may still be spent; the limit counts from when it was set. */
  leftNanoUsd: string | null;
  period: string | null;
  spentNanoUsd: string;
  /** By agent, the costliest first. */
  costs: { agent: string; spentNanoUsd: string }[];
}

/** Whether somebody is there; times are milliseconds since 1970. */
export interface Presence {
  state: "active" | "idle" | "reconnecting" | "offline";
  since?: number;
  lastSeen?: number;
  devices: string[];
}

/** Which version is known of each model of what passes, and of which life of the server's side. */
export type Passing = Record<string, [incarnation: string, version: number]>;

/** What a member means to do. */
export interface Intention {
  member: string;
  key: string;
  text: string;
  until: number;
  since: number;
}

export interface SpaceModel {
  id: string;
  epoch: string;
  seq: number;
  ordinal: number;
  name: string;
  title: string;
  topic: string;
  hidden: boolean;
  archived: boolean;
  policy: string;
  members: Record<string, Member>;
  agents: Record<string, AgentInfo>;
  messages: Message[];
  notices: Notice[];
  turns: Record<string, Turn>;
  intentions: Record<string, Intention>;
  typing: Record<string, unknown>;
  presence: Record<string, Presence>;
  /** How many people are there; in a large space more than are told of. */
  online: number;
  passing: Passing;
  /** Null until it has been asked for. */
  spending: Spending | null;
  complete: boolean;
}

/** Kept; on its way; stored by the space, though its event has not come; refused. */
export type PendingState = "queued" | "sent" | "confirmed" | "failed";

/** A message of one's own whose event has not come. */
export interface Pending {
  key: string;
  space: string;
  text: string;
  mentions: string[];
  replyTo: string | null;
  /** When it was written; no two of a browser are the same. */
  at: number;
  state: PendingState;
  /** Why it failed, in words; and under which code. */
  error: string;
  code: string;
  /** Its place in the space's log once it is confirmed. */
  seq: number;
}

export interface SpaceEntry {
  id: string;
  name: string;
  title: string;
  topic: string;
  hidden: boolean;
  member: boolean;
  archived: boolean;
  ordinal: number;
  seq: number;
  unread: number;
  mentions: number;
}

/** What one keeps for oneself: read markers, drafts and muted spaces, by space. */
export interface Reading {
  /** False until it has been told. */
  known: boolean;
  revision: number;
  read: Record<string, number>;
  drafts: Record<string, string>;
  muted: Record<string, boolean>;
}

export interface Person {
  id: string;
  name: string;
  administrator: boolean;
}

/**
 * First attempt; connected and up to date; connected and not yet up to date; between two attempts or in one; without a
 * network; stopped until a person does something.
 */
export type Phase = "connecting" | "live" | "lagging" | "reconnecting" | "offline" | "refused";

/** What is known of a connection, and when it will be tried again; times are milliseconds since 1970. */
export interface ConnectionState {
  phase: Phase;
  /** Why it is not live, in one word; empty where nothing went wrong. */
  reason: string;
  /** When the next attempt is made; 0 while one is under way or none is needed. */
  retryAt: number;
  /** When the phase began; an outage is one phase. */
  since: number;
}

/** A connection's state with all that decides how it goes on. */
export interface Link extends ConnectionState {
  /** Whether the browser believes that there is a network. */
  plugged: boolean;
  trying: boolean;
  triedAt: number;
  /** No attempt is made before, as the server asked. */
  notBefore: number;
  /** Attempts since the last good connection. */
  attempt: number;
  /** Connections that ended by a mistake of this client. */
  reports: number;
  /** Since when it is connected; 0 where it is not. */
  upAt: number;
}

export type LinkEvent =
  | { type: "start" | "due" | "wake" | "plugged" | "unplugged" | "welcomed" | "caughtUp" | "behind" }
  | { type: "closed"; remedy: "resume" | "report" | "stop"; reason: string; retryAfterMs?: number };

/** A frame of the protocol; its `op` says which other fields it has. */
export type Frame = Record<string, any> & { op: string };

/** Where a reader stands in the log of one space. */
export interface Feed {
  epoch: string;
  seq: number;
  /** How far the log is known to reach. */
  head: number;
  held: Frame[];
  pull: { after: number; to: number } | null;
  delayMillis: number;
  duplicates: number;
}

export interface Pull {
  after: number;
  limit: number;
}

export interface Route {
  page: "space" | "home" | "costs" | "sign-in" | "missing";
  space: string;
  message: string;
  query: URLSearchParams;
}

export interface Toast {
  id: number;
  text: string;
  error: boolean;
}

export interface State {
  me: Person | null;
  started: boolean;
  connection: ConnectionState;
  ahead: number;
  route: Route;
  spaces: SpaceEntry[];
  open: Record<string, SpaceModel>;
  problems: Record<string, { code: string; title: string }>;
  outbox: Pending[];
  reading: Reading;
  toasts: Toast[];
  details: boolean;
  pane: "chat" | "spaces" | "overview";
}
