// @ts-check
import { parse } from "../state/route.js";
import { store } from "./context.js";

/** Goes to a page of this product. */
export function go(/** @type {string} */ path, replace = false) {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  follow();
}

/** Keeps the state in step with the address, and follows links without loading the page anew. */
export function listen() {
  addEventListener("popstate", follow);
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || !ours(link) || event.button !== 0 || modified(event)) {
      return;
    }
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

function follow() {
  const route = parse(location.pathname, location.search);
  store.update((state) => ({ ...state, route, pane: "chat" }));
}

const ours = (/** @type {HTMLAnchorElement} */ link) =>
  link.origin === location.origin && !link.target && !link.hasAttribute("download") && !link.pathname.startsWith("/v1/");
const modified = (/** @type {MouseEvent} */ event) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
