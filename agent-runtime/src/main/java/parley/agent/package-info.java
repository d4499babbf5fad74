/** What an agent is, and which there are. */
@NullMarked
package parley.agent;

import org.jspecify.annotations.NullMarked;
