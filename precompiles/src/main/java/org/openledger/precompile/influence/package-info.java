/** Attested influence: who signs weights, which of them pay, and what happens to wrong ones. */
@NullMarked
package org.openledger.precompile.influence;

import org.jspecify.annotations.NullMarked;
