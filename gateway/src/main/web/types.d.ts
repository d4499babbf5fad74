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
  left: number;
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

export interface Budget {
  limitNanoUsd: string | null;
  spentNanoUsd: string | null;
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
  typing: Record<string, number>;
  presence: Record<string, { state: string; lastSeen: number }>;
  budget: Budget;
  complete: boolean;
}

export type PendingState = "queued" | "sent" | "failed";

/** A message of one's own that the space has not confirmed. */
export interface Pending {
  key: string;
  space: string;
  text: string;
  mentions: string[];
  replyTo: string | null;
  at: number;
  state: PendingState;
  error: string;
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
}

export interface Person {
  id: string;
  name: string;
  administrator: boolean;
}

export type Phase = "connecting" | "catching-up" | "live" | "offline" | "expired" | "refused";

export interface ConnectionState {
  phase: Phase;
  retryAt: number;
  since: number;
  reason: string;
}

/** A frame of the protocol; its `op` says which other fields it has. */
export type Frame = Record<string, any> & { op: string };

/** Where a reader stands in the log of one space. */
export interface Feed {
  epoch: string;
  seq: number;
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
  route: Route;
  spaces: SpaceEntry[];
  open: Record<string, SpaceModel>;
  problems: Record<string, { code: string; title: string }>;
  outbox: Pending[];
  seen: Record<string, number>;
  toasts: Toast[];
  details: boolean;
  pane: "chat" | "spaces" | "overview";
}
