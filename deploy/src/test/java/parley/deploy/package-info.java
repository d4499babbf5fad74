@NullMarked
package parley.deploy;

import org.jspecify.annotations.NullMarked;
