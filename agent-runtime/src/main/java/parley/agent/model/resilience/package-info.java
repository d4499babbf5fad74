/** Time-outs, retries and gates around a model. */
@NullMarked
package parley.agent.model.resilience;

import org.jspecify.annotations.NullMarked;
