// @ts-check

/** A refusal or failure that the server, or the way to it, answered with. */
export class Problem extends Error {
  /** @param {{status?: number, code?: string, title?: string, detail?: string, instance?: string, retryable?: boolean, retryAfterMs?: number}} body */
  constructor(body) {
    super(body.detail || body.title || body.code || "");
    this.status = body.status ?? 0;
    this.code = body.code ?? "unknown";
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.instance = body.instance ?? "";
    this.retryAfterMs = body.retryAfterMs ?? 0;
    this.retryable = body.retryable ?? (this.status === 0 || this.status === 429 || this.status >= 500);
  }
}

/** A problem as it can be passed on to another thread, which keeps of an error its message only. */
export const plain = (/** @type {any} */ problem) =>
  (problem instanceof Error ? { code: "unknown", detail: problem.message, ...problem } : problem);

let csrf = "1";

/** Remembers the token that proves that a change comes from these pages. */
export const useCsrf = (/** @type {string | undefined} */ token) => {
  csrf = token || csrf;
};

/** @typedef {{signal?: AbortSignal, headers?: Record<string, string>}} Options what ends a request, and what goes with it */

/** @param {string} path @param {Options} [options] */
export const get = (path, options) => call("GET", path, undefined, options);

/** @param {string} path @param {any} [body] @param {Options} [options] */
export const post = (path, body = {}, options) => call("POST", path, body, options);

/** @param {string} path @param {any} [body] @param {Options} [options] */
export const put = (path, body = {}, options) => call("PUT", path, body, options);

/** @param {string} path @param {any} [body] @param {Options} [options] */
export const patch = (path, body = {}, options) => call("PATCH", path, body, options);

/** @param {string} path @param {Options} [options] */
export const remove = (path, options) => call("DELETE", path, undefined, options);

/** The path of a space's resources. */
export const spaceUrl = (/** @type {string} */ id, rest = "") => `/v1/spaces/${encodeURIComponent(id)}${rest}`;

/** The path of one message of a space. */
export const messageUrl = (/** @type {string} */ space, /** @type {string} */ id, rest = "") =>
  spaceUrl(space, `/messages/${encodeURIComponent(id)}${rest}`);

/** Opens a stream of events; its answer is there as soon as the stream begins. @param {string} path @param {AbortSignal} signal */
export const stream = (path, signal) => answered(path, { headers: { Accept: "text/event-stream" }, credentials: "same-origin", signal });

/** @param {string} method @param {string} path @param {any} [body] @param {Options} [options] */
async function call(method, path, body, { signal, headers: more } = {}) {
  const headers = new Headers({ Accept: "application/json", ...more });
  if (method !== "GET") {
    headers.set("X-Parley-CSRF", csrf);
  }
  if (body !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return content(await answered(path, { method, headers, credentials: "same-origin", body: text, signal }));
}

/** @param {string} path @param {RequestInit} options */
async function answered(path, options) {
  const response = await send(path, options);
  if (!response.ok) {
    throw new Problem({ status: response.status, title: response.statusText, ...(await content(response)) });
  }
  return response;
}

/** @param {Response} response */
async function content(response) {
  const text = await response.text();
  return text && response.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : null;
}

/** @param {string} path @param {RequestInit} options */
async function send(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Problem({ code: "network", title: "The server cannot be reached." });
  }
}
