/** The shape of every entity: pure rules that decide and evolve. */
@NullMarked
package parley.entity;

import org.jspecify.annotations.NullMarked;
