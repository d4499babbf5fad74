package parley.persistence.projection;

import java.sql.SQLException;

/** What keeps something in step with the journals, a piece at a time. */
public interface Follower {

    /**
     * Takes one step; true where there is more to do at once. Throws where the store failed, and is asked again later.
     */
    boolean follow() throws SQLException;
}
