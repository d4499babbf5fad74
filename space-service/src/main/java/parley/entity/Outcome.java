package parley.entity;

/** What became of a command that was sent to an entity. Ask again with the same command after anything but an answer. */
public sealed interface Outcome<R> {

    /** The entity decided; its events, if any, are stored. */
    record Answered<R>(R reply) implements Outcome<R> {}

    /** Too much is waiting already; nothing was decided. */
    record Overloaded<R>() implements Outcome<R> {}

    /** The store or the entity's node failed; whether it was decided is not known. */
    record Unavailable<R>() implements Outcome<R> {}
}
