/** The built-in rule-based model: no network, no weights, no key. */
@NullMarked
package parley.agent.model.offline;

import org.jspecify.annotations.NullMarked;
