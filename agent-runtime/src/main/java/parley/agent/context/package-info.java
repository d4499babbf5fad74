/** What a model is shown. */
@NullMarked
package parley.agent.context;

import org.jspecify.annotations.NullMarked;
