// @ts-check
import { LOST } from "./closing.js";
import { framesIn } from "./transport.js";
import * as api from "./api.js";

/** @import { Frame } from "../types" */
/** @import { End, Hearing, Transport } from "./transport.js" */

const STREAMS = "/v1/rt/streams";
/** Frames that go in one request. */
const TOGETHER_MAX = 32;
const PAUSE_MILLIS = 1_000;
/** Answers that say that the server is there, and this way to it is not. */
const NO_SUCH_WAY = new Set([404, 405, 501]);
/** Answers that ask for patience. */
const BUSY = new Set([429, 503]);

/**
 * The second best way, where WebSockets do not get through: a stream of server-sent events, opened by the hello, and a
 * request for what is said on the way.
 * @param {Hearing} hearing
 * @returns {Transport}
 */
export function eventStream(hearing) {
  const leaving = new AbortController();
  const { signal } = leaving;
  /** @type {Frame[]} */
  const waiting = [];
  let stream = "";
  let saying = false;
  const end = (/** @type {End} */ how) => {
    if (!signal.aborted) {
      leaving.abort();
      hearing.closed(how);
    }
  };
  const open = async (/** @type {Frame} */ hello) => {
    const made = await api.post(STREAMS, hello, { signal });
    hearing.reached();
    stream = `${STREAMS}/${encodeURIComponent(made.id)}`;
    const response = await api.stream(stream, signal);
    say();
    await read(response, (event) => heard(event, hearing, end));
    end({ code: LOST });
  };
  const say = async () => {
    if (saying || !stream) {
      return;
    }
    saying = true;
    while (waiting.length > 0) {
      const frames = waiting.splice(0, TOGETHER_MAX);
      await patiently(() => api.post(stream, frames.map((frame) => JSON.stringify(frame)).join("\n"), { signal }));
    }
    saying = false;
  };
  const failed = (/** @type {any} */ problem) => {
    if (NO_SUCH_WAY.has(problem.status)) {
      hearing.reached();
    }
    end(stream ? { code: LOST } : { problem });
  };
  queueMicrotask(() => signal.aborted || hearing.opened());
  return {
    send(frame) {
      if (frame.op === "hello") {
        open(frame).catch(failed);
      } else {
        waiting.push(frame);
        say().catch(failed);
      }
    },
    close: () => leaving.abort(),
  };
}

/** @typedef {{type: string, data: string}} ServerEvent */

function heard(/** @type {ServerEvent} */ { type, data }, /** @type {Hearing} */ hearing, /** @type {(how: End) => void} */ end) {
  if (type === "problem") {
    end({ problem: JSON.parse(data) });
    return;
  }
  for (const frame of framesIn(data)) {
    hearing.heard(frame);
    if (frame.op === "bye") {
      end({ code: frame.close ?? LOST });
    }
  }
}

/** Reads a stream to its end. @param {Response} response @param {(event: ServerEvent) => void} hear */
async function read(response, hear) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    const events = (text + decoder.decode(piece.value, { stream: true })).split("\n\n");
    text = events.pop() ?? "";
    events.map(parsed).filter((event) => event.data).forEach(hear);
  }
}

/** Does it again as long as the server is too busy for it. @param {() => Promise<unknown>} request */
async function patiently(request) {
  for (;;) {
    try {
      return await request();
    } catch (problem) {
      const { status, retryAfterMs } = /** @type {any} */ (problem);
      if (!BUSY.has(status)) {
        throw problem;
      }
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs || PAUSE_MILLIS));
    }
  }
}

/** @returns {ServerEvent} */
function parsed(/** @type {string} */ text) {
  const fields = text.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line) ?? ["", "", ""]);
  const values = (/** @type {string} */ name) => fields.filter(([, field]) => field === name).map(([, , value]) => value);
  return { type: values("event")[0] ?? "message", data: values("data").join("\n") };
}
