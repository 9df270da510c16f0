/** Proposals, votes, timelock and treasury: OpenZeppelin's Governor over native contracts. */
@NullMarked
package org.openledger.precompile.governance;

import org.jspecify.annotations.NullMarked;
