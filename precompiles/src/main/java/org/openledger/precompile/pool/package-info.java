/** Pools of stake: who has how much of one, and what it has earned. */
@NullMarked
package org.openledger.precompile.pool;

import org.jspecify.annotations.NullMarked;
