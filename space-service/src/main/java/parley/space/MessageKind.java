package parley.space;

/** Whether a message belongs to the conversation or tells about it. */
public enum MessageKind {
    CHAT,
    /** Said by the space about itself; never triggers an agent. */
    NOTICE
}
