package parley.gateway.rest;

/** Who may use an endpoint. */
public enum Access {
    /** Anybody, signed in or not. */
    ANYONE,
    /** Whoever is signed in. */
    SIGNED_IN,
    /** Whoever may know of the space in the path: its members, everybody where it is public, administrators. */
    ACQUAINTED,
    /** Members of the space in the path, and administrators. */
    MEMBER,
    /** Whoever is signed in, as the command goes to the space in the path, whose rules decide. */
    DECIDED_BY_SPACE,
    /** Administrators of the whole installation. */
    ADMINISTRATOR;

    /** Whether the path names a space that not everybody may know of. */
    public boolean ofSpace() {
        return switch (this) {
            case ACQUAINTED, MEMBER, DECIDED_BY_SPACE -> true;
            case ANYONE, SIGNED_IN, ADMINISTRATOR -> false;
        };
    }
}
