/** A way to the server whose other end is written down by a test. */
export class ScriptedWay {
  /** Connections that were opened, oldest first. */
  opened = [];

  constructor(answers = true) {
    this.answers = answers;
  }

  open = (hearing) => {
    const connection = { hearing, sent: [], closed: false };
    this.opened.push(connection);
    if (this.answers) {
      hearing.reached();
    }
    return { send: (frame) => connection.sent.push(frame), close: () => (connection.closed = true) };
  };

  get last() {
    return this.opened.at(-1);
  }

  /** Opens and welcomes; what was sent before is kept. */
  welcome(more = {}) {
    this.last.hearing.opened();
    this.hear({ op: "welcome", ...more });
  }

  hear(...frames) {
    frames.forEach((frame) => this.last.hearing.heard(frame));
  }

  end(end) {
    this.last.hearing.closed(end);
  }

  /** What was sent on the last connection and is of one kind. */
  sent(op) {
    return this.last.sent.filter((frame) => frame.op === op);
  }
}
