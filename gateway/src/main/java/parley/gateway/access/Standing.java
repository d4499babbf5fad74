package parley.gateway.access;

/** Whether a proof of identity still counts. */
public enum Standing {
    HOLDS,
    /** It was taken back, by its owner or for them. */
    REVOKED,
    /** Its owner may not come in any more. */
    DISABLED
}
