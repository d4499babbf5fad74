// @ts-check
/** @import { Route } from "../types" */

/** @returns {Route} */
export function parse(/** @type {string} */ path, /** @type {string} */ search) {
  const query = new URLSearchParams(search);
  const [first = "", second = "", third = "", fourth = "", ...more] = path.split("/").slice(1).map(decoded);
  const route = (/** @type {Route["page"]} */ page, space = "", message = "") => ({ page, space, message, query });
  if (first === "" || first === "index.html") {
    return route("home");
  }
  if (first === "login") {
    return route("sign-in");
  }
  if (first === "s" && second && (!third || (third === "m" && fourth)) && more.length === 0) {
    return route("space", second, third === "m" ? fourth : "");
  }
  if (first === "admin" && second === "costs" && !third) {
    return route("costs");
  }
  return route("missing");
}

export const spacePath = (/** @type {string} */ id) => `/s/${encodeURIComponent(id)}`;
export const messagePath = (/** @type {string} */ space, /** @type {string} */ id) =>
  `${spacePath(space)}/m/${encodeURIComponent(id)}`;

function decoded(/** @type {string} */ part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
