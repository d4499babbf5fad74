// @ts-check

/** A refusal or failure that the server, or the way to it, answered with. */
export class Problem extends Error {
  /** @param {{status?: number, code?: string, title?: string, detail?: string, instance?: string, retryable?: boolean}} body */
  constructor(body) {
    super(body.detail || body.title || body.code || "");
    this.status = body.status ?? 0;
    this.code = body.code ?? "unknown";
    this.title = body.title ?? "";
    this.instance = body.instance ?? "";
    this.retryable = body.retryable ?? (this.status === 0 || this.status === 429 || this.status >= 500);
  }
}

let csrf = "1";

/** Remembers the token that proves that a change comes from these pages. */
export const useCsrf = (/** @type {string | undefined} */ token) => {
  csrf = token || csrf;
};

/** @param {string} path */
export const get = (path) => call("GET", path);

/** @param {string} path @param {any} [body] */
export const post = (path, body = {}) => call("POST", path, body);

/** @param {string} path @param {any} [body] */
export const put = (path, body = {}) => call("PUT", path, body);

/** @param {string} path */
export const remove = (path) => call("DELETE", path);

/** The path of a space's resources. */
export const spaceUrl = (/** @type {string} */ id, rest = "") => `/v1/spaces/${encodeURIComponent(id)}${rest}`;

/** @param {string} method @param {string} path @param {any} [body] */
async function call(method, path, body) {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") {
    headers.set("X-Parley-CSRF", csrf);
  }
  if (body !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  const response = await send(path, { method, headers, credentials: "same-origin", body: JSON.stringify(body) });
  const content = await response.text();
  const json = content && response.headers.get("Content-Type")?.includes("json") ? JSON.parse(content) : null;
  if (!response.ok) {
    throw new Problem({ status: response.status, title: response.statusText, ...json });
  }
  return json;
}

/** @param {string} path @param {RequestInit} options */
async function send(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Problem({ code: "network", title: "The server cannot be reached." });
  }
}
