// @ts-check
import { webSocket } from "./web-socket.js";

/** The ways to the server, best first. */
export const ways = [webSocket];
