package parley.agent.run;

/** What a run answers. */
public sealed interface RunReply {

    /** Done and stored. */
    record Accepted() implements RunReply {}

    /** Too late or said before; read the run to see how it stands. */
    record Ignored() implements RunReply {}
}
