// @ts-check
import { eventStream } from "./event-stream.js";
import { longPoll } from "./long-poll.js";
import { webSocket } from "./web-socket.js";

/** The ways to the server, best first. */
export const ways = [webSocket, eventStream, longPoll];
