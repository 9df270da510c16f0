/** Coins on their way from the other contracts to InferenceFees, which owes what is paid out. */
@NullMarked
package org.openledger.precompile.coin;

import org.jspecify.annotations.NullMarked;
