/** People and how they prove who they are: accounts, sessions, tokens, and the stores they live in. */
@NullMarked
package parley.identity;

import org.jspecify.annotations.NullMarked;
