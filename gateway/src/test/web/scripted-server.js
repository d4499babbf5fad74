/** A server that answers requests as a test says, in place of the real one while `during` runs. */
export class ScriptedServer {
  /** Requests so far, as "METHOD path body". */
  asked = [];
  #routes = [];

  /** Answers requests whose "METHOD path" begins so; an answer is a value, a Response, or a function of the request. */
  on(start, answer) {
    this.#routes.push({ start, answer });
    return this;
  }

  async during(action) {
    const real = globalThis.fetch;
    globalThis.fetch = (path, options = {}) => this.#answer(path, options);
    try {
      return await action();
    } finally {
      globalThis.fetch = real;
    }
  }

  async #answer(path, { method = "GET", body, signal }) {
    const request = `${method} ${path}`;
    this.asked.push(body === undefined ? request : `${request} ${body}`);
    const route = this.#routes.find(({ start }) => request.startsWith(start));
    const answer = typeof route?.answer === "function" ? await route.answer({ path, body, signal }) : route?.answer;
    if (answer instanceof Response) {
      return answer;
    }
    const status = route ? 200 : 404;
    return new Response(JSON.stringify(answer ?? { code: "not_found" }), { status, headers: { "Content-Type": "application/json" } });
  }
}

/** A stream whose text the test writes. */
export function written() {
  let controller;
  const body = new ReadableStream({ start: (it) => void (controller = it) });
  const encoder = new TextEncoder();
  return {
    response: new Response(body, { headers: { "Content-Type": "text/event-stream" } }),
    write: (text) => controller.enqueue(encoder.encode(text)),
    end: () => controller.close(),
  };
}
