/** One turn of an agent as a state machine that survives every crash. */
@NullMarked
package parley.agent.run;

import org.jspecify.annotations.NullMarked;
