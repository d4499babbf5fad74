// @ts-check
/** @import { ConnectionState } from "../types" */

/** Whether what is sent now reaches the server. */
export const isUp = (/** @type {ConnectionState} */ { phase }) => phase === "live" || phase === "lagging";
