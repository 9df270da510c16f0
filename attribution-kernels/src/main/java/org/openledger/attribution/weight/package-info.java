/** Rarity weights of tokens and the table they come from. Consensus code. */
@NullMarked
package org.openledger.attribution.weight;

import org.jspecify.annotations.NullMarked;
