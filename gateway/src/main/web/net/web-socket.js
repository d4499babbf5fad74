// @ts-check
import { LOST } from "./closing.js";
import { framesIn } from "./transport.js";
import * as api from "./api.js";

/** @import { Frame } from "../types" */
/** @import { Hearing, Transport } from "./transport.js" */

const PROTOCOL = "parley.v1.json";

/** The best way: a WebSocket, for which a ticket is fetched first. @param {Hearing} hearing @returns {Transport} */
export function webSocket(hearing) {
  /** @type {WebSocket | null} */
  let socket = null;
  let over = false;
  const end = (/** @type {import("./transport.js").End} */ how) => {
    if (!over) {
      over = true;
      hearing.closed(how);
    }
  };
  const send = (/** @type {Frame} */ frame) => {
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(frame));
    }
  };
  const heard = (/** @type {Frame} */ frame) => {
    if (frame.op === "auth.expiring") {
      ticket().then((proof) => send({ op: "auth", ticket: proof }), () => {});
      return;
    }
    hearing.heard(frame);
  };
  const connect = (/** @type {string} */ proof) => {
    if (over) {
      return;
    }
    hearing.reached();
    socket = new WebSocket(`${location.origin.replace("http", "ws")}/v1/rt`, [PROTOCOL, `parley.ticket.${proof}`]);
    socket.onopen = () => over || hearing.opened();
    socket.onmessage = (event) => framesIn(String(event.data)).forEach((frame) => over || heard(frame));
    socket.onclose = ({ code }) => end({ code: code || LOST });
  };
  ticket().then(connect, (problem) => end({ problem }));
  return {
    send,
    close() {
      over = true;
      socket?.close(1000);
    },
  };
}

/** @returns {Promise<string>} */
const ticket = async () => (await api.post("/v1/rt/tickets")).ticket;
