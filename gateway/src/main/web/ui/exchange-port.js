// @ts-check
import { Exchange } from "../net/exchange.js";
import { ways } from "../net/ways.js";

/** Where the worker's script is; unset where a page was made without one. */
const script = document.querySelector("meta[name=parley-worker]")?.getAttribute("content") ?? "";

/** @type {{createScriptURL: (url: string) => any} | undefined} lets the page's own worker pass, and nothing else */
const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("parley", { createScriptURL: () => script });

/** A worker that says nothing for so long has failed in a way that browsers do not tell of. */
const STARTS_WITHIN_MILLIS = 10_000;

/**
 * A port to the exchange of a person: the one that all tabs of this browser share, or, where the browser has no shared
 * workers, one in this tab.
 * @returns {Promise<MessagePort>}
 */
export const portTo = async (/** @type {string} */ person) => (await shared(person)) ?? own(person);

/** @returns {Promise<MessagePort | null>} */
async function shared(/** @type {string} */ person) {
  try {
    const worker = new SharedWorker(policy?.createScriptURL(script) ?? script, { type: "module", name: person });
    return await new Promise((resolve, reject) => {
      worker.onerror = reject;
      setTimeout(reject, STARTS_WITHIN_MILLIS);
      worker.port.addEventListener("message", () => resolve(worker.port), { once: true });
      worker.port.start();
    });
  } catch {
    return null;
  }
}

function own(/** @type {string} */ person) {
  const { port1, port2 } = new MessageChannel();
  new Exchange(person, ways).join(port1);
  return port2;
}
