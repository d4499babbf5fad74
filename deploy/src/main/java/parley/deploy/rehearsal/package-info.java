/** Traffic for a node that is started only so that Java learns what it does. */
@NullMarked
package parley.deploy.rehearsal;

import org.jspecify.annotations.NullMarked;
