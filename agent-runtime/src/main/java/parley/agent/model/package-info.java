/** The one port to language models: streaming, usage and failures as data. */
@NullMarked
package parley.agent.model;

import org.jspecify.annotations.NullMarked;
