package parley.gateway.access;

/** Whether a proof of identity still counts. */
public enum Standing {
    HOLDS,
    /** It counts, and its owner has become an administrator. */
    PROMOTED,
    /** It counts, but its owner is no administrator any more. */
    DEMOTED,
    /** It was taken back, by its owner or for them. */
    REVOKED,
    /** Its owner may not come in any more. */
    DISABLED
}
