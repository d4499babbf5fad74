/** Runs at work: the sharded entity, the calls it makes, and the supervisor that starts it. */
@NullMarked
package parley.agent.actor;

import org.jspecify.annotations.NullMarked;
