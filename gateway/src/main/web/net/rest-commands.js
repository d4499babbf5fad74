// @ts-check
import * as api from "./api.js";

/** @import { Frame } from "../types" */

/** @typedef {(space: string, data: any, key: string) => Promise<any>} Request */

/** Commands as requests, for ways on which nothing else can be said. @type {Record<string, Request>} */
const REQUESTS = {
  "message.send": (space, { text, mentions, replyTo }, key) => api.put(api.messageUrl(space, key), { text, mentions, replyTo }),
  "message.edit": (space, { id, text, mentions, ifRev }) =>
    api.patch(api.messageUrl(space, id), { text, mentions }, { headers: { "If-Match": ifRev ? `"rev-${ifRev}"` : "*" } }),
  "message.delete": (space, { id }) => api.remove(api.messageUrl(space, id)),
  "reaction.set": (space, { id, emoji }) => api.put(api.messageUrl(space, id, `/reactions/${encodeURIComponent(emoji)}`)),
  "reaction.unset": (space, { id, emoji }) => api.remove(api.messageUrl(space, id, `/reactions/${encodeURIComponent(emoji)}`)),
  "intention.declare": (space, { key, ...wish }) => api.put(api.spaceUrl(space, `/intentions/${encodeURIComponent(key)}`), wish),
  "intention.resolve": (space, { key }) => api.remove(api.spaceUrl(space, `/intentions/${encodeURIComponent(key)}`)),
  "read.set": (space, marker) => api.put(api.spaceUrl(space, "/read"), marker),
  "read.unset": (space, marker) => api.put(api.spaceUrl(space, "/unread"), marker),
  "draft.set": (space, draft) => api.put(api.spaceUrl(space, "/draft"), draft),
  "draft.clear": (space) => api.remove(api.spaceUrl(space, "/draft")),
  "space.mute": (space) => api.put(api.spaceUrl(space, "/mute")),
  "space.unmute": (space) => api.remove(api.spaceUrl(space, "/mute")),
  "turn.cancel": (space, { turn }) => api.post(api.spaceUrl(space, `/turns/${encodeURIComponent(turn)}/cancel`)),
};

/** Carries out a command; what the server would have answered to it. @param {Frame} command @returns {Promise<Frame>} */
export async function requested({ id, space, type, data, key }) {
  const request = REQUESTS[type];
  try {
    const done = request ? await request(space, data, key) : Promise.reject(new api.Problem({ code: "unknown_type", status: 400 }));
    return { op: "ok", re: id, space, key, ...(await done) };
  } catch (problem) {
    return { op: "err", re: id, space, key, problem: api.plain(problem) };
  }
}
