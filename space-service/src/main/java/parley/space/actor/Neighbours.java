package parley.space.actor;

/** The hubs of the other nodes. */
interface Neighbours {

    /** The name of this life of this node. */
    String self();

    /** Tells all of them, if nothing gets lost. */
    void tell(HubNews news);
}
