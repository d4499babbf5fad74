package parley.agent.run;

/** How a run ended. */
public enum RunOutcome {
    POSTED,
    /** The agent had nothing to say. */
    PASSED,
    FAILED,
    /** The space ended the turn first: cancelled, superseded or expired, as its log says. */
    STOPPED
}
