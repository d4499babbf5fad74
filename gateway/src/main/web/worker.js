// @ts-check
import { Exchange } from "./net/exchange.js";
import { ways } from "./net/ways.js";

/** The exchange of the person whose name this worker bears, for all tabs of the browser. */
const scope = /** @type {any} */ (self);
const exchange = new Exchange(scope.name, ways);
scope.onconnect = (/** @type {MessageEvent} */ { ports: [port] }) => {
  exchange.join(port);
  port.postMessage({ tell: "ready" });
};
